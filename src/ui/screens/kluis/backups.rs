//! Which backup to put back: one from the list, or a file elsewhere.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::beheer::size;
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, backup_text};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::{Field, Menu, MenuItem, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Backups, Doet> = &[
    bind(&[Key::Enter], Doet::Kiezen, "kiezen").when(Backups::has_choice, "typ eerst waar de back-up staat"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

/// The list, and a field for a path above it. What is typed goes before the list.
pub struct Backups {
    field: Field,
    menu: Menu<PathBuf>,
}

/// Rows above the list: a blank one, the field, a blank one.
const ABOVE: u16 = 3;
const LABEL: &str = " ander bestand: ";

impl Backups {
    /// The backups that are known.
    pub fn new(cx: &Ctx<'_>) -> Backups {
        let item = |backup: &crate::domain::kluis::Backup| MenuItem {
            label: format!("{} ({})", backup_text(backup, cx.today()), size(backup.bytes)),
            value: backup.file.clone(),
        };
        let mut menu = Menu::under_field();
        menu.set_items(cx.kluis.backups.iter().map(item).collect());
        Backups { field: Field::default(), menu }
    }

    fn chosen(&self) -> Option<PathBuf> {
        let typed = self.field.text();
        let typed = typed.trim();
        if typed.is_empty() { self.menu.value().cloned() } else { Some(PathBuf::from(typed)) }
    }

    fn has_choice(&self) -> bool {
        self.chosen().is_some()
    }

    fn go(&self) -> Vec<Effect> {
        self.chosen().map(|file| Effect::Replace(Route::KluisTerugzetten(file))).into_iter().collect()
    }

    fn list(area: Rect) -> Rect {
        Rect { y: area.y + ABOVE, height: area.height.saturating_sub(ABOVE), ..area }
    }

    fn types(&self) -> bool {
        !self.field.text().trim().is_empty()
    }
}

impl Screen for Backups {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let list = Backups::list(cx.body);
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Kiezen) => return self.go(),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, list, &cx.look);
                }
                None => {
                    self.field.key(*key);
                }
            },
            Msg::Paste(text) => self.field.paste(text),
            Msg::Click(hit) => {
                let row = hit.row.checked_sub(ABOVE);
                if let Some(at) = row.and_then(|row| self.menu.hit(row, list, &cx.look))
                    && !self.types()
                {
                    self.menu.choose(at, list, &cx.look);
                    return self.go();
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let y = area.y + 1;
        let label = u16::try_from(LABEL.len()).unwrap_or(0);
        buf.set_line(area.x, y, &Line::styled(LABEL, look.style(Role::Toets)), label);
        let input = Rect { x: area.x + label, y, width: area.width.saturating_sub(label), height: 1 };
        self.field.draw(true, input, buf, look);
        let list = Backups::list(area);
        let said = match (self.types(), self.menu.items().is_empty()) {
            (true, _) => "Enter: dit bestand terugzetten. Typ het hele pad.",
            (false, true) => "Er zijn hier geen back-ups. Typ waar uw back-up staat, bijvoorbeeld op een usb-stick.",
            (false, false) => return self.menu.draw(list, buf, look),
        };
        let blocks = [Block::Text(said.to_owned())];
        Pane::default().draw(&rows(&blocks, list.width.saturating_sub(2), look), list, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Welke back-up?".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        true
    }
}
