//! Bad luck, one kind after the other: each has its own message, and nothing is lost by it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
#[cfg(target_os = "linux")]
use std::{path::Path, process::Command};

use aandacht::domain::fault::Fault;
use aandacht::domain::kluis::{Batch, Change, Finding, Key, Model, Owner, RecordId, SCHEMA};
use aandacht::store::backend::{Backend, Disk, MemBackend, Op, Tree};
use aandacht::store::session::{self, Session, With};
use aandacht::store::vault::{Cost, HEAD, Head, KeyFile, Limits, copies_agree};
use aandacht::store::{CHUNK, Doubt, Folder, Vault, VaultError};

use super::common::{PASSWORD, moment, records};
use super::images::{Book, copy_folder, fresh, named, open, open_well, patiently, put, record, scratch};

/// A vault that was closed in order, and what is in it.
struct Kept {
    dir: tempfile::TempDir,
    folder: Folder,
    book: Book,
    sheet: String,
}

impl Kept {
    fn new() -> Kept {
        let dir = scratch();
        let (folder, welcome, sheet) = fresh(dir.path());
        let mut session = welcome.session;
        let mut book = Book::default();
        for n in 0..8_u64 {
            let changes = vec![put(n as usize, Owner::Shared, record(n, 60))];
            book.commit(&mut session, &Batch { changes });
        }
        let changes = vec![put(90, Owner::Shared, record(90, 100_000))];
        book.commit(&mut session, &Batch { changes });
        session.close().unwrap();
        // Without backups and journal: what is damaged stays damaged. What heals with them is in `journal`.
        fs::remove_dir_all(folder.backups()).unwrap();
        for name in ["journaal", "journaal.1"] {
            let _ = fs::remove_file(folder.vault().join(name));
        }
        copy_folder(&folder.vault(), &dir.path().join("whole"));
        Kept { dir, folder, book, sheet }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.vault().join(name)
    }

    /// The refusal to open; whatever it is, it has its words.
    fn refused(&self) -> VaultError {
        open(&self.folder).err().expect("it opens")
    }

    /// Everything as it was before the harm.
    fn put_right(&self) {
        let vault = self.folder.vault();
        if vault.is_dir() {
            fs::remove_dir_all(&vault).unwrap()
        } else if vault.exists() {
            fs::remove_file(&vault).unwrap()
        }
        copy_folder(&self.dir.path().join("whole"), &vault);
    }

    /// Nothing was lost: it opens without a word and holds everything.
    fn is_whole(&self) {
        let welcome = open_well(&self.folder);
        assert!(welcome.model == self.book.model);
        welcome.session.close().unwrap();
    }

    fn whole_after_putting_right(&self) {
        self.put_right();
        self.is_whole();
    }

    /// Changes the store behind the program's back.
    fn tamper(&self, with: impl FnOnce(&Vault) -> Vec<Op>) {
        let mut session = open_well(&self.folder).session;
        let vault = session.vault().unwrap();
        let ops = with(vault);
        vault.backend().commit(&ops).unwrap();
        session.close().unwrap();
    }

    /// What is said about a store that can only be read; and that nothing can be written to it.
    fn doubted(&self) -> Vec<Finding> {
        let mut welcome = open(&self.folder).unwrap_or_else(|error| panic!("{error:?}"));
        assert!(welcome.read_only && !welcome.warnings.is_empty());
        assert!(self.book.wrote(&welcome.model), "what is shown is authentic");
        let refused = welcome.session.commit(&batch(1), moment(5)).err().unwrap();
        assert!(matches!(refused, VaultError::ReadOnly), "{refused:?}");
        welcome.session.close().unwrap();
        welcome.warnings
    }
}

fn batch(n: usize) -> Batch {
    Batch { changes: vec![put(n, Owner::Shared, record(5_000 + n as u64, 80))] }
}

fn everything(vault: &Vault, tree: Tree) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut found = Vec::new();
    vault
        .backend()
        .scan(tree, &mut |key, value| {
            found.push((key.to_vec(), value.to_vec()));
            Ok(())
        })
        .unwrap();
    found
}

fn raw(tree: Tree, (key, value): (&[u8], &[u8])) -> Op {
    Op::Put { tree, key: key.to_vec(), value: value.to_vec() }
}

/// Words for the user, without anything of the user's own.
fn checked(fault: &Fault) {
    assert!(!fault.wat.is_empty() && !fault.waarom.is_empty() && !fault.advies.is_empty(), "{fault:?}");
    let text = format!("{fault:?}");
    assert!(!text.contains(PASSWORD) && !text.contains("stuk/"), "{text}");
    assert_eq!(fault.class.exit_code(), 3);
}

fn says(error: &VaultError, word: &str) {
    let fault = error.to_fault();
    checked(&fault);
    assert!(fault.lines().join("\n").contains(word), "{word:?} is not in {fault:?}");
}

// --- what opens it ---------------------------------------------------------------------------------------------------

fn try_with(folder: &Folder, with: With<'_>, limits: Limits) -> Result<session::Welcome, VaultError> {
    patiently(|| session::open(folder, with, limits, moment(10)))
}

