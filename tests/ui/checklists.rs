//! Choosing from a list of checklists, signals or reference pages.

use crate::common::robot::{Robot, Setup};

use super::pictures::pictured;

#[test]
fn they_look_as_agreed() {
    pictured("checklists");
    pictured("checklists-situaties");
    pictured("checklists-sectoren");
    pictured("signalen-keuze");
    pictured("naslag-keuze");
}

#[test]
fn every_checklist_opens_at_its_first_question_and_esc_returns() {
    for (at, title) in
        ["Meldcode (basis)", "Kindcheck", "Mantelzorgcheck", "Afwegingskader (basis)"].into_iter().enumerate()
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

#[test]
fn special_situations_and_other_sectors_stand_one_screen_further() {
    let mut robot = Robot::start();
    robot.keys("7 5 5").see("Bijzondere situaties").see("Complexe scheiding").see("Geweld door een beroepskracht");
    robot.press("1").see("Complexe scheiding").see("versie 2026.1 concept").press("Esc").see("Bijzondere situaties");
    robot.press("Esc").press("6").see("Meldcode van een andere sector").see("Meldcode ggz").not_see("(basis)");
    robot.press("Esc").press("7").see("Afwegingskader van een andere sector").see("Afwegingskader justitie");
}

#[test]
fn who_chose_a_sector_walks_its_meldcode_and_finds_the_base_among_the_others() {
    let setup = Setup { instellingen: "sector = \"mondzorg\"\n", ..Setup::default() };
    let mut robot = Robot::with(setup);
    robot.see("Mondzorg").press("1").see("Meldcode mondzorg").press("Esc");
    robot.keys("7 5").see("1  Meldcode mondzorg").see("4  Afwegingskader mondzorg");
    robot.press("6").see("Meldcode (basis)").not_see("Meldcode mondzorg");
}

#[test]
fn what_a_step_asks_of_a_role_stands_above_the_rest_and_only_for_that_role() {
    let said = "Voor u als leidinggevende";
    for (rol, seen) in [("leidinggevende", true), ("professional", false)] {
        let instellingen = format!("sector = \"verpleging\"\nrol = \"{rol}\"\n");
        let setup = Setup { instellingen: Box::leak(instellingen.into_boxed_str()), ..Setup::default() };
        let mut robot = Robot::with(setup);
        robot.keys("1 2 2 2 4 8 3").see("Breng de signalen in kaart.");
        if seen {
            robot.see(said);
        } else {
            robot.not_see(said);
        }
    }
}
