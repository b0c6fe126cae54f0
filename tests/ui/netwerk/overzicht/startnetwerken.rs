//! Starter networks, and their offer on the start screen.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;
use aandacht::domain::netwerk::{Netwerk, Netwerkgegevens};

use super::{kept, only, with};
use crate::common::robot::{Robot, Setup};
use crate::ui::screens::CHOSEN;

#[test]
fn the_own_region_is_offered_until_the_network_has_something_in_it() {
    let mut robot = Robot::with(CHOSEN);
    robot.with_kluis(KluisState::Open).see("Er is een startnetwerk van Zuid-Limburg.").press("n");
    robot
        .see("▸ 1  Zuid-Limburg · ")
        .see("met Heerlen")
        .see("Alles is nog niet gecontroleerd.")
        .see("2019 tot en met 2024");
    robot.press("Enter").see("vermeldingen overgenomen, nog niet gecontroleerd.").see("overgenomen");
    let model = kept(&robot);
    let netwerk = Netwerk::new(model);
    assert!(netwerk.len() > 50);
    assert!(netwerk.alle().all(|(_, entry)| entry.bevestigd().is_none()));
    assert_eq!(Netwerkgegevens::van(model).regio, "Zuid-Limburg");
    robot.press("Enter").see("staat al helemaal in uw netwerk").press("Esc").not_see("startnetwerk").press("?");
    robot.see("uw netwerk is al begonnen");
}

#[test]
fn two_regions_can_stand_beside_each_other() {
    let mut robot = with(&only(&[]), KluisState::Open, Route::Startnetwerken);
    robot.press("Enter");
    let first = Netwerk::new(kept(&robot)).len();
    robot.press("Down").press("Enter").see("vermeldingen overgenomen");
    assert!(Netwerk::new(kept(&robot)).len() > first);
    assert_eq!(Netwerkgegevens::van(kept(&robot)).regio, "Zuid-Limburg", "the first one names the region");
}

#[test]
fn nothing_is_offered_elsewhere_or_without_an_open_kluis() {
    let amsterdam = Setup { instellingen: "gemeente = \"Amsterdam\"\n", ..CHOSEN };
    for (setup, state) in [
        (amsterdam, KluisState::Open),
        (Setup::default(), KluisState::Open),
        (CHOSEN, KluisState::None),
        (CHOSEN, KluisState::Locked),
    ] {
        let mut robot = Robot::with(setup);
        robot.with_kluis(state).not_see("Er is een startnetwerk").press("n").see("Wat wilt u doen?");
    }
}

#[test]
fn right_after_a_kluis_was_made_it_stands_on_the_start_screen() {
    let mut robot = Robot::with(CHOSEN);
    robot.with_kluis(KluisState::None);
    crate::ui::screens::making(&mut robot, "");
    robot.press("Esc").press("Enter").see("Er is een startnetwerk van Zuid-Limburg.").press("n").see("Startnetwerken");
}

#[test]
fn a_kluis_that_cannot_keep_says_why() {
    let mut robot = with(&only(&[]), KluisState::ReadOnly, Route::Startnetwerken);
    robot.press("Enter").see("alleen om te lezen");
    let mut robot = with(&only(&[]), KluisState::Open, Route::Startnetwerken);
    robot.kluis(|played| played.fails = true).press("Enter").not_see("overgenomen").press("Esc");
    robot.kluis(|played| played.fails = false).press("Enter").see("vermeldingen overgenomen");
    let mut robot = with(&only(&[]), KluisState::None, Route::Startnetwerken);
    robot.press("Enter").see("Maak of open die eerst.");
}
