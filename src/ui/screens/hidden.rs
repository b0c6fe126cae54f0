//! The neutral screen: at once, and without a word about the subject.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::domain::gesprek::{Effect, Key, Msg};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen, WhenLocked};
use crate::ui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Verder,
}

pub const TOETSEN: Keymap<(), Doet> = &[bind(&[Key::Enter, Key::Esc], Doet::Verder, "verder")];

/// The neutral screen.
pub struct Hidden;

impl Screen for Hidden {
    fn update(&mut self, msg: &Msg, _: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) if action(TOETSEN, &(), *key) == Some(Doet::Verder) => vec![Effect::Close],
            _ => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        if area.height < 2 {
            return;
        }
        let line = Line::styled("Pauze. Enter: verder.", look.style(Role::Gedempt));
        buf.set_line(area.x + 2, area.y + 1, &line, area.width.saturating_sub(2));
    }

    fn header(&self) -> (String, String) {
        ("Pauze".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, &())
    }

    fn when_locked(&self) -> WhenLocked {
        WhenLocked::InSight
    }

    fn bare(&self) -> bool {
        true
    }
}
