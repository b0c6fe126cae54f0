//! Looking up: who to ring now, the search list, the page of an entry, a number as QR code.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{FavorietSoort, KluisState};

use super::{at, id, kept};
use crate::common::robot::{NARROW, Robot, WIDE};
use crate::ui::pictures::pictured;

#[test]
fn they_look_as_agreed() {
    for name in ["wie", "wie-thema", "netwerk", "netwerk-gezocht", "vermelding", "netwerk-meer", "qr"] {
        pictured(name);
    }
}

#[test]
fn without_a_kluis_there_are_veilig_thuis_the_alarm_number_and_the_starter_network() {
    for size in [WIDE, NARROW] {
        let mut robot = Robot::start();
        robot.size(size).press("4").typ("heerlen").press("Tab").typ("ouderen");
        robot.see("Veilig Thuis Zuid-Limburg").see("0800-2000").see("niet gecontroleerd");
        robot.press("PgDn").see("112").see("Alarmnummer");
    }
}

#[test]
fn in_danger_the_alarm_number_comes_first_and_what_is_not_understood_is_said() {
    let mut robot = at(Route::Wie);
    robot.keys("Tab Tab Tab Space").see("deze week").press("Left").see("vandaag").press("Left").see("nu: er is gevaar");
    let first = robot.rows().iter().find(|row| row.contains("▸")).cloned().unwrap_or_default();
    assert!(first.contains("Alarmnummer") && first.contains("112"), "{first}");
    robot.keys("Shift-Tab Shift-Tab").typ("xyzzy").see("Dit thema staat niet in de lijst");
    robot.keys("Ctrl-U Shift-Tab Ctrl-U").typ("xyzzy").see("Deze gemeente is niet gevonden").see("0800-2000");
}

#[test]
fn the_own_list_holds_ten_and_stands_on_top_of_the_empty_search() {
    let mut robot = at(Route::Netwerk);
    robot.typ("wijkteam");
    for count in 1..=10 {
        robot.press("F6").see(&format!("Op uw eigen lijst: {count} van 10.")).press("Down");
    }
    robot.press("F6").see("Op uw eigen lijst staan er al 10");
    robot.press("Ctrl-U").see("Uw eigen lijst").see("Wijkteam");
    let own = robot.played().inside().all::<aandacht::domain::kluis::Favoriet>();
    assert_eq!(own.filter(|(_, known)| known.soort == FavorietSoort::Vermelding).count(), 10);
    robot.press("F6").see("Van uw eigen lijst gehaald.");
}

#[test]
fn a_typing_error_finds_the_entry_and_its_page_says_where_everything_comes_from() {
    let mut robot = at(Route::Netwerk);
    robot.typ("levnto").see("Levanto").press("Enter").see("nog niet gecontroleerd").see("bron: proefnet");
    robot.press("k").see("Klopt nog: Levanto").see("gecontroleerd vandaag");
    assert!(kept(&robot, id("levanto")).is_some_and(|entry| entry.bevestigd().is_some()));
    robot.press("z").see("nog niet gecontroleerd");
    robot.press("r").see("gecontroleerd vandaag");
}

#[test]
fn nothing_found_still_names_veilig_thuis() {
    let mut robot = at(Route::Netwerk);
    robot.typ("qqqqqqqq").see("Veilig Thuis denkt mee: 0800-2000").keys("F5 F6 Enter").see("Niets gevonden");
    robot.press("Ctrl-U").typ("gemeente:xyzzy").see("Geen gemeente heet");
}

#[test]
fn a_national_number_is_found_beside_a_network_of_ones_own() {
    let mut robot = at(Route::Netwerk);
    robot.typ("dierenmishandeling").see("144").press("Enter").see("Landelijke nummers");
    robot.press("Esc").press("Ctrl-U").typ("112").see("Alarmnummer");
}

#[test]
fn a_secret_place_gives_no_qr_code() {
    let mut robot = at(Route::Netwerk);
    robot.typ("soort:locatie opvang");
    let secret = super::secret_place(&robot);
    robot.starts_with(Route::Vermelding(secret)).see("Geheime plek").press("q").not_see("Richt de camera");
}

#[test]
fn whatever_is_pasted_into_the_search_is_tamed_and_answered() {
    let mut robot = at(Route::Netwerk);
    for text in ["\u{202e}netoreh\u{200b}", &"x".repeat(10_000), &"wijkteam ".repeat(1_000), "\u{1}\u{1b}[31m", "🏳️‍🌈"]
    {
        robot.press("Ctrl-U").paste(text).see("zoek:");
    }
}

#[test]
fn a_locked_kluis_shows_nothing_of_the_network() {
    let mut robot = at(Route::Netwerk);
    robot.typ("levanto").see("Levanto").press("Enter").locks().not_see("Levanto");
    let mut robot = Robot::start();
    super::with_network(&mut robot, KluisState::Locked);
    robot.press("5").typ("stichting zoe").see("Niets gevonden");
}

#[test]
fn the_number_can_be_scanned() {
    let robot = at(Route::Qr("Veilig Thuis".to_owned(), "0800-2000".to_owned()));
    // 21 modules and a border of 4 or 2 on each side, two modules a row: black on white, so nothing but dark is drawn.
    let rows = robot.rows();
    let last = rows.iter().position(|row| row.contains("Richt de camera")).expect("the hint stands under it");
    let dark: Vec<&String> = rows[..last].iter().filter(|row| row.contains(['█', '▀', '▄'])).collect();
    assert!((11..=15).contains(&dark.len()), "{rows:?}");
    assert!(dark.iter().all(|row| row.trim_end().chars().count() <= 31), "{rows:?}");
    let mut again = at(Route::Qr("Iemand".to_owned(), "geen".to_owned()));
    again.see("Van dit nummer is geen QR-code te maken.").press("k").press("Esc");
}
