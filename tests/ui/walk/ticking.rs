//! Ticking signals.

use crate::common::robot::{Robot, WIDE};
use crate::ui::pictures::pictured;
use crate::ui::screens::screen;

#[test]
fn it_looks_as_agreed() {
    for name in ["aanvinken", "aanvinken-vinkje", "lijst-aangevinkt"] {
        pictured(name);
    }
}

/// At the lists, with the signal `Een botbreuk` ticked in the first one.
fn ticked() -> Robot {
    let mut robot = screen("aanvinken").robot(WIDE);
    for _ in 0..40 {
        if robot.sees("▸ [ ] Een botbreuk") {
            break;
        }
        robot.press("Down");
    }
    robot.press("Space").see("▸ [✓] Een botbreuk");
    robot.press("Esc").see("Signalen bij een kind van 0 tot 4 jaar (aangevinkt)");
    robot
}

#[test]
fn the_list_says_which_one_it_is_and_why_nothing_is_counted() {
    screen("aanvinken").robot(WIDE).see("Signalen bij een kind van 0 tot 4 jaar").see("niets geteld of gewogen");
}

#[test]
fn nothing_is_counted() {
    let mut robot = ticked();
    robot.not_see("1 aangevinkt").not_see("1 signaal").press("2").not_see("1 aangevinkt").not_see("1 van");
}

#[test]
fn ticking_again_takes_the_tick_away() {
    let mut robot = ticked();
    robot.press("2");
    robot.times(60, "PgUp");
    for _ in 0..40 {
        if robot.sees("▸ [✓] Een botbreuk") {
            break;
        }
        robot.press("Down");
    }
    robot.press("Enter").see("▸ [ ] Een botbreuk").press("Esc").not_see("(aangevinkt)");
}

#[test]
fn a_click_ticks() {
    let mut robot = screen("aanvinken-vinkje").robot(WIDE);
    robot.click("Brandwonden zonder verklaring").see("[✓] Brandwonden zonder verklaring");
}

#[test]
fn ticks_survive_the_summary_and_back_and_stand_in_it() {
    let mut robot = ticked();
    let before = robot.frame().clone();
    let page = robot.press("s").whole_page();
    assert!(page.contains("[✓] Een botbreuk"), "{page}");
    robot.press("Esc");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn ticks_survive_going_on_and_back() {
    let mut robot = ticked();
    robot.keys("1 Left").see("(aangevinkt)");
    robot.keys("Left Enter").see("(aangevinkt)");
}

#[test]
fn bug_ticks_survive_stepping_back_before_going_on() {
    let mut robot = ticked();
    robot.press("Left").see("Breng de signalen in kaart.");
    robot.press("Enter").see("Signalen bij een kind van 0 tot 4 jaar (aangevinkt)");
}

#[test]
fn bug_ticks_survive_answering_an_earlier_question_anew() {
    let mut robot = ticked();
    robot.keys("a Up Enter").see("U geeft dit antwoord opnieuw").press("4").press("1");
    robot.see("Signalen bij een kind van 0 tot 4 jaar (aangevinkt)");
}

#[test]
fn ticks_survive_a_terminal_of_another_size_and_a_hidden_screen() {
    let mut robot = ticked();
    let before = robot.frame().clone();
    robot.size((60, 20)).size((40, 10)).size((130, 50)).keys("F10 Enter").size(WIDE);
    assert_eq!(*robot.frame(), before);
    robot.press("2").size((60, 20)).press("Down").size(WIDE).press("Esc").see("(aangevinkt)");
}

#[test]
fn lists_keep_their_ticks_apart() {
    let mut robot = ticked();
    robot.press("3");
    robot.times(8, "Down").keys("Space Esc");
    robot.see("Signalen bij een kind van 4 tot 12 jaar (aangevinkt)");
    robot.see("Signalen bij een kind van 0 tot 4 jaar (aangevinkt)").not_see("12 tot 18 jaar (aangevinkt)");
}

#[test]
fn ticks_of_a_list_that_is_revised_are_there_and_a_call_off_leaves_them() {
    let mut robot = ticked();
    robot.keys("1 a Enter").see("U geeft dit antwoord opnieuw").see("0 tot 4 jaar (aangevinkt)");
    robot.press("3");
    robot.times(8, "Down").keys("Space Esc").see("4 tot 12 jaar (aangevinkt)");
    robot.press("Esc").keys("a Enter").see("0 tot 4 jaar (aangevinkt)").not_see("4 tot 12 jaar (aangevinkt)");
}
