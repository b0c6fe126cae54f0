//! A walk in a casus: every answer is kept when it is given.

use aandacht::domain::casus::Wat;

use super::{casus, count, drafts, kept, last};
use crate::common::robot::Robot;

/// At the first question of the meldcode in the casus.
fn walking() -> Robot {
    let mut robot = casus();
    robot.press("m").see("Elk antwoord wordt meteen in de casus bewaard.").press("1").see("Is er nu direct gevaar");
    robot
}

#[test]
fn every_answer_is_kept_when_it_is_given() {
    let mut robot = walking();
    assert_eq!(kept(&robot).lopen.len(), 1);
    for (key, given) in [("2", "nee"), ("2", "nee"), ("1", "ja")] {
        let before = count(&robot);
        robot.press(key);
        assert_eq!(count(&robot), before + 1);
        assert!(matches!(last(&robot), Wat::Antwoord { antwoord, .. } if antwoord.antwoord == given));
    }
}

#[test]
fn going_back_withdraws_the_answer_and_stands_at_its_question() {
    let mut robot = walking();
    robot.press("2").see("geweld door een collega").press("Left").see("Is er nu direct gevaar").see("▸ 2  Nee");
    assert!(matches!(last(&robot), Wat::Intrekking { ongedaan: true, .. }));
    robot.press("2").see("geweld door een collega");
}

#[test]
fn leaving_asks_nothing_and_coming_back_stands_at_the_same_question() {
    let mut robot = walking();
    robot.keys("2 2 1");
    let question = robot.text();
    robot.press("Esc").see("Casus Linde-Mus").press("m").press("F12");
    assert_eq!(robot.text(), question);
    robot.press("d").see("Casus Linde-Mus").keys("Esc n").see("Linde-Mus · Notitie").press("Esc").press("F12");
    assert_eq!(robot.text(), question);
}

#[test]
fn an_answer_that_cannot_be_kept_does_not_count() {
    let mut robot = walking();
    let before = count(&robot);
    robot.kluis(|played| played.fails = true).press("2").see("Niet bewaard.").see("Is er nu direct gevaar");
    assert_eq!(count(&robot), before);
    robot.kluis(|played| played.fails = false).press("2").see("geweld door een collega");
}

#[test]
fn a_second_answer_waits_for_the_first() {
    let mut robot = walking();
    robot.kluis(|played| played.slow = true).keys("2 2").see("Even wachten").finish().see("geweld door een collega");
}

#[test]
fn an_earlier_answer_is_given_anew_with_a_reason() {
    let mut robot = walking();
    robot
        .keys("2 2 a Up Enter")
        .see("Antwoord opnieuw geven")
        .press("Ctrl-S")
        .see("Waarom geeft u dit antwoord opnieuw?");
    let before = count(&robot);
    robot.typ("nu wel gevaar").press("Shift-Tab").keys("1 Ctrl-S").see("Linde-Mus · uitkomst").see("Bel 112.");
    assert_eq!(count(&robot), before + 1);
    assert!(matches!(last(&robot), Wat::Antwoord { reden, .. } if reden == "nu wel gevaar"));
}

#[test]
fn a_reason_that_is_half_typed_is_kept_and_found_again() {
    let mut robot = walking();
    robot.keys("2 2 a Up Enter").see("Antwoord opnieuw geven").press("Tab").typ("half af").press("Esc");
    assert_eq!(drafts(&robot, "herzien").len(), 1);
    robot.press("Enter").see("half af").press("Tab").typ("nu wel gevaar").press("Shift-Tab").keys("1 Ctrl-S");
    robot.see("Linde-Mus · uitkomst");
    assert_eq!(drafts(&robot, "herzien"), []);
}

#[test]
fn ticks_are_kept_as_a_draft_and_found_again_and_a_tick_that_was_taken_away_is_not() {
    let mut robot = walking();
    robot.keys("2 2 1 2 4 8 3 1").see("Signalen").press("2").times(6, "Down").press("Space").two_seconds();
    assert_eq!(drafts(&robot, "").len(), 1);
    robot.keys("Esc").see("(aangevinkt)").press("Esc").see("Casus Linde-Mus").press("m").see("(aangevinkt)");
    robot.press("2").times(6, "Down").press("Space").keys("Esc").not_see("(aangevinkt)").press("Esc").press("m");
    robot.not_see("(aangevinkt)");
    assert_eq!(drafts(&robot, ""), []);
}

#[test]
fn the_outcome_takes_the_place_of_the_walk_and_says_whose_it_is() {
    let mut robot = walking();
    robot.press("1").see("Linde-Mus · uitkomst").see("112").press("Esc").see("Casus Linde-Mus").see("uitkomst bereikt");
    robot.press("w").see("Linde-Mus · uitkomst").press("Esc").press("m").see("Uw antwoorden");
}

#[test]
fn how_far_it_came_is_a_page_over_it() {
    let mut robot = walking();
    robot.keys("2 2 s").see("Linde-Mus · stand tot nu toe").press("Esc").see("Vooraf");
}
