//! What the journal is for: whatever becomes of the engine's files, backup and journal bring everything back.

use std::fs;
use std::path::Path;

use aandacht::domain::kluis::{Batch, Change, Favoriet, FavorietSoort, Key, Owner};
use aandacht::store::backend::{Backend, Op, SledBackend, Tree};
use aandacht::store::vault::HEAD;

use super::common::{Place, commit, favourite, favourites, moment, records};
use super::images::copy_folder;

/// A vault with records from before its newest backup and from after it, one of them of a casus made since.
fn lived() -> (Place, Vec<(String, Vec<u8>)>) {
    let (place, mut welcome) = Place::open_new();
    for name in ["eerst", "lang"] {
        commit(&mut welcome.session, &favourite(&name.repeat(600)));
    }
    welcome.session.back_up(moment(30)).unwrap();
    commit(&mut welcome.session, &favourite("na de back-up"));
    let casus = welcome.session.vault().unwrap().add_casus(moment(31).stamp).unwrap();
    let record = Favoriet::new(FavorietSoort::Naslag, "van de casus").into();
    let own = Change::Put { key: Key::New, owner: Owner::Casus(casus), record };
    commit(&mut welcome.session, &Batch { changes: vec![own] });
    commit(&mut welcome.session, &Batch::delete(Favoriet::new(FavorietSoort::Naslag, &"eerst".repeat(600)).key()));
    welcome.session.close().unwrap();
    let opened = place.open();
    let all = records(&opened.model);
    opened.session.close().unwrap();
    (place, all)
}

/// Does something behind the program's back in the closed store.
fn behind_the_back(store: &Path, ops: impl FnOnce(&SledBackend) -> Vec<Op>) {
    let backend = SledBackend::open(store).unwrap();
    let ops = ops(&backend);
    backend.commit(&ops).unwrap();
    Box::new(backend).close().unwrap();
}

fn first_record(backend: &SledBackend) -> Vec<u8> {
    let mut keys = Vec::new();
    backend
        .scan(Tree::Entries, &mut |key, _| {
            keys.push(key.to_vec());
            Ok(())
        })
        .unwrap();
    keys.swap_remove(0)
}

#[test]
fn whatever_became_of_the_engines_files_everything_comes_back() {
    type Harm = (&'static str, fn(&Path));
    let harms: [Harm; 6] = [
        ("ruined", |store| fs::write(store.join("db"), vec![0xEE; 300_000]).unwrap()),
        ("emptied", |store| fs::write(store.join("db"), b"").unwrap()),
        ("without its file", |store| fs::remove_file(store.join("db")).unwrap()),
        ("halved", |store| {
            let bytes = fs::read(store.join("db")).unwrap();
            fs::write(store.join("db"), &bytes[..bytes.len() / 3]).unwrap();
        }),
        ("a record gone", |store| {
            behind_the_back(store, |backend| vec![Op::Delete { tree: Tree::Entries, key: first_record(backend) }]);
        }),
        ("the head gone", |store| {
            behind_the_back(store, |_| vec![Op::Delete { tree: Tree::Meta, key: HEAD.to_vec() }]);
        }),
    ];
    for (name, harm) in harms {
        let (place, all) = lived();
        harm(&place.store());
        let opened = place.open();
        assert!(!opened.read_only, "{name}: {:?}", opened.warnings);
        assert_eq!(records(&opened.model), all, "{name}");
        // What the engine only forgot is done again in its place; what was ruined is replaced, said and kept.
        let said = opened.warnings.iter().any(|said| said.text.contains("niets kwijt"));
        assert_eq!(said, !opened.warnings.is_empty(), "{name}: {:?}", opened.warnings);
        opened.session.close().unwrap();
        assert_eq!(place.folder.replaced().len(), usize::from(said), "{name}: what stood there is kept");
        let again = place.open();
        assert!(again.warnings.is_empty(), "{name}: {:?}", again.warnings);
    }
}

#[test]
fn a_store_that_lost_its_newest_part_does_it_again_from_the_journal_alone() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    welcome.session.close().unwrap();
    let old = place.beside("oud");
    copy_folder(&place.store(), &old);
    let mut welcome = place.open();
    for name in ["b", "c"] {
        commit(&mut welcome.session, &favourite(name));
    }
    welcome.session.close().unwrap();
    fs::remove_dir_all(place.folder.backups()).unwrap();
    fs::remove_dir_all(place.store()).unwrap();
    copy_folder(&old, &place.store());
    let opened = place.open();
    assert!(!opened.read_only && opened.warnings.is_empty(), "{:?}", opened.warnings);
    assert_eq!(favourites(&opened.model), ["a", "b", "c"]);
}

#[test]
fn a_journal_that_was_cut_off_or_changed_costs_nothing_while_the_store_is_whole() {
    let (place, all) = lived();
    let journal = place.folder.vault().join("journaal");
    let whole = fs::read(&journal).unwrap();
    assert!(!whole.is_empty());
    for size in [0, 3, 8, 20, whole.len() / 2, whole.len() - 1] {
        fs::write(&journal, &whole[..size]).unwrap();
        let mut opened = place.open();
        assert!(!opened.read_only && opened.warnings.is_empty(), "{size}: {:?}", opened.warnings);
        assert_eq!(records(&opened.model), all);
        // What is written next is found again behind what was whole.
        commit(&mut opened.session, &favourite("erbij"));
        commit(&mut opened.session, &Batch::delete(Favoriet::new(FavorietSoort::Naslag, "erbij").key()));
        opened.session.close().unwrap();
    }
    let mut changed = whole.clone();
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        changed[at] ^= 0x20;
        fs::write(&journal, &changed).unwrap();
        let opened = place.open();
        assert!(!opened.read_only, "byte {at}: {:?}", opened.warnings);
        assert_eq!(records(&opened.model), all, "byte {at}");
        opened.session.close().unwrap();
        changed[at] ^= 0x20;
    }
}

#[test]
fn the_backup_before_the_newest_is_good_for_it_too() {
    let (place, mut welcome) = Place::open_new();
    for round in 0..4 {
        commit(&mut welcome.session, &favourite(&format!("ronde {round}")));
        welcome.session.back_up(moment(100 + round)).unwrap();
    }
    commit(&mut welcome.session, &favourite("het laatst"));
    welcome.session.close().unwrap();
    let newest = aandacht::store::backup::list(&place.folder).remove(0).file;
    let bytes = fs::read(&newest).unwrap();
    fs::write(&newest, &bytes[..bytes.len() / 2]).unwrap();
    fs::write(place.store().join("db"), b"").unwrap();
    let opened = place.open();
    assert!(!opened.read_only, "{:?}", opened.warnings);
    assert_eq!(favourites(&opened.model).len(), 5);
}
