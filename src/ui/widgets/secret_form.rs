//! Secret fields under each other, with one of them in focus.

use ratatui::text::{Line, Span};
use textwrap::core::display_width;

use super::rows::{Row, wrapped};
use super::secret_field::SecretField;
use crate::domain::gesprek::Key;
use crate::domain::kluis::Password;
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// Columns of the label before a field.
const LABEL: usize = 21;

/// One field with its label.
struct Part {
    label: &'static str,
    field: SecretField,
}

/// Secret fields under each other.
pub struct SecretForm {
    parts: Vec<Part>,
    at: usize,
}

impl SecretForm {
    /// Masked fields with these labels; the first has the focus.
    pub fn new(labels: &[&'static str]) -> SecretForm {
        let parts = labels.iter().map(|label| Part { label, field: SecretField::new(false) }).collect();
        SecretForm { parts, at: 0 }
    }

    /// The same with letters that can be read: what is copied from paper is not typed blind.
    pub fn readable(labels: &[&'static str]) -> SecretForm {
        let mut form = SecretForm::new(labels);
        form.parts.iter_mut().for_each(|part| part.field.turn());
        form
    }

    /// Which field has the focus.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether the last field has the focus.
    pub fn at_last(&self) -> bool {
        self.at + 1 >= self.parts.len()
    }

    /// Gives a field the focus, round the ends.
    pub fn go_to(&mut self, at: usize) {
        self.at = at % self.parts.len().max(1);
    }

    /// The next field, or the one before it.
    pub fn step(&mut self, forward: bool) {
        let count = self.parts.len().max(1);
        self.go_to(if forward { self.at + 1 } else { self.at + count - 1 });
    }

    /// Another field in the place of this one, empty and in focus.
    pub fn replace(&mut self, at: usize, label: &'static str, readable: bool) {
        if let Some(part) = self.parts.get_mut(at) {
            *part = Part { label, field: SecretField::new(readable) };
            self.at = at;
        }
    }

    /// Hands a key to the field in focus.
    pub fn key(&mut self, key: Key) {
        if let Some(part) = self.parts.get_mut(self.at) {
            part.field.key(key);
        }
    }

    /// Hands pasted text to the field in focus.
    pub fn paste(&mut self, text: &str) {
        if let Some(part) = self.parts.get_mut(self.at) {
            part.field.paste(text);
        }
    }

    /// Shows or hides the letters in every field: two that have to be the same are compared by eye.
    pub fn turn(&mut self) {
        let shown = self.parts.get(self.at).is_some_and(|part| part.field.is_shown());
        self.parts.iter_mut().filter(|part| part.field.is_shown() == shown).for_each(|part| part.field.turn());
    }

    /// Empties the field in focus.
    pub fn empty(&mut self) {
        if let Some(part) = self.parts.get_mut(self.at) {
            part.field.wipe();
        }
    }

    /// Empties one field and gives it the focus.
    pub fn again(&mut self, at: usize) {
        self.go_to(at);
        self.empty();
    }

    /// Empties every field and gives the first the focus.
    pub fn wipe(&mut self) {
        self.parts.iter_mut().for_each(|part| part.field.wipe());
        self.at = 0;
    }

    /// Whether nothing stands in a field.
    pub fn is_empty(&self, at: usize) -> bool {
        self.parts.get(at).is_none_or(|part| part.field.is_empty())
    }

    /// What stands in a field.
    pub fn password(&self, at: usize) -> Password {
        self.parts.get(at).map_or_else(|| Password::new(""), |part| part.field.password())
    }

    /// What stands in a field, which is empty afterwards.
    pub fn take(&mut self, at: usize) -> Password {
        self.parts.get_mut(at).map_or_else(|| Password::new(""), |part| part.field.take())
    }

    /// The fields as rows, each with what is said under it.
    pub fn rows(&self, said: impl Fn(usize) -> Vec<(String, Role)>, width: u16, look: &Look) -> Vec<Row> {
        let mut found = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let here = at == self.at;
            let (sign, role) = if here { (look.here(), Role::Titel) } else { (" ", Role::Gewoon) };
            let label = look.text(part.label);
            let gap = " ".repeat(LABEL.saturating_sub(display_width(&label) + 3));
            let room = usize::from(width).saturating_sub(LABEL + 1);
            let mut spans = vec![
                Span::styled(format!(" {sign} "), look.style(role)),
                Span::styled(format!("{label}{gap} "), look.style(role)),
            ];
            spans.extend(part.field.spans(here, room, look));
            found.push(Row { line: Line::from(spans), choice: Some(at) });
            for (text, role) in said(at) {
                found.extend(wrapped(&text, role, "   ", width, look));
            }
        }
        found
    }
}
