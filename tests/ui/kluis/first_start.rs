//! The first start: everything can be chosen, everything can be skipped, nothing holds somebody.

use std::fs;

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;

use crate::common::kluis::PASSWORD;
use crate::common::robot::Robot;

fn first_start() -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::None).starts_with(Route::Welkom);
    robot
}

fn settings(robot: &Robot) -> String {
    fs::read_to_string(robot.path("instellingen.toml")).unwrap_or_default()
}

#[test]
fn from_the_sector_to_a_kluis_that_is_checked() {
    let mut robot = first_start();
    robot.see("1 van 3").press("2").see("2 van 3");
    assert!(settings(&robot).contains("sector = \"artsen\""), "kept as soon as it is chosen");
    robot.typ("den bosch").press("Enter").see("3 van 3");
    assert!(settings(&robot).contains("gemeente = \"'s-Hertogenbosch\""));
    robot.see("voorgoed weg").press("1").see("Kies een wachtwoord");
    robot.typ(PASSWORD).press("Enter").typ(PASSWORD).press("Enter").see("Dit is uw herstelblad.");
    robot.press("Enter").typ("g7h8j9").press("Enter").typ("w9-x0 y1").press("Enter");
    robot.see("Het herstelblad klopt.").see("Wat wilt u doen?").see("kluis open").see("'s-Hertogenbosch");
    assert_eq!(robot.played().asked, ["Create", "SheetChecked"]);
}

#[test]
fn skipping_everything_keeps_settings_so_that_the_welcome_does_not_come_back() {
    let mut robot = first_start();
    robot.press("Esc").see("Wat wilt u doen?");
    assert!(robot.path("instellingen.toml").exists());
    let mut robot = first_start();
    robot.keys("Enter Enter").see("Wilt u een kluis?").press("2").see("Wat wilt u doen?");
    assert!(settings(&robot).contains("sector = \"\""));
    assert!(robot.played().asked.is_empty(), "nothing is asked of a kluis that nobody wanted");
}

#[test]
fn esc_goes_one_step_back_and_out_before_the_first() {
    let mut robot = first_start();
    robot.keys("2 Enter").see("3 van 3").press("Esc").see("2 van 3").press("Esc").see("1 van 3").see("▸ 2  Artsen");
    robot.press("Esc").see("Wat wilt u doen?");
    assert!(settings(&robot).contains("sector = \"artsen\""), "what was chosen stays");
}

#[test]
fn a_municipality_that_is_not_known_is_not_kept_and_an_empty_field_is_skipped() {
    let mut robot = first_start();
    robot.press("Enter").typ("qqqqqq").see("Deze gemeente ken ik niet.").press("Enter").see("2 van 3");
    assert!(settings(&robot).contains("gemeente = \"\""));
    robot.press("Ctrl-U").press("Enter").see("3 van 3");
}

#[test]
fn of_two_that_share_a_name_one_is_chosen() {
    let mut robot = first_start();
    robot.press("Enter").typ("bergen").see("Bergen (L.)").see("Bergen (NH.)").keys("Down Enter").see("3 van 3");
    assert!(settings(&robot).contains("gemeente = \"Bergen (NH.)\""), "{}", settings(&robot));
}

#[test]
fn where_there_is_a_kluis_already_none_is_offered() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Locked).starts_with(Route::Welkom).see("1 van 2");
    robot.keys("Enter Enter").see("Wat wilt u doen?").not_see("Wilt u een kluis?");
}

#[test]
fn going_without_and_making_one_later_leads_to_the_same() {
    let mut robot = first_start();
    robot.keys("Enter Enter 2").press("9").see("Kies een wachtwoord").press("Esc").see("Wat wilt u doen?");
}
