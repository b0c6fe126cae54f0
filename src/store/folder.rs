//! The folder of the vault and what stands in it.
//!
//! ```text
//! aandacht.lock            held by the one program that has the vault open
//! noodruimte               16 MiB that can be given up when the disk is full
//! kluis/                   vault.key, vault.key.2, anker, store/
//! kluis.nieuw/             a vault that is being built; `klaar` stands in it when it is whole
//! kluis.vervangen-<when>/  what stood there before a restore, a renewal or an update
//! store.bewaard-<n>-<when>/ a copy from before the engine opened a store that was not closed in order
//! backup/                  verified backups
//! ```
//!
//! A vault is only ever replaced as a whole: built beside the old one, checked, then swapped by two renames. A swap
//! that was cut off between them is finished at the next opening.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use jiff::civil::DateTime;

use super::StoreError;
use super::backend::sync_folder;
use super::fault::VaultError;
use super::vault::anchor::stamp;
use crate::domain::kluis::is_oefening;

/// Free bytes that opening asks for (guard G5).
pub const ROOM: u64 = 64 * 1024 * 1024;
/// Size of the file that can be given up.
const BALLAST: u64 = 16 * 1024 * 1024;
/// Copies that are kept from before a doubtful opening (guard G7).
const KEPT_COPIES: usize = 2;

/// How long, and how often, whoever has the folder is given to let go of it: the program before this one may be
/// closing, and a program that it starts holds what it holds until it runs.
const LOCK_WAIT: Duration = Duration::from_millis(20);
const LOCK_PATIENCE: u32 = 50;

const READY: &str = "klaar";
const COPY: &str = "store.bewaard-";

/// The folder of the vault.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    /// Who takes the lock.
    pid: u32,
}

