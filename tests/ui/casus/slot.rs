//! The kluis is locked in the middle of something.

use aandacht::domain::kluis::KluisState;

use super::super::screens::SCREENS;
use super::{casus, drafts, kept};
use crate::common::robot::{Robot, WIDE};

/// Forms of a casus, the keys to a field in which text goes, and its id.
const FORMS: [(&str, &str); 10] = [
    ("n Tab", "tekst"),
    ("a Tab", "aan"),
    ("g Tab Ctrl-U", "wanneer"),
    ("k", "aantal"),
    ("e Tab", "tekst"),
    ("Home c", "reden"),
    ("Home x", "reden"),
    ("v", "hoe"),
    ("s Tab", "toelichting"),
    ("F4 Down Down Down Down Enter", "van"),
];

#[test]
fn in_every_form_the_text_is_kept_and_covered_and_there_again() {
    for (keys, field) in FORMS {
        for hide in [true, false] {
            let mut robot = casus();
            robot.keys(keys).typ("zeldzaam").see("zeldzaam");
            if hide {
                robot.press("F10");
                assert!(robot.is_hidden(), "{keys}");
                robot.not_see("zeldzaam").press("Enter");
            } else {
                robot.two_seconds().locks();
            }
            assert_eq!(robot.played().view.state, KluisState::Locked);
            robot.not_see("zeldzaam").not_see("Linde").see("Kluis openen");
            let found = drafts(&robot, field);
            assert!(found.iter().any(|(_, text)| text.contains("zeldzaam")), "{keys}: {found:?}");
            robot.unlock().see("zeldzaam").press("Esc").see("Linde-Mus");
        }
    }
}

#[test]
fn nothing_of_a_casus_is_seen_while_it_is_locked_and_it_is_all_there_again() {
    for screen in SCREENS.iter().filter(|screen| screen.name.starts_with("casus")) {
        let mut robot = screen.robot(WIDE);
        // The robot looks at every frame for the name of the casus.
        robot.press("F12").locks().not_see("jas").press("F9").not_see("Linde").press("Esc").unlock();
        robot.not_see("niet (meer)");
    }
}

#[test]
fn a_walk_stands_at_the_same_question_behind_a_lock() {
    let mut robot = casus();
    robot.keys("m 1 2 2 F12");
    let before = robot.frame().clone();
    robot.keys("F10 Enter").unlock().press("F12");
    assert_eq!(*robot.frame(), before);
    robot.press("2");
    assert_eq!(kept(&robot).lopen.len(), 1);
}

#[test]
fn a_print_that_waits_is_not_made_behind_a_lock() {
    let mut robot: Robot = casus();
    robot.press("p").kluis(|played| played.slow = true).press("p").press("F10").finish();
    assert!(robot.played().printed.len() <= 1);
    robot.not_see("Linde");
}