#[test]
fn a_wrong_password_says_so_and_costs_nothing() {
    let kept = Kept::new();
    let long = "lang ".repeat(400);
    let misread = kept.sheet.replacen(|letter: char| letter.is_ascii_alphabetic(), "7", 1);
    let error = |with| try_with(&kept.folder, with, Limits::TESTS).err().unwrap();
    says(&error(With::Password("iets heel anders")), "niet het goede wachtwoord");
    says(&error(With::Password("")), "geen wachtwoord ingevuld");
    says(&error(With::Password(&long)), "te lang");
    says(&error(With::Recovery("ABC")), "54");
    says(&error(With::Recovery(&misread)), "leesfout");
    kept.is_whole();
}

/// The file with its sum made good again.
fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
    let body = bytes.len() - 32;
    let sum = <sha2::Sha256 as sha2::Digest>::digest(&bytes[..body]);
    bytes[body..].copy_from_slice(&sum);
    bytes
}

fn change_keys(kept: &Kept, change: impl Fn(&mut Vec<u8>)) {
    let mut bytes = fs::read(kept.file("vault.key")).unwrap();
    change(&mut bytes);
    let bytes = summed(bytes);
    for name in ["vault.key", "vault.key.2"] {
        fs::write(kept.file(name), &bytes).unwrap();
    }
}

/// Where the first slot stands: behind magic, format, vault id, epoch, generation and the number of slots.
const SLOT: usize = 8 + 1 + 16 + 4 + 8 + 1;
const SALT: usize = SLOT + 1 + 12;
const WRAPPED: usize = SALT + 16 + 24;
const CHECK: usize = WRAPPED + 48;

#[test]
fn a_damaged_password_slot_is_said_and_the_recovery_sheet_still_opens() {
    let kept = Kept::new();
    change_keys(&kept, |bytes| bytes[WRAPPED + 5] ^= 1);
    says(&kept.refused(), "uw wachtwoord kan goed zijn");
    let opened = try_with(&kept.folder, With::Recovery(&kept.sheet), Limits::TESTS).unwrap();
    // A disk does not mend the file's own sum: somebody did this, and it is said before anything is written.
    assert!(opened.read_only && opened.model == kept.book.model);
    assert!(opened.warnings.iter().any(|finding| finding.text.contains("sleutelbestand")), "{:?}", opened.warnings);
    let mut opened = opened.session.accept(moment(11)).unwrap();
    assert!(!opened.read_only && opened.model == kept.book.model, "{:?}", opened.warnings);
    let with = With::Recovery(&kept.sheet);
    opened.session.set_password(with, PASSWORD, Cost::for_tests(), Limits::TESTS, moment(11)).unwrap();
    opened.session.close().unwrap();
    kept.is_whole();
}

#[test]
fn hostile_costs_are_refused_and_the_recovery_sheet_still_opens() {
    for (memory, passes, lanes) in [(u32::MAX, 3, 1), (64 * 1024, u32::MAX, 1), (64 * 1024, 3, 1_000), (0, 0, 0)] {
        let kept = Kept::new();
        change_keys(&kept, |bytes| {
            let cost: Vec<u8> = [memory, passes, lanes].iter().flat_map(|number: &u32| number.to_be_bytes()).collect();
            bytes[SLOT + 1..SALT].copy_from_slice(&cost);
            // The check has no key: an attacker can make it fit.
            let parts = [b"slot", &bytes[9..25], &bytes[SLOT..SALT + 16], &bytes[SALT + 16..CHECK]].concat();
            let sum = <sha2::Sha256 as sha2::Digest>::digest(parts);
            bytes[CHECK..CHECK + 8].copy_from_slice(&sum[..8]);
        });
        for limits in [Limits::REAL, Limits::TESTS] {
            let error = try_with(&kept.folder, With::Password(PASSWORD), limits).err().unwrap();
            says(&error, "vraagt iets onmogelijks");
        }
        let opened = try_with(&kept.folder, With::Recovery(&kept.sheet), Limits::REAL).unwrap();
        assert!(opened.read_only && opened.model == kept.book.model, "somebody changed it: said, and nothing is lost");
        opened.session.close().unwrap();
        kept.whole_after_putting_right();
    }
}

#[test]
fn a_missing_key_file_is_mended_from_its_copy_and_missed_when_both_are_gone() {
    let kept = Kept::new();
    for name in ["vault.key", "vault.key.2"] {
        fs::remove_file(kept.file(name)).unwrap();
        kept.is_whole();
        assert!(copies_agree(&kept.folder.vault()), "{name} is mended");
    }
    for name in ["vault.key", "vault.key.2"] {
        fs::remove_file(kept.file(name)).unwrap();
    }
    says(&kept.refused(), "sleutelbestand van de kluis is weg");
    assert!(!kept.file("vault.key").exists(), "none is made up");
    kept.whole_after_putting_right();
}

#[test]
fn the_key_file_of_another_vault_with_the_same_password_opens_nothing_and_costs_nothing() {
    let (kept, other) = (Kept::new(), Kept::new());
    let keys = fs::read(other.file("vault.key")).unwrap();
    fs::write(kept.file("vault.key.2"), &keys).unwrap();
    says(&kept.refused(), "twee verschillende kluizen");
    fs::write(kept.file("vault.key"), &keys).unwrap();
    let error = kept.refused();
    checked(&error.to_fault());
    let own = fs::read(kept.dir.path().join("whole/vault.key")).unwrap();
    for name in ["vault.key", "vault.key.2"] {
        fs::write(kept.file(name), &own).unwrap();
    }
    kept.is_whole();
}

