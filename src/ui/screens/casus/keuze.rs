//! Choosing what to do in a casus: which form to fill in, which checklist to walk.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{commit, gone, is_gone};
use crate::domain::casus::{Formulier, Invullen, begin_walk, dossier};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route, bomen};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Keuze, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    Formulier(Formulier),
    Beginnen,
    Boom(String),
}

/// A choice in a casus.
pub struct Keuze {
    casus: RecordId,
    title: &'static str,
    menu: Menu<Goal>,
}

/// Which form to fill in.
pub fn meer(casus: RecordId) -> Keuze {
    let forms = Formulier::ALL.into_iter().filter(|form| !form.is_about_a_line());
    let forms = forms.filter(|form| !matches!(form, Formulier::Sluiten | Formulier::Heropenen));
    let mut items: Vec<MenuItem<Goal>> = forms
        .map(|form| MenuItem { label: form.form(false).title.to_string(), value: Goal::Formulier(form) })
        .collect();
    items.push(MenuItem { label: "Checklist beginnen, of de stappen opnieuw lopen".to_owned(), value: Goal::Beginnen });
    Keuze { casus, title: "Vastleggen", menu: Menu::new(vec![super::dossier::no_attachments(), Block::Gap], items) }
}

/// Which checklist to walk in the casus.
pub fn begin(casus: RecordId, cx: &Ctx<'_>) -> Keuze {
    let intro = vec![
        Block::Text(
            "Elk antwoord wordt meteen in de casus bewaard. U kunt altijd stoppen en later verdergaan.".to_owned(),
        ),
        Block::Gap,
    ];
    let trees = bomen(cx.settings, cx.reader).into_iter();
    let items = trees.map(|(_, entry)| MenuItem { label: entry.titel, value: Goal::Boom(entry.id) }).collect();
    Keuze { casus, title: "Welke checklist loopt u?", menu: Menu::new(intro, items) }
}

impl Keuze {
    fn go(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        match self.menu.value() {
            None => Vec::new(),
            Some(Goal::Formulier(form)) => {
                vec![Effect::Replace(Route::CasusFormulier(Invullen::of(self.casus, *form, None)))]
            }
            Some(Goal::Beginnen) => vec![Effect::Replace(Route::CasusBegin(self.casus))],
            Some(Goal::Boom(id)) => match (cx.reader.tree(id), dossier(&cx.kluis.model, self.casus)) {
                (Ok(boom), Some(dossier)) => commit(begin_walk(&dossier, &boom, cx.now), cx),
                (Err(fault), _) => vec![told(&fault)],
                (Ok(_), None) => gone(),
            },
        }
    }
}

impl Screen for Keuze {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            _ if is_gone(self.casus, msg, cx) => return gone(),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), cx.body, &cx.look);
                    return self.go(cx);
                }
                Some(Doet::Nummer) | None => {}
                Some(Doet::Kiezen) => return self.go(cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
            },
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    return self.go(cx);
                }
            }
            // The walk has its first line: it is walked now.
            Msg::Kluis(KluisNews::Committed) => {
                let begun = dossier(&cx.kluis.model, self.casus).and_then(|dossier| dossier.lopen.last().cloned());
                return match begun {
                    Some(begun) => vec![Effect::Replace(Route::CasusLoop(self.casus, begun.nr))],
                    None => vec![Effect::Close],
                };
            }
            Msg::Failed(fault) => return vec![told(fault)],
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.title.to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
