//! The kluis as the program uses it: acts go to the store thread, news comes back, and the view that screens see is
//! kept up to date in between.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::fault::Fault;
use crate::domain::gesprek::Msg;
use crate::domain::kluis::{
    Applied, Backup, Batch, Finding, Herstelblad, KluisAct, KluisNews, KluisState, KluisView, LockedBy, Model, Moment,
    OpenWith, Owner, Password, Report, is_oefening,
};
use crate::domain::oefening::alleen_oefening;
use crate::platform::clock::Clock;
use crate::platform::dirs::looks_synced;
use crate::store::document::{self, Sort};
use crate::store::keeper::{Keeper, Slot};
use crate::store::session::{self, Committed, Welcome, With};
use crate::store::vault::{Cost, KeyFile, KeyFileError, Limits, RecoveryKey, calibrate};
use crate::store::{Folder, StoreError, VaultError, backup, doctor, salvage};

/// What a key derivation costs, which costs are accepted, and whether a wrong password has to wait.
#[derive(Debug, Clone, Copy)]
pub struct Safety {
    /// What new passwords cost; measured when it is not given.
    cost: Option<Cost>,
    limits: Limits,
    wait: bool,
    /// In tests: how long the store takes over anything, and how long that may be.
    slow: Option<(Duration, Duration)>,
}

impl Safety {
    /// As users have it.
    pub const REAL: Safety = Safety { cost: None, limits: Limits::REAL, wait: true, slow: None };

    /// For practice: the password is known, so it need not cost anything.
    pub const OEFENING: Safety =
        Safety { cost: Some(Cost::for_practice()), limits: Limits::REAL, wait: false, slow: None };

    /// A password that costs next to nothing, for tests. No command reaches it.
    #[doc(hidden)]
    pub const fn for_tests() -> Safety {
        Safety { cost: Some(Cost::for_tests()), limits: Limits::TESTS, wait: false, slow: None }
    }

    /// The same with a disk that takes this long over anything, of which it may take so long. No command reaches it.
    #[doc(hidden)]
    pub const fn slow_for_tests(takes: Duration, may: Duration) -> Safety {
        Safety { slow: Some((takes, may)), ..Safety::for_tests() }
    }

    /// How long an act may take before the user is told.
    fn patience(&self, act: &KluisAct) -> Duration {
        self.slow.map_or_else(|| patience(act), |(_, may)| may)
    }

    fn cost(&self) -> Result<Cost, VaultError> {
        if let Some(cost) = self.cost {
            return Ok(cost);
        }
        let mut failed = None;
        let cost = calibrate(&mut |cost| {
            let from = Instant::now();
            failed = KeyFile::try_cost(cost).err();
            // What does not fit in memory counts as far too slow.
            if failed.take().is_some() { Duration::MAX } else { from.elapsed() }
        });
        Ok(cost)
    }
}

/// How long a wrong password waits: nothing at first, then doubling, half a minute at most.
fn penalty(wrong: u32) -> Duration {
    match wrong {
        0 => Duration::ZERO,
        count => Duration::from_secs(1 << (count - 1).min(5)).min(Duration::from_secs(30)),
    }
}

/// How long the store may take for something small before the user is told.
const SLOW: Duration = Duration::from_secs(10);
/// The same for opening (guard G8).
const OPENING: Duration = Duration::from_secs(30);
/// The same for what goes through everything that is stored.
const VERY_SLOW: Duration = Duration::from_secs(120);

/// What came of an act.
struct Done {
    /// Nothing for a lock, which was told when it was asked.
    result: Result<Option<Outcome>, VaultError>,
    /// Whether the vault is open now.
    open: bool,
    /// Whether there is one.
    exists: bool,
    backups: Vec<Backup>,
    wrong_key: bool,
    /// Whether somebody waits for it, in sight of the user.
    waits: Waits,
}

/// Who waits for the answer to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waits {
    /// The user, and nothing else can be asked meanwhile.
    User,
    /// It locks: until it is answered nothing that comes back may be seen.
    Lock,
    /// A form: drafts go beside everything else.
    Draft,
    /// Nobody: what else is asked simply comes after it.
    Nobody,
}

impl Waits {
    fn of(act: &KluisAct) -> Waits {
        match act {
            KluisAct::Lock => Waits::Lock,
            KluisAct::Tidy => Waits::Nobody,
            KluisAct::Keep(_) => Waits::Draft,
            _ => Waits::User,
        }
    }
}

