//! One line of text that can be edited and pasted into.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui_textarea::TextArea;

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
