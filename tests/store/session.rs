//! The life of a vault: made, opened, changed, recovered, renewed, restored, salvaged.

use std::fs;

use aandacht::domain::kluis::{Batch, Change, Favoriet, FavorietSoort, Key, Model, Owner, Vernietigregel, Weight};
use aandacht::store::session::{self, Committed, With};
use aandacht::store::vault::{Cost, Limits};
use aandacht::store::{VaultError, backup, doctor, salvage};

use super::common::{PASSWORD, Place, commit, favourite, favourites, moment, records};
use super::images::{copy_folder, files_under, patiently};

#[test]
fn what_was_committed_is_there_after_closing() {
    let (place, mut welcome) = Place::open_new();
    assert!(welcome.warnings.is_empty(), "{:?}", welcome.warnings);
    for name in ["a", "b", "c", "b"] {
        let Committed::Applied(applied) = welcome.session.commit(&favourite(name), moment(1)).unwrap() else {
            panic!("nothing failed")
        };
        welcome.model.apply(applied);
    }
    let gone = Favoriet::new(FavorietSoort::Naslag, "a").key();
    let Committed::Applied(applied) = welcome.session.commit(&Batch::delete(gone), moment(2)).unwrap() else {
        panic!("nothing failed")
    };
    welcome.model.apply(applied);
    welcome.session.close().unwrap();
    let again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(favourites(&again.model), ["b", "c"]);
    assert_eq!(records(&again.model), records(&welcome.model), "the model in memory and on disk are the same");
    assert_eq!(place.folder.copies_aside().len(), 0, "closed in order: nothing to copy");
}

#[test]
fn a_vault_that_was_not_closed_opens_whole_and_was_copied_first() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    drop(welcome);
    let again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(favourites(&again.model), ["a"]);
    assert_eq!(place.folder.copies_aside().len(), 1);
}

fn many(from: usize, count: usize, text: &str) -> Vec<Change> {
    (from..from + count)
        .map(|at| {
            let favoriet = Favoriet::new(FavorietSoort::Naslag, &format!("{text}{at:05}"));
            let key = Key::Named(format!("veel/{at}"));
            Change::Put { key, owner: Owner::Shared, record: favoriet.into() }
        })
        .collect()
}

#[test]
fn an_import_is_visible_as_a_whole_and_replaces_what_was_there() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &Batch { changes: many(0, 300, "oud") });
    let mut told = Model::default();
    let mut changes = many(100, 2_500, "nieuw");
    changes.push(Change::Delete(Key::Named("veel/7".to_owned())));
    let count = welcome
        .session
        .vault()
        .unwrap()
        .import(&mut changes.into_iter(), moment(3).stamp, &mut |change| told.apply(vec![change]))
        .unwrap();
    assert_eq!((count, told.len()), (2_501, 2_500));
    welcome.session.close().unwrap();
    let again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(again.model.len(), 99 + 2_500);
    assert!(favourites(&again.model).iter().filter(|name| name.starts_with("oud")).count() == 99);
}

#[test]
fn a_text_of_a_hundred_kilobytes_goes_in_parts_and_comes_back() {
    let (place, mut welcome) = Place::open_new();
    let text = "lang ".repeat(20_000);
    commit(&mut welcome.session, &favourite(&text));
    commit(&mut welcome.session, &favourite("kort"));
    welcome.session.close().unwrap();
    assert!(favourites(&place.open().model).contains(&text));
    assert_eq!(fs::read_dir(place.store().join("blobs")).unwrap().count(), 0);
}

#[test]
fn password_and_sheet_can_be_replaced() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    let wrong =
        welcome.session.set_password(With::Password("verkeerd"), "nieuw", Cost::for_tests(), Limits::TESTS, moment(2));
    assert!(wrong.is_err(), "who cannot open the vault cannot change its password");
    welcome
        .session
        .set_password(With::Recovery(&place.sheet), "nieuw", Cost::for_tests(), Limits::TESTS, moment(2))
        .unwrap();
    let fresh = welcome.session.set_recovery(With::Password("nieuw"), Limits::TESTS, moment(3)).unwrap();
    welcome.session.close().unwrap();
    assert!(place.try_open().is_err());
    let open = |with: With<'_>| session::open(&place.folder, with, Limits::TESTS, moment(10));
    assert!(open(With::Recovery(&place.sheet)).is_err());
    let again = open(With::Recovery(&fresh.sheet())).unwrap();
    assert_eq!(favourites(&again.model), ["a"]);
    drop(again);
    open(With::Password("nieuw")).unwrap();
}

