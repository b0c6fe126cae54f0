//! Text that is not kept yet: it goes to the kluis by itself, quietly, and never gets lost on the way.

use aandacht::domain::gesprek::{Draft, Effect, Msg};
use aandacht::domain::kluis::{Batch, Favoriet, FavorietSoort, Key as Place, KluisState};
use aandacht::ui::look::Look;
use aandacht::ui::{Ctx, FormEvent, FormView, Screen, Shown};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::form::note;
use crate::common::robot::Robot;

/// A form whose text is kept as a draft.
struct Keeps(FormView);

impl Screen for Keeps {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        match self.0.update(msg, cx) {
            FormEvent::FocusMoved => vec![Effect::KeepDraft],
            FormEvent::Leave => vec![Effect::Close],
            _ => Vec::new(),
        }
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.0.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        ("Notitie".to_owned(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        self.0.keys()
    }

    fn typing(&self) -> bool {
        self.0.typing()
    }

    fn draft(&self) -> Option<Batch> {
        let text = self.0.draft().get("tekst");
        (!text.is_empty())
            .then(|| Batch::put(Place::Named("concept".to_owned()), Favoriet::new(FavorietSoort::Naslag, text)))
    }
}

/// Somebody is writing.
fn writing() -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).shows(Keeps(FormView::new(note(), Draft::default()))).keys("Tab Tab");
    robot
}

fn asked(robot: &Robot) -> Vec<&str> {
    robot.played().asked.iter().map(String::as_str).collect()
}

/// Whether this text is in the kluis.
fn is_kept(robot: &mut Robot, text: &str) -> bool {
    robot.played().holds_favoriet(text)
}

#[test]
fn two_seconds_after_typing_it_is_kept_and_nobody_is_told() {
    let mut robot = writing();
    robot.typ("abc");
    assert!(asked(&robot).is_empty());
    robot.two_seconds().not_see("Opgeslagen").see("abc");
    assert!(is_kept(&mut robot, "abc"));
    robot.two_seconds();
    assert_eq!(asked(&robot), ["Keep"], "what is kept is not written again");
    robot.typ("d").two_seconds();
    assert!(is_kept(&mut robot, "abcd"));
}

#[test]
fn another_field_another_screen_and_leaving_keep_it_at_once() {
    for keys in ["Tab", "F9", "F1", "Esc", "Ctrl-P"] {
        let mut robot = writing();
        robot.typ("abc").press(keys);
        assert_eq!(asked(&robot), ["Keep"], "{keys}");
        assert!(is_kept(&mut robot, "abc"));
    }
}

#[test]
fn it_is_kept_before_the_kluis_is_locked_and_stays_on_screen() {
    let mut robot = writing();
    robot.typ("abc").press("F10");
    assert!(robot.is_hidden());
    assert_eq!(asked(&robot), ["Keep", "Lock"]);
    robot.press("Enter").unlock().see("abc");
    assert_eq!(asked(&robot), ["Keep", "Lock", "Open"]);
    assert!(is_kept(&mut robot, "abc"));
}

#[test]
fn a_writing_that_fails_is_told_and_tried_again() {
    let mut robot = writing();
    robot.kluis(|played| played.fails = true).typ("abc").two_seconds().see("Nog niet bewaard.").see("abc");
    robot.press("Home").kluis(|played| played.fails = false).two_seconds().not_see("Nog niet bewaard.");
    assert!(is_kept(&mut robot, "abc"));
    assert_eq!(asked(&robot), ["Keep", "Keep"]);
}

#[test]
fn the_text_of_a_screen_that_was_left_is_not_lost_when_its_writing_fails() {
    let mut robot = writing();
    robot.kluis(|played| played.fails = true).typ("abc").press("Esc").see("Nog niet bewaard.");
    robot.kluis(|played| played.fails = false).two_seconds();
    assert!(is_kept(&mut robot, "abc"));
}

#[test]
fn while_the_kluis_is_at_work_it_waits_for_the_answer() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::Open).press("9").kluis(|played| played.slow = true).press("1");
    robot.shows(Keeps(FormView::new(note(), Draft::default()))).keys("Tab Tab").typ("abc").press("Tab");
    assert_eq!(asked(&robot), ["BackUp"]);
    robot.kluis(|played| played.slow = false).finish();
    assert_eq!(asked(&robot), ["BackUp", "Keep"]);
    assert!(is_kept(&mut robot, "abc"));
}

#[test]
fn without_an_open_kluis_nothing_is_asked() {
    let mut robot = Robot::start();
    robot.with_kluis(KluisState::None).shows(Keeps(FormView::new(note(), Draft::default())));
    robot.keys("Tab Tab").typ("abc").two_seconds().press("Tab");
    assert!(asked(&robot).is_empty());
}
