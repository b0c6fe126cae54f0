//! The command palette.

use crate::common::robot::{Robot, WIDE};

use super::pictures::pictured;
use super::screens::screen;

#[test]
fn it_looks_as_agreed() {
    pictured("opdrachten");
    pictured("opdrachten-gezocht");
}

#[test]
fn everything_can_be_opened_by_typing_part_of_its_name() {
    for (typed, seen) in [
        ("nood", "Eerst veiligheid"),
        ("gemeente", "Typ een gemeente"),
        ("woordenlijst", "Typ een woord"),
        ("nummers", "112 · Alarmnummer"),
        ("instel", "Tekstbreedte"),
        ("mantelzorg", "Mantelzorgcheck"),
        ("online", "Signalen van geweld online"),
        ("rollen", "Rollen"),
        ("termijnen", "Termijnen"),
    ] {
        Robot::start().press("Ctrl-P").typ(typed).press("Enter").see(seen).not_see("Typ wat u zoekt.");
    }
}

#[test]
fn it_opens_from_a_text_field_and_leads_back_to_it() {
    let mut robot = Robot::start();
    robot.keys("7 2").typ("berg");
    let before = robot.frame().clone();
    for key in ["Ctrl-P", "F2"] {
        robot.press(key).see("Startscherm").press("Esc");
        assert_eq!(*robot.frame(), before);
    }
}

#[test]
fn it_opens_once() {
    let mut robot = Robot::start();
    let before = robot.frame().clone();
    robot.keys("/ Ctrl-P F2 Esc");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn hiding_from_it_hides() {
    let mut robot = screen("vraag").robot(WIDE);
    robot.press("Ctrl-P").typ("verberg").press("Enter");
    assert!(robot.is_hidden());
    robot.press("Enter").see("Is er nu direct gevaar voor iemand?");
}

#[test]
fn what_is_opened_from_it_leads_back_to_where_it_was_opened() {
    let mut robot = screen("vraag-afweging").robot(WIDE);
    let before = robot.frame().clone();
    for typed in ["woordenlijst", "gemeente", "nood", "rollen", "huisdieren"] {
        robot.press("Ctrl-P").typ(typed).press("Enter").press("Esc");
        assert_eq!(*robot.frame(), before, "{typed}");
    }
}