/// The right to touch the folder; given back when it is dropped, also by kill -9.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Folder {
    /// The folder at this path, for the process with this id; nothing is touched.
    pub fn new(root: &Path, pid: u32) -> Folder {
        Folder { root: root.to_path_buf(), pid }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the vault stands.
    pub fn vault(&self) -> PathBuf {
        self.root.join("kluis")
    }

    /// Where a vault is built.
    pub fn fresh(&self) -> PathBuf {
        self.root.join("kluis.nieuw")
    }

    /// Where backups stand.
    pub fn backups(&self) -> PathBuf {
        self.root.join("backup")
    }

    fn ballast(&self) -> PathBuf {
        self.root.join("noodruimte")
    }

    /// Whether one of the names of the vault's own folders is taken by a file.
    ///
    /// # Errors
    /// It is, and which.
    pub(super) fn check_names(&self) -> Result<(), VaultError> {
        let folders = [self.root.clone(), self.vault(), self.vault().join("store")];
        match folders.into_iter().find(|folder| folder.exists() && !folder.is_dir()) {
            Some(taken) => Err(StoreError::NotADirectory(taken).into()),
            None => Ok(()),
        }
    }

    /// Whether a vault can be made here.
    ///
    /// # Errors
    /// One stands here already, or a file has its name.
    pub fn may_create(&self) -> Result<(), VaultError> {
        self.check_names()?;
        if self.has_vault() { Err(VaultError::Exists(self.root.clone())) } else { Ok(()) }
    }

    /// Whether a vault stands here, also when its swap was cut off.
    pub fn has_vault(&self) -> bool {
        // Also when a file has its name: then there is something to say about it.
        self.vault().exists() || self.fresh().join(READY).exists()
    }

    /// Takes the folder, which is made when it is not there, and tidies what an interrupted swap left behind.
    ///
    /// # Errors
    /// Another program has it, or it cannot be written.
    pub fn lock(&self, now: DateTime) -> Result<Lock, VaultError> {
        self.check_names()?;
        make_folder(&self.root)?;
        let mut file = private_file(&self.root.join("aandacht.lock"))?;
        let mut patience = LOCK_PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(fs::TryLockError::WouldBlock) if patience > 0 => {
                    patience -= 1;
                    thread::sleep(LOCK_WAIT);
                }
                Err(fs::TryLockError::WouldBlock) => return Err(held_by(&mut file).into()),
                Err(fs::TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        file.set_len(0)?;
        file.rewind()?;
        writeln!(file, "{} {}", self.pid, now.strftime("%H.%M"))?;
        self.finish_swap()?;
        Ok(Lock { _file: file })
    }

    /// Removes a folder of practice with everything in it; a folder that is not there is no error.
    ///
    /// # Errors
    /// It is not one of practice, another program has it, or it cannot be removed.
    pub fn throw_away(&self, now: DateTime) -> Result<(), VaultError> {
        if !is_oefening(&self.root) {
            return Err(StoreError::NotADirectory(self.root.clone()).into());
        }
        if !self.root.exists() {
            return Ok(());
        }
        drop(self.lock(now)?);
        Ok(fs::remove_dir_all(&self.root)?)
    }

    fn finish_swap(&self) -> Result<(), VaultError> {
        let fresh = self.fresh();
        if !fresh.exists() {
            return Ok(());
        }
        if fresh.join(READY).exists() && !self.vault().exists() {
            fs::rename(&fresh, self.vault())?;
            return Ok(sync_folder(&self.root)?);
        }
        // Nobody was told that it was there.
        fs::remove_dir_all(&fresh)?;
        Ok(())
    }

    /// An empty folder to build a vault in.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn begin_fresh(&self) -> Result<PathBuf, VaultError> {
        let fresh = self.fresh();
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        make_folder(&fresh)?;
        Ok(fresh)
    }

    /// Puts the vault that was built in place of the one that stood here; gives where that one is now.
    ///
    /// # Errors
    /// A rename fails; the swap is then finished or undone at the next opening.
    pub fn swap(&self, now: DateTime) -> Result<Option<PathBuf>, VaultError> {
        let fresh = self.fresh();
        private_file(&fresh.join(READY))?.sync_all()?;
        sync_folder(&fresh)?;
        let old = self.vault().exists().then(|| self.free_name("kluis.vervangen-", now));
        if let Some(old) = &old {
            fs::rename(self.vault(), old)?;
        }
        fs::rename(&fresh, self.vault())?;
        sync_folder(&self.root)?;
        Ok(old)
    }

    /// Takes a swap back that nobody was told of: the vault that stood here before stands here again.
    ///
    /// # Errors
    /// A rename fails.
    pub fn undo_swap(&self, old: Option<&Path>) -> Result<(), VaultError> {
        fs::remove_dir_all(self.vault())?;
        if let Some(old) = old {
            fs::rename(old, self.vault())?;
        }
        Ok(sync_folder(&self.root)?)
    }

    /// A name with a moment in it that nothing has yet.
    fn free_name(&self, prefix: &str, now: DateTime) -> PathBuf {
        let name = format!("{prefix}{}", now.strftime("%Y-%m-%dT%H%M%S"));
        let first = self.root.join(&name);
        let others = (2..).map(|count| self.root.join(format!("{name}-{count}")));
        std::iter::once(first).chain(others).find(|path| !path.exists()).unwrap_or_default()
    }

    // --- room --------------------------------------------------------------------------------------------------------

    /// Guard G5: refuses when there is too little room to open safely. The spare file is given up for it first.
    /// Gives whether it was.
    ///
    /// # Errors
    /// There is too little room all the same.
    pub fn make_room(&self) -> Result<bool, VaultError> {
        let Some(free) = free_bytes(&self.root) else { return Ok(false) };
        if free >= ROOM {
            return Ok(false);
        }
        if self.give_up_ballast() && free + BALLAST >= BALLAST * 3 / 2 {
            return Ok(true);
        }
        Err(StoreError::NoRoom { dir: self.root.clone(), free, needed: ROOM }.into())
    }

    /// Removes the spare file; whether there was one.
    pub fn give_up_ballast(&self) -> bool {
        fs::remove_file(self.ballast()).is_ok()
    }

    /// Keeps room for bad days, when there is plenty now. Failing is no reason not to go on.
    pub fn keep_ballast(&self) {
        let plenty = free_bytes(&self.root).is_some_and(|free| free > ROOM * 4);
        if !plenty || self.ballast().exists() {
            return;
        }
        if write_ballast(&self.ballast()).is_err() {
            self.give_up_ballast();
        }
    }

    // --- copies ------------------------------------------------------------------------------------------------------

    /// Guard G7: copies the engine's files before it opens them, because it wipes what it cannot read. Gives the copy;
    /// the newest one there is when that is the same already.
    ///
    /// # Errors
    /// They cannot be copied.
    pub fn copy_aside(&self, now: DateTime) -> Result<PathBuf, VaultError> {
        let (store, copies) = (self.vault().join("store"), self.copies_aside());
        if let Some(newest) = copies.last()
            && stamp(newest)? == stamp(&store)?
        {
            return Ok(newest.clone());
        }
        // Half a copy would be taken for a whole one: it has another name until it is on the disk.
        let unfinished = self.root.join("store.half");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        if let Err(error) = copy_folder(&store, &unfinished) {
            let _ = fs::remove_dir_all(&unfinished);
            return Err(error.into());
        }
        // The number puts them in order whatever the clock says.
        let number = copies.last().and_then(|path| copy_number(path)).unwrap_or(0) + 1;
        let copy = self.root.join(format!("{COPY}{number:06}-{}", now.strftime("%Y-%m-%dT%H%M%S")));
        fs::rename(&unfinished, &copy)?;
        sync_folder(&self.root)?;
        Ok(copy)
    }

    /// Removes copies that are no longer needed: after a sound opening all but the newest two. While the vault is
    /// doubted the first one stays as well, because only that one was made before the engine wiped anything.
    pub fn prune_copies(&self, doubted: bool) {
        let mut copies = self.copies_aside();
        let first = usize::from(doubted);
        while copies.len() > KEPT_COPIES + first {
            // One too many is better than one too few.
            let _ = fs::remove_dir_all(copies.remove(first));
        }
    }

    /// The copies that were set aside, oldest first.
    pub fn copies_aside(&self) -> Vec<PathBuf> {
        self.with_prefix(COPY)
    }

    /// The vaults that were replaced, oldest first.
    pub fn replaced(&self) -> Vec<PathBuf> {
        self.with_prefix("kluis.vervangen-")
    }

    fn with_prefix(&self, prefix: &str) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.root) else { return Vec::new() };
        let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix));
        let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(named).collect();
        found.sort();
        found
    }
}

