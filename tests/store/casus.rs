//! The life of a casus: it gets its key with its first batch, and when it is destroyed nothing here opens it any more.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use aandacht::domain::kluis::{
    Applied, Batch, Change, Favoriet, FavorietSoort, Key, Model, Owner, RecordId, Vernietigregel, Weight,
};
use aandacht::store::backend::{Disk, MemBackend};
use aandacht::store::session::{self, Committed, Session, With};
use aandacht::store::vault::audit::Act;
use aandacht::store::vault::{Cost, KeyFile, Limits};
use aandacht::store::{Folder, Vault, VaultError, backup};

use super::common::{PASSWORD, Place, SmallDisk, commit, favourite, favourites, moment};
use super::images::{copy_folder, files_under, patiently, without_ballast};

const MARKER: &str = "merkje-van-de-casus";
const RULE: Vernietigregel = Vernietigregel::NaOverdracht;

fn note(text: &str) -> aandacht::domain::kluis::Record {
    Favoriet::new(FavorietSoort::Naslag, text).into()
}

/// A casus that is made with this batch: its own record and one more.
fn fresh() -> Batch {
    Batch {
        changes: vec![
            Change::Put { key: Key::Casus, owner: Owner::Fresh, record: note(MARKER) },
            Change::Put { key: Key::New, owner: Owner::Fresh, record: note("een regel") },
            Change::Put { key: Key::Named("gewoon".to_owned()), owner: Owner::Shared, record: note("van niemand") },
        ],
    }
}

/// The casus of a batch that was applied.
fn casus_of(applied: &[Applied]) -> RecordId {
    let owners = applied.iter().filter_map(|change| match change {
        Applied::Put(_, stored) => Some(stored.owner),
        Applied::Deleted(_) => None,
    });
    let mut casussen = owners.filter_map(|owner| match owner {
        Owner::Casus(id) => Some(id),
        Owner::Shared => None,
        Owner::Fresh => panic!("nothing is stored under it"),
    });
    let first = casussen.next().expect("a casus");
    assert!(casussen.all(|id| id == first), "one casus a batch");
    assert!(applied.iter().any(|change| matches!(change, Applied::Put(id, _) if *id == first)), "under its own id");
    first
}

fn made(session: &mut Session) -> RecordId {
    match session.commit(&fresh(), moment(20)).unwrap() {
        Committed::Applied(applied) => casus_of(&applied),
        Committed::Reloaded(_) => panic!("nothing failed"),
    }
}

fn keys(place: &Place) -> usize {
    KeyFile::load(&place.folder.vault()).unwrap().cases().count()
}

#[test]
fn a_casus_gets_its_key_with_its_first_batch() {
    let (place, mut welcome) = Place::open_new();
    let casus = made(&mut welcome.session);
    let other = made(&mut welcome.session);
    assert_ne!(casus, other);
    welcome.session.close().unwrap();
    let mut again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    let owned =
        |model: &Model, id: RecordId| model.records().filter(|(_, stored)| stored.owner == Owner::Casus(id)).count();
    assert_eq!((owned(&again.model, casus), owned(&again.model, other)), (2, 2));
    assert_eq!(keys(&place), 2);
    let log = again.session.vault().unwrap().audit_entries().unwrap();
    assert_eq!(log.iter().filter(|entry| entry.daad == Act::Casus).count(), 2);
}

#[test]
fn a_big_batch_makes_its_casus_too() {
    let (place, mut welcome) = Place::open_new();
    let mut batch = fresh();
    batch.changes.extend((0..1_500).map(|at| Change::Put {
        key: Key::Named(format!("veel/{at}")),
        owner: Owner::Fresh,
        record: note("regel"),
    }));
    let Committed::Applied(applied) = welcome.session.commit(&batch, moment(3)).unwrap() else { panic!() };
    let casus = casus_of(&applied);
    welcome.session.close().unwrap();
    let again = place.open();
    let owned = again.model.records().filter(|(_, stored)| stored.owner == Owner::Casus(casus)).count();
    assert_eq!((owned, keys(&place)), (1_502, 1));
}

