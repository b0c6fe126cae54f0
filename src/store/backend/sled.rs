//! sled `=0.34.7` behind the guards that make it safe. The only file that knows sled; `redb` is the way out.
//!
//! Stock sled loses acknowledged writes on a power cut and can refuse its own files for ever after a kill during
//! opening. Each guard below names the fault that it is for (measured before the program was built).

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sled::transaction::{ConflictableTransactionError, TransactionError, Transactional};

use super::{Backend, Op, StoreError, Tree, Visit, check_sizes, sync_folder};
use crate::store::folder::make_folder;

/// sled's own settings file, for exactly the settings below (guard G6). It is not checksummed against the rest, is
/// never synced by sled, and a torn one makes the whole store unreadable; so it is a constant that we restore.
const CONF: &[u8] = b"segment_size: 524288\nuse_compression: false\nversion: 0.34\nv\x19\x51\xc1";

/// Everything is looked up in the model: of the engine's pages only those that are being written are worth keeping. With
/// four times as much a large import takes a fifth less time, and opening a large vault 40 MB more.
const CACHE: u64 = 16 * 1024 * 1024;

/// sled's background flusher only drives its cleaner here: durability is `commit`'s own (guard G1).
const CLEANER_MS: u64 = 5_000;

/// How long, and how often, the engine is given to let go of its own lock.
const LOCK_WAIT: Duration = Duration::from_millis(10);
const LOCK_PATIENCE: u32 = 200;

/// A sled store with its guards.
pub struct SledBackend {
    // The trees have to go before the database (guard G12); fields drop in this order.
    entries: sled::Tree,
    audit: sled::Tree,
    meta: sled::Tree,
    db: sled::Db,
    /// Our own handle on sled's log, for the sync that `flush` does not do on Linux (guard G1).
    log: File,
    poisoned: AtomicBool,
    dir: PathBuf,
}

impl SledBackend {
    /// Opens or makes the store in a folder of its own.
    ///
    /// The caller holds the program's own lock and has looked at the room on the disk (guards G5, G7).
    ///
    /// # Errors
    /// The folder cannot be used, or sled cannot open its files. Nothing is removed but sled's half-written snapshots.
    pub fn open(dir: &Path) -> Result<SledBackend, StoreError> {
        if dir.exists() && !dir.is_dir() {
            return Err(StoreError::NotADirectory(dir.to_path_buf()));
        }
        make_folder(dir)?;
        remove_half_snapshots(dir)?;
        restore_conf(dir)?;
        let (db, [entries, audit, meta]) = open_quietly(dir)?;
        sync_all(dir)?;
        let log = OpenOptions::new().write(true).open(dir.join("db"))?;
        Ok(SledBackend { entries, audit, meta, db, log, poisoned: AtomicBool::new(false), dir: dir.to_path_buf() })
    }

    fn tree(&self, tree: Tree) -> &sled::Tree {
        match tree {
            Tree::Entries => &self.entries,
            Tree::Audit => &self.audit,
            Tree::Meta => &self.meta,
        }
    }

    fn usable(&self) -> Result<(), StoreError> {
        if self.poisoned.load(Ordering::Acquire) { Err(StoreError::Poisoned) } else { Ok(()) }
    }

    /// One transaction over all trees (guard G10: nothing but the transaction handles inside), then flushed and synced.
    fn write(&self, ops: &[Op]) -> Result<(), StoreError> {
        let trees = [&self.entries, &self.audit, &self.meta];
        let done: Result<(), TransactionError<()>> = trees.as_slice().transaction(|trees| {
            for op in ops {
                match op {
                    Op::Put { tree, key, value } => {
                        trees[place(*tree)].insert(key.as_slice(), value.as_slice())?;
                    }
                    Op::Delete { tree, key } => {
                        trees[place(*tree)].remove(key.as_slice())?;
                    }
                }
            }
            Ok::<(), ConflictableTransactionError<()>>(())
        });
        match done {
            Ok(()) => {}
            Err(TransactionError::Storage(error)) => return Err(engine(error)),
            Err(TransactionError::Abort(())) => return Err(StoreError::Engine("aborted".to_owned())),
        }
        self.db.flush().map_err(engine)?;
        // Always, also when flush says it wrote nothing: on Linux it does not reach the disk's own cache.
        self.log.sync_data()?;
        Ok(())
    }
}

fn place(tree: Tree) -> usize {
    match tree {
        Tree::Entries => 0,
        Tree::Audit => 1,
        Tree::Meta => 2,
    }
}

