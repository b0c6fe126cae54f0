//! A kluis that the tests play: it does what is asked in memory, at once or when the test says so. It knows one
//! password and one recovery sheet, refuses anything else, and never takes a second act while it is busy.

use std::path::PathBuf;

use aandacht::domain::casus::{Regel, dossiers, regeltekst};
use aandacht::domain::fault::Fault;
use aandacht::domain::gesprek::{Block, Msg};
use aandacht::domain::kluis::{
    Applied, Backup, Batch, Change, Concept, Favoriet, FavorietSoort, Finding, Herstelblad, Key, KluisAct, KluisNews,
    KluisState, KluisView, Model, OpenWith, Owner, Password, RecordId, Report, Stored,
};
use jiff::civil::datetime;

use super::casus::{CASUS, Werk};

/// What opens the played kluis.
pub const PASSWORD: &str = "paard batterij nietje klopt";
/// The sheet that opens it too.
pub const SHEET: &str = "A1B2C3-D4E5F6-G7H8J9-K0M1N2-P3Q4R5-S6T7V8-W9X0Y1-Z2A3B4-C5D6E7";
/// Something in the kluis that may not be seen while it is locked.
pub const MARKER: &str = "linde-mus";

/// A kluis that the tests play.
pub struct PlayedKluis {
    /// What screens see of it.
    pub view: KluisView,
    /// Everything that was asked of it, by name.
    pub asked: Vec<String>,
    /// Every page that was sent to the printer.
    pub printed: Vec<Vec<Block>>,
    /// The texts in every emergency file.
    pub emergency: Vec<String>,
    /// Whether it takes its time: what is asked waits for [`PlayedKluis::finish`].
    pub slow: bool,
    /// Whether everything that is asked fails.
    pub fails: bool,
    /// The state in which it opens.
    pub opens_as: KluisState,
    waiting: Option<KluisAct>,
    inside: Model,
    password: String,
    /// Ids that were given out.
    given: u8,
}

impl PlayedKluis {
    /// A kluis in this state, with two favourites in it and a backup of yesterday.
    pub fn new(state: KluisState) -> PlayedKluis {
        let mut played = PlayedKluis {
            view: KluisView { folder: PathBuf::from("/voorbeeld/aandacht/kluis"), ..KluisView::default() },
            asked: Vec::new(),
            printed: Vec::new(),
            emergency: Vec::new(),
            slow: false,
            fails: false,
            opens_as: KluisState::Open,
            waiting: None,
            inside: Model::default(),
            password: PASSWORD.to_owned(),
            given: 0,
        };
        if state != KluisState::None {
            played.backed_up(20, 1);
            played.apply(&put(FavorietSoort::Beslisboom, "kindcheck"));
            played.apply(&put(FavorietSoort::Naslag, MARKER));
            played.apply(&Batch::put(Herstelblad::key(), Herstelblad::default()));
        }
        if state == KluisState::ReadOnly {
            played.opens_as = state;
            let advice = "Zet een back-up terug, of ga toch verder bij Beheer.";
            played.view.warnings = vec![Finding::wrong("De kluis is ouder dan hij was.", advice)];
        }
        played.enter(state);
        played
    }

    /// The newest backup is of this day of November, so many days ago.
    pub fn backed_up(&mut self, day: i8, age: i64) {
        let file = PathBuf::from(format!("/voorbeeld/aandacht/back-ups/2026-11-{day:02}.bak"));
        self.view.backups.insert(0, Backup { file, made: datetime(2026, 11, day, 16, 5, 0, 0), bytes: 48_200 });
        self.view.backup_age = Some(age);
    }

    /// Puts it in a state, as the program would.
    pub fn enter(&mut self, state: KluisState) {
        self.view.state = state;
        self.view.model = if state.is_open() { self.inside.clone() } else { Model::default() };
    }

    /// Puts a casus that was worked on elsewhere in it.
    pub fn holds(&mut self, werk: &Werk) {
        let lines = werk.lines.iter().map(|line| (Owner::Casus(CASUS), Key::New, line.clone().into()));
        let versions = werk.versions.iter().map(|kept| (Owner::Shared, kept.key(), kept.clone().into()));
        let puts = lines.chain(versions).map(|(owner, key, record)| Change::Put { key, owner, record });
        self.apply(&Batch { changes: puts.collect() });
        self.enter(self.view.state);
    }

