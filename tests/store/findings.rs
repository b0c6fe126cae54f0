//! What a hostile reading of the store found, each with the way in which it went wrong.
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use aandacht::domain::kluis::{Batch, Change, Favoriet, FavorietSoort, Key, Owner, RecordId};
use aandacht::store::backend::{Backend, Op, SledBackend, Tree};
use aandacht::store::session::{self, Committed, With};
use aandacht::store::vault::{Cost, KeyFile, Limits};
use aandacht::store::{Folder, salvage};

use super::common::{PASSWORD, Place, SmallDisk, commit, favourite, favourites, moment, sheet};
use super::images::copy_folder;

fn many(from: usize, count: usize, text: &str, owner: Owner) -> Vec<Change> {
    (from..from + count)
        .map(|at| Change::Put {
            key: Key::Named(format!("veel/{at}")),
            owner,
            record: Favoriet::new(FavorietSoort::Naslag, &format!("{text}{at:05}")).into(),
        })
        .collect()
}

fn flip(path: &Path, at: usize, size: usize) {
    let mut bytes = fs::read(path).unwrap();
    for byte in bytes.iter_mut().skip(at).take(size) {
        *byte ^= 0x5A;
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_big_batch_that_failed_halfway_on_a_full_disk_is_not_reported_as_saved() {
    let Some(disk) = SmallDisk::mount() else { return };
    let (place, mut welcome) = Place::open_new_in(disk.path());
    fs::write(place.folder.root().join("noodruimte"), vec![0xA7; 16 << 20]).unwrap();
    commit(&mut welcome.session, &favourite("a"));
    let filler = place.beside("vulling");
    let free = aandacht::store::free_bytes(place.folder.root()).unwrap();
    let mut file = fs::File::create(&filler).unwrap();
    let room = 3 << 20;
    file.write_all(&vec![1; (free - room) as usize]).unwrap();
    let batch = Batch { changes: many(0, 12_000, &"x".repeat(300), Owner::Shared) };
    match welcome.session.commit(&batch, moment(30)) {
        Err(error) => println!("honest error: {error:?}"),
        Ok(Committed::Applied(applied)) => println!("fitted: {}", applied.len()),
        Ok(Committed::Reloaded(model)) => {
            drop(file);
            fs::remove_file(&filler).unwrap();
            assert_eq!(model.len(), 12_001, "commit said Ok and the batch is not there");
        }
    }
}

#[test]
fn a_full_disk_after_a_new_casus_does_not_call_the_store_damaged() {
    let Some(disk) = SmallDisk::mount() else { return };
    let (place, mut welcome) = Place::open_new_in(disk.path());
    fs::write(place.folder.root().join("noodruimte"), vec![0xA7; 16 << 20]).unwrap();
    let casus = welcome.session.vault().unwrap().add_casus(moment(1).stamp).unwrap();
    commit(&mut welcome.session, &Batch { changes: many(0, 1, "casus", Owner::Casus(casus)) });
    let filler = place.beside("vulling");
    let free = aandacht::store::free_bytes(place.folder.root()).unwrap();
    let mut file = fs::File::create(&filler).unwrap();
    file.write_all(&vec![1; (free - (600 << 10)) as usize]).unwrap();
    let mut failed = None;
    for at in 0..200 {
        let batch = Batch { changes: many(at * 500, 500, &"y".repeat(300), Owner::Shared) };
        match welcome.session.commit(&batch, moment(30)) {
            Ok(Committed::Applied(_)) => {}
            Ok(Committed::Reloaded(_)) => break,
            Err(error) => {
                failed = Some(format!("{error:?}"));
                break;
            }
        }
    }
    drop(file);
    fs::remove_file(&filler).unwrap();
    // Room again: the session recovers by itself.
    let again = welcome.session.commit(&favourite("later"), moment(40)).map(|_| ());
    assert!(again.is_ok(), "first: {failed:?}, with room again: {:?}", again.err());
}

#[test]
fn renewing_keeps_what_is_found_by_name() {
    let (_place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    let (mut again, _) = welcome.session.renew("een heel nieuw begin", Cost::for_tests(), moment(5)).unwrap();
    commit(&mut again.session, &favourite("a"));
    again.session.close().unwrap();
    let with = With::Password("een heel nieuw begin");
    let again = session::open(&_place.folder, with, Limits::TESTS, moment(9)).unwrap();
    assert_eq!(favourites(&again.model), ["a"], "written again under its name, it is there once");
    let mut session = again.session;
    commit(&mut session, &Batch::delete(Favoriet::new(FavorietSoort::Naslag, "a").key()));
    session.close().unwrap();
    let again = session::open(&_place.folder, with, Limits::TESTS, moment(9)).unwrap();
    assert_eq!(favourites(&again.model), [""; 0], "removed");
}

#[test]
fn the_copy_from_before_the_engine_wiped_is_kept_however_often_the_vault_is_opened() {
    let (place, mut welcome) = Place::open_new();
    for at in 0..40 {
        commit(&mut welcome.session, &favourite(&format!("{at}{}", "z".repeat(3000))));
    }
    welcome.session.close().unwrap();
    let size = fs::metadata(place.store().join("db")).unwrap().len() as usize;
    flip(&place.store().join("db"), size / 3, 20_000);
    let damaged = fs::read(place.store().join("db")).unwrap();
    for time in 0..4 {
        let opened = catch_unwind(AssertUnwindSafe(|| {
            session::open(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(100 + time))
        }));
        match opened {
            Ok(Ok(welcome)) => {
                println!("open {time}: read_only {} records {}", welcome.read_only, welcome.model.len());
                welcome.session.close().unwrap();
            }
            Ok(Err(error)) => println!("open {time}: {error:?}"),
            Err(_) => println!("open {time}: PANIC"),
        }
        let kept = place.folder.copies_aside();
        let whole = kept.iter().filter(|copy| fs::read(copy.join("db")).unwrap() == damaged).count();
        println!("  copies {} of which as found {whole}", kept.len());
        assert!(whole > 0, "opening {time} threw the only copy from before the recovery away");
    }
}

#[test]
fn a_recovery_sheet_whose_second_copy_could_not_be_written_is_given_and_works() {
    let (place, mut welcome) = Place::open_new();
    // The second copy cannot be written.
    let obstacle = place.folder.vault().join("vault.key.2.nieuw");
    fs::create_dir_all(&obstacle).unwrap();
    let fresh = welcome.session.set_recovery(With::Password(PASSWORD), Limits::TESTS, moment(2)).unwrap();
    welcome.session.close().unwrap();
    fs::remove_dir_all(&obstacle).unwrap();
    let opened = session::open(&place.folder, With::Recovery(&sheet(&fresh)), Limits::TESTS, moment(3)).unwrap();
    assert!(!opened.read_only, "{:?}", opened.warnings);
    let copies = ["vault.key", "vault.key.2"].map(|name| fs::read(place.folder.vault().join(name)).unwrap());
    assert!(copies[0] == copies[1], "mended at the opening");
}

#[test]
fn a_password_counts_from_the_first_copy_on_and_not_before() {
    let (place, mut welcome) = Place::open_new();
    let set = |session: &mut session::Session, obstacle: &str, fresh: &str| {
        let obstacle = place.folder.vault().join(obstacle);
        fs::create_dir_all(&obstacle).unwrap();
        let with = With::Password(PASSWORD);
        let set = session.set_password(with, fresh, Cost::for_tests(), Limits::TESTS, moment(2));
        fs::remove_dir_all(&obstacle).unwrap();
        set
    };
    assert!(set(&mut welcome.session, "vault.key.nieuw", "niet").is_err());
    assert!(set(&mut welcome.session, "vault.key.2.nieuw", "nieuw").is_ok());
    welcome.session.close().unwrap();
    assert!(place.try_open().is_err());
    let with = With::Password("nieuw");
    assert!(!session::open(&place.folder, with, Limits::TESTS, moment(3)).unwrap().read_only);
}

#[test]
fn a_vault_whose_first_backup_fails_still_gives_its_recovery_sheet() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("data");
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join("backup"), b"a file").unwrap();
    let folder = Folder::new(&root, 1);
    let made = session::create(&folder, PASSWORD, Cost::for_tests(), moment(0));
    assert!(made.is_ok() || !folder.has_vault(), "an error, and yet a vault whose sheet nobody saw");
}

#[test]
fn renewing_whose_backup_fails_still_gives_the_recovery_sheet() {
    let (place, welcome) = Place::open_new();
    fs::remove_dir_all(place.folder.backups()).unwrap();
    fs::write(place.folder.backups(), b"a file").unwrap();
    let renewed = welcome.session.renew("een heel nieuw begin", Cost::for_tests(), moment(5));
    assert!(renewed.is_ok() || place.try_open().is_ok(), "\"the old one then still holds\"; it was removed");
}

#[test]
fn salvage_takes_nothing_from_an_import_that_never_happened() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &Batch { changes: many(0, 5, "echt", Owner::Shared) });
    let mut changes = many(0, 1_200, "nooit", Owner::Shared);
    changes.extend(many(5_000, 1, "fout", Owner::Casus(RecordId([9; 16]))));
    let vault = welcome.session.vault().unwrap();
    assert!(vault.import(&mut changes.into_iter(), moment(3).stamp, &mut |_| ()).is_err());
    welcome.session.close().unwrap();
    let before = {
        let w = place.open();
        let n = favourites(&w.model);
        w.session.close().unwrap();
        n
    };
    assert_eq!(before.len(), 5);
    salvage::salvage(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(50)).unwrap();
    let after = favourites(&place.open().model);
    assert_eq!(after.len(), before.len(), "{:?}", &after[..8.min(after.len())]);
    assert_eq!(after, before);
}

