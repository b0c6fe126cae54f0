//! Choosing from a list of checklists, signals or reference pages.

use crate::common::robot::{Robot, Setup};

use super::pictures::pictured;

#[test]
fn they_look_as_agreed() {
    pictured("checklists");
    pictured("signalen-keuze");
    pictured("naslag-keuze");
}

#[test]
fn every_checklist_opens_at_its_first_question_and_esc_returns() {
    for (at, title) in
        ["Meldcode (basis)", "Kindcheck", "Mantelzorgcheck", "Afwegingskader (basis)", "Geweld door een beroepskracht"]
            .into_iter()
            .enumerate()
    {
        let mut robot = Robot::start();
        robot.keys("7 5");
        let before = robot.frame().clone();
        robot.press(&(at + 1).to_string()).see(title).see("versie").see("concept").press("Esc");
        // The cursor stays on what was chosen.
        robot.times(at, "Up");
        assert_eq!(*robot.frame(), before, "{title}");
    }
}

#[test]
fn a_digit_without_a_row_does_nothing() {
    let mut robot = Robot::start();
    robot.keys("7 5");
    let before = robot.frame().clone();
    robot.press("9");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn rows_without_a_digit_are_reached_with_the_arrows() {
    let mut robot = Robot::start();
    robot.keys("7 1").press("End").see("▸    Signalen van seksuele uitbuiting");
    robot.press("Enter").see("Signalen van seksuele uitbuiting").press("Esc").press("Home").see("▸ 1");
}

#[test]
fn the_users_own_version_says_so_in_the_list_and_on_every_question() {
    let own = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/checklists/beslisboom/kindcheck.json"));
    let setup = Setup { own: &[("beslisboom/kindcheck.json", own)], ..Setup::default() };
    let mut robot = Robot::with(setup);
    robot.not_see("Let op").keys("7 5").see("Kindcheck (eigen versie)");
    robot.press("2").see("eigen versie").press("1").see("eigen versie");
    // And the meldcode that contains it.
    robot.keys("Esc Enter Esc Esc 1").see("eigen versie");
}
