//! Ticking signals in a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pane::Pane;
use super::rows::{Row, rows, wrapped};
use crate::domain::gesprek::{Hit, Key, TickList};
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// A list of signals with ticks and a cursor.
#[derive(Debug, Clone)]
pub struct Ticking {
    list: TickList,
    ticked: Vec<String>,
    /// The signal under the cursor; none while what stands above the list is read.
    cursor: Option<usize>,
    pane: Pane,
}

impl Ticking {
    /// A list with these signals ticked.
    pub fn new(list: TickList, ticked: Vec<String>) -> Ticking {
        Ticking { list, ticked, cursor: None, pane: Pane::default() }
    }

    /// The ids of the ticked signals.
    pub fn ticked(&self) -> &[String] {
        &self.ticked
    }

    fn ids(&self) -> impl Iterator<Item = &String> {
        self.list.groups.iter().flat_map(|group| group.ticks.iter().map(|tick| &tick.id))
    }

    /// Ticks or unticks the signal under the cursor.
    pub fn toggle(&mut self) {
        let Some(id) = self.cursor.and_then(|at| self.ids().nth(at)).cloned() else { return };
        match self.ticked.iter().position(|known| *known == id) {
            Some(at) => {
                self.ticked.remove(at);
            }
            None => self.ticked.push(id),
        }
    }

    /// Handles a moving key. Down from the text above the list scrolls until the first signal is in sight.
    pub fn moved(&mut self, key: Key, area: Rect, look: &Look) {
        let last = self.ids().count().saturating_sub(1);
        let page = usize::from(area.height.max(4)) / 2;
        let to = match (self.cursor, key) {
            (None, Key::Down | Key::PageDown) => self.read_on(area, look),
            (None | Some(0), Key::Up | Key::PageUp) | (_, Key::Home) => None,
            (Some(at), Key::Up) => Some(at - 1),
            (Some(at), Key::Down) => Some((at + 1).min(last)),
            (Some(at), Key::PageUp) => Some(at.saturating_sub(page)),
            (Some(at), Key::PageDown) => Some((at + page).min(last)),
            (None, _) => Some(0),
            (Some(_), _) => Some(last),
        };
        self.cursor = to;
        match to {
            Some(at) => self.pane.reveal(&self.rows(area.width, look), at, area.height),
            None if matches!(key, Key::Up | Key::PageUp | Key::Home) => self.pane.home(),
            None => {}
        }
    }

    /// Scrolls half a window of the text above the list; the first signal once it is in sight.
    fn read_on(&mut self, area: Rect, look: &Look) -> Option<usize> {
        let rows = self.rows(area.width, look);
        let seen = (0..area.height).any(|row| self.pane.hit(&rows, row) == Some(0));
        if seen {
            return Some(0);
        }
        self.pane.scroll(isize::try_from(area.height / 2).unwrap_or(1), rows.len(), area.height);
        None
    }

    /// A click ticks the signal under it.
    pub fn clicked(&mut self, hit: Hit, area: Rect, look: &Look) {
        if let Some(at) = self.pane.hit(&self.rows(area.width, look), hit.row) {
            self.cursor = Some(at);
            self.toggle();
        }
    }

    /// The wheel moves the window.
    pub fn scrolled(&mut self, by: i16, area: Rect, look: &Look) {
        let count = self.rows(area.width, look).len();
        self.pane.scroll(isize::from(by), count, area.height);
    }

    fn rows(&self, width: u16, look: &Look) -> Vec<Row> {
        let width = width.saturating_sub(2).min(look.width);
        let mut found = rows(&self.list.intro, width, look);
        let mut at = 0;
        for group in &self.list.groups {
            found.push(Row::blank());
            if let Some(titel) = &group.titel {
                found.extend(wrapped(titel, Role::Titel, "", width, look));
            }
            for tick in &group.ticks {
                let here = Some(at) == self.cursor;
                let role = if here { Role::Gekozen } else { Role::Gewoon };
                let sign = if here { look.here() } else { " " };
                let boxed = look.tick(self.ticked.contains(&tick.id));
                for mut row in wrapped(&tick.label, role, &format!("{sign} {boxed} "), width, look) {
                    row.choice = Some(at);
                    found.push(row);
                }
                at += 1;
            }
        }
        found
    }

    /// Draws the list.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&self.rows(area.width, look), area, buf, look);
    }
}
