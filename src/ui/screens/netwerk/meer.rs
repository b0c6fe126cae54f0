//! What else can be done with the network.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Effect, Key, Msg, Route};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Meer, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What else can be done with the network.
pub struct Meer {
    menu: Menu<Route>,
}

impl Meer {
    /// The choice.
    pub fn new(cx: &Ctx<'_>) -> Meer {
        let items = |routes: Vec<(&str, Route)>| {
            routes.into_iter().map(|(label, value)| MenuItem { label: label.to_owned(), value }).collect()
        };
        let open = cx.kluis.state.is_open();
        let intro = if open {
            Vec::new()
        } else {
            vec![Block::Text("Een eigen netwerk staat in de kluis. Maak of open die eerst.".to_owned()), Block::Gap]
        };
        let routes = if open { routes() } else { Vec::new() };
        Meer { menu: Menu::new(intro, items(routes)) }
    }

    fn go(&self) -> Vec<Effect> {
        self.menu.value().map(|route| vec![Effect::Replace(route.clone())]).unwrap_or_default()
    }
}

fn routes() -> Vec<(&'static str, Route)> {
    vec![
        ("Nieuwe vermelding", Route::VermeldingNieuw),
        ("Nazien: klopt alles nog?", Route::Nazien),
        ("Gaten: wat ontbreekt er?", Route::Gaten),
        ("Dekking: wie doet wat in welke gemeente?", Route::Dekking),
        ("Dubbele vermeldingen", Route::Dubbelen),
        ("Routekaart van een gemeente", Route::Routekaart(None)),
        ("Kaart van het netwerk", Route::NetwerkKaart),
        ("Inlezen wat een partner stuurt", Route::NetwerkInlezen),
        ("Uitgeven: netwerk als bestand", Route::NetwerkUitgeven),
        ("Startnetwerk overnemen", Route::Startnetwerken),
        ("Regio en gemeenten van het netwerk", Route::NetwerkGegevens),
        ("Wie bel ik nu?", Route::Wie),
    ]
}

impl Screen for Meer {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), cx.body, &cx.look);
                    return self.go();
                }
                Some(Doet::Nummer) | None => {}
                Some(Doet::Kiezen) => return self.go(),
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
        ("Netwerk: meer".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
