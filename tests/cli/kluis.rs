//! `aandacht kluis`, with the real costs of a password: few runs, each of them long.

use std::fs;
use std::path::PathBuf;

use aandacht::domain::kluis::{Batch, Favoriet, FavorietSoort, Key, Moment};
use aandacht::store::Folder;
use aandacht::store::session::{self, With};
use aandacht::store::vault::Limits;

use super::{Aandacht, Run};

const PASSWORD: &str = "vier losse woorden samen\n";

/// The letters of the recovery sheet in an output.
fn sheet(run: &Run) -> String {
    let line = run.stdout.lines().find(|line| line.matches('-').count() == 8).expect("nine groups");
    line.trim().to_owned()
}

fn backups(aandacht: &Aandacht) -> Vec<PathBuf> {
    let found = fs::read_dir(aandacht.map().join("backup")).expect("a folder of backups");
    let mut found: Vec<PathBuf> = found.map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

#[test]
fn a_vault_lives_its_life_on_the_command_line() {
    let aandacht = Aandacht::new();
    let kluis = |args: &str, input: &str| aandacht.run_on(&format!("kluis {args}"), input);
    let made = kluis("maak --wachtwoord-uit -", PASSWORD);
    assert_eq!(made.code, 0, "{}", made.transcript());
    let letters = sheet(&made);
    kluis("maak --wachtwoord-uit -", PASSWORD).failed(3);

    let well = kluis("controleer --json --wachtwoord-uit -", PASSWORD).ok().json();
    assert_eq!(well["uitslag"], "goed");
    assert!(well["bevindingen"].as_array().is_some_and(|found| found.len() >= 6), "{well}");

    let changed = kluis("wachtwoord --met-herstelblad --wachtwoord-uit - --nieuw-uit -", &format!("{letters}\nkort\n"));
    assert_eq!(changed.code, 0, "{}", changed.transcript());
    assert!(changed.stderr.contains("Zwak"), "a weak one is taken, and said: {}", changed.stderr);
    let wrong = kluis("backup --wachtwoord-uit -", PASSWORD).failed(3);
    assert!(wrong.stderr.contains("niet het goede wachtwoord"), "{}", wrong.stderr);

    kluis("backup --wachtwoord-uit -", "kort\n").ok();
    let file = backups(&aandacht).pop().expect("a backup").display().to_string();
    let opened = kluis(&format!("ontsleutel {file} --wachtwoord-uit -"), "kort\n");
    assert_eq!(opened.code, 0, "{}", opened.transcript());
    assert!(opened.stdout.starts_with("{\"manifest\":{"), "{}", opened.stdout);
    let restored = kluis(&format!("herstel {file} --wachtwoord-uit -"), "kort\n").ok();
    assert!(restored.stdout.contains("teruggezet"));
    for run in [&well.to_string(), &changed.stdout, &opened.stdout, &wrong.stderr] {
        assert!(!run.contains("vier losse") && !run.contains(&letters), "{run}");
    }
}

#[test]
fn a_document_and_a_backup_elsewhere_open_without_a_vault() {
    let aandacht = Aandacht::new();
    let kluis = |args: &str, input: &str| aandacht.run_on(&format!("kluis {args}"), input);
    assert_eq!(kluis("maak --wachtwoord-uit -", PASSWORD).code, 0);
    let at = |name: &str| aandacht.map().join(name).display().to_string();
    assert_eq!(kluis(&format!("backup --naar {} --wachtwoord-uit -", at("elders.kluis")), PASSWORD).code, 0);
    kluis(&format!("backup --naar {} --wachtwoord-uit -", at("elders.kluis")), PASSWORD).failed(3);
    let folder = Folder::new(aandacht.map(), 1);
    let with = With::Password(PASSWORD.trim_end());
    let stamp = "2026-11-22T10:00:00Z".parse().expect("a moment");
    let moment = Moment { stamp, local: jiff::civil::date(2026, 11, 22).at(10, 0, 0, 0) };
    let session = session::open(&folder, with, Limits::REAL, moment).expect("it opens").session;
    session.seal(&aandacht.map().join("a.dicht"), "overdracht.txt", b"het dossier", moment).expect("it is sealed");
    let loose = Batch::put(Key::New, Favoriet::new(FavorietSoort::Naslag, "net getypt"));
    session.seal_batch(&aandacht.map().join("nood.dicht"), &loose, moment).expect("it is sealed");
    session.close().expect("closed");
    for name in ["kluis", "backup"] {
        fs::remove_dir_all(aandacht.map().join(name)).expect("gone");
    }
    let open = |name: &str, more: &str| kluis(&format!("ontsleutel {} {more} --wachtwoord-uit -", at(name)), PASSWORD);
    assert!(open("elders.kluis", "").stdout.starts_with("{\"manifest\":{"));
    let opened = open("a.dicht", "");
    assert!(opened.stdout.contains("/overdracht.txt"), "{}", opened.transcript());
    assert_eq!(fs::read(at("overdracht.txt")).expect("it was written"), b"het dossier");
    open("a.dicht", "").failed(3);
    assert_eq!(open("a.dicht", &format!("--naar {}", at("ander.txt"))).code, 0);
    assert_eq!(fs::read(at("ander.txt")).expect("it was written"), b"het dossier");
    let loose = open("nood.dicht", "");
    assert!(
        loose.stdout.starts_with("{\"noodbestand\":{") && loose.stdout.contains("net getypt"),
        "{}",
        loose.transcript()
    );
}

#[test]
fn a_damaged_vault_is_told_apart_from_a_missing_one_and_salvaged() {
    let aandacht = Aandacht::new();
    let kluis = |args: &str, input: &str| aandacht.run_on(&format!("kluis {args}"), input);
    let none = kluis("controleer --json", "");
    assert_eq!((none.code, none.fault()["wat"].as_str()), (3, Some("Er is nog geen kluis.")));
    kluis("berg --wachtwoord-uit -", PASSWORD).failed(3);

    kluis("maak --wachtwoord-uit -", PASSWORD);
    let seen = kluis("controleer --zonder-wachtwoord", "").ok();
    assert!(seen.stdout.contains("Niet bekeken"), "{}", seen.stdout);
    let db = aandacht.map().join("kluis/store/db");
    let mut bytes = fs::read(&db).expect("the store");
    let middle = bytes.len() / 2;
    bytes[..middle].fill(0);
    fs::write(&db, bytes).expect("the store can be written");
    let damaged = kluis("controleer --wachtwoord-uit -", PASSWORD);
    assert!([1, 3].contains(&damaged.code), "{}", damaged.transcript());
    assert!(damaged.stderr.contains("Wat te doen"), "{}", damaged.transcript());
    let newest = backups(&aandacht).pop().expect("made at the beginning").display().to_string();
    kluis(&format!("herstel {newest} --wachtwoord-uit -"), PASSWORD).ok();
    assert_eq!(kluis("controleer --wachtwoord-uit -", PASSWORD).code, 0);
}

#[test]
fn nobody_is_asked_for_a_password_where_nobody_is() {
    let aandacht = Aandacht::new();
    aandacht.run("kluis maak").failed(2);
    aandacht.run_on("kluis maak --wachtwoord-uit -", "\n").failed(1);
    assert!(!aandacht.map().join("kluis").exists());
}
