//! Somebody at the keyboard who works on a casus: forms filled in field by field, with the keys that are shown.

use aandacht::domain::casus::{Dossier, Regel, concepten, dossier, dossiers};
use aandacht::domain::kluis::{KluisState, Model, Owner, RecordId};

use crate::common::robot::{Robot, Setup};

/// The password of every vault here.
pub const PASSWORD: &str = "vier losse woorden samen";

/// The program with a vault that was made by hand, its sheet checked, at the start screen.
pub fn with_vault(setup: Setup<'_>) -> Robot {
    let mut robot = Robot::with(setup);
    robot.press("9").typ(PASSWORD).press("Enter").typ(PASSWORD).press("Enter").see("Dit is uw herstelblad.");
    let letters: Vec<String> = robot.rows().iter().flat_map(|row| groups(row)).collect();
    robot.press("Enter").typ(&letters[2]).press("Enter").typ(&letters[6]).press("Enter");
    assert_eq!(robot.state(), KluisState::Open);
    robot.home();
    robot
}

/// The groups of six letters on a row.
fn groups(row: &str) -> Vec<String> {
    let words = row.split(|letter: char| !letter.is_ascii_alphanumeric());
    let group = |word: &&str| word.len() == 6 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    words.filter(group).map(str::to_owned).collect()
}

/// Opens the vault after a start.
pub fn open(robot: &mut Robot, password: &str) {
    robot.see("Kluis openen").typ(password).press("Enter").see("Kluis open.").home();
}

/// Fills in the form on screen, a value a field: `>2` turns a choice twice, nothing leaves a field as it is, anything
/// else is typed. Then it is kept.
pub fn fill(robot: &mut Robot, values: &[&str]) {
    half_filled(robot, values);
    robot.press("Ctrl-S").see("Opgeslagen.");
}

/// The same without keeping it.
pub fn half_filled(robot: &mut Robot, values: &[&str]) {
    for (at, value) in values.iter().enumerate() {
        match value.strip_prefix('>').and_then(|turns| turns.parse().ok()) {
            Some(turns) => robot.times(turns, "Right"),
            None if value.is_empty() => robot,
            None => robot.paste(value),
        };
        if at + 1 < values.len() {
            robot.press("Tab");
        }
    }
}

/// Begins a casus from the start screen; it is on screen afterwards.
pub fn begin(robot: &mut Robot, name: &str) -> RecordId {
    robot.home().press("2").see("Casussen").press("F4").see("Nieuwe casus");
    fill(robot, &[name]);
    robot.see(&format!("Casus {name}"));
    let found = dossiers(model(robot)).into_iter().find(|dossier| dossier.pseudoniem == name).expect("it was begun");
    found.id
}

/// To the casus of this name, from anywhere.
pub fn go(robot: &mut Robot, name: &str) {
    robot.home().press("2").see("Casussen").typ(name).press("Enter").see(&format!("Casus {name}"));
}

/// A form that stands behind *meer vastleggen*.
pub fn more(robot: &mut Robot, title: &str, values: &[&str]) {
    robot.press("+").see("Vastleggen");
    for _ in 0..20 {
        if robot.rows().iter().any(|row| row.trim_start().starts_with('▸') && row.contains(title)) {
            break;
        }
        robot.press("Down");
    }
    robot.press("Enter");
    fill(robot, values);
}

/// Everything in the open vault.
pub fn model(robot: &Robot) -> &Model {
    &robot.app().kluis.view.model
}

/// The casus as it stands.
pub fn of(robot: &Robot, casus: RecordId) -> Dossier {
    dossier(model(robot), casus).expect("the casus is there")
}

/// Everything of a casus that is kept, to be compared: its lines and its drafts, as they are stored.
pub fn kept(model: &Model, casus: RecordId) -> Vec<Vec<u8>> {
    let own = model.records().filter(|(_, stored)| stored.owner == Owner::Casus(casus));
    own.map(|(_, stored)| stored.record.to_bytes().expect("a record")).collect()
}

/// The lines of a casus, by number.
pub fn lines(robot: &Robot, casus: RecordId) -> Vec<Regel> {
    of(robot, casus).lijnen().iter().map(|lijn| lijn.regel.clone()).collect()
}

/// How many drafts a casus has.
pub fn drafts(robot: &Robot, casus: RecordId) -> usize {
    concepten(model(robot), casus).len()
}
