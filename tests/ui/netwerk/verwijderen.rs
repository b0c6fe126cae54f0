//! Taking an entry out, and what brings it back.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Key, KluisState};
use aandacht::domain::netwerk::{Herkomst, Veld, Waarde};
use jiff::Timestamp;

use super::{at, id, kept, with_network};
use crate::common::robot::{NARROW, Robot};

#[test]
fn the_name_is_shown_and_delete_is_pressed_twice() {
    let mut robot = at(Route::Vermelding(id("jens")));
    robot.press("Delete").see("Verwijder ‘JENS’?").see("Gezinscoach van dienst");
    assert!(kept(&robot, id("jens")).is_some());
    robot.press("Esc").press("Delete").press("Delete").see("Verwijderd: JENS");
    assert!(kept(&robot, id("jens")).is_none());
}

#[test]
fn nothing_else_lets_an_entry_go() {
    let mut robot = at(Route::VermeldingVerwijderen(id("jens")));
    robot.keys("Enter Space d j Down Backspace F5 Ctrl-S").see("Verwijder ‘JENS’?");
    assert!(kept(&robot, id("jens")).is_some());
}

#[test]
fn what_was_taken_out_comes_back_and_goes_again_with_what_was_done_in_words() {
    let mut robot = at(Route::Vermelding(id("jens")));
    let before = kept(&robot, id("jens"));
    robot.keys("Delete Delete").press("z").see("Ongedaan: verwijderd: JENS");
    assert_eq!(kept(&robot, id("jens")), before);
    robot.press("r").see("Weer gedaan: verwijderd: JENS");
    assert!(kept(&robot, id("jens")).is_none());
    robot.press("r").see("Er is niets om weer te doen.");
    robot.press("z").press("z").see("Er is niets om ongedaan te maken.");
    assert_eq!(kept(&robot, id("jens")), before);
}

#[test]
fn what_refers_to_it_is_named() {
    let mut robot = at(Route::VermeldingVerwijderen(id("vv-af-heerlen")));
    robot.see("1 vermelding verwijst ernaar").see("Aandachtsfunctionaris (contact; vervanger)");
    at(Route::VermeldingVerwijderen(id("radar"))).see("Geen andere vermelding verwijst ernaar");
}

#[test]
fn a_name_of_any_length_fits() {
    let mut robot = at(Route::Start);
    let mut odd = kept(&robot, id("jens")).expect("it is there");
    let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "import".to_owned(), bron: "import".to_owned() };
    odd.zet(Veld::Naam, Some(Waarde::tekst(&"\u{202e}שלום a\u{301}\u{200b}".repeat(2_000))), &herkomst);
    robot.kluis(|played| played.commits(&Batch::put(Key::Id(id("jens")), odd)));
    for size in [(80, 24), NARROW] {
        robot.size(size).starts_with(Route::VermeldingVerwijderen(id("jens"))).see("Druk nog een keer op Delete");
    }
}

#[test]
fn a_kluis_that_can_only_be_read_keeps_it() {
    let mut robot = Robot::start();
    with_network(&mut robot, KluisState::ReadOnly);
    robot.starts_with(Route::VermeldingVerwijderen(id("jens"))).press("Delete").see("alleen om te lezen");
    assert!(kept(&robot, id("jens")).is_some());
}

#[test]
fn locking_hides_the_name() {
    let mut robot = at(Route::VermeldingVerwijderen(id("jens")));
    robot.locks().not_see("JENS").unlock().see("Verwijder ‘JENS’?");
}
