//! The one place where blocks become lines.

use std::borrow::Cow;
use std::io::{self, Write};

use textwrap::{WordSeparator, WordSplitter, WrapAlgorithm};

use super::plain::plain;
use super::text;
use crate::domain::gesprek::Block;

/// No line is wrapped more narrowly than this, whatever the terminal says.
pub(super) const NARROWEST: usize = 20;

/// How a text is made fit for printing.
pub(super) type Spelling = fn(&str) -> String;

/// Prints blocks as plain lines of at most `width` columns; only a word that is longer, such as an address, sticks out.
///
/// # Errors
/// The output cannot be written.
pub fn print_blocks(blocks: &[Block], width: usize, output: &mut dyn Write) -> io::Result<()> {
    lines_of(blocks, width, plain).iter().try_for_each(|line| writeln!(output, "{line}"))
}

/// The lines of blocks: no blank line first or last, and never two together.
pub(super) fn lines_of(blocks: &[Block], width: usize, spelling: Spelling) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks {
        match parts(block) {
            Some((mark, text)) => lines.extend(wrapped(&mark, &indent(&mark), &spelling(&text), width)),
            None if lines.last().is_some_and(|line| !line.is_empty()) => lines.push(String::new()),
            None => {}
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// What stands before the text of a block, and the text; `None` for a blank line.
fn parts(block: &Block) -> Option<(String, Cow<'_, str>)> {
    let bare = |text| Some((String::new(), Cow::Borrowed(text)));
    match block {
        Block::Title(text) | Block::Heading(text) | Block::Text(text) | Block::Strong(text) | Block::Muted(text) => {
            bare(text.as_str())
        }
        Block::Danger(text) => Some((text::DANGER.to_owned(), Cow::Borrowed(text))),
        Block::Point(text) => Some(("- ".to_owned(), Cow::Borrowed(text))),
        Block::Numbered(number, text) => Some((format!("{number}. "), Cow::Borrowed(text))),
        Block::Ticked(true, text) => Some(("[x] ".to_owned(), Cow::Borrowed(text))),
        Block::Ticked(false, text) => Some(("[ ] ".to_owned(), Cow::Borrowed(text))),
        Block::Pair(label, value) | Block::Call(label, value) => Some((String::new(), Cow::Owned(pair(label, value)))),
        Block::Gap => None,
    }
}

/// `label: value`; a label that is a question keeps its question mark, and a full stop gives way.
pub(super) fn pair(label: &str, value: &str) -> String {
    let label = label.trim_end();
    if label.ends_with(['?', '!', ':']) {
        format!("{label} {value}")
    } else {
        format!("{}: {value}", label.trim_end_matches('.'))
    }
}

/// What puts the further lines of a point under its first letter. A warning is a paragraph and has none.
fn indent(mark: &str) -> String {
    if mark == text::DANGER { String::new() } else { " ".repeat(mark.len()) }
}

/// A text behind a mark, its further lines behind an indent; nothing for an empty text.
pub(super) fn wrapped(mark: &str, indent: &str, text: &str, width: usize) -> Vec<String> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    // Numbers such as 0800-2000 and web addresses stay whole, so that they can be read out and copied.
    let options = textwrap::Options::new(width.max(NARROWEST))
        .initial_indent(mark)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text.trim(), options).into_iter().map(Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{lines_of, pair, plain};
    use crate::domain::gesprek::Block;

    fn lines(blocks: &[Block]) -> Vec<String> {
        lines_of(blocks, 24, plain)
    }

    #[test]
    fn every_block_has_its_mark_and_hangs_under_its_text() {
        let blocks = [
            Block::Title("Titel".into()),
            Block::Point("een punt dat niet op een regel past".into()),
            Block::Numbered(10, "een stap die niet op een regel past".into()),
            Block::Ticked(true, "gezien".into()),
            Block::Ticked(false, "niet gezien".into()),
            Block::Danger("bel".into()),
        ];
        let expected = [
            "Titel",
            "- een punt dat niet op",
            "  een regel past",
            "10. een stap die niet op",
            "    een regel past",
            "[x] gezien",
            "[ ] niet gezien",
            "Let op: bel",
        ];
        assert_eq!(lines(&blocks), expected);
    }

    #[test]
    fn blank_lines_stand_alone_and_only_between_text() {
        let blocks = [Block::Gap, Block::Text("a".into()), Block::Gap, Block::Gap, Block::Text("b".into()), Block::Gap];
        assert_eq!(lines(&blocks), ["a", "", "b"]);
        assert_eq!(lines(&[Block::Text("a".into()), Block::Muted(String::new())]), ["a"]);
    }

    #[test]
    fn numbers_and_addresses_are_never_broken() {
        let long = "https://voorbeeld.nl/een/heel/lang/adres";
        let blocks = [Block::Text(format!("bel nu meteen met 0800-2000 {long}"))];
        assert_eq!(lines(&blocks), ["bel nu meteen met", "0800-2000", long]);
    }

    #[test]
    fn a_pair_reads_as_one_sentence() {
        assert_eq!(pair("Telefoon", "112"), "Telefoon: 112");
        assert_eq!(pair("Is er gevaar?", "Nee"), "Is er gevaar? Nee");
        assert_eq!(pair("Overleg met een collega.", "gelezen"), "Overleg met een collega: gelezen");
    }
}
