//! Pages to read: reference, numbers, emergency.

use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::Soort;

use crate::common::robot::{NARROW, Robot, WIDE, squeezed};

use super::pictures::pictured;
use super::screens::{CHOSEN, SCREENS, screen};

#[test]
fn they_look_as_agreed() {
    for name in ["naslag", "nummers", "nood"] {
        pictured(name);
    }
}

#[test]
fn every_reference_page_can_be_read_to_its_last_word_at_both_sizes() {
    let shipped = Robot::start().app().content.entries(Soort::Naslag);
    for (at, entry) in shipped.iter().enumerate() {
        for size in [WIDE, NARROW] {
            let mut robot = Robot::start();
            let file = robot.app().content.naslag(&entry.id).expect("it ships");
            let last = file.inhoud.hoofdstukken.last().expect("it has parts");
            robot.size(size).keys("7 5 Esc").times(at + 1, "Down").press("Enter").see(&entry.titel);
            robot.press("End").see("zekerheid").see(last.zekerheid.name());
            robot.press("Home").see(&entry.omschrijving);
        }
    }
}

#[test]
fn every_number_is_on_the_page_with_its_date_of_checking() {
    let mut robot = screen("nummers").robot(WIDE);
    let file = robot.app().content.nummers().expect("they ship");
    let page = squeezed(&robot.size((80, 300)).text());
    for nummer in &file.inhoud.nummers {
        assert!(page.contains(&format!("{} · {}", nummer.nummer, nummer.naam)), "{}", nummer.naam);
    }
    assert_eq!(page.matches("Gecontroleerd op").count(), file.inhoud.nummers.len());
}

#[test]
fn everything_on_the_emergency_page_that_saves_a_life_is_in_sight_at_both_sizes() {
    for size in [WIDE, NARROW] {
        let mut robot = screen("nood").robot(size);
        let file = robot.app().content.nummers().expect("they ship");
        for nummer in file.inhoud.emergency() {
            robot.see(&nummer.nummer).see(&nummer.naam);
        }
        for regel in &file.inhoud.noodregels {
            robot.see(&regel.shown());
        }
    }
}

#[test]
fn the_emergency_page_names_the_users_own_veilig_thuis() {
    Robot::with(CHOSEN).press("F9").see("Heerlen: Veilig Thuis Zuid-Limburg");
    Robot::start().press("F9").not_see("Zuid-Limburg");
}

#[test]
fn the_keys_of_a_page_read_on_and_back() {
    let mut robot = screen("naslag").robot(NARROW);
    let top = robot.frame().clone();
    robot.press("Down");
    assert_ne!(*robot.frame(), top);
    robot.press("Up");
    assert_eq!(*robot.frame(), top);
    robot.keys("PgDn Space PgUp PgUp PgUp");
    assert_eq!(*robot.frame(), top);
    robot.press("End");
    let end = robot.frame().clone();
    robot.keys("Down PgDn");
    assert_eq!(*robot.frame(), end, "no further than the last row");
    robot.press("Home");
    assert_eq!(*robot.frame(), top);
    robot.wheel();
    assert_ne!(*robot.frame(), top);
}

#[test]
fn bug_a_number_is_never_broken_over_two_rows() {
    for screen in SCREENS {
        let mut robot = screen.robot(WIDE);
        for width in 60..100 {
            robot.size((width, 24));
            let broken = robot.rows().iter().any(|row| {
                let last = row.trim_end_matches([' ', '↓', '↑']).rsplit(' ').next().unwrap_or_default();
                last.ends_with('-') && last.starts_with(|letter: char| letter.is_ascii_digit())
            });
            if broken {
                robot.fail("a number is broken");
            }
        }
    }
}
