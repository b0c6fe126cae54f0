//! Backups: made from the open store, read back and decrypted before they count, kept in rotation, and put back into a
//! new folder.

mod rotation;
mod stream;

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::backend::{Backend, Op, SledBackend, Tree};
use super::fault::VaultError;
use super::folder::{Folder, make_folder, write_whole};
use super::live::{CHUNK, Vault};
use super::load::{Doubt, Keep, Loaded, Loader};
use super::rebuild::settle;
use super::vault::{HEAD, KeyFile, Keys, Unlocked};
use crate::domain::kluis::{Backup, Moment, RecordId, Stored, is_oefening};

pub use rotation::superfluous;
pub use stream::{Item, Kind, Reader, Sealed, StreamError, Writer};

/// What a backup ends on.
pub const ENDING: &str = "kluis";

const NAME: &str = "aandacht-%Y-%m-%dT%H%M%S";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// When it was made.
    pub gemaakt: Timestamp,
    /// Version of the program that made it.
    pub programma: String,
    /// Transactions so far.
    pub teller: u64,
    /// Stored values of every key space together.
    pub waarden: u64,
    /// Last link of the audit chain, in hexadecimals: kept elsewhere it shows that nothing before it was changed.
    pub logboek: String,
    /// Whether it is of a vault for practice: that never becomes a real one, nor the other way round.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub oefening: bool,
}

/// Makes a backup, reads it back and decrypts it, gives it its name, and then removes what the rotation no longer needs.
///
/// # Errors
/// It cannot be written, or does not read back as what is in the vault; older backups are then untouched.
pub fn make(folder: &Folder, vault: &Vault, moment: Moment) -> Result<Backup, VaultError> {
    let dir = folder.backups();
    if dir.exists() && !dir.is_dir() {
        return Err(StoreError::NotADirectory(dir).into());
    }
    make_folder(&dir)?;
    for entry in fs::read_dir(&dir)?.flatten() {
        // Left by a backup that was cut off: its name promises nothing.
        if entry.path().extension().is_some_and(|end| end == "tmp") {
            let _ = fs::remove_file(entry.path());
        }
    }
    let backup = write_verified(folder, vault, &free_name(&dir, moment.local), moment)?;
    for old in superfluous(&list(folder), moment.local) {
        // One that cannot be removed is one too many, not one too few.
        let _ = fs::remove_file(old);
    }
    Ok(backup)
}

/// Makes a backup at a place of the user's own choice; never over an existing file.
///
/// # Errors
/// As [`make`].
pub fn make_at(folder: &Folder, vault: &Vault, path: &Path, moment: Moment) -> Result<Backup, VaultError> {
    write_verified(folder, vault, path, moment)
}

fn free_name(dir: &Path, now: DateTime) -> PathBuf {
    let name = now.strftime(NAME).to_string();
    let first = dir.join(format!("{name}.{ENDING}"));
    let others = (2..).map(|count| dir.join(format!("{name}-{count}.{ENDING}")));
    std::iter::once(first).chain(others).find(|path| !path.exists()).unwrap_or_default()
}

fn write_verified(folder: &Folder, vault: &Vault, path: &Path, moment: Moment) -> Result<Backup, VaultError> {
    let oefening = is_oefening(folder.root());
    write_whole(path, |file| write(vault, file, oefening, moment), |unfinished| verify(vault, unfinished))?;
    Ok(Backup { file: path.to_path_buf(), made: moment.local, bytes: fs::metadata(path)?.len() })
}

