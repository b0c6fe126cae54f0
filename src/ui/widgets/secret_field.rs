//! One line of text that nobody may read over: a password, or the letters of a recovery sheet.

use ratatui::text::Span;
use textwrap::core::display_width;
use zeroize::{Zeroize, Zeroizing};

use crate::domain::gesprek::Key;
use crate::domain::kluis::Password;
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// A field with a secret in it. Its letters stand in one place that never grows, so that no copy is left behind, and
/// are wiped when they are removed, taken or dropped. The cursor stands at the end. It cannot be printed or cloned.
pub struct SecretField {
    letters: Zeroizing<Vec<char>>,
    shown: bool,
}

/// One letter more than a password may have, so that one that is too long can be refused instead of cut off.
const MOST: usize = Password::MOST_BYTES + 1;

impl SecretField {
    /// An empty field; `shown` says whether its letters can be read while they are typed.
    pub fn new(shown: bool) -> SecretField {
        SecretField { letters: Zeroizing::new(Vec::with_capacity(MOST)), shown }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// What is in it, as a password.
    pub fn password(&self) -> Password {
        Password::from_chars(self.letters.iter().copied())
    }

    /// What is in it, as a password; the field is empty afterwards.
    pub fn take(&mut self) -> Password {
        let password = self.password();
        self.wipe();
        password
    }

    /// Empties the field.
    pub fn wipe(&mut self) {
        self.letters.zeroize();
    }

    /// Shows the letters, or hides them again.
    pub fn turn(&mut self) {
        self.shown = !self.shown;
    }

    /// Whether the letters can be read.
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    /// Takes a key that means something in a secret.
    pub fn key(&mut self, key: Key) {
        match key {
            Key::Char(letter) => self.push(letter),
            Key::Backspace => {
                if let Some(last) = self.letters.last_mut() {
                    last.zeroize();
                    self.letters.pop();
                }
            }
            Key::Ctrl(_)
            | Key::F(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Delete
            | Key::Up
            | Key::Down
            | Key::Left
            | Key::Right
            | Key::PageUp
            | Key::PageDown
            | Key::Home
            | Key::End => {}
        }
    }

    /// Takes pasted text; the line break that is often copied with it is left out.
    pub fn paste(&mut self, text: &str) {
        text.chars().filter(|letter| !letter.is_control()).for_each(|letter| self.push(letter));
    }

    fn push(&mut self, letter: char) {
        if self.letters.len() < MOST {
            self.letters.push(letter);
        }
    }

    /// What is drawn of it in so many columns: signs or letters, the last ones when there are too many, and the cursor.
    pub fn spans(&self, focus: bool, width: usize, look: &Look) -> Vec<Span<'static>> {
        let room = width.saturating_sub(1);
        let text = if self.shown {
            look.text(&tail(&self.letters, room))
        } else {
            look.mask().repeat(self.letters.len().min(room))
        };
        let mut spans = vec![Span::styled(text, look.style(Role::Gewoon))];
        if focus {
            spans.push(Span::styled(" ", look.style(Role::Gekozen)));
        }
        spans
    }
}

/// The last letters that fit.
fn tail(letters: &[char], room: usize) -> Zeroizing<String> {
    let mut used = 0;
    let mut first = letters.len();
    for (at, letter) in letters.iter().enumerate().rev() {
        used += display_width(letter.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        first = at;
    }
    let mut text = Zeroizing::new(String::with_capacity(MOST * 4));
    text.extend(&letters[first..]);
    text
}
