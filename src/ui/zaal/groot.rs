//! Letters of more than one cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use crate::domain::gesprek::ascii_letter;
use crate::ui::look::Look;

/// How large letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maat {
    /// A cell a letter, as everywhere else.
    Gewoon,
    /// Four cells by four.
    Vier,
    /// Eight cells by four: as wide as high on most terminals.
    Breed,
    /// Eight cells by eight, this many times as wide and as high.
    Heel(u16, u16),
}

impl Maat {
    /// Cells of a letter.
    pub fn cel(self) -> (u16, u16) {
        match self {
            Maat::Gewoon => (1, 1),
            Maat::Vier => (4, 4),
            Maat::Breed => (8, 4),
            Maat::Heel(wide, high) => (8 * wide, 8 * high),
        }
    }

    /// Whether it can be drawn with whole cells alone, as ASCII has them.
    pub fn in_ascii(self) -> bool {
        matches!(self, Maat::Gewoon | Maat::Heel(..))
    }

    /// Rows of a blank line between lines of this size.
    pub fn wit(self) -> u16 {
        (self.cel().1 / 2).max(1)
    }
}

/// A text for letters of this size: the font of large letters knows those of western Europe.
pub fn spelled(text: &str, maat: Maat, look: &Look) -> String {
    let text = look.text(text);
    if maat == Maat::Gewoon {
        return text;
    }
    let known = |letter: char| letter.is_ascii() || ('\u{a1}'..='\u{ff}').contains(&letter);
    text.chars().map(|letter| if known(letter) { letter.to_string() } else { ascii_letter(letter) }).collect()
}

/// Draws a line of text that was [`spelled`], its upper left corner at a place in the area. What falls outside is cut.
pub fn draw(text: &str, maat: Maat, style: Style, (x, y): (u16, u16), area: Rect, buf: &mut Buffer, look: &Look) {
    let area = area.intersection(buf.area);
    if y >= area.bottom() || x >= area.right() {
        return;
    }
    let (pixels, wide, high) = match maat {
        Maat::Gewoon => {
            buf.set_stringn(x, y, text, usize::from(area.right() - x), style);
            return;
        }
        Maat::Vier => (PixelSize::Quadrant, 1, 1),
        Maat::Breed => (PixelSize::HalfHeight, 1, 1),
        Maat::Heel(wide, high) => (PixelSize::Full, wide, high),
    };
    let count = u16::try_from(text.chars().count()).unwrap_or(u16::MAX).min(buf.area.width);
    let once = Rect::new(0, 0, maat.cel().0 / wide * count, maat.cel().1 / high);
    let mut letters = Buffer::empty(once);
    BigText::builder().pixel_size(pixels).lines(vec![Line::raw(text)]).build().render(once, &mut letters);
    for (column, row) in (0..once.height).flat_map(|row| (0..once.width).map(move |column| (column, row))) {
        let symbol = letters[(column, row)].symbol();
        if symbol == " " {
            continue;
        }
        let symbol = if look.is_ascii() { "#" } else { symbol };
        let block = Rect::new(x.saturating_add(column * wide), y.saturating_add(row * high), wide, high);
        for place in block.intersection(area).positions() {
            buf[place].set_symbol(symbol).set_style(style);
        }
    }
}
