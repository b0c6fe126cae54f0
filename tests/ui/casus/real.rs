//! A casus in a real kluis in a folder of its own; only the password costs nothing.

use aandacht::domain::casus::dossiers;
use aandacht::domain::kluis::KluisState;

use super::super::kluis::real::{PASSWORD, made};
use super::note;
use crate::common::robot::Robot;

fn lines(robot: &Robot) -> usize {
    let found = dossiers(&robot.app().kluis.view.model);
    found.first().map_or(0, |dossier| dossier.lijnen().len())
}

#[test]
fn a_casus_is_begun_written_walked_left_and_found_again() {
    let (mut robot, _) = made();
    robot.home().keys("2 F4 Ctrl-U").typ("Linde-Mus").press("Ctrl-S").see("Casus Linde-Mus").press("n");
    note(&mut robot, "Kind komt zonder jas.").see("zonder jas").keys("m 1 2").see("geweld door een collega");
    let before = lines(&robot);
    assert_eq!(before, 4, "begin, note, walk, answer");
    robot.press("Esc").keys("n Tab").typ("halve zin").two_seconds();
    let mut again = robot.again();
    assert_eq!(again.state(), KluisState::Locked);
    again.not_see("Linde").typ(PASSWORD).press("Enter").home().keys("2 Enter").see("Casus Linde-Mus").see("zonder jas");
    assert_eq!(lines(&again), before);
    again.press("n").see("halve zin").see("Verder met wat u").press("Esc").press("m").see("geweld door een collega");
    again.press("Esc").press("z").press("F10");
    assert_eq!(again.state(), KluisState::Locked);
}

#[test]
fn a_casus_is_closed_sealed_and_destroyed() {
    let (mut robot, _) = made();
    robot.home().keys("2 F4 Ctrl-U").typ("Linde-Mus").press("Ctrl-S").press("n");
    note(&mut robot, "Kind komt zonder jas.");
    let file = robot.path("afdruk.html");
    robot.keys("s 1 Ctrl-S").see("Casus afdrukken").press("o").press("Ctrl-U").typ(&file.display().to_string());
    robot.press("Enter").see("Casus afdrukken").press("Esc");
    let sealed = std::fs::read(robot.path("afdruk.html.kluis")).expect("it was sealed");
    assert!(!sealed.windows(3).any(|at| at == b"jas"), "it is encrypted");
    let code = dossiers(&robot.app().kluis.view.model)[0].code();
    robot.keys("Delete 1 Down 1 Down").typ(&code).press("Ctrl-S").see("Vernietigd");
    robot.home().not_see("Linde");
    assert!(dossiers(&robot.app().kluis.view.model).is_empty());
    let mut again = robot.again();
    again.typ(PASSWORD).press("Enter").home().press("2").see("0 open, 0 gesloten");
}
