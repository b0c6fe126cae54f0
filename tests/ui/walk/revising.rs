//! Answering an earlier question anew.

use crate::common::robot::{NARROW, Robot, WIDE};
use crate::ui::pictures::pictured;
use crate::ui::screens::screen;

#[test]
fn it_looks_as_agreed() {
    for name in ["antwoorden", "herzien", "herzien-gezegd"] {
        pictured(name);
    }
}

/// A whole walk through the afwegingskader, at its outcome.
fn finished() -> Robot {
    let mut robot = Robot::walking("afwegingskader-basis", "v1=ja v2=nee v3=ja");
    robot.press("2").see("uitkomst");
    robot
}

#[test]
fn bug_the_answers_open_with_the_last_one_in_sight() {
    for size in [WIDE, NARROW] {
        let mut robot = screen("antwoorden").robot(size);
        robot.see("▸ 14");
        robot.times(13, "Up").see("▸  1");
        robot.times(13, "Down").see("▸ 14");
    }
}

#[test]
fn what_still_holds_is_kept_and_said() {
    let mut robot = Robot::walking("afwegingskader-basis", "v1=ja v2=nee v3=ja v4=ja hulp=verder");
    robot.press("a");
    robot.times(3, "Up").see("▸  2").keys("Enter 2");
    robot.see("3 latere antwoorden blijven staan.").see("Wacht op toets.");
}

/// The meldcode at the question which check is needed.
const CHECKS: &str = "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder s1-lijst=verder";

#[test]
fn what_no_longer_fits_is_said() {
    let mut robot = Robot::walking("meldcode-basis", &format!("{CHECKS} s1-check=kindcheck kindcheck/k1=ja"));
    robot.keys("a Up Enter").see("▸ 1  Kindcheck").press("3").see("Eén later antwoord past niet meer.");
}

#[test]
fn what_waits_behind_a_new_question_is_said_and_stands_again() {
    let after = "s1-check=geen s2-overleg=verder s3-gesprek=nee s3-geen-gesprek=verder afweging/v1=ja";
    let mut robot = Robot::walking("meldcode-basis", &format!("{CHECKS} {after}"));
    robot.press("a");
    robot.times(4, "Up").press("Enter").press("1").see("4 latere antwoorden komen straks terug.");
    // The kindcheck ends at its first question; what it says is read, and then the walk is where it was.
    robot.press("2").press("1").see("4 eerdere antwoorden staan weer.").see("Afweging 2 van 5");
}

#[test]
fn a_revision_that_is_called_off_changes_nothing() {
    let mut robot = screen("vraag-afweging").robot(WIDE);
    robot.press("Up");
    let before = robot.frame().clone();
    for call_off in ["Esc", "Left", "Backspace"] {
        robot.press("a").press("Enter").see("U geeft dit antwoord opnieuw").press(call_off);
        assert_eq!(*robot.frame(), before, "{call_off}");
    }
}

#[test]
fn an_outcome_can_be_revised() {
    let mut robot = finished();
    robot.press("a").see("▸  4").press("Enter").see("U geeft dit antwoord opnieuw").press("1");
    robot.see("Uw antwoord is veranderd.").see("Start de hulp").not_see("uitkomst");
}

#[test]
fn bug_calling_off_the_revision_of_an_outcome_leads_back_to_the_answers_and_the_outcome() {
    for call_off in ["Esc", "Left"] {
        let mut robot = finished();
        let before = robot.frame().clone();
        robot.keys("a Up Enter").see("U geeft dit antwoord opnieuw").press(call_off).see("Uw antwoorden").see("▸  3");
        robot.press("Esc");
        assert_eq!(*robot.frame(), before, "{call_off}");
    }
}

#[test]
fn bug_why_speaks_of_the_question_on_screen_while_it_is_answered_anew() {
    let mut robot = Robot::walking("afwegingskader-basis", "v1=ja v2=nee v3=ja");
    robot.keys("a Up Up Enter w").see("Dit is het begin: deze vraag komt altijd eerst.");
}

#[test]
fn leaving_while_revising_goes_back_to_the_question_first() {
    let mut robot = screen("herzien").robot(WIDE);
    robot.press("Esc").not_see("Weggaan?").press("Esc").see("Weggaan?");
}

#[test]
fn a_revision_that_ends_the_walk_shows_the_outcome_and_drops_nothing_silently() {
    let mut robot = Robot::walking(
        "meldcode-basis",
        "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee",
    );
    robot.press("a");
    robot.times(3, "Up").keys("Enter 1").see("uitkomst").see("112");
    robot.see("3 latere antwoorden passen niet meer");
}
