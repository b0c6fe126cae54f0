//! Of which municipality to make the route card.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{code_van, gemeente_code};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route};
use crate::domain::kluis::KluisNews;
use crate::domain::netwerk::{Netwerkblad, Netwerkgegevens, gemeente_naam};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::netwerk::uitdraai::Uitdraai;
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Gegevens,
    Terug,
}

pub const TOETSEN: Keymap<Kiezen, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen").when(Kiezen::has_any, "er is nog geen gemeente"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Char('g')], Doet::Gegevens, "gemeenten kiezen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// Of which municipality.
pub struct Kiezen {
    menu: Menu<String>,
}

/// The route card of a municipality, by code or name; the choice when none is given, or none that is known.
pub fn open(gemeente: Option<&str>, cx: &Ctx<'_>) -> Box<dyn Screen> {
    let table = cx.reader.gemeenten();
    let code = gemeente.zip(table.as_ref().ok()).and_then(|(name, table)| {
        let known = table.inhoud.gemeenten.iter().find(|known| known.gm_code == name);
        known.map_or_else(|| code_van(&table.inhoud, name), |known| Some(known.gm_code.clone()))
    });
    match code {
        Some(code) => Box::new(Uitdraai::new(Netwerkblad::Routekaart(code), cx)),
        None => Box::new(Kiezen::new(cx)),
    }
}

impl Kiezen {
    fn new(cx: &Ctx<'_>) -> Kiezen {
        let mut screen = Kiezen { menu: Menu::new(Vec::new(), Vec::new()) };
        screen.refresh(cx);
        let own = gemeente_code(cx);
        let at = screen.menu.items().iter().position(|item| Some(&item.value) == own.as_ref());
        screen.menu.choose(at.unwrap_or(0), cx.body, &cx.look);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        if !cx.kluis.state.is_open() {
            return;
        }
        let Ok(table) = cx.reader.gemeenten() else { return };
        let mut codes = Netwerkgegevens::van(&cx.kluis.model).gemeenten;
        let own = gemeente_code(cx).filter(|code| !codes.contains(code));
        codes.extend(own);
        let text = "Wie heeft welke rol in een gemeente, en wie belt u wanneer. Geheime plekken staan er niet op.";
        self.menu.intro = vec![Block::Text(text.to_owned())];
        if codes.is_empty() {
            let text = "Er is nog geen gemeente gekozen. Met g kiest u de gemeenten van uw netwerk.";
            self.menu.intro.push(Block::Strong(text.to_owned()));
        }
        self.menu.intro.push(Block::Gap);
        let items = codes
            .into_iter()
            .map(|code| MenuItem { label: gemeente_naam(&table.inhoud, &code).to_owned(), value: code });
        self.menu.renew_items(items.collect(), cx.body, &cx.look);
    }

    fn has_any(&self) -> bool {
        self.menu.value().is_some()
    }

    fn go(&self) -> Vec<Effect> {
        let code = self.menu.value().cloned();
        code.map(|code| Effect::Open(Route::Netwerkblad(Netwerkblad::Routekaart(code)))).into_iter().collect()
    }
}

impl Screen for Kiezen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => self.menu.clear(),
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), cx.body, &cx.look);
                    return self.go();
                }
                Some(Doet::Nummer) | None => {}
                Some(Doet::Kiezen) => return self.go(),
                Some(Doet::Gegevens) => return vec![Effect::Open(Route::NetwerkGegevens)],
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
            },
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    return self.go();
                }
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Routekaart: welke gemeente?".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
