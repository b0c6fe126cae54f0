//! The only file that knows how the terminal spells a key.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui_textarea::{Input, Key as FieldKey};
use unicode_normalization::UnicodeNormalization;

use crate::domain::gesprek::{Hit, Key, Msg};

/// Something that came in from the terminal.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// For the program.
    Msg(Msg),
    /// The terminal has another size.
    Resized,
}

/// An event as the program knows it; `None` for what means nothing here (key releases, focus, moves).
pub fn incoming(event: &Event) -> Option<Incoming> {
    match event {
        Event::Key(key) => pressed(*key).map(|key| Incoming::Msg(Msg::Key(key))),
        // Pasted text from a Mac is decomposed; fields move per character.
        Event::Paste(text) => Some(Incoming::Msg(Msg::Paste(text.nfc().collect()))),
        Event::Mouse(mouse) => moused(*mouse).map(Incoming::Msg),
        Event::Resize(..) => Some(Incoming::Resized),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn moused(mouse: MouseEvent) -> Option<Msg> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click(Hit { column: mouse.column, row: mouse.row })),
        MouseEventKind::ScrollDown => Some(Msg::Scroll(3)),
        MouseEventKind::ScrollUp => Some(Msg::Scroll(-3)),
        _ => None,
    }
}

/// Windows sends releases too; terminals differ in whether they report Shift with a capital.
fn pressed(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let control = event.modifiers.contains(KeyModifiers::CONTROL) && !event.modifiers.contains(KeyModifiers::ALT);
    Some(match event.code {
        KeyCode::Char(letter) if control => Key::Ctrl(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::F(number) => Key::F(number),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}

/// The key as a text field takes it; `None` for keys that mean nothing inside one line of text.
pub(super) fn field_input(key: Key) -> Option<Input> {
    let plain = |key| Some(Input { key, ctrl: false, alt: false, shift: false });
    match key {
        Key::Char(letter) => plain(FieldKey::Char(letter)),
        Key::Backspace => plain(FieldKey::Backspace),
        Key::Delete => plain(FieldKey::Delete),
        Key::Left => plain(FieldKey::Left),
        Key::Right => plain(FieldKey::Right),
        Key::Home => plain(FieldKey::Home),
        Key::End => plain(FieldKey::End),
        // What shells do: Ctrl-U empties the line, where the widget itself would undo.
        Key::Ctrl('u') => Some(Input { key: FieldKey::Char('j'), ctrl: true, alt: false, shift: false }),
        Key::Ctrl(letter @ ('a' | 'e' | 'k' | 'w')) => {
            Some(Input { key: FieldKey::Char(letter), ctrl: true, alt: false, shift: false })
        }
        Key::Ctrl(_)
        | Key::F(_)
        | Key::Enter
        | Key::Esc
        | Key::Tab
        | Key::BackTab
        | Key::Up
        | Key::Down
        | Key::PageUp
        | Key::PageDown => None,
    }
}
