//! A vault in its folder: made, opened, used, recovered after a failed write, and closed.
//!
//! Opening goes by steps, and each may stop it with nothing changed: the lock, an interrupted swap, room on the disk,
//! the key file, the anchor, a copy aside when the store was not closed in order, the engine, everything that is stored
//! against head and anchor, and only then an update to a newer version.

use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::backend::SledBackend;
use super::backup;
use super::fault::VaultError;
use super::folder::{Folder, Lock, copy_folder};
use super::live::{Opened, Vault};
use super::load::Doubt;
use super::rebuild::{lifted, rebuild, settle};
use super::vault::anchor::{self, Anchor, Mark};
use super::vault::audit::Act;
use super::vault::{Cost, KeyFile, Keys, Limits, Purpose, RecoveryKey, Unlocked};
use crate::domain::kluis::{Applied, Backup, Batch, Finding, Model, Moment, SCHEMA};

/// What a vault is opened with.
#[derive(Clone, Copy)]
pub enum With<'a> {
    /// The password.
    Password(&'a str),
    /// The letters of the recovery sheet.
    Recovery(&'a str),
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
        })
    }
}

/// Seconds that the clock may be behind the last change before it is said.
const CLOCK_SLACK: i64 = 300;
/// Hours between two backups that are made by themselves.
const BACKUP_HOURS: i64 = 1;

/// A vault that is open in its folder.
pub struct Session {
    folder: Folder,
    _lock: Lock,
    /// Gone after a failed write that could not be recovered from yet; the keys then still are.
    vault: Option<Vault>,
    key_file: KeyFile,
    unlocked: Unlocked,
    /// Transactions that the newest backup of this session holds.
    backed_up: Option<u64>,
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
    settle(&dir, vault, &unlocked)?;
    folder.swap(moment.local)?;
    let mut welcome = open_unlocked(folder, lock, key_file, unlocked, moment)?;
    welcome.session.back_up(moment)?;
    Ok((welcome, recovery))
}

/// Opens the vault.
///
/// # Errors
/// See [`VaultError`]; nothing was changed but what the engine does to its own files, of which there is a copy when the
/// store was not closed in order.
pub fn open(folder: &Folder, with: With<'_>, limits: Limits, moment: Moment) -> Result<Welcome, VaultError> {
    if !folder.root().exists() {
        return Err(VaultError::NoVault(folder.root().to_path_buf()));
    }
    let lock = folder.lock(moment.local)?;
    if !folder.vault().is_dir() {
        return Err(VaultError::NoVault(folder.root().to_path_buf()));
    }
    let gave_room = folder.make_room()?;
    let key_file = KeyFile::load(&folder.vault())?;
    let unlocked = with.unlock(&key_file, limits)?;
    let mut welcome = open_unlocked(folder, lock, key_file, unlocked, moment)?;
    if gave_room {
        welcome.warnings.push(Finding::note(
            "De schijf is bijna vol; ik heb mijn noodruimte gebruikt om te kunnen openen.",
            "Maak ruimte vrij op de schijf.",
        ));
    }
    Ok(welcome)
}

