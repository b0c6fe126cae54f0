//! Beginning a casus.

use aandacht::domain::casus::{Wat, dossiers};
use aandacht::domain::herkenbaar::recognise_in_label;
use aandacht::domain::kluis::KluisState;

use super::{count, kept, last, start};
use crate::common::robot::Robot;

#[test]
fn a_name_that_says_nothing_is_proposed_and_the_casus_is_there_at_once() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).keys("2 F4").see("Nieuwe casus").press("Ctrl-S").see("open sinds");
    let made = kept(&robot);
    assert!(made.pseudoniem.contains('-') && recognise_in_label(&made.pseudoniem).is_empty(), "{}", made.pseudoniem);
    assert!(matches!(last(&robot), Wat::Begin { .. }));
    robot.see(&made.pseudoniem).press("Esc").see("Casussen").see(&made.pseudoniem).see("1 open, 0 gesloten");
}

#[test]
fn what_looks_like_a_person_is_said_and_stops_nobody() {
    let mut robot = start();
    robot
        .keys("2 F4")
        .press("Ctrl-U")
        .typ("123456782")
        .see("Dit lijkt op een BSN.")
        .press("Ctrl-S")
        .see("Casus 123456782");
    assert_eq!(dossiers(robot.played().inside()).len(), 2);
}

#[test]
fn a_casus_that_is_called_so_already_is_named_before_a_second_one_is_made() {
    let mut robot = start();
    robot.keys("2 F4").not_see("Er is al een casus").press("Ctrl-U").typ("linde").see("Er is al een casus Linde-Mus");
}

#[test]
fn a_name_is_needed_and_leaving_asks_once() {
    let mut robot = start();
    robot.keys("2 F4 Ctrl-U Ctrl-S").see("!").press("Esc").see("Nieuwe casus").press("Esc").see("1 open, 0 gesloten");
    assert_eq!(dossiers(robot.played().inside()).len(), 1);
}

#[test]
fn a_consult_becomes_a_casus_with_its_answers() {
    for (keys, steps) in [("1 2 2", 2), ("1 1", 1)] {
        let mut robot = Robot::start();
        robot.with_kluis(KluisState::Open).keys(keys).press("c").see("Casus maken van dit raadplegen");
        robot
            .see("Uw antwoorden uit het raadplegen komen in de casus.")
            .press("Ctrl-S")
            .see("begonnen: Meldcode (basis)");
        let made = kept(&robot);
        assert_eq!(made.lopen.len(), 1, "{keys}");
        let answers = made.lijnen().iter().filter(|lijn| matches!(lijn.nu, Wat::Antwoord { .. })).count();
        assert_eq!(answers, steps, "{keys}");
        assert_eq!(count(&robot), 2 + steps, "{keys}");
    }
}

#[test]
fn without_an_open_kluis_a_consult_says_where_a_casus_stands_and_goes_on() {
    for state in [KluisState::None, KluisState::Locked, KluisState::ReadOnly] {
        let mut robot = Robot::start();
        robot.with_kluis(state).keys("1 2 c").see("Een casus staat in de kluis.").press("2").see("Vooraf");
        assert!(robot.played().asked.is_empty());
    }
}

#[test]
fn what_cannot_be_kept_leaves_the_form_as_it_is() {
    let mut robot = start();
    robot.keys("2 F4 Ctrl-U").typ("Beuk-Zwaan").kluis(|played| played.fails = true).press("Ctrl-S").press("Esc");
    robot.see("Beuk-Zwaan").see("Nieuwe casus").kluis(|played| played.fails = false).press("Ctrl-S");
    robot.see("Casus Beuk-Zwaan");
}
