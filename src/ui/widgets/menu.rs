//! A list to choose from: with the arrows, by number, or with the mouse.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use super::rows::{Row, choice_rows, rows};
use crate::domain::gesprek::{Block, Key};
use crate::ui::look::Look;

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

    /// Chooses an item.
    pub fn choose(&mut self, at: usize, area: Rect, look: &Look) {
        self.chosen = at.min(self.items.len().saturating_sub(1));
        self.pane.reveal(&self.rows(area.width, look), self.chosen, area.height);
    }

    /// Handles a moving key; `true` when it was one.
    pub fn moved(&mut self, key: Key, area: Rect, look: &Look) -> bool {
        let last = self.items.len().saturating_sub(1);
        let page = usize::from(area.height.max(2)) - 1;
        let to = match key {
            Key::Up => self.chosen.saturating_sub(1),
            Key::Down => self.chosen + 1,
            Key::PageUp => self.chosen.saturating_sub(page),
            Key::PageDown => self.chosen + page,
            Key::Home => 0,
            Key::End => last,
            Key::Char(_)
            | Key::Ctrl(_)
            | Key::F(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Delete
            | Key::Left
            | Key::Right => return false,
        };
        self.choose(to.min(last), area, look);
        true
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