fn write(vault: &Vault, file: File, oefening: bool, moment: Moment) -> Result<File, VaultError> {
    let mut out = Writer::begin(Kind::Backup, BufWriter::new(file), vault.key_file(), &vault.keys().unlocked)?;
    let head = vault.head();
    let manifest = Manifest {
        gemaakt: moment.stamp,
        programma: env!("CARGO_PKG_VERSION").to_owned(),
        teller: head.counter,
        waarden: count(vault.backend())?,
        logboek: hex(&head.chain),
        oefening,
    };
    let json = serde_json::to_vec(&manifest).map_err(|_| StoreError::Engine("manifest".to_owned()))?;
    out.item(&Item::Manifest(json))?;
    // The head first: it decides which slot of a record counts.
    for tree in [Tree::Meta, Tree::Entries, Tree::Audit] {
        vault
            .backend()
            .scan(tree, &mut |key, value| out.item(&Item::Value { tree, key: key.to_vec(), value: value.to_vec() }))?;
    }
    Ok(out.finish()?.into_inner().map_err(|error| StoreError::Io(error.into_error()))?)
}

fn count(backend: &dyn Backend) -> Result<u64, StoreError> {
    let mut values = 0;
    for tree in Tree::ALL {
        backend.scan(tree, &mut |_, _| {
            values += 1;
            Ok(())
        })?;
    }
    Ok(values)
}

/// Reads a backup back and holds it against the vault that it was made of.
fn verify(vault: &Vault, path: &Path) -> Result<(), VaultError> {
    let unlock = |key_file: &KeyFile| {
        if key_file == vault.key_file() { Ok(vault.keys().unlocked.again()) } else { Err(damaged(path)) }
    };
    let contents = walk(path, unlock, Keep::Nothing, &mut |_| Ok(()))?;
    let same = contents.loaded.head == Some(vault.head()) && contents.loaded.doubts.is_empty();
    if same { Ok(()) } else { Err(damaged(path)) }
}

