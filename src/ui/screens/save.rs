//! Saving a page as a file.

use std::path::{Path, PathBuf};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::casus::{Delen, Wat, add, dossier, not_made};
use crate::domain::gesprek::{Afdrukopdracht, Block, Document, Effect, Key, Msg, Route};
use crate::domain::kluis::{Batch, KluisNews, RecordId};
use crate::ui::keymap::{Keymap, Shown, action, bind, shown};
use crate::ui::look::Look;
use crate::ui::screen::{Ctx, Screen};
use crate::ui::screens::kluis::{commit, is_asked};
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

const NEVER_OVER: &str = "Een bestaand bestand wordt nooit overschreven.";

/// What is saved, and how.
#[derive(Debug, Clone)]
enum What {
    Readable(Document),
    Sealed(Document),
    Emergency(Batch),
}

impl What {
    fn intro(&self) -> [&'static str; 2] {
        match self {
            What::Readable(_) => [
                "Naam van het bestand. Zonder map komt het bij uw documenten.",
                "Het bestand is gewone tekst en niet versleuteld. Zet er geen namen in, en bewaar het waar dat mag.",
            ],
            What::Sealed(_) => [
                "Naam van het bestand. Zonder map komt het bij uw documenten; .kluis komt erachter.",
                "Het bestand is versleuteld. Het gaat open met uw wachtwoord van nu, met: aandacht kluis ontsleutel",
            ],
            What::Emergency(_) => [
                "De kluis kon uw tekst niet bewaren. Kies een plek die wel werkt, bijvoorbeeld een stick.",
                "Het bestand is versleuteld. Het gaat open met uw wachtwoord, met: aandacht kluis ontsleutel",
            ],
        }
    }
}

/// Asks for a name and saves.
pub struct Save {
    field: Field,
    what: What,
    fault: Option<Block>,
    /// What has to be recorded in a casus before the file is made.
    record: Record,
}

/// How far the record of a print is.
#[derive(Debug, Clone)]
enum Record {
    /// There is nothing to record.
    No,
    /// The line has to be kept first.
    Due(RecordId, Wat),
    /// It is being kept, under this number.
    Being(RecordId, u32),
    /// It stands in the casus; the file does not exist yet.
    Kept(RecordId, u32),
}

impl Save {
    /// Asks for the name of a file that anybody can read, with one proposed.
    pub fn new(name: &str, document: Document) -> Save {
        Save { field: Field::holding(name), what: What::Readable(document), fault: None, record: Record::No }
    }

    /// Asks for the name of an encrypted file.
    fn sealed(name: &str, document: Document) -> Save {
        Save { field: Field::holding(name), what: What::Sealed(document), fault: None, record: Record::No }
    }

    /// Asks for a place for changes that could not be stored.
    pub fn emergency(batch: Batch, cx: &Ctx<'_>) -> Save {
        let name = format!("noodbestand-{}.kluis", cx.today());
        Save { field: Field::holding(&name), what: What::Emergency(batch), fault: None, record: Record::No }
    }

    /// Asks for the name of a file for a print, which is recorded in its casus before it is made.
    pub fn print(print: Afdrukopdracht) -> Save {
        let Afdrukopdracht { casus, wat, name, document, sealed } = print;
        let save = if sealed { Save::sealed(&name, document) } else { Save::new(&name, document) };
        Save { record: Record::Due(casus, wat), ..save }
    }

    /// The file, or first the line that says that it is made.
    fn save(&mut self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Record::Due(casus, wat) = &self.record else { return vec![self.effect()] };
        let casus = *casus;
        let Some(dossier) = dossier(&cx.kluis.model, casus) else { return vec![Effect::Close] };
        let effects = commit(add(&dossier, wat.clone(), Delen::Gewoon, cx.now), cx);
        if is_asked(&effects) {
            self.record = Record::Being(casus, dossier.next());
        }
        effects
    }

    /// Going away without a file takes back the line that says that there is one.
    fn leave(&self, cx: &Ctx<'_>) -> Vec<Effect> {
        let Record::Kept(casus, nr) = self.record else { return vec![Effect::Close] };
        let Some(dossier) = dossier(&cx.kluis.model, casus) else { return vec![Effect::Close] };
        let mut effects = commit(not_made(&dossier, nr, cx.now), cx);
        effects.push(Effect::Close);
        effects
    }

    fn effect(&self) -> Effect {
        let path = PathBuf::from(self.field.text().trim());
        match &self.what {
            What::Readable(document) => Effect::Save(path, document.clone()),
            What::Sealed(document) => Effect::Seal(path, document.clone()),
            What::Emergency(batch) => Effect::Noodbestand(path, batch.clone()),
        }
    }

    fn named(&self) -> bool {
        !self.field.text().trim().is_empty()
    }
}

/// Where the emergency file is, and how to go on.
fn emergency_page(path: &Path) -> Vec<Block> {
    vec![
        Block::Gap,
        Block::Strong("Het noodbestand staat er.".to_owned()),
        Block::Text(path.display().to_string()),
        Block::Gap,
        Block::Text(
            "Wat u typte, staat ook nog op het scherm hieronder. Lukt bewaren weer, bewaar het dan daar.".to_owned(),
        ),
        Block::Text("Het bestand gaat open met uw wachtwoord, met: aandacht kluis ontsleutel".to_owned()),
    ]
}

impl Screen for Save {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => match action(TOETSEN, self, *key) {
                Some(Doet::Opslaan) => return self.save(cx),
                Some(Doet::Terug) => return self.leave(cx),
                None => {
                    self.field.key(*key);
                }
            },
            Msg::Paste(text) => self.field.paste(text),
            // On a page: while the kluis cannot keep anything, the footer keeps saying so.
            Msg::Kluis(KluisNews::Sealed(path)) if matches!(self.what, What::Emergency(_)) => {
                return vec![Effect::Replace(Route::Page("Noodbestand".to_owned(), emergency_page(path)))];
            }
            Msg::Saved(_) | Msg::Kluis(KluisNews::Sealed(_)) => return vec![Effect::Close],
            Msg::Kluis(KluisNews::Committed) => {
                if let Record::Being(casus, nr) = self.record {
                    self.record = Record::Kept(casus, nr);
                    return vec![self.effect()];
                }
            }
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
        blocks.extend(self.what.intro().map(|text| Block::Muted(text.to_owned())));
        blocks.push(Block::Muted(NEVER_OVER.to_owned()));
        let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        Pane::default().draw(&rows(&blocks, below.width, look), below, buf, look);
    }

    fn header(&self) -> (String, String) {
        let title = match &self.what {
            What::Readable(document) => format!("Opslaan als {}", document.kind()),
            What::Sealed(_) => "Verzegeld opslaan".to_owned(),
            What::Emergency(_) => "Noodbestand".to_owned(),
        };
        (title, String::new())
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
