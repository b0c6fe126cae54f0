//! A casus that was destroyed: no file opens it any more, nothing of it stands anywhere, and whoever still has a screen
//! of it open is told.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use aandacht::app::kluis::{Kluis, Safety};
use aandacht::content::Content;
use aandacht::domain::casus::{Formulier, add, dossier, dossiers};
use aandacht::domain::kluis::{KluisAct, Model, Password, RecordId, Vernietigregel};
use aandacht::platform::clock::Clock;
use aandacht::store::{Folder, backup};
use jiff::civil::datetime;

use super::bewaard::opened;
use super::casus::{PASSWORD, begin, drafts, fill, go, half_filled, kept, model, more, of, open, with_vault};
use super::daden::daden;
use crate::common::robot::{Robot, Setup, copy};
use crate::store::casus::openers;
use crate::store::images::{scratch, without_ballast};
use crate::store::plaintext::hits;

const NAME: &str = "Wilg-Egelmerkje";
const OTHER: &str = "Linde-Mus";
/// Everything that can be typed about the casus that goes.
const TYPED: [&str; 6] =
    ["Wilg-Egelmerkje", "notitiemerkje", "conceptmerkje", "termijnmerkje", "relatiemerkje", "actiemerkje"];

/// A vault with two casussen in everything that a vault leaves around it: drafts, terms, backups, a copy aside, key files
/// under other names, and a vault that was put aside.
fn lived_in() -> (Robot, RecordId, RecordId) {
    let mut robot = with_vault(Setup::default());
    let stays = begin(&mut robot, OTHER);
    robot.press("n");
    fill(&mut robot, &[">1", "Wat blijft staan.", "zelf gezien", "vandaag", ">4", ">1"]);
    let goes = begin(&mut robot, NAME);
    more(&mut robot, "Betrokkene", &["relatiemerkje", "", ">1"]);
    more(&mut robot, "Termijn", &[">3", "termijnmerkje", "over 2 weken", ""]);
    more(&mut robot, "Actie", &["actiemerkje", "ik", "morgen", ""]);
    robot.press("n");
    fill(&mut robot, &[">1", "Een notitiemerkje in een zin.", "zelf gezien", "vandaag", ">4", ">1"]);
    robot.press("n");
    half_filled(&mut robot, &[">1", "Een conceptmerkje, half"]);
    robot.two_seconds().home().press("9").press("1").see("Back-up gemaakt en gecontroleerd.");
    // Killed: the next opening makes a copy aside.
    let mut robot = robot.killed();
    open(&mut robot, PASSWORD);
    assert_eq!(drafts(&robot, goes), 1);
    let (root, vault) = (robot.folder().to_owned(), robot.folder().join("kluis"));
    fs::copy(vault.join("vault.key"), root.join("oude sleutel.txt")).unwrap();
    fs::copy(vault.join("vault.key"), vault.join("vault.key.nieuw")).unwrap();
    copy(&vault, &root.join("kluis.vervangen-2026-11-20T090000"));
    (robot, goes, stays)
}

/// To the screen that destroys this casus, filled in but for Enter.
fn about_to_destroy(robot: &mut Robot, casus: RecordId) {
    go(robot, &of(robot, casus).pseudoniem);
    let code = of(robot, casus).code();
    robot.press("Delete").see("vernietigen").see("nog open");
    half_filled(robot, &[">3", ">1", &code]);
}

fn marks() -> Vec<String> {
    TYPED.map(str::to_owned).to_vec()
}

/// Nothing of it opens, stands readable in a file, or is in the open vault.
fn is_gone(root: &Path, model: &Model, casus: RecordId) {
    assert_eq!(openers(root, casus), [""; 0]);
    let found = hits(&Folder::new(root, 1), &marks());
    assert!(found.is_empty(), "{found:?}");
    for (_, stored) in model.records() {
        let text = String::from_utf8_lossy(&stored.record.to_bytes().unwrap()).into_owned();
        assert!(!TYPED.iter().any(|mark| text.contains(mark)), "{text}");
    }
    assert!(kept(model, casus).is_empty());
}

