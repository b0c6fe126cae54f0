//! Taking an entry out: its name once more, and what refers to it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{gone, is_gone, kort, naam_van};
use crate::domain::gesprek::{Block, Effect, Key, Msg};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::{Netwerk, doen};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::commit_saying;
use crate::ui::widgets::{Pane, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Verwijderen,
    Lezen,
    Terug,
}

pub const TOETSEN: Keymap<Verwijderen, Doet> = &[
    bind(&[Key::Delete], Doet::Verwijderen, "verwijderen"),
    bind(&[Key::Esc], Doet::Terug, "terug"),
    bind(&[Key::Down, Key::Up, Key::PageDown, Key::PageUp, Key::Home, Key::End], Doet::Lezen, "lezen"),
];

/// So many of what refers to an entry are named.
const MOST: usize = 40;

/// The question whether an entry may go.
pub struct Verwijderen {
    id: RecordId,
    blocks: Vec<Block>,
    pane: Pane,
}

impl Verwijderen {
    /// The question about an entry.
    pub fn new(id: RecordId, cx: &Ctx<'_>) -> Verwijderen {
        let mut screen = Verwijderen { id, blocks: Vec::new(), pane: Pane::default() };
        screen.refresh(cx);
        screen
    }

    fn refresh(&mut self, cx: &Ctx<'_>) {
        let netwerk = Netwerk::new(&cx.kluis.model);
        let Some(entry) = netwerk.get(self.id) else {
            self.blocks = Vec::new();
            return;
        };
        let mut blocks = vec![
            Block::Strong(format!("Verwijder ‘{}’?", naam_van(netwerk, self.id))),
            Block::Text(format!("Dit is een {}. Druk nog een keer op Delete om te verwijderen.", entry.soort().text())),
            Block::Text("Esc: niet verwijderen.".to_owned()),
            Block::Gap,
        ];
        let refer = netwerk.verwijzers(self.id);
        if refer.is_empty() {
            blocks.push(Block::Text("Geen andere vermelding verwijst ernaar.".to_owned()));
        } else {
            let count = refer.len();
            let what =
                if count == 1 { "1 vermelding verwijst".to_owned() } else { format!("{count} vermeldingen verwijzen") };
            blocks.push(Block::Danger(format!("{what} ernaar. Die blijven staan, en deze is daar dan weg:")));
            for (id, veld) in refer.iter().take(MOST) {
                let Some(other) = netwerk.get(*id) else { continue };
                let field = veld.label().to_lowercase();
                blocks.push(Block::Point(format!("{} ({}; {field})", kort(other.titel()), other.soort().text())));
            }
            if count > MOST {
                blocks.push(Block::Muted(format!("En nog {}.", count - MOST)));
            }
        }
        blocks.push(Block::Gap);
        blocks.push(Block::Muted("U kunt dit daarna ongedaan maken met z.".to_owned()));
        self.blocks = blocks;
    }
}

impl Screen for Verwijderen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let count = rows(&self.blocks, cx.body.width.saturating_sub(2), &cx.look).len();
        match msg {
            _ if is_gone(self.id, msg, cx) => return gone(),
            Msg::Kluis(KluisNews::Locked) => self.blocks.clear(),
            Msg::Kluis(KluisNews::Committed) => return vec![Effect::Close],
            Msg::Shown | Msg::Kluis(_) => self.refresh(cx),
            Msg::Scroll(by) => self.pane.scroll(isize::from(*by), count, cx.body.height),
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Verwijderen) => {
                    let model = &cx.kluis.model;
                    let said = format!("Verwijderd: {}", naam_van(Netwerk::new(model), self.id));
                    return match doen::verwijder(model, self.id, cx.now) {
                        Ok(batch) => commit_saying(batch, said, cx),
                        Err(fault) => vec![told(&fault)],
                    };
                }
                Some(Doet::Lezen) => self.pane.moved(*key, count, cx.body.height),
                Some(Doet::Terug) => return vec![Effect::Close],
                None => {}
            },
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.pane.draw(&rows(&self.blocks, area.width.saturating_sub(2), look), area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Vermelding verwijderen".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
