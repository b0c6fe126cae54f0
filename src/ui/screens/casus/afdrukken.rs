//! Printing a casus: which cut, what it leaves out, and where it goes. The print is recorded before it is made.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{commit, gone, is_asked, is_gone};
use crate::domain::casus::{
    Afdruksoort, Delen, Dossier, Wat, Weggelaten, add, afdruk, afdruk_naam, dossier, not_made, uitkomsten, weggelaten,
};
use crate::domain::gesprek::{Afdrukopdracht, Block, Document, Effect, Key, Msg, Route};
use crate::domain::herkenbaar::recognise;
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
    /// A print on paper whose line is being kept: the number of the line, and the page.
    paper: Option<(u32, Vec<Block>)>,
    /// What in the print points to a person.
    recognised: Vec<&'static str>,
    pane: Pane,
}

impl Afdrukken {
    /// The choice of a print.
    pub fn new(casus: RecordId, cx: &Ctx<'_>) -> Afdrukken {
        let mut screen = Afdrukken {
            casus,
            soort: Afdruksoort::Volledig,
            left_out: Vec::new(),
            paper: None,
            recognised: Vec::new(),
            pane: Pane::default(),
        };
        screen.choose(Afdruksoort::Volledig, cx);
        screen
    }

    fn choose(&mut self, soort: Afdruksoort, cx: &Ctx<'_>) {
        self.soort = soort;
        let dossier = dossier(&cx.kluis.model, self.casus);
        self.left_out = dossier.as_ref().map(|dossier| weggelaten(dossier, soort)).unwrap_or_default();
        self.recognised = dossier.map(|dossier| recognised(&dossier, soort, cx)).unwrap_or_default();
        self.pane.home();
    }

    /// A file asks for its name first; paper is recorded at once, and printed when the record is kept.
    fn ask(&mut self, naar: Naar, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(dossier) = dossier(&cx.kluis.model, self.casus) else { return gone() };
        let verzegeld = match naar {
            Naar::Papier => None,
            Naar::Verzegeld => Some(true),
            Naar::Markdown | Naar::Html => Some(false),
        };
        let weggelaten = self.left_out.iter().map(|left| left.nr).collect();
        let wat = Wat::Afdruk { afdruk: self.soort, weggelaten, verzegeld };
        let blocks = print(&dossier, self.soort, cx);
        let name = afdruk_naam(&dossier, self.soort, cx.today());
        let (name, document) = match naar {
            Naar::Papier => {
                let effects = commit(add(&dossier, wat, Delen::Gewoon, cx.now), cx);
                if is_asked(&effects) {
                    self.paper = Some((dossier.next(), blocks));
                }
                return effects;
            }
            Naar::Markdown => (format!("{name}.md"), Document::Page(blocks)),
            Naar::Verzegeld | Naar::Html => (format!("{name}.html"), Document::Html(blocks)),
        };
        let sealed = naar == Naar::Verzegeld;
        let asked = Afdrukopdracht { casus: self.casus, wat, name, document, sealed };
        vec![Effect::Open(Route::AfdrukOpslaan(Box::new(asked)))]
    }

    /// The line of a paper print is kept: it is printed now.
    fn print(&self) -> Vec<Effect> {
        self.paper.iter().map(|(_, blocks)| Effect::Print(blocks.clone())).collect()
    }

    /// The printer refused: the line that says that it printed no longer counts.
    fn not_printed(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let (Some((nr, _)), Some(dossier)) = (self.paper.take(), dossier(&cx.kluis.model, self.casus)) else {
            return Vec::new();
        };
        if dossier.lijn(nr).is_none() { Vec::new() } else { commit(not_made(&dossier, nr, cx.now), cx) }
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
        for reason in &self.recognised {
            blocks.push(Block::Danger(format!("In deze afdruk: {reason}")));
        }
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

/// The print; the full one with the outcome of every walk, and why it stands there.
fn print(dossier: &Dossier, soort: Afdruksoort, cx: &Ctx<'_>) -> Vec<Block> {
    let mut blocks = afdruk(dossier, soort, cx.today());
    if soort == Afdruksoort::Volledig {
        blocks.extend(uitkomsten(dossier, &cx.kluis.model, cx.reader, cx.today()));
    }
    blocks
}

/// What in a print points to a person, each reason once.
fn recognised(dossier: &Dossier, soort: Afdruksoort, cx: &Ctx<'_>) -> Vec<&'static str> {
    let text: Vec<String> = afdruk(dossier, soort, cx.today()).iter().map(Block::text).collect();
    let mut reasons: Vec<&'static str> = Vec::new();
    for found in recognise(&text.join("\n"), cx.today()) {
        if !reasons.contains(&found.reden) {
            reasons.push(found.reden);
        }
    }
    reasons
}

impl Screen for Afdrukken {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let count = rows(&self.blocks(), cx.body.width.saturating_sub(2), &cx.look).len();
        match msg {
            Msg::Kluis(KluisNews::Locked) => self.left_out.clear(),
            Msg::Kluis(KluisNews::Committed) if self.paper.is_some() => return self.print(),
            Msg::Printed => self.paper = None,
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
                    let blocks = print(&dossier, self.soort, cx);
                    return vec![Effect::Open(Route::Page("Zo wordt de afdruk".to_owned(), blocks))];
                }
                Some(Doet::Lezen) => self.pane.moved(*key, count, cx.body.height),
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {}
            },
            Msg::Failed(fault) => {
                let mut effects = self.not_printed(cx);
                effects.push(told(fault));
                return effects;
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