/// The number in the name of a copy.
fn copy_number(path: &Path) -> Option<u64> {
    path.file_name()?.to_str()?.strip_prefix(COPY)?.split('-').next()?.parse().ok()
}

fn held_by(file: &mut File) -> StoreError {
    let mut text = String::new();
    // Where a locked file cannot be read, the message just does not say who.
    let _ = file.take(64).read_to_string(&mut text);
    let mut words = text.split_whitespace();
    let mut word = || words.next().unwrap_or("onbekend").to_owned();
    StoreError::Locked { pid: word(), since: word() }
}

/// Makes a folder that only the user can open.
pub(super) fn make_folder(dir: &Path) -> io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(dir)
}

/// Opens a file that only the user can read, and makes it when it is not there; what is in it stays.
pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a file that only the user can read, where nothing stands.
pub(super) fn fresh_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file whole or not at all, and never over another: under a name that promises nothing first, on the disk and
/// checked there, and then put in its place.
pub(super) fn write_whole(
    path: &Path,
    write: impl FnOnce(File) -> Result<File, VaultError>,
    check: impl FnOnce(&Path) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    if path.exists() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
    }
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".tmp");
    let unfinished = PathBuf::from(unfinished);
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        Ok(()) | Err(_) => {}
    }
    let written = write(fresh_file(&unfinished)?).and_then(|file| Ok(file.sync_all()?));
    if let Err(error) = written.and_then(|()| check(&unfinished)) {
        // Half a file is worth nothing.
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    fs::rename(&unfinished, path)?;
    // A file named without a folder stands in the one that the program runs in.
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty());
    Ok(sync_folder(dir.unwrap_or(Path::new(".")))?)
}

/// Copies a folder and what is in it, and waits until it is on the disk.
pub(super) fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    make_folder(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            copy_file(&entry.path(), &target)?;
        }
    }
    #[cfg(unix)]
    File::open(to)?.sync_all()?;
    Ok(())
}

/// Copies a file and waits until it is on the disk.
pub(super) fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    // Windows syncs only through a handle that may write.
    OpenOptions::new().write(true).open(to)?.sync_all()
}

fn write_ballast(path: &Path) -> io::Result<()> {
    let mut file = private_file(path)?;
    // Not zeros: some file systems keep those without taking room.
    let piece = vec![0xA7; 64 * 1024];
    (0..BALLAST / piece.len() as u64).try_for_each(|_| file.write_all(&piece))
}

/// Free bytes where a folder is; `None` when the system does not say.
#[cfg(unix)]
pub fn free_bytes(dir: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(dir).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

/// Free bytes where a folder is; not asked on other systems.
#[cfg(not(unix))]
pub fn free_bytes(_dir: &Path) -> Option<u64> {
    None
}
