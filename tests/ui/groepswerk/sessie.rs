//! A session from its question to its close, on a clock that the test moves.

use std::fs;
use std::path::Path;

use aandacht::domain::gesprek::{Reader, Route};
use aandacht::domain::inhoud::{Soort, Werkvormsoort};
use aandacht::domain::kluis::KluisState;
use aandacht::domain::sessie::{Sessie, Voorbereiding};
use aandacht::platform::files::read_text;

use crate::common::robot::{NARROW, Robot, Setup};
use crate::ui::groepswerk::groep::{GROEP, with_groups};
use crate::ui::pictures::pictured;
use crate::verhaal::casus::{PASSWORD, with_vault};

/// Typed about a case; it may be nowhere on the disk.
const ABOUT_THE_CASE: &str = "zwartemarkering";

#[test]
fn it_looks_as_agreed() {
    for name in [
        "groepswerk",
        "groepswerk-loopt",
        "sessie-voorbereiden",
        "sessie-methode",
        "werkvorm",
        "sessie",
        "sessie-om",
        "sessie-kladblad",
        "sessie-sluiten",
    ] {
        pictured(name);
    }
}

/// Ids of the methods, with the minutes of their phases.
fn methods(robot: &Robot) -> Vec<(String, Vec<u16>)> {
    let content = &robot.app().content;
    let all = content.entries(Soort::Werkvorm).into_iter();
    all.filter_map(|entry| {
        let file = content.werkvorm(&entry.id).expect("it ships");
        let minuten = file.inhoud.fasen.iter().map(|fase| fase.minuten).collect();
        (file.inhoud.vorm == Werkvormsoort::Methode).then_some((entry.id, minuten))
    })
    .collect()
}

/// The program on its start screen, and not for the first time.
fn known() -> Robot {
    Robot::with(Setup { instellingen: "breedte = 100\n", ..Setup::default() })
}

/// A session with this method that has just begun.
fn begun(robot: &mut Robot, id: &str) {
    robot.starts_with(Route::Werkvorm(id.to_owned(), Voorbereiding::default())).press("Enter");
}

fn running(robot: &Robot) -> Option<String> {
    read_text(&robot.folder().join("loopt.json")).expect("it can be read")
}

/// Everything below a folder, as text.
fn bytes_below(folder: &Path) -> String {
    let mut found = String::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            found += &bytes_below(&entry);
        } else {
            found += &String::from_utf8_lossy(&fs::read(&entry).unwrap_or_default());
        }
    }
    found
}

#[test]
fn every_method_runs_from_its_first_phase_to_its_report() {
    let all = methods(&Robot::start());
    assert_eq!(all.len(), 26);
    for (at, (id, minuten)) in all.iter().enumerate() {
        let mut robot = Robot::start();
        if at % 2 == 1 {
            robot.size(NARROW);
        }
        begun(&mut robot, id);
        for (nth, minutes) in minuten.iter().enumerate() {
            robot.see(&format!("fase {} van {}", nth + 1, minuten.len())).see(&format!("{minutes:02}:00"));
            robot.later(u64::from(*minutes) * 60 - 1).see(" 00:01 ").not_see("+00:");
            robot.later(1).see("+00:00").see("tijd om");
            if nth + 1 < minuten.len() {
                robot.press("n");
            }
        }
        // At the last phase there is no next one.
        robot.press("n").see(&format!("fase {0} van {0}", minuten.len()));
        robot.press("s").see("Sessie afsluiten").typ("Wij vragen eerder advies.").press("Ctrl-S").see("Opslaan");
        let file = robot.path("verslag.md");
        robot.press("Ctrl-U").typ(&file.display().to_string()).press("Enter");
        let report = fs::read_to_string(&file).unwrap_or_else(|_| robot.fail("there is no report"));
        let total: u16 = minuten.iter().sum();
        assert!(report.contains(&format!("gepland {total} minuten, werkelijk {total}")), "{id}: {report}");
        assert!(report.contains("Wij vragen eerder advies."), "{id}: {report}");
        assert_eq!(running(&robot), None, "{id}");
        robot.see("Wat wilt u doen?");
    }
}

#[test]
fn nothing_ticks_while_the_clock_is_paused() {
    let mut robot = Robot::start();
    begun(&mut robot, "cura");
    assert!(robot.wakes().is_some());
    robot.later(90).see("03:30").press("Space").see("gepauzeerd");
    assert_eq!(robot.wakes(), None);
    robot.later(600).see("03:30").press("Space").not_see("gepauzeerd").see("03:30").later(30).see("03:00");
}

