//! A list to choose from: with the arrows, by number, or with the mouse.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::{Pane, stepped};
use super::rows::{Row, choice_rows, rows};
use crate::domain::gesprek::{Block, Key, Msg};
use crate::ui::keymap::{DIGITS, Keymap, action, bind, digit};
use crate::ui::look::Look;
use crate::ui::screen::Ctx;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Terug,
}

/// The keys of a screen that is a menu; keys of its own stand before them.
pub const KEUZE: Keymap<(), Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What came of a message to a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuEvent {
    /// Nothing that matters outside.
    None,
    /// The chosen item is taken.
    Taken,
    /// The user wants to leave.
    Back,
}

/// One thing that can be chosen.
#[derive(Debug, Clone)]
pub struct MenuItem<T> {
    /// As shown.
    pub label: String,
    /// What it stands for.
    pub value: T,
}

/// A list to choose from, under a page of blocks.
#[derive(Debug, Clone)]
pub struct Menu<T> {
    /// What stands above the list.
    pub intro: Vec<Block>,
    items: Vec<MenuItem<T>>,
    chosen: usize,
    /// Whether a digit chooses; not where digits are typed.
    digits: bool,
    pane: Pane,
}

impl<T> Menu<T> {
    /// A menu with the first item chosen.
    pub fn new(intro: Vec<Block>, items: Vec<MenuItem<T>>) -> Menu<T> {
        Menu { intro, items, chosen: 0, digits: true, pane: Pane::default() }
    }

    /// A list under a text field: digits are text there.
    pub fn under_field() -> Menu<T> {
        Menu { digits: false, ..Menu::new(Vec::new(), Vec::new()) }
    }

    /// The items.
    pub fn items(&self) -> &[MenuItem<T>] {
        &self.items
    }

    /// Other items in the same place; the first is chosen.
    pub fn set_items(&mut self, items: Vec<MenuItem<T>>) {
        self.items = items;
        self.chosen = 0;
        self.pane.home();
    }

    /// The items anew, because something about them changed: the same row stays chosen.
    pub fn renew_items(&mut self, items: Vec<MenuItem<T>>, area: Rect, look: &Look) {
        self.items = items;
        self.choose(self.chosen, area, look);
    }

    /// Forgets the items, and not which row is chosen: [`Menu::renew_items`] brings them back.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// The chosen item.
    pub fn value(&self) -> Option<&T> {
        self.items.get(self.chosen).map(|item| &item.value)
    }

    /// The place of the chosen item.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// Chooses an item.
    pub fn choose(&mut self, at: usize, area: Rect, look: &Look) {
        self.chosen = at.min(self.items.len().saturating_sub(1));
        self.pane.reveal(&self.rows(area.width, look), self.chosen, area.height);
    }

    /// Chooses the item with the number on this key; `true` when there is one.
    pub fn choose_digit(&mut self, key: Key, area: Rect, look: &Look) -> bool {
        let there = digit(key) < self.items.len();
        if there {
            self.choose(digit(key), area, look);
        }
        there
    }

    /// Handles a moving key; `true` when it was one.
    pub fn moved(&mut self, key: Key, area: Rect, look: &Look) -> bool {
        let last = self.items.len().saturating_sub(1);
        let page = usize::from(area.height.max(2)) - 1;
        let to = stepped(key, self.chosen, last, page);
        if let Some(to) = to {
            self.choose(to, area, look);
        }
        to.is_some()
    }

    /// Handles a message as a screen does that is a menu, with the keys of [`KEUZE`].
    pub fn event(&mut self, msg: &Msg, cx: &Ctx<'_>) -> MenuEvent {
        match msg {
            Msg::Key(key) => match action(KEUZE, &(), *key) {
                Some(Doet::Nummer) if self.choose_digit(*key, cx.body, &cx.look) => MenuEvent::Taken,
                Some(Doet::Kiezen) if !self.items.is_empty() => MenuEvent::Taken,
                Some(Doet::Terug) => MenuEvent::Back,
                Some(Doet::Bewegen) => {
                    self.moved(*key, cx.body, &cx.look);
                    MenuEvent::None
                }
                Some(Doet::Nummer | Doet::Kiezen) | None => MenuEvent::None,
            },
            Msg::Click(hit) => match self.hit(hit.row, cx.body, &cx.look) {
                Some(at) => {
                    self.choose(at, cx.body, &cx.look);
                    MenuEvent::Taken
                }
                None => MenuEvent::None,
            },
            Msg::Scroll(by) => {
                self.moved(if *by > 0 { Key::Down } else { Key::Up }, cx.body, &cx.look);
                MenuEvent::None
            }
            _ => MenuEvent::None,
        }
    }

    /// The item on a row of the window.
    pub fn hit(&self, row: u16, area: Rect, look: &Look) -> Option<usize> {
        self.pane.hit(&self.rows(area.width, look), row)
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let mut found = rows(&self.intro, width.saturating_sub(2), look);
        let labels = self.items.iter().map(|item| item.label.as_str());
        found.extend(choice_rows(labels, self.chosen, self.digits, width.saturating_sub(2), look));
        found
    }

    /// Draws the menu.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&self.rows(area.width, look), area, buf, look);
    }
}
