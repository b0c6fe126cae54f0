//! A page of the network that leaves the program: route card, call list, what changed. It is made of the network as it is
//! now, and forgotten when the kluis is locked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::KluisNews;
use crate::domain::netwerk::Netwerkblad;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::widgets::{Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Opslaan,
    Webpagina,
    Afdrukken,
    Lezen,
    Terug,
}

pub const TOETSEN: Keymap<Uitdraai, Doet> = &[
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Char('h')], Doet::Webpagina, "als webpagina"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
    bind(
        &[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Char(' '), Key::Home, Key::End],
        Doet::Lezen,
        "bladeren",
    ),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// A page of the network that leaves the program.
pub struct Uitdraai {
    blad: Netwerkblad,
    /// Its title, and what stands under it.
    blocks: Vec<Block>,
    /// The name of its file, without its end.
    name: String,
    pane: Pane,
}

impl Uitdraai {
    /// The page.
    pub fn new(blad: Netwerkblad, cx: &Ctx<'_>) -> Uitdraai {
        let mut screen = Uitdraai { blad, blocks: Vec::new(), name: String::new(), pane: Pane::default() };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        if !cx.kluis.state.is_open() {
            return;
        }
        match (cx.reader.gemeenten(), cx.reader.nummers()) {
            (Ok(table), Ok(numbers)) => {
                self.blocks = self.blad.blocks(&cx.kluis.model, &table.inhoud, &numbers.inhoud, cx.now);
                self.name = self.blad.naam(&table.inhoud, cx.today());
            }
            (Err(fault), _) | (_, Err(fault)) => {
                self.blocks = fault.lines().into_iter().map(Block::Text).collect();
                "netwerk".clone_into(&mut self.name);
            }
        }
    }

    /// The title, and the rest of the page.
    fn parts(&self) -> (&str, &[Block]) {
        match self.blocks.as_slice() {
            [Block::Title(title), Block::Gap, body @ ..] | [Block::Title(title), body @ ..] => (title, body),
            body => ("Netwerk", body),
        }
    }

    fn save(&self, end: &str, document: fn(Vec<Block>) -> Document) -> Vec<Effect> {
        vec![Effect::Open(Route::Save(format!("{}.{end}", self.name), document(self.blocks.clone())))]
    }
}

impl Screen for Uitdraai {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let count = rows(self.parts().1, cx.body.width.saturating_sub(2), &cx.look).len();
        match msg {
            Msg::Kluis(KluisNews::Locked) => self.blocks.clear(),
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Failed(fault) => return vec![told(fault)],
            Msg::Scroll(by) => self.pane.scroll(isize::from(*by), count, cx.body.height),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Opslaan) => return self.save("md", Document::Page),
                Some(Doet::Webpagina) => return self.save("html", Document::Html),
                Some(Doet::Afdrukken) => return vec![Effect::Print(self.blocks.clone())],
                Some(Doet::Lezen) => self.pane.moved(*key, count, cx.body.height),
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {}
            },
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&rows(self.parts().1, area.width.saturating_sub(2), look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.parts().0.to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
