//! What was agreed in all groups and is not done yet.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{actie_tekst, afvinken, zonder_kluis};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route};
use crate::domain::kluis::KluisNews;
use crate::domain::sessie::groep::{OpenActie, acties_nu, groep};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Afvinken,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Acties, Doet> = &[
    bind(&[Key::Char('v')], Doet::Afvinken, "afvinken").when(Acties::at_actie, "er is geen actie gekozen"),
    bind(&[Key::Enter, Key::Right], Doet::Openen, "openen").when(Acties::may_open, "deze actie is niet van een groep"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// A row: an action, or the way to the kluis.
#[derive(Clone, PartialEq)]
enum Goal {
    Actie(OpenActie),
    Kluis(Route),
}

/// The actions of all groups.
pub struct Acties {
    menu: Menu<Goal>,
    /// Whether the lock covers it: what is chosen stays.
    covered: bool,
}

impl Acties {
    /// The actions of all groups.
    pub fn new(cx: &Ctx<'_>) -> Acties {
        let mut screen = Acties { menu: Menu::under_field(), covered: false };
        screen.refresh(cx);
        screen
    }

    fn at_actie(&self) -> bool {
        matches!(self.menu.value(), Some(Goal::Actie(_)))
    }

    fn may_open(&self) -> bool {
        match self.menu.value() {
            Some(Goal::Actie(one)) => one.groep.is_some(),
            Some(Goal::Kluis(_)) => true,
            None => false,
        }
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.covered &= !cx.kluis.state.is_open();
        if self.covered {
            return;
        }
        if let Some((said, label, route)) = zonder_kluis(cx.kluis.state) {
            self.menu.intro = vec![said, Block::Gap];
            let item = MenuItem { label: label.to_owned(), value: Goal::Kluis(route) };
            self.menu.renew_items(vec![item], cx.body, &cx.look);
            return;
        }
        let model = &cx.kluis.model;
        let found = acties_nu(model, None, cx.today());
        let said = match found.is_empty() {
            true => "Er staan geen acties open.",
            false => "Wat afgesproken is en nog niet gedaan, met de functie van wie het doet.",
        };
        self.menu.intro = vec![Block::Muted(said.to_owned()), Block::Gap];
        let label = |one: &OpenActie| {
            let code = one.groep.and_then(|id| groep(model, id)).map(|groep| groep.code.as_str());
            let text = actie_tekst(one, cx);
            code.map_or(text.clone(), |code| format!("{text} · {code}"))
        };
        let items = found.into_iter().map(|one| MenuItem { label: label(&one), value: Goal::Actie(one) });
        self.menu.renew_items(items.collect(), cx.body, &cx.look);
    }

    fn go(&self) -> Vec<Effect> {
        match self.menu.value() {
            Some(Goal::Actie(one)) => one.groep.map(|groep| Effect::Open(Route::Groep(groep))).into_iter().collect(),
            Some(Goal::Kluis(route)) => vec![Effect::Open(route.clone())],
            None => Vec::new(),
        }
    }
}

impl Screen for Acties {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.covered = true;
                self.menu.clear();
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Afvinken) => {
                    let Some(Goal::Actie(one)) = self.menu.value() else { return Vec::new() };
                    return afvinken(one, cx);
                }
                Some(Doet::Openen) => return self.go(),
                Some(Doet::Terug) => return vec![Effect::Close],
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
        ("Acties van alle groepen".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
