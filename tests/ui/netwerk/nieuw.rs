//! A new entry: searched for before it is made.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;

use super::{at, named};

#[test]
fn what_is_there_is_found_while_typing_and_opens() {
    let mut robot = at(Route::VermeldingNieuw);
    robot
        .see("misschien staat die er al")
        .typ("regenb")
        .see("Basisschool De Regenboog (Heerlen) · organisatie")
        .see("(Woerden)");
    robot.see("Staat die er al?").press("Enter").see("Waar dit vandaan komt").press("Esc").see("regenb");
}

#[test]
fn what_is_not_there_is_made_with_the_name_that_was_typed() {
    let mut robot = at(Route::VermeldingNieuw);
    robot.typ("Qwertycentrum").see("Niets gevonden.").see("▸ + nieuwe organisatie met deze naam: Qwertycentrum");
    robot.press("Enter").see("Toevoegen: organisatie").see("Qwertycentrum").press("Ctrl-S").see("Opgeslagen.");
    assert_eq!(named(&robot, "Qwertycentrum").len(), 1);
    robot.press("Esc").see("1 gevonden.").see("Qwertycentrum · organisatie");
}

#[test]
fn a_contact_is_made_by_its_function() {
    let mut robot = at(Route::VermeldingNieuw);
    robot.typ("Qwertyloog").keys("Down Down").see("▸ + nieuw contact met deze functie: Qwertyloog").press("Enter");
    robot.press("Ctrl-S").see("Opgeslagen.");
    assert_eq!(named(&robot, "Qwertyloog").len(), 1);
}

#[test]
fn nothing_of_the_network_is_seen_while_it_is_locked() {
    let mut robot = at(Route::VermeldingNieuw);
    robot.typ("regenb").see("Basisschool").locks().not_see("Basisschool").unlock().see("Basisschool").see("regenb");
    assert_eq!(robot.played().view.state, KluisState::Open);
}

#[test]
fn a_page_that_is_pasted_is_cut_and_drawn() {
    let mut robot = at(Route::VermeldingNieuw);
    robot.paste(&"\u{202e}ل\u{200b}ang ".repeat(2_000)).see("+ nieuwe organisatie").size((60, 20)).see("+ nieuwe");
}
