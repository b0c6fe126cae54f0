//! The route card of a municipality.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;

use super::{at, nothing_secret, only, printed, saved, with};

#[test]
fn the_own_municipality_is_chosen_and_the_card_names_whom_to_ring() {
    let mut robot = at(Route::Routekaart(None));
    robot.see("▸ 3  Heerlen").press("Enter").see("Routekaart Heerlen").see("Nu bellen").see("0800-2000");
    robot.see("Wie heeft welke rol").press("Esc").press("1").see("Routekaart Brunssum");
}

#[test]
fn it_leaves_in_three_ways_and_never_with_what_is_secret() {
    for given in ["Heerlen", "GM0917", "heerlen"] {
        let mut robot = at(Route::Routekaart(Some(given.to_owned())));
        robot.see("Routekaart Heerlen").press("p");
        let paper = printed(&robot);
        let text = saved(robot.press("F12"), "o", "kaart.md");
        let html = saved(robot.press("F12"), "h", "kaart.html");
        for page in [&paper, &text, &html] {
            assert!(page.contains("Routekaart Heerlen") && page.contains("Aandachtsfunctionaris"), "{page}");
            nothing_secret(page);
        }
        assert!(text.starts_with("# Routekaart Heerlen") && html.starts_with("<!DOCTYPE html>"));
    }
}

#[test]
fn the_proposed_name_says_which_and_when() {
    let mut robot = at(Route::Routekaart(Some("'s-Gravenhage".to_owned())));
    robot.press("o").see("routekaart-s-gravenhage-2026-11-21.md");
}

#[test]
fn a_name_that_is_no_municipality_leads_to_the_choice() {
    at(Route::Routekaart(Some("qqqq".to_owned()))).see("Routekaart: welke gemeente?");
}

#[test]
fn without_a_region_the_own_municipality_stands_there_and_g_chooses_more() {
    let mut robot = with(&only(&["vt-nml"]), KluisState::Open, Route::Routekaart(None));
    robot.see("▸ 1  Heerlen").not_see("Brunssum").press("g").see("Gegevens van het netwerk");
}
