//! Terminals of every size.

use crate::common::robot::{NARROW, Robot, WIDE};

use super::pictures::picture;
use super::screens::{SCREENS, screen};

#[test]
fn a_terminal_that_is_too_small_says_what_it_needs() {
    let mut robot = Robot::start();
    robot.press("1").size((59, 19));
    picture("te-klein-59x19", &robot);
    robot.see("Nodig: 60 bij 20.").see("Nu: 59 bij 19.").see("112").see("0800-2000").not_see("Meldcode");
    robot.size((60, 19)).see("te klein").size((59, 20)).see("te klein").size(NARROW).not_see("te klein");
}

#[test]
fn bug_nobody_answers_a_question_that_is_not_on_screen() {
    let mut robot = screen("vraag-afweging").robot(WIDE);
    let before = robot.frame().clone();
    robot.size((50, 18)).keys("1 Enter Left Down u a s Esc Enter Backspace").paste("x").wheel().size(WIDE);
    assert_eq!(*robot.frame(), before);
    // What works everywhere still does.
    robot.size((50, 18)).press("F10");
    assert!(robot.is_hidden());
    robot.press("Enter").press("Ctrl-C").ended();
}

#[test]
fn resizing_in_the_middle_keeps_everything() {
    for screen in SCREENS {
        let mut robot = screen.robot(WIDE);
        let before = robot.frame().clone();
        for size in [NARROW, (59, 19), (20, 4), (1, 1), (200, 70), (81, 25), (70, 20), (69, 20), WIDE] {
            robot.size(size);
        }
        assert_eq!(*robot.frame(), before, "{}", screen.name);
    }
}

#[test]
fn a_walk_can_go_on_at_another_size_at_every_step() {
    let mut robot = Robot::start();
    let sizes = [NARROW, WIDE, (100, 30), (61, 21), (75, 40)];
    for (at, key) in "1 2 2 1 2 4 8 3 1 2 Esc 1 3 1 2 1 1 2 1 1 1 1".split(' ').enumerate() {
        robot.size(sizes[at % sizes.len()]).press(key);
    }
    robot.size(WIDE).see("uitkomst").see("Meldcode (basis)");
}

#[test]
fn every_screen_can_be_drawn_in_every_size() {
    for screen in SCREENS {
        let mut robot = screen.robot(WIDE);
        for width in [1, 2, 3, 24, 60, 67, 68, 69, 70, 71, 132] {
            for height in [1, 2, 4, 20, 21, 50] {
                robot.size((width, height));
            }
        }
    }
}