#[test]
fn a_batch_for_a_casus_that_is_not_there_is_refused_and_makes_nothing() {
    let (place, mut welcome) = Place::open_new();
    let mut batch = fresh();
    batch.changes.push(Change::Put { key: Key::New, owner: Owner::Casus(RecordId([9; 16])), record: note("x") });
    let refused = welcome.session.commit(&batch, moment(3));
    assert!(matches!(refused, Err(VaultError::NoCasus)));
    assert!(VaultError::NoCasus.to_fault().waarom.contains("casus"));
    assert_eq!(keys(&place), 0);
    commit(&mut welcome.session, &favourite("later"));
    let loose = Change::Put { key: Key::Casus, owner: Owner::Fresh, record: note("x") };
    let vault = welcome.session.vault().unwrap();
    let imported = vault.import(&mut vec![loose].into_iter(), moment(4).stamp, &mut |_| {});
    assert!(imported.is_err(), "an import makes no casus");
}

#[test]
fn a_key_whose_batch_never_arrived_is_taken_by_the_next_casus() {
    let (place, mut welcome) = Place::open_new();
    let mut too_large = fresh();
    let text = "x".repeat(100 << 20);
    too_large.changes.push(Change::Put { key: Key::New, owner: Owner::Fresh, record: note(&text) });
    for _ in 0..3 {
        assert!(matches!(welcome.session.commit(&too_large, moment(3)), Err(VaultError::RecordTooLarge)));
        assert_eq!(keys(&place), 1, "they do not add up");
    }
    let spare = *KeyFile::load(&place.folder.vault()).unwrap().cases().next().unwrap();
    // Also after the program died.
    drop(welcome);
    let mut again = patiently(|| place.try_open()).unwrap();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(made(&mut again.session).0, spare);
    assert_ne!(made(&mut again.session).0, spare, "it is taken once");
    assert_eq!(keys(&place), 2);
    again.session.close().unwrap();
    let mut again = place.open();
    made(&mut again.session);
    assert_eq!(keys(&place), 3, "a plan that was carried out is forgotten");
}

#[test]
fn what_is_planned_by_somebody_else_is_not_believed() {
    let (place, mut welcome) = Place::open_new();
    let casus = made(&mut welcome.session);
    welcome.session.close().unwrap();
    let (other, mut elsewhere) = Place::open_new();
    let plan = elsewhere.session.vault().unwrap().add_casus(moment(1).stamp);
    drop((plan, elsewhere));
    drop(other);
    for bytes in [b"{}".to_vec(), vec![0; 400], format!("{{\"vernietig\":{{\"casus\":\"{casus}\"}}}}").into_bytes()] {
        fs::write(place.folder.vault().join("voornemen"), bytes).unwrap();
        let again = place.open();
        assert!(!again.read_only && again.model.len() == 3, "{:?}", again.warnings);
        again.session.close().unwrap();
    }
}

#[test]
fn a_full_disk_at_any_moment_leaves_a_new_casus_whole_or_not_there() {
    let Some(disk) = SmallDisk::mount() else { return };
    let (place, mut welcome) = Place::open_new_in(disk.path());
    fs::write(place.folder.root().join("noodruimte"), vec![0xA7; 1 << 20]).unwrap();
    commit(&mut welcome.session, &favourite("a"));
    let filler = place.beside("vulling");
    let mut failures = 0;
    let mut casussen = 0;
    for room in (0..40).map(|step| step * 4096) {
        let free = aandacht::store::free_bytes(place.folder.root()).unwrap();
        fs::write(&filler, vec![1; free.saturating_sub(room) as usize]).unwrap();
        let tried = welcome.session.commit(&fresh(), moment(30));
        fs::remove_file(&filler).unwrap();
        let batch_arrived = match tried {
            Ok(_) => true,
            Err(_) => {
                failures += 1;
                // The same thing again, now that there is room.
                welcome.session.commit(&fresh(), moment(31)).unwrap();
                true
            }
        };
        casussen += usize::from(batch_arrived);
    }
    drop(welcome);
    let again = patiently(|| place.try_open()).unwrap();
    assert!(!again.read_only, "{:?}", again.warnings);
    let own = again.model.records().filter(|(id, stored)| stored.owner == Owner::Casus(*id)).count();
    assert_eq!(own, casussen, "each once");
    assert!(keys(&place) <= casussen + 1, "{} keys for {casussen}", keys(&place));
    assert!(failures > 0, "nothing was tested");
}

