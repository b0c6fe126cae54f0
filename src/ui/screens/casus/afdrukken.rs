//! Printing a casus: which cut, what it leaves out, and where it goes. The print is recorded before it is made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{commit, gone, is_gone};
use crate::domain::casus::{Afdruksoort, Delen, Wat, Weggelaten, add, afdruk, afdruk_naam, dossier, weggelaten};
use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::widgets::{Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Soort,
    Andere,
    Papier,
    Verzegeld,
    Markdown,
    Html,
    Lezen,
    Bekijken,
    Terug,
}

pub const TOETSEN: Keymap<Afdrukken, Doet> = &[
    bind(&[Key::Char('o'), Key::Enter], Doet::Verzegeld, "opslaan"),
    bind(&[Key::Char('p')], Doet::Papier, "afdrukken"),
    bind(DIGITS, Doet::Soort, "welke afdruk"),
    bind(&[Key::Tab], Doet::Andere, "andere afdruk"),
    bind(&[Key::Char('v')], Doet::Bekijken, "voorbeeld"),
    bind(&[Key::Char('h')], Doet::Html, "als webpagina"),
    bind(&[Key::Char('l')], Doet::Markdown, "als tekst"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Char(' ')], Doet::Lezen, "bladeren"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// What the keys in the footer have no room for.
const WHERE_TO: &str = "Opslaan (o) maakt een verzegeld bestand. h en l maken een bestand dat iedereen kan lezen.";

/// Where a print goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naar {
    Papier,
    Verzegeld,
    Markdown,
    Html,
}

/// The choice of a print.
pub struct Afdrukken {
    casus: RecordId,
    soort: Afdruksoort,
    left_out: Vec<Weggelaten>,
    /// What was asked, while its line is being kept.
    asked: Option<Naar>,
    pane: Pane,
}

impl Afdrukken {
    /// The choice of a print.
    pub fn new(casus: RecordId, cx: &Ctx<'_>) -> Afdrukken {
        let mut screen =
            Afdrukken { casus, soort: Afdruksoort::Volledig, left_out: Vec::new(), asked: None, pane: Pane::default() };
        screen.choose(Afdruksoort::Volledig, cx);
        screen
    }

    fn choose(&mut self, soort: Afdruksoort, cx: &Ctx<'_>) {
        self.soort = soort;
        let dossier = dossier(&cx.kluis.model, self.casus);
        self.left_out = dossier.map(|dossier| weggelaten(&dossier, soort)).unwrap_or_default();
        self.pane.home();
    }

    /// First the line that says that it is printed and what is left out; the print when that is kept.
    fn ask(&mut self, naar: Naar, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(dossier) = dossier(&cx.kluis.model, self.casus) else { return gone() };
        let verzegeld = match naar {
            Naar::Papier => None,
            Naar::Verzegeld => Some(true),
            Naar::Markdown | Naar::Html => Some(false),
        };
        let weggelaten = self.left_out.iter().map(|left| left.nr).collect();
        let wat = Wat::Afdruk { afdruk: self.soort, weggelaten, verzegeld };
        let effects = commit(add(&dossier, wat, Delen::Gewoon, cx.now), cx);
        if matches!(effects.as_slice(), [Effect::Kluis(_)]) {
            self.asked = Some(naar);
        }
        effects
    }

    fn print(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let (Some(naar), Some(dossier)) = (self.asked.take(), dossier(&cx.kluis.model, self.casus)) else {
            return Vec::new();
        };
        let blocks = afdruk(&dossier, self.soort, cx.today());
        let name = afdruk_naam(&dossier, self.soort, cx.today());
        vec![match naar {
            Naar::Papier => Effect::Print(blocks),
            Naar::Verzegeld => Effect::Open(Route::Seal(format!("{name}.html"), Document::Html(blocks))),
            Naar::Markdown => Effect::Open(Route::Save(format!("{name}.md"), Document::Page(blocks))),
            Naar::Html => Effect::Open(Route::Save(format!("{name}.html"), Document::Html(blocks))),
        }]
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Heading("Welke afdruk?".to_owned())];
        for (at, soort) in Afdruksoort::ALL.iter().enumerate() {
            let chosen = *soort == self.soort;
            blocks.push(Block::Ticked(chosen, format!("{}  {}", at + 1, soort.text())));
        }
        blocks.push(Block::Gap);
        blocks.push(Block::Muted(WHERE_TO.to_owned()));
        blocks.push(Block::Gap);
        if self.soort == Afdruksoort::Volledig {
            blocks.push(Block::Text("Alles staat erin, ook wat u corrigeerde en introk.".to_owned()));
            return blocks;
        }
        if self.left_out.is_empty() {
            blocks.push(Block::Text("Er wordt niets weggelaten.".to_owned()));
            return blocks;
        }
        blocks.push(Block::Heading(format!("Weggelaten: {}", self.left_out.len())));
        let hidden = "Alleen u ziet deze lijst. In de afdruk is niet te zien dat er iets ontbreekt.";
        blocks.push(Block::Text(hidden.to_owned()));
        for left in &self.left_out {
            blocks.push(Block::Point(format!("{}: {} ({})", left.soort, left.tekst, left.waarom)));
        }
        blocks
    }
}

impl Screen for Afdrukken {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let count = rows(&self.blocks(), cx.body.width.saturating_sub(2), &cx.look).len();
        match msg {
            Msg::Kluis(KluisNews::Locked) => self.left_out.clear(),
            Msg::Kluis(KluisNews::Committed) => return self.print(cx),
            _ if is_gone(self.casus, msg, cx) => return gone(),
            Msg::Shown | Msg::Kluis(_) => self.choose(self.soort, cx),
            Msg::Scroll(by) => self.pane.scroll(isize::from(*by), count, cx.body.height),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Soort) => {
                    if let Some(soort) = Afdruksoort::ALL.get(digit(*key)) {
                        self.choose(*soort, cx);
                    }
                }
                Some(Doet::Andere) => {
                    let at = Afdruksoort::ALL.iter().position(|soort| *soort == self.soort).unwrap_or(0);
                    let next = Afdruksoort::ALL.get((at + 1) % Afdruksoort::ALL.len()).copied();
                    self.choose(next.unwrap_or(self.soort), cx);
                }
                Some(Doet::Papier) => return self.ask(Naar::Papier, cx),
                Some(Doet::Verzegeld) => return self.ask(Naar::Verzegeld, cx),
                Some(Doet::Markdown) => return self.ask(Naar::Markdown, cx),
                Some(Doet::Html) => return self.ask(Naar::Html, cx),
                Some(Doet::Bekijken) => {
                    let Some(dossier) = dossier(&cx.kluis.model, self.casus) else { return gone() };
                    let blocks = afdruk(&dossier, self.soort, cx.today());
                    return vec![Effect::Open(Route::Page("Zo komt het op papier".to_owned(), blocks))];
                }
                Some(Doet::Lezen) => self.pane.moved(*key, count, cx.body.height),
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {}
            },
            Msg::Failed(fault) => {
                self.asked = None;
                return vec![told(fault)];
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&rows(&self.blocks(), area.width.saturating_sub(2), look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Casus afdrukken".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
