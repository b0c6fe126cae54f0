//! The coverage of the region.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::KluisState;

use super::{at, nothing_secret, only, printed, saved, with};
use crate::common::robot::NARROW;

#[test]
fn the_cursor_says_where_it_is_and_who_is_there() {
    let mut robot = at(Route::Dekking);
    robot.see("7 gemeenten").see("Brunssum · kindermishandeling: ✓ gecontroleerd").see("Veilig Thuis Zuid-Limburg");
    robot.press("Down").see("Beekdaelen · kindermishandeling").press("Right").see("Beekdaelen · partnergeweld");
    robot
        .press("End")
        .see("Beekdaelen · mannelijke slachtoffers: ")
        .press("Home")
        .see("Beekdaelen · kindermishandeling");
    robot.press("PgDn").see("Voerendaal · kindermishandeling").click("Heerlen").see("Voerendaal");
}

#[test]
fn enter_shows_who_and_enter_again_opens_the_entry() {
    let mut robot = at(Route::Dekking);
    robot
        .press("Enter")
        .see("Brunssum · kindermishandeling: ✓")
        .see("0800-2000")
        .see("gecontroleerd 2 maanden geleden");
    robot.press("Enter").see("Veilig Thuis Zuid-Limburg").press("Esc").see("Brunssum · kindermishandeling");
    robot.press("Esc").see("? nog niet - niemand").press("Esc").see("Wat wilt u doen?");
}

#[test]
fn where_nobody_is_enter_does_nothing_and_help_says_why() {
    let mut robot = with(&only(&["vt-nml"]), KluisState::Open, Route::NetwerkGegevens);
    robot.keys("Tab").typ("Heerlen").press("Ctrl-S").see("Wat wilt u doen?").starts_with(Route::Dekking);
    robot.see("Heerlen · kindermishandeling: - niemand").press("Enter").see("- niemand").press("?");
    robot.see("hier is niemand voor");
}

#[test]
fn a_small_terminal_shows_the_part_around_the_cursor() {
    let mut robot = at(Route::Dekking);
    robot.size(NARROW).see("kolom 1-").press("End").see("-26 van 26").see("mannelijke slachtoffers").press("Home");
    robot.see("kolom 1-").size((80, 24)).not_see("kolom");
}

#[test]
fn it_is_saved_as_a_table_and_printed_in_lines_without_what_is_secret() {
    let mut robot = at(Route::Dekking);
    let text = saved(&mut robot, "o", "dekking.md");
    assert!(text.contains("| Thema | Brunssum | Beekdaelen | Heerlen |"), "{text}");
    assert!(text.contains("| --- | --- |") && text.contains("| Kindermishandeling | ✓ |"), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("| ")).count(), 28, "{text}");
    nothing_secret(&text);
    robot.press("F12").press("p");
    let page = printed(&robot);
    assert!(page.contains("Heerlen") && page.contains("✓ gecontroleerd: kindermishandeling"), "{page}");
    nothing_secret(&page);
}

#[test]
fn without_municipalities_it_says_what_to_do() {
    let mut robot = with(&only(&["vt-nml"]), KluisState::Open, Route::Dekking);
    robot.see("Er zijn nog geen gemeenten gekozen.").press("Enter").see("Gegevens van het netwerk").press("Esc");
    robot.see("Er zijn nog geen gemeenten gekozen.").press("Esc").see("Wat wilt u doen?");
}
