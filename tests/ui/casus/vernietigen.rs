//! Closing, opening again, destroying.

use aandacht::domain::casus::{Stand, dossiers};

use super::{casus, kept};

#[test]
fn a_closed_casus_opens_again_with_a_reason() {
    let mut robot = casus();
    robot.keys("s 2 Ctrl-S").see("Gesloten.").see("Casus afdrukken").press("Esc").see("gesloten za 21 nov");
    assert!(matches!(kept(&robot).stand, Stand::Gesloten { .. }));
    robot.keys("s Ctrl-S").see("Waarom").typ("nieuw signaal").press("Ctrl-S").see("open sinds");
    assert!(kept(&robot).stand == Stand::Open);
}

#[test]
fn a_wrong_code_and_an_open_casus_are_refused() {
    let mut robot = casus();
    let code = robot.played().code();
    robot
        .press("Delete")
        .see("nog open")
        .keys("1 Down 1 Down")
        .typ("XXXXX")
        .press("Ctrl-S")
        .see("Er is nog niets vernietigd.");
    robot.press("Ctrl-U").typ(&code).press("Ctrl-S").see("De casus is nog open.");
    assert!(robot.played().asked.is_empty());
    robot.press("Esc").see("Casus Linde-Mus");
}

#[test]
fn a_casus_that_is_destroyed_is_gone_everywhere() {
    let mut robot = casus();
    let code = robot.played().code();
    robot.keys("s 1 Ctrl-S Esc Delete").see("Weg gaan: elke regel").see("Niet weg gaan").keys("1 Down 1 Down");
    robot.typ(&code.to_lowercase()).press("Ctrl-S").see("Vernietigd").see("De casus is uit de kluis verwijderd.");
    assert_eq!(robot.played().asked.last().map(String::as_str), Some("DestroyCasus"));
    assert!(dossiers(robot.played().inside()).is_empty());
    robot.press("Esc").see("0 open, 0 gesloten").not_see("Linde").press("Esc").see("Wat wilt u doen?").not_see("Linde");
}

#[test]
fn a_destroying_that_fails_leaves_everything() {
    let mut robot = casus();
    let code = robot.played().code();
    robot.keys("s 1 Ctrl-S Esc Delete 1 Down 1 Down").typ(&code).kluis(|played| played.fails = true).press("Ctrl-S");
    robot.see("Waarom").kluis(|played| played.fails = false).press("Esc").press("Esc").see("Casus Linde-Mus");
    assert_eq!(dossiers(robot.played().inside()).len(), 1);
}

#[test]
fn printing_comes_first_when_that_is_asked_and_the_terms_can_be_read() {
    let mut robot = casus();
    robot.keys("Delete F3").see("Welke afdruk?").press("Esc").see("vernietigen").press("F4").see("Bewaartermijnen");
}