#[test]
fn an_older_key_file_put_back_is_said_and_the_newest_put_back_is_well() {
    let kept = Kept::new();
    let old = fs::read(kept.file("vault.key")).unwrap();
    let mut session = open_well(&kept.folder).session;
    let casus = session.vault().unwrap().add_casus(moment(11).stamp).unwrap();
    let mut model = kept.book.model.clone();
    let changes = vec![put(70, Owner::Casus(casus), record(70, 50))];
    let session::Committed::Applied(applied) = session.commit(&Batch { changes }, moment(12)).unwrap() else {
        panic!("nothing failed")
    };
    model.apply(applied);
    session.close().unwrap();
    let new = fs::read(kept.file("vault.key")).unwrap();
    for name in ["vault.key", "vault.key.2"] {
        fs::write(kept.file(name), &old).unwrap();
    }
    let said = kept.doubted();
    assert!(said.iter().any(|finding| finding.text.contains("sleutelbestand is ouder")), "{said:?}");
    for name in ["vault.key", "vault.key.2"] {
        fs::write(kept.file(name), &new).unwrap();
    }
    let welcome = open_well(&kept.folder);
    assert!(welcome.model == model);
}

// --- the folder ------------------------------------------------------------------------------------------------------

#[test]
fn a_second_program_is_told_who_has_the_vault_and_since_when() {
    let kept = Kept::new();
    let mut first = open_well(&kept.folder);
    let second = Folder::new(kept.folder.root(), 99);
    for _ in 0..3 {
        let error = session::open(&second, With::Password(PASSWORD), Limits::TESTS, moment(10)).err().unwrap();
        says(&error, "4711");
        says(&error, &moment(1_000).local.strftime("%H.%M").to_string());
    }
    first.session.commit(&batch(3), moment(12)).unwrap_or_else(|error| panic!("the first is not disturbed: {error:?}"));
}

#[test]
fn where_nothing_is_there_is_no_vault_and_nothing_is_made() {
    let dir = scratch();
    let folder = Folder::new(&dir.path().join("nergens"), 1);
    says(&open(&folder).err().unwrap(), "nog geen kluis");
    assert!(!folder.root().exists());
    let kept = Kept::new();
    fs::rename(kept.folder.vault(), kept.dir.path().join("elders")).unwrap();
    says(&kept.refused(), "nog geen kluis");
    fs::rename(kept.dir.path().join("elders"), kept.folder.vault()).unwrap();
    kept.is_whole();
    let again = session::create(&kept.folder, PASSWORD, Cost::for_tests(), moment(1)).err().unwrap();
    says(&again, "al een kluis");
    kept.is_whole();
}

#[test]
fn a_file_where_a_folder_should_be_is_said_and_left_alone() {
    let dir = scratch();
    let root = dir.path().join("data");
    fs::write(&root, b"mijn bestand").unwrap();
    let folder = Folder::new(&root, 1);
    says(&open(&folder).err().unwrap(), "staat een bestand en geen map");
    let made = session::create(&folder, PASSWORD, Cost::for_tests(), moment(1));
    says(&made.err().unwrap(), "staat een bestand en geen map");
    assert_eq!(fs::read(&root).unwrap(), b"mijn bestand");
    for name in ["", "store", "anker"] {
        let kept = Kept::new();
        let path = if name.is_empty() { kept.folder.vault() } else { kept.file(name) };
        fs::rename(&path, kept.dir.path().join("elders")).unwrap();
        if name == "anker" { fs::create_dir(&path) } else { fs::write(&path, b"mijn bestand") }.unwrap();
        checked(&kept.refused().to_fault());
        if name == "anker" {
            fs::remove_dir(&path).unwrap();
        } else {
            assert_eq!(fs::read(&path).unwrap(), b"mijn bestand", "{name:?}");
            fs::remove_file(&path).unwrap();
        }
        fs::rename(kept.dir.path().join("elders"), &path).unwrap();
        kept.is_whole();
    }
}

#[test]
fn a_file_where_the_backups_should_be_costs_the_backup_and_nothing_else() {
    let kept = Kept::new();
    fs::write(kept.folder.backups(), b"mijn bestand").unwrap();
    let mut session = open_well(&kept.folder).session;
    checked(&session.back_up(moment(30)).err().unwrap().to_fault());
    session.commit(&batch(1), moment(31)).unwrap_or_else(|error| panic!("{error:?}"));
    session.close().unwrap();
    assert_eq!(fs::read(kept.folder.backups()).unwrap(), b"mijn bestand");
    assert_eq!(open_well(&kept.folder).model.len(), kept.book.model.len());
}

/// A file system of its own, when this may be: it is gone with this.
#[cfg(target_os = "linux")]
pub struct Mount(pub PathBuf);

#[cfg(target_os = "linux")]
impl Mount {
    pub fn small(at: &Path, mib: u32) -> Option<Mount> {
        fs::create_dir_all(at).unwrap();
        let size = format!("size={mib}m,mode=700");
        let done = mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], at);
        done.then(|| Mount(at.to_path_buf()))
    }

    fn again(&self, options: &str) -> bool {
        mount(&["-o", &format!("remount,{options}")], &self.0)
    }
}

#[cfg(target_os = "linux")]
fn mount(arguments: &[&str], at: &Path) -> bool {
    Command::new("mount").args(arguments).arg(at).output().is_ok_and(|output| output.status.success())
}