    /// Keeps a batch behind the back of the program.
    pub fn commits(&mut self, batch: &Batch) {
        self.apply(batch);
        self.enter(self.view.state);
    }

    /// The code of the first casus in it.
    pub fn code(&self) -> String {
        dossiers(&self.inside).first().expect("there is a casus").code()
    }

    /// What is in it, open or not.
    pub fn inside(&self) -> &Model {
        &self.inside
    }

    /// Whether there is a favourite with this name in it, open or not.
    pub fn holds_favoriet(&self, name: &str) -> bool {
        self.inside.is_favoriet(FavorietSoort::Naslag, name)
    }

    /// Takes what is asked; the answer when it is there at once.
    pub fn ask(&mut self, act: KluisAct) -> Option<Msg> {
        let keeps = matches!(act, KluisAct::Keep(_));
        assert!(keeps || self.view.busy.is_none(), "{act:?} is asked while {:?}", self.view.busy);
        self.asked.push(format!("{act:?}"));
        if keeps && self.fails {
            return Some(Msg::NotKept(Fault::store("De schijf is vol.", "Er past niets meer bij.", "Maak ruimte.")));
        }
        if self.slow && !keeps {
            self.view.busy = Some("De kluis is bezig");
            self.waiting = Some(act);
            return None;
        }
        Some(self.done(act))
    }

    /// The answer to what was waiting.
    pub fn finish(&mut self) -> Msg {
        let act = self.waiting.take().expect("something was asked");
        self.view.busy = None;
        self.done(act)
    }

    fn opens(&self, with: &OpenWith) -> bool {
        match with {
            OpenWith::Password(typed) => typed.expose() == self.password,
            OpenWith::Keyring(_) => false,
            OpenWith::Recovery(typed) => typed.expose().replace('-', "") == SHEET.replace('-', ""),
        }
    }

    fn done(&mut self, act: KluisAct) -> Msg {
        if self.fails {
            return Msg::Failed(refusal());
        }
        let news = match act {
            KluisAct::Create(password) => {
                password.expose().clone_into(&mut self.password);
                self.enter(KluisState::Open);
                KluisNews::Created(Password::new(SHEET))
            }
            KluisAct::Open(with) if self.opens(&with) => {
                self.enter(self.opens_as);
                KluisNews::Opened
            }
            KluisAct::Lock => {
                self.enter(KluisState::Locked);
                KluisNews::Locked
            }
            KluisAct::Tidy => panic!("no screen asks for it"),
            KluisAct::Commit(batch) => {
                self.apply(&batch);
                self.enter(self.view.state);
                KluisNews::Committed
            }
            KluisAct::Keep(batch) => {
                self.apply(&batch);
                self.enter(self.view.state);
                KluisNews::Kept
            }
            KluisAct::ChangePassword { with, fresh } if self.opens(&with) => {
                fresh.expose().clone_into(&mut self.password);
                KluisNews::PasswordChanged
            }
            KluisAct::NewRecovery(with) if self.opens(&with) => KluisNews::RecoverySheet(Password::new(SHEET)),
            KluisAct::SheetChecked => KluisNews::SheetChecked,
            KluisAct::Keyring(_) => KluisNews::Keyring(None),
            KluisAct::BackUp => {
                self.backed_up(21, 0);
                KluisNews::BackedUp(self.view.backups[0].clone())
            }
            KluisAct::BackUpAt(file) => {
                KluisNews::BackedUp(Backup { file, made: datetime(2026, 11, 21, 16, 5, 0, 0), bytes: 48_200 })
            }
            KluisAct::Seal { path, .. } => KluisNews::Sealed(path),
            KluisAct::Emergency { path, batch } => {
                self.emergency.extend(batch.changes.iter().map(text_in));
                KluisNews::Sealed(path)
            }
            KluisAct::DestroyCasus { casus, .. } => {
                let owned = |stored: &Stored| stored.owner == Owner::Casus(casus);
                let gone =
                    self.inside.records().filter(|(_, stored)| owned(stored)).map(|(id, _)| Applied::Deleted(id));
                let gone = gone.collect();
                self.inside.apply(gone);
                self.enter(self.view.state);
                KluisNews::Destroyed(Report { findings: vec![Finding::good("De casus is uit de kluis verwijderd.")] })
            }
            KluisAct::Restore { with, .. } if self.opens(&with) => {
                self.enter(KluisState::Locked);
                KluisNews::Restored
            }
            KluisAct::Examine => KluisNews::Examined(report()),
            KluisAct::Renew { with, fresh } if self.opens(&with) => {
                fresh.expose().clone_into(&mut self.password);
                KluisNews::Renewed(Password::new(SHEET))
            }
            KluisAct::Salvage(with) if self.opens(&with) => {
                self.enter(KluisState::Locked);
                KluisNews::Salvaged(report())
            }
            KluisAct::Accept => {
                self.opens_as = KluisState::Open;
                self.view.warnings.clear();
                self.enter(KluisState::Open);
                KluisNews::Accepted
            }
            KluisAct::Open(_)
            | KluisAct::ChangePassword { .. }
            | KluisAct::NewRecovery(_)
            | KluisAct::Restore { .. }
            | KluisAct::Renew { .. }
            | KluisAct::Salvage(_) => return Msg::Failed(refusal()),
        };
        Msg::Kluis(news)
    }

