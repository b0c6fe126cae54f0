//! A page as Markdown.

use std::io::{self, Write};

use crate::domain::gesprek::Block;
use crate::domain::netwerk::Tabelblad;

/// Writes the page as Markdown (CommonMark), under a watermark when there is one.
///
/// # Errors
/// Whatever the writer reports.
pub fn write(blocks: &[Block], watermark: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let mark = watermark.map(|mark| format!("**{}**", escape(mark)));
    if let Some(mark) = &mark {
        writeln!(out, "{mark}\n")?;
    }
    let mut in_list = false;
    for block in blocks {
        let is_item = matches!(
            block,
            Block::Point(_) | Block::Numbered(..) | Block::Ticked(..) | Block::Pair(..) | Block::Call(..)
        );
        if in_list && !is_item && *block != Block::Gap {
            writeln!(out)?;
        }
        in_list = is_item;
        match block {
            Block::Title(text) => writeln!(out, "# {}\n", escape(text))?,
            Block::Heading(text) => writeln!(out, "## {}\n", escape(text))?,
            Block::Text(text) => writeln!(out, "{}\n", escape(text))?,
            Block::Strong(text) | Block::Danger(text) => writeln!(out, "**{}**\n", escape(text))?,
            Block::Point(text) => writeln!(out, "- {}", escape(text))?,
            Block::Numbered(number, text) => writeln!(out, "{number}. {}", escape(text))?,
            Block::Pair(label, value) => writeln!(out, "- {} **{}**", escape(&labelled(label)), escape(value))?,
            Block::Call(number, text) => writeln!(out, "- **{}** {}", escape(number), escape(text))?,
            Block::Ticked(true, text) => writeln!(out, "  - [x] {}", escape(text))?,
            Block::Ticked(false, text) => writeln!(out, "  - [ ] {}", escape(text))?,
            Block::Muted(text) => writeln!(out, "*{}*\n", escape(text))?,
            Block::Gap => writeln!(out)?,
        }
    }
    if let Some(mark) = &mark {
        writeln!(out, "\n{mark}")?;
    }
    Ok(())
}

/// Writes a table as Markdown (the table extension that every common reader knows), under a watermark when there is one.
///
/// # Errors
/// Whatever the writer reports.
pub fn write_table(table: &Tabelblad, watermark: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let mark: Vec<Block> = watermark.map(|mark| Block::Danger(mark.to_owned())).into_iter().collect();
    write(&[mark.as_slice(), &table.kop].concat(), None, out)?;
    writeln!(out)?;
    write_row(&table.kolommen, out)?;
    let rule = table.kolommen.iter().map(|_| "---".to_owned()).collect::<Vec<_>>();
    writeln!(out, "| {} |", rule.join(" | "))?;
    for row in &table.rijen {
        write_row(row, out)?;
    }
    if mark.is_empty() { Ok(()) } else { write(&[vec![Block::Gap], mark].concat(), None, out) }
}

fn write_row(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| escape(cell).replace('|', "\\|")).collect();
    writeln!(out, "| {} |", cells.join(" | "))
}

/// A question already ends in a mark of its own; anything else gets a colon.
fn labelled(label: &str) -> String {
    if label.ends_with(['?', '.', '!', ':']) { label.to_owned() } else { format!("{label}:") }
}

/// Keeps characters that Markdown would read as markup as they are.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}
