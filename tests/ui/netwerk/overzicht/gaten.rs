//! What is missing.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;

use super::{at, nothing_secret, only, printed, saved, with};

#[test]
fn gaps_stand_under_headings_with_counts_and_lead_to_the_entry() {
    let mut robot = with(&only(&["levanto", "loc-opvang-kantoor"]), KluisState::Open, Route::Gaten);
    robot.see("Nooit of lang niet gecontroleerd (2)").see("gevonden").press("End").press("Enter").see("Openbaarweg 3");
    robot.press("Esc").see("Nooit of lang niet gecontroleerd (2)").press("Esc").see("Wat wilt u doen?");
}

#[test]
fn tab_goes_to_the_next_kind_and_round() {
    let mut robot = at(Route::Gaten);
    let first = robot.press("F12").frame().clone();
    robot.press("Tab");
    assert_ne!(*robot.frame(), first);
    for _ in 0..20 {
        if *robot.frame() == first {
            return;
        }
        robot.press("Tab");
    }
    robot.fail("it never comes round");
}

#[test]
fn a_theme_without_anybody_leads_to_the_table() {
    let mut robot = with(&only(&["vt-nml"]), KluisState::Open, Route::NetwerkGegevens);
    robot.keys("Tab").typ("Heerlen").press("Ctrl-S").starts_with(Route::Gaten);
    robot.see("Gemeente zonder iemand voor een thema (1)").see("Gemeente zonder vaste rol (2)").press("Enter");
    robot.see("Gaten in het netwerk").press("?").see("er is hier niets te openen").press("Esc");
    robot.keys("Tab Enter").see("Dekking van het netwerk");
}

#[test]
fn a_long_list_says_how_many_more_there_are() {
    let mut robot = at(Route::Gaten);
    robot.times(12, "End").see("in het bestand (o) staan ze allemaal");
}

#[test]
fn a_secret_place_stands_on_screen_and_never_in_a_file_or_on_paper() {
    let mut robot = with(&only(&["levanto", "loc-opvang-1"]), KluisState::Open, Route::Gaten);
    robot.see("Opvanghuis De Linde").press("p");
    nothing_secret(&printed(&robot));
    let text = saved(robot.press("F12"), "o", "gaten.md");
    assert!(text.contains("## Nooit of lang niet gecontroleerd (1)"), "{text}");
    nothing_secret(&text);
    robot.locks().not_see("Opvanghuis");
}

#[test]
fn an_empty_network_says_so() {
    let mut robot = with(&only(&[]), KluisState::Open, Route::Gaten);
    robot.see("Het netwerk is nog leeg.").keys("Enter Down Tab").press("Esc").see("Wat wilt u doen?");
}