impl Backend for SledBackend {
    fn scan(&self, tree: Tree, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.usable()?;
        let mut entries = self.tree(tree).iter();
        while let Some((key, value)) = quietly(|| entries.next().transpose())? {
            visit(&key, &value)?;
            // The engine lets go of pages only at every 64th look at one of 256 groups of them. A scan, which looks at
            // each page once, would leave them all in memory; so it looks once more at the one it is on.
            quietly(|| self.tree(tree).contains_key(&key))?;
        }
        Ok(())
    }

    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.usable()?;
        Ok(quietly(|| self.tree(tree).get(key))?.map(|value| value.to_vec()))
    }

    fn commit(&self, ops: &[Op]) -> Result<(), StoreError> {
        self.usable()?;
        check_sizes(ops)?;
        // Before the write, so that a panic in the engine leaves the handle poisoned too.
        self.poisoned.store(true, Ordering::Release);
        let done = catch_unwind(AssertUnwindSafe(|| self.write(ops)))
            .unwrap_or_else(|_| Err(StoreError::Engine("the engine gave up".to_owned())));
        self.poisoned.store(done.is_err(), Ordering::Release);
        done
    }

    fn disk(&self) -> Result<u64, StoreError> {
        self.db.size_on_disk().map_err(engine)
    }

    fn close(self: Box<Self>) -> Result<(), StoreError> {
        let SledBackend { entries, audit, meta, db, log, poisoned: _, dir } = *self;
        drop((entries, audit, meta));
        drop(db);
        log.sync_data()?;
        sync_all(&dir)
    }
}

/// Guard G2: a snapshot that was being written when the program died is read as the newest one.
fn remove_half_snapshots(dir: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Guard G6. Only a store that was never begun writes its own: sled makes `conf` before `db` and never syncs it, so a
/// power cut in the very first opening leaves a torn one alone.
fn restore_conf(dir: &Path) -> Result<(), StoreError> {
    let path = dir.join("conf");
    let begun = dir.join("db").exists() || path.exists();
    if !begun || fs::read(&path).is_ok_and(|found| found == CONF) {
        return Ok(());
    }
    let fresh = dir.join("conf.nieuw");
    let mut file = File::create(&fresh)?;
    file.write_all(CONF)?;
    file.sync_all()?;
    fs::rename(fresh, path)?;
    Ok(())
}

fn open_quietly(dir: &Path) -> Result<(sled::Db, [sled::Tree; 3]), StoreError> {
    let config =
        sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(Some(CLEANER_MS)).use_compression(false);
    let open = || {
        let db = config.open()?;
        let trees = [db.open_tree("e")?, db.open_tree("a")?, db.open_tree("m")?];
        Ok((db, trees))
    };
    let mut patience = LOCK_PATIENCE;
    loop {
        match quietly(open) {
            // Our own lock says that nobody else is here: the engine has not quite let go yet of what we closed.
            Err(StoreError::Io(error)) if patience > 0 && error.to_string().contains("could not acquire lock") => {
                patience -= 1;
                std::thread::sleep(LOCK_WAIT);
            }
            opened => return opened,
        }
    }
}

/// Guard G8: sled panics on some damaged files, and not only while opening; the panic's text may quote the store and is
/// not shown.
fn quietly<T>(work: impl FnOnce() -> Result<T, sled::Error>) -> Result<T, StoreError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(engine),
        Err(_) => Err(StoreError::Engine("the engine gave up".to_owned())),
    }
}

/// Guard G3: sled syncs neither its settings, its snapshots nor any folder.
fn sync_all(dir: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        only_for_the_user(&path)?;
        if path.is_file() {
            // Windows syncs only through a handle that may write.
            OpenOptions::new().write(true).open(&path)?.sync_all()?;
        }
    }
    sync_folder(&dir.join("blobs"))?;
    sync_folder(dir)?;
    dir.parent().map_or(Ok(()), sync_folder)
}

/// The engine makes its files as the umask says.
#[cfg(unix)]
fn only_for_the_user(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = if path.is_dir() { 0o700 } else { 0o600 };
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

/// Other systems keep the folder to the user.
#[cfg(not(unix))]
fn only_for_the_user(_path: &Path) -> Result<(), StoreError> {
    Ok(())
}

fn engine(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(error) => StoreError::Io(error),
        sled::Error::Corruption { .. } => StoreError::Engine("corruption".to_owned()),
        sled::Error::CollectionNotFound(_) => StoreError::Engine("collection not found".to_owned()),
        sled::Error::Unsupported(_) => StoreError::Engine("unsupported".to_owned()),
        sled::Error::ReportableBug(_) => StoreError::Engine("reportable bug".to_owned()),
    }
}

/// What stands wrong in the engine's folder and can be seen without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// Its settings file is not ours; it is restored at the next opening (guard G6).
    Conf,
    /// A half-written snapshot; it is removed at the next opening (guard G2).
    HalfSnapshot,
    /// A value that was too large went into a file of its own, which the engine never syncs (guard G4).
    Blob,
}

/// Looks into the engine's folder without opening it.
///
/// # Errors
/// The folder cannot be read.
pub fn oddities(dir: &Path) -> Result<Vec<Oddity>, StoreError> {
    let mut found = Vec::new();
    if fs::read(dir.join("conf"))? != CONF {
        found.push(Oddity::Conf);
    }
    for entry in fs::read_dir(dir)? {
        if entry?.file_name().to_string_lossy().ends_with(".generating") {
            found.push(Oddity::HalfSnapshot);
        }
    }
    let blobs = dir.join("blobs");
    if blobs.is_dir() && fs::read_dir(blobs)?.next().is_some() {
        found.push(Oddity::Blob);
    }
    Ok(found)
}
