//! Saving a page as a file.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::gesprek::{Block, Effect, Key, Msg};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::widgets::{Field, Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Opslaan,
    Terug,
}

pub const TOETSEN: Keymap<Save, Doet> = &[
    bind(&[Key::Enter], Doet::Opslaan, "opslaan").when(Save::named, "geef eerst een naam"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
];

const INTRO: [&str; 3] = [
    "Naam van het bestand. Zonder map komt het bij uw documenten.",
    "Het bestand is gewone tekst en niet versleuteld. Zet er geen namen in, en bewaar het waar dat mag.",
    "Een bestaand bestand wordt nooit overschreven.",
];

/// Asks for a name and saves.
pub struct Save {
    field: Field,
    blocks: Vec<Block>,
    fault: Option<Block>,
}

impl Save {
    /// Asks for a name, with one proposed.
    pub fn new(name: &str, blocks: Vec<Block>) -> Save {
        Save { field: Field::holding(name), blocks, fault: None }
    }

    fn named(&self) -> bool {
        !self.field.text().trim().is_empty()
    }
}

impl Screen for Save {
    fn update(&mut self, msg: &Msg, _: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Opslaan) => {
                    let path = PathBuf::from(self.field.text().trim());
                    return vec![Effect::Save(path, self.blocks.clone())];
                }
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {
                    self.field.key(*key);
                }
            },
            Msg::Paste(text) => self.field.paste(text),
            Msg::Saved(_) => return vec![Effect::Close],
            Msg::Failed(fault) => {
                self.fault = Some(Block::Danger(format!("{} {} {}", fault.wat, fault.waarom, fault.advies)));
            }
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.field.draw(true, Rect { height: 1, y: area.y + 1, ..area }, buf, look);
        let mut blocks = vec![Block::Gap];
        blocks.extend(self.fault.iter().cloned());
        blocks.extend(INTRO.map(|text| Block::Muted(text.to_owned())));
        let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        Pane::default().draw(&rows(&blocks, below.width, look), below, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Opslaan als Markdown".to_owned(), String::new())
    }

    fn tells_faults(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }

    fn typing(&self) -> bool {
        true
    }
}