struct Outcome {
    news: KluisNews,
    model: Changed,
    warnings: Option<Vec<Finding>>,
    read_only: bool,
}

enum Changed {
    Not,
    Whole(Model),
    These(Vec<Applied>),
}

impl From<Committed> for Changed {
    fn from(committed: Committed) -> Changed {
        match committed {
            Committed::Applied(applied) => Changed::These(applied),
            Committed::Reloaded(model) => Changed::Whole(model),
        }
    }
}

impl Outcome {
    fn news(news: KluisNews) -> Outcome {
        Outcome { news, model: Changed::Not, warnings: None, read_only: false }
    }

    fn welcome(news: KluisNews, model: Model, warnings: Vec<Finding>, read_only: bool) -> Outcome {
        Outcome { news, model: Changed::Whole(model), warnings: Some(warnings), read_only }
    }
}

/// What an encrypted file turned out to hold.
#[derive(Debug)]
pub enum Decrypted {
    /// Records, one JSON object a line.
    Lines(Vec<String>),
    /// A document, which was written here.
    Document(PathBuf),
}

/// The kluis.
pub struct Kluis {
    /// What screens see.
    pub view: KluisView,
    folder: Folder,
    safety: Safety,
    clock: Clock,
    keeper: Option<Keeper>,
    done: Sender<Done>,
    answers: Receiver<Done>,
    ring: Arc<dyn Fn() + Send + Sync>,
    /// Acts that were asked and not answered.
    open_acts: usize,
    /// Locks among them: until the last one is answered nothing that comes back may be seen.
    locks: usize,
    /// When the act that is being waited for began, and how long it may take before the user is told.
    since: Option<(Instant, Duration)>,
    wrong: u32,
    /// Warnings about the folder, which stay whatever is opened.
    standing: Vec<Finding>,
}

impl std::fmt::Debug for Kluis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.view.fmt(f)
    }
}

impl Kluis {
    /// The kluis in a folder; nothing of it is opened. What is written bears the time of this clock.
    pub fn new(root: &Path, pid: u32, safety: Safety, clock: Clock) -> Kluis {
        let folder = Folder::new(root, pid);
        let standing = looks_synced(root).map(synced).into_iter().collect();
        let (done, answers) = channel();
        let mut kluis = Kluis {
            view: KluisView { folder: root.to_path_buf(), ..KluisView::default() },
            folder,
            safety,
            clock,
            keeper: None,
            done,
            answers,
            ring: Arc::new(|| {}),
            open_acts: 0,
            locks: 0,
            since: None,
            wrong: 0,
            standing,
        };
        if kluis.folder.has_vault() {
            kluis.view.state = KluisState::Locked;
            kluis.view.warnings.clone_from(&kluis.standing);
            kluis.see_backups(backup::list(&kluis.folder));
        }
        kluis
    }

    /// Calls this whenever an answer has come.
    pub fn on_answer(&mut self, ring: impl Fn() + Send + Sync + 'static) {
        self.ring = Arc::new(ring);
    }

    fn see_backups(&mut self, backups: Vec<Backup>) {
        let today = self.clock.today();
        // One of a clock that stood ahead says nothing about how old the newest is.
        let ages = backups.iter().map(|backup| i64::from((today - backup.made.date()).get_days()));
        self.view.backup_age = ages.filter(|days| *days >= 0).min();
        self.view.backups = backups;
    }

    /// Begins an act. What can be told at once is given back; the rest comes with [`Kluis::answer`].
    pub fn ask(&mut self, act: KluisAct) -> Option<Msg> {
        if !self.may_take(&act) {
            return Some(Msg::Failed(alleen_oefening()));
        }
        let waits = Waits::of(&act);
        if waits == Waits::Lock {
            if !self.view.state.is_open() {
                return None;
            }
            // At once: nothing of it may be drawn any more.
            self.view.model = Model::default();
            self.view.state = KluisState::Locked;
            self.view.locked_by = None;
            self.view.warnings.clone_from(&self.standing);
        } else if waits == Waits::Draft {
            // The store thread does it after what is being done.
        } else if waits == Waits::Nobody {
            // It is never in anybody's way: when something else is being done, it comes another time.
            if self.open_acts > 0 {
                return None;
            }
        } else if self.view.busy.is_some() {
            return Some(Msg::Failed(Fault::input(
                "De kluis is nog bezig.",
                "Er kan maar één ding tegelijk.",
                "Wacht even en probeer het opnieuw.",
            )));
        } else {
            self.view.busy = Some(act.doing());
            self.since = Some((Instant::now(), self.safety.patience(&act)));
        }
        let keeping = waits == Waits::Draft;
        if let Err(fault) = self.send(act) {
            if keeping {
                return Some(Msg::NotKept(fault));
            }
            self.view.busy = None;
            self.since = None;
            return Some(Msg::Failed(fault));
        }
        (waits == Waits::Lock).then_some(Msg::Kluis(KluisNews::Locked))
    }

