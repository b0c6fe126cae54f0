//! What came of a year: the page for a board, and the signals for the coordinator of the region. Both are made of the kluis as it
//! is now, and forgotten when it is locked.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::zonder_kluis;
use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, KluisState, RecordId};
use crate::domain::sessie::groep::{jaarnaam, jaaroverzicht, signalen};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::widgets::{Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Opslaan,
    Afdrukken,
    Signalen,
    Eerder,
    Later,
    Kluis,
    Lezen,
    Terug,
}

const CLOSED: &str = "de kluis is niet open";

pub const TOETSEN: Keymap<Jaar, Doet> = &[
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan").when(Jaar::is_open, CLOSED),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken").when(Jaar::is_open, CLOSED),
    bind(&[Key::Char('s')], Doet::Signalen, "signalen of jaar").when(Jaar::is_open, CLOSED),
    bind(&[Key::Char('e')], Doet::Eerder, "jaar eerder").when(Jaar::is_open, CLOSED),
    bind(&[Key::Char('l')], Doet::Later, "jaar later").when(Jaar::is_open, CLOSED),
    bind(&[Key::Enter], Doet::Kluis, "naar de kluis").when(Jaar::is_closed, "de kluis is open"),
    bind(
        &[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Char(' '), Key::Home, Key::End],
        Doet::Lezen,
        "bladeren",
    ),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What came of a year.
pub struct Jaar {
    groep: Option<RecordId>,
    jaar: i16,
    /// Whether the signals are shown instead of the year.
    signalen: bool,
    blocks: Vec<Block>,
    state: KluisState,
    pane: Pane,
}

impl Jaar {
    /// The page of a year.
    pub fn new(groep: Option<RecordId>, jaar: i16, cx: &Ctx<'_>) -> Jaar {
        let mut screen =
            Jaar { groep, jaar, signalen: false, blocks: Vec::new(), state: cx.kluis.state, pane: Pane::default() };
        screen.refresh(cx);
        screen
    }

    fn is_open(&self) -> bool {
        self.state.is_open()
    }

    fn is_closed(&self) -> bool {
        !self.is_open()
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.state = cx.kluis.state;
        let model = &cx.kluis.model;
        self.blocks = match (zonder_kluis(self.state), self.period()) {
            (Some((said, ..)), _) => vec![said, Block::Text("Enter: naar de kluis.".to_owned())],
            (None, Some((from, to))) if self.signalen => signalen(model, from, to),
            (None, _) => jaaroverzicht(model, self.groep, self.jaar, cx.today()),
        };
    }

    fn period(&self) -> Option<(Date, Date)> {
        Some((Date::new(self.jaar, 1, 1).ok()?, Date::new(self.jaar, 12, 31).ok()?))
    }

    /// The title, and the rest of the page.
    fn parts(&self) -> (&str, &[Block]) {
        match self.blocks.as_slice() {
            [Block::Title(title), body @ ..] => (title, body),
            body => ("Jaaroverzicht", body),
        }
    }

    fn save(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let name = match self.signalen {
            true => format!("signalen-regio-{}.md", self.jaar),
            false => format!("{}.md", jaarnaam(&cx.kluis.model, self.groep, self.jaar)),
        };
        vec![Effect::Open(Route::Save(name, Document::Page(self.blocks.clone())))]
    }

    fn year(&mut self, by: i16, cx: &Ctx<'_>) {
        self.jaar = self.jaar.saturating_add(by).clamp(2000, 2200);
        self.pane.home();
        self.refresh(cx);
    }
}

impl Screen for Jaar {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let count = rows(self.parts().1, cx.body.width.saturating_sub(2), &cx.look).len();
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.state = KluisState::Locked;
                self.blocks.clear();
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Failed(fault) => return vec![told(fault)],
            Msg::Scroll(by) => self.pane.scroll(isize::from(*by), count, cx.body.height),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Opslaan) => return self.save(cx),
                Some(Doet::Afdrukken) => return vec![Effect::Print(self.blocks.clone())],
                Some(Doet::Signalen) => {
                    self.signalen = !self.signalen;
                    self.year(0, cx);
                }
                Some(Doet::Eerder) => self.year(-1, cx),
                Some(Doet::Later) => self.year(1, cx),
                Some(Doet::Kluis) => {
                    return zonder_kluis(self.state).map(|(_, _, route)| Effect::Open(route)).into_iter().collect();
                }
                Some(Doet::Lezen) => self.pane.moved(*key, count, cx.body.height),
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {}
            },
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&rows(self.parts().1, area.width.saturating_sub(2), look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.parts().0.to_owned(), if self.signalen { self.jaar.to_string() } else { String::new() })
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
