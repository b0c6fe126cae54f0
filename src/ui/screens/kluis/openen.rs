//! Opening the kluis, with the password or with the recovery sheet.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{busy_line, fault_blocks, still};
use crate::domain::gesprek::{Block, Effect, Key, Msg, Route};
use crate::domain::kluis::{KluisAct, KluisNews, OpenWith};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen, WhenLocked};
use crate::ui::widgets::{Pane, SecretForm, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doet {
    Openen,
    Wisselen,
    Tonen,
    Leeg,
    Beheer,
    Weg,
}

const BUSY: &str = "de kluis is nog bezig";

pub const TOETSEN: Keymap<Openen, Doet> = &[
    bind(&[Key::Enter], Doet::Openen, "openen").when(Openen::is_free, BUSY),
    bind(&[Key::Esc], Doet::Weg, "zonder kluis"),
    bind(&[Key::Tab, Key::Ctrl('r')], Doet::Wisselen, "wisselen").when(Openen::is_free, BUSY),
    bind(&[Key::Ctrl('t')], Doet::Tonen, "tonen of niet"),
    bind(&[Key::Ctrl('u')], Doet::Leeg, "veld leeg"),
    bind(&[Key::Ctrl('b')], Doet::Beheer, "beheer"),
];

/// The same over screens that were open: leaving closes those.
pub const VERGRENDELD: Keymap<Openen, Doet> = &[
    bind(&[Key::Enter], Doet::Openen, "openen").when(Openen::is_free, BUSY),
    bind(&[Key::Esc], Doet::Weg, "alles sluiten"),
    bind(&[Key::Tab, Key::Ctrl('r')], Doet::Wisselen, "wisselen").when(Openen::is_free, BUSY),
    bind(&[Key::Ctrl('t')], Doet::Tonen, "tonen of niet"),
    bind(&[Key::Ctrl('u')], Doet::Leeg, "veld leeg"),
    bind(&[Key::Ctrl('b')], Doet::Beheer, "beheer"),
];

/// What lies under the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    /// Where it was opened from; leaving goes back there.
    Caller,
    /// Screens that may not be seen now; whether one of them would lose something.
    Covered(bool),
}

/// The screen that opens the kluis.
pub struct Openen {
    form: SecretForm,
    recovery: bool,
    under: Under,
    busy: Option<&'static str>,
    fault: Vec<Block>,
    /// Whether leaving was asked for once, where it loses something.
    asked: bool,
}

/// The screen that opens the kluis.
pub fn open(cx: &Ctx<'_>) -> Openen {
    Openen {
        form: SecretForm::new(&[PASSWORD]),
        recovery: false,
        under: Under::Caller,
        busy: cx.kluis.busy,
        fault: Vec::new(),
        asked: false,
    }
}

/// The same, over screens that were open when the kluis was locked.
pub fn over(holds: bool, cx: &Ctx<'_>) -> Openen {
    Openen { under: Under::Covered(holds), ..open(cx) }
}

const PASSWORD: &str = "Wachtwoord";
const LETTERS: &str = "Herstelletters";

impl Openen {
    fn is_free(&self) -> bool {
        self.busy.is_none()
    }

    fn table(&self) -> Keymap<Openen, Doet> {
        if self.under == Under::Caller { TOETSEN } else { VERGRENDELD }
    }

    fn submit(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        self.fault.clear();
        if cx.kluis.state.is_open() {
            return vec![Effect::Close];
        }
        if self.form.is_empty(0) {
            let what =
                if self.recovery { "Typ eerst de letters van uw herstelblad." } else { "Typ eerst uw wachtwoord." };
            self.fault = vec![Block::Gap, Block::Danger(what.to_owned())];
            return Vec::new();
        }
        let typed = self.form.take(0);
        let with = if self.recovery { OpenWith::Recovery(typed) } else { OpenWith::Password(typed) };
        let act = KluisAct::Open(with);
        self.busy = Some(act.doing());
        vec![Effect::Kluis(act)]
    }

    fn turn(&mut self) {
        self.recovery = !self.recovery;
        self.fault.clear();
        self.form.replace(0, if self.recovery { LETTERS } else { PASSWORD }, self.recovery);
    }