#[test]
fn renewing_seals_everything_anew_and_leaves_no_old_key() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    let casus = welcome.session.vault().unwrap().add_casus(moment(1).stamp).unwrap();
    let own = Change::Put {
        key: Key::New,
        owner: Owner::Casus(casus),
        record: Favoriet::new(FavorietSoort::Naslag, "van de casus").into(),
    };
    commit(&mut welcome.session, &Batch { changes: vec![own] });
    let old = fs::read(place.folder.vault().join("vault.key")).unwrap();
    let (again, _) = welcome.session.renew("een heel nieuw begin", Cost::for_tests(), moment(5)).unwrap();
    assert_eq!(favourites(&again.model), ["a", "van de casus"]);
    again.session.close().unwrap();
    assert!(place.folder.replaced().is_empty());
    assert!(place.try_open().is_err());
    let with = With::Password("een heel nieuw begin");
    let again = session::open(&place.folder, with, Limits::TESTS, moment(9)).unwrap();
    assert_eq!(favourites(&again.model), ["a", "van de casus"]);
    again.session.close().unwrap();
    for name in ["vault.key", "vault.key.2"] {
        fs::write(place.folder.vault().join(name), &old).unwrap();
    }
    assert!(place.try_open().is_err(), "the old key file opens nothing");
}

#[test]
fn a_destroyed_casus_leaves_nothing_that_opens() {
    let (place, mut welcome) = Place::open_new();
    let casus = welcome.session.vault().unwrap().add_casus(moment(1).stamp).unwrap();
    let own = Change::Put {
        key: Key::New,
        owner: Owner::Casus(casus),
        record: Favoriet::new(FavorietSoort::Naslag, "van de casus").into(),
    };
    commit(&mut welcome.session, &Batch { changes: vec![own] });
    commit(&mut welcome.session, &favourite("a"));
    welcome.session.vault().unwrap().destroy_casus(casus, Vernietigregel::OpVerzoek, moment(2).stamp).unwrap();
    welcome.session.close().unwrap();
    let again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(favourites(&again.model), ["a"]);
    again.session.close().unwrap();
    let report = salvage::salvage(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(20)).unwrap();
    assert_eq!(report.worst(), Weight::LetOp, "{report:?}");
    assert_eq!(favourites(&place.open().model), ["a"]);
}

#[test]
fn a_backup_opens_without_a_store_and_brings_everything_back() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    let made = welcome.session.back_up(moment(30)).unwrap();
    commit(&mut welcome.session, &favourite("later"));
    welcome.session.close().unwrap();
    let with = With::Password(PASSWORD);
    let contents = backup::read(&made.file, |keys| with.unlock(keys, Limits::TESTS)).unwrap();
    assert_eq!(contents.records().count(), 1);
    session::restore(&place.folder, &made.file, with, Limits::TESTS, moment(40)).unwrap();
    let again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(favourites(&again.model), ["a"]);
    assert_eq!(place.folder.replaced().len(), 1, "what stood there is kept");
}

#[test]
fn the_doctor_finds_nothing_wrong_with_a_healthy_vault() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    welcome.session.back_up(moment(30)).unwrap();
    let report = doctor::inside(&mut welcome.session, moment(31)).unwrap();
    // The tests' own password costs next to nothing, which it rightly notes.
    let notes: Vec<_> = report.findings.iter().filter(|finding| finding.weight != Weight::Goed).collect();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(notes[0].text.contains("minder goed beschermd"));
    drop(place);
}

#[test]
fn salvage_brings_back_the_newest_of_everything_that_was_not_removed() {
    let (place, mut welcome) = Place::open_new();
    for name in ["a", "b", "c"] {
        commit(&mut welcome.session, &favourite(name));
    }
    commit(&mut welcome.session, &Batch::delete(Favoriet::new(FavorietSoort::Naslag, "b").key()));
    commit(&mut welcome.session, &favourite(&"lang ".repeat(5_000)));
    let before = {
        welcome.session.close().unwrap();
        records(&place.open().model)
    };
    let report = salvage::salvage(&place.folder, With::Password(PASSWORD), Limits::TESTS, moment(50)).unwrap();
    assert_eq!(report.worst(), Weight::LetOp, "{report:?}");
    assert_eq!(records(&place.open().model), before);
}

#[test]
fn a_store_that_grew_far_beyond_what_is_in_it_is_written_anew() {
    let (place, mut welcome) = Place::open_new();
    for round in 0..12 {
        for part in 0..4 {
            let changes = many(part * 900, 900, &format!("{round}{}", "z".repeat(600)));
            // Not through the session, which would not let it grow so far.
            welcome.session.vault().unwrap().commit(&Batch { changes }, moment(20).stamp).unwrap();
        }
    }
    let before = welcome.session.vault().unwrap().backend().disk().unwrap();
    welcome.session.close().unwrap();
    let mut again = place.open();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    let after = again.session.vault().unwrap().backend().disk().unwrap();
    assert!(after < before / 2, "{before} bytes, and then {after}");
    assert_eq!(again.model.len(), 3_600);
    assert!(place.folder.replaced().is_empty(), "the grown one is gone");
}