#[test]
fn whatever_write_fails_a_casus_in_memory_is_whole_or_not_there() {
    for commits in 1..4 {
        let (key_file, unlocked, _) = KeyFile::create(PASSWORD, Cost::for_tests()).unwrap();
        let disk = Disk::default();
        let backend = Box::new(MemBackend::full_after(&disk, commits));
        let mut vault = Vault::begin(backend, key_file, unlocked, moment(0).stamp).unwrap();
        let mut applied = Vec::new();
        while let Ok(done) = vault.commit(&fresh(), moment(1).stamp) {
            applied.push(casus_of(&done));
        }
        assert_eq!(applied.len(), commits - 1);
        assert!(vault.is_lost());
    }
}

// --- destroying ------------------------------------------------------------------------------------------------------

/// A vault with a casus in everything that a vault leaves around it: backups, a copy aside, a vault that was replaced,
/// a key file that was cut off, and one under a strange name.
fn lived_in() -> (Place, Session, RecordId) {
    let (place, mut welcome) = Place::open_new();
    welcome.session.back_up(moment(1)).unwrap();
    let casus = made(&mut welcome.session);
    welcome.session.back_up(moment(2)).unwrap();
    let kept = place.folder.vault().join("vault.key");
    fs::copy(&kept, place.folder.root().join("oude sleutel.txt")).unwrap();
    fs::copy(&kept, place.folder.vault().join("vault.key.nieuw")).unwrap();
    copy_folder(&place.folder.vault(), &place.folder.root().join("kluis.vervangen-2026-11-22T090000"));
    // Not closed: the next opening makes a copy aside.
    drop(welcome);
    let mut again = patiently(|| place.try_open());
    let session = &mut again.as_mut().unwrap().session;
    commit(session, &favourite("a"));
    session.back_up(moment(3)).unwrap();
    assert_eq!(place.folder.copies_aside().len(), 1);
    (place, again.unwrap().session, casus)
}

/// Every file under the folder that opens this casus with the password.
pub fn openers(place: &Path, casus: RecordId) -> Vec<String> {
    let with = With::Password(PASSWORD);
    let opens = |path: &Path| {
        let key_file = fs::read(path).ok().and_then(|bytes| KeyFile::from_bytes(&bytes).ok());
        let by_key = key_file.and_then(|file| {
            let unlocked = with.unlock(&file, Limits::TESTS).ok()?;
            file.case_key(&unlocked, &casus.0).ok()
        });
        let contents = backup::read(path, |keys| with.unlock(keys, Limits::TESTS));
        let by_backup = contents.is_ok_and(|found| found.key_file.cases().any(|id| *id == casus.0));
        by_key.is_some() || by_backup
    };
    let found = files_under(place).into_iter().filter(|path| opens(path));
    let mut found: Vec<String> =
        found.map(|path| path.strip_prefix(place).unwrap().to_string_lossy().into_owned()).collect();
    found.sort();
    found
}

fn tombstones(session: &mut Session, casus: RecordId) -> Vec<Option<Vernietigregel>> {
    let log = session.vault().unwrap().audit_entries().unwrap();
    log.iter().filter(|entry| entry.buries(casus)).map(|entry| entry.regel).collect()
}

