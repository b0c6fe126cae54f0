//! Opening the kluis: with the password, with the recovery sheet, and without.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;

use crate::common::kluis::{PASSWORD, SHEET};
use crate::common::robot::{NARROW, Robot, WIDE};

fn closed() -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Locked).press("9");
    robot
}

#[test]
fn the_password_opens_it_and_never_stands_on_screen() {
    for size in [WIDE, NARROW] {
        let mut robot = closed();
        robot.size(size).typ(PASSWORD).see("••••").not_see("paard").not_see("klopt");
        robot.press("Enter").see("Wat wilt u doen?").see("Kluis open.").see("kluis open");
        assert_eq!(robot.played().asked, ["Open"]);
    }
}

#[test]
fn what_is_typed_can_be_shown_and_hidden_again() {
    let mut robot = closed();
    robot.typ("paard").press("Ctrl-T").see("paard").press("Ctrl-T").not_see("paard").see("•••••");
}

#[test]
fn a_wrong_password_says_what_why_and_what_to_do_and_empties_the_field() {
    let mut robot = closed();
    robot.typ("iets anders").press("Enter").press("F12");
    robot.see("Dit wachtwoord opent de kluis niet.").see("Er kan een typefout in staan.").see("Probeer het nog eens");
    robot.not_see("•").see("Kluis openen").unlock().see("Kluis open.");
}

#[test]
fn an_empty_field_is_not_asked() {
    let mut robot = closed();
    robot.press("Enter").see("Typ eerst uw wachtwoord.").keys("Tab Enter").see("Typ eerst de letters");
    assert!(robot.played().asked.is_empty());
}

#[test]
fn the_recovery_sheet_opens_it_and_may_be_read_while_it_is_typed() {
    let mut robot = closed();
    robot.typ("half een wachtw").press("Tab").see("Herstelletters").not_see("•");
    robot.paste(SHEET).see("S6T7V8-W9X0Y1-Z2A3B4-C5D6E7").press("Enter").see("Kluis open.");
    assert_eq!(robot.played().asked, ["Open"]);
}

#[test]
fn switching_between_the_two_takes_nothing_along() {
    let mut robot = closed();
    robot.typ(PASSWORD).keys("Tab Tab").not_see("•").press("Enter").see("Typ eerst uw wachtwoord.");
}

#[test]
fn backspace_and_ctrl_u_take_away_and_a_pasted_line_break_is_left_out() {
    let mut robot = closed();
    robot.typ("abc").press("Backspace").see("••").not_see("•••").press("Ctrl-U").not_see("•");
    robot.paste(&format!("{PASSWORD}\r\n")).press("Enter").see("Kluis open.");
}

#[test]
fn while_it_opens_the_screen_lives_and_nothing_is_asked_twice() {
    let mut robot = closed();
    robot.kluis(|played| played.slow = true).unlock().see("De kluis gaat open…");
    robot.keys("Enter x Enter").see("De kluis gaat open…").not_see("•");
    robot.press("F9").see("0800-2000").press("Esc").see("De kluis gaat open…");
    robot.finish().see("Kluis open.").see("Wat wilt u doen?");
    assert_eq!(robot.played().asked, ["Open"]);
}

#[test]
fn esc_goes_on_without_the_kluis_even_while_it_opens() {
    let mut robot = closed();
    robot.press("Esc").see("Wat wilt u doen?").see("kluis op slot");
    robot.press("9").kluis(|played| played.slow = true).unlock().press("Esc").see("Wat wilt u doen?");
    robot.finish().see("Kluis open.").see("kluis open");
}

#[test]
fn a_kluis_that_opens_behind_the_neutral_screen_is_locked_again_at_once() {
    let mut robot = closed();
    robot.kluis(|played| played.slow = true).unlock().press("F10");
    robot.kluis(|played| played.slow = false).finish();
    assert!(robot.is_hidden());
    assert_eq!(robot.played().asked, ["Open", "Lock"]);
    robot.press("Enter").see("Kluis openen").not_see("De kluis gaat").unlock().see("Wat wilt u doen?");
}

#[test]
fn who_comes_back_before_it_is_open_sees_it_open() {
    let mut robot = closed();
    robot.kluis(|played| played.slow = true).unlock().keys("F10 Enter").see("De kluis gaat open…").finish();
    robot.see("Wat wilt u doen?").see("kluis open");
    assert_eq!(robot.played().asked, ["Open"]);
}

#[test]
fn a_program_that_starts_with_a_locked_kluis_asks_for_it_over_the_start() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Locked).starts_with(Route::KluisOpenen).see("Kluis openen");
    robot.press("Esc").see("Wat wilt u doen?");
    robot.starts_with(Route::KluisOpenen).unlock().see("Wat wilt u doen?").see("kluis open");
}

#[test]
fn a_kluis_that_can_only_be_read_says_so() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Locked).kluis(|played| played.opens_as = KluisState::ReadOnly);
    robot.press("9").unlock().see("alleen om te lezen").press("F12").see("kluis alleen lezen");
}

#[test]
fn a_password_of_any_length_is_taken_whole() {
    let mut robot = closed();
    let long = "woord ".repeat(100);
    robot.size(NARROW).paste(&long).press("Enter").see("Dit wachtwoord opent de kluis niet.");
    robot.paste(&"中".repeat(2000)).press("Ctrl-T").press("Enter").see("Dit wachtwoord opent de kluis niet.");
}

#[test]
fn beheer_can_be_reached_when_it_does_not_open() {
    let mut robot = closed();
    robot.press("Ctrl-B").see("Bergen wat te lezen is").press("Esc").see("Kluis openen").press("Esc");
    robot.see("Wat wilt u doen?");
}
