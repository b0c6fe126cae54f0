//! A page as a list of blocks, before anybody decides how wide a line is or what bold looks like.

use crate::domain::inhoud::{Punt, Zekerheid};

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Title of the page.
    Title(String),
    /// Heading of a part.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A sentence that carries the page.
    Strong(String),
    /// A warning.
    Danger(String),
    /// A point in a list.
    Point(String),
    /// A numbered step.
    Numbered(usize, String),
    /// A label with its value.
    Pair(String, String),
    /// A number to call, and when.
    Call(String, String),
    /// A signal with its tick.
    Ticked(bool, String),
    /// Where something comes from, how certain it is: present, but not in the way.
    Muted(String),
    /// A blank line.
    Gap,
}

impl Block {
    /// The words of the block, without decoration.
    pub fn text(&self) -> String {
        match self {
            Block::Title(text)
            | Block::Heading(text)
            | Block::Text(text)
            | Block::Strong(text)
            | Block::Danger(text)
            | Block::Point(text)
            | Block::Ticked(_, text)
            | Block::Muted(text) => text.clone(),
            Block::Numbered(number, text) => format!("{number}. {text}"),
            Block::Pair(label, value) | Block::Call(label, value) => format!("{label}: {value}"),
            Block::Gap => String::new(),
        }
    }
}

/// A headed list of points; nothing when there are none. A mark that every point carries stands once, in the heading.
pub fn points(heading: &str, punten: &[Punt]) -> Vec<Block> {
    let Some(first) = punten.first() else { return Vec::new() };
    let shared = first
        .zekerheid()
        .filter(|mark| *mark != Zekerheid::Hoog && punten.len() > 1)
        .filter(|mark| punten.iter().all(|punt| punt.zekerheid() == Some(*mark)));
    let heading = match shared {
        Some(mark) => format!("{heading} (zekerheid {})", mark.name()),
        None => heading.to_owned(),
    };
    let shown = |punt: &Punt| if shared.is_some() { punt.unmarked() } else { punt.shown() };
    let mut blocks = vec![Block::Gap, Block::Heading(heading)];
    blocks.extend(punten.iter().map(|punt| Block::Point(shown(punt))));
    blocks
}
