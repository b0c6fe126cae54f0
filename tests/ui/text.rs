//! Text fields: what is typed is text, however wide its letters are.

use crate::common::robot::{NARROW, Robot, WIDE};

use super::screens::{SCREENS, screen};

fn field() -> Robot {
    let mut robot = Robot::start();
    robot.keys("7 3");
    robot
}

#[test]
fn in_a_text_field_every_printable_key_is_text() {
    for name in ["gemeente", "woordenlijst", "opdrachten", "opslaan"] {
        let mut robot = screen(name).robot(WIDE);
        robot.press("Ctrl-U").typ("q?/1 u:[`").see("q?/1 u:[`");
    }
}

#[test]
fn keys_that_work_everywhere_work_in_a_text_field() {
    let mut robot = field();
    robot.typ("abc").press("F1").see("Op dit scherm").press("Esc").see("zoek: abc");
    robot.press("F9").see("112").press("Esc").see("zoek: abc");
}

#[test]
fn the_keys_of_a_shell_edit_the_line() {
    let mut robot = field();
    robot.typ("vrij qqq").press("Ctrl-W").see("zoek: vrij ").not_see("qqq");
    robot.press("Ctrl-A").typ("x").see("zoek: xvrij").press("Ctrl-E").typ("y").see("xvrij y");
    robot.keys("Home Delete").see("zoek: vrij y").keys("Home Ctrl-K").typ("z").see("zoek: z ");
    robot.press("Ctrl-U").typ("a").see("zoek: a ");
}

#[test]
fn wide_letters_take_two_columns_and_are_removed_whole() {
    let mut robot = field();
    robot.typ("中文ab").see("zoek: 中文ab");
    let (column, _) = robot.find("ab").expect("it is there");
    let (start, _) = robot.find("中").expect("it is there");
    assert_eq!(column - start, 4);
    robot.press("Backspace").press("Backspace").press("Backspace").see("zoek: 中 ").not_see("文");
    robot.keys("Home Delete").not_see("中");
}

#[test]
fn accents_that_come_apart_are_kept_and_found() {
    // As a Mac pastes it: letters and accents apart.
    let mut robot = Robot::start();
    robot.keys("7 2").paste("Su\u{301}dwest-Frysla\u{302}n").see("▸ Súdwest-Fryslân").see("zoek: Súdwest-Fryslân");
    // As a terminal may type it.
    let mut robot = Robot::start();
    robot.keys("7 2").typ("su\u{301}dwest").see("▸ Súdwest-Fryslân");
    robot.press("Backspace").press("Backspace").see("▸ Súdwest-Fryslân");
}

#[test]
fn letters_of_every_kind_stay_within_the_frame() {
    let texts = [
        "👩‍👩‍👧‍👦👨‍👩‍👧",
        "e\u{301}\u{302}\u{303}",
        "ｆｕｌｌ",
        "שלום",
        "\u{200b}\u{202e}abc",
        "ĳĲ",
        "中".repeat(80).leak(),
        "x\u{ad}y",
    ];
    for text in texts {
        for screen in SCREENS.iter().filter(|screen| ["gemeente", "opdrachten", "opslaan"].contains(&screen.name)) {
            for size in [WIDE, NARROW] {
                let mut robot = screen.robot(size);
                robot.typ(text).paste(text).keys("Home Right Right Delete End Left Backspace");
            }
        }
        Robot::start().keys("8 Down").typ(text).press("Enter").press("Down");
    }
}

#[test]
fn a_line_longer_than_the_field_shows_its_end() {
    let mut robot = screen("opslaan").robot(NARROW);
    robot
        .press("Ctrl-U")
        .typ(&"map/".repeat(40))
        .typ("verslag.md")
        .see("verslag.md")
        .press("Home")
        .not_see("verslag.md");
}

#[test]
fn pasted_lines_become_one_line_and_nothing_pasted_is_a_command() {
    let mut robot = field();
    robot.paste("huiselijk\r\ngeweld\u{1b}[31m\tq").see("huiselijk").see("geweld").not_see("\u{1b}");
    robot.see("zoek:");
    let mut robot = Robot::start();
    let before = robot.frame().clone();
    robot.paste("9\nq\n");
    assert_eq!(*robot.frame(), before, "without a field pasted text means nothing");
}
