//! The start screen.

use crate::common::robot::{NARROW, Robot, Setup, WIDE};

use super::pictures::{picture, pictured};

/// A file of the user's own that cannot be read, and its folder.
const BROKEN: Setup<'static> = Setup {
    instellingen: "",
    own: &[("beslisboom/eigen.json", "{\"soort\": \"beslisboom\", ")],
    ascii: false,
    disk: None,
};

#[test]
fn it_looks_as_agreed() {
    pictured("start");
    picture("start-eerste-keer-80x24", &Robot::start());
    let mut robot = Robot::with(BROKEN);
    robot.size(NARROW);
    picture("start-meldingen-60x20", &robot);
}

#[test]
fn everything_that_can_be_done_is_one_digit_away() {
    for (digit, title) in [
        ("1", "Meldcode (basis)"),
        ("2", "Kluis maken"),
        ("3", "Kindcheck"),
        ("4", "Wie bel ik nu?"),
        ("5", "Netwerk"),
        ("6", "Intervisie en oefenen"),
        ("7", "Naslag"),
        ("8", "Instellingen"),
        ("9", "Kluis maken"),
    ] {
        let mut robot = Robot::start();
        robot.press(digit);
        let header = robot.rows()[0].clone();
        assert!(header.trim_start().starts_with(title), "{digit} opens {header:?}");
        robot.press("Esc").see("Wat wilt u doen?");
    }
}

#[test]
fn arrows_and_enter_do_what_digits_do() {
    let mut arrows = Robot::start();
    arrows.keys("Down Down Up Down Down Down Down Enter");
    let mut digit = Robot::start();
    digit.press("6");
    assert_eq!(arrows.frame(), digit.frame());
}

#[test]
fn coming_back_finds_the_cursor_where_it_was() {
    let mut robot = Robot::start();
    robot.keys("Down Down Down Down");
    let before = robot.frame().clone();
    robot.keys("Enter Esc");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn a_click_chooses() {
    let mut robot = Robot::start();
    robot
        .click("Checklists, signalen")
        .see("Landelijke nummers")
        .click("Woordenlijst")
        .see("Typ een woord of afkorting.");
}

#[test]
fn a_click_beside_the_menu_and_the_wheel_do_nothing() {
    let mut robot = Robot::start();
    let before = robot.frame().clone();
    robot.click("Raadplegen bewaart niets").click("Acuut gevaar?").wheel();
    assert_eq!(*robot.frame(), before);
}

#[test]
fn q_and_ctrl_c_end_the_program() {
    Robot::start().press("q").ended();
    Robot::start().press("Ctrl-C").ended();
    Robot::start().keys("1 2 2 Ctrl-C").ended();
}

#[test]
fn a_first_start_says_where_sector_and_municipality_are_chosen() {
    Robot::start().see("Nog niet gekozen. Dat kan bij 8, Instellingen.");
    let chosen = Setup { instellingen: "sector = \"onderwijs\"\ngemeente = \"Heerlen\"\n", ..Setup::default() };
    Robot::with(chosen).see("Onderwijs en leerplicht · Heerlen").not_see("Nog niet gekozen");
}

#[test]
fn the_start_says_at_every_size_that_the_content_is_a_draft() {
    for size in [WIDE, NARROW] {
        Robot::start().size(size).see("concept");
    }
}

#[test]
fn a_file_that_was_left_out_is_announced_and_named_and_the_program_works() {
    for size in [WIDE, NARROW] {
        let mut robot = Robot::with(BROKEN);
        robot.size(size).see("Let op: één melding bij het starten. Toets m.");
        robot.press("m").see("eigen.json").press("Esc").press("1").see("Is er nu direct gevaar voor iemand?");
    }
}

#[test]
fn settings_that_cannot_be_read_are_announced_and_the_program_works() {
    let broken = Setup { instellingen: "sector = \n", ..Setup::default() };
    Robot::with(broken).see("Let op: één melding").press("m").see("instellingen.toml").see("regel 1");
}

#[test]
fn without_anything_to_announce_m_does_nothing() {
    let mut robot = Robot::start();
    let before = robot.frame().clone();
    robot.press("m").not_see("Let op");
    assert_eq!(*robot.frame(), before);
}
