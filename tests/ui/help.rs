//! Help comes from the key tables.

use aandacht::ui::all_keys;

use crate::common::robot::{NARROW, Robot, WIDE, squeezed};

use super::pictures::pictured;
use super::screens::SCREENS;

#[test]
fn it_looks_as_agreed() {
    pictured("hulp");
    pictured("hulp-vraag");
}

#[test]
fn help_lists_every_row_of_the_screens_own_table_and_of_the_keys_that_work_everywhere() {
    let tables = all_keys();
    for screen in SCREENS.iter().filter(|screen| screen.name != "verborgen") {
        let mut robot = screen.robot(WIDE);
        robot.press("F1");
        let page = robot.size((80, 60)).text();
        for name in [screen.table, "Overal"] {
            let (_, rows) = tables.iter().find(|(table, _)| table == name).unwrap_or_else(|| panic!("{name}"));
            for (keys, label) in rows {
                let row = squeezed(&format!("{keys} {label}"));
                // Help is a page itself: on help, help is the page that is there.
                let own = !screen.name.starts_with("hulp") || name == "Overal";
                assert!(!own || page.contains(&row), "{} does not say {row:?}:\n{page}", screen.name);
            }
        }
    }
}

#[test]
fn a_key_that_does_nothing_now_says_why() {
    let mut robot = Robot::start();
    robot.keys("1 ?").see("terug (nu niet: dit is de eerste vraag)");
    robot.keys("Esc 3 ?").not_see("dit is de eerste vraag");
}

#[test]
fn all_of_help_can_be_read_at_both_sizes() {
    for size in [WIDE, NARROW] {
        let mut robot = Robot::start();
        let page = robot.size(size).keys("1 ?").whole_page();
        assert!(page.contains("Ctrl-C"), "{page}");
    }
}

#[test]
fn asking_for_help_twice_opens_it_once() {
    let mut robot = Robot::start();
    let before = robot.frame().clone();
    robot.keys("? ? F1 Esc");
    assert_eq!(*robot.frame(), before);
}
