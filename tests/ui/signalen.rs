//! Lists of signals by themselves.

use std::fs;

use crate::common::robot::{Robot, WIDE};

use super::pictures::pictured;
use super::screens::screen;

#[test]
fn they_look_as_agreed() {
    pictured("signalen");
    pictured("signalen-vinkje");
}

#[test]
fn the_screen_says_why_nothing_is_counted() {
    let mut robot = Robot::start();
    robot.keys("7 1 3").see("Een signaal bewijst niets").see("niets geteld of gewogen");
}

#[test]
fn enter_and_space_tick_what_is_under_the_cursor_and_nothing_before_there_is_one() {
    let mut robot = Robot::start();
    robot.keys("7 1 1");
    let before = robot.frame().clone();
    robot.keys("Space Enter");
    assert_eq!(*robot.frame(), before);
    let ticked = screen("signalen-vinkje").robot(WIDE).screen();
    assert_eq!(ticked.matches("[✓]").count(), 2);
}

#[test]
fn ticked_signals_can_be_saved_with_the_list_and_stay_ticked() {
    let mut robot = screen("signalen-vinkje").robot(WIDE);
    let before = robot.frame().clone();
    let file = robot.path("signalen.md");
    robot.keys("o Ctrl-U").typ(&file.display().to_string()).press("Enter").see("Bewaard");
    robot.press("F12");
    assert_eq!(*robot.frame(), before);
    let text = fs::read_to_string(&file).expect("it was saved");
    assert_eq!(text.matches("[x]").count(), 2);
    assert!(text.contains("- [x] Angst") && text.contains("- [ ] Somberheid") && text.contains("## Bronnen"), "{text}");
}

#[test]
fn leaving_ticks_that_were_not_kept_asks_once() {
    let mut robot = screen("signalen-vinkje").robot(WIDE);
    robot.press("Esc").see("nog een keer Esc").press("Esc").see("Kies een lijst.");
    Robot::start().keys("7 1 1 Esc").see("Kies een lijst.");
}

#[test]
fn leaving_ticks_that_were_saved_does_not_ask() {
    let mut robot = screen("signalen-vinkje").robot(WIDE);
    let file = robot.path("signalen.md");
    robot.keys("o Ctrl-U").typ(&file.display().to_string()).press("Enter").press("Esc").see("Kies een lijst.");
}
