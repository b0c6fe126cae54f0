//! Which exercise.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Effect, Msg, Route};
use crate::domain::oefening::spel::{Gevraagd, Oefenbegin, oefeningen};
use crate::ui::keymap::{Shown, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{KEUZE, Menu, MenuEvent, MenuItem};

/// How many groups, and how many people in each, where nobody said so.
pub const GEWOON: (u16, u16) = (4, 5);

/// The exercises.
pub struct Oefeningen {
    menu: Menu<Route>,
}

impl Oefeningen {
    /// The exercises that there are; the one that goes on stands first.
    pub fn new(cx: &Ctx<'_>) -> Oefeningen {
        let mut screen = Oefeningen { menu: Menu::new(Vec::new(), Vec::new()) };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let known = oefeningen(cx.reader);
        let mut items: Vec<MenuItem<Route>> = known.iter().map(item).collect();
        if cx.lopend.is_some_and(|lopend| lopend.oefening.is_some()) {
            let label = "Verder met de oefening die loopt".to_owned();
            items.insert(0, MenuItem { label, value: Route::Oefening(None) });
        }
        let said = if known.is_empty() {
            "Er zijn geen oefeningen. Zet een eigen oefening in uw map met checklists, onder werkvorm."
        } else {
            "Welke oefening? Alles is verzonnen, en wat de groep stemt staat nergens per persoon."
        };
        self.menu.intro = vec![Block::Text(said.to_owned()), Block::Gap];
        self.menu.renew_items(items, cx.body, &cx.look);
    }
}

fn item(oefening: &Gevraagd) -> MenuItem<Route> {
    let begin = Oefenbegin { oefening: oefening.id.clone(), casus: None, groepjes: GEWOON.0, grootte: GEWOON.1 };
    MenuItem {
        label: format!("{} {} · {} minuten", oefening.code, oefening.titel, oefening.minuten),
        value: Route::OefeningBegin(begin),
    }
}

impl Screen for Oefeningen {
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
        ("Oefenen met een groep".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(KEUZE, &())
    }
}
