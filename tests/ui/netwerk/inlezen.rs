//! What a partner sends: which file, what its columns mean, what it would change, and taking it over.

use std::fs;

use aandacht::app::doorgeven::Lezer;
use aandacht::app::uitwissel::lees_voor_scherm;
use aandacht::domain::gesprek::{Msg, Route};
use aandacht::domain::kluis::KluisState;
use aandacht::domain::netwerk::Netwerk;
use aandacht::domain::netwerk::invoer::afzender::Afzender;
use aandacht::domain::netwerk::vertrouwen::Woord;

use super::{at, id, kept, named};
use crate::common::robot::Robot;
use crate::ui::pictures::pictured;

#[test]
fn it_looks_as_agreed() {
    for name in ["inlezen", "inlezen-kolommen", "inlezen-voorstel", "inlezen-kiezen", "netwerkbestand-vertrouwen"] {
        pictured(name);
    }
}

/// The screen with this file filled in, and read.
fn reads(robot: &mut Robot, naam: &str, text: &str) {
    let path = robot.path(naam);
    fs::write(&path, text).expect("it can be written");
    robot.starts_with(Route::NetwerkInlezen);
    let path = path.display().to_string();
    robot.paste(&path).press("Tab").typ("Wijkteam Proef").press("Enter");
}

/// Who reads.
fn lezer(robot: &Robot) -> Lezer {
    Lezer::van(robot.played().inside(), false, Woord::default(), None)
}

fn count(robot: &Robot) -> usize {
    Netwerk::new(robot.played().inside()).alle().count()
}

const TWEE: &str = "Naam;Soort;Doorkies;Gemeente\nSteunpunt Zonnedauw;organisatie;045-560 77 11;Heerlen\n\
    Huiskamer Elzenhof;organisatie;045-560 77 12;Kerkrade\n";

#[test]
fn nothing_is_taken_over_before_the_user_says_so_and_the_columns_are_remembered() {
    let mut robot = at(Route::NetwerkInlezen);
    let before = count(&robot);
    reads(&mut robot, "lijst.csv", TWEE);
    robot.see("Doorkies → ").see("(zoals: 045-560 77 11)");
    robot.click("Doorkies → ").see("Wat betekent de kolom Doorkies?").click("Telefoon").see("Doorkies → Telefoon");
    robot.press("Ctrl-S").see("2 nieuw").see("Huiskamer Elzenhof");
    assert_eq!(count(&robot), before);
    robot.press("Ctrl-S").see("Overgenomen: 2 nieuw, 0 gewijzigd.");
    assert_eq!(count(&robot), before + 2);
    let (_, brug) = named(&robot, "Steunpunt Zonnedauw").pop().expect("it is there");
    assert_eq!(brug.telefoons().first().map(|phone| &*phone.nummer), Some("045-560 77 11"));
    // The sender's columns are known now, and so are the rows.
    reads(&mut robot, "lijst.csv", TWEE);
    robot.see("Doorkies → Telefoon").press("Ctrl-S").see("staat al zo in uw netwerk").press("Ctrl-S");
    robot.see("Alles stond er al zo");
    assert_eq!(count(&robot), before + 2);
    assert!(!Afzender::van(robot.played().inside(), "Wijkteam Proef").naam.is_empty());
}

#[test]
fn a_row_that_may_be_there_already_is_asked_about() {
    let mut robot = at(Route::NetwerkInlezen);
    let before = count(&robot);
    let text = "Naam;Soort;Telefoon;Gemeente\nWijkteam Malberg;organisatie;043-560 00 99;Maastricht\n";
    reads(&mut robot, "lijst.csv", text);
    robot.keys("Ctrl-S Ctrl-S").see("Kies eerst bij 1 rij").press("Enter").see("Staat dit al in het netwerk?");
    robot.press("Esc").press("Enter").press("Enter").see("dezelfde").press("Ctrl-S").see("Overgenomen");
    assert_eq!(count(&robot), before);
    let entry = kept(&robot, id("wijkteam-malberg")).expect("it stays");
    assert_eq!(entry.telefoons().first().map(|phone| &*phone.nummer), Some("043-560 00 99"));
}

#[test]
fn answers_are_not_lost_by_one_key() {
    let mut robot = at(Route::NetwerkInlezen);
    reads(&mut robot, "lijst.csv", "Naam;Soort;Gemeente\nWijkteam Malberg;organisatie;Maastricht\n");
    robot.keys("Ctrl-S Enter Enter").see("dezelfde").press("Esc").see("Nog een keer Esc").see("dezelfde");
    robot.press("Esc").see("Welk bestand, of welke map?");
}

#[test]
fn a_refused_row_stays_out_only_after_it_was_said() {
    let mut robot = at(Route::NetwerkInlezen);
    let before = count(&robot);
    let text = "Naam;Soort;Gemeente\nSteunpunt Zonnedauw;organisatie;Heerlen\n;organisatie;Heerlen\n";
    reads(&mut robot, "lijst.csv", text);
    robot.press("Ctrl-S").see("1 geweigerd").press("Ctrl-S").see("1 rij blijft weg");
    assert_eq!(count(&robot), before);
    robot.press("Ctrl-S").see("Overgenomen: 1 nieuw");
    assert_eq!(count(&robot), before + 1);
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_what_to_do_and_what_was_typed_stays() {
    let mut robot = at(Route::NetwerkInlezen);
    reads(&mut robot, "brief.pdf", "%PDF-1.7 dit is een brief");
    robot.see("Welk bestand, of welke map?").see("Wijkteam Proef").see("PDF").see("Ingelezen worden");
    robot.press("Enter").see("Wijkteam Proef");
    let missing = robot.path("nergens.csv").display().to_string();
    robot.starts_with(Route::NetwerkInlezen).paste(&missing).press("Ctrl-S").see("nergens.csv");
    robot.starts_with(Route::NetwerkInlezen).press("Ctrl-S").see("Typ of plak waar het bestand staat.");
}

#[test]
fn while_a_file_is_read_the_screen_can_be_left_and_what_comes_then_is_not_shown() {
    let mut robot = at(Route::NetwerkInlezen);
    robot.slow_files = true;
    reads(&mut robot, "lijst.csv", TWEE);
    let found = Msg::Ingelezen(lees_voor_scherm(&robot.path("lijst.csv"), &lezer(&robot)));
    robot
        .see("wordt gelezen")
        .press("Enter")
        .see("nog gelezen")
        .press("Esc")
        .not_see("wordt gelezen")
        .see("Welk bestand, of welke map?");
    robot.hears(found.clone()).see("Welk bestand, of welke map?");
    robot.press("Enter").see("wordt gelezen").hears(found).see("Doorkies → ");
}

#[test]
fn what_was_read_behind_the_lock_is_compared_when_the_kluis_is_open_again() {
    let mut robot = at(Route::NetwerkInlezen);
    robot.slow_files = true;
    let text = "Naam;Soort;Gemeente\nWijkteam Malberg;organisatie;Maastricht\n";
    reads(&mut robot, "lijst.csv", text);
    let found = Msg::Ingelezen(lees_voor_scherm(&robot.path("lijst.csv"), &lezer(&robot)));
    robot.locks().hears(found).not_see("Malberg").unlock().see("Naam → ").press("Ctrl-S");
    robot.see("mogelijk hetzelfde");
}

#[test]
fn a_locked_kluis_takes_nothing_in() {
    let mut robot = at(Route::NetwerkInlezen);
    robot.kluis(|played| played.enter(KluisState::None));
    reads(&mut robot, "lijst.csv", TWEE);
    robot.see("Maak of open die eerst");
}
