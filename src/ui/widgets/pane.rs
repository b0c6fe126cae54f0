//! A window on rows: which row is on top. Drawing never changes it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::rows::Row;
use crate::domain::gesprek::Key;
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// Where a key that moves leads to in a list whose last place is this, from a place in it; nothing for a key that does not move.
pub fn stepped(key: Key, at: usize, last: usize, page: usize) -> Option<usize> {
    let to = match key {
        Key::Up => at.saturating_sub(1),
        Key::Down => at + 1,
        Key::PageUp => at.saturating_sub(page),
        Key::PageDown => at + page,
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
        | Key::Right => return None,
    };
    Some(to.min(last))
}

/// The scroll position of a list of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pane {
    top: usize,
}

impl Pane {
    /// Moves the window, no further than the rows go.
    pub fn scroll(&mut self, by: isize, rows: usize, height: u16) {
        self.top = clamp(self.top.saturating_add_signed(by), rows, height);
    }

    /// Moves the window by a key that reads on or back.
    pub fn moved(&mut self, key: Key, rows: usize, height: u16) {
        let page = isize::try_from(height.max(2)).unwrap_or(2) - 1;
        match key {
            Key::Up => self.scroll(-1, rows, height),
            Key::Down => self.scroll(1, rows, height),
            Key::PageUp => self.scroll(-page, rows, height),
            Key::PageDown | Key::Char(' ') => self.scroll(page, rows, height),
            Key::Home => self.home(),
            Key::End => self.scroll(isize::MAX / 2, rows, height),
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
            | Key::Right => {}
        }
    }

    /// Moves the window just far enough to show a choice. The first choice shows all that stands above it.
    pub fn reveal(&mut self, rows: &[Row], choice: usize, height: u16) {
        let first = rows.iter().position(|row| row.choice == Some(choice));
        let last = rows.iter().rposition(|row| row.choice == Some(choice));
        if let (Some(first), Some(last)) = (first, last) {
            self.show(first..last + 1, height);
            if choice == 0 && last < usize::from(height.max(1)) {
                self.top = 0;
            }
        }
    }

    /// Moves the window just far enough to show these rows; the first of them when not all fit.
    pub fn show(&mut self, rows: Range<usize>, height: u16) {
        self.top = self.top.max(rows.end.saturating_sub(usize::from(height.max(1)))).min(rows.start);
    }

    /// The row at the top of the window.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Back to the first row.
    pub fn home(&mut self) {
        self.top = 0;
    }

    /// The choice on a row of the window.
    pub fn hit(&self, rows: &[Row], row: u16) -> Option<usize> {
        rows.get(self.top + usize::from(row)).and_then(|row| row.choice)
    }

    /// Draws the rows that fit, with a sign at the right where there is more.
    pub fn draw(&self, rows: &[Row], area: Rect, buf: &mut Buffer, look: &Look) {
        let top = clamp(self.top, rows.len(), area.height);
        for (at, row) in rows.iter().skip(top).take(usize::from(area.height)).enumerate() {
            let y = area.y + u16::try_from(at).unwrap_or(u16::MAX);
            buf.set_line(area.x, y, &row.line, area.width);
        }
        let below = rows.len() > top + usize::from(area.height);
        if area.height > 0 && area.width > 2 {
            let right = area.right() - 1;
            if top > 0 {
                buf.set_line(right, area.y, &Line::styled(look.more(true), look.style(Role::Toets)), 1);
            }
            if below {
                buf.set_line(right, area.bottom() - 1, &Line::styled(look.more(false), look.style(Role::Toets)), 1);
            }
        }
    }
}

fn clamp(top: usize, rows: usize, height: u16) -> usize {
    top.min(rows.saturating_sub(usize::from(height)))
}