#[test]
fn after_destroying_no_file_opens_the_casus_and_nothing_of_it_stands_anywhere() {
    let (mut robot, goes, stays) = lived_in();
    let before = openers(robot.folder(), goes);
    assert!(before.len() >= 7, "{before:?}");
    let other = kept(model(&robot), stays);
    about_to_destroy(&mut robot, goes);
    robot.press("Ctrl-S").see("Vernietigd").see("De casus is uit de kluis verwijderd, en de sleutel ervan is weg.");
    is_gone(robot.folder(), model(&robot), goes);
    assert!(!backup::list(&Folder::new(robot.folder(), 1)).is_empty(), "there is a fresh backup");
    robot.home().press("2").see(OTHER).not_see(NAME).typ("merkje").not_see("notitie");
    let mut robot = robot.again();
    open(&mut robot, PASSWORD);
    assert!(robot.app().kluis.view.warnings.is_empty());
    is_gone(robot.folder(), model(&robot), goes);
    assert_eq!(kept(model(&robot), stays), other, "the other one is as it was");
    robot.not_see("termijnmerkje").not_see("actiemerkje");
}

#[test]
fn the_search_of_this_test_finds_what_is_there() {
    let (robot, goes, stays) = lived_in();
    assert!(!openers(robot.folder(), goes).is_empty() && !openers(robot.folder(), stays).is_empty());
    fs::write(robot.folder().join("brief.txt"), "Een notitiemerkje.").unwrap();
    assert!(!hits(&Folder::new(robot.folder(), 1), &marks()).is_empty());
}

#[test]
fn the_print_screen_closes_when_its_casus_is_destroyed_under_it() {
    let (mut robot, goes, _) = lived_in();
    about_to_destroy(&mut robot, goes);
    // The print is asked for while the casus is being destroyed.
    robot.hastily("Ctrl-S F3").see("Deze casus is hier niet meer.").see("Vernietigd").not_see("Casus afdrukken");
    robot.press("Esc").see("0 gesloten").home();
    is_gone(robot.folder(), model(&robot), goes);
}

/// Another program does something while this one is locked.
fn elsewhere(robot: &mut Robot, act: impl FnOnce(&Model) -> KluisAct) {
    assert_eq!(robot.app_mut().kluis.leave_quietly(), Ok(()));
    let mut kluis = Kluis::new(robot.folder(), 2, Safety::for_tests(), robot.app().clock.clone());
    opened(&mut kluis);
    kluis.run(act(&kluis.view.model)).unwrap();
    assert_eq!(kluis.leave_quietly(), Ok(()));
}

fn destroyed_elsewhere(robot: &mut Robot, casus: RecordId) {
    let rule = Vernietigregel::OpVerzoek;
    elsewhere(robot, |_| KluisAct::DestroyCasus { casus, rule, purge: true });
}

#[test]
fn a_form_of_a_casus_that_was_closed_meanwhile_is_refused_and_loses_nothing() {
    for keys in ["n", "c"] {
        let (mut robot, goes, _) = lived_in();
        go(&mut robot, NAME);
        robot.press(keys);
        match keys {
            "n" => half_filled(&mut robot, &[">1", "Nog dit.", "zelf gezien", "vandaag", ">4", ">1"]),
            _ => half_filled(&mut robot, &["een reden"]),
        }
        robot.press("F10");
        elsewhere(&mut robot, |model| {
            let dossier = dossier(model, goes).unwrap();
            let moment = Clock::standing(datetime(2026, 11, 21, 17, 0, 0, 0)).now();
            let (wat, delen) =
                Formulier::Sluiten.line(&closing(moment.local.date()), None, moment.local.date()).unwrap();
            KluisAct::Commit(add(&dossier, wat, delen, moment))
        });
        robot.press("Enter").see("Kluis openen").typ(PASSWORD).press("Enter");
        let lines = of(&robot, goes).lijnen().len();
        robot.press("Ctrl-S").see("Deze casus is gesloten.");
        assert_eq!(of(&robot, goes).lijnen().len(), lines, "{keys}");
        robot.two_seconds().home();
        assert_eq!(drafts(&robot, goes), if keys == "n" { 1 } else { 2 }, "what was typed is kept");
    }
}

#[test]
fn every_screen_of_a_casus_closes_that_was_destroyed_while_the_kluis_was_locked() {
    for keys in ["p", "n", "+", "Delete", "m", "c", "s"] {
        let (mut robot, goes, _) = lived_in();
        go(&mut robot, NAME);
        robot.keys(keys).press("F10");
        destroyed_elsewhere(&mut robot, goes);
        robot.press("Enter").see("Kluis openen").typ(PASSWORD).press("Enter");
        // What was typed to look for it is the user's own, and still stands in the list.
        robot.not_see(&format!("Casus {NAME}")).not_see("relatiemerkje").two_seconds().not_see("Nog niet bewaard");
        robot.see("Deze casus is hier niet meer.");
        robot.home();
        is_gone(robot.folder(), model(&robot), goes);
    }
}

