//! Choosing from a list of content: trees, signal lists, reference pages.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Effect, Entry, Key, Msg, Route};
use crate::domain::inhoud::Soort;
use crate::domain::walk::Walk;
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

pub const TOETSEN: Keymap<Choice, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What a row leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    Tree(String),
    Signals(String),
    Reference(String),
    Numbers,
}

/// A list to choose from.
pub struct Choice {
    title: &'static str,
    menu: Menu<Goal>,
}

/// Said until the sectors have roads of their own.
pub const OWN_ROAD: &str = "Voor uw sector is er nog geen eigen stappenplan. U loopt het landelijke basismodel; \
                        leg de meldcode van uw organisatie ernaast.";

/// The trees.
pub fn trees(cx: &Ctx<'_>) -> Choice {
    let mut intro = vec![Block::Text("Raadplegen bewaart niets. Kies wat u wilt doorlopen.".to_owned())];
    if let Some(sector) = cx.settings.sector_name() {
        intro.push(Block::Muted(format!("Uw sector: {sector}. {OWN_ROAD}")));
    }
    intro.push(Block::Gap);
    choice(cx, "Meldcode raadplegen", intro, Soort::Beslisboom, Goal::Tree)
}

/// The signal lists.
pub fn signal_lists(cx: &Ctx<'_>) -> Choice {
    let intro = vec![
        Block::Text("Kies een lijst. U kunt signalen aanvinken en de lijst afdrukken of opslaan.".to_owned()),
        Block::Gap,
    ];
    choice(cx, "Signalen", intro, Soort::Signalen, Goal::Signals)
}

/// The reference pages and the numbers.
pub fn reference(cx: &Ctx<'_>) -> Choice {
    let mut found = choice(cx, "Naslag", Vec::new(), Soort::Naslag, Goal::Reference);
    let mut items = found.menu.items().to_vec();
    items.push(MenuItem { label: "Landelijke nummers".to_owned(), value: Goal::Numbers });
    found.menu.set_items(items);
    found
}

fn choice(cx: &Ctx<'_>, title: &'static str, intro: Vec<Block>, soort: Soort, goal: fn(String) -> Goal) -> Choice {
    let items = cx.reader.entries(soort).into_iter().map(|entry| item(entry, goal)).collect();
    Choice { title, menu: Menu::new(intro, items) }
}

fn item(entry: Entry, goal: fn(String) -> Goal) -> MenuItem<Goal> {
    let own = if entry.own { " (eigen versie)" } else { "" };
    MenuItem { label: format!("{}{own}", entry.titel), value: goal(entry.id) }
}

impl Choice {
    fn go(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let route = match self.menu.value() {
            None => return Vec::new(),
            Some(Goal::Signals(id)) => Route::Signalen(Some(id.clone())),
            Some(Goal::Reference(id)) => Route::Naslag(Some(id.clone())),
            Some(Goal::Numbers) => Route::Nummers,
            Some(Goal::Tree(id)) => return vec![open_tree(cx, id)],
        };
        vec![Effect::Open(route)]
    }
}

/// Opens a walk through a tree, or says why it cannot be walked.
pub fn open_tree(cx: &Ctx<'_>, id: &str) -> Effect {
    match cx.reader.tree(id) {
        Ok(tree) => Effect::Open(Route::Walk(Box::new(Walk::new(&tree)))),
        Err(fault) => {
            let blocks = fault.lines().into_iter().map(Block::Text).collect();
            Effect::Open(Route::Page("Dit lukt niet".to_owned(), blocks))
        }
    }
}

impl Screen for Choice {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), cx.body, &cx.look);
                    return self.go(cx);
                }
                Some(Doet::Nummer) => {}
                Some(Doet::Kiezen) => return self.go(cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
                None => {}
            },
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    return self.go(cx);
                }
            }
            Msg::Scroll(by) => {
                self.menu.moved(if *by > 0 { Key::Down } else { Key::Up }, cx.body, &cx.look);
            }
            Msg::Kluis(_)
            | Msg::Shown
            | Msg::Paste(_)
            | Msg::Saved(_)
            | Msg::Printed
            | Msg::SettingsKept
            | Msg::Failed(_) => {}
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
