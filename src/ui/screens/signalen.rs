//! A list of signals to tick, print or save. Nothing is counted.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::boom::ListFile;
use crate::domain::gesprek::{Document, Effect, Key, Msg, Route, Turn, signalen_page};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::Ticking;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Aanvinken,
    Bewegen,
    Afdrukken,
    Opslaan,
    Terug,
}

pub const TOETSEN: Keymap<SignalenScreen, Doet> = &[
    bind(&[Key::Char(' '), Key::Enter], Doet::Aanvinken, "aanvinken"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// The screen of one list of signals.
pub struct SignalenScreen {
    list: Arc<ListFile>,
    ticking: Ticking,
    /// Whether the list was saved or printed.
    kept: bool,
    /// Whether leaving was asked for once.
    asked: bool,
}

impl SignalenScreen {
    /// A list with nothing ticked.
    pub fn new(list: Arc<ListFile>) -> SignalenScreen {
        let ticking = Ticking::new(Turn::tick_list(&list), Vec::new());
        SignalenScreen { list, ticking, kept: false, asked: false }
    }

    /// Ticks are not stored, so leaving them asks once, unless the list was saved or printed.
    fn leave(&mut self) -> Vec<Effect> {
        if self.asked || !self.holds() {
            return vec![Effect::Close];
        }
        self.asked = true;
        Vec::new()
    }

    fn page(&self) -> Vec<crate::domain::gesprek::Block> {
        signalen_page(&self.list.file, self.list.own, Some(self.ticking.ticked()))
    }
}

impl Screen for SignalenScreen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Aanvinken) => self.ticking.toggle(),
                Some(Doet::Bewegen) => self.ticking.moved(*key, cx.body, &cx.look),
                Some(Doet::Afdrukken) => return vec![Effect::Print(self.page())],
                Some(Doet::Opslaan) => {
                    let name = format!("{}-{}.md", self.list.file.kop.id, cx.today());
                    return vec![Effect::Open(Route::Save(name, Document::Page(self.page())))];
                }
                Some(Doet::Terug) => return self.leave(),
                None => {}
            },
            Msg::Click(hit) => self.ticking.clicked(*hit, cx.body, &cx.look),
            Msg::Scroll(by) => self.ticking.scrolled(*by, cx.body, &cx.look),
            Msg::Saved(_) | Msg::Printed => self.kept = true,
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.ticking.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        let right = if self.asked { "vinkjes weg? nog een keer Esc" } else { "niets bewaard" };
        (self.list.file.kop.titel.clone(), right.to_owned())
    }

    fn holds(&self) -> bool {
        !self.kept && !self.ticking.ticked().is_empty()
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