#[test]
fn salvage_keeps_what_was_removed_and_written_in_one_batch() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    let favoriet = Favoriet::new(FavorietSoort::Naslag, "a");
    let key = favoriet.key();
    let batch = Batch {
        changes: vec![Change::Delete(key.clone()), Change::Put { key, owner: Owner::Shared, record: favoriet.into() }],
    };
    commit(&mut welcome.session, &batch);
    welcome.session.close().unwrap();
    salvage::salvage(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(50)).unwrap();
    assert_eq!(favourites(&place.open().model), ["a"]);
}

#[test]
fn salvage_does_not_bring_back_what_an_import_removed() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &Batch { changes: many(0, 5, "echt", Owner::Shared) });
    let mut changes = many(100, 10, "in", Owner::Shared);
    changes.push(Change::Delete(Key::Named("veel/2".to_owned())));
    welcome.session.vault().unwrap().import(&mut changes.into_iter(), moment(3).stamp, &mut |_| ()).unwrap();
    welcome.session.close().unwrap();
    salvage::salvage(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(50)).unwrap();
    assert_eq!(place.open().model.len(), 14);
}

fn all(dir: &Path) -> Vec<(Tree, Vec<u8>, Vec<u8>)> {
    let backend = SledBackend::open(dir).unwrap();
    let mut found = Vec::new();
    for tree in Tree::ALL {
        backend
            .scan(tree, &mut |key, value| {
                found.push((tree, key.to_vec(), value.to_vec()));
                Ok(())
            })
            .unwrap();
    }
    Box::new(backend).close().unwrap();
    found
}