#[test]
fn writing_everything_many_times_in_one_session_does_not_fill_the_disk() {
    let (place, mut welcome) = Place::open_new();
    let size = || files_under(&place.folder.vault()).iter().map(|path| fs::metadata(path).unwrap().len()).sum::<u64>();
    for round in 0..6 {
        for part in 0..4 {
            let changes = many(part * 900, 900, &format!("{round}{}", "z".repeat(600)));
            commit(&mut welcome.session, &Batch { changes });
        }
    }
    let live = welcome.session.back_up(moment(40)).unwrap().bytes;
    assert!(size() <= 4 * live + (8 << 20), "{} bytes for {live}", size());
    // Each backup that was made for it would be one more of everything.
    let kept = backup::list(&place.folder);
    assert!(kept.len() <= 5, "{kept:?}");
    // The newest two and the journal are enough without the engine, as ever.
    commit(&mut welcome.session, &favourite("later"));
    drop(welcome);
    fs::remove_file(&kept[0].file).unwrap();
    fs::write(place.store().join("db"), vec![0xEE; 300_000]).unwrap();
    let again = patiently(|| place.try_open()).unwrap();
    assert!(!again.read_only, "{:?}", again.warnings);
    assert_eq!(again.model.len(), 3_601);
}

#[test]
fn a_grown_store_is_made_smaller_while_nobody_types_and_the_session_goes_on() {
    let (place, mut welcome) = Place::open_new();
    for round in 0..14 {
        for part in 0..4 {
            let mut changes = many(part * 900, 900, &format!("{round}{}", "z".repeat(600))).into_iter();
            welcome.session.vault().unwrap().import(&mut changes, moment(20).stamp, &mut |_| {}).unwrap();
        }
    }
    let gone = (900..3_600).map(|at| Change::Delete(Key::Named(format!("veel/{at}"))));
    welcome.session.vault().unwrap().import(&mut gone.into_iter(), moment(21).stamp, &mut |_| {}).unwrap();
    let usage = |session: &mut session::Session| session.vault().unwrap().backend().disk().unwrap();
    let before = usage(&mut welcome.session);
    welcome.session.tidy(moment(30)).unwrap();
    let after = usage(&mut welcome.session);
    assert!(after < before / 2, "{before} bytes, and then {after}");
    assert!(place.folder.replaced().is_empty());
    commit(&mut welcome.session, &favourite("erna"));
    welcome.session.tidy(moment(31)).unwrap();
    // The ladder still reaches everything, though the engine began anew.
    drop(welcome);
    fs::write(place.store().join("db"), vec![0xEE; 300_000]).unwrap();
    let again = patiently(|| place.try_open()).unwrap();
    assert!(!again.read_only, "{:?}", again.warnings);
    assert_eq!(again.model.len(), 901);
}

#[test]
fn a_second_program_is_told_who_has_the_vault() {
    let (place, welcome) = Place::open_new();
    let Err(VaultError::Store(error)) = place.try_open() else { panic!("two at once") };
    let fault = error.to_fault();
    assert!(fault.wat.contains("4711") && fault.wat.contains("09.00"), "{fault:?}");
    drop(welcome);
    place.open();
}

#[test]
fn a_store_put_back_in_time_is_read_only_until_it_is_accepted() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("oud"));
    welcome.session.close().unwrap();
    let copy = place.beside("oude kopie");
    copy_folder(&place.store(), &copy);
    // Whoever puts the store back puts its journal back as well, and takes the backups away.
    let journals = ["journaal", "journaal.1"].map(|name| place.folder.vault().join(name));
    let mut again = place.open();
    commit(&mut again.session, &favourite("nieuw"));
    again.session.close().unwrap();
    fs::remove_dir_all(place.store()).unwrap();
    copy_folder(&copy, &place.store());
    for journal in journals.iter().filter(|journal| journal.exists()) {
        fs::remove_file(journal).unwrap();
    }
    fs::remove_dir_all(place.folder.backups()).unwrap();
    let mut doubted = place.open();
    assert!(doubted.read_only);
    assert!(doubted.warnings.iter().any(|finding| finding.text.contains("ouder")), "{:?}", doubted.warnings);
    assert_eq!(favourites(&doubted.model), ["oud"], "what is there can be read");
    assert!(matches!(doubted.session.commit(&favourite("x"), moment(1)), Err(VaultError::ReadOnly)));
    doubted.session.close().unwrap();
    let doubted = place.open();
    assert!(doubted.read_only, "closing does not make the anchor forget");
    let accepted = doubted.session.accept(moment(60)).unwrap();
    assert!(!accepted.read_only, "{:?}", accepted.warnings);
    assert_eq!(favourites(&accepted.model), ["oud"]);
}