#[cfg(target_os = "linux")]
impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_said_and_nothing_is_touched() {
    let nowhere = Folder::new(Path::new("/proc/aandacht-proef"), 1);
    let made = session::create(&nowhere, PASSWORD, Cost::for_tests(), moment(1));
    checked(&made.err().unwrap().to_fault());
    let kept = Kept::new();
    let Some(mounted) = Mount::small(&kept.dir.path().join("alleen-lezen"), 96) else {
        println!("skipped: no file system may be mounted here");
        return;
    };
    let folder = Folder::new(&mounted.0.join("data"), 1);
    copy_folder(kept.folder.root(), folder.root());
    assert!(mounted.again("ro"));
    says(&open(&folder).err().unwrap(), "Hier kan niet geschreven worden");
    let made = session::create(&folder, PASSWORD, Cost::for_tests(), moment(1));
    says(&made.err().unwrap(), "Hier kan niet geschreven worden");
    assert!(mounted.again("rw"));
    let welcome = open_well(&folder);
    assert!(welcome.model == kept.book.model);
    drop(welcome);
}

// --- what stands in the store ----------------------------------------------------------------------------------------

/// What an attacker or a bad disk makes of the store, and a word of what is then said.
type Harm = (&'static str, fn(&Vault) -> Vec<Op>, &'static str);

/// Records of one part.
fn small(vault: &Vault) -> Vec<(Vec<u8>, Vec<u8>)> {
    let once = |key: &[u8]| vault.known().get(&aandacht::domain::kluis::RecordId(key[..16].try_into().unwrap()));
    let entries = everything(vault, Tree::Entries).into_iter();
    entries.filter(|(key, _)| once(key).is_some_and(|kept| kept.get(slot_a()).is_some_and(|w| w.parts == 1))).collect()
}

fn slot_a() -> aandacht::store::vault::parts::Slot {
    aandacht::store::vault::parts::Slot::A
}

const HARM: [Harm; 10] = [
    (
        "two records swapped",
        |vault| {
            let known = small(vault);
            vec![raw(Tree::Entries, (&known[0].0, &known[1].1)), raw(Tree::Entries, (&known[1].0, &known[0].1))]
        },
        "2 stukken in de kluis zijn niet te lezen",
    ),
    (
        "a record taken out",
        |vault| vec![Op::Delete { tree: Tree::Entries, key: small(vault)[0].0.clone() }],
        "ontbreekt iets, is iets te veel, of staat iets ouds",
    ),
    (
        "a record too many",
        |vault| vec![raw(Tree::Entries, (&[7; 18], &small(vault)[0].1))],
        "Eén stuk in de kluis is niet te lezen",
    ),
    (
        "a part of a long text taken out",
        |vault| {
            let known = everything(vault, Tree::Entries);
            let part = known.iter().find(|(key, _)| key[16..] == [0, 3]).unwrap();
            vec![Op::Delete { tree: Tree::Entries, key: part.0.clone() }]
        },
        "ontbreekt een deel",
    ),
    (
        "a bit of a record changed",
        |vault| {
            let (key, mut value) = small(vault)[2].clone();
            value[200] ^= 4;
            vec![raw(Tree::Entries, (&key, &value))]
        },
        "Eén stuk in de kluis is niet te lezen",
    ),
    (
        "the log cut short",
        |vault| {
            let log = everything(vault, Tree::Audit);
            vec![Op::Delete { tree: Tree::Audit, key: log.last().unwrap().0.clone() }]
        },
        "logboek van de kluis is veranderd of ingekort",
    ),
    (
        "a line of the log changed",
        |vault| {
            let log = everything(vault, Tree::Audit);
            vec![raw(Tree::Audit, (&log[2].0, &log[3].1))]
        },
        "logboek van de kluis is veranderd of ingekort",
    ),
    (
        "a line of the log taken out",
        |vault| vec![Op::Delete { tree: Tree::Audit, key: everything(vault, Tree::Audit)[1].0.clone() }],
        "logboek van de kluis is veranderd of ingekort",
    ),
    (
        "a record in the log",
        |vault| {
            let next = (everything(vault, Tree::Audit).len() as u64).to_be_bytes();
            vec![raw(Tree::Audit, (&next, &small(vault)[0].1))]
        },
        "logboek van de kluis is veranderd of ingekort",
    ),
    (
        "a line of the log among the records",
        |vault| vec![raw(Tree::Entries, (&[9; 18], &everything(vault, Tree::Audit)[0].1))],
        "Eén stuk in de kluis is niet te lezen",
    ),
];

#[test]
fn whatever_is_changed_behind_the_back_is_said_and_nothing_is_written_over_it() {
    for (what, harm, word) in HARM {
        let kept = Kept::new();
        kept.tamper(harm);
        let said = kept.doubted();
        assert!(said.iter().any(|finding| finding.text.contains(word)), "{what}: {said:?}");
        assert!(said.iter().all(|finding| !finding.advice.is_empty()), "{what}");
        assert_eq!(said, kept.doubted(), "{what}: looking changes nothing");
        kept.whole_after_putting_right();
    }
}

