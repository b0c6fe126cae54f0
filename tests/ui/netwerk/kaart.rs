//! The map of the network on screen.

use std::collections::BTreeSet;

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;
use aandacht::domain::netwerk::Netwerk;
use aandacht::domain::netwerk::kaart::Wandelkaart;
use aandacht::ui::look::Colours;
use aandacht::ui::theme::Role;

use super::overzicht::{self, only};
use super::{at, id};
use crate::common::netwerk::proefnet;
use crate::common::robot::{NARROW, Robot, WIDE};
use crate::ui::pictures::{picture, pictured};
use crate::ui::screens::screen;

#[test]
fn it_looks_as_agreed() {
    for name in ["netwerk-kaart", "netwerk-kaart-lijn", "netwerk-kaart-zoeken", "netwerk-kaart-tafel"] {
        pictured(name);
    }
}

#[test]
fn in_ascii_it_is_ascii() {
    let setup = crate::common::robot::Setup { ascii: true, ..crate::ui::screens::CHOSEN };
    let robot = screen("netwerk-kaart-lijn").robot_with(setup, WIDE);
    assert!(robot.screen().chars().all(|letter| letter == '\n' || (' '..='~').contains(&letter)), "{}", robot.screen());
    picture("netwerk-kaart-ascii-80x24", &robot);
}

/// The words beside or below the map, without what breaks their lines.
fn words(robot: &Robot) -> String {
    robot.screen().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn screen_and_text_know_the_same_nodes_and_ties() {
    let (model, _) = proefnet();
    let map = Wandelkaart::van(Netwerk::new(&model));
    // Below the map, where a line of words is wide; and high, so that none is out of sight.
    let mut robot = at(Route::NetwerkKaart);
    robot.size((74, 250));
    let count = map.kaart.knopen.len();
    assert!(count > 20, "{count}");
    for knoop in &map.kaart.knopen {
        let nth = map.zoek(&knoop.naam).iter().position(|at| map.kaart.knopen[*at] == *knoop).expect("it is found");
        robot.press("/").typ(&knoop.naam).times(nth, "Down").press("Enter");
        let seen = words(&robot);
        let place = map.kaart.knopen.iter().position(|other| other == knoop).expect("itself");
        assert!(seen.contains(&format!("{} {}", knoop.naam, knoop.soort_tekst())), "{}\n{seen}", knoop.naam);
        for line in map.regels(place) {
            assert!(seen.contains(&format!("· {line}")), "{}: {line}\n{}", knoop.naam, robot.screen());
        }
    }
}

#[test]
fn the_chosen_node_always_has_its_name_on_the_map_however_near_or_far() {
    for size in [WIDE, NARROW] {
        let mut robot = at(Route::NetwerkKaart);
        robot.size(size);
        for key in
            ["Right", "Down", "Down", "+", "+", "+", "+", "+", "+", "Left", "-", "-", "-", "-", "-", "-", "-", "-"]
        {
            robot.press(key);
            let own = robot.rows().iter().any(|row| row.contains("▸ "));
            assert!(own, "after {key}\n{}", robot.screen());
        }
    }
}

#[test]
fn what_is_chosen_stands_out_without_colour() {
    let mut robot = at(Route::NetwerkKaart);
    robot.colours(Colours::None);
    robot.press("Tab");
    let (column, row) = robot.find("▸ ").expect("the chosen name has a sign");
    let cell = &robot.frame()[(column, row)];
    assert!(cell.modifier.contains(robot.look().style(Role::Gekozen).add_modifier), "{cell:?}");
    let signs: BTreeSet<char> = robot.screen().chars().filter(|sign| "■□●○".contains(*sign)).collect();
    let any = |of: [char; 2]| of.iter().any(|sign| signs.contains(sign));
    assert!(any(['●', '■']) && any(['○', '□']), "tied and not tied have other signs: {signs:?}");
}

#[test]
fn enter_opens_an_organisation_and_shows_who_sits_at_a_table() {
    let mut robot = at(Route::NetwerkKaart);
    robot
        .press("/")
        .typ("levanto")
        .press("Enter")
        .press("Enter")
        .see("Levanto")
        .press("Esc")
        .see("Kaart van het netwerk");
    robot.press("/").typ("routeertafel").press("Enter").press("Enter").see("Wie zit er aan tafel?").see("Xonar");
    robot.press("Esc").see("aan tafel: Xonar");
}

#[test]
fn a_tie_is_pointed_at_and_followed_and_a_search_can_be_left() {
    let mut robot = at(Route::NetwerkKaart);
    robot.press("/").typ("xonar").press("Enter").see("tafel: routeertafel").keys("Tab Space").see("aan tafel: Xonar");
    robot.press("/").typ("levanto").see("1 van 1").press("Esc").see("aan tafel: Xonar");
    robot.press("z").typ("qqqqzz").see("Niets gevonden op de kaart.").press("Enter").see("aan tafel: Xonar");
}

#[test]
fn without_a_kluis_it_is_the_map_of_the_starter_network_and_it_says_so() {
    let mut robot = Robot::start();
    robot.starts_with(Route::NetwerkKaart).see("Kaart van het netwerk");
    assert!(words(&robot).contains("niet gecontroleerd"), "{}", robot.screen());
}

#[test]
fn a_network_without_organisations_says_what_to_do() {
    let (model, ids) = proefnet();
    let netwerk = Netwerk::new(&model);
    let contact = ids.iter().find(|(_, id)| {
        netwerk.get(**id).is_some_and(|entry| entry.soort() == aandacht::domain::netwerk::Soort::Contact)
    });
    let (name, _) = contact.expect("the fixture has contacts");
    let mut robot = overzicht::with(&only(&[name.as_str()]), KluisState::Open, Route::NetwerkKaart);
    robot.keys("Enter Tab Down + - /");
    if !robot.sees("overlegtafel") {
        robot.see("Neem een startnetwerk over");
    }
}

#[test]
fn nothing_of_it_is_left_when_the_kluis_is_locked() {
    let mut robot = at(Route::NetwerkKaart);
    robot.press("/").typ("xonar").press("Enter").see("Xonar").locks().not_see("Xonar");
    assert_ne!(id("xonar"), id("radar"));
}
