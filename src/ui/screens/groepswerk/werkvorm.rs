//! How a method goes, before it begins.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Document, Effect, Key, Msg, Route};
use crate::domain::inhoud::{Bestand, Werkvorm};
use crate::domain::kluis::{KluisNews, KluisState};
use crate::domain::sessie::groep::open_acties;
use crate::domain::sessie::{Lopend, VERSIE, Verloop, Voorbereiding, werkvorm_blad};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::groepswerk::actie_tekst;
use crate::ui::screens::page;
use crate::ui::widgets::{Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Beginnen,
    Lezen,
    Opslaan,
    Afdrukken,
    Terug,
}

pub const TOETSEN: Keymap<WerkvormScherm, Doet> = &[
    bind(&[Key::Enter], Doet::Beginnen, "nu beginnen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Char(' '), Key::Home, Key::End], Doet::Lezen, "lezen"),
    bind(&[Key::Char('o')], Doet::Opslaan, "opslaan"),
    bind(&[Key::Char('p')], Doet::Afdrukken, "afdrukken"),
];

/// A method, ready to begin.
pub struct WerkvormScherm {
    file: Arc<Bestand<Werkvorm>>,
    wens: Voorbereiding,
    blocks: Vec<Block>,
    pane: Pane,
    /// Whether the user was told that another session ends when this one begins.
    told: bool,
}

/// The page of a method; what is wrong when there is none.
pub fn open(id: &str, wens: Voorbereiding, cx: &Ctx<'_>) -> Box<dyn Screen> {
    match cx.reader.werkvorm(id) {
        Ok(file) => Box::new(WerkvormScherm::new(file, wens, cx)),
        Err(fault) => Box::new(page::fault(&fault)),
    }
}

impl WerkvormScherm {
    fn new(file: Arc<Bestand<Werkvorm>>, wens: Voorbereiding, cx: &Ctx<'_>) -> WerkvormScherm {
        let mut screen = WerkvormScherm { file, wens, blocks: Vec::new(), pane: Pane::default(), told: false };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let mut blocks = werkvorm_blad(&self.file);
        // The title stands in the header.
        blocks.drain(..2);
        let acties = self.acties(cx);
        blocks.splice(0..0, acties);
        self.blocks = blocks;
    }

    /// What was agreed the last time: every session begins with it (`intervisie.md` §1.2).
    fn acties(&self, cx: &Ctx<'_>) -> Vec<Block> {
        let Some(groep) = self.wens.groep.filter(|_| cx.kluis.state.is_open()) else { return Vec::new() };
        let open = open_acties(&cx.kluis.model, Some(groep));
        if open.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![Block::Heading("Acties van vorige keren die nog open staan".to_owned())];
        for open in open {
            blocks.push(Block::Point(actie_tekst(&open, cx)));
        }
        blocks.push(Block::Gap);
        blocks
    }

    fn begin(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        if cx.lopend.is_some() && !self.told {
            self.told = true;
            let text = "Er loopt al een sessie. Nog een keer Enter begint deze, en dan is die weg.";
            return vec![Effect::Say(text.to_owned())];
        }
        let minuten: Vec<u16> = self.file.inhoud.fasen.iter().map(|fase| fase.minuten).collect();
        // The checks of content see to it that every phase has minutes that a clock can have.
        let Ok(verloop) = Verloop::begin(&minuten, cx.tik) else { return Vec::new() };
        let kept = cx.kluis.state == KluisState::Open;
        let lopend = Lopend {
            versie: VERSIE,
            werkvorm: self.file.kop.id.clone(),
            verloop,
            deelnemers: if self.wens.deelnemers == 0 { self.file.inhoud.groep.van } else { self.wens.deelnemers },
            groep: self.wens.groep,
            sessie: kept.then(|| cx.kluis.model.fresh(cx.now, 0)),
            optellen: false,
            oefening: None,
            geluid: false,
        };
        vec![
            Effect::Loopt(Some(Box::new(lopend.clone()))),
            Effect::Replace(Route::Sessie(Box::new(lopend), self.wens.vraag.clone())),
        ]
    }
}

impl Screen for WerkvormScherm {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Kluis(KluisNews::Locked) => {
                self.wens.vraag.wis();
                self.refresh(cx);
            }
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Beginnen) => return self.begin(cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Opslaan) => {
                    let name = format!("{}.md", self.file.kop.id);
                    return vec![Effect::Open(Route::Save(name, Document::Page(werkvorm_blad(&self.file))))];
                }
                Some(Doet::Afdrukken) => return vec![Effect::Print(werkvorm_blad(&self.file))],
                Some(Doet::Lezen) => {
                    let count = rows(&self.blocks, cx.body.width, &cx.look).len();
                    let key = if *key == Key::Char(' ') { Key::PageDown } else { *key };
                    self.pane.moved(key, count, cx.body.height);
                }
                None => {}
            },
            Msg::Scroll(by) => {
                let count = rows(&self.blocks, cx.body.width, &cx.look).len();
                self.pane.scroll(isize::from(*by), count, cx.body.height);
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&rows(&self.blocks, area.width, look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.file.kop.titel.clone(), self.file.inhoud.code.clone())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
