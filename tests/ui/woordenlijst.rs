//! The glossary.

use crate::common::robot::{NARROW, Robot, WIDE};

use super::pictures::pictured;

#[test]
fn it_looks_as_agreed() {
    pictured("woordenlijst");
    pictured("woordenlijst-woord");
}

#[test]
fn a_word_is_found_by_itself_by_its_abbreviation_and_with_a_typing_error() {
    for (typed, word) in [("lvb", "LVB"), ("onthulling", "Disclosure"), ("disclosuer", "Disclosure")] {
        Robot::start().keys("7 3").typ(typed).see(&format!("▸ {word}"));
    }
}

#[test]
fn the_list_moves_with_the_arrows_and_shows_the_word_beside_it() {
    let mut robot = Robot::start();
    robot.keys("7 3").keys("Down Down Down").see("▸ Aandachtsfunctionaris").press("PgDn").not_see("▸ Aandachtsfunct");
}

#[test]
fn every_word_can_be_read_to_its_source_at_both_sizes() {
    for size in [WIDE, NARROW] {
        let mut robot = Robot::start();
        robot.size(size).keys("7 3");
        let before = robot.rows();
        loop {
            let here = robot.frame().clone();
            robot.press("Enter");
            for _ in 0..4 {
                robot.press("PgDn");
            }
            robot.see("zekerheid").press("Esc").press("Down");
            if *robot.frame() == here {
                break;
            }
        }
        assert_ne!(robot.rows(), before);
    }
}