#[test]
fn an_older_envelope_of_the_same_record_put_back_is_said() {
    let kept = Kept::new();
    let mut session = open_well(&kept.folder).session;
    let vault = session.vault().unwrap();
    let before = everything(vault, Tree::Entries);
    let head = vault.backend().get(Tree::Meta, &HEAD).unwrap().unwrap();
    let replaced = vault.keys().named("stuk/1").0;
    session.commit(&batch(1), moment(12)).unwrap_or_else(|error| panic!("{error:?}"));
    let old = before.iter().find(|(key, _)| key[..16] == replaced).unwrap();
    session.vault().unwrap().backend().commit(&[raw(Tree::Entries, (&old.0, &old.1))]).unwrap();
    session.close().unwrap();
    let said = kept.doubted();
    assert!(said.iter().any(|finding| finding.text.contains("staat iets ouds")), "{said:?}");
    // And with the head of that time the store agrees with itself; only the log and the anchor know better.
    let mut session = open(&kept.folder).unwrap().session;
    session.vault().unwrap().backend().commit(&[raw(Tree::Meta, (&HEAD, &head))]).unwrap();
    session.close().unwrap();
    fs::remove_file(kept.file("journaal")).unwrap();
    let said = kept.doubted();
    assert!(said.iter().any(|finding| finding.text.contains("ouder dan hij was")), "{said:?}");
    kept.whole_after_putting_right();
}

#[test]
fn a_removed_record_put_back_is_said() {
    let kept = Kept::new();
    let mut session = open_well(&kept.folder).session;
    let before = everything(session.vault().unwrap(), Tree::Entries);
    let gone = session.vault().unwrap().keys().named("stuk/1").0;
    session.commit(&Batch::delete(named(1)), moment(12)).unwrap_or_else(|error| panic!("{error:?}"));
    let old = before.iter().find(|(key, _)| key[..16] == gone).unwrap();
    session.vault().unwrap().backend().commit(&[raw(Tree::Entries, (&old.0, &old.1))]).unwrap();
    session.close().unwrap();
    let said = kept.doubted();
    assert!(said.iter().any(|finding| finding.text.contains("is iets te veel")), "{said:?}");
    kept.whole_after_putting_right();
}

#[test]
fn a_store_without_its_head_or_of_a_newer_program_does_not_open_and_says_why() {
    let kept = Kept::new();
    kept.tamper(|_| vec![Op::Delete { tree: Tree::Meta, key: HEAD.to_vec() }]);
    says(&kept.refused(), "De kluis is beschadigd");
    kept.whole_after_putting_right();
    kept.tamper(|vault| {
        let newer = Head { schema: SCHEMA + 1, ..vault.head() };
        vec![raw(Tree::Meta, (&HEAD, &newer.seal(&vault.keys().head).unwrap()))]
    });
    for _ in 0..2 {
        says(&kept.refused(), "nieuwere versie");
    }
    assert!(kept.folder.replaced().is_empty(), "it is not even tried");
    kept.whole_after_putting_right();
}

#[test]
fn a_key_file_of_a_newer_program_says_so() {
    let kept = Kept::new();
    change_keys(&kept, |bytes| bytes[8] = 9);
    let before = fs::read(kept.file("vault.key")).unwrap();
    says(&kept.refused(), "sleutelbestand is van een nieuwere versie");
    assert_eq!(fs::read(kept.file("vault.key")).unwrap(), before);
    kept.whole_after_putting_right();
}

#[test]
fn a_half_snapshot_of_the_engine_costs_nothing() {
    let kept = Kept::new();
    let store = kept.file("store");
    let snapshot = fs::read_dir(&store).unwrap().map(|entry| entry.unwrap().path());
    let snapshot = snapshot.into_iter().find(|path| path.to_string_lossy().contains("/snap.")).unwrap();
    let whole = fs::read(snapshot).unwrap();
    for half in [&b""[..], b"12345", &whole[..whole.len() / 2]] {
        fs::write(store.join("snap.FFFFFFFFFFFFFFFF.generating"), half).unwrap();
        kept.is_whole();
    }
}

#[test]
fn a_ruined_engine_file_is_said_and_kept() {
    let kept = Kept::new();
    let db = kept.file("store/db");
    let size = fs::metadata(&db).unwrap().len();
    fs::write(&db, vec![0xEE; usize::try_from(size).unwrap()]).unwrap();
    match open(&kept.folder) {
        Err(error) => checked(&error.to_fault()),
        Ok(welcome) => assert!(welcome.read_only && !welcome.warnings.is_empty()),
    }
    let copies = kept.folder.copies_aside();
    assert!(copies.iter().any(|copy| fs::read(copy.join("db")).unwrap()[0] == 0xEE), "what stood there is kept");
    kept.whole_after_putting_right();
}

#[test]
fn a_clock_that_was_set_back_is_a_warning_and_no_more() {
    let kept = Kept::new();
    let welcome =
        patiently(|| session::open(&kept.folder, With::Password(PASSWORD), Limits::TESTS, moment(-100_000))).unwrap();
    assert!(!welcome.read_only && welcome.model == kept.book.model);
    assert_eq!(welcome.warnings.len(), 1);
    assert!(welcome.warnings[0].text.contains("klok") && !welcome.warnings[0].advice.is_empty());
    let mut session = welcome.session;
    session.commit(&batch(2), moment(-99_999)).unwrap_or_else(|error| panic!("{error:?}"));
    session.back_up(moment(-99_998)).unwrap();
    session.close().unwrap();
    open_well(&kept.folder);
}

