//! One line of text that can be edited and pasted into.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea};
use textwrap::core::display_width;

use crate::domain::gesprek::Key;
use crate::ui::key::field_input;
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// A one-line text field.
#[derive(Debug, Clone, Default)]
pub struct Field {
    area: TextArea<'static>,
}

impl Field {
    /// A field that holds a text, with the cursor behind it.
    pub fn holding(text: &str) -> Field {
        let mut field = Field::default();
        field.paste(text);
        field
    }

    /// What is in it.
    pub fn text(&self) -> String {
        self.area.lines().join(" ")
    }

    /// Takes a key; `false` when the key means nothing in a line of text.
    pub fn key(&mut self, key: Key) -> bool {
        match field_input(key) {
            Some(input) => {
                self.area.input(input);
                true
            }
            None => false,
        }
    }

    /// Empties it, as a change that can be taken back.
    pub fn empty(&mut self) {
        self.area.move_cursor(CursorMove::End);
        self.area.delete_line_by_head();
    }

    /// Takes the last change back, or does it again.
    pub fn turn_back(&mut self, again: bool) {
        let _ = if again { self.area.redo() } else { self.area.undo() };
    }

    /// What is drawn of it in so many columns: as many letters as fit around the cursor.
    pub fn spans(&self, width: usize, look: &Look) -> Vec<Span<'static>> {
        let text = self.text();
        let cursor = text.char_indices().nth(self.area.cursor().1).map_or(text.len(), |(byte, _)| byte);
        let (before, rest) = text.split_at(cursor);
        let mut letters = rest.chars();
        let here = letters.next().map_or_else(|| " ".to_owned(), |letter| look.text(&letter.to_string()));
        let before = tail(&look.text(before), width.saturating_sub(display_width(&here))).to_owned();
        vec![
            Span::styled(before, look.style(Role::Gewoon)),
            Span::styled(here, look.style(Role::Gekozen)),
            Span::styled(look.text(letters.as_str()), look.style(Role::Gewoon)),
        ]
    }

    /// Takes pasted text; line breaks become spaces.
    pub fn paste(&mut self, text: &str) {
        let line: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        self.area.insert_str(line.trim_end_matches(' '));
    }

    /// Draws the field on one row, with its cursor when it has the focus.
    pub fn draw(&self, focus: bool, area: Rect, buf: &mut Buffer, look: &Look) {
        let mut shown = self.area.clone();
        shown.set_style(look.style(Role::Gewoon));
        shown.set_cursor_line_style(look.style(Role::Gewoon));
        shown.set_cursor_style(if focus { look.style(Role::Gekozen) } else { look.style(Role::Gewoon) });
        (&shown).render(area, buf);
    }
}

/// The last letters of a text that fit in so many columns.
fn tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (byte, letter) in text.char_indices().rev() {
        used += display_width(letter.encode_utf8(&mut [0; 4]));
        if used > width {
            return &text[byte + letter.len_utf8()..];
        }
    }
    text
}
