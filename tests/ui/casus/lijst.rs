//! The list of casussen, and what is due.

use aandacht::domain::casus::{Rol, begin};
use aandacht::domain::kluis::{KluisState, Moment};
use jiff::civil::datetime;

use super::start;
use crate::common::robot::Robot;

/// Three casussen: the one of the story, one that was worked on yesterday, and one that is closed.
fn three() -> Robot {
    let mut robot = start();
    robot.kluis(|played| {
        let begun = |name, day| {
            begin(name, "onderwijs", Rol::Professional, None, Moment::utc(datetime(2026, 11, day, 9, 0, 0, 0)))
        };
        played.commits(&begun("Abeel-Zwaan", 20));
        played.commits(&begun("Zilver-Aap", 19));
    });
    robot.press("2").typ("zilver").keys("Enter s 1 Ctrl-S Esc Esc Ctrl-U");
    robot
}

/// The names that the list shows, from the top.
fn names(robot: &Robot) -> Vec<&'static str> {
    let known = ["Linde-Mus", "Abeel-Zwaan", "Zilver-Aap"];
    robot.rows().iter().filter_map(|row| known.into_iter().find(|name| row.contains(name))).collect()
}

#[test]
fn open_and_closed_stand_apart_and_the_order_can_be_another() {
    let mut robot = three();
    assert_eq!(names(&robot), ["Linde-Mus", "Abeel-Zwaan"], "what is due first");
    robot.press("F6").see("laatst aan gewerkt");
    assert_eq!(names(&robot), ["Abeel-Zwaan", "Linde-Mus"]);
    robot.press("F6").see("op volgorde van: naam");
    assert_eq!(names(&robot), ["Abeel-Zwaan", "Linde-Mus"]);
    robot.see("2 open, 1 gesloten").press("Tab").see("Gesloten, op volgorde");
    assert_eq!(names(&robot), ["Zilver-Aap"]);
    robot.press("Enter").see("gesloten za 21 nov").press("Esc").press("Tab");
    assert_eq!(names(&robot), ["Abeel-Zwaan", "Linde-Mus"]);
}

#[test]
fn what_is_typed_finds_names_and_lines_before_anything_is_begun() {
    let mut robot = three();
    robot.typ("abeel");
    assert_eq!(names(&robot), ["Abeel-Zwaan"]);
    robot.see("+ Nieuwe casus beginnen").press("Ctrl-U").typ("zonder eten").see("waarneming").press("Enter");
    robot.see("Casus Linde-Mus").see("▸  ma 2 nov").press("Esc").see("zoek: zonder eten");
    robot.press("Ctrl-U").typ("qqqq").see("▸ + Nieuwe casus beginnen").press("Enter").see("Schuilnaam");
}

#[test]
fn coming_back_finds_the_row_where_it_was() {
    let mut robot = three();
    robot.press("Down").see("▸ Abeel-Zwaan").press("Enter").see("Casus Abeel-Zwaan").press("Esc").see("▸ Abeel-Zwaan");
}

#[test]
fn what_is_due_is_on_the_start_screen_and_overdue_is_a_word() {
    let mut robot = start();
    robot
        .see("Wat loopt er")
        .see("! verlopen, 8 dagen te laat")
        .see("moeder terugbellen")
        .see("vertrouwensarts bellen");
    robot.press("a").see("! verlopen, 8 dagen te laat · Linde-Mus").press("v").typ("gebeld").press("Ctrl-S");
    robot.not_see("verlopen").see("vertrouwensarts bellen").press("Esc").see("Wat wilt u doen?").not_see("verlopen");
    robot.keys("a Enter").see("Casus Linde-Mus").see("▸· di 24 nov");
}

#[test]
fn without_anything_due_a_does_nothing_and_help_says_why() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).press("a").see("Wat wilt u doen?").press("?").see("er staat niets open");
}

#[test]
fn the_agenda_goes_into_a_file_that_a_calendar_reads() {
    let mut robot = start();
    let file = robot.path("agenda.ics");
    robot.keys("a i Ctrl-U").typ(&file.display().to_string()).press("Enter").see("Bewaard");
    let text = std::fs::read_to_string(&file).expect("it was saved");
    assert!(text.starts_with("BEGIN:VCALENDAR") && text.matches("BEGIN:VEVENT").count() == 2, "{text}");
}

#[test]
fn a_casus_without_a_kluis_begins_with_a_kluis() {
    for (state, title) in [(KluisState::None, "Kluis maken"), (KluisState::Locked, "Kluis openen")] {
        let mut robot = Robot::start();
        robot.with_kluis(state).press("2");
        assert!(robot.rows()[0].contains(title), "{}", robot.screen());
    }
}

#[test]
fn a_kluis_that_can_only_be_read_shows_everything_and_keeps_nothing() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::ReadOnly).kluis(|played| played.holds(&super::story()));
    let asked = robot.played().asked.len();
    robot.keys("2 Enter").see("Kind komt drie dagen zonder jas").press("n").keys("1 Tab").typ("tekst");
    robot.press("Ctrl-S").press("z");
    super::note(robot.keys("Esc n"), "nog eens").see("alleen om te lezen").see("nog eens");
    robot.press("Esc").press("z").see("alleen om te lezen").keys("m 1").see("alleen om te lezen");
    robot.keys("Esc p p").see("alleen om te lezen");
    assert_eq!(robot.played().asked.len(), asked, "{:?}", robot.played().asked);
}