#[test]
fn texts_of_every_size_come_back_and_the_engine_keeps_no_loose_files() {
    let kept = Kept::new();
    let mut session = open_well(&kept.folder).session;
    let mut book = Book::default();
    for (n, size) in [1, 5_000, 6_000, 6_144, 12_000, 100_000, 102_400, 400_000].into_iter().enumerate() {
        let changes = vec![put(200 + n, Owner::Shared, record(n as u64, size))];
        book.commit(&mut session, &Batch { changes });
    }
    // And smaller again, so that parts have to go.
    book.commit(&mut session, &Batch { changes: vec![put(207, Owner::Shared, record(1, 30))] });
    session.close().unwrap();
    let welcome = open_well(&kept.folder);
    assert!(book.model.records().all(|(id, stored)| welcome.model.get(id).is_some_and(|found| found == stored)));
    assert_eq!(fs::read_dir(kept.file("store/blobs")).unwrap().count(), 0);
}

// --- cut off in the middle -------------------------------------------------------------------------------------------

#[test]
fn a_swap_that_was_cut_off_is_finished_or_undone() {
    let kept = Kept::new();
    let fresh = kept.folder.fresh();
    // Between the two renames: the new one is whole, the old one has its other name.
    copy_folder(&kept.folder.vault(), &fresh);
    fs::write(fresh.join("klaar"), b"").unwrap();
    fs::rename(kept.folder.vault(), kept.folder.root().join("kluis.vervangen-2026-11-22T090000")).unwrap();
    assert!(kept.folder.has_vault());
    kept.is_whole();
    assert!(!fresh.exists());
    // Before the first: nobody was told of the new one.
    copy_folder(&kept.folder.vault(), &fresh);
    fs::write(fresh.join("klaar"), b"").unwrap();
    kept.is_whole();
    assert!(!fresh.exists());
    // While it was built.
    for half in [&["vault.key"][..], &["vault.key", "vault.key.2"], &[]] {
        fs::create_dir_all(fresh.join("store")).unwrap();
        for name in half {
            fs::copy(kept.file(name), fresh.join(name)).unwrap();
        }
        fs::write(fresh.join("store/db"), b"half").unwrap();
        kept.is_whole();
        assert!(!fresh.exists());
    }
    // And one that was being made for the first time is no vault.
    fs::rename(kept.folder.vault(), kept.dir.path().join("elders")).unwrap();
    fs::create_dir_all(fresh.join("store")).unwrap();
    assert!(!kept.folder.has_vault());
    says(&kept.refused(), "nog geen kluis");
    kept.whole_after_putting_right();
}

fn stored(session: &mut Session) -> usize {
    everything(session.vault().unwrap(), Tree::Entries).len()
}

#[test]
fn an_import_that_was_cut_off_is_never_seen_and_is_cleared_away() {
    for cut in [0, 1, 999, 1_000, 1_001, 2_500] {
        let kept = Kept::new();
        let mut session = open_well(&kept.folder).session;
        let before = stored(&mut session);
        let vault = session.vault().unwrap();
        let mut changes = (0..3_000_usize).map(|n| {
            assert!(n < cut, "cut off");
            if n % 50 == 3 { Change::Delete(named(n % 8)) } else { put(n, Owner::Shared, record(n as u64 + 77, 40)) }
        });
        let cut_off = catch_unwind(AssertUnwindSafe(|| {
            vault.import(&mut changes, moment(13).stamp, &mut |_| panic!("nothing may be told"))
        }));
        assert!(cut_off.is_err());
        let begun = stored(&mut session);
        assert_eq!(begun > before, cut >= CHUNK, "{cut}: {before} {begun}");
        drop(session);
        let mut welcome = open_well(&kept.folder);
        assert!(welcome.model == kept.book.model, "{cut}");
        assert_eq!(stored(&mut welcome.session), before, "{cut}: nothing of it is left");
        assert_eq!(welcome.session.vault().unwrap().head().import, None);
        welcome.session.close().unwrap();
        kept.is_whole();
    }
}

#[test]
fn an_import_that_is_refused_in_the_middle_leaves_no_trace() {
    let kept = Kept::new();
    let mut session = open_well(&kept.folder).session;
    let before = stored(&mut session);
    let nobody = Owner::Casus(aandacht::domain::kluis::RecordId([9; 16]));
    let mut changes =
        (0..2_200_usize).map(|n| put(n, if n == 2_100 { nobody } else { Owner::Shared }, record(n as u64, 40)));
    let error = session.vault().unwrap().import(&mut changes, moment(13).stamp, &mut |_| panic!("nothing is told"));
    assert!(matches!(error, Err(VaultError::NoCasus)));
    assert_eq!(stored(&mut session), before);
    session.commit(&batch(500), moment(14)).unwrap_or_else(|error| panic!("it goes on: {error:?}"));
    session.close().unwrap();
    assert_eq!(open_well(&kept.folder).model.len(), kept.book.model.len() + 1);
}

