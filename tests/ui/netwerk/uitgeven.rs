//! The network as a file for others.

use std::fs;

use aandacht::domain::gesprek::{Msg, Route};
use aandacht::domain::kluis::{KluisAct, KluisState};
use aandacht::domain::netwerk::vertrouwen::Handtekening;
use aandacht::domain::netwerk::{Netwerkversie, Uitvoervorm};

use super::overzicht::{at, net, nothing_secret, with};
use crate::common::robot::{NARROW, Robot, Setup};
use crate::verhaal::casus::with_vault;

/// The screen, with the network of the fixture in a real kluis.
fn real() -> Robot {
    let mut robot = with_vault(Setup::default());
    robot.app_mut().kluis.run(KluisAct::Commit(net())).expect("it is kept");
    robot.starts_with(Route::NetwerkUitgeven);
    robot
}

/// Gives the file a name in a folder of the test.
fn named(robot: &mut Robot, name: &str) -> std::path::PathBuf {
    let path = robot.path(name);
    robot.press("Ctrl-U").paste(&path.display().to_string());
    path
}

#[test]
fn every_kind_of_file_has_a_form_with_a_name_proposed() {
    for size in [(80, 24), NARROW] {
        for (at_row, vorm) in Uitvoervorm::ALL.iter().enumerate() {
            let mut robot = at(Route::NetwerkUitgeven);
            robot.size(size).press("Home").times(at_row, "Down").press("Enter");
            robot.see(&format!("-parkstad-2026-11-21.{}", vorm.extensie()));
            let whole = *vorm == Uitvoervorm::Netwerk;
            assert_eq!(robot.sees("Geldig tot en met"), whole, "{vorm:?}");
            assert_eq!(robot.sees("Voor gemeente"), !whole, "a network file is always whole: {vorm:?}");
        }
    }
}

#[test]
fn a_table_is_written_and_its_maker_is_told_what_stayed_behind() {
    let mut robot = real();
    robot.press("2");
    let path = named(&mut robot, "uit.csv");
    robot.press("Ctrl-S").see("Het bestand staat er.").see("weggelaten");
    let text = fs::read_to_string(&path).expect("it is there");
    assert!(text.contains("Gemeente Heerlen"));
    nothing_secret(&text);
    assert!(!text.contains("weggelaten"), "that is for the screen alone");
    robot.press("2").see("Als welk soort bestand?").press("Esc").see("Wat wilt u doen?");
}

#[test]
fn one_municipality_and_no_notes() {
    let mut robot = real();
    robot.press("2");
    let path = named(&mut robot, "heerlen.csv");
    robot.press("Tab").typ("herlen").press("Ctrl-S").see("Bedoelt u Heerlen?").not_see("Het bestand staat er");
    robot.press("Ctrl-U").typ("Heerlen").press("Tab").press("Left").press("Ctrl-S").see("Het bestand staat er.");
    let text = fs::read_to_string(&path).expect("it is there");
    assert!(text.contains("Gemeente Heerlen") && !text.contains("Gemeente Apeldoorn"));
}

#[test]
fn a_network_file_is_kept_as_a_version_and_can_be_read_again() {
    let mut robot = real();
    robot.press("1");
    let path = named(&mut robot, "uit.netwerk.json");
    robot.press("Tab").press("Ctrl-U").typ("1 november 2026").press("Ctrl-S").see("al voorbij");
    robot.press("Ctrl-U").typ("1 maart 2027").press("Ctrl-S").see("Het bestand staat er.").see("in uw kluis bewaard");
    let text = fs::read_to_string(&path).expect("it is there");
    assert!(text.contains("2027-03-01"));
    nothing_secret(&text);
    assert_eq!(Netwerkversie::alle(&robot.app().kluis.view.model).len(), 1);
    let read = aandacht::app::uitwissel::lees(&path).expect("it can be read");
    let aandacht::app::uitwissel::Binnen::Netwerk(bestand) = read else { panic!("it is a network file") };
    robot.starts_with(Route::NetwerkSamenvoegen(bestand, Handtekening::Geen)).see("er verandert niets");
}

