//! Favourites: a mark in the lists, and a list of their own.

use aandacht::domain::kluis::{FavorietSoort, KluisState};

use crate::common::kluis::MARKER;
use crate::common::robot::{Robot, Setup};

fn open() -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open);
    robot
}

#[test]
fn f_marks_a_row_and_takes_the_mark_away_and_the_order_stays() {
    let mut robot = open();
    robot
        .keys("7 5")
        .see("Kindcheck ★")
        .press("f")
        .see("Opgeslagen.")
        .see("▸ 1  Meldcode (basis) ★")
        .see("2  Kindcheck ★");
    assert!(robot.played().view.model.is_favoriet(FavorietSoort::Beslisboom, "meldcode-basis"));
    robot.press("f").see("▸ 1  Meldcode (basis)").not_see("Meldcode (basis) ★");
    assert!(!robot.played().view.model.is_favoriet(FavorietSoort::Beslisboom, "meldcode-basis"));
}

#[test]
fn lists_of_signals_and_reference_pages_can_be_marked_too() {
    let mut robot = open();
    robot
        .keys("7 1 Down f")
        .see("★")
        .keys("Esc Down Down Down Down Down f")
        .see("★")
        .keys("Home f")
        .see("Deze pagina kan geen favoriet zijn.");
    robot.keys("Esc f").see("Favorieten").see("Kindcheck ★");
    assert_eq!(robot.rows().iter().filter(|row| row.contains('★')).count(), 4);
}

#[test]
fn without_an_open_kluis_f_does_nothing_and_help_says_why() {
    for state in [KluisState::None, KluisState::Locked] {
        let mut robot = Robot::start();
        robot.with_kluis(state).keys("7 5");
        let before = robot.frame().clone();
        robot.press("f");
        assert_eq!(*robot.frame(), before);
        robot.press("?").see("favoriet of niet (nu niet: open eerst de kluis)");
    }
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::ReadOnly).keys("7 5 f").see("Kindcheck ★");
    assert!(robot.played().asked.is_empty(), "nothing is written to what can only be read");
}

#[test]
fn the_list_opens_what_it_names_and_what_is_gone_can_be_taken_from_it() {
    let mut robot = open();
    robot.press("f").see("Kindcheck ★").press("1").see("versie").press("Esc").see("Favorieten");
    robot.see(&format!("{MARKER} (is er niet meer) ★")).keys("2").see("Dit lukt niet").press("Esc");
    robot.press("f").not_see(MARKER).press("f").see("Er zijn geen favorieten.").press("Esc").see("Wat wilt u doen?");
    robot.press("f").see("Wat wilt u doen?");
}

#[test]
fn in_ascii_the_mark_is_an_asterisk() {
    let mut robot = Robot::with(Setup { ascii: true, ..Setup::default() });
    robot.with_kluis(KluisState::Open).keys("7 5").see("Kindcheck *");
}

#[test]
fn a_second_mark_waits_for_the_first() {
    let mut robot = open();
    robot.keys("7 5").kluis(|played| played.slow = true).keys("f f").see("Even wachten").finish().see("Opgeslagen.");
    assert_eq!(robot.played().asked, ["Commit"]);
}