#[test]
fn a_purged_casus_is_opened_by_no_file_any_more() {
    let (place, mut session, casus) = lived_in();
    let before = openers(place.folder.root(), casus);
    assert!(before.len() >= 8, "{before:?}");
    let elsewhere = place.beside("elders.kluis");
    session.back_up_at(&elsewhere, moment(4)).unwrap();
    let (done, report) = session.destroy_casus(casus, RULE, true, moment(30)).unwrap();
    let Committed::Applied(applied) = done else { panic!("nothing failed") };
    assert_eq!(applied.len(), 2, "the model hears of what is gone");
    assert!(applied.iter().all(|change| matches!(change, Applied::Deleted(_))));
    assert!(report.worst() < Weight::Fout, "{report:?}");
    assert_eq!(openers(place.folder.root(), casus), [""; 0]);
    assert!(place.folder.copies_aside().is_empty() && place.folder.replaced().is_empty());
    let left = backup::list(&place.folder);
    assert_eq!(left.len(), 3, "one from before it was there, one of the beginning, and the new one: {left:?}");
    for name in ["journaal", "journaal.1"] {
        assert_eq!(fs::metadata(place.folder.vault().join(name)).unwrap().len(), 0, "{name}");
    }
    assert_eq!(tombstones(&mut session, casus), [Some(RULE)]);
    session.close().unwrap();
    let mut again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(favourites(&again.model), ["a", "van niemand"]);
    assert_eq!(tombstones(&mut again.session, casus), [Some(RULE)]);
    // Asked again it does no harm, and leaves one tombstone.
    let (_, report) = again.session.destroy_casus(casus, RULE, true, moment(40)).unwrap();
    assert!(report.worst() < Weight::Fout, "{report:?}");
    assert_eq!(tombstones(&mut again.session, casus), [Some(RULE)]);
    assert!(matches!(again.session.destroy_casus(RecordId([1; 16]), RULE, true, moment(41)), Err(VaultError::Key(_))));
    again.session.close().unwrap();
    for path in files_under(place.folder.root()) {
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(MARKER.len()).any(|window| window == MARKER.as_bytes()), "{path:?}");
    }
    // What stands elsewhere is out of reach, and brings it back: that is said, and written in the manual.
    let with = With::Password(PASSWORD);
    session::restore(&place.folder, &elsewhere, with, Limits::TESTS, moment(50)).unwrap();
    assert!(favourites(&place.open().model).contains(&MARKER.to_owned()));
}

#[test]
fn without_purging_it_is_said_what_still_has_the_casus() {
    let (place, mut session, casus) = lived_in();
    let (_, report) = session.destroy_casus(casus, RULE, false, moment(30)).unwrap();
    let said: Vec<&str> = report.findings.iter().map(|finding| finding.text.as_str()).collect();
    for wanted in ["oude sleutel.txt", "kluis.vervangen-", ".kluis"] {
        assert!(said.iter().any(|text| text.contains(wanted)), "{wanted}: {said:?}");
    }
    assert!(!openers(place.folder.root(), casus).is_empty());
    // Later, after all.
    session.close().unwrap();
    let mut again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    again.session.destroy_casus(casus, RULE, true, moment(40)).unwrap();
    assert_eq!(openers(place.folder.root(), casus), [""; 0]);
    assert_eq!(tombstones(&mut again.session, casus).len(), 1);
}

#[test]
fn without_a_new_backup_the_old_ones_stay_and_the_next_opening_goes_on() {
    let (place, mut session, casus) = lived_in();
    let backups = place.folder.backups();
    let away = place.beside("weg");
    fs::rename(&backups, &away).unwrap();
    fs::write(&backups, b"een bestand").unwrap();
    let (_, report) = session.destroy_casus(casus, RULE, true, moment(30)).unwrap();
    assert_eq!(report.worst(), Weight::Fout, "{report:?}");
    assert!(report.findings.iter().any(|finding| finding.text.contains("de oude staan er nog")), "{report:?}");
    assert!(!openers(place.folder.root(), casus).is_empty());
    session.close().unwrap();
    fs::remove_file(&backups).unwrap();
    fs::rename(&away, &backups).unwrap();
    let again = place.open();
    assert!(again.warnings.iter().any(|finding| finding.text.contains("nu verwijderd")), "{:?}", again.warnings);
    assert_eq!(openers(place.folder.root(), casus), [""; 0]);
    again.session.close().unwrap();
    assert!(place.open().warnings.is_empty(), "once");
}