    /// What came of an exercise goes through no other door than this one, and not into a real vault.
    fn may_take(&self, act: &KluisAct) -> bool {
        match act {
            KluisAct::Commit(batch) | KluisAct::Keep(batch) | KluisAct::Emergency { batch, .. } => {
                !batch.is_alleen_oefening() || is_oefening(&self.view.folder)
            }
            _ => true,
        }
    }

    /// Locks the kluis by itself, and remembers why.
    pub fn lock(&mut self, by: LockedBy) -> Option<Msg> {
        let told = self.ask(KluisAct::Lock);
        if told.is_some() {
            self.view.locked_by = Some(by);
        }
        told
    }

    fn send(&mut self, act: KluisAct) -> Result<(), Fault> {
        let keeper = match self.keeper.take() {
            Some(keeper) => keeper,
            None => Keeper::start().map_err(|error| error.to_fault())?,
        };
        let (folder, safety, moment) = (self.folder.clone(), self.safety, self.clock.now());
        let wait = if safety.wait { penalty(self.wrong) } else { Duration::ZERO };
        let (done, ring) = (self.done.clone(), Arc::clone(&self.ring));
        let place = folder.clone();
        let waits = Waits::of(&act);
        let work = move |slot: &mut Slot| {
            thread::sleep(safety.slow.map_or(Duration::ZERO, |(takes, _)| takes));
            let result = perform(slot, act, &place, safety, moment);
            if wrong_key(&result) {
                thread::sleep(wait);
            }
            let (open, exists) = (slot.is_some(), place.has_vault());
            Ok((result, open, exists, backup::list(&place)))
        };
        keeper.ask(work, move |answered| {
            let answer = match answered {
                Ok((result, open, exists, backups)) => {
                    Done { wrong_key: wrong_key(&result), result, open, exists, backups, waits }
                }
                // The engine gave up: the vault was let go of.
                Err(error) => Done {
                    result: Err(error),
                    open: false,
                    exists: folder.has_vault(),
                    backups: backup::list(&folder),
                    wrong_key: false,
                    waits,
                },
            };
            // The program may be gone already.
            let _ = done.send(answer);
            ring();
        });
        self.keeper = Some(keeper);
        self.open_acts += 1;
        self.locks += usize::from(waits == Waits::Lock);
        Ok(())
    }

    /// Takes in an answer that has come, if one has.
    pub fn answer(&mut self) -> Option<Msg> {
        let done = self.answers.try_recv().ok()?;
        self.take_in(done)
    }

    /// Waits for everything that was asked; gives what there is to tell.
    pub fn wait(&mut self) -> Vec<Msg> {
        let mut told = Vec::new();
        while self.open_acts > 0 {
            match self.answers.recv() {
                Ok(done) => told.extend(self.take_in(done)),
                Err(_) => break,
            }
        }
        told
    }

    fn take_in(&mut self, done: Done) -> Option<Msg> {
        let Done { result, open, exists, backups, wrong_key, waits } = done;
        self.open_acts = self.open_acts.saturating_sub(1);
        self.locks = self.locks.saturating_sub(usize::from(waits == Waits::Lock));
        self.see_backups(backups);
        self.wrong += u32::from(wrong_key);
        if waits == Waits::User {
            self.view.busy = None;
            self.since = None;
        }
        let msg = match result {
            Ok(None) => None,
            Err(error) if waits == Waits::Draft => Some(Msg::NotKept(error.to_fault())),
            // Nobody asked. A backup that failed shows in how old the newest one is, and is tried again at closing.
            Err(_) if waits == Waits::Nobody && open => None,
            Err(error) => Some(Msg::Failed(error.to_fault())),
            Ok(Some(Outcome { news, model, warnings, read_only })) => {
                if open && self.locks == 0 {
                    self.see(model, warnings, read_only);
                }
                Some(Msg::Kluis(news))
            }
        };
        if !open {
            self.view.model = Model::default();
            self.view.warnings.clone_from(&self.standing);
            self.view.state = if exists { KluisState::Locked } else { KluisState::None };
        }
        msg
    }

