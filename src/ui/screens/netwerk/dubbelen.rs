//! Entries that may be the same, pair by pair.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{naam_van, ongedaan};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::Netwerk;
use crate::domain::netwerk::doen::terug_en_opnieuw;
use crate::domain::netwerk::dubbel::{Waarom, dubbelen};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Naast,
    Bewegen,
    Ongedaan,
    Opnieuw,
    Terug,
}

pub const TOETSEN: Keymap<Dubbelen, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Naast, "naast elkaar")
        .when(Dubbelen::has_pairs, "er zijn geen dubbele vermeldingen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Char('z')], Doet::Ongedaan, "ongedaan maken")
        .when(Dubbelen::may_undo, "er is niets om ongedaan te maken"),
    bind(&[Key::Char('r')], Doet::Opnieuw, "toch weer doen").when(Dubbelen::may_redo, "er is niets om weer te doen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
];

/// Entries that may be the same.
pub struct Dubbelen {
    /// Without digits: there may be many pairs.
    menu: Menu<(RecordId, RecordId)>,
    /// Whether there is something to undo, and to do again.
    turns: (bool, bool),
}

impl Dubbelen {
    /// The pairs as they are now.
    pub fn new(cx: &Ctx<'_>) -> Dubbelen {
        let mut screen = Dubbelen { menu: Menu::under_field(), turns: (false, false) };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let netwerk = Netwerk::new(&cx.kluis.model);
        let (undo, redo) = terug_en_opnieuw(&cx.kluis.model);
        self.turns = (undo.is_some(), redo.is_some());
        let pairs = dubbelen(netwerk);
        self.menu.intro = match pairs.len() {
            0 => vec![Block::Text("Er zijn geen vermeldingen die op elkaar lijken.".to_owned())],
            count => {
                let what = if count == 1 { "1 paar lijkt".to_owned() } else { format!("{count} paren lijken") };
                vec![Block::Text(format!("{what} op elkaar. U kiest zelf of het dezelfde is.")), Block::Gap]
            }
        };
        let items = pairs.into_iter().map(|pair| {
            let why = pair.waarom.into_iter().map(Waarom::tekst).collect::<Vec<_>>().join(", ");
            let (left, right) = (naam_van(netwerk, pair.een), naam_van(netwerk, pair.ander));
            MenuItem { label: format!("{left} en {right} · {why}"), value: (pair.een, pair.ander) }
        });
        let items = items.collect();
        self.menu.renew_items(items, cx.body, &cx.look);
    }

    fn has_pairs(&self) -> bool {
        !self.menu.items().is_empty()
    }

    fn may_undo(&self) -> bool {
        self.turns.0
    }

    fn may_redo(&self) -> bool {
        self.turns.1
    }

    fn go(&self) -> Vec<Effect> {
        self.menu.value().map(|(left, right)| Effect::Open(Route::Samenvoegen(*left, *right))).into_iter().collect()
    }
}

impl Screen for Dubbelen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.menu.clear();
                self.menu.intro.clear();
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Naast) => return self.go(),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Ongedaan) => return ongedaan(cx, true),
                Some(Doet::Opnieuw) => return ongedaan(cx, false),
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
                None => {}
            },
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    return self.go();
                }
            }
            Msg::Scroll(by) => {
                self.menu.moved(if *by > 0 { Key::Down } else { Key::Up }, cx.body, &cx.look);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Dubbele vermeldingen".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
