//! Leaving a walk, of which nothing is stored.

use crate::common::robot::{Robot, WIDE};
use crate::ui::pictures::pictured;
use crate::ui::screens::screen;

#[test]
fn it_looks_as_agreed() {
    pictured("weggaan");
}

#[test]
fn a_walk_without_answers_closes_at_once() {
    Robot::start().keys("1 Esc").see("Wat wilt u doen?");
}

#[test]
fn leaving_a_walk_with_answers_asks() {
    let mut robot = Robot::start();
    robot.keys("1 2 2");
    let before = robot.frame().clone();
    robot.press("Esc").see("Weggaan?").see("uw antwoorden zijn dan weg");
    for key in ["1", "Space", "q", "Down"] {
        robot.press(key).see("Weggaan?");
    }
    robot.press("Esc");
    assert_eq!(*robot.frame(), before, "staying changes nothing");
    robot.keys("Esc Enter").see("Wat wilt u doen?");
}

#[test]
fn the_summary_can_be_kept_on_the_way_out() {
    let mut robot = Robot::start();
    robot.keys("1 2 2 Esc s").see("stand tot nu toe").see("Nu aan de beurt");
    robot.press("Esc").see("Werkt u hier als beroepskracht");
}

#[test]
fn bug_the_key_of_the_summary_pressed_twice_does_not_lose_the_walk() {
    let mut robot = Robot::start();
    robot.keys("1 2 2");
    let before = robot.frame().clone();
    robot.keys("s s s");
    robot.press("Esc");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn going_to_the_start_screen_from_the_palette_asks_as_well() {
    let mut robot = Robot::start();
    robot.keys("1 2 2");
    let before = robot.frame().clone();
    robot.keys("Ctrl-P Enter").see("Weggaan?").press("Esc");
    assert_eq!(*robot.frame(), before);
    robot.keys("Ctrl-P Enter Enter").see("Wat wilt u doen?");
    // Nothing to lose, nothing to ask.
    Robot::start().keys("1 Ctrl-P Enter").see("Wat wilt u doen?");
    Robot::start().keys("7 5 Ctrl-P Enter").see("Wat wilt u doen?");
}

#[test]
fn a_walk_opened_over_another_one_leads_back_to_it() {
    let mut robot = screen("vraag-afweging").robot(WIDE);
    let before = robot.frame().clone();
    robot.press("Ctrl-P").typ("kindcheck").press("Enter").see("Kindcheck").press("Esc");
    assert_eq!(*robot.frame(), before);
}