    fn see(&mut self, model: Changed, warnings: Option<Vec<Finding>>, read_only: bool) {
        match model {
            Changed::Not => {}
            Changed::These(applied) => self.view.model.apply(applied),
            Changed::Whole(model) => self.view.model = model,
        }
        if let Some(warnings) = warnings {
            self.wrong = 0;
            self.view.locked_by = None;
            self.view.state = if read_only { KluisState::ReadOnly } else { KluisState::Open };
            self.view.warnings = [self.standing.as_slice(), &warnings].concat();
        }
    }

    /// Whether a vault can be made here.
    ///
    /// # Errors
    /// One stands here already, or something else has its name.
    pub fn may_create(&self) -> Result<(), Fault> {
        self.folder.may_create().map_err(|error| error.to_fault())
    }

    /// Does an act and waits for it.
    ///
    /// # Errors
    /// What came of it instead.
    pub fn run(&mut self, act: KluisAct) -> Result<KluisNews, Fault> {
        let told = self.ask(act).into_iter().chain(self.wait()).collect::<Vec<Msg>>();
        let mut news = None;
        for msg in told {
            match msg {
                Msg::Failed(fault) => return Err(fault),
                Msg::Kluis(told) => news = Some(told),
                _ => {}
            }
        }
        news.ok_or_else(|| StoreError::Poisoned.to_fault())
    }

    /// Closes a vault of practice and removes it with everything around it.
    ///
    /// # Errors
    /// It is not one of practice, another program has it, or it cannot be removed.
    pub fn throw_away(&mut self) -> Result<(), Fault> {
        // What does not close in order goes all the same.
        self.leave();
        self.folder.throw_away(self.clock.now().local).map_err(|error| error.to_fault())?;
        self.view.state = KluisState::None;
        Ok(())
    }

    /// Closes the vault in order and waits for it.
    ///
    /// # Errors
    /// It could not be closed in order, or not backed up; what was stored is stored.
    pub fn leave_quietly(&mut self) -> Result<(), Fault> {
        self.leave().into_iter().try_for_each(|msg| match msg {
            Msg::Failed(fault) | Msg::NotKept(fault) => Err(fault),
            _ => Ok(()),
        })
    }

    /// Opens an encrypted file of ours without a vault. A backup gives one JSON object a line: first what it says of
    /// itself, then its records; an emergency file the same for what could not be stored. A document is written to the
    /// file that is given, or beside the encrypted one.
    ///
    /// # Errors
    /// It is no file of ours, was changed, does not open with this, or the document cannot be written.
    pub fn decrypted(&self, file: &Path, by: &OpenWith, to: Option<&Path>) -> Result<Decrypted, Fault> {
        if document::is_document(file).map_err(|error| error.to_fault())? {
            self.opened_document(file, by, to).map_err(|error| error.to_fault())
        } else {
            self.opened_backup(file, by).map(Decrypted::Lines)
        }
    }

    fn opened_document(&self, file: &Path, by: &OpenWith, to: Option<&Path>) -> Result<Decrypted, VaultError> {
        let limits = self.safety.limits;
        let (cover, bytes) = document::open(file, |keys| with(by).unlock(keys, limits))?;
        if cover.soort == Sort::Noodbestand && to.is_none() {
            let mut lines = vec![serde_json::json!({ "noodbestand": cover }).to_string()];
            lines.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
            return Ok(Decrypted::Lines(lines));
        }
        let path = to.map_or_else(|| document::place_beside(file, &cover), Path::to_path_buf);
        document::write_out(&path, &bytes)?;
        Ok(Decrypted::Document(path))
    }

    fn opened_backup(&self, file: &Path, by: &OpenWith) -> Result<Vec<String>, Fault> {
        let limits = self.safety.limits;
        let contents = backup::read(file, |keys| with(by).unlock(keys, limits)).map_err(|error| error.to_fault())?;
        let mut lines = vec![serde_json::json!({ "manifest": contents.manifest }).to_string()];
        for (id, stored) in contents.records() {
            let bytes = stored.record.to_bytes().map_err(|error| VaultError::Record(error).to_fault())?;
            let record: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
            let casus = match stored.owner {
                Owner::Shared => None,
                Owner::Casus(id) => Some(id.to_string()),
                // Nothing is ever stored under it.
                Owner::Fresh => None,
            };
            lines.push(serde_json::json!({ "id": id.to_string(), "casus": casus, "record": record }).to_string());
        }
        Ok(lines)
    }

