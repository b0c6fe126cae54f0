//! The acts of a casus and of documents, as screens ask for them: what is answered, and what the view then shows.

use std::fs;

use aandacht::app::kluis::{Decrypted, Kluis, Safety};
use aandacht::domain::kluis::{
    Batch, Change, Favoriet, FavorietSoort, Key, KluisAct, KluisNews, KluisState, OpenWith, Owner, Password, RecordId,
    Vernietigregel, Weight,
};
use aandacht::platform::clock::Clock;
use zeroize::Zeroizing;

const PASSWORD: &str = "vier losse woorden";

fn opened(dir: &std::path::Path) -> Kluis {
    let mut kluis = Kluis::new(&dir.join("data"), 1, Safety::for_tests(), Clock::real());
    kluis.run(KluisAct::Create(Password::new(PASSWORD))).unwrap();
    kluis
}

fn fresh(text: &str) -> Batch {
    let record = Favoriet::new(FavorietSoort::Naslag, text).into();
    Batch { changes: vec![Change::Put { key: Key::Casus, owner: Owner::Fresh, record }] }
}

fn casussen(kluis: &Kluis) -> Vec<RecordId> {
    let own = |owner: Owner| match owner {
        Owner::Casus(id) => Some(id),
        Owner::Shared | Owner::Fresh => None,
    };
    kluis.view.model.records().filter_map(|(_, stored)| own(stored.owner)).collect()
}

#[test]
fn a_casus_is_made_handed_over_and_destroyed() {
    let dir = tempfile::tempdir().unwrap();
    let mut kluis = opened(dir.path());
    for text in ["de eerste", "de tweede"] {
        assert_eq!(kluis.run(KluisAct::Commit(fresh(text))), Ok(KluisNews::Committed));
    }
    let [casus, other] = casussen(&kluis)[..] else { panic!("two of them") };
    assert!(kluis.view.model.get(casus).is_some(), "under its own id");
    let path = dir.path().join("overdracht.dicht");
    let bytes = Zeroizing::new(b"het dossier".to_vec());
    let seal = KluisAct::Seal { path: path.clone(), name: "dossier.txt".to_owned(), bytes };
    assert_eq!(kluis.run(seal.clone()), Ok(KluisNews::Sealed(path.clone())));
    assert!(kluis.run(seal).is_err(), "never over it");
    let elsewhere = dir.path().join("elders.kluis");
    let told = kluis.run(KluisAct::BackUpAt(elsewhere.clone())).unwrap();
    assert!(matches!(told, KluisNews::BackedUp(made) if made.file == elsewhere));
    let destroy = |casus| KluisAct::DestroyCasus { casus, rule: Vernietigregel::NaOverdracht, purge: true };
    let KluisNews::Destroyed(report) = kluis.run(destroy(casus)).unwrap() else { panic!("it answers") };
    assert!(report.worst() < Weight::Fout, "{report:?}");
    assert_eq!(casussen(&kluis), [other], "the view knows");
    assert_eq!(kluis.view.backups.len(), 2, "one from before it was there, and the new one");
    let late = Change::Put { key: Key::New, owner: Owner::Casus(casus), record: report_record() };
    let refused = kluis.run(KluisAct::Commit(Batch { changes: vec![late] })).unwrap_err();
    assert!(refused.waarom.contains("staat niet meer in de kluis"), "{refused:?}");
    assert!(kluis.run(destroy(RecordId([3; 16]))).is_err(), "one that never was");
    let by = OpenWith::Password(Password::new(PASSWORD));
    let Decrypted::Document(out) = kluis.decrypted(&path, &by, None).unwrap() else { panic!("a document") };
    assert_eq!(fs::read(out).unwrap(), b"het dossier");
    kluis.leave_quietly().unwrap();
    assert!(kluis.run(destroy(other)).is_err(), "not while it is locked");
}

fn report_record() -> aandacht::domain::kluis::Record {
    Favoriet::new(FavorietSoort::Naslag, "te laat").into()
}

#[test]
fn what_cannot_be_stored_is_not_lost() {
    let dir = tempfile::tempdir().unwrap();
    let mut kluis = opened(dir.path());
    // The disk is gone, as far as the store can see: nothing can be written to the folder any more.
    let vault = dir.path().join("data/kluis");
    let away = dir.path().join("weg");
    fs::rename(&vault, &away).unwrap();
    let batch = fresh("net getypt");
    assert!(kluis.run(KluisAct::Commit(batch.clone())).is_err());
    let path = dir.path().join("nood.dicht");
    let act = KluisAct::Emergency { path: path.clone(), batch: batch.clone() };
    assert_eq!(kluis.run(act), Ok(KluisNews::Sealed(path.clone())));
    let by = OpenWith::Password(Password::new(PASSWORD));
    let Decrypted::Lines(lines) = kluis.decrypted(&path, &by, None).unwrap() else { panic!("lines") };
    assert!(lines[0].contains("noodbestand") && lines[1].contains("net getypt"), "{lines:?}");
    // It comes back, and the same thing is stored once.
    fs::rename(&away, &vault).unwrap();
    assert_eq!(kluis.run(KluisAct::Commit(batch)), Ok(KluisNews::Committed));
    assert_eq!((kluis.view.state, casussen(&kluis).len()), (KluisState::Open, 1));
    kluis.leave_quietly().unwrap();
}

#[test]
fn tidying_answers_nobody_and_disturbs_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut kluis = Kluis::new(&dir.path().join("data"), 1, Safety::for_tests(), Clock::real());
    assert_eq!(kluis.ask(KluisAct::Tidy), None);
    assert!(kluis.wait().is_empty(), "also where there is no kluis");
    kluis.run(KluisAct::Create(Password::new(PASSWORD))).unwrap();
    kluis.run(KluisAct::Commit(fresh("b"))).unwrap();
    for made in &kluis.view.backups {
        fs::remove_file(&made.file).unwrap();
    }
    assert_eq!(kluis.ask(KluisAct::Tidy), None);
    assert!(kluis.wait().is_empty());
    assert_eq!(kluis.view.backups.len(), 1, "one was due");
    // What fails then is not said to somebody who is not there.
    let backups = dir.path().join("data/backup");
    fs::remove_dir_all(&backups).unwrap();
    fs::write(&backups, b"een bestand").unwrap();
    kluis.run(KluisAct::Commit(fresh("a"))).unwrap();
    assert_eq!(kluis.ask(KluisAct::Tidy), None);
    assert!(kluis.wait().is_empty());
    assert_eq!((kluis.view.state, kluis.view.busy), (KluisState::Open, None));
    let told = kluis.leave();
    assert!(
        told.iter().any(|msg| matches!(msg, aandacht::domain::gesprek::Msg::Failed(_))),
        "at closing it is: {told:?}"
    );
}
