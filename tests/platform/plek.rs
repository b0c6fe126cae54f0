//! A plain folder as a place: the contract of every place, and what only a folder has.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use aandacht::platform::plek::{Gehaald, Map, Merk, Opslagplaats, Zet};
use tempfile::TempDir;

use crate::common::plek;

fn folder(path: &Path) -> Map {
    Map::new(path).expect("a folder")
}

#[test]
fn a_folder_keeps_the_contract() {
    let temp = TempDir::new().expect("a temporary folder");
    plek::contract(&folder(temp.path()));
}

#[test]
fn of_many_writers_to_a_folder_one_wins() {
    let temp = TempDir::new().expect("a temporary folder");
    plek::one_wins(&|| Box::new(folder(temp.path())), 6, 25);
}

#[test]
fn only_a_folder_is_a_folder() {
    let temp = TempDir::new().expect("a temporary folder");
    fs::write(temp.path().join("bestand"), "x").expect("written");
    for wrong in ["bestand", "weg"] {
        let fault = Map::new(&temp.path().join(wrong)).expect_err("no folder");
        assert_eq!(fault.wat, "Deze map is er niet.");
    }
}

#[test]
fn what_a_writer_left_that_was_killed_is_not_read_and_goes_away_after_a_day() {
    let temp = TempDir::new().expect("a temporary folder");
    let (old, fresh) = (".netwerk-x.json.0123456789abcdef.nieuw", ".netwerk-y.json.0123456789abcdef.nieuw");
    for name in [old, fresh, ".netwerk-slot", "notitie.txt"] {
        fs::write(temp.path().join(name), "half").expect("written");
    }
    let before = SystemTime::now() - Duration::from_secs(3 * 24 * 60 * 60);
    for name in [old, "notitie.txt"] {
        fs::File::options()
            .write(true)
            .open(temp.path().join(name))
            .and_then(|file| file.set_modified(before))
            .expect("old");
    }
    fs::create_dir(temp.path().join("map.json")).expect("a folder");
    let place = folder(temp.path());
    let names = |place: &Map| place.lijst().expect("a list").into_iter().map(|one| one.naam).collect::<Vec<_>>();
    assert_eq!(names(&place), ["notitie.txt"], "no hidden files, no folders");
    assert!(matches!(place.haal("map.json", 10).expect("an answer"), Gehaald::Niet(_)));
    assert_eq!(place.zet_als_ongewijzigd("a.json", b"x", None).expect("written"), Zet::Gezet(Merk::van(b"x")));
    let left = |name: &str| temp.path().join(name).exists();
    assert!(!left(old) && left(fresh) && left("notitie.txt"));
}

/// The program makes files for its user alone; a place is for colleagues.
#[cfg(unix)]
#[test]
fn colleagues_can_read_what_is_put_down() {
    use std::os::unix::fs::PermissionsExt;

    let temp = TempDir::new().expect("a temporary folder");
    let place = folder(temp.path());
    place.zet_als_ongewijzigd("a.json", b"x", None).expect("written");
    place.zet_als_ongewijzigd("a.json", b"y", Some(&Merk::van(b"x"))).expect("written");
    let mode = fs::metadata(temp.path().join("a.json")).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
}

#[test]
fn a_folder_that_is_gone_or_closed_is_told_and_leaves_nothing() {
    let temp = TempDir::new().expect("a temporary folder");
    let gone = temp.path().join("weg");
    fs::create_dir(&gone).expect("a folder");
    let place = folder(&gone);
    fs::remove_dir(&gone).expect("removed");
    assert_eq!(place.lijst().expect_err("it is gone").wat, "Deze map kan ik niet lezen.");
    let fault = place.zet_als_ongewijzigd("a.json", b"x", None).expect_err("it is gone");
    assert_eq!(fault.wat, "In deze map kan ik niet schrijven.");
}

/// Opening a pipe waits until somebody writes into it.
#[cfg(unix)]
#[test]
fn a_pipe_is_no_file() {
    use std::process::Command;

    let temp = TempDir::new().expect("a temporary folder");
    let made = Command::new("mkfifo").arg(temp.path().join("a.json")).status().expect("mkfifo runs");
    assert!(made.success());
    let place = folder(temp.path());
    assert_eq!(place.lijst().expect("a list"), Vec::new());
    assert!(matches!(place.haal("a.json", 10).expect("an answer"), Gehaald::Niet(_)));
    assert_eq!(place.zet_als_ongewijzigd("a.json", b"x", None).expect("an answer"), Zet::Botsing);
}