    /// When the user has to be told that the store does not answer; nothing when it need not answer.
    pub fn slow_at(&self) -> Option<Instant> {
        self.since.map(|(since, patience)| since + patience)
    }

    /// Says, once, that the store does not answer.
    pub fn too_slow(&mut self) -> Option<Msg> {
        if self.slow_at().is_none_or(|at| at > Instant::now()) {
            return None;
        }
        self.since = None;
        Some(Msg::Failed(Fault::store(
            "De opslag reageert niet.",
            "De schijf geeft al een tijd geen antwoord.",
            "Wacht nog even: wat u typte staat er nog. Blijft het zo, schrijf het dan over op papier.",
        )))
    }

    /// Closes the vault in order and waits for it; what there is to tell is given back.
    pub fn leave(&mut self) -> Vec<Msg> {
        self.ask(KluisAct::Lock);
        let told = self.wait();
        // Ends the store thread.
        self.keeper = None;
        told
    }
}

fn synced(service: &str) -> Finding {
    Finding::note(
        format!("Deze map lijkt gedeeld te worden met {service}."),
        "De bestanden zijn versleuteld, maar twee computers tegelijk kunnen de kluis beschadigen. Kies een andere map met --map.",
    )
}

fn patience(act: &KluisAct) -> Duration {
    match act {
        KluisAct::Open(_) => OPENING,
        KluisAct::Lock
        | KluisAct::Commit(_)
        | KluisAct::Keep(_)
        | KluisAct::ChangePassword { .. }
        | KluisAct::SheetChecked
        | KluisAct::Keyring(_)
        | KluisAct::NewRecovery(_)
        | KluisAct::Seal { .. }
        | KluisAct::Emergency { .. } => SLOW,
        KluisAct::Create(_)
        | KluisAct::Tidy
        | KluisAct::BackUp
        | KluisAct::BackUpAt(_)
        | KluisAct::DestroyCasus { .. }
        | KluisAct::Restore { .. }
        | KluisAct::Examine
        | KluisAct::Renew { .. }
        | KluisAct::Salvage(_)
        | KluisAct::Accept => VERY_SLOW,
    }
}

fn wrong_key(result: &Result<Option<Outcome>, VaultError>) -> bool {
    matches!(result, Err(VaultError::Key(KeyFileError::WrongKey) | VaultError::Recovery(_)))
}

fn with(open: &OpenWith) -> With<'_> {
    match open {
        OpenWith::Password(password) => With::Password(password.expose()),
        OpenWith::Recovery(letters) => With::Recovery(letters.expose()),
        OpenWith::Keyring(letters) => With::Keyring(letters.expose()),
    }
}

fn sheet(recovery: &RecoveryKey) -> Password {
    Password::new(&recovery.sheet())
}