#[test]
fn secret_places_are_asked_about_twice() {
    let mut robot = real();
    robot.press("2");
    let path = named(&mut robot, "geheim.csv");
    robot.press("Shift-Tab").see("Geheime plekken mee?").press("Right").press("Ctrl-S");
    robot.see("Geheime plekken gaan mee in dit bestand.").keys("Enter Ctrl-S Space").see("gaan mee in dit bestand");
    assert!(!path.exists(), "it is not written before somebody says so twice");
    robot.press("Esc").see("Geheime plekken mee?");
    assert!(!path.exists());
    robot.keys("Ctrl-S j").see("Het bestand staat er.").see("Let op");
    let text = fs::read_to_string(&path).expect("it is there");
    assert!(text.contains("Opvanghuis"));
}

#[test]
fn a_network_without_secret_places_is_not_asked_about_them() {
    let some = super::overzicht::only(&["gemeente-heerlen"]);
    let mut robot = with(&some, KluisState::Open, Route::NetwerkUitgeven);
    robot.press("2").see("Notities mee?").not_see("Geheime plekken mee?");
}

#[test]
fn what_stands_there_is_never_written_over_and_the_form_stays() {
    let mut robot = real();
    let path = robot.path("bezet.csv");
    fs::write(&path, "van iemand").expect("it can be written");
    robot.press("2");
    named(&mut robot, "bezet.csv");
    robot.press("Ctrl-S").not_see("Het bestand staat er").see("bezet.csv").see("bestaat al");
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "van iemand");
    named(&mut robot, "vrij");
    robot.press("Ctrl-S").see("Het bestand staat er.").see("vrij.csv");
}

#[test]
fn practice_says_so_in_the_name() {
    let mut robot = Robot::practising();
    robot.app_mut().kluis.run(KluisAct::Commit(net())).expect("it is kept");
    robot.starts_with(Route::NetwerkUitgeven).press("1").see("oefening-netwerk-");
}

#[test]
fn leaving_the_form_asks_when_something_was_changed() {
    let mut robot = at(Route::NetwerkUitgeven);
    robot.press("2").press("Esc").see("Als welk soort bestand?");
    robot.press("2").typ("x").press("Esc").see("Niet bewaard").press("Esc").see("Als welk soort bestand?");
}

#[test]
fn there_is_nothing_to_write_of_an_empty_or_a_locked_network() {
    let mut robot = Robot::start();
    robot
        .with_kluis(KluisState::Open)
        .starts_with(Route::NetwerkUitgeven)
        .see("nog leeg")
        .press("Enter")
        .see("nog leeg");
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::None).starts_with(Route::NetwerkUitgeven).see("staat in de kluis");
}

#[test]
fn the_lock_covers_what_was_said_and_the_form() {
    let mut robot = at(Route::NetwerkUitgeven);
    robot.press("2").locks().not_see("parkstad").unlock().see("netwerk-parkstad");
    let said = vec!["2 geheime plekken zijn weggelaten.".to_owned()];
    robot.hears(Msg::Uitgegeven("/media/stick/uit.csv".into(), said)).see("2 geheime plekken zijn weggelaten.");
    robot.locks().not_see("geheime plekken").unlock().see("2 geheime plekken zijn weggelaten.");
}

#[test]
fn it_is_found_among_what_else_can_be_done() {
    let mut robot = at(Route::NetwerkMeer);
    robot.see("Inlezen wat een partner stuurt").click("Uitgeven: netwerk als bestand");
    robot.see("Als welk soort bestand?");
}

#[test]
fn a_folder_that_the_region_shares_gets_the_newest_version_and_reading_in_finds_it() {
    let mut robot = real();
    robot.press("1");
    let folder = robot.path("gedeeld");
    fs::create_dir(&folder).expect("it can be made");
    robot.press("Ctrl-U").paste(&folder.display().to_string()).press("Ctrl-S").see("Het bestand staat er.");
    robot.see("nieuwe versie").see("niet ondertekend");
    let names: Vec<String> = fs::read_dir(&folder)
        .expect("it is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("netwerk-"))
        .collect();
    assert_eq!(names.len(), 2, "a version and the index: {names:?}");
    // Somebody else reads that folder.
    let mut other = with(&super::overzicht::only(&["gemeente-heerlen"]), KluisState::Open, Route::NetwerkInlezen);
    other.paste(&folder.display().to_string()).press("Ctrl-S").see("Netwerkbestand").see("Niet ondertekend");
    fs::create_dir(robot.path("leeg")).expect("it can be made");
    other.starts_with(Route::NetwerkInlezen).paste(&robot.path("leeg").display().to_string()).press("Ctrl-S");
    other.see("Hier staat nog geen netwerk.");
}
