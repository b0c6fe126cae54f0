//! What holds on every screen.

use aandacht::domain::gesprek::{Effect, Msg};
use aandacht::domain::kluis::{KluisAct, KluisNews, KluisState, Password};
use aandacht::ui::look::Colours;
use proptest::prelude::*;
use ratatui::style::Color;

use crate::common::cases;
use crate::common::robot::{NARROW, Robot, Setup, WIDE};

use super::screens::{CHOSEN, SCREENS, Screen};
use super::theme::ratio;

/// Every screen at both sizes.
fn everywhere(check: impl Fn(&Screen, &mut Robot)) {
    for screen in SCREENS {
        for size in [WIDE, NARROW] {
            check(screen, &mut screen.robot(size));
        }
    }
}

/// What is said in the footer lasts until the next key; everything else is to stay.
fn without_message(robot: &mut Robot) -> &mut Robot {
    let said = ["Dit bestand bestaat al. Kies een andere naam.", "Kluis open.", "Kluis open, alleen om te lezen."];
    if robot.rows().iter().any(|row| said.iter().any(|said| row.trim_start().starts_with(said))) {
        robot.press("F12");
    }
    robot
}

#[test]
fn f9_shows_whom_to_ring_and_esc_returns_to_the_very_same_spot() {
    everywhere(|screen, robot| {
        let before = without_message(robot).frame().clone();
        for key in ["F9", "Ctrl-N"] {
            robot.press(key).see("112").see("0800-2000").see("Eerst veiligheid, dan de stappen van de meldcode.");
            if screen.name != "nood" {
                robot.press("Esc");
            }
            assert_eq!(*robot.frame(), before, "{key} on {}", screen.name);
        }
    });
}

#[test]
fn f10_hides_at_once_and_enter_returns_to_the_very_same_spot() {
    everywhere(|screen, robot| {
        // A kluis that is at work is locked when it is ready: see `kluis`.
        if ["verborgen", "beheer-bezig"].contains(&screen.name) {
            return;
        }
        let before = without_message(robot).frame().clone();
        for (hide, show) in [("F10", "Enter"), ("Ctrl-L", "Esc"), ("F10", "F10")] {
            robot.press(hide);
            assert!(robot.is_hidden(), "{hide} on {}", screen.name);
            robot.press(show);
            // Hiding locks an open kluis; then its password leads back.
            if *robot.frame() != before && robot.rows()[0].contains(" Kluis openen") {
                without_message(robot.unlock());
            }
            assert_eq!(*robot.frame(), before, "{hide} {show} on {}", screen.name);
        }
    });
}

#[test]
fn esc_leads_back_to_the_start_from_everywhere() {
    everywhere(|screen, robot| {
        for _ in 0..40 {
            if robot.sees("Wat wilt u doen?") {
                return;
            }
            // A walk and a recovery sheet ask before they are left, and there Enter leaves them.
            robot.press(if robot.sees("Weggaan") { "Enter" } else { "Esc" });
        }
        robot.fail(&format!("{} holds somebody", screen.name));
    });
}

#[test]
fn every_screen_shows_its_keys_and_a_key_for_help_that_opens_help() {
    everywhere(|screen, robot| {
        let rows = robot.rows();
        let footer = rows[rows.len() - 2].trim_end();
        if let Some(keys) = footer.strip_suffix(" hulp") {
            let key = keys.rsplit(' ').next().expect("a key").to_owned();
            robot.press(&key).see("Op dit scherm");
        } else {
            assert!(["verborgen", "opslaan-fout"].contains(&screen.name), "{}", screen.name);
        }
    });
}

#[test]
fn in_ascii_there_is_nothing_but_ascii() {
    for screen in SCREENS {
        for size in [WIDE, NARROW] {
            let mut robot = screen.robot_with(Setup { ascii: true, ..CHOSEN }, size);
            assert_ascii(screen.name, &robot);
            if screen.name != "verborgen" {
                assert_ascii(screen.name, robot.press("F1"));
            }
        }
    }
}

fn assert_ascii(name: &str, robot: &Robot) {
    let odd: String = robot.screen().chars().filter(|letter| !matches!(letter, ' '..='~' | '\n')).collect();
    if !odd.is_empty() {
        robot.fail(&format!("{name} shows {odd:?}"));
    }
}

#[test]
fn without_colour_no_cell_has_a_colour() {
    everywhere(|screen, robot| {
        for colours in [Colours::None, Colours::Default] {
            robot.colours(colours);
            for cell in robot.frame().content() {
                assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{} has a colour", screen.name);
            }
        }
    });
}

