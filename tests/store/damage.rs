//! Damaged files: the vault opens with everything in it, or says that something is wrong; it never shows anything else
//! as if nothing had happened. This is what the state root and the anchor are for.
//!
//! 100 images of the engine's file here; `AANDACHT_DAMAGE=1000 cargo test damage -- --nocapture` for more.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aandacht::domain::kluis::{Batch, Change, Owner};
use aandacht::store::keeper::Keeper;
use aandacht::store::salvage;
use aandacht::store::session::With;
use aandacht::store::vault::{KeyFile, Limits, copies_agree};
use aandacht::store::{Folder, StoreError, VaultError};

use super::common::{PASSWORD, moment};
use super::images::{
    Book, below, copy_folder, damage, ends, files_under, fresh, mixed_size, named, open, patiently, put, record,
    scratch, without_ballast,
};
use super::model::mix;

/// How the vault was left.
#[derive(Clone, Copy, PartialEq)]
enum Left {
    InOrder,
    /// As a kill leaves it.
    Open,
    /// The same, with its first backup and the journal since.
    WithBackup,
}

/// A vault with a past, and what it was some time ago.
struct Past {
    dir: tempfile::TempDir,
    book: Book,
}

impl Past {
    fn new(left: Left) -> Past {
        let dir = scratch();
        let (folder, welcome, _) = fresh(dir.path());
        let mut session = welcome.session;
        let mut book = Book::default();
        let casus = session.vault().unwrap().add_casus(moment(1).stamp).unwrap();
        for n in 0..150_u64 {
            if n == 70 {
                let mut changes: Vec<Change> =
                    (30..75).map(|at| put(at, Owner::Shared, record(7_000 + at as u64, 60))).collect();
                changes.extend([3, 4, 31].map(|at| Change::Delete(named(at))));
                book.import(&mut session, changes);
            }
            if n == 110 {
                session.close().unwrap();
                copy_folder(folder.root(), &dir.path().join("older"));
                session = open(&folder).unwrap().session;
            }
            let at = below(n, 60);
            let batch = match mix(n * 5) % 6 {
                0 => Batch::delete(named(at)),
                1 => Batch {
                    changes: (0..4)
                        .map(|more| put(at + more, Owner::Shared, record(n * 10 + more as u64, mixed_size(n + 900))))
                        .collect(),
                },
                2 => Batch { changes: vec![put(100 + at, Owner::Casus(casus), record(n, mixed_size(n)))] },
                _ => Batch { changes: vec![put(at, Owner::Shared, record(n, mixed_size(n)))] },
            };
            book.commit(&mut session, &batch);
        }
        match left {
            Left::InOrder => {
                session.close().unwrap();
                copy_folder(folder.root(), &dir.path().join("image"));
            }
            Left::Open | Left::WithBackup => copy_folder(folder.root(), &dir.path().join("image")),
        }
        if left != Left::WithBackup {
            // Root, chain and anchor stand alone here: nothing can heal.
            fs::remove_dir_all(dir.path().join("image/backup")).unwrap();
            for name in ["journaal", "journaal.1"] {
                let _ = fs::remove_file(dir.path().join("image/kluis").join(name));
            }
        }
        fs::remove_dir_all(folder.root()).ok();
        Past { dir, book }
    }

    /// A fresh copy of the whole data folder.
    fn copy(&self, name: &str) -> Folder {
        let root = self.dir.path().join(name);
        copy_folder(&self.dir.path().join("image"), &root);
        without_ballast(&root);
        Folder::new(&root, 1)
    }

    fn older(&self, file: &str) -> Vec<u8> {
        fs::read(self.dir.path().join("older/kluis").join(file)).unwrap_or_default()
    }
}

/// What an opening came to.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Outcome {
    Identical,
    /// Read-only, and it says why.
    Reported,
    Refused,
    SilentlyDifferent,
}

fn outcome(book: &Book, folder: &Folder) -> Outcome {
    match open(folder) {
        Err(error) => {
            let fault = error.to_fault();
            assert!(!fault.wat.is_empty() && !fault.waarom.is_empty() && !fault.advies.is_empty(), "{error:?}");
            Outcome::Refused
        }
        Ok(welcome) if welcome.read_only => {
            assert!(!welcome.warnings.is_empty());
            Outcome::Reported
        }
        Ok(welcome) if welcome.model == book.model => {
            welcome.session.close().unwrap();
            Outcome::Identical
        }
        Ok(_) => Outcome::SilentlyDifferent,
    }
}