#[test]
fn an_envelope_from_before_a_restore_is_not_taken_for_one_from_after() {
    let (place, mut welcome) = Place::open_new();
    let put = |text: &str| {
        let record = Favoriet::new(FavorietSoort::Naslag, text).into();
        Batch { changes: vec![Change::Put { key: Key::Named("x".to_owned()), owner: Owner::Shared, record }] }
    };
    let made = welcome.session.back_up(moment(30)).unwrap();
    commit(&mut welcome.session, &favourite("tussendoor"));
    commit(&mut welcome.session, &put("van toen"));
    welcome.session.close().unwrap();
    session::restore(&place.folder, &made.file, With::Password(PASSWORD), Limits::TESTS, moment(40)).unwrap();
    let mut again = place.open();
    commit(&mut again.session, &put("van nu"));
    again.session.close().unwrap();
    // From the vault that restoring left beside it.
    let old = all(&place.folder.replaced()[0].join("store"));
    let now = all(&place.store());
    let backend = SledBackend::open(&place.store()).unwrap();
    let mut swapped = 0;
    for (tree, key, value) in &now {
        if *tree != Tree::Entries {
            continue;
        }
        if let Some((_, _, other)) = old.iter().find(|(t, k, v)| t == tree && k == key && v[..53] == value[..53]) {
            swapped += 1;
            backend.commit(&[Op::Put { tree: *tree, key: key.clone(), value: other.clone() }]).unwrap();
        }
    }
    Box::new(backend).close().unwrap();
    let opened = place.open();
    println!("swapped {swapped}: {:?} read-only {}", favourites(&opened.model), opened.read_only);
    assert!(opened.read_only || favourites(&opened.model) == ["van nu"], "an older record was taken, unseen");
}

#[test]
fn a_clock_set_back_does_not_make_an_old_copy_the_newest() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("eerst"));
    drop(welcome); // killed
    let mut welcome = session::open(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(5_000)).unwrap();
    assert_eq!(place.folder.copies_aside().len(), 1);
    // What the disk has of the anchor: it is never synced again.
    let anchor = fs::read(place.folder.vault().join("anker")).unwrap();
    for at in 0..60 {
        commit(&mut welcome.session, &favourite(&format!("erkend {at} {}", "z".repeat(3000))));
    }
    drop(welcome); // power cut
    fs::write(place.folder.vault().join("anker"), anchor).unwrap();
    let size = fs::metadata(place.store().join("db")).unwrap().len() as usize;
    let good = place.beside("goed");
    copy_folder(place.folder.root(), &good);
    for part in (1..40).step_by(3) {
        let work = place.beside(&format!("werk{part}"));
        copy_folder(&good, &work);
        let folder = Folder::new(&work, 1);
        flip(&folder.vault().join("store").join("db"), size * part / 40, 64);
        // The clock went back an hour.
        let opened = session::open(&folder, With::Password(PASSWORD), Limits::TESTS, moment(1_400));
        if let Ok(opened) = opened {
            let said: Vec<_> = opened.warnings.iter().map(|w| &w.text).collect();
            println!("part {part}: read_only {} {} {said:?}", opened.read_only, opened.model.len());
            let reassured = said.iter().any(|text| text.contains("er is niets kwijt"));
            assert!(!reassured || opened.model.len() == 61, "{} left of 61, and said: {said:?}", opened.model.len());
        }
    }
}