#[test]
fn what_cannot_be_removed_is_said() {
    let (place, mut session, casus) = lived_in();
    let stuck = place.folder.root().join("kluis.vervangen-2020-01-01T000000");
    fs::create_dir(&stuck).unwrap();
    let mount = |args: &[&str]| {
        let done = Command::new("mount").args(args).arg(&stuck).stderr(Stdio::null()).status();
        done.is_ok_and(|status| status.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"]) {
        println!("not tested: nobody may mount here");
        return;
    }
    fs::copy(place.folder.vault().join("vault.key"), stuck.join("vault.key")).unwrap();
    assert!(mount(&["-o", "remount,ro"]));
    let done = session.destroy_casus(casus, RULE, true, moment(30));
    let left = openers(place.folder.root(), casus);
    let _ = Command::new("umount").arg("-l").arg(&stuck).status();
    let (_, report) = done.unwrap();
    assert_eq!(left, ["kluis.vervangen-2020-01-01T000000/vault.key"]);
    assert_eq!(report.worst(), Weight::Fout);
    assert!(report.findings.iter().any(|finding| finding.text.contains("vervangen-2020")), "{report:?}");
}

const CHILD: &str = "AANDACHT_DESTROY_CHILD";

/// Runs only as a child: destroys the one casus in a vault.
#[test]
fn child_of_the_destroying_test() {
    let Ok(root) = std::env::var(CHILD) else { return };
    let folder = Folder::new(Path::new(&root), std::process::id());
    let opened = patiently(|| session::open(&folder, With::Password(PASSWORD), Limits::TESTS, moment(30))).unwrap();
    let (id, _) = opened.model.records().find(|(id, stored)| stored.owner == Owner::Casus(*id)).expect("the casus");
    let mut session = opened.session;
    println!("\nbegun");
    session.destroy_casus(id, RULE, true, moment(30)).unwrap();
}

#[test]
fn killed_halfway_it_is_finished_and_there_is_always_a_backup() {
    use std::io::{BufRead, BufReader};
    let rounds = std::env::var("AANDACHT_VAULT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(8_u64);
    let (place, session, casus) = lived_in();
    session.close().unwrap();
    without_ballast(place.folder.root());
    let (mut untouched, mut went_on) = (0, 0);
    for round in 0..rounds {
        let root = place.beside(&format!("ronde {round}"));
        copy_folder(place.folder.root(), &root);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::casus::child_of_the_destroying_test", "--nocapture", "--test-threads=1"])
            .env(CHILD, &root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.any(|line| line == "begun"));
        std::thread::sleep(Duration::from_micros(round * round * 450 % 30_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let folder = Folder::new(&root, std::process::id());
        let with = With::Password(PASSWORD);
        let newest = backup::list(&folder).remove(0);
        assert!(backup::read(&newest.file, |keys| with.unlock(keys, Limits::TESTS)).is_ok(), "round {round}");
        let opened = patiently(|| session::open(&folder, with, Limits::TESTS, moment(40)));
        let mut opened = opened.unwrap_or_else(|error| panic!("round {round}: {error:?}"));
        assert!(!opened.read_only, "round {round}: {:?}", opened.warnings);
        let names = favourites(&opened.model);
        if names.contains(&MARKER.to_owned()) {
            untouched += 1;
            assert_eq!(names, ["a", "een regel", MARKER, "van niemand"], "round {round}: whole");
            opened.session.destroy_casus(casus, RULE, true, moment(41)).unwrap();
        } else {
            went_on += 1;
            assert_eq!(names, ["a", "van niemand"], "round {round}");
        }
        assert_eq!(openers(&root, casus), [""; 0], "round {round}");
        assert_eq!(tombstones(&mut opened.session, casus), [Some(RULE)], "round {round}");
        opened.session.close().unwrap();
        let again = session::open(&folder, with, Limits::TESTS, moment(50)).unwrap();
        assert!(!again.read_only && again.warnings.is_empty(), "round {round}: {:?}", again.warnings);
    }
    println!("{rounds} kills: {untouched} before it began, {went_on} finished");
}