/// As the program opens a vault: a panic of the engine ends the work and not the thread. `None` when there was one.
fn on_the_store_thread(past: &Arc<Past>, folder: &Folder) -> Option<Outcome> {
    let keeper = Keeper::start().unwrap();
    let (past, folder) = (past.clone(), folder.clone());
    match keeper.wait(move |_| Ok(outcome(&past.book, &folder))) {
        Ok(outcome) => Some(outcome),
        Err(VaultError::Store(StoreError::Engine(_))) => None,
        Err(error) => panic!("{error:?}"),
    }
}

/// Whether salvage found everything in its newest version; `None` when it says that it found nothing.
fn salvaged(book: &Book, folder: &Folder) -> Option<bool> {
    match patiently(|| salvage::salvage(folder, With::Password(PASSWORD), Limits::TESTS, moment(50))) {
        Err(VaultError::NothingToSalvage) => None,
        Err(error) => panic!("salvage: {error:?}"),
        Ok(_) => {
            let welcome = open(folder).unwrap_or_else(|error| panic!("after salvage: {error:?}"));
            assert!(!welcome.read_only, "after salvage: {:?}", welcome.warnings);
            assert!(book.wrote(&welcome.model), "salvage brought up what was never written");
            Some(welcome.model == book.model)
        }
    }
}

/// Does this for every number below `count`, on as many threads as there are processors.
fn in_parallel(count: u64, each: impl Fn(u64) + Sync) {
    let next = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= count {
                        break;
                    }
                    each(n);
                }
            });
        }
    });
}

fn how_many() -> u64 {
    std::env::var("AANDACHT_DAMAGE").ok().and_then(|n| n.parse().ok()).unwrap_or(100)
}

#[derive(Default)]
struct Count {
    identical: AtomicU64,
    reported: AtomicU64,
    refused: AtomicU64,
    silent: AtomicU64,
    gave_up: AtomicU64,
    all_salvaged: AtomicU64,
    some_salvaged: AtomicU64,
    nothing_salvaged: AtomicU64,
}

