//! A page as one self-contained HTML file: no script, no request to anywhere, fit for paper.

use std::io::{self, Write};

use crate::domain::gesprek::Block;

/// The looks, for screen and paper. Nothing is fetched.
const STYLE: &str = "body{font:16px/1.5 sans-serif;color:#111;background:#fff;max-width:44em;margin:2em auto;padding:0 1em}\
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em;border-bottom:1px solid #999}\
.strong{font-weight:bold;margin-bottom:.2em}.muted{color:#555;font-size:.9em}.danger{font-weight:bold;border:2px solid #900;padding:.3em .6em}\
dl{margin:0}dt{font-weight:bold;float:left;clear:left;width:12em}dd{margin-left:12.5em}p{margin:.3em 0;white-space:pre-wrap}\
@media print{body{margin:0;max-width:none}h2,.strong{break-after:avoid}}";

/// Writes a page as HTML, under a watermark when there is one.
///
/// # Errors
/// The writer refuses.
pub fn write(blocks: &[Block], watermark: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(text.as_str()),
        _ => None,
    });
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    // No address outside this file, whatever stands in it.
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )?;
    writeln!(out, "<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>", escape(title.unwrap_or("aandacht")))?;
    if let Some(mark) = watermark {
        writeln!(out, "<p class=\"danger\">{}</p>", escape(mark))?;
    }
    let mut list = List::None;
    for block in blocks {
        list.turn_to(List::of(block), out)?;
        match block {
            Block::Title(text) => writeln!(out, "<h1>{}</h1>", escape(text))?,
            Block::Heading(text) => writeln!(out, "<h2>{}</h2>", escape(text))?,
            Block::Text(text) => writeln!(out, "<p>{}</p>", escape(text))?,
            Block::Strong(text) => writeln!(out, "<p class=\"strong\">{}</p>", escape(text))?,
            Block::Danger(text) => writeln!(out, "<p class=\"danger\">{}</p>", escape(text))?,
            Block::Muted(text) => writeln!(out, "<p class=\"muted\">{}</p>", escape(text))?,
            Block::Point(text) => writeln!(out, "<li>{}</li>", escape(text))?,
            Block::Ticked(on, text) => writeln!(out, "<li>{} {}</li>", if *on { "☑" } else { "☐" }, escape(text))?,
            Block::Numbered(number, text) => {
                writeln!(out, "<p class=\"strong\">{number}. {}</p>", escape(text))?;
            }
            Block::Pair(label, value) | Block::Call(label, value) => {
                writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(label), escape(value))?;
            }
            Block::Gap => {}
        }
    }
    list.turn_to(List::None, out)?;
    if let Some(mark) = watermark {
        writeln!(out, "<p class=\"danger\">{}</p>", escape(mark))?;
    }
    writeln!(out, "</body>\n</html>")
}

/// The list that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Points,
    Pairs,
}

impl List {
    fn of(block: &Block) -> List {
        match block {
            Block::Point(_) | Block::Ticked(..) => List::Points,
            Block::Pair(..) | Block::Call(..) => List::Pairs,
            _ => List::None,
        }
    }

    fn turn_to(&mut self, other: List, out: &mut dyn Write) -> io::Result<()> {
        if *self == other {
            return Ok(());
        }
        match self {
            List::None => {}
            List::Points => writeln!(out, "</ul>")?,
            List::Pairs => writeln!(out, "</dl>")?,
        }
        match other {
            List::None => {}
            List::Points => writeln!(out, "<ul>")?,
            List::Pairs => writeln!(out, "<dl>")?,
        }
        *self = other;
        Ok(())
    }
}

/// What somebody typed is text, never markup.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
