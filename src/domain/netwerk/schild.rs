//! Cells that a spreadsheet would take for a formula, and what is put before them: both ways.

use std::borrow::Cow;

/// With these a cell begins that Excel or LibreOffice would calculate.
const BEGINT: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Whether a cell begins with one of the signs, behind any number of our own `'`.
fn is_gevaarlijk(cel: &str) -> bool {
    cel.trim_start_matches('\'').starts_with(BEGINT)
}

/// A cell as it is safe to open in a spreadsheet: with a `'` before what would be a formula.
///
/// A telephone number such as `+32 2 123 45 67` stays as it is, because a `'` would be dialled and copied along. That is
/// safe: until its first `|` such a cell has nothing but digits, `+`, blanks, line ends, hyphens, brackets, dots and
/// slashes. A spreadsheet can make a sum of those at most; without a letter there is no function, no cell and no other
/// program to call. Behind a number, `|` means a call to another program (`number|subject!item`) and is an error
/// otherwise; so a cell with a `!` is not let through.
///
/// What already begins with `'` and one of the signs gets one more, so that taking it off brings back the same text.
pub fn beschermd(cel: &str) -> Cow<'_, str> {
    if is_gevaarlijk(cel) && !is_telefoon(cel) { Cow::Owned(format!("'{cel}")) } else { Cow::Borrowed(cel) }
}

/// A cell as it was before [`beschermd`].
pub fn onbeschermd(cel: &str) -> &str {
    match cel.strip_prefix('\'') {
        Some(rest) if is_gevaarlijk(rest) => rest,
        _ => cel,
    }
}

/// Whether a cell is telephone numbers, a line each, with what they are for behind a `|`.
fn is_telefoon(cel: &str) -> bool {
    let until = cel.split('|').next().unwrap_or_default();
    let signs = |letter: char| letter.is_ascii_digit() || "+ -()./\n".contains(letter);
    let call = until.len() < cel.len() && cel.contains('!');
    cel.starts_with('+') && until.contains(|letter: char| letter.is_ascii_digit()) && until.chars().all(signs) && !call
}
