//! Locking: by F10, by a key, by the program. Nothing of the kluis is in sight afterwards; the robot looks for that on
//! every frame.

use aandacht::domain::kluis::{KluisState, LockedBy};

use crate::common::kluis::MARKER;
use crate::common::robot::Robot;

fn open() -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open);
    robot
}

#[test]
fn f10_hides_at_once_and_locks_and_the_password_leads_back_to_the_very_same_spot() {
    let mut robot = open();
    robot.keys("1 2");
    let before = robot.frame().clone();
    for (hide, back) in [("F10", "Enter"), ("Ctrl-L", "Esc"), ("F10", "F10")] {
        robot.press(hide);
        assert!(robot.is_hidden());
        assert_eq!(robot.played().asked.last().map(String::as_str), Some("Lock"));
        robot.press(back).see("Na openen gaat u verder waar u was.").unlock().press("F12");
        assert_eq!(*robot.frame(), before, "{hide} {back}");
    }
}

#[test]
fn hiding_from_the_command_palette_locks_too() {
    let mut robot = open();
    robot.press("Ctrl-P").typ("verberg").press("Enter");
    assert!(robot.is_hidden());
    assert_eq!(robot.played().asked, ["Lock"]);
}

#[test]
fn without_an_open_kluis_hiding_asks_nothing_and_shows_the_same_spot_again() {
    for state in [KluisState::None, KluisState::Locked] {
        let mut robot = Robot::start();
        robot.with_kluis(state).keys("1 2");
        let before = robot.frame().clone();
        robot.keys("F10 Enter");
        assert_eq!(*robot.frame(), before);
        assert!(robot.played().asked.is_empty());
    }
}

#[test]
fn a_kluis_that_locks_itself_is_put_over_what_was_open() {
    let mut robot = open();
    robot.keys("7 5").see("Kindcheck ★");
    let before = robot.frame().clone();
    robot.locks().see("Kluis openen").see("De kluis is op slot.").not_see("Kindcheck");
    robot.unlock().press("F12");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn whoever_comes_back_is_told_that_it_was_the_time() {
    let mut robot = open();
    robot.keys("7 5").kluis(|played| played.view.locked_by = Some(LockedBy::Time(5)));
    robot.locks().see("Op slot: u was 5 minuten weg.").see("Kluis openen");
    robot.press("Tab").not_see("Op slot: u was");
    // What may stay in sight says nothing of it.
    let mut robot = open();
    robot.keys("7 5 F9").kluis(|played| played.view.locked_by = Some(LockedBy::Sleep));
    robot.locks().see("0800-2000").not_see("Op slot");
}

#[test]
fn behind_the_neutral_screen_and_the_emergency_page_it_waits_until_they_close() {
    let mut robot = open();
    robot.keys("7 5 F9").locks().see("0800-2000").not_see("Kluis openen").press("Esc").see("Kluis openen");
    let mut robot = open();
    robot.keys("7 5 F10");
    robot.locks();
    assert!(robot.is_hidden());
    robot.press("Enter").see("Kluis openen");
    // And through both.
    let mut robot = open();
    robot.keys("7 5 F10 F9").see("0800-2000").press("Esc");
    assert!(robot.is_hidden());
    robot.press("Esc").see("Kluis openen");
}

#[test]
fn esc_over_what_was_open_goes_to_the_start_and_drops_it() {
    let mut robot = open();
    robot.keys("7 5").locks().see("alles sluiten").press("Esc").see("Wat wilt u doen?").see("kluis op slot");
    robot.press("Esc").see("Wat wilt u doen?").not_see("★");
}

#[test]
fn where_answers_would_be_lost_esc_asks_once_and_any_other_key_goes_on() {
    let mut robot = open();
    robot.keys("1 2").locks().press("Esc").see("Nog een keer Esc").press("F12").not_see("Nog een keer Esc");
    robot.press("Esc").press("Esc").see("Wat wilt u doen?");
}

#[test]
fn the_way_home_from_the_command_palette_does_not_lead_past_the_lock() {
    let mut robot = open();
    robot.keys("1 2").locks().press("Ctrl-P").typ("startscherm").press("Enter");
    robot.see("Kluis openen").not_see("Weggaan?").unlock().see("Meldcode (basis)");
}

#[test]
fn everything_that_needs_no_kluis_can_be_looked_up_over_the_lock() {
    let mut robot = open();
    robot.keys("7 5").locks().press("F9").see("0800-2000").press("Esc").see("Kluis openen");
    robot.press("Ctrl-P").typ("nummers").press("Enter").see("112 · Alarmnummer").press("Esc").see("Kluis openen");
}

#[test]
fn a_key_locks_on_the_start_and_in_beheer_and_only_when_it_is_open() {
    let mut robot = open();
    robot.press("l").see("Kluis openen").press("Esc").see("Wat wilt u doen?").see("Op slot.");
    robot.press("l").see("Wat wilt u doen?");
    robot.press("9").unlock().press("9").see("Beheer").press("l").see("Kluis openen");
    assert_eq!(robot.played().asked, ["Lock", "Open", "Lock"]);
}

#[test]
fn what_was_typed_is_gone_when_it_locks() {
    let mut robot = open();
    robot.keys("9 4").typ("een wachtwoord").see("•••").locks().unlock().see("Wachtwoord veranderen").not_see("•");
}

#[test]
fn a_kluis_at_work_is_locked_when_it_is_ready() {
    let mut robot = open();
    robot.press("9").kluis(|played| played.slow = true).press("1").press("F10");
    assert_eq!(robot.played().asked, ["BackUp"]);
    robot.press("Enter").see("Na openen gaat u verder").kluis(|played| played.slow = false).finish();
    assert_eq!(robot.played().asked, ["BackUp", "Lock"]);
    robot.see("Kluis openen").unlock().see("Back-up").see("vandaag, 21 november 2026 om 16.05");
}

#[test]
fn the_start_counts_nothing_while_it_is_locked() {
    let mut robot = open();
    robot.see("2 favorieten").locks().press("Esc").not_see("favoriet").press("f").see("Wat wilt u doen?");
    robot.press("?").see("favorieten (nu niet").not_see(MARKER);
}