#[test]
fn an_import_of_five_thousand_updates_and_removals_is_what_the_model_says() {
    let dir = scratch();
    let (folder, welcome, _) = fresh(dir.path());
    let mut session = welcome.session;
    let mut book = Book::default();
    book.import(&mut session, (0..2_000).map(|n| put(n, Owner::Shared, record(n as u64, 50))).collect());
    assert_eq!(book.model.len(), 2_000);
    let mut changes: Vec<Change> = Vec::new();
    for n in 0..5_000_usize {
        changes.push(match n % 7 {
            0 => Change::Delete(named(n / 2)),
            1 => Change::Put { key: Key::New, owner: Owner::Shared, record: record(n as u64, 40) },
            // Some come twice in one import: the last one counts.
            _ => put(n * 3 % 4_000, Owner::Shared, record(n as u64 + 9_000, if n % 500 == 2 { 15_000 } else { 60 })),
        });
    }
    book.import(&mut session, changes.clone());
    // What the changes come to, without any store.
    let mut names: std::collections::BTreeMap<String, Vec<u8>> =
        (0..2_000).map(|n| (format!("stuk/{n}"), record(n as u64, 50).to_bytes().unwrap())).collect();
    let mut unnamed = Vec::new();
    for change in changes {
        match change {
            Change::Put { key: Key::Named(name), record, .. } => drop(names.insert(name, record.to_bytes().unwrap())),
            Change::Put { record, .. } => unnamed.push(record.to_bytes().unwrap()),
            Change::Delete(Key::Named(name)) => drop(names.remove(&name)),
            Change::Delete(_) => {}
        }
    }
    let mut expected: Vec<Vec<u8>> = names.into_values().chain(unnamed).collect();
    expected.sort();
    let sorted = |model: &Model| {
        let mut found: Vec<Vec<u8>> = model.records().map(|(_, stored)| stored.record.to_bytes().unwrap()).collect();
        found.sort();
        found
    };
    assert!(sorted(&book.model) == expected, "what was told");
    session.close().unwrap();
    assert!(sorted(&open_well(&folder).model) == expected, "what is there");
}

// --- a large store ---------------------------------------------------------------------------------------------------

/// Large enough to be handed out in several stretches, with one record that is larger than a stretch.
#[test]
fn a_large_store_opens_as_it_was_written_and_says_of_each_damaged_record_that_it_is() {
    let disk = Disk::default();
    let (keys, unlocked, _) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
    let mut vault = Vault::begin(Box::new(MemBackend::open(&disk)), keys.clone(), unlocked, moment(0).stamp).unwrap();
    let mut book = Book::default();
    let small = (0..2_000).map(|n| put(n, Owner::Shared, record(n as u64, 700)));
    let mut changes = small.chain([put(9_000, Owner::Shared, record(9_000, 600_000))]);
    vault.import(&mut changes, moment(1).stamp, &mut |change| book.take(vec![change])).unwrap();
    drop(vault);
    let opened = || {
        let unlocked = keys.unlock(PASSWORD, Limits::TESTS).unwrap();
        Vault::open(Box::new(MemBackend::open(&disk)), keys.clone(), unlocked).unwrap()
    };
    let whole = opened();
    assert_eq!(whole.doubts, []);
    assert!(whole.model == book.model && whole.model.len() == 2_001);
    // The first part of each: those of one record follow each other.
    let mut firsts = Vec::new();
    let backend = MemBackend::open(&disk);
    backend
        .scan(Tree::Entries, &mut |key, value| {
            if key[16..] == [0, 0] && value.len() < 1_500 {
                firsts.push((key.to_vec(), value.to_vec()));
            }
            Ok(())
        })
        .unwrap();
    let damaged = [0, 1, firsts.len() / 2, firsts.len() - 1].map(|at| {
        let (key, mut value) = firsts[at].clone();
        *value.last_mut().unwrap() ^= 1;
        backend.commit(&[Op::Put { tree: Tree::Entries, key: key.clone(), value }]).unwrap();
        key
    });
    let hurt = opened();
    assert_eq!(hurt.doubts, [Doubt::Unreadable(4), Doubt::Root]);
    let mut left = records(&book.model);
    left.retain(|(id, _)| !damaged.iter().any(|key| RecordId(key[..16].try_into().unwrap()).to_string() == *id));
    assert!(records(&hurt.model) == left && left.len() == 1_997);
}

// --- a full disk -----------------------------------------------------------------------------------------------------

