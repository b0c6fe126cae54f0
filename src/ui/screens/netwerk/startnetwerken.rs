//! Starter networks: what the plans of a region name, to take over and then to check.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::gegevens::startnetwerken;
use super::gemeente_code;
use crate::domain::gesprek::{Block, Effect, Key, Msg};
use crate::domain::inhoud::{Bestand, Startnetwerk};
use crate::domain::kluis::KluisNews;
use crate::domain::netwerk::start::{neem_over, nog_over_te_nemen};
use crate::domain::netwerk::{Netwerk, Netwerkgegevens};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::{commit, is_asked};
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Overnemen,
    Nummer,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Startnetwerken, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Overnemen, "overnemen"),
    bind(DIGITS, Doet::Nummer, "aanwijzen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// The starter networks.
pub struct Startnetwerken {
    menu: Menu<String>,
    /// What is said when what is being taken over is there.
    taking: Option<String>,
}

/// The region whose starter network is worth offering: the kluis is open and its network still empty, and the municipality
/// in the settings is in that region.
pub fn aanbod(cx: &Ctx<'_>) -> Option<String> {
    let model = &cx.kluis.model;
    let untouched = Netwerk::new(model).is_empty() && Netwerkgegevens::van(model) == Netwerkgegevens::default();
    if !cx.kluis.state.is_open() || !untouched {
        return None;
    }
    let own = gemeente_code(cx)?;
    startnetwerken(cx)
        .into_iter()
        .find(|file| file.inhoud.gemeenten.contains(&own))
        .map(|file| file.inhoud.regio.clone())
}

impl Startnetwerken {
    /// The starter networks, that of the user's municipality first.
    pub fn new(cx: &Ctx<'_>) -> Startnetwerken {
        let text = |text: &str| Block::Text(text.to_owned());
        let intro = vec![
            text("Organisaties, functies en tafels uit de plannen van een regio. Er staan geen namen van mensen in."),
            Block::Danger(
                "Alles is nog niet gecontroleerd. Het komt uit plannen van 2019 tot en met 2024: er kan veel veranderd \
                 zijn. Kijk elke vermelding na."
                    .to_owned(),
            ),
            Block::Gap,
        ];
        let mut screen = Startnetwerken { menu: Menu::new(intro, Vec::new()), taking: None };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let own = gemeente_code(cx);
        let mut files = startnetwerken(cx);
        let is_own = |file: &Bestand<Startnetwerk>| own.as_ref().is_some_and(|own| file.inhoud.gemeenten.contains(own));
        files.sort_by_key(|file| (!is_own(file), file.inhoud.regio.clone()));
        let item = |file: Arc<Bestand<Startnetwerk>>| {
            let all = file.inhoud.vermeldingen.len();
            let left = nog_over_te_nemen(&cx.kluis.model, &file);
            let mut parts = vec![
                file.inhoud.regio.clone(),
                format!("{all} vermeldingen"),
                format!("{} gemeenten", file.inhoud.gemeenten.len()),
            ];
            if is_own(&file) {
                parts.push(format!("met {}", cx.settings.gemeente));
            }
            if left == 0 {
                parts.push("overgenomen".to_owned());
            } else if left < all {
                parts.push(format!("nog {left} over te nemen"));
            }
            MenuItem { label: parts.join(" · "), value: file.kop.id.clone() }
        };
        let items = files.into_iter().map(item).collect();
        self.menu.renew_items(items, cx.body, &cx.look);
    }

    fn take(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(id) = self.menu.value() else { return Vec::new() };
        if !cx.kluis.state.is_open() {
            return vec![Effect::Say("Een eigen netwerk staat in de kluis. Maak of open die eerst.".to_owned())];
        }
        let made = cx.reader.startnetwerk(id).and_then(|file| {
            let fresh = nog_over_te_nemen(&cx.kluis.model, &file);
            Ok((neem_over(&cx.kluis.model, &file, cx.now.stamp)?, fresh))
        });
        match made {
            Ok((batch, _)) if batch.changes.is_empty() => {
                vec![Effect::Say("Dit startnetwerk staat al helemaal in uw netwerk.".to_owned())]
            }
            Ok((batch, fresh)) => {
                let effects = commit(batch, cx);
                if is_asked(&effects) {
                    self.taking = Some(format!("{fresh} vermeldingen overgenomen, nog niet gecontroleerd."));
                }
                effects
            }
            Err(fault) => vec![told(&fault)],
        }
    }
}

impl Screen for Startnetwerken {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.taking = None;
                self.menu.clear();
            }
            Msg::Shown | Msg::Kluis(_) => {
                self.refresh(cx);
                if *msg == Msg::Kluis(KluisNews::Committed) {
                    return self.taking.take().map(Effect::Say).into_iter().collect();
                }
            }
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), cx.body, &cx.look);
                }
                Some(Doet::Nummer) | None => {}
                Some(Doet::Overnemen) => return self.take(cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
            },
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                }
            }
            Msg::Failed(fault) => {
                self.taking = None;
                return vec![told(fault)];
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Startnetwerken".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
