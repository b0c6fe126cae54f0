//! Making a kluis, and the recovery sheet.

use aandacht::domain::kluis::KluisState;

use crate::common::kluis::{PASSWORD, SHEET};
use crate::common::robot::{NARROW, Robot, WIDE};
use crate::ui::screens::{making, screen};

fn nothing_yet() -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::None);
    robot
}

fn made() -> Robot {
    let mut robot = nothing_yet();
    making(&mut robot, "");
    robot
}

#[test]
fn a_strength_is_a_hint_and_nothing_is_refused_for_it() {
    let mut robot = nothing_yet();
    robot
        .press("9")
        .typ("hond")
        .see("Zwak: te kort, of te vaak dezelfde tekens.")
        .press("Enter")
        .typ("hond")
        .press("Enter");
    robot.see("Dit is uw herstelblad.");
    let mut robot = nothing_yet();
    robot.press("9").typ(PASSWORD).see("Sterk.").not_see("Zwak");
}

#[test]
fn only_empty_unlike_and_too_long_are_refused() {
    let mut robot = nothing_yet();
    robot.press("9").press("Enter").see("Typ eerst een nieuw wachtwoord.");
    robot.typ("hond").keys("Enter Enter").see("Typ het wachtwoord nog een keer, zodat");
    robot.typ("kat").press("Enter").see("De twee zijn niet gelijk.").typ("hond").press("Enter").see("herstelblad");
    let mut robot = nothing_yet();
    robot.press("9").paste(&"é".repeat(600)).press("Enter").paste(&"é".repeat(600)).press("Enter");
    robot.see("Dit wachtwoord is te lang.");
    assert!(robot.played().asked.is_empty());
}

#[test]
fn letters_composed_in_another_way_are_the_same_password() {
    let mut robot = nothing_yet();
    robot.press("9").typ("cafe\u{301}").press("Enter").typ("caf\u{e9}").press("Enter").see("Dit is uw herstelblad.");
}

#[test]
fn back_is_allowed_with_errors() {
    let mut robot = nothing_yet();
    robot.press("9").press("Enter").see("Typ eerst").press("Esc").see("Wat wilt u doen?");
}

#[test]
fn while_it_is_made_the_screen_lives_and_the_sheet_comes_afterwards() {
    let mut robot = nothing_yet();
    robot.kluis(|played| played.slow = true);
    making(&mut robot, "");
    robot.see("De kluis wordt gemaakt…").keys("Enter x").press("F9").see("0800-2000").press("Esc");
    robot.see("De kluis wordt gemaakt…").not_see("•").finish().see("Dit is uw herstelblad.").see("A1B2C3");
}

#[test]
fn the_sheet_is_not_lost_when_somebody_left_or_hid_the_screen_meanwhile() {
    let mut robot = nothing_yet();
    robot.kluis(|played| played.slow = true);
    making(&mut robot, "Esc 1 2");
    robot.finish().see("Dit is uw herstelblad.").keys("Esc Enter").see("Meldcode (basis)");

    let mut robot = nothing_yet();
    robot.kluis(|played| played.slow = true);
    making(&mut robot, "F10");
    robot.kluis(|played| played.slow = false).finish();
    assert!(robot.is_hidden());
    robot.press("Enter").see("Kluis openen").unlock().see("Dit is uw herstelblad.");
}

#[test]
fn the_whole_sheet_is_in_sight_at_both_sizes() {
    for size in [WIDE, NARROW] {
        let robot = screen("herstelblad").robot(size);
        let body = robot.screen();
        for (at, group) in SHEET.split('-').enumerate() {
            assert!(body.contains(&format!("{}  {group}", at + 1)), "{body}");
        }
        assert!(body.contains("één keer"), "{body}");
    }
}

#[test]
fn it_can_be_printed_with_every_group() {
    let mut robot = made();
    robot.press("p").see("Naar de printer gestuurd.");
    let page: String = robot.played().printed[0].iter().map(|block| block.text() + "\n").collect();
    for group in SHEET.split('-') {
        assert!(page.contains(group), "{page}");
    }
    assert!(page.contains("achter slot") && page.contains("21 november 2026"), "{page}");
}

#[test]
fn a_group_that_is_wrong_is_named_and_the_sheet_can_be_looked_at_again() {
    let mut robot = made();
    robot.press("Enter").not_see("A1B2C3").typ("g7h8j9").press("Enter").typ("w9x0y2").press("Enter");
    robot.see("Groep 7 klopt niet.").not_see("Groep 3 klopt").press("Esc").see("A1B2C3");
    robot.press("Enter").typ("x").press("Enter").typ("y").press("Enter").see("Groep 3 en groep 7 kloppen niet.");
    robot.typ("g7-h8 j9").press("Enter").typ("w9xoyi").press("Enter").see("Het herstelblad klopt.");
    robot.see("Wat wilt u doen?");
}

#[test]
fn leaving_without_the_check_asks_and_says_what_is_lost() {
    let mut robot = made();
    robot.press("Esc").see("voorgoed weg").see("Deze letters komen niet terug.").press("Esc").see("A1B2C3");
    robot.press("Ctrl-P").typ("startscherm").press("Enter").see("Weggaan zonder controle?");
    robot.press("Enter").see("Wat wilt u doen?").see("kluis open");
}

#[test]
fn an_act_that_fails_says_so_and_can_be_done_again() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).keys("9 5").typ("verkeerd").press("Enter");
    robot.see("Dit wachtwoord opent de kluis niet.").not_see("•").unlock().see("Dit is uw herstelblad.");
    assert_eq!(robot.played().asked, ["NewRecovery", "NewRecovery"]);
}