#[test]
fn with_colour_every_cell_has_both_colours_and_they_can_be_told_apart() {
    for (thema, least) in [("donker", 4.5), ("licht", 4.5), ("contrast", 7.0)] {
        let instellingen = format!("{}thema = \"{thema}\"\n", CHOSEN.instellingen);
        for screen in SCREENS {
            let robot = screen.robot_with(Setup { instellingen: &instellingen, ..CHOSEN }, WIDE);
            for cell in robot.frame().content() {
                let (Color::Rgb(..), Color::Rgb(..)) = (cell.fg, cell.bg) else {
                    robot.fail(&format!("{:?} has the terminal's own colour ({thema})", cell.symbol()));
                };
                let ratio = ratio(cell.fg, cell.bg);
                assert!(ratio >= least, "{} in {thema}: {:?} at {ratio:.2}", screen.name, cell.symbol());
            }
        }
    }
}

#[test]
fn nothing_that_is_printed_for_the_makers_holds_a_secret() {
    let secret = || Password::new("geheim");
    let act = Effect::Kluis(KluisAct::Create(secret()));
    let msg = Msg::Kluis(KluisNews::Created(secret()));
    assert_eq!(format!("{act:?} {msg:?}"), "Kluis(Create) Kluis(Created)");
}

#[test]
fn what_is_chosen_is_marked_without_colour_too() {
    for name in ["start", "checklists", "vraag", "gemeente", "instellingen", "signalen-vinkje", "weggaan"] {
        let robot = super::screens::screen(name).robot(WIDE);
        let marked = robot.screen().contains('▸');
        assert!(marked || name == "weggaan", "{name}");
    }
}

/// Keys that somebody may press in any order. Not `p`, which prints, and not `o`, which saves among the documents of
/// whoever runs the tests.
fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Enter",
        "Enter",
        "Enter",
        "Esc",
        "Left",
        "Right",
        "Up",
        "Down",
        "Down",
        "Tab",
        "Shift-Tab",
        "Space",
        "PgUp",
        "PgDn",
        "Home",
        "End",
        "Backspace",
        "Delete",
        "1",
        "1",
        "2",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "u",
        "w",
        "b",
        "a",
        "s",
        "g",
        "k",
        "m",
        "/",
        "?",
        "F1",
        "F2",
        "F9",
        "F10",
        "Ctrl-P",
        "Ctrl-N",
        "Ctrl-L",
        "Ctrl-U",
        "Ctrl-K",
        "e",
        "r",
        "é",
        "中",
        "~",
        "[",
        "F12",
        "Ctrl-Z",
    ])
}

/// What else may be pressed or happen with a kluis; letters of its password among them.
fn any_event() -> impl Strategy<Value = &'static str> {
    let more = vec!["9", "9", "f", "l", "p", "Ctrl-T", "Ctrl-R", "Ctrl-B", "[wachtwoord]", "[klaar]", "[op slot]"];
    prop_oneof![any_key(), prop::sample::select(more)]
}

proptest! {
    #![proptest_config(cases(48))]

    /// The robot looks at every frame, and the played kluis at what is asked of it.
    #[test]
    fn whatever_happens_with_a_kluis_nothing_of_it_is_seen_while_it_is_locked(
        state in prop::sample::select(vec![KluisState::None, KluisState::Locked, KluisState::Open, KluisState::ReadOnly]),
        events in prop::collection::vec(any_event(), 1..60),
        slow in any::<bool>(),
        narrow in any::<bool>(),
    ) {
        let mut robot = Robot::with(CHOSEN);
        robot.with_kluis(state).kluis(|played| played.slow = slow).size(if narrow { NARROW } else { WIDE });
        for event in events {
            match event {
                "[wachtwoord]" if robot.rows()[0].contains(" Kluis openen") && !robot.sees("Herstelletters") => {
                    robot.unlock()
                }
                "[klaar]" if robot.played().view.busy.is_some() => robot.finish(),
                "[op slot]" if robot.played().view.state.is_open() && robot.played().view.busy.is_none() => {
                    robot.locks()
                }
                "[klaar]" | "[op slot]" | "[wachtwoord]" => &mut robot,
                // Shown on purpose.
                "Ctrl-T" => &mut robot,
                key => robot.press(key),
            };
        }
    }

    /// The robot looks at every frame: see [`Robot`].
    #[test]
    fn whatever_is_pressed_every_frame_is_whole(
        keys in prop::collection::vec(any_key(), 1..60),
        sizes in prop::collection::vec((1..130_u16, 1..50_u16), 0..4),
    ) {
        let mut robot = Robot::with(CHOSEN);
        for (at, key) in keys.iter().enumerate() {
            // A real kluis is for another test.
            if robot.rows().iter().any(|row| row.contains("▸ 9  Kluis") || row.contains("▸ Kluis")) {
                robot.press("Up");
            }
            robot.press(key);
            if let Some(size) = sizes.get(at / 4).filter(|_| at % 4 == 3) {
                robot.size(*size).press(key).size(NARROW);
            }
        }
    }
}
