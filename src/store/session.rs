//! A vault in its folder: made, opened, used, recovered after a failed write, and closed.
//!
//! Opening goes by steps, and each may stop it with nothing changed: the lock, an interrupted swap, room on the disk,
//! the key file, the anchor, a copy aside when the store was not closed in order, the engine, everything that is stored
//! against head and anchor, and only then an update to a newer version.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use super::StoreError;
use super::backend::SledBackend;
use super::backup;
use super::fault::VaultError;
use super::folder::{Folder, Lock, copy_file, copy_folder};
use super::journal::{self, Journal};
use super::keeper::THREAD;
use super::live::{Opened, Vault};
use super::load::Doubt;
use super::plans;
use super::rebuild::{lifted, rebuild, settle};
use super::vault::anchor::{self, Anchor, Mark};
use super::vault::audit::Act;
use super::vault::{Cost, KeyFile, KeyFileError, Keys, Limits, Purpose, RecoveryKey, Unlocked};
use crate::domain::kluis::{Applied, Backup, Batch, Finding, Model, Moment, SCHEMA};

/// What a vault is opened with.
#[derive(Clone, Copy)]
pub enum With<'a> {
    /// The password.
    Password(&'a str),
    /// The letters of the recovery sheet.
    Recovery(&'a str),
    /// The letters that the system's keyring keeps.
    Keyring(&'a str),
}

impl With<'_> {
    /// Opens the key slots of a key file.
    ///
    /// # Errors
    /// They do not open with this.
    pub fn unlock(&self, key_file: &KeyFile, limits: Limits) -> Result<Unlocked, VaultError> {
        Ok(match self {
            With::Password(password) => key_file.unlock(password, limits)?,
            With::Recovery(letters) => key_file.unlock_with_recovery(&RecoveryKey::read(letters)?)?,
            With::Keyring(letters) => key_file.unlock_with_keyring(&RecoveryKey::read(letters)?)?,
        })
    }
}

/// Seconds that the clock may be behind the last change before it is said.
const CLOCK_SLACK: i64 = 300;
/// How many backups are tried together with the journal: it reaches back to the one before the newest.
const MOST_BACKUPS: usize = 2;
/// How large the engine may grow against what is in it: its cleaner keeps up with a person, not with mass rewriting.
const MOST_TIMES: u64 = 4;
/// What it may always take on top, in bytes.
const MOST_SLACK: u64 = 8 * 1024 * 1024;
/// The journal begins anew, with a backup, when it outgrows this part of the newest one.
const JOURNAL_PART: u64 = 4;
/// What it may always take, in bytes.
const JOURNAL_SLACK: u64 = 1024 * 1024;
/// Backups that were made for the sake of the journal and are kept: it reaches back to the one before the newest.
const JOURNAL_BACKUPS: usize = 2;
/// How large the engine may grow against what is in it before it is written anew while it is open: twice that is what it
/// needs by itself.
const GROWN_TIMES: u64 = 3;
/// What it may always take on top, in bytes.
const GROWN_SLACK: u64 = 4 * 1024 * 1024;
/// What can be written anew without whoever waits noticing, in bytes; more has to wait for a pause.
const MOST_AT_ONCE: u64 = 32 * 1024 * 1024;
/// Hours between two backups that are made by themselves.
const BACKUP_HOURS: i64 = 1;

/// A vault that is open in its folder.
pub struct Session {
    folder: Folder,
    /// Gone after a failed write that could not be recovered from yet; the keys then still are.
    vault: Option<Vault>,
    /// As it was when the vault was let go of.
    key_file: KeyFile,
    unlocked: Unlocked,
    /// A batch of which nobody knows whether it arrived.
    unresolved: Option<([u8; 8], Batch)>,
    /// Transactions that the newest backup of this session holds.
    backed_up: Option<u64>,
    /// How large the journal may become before it begins anew, in bytes.
    most_journal: u64,
    /// Backups of this session that were made for the sake of the journal, oldest first.
    for_journal: Vec<PathBuf>,
    /// Last, so that the engine has let go before another program may begin.
    _lock: Lock,
}

/// A vault that was opened, with what there is to say about it.
pub struct Welcome {
    /// The vault.
    pub session: Session,
    /// Everything in it.
    pub model: Model,
    /// What the user has to know.
    pub warnings: Vec<Finding>,
    /// Whether nothing can be written.
    pub read_only: bool,
}

/// What a commit came to.
pub enum Committed {
    /// These changes are on the disk.
    Applied(Vec<Applied>),
    /// They are on the disk, and the vault had to be opened anew for it: this is everything in it.
    Reloaded(Model),
}

/// Makes a vault and opens it.
///
/// # Errors
/// There is one already, the folder cannot be written, or the password not be used.
pub fn create(
    folder: &Folder,
    password: &str,
    cost: Cost,
    moment: Moment,
) -> Result<(Welcome, RecoveryKey), VaultError> {
    let lock = folder.lock(moment.local)?;
    if folder.vault().exists() {
        return Err(VaultError::Exists(folder.root().to_path_buf()));
    }
    folder.make_room()?;
    let (key_file, unlocked, recovery) = KeyFile::create(password, cost)?;
    let dir = folder.begin_fresh()?;
    key_file.save(&dir)?;
    let backend = Box::new(SledBackend::open(&dir.join("store"))?);
    let vault = Vault::begin(backend, key_file.clone(), unlocked.again(), moment.stamp)?;
    let head = vault.head();
    vault.close()?;
    settle(&dir, &unlocked, &head)?;
    folder.swap(moment.local)?;
    let stamp = anchor::stamp(&folder.vault().join("store"));
    let mut welcome = match open_unlocked(folder, lock, (key_file, unlocked), stamp, moment) {
        Ok(welcome) => welcome,
        Err(error) => {
            // Nobody has seen its recovery sheet, and there is nothing in it.
            folder.undo_swap(None)?;
            return Err(error);
        }
    };
    welcome.back_up(moment);
    Ok((welcome, recovery))
}

impl Welcome {
    /// Makes a backup; that it failed is said, and undoes nothing.
    fn back_up(&mut self, moment: Moment) -> bool {
        let made = self.session.back_up(moment);
        if let Err(error) = &made {
            let fault = error.to_fault();
            self.warnings.push(Finding::wrong(format!("Er is nog geen back-up. {}", fault.wat), fault.advies));
        }
        made.is_ok()
    }
}

/// Opens the vault.
///
/// # Errors
/// See [`VaultError`]; nothing was changed but what the engine does to its own files, of which there is a copy when the
/// store was not closed in order.
pub fn open(folder: &Folder, with: With<'_>, limits: Limits, moment: Moment) -> Result<Welcome, VaultError> {
    unlocked(folder, with, limits, moment)?.open(moment)
}

/// A vault whose keys are there and whose store was not looked into yet.
pub struct Unlocking {
    folder: Folder,
    lock: Lock,
    key_file: KeyFile,
    unlocked: Unlocked,
    /// What the engine's file is now.
    stamp: Result<Option<[u8; 32]>, StoreError>,
    gave_room: bool,
}

/// The first half of [`open`]: up to the derived keys.
///
/// # Errors
/// As [`open`].
pub fn unlocked(folder: &Folder, with: With<'_>, limits: Limits, moment: Moment) -> Result<Unlocking, VaultError> {
    if !folder.root().exists() {
        return Err(VaultError::NoVault(folder.root().to_path_buf()));
    }
    let lock = folder.lock(moment.local)?;
    if !folder.vault().is_dir() {
        return Err(VaultError::NoVault(folder.root().to_path_buf()));
    }
    let gave_room = folder.make_room()?;
    // What the engine's file is does not hang on the keys: it is read while they are derived.
    let (keys, stamp) = thread::scope(|scope| {
        let read = || anchor::stamp(&folder.vault().join("store"));
        let reading = thread::Builder::new().name(THREAD.to_owned()).spawn_scoped(scope, read)?;
        let keys = unlock(folder, with, limits);
        let gave_up = |_| Err(StoreError::Engine("reading the store's file gave up".to_owned()));
        Ok::<_, StoreError>((keys, reading.join().unwrap_or_else(gave_up)))
    })?;
    let (key_file, unlocked) = keys?;
    Ok(Unlocking { folder: folder.clone(), lock, key_file, unlocked, stamp, gave_room })
}

impl Unlocking {
    /// The second half: everything that is stored is read and checked.
    ///
    /// # Errors
    /// As [`open`].
    pub fn open(self, moment: Moment) -> Result<Welcome, VaultError> {
        let Unlocking { folder, lock, key_file, unlocked, stamp, gave_room } = self;
        let mut welcome = open_unlocked(&folder, lock, (key_file, unlocked), stamp, moment)?;
        if gave_room {
            welcome.warnings.push(Finding::note(
                "De schijf is bijna vol; ik heb mijn noodruimte gebruikt om te kunnen openen.",
                "Maak ruimte vrij op de schijf.",
            ));
        }
        Ok(welcome)
    }
}

/// The key file that opens this vault. When the copies differ, the newer one may be of another time: the one under
/// whose key the anchor opens is the right one.
pub(super) fn unlock(folder: &Folder, with: With<'_>, limits: Limits) -> Result<(KeyFile, Unlocked), VaultError> {
    let candidates = KeyFile::candidates(&folder.vault())?;
    let mut opened = Vec::new();
    let mut refused = None;
    for key_file in candidates {
        match with.unlock(&key_file, limits) {
            Ok(unlocked) => opened.push((key_file, unlocked)),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    let proven = opened.iter().position(|(_, unlocked)| {
        let anchor = Anchor::open(&folder.vault(), unlocked.subkey(Purpose::Anchor));
        anchor.is_ok_and(|(_, mark)| mark.is_some())
    });
    match (opened.is_empty(), refused) {
        (true, Some(error)) => Err(error),
        (true, None) => Err(KeyFileError::Missing.into()),
        (false, _) => Ok(opened.swap_remove(proven.unwrap_or(0))),
    }
}

fn open_unlocked(
    folder: &Folder,
    lock: Lock,
    (key_file, unlocked): (KeyFile, Unlocked),
    stamp: Result<Option<[u8; 32]>, StoreError>,
    moment: Moment,
) -> Result<Welcome, VaultError> {
    let mut warnings = Vec::new();
    let found = open_store(folder, &key_file, &unlocked, moment, First::Opening(stamp), &mut warnings)?;
    let (mut vault, mut model) = (found.vault, found.model);
    vault.keep_keys_in(&folder.vault());
    let doubts = vault.doubts().to_vec();
    warnings.extend(doubts.iter().map(Doubt::finding));
    if found.strange > 0 {
        warnings.push(Finding::note(
            format!(
                "{} keer staat er iets in de kluis wat deze versie niet kan lezen. Het blijft bewaard.",
                found.strange
            ),
            "Werk aandacht bij.",
        ));
    }
    let behind = vault.head().written - moment.stamp.as_second();
    if behind > CLOCK_SLACK {
        warnings.push(Finding::note(
            "De klok van deze computer loopt achter: de laatste wijziging is van later dan nu.",
            "Zet de klok goed, anders kloppen de tijden bij nieuwe notities niet.",
        ));
    }
    if doubts.is_empty() {
        vault.sweep(moment.stamp)?;
        let grown = vault.backend().disk()? > MOST_TIMES * found.live + MOST_SLACK;
        if vault.head().schema == SCHEMA && grown {
            let dir = folder.begin_fresh()?;
            // A disk without room for it is no reason not to open.
            if rebuild(&vault, &dir, (&key_file, &unlocked), Act::Opgeruimd, &lifted, moment).is_ok() {
                let old;
                (vault, model, old) = swapped_in(folder, vault, (&key_file, &unlocked), moment)?;
                // The same records, whole and opened: the grown one is of no more use.
                let _ = old.map(fs::remove_dir_all);
            } else {
                let _ = fs::remove_dir_all(dir);
            }
        }
        if vault.head().schema < SCHEMA {
            rebuild(&vault, &folder.begin_fresh()?, (&key_file, &unlocked), Act::Bijgewerkt, &lifted, moment)?;
            (vault, model, _) = swapped_in(folder, vault, (&key_file, &unlocked), moment)?;
            warnings
                .push(Finding::note("De kluis is bijgewerkt voor deze versie van aandacht.", "De oude staat ernaast."));
        }
        // From here on the store is open: until it is closed in order there is no stamp.
        vault.mark(None, true)?;
        // Only now that this key file is known to open everything.
        key_file.mend(&folder.vault());
        folder.keep_ballast();
    }
    folder.prune_copies(!doubts.is_empty());
    let mut session = Session {
        folder: folder.clone(),
        vault: Some(vault),
        key_file,
        unlocked,
        unresolved: None,
        backed_up: None,
        most_journal: most_journal(backup::list(folder).first().map_or(0, |newest| newest.bytes)),
        for_journal: Vec::new(),
        _lock: lock,
    };
    if doubts.is_empty() {
        warnings.extend(session.go_on_destroying(&mut model, moment));
    }
    Ok(Welcome { session, model, warnings, read_only: !doubts.is_empty() })
}

/// Opens the engine and checks everything; when that fails or raises doubts, tries whether the engine's own log alone
/// brings the whole state back (guard G8).
fn open_store(
    folder: &Folder,
    key_file: &KeyFile,
    unlocked: &Unlocked,
    moment: Moment,
    first: First,
    warnings: &mut Vec<Finding>,
) -> Result<Opened, VaultError> {
    let dir = folder.vault();
    let store = dir.join("store");
    if !store.is_dir() {
        return Err(VaultError::Damaged(vec![Doubt::NoHead]));
    }
    let found = match first {
        First::InSession => None,
        First::Opening(stamp) => copied_when_touched(folder, unlocked, stamp, moment, warnings)?,
    };
    let opened = open_in(&dir, key_file, unlocked);
    match opened {
        Ok(opened) if opened.vault.doubts().is_empty() => return Ok(opened),
        Err(VaultError::NewerStore) => return Err(VaultError::NewerStore),
        Err(VaultError::Store(StoreError::Io(error))) => return Err(error.into()),
        Ok(_) | Err(_) => {}
    }
    let doubted = match opened {
        Ok(opened) => {
            // The engine has to let go of its files before they are copied.
            opened.vault.close()?;
            None
        }
        Err(error) => Some(error),
    };
    if replay(folder, key_file, unlocked, found.as_deref(), moment) {
        warnings.push(Finding::note(
            "De bestanden van de kluis waren beschadigd. Alles is uit het eigen logboek teruggehaald; er is niets kwijt.",
            "Laat de schijf van deze computer nakijken.",
        ));
        return open_in(&dir, key_file, unlocked);
    }
    if recovered(folder, key_file, unlocked, moment) {
        warnings.push(Finding::note(
            "De bestanden van de kluis waren beschadigd. Alles is teruggehaald uit de back-up en het journaal; er is niets kwijt.",
            "Laat de schijf van deze computer nakijken.",
        ));
        return open_in(&dir, key_file, unlocked);
    }
    match doubted {
        Some(error) => Err(error),
        None => open_in(&dir, key_file, unlocked),
    }
}

/// Whether the store was open in this session before.
enum First {
    /// No: what stands there is not our own doing, and its file has this stamp.
    Opening(Result<Option<[u8; 32]>, StoreError>),
    /// Yes: it is opened anew after a failed write.
    InSession,
}

/// Copies the engine's files aside unless they are exactly what was closed in order (guard G7); gives the copy.
fn copied_when_touched(
    folder: &Folder,
    unlocked: &Unlocked,
    now: Result<Option<[u8; 32]>, StoreError>,
    moment: Moment,
    warnings: &mut Vec<Finding>,
) -> Result<Option<PathBuf>, VaultError> {
    let (_, mark) = Anchor::open(&folder.vault(), unlocked.subkey(Purpose::Anchor))?;
    // Without a stamp there is nothing to hold the whole file against.
    if let Some(stamp) = mark.and_then(|mark| mark.stamp)
        && now? == Some(stamp)
    {
        return Ok(None);
    }
    match folder.copy_aside(moment.local) {
        Err(error) if is_full(&error) => {
            warnings.push(Finding::note(
                "Er was geen ruimte om de bestanden van de kluis eerst te kopiëren.",
                "Maak ruimte vrij op de schijf en maak dan een back-up.",
            ));
            Ok(None)
        }
        copied => copied.map(Some),
    }
}

/// Opens the engine in a vault's folder, does again what it lost of the journal, and holds what it then has against head
/// and anchor.
fn open_in(dir: &Path, key_file: &KeyFile, unlocked: &Unlocked) -> Result<Opened, VaultError> {
    let backend = Box::new(SledBackend::open(&dir.join("store"))?);
    journal::redo(dir, backend.as_ref(), &unlocked.subkey(Purpose::Head))?;
    let mut opened = Vault::open(backend, key_file.clone(), unlocked.again())?;
    let (anchor, mark) = Anchor::open(dir, unlocked.subkey(Purpose::Anchor))?;
    if opened.vault.anchored(anchor, mark).is_empty() {
        opened.vault.begin_journal(Journal::open(dir)?);
    }
    Ok(opened)
}

/// Tries whether a backup and the journal since give the whole state; if so, that takes the place of the vault. The
/// damaged one is kept. What goes wrong in trying changes nothing.
fn recovered(folder: &Folder, key_file: &KeyFile, unlocked: &Unlocked, moment: Moment) -> bool {
    for backup in backup::list(folder).into_iter().take(MOST_BACKUPS) {
        let whole = from_backup(folder, key_file, unlocked, &backup.file);
        if whole.is_ok_and(|whole| whole) && folder.swap(moment.local).is_ok() {
            return true;
        }
        let _ = fs::remove_dir_all(folder.fresh());
    }
    false
}

fn from_backup(folder: &Folder, key_file: &KeyFile, unlocked: &Unlocked, file: &Path) -> Result<bool, VaultError> {
    let dir = folder.begin_fresh()?;
    backup::rebuild(file, &dir, |_| Ok(unlocked.again()))?;
    // The keys of now: a casus may have been added since. The anchor of now says how far it has to come.
    key_file.save(&dir)?;
    journal::copy(&folder.vault(), &dir)?;
    copy_beside(folder, &dir)?;
    let opened = open_in(&dir, key_file, unlocked)?;
    let whole = opened.vault.doubts().is_empty();
    opened.vault.close()?;
    Ok(whole)
}

/// Copies what stands beside the engine's files: how far it had come, and what was planned.
fn copy_beside(folder: &Folder, dir: &Path) -> Result<(), VaultError> {
    for name in [anchor::FILE, plans::FILE] {
        let path = folder.vault().join(name);
        if path.exists() {
            copy_file(&path, &dir.join(name))?;
        }
    }
    Ok(())
}

/// Tries on a copy whether the engine's log without its snapshots gives the whole state; if so, the copy takes the
/// place of the vault. The damaged one is kept. What goes wrong in trying changes nothing.
fn replay(folder: &Folder, key_file: &KeyFile, unlocked: &Unlocked, found: Option<&Path>, moment: Moment) -> bool {
    // What stood there before the engine touched it, when there is a copy of that.
    let store = folder.vault().join("store");
    let whole = replayed(folder, key_file, unlocked, found.unwrap_or(&store));
    let swapped = whole.is_ok_and(|whole| whole) && folder.swap(moment.local).is_ok();
    if !swapped {
        let _ = fs::remove_dir_all(folder.fresh());
    }
    swapped
}

fn replayed(folder: &Folder, key_file: &KeyFile, unlocked: &Unlocked, source: &Path) -> Result<bool, VaultError> {
    let dir = folder.begin_fresh()?;
    copy_folder(source, &dir.join("store"))?;
    key_file.save(&dir)?;
    journal::copy(&folder.vault(), &dir)?;
    copy_beside(folder, &dir)?;
    for entry in fs::read_dir(dir.join("store"))? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("snap.")) {
            fs::remove_file(path)?;
        }
    }
    let opened = open_in(&dir, key_file, unlocked)?;
    let whole = opened.vault.doubts().is_empty();
    opened.vault.close()?;
    Ok(whole)
}

/// Puts the store that was written anew in place of the one that it was made of; gives where that one is now.
fn swapped_in(
    folder: &Folder,
    vault: Vault,
    (key_file, unlocked): (&KeyFile, &Unlocked),
    moment: Moment,
) -> Result<(Vault, Model, Option<PathBuf>), VaultError> {
    let plans = vault.plans();
    vault.close()?;
    let old = folder.swap(moment.local)?;
    let opened = open_in(&folder.vault(), key_file, unlocked)?;
    let mut vault = opened.vault;
    vault.keep_keys_in(&folder.vault());
    vault.plan(plans)?;
    Ok((vault, opened.model, old))
}

impl Session {
    /// The vault.
    ///
    /// # Errors
    /// It was lost by a failed write, and cannot be opened anew yet.
    pub fn vault(&mut self) -> Result<&mut Vault, VaultError> {
        self.vault.as_mut().ok_or(VaultError::Store(StoreError::Poisoned))
    }

    /// The folder it stands in.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Writes a batch. When the disk fails in the middle, the store is closed and opened anew (guard G11): either the
    /// batch turns out to be there, or it is tried once more, with the spare room given up when the disk is full.
    ///
    /// # Errors
    /// The batch is not on the disk. It can be tried again; the vault opens by itself as soon as the disk allows.
    pub fn commit(&mut self, batch: &Batch, moment: Moment) -> Result<Committed, VaultError> {
        let done = self.commit_safely(batch, moment)?;
        self.bound_journal(moment);
        Ok(done)
    }

    fn commit_safely(&mut self, batch: &Batch, moment: Moment) -> Result<Committed, VaultError> {
        let reopened = self.opened_anew_if_lost(moment)?;
        if let Some((attempt, tried)) = self.unresolved.take()
            && self.vault()?.head().batch == attempt
            && tried == *batch
        {
            // The same thing again, and it had arrived: whoever opened the vault anew was told of it.
            return Ok(committed(reopened, Vec::new()));
        }
        let error = match self.vault()?.commit(batch, moment.stamp) {
            Ok(applied) => return Ok(committed(reopened, applied)),
            Err(error) => error,
        };
        if !self.vault()?.is_lost() {
            // Nothing was written. A full disk may have room for it once the spare file is gone.
            if is_full(&error) && self.folder.give_up_ballast() {
                let applied = self.vault()?.commit(batch, moment.stamp)?;
                return Ok(committed(reopened, applied));
            }
            return Err(error);
        }
        let attempt = self.vault()?.attempt();
        self.unresolved = Some((attempt, batch.clone()));
        let model = self.recovered_from(error, moment)?;
        self.unresolved = None;
        if self.vault()?.head().batch == attempt {
            return Ok(Committed::Reloaded(model));
        }
        let applied = self.vault()?.commit(batch, moment.stamp)?;
        Ok(committed(Some(model), applied))
    }

    /// Opens the vault anew when a failed write took it; gives everything in it.
    ///
    /// # Errors
    /// The disk does not allow it yet.
    pub(super) fn opened_anew_if_lost(&mut self, moment: Moment) -> Result<Option<Model>, VaultError> {
        if self.vault.is_some() { Ok(None) } else { self.reopen(moment).map(Some) }
    }

    /// Opens the vault anew after a write whose outcome nobody knows; gives everything in it.
    ///
    /// # Errors
    /// What went wrong first, when the disk does not allow it yet.
    pub(super) fn recovered_from(&mut self, error: VaultError, moment: Moment) -> Result<Model, VaultError> {
        self.let_go();
        if is_full(&error) {
            self.folder.give_up_ballast();
        }
        self.reopen(moment).map_err(|_| error)
    }

    /// The key slots and the vault key; also while the store is lost.
    pub(super) fn key_slots(&self) -> (&KeyFile, &Unlocked) {
        (self.vault.as_ref().map_or(&self.key_file, Vault::key_file), &self.unlocked)
    }

    /// Closes a vault whose store failed; its keys are kept.
    fn let_go(&mut self) {
        if let Some(vault) = self.vault.take() {
            self.key_file = vault.key_file().clone();
            // It failed before; what it still says changes nothing.
            let _ = vault.close();
        }
    }

    fn reopen(&mut self, moment: Moment) -> Result<Model, VaultError> {
        let mut unsaid = Vec::new();
        let mut opened =
            open_store(&self.folder, &self.key_file, &self.unlocked, moment, First::InSession, &mut unsaid)?;
        if !opened.vault.doubts().is_empty() {
            let doubts = opened.vault.doubts().to_vec();
            // The engine has to let go of its files before they are opened again.
            opened.vault.close()?;
            return Err(VaultError::Damaged(doubts));
        }
        opened.vault.keep_keys_in(&self.folder.vault());
        opened.vault.sweep(moment.stamp)?;
        self.vault = Some(opened.vault);
        Ok(opened.model)
    }

    /// Whether this opens the vault that is open: asked before something that cannot be undone.
    ///
    /// # Errors
    /// It does not.
    pub fn opens_with(&mut self, with: With<'_>, limits: Limits) -> Result<(), VaultError> {
        with.unlock(self.vault()?.key_file(), limits).map(|_| ())
    }

    /// Replaces the password, after seeing that whoever asks can open the vault.
    ///
    /// # Errors
    /// `with` does not open it, or the key file cannot be written.
    pub fn set_password(
        &mut self,
        with: With<'_>,
        password: &str,
        cost: Cost,
        limits: Limits,
        moment: Moment,
    ) -> Result<(), VaultError> {
        with.unlock(self.vault()?.key_file(), limits)?;
        self.vault()?.set_password(password, cost, limits, moment.stamp)
    }

    /// Replaces the recovery key, after seeing that whoever asks can open the vault.
    ///
    /// # Errors
    /// As [`Session::set_password`].
    pub fn set_recovery(&mut self, with: With<'_>, limits: Limits, moment: Moment) -> Result<RecoveryKey, VaultError> {
        with.unlock(self.vault()?.key_file(), limits)?;
        self.vault()?.set_recovery(moment.stamp)
    }

    /// Makes a slot for the system's keyring, and gives the letters that it has to keep.
    ///
    /// # Errors
    /// As [`Session::set_password`].
    pub fn add_keyring(&mut self, moment: Moment) -> Result<RecoveryKey, VaultError> {
        self.vault()?.set_keyring(moment.stamp)
    }

    /// Takes the slot of the system's keyring out.
    ///
    /// # Errors
    /// The key file cannot be written.
    pub fn remove_keyring(&mut self, moment: Moment) -> Result<(), VaultError> {
        self.vault()?.remove_keyring(moment.stamp)
    }

    /// Seals everything anew with new keys. What stood there before is removed once the new store is whole; backups
    /// from before still open with the old password.
    ///
    /// # Errors
    /// The new store cannot be written; the old one then still holds.
    pub fn renew(mut self, password: &str, cost: Cost, moment: Moment) -> Result<(Welcome, RecoveryKey), VaultError> {
        let vault = self.vault()?;
        if !vault.doubts().is_empty() {
            return Err(VaultError::ReadOnly);
        }
        let old_keys = &vault.keys().unlocked;
        let (key_file, unlocked, recovery) = vault.key_file().renewed(old_keys, password, cost)?;
        let folder = self.folder.clone();
        let (mut welcome, old) = self.replaced(key_file, unlocked, Act::Vernieuwd, moment)?;
        let backed_up = welcome.back_up(moment);
        if backed_up && !welcome.read_only {
            // Its keys are the ones that may have leaked.
            let _ = old.map(fs::remove_dir_all);
        }
        if !folder.replaced().is_empty() {
            welcome.warnings.push(Finding::note(
                "Naast de kluis staan oude kopieën die nog opengaan met het oude wachtwoord.",
                "Gooi de mappen kluis.vervangen-… en de oudere back-ups weg als iemand dat wachtwoord kan kennen.",
            ));
        }
        Ok((welcome, recovery))
    }

    /// Goes on with a store that does not agree with itself: everything that can be read is written anew. What stood
    /// there before is kept.
    ///
    /// # Errors
    /// The new store cannot be written; the old one is then untouched.
    pub fn accept(mut self, moment: Moment) -> Result<Welcome, VaultError> {
        let unlocked = self.unlocked.again();
        let vault = self.vault()?;
        let reached = vault.head().key_generation;
        let mut key_file = vault.key_file().clone();
        if vault.doubts().contains(&Doubt::KeyFile) {
            key_file.vouch(&unlocked, reached);
        }
        self.replaced(key_file, unlocked, Act::Aanvaard, moment).map(|(welcome, _)| welcome)
    }

    fn replaced(
        self,
        key_file: KeyFile,
        unlocked: Unlocked,
        act: Act,
        moment: Moment,
    ) -> Result<(Welcome, Option<PathBuf>), VaultError> {
        let Session { folder, _lock: lock, vault, .. } = self;
        let vault = vault.ok_or(StoreError::Poisoned)?;
        let dir = folder.begin_fresh()?;
        rebuild(&vault, &dir, (&key_file, &unlocked), act, &lifted, moment)?;
        vault.close()?;
        let old = folder.swap(moment.local)?;
        let stamp = anchor::stamp(&folder.vault().join("store"));
        match open_unlocked(&folder, lock, (key_file, unlocked), stamp, moment) {
            Ok(welcome) => Ok((welcome, old)),
            Err(error) => {
                // Nobody was told of the new keys.
                folder.undo_swap(old.as_deref())?;
                Err(error)
            }
        }
    }

    // --- backups -----------------------------------------------------------------------------------------------------

    /// Makes a verified backup now.
    ///
    /// # Errors
    /// It cannot be written or does not read back.
    pub fn back_up(&mut self, moment: Moment) -> Result<Backup, VaultError> {
        let folder = self.folder.clone();
        let vault = self.vault()?;
        if !vault.doubts().is_empty() {
            return Err(VaultError::ReadOnly);
        }
        let backup = backup::make(&folder, vault, moment)?;
        vault.rotate_journal();
        self.backed_up = Some(self.vault()?.head().counter);
        self.most_journal = most_journal(backup.bytes);
        Ok(backup)
    }

    /// Begins the journal anew, with a backup, when much was written since the last one. Somebody who types never gets
    /// here; what rewrites everything does.
    fn bound_journal(&mut self, moment: Moment) {
        let grown = self.vault.as_ref().map_or(0, Vault::journal_size);
        if grown <= self.most_journal {
            return;
        }
        let made = self.back_up(moment).and_then(|made| {
            self.for_journal.push(made.file.clone());
            let small = made.bytes <= MOST_AT_ONCE;
            if small && self.is_outgrown(made.bytes)? { self.written_anew(moment).map(Some) } else { Ok(None) }
        });
        match made {
            Ok(made) => self.for_journal.extend(made.map(|made| made.file)),
            // What was stored is stored. It is tried again when there is as much again.
            Err(_) => self.most_journal = grown.saturating_mul(2),
        }
        while self.for_journal.len() > JOURNAL_BACKUPS {
            // One that the rotation took already is gone as well.
            let _ = fs::remove_file(self.for_journal.remove(0));
        }
    }

    /// Whether the engine grew far beyond what is in it, which is as much as a backup of it has.
    fn is_outgrown(&mut self, live: u64) -> Result<bool, VaultError> {
        Ok(self.vault()?.backend().disk()? > GROWN_TIMES * live + GROWN_SLACK)
    }

    /// Does what can wait until nobody types: a store that grew far beyond what is in it is written anew, and a backup
    /// that is due is made.
    ///
    /// # Errors
    /// Something cannot be written. What was stored is stored.
    pub fn tidy(&mut self, moment: Moment) -> Result<(), VaultError> {
        if self.vault.is_none() || !self.vault()?.doubts().is_empty() {
            return Ok(());
        }
        let newest = backup::list(&self.folder).first().map_or(0, |newest| newest.bytes);
        if !self.is_outgrown(newest)? {
            return self.back_up_when_due(moment).map(|_| ());
        }
        // The size is only known for certain of a backup of now.
        let made = self.back_up(moment)?;
        if self.is_outgrown(made.bytes)? {
            self.written_anew(moment)?;
        }
        Ok(())
    }

    /// Writes the store anew, and backs it up: the journal that led to it went with the old one.
    fn written_anew(&mut self, moment: Moment) -> Result<Backup, VaultError> {
        self.compact(moment)?;
        self.back_up(moment)
    }

    /// Writes the store anew and goes on with that.
    fn compact(&mut self, moment: Moment) -> Result<(), VaultError> {
        let dir = self.folder.begin_fresh()?;
        let vault = self.vault.as_ref().ok_or(StoreError::Poisoned)?;
        let key_file = vault.key_file().clone();
        let written = rebuild(vault, &dir, (&key_file, &self.unlocked), Act::Opgeruimd, &lifted, moment);
        if let Err(error) = written {
            let _ = fs::remove_dir_all(dir);
            return Err(error);
        }
        let vault = self.vault.take().ok_or(StoreError::Poisoned)?;
        self.key_file = key_file;
        // From here on a failure leaves no vault, and the next change opens it anew.
        let (mut vault, _, old) = swapped_in(&self.folder, vault, (&self.key_file, &self.unlocked), moment)?;
        vault.mark(None, true)?;
        self.vault = Some(vault);
        // The same records, whole and opened: the grown one is of no more use.
        let _ = old.map(fs::remove_dir_all);
        Ok(())
    }

    /// Makes a backup at a place of the user's choice.
    ///
    /// # Errors
    /// As [`Session::back_up`].
    pub fn back_up_at(&mut self, path: &Path, moment: Moment) -> Result<Backup, VaultError> {
        let folder = self.folder.clone();
        backup::make_at(&folder, self.vault()?, path, moment)
    }

    /// Makes a backup when this session changed something since its last one, or made none yet, and the newest is more than an hour old (guard G13).
    ///
    /// # Errors
    /// As [`Session::back_up`].
    pub fn back_up_when_due(&mut self, moment: Moment) -> Result<Option<Backup>, VaultError> {
        let backed_up = self.backed_up;
        let vault = self.vault()?;
        if !vault.doubts().is_empty() || Some(vault.head().counter) == backed_up {
            return Ok(None);
        }
        let newest = backup::list(&self.folder).first().map(|backup| backup.made);
        let recent = newest.is_some_and(|made| {
            let age = moment.local.duration_since(made);
            // One from the future counts as old: the clock was set back.
            !age.is_negative() && age.as_hours() < BACKUP_HOURS
        });
        if recent { Ok(None) } else { self.back_up(moment).map(Some) }
    }

    /// Closes the store, and says in the anchor that it was closed in order (guard G12).
    ///
    /// # Errors
    /// The engine or the anchor cannot be written; what was committed is on the disk all the same.
    pub fn close(self) -> Result<(), VaultError> {
        let Session { folder, _lock: lock, vault, .. } = self;
        if let Some(vault) = vault {
            let closed = vault.close()?;
            closed.mark(anchor::stamp(&folder.vault().join("store"))?)?;
        }
        drop(lock);
        Ok(())
    }
}

/// How large the journal may become when the newest backup has this many bytes.
fn most_journal(backup: u64) -> u64 {
    backup / JOURNAL_PART + JOURNAL_SLACK
}

pub(super) fn committed(reopened: Option<Model>, applied: Vec<Applied>) -> Committed {
    match reopened {
        None => Committed::Applied(applied),
        Some(mut model) => {
            model.apply(applied);
            Committed::Reloaded(model)
        }
    }
}

fn is_full(error: &VaultError) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, StorageFull};
    let (VaultError::Store(StoreError::Io(error)) | VaultError::Key(KeyFileError::Store(StoreError::Io(error)))) =
        error
    else {
        return false;
    };
    [StorageFull, QuotaExceeded].contains(&error.kind())
}