#[test]
fn a_half_typed_note_of_a_destroyed_casus_is_not_kept_and_not_asked_about_for_ever() {
    let (mut robot, goes, stays) = lived_in();
    go(&mut robot, NAME);
    robot
        .press("n")
        .press("Tab")
        .typ("conceptmerkje dat niemand bewaart")
        .press("Ctrl-P")
        .typ("casussen")
        .press("Enter");
    robot.typ(NAME).press("Enter");
    let code = of(&robot, goes).code();
    robot.press("Delete");
    half_filled(&mut robot, &[">3", ">1", &code]);
    robot.press("Ctrl-S").see("Vernietigd").keys("Esc Esc").see("Deze casus is hier niet meer.");
    robot.two_seconds().not_see("Nog niet bewaard").home().two_seconds().not_see("Nog niet bewaard");
    is_gone(robot.folder(), model(&robot), goes);
    // And what is typed elsewhere is kept as ever.
    go(&mut robot, OTHER);
    robot.press("n");
    half_filled(&mut robot, &[">1", "Hier wel."]);
    robot.two_seconds().not_see("Nog niet bewaard");
    assert_eq!(drafts(&robot, stays), 1);
}

// --- killed halfway --------------------------------------------------------------------------------------------------

const CHILD: &str = "AANDACHT_DESTROY_APP_CHILD";

fn first(model: &Model) -> RecordId {
    dossiers(model).into_iter().find(|dossier| dossier.pseudoniem.starts_with(OTHER)).expect("it is there").id
}

/// Runs only as a child: destroys a casus through the program's own kluis.
#[test]
fn child_of_the_destroying_test() {
    let Ok(root) = std::env::var(CHILD) else { return };
    let clock = Clock::standing(datetime(2026, 11, 24, 9, 0, 0, 0));
    let mut kluis = Kluis::new(Path::new(&root), std::process::id(), Safety::for_tests(), clock);
    opened(&mut kluis);
    let casus = first(&kluis.view.model);
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nbegun").unwrap();
    out.flush().unwrap();
    let rule = Vernietigregel::NaOverdracht;
    kluis.run(KluisAct::DestroyCasus { casus, rule, purge: true }).unwrap();
    writeln!(out, "\ndone").unwrap();
    out.flush().unwrap();
    sleep(Duration::from_secs(60));
}

#[test]
fn destroying_that_is_killed_halfway_is_finished_at_the_next_opening() {
    let rounds = std::env::var("AANDACHT_VAULT_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_u64);
    let dir = scratch();
    let whole = dir.path().join("data");
    without_ballast(&whole);
    let clock = Clock::standing(datetime(2026, 11, 23, 9, 0, 0, 0));
    let mut kluis = Kluis::new(&whole, 1, Safety::for_tests(), clock.clone());
    kluis.run(KluisAct::Create(Password::new(PASSWORD))).unwrap();
    for daad in daden().iter().take(10) {
        kluis.run(daad.asked(&kluis.view.model, &Content::shipped(), clock.now())).unwrap();
    }
    let casus = first(&kluis.view.model);
    let stays = dossiers(&kluis.view.model).into_iter().find(|dossier| dossier.id != casus).expect("another").id;
    let (own, other) = (kept(&kluis.view.model, casus), kept(&kluis.view.model, stays));
    kluis.run(KluisAct::BackUp).unwrap();
    assert_eq!(kluis.leave_quietly(), Ok(()));
    let (mut untouched, mut finished) = (0, 0);
    for round in 0..rounds {
        let root = dir.path().join(format!("ronde {round}"));
        copy(&whole, &root);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "verhaal::vernietigd::child_of_the_destroying_test", "--nocapture", "--test-threads=1"])
            .env(CHILD, &root)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.any(|line| line == "begun"));
        sleep(Duration::from_micros(round * 900 % 20_000));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut kluis = Kluis::new(&root, 1, Safety::for_tests(), clock.clone());
        opened(&mut kluis);
        let now = kept(&kluis.view.model, casus);
        if now.is_empty() {
            finished += 1;
            is_gone(&root, &kluis.view.model, casus);
        } else {
            untouched += 1;
            assert_eq!(now, own, "round {round}: whole, or not there");
            assert!(!openers(&root, casus).is_empty());
        }
        assert_eq!(kept(&kluis.view.model, stays), other, "round {round}: the other one is as it was");
        assert_eq!(kluis.leave_quietly(), Ok(()));
    }
    println!("{rounds} kills: {untouched} before it began, {finished} finished");
    assert!(finished > 0, "nothing was tested");
}

/// The form of closing, filled in.
fn closing(today: jiff::civil::Date) -> aandacht::domain::gesprek::Draft {
    let mut draft = Formulier::Sluiten.begin(today);
    draft.set("reden", "overgedragen");
    draft
}
