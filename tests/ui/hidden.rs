//! The neutral screen.

use crate::common::robot::Robot;

use super::pictures::pictured;

#[test]
fn it_looks_as_agreed() {
    pictured("verborgen");
}

#[test]
fn it_says_nothing_about_the_subject_and_has_no_colours_of_danger() {
    let mut robot = Robot::start();
    robot.keys("1 2 F10").not_see("112").not_see("Meldcode").not_see("aandacht").not_see("Veilig Thuis");
    let grounds: Vec<_> = robot.frame().content().iter().map(|cell| cell.bg).collect();
    assert!(grounds.iter().all(|ground| *ground == grounds[0]), "one even ground");
}

#[test]
fn only_its_own_keys_and_the_emergency_page_get_past_it() {
    let mut robot = Robot::start();
    robot.keys("1 2");
    let before = robot.frame().clone();
    robot.press("F10");
    for key in ["1", "q", "?", "F1", "Ctrl-P", "F2", "/", "Space", "Down", "a"] {
        assert!(robot.press(key).is_hidden(), "{key}");
    }
    assert!(robot.press("F9").see("0800-2000").press("Esc").is_hidden());
    robot.press("Enter");
    assert_eq!(*robot.frame(), before, "nothing that was pressed meanwhile did anything");
}

#[test]
fn it_hides_in_a_terminal_of_any_size() {
    for size in [(59, 19), (30, 5), (10, 2), (200, 60)] {
        let mut robot = Robot::start();
        robot.keys("1 2").size(size).press("F10").not_see("112").not_see("klein");
    }
}

#[test]
fn pasted_text_and_clicks_do_not_show_anything() {
    let mut robot = Robot::start();
    robot.keys("7 2").press("F10").paste("heerlen").wheel().click("Pauze");
    assert!(robot.is_hidden());
    robot.press("Enter").see("zoek:").not_see("heerlen");
}
