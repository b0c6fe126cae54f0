//! Blocks and choices as rows of exactly one line, so that scrolling is counting.

use ratatui::text::{Line, Span};
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::domain::gesprek::Block;
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// One line of the body; `choice` says which choice it belongs to, for the cursor and the mouse.
#[derive(Debug, Clone)]
pub struct Row {
    /// What is drawn.
    pub line: Line<'static>,
    /// The choice it belongs to.
    pub choice: Option<usize>,
}

impl Row {
    /// An empty row.
    pub fn blank() -> Row {
        Row { line: Line::default(), choice: None }
    }
}

/// A text in one role, wrapped, with a sign before its first line and the rest hanging.
pub fn wrapped(text: &str, role: Role, sign: &str, width: u16, look: &Look) -> Vec<Row> {
    let indent = " ".repeat(display_width(sign));
    let options = Options::new(usize::from(width.max(10)))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .initial_indent(sign)
        .subsequent_indent(&indent);
    textwrap::wrap(&look.text(text), options)
        .into_iter()
        .map(|line| Row { line: Line::from(Span::styled(line.into_owned(), look.style(role))), choice: None })
        .collect()
}

/// A page as rows.
pub fn rows(blocks: &[Block], width: u16, look: &Look) -> Vec<Row> {
    let width = width.min(look.width);
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Title(text) | Block::Heading(text) => found.extend(wrapped(text, Role::Titel, "", width, look)),
            Block::Strong(text) => found.extend(wrapped(text, Role::Vraag, "", width, look)),
            Block::Text(text) => found.extend(wrapped(text, Role::Gewoon, "", width, look)),
            Block::Danger(text) => found.extend(wrapped(text, Role::Fout, "", width, look)),
            Block::Muted(text) => found.extend(wrapped(text, Role::Gedempt, "", width, look)),
            Block::Point(text) => {
                found.extend(wrapped(text, Role::Gewoon, &format!("{} ", look.point()), width, look));
            }
            Block::Numbered(number, text) => {
                found.extend(wrapped(text, Role::Gewoon, &format!("{number:>2}  "), width, look));
            }
            Block::Ticked(on, text) => {
                found.extend(wrapped(text, Role::Gewoon, &format!("{} ", look.tick(*on)), width, look));
            }
            Block::Pair(label, value) => found.extend(pair(label, value, width, look)),
            Block::Call(number, text) => found.extend(call(number, text, width, look)),
            Block::Gap => found.push(Row::blank()),
        }
    }
    found
}

/// A number stands out in a column of its own.
fn call(number: &str, text: &str, width: u16, look: &Look) -> Vec<Row> {
    const COLUMN: usize = 20;
    let mut found = wrapped(text, Role::Gewoon, &" ".repeat(COLUMN), width, look);
    if let Some(first) = found.first_mut() {
        let text: String = first.line.to_string().chars().skip(COLUMN).collect();
        first.line = Line::from(vec![
            Span::styled(format!("{number:<COLUMN$}"), look.style(Role::Vraag)),
            Span::styled(text, look.style(Role::Gewoon)),
        ]);
    }
    found
}

/// A short label stands in a column; a long one (a question) has its value under it.
fn pair(label: &str, value: &str, width: u16, look: &Look) -> Vec<Row> {
    const COLUMN: usize = 18;
    if display_width(label) < COLUMN {
        return wrapped(value, Role::Gewoon, &format!("{:<COLUMN$}", look.text(label)), width, look);
    }
    let mut found = wrapped(label, Role::Gedempt, "", width, look);
    found.extend(wrapped(value, Role::Vraag, "   ", width, look));
    found
}

/// Choices, one of them chosen; with numbers where a digit chooses.
pub fn choice_rows<'a>(
    labels: impl IntoIterator<Item = &'a str>,
    chosen: usize,
    numbered: bool,
    width: u16,
    look: &Look,
) -> Vec<Row> {
    let width = width.min(look.width);
    let mut found = Vec::new();
    for (at, label) in labels.into_iter().enumerate() {
        let here = at == chosen;
        let (sign, role) = if here { (look.here(), Role::Gekozen) } else { (" ", Role::Gewoon) };
        let number = if at < 9 { (at + 1).to_string() } else { " ".to_owned() };
        let lead = if numbered { format!(" {sign} {number}  ") } else { format!(" {sign} ") };
        for mut row in wrapped(label, role, &lead, width, look) {
            row.choice = Some(at);
            found.push(row);
        }
    }
    found
}