fn open_unlocked(
    folder: &Folder,
    lock: Lock,
    key_file: KeyFile,
    unlocked: Unlocked,
    moment: Moment,
) -> Result<Welcome, VaultError> {
    let mut warnings = Vec::new();
    let found = open_store(folder, &key_file, &unlocked, moment, First::Opening, &mut warnings)?;
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
        if vault.head().schema < SCHEMA {
            (vault, model) = update(folder, vault, &key_file, &unlocked, moment)?;
            warnings
                .push(Finding::note("De kluis is bijgewerkt voor deze versie van aandacht.", "De oude staat ernaast."));
        }
        // From here on the store is open: until it is closed in order there is no stamp.
        vault.mark(None, true)?;
        folder.keep_ballast();
    }
    let session =
        Session { folder: folder.clone(), _lock: lock, vault: Some(vault), key_file, unlocked, backed_up: None };
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
    let untouched = match first {
        First::InSession => false,
        First::Opening => copied_when_touched(folder, unlocked, moment, warnings)?,
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
    if replay(folder, key_file, unlocked, untouched, moment)? {
        warnings.push(Finding::note(
            "De bestanden van de kluis waren beschadigd. Alles is uit het eigen logboek teruggehaald; er is niets kwijt.",
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
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// No: what stands there is not our own doing.
    Opening,
    /// Yes: it is opened anew after a failed write.
    InSession,
}

/// Copies the engine's files aside unless they are exactly what was closed in order (guard G7); whether they are.
fn copied_when_touched(
    folder: &Folder,
    unlocked: &Unlocked,
    moment: Moment,
    warnings: &mut Vec<Finding>,
) -> Result<bool, VaultError> {
    let dir = folder.vault();
    let (_, mark) = Anchor::open(&dir, unlocked.subkey(Purpose::Anchor))?;
    let stamp = anchor::stamp(&dir.join("store"))?;
    if mark.is_some_and(|mark| mark.stamp.is_some() && mark.stamp == stamp) {
        return Ok(true);
    }
    match folder.copy_aside(moment.local) {
        Err(error) if is_full(&error) => warnings.push(Finding::note(
            "Er was geen ruimte om de bestanden van de kluis eerst te kopiëren.",
            "Maak ruimte vrij op de schijf en maak dan een back-up.",
        )),
        copied => drop(copied?),
    }
    Ok(false)
}

/// Opens the engine in a vault's folder and holds what it has against head and anchor.
fn open_in(dir: &Path, key_file: &KeyFile, unlocked: &Unlocked) -> Result<Opened, VaultError> {
    let backend = Box::new(SledBackend::open(&dir.join("store"))?);
    let mut opened = Vault::open(backend, key_file.clone(), unlocked.again())?;
    let (anchor, mark) = Anchor::open(dir, unlocked.subkey(Purpose::Anchor))?;
    opened.vault.anchored(anchor, mark);
    Ok(opened)
}

/// Tries on a copy whether the engine's log without its snapshots gives the whole state; if so, the copy takes the
/// place of the vault. The damaged one is kept.
fn replay(
    folder: &Folder,
    key_file: &KeyFile,
    unlocked: &Unlocked,
    untouched: bool,
    moment: Moment,
) -> Result<bool, VaultError> {
    let source = match folder.copies_aside().pop() {
        // What stood there before the engine touched it.
        Some(copy) if !untouched => copy,
        Some(_) | None => folder.vault().join("store"),
    };
    let dir = folder.begin_fresh()?;
    copy_folder(&source, &dir.join("store"))?;
    for file in ["vault.key", "vault.key.2", anchor::FILE] {
        let from = folder.vault().join(file);
        if from.exists() {
            fs::copy(from, dir.join(file))?;
        }
    }
    for entry in fs::read_dir(dir.join("store"))? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("snap.")) {
            fs::remove_file(path)?;
        }
    }
    let whole = match open_in(&dir, key_file, unlocked) {
        Ok(opened) => {
            let whole = opened.vault.doubts().is_empty();
            opened.vault.close()?;
            whole
        }
        Err(_) => false,
    };
    if whole {
        folder.swap(moment.local)?;
    } else {
        fs::remove_dir_all(&dir)?;
    }
    Ok(whole)
}

/// Writes an older store anew in the version of this program; the old one is kept.
fn update(
    folder: &Folder,
    vault: Vault,
    key_file: &KeyFile,
    unlocked: &Unlocked,
    moment: Moment,
) -> Result<(Vault, Model), VaultError> {
    let dir = folder.begin_fresh()?;
    rebuild(&vault, &dir, (key_file, unlocked), Act::Bijgewerkt, &lifted, moment)?;
    vault.close()?;
    folder.swap(moment.local)?;
    let opened = open_in(&folder.vault(), key_file, unlocked)?;
    let mut vault = opened.vault;
    vault.keep_keys_in(&folder.vault());
    Ok((vault, opened.model))
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
        let reopened = if self.vault.is_none() { Some(self.reopen(moment)?) } else { None };
        let before = self.vault()?.head().counter;
        let error = match self.vault()?.commit(batch, moment.stamp) {
            Ok(applied) => {
                return Ok(match reopened {
                    None => Committed::Applied(applied),
                    Some(mut model) => {
                        model.apply(applied);
                        Committed::Reloaded(model)
                    }
                });
            }
            Err(error) => error,
        };
        if !self.vault()?.is_lost() {
            return Err(error);
        }
        if is_full(&error) {
            self.folder.give_up_ballast();
        }
        self.vault = None;
        let mut model = self.reopen(moment).map_err(|_| error)?;
        if self.vault()?.head().counter == before {
            model.apply(self.vault()?.commit(batch, moment.stamp)?);
        }
        Ok(Committed::Reloaded(model))
    }

    fn reopen(&mut self, moment: Moment) -> Result<Model, VaultError> {
        let mut unsaid = Vec::new();
        let mut opened =
            open_store(&self.folder, &self.key_file, &self.unlocked, moment, First::InSession, &mut unsaid)?;
        if !opened.vault.doubts().is_empty() {
            return Err(VaultError::Damaged(opened.vault.doubts().to_vec()));
        }
        opened.vault.keep_keys_in(&self.folder.vault());
        opened.vault.sweep(moment.stamp)?;
        self.vault = Some(opened.vault);
        Ok(opened.model)
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
        with.unlock(&self.key_file, limits)?;
        self.vault()?.set_password(password, cost, limits, moment.stamp)?;
        self.key_file = self.vault()?.key_file().clone();
        Ok(())
    }

    /// Replaces the recovery key, after seeing that whoever asks can open the vault.
    ///
    /// # Errors
    /// As [`Session::set_password`].
    pub fn set_recovery(&mut self, with: With<'_>, limits: Limits, moment: Moment) -> Result<RecoveryKey, VaultError> {
        with.unlock(&self.key_file, limits)?;
        let recovery = self.vault()?.set_recovery(moment.stamp)?;
        self.key_file = self.vault()?.key_file().clone();
        Ok(recovery)
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
        let (key_file, unlocked, recovery) = vault.key_file().renewed(password, cost)?;
        let (welcome, old) = self.replaced(key_file, unlocked, Act::Vernieuwd, moment)?;
        if let Some(old) = old {
            // Its keys are the ones that may have leaked.
            fs::remove_dir_all(old)?;
        }
        let mut welcome = welcome;
        welcome.session.back_up(moment)?;
        Ok((welcome, recovery))
    }

    /// Goes on with a store that does not agree with itself: everything that can be read is written anew. What stood
    /// there before is kept.
    ///
    /// # Errors
    /// The new store cannot be written; the old one is then untouched.
    pub fn accept(mut self, moment: Moment) -> Result<Welcome, VaultError> {
        self.vault()?;
        let (key_file, unlocked) = (self.key_file.clone(), self.unlocked.again());
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
        Ok((open_unlocked(&folder, lock, key_file, unlocked, moment)?, old))
    }

    // --- backups -----------------------------------------------------------------------------------------------------

    /// Makes a verified backup now.
    ///
    /// # Errors
    /// It cannot be written or does not read back.
    pub fn back_up(&mut self, moment: Moment) -> Result<Backup, VaultError> {
        let folder = self.folder.clone();
        let vault = self.vault()?;
        let backup = backup::make(&folder, vault, moment)?;
        self.backed_up = Some(self.vault()?.head().counter);
        Ok(backup)
    }

    /// Makes a backup at a place of the user's choice.
    ///
    /// # Errors
    /// As [`Session::back_up`].
    pub fn back_up_at(&mut self, path: &Path, moment: Moment) -> Result<Backup, VaultError> {
        backup::make_at(self.vault()?, path, moment)
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

fn is_full(error: &VaultError) -> bool {
    matches!(error, VaultError::Store(StoreError::Io(error)) if error.kind() == std::io::ErrorKind::StorageFull)
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
    note_restored(&dir, &unlocked, moment)?;
    folder.swap(moment.local)
}

/// The audit log says that a backup was put back.
fn note_restored(dir: &Path, unlocked: &Unlocked, moment: Moment) -> Result<(), VaultError> {
    let key_file = KeyFile::load(dir)?;
    let mut opened = open_in(dir, &key_file, unlocked)?;
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