/// Puts a backup back: built beside the vault, opened to see that it is whole, then swapped. What stood there is kept.
///
/// # Errors
/// The backup cannot be trusted or opened, or the folder not be written; the vault is then untouched.
pub fn restore(
    folder: &Folder,
    path: &Path,
    with: With<'_>,
    limits: Limits,
    moment: Moment,
) -> Result<Option<PathBuf>, VaultError> {
    let _lock = folder.lock(moment.local)?;
    folder.make_room()?;
    let dir = folder.begin_fresh()?;
    let restored = backup::rebuild(path, &dir, |key_file| with.unlock(key_file, limits));
    let unlocked = match restored {
        Ok(unlocked) => unlocked,
        Err(error) => {
            fs::remove_dir_all(&dir)?;
            return Err(error);
        }
    };
    // What was written since the backup is another timeline: its numbers are not given out again.
    let before = Anchor::open(&folder.vault(), unlocked.subkey(Purpose::Anchor));
    let reached = before.ok().and_then(|(_, mark)| mark).map_or(0, |mark| mark.counter);
    note_restored(&dir, &unlocked, reached, moment)?;
    folder.swap(moment.local)
}

/// The audit log says that a backup was put back.
fn note_restored(dir: &Path, unlocked: &Unlocked, reached: u64, moment: Moment) -> Result<(), VaultError> {
    let key_file = KeyFile::load(dir)?;
    let mut opened = open_in(dir, &key_file, unlocked)?;
    opened.vault.skip_to(reached);
    opened.vault.note(Act::Teruggezet, 0, moment.stamp)?;
    let closed = opened.vault.close()?;
    closed.mark(anchor::stamp(&dir.join("store"))?)?;
    Ok(())
}

/// The mark of a folder's anchor, for whoever only looks.
///
/// # Errors
/// The anchor cannot be read.
pub(super) fn mark(dir: &Path, keys: &Keys) -> Result<Option<Mark>, VaultError> {
    Ok(Anchor::open(dir, keys.unlocked.subkey(Purpose::Anchor))?.1)
}
