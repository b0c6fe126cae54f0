//! The screens on a real kluis in a folder of its own, through the program's own loop; only the password costs nothing.

use std::fs;

use aandacht::domain::kluis::KluisState;

use crate::common::robot::Robot;

/// What opens it.
pub const PASSWORD: &str = "vier losse woorden samen";

/// Makes a kluis by hand, copies the sheet and types the two groups that are asked.
pub fn made() -> (Robot, String) {
    let mut robot = Robot::start();
    robot.press("9").typ(PASSWORD).press("Enter").typ(PASSWORD).press("Enter").see("Dit is uw herstelblad.");
    let letters = robot.rows().iter().flat_map(|row| groups(row)).collect::<Vec<_>>();
    assert_eq!(letters.len(), 9, "{}", robot.screen());
    robot.press("Enter").typ(&letters[2]).press("Enter").typ(&letters[6]).press("Enter");
    assert_eq!(robot.state(), KluisState::Open);
    (robot, letters.join("-"))
}

/// The groups of six letters on a row.
fn groups(row: &str) -> Vec<String> {
    let words = row.split(|letter: char| !letter.is_ascii_alphanumeric());
    let group = |word: &&str| word.len() == 6 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    words.filter(group).map(str::to_owned).collect()
}

#[test]
fn a_kluis_is_made_locked_and_opened_with_password_and_sheet() {
    let (mut robot, letters) = made();
    robot.press("F10").see("Pauze").not_see("aandacht");
    assert_eq!(robot.state(), KluisState::Locked);
    robot.press("Enter").typ("verkeerd").press("Enter").see("niet het goede wachtwoord").not_see("verkeerd");
    robot.typ(PASSWORD).press("Enter").see("Kluis open.");
    robot.press("F10").press("Enter").press("Tab").typ(&letters.to_lowercase()).press("Enter").see("Kluis open.");
}

#[test]
fn a_favourite_is_there_after_the_program_was_ended_and_started_again() {
    let (mut robot, _) = made();
    robot.home().keys("7 5").press("f").see("Opgeslagen.");
    let mut again = robot.again();
    assert_eq!(again.state(), KluisState::Locked);
    again.see("Open de kluis").typ(PASSWORD).press("Enter").see("Kluis open.");
    again.home().press("f").see("Meldcode (basis)");
}

#[test]
fn a_backup_is_made_and_the_kluis_examined() {
    let (mut robot, _) = made();
    robot.home().press("9").press("1").see("Back-up gemaakt en gecontroleerd.");
    let files = fs::read_dir(robot.folder().join("backup")).unwrap().count();
    assert_eq!(files, 2, "one when it was made, one now");
}

#[test]
fn a_full_disk_is_said_and_the_kluis_goes_on() {
    let (mut robot, _) = made();
    // A folder where the key file is written first: the new password cannot be kept.
    fs::create_dir(robot.folder().join("kluis/vault.key.nieuw")).unwrap();
    robot.home().press("9").see("Wachtwoord veranderen");
    let at = robot.rows().iter().find(|row| row.contains("Wachtwoord veranderen")).unwrap().clone();
    let digit = at.chars().find(char::is_ascii_digit).unwrap().to_string();
    robot.press(&digit).typ(PASSWORD).press("Enter").typ("iets nieuws").press("Enter").typ("iets nieuws");
    robot.press("Enter").see("kan niet");
    assert_eq!(robot.state(), KluisState::Open);
    let mut again = robot.again();
    again.typ(PASSWORD).press("Enter").see("Kluis open.");
}