/// Carries out an act on the store thread.
fn perform(
    slot: &mut Slot,
    act: KluisAct,
    folder: &Folder,
    safety: Safety,
    moment: Moment,
) -> Result<Option<Outcome>, VaultError> {
    let limits = safety.limits;
    Ok(Some(match act {
        KluisAct::Create(password) => {
            let (welcome, recovery) = session::create(folder, password.expose(), safety.cost()?, moment)?;
            opened(slot, welcome, KluisNews::Created(sheet(&recovery)))
        }
        KluisAct::Open(by) => opened(slot, session::open(folder, with(&by), limits, moment)?, KluisNews::Opened),
        KluisAct::Lock => return close(slot, moment).map(|()| None),
        KluisAct::Tidy => {
            if let Some(session) = slot {
                session.tidy(moment)?;
            }
            return Ok(None);
        }
        KluisAct::Commit(batch) => {
            let model = session(slot)?.commit(&batch, moment)?.into();
            Outcome { model, ..Outcome::news(KluisNews::Committed) }
        }
        KluisAct::Keep(batch) => {
            let model = session(slot)?.commit(&batch, moment)?.into();
            Outcome { model, ..Outcome::news(KluisNews::Kept) }
        }
        KluisAct::ChangePassword { with: by, fresh } => {
            let cost = safety.cost()?;
            session(slot)?.set_password(with(&by), fresh.expose(), cost, limits, moment)?;
            Outcome::news(KluisNews::PasswordChanged)
        }
        KluisAct::NewRecovery(by) => {
            let recovery = session(slot)?.set_recovery(with(&by), limits, moment)?;
            // The sheet that was written down is not the one in force. When this fails the new one counts all the same.
            let forgotten = session(slot)?.commit(&Batch::delete(Herstelblad::key()), moment);
            let model = forgotten.map_or(Changed::Not, Changed::from);
            Outcome { model, ..Outcome::news(KluisNews::RecoverySheet(sheet(&recovery))) }
        }
        KluisAct::SheetChecked => {
            let batch = Batch::put(Herstelblad::key(), Herstelblad::default());
            let model = session(slot)?.commit(&batch, moment)?.into();
            Outcome { model, ..Outcome::news(KluisNews::SheetChecked) }
        }
        KluisAct::Keyring(true) => Outcome::news(KluisNews::Keyring(Some(sheet(&session(slot)?.add_keyring(moment)?)))),
        KluisAct::Keyring(false) => {
            session(slot)?.remove_keyring(moment)?;
            Outcome::news(KluisNews::Keyring(None))
        }
        KluisAct::BackUp => Outcome::news(KluisNews::BackedUp(session(slot)?.back_up(moment)?)),
        KluisAct::BackUpAt(path) => Outcome::news(KluisNews::BackedUp(session(slot)?.back_up_at(&path, moment)?)),
        KluisAct::Seal { path, name, bytes } => {
            session(slot)?.seal(&path, &name, &bytes, moment)?;
            Outcome::news(KluisNews::Sealed(path))
        }
        KluisAct::Emergency { path, batch } => {
            session(slot)?.seal_batch(&path, &batch, moment)?;
            Outcome::news(KluisNews::Sealed(path))
        }
        KluisAct::DestroyCasus { casus, rule, purge } => {
            let (committed, report) = session(slot)?.destroy_casus(casus, rule, purge, moment)?;
            Outcome { model: committed.into(), ..Outcome::news(KluisNews::Destroyed(report)) }
        }
        KluisAct::Restore { file, with: by } => {
            close(slot, moment)?;
            session::restore(folder, &file, with(&by), limits, moment)?;
            Outcome::news(KluisNews::Restored)
        }
        KluisAct::Examine => Outcome::news(KluisNews::Examined(examine(slot, folder, moment)?)),
        KluisAct::Renew { with: by, fresh } => {
            session(slot)?.opens_with(with(&by), limits)?;
            let cost = safety.cost()?;
            let session = slot.take().ok_or(VaultError::Locked)?;
            let (mut welcome, recovery) = session.renew(fresh.expose(), cost, moment)?;
            // As with a new sheet.
            if let Ok(Committed::Applied(applied)) = welcome.session.commit(&Batch::delete(Herstelblad::key()), moment)
            {
                welcome.model.apply(applied);
            }
            opened(slot, welcome, KluisNews::Renewed(sheet(&recovery)))
        }
        KluisAct::Salvage(by) => {
            close(slot, moment)?;
            Outcome::news(KluisNews::Salvaged(salvage::salvage(folder, with(&by), limits, moment)?))
        }
        KluisAct::Accept => {
            let session = slot.take().ok_or(VaultError::Locked)?;
            opened(slot, session.accept(moment)?, KluisNews::Accepted)
        }
    }))
}

fn session(slot: &mut Slot) -> Result<&mut session::Session, VaultError> {
    slot.as_mut().ok_or(VaultError::Locked)
}

fn opened(slot: &mut Slot, welcome: Welcome, news: KluisNews) -> Outcome {
    let Welcome { session, model, warnings, read_only } = welcome;
    *slot = Some(session);
    Outcome::welcome(news, model, warnings, read_only)
}

/// Backs up when it is due, and closes whatever comes of that.
fn close(slot: &mut Slot, moment: Moment) -> Result<(), VaultError> {
    let Some(mut session) = slot.take() else { return Ok(()) };
    let backed_up = session.back_up_when_due(moment);
    session.close()?;
    backed_up.map(|_| ())
}

/// What an examination of a locked vault cannot say.
pub const NOT_SEEN: &str = "Niet bekeken: wat er in de kluis zit.";

fn examine(slot: &mut Slot, folder: &Folder, moment: Moment) -> Result<Report, VaultError> {
    match slot {
        Some(session) => doctor::inside(session, moment),
        None => {
            let mut report = doctor::outside(folder, moment);
            report.findings.push(Finding::note(NOT_SEEN, "Open de kluis en controleer dan nog een keer."));
            Ok(report)
        }
    }
}
