//! The groups, those that meet first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::zonder_kluis;
use crate::domain::dates;
use crate::domain::gesprek::{Block, Effect, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::sessie::groep::{Groep, beurt, groepen, open_acties, volgende_bijeenkomst};
use crate::ui::keymap::{Shown, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{KEUZE, Menu, MenuEvent, MenuItem};

/// The groups.
pub struct Groepen {
    menu: Menu<Route>,
    /// Whether the lock covers it: what is chosen stays.
    covered: bool,
}

impl Groepen {
    /// The groups.
    pub fn new(cx: &Ctx<'_>) -> Groepen {
        let mut screen = Groepen { menu: Menu::new(Vec::new(), Vec::new()), covered: false };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.covered &= !cx.kluis.state.is_open();
        if self.covered {
            return;
        }
        let mut items: Vec<(String, Route)> = Vec::new();
        if let Some((said, label, route)) = zonder_kluis(cx.kluis.state) {
            self.menu.intro = vec![said];
            items.push((label.to_owned(), route));
        } else {
            let model = &cx.kluis.model;
            let found = groepen(model);
            let said = match found.is_empty() {
                true => "Er is nog geen groep. Een groep heeft een code en geen namen.",
                false => "Een groep heeft een code, en wie een casus inbrengt een functie. Zet er geen namen in.",
            };
            self.menu.intro = vec![Block::Muted(said.to_owned())];
            items.extend(found.into_iter().map(|(id, groep)| (label(id, groep, cx), Route::Groep(id))));
            items.push(("+ Nieuwe groep".to_owned(), Route::GroepFormulier(None)));
            let open = open_acties(model, None).len();
            items.push((format!("Acties van alle groepen ({open} open)"), Route::Acties));
            let year = cx.today().year();
            items.push((format!("Jaaroverzicht {year} van alle groepen"), Route::Jaaroverzicht(None, year)));
        }
        self.menu.intro.push(Block::Gap);
        let items = items.into_iter().map(|(label, value)| MenuItem { label, value });
        self.menu.renew_items(items.collect(), cx.body, &cx.look);
    }
}

/// A group: when it meets, whose turn it is, what is open.
fn label(id: RecordId, groep: &Groep, cx: &Ctx<'_>) -> String {
    let mut parts = vec![groep.code.clone()];
    if groep.gestopt {
        parts.push("gestopt".to_owned());
    } else {
        parts.push(match volgende_bijeenkomst(groep, cx.today()) {
            Some(next) => dates::due(next.datum, cx.today()),
            None => "geen datum gepland".to_owned(),
        });
        parts.extend(beurt(groep).map(|who| format!("aan de beurt: {who}")));
    }
    match open_acties(&cx.kluis.model, Some(id)).len() {
        0 => {}
        1 => parts.push("1 actie open".to_owned()),
        open => parts.push(format!("{open} acties open")),
    }
    parts.join(" · ")
}

impl Screen for Groepen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.covered = true;
                self.menu.clear();
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            _ => {}
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
        ("Groepen".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(KEUZE, &())
    }
}
