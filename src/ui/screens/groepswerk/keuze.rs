//! What groups can do: the menu.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Effect, Msg, Route};
use crate::domain::sessie::{Klad, Lopend, Voorbereiding};
use crate::ui::keymap::{Shown, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{KEUZE, Menu, MenuEvent, MenuItem};

/// What groups can do.
pub struct Groepswerk {
    menu: Menu<Route>,
}

impl Groepswerk {
    /// The menu; a session that goes on stands first.
    pub fn new(cx: &Ctx<'_>) -> Groepswerk {
        let mut screen = Groepswerk { menu: Menu::new(Vec::new(), Vec::new()) };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.menu.intro = vec![Block::Text("Samen leren, zonder namen en zonder cijfers per persoon.".to_owned())];
        let mut items = vec![
            ("Intervisie voorbereiden", Route::SessieVoorbereiden(None)),
            ("Methoden nalezen", Route::SessieMethode(Voorbereiding::default())),
            ("Oefenen met een groep", Route::Oefeningen),
            ("Groepen", Route::Groepen),
            ("Acties van alle groepen", Route::Acties),
            ("Jaaroverzicht", Route::Jaaroverzicht(None, cx.today().year())),
        ];
        if let Some(lopend) = cx.lopend {
            let titel = cx.reader.werkvorm(&lopend.werkvorm).map(|file| file.kop.titel.clone()).unwrap_or_default();
            let (wat, label) = match lopend.oefening {
                Some(_) => ("oefening", "Verder met de oefening die loopt"),
                None => ("sessie", "Verder met de sessie die loopt"),
            };
            self.menu.intro.push(Block::Strong(format!("Er loopt nog een {wat}: {titel}.")));
            items.insert(0, (label, verder(lopend)));
        }
        self.menu.intro.push(Block::Gap);
        let items = items.into_iter().map(|(label, value)| MenuItem { label: label.to_owned(), value });
        self.menu.renew_items(items.collect(), cx.body, &cx.look);
    }
}

/// The screen of what goes on.
pub fn verder(lopend: &Lopend) -> Route {
    match lopend.oefening {
        Some(_) => Route::Oefening(None),
        None => Route::Sessie(Box::new(lopend.clone()), Klad::default()),
    }
}

impl Screen for Groepswerk {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        if matches!(msg, Msg::Shown | Msg::Kluis(_)) {
            self.refresh(cx);
        }
        match self.menu.event(msg, cx) {
            MenuEvent::Taken => self.menu.value().map(|route| Effect::Open(route.clone())).into_iter().collect(),
            MenuEvent::Back => vec![Effect::Close],
            MenuEvent::None => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Intervisie en oefenen".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(KEUZE, &())
    }
}
