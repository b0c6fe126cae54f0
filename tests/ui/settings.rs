//! Settings: a form.

use std::fs;

use crate::common::robot::{NARROW, Robot, Setup, WIDE};

use super::pictures::pictured;
use super::screens::CHOSEN;

#[test]
fn it_looks_as_agreed() {
    for name in ["instellingen", "instellingen-fout", "instellingen-weg"] {
        pictured(name);
    }
}

#[test]
fn what_is_kept_holds_at_once_and_stands_in_the_file() {
    let mut robot = Robot::start();
    robot
        .press("8")
        .press("Right")
        .press("Down")
        .press("Down")
        .typ("den bosch")
        .press("Ctrl-S")
        .see("Instellingen bewaard.");
    robot.see("'s-Hertogenbosch");
    let text = fs::read_to_string(robot.path("instellingen.toml")).expect("it was kept");
    assert!(text.contains("gemeente = \"'s-Hertogenbosch\"") && text.contains("sector = \"artsen\""), "{text}");
    robot.press("F9").see("'s-Hertogenbosch: Veilig Thuis");
}

#[test]
fn settings_that_were_kept_are_there_the_next_time() {
    Robot::with(CHOSEN).press("8").see("Onderwijs en leerplicht").see("Heerlen");
}

/// The place where the network is passed on is kept by a command and has no field.
#[test]
fn what_the_form_does_not_ask_is_not_lost() {
    let mut robot = Robot::with(Setup { instellingen: "netwerk_plek = \"/mnt/netwerk\"\n", ..Setup::default() });
    robot.press("8").press("Down").press("Down").typ("Heerlen").press("Ctrl-S").see("Instellingen bewaard.");
    let kept = fs::read_to_string(robot.path("instellingen.toml")).expect("the settings stand there");
    assert!(kept.contains("Heerlen") && kept.contains("netwerk_plek = \"/mnt/netwerk\""), "{kept}");
}

#[test]
fn a_fault_stands_beside_its_field_and_nothing_is_kept() {
    let mut robot = Robot::start();
    robot.press("8").press("Down").press("Down").typ("bergen").press("F5");
    robot.see("Welke bedoelt u: Bergen (L.) of Bergen (NH.)?").not_see("bewaard.");
    assert!(!robot.path("instellingen.toml").exists());
    robot.press("Ctrl-U").typ("Bergen (L.)").press("Ctrl-S").see("Instellingen bewaard.").see("Bergen (L.)");
}

#[test]
fn bug_a_typing_error_does_not_become_another_municipality_unseen() {
    let mut robot = Robot::start();
    robot
        .press("8")
        .press("Down")
        .press("Down")
        .typ("heerlenbergen")
        .press("Ctrl-S")
        .see("Bedoelt u Montferland? Typ dan die naam.");
    assert!(!robot.path("instellingen.toml").exists());
    robot.press("Ctrl-U").typ("sudwest fryslan").press("Ctrl-S").see("Súdwest-Fryslân").see("Instellingen bewaard.");
}

#[test]
fn bug_typing_replaces_what_stood_in_a_field() {
    let mut robot = Robot::with(CHOSEN);
    robot.press("8").press("Down").press("Down").typ("den bosch").see("den bosch").not_see("Heerlen");
    robot.press("Down").press("Down").typ("80").see("Tekstbreedte   80").press("Up").press("Up").press("End").typ("ch");
    robot.see("den boschch").press("Down").press("Up").paste("Utrecht").see("Gemeente       Utrecht").press("Ctrl-S");
    robot.see("Utrecht").see("Instellingen bewaard.");
}

#[test]
fn every_fault_is_shown_at_once_and_the_cursor_goes_to_the_first() {
    let mut robot = Robot::start();
    robot.press("8").press("Down").press("Down").typ("qqqqqq").keys("Down Down Ctrl-U").typ("7").press("Ctrl-S");
    robot.see("Vul een getal in van 40 tot en met 200.").see("Deze gemeente ken ik niet.");
}

#[test]
fn back_is_allowed_with_errors() {
    for size in [WIDE, NARROW] {
        let mut robot = Robot::start();
        robot
            .size(size)
            .press("8")
            .press("Down")
            .press("Down")
            .typ("qqqqqq")
            .keys("Down Down Ctrl-U")
            .typ("7")
            .press("Ctrl-S");
        robot.see("Vul een getal in").press("Esc").see("Niet bewaard. Esc: toch weg.");
        robot.press("Esc").see("Wat wilt u doen?");
    }
}

#[test]
fn leaving_a_changed_form_asks_and_any_other_key_goes_on() {
    let mut robot = Robot::start();
    robot.keys("8 Right Esc").see("Niet bewaard.").press("Down").not_see("Niet bewaard.");
    robot.keys("Esc Ctrl-S").see("Instellingen bewaard.");
    Robot::start().keys("8 Right Left Esc").see("Wat wilt u doen?");
}

#[test]
fn a_text_field_wins_over_single_keys() {
    let mut robot = Robot::start();
    robot.keys("8 Down Down").typ("q?/ 1u").see("q?/ 1u").see("Gemeente").press("F9").press("Esc").see("q?/ 1u");
}

#[test]
fn the_form_goes_round_in_both_directions() {
    let mut robot = Robot::start();
    robot.keys("8 Up").see("▸ Muis").press("Tab").see("▸ Sector").press("Shift-Tab").see("▸ Muis");
    robot.keys("Right").see("Ja").press("Left").keys("Down Left").see("Gehandicaptenzorg");
}

#[test]
fn ascii_and_the_theme_hold_from_the_moment_they_are_kept() {
    let mut robot = Robot::start();
    robot.press("8").keys("Down Down Down Down Down Right Ctrl-S").see("Instellingen bewaard.");
    assert!(robot.screen().is_ascii());
    let ground = robot.frame()[(0, 5)].bg;
    robot.press("8").keys("Down Down Down Right Ctrl-S");
    assert_ne!(robot.frame()[(0, 5)].bg, ground);
}

#[test]
fn running_text_is_never_wider_than_asked() {
    let setup = Setup { instellingen: "breedte = 40\n", ..Setup::default() };
    let mut robot = Robot::with(setup);
    robot.size((120, 30)).keys("7 5");
    for row in &robot.rows()[2..28] {
        assert!(row.trim_end_matches([' ', '↓']).chars().count() <= 41, "{row:?}");
    }
}
