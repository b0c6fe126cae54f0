//! After how many minutes without a key the kluis locks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::STILL_BUSY;
use crate::domain::gesprek::{Block, Effect, Key, Msg};
use crate::domain::kluis::{Batch, KluisAct, KluisNews, Voorkeuren};
use crate::ui::keymap::{DIGITS, Keymap, Shown, action, bind, digit, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::checklists::told;
use crate::ui::widgets::{Menu, MenuItem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Kiezen,
    Nummer,
    Bewegen,
    Terug,
}

pub const TOETSEN: Keymap<Vergrendeltijd, Doet> = &[
    bind(&[Key::Enter, Key::Right], Doet::Kiezen, "kiezen"),
    bind(DIGITS, Doet::Nummer, "meteen"),
    bind(&[Key::Down, Key::Up, Key::Home, Key::End], Doet::Bewegen, "bewegen"),
    bind(&[Key::Esc, Key::Left], Doet::Terug, "terug"),
];

/// The times that can be chosen.
const MINUTES: [u16; 9] = [1, 2, 3, 5, 10, 15, 20, 30, 60];

/// The choice of a time.
pub struct Vergrendeltijd {
    menu: Menu<u16>,
}

/// `één minuut`, `5 minuten`.
pub fn minutes_text(minutes: u16) -> String {
    if minutes == 1 { "één minuut".to_owned() } else { format!("{minutes} minuten") }
}

impl Vergrendeltijd {
    /// The choice, at the time that holds now.
    pub fn new(cx: &Ctx<'_>) -> Vergrendeltijd {
        let now = cx.kluis.model.voorkeuren().vergrendel_na;
        let intro = vec![
            Block::Gap,
            Block::Text("Drukt u een tijd op geen enkele toets, dan gaat de kluis vanzelf op slot.".to_owned()),
            Block::Muted(format!("Nu: na {}. F10 doet de kluis altijd meteen op slot.", minutes_text(now))),
            Block::Gap,
        ];
        let items = MINUTES.iter().map(|minutes| MenuItem { label: minutes_text(*minutes), value: *minutes });
        let mut menu = Menu::new(intro, items.collect());
        let nearest = MINUTES.iter().rposition(|minutes| *minutes <= now).unwrap_or(0);
        menu.choose(nearest, cx.body, &cx.look);
        Vergrendeltijd { menu }
    }

    fn go(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Some(minutes) = self.menu.value() else { return Vec::new() };
        if cx.kluis.busy.is_some() {
            return vec![Effect::Say(STILL_BUSY.to_owned())];
        }
        let record = Voorkeuren { vergrendel_na: *minutes, ..cx.kluis.model.voorkeuren() };
        let act = KluisAct::Commit(Batch::put(Voorkeuren::key(), record));
        vec![Effect::Say(format!("{}…", act.doing())), Effect::Kluis(act)]
    }
}

impl Screen for Vergrendeltijd {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Nummer) if digit(*key) < self.menu.items().len() => {
                    self.menu.choose(digit(*key), cx.body, &cx.look);
                    return self.go(cx);
                }
                Some(Doet::Nummer) | None => {}
                Some(Doet::Kiezen) => return self.go(cx),
                Some(Doet::Terug) => return vec![Effect::Close],
                Some(Doet::Bewegen) => {
                    self.menu.moved(*key, cx.body, &cx.look);
                }
            },
            Msg::Click(hit) => {
                if let Some(at) = self.menu.hit(hit.row, cx.body, &cx.look) {
                    self.menu.choose(at, cx.body, &cx.look);
                    return self.go(cx);
                }
            }
            Msg::Failed(fault) => return vec![told(fault)],
            Msg::Kluis(KluisNews::Committed) => return vec![Effect::Close],
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.menu.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Tijd tot op slot".to_owned(), String::new())
    }

    fn tells_faults(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Shown> {
        shown(TOETSEN, self)
    }
}