fn damaged(path: &Path) -> VaultError {
    VaultError::DamagedBackup(path.to_path_buf())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is in a backup.
pub struct Contents {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its key slots.
    pub key_file: KeyFile,
    /// What opened it.
    pub unlocked: Unlocked,
    /// Everything in it, checked.
    pub loaded: Loaded,
}

impl Contents {
    /// The records in it.
    pub fn records(&self) -> impl Iterator<Item = (&RecordId, &Stored)> {
        self.loaded.records.iter()
    }
}

/// Reads and checks a whole backup. `unlock` opens its key slots.
///
/// # Errors
/// It is no backup, was changed, is not whole, or does not open.
pub fn read(
    path: &Path,
    unlock: impl FnOnce(&KeyFile) -> Result<Unlocked, VaultError>,
) -> Result<Contents, VaultError> {
    walk(path, unlock, Keep::Records, &mut |_| Ok(()))
}

/// Reads a backup, hands on every value as a change for a new store, and checks the whole.
fn walk(
    path: &Path,
    unlock: impl FnOnce(&KeyFile) -> Result<Unlocked, VaultError>,
    keep: Keep,
    take: &mut dyn FnMut(Op) -> Result<(), VaultError>,
) -> Result<Contents, VaultError> {
    let stream = open_stream(path)?;
    if stream.kind() != Kind::Backup {
        return Err(VaultError::NotABackup(path.to_path_buf()));
    }
    let key_file = stream.key_file().clone();
    let unlocked = unlock(&key_file)?;
    key_file.check(&unlocked).map_err(|_| damaged(path))?;
    let keys = Keys::new(&key_file, unlocked.again())?;
    let mut reader = stream.open(&unlocked);
    let mut next = || reader.next_item().map_err(|error| stream_fault(error, path));
    let Some(Item::Manifest(json)) = next()? else { return Err(damaged(path)) };
    let manifest: Manifest = serde_json::from_slice(&json).map_err(|_| damaged(path))?;
    let mut loader: Option<Loader<'_>> = None;
    let mut values = 0;
    while let Some(item) = next()? {
        let Item::Value { tree, key, value } = item else { return Err(damaged(path)) };
        values += 1;
        match &mut loader {
            // The first value is the head.
            None if tree == Tree::Meta && key == HEAD => loader = Some(Loader::new(&keys, Some(&value), keep)),
            None => return Err(damaged(path)),
            Some(loader) => loader.take(tree, &key, &value),
        }
        take(Op::Put { tree, key, value })?;
    }
    let loaded = loader.ok_or_else(|| damaged(path))?.finish();
    if values != manifest.waarden || loaded.head.is_none_or(|head| head.counter != manifest.teller) {
        return Err(damaged(path));
    }
    Ok(Contents { manifest, key_file, unlocked, loaded })
}

/// The beginning of a stream of any kind.
pub(super) fn open_stream(path: &Path) -> Result<Sealed<impl Read>, VaultError> {
    let file = File::open(path)?;
    Sealed::read(BufReader::with_capacity(256 * 1024, file)).map_err(|error| stream_fault(error, path))
}

pub(super) fn stream_fault(error: StreamError, path: &Path) -> VaultError {
    match error {
        StreamError::Io(error) => error.into(),
        StreamError::NotAStream => VaultError::NotABackup(path.to_path_buf()),
        StreamError::UnknownFormat(_) => VaultError::NewerBackup(path.to_path_buf()),
        StreamError::Damaged => damaged(path),
        StreamError::Key(error) => error.into(),
    }
}

/// Builds a vault from a backup in an empty folder, envelope for envelope, and opens it to see that it is whole. What
/// is practice never becomes real, nor the other way round.
///
/// # Errors
/// The backup cannot be trusted or opened, or the folder not be written.
pub fn rebuild(
    path: &Path,
    dir: &Path,
    unlock: impl FnOnce(&KeyFile) -> Result<Unlocked, VaultError>,
) -> Result<Unlocked, VaultError> {
    let backend = SledBackend::open(&dir.join("store"))?;
    let mut ops = Vec::with_capacity(CHUNK);
    let contents = walk(path, unlock, Keep::Nothing, &mut |op| {
        ops.push(op);
        if ops.len() == CHUNK {
            backend.commit(&ops)?;
            ops.clear();
        }
        Ok(())
    })?;
    backend.commit(&ops)?;
    if !contents.loaded.doubts.is_empty() {
        return Err(damaged(path));
    }
    // The folder of the vault stands around the one in which it is built.
    if contents.manifest.oefening != dir.parent().is_some_and(is_oefening) {
        return Err(VaultError::OtherKind { file: path.to_path_buf(), oefening: contents.manifest.oefening });
    }
    contents.key_file.save(dir)?;
    Box::new(backend).close()?;
    let head = contents.loaded.head.ok_or_else(|| damaged(path))?;
    reopened_whole(dir, &contents.key_file, &contents.unlocked, path)?;
    settle(dir, &contents.unlocked, &head)?;
    Ok(contents.unlocked)
}

fn reopened_whole(dir: &Path, key_file: &KeyFile, unlocked: &Unlocked, path: &Path) -> Result<(), VaultError> {
    let backend = Box::new(SledBackend::open(&dir.join("store"))?);
    let opened = Vault::open(backend, key_file.clone(), unlocked.again())?;
    let whole = opened.doubts.iter().all(|doubt: &Doubt| *doubt == Doubt::KeyFile);
    opened.vault.close()?;
    if whole { Ok(()) } else { Err(damaged(path)) }
}

/// The backups in the folder of the vault, newest first. Only verified ones have their name.
pub fn list(folder: &Folder) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(folder.backups()) else { return Vec::new() };
    let mut found: Vec<Backup> = entries.flatten().filter_map(|entry| backup(&entry.path())).collect();
    found.sort_by(|one, other| (other.made, &other.file).cmp(&(one.made, &one.file)));
    found
}

fn backup(path: &Path) -> Option<Backup> {
    if path.extension()? != ENDING {
        return None;
    }
    let stem = path.file_stem()?.to_str()?;
    // A second one in the same second has a number behind it.
    let moment = stem.get(.."aandacht-2026-11-22T101112".len())?;
    let made = DateTime::strptime(NAME, moment).ok()?;
    Some(Backup { file: path.to_path_buf(), made, bytes: fs::metadata(path).ok()?.len() })
}
