//! Which method fits what was prepared.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Effect, Msg, Route};
use crate::domain::kluis::KluisNews;
use crate::domain::sessie::{Geschikt, Past, Voorbereiding, geschikt};
use crate::ui::keymap::{Shown, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{KEUZE, Menu, MenuEvent, MenuItem};

/// The methods, those that fit first.
pub struct Methode {
    wens: Voorbereiding,
    menu: Menu<String>,
}

impl Methode {
    /// The methods for what was prepared; all of them when nothing was.
    pub fn new(wens: Voorbereiding, cx: &Ctx<'_>) -> Methode {
        let found = geschikt(cx.reader, &wens);
        let asked = wens.vraagsoort.is_some() || wens.minuten > 0 || wens.deelnemers > 0;
        let fits = found.iter().filter(|method| method.past == Past::Helemaal).count();
        let said = match (asked, fits) {
            (false, _) => "Alle methoden, de kortste eerst.".to_owned(),
            (true, 0) => "Geen methode past helemaal. Bij elke staat waarom niet.".to_owned(),
            (true, 1) => "Eén methode past. Bij de andere staat waarom niet.".to_owned(),
            (true, fits) => format!("{fits} methoden passen; de kortste staat boven. Bij de andere staat waarom niet."),
        };
        let origin = "Welke methode bij welke vraag past is een eigen indeling: zekerheid laag. U kiest.";
        let intro = vec![Block::Text(said), Block::Muted(origin.to_owned()), Block::Gap];
        let items = found.into_iter().map(|method| MenuItem { label: label(&method, asked), value: method.id });
        Methode { menu: Menu::new(intro, items.collect()), wens }
    }
}

fn label(method: &Geschikt, asked: bool) -> String {
    let own = if method.eigen { " (eigen)" } else { "" };
    let mut text = format!("{}, {} minuten{own}", method.titel, method.minuten);
    if asked && !method.waarom.is_empty() {
        text = format!("{text} ({})", method.waarom);
    }
    text
}

impl Screen for Methode {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        if matches!(msg, Msg::Kluis(KluisNews::Locked)) {
            self.wens.vraag.wis();
        }
        match self.menu.event(msg, cx) {
            MenuEvent::Taken => {
                let open = |id: &String| Effect::Open(Route::Werkvorm(id.clone(), self.wens.clone()));
                self.menu.value().map(open).into_iter().collect()
            }
            MenuEvent::Back => vec![Effect::Close],
            MenuEvent::None => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Welke methode?".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(KEUZE, &())
    }
}
