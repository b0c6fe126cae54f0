//! A text as words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::domain::search::fold;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How it is compared.
    pub folded: String,
}

/// The words of a text: letters and digits, with an apostrophe between two of them (`zo'n`).
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let inside = in_word(letter) || (start.is_some() && is_apostrophe(letter) && next.is_some_and(in_word));
        if inside && start.is_none() {
            start = Some(at);
        }
        let end = if inside { at + letter.len_utf8() } else { at };
        if let Some(from) = start
            && (!inside || next.is_none())
        {
            let range = from..end;
            let folded = fold(text.get(range.clone()).unwrap_or_default());
            found.push(Word { range, folded });
            start = None;
        }
    }
    found
}

/// Whether a letter can stand in a word.
pub fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// Whether this is an apostrophe, or a quotation mark that looks like one.
pub fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘')
}
