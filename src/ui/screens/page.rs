//! A page to read: reference, numbers, emergency, help, why.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route, emergency_page, naslag_page, nummers_page};
use crate::domain::inhoud::Soort;
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen, WhenLocked};
use crate::ui::widgets::{Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Terug,
    Lezen,
    Opslaan,
    Afdrukken,
}

pub const TOETSEN: Keymap<Page, Doet> = &[
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Down], Doet::Lezen, "omlaag"),
    bind(&[Key::Up], Doet::Lezen, "omhoog"),
    bind(&[Key::PageDown, Key::Char(' ')], Doet::Lezen, "blad verder"),
    bind(&[Key::PageUp], Doet::Lezen, "blad terug"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken").when(Page::leaves, "deze pagina is er alleen om te lezen"),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan").when(Page::leaves, "deze pagina is er alleen om te lezen"),
    bind(&[Key::Home], Doet::Lezen, "begin"),
    bind(&[Key::End], Doet::Lezen, "einde"),
];

/// A page of blocks.
pub struct Page {
    title: String,
    blocks: Vec<Block>,
    pane: Pane,
    /// Name of the file it is saved as; `None` when it does not leave the screen.
    name: Option<String>,
    /// Whether it stays in sight when the kluis is locked.
    emergency: bool,
}

impl Page {
    /// A page to read.
    pub fn new(title: String, blocks: Vec<Block>) -> Page {
        Page { title, blocks, pane: Pane::default(), name: None, emergency: false }
    }

    /// What is drawn: the title stands in the header already.
    fn body(&self) -> &[Block] {
        match self.blocks.as_slice() {
            [Block::Title(title), Block::Gap, body @ ..] | [Block::Title(title), body @ ..] if *title == self.title => {
                body
            }
            blocks => blocks,
        }
    }

    fn leaves(&self) -> bool {
        self.name.is_some()
    }
}

/// A page that says what went wrong.
pub fn fault(fault: &Fault) -> Page {
    let blocks = fault.lines().into_iter().map(Block::Text).collect();
    Page::new("Dit lukt niet".to_owned(), blocks)
}

/// A reference page.
pub fn naslag(cx: &Ctx<'_>, id: &str) -> Page {
    match cx.reader.naslag(id) {
        Ok(file) => {
            let own = cx.reader.entries(Soort::Naslag).iter().any(|entry| entry.id == id && entry.own);
            Page { name: Some(format!("{id}.md")), ..Page::new(file.kop.titel.clone(), naslag_page(&file, own)) }
        }
        Err(error) => fault(&error),
    }
}

/// All numbers.
pub fn nummers(cx: &Ctx<'_>) -> Page {
    match cx.reader.nummers() {
        Ok(file) => {
            Page { name: Some("nummers.md".to_owned()), ..Page::new(file.kop.titel.clone(), nummers_page(&file)) }
        }
        Err(error) => fault(&error),
    }
}

/// The emergency page. It names 112 and Veilig Thuis even when the content cannot be read.
pub fn emergency(cx: &Ctx<'_>) -> Page {
    let blocks = match cx.reader.nummers() {
        Ok(file) => {
            let table = cx.reader.gemeenten().ok();
            let own = table.as_ref().and_then(|table| {
                let found = table.inhoud.gemeenten.iter().find(|row| row.gemeente == cx.settings.gemeente);
                found.map(|row| (row.gemeente.as_str(), row.veilig_thuis.as_str()))
            });
            emergency_page(&file, own)
        }
        Err(_) => vec![
            Block::Strong("112 bij direct gevaar".to_owned()),
            Block::Strong("0800-2000 Veilig Thuis, dag en nacht".to_owned()),
        ],
    };
    Page { emergency: true, ..Page::new("Acuut gevaar".to_owned(), blocks) }
}

/// The keys of a screen and of every screen.
pub fn help(parts: &[(String, Vec<(String, String)>)]) -> Page {
    let mut blocks = Vec::new();
    for (title, rows) in parts {
        if !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        blocks.push(Block::Heading(title.clone()));
        blocks.extend(rows.iter().map(|(keys, label)| Block::Pair(keys.clone(), label.clone())));
    }
    Page::new("Hulp".to_owned(), blocks)
}

impl Screen for Page {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let count = rows(self.body(), cx.body.width.saturating_sub(2), &cx.look).len();
        let height = cx.body.height;
        match msg {
            Msg::Scroll(by) => self.pane.scroll(isize::from(*by), count, height),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Lezen) => self.pane.moved(*key, count, height),
                Some(Doet::Afdrukken) => return vec![Effect::Print(self.blocks.clone())],
                Some(Doet::Opslaan) => {
                    let name = self.name.clone().unwrap_or_default();
                    return vec![Effect::Open(Route::Save(name, Document::Page(self.blocks.clone())))];
                }
                None => {}
            },
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&rows(self.body(), area.width.saturating_sub(2), look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.title.clone(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn when_locked(&self) -> WhenLocked {
        if self.emergency { WhenLocked::InSight } else { WhenLocked::Covered }
    }
}