#[test]
fn minutes_more_and_less_move_the_end_and_a_phase_keeps_its_bounds() {
    let mut robot = Robot::start();
    begun(&mut robot, "cura");
    robot.see("einde nu om 17.05").press("+").see("07:00").see("einde nu om 17.07").press("-").see("05:00");
    robot.keys("- -").see("01:00").press("-").see("minstens 1 minuut").see("01:00");
    robot.times(130, "+").see("hoogstens 240 minuten");
    robot.press("t").see("telt op").see("00:00").later(61).see("01:01");
}

#[test]
fn back_to_a_phase_goes_on_where_it_was_left() {
    let mut robot = Robot::start();
    begun(&mut robot, "cura");
    robot.later(60).press("n").later(30).press("Left").see("fase 1 van 4").see("04:00").press("n").see("03:30");
}

#[test]
fn a_killed_program_goes_on_in_the_same_phase_with_the_right_time_and_without_the_case() {
    let mut robot = known();
    robot.keys("6 1 Tab").typ(ABOUT_THE_CASE).keys("Tab").typ("6").keys("Tab").typ("60").press("Ctrl-S");
    robot.see("CURA").press("1").press("Enter").see("De vraag").see(ABOUT_THE_CASE);
    robot.press("n").press("k").typ(" en meer").press("Esc").see("en meer").later(60).see("03:00");
    let state = running(&robot).expect("it is kept");
    assert!(!state.contains(ABOUT_THE_CASE) && !bytes_below(robot.folder()).contains(ABOUT_THE_CASE));
    let mut robot = robot.killed();
    robot.later(60).see("Er loopt nog een sessie").press("6").see("CURA").press("1");
    robot.see("fase 2 van 4").see("02:00").see("De klok liep door").not_see(ABOUT_THE_CASE);
}

#[test]
fn a_clock_that_is_set_back_is_said_and_what_was_measured_stays() {
    let mut robot = known();
    begun(&mut robot, "cura");
    // As after a start of the computer: only the clock on the wall is left, and it is an hour early.
    let state = running(&robot).expect("it is kept").replace("\"start\":1", "\"start\":2");
    fs::write(robot.folder().join("loopt.json"), state).expect("it can be written");
    let mut robot = robot.again_at(crate::common::robot::now().saturating_sub(jiff::ToSpan::hours(1)));
    robot.keys("6 1").see("teruggezet").see("05:00").later(60).see("04:00");
}

#[test]
fn a_session_that_cannot_be_taken_up_is_said_once_and_set_aside() {
    for broken in ["", "{", "{\"versie\":9}", "[]", "\u{0}\u{1}"] {
        let robot = known();
        fs::write(robot.folder().join("loopt.json"), broken).expect("it can be written");
        let mut robot = robot.again();
        robot.see("één melding bij het starten").press("m").see("kan ik niet hervatten");
        assert!(robot.folder().join("loopt.kapot").exists() && running(&robot).is_none(), "{broken}");
        robot.again().not_see("melding bij het starten");
    }
}

#[test]
fn leaving_goes_on_and_begin_asks_when_another_session_runs() {
    let mut robot = Robot::start();
    begun(&mut robot, "cura");
    robot
        .later(60)
        .press("Esc")
        .see("loopt door")
        .press("6")
        .see("Er loopt nog een sessie: CURA")
        .press("1")
        .see("04:00");
    robot.press("Esc");
    begun(&mut robot, "incidentmethode");
    robot.see("Er loopt al een sessie").press("Enter").see("fase 1 van 7").see("05:00");
}

