//! A vault with a past and a book of everything that was ever in it; copies of its folder, and what can happen to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use aandacht::domain::kluis::{Applied, Batch, Change, Favoriet, FavorietSoort, Key, Model, Owner, Record, RecordId};
use aandacht::store::backup::Contents;
use aandacht::store::session::{self, Committed, Session, Welcome, With};
use aandacht::store::vault::{Cost, Limits};
use aandacht::store::{Folder, StoreError, VaultError, free_bytes};

use super::common::{PASSWORD, moment, sheet};
use super::model::mix;

/// A number below `count`, by a seed.
pub fn below(seed: u64, count: usize) -> usize {
    usize::try_from(mix(seed) % count.max(1) as u64).unwrap()
}

/// A folder for vaults that are made and thrown away by the hundred: in memory where there is plenty.
pub fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let plenty = memory.is_dir() && free_bytes(memory).is_some_and(|free| free > 2 << 30);
    if plenty { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// The spare room is there already: these vaults come and go by the hundred.
pub fn without_ballast(root: &Path) {
    fs::create_dir_all(root).unwrap();
    fs::write(root.join("noodruimte"), b"").unwrap();
}

/// A fresh vault in `data` under this folder, still open, and the letters of its recovery sheet.
pub fn fresh(dir: &Path) -> (Folder, Welcome, String) {
    let folder = Folder::new(&dir.join("data"), 4711);
    let made = patiently(|| {
        let _ = fs::remove_dir_all(folder.root());
        without_ballast(folder.root());
        session::create(&folder, PASSWORD, Cost::for_tests(), moment(0))
    });
    let (welcome, recovery) = made.unwrap();
    (folder, welcome, sheet(&recovery))
}

/// Does this again as long as a lock is held that nobody holds any more: the engine's threads let go of closed files when
/// they come to it, and a program that another test starts has every open file until it really begins.
pub fn patiently<T>(mut work: impl FnMut() -> Result<T, VaultError>) -> Result<T, VaultError> {
    let mut tries = 0;
    loop {
        let error = match work() {
            Err(VaultError::Store(error)) if tries < 200 => error,
            done => return done,
        };
        let held = match &error {
            StoreError::Io(error) => error.to_string().contains("could not acquire lock"),
            error => matches!(error, StoreError::Locked { .. }),
        };
        if !held {
            return Err(error.into());
        }
        tries += 1;
        std::thread::sleep(Duration::from_millis(10));
    }
}

pub fn open(folder: &Folder) -> Result<Welcome, VaultError> {
    patiently(|| session::open(folder, With::Password(PASSWORD), Limits::TESTS, moment(1_000)))
}

/// Opens a vault about which there must be nothing to say.
pub fn open_well(folder: &Folder) -> Welcome {
    let welcome = open(folder).unwrap_or_else(|error| panic!("{error:?}"));
    assert!(!welcome.read_only && welcome.warnings.is_empty(), "{:?}", welcome.warnings);
    welcome
}

/// A record with a text of this many bytes, by a seed.
pub fn record(seed: u64, size: usize) -> Record {
    let mut text = format!("{seed:x} ");
    while text.len() < size {
        text.push_str(&format!("{:016x}", mix(seed ^ text.len() as u64)));
    }
    text.truncate(size.max(18));
    Favoriet::new(FavorietSoort::Naslag, &text).into()
}

pub fn named(n: usize) -> Key {
    Key::Named(format!("stuk/{n}"))
}

pub fn put(n: usize, owner: Owner, record: Record) -> Change {
    Change::Put { key: named(n), owner, record }
}

/// Mostly short texts, some of several parts.
pub fn mixed_size(seed: u64) -> usize {
    match mix(seed) % 10 {
        0 => 9_000 + below(seed ^ 1, 25_000),
        1 | 2 => 1_000 + below(seed ^ 2, 4_000),
        _ => 20 + below(seed ^ 3, 300),
    }
}

/// What is in the vault now, and every version of every record that ever was.
#[derive(Default)]
pub struct Book {
    pub model: Model,
    versions: BTreeMap<RecordId, BTreeSet<Vec<u8>>>,
}

impl Book {
    pub fn take(&mut self, applied: Vec<Applied>) {
        for change in &applied {
            if let Applied::Put(id, stored) = change {
                self.versions.entry(*id).or_default().insert(stored.record.to_bytes().unwrap());
            }
        }
        self.model.apply(applied);
    }

    pub fn commit(&mut self, session: &mut Session, batch: &Batch) {
        match session.commit(batch, moment(20)).unwrap_or_else(|error| panic!("{error:?}")) {
            Committed::Applied(applied) => self.take(applied),
            Committed::Reloaded(_) => panic!("nothing failed"),
        }
    }

    pub fn import(&mut self, session: &mut Session, changes: Vec<Change>) {
        let vault = session.vault().unwrap();
        let mut applied = Vec::new();
        vault.import(&mut changes.into_iter(), moment(21).stamp, &mut |change| applied.push(change)).unwrap();
        self.take(applied);
    }

    /// Whether every record is one that was written at some time, under the id that it has.
    pub fn wrote(&self, model: &Model) -> bool {
        model.records().all(|(id, stored)| {
            self.versions.get(&id).is_some_and(|versions| versions.contains(&stored.record.to_bytes().unwrap()))
        })
    }

    pub fn holds(&self, contents: &Contents) -> bool {
        contents.records().map(|(id, stored)| (*id, stored)).eq(self.model.records())
    }
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Every file under a folder, sorted.
pub fn files_under(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

const BLOCK: usize = 4096;

/// Damages a file in a way that the seed decides; `older` is what it was some time ago. Says what it did.
pub fn damage(path: &Path, older: &[u8], seed: u64) -> String {
    let mut bytes = fs::read(path).unwrap();
    let blocks = bytes.len().div_ceil(BLOCK);
    // Mostly where something stands: much of the engine's file is empty.
    let somewhere = |seed: u64| {
        let at = (0..8).map(|again| below(seed * 8 + again, bytes.len())).find(|at| bytes[*at] != 0);
        at.unwrap_or_else(|| below(seed, bytes.len()))
    };
    let (first, second) = (somewhere(seed ^ 0xA), somewhere(seed ^ 0xB));
    let did = match seed % 50 {
        0 => {
            fs::remove_file(path).unwrap();
            return "removed".to_owned();
        }
        1 => {
            fs::write(path, older).unwrap();
            return "replaced by an older copy".to_owned();
        }
        _ => match mix(seed) % 7 {
            0 => {
                bytes[first] ^= 1 << (seed % 8);
                format!("bit flipped at {first}")
            }
            1 => {
                let flips = 2 + below(seed ^ 0xC, 30);
                for flip in 0..flips as u64 {
                    let at = below(seed * 64 + flip, bytes.len());
                    bytes[at] ^= 1 << (mix(flip) % 8);
                }
                format!("{flips} bits flipped")
            }
            2 => {
                let end = bytes.len().min(first + 1 + below(seed ^ 0xD, 64 * 1024));
                bytes[first..end].fill(0);
                format!("zeros from {first} to {end}")
            }
            3 => {
                bytes.truncate(first);
                format!("cut off at {first}")
            }
            4 => {
                let (one, other) = (first / BLOCK * BLOCK, second / BLOCK * BLOCK);
                let size = BLOCK.min(bytes.len() - one.max(other));
                let (left, right) = (bytes[one..one + size].to_vec(), bytes[other..other + size].to_vec());
                bytes[one..one + size].copy_from_slice(&right);
                bytes[other..other + size].copy_from_slice(&left);
                format!("blocks of {first} and {second} swapped, of {blocks}")
            }
            5 => {
                let from = first / BLOCK * BLOCK;
                let end = (from + BLOCK * (1 + below(seed ^ 0xE, 8))).min(bytes.len()).min(older.len());
                if from < end {
                    bytes[from..end].copy_from_slice(&older[from..end]);
                }
                format!("blocks from {from} to {end} as they were before")
            }
            _ => {
                let end = bytes.len().min(first + 1 + below(seed ^ 0xF, 2 * BLOCK));
                let noise = (first as u64..).map(|at| mix(seed ^ at).to_le_bytes()[0]);
                bytes[first..end].iter_mut().zip(noise).for_each(|(byte, noise)| *byte = noise);
                format!("noise from {first} to {end}")
            }
        },
    };
    fs::write(path, bytes).unwrap();
    did
}

/// Runs this on a thread of its own and gives what it came to; `None` when it panicked. Fails when it never ends.
pub fn ends<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, answer) = channel();
    let thread = std::thread::spawn(move || {
        let _ = done.send(work());
    });
    match answer.recv_timeout(Duration::from_secs(120)) {
        Ok(result) => {
            let _ = thread.join();
            Some(result)
        }
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => panic!("{what} hangs"),
    }
}