#[test]
fn a_clock_set_back_does_not_throw_the_new_copy_away() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("eerst"));
    drop(welcome);
    for at in [5_000, 6_000, 1_400] {
        let mut opened = session::open(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(at)).unwrap();
        commit(&mut opened.session, &favourite(&at.to_string()));
    }
    let names: Vec<String> =
        place.folder.copies_aside().iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name.contains("T092320")), "{names:?}");
}

#[test]
fn an_old_key_file_with_a_higher_number_is_refused() {
    use sha2::{Digest, Sha256};
    let (place, mut welcome) = Place::open_new();
    let mut old = fs::read(place.folder.vault().join("vault.key")).unwrap();
    welcome
        .session
        .set_password(With::Password(PASSWORD), "nieuw", Cost::for_tests(), Limits::TESTS, moment(2))
        .unwrap();
    welcome.session.close().unwrap();
    old[29..37].copy_from_slice(&99_u64.to_be_bytes());
    let body = old.len() - 32;
    let sum = Sha256::digest(&old[..body]);
    old[body..].copy_from_slice(&sum);
    for name in ["vault.key", "vault.key.2"] {
        fs::write(place.folder.vault().join(name), &old).unwrap();
    }
    if let Ok(opened) = place.try_open() {
        assert!(opened.read_only, "the replaced password opens the vault again, and nothing is said");
    }
}

#[test]
fn a_year_in_the_future_does_not_cost_the_backups_of_this_week() {
    use aandacht::domain::kluis::Backup;
    use jiff::civil::date;
    let at = |year: i16, month: i8, day: i8| Backup {
        file: format!("{year}-{month}-{day}").into(),
        made: date(year, month, day).at(9, 0, 0, 0),
        bytes: 1,
    };
    // The clock stood a few years ahead for some weeks.
    let mut list: Vec<Backup> = (1..=28).rev().map(|day| at(2030, 1, day)).collect();
    list.extend((15..=22).rev().map(|day| at(2026, 11, day)));
    let gone = aandacht::store::backup::superfluous(&list, date(2026, 11, 22).at(10, 0, 0, 0));
    assert!(gone.len() < 3, "removed: {gone:?}");
}

#[test]
fn the_lock_outlives_the_engine() {
    for _ in 0..20 {
        let (place, mut welcome) = Place::open_new();
        for at in 0..20 {
            commit(&mut welcome.session, &favourite(&format!("{at}{}", "q".repeat(4000))));
        }
        let folder = place.folder.clone();
        let other = std::thread::spawn(move || {
            loop {
                match session::open(&folder, With::Password(PASSWORD), Limits::TESTS, moment(10)) {
                    Err(aandacht::store::VaultError::Store(aandacht::store::StoreError::Locked { .. })) => {
                        std::thread::yield_now()
                    }
                    other => return other.map(|w| (w.read_only, w.model.len())).map_err(|e| format!("{e:?}")),
                }
            }
        });
        drop(welcome);
        let got = other.join().unwrap();
        assert_eq!(got, Ok((false, 20)));
    }
}

#[test]
fn a_foreign_newer_key_file_does_not_cost_the_good_one() {
    let (place, welcome) = Place::open_new();
    welcome.session.close().unwrap();
    let good = fs::read(place.folder.vault().join("vault.key")).unwrap();
    let file = KeyFile::peek(&place.folder.vault()).unwrap();
    // Same vault id, after a renewal: as it stands in the folder after a restore of an older backup.
    let unlocked = file.unlock(PASSWORD, Limits::TESTS).unwrap();
    let (renewed, _, _) = file.renewed(&unlocked, "ander", Cost::for_tests()).unwrap();
    fs::write(place.folder.vault().join("vault.key"), renewed.to_bytes()).unwrap();
    let opened = place.try_open().unwrap();
    assert!(!opened.read_only, "the other copy opens it");
    opened.session.close().unwrap();
    let copy = fs::read(place.folder.vault().join("vault.key.2")).unwrap();
    assert!(copy == good, "the last copy that opens this vault was written over before anything was proven");
}