#[test]
fn the_close_keeps_a_session_in_the_kluis_and_nothing_of_the_case_on_the_disk() {
    let mut robot = with_vault(Setup::default());
    robot.keys("6 1 Tab").typ(ABOUT_THE_CASE).press("Ctrl-S").press("1").press("Enter").see(ABOUT_THE_CASE);
    robot.later(25 * 60).press("s").see("Dit blijft bewaard").typ("Wij bellen eerst.");
    // A draft of the close comes back after a kill, and the phase with it.
    robot.two_seconds();
    let mut robot = robot.killed();
    crate::verhaal::casus::open(&mut robot, PASSWORD);
    robot.keys("6 1").not_see(ABOUT_THE_CASE).press("s").see("Wij bellen eerst.").press("Ctrl-S");
    robot.see("Wat wilt u doen?").see("afgesloten en bewaard");
    let model = &robot.app().kluis.view.model;
    let kept: Vec<&Sessie> = model.all::<Sessie>().map(|(_, sessie)| sessie).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].code.as_str(), kept[0].gepland, kept[0].leerpunten.len()), ("M19", 25, 1));
    assert!(kept[0].werkelijk >= 25, "{}", kept[0].werkelijk);
    assert_eq!(model.all::<aandacht::domain::kluis::Concept>().count(), 0);
    assert_eq!(running(&robot), None);
    assert!(!bytes_below(robot.folder()).contains(ABOUT_THE_CASE));
}

#[test]
fn a_lock_wipes_what_was_typed_and_leaves_the_clock_in_sight() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).keys("6 1 Tab").typ(ABOUT_THE_CASE).press("Ctrl-S").press("1").press("Enter");
    robot.later(30).see(ABOUT_THE_CASE).locks().see("04:30").not_see(ABOUT_THE_CASE).later(30).see("04:00");
    // What stands below is covered as soon as the session is left.
    robot.press("Esc").see("op slot");
}

#[test]
fn numbers_that_no_group_has_are_refused() {
    for (people, minutes) in [("0", ""), ("201", ""), ("veel", ""), ("6", "0"), ("6", "600")] {
        let mut robot = Robot::start();
        robot.keys("6 1 Tab Tab").typ(people).press("Tab").typ(minutes).press("Ctrl-S").see("Typ een getal van 1 tot");
    }
    let mut robot = Robot::start();
    robot.keys("6 1 Tab Tab").typ("1").press("Ctrl-S").see("Eén methode past").see("▸ 1  CURA");
}

#[test]
fn throwing_away_is_asked_twice_and_keeps_nothing() {
    let mut robot = with_vault(Setup::default());
    begun(&mut robot, "cura");
    robot.press("s").typ("Toch niet.").press("F8").see("Nog een keer F8").press("F8").see("niets bewaard");
    assert_eq!(robot.app().kluis.view.model.all::<Sessie>().count(), 0);
    assert_eq!(robot.app().kluis.view.model.all::<aandacht::domain::kluis::Concept>().count(), 0);
    assert_eq!(running(&robot), None);
}

#[test]
fn what_was_agreed_the_last_time_stands_at_the_beginning_of_the_next_session() {
    let mut robot = Robot::start();
    let wens = Voorbereiding { groep: Some(GROEP), ..Voorbereiding::default() };
    with_groups(&mut robot, KluisState::Open, Route::Werkvorm("cura".to_owned(), wens), "");
    robot.see("Acties van vorige keren").see("steekkaart delen met het team").not_see("oude actie");
    robot.locks().press("F12").not_see("steekkaart");
}

#[test]
fn a_close_that_cannot_be_written_stays_on_the_screen_and_is_kept_once_it_can() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open);
    begun(&mut robot, "cura");
    robot.press("s").typ("Wij bellen eerst.").kluis(|played| played.fails = true).press("Ctrl-S");
    robot.see("Wij bellen eerst.").not_see("Wat wilt u doen?");
    assert!(running(&robot).is_some(), "the session is not lost");
    robot.kluis(|played| played.fails = false).press("Ctrl-S").see("Wat wilt u doen?").see("bewaard");
    let kept = robot.played().inside().all::<Sessie>().map(|(_, sessie)| sessie.leerpunten.clone()).collect::<Vec<_>>();
    assert_eq!(kept, [vec!["Wij bellen eerst.".to_owned()]]);
    assert_eq!(running(&robot), None);
}

#[test]
fn a_number_has_to_go_from_the_close_or_a_reason_is_given_and_kept() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open);
    begun(&mut robot, "cura");
    robot.press("s").typ("Bel 06-12345678 terug.").see("telefoonnummer").press("Ctrl-S").see("Mag het toch blijven?");
    assert_eq!(robot.played().inside().all::<Sessie>().count(), 0);
    robot.press("Shift-Tab").typ("verzonnen nummer").press("Ctrl-S").see("Wat wilt u doen?");
    let kept = robot.played().inside().all::<Sessie>().map(|(_, sessie)| sessie.toch.clone()).collect::<Vec<_>>();
    assert_eq!(kept, ["verzonnen nummer"]);
}