    fn leave(&mut self) -> Vec<Effect> {
        match self.under {
            Under::Caller => vec![Effect::Close],
            Under::Covered(true) if !self.asked => {
                self.asked = true;
                Vec::new()
            }
            Under::Covered(_) => vec![Effect::Home],
        }
    }

    fn key(&mut self, key: Key, cx: &Ctx<'_>) -> Vec<Effect> {
        let doet = action(self.table(), self, key);
        if doet != Some(Doet::Weg) {
            self.asked = false;
        }
        match doet {
            Some(Doet::Openen) => return self.submit(cx),
            Some(Doet::Wisselen) => self.turn(),
            Some(Doet::Tonen) => self.form.turn(),
            Some(Doet::Leeg) => self.form.empty(),
            Some(Doet::Beheer) => return vec![Effect::Open(Route::Beheer)],
            Some(Doet::Weg) => return self.leave(),
            None if self.is_free() => self.form.key(key),
            None => {}
        }
        Vec::new()
    }

    fn above(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Gap];
        if self.asked {
            blocks.push(Block::Danger(
                "Wat openstond, gaat dicht en is niet bewaard. Nog een keer Esc: naar het startscherm.".to_owned(),
            ));
            blocks.push(Block::Gap);
        }
        blocks.push(Block::Strong(match self.under {
            Under::Caller => "Open de kluis om bij uw eigen gegevens te komen.".to_owned(),
            Under::Covered(_) => "De kluis is op slot. Na openen gaat u verder waar u was.".to_owned(),
        }));
        blocks.push(Block::Gap);
        blocks
    }

    fn below(&self) -> Vec<Block> {
        let mut blocks = self.fault.clone();
        if let Some(doing) = self.busy {
            blocks.extend([Block::Gap, Block::Strong(busy_line(doing))]);
        }
        blocks.push(Block::Gap);
        blocks.push(Block::Muted(match self.recovery {
            false => "Wachtwoord vergeten? Tab: openen met het herstelblad.".to_owned(),
            true => {
                "Negen groepen van zes letters en cijfers. Streepjes en spaties mogen weg. Tab: met het wachtwoord."
                    .to_owned()
            }
        }));
        blocks.push(Block::Muted("Ctrl-T: laten zien wat u typt, of weer niet.".to_owned()));
        blocks.push(Block::Muted(match self.under {
            Under::Caller => "Esc: zonder kluis verder. Raadplegen kan altijd.".to_owned(),
            Under::Covered(_) => "Esc: zonder kluis naar het startscherm; wat openstond, gaat dicht.".to_owned(),
        }));
        blocks.push(Block::Muted("Gaat de kluis niet open? Ctrl-B: beheer.".to_owned()));
        blocks
    }
}

impl Screen for Openen {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => return self.key(*key, cx),
            Msg::Paste(text) if self.is_free() => self.form.paste(text),
            Msg::Failed(fault) => {
                self.busy = still(self.busy, cx.kluis.busy);
                self.form.wipe();
                self.fault = fault_blocks(fault);
                self.fault.insert(0, Block::Gap);
            }
            Msg::Kluis(KluisNews::Locked) => {
                self.busy = still(self.busy, cx.kluis.busy);
                self.form.wipe();
            }
            Msg::Shown | Msg::Kluis(_) => self.busy = still(self.busy, cx.kluis.busy),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let width = area.width.saturating_sub(2);
        let mut found = rows(&self.above(), width, look);
        found.extend(self.form.rows(|_| Vec::new(), width, look));
        found.extend(rows(&self.below(), width, look));
        Pane::default().draw(&found, area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Kluis openen".to_owned(), String::new())
    }

    fn tells_faults(&self) -> bool {
        true
    }

    fn keys(&self) -> Vec<Shown> {
        shown(self.table(), self)
    }

    fn typing(&self) -> bool {
        true
    }

    fn when_locked(&self) -> WhenLocked {
        match self.under {
            Under::Caller => WhenLocked::Opens,
            Under::Covered(_) => WhenLocked::Covers,
        }
    }
}
