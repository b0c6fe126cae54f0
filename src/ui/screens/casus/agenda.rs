//! What is due in all casussen: terms, actions, and what is to be destroyed here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::casus::{Afspraak, Formulier, Invullen, Nabij, agenda, dossiers};
use crate::domain::dates;
use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::KluisNews;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Afvinken,
    Agenda,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Agenda, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Openen, "naar de casus").when(Agenda::has_any, "er staat niets open"),
    bind(&[Key::Char('v')], Doet::Afvinken, "afvinken").when(Agenda::at_line, "dit kunt u niet afvinken"),
    bind(&[Key::Char('i')], Doet::Agenda, "agendabestand").when(Agenda::has_any, "er staat niets open"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What is due.
pub struct Agenda {
    menu: Menu<Afspraak>,
}

impl Agenda {
    /// What is due.
    pub fn new(cx: &Ctx<'_>) -> Agenda {
        let mut agenda = Agenda { menu: Menu::new(Vec::new(), Vec::new()) };
        agenda.refresh(cx);
        agenda
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let found = agenda(&dossiers(&cx.kluis.model));
        let text = if found.is_empty() {
            "Er staat niets open: geen termijnen, geen acties."
        } else {
            "Termijnen van Veilig Thuis zijn niet van u; u kunt wel bellen als u niets hoort."
        };
        self.menu.intro = vec![Block::Muted(text.to_owned()), Block::Gap];
        let items = found.into_iter().map(|due| MenuItem { label: label(&due, cx), value: due });
        self.menu.renew_items(items.collect(), cx.body, &cx.look);
    }

    fn has_any(&self) -> bool {
        self.menu.value().is_some()
    }

    fn at_line(&self) -> bool {
        self.menu.value().is_some_and(|due| due.regel.is_some())
    }

    fn go(&self) -> Vec<Effect> {
        self.menu.value().map(|due| Effect::Open(Route::Casus(due.casus, due.regel))).into_iter().collect()
    }
}

/// One thing that is due, overdue as a word.
pub fn label(due: &Afspraak, cx: &Ctx<'_>) -> String {
    let late = if due.nabij(cx.today()) == Nabij::Verlopen { "! verlopen, " } else { "" };
    format!("{late}{} · {} · {}", dates::due(due.datum, cx.today()), due.pseudoniem, due.shown())
}

impl Screen for Agenda {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => self.menu.clear(),
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Openen) => return self.go(),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Afvinken) => {
                    let due = self.menu.value().filter(|due| due.regel.is_some());
                    let asked = due.map(|due| Invullen::of(due.casus, Formulier::Afhandelen, due.regel));
                    return asked.map(|asked| Effect::Open(Route::CasusFormulier(asked))).into_iter().collect();
                }
                Some(Doet::Agenda) => {
                    return {
                        let due = self.menu.items().iter().map(|item| item.value.clone()).collect();
                        let name = format!("agenda-{}.ics", cx.today());
                        vec![Effect::Open(Route::Save(name, Document::Agenda(due, cx.now.stamp)))]
                    };
                }
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
        ("Wat loopt er".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