impl Count {
    fn one(&self, outcome: Outcome) {
        let count = match outcome {
            Outcome::Identical => &self.identical,
            Outcome::Reported => &self.reported,
            Outcome::Refused => &self.refused,
            Outcome::SilentlyDifferent => &self.silent,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

fn damaged_engine_files(left: Left, images: u64, name: &str) {
    let past = Arc::new(Past::new(left));
    let older = past.older("store/db");
    let count = Count::default();
    in_parallel(images, |n| {
        let folder = past.copy(&format!("{n}"));
        let db = folder.vault().join("store/db");
        let did = damage(&db, &older, n);
        let second = past.copy(&format!("{n}-salvage"));
        let beside = second.vault().join("store/db");
        if db.exists() { fs::copy(&db, &beside).map(|_| ()) } else { fs::remove_file(&beside) }.unwrap();
        let what = format!("image {n} ({did})");
        let (book, root) = (past.clone(), folder.clone());
        match ends(&what, move || on_the_store_thread(&book, &root)).unwrap_or_else(|| panic!("{what}")) {
            Some(Outcome::SilentlyDifferent) => {
                println!("silently different: {what}");
                count.one(Outcome::SilentlyDifferent);
            }
            Some(outcome) => count.one(outcome),
            None => {
                println!("the engine gives up: {what}");
                count.gave_up.fetch_add(1, Ordering::Relaxed);
            }
        }
        let (book, root) = (past.clone(), second.clone());
        let found = ends(&what, move || salvaged(&book.book, &root)).unwrap_or_else(|| panic!("salvage of {what}"));
        let counter = match found {
            Some(true) => &count.all_salvaged,
            Some(false) => &count.some_salvaged,
            None => &count.nothing_salvaged,
        };
        counter.fetch_add(1, Ordering::Relaxed);
        fs::remove_dir_all(folder.root()).unwrap();
        fs::remove_dir_all(second.root()).unwrap();
    });
    let number = |count: &AtomicU64| count.load(Ordering::Relaxed);
    println!(
        "{images} images of db, {name}: identical {}, reported {}, refused {}, silently different {}, engine gave up {}; \
         salvaged: everything {}, something {}, nothing {}",
        number(&count.identical),
        number(&count.reported),
        number(&count.refused),
        number(&count.silent),
        number(&count.gave_up),
        number(&count.all_salvaged),
        number(&count.some_salvaged),
        number(&count.nothing_salvaged),
    );
    assert_eq!(number(&count.silent), 0, "a vault that lost something has to say so");
    match left {
        Left::InOrder | Left::Open => assert!(number(&count.identical) < images, "the damage is real"),
        Left::WithBackup => assert_eq!(number(&count.identical), images, "backup and journal bring everything back"),
    }
}

#[test]
fn a_damaged_store_opens_whole_or_says_so_and_is_never_silently_different() {
    damaged_engine_files(Left::InOrder, how_many(), "closed in order");
}

#[test]
fn a_damaged_store_that_was_not_closed_is_never_silently_different_either() {
    damaged_engine_files(Left::Open, how_many().div_ceil(4), "not closed");
}

#[test]
fn a_damaged_store_with_its_backup_and_journal_always_comes_back_whole() {
    damaged_engine_files(Left::WithBackup, how_many().div_ceil(4), "with backup and journal");
}

#[test]
fn damaged_settings_and_snapshots_of_the_engine_cost_nothing() {
    let past = Arc::new(Past::new(Left::InOrder));
    let image = past.dir.path().join("image/kluis/store");
    let beside = |path: &PathBuf| path.file_name().is_some_and(|name| name != "db");
    let files: Vec<PathBuf> = files_under(&image).into_iter().filter(beside).collect();
    let relative: Vec<String> =
        files.iter().map(|path| path.strip_prefix(&image).unwrap().to_str().unwrap().to_owned()).collect();
    assert!(relative.iter().any(|name| name == "conf") && relative.iter().any(|name| name.starts_with("snap.")));
    for file in &relative {
        let older = past.older("store/db")[..64].to_vec();
        in_parallel(20, |n| {
            let folder = past.copy(&format!("{file}-{n}"));
            let did = damage(&folder.vault().join("store").join(file), &older, n);
            let what = format!("{file} {n} ({did})");
            let (book, root) = (past.clone(), folder.clone());
            let outcome = ends(&what, move || outcome(&book.book, &root));
            assert_eq!(outcome, Some(Outcome::Identical), "{what}");
            fs::remove_dir_all(folder.root()).unwrap();
        });
    }
}

#[test]
fn a_damaged_anchor_never_hides_anything_and_never_keeps_the_vault_shut() {
    let past = Arc::new(Past::new(Left::InOrder));
    let older = past.older("anker");
    let reported = AtomicU64::new(0);
    in_parallel(40, |n| {
        let folder = past.copy(&format!("{n}"));
        let did = damage(&folder.vault().join("anker"), &older, n);
        let what = format!("anker {n} ({did})");
        let (book, root) = (past.clone(), folder.clone());
        let (same, read_only, told) = ends(&what, move || {
            let welcome = open(&root).unwrap_or_else(|error| panic!("{error:?}"));
            (welcome.model == book.book.model, welcome.read_only, !welcome.warnings.is_empty())
        })
        .unwrap_or_else(|| panic!("{what}"));
        assert!(same, "{what}: the store itself is whole");
        assert_eq!(read_only, told, "{what}");
        reported.fetch_add(u64::from(read_only), Ordering::Relaxed);
        fs::remove_dir_all(folder.root()).unwrap();
    });
    assert!(reported.load(Ordering::Relaxed) > 0, "a vault without an anchor says so");
}

fn flipped(path: &Path, seed: u64) {
    let mut bytes = fs::read(path).unwrap();
    let at = below(seed, bytes.len());
    match mix(seed ^ 5) % 3 {
        0 => bytes[at] ^= 1 << (seed % 8),
        1 => bytes.truncate(at),
        _ => bytes[at..].fill(0xEE),
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn one_damaged_copy_of_the_key_file_is_mended_and_two_are_said() {
    let past = Past::new(Left::InOrder);
    for n in 0..20_u64 {
        let folder = past.copy(&format!("{n}"));
        let files = ["vault.key", "vault.key.2"].map(|name| folder.vault().join(name));
        let both = n % 4 == 3;
        for (at, file) in files.iter().enumerate() {
            if both || at as u64 == n % 2 {
                flipped(file, n + at as u64 * 100);
            }
        }
        let before = files.each_ref().map(|file| fs::read(file).unwrap());
        if both {
            let error = open(&folder).err().unwrap_or_else(|| panic!("key file {n} opens"));
            let fault = error.to_fault();
            assert!(fault.wat.contains("sleutelbestand"), "{n}: {fault:?}");
            assert_eq!(files.each_ref().map(|file| fs::read(file).unwrap()), before, "nothing damaged is written over");
        } else {
            let welcome = open(&folder).unwrap_or_else(|error| panic!("key file {n}: {error:?}"));
            assert!(!welcome.read_only && welcome.model == past.book.model, "key file {n}");
            welcome.session.close().unwrap();
            assert!(copies_agree(&folder.vault()), "key file {n}: mended");
            KeyFile::load(&folder.vault()).unwrap();
        }
        fs::remove_dir_all(folder.root()).unwrap();
    }
}