    fn apply(&mut self, batch: &Batch) {
        let settled;
        let batch = if batch.makes_casus() {
            settled = batch.for_casus(self.fresh_id());
            &settled
        } else {
            batch
        };
        let applied: Vec<Applied> = batch
            .changes
            .iter()
            .map(|change| match change {
                Change::Put { key, owner, record } => {
                    Applied::Put(self.id(key), Stored { owner: *owner, record: record.clone() })
                }
                Change::Delete(key) => Applied::Deleted(self.id(key)),
            })
            .collect();
        self.inside.apply(applied);
    }

    /// The next id that nothing has.
    fn fresh_id(&mut self) -> RecordId {
        self.given += 1;
        let mut bytes = [0xC0; 16];
        bytes[15] = self.given;
        RecordId(bytes)
    }

    /// An id for a key, as the store would make one.
    fn id(&mut self, key: &Key) -> RecordId {
        match key {
            Key::New => self.fresh_id(),
            Key::Id(id) => *id,
            Key::Named(name) => named(name),
            Key::Casus => panic!("a batch for a casus says which by now"),
        }
    }
}

/// What a change of a form says, as it is stored.
fn text_in(change: &Change) -> String {
    let Change::Put { record, .. } = change else { return String::new() };
    match (<&Concept>::try_from(record), <&Regel>::try_from(record)) {
        (Ok(draft), _) => draft.velden.get("tekst").to_owned(),
        (_, Ok(line)) => regeltekst(&line.wat).all(),
        _ => String::new(),
    }
}

fn put(soort: FavorietSoort, id: &str) -> Batch {
    let favoriet = Favoriet::new(soort, id);
    Batch::put(favoriet.key(), favoriet)
}

/// An id for a name, as the store would make one.
fn named(name: &str) -> RecordId {
    let mut bytes = [0_u8; 16];
    for (at, byte) in name.bytes().enumerate() {
        bytes[at % 16] = bytes[at % 16].wrapping_mul(31).wrapping_add(byte);
    }
    RecordId(bytes)
}

/// What is said about a wrong password.
pub fn refusal() -> Fault {
    Fault::store(
        "Dit wachtwoord opent de kluis niet.",
        "Er kan een typefout in staan.",
        "Probeer het nog eens, of gebruik het herstelblad.",
    )
}

fn report() -> Report {
    Report {
        findings: vec![
            Finding::good("Alle 214 gegevens zijn te lezen."),
            Finding::note("De map wordt gedeeld met een andere computer.", "Zet de kluis in een gewone map."),
            Finding::wrong("Eén gegeven is beschadigd.", "Zet de back-up van gisteren terug."),
        ],
    }
}