#[test]
fn a_disk_that_is_full_after_any_number_of_writes_keeps_what_was_acknowledged() {
    for room in 1..12 {
        let disk = Disk::default();
        let (keys, unlocked, _) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
        let backend = Box::new(MemBackend::full_after(&disk, room));
        let mut vault = Vault::begin(backend, keys.clone(), unlocked, moment(0).stamp).unwrap();
        let mut book = Book::default();
        let error = (0..).find_map(|n| match vault.commit(&batch(n), moment(1).stamp) {
            Ok(applied) => {
                book.take(applied);
                None
            }
            Err(error) => Some(error),
        });
        says(&error.unwrap(), "De schijf is vol");
        assert!(vault.is_lost());
        says(&vault.commit(&batch(0), moment(2).stamp).err().unwrap(), "Een eerdere keer opslaan mislukte");
        drop(vault);
        let unlocked = keys.unlock(PASSWORD, Limits::TESTS).unwrap();
        let mut opened = Vault::open(Box::new(MemBackend::open(&disk)), keys.clone(), unlocked).unwrap();
        assert!(opened.doubts.is_empty() && opened.model == book.model, "{room}");
        opened.vault.commit(&batch(room), moment(3).stamp).unwrap_or_else(|error| panic!("{error:?}"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_save_on_a_full_disk_fails_with_its_message_and_works_again_with_room() {
    let dir = tempfile::tempdir().unwrap();
    let Some(mounted) = Mount::small(&dir.path().join("klein"), 112) else {
        println!("skipped: no file system may be mounted here");
        return;
    };
    let (folder, welcome, _) = fresh(&mounted.0);
    let mut session = welcome.session;
    let mut book = Book::default();
    for n in 0..10 {
        book.commit(&mut session, &batch(n));
    }
    let filler = mounted.0.join("vol");
    let mut refused = 0;
    for round in 0..4_usize {
        fill(&filler);
        let large = |n: usize| Batch { changes: vec![put(300 + n, Owner::Shared, record(n as u64, 60_000))] };
        // The engine has taken room for a while ahead.
        let (at, error) = (round * 100..round * 100 + 100)
            .find_map(|n| match session.commit(&large(n), moment(20)) {
                Ok(session::Committed::Applied(applied)) => {
                    book.take(applied);
                    None
                }
                Ok(session::Committed::Reloaded(model)) => {
                    book.model = model;
                    None
                }
                Err(error) => Some((n, error)),
            })
            .expect("the disk is full");
        says(&error, "De schijf is vol");
        says(&session.commit(&large(at), moment(21)).err().unwrap(), "schijf");
        refused += 2;
        fs::remove_file(&filler).unwrap();
        // The same batch, in the same session: the vault comes back by itself.
        match patiently(|| session.commit(&large(at), moment(22))).unwrap_or_else(|error| panic!("{error:?}")) {
            session::Committed::Reloaded(model) => {
                let there = |(id, stored)| model.get(id).is_some_and(|found| found == stored);
                assert!(book.model.records().all(there), "every acknowledged record");
                assert_eq!(model.len(), book.model.len() + 1);
                book.model = model;
            }
            // The journal is asked first: when that had no room, the vault itself was never in doubt.
            session::Committed::Applied(applied) => book.take(applied),
        }
    }
    println!("{refused} saves refused on a full disk, nothing lost");
    session.close().unwrap();
    let welcome = open_well(&folder);
    assert!(welcome.model == book.model);
    drop(welcome);
    // Too little room to open at all.
    fill(&filler);
    let error = open(&folder).err().unwrap();
    says(&error, "schijf is bijna vol");
    fs::remove_file(&filler).unwrap();
    assert!(open_well(&folder).model == book.model);
}

/// Takes all room that there is.
#[cfg(target_os = "linux")]
pub fn fill(path: &Path) {
    use std::io::Write;
    let mut file = fs::File::create(path).unwrap();
    for size in [1 << 20, 4096] {
        let piece = vec![0xAA_u8; size];
        while file.write_all(&piece).is_ok() {}
    }
}

// --- the words -------------------------------------------------------------------------------------------------------

#[test]
fn every_refusal_has_words_of_its_own() {
    use aandacht::store::vault::{KeyFileError, RecoveryError};
    use aandacht::store::{Doubt, StoreError};
    let io = |kind: std::io::ErrorKind| VaultError::Store(StoreError::Io(kind.into()));
    let errors = [
        io(std::io::ErrorKind::StorageFull),
        io(std::io::ErrorKind::PermissionDenied),
        io(std::io::ErrorKind::ReadOnlyFilesystem),
        io(std::io::ErrorKind::NotFound),
        StoreError::Engine("x".to_owned()).into(),
        StoreError::TooLarge { size: 9, most: 1 }.into(),
        StoreError::Poisoned.into(),
        StoreError::NoRoom { dir: "x".into(), free: 1, needed: 2 }.into(),
        StoreError::NoRandomness.into(),
        StoreError::NotADirectory("x".into()).into(),
        StoreError::Locked { pid: "1".to_owned(), since: "09.00".to_owned() }.into(),
        KeyFileError::Missing.into(),
        KeyFileError::Damaged.into(),
        KeyFileError::UnknownFormat(2).into(),
        KeyFileError::DamagedSlot.into(),
        KeyFileError::NoSlot.into(),
        KeyFileError::Cost.into(),
        KeyFileError::WrongKey.into(),
        KeyFileError::EmptyPassword.into(),
        KeyFileError::LongPassword.into(),
        KeyFileError::NoMemory.into(),
        KeyFileError::OtherVault.into(),
        KeyFileError::NoCase.into(),
        RecoveryError::Length(3).into(),
        RecoveryError::Letter(3).into(),
        RecoveryError::Check.into(),
        VaultError::NoVault("x".into()),
        VaultError::Exists("x".into()),
        VaultError::NewerStore,
        VaultError::Damaged(vec![Doubt::NoHead]),
        VaultError::ReadOnly,
        VaultError::NoCasus,
        VaultError::RecordTooLarge,
        VaultError::NotABackup("x".into()),
        VaultError::NewerBackup("x".into()),
        VaultError::DamagedBackup("x".into()),
        VaultError::NothingToSalvage,
    ];
    let faults: Vec<Fault> = errors.iter().map(VaultError::to_fault).collect();
    for (at, fault) in faults.iter().enumerate() {
        checked(fault);
        let same = faults[..at].iter().find(|other| (&other.wat, &other.waarom) == (&fault.wat, &fault.waarom));
        assert!(same.is_none(), "twice: {fault:?}");
    }
    let doubts = [
        Doubt::Unreadable(1),
        Doubt::Unreadable(2),
        Doubt::Incomplete(1),
        Doubt::Incomplete(2),
        Doubt::Root,
        Doubt::Chain,
        Doubt::NoHead,
        Doubt::Behind { store: 1, anchor: 2 },
        Doubt::Anchor,
        Doubt::NoAnchor,
        Doubt::KeyFile,
    ];
    let findings: Vec<Finding> = doubts.iter().map(Doubt::finding).collect();
    for (at, finding) in findings.iter().enumerate() {
        assert!(!finding.text.is_empty() && !finding.advice.is_empty());
        assert!(findings[..at].iter().all(|other| other.text != finding.text), "twice: {finding:?}");
    }
}
