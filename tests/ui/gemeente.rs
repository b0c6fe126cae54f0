//! Looking up a municipality.

use crate::common::robot::{NARROW, Robot, WIDE};

use super::pictures::pictured;
use super::screens::CHOSEN;

#[test]
fn it_looks_as_agreed() {
    for name in ["gemeente", "gemeente-bergen", "gemeente-pagina", "gemeente-niets"] {
        pictured(name);
    }
}

fn gemeente(typed: &str) -> Robot {
    let mut robot = Robot::start();
    robot.keys("7 2").typ(typed);
    robot
}

#[test]
fn names_are_found_the_way_people_type_them() {
    for (typed, name) in [
        ("den bosch", "'s-Hertogenbosch"),
        ("'s-hertogenbosch", "'s-Hertogenbosch"),
        ("hertogenbos", "'s-Hertogenbosch"),
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("SÚDWEST", "Súdwest-Fryslân"),
        ("den haag", "'s-Gravenhage"),
        ("heerln", "Heerlen"),
    ] {
        gemeente(typed).see(&format!("▸ {name}")).see("Veilig Thuis").see("GGD").see("Veiligheidsregio");
    }
}

#[test]
fn a_name_that_two_share_shows_both() {
    gemeente("bergen").see("Bergen (L.)").see("Bergen (NH.)");
}

#[test]
fn the_page_says_how_old_its_data_are_and_whose() {
    gemeente("heerlen").see("Stand van de gegevens: 1 januari 2025").see("CBS");
}

#[test]
fn a_name_that_is_nowhere_says_so() {
    gemeente("qqqqqq").see("Niets gevonden.").press("Enter").see("Niets gevonden.").press("Ctrl-U").see("Aa en Hunze");
}

#[test]
fn the_users_own_municipality_is_there_at_once() {
    for size in [WIDE, NARROW] {
        Robot::with(CHOSEN).size(size).keys("7 2").see("zoek: Heerlen").see("Veilig Thuis Zuid-Limburg");
    }
}

#[test]
fn bug_typing_replaces_the_users_own_municipality() {
    let mut robot = Robot::with(CHOSEN);
    robot.keys("7 2").typ("den bosch").see("zoek: den bosch").see("'s-Hertogenbosch");
    let mut robot = Robot::with(CHOSEN);
    robot.keys("7 2").paste("bergen").see("zoek: bergen").see("Bergen (L.)");
    let mut robot = Robot::with(CHOSEN);
    robot.keys("7 2").press("Backspace").see("zoek: Heerle ").typ("n").see("zoek: Heerlen");
}

#[test]
fn on_a_narrow_screen_the_page_covers_the_list_and_esc_uncovers_it() {
    let mut robot = gemeente("bergen");
    robot.size(NARROW).see("▸ Bergen").not_see("Provincie");
    robot.press("Down").press("Enter").see("Provincie").press("Esc").not_see("Provincie").see("Bergen (NH.)");
    robot.press("Esc").see("Landelijke nummers");
}

#[test]
fn bug_a_page_beside_the_list_can_be_read_to_its_end() {
    // The page of Montferland is longer than what stands beside the list.
    for size in [WIDE, NARROW] {
        let mut robot = gemeente("montferland");
        robot.size(size).press("Enter");
        for _ in 0..4 {
            robot.press("PgDn");
        }
        robot.see("Het CBS heeft deze bewerking niet beoordeeld.").press("Esc").see("▸ Montferland");
    }
}

#[test]
fn a_click_on_a_name_opens_its_page() {
    let mut robot = gemeente("bergen");
    robot.click("Bergen (NH.)").see("Noord-Holland");
}
