//! Forms with every kind of field, on a screen of the test's own.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use aandacht::domain::gesprek::{Draft, Effect, Field, FieldFault, FieldKind, Form, Msg};
use aandacht::ui::look::Look;
use aandacht::ui::{Ctx, FormEvent, FormView, Screen, Shown};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::common::robot::{NARROW, Robot, WIDE};

fn pairs(labels: &[(&str, &str)]) -> Vec<(String, String)> {
    labels.iter().map(|(id, label)| ((*id).to_owned(), (*label).to_owned())).collect()
}

/// A note of a casus, as it may become.
pub fn note() -> Form {
    let soorten = pairs(&[("waarneming", "Waarneming"), ("uitspraak", "Uitspraak"), ("duiding", "Duiding")]);
    let bij = pairs(&[("ouder", "Ouder"), ("kind", "Kind"), ("collega", "Collega")]);
    Form::new(
        "Notitie",
        vec![
            Field::new("soort", "Soort", "Zelf gezien, gehoord, of wat u ervan denkt?", FieldKind::Choice(soorten)),
            Field::new("van", "Van", "Wie zei het?", FieldKind::Text).when("soort", &["uitspraak"]),
            Field::new("bij", "Wie waren erbij?", "Vink aan wie erbij waren.", FieldKind::Many(bij)),
            Field::new("tekst", "Wat gebeurde er?", "Schrijf op wat u zag of hoorde.", FieldKind::Long),
            Field::new("waar", "Waar", "Waar was dit?", FieldKind::Text),
        ],
    )
}

/// What came of a screen, for the test to look at.
pub type Seen = Rc<RefCell<(Draft, Vec<FormEvent>)>>;

/// A screen with a form that refuses an empty text.
struct Note {
    form: FormView,
    seen: Seen,
}

impl Screen for Note {
    fn update(&mut self, msg: &Msg, cx: &Ctx<'_>) -> Vec<Effect> {
        let event = self.form.update(msg, cx);
        if event != FormEvent::Nothing {
            self.seen.borrow_mut().1.push(event);
        }
        match event {
            FormEvent::Submit if self.form.answers().get("tekst").is_empty() => {
                self.form.refuse(vec![FieldFault::new("tekst", "Schrijf eerst iets op.")]);
            }
            FormEvent::Submit => {
                self.seen.borrow_mut().0 = self.form.answers();
                return vec![Effect::Close];
            }
            FormEvent::Leave if self.form.may_leave() => return vec![Effect::Close],
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        self.form.draw(area, buf, look);
    }

    fn header(&self) -> (String, String) {
        (self.form.form().title.to_string(), String::new())
    }

    fn keys(&self) -> Vec<Shown> {
        self.form.keys()
    }

    fn typing(&self) -> bool {
        self.form.typing()
    }
}

/// The form on a screen, and what comes of it.
fn noting(draft: Draft) -> (Robot, Seen) {
    let mut robot = Robot::start();
    let seen = Seen::default();
    robot.shows(Note { form: FormView::new(note(), draft), seen: Rc::clone(&seen) });
    (robot, seen)
}

#[test]
fn every_kind_of_field_can_be_filled_and_ctrl_s_hands_the_answers_over() {
    let (mut robot, seen) = noting(Draft::default());
    robot
        .see("1  Waarneming")
        .see("3  Duiding")
        .not_see("▸ 1")
        .keys("Right Right")
        .see("▸ 2  Uitspraak")
        .see("Uitspraak")
        .see(" Van ");
    robot.press("Enter").typ("moeder").press("Enter").see("Vink aan").keys("Space Down Down Space");
    robot.see("[✓] Ouder").see("[ ] Kind").see("[✓] Collega").press("Enter");
    robot.typ("Eerste regel").press("Enter").typ("tweede").see("Enter nieuwe regel").press("Ctrl-S");
    robot.see("Wat wilt u doen?");
    let draft = &seen.borrow().0;
    let values = ["soort", "van", "bij", "tekst", "waar"].map(|field| draft.get(field));
    assert_eq!(values, ["uitspraak", "moeder", "ouder collega", "Eerste regel\ntweede", ""]);
}

#[test]
fn enter_goes_on_and_hands_over_only_from_the_last_field() {
    let (mut robot, seen) = noting(Draft::default());
    robot.keys("Enter Enter").see("Schrijf op wat u zag").keys("Enter Enter").see("Schrijf op wat u zag");
    robot.typ("x").press("Tab").see("Waar was dit?").press("Enter").see("Wat wilt u doen?");
    assert_eq!(seen.borrow().0.get("tekst"), "\n\nx");
}

#[test]
fn a_field_that_is_not_asked_keeps_what_was_typed_and_is_not_handed_over() {
    let (mut robot, seen) = noting(Draft::default());
    robot.keys("Right Right Tab").typ("vader").keys("Up Right").see("Duiding").not_see("vader").press("Left");
    robot.see("vader").press("Right").keys("Tab Tab").typ("x").press("F5");
    let draft = &seen.borrow().0;
    assert_eq!((draft.get("soort"), draft.get("van")), ("duiding", ""));
}

#[test]
fn a_fault_stands_under_its_field_which_comes_in_sight() {
    for size in [WIDE, NARROW] {
        let (mut robot, seen) = noting(Draft::default());
        robot.size(size).press("Ctrl-S").see("! Schrijf eerst iets op.").see("Wat gebeurde er?");
        robot.typ("Nu wel.").press("Ctrl-S").see("Wat wilt u doen?");
        assert_eq!(seen.borrow().0.get("tekst"), "Nu wel.");
    }
}

#[test]
fn leaving_a_changed_form_asks_once() {
    let (mut robot, _) = noting(Draft::default());
    robot.press("Esc").see("Wat wilt u doen?");
    let (mut robot, _) = noting(Draft::default());
    robot.keys("Right Esc").see("Niet bewaard.").press("Tab").not_see("Niet bewaard.").keys("Esc Esc");
    robot.see("Wat wilt u doen?");
}

#[test]
fn moving_to_another_field_and_changing_something_is_reported() {
    let (mut robot, seen) = noting(Draft::default());
    robot.keys("Right Tab Space Tab").typ("a").keys("Left Shift-Tab");
    let events = [
        FormEvent::Changed,
        FormEvent::FocusMoved,
        FormEvent::Changed,
        FormEvent::FocusMoved,
        FormEvent::Changed,
        FormEvent::FocusMoved,
    ];
    assert_eq!(seen.borrow().1, events, "a cursor that moves is nothing");
}

#[test]
fn undo_stays_within_a_field_and_survives_a_visit_to_another() {
    let (mut robot, _) = noting(Draft::default());
    robot.keys("Tab Tab").typ("abc").keys("Tab").typ("x").keys("Ctrl-Z Ctrl-Z Ctrl-Z Shift-Tab").see("abc");
    robot.keys("Ctrl-Z Ctrl-Z").see("│ a").not_see("abc").keys("Ctrl-Y F7").see("abc").keys("F6 F6 F6").not_see("│ a");
    let mut draft = Draft::default();
    draft.set("waar", "school");
    let (mut robot, _) = noting(draft);
    robot.press("Shift-Tab").typ("thuis").see("thuis").not_see("school");
    robot.times(6, "Ctrl-Z").see("school");
}

#[test]
fn a_long_text_is_wrapped_at_words_and_its_cursor_is_always_in_sight() {
    for (width, height) in [WIDE, NARROW] {
        let (mut robot, _) = noting(Draft::default());
        robot.size((width, height)).keys("Tab Tab");
        robot.paste(&"Een zin met heel gewone woorden erin. ".repeat(60)).typ("EINDE").see("EINDE");
        for row in robot.rows().iter().filter(|row| row.contains('│')) {
            let text = row.split_once('│').map_or("", |(_, text)| text).trim();
            let known = ["Een", "zin", "met", "heel", "gewone", "woorden", "erin.", "EINDE", "↓"];
            assert!(text.split(' ').all(|word| word.is_empty() || known.contains(&word)), "{row}");
        }
        robot
            .times(80, "PgUp")
            .press("Home")
            .typ("BEGIN")
            .see("BEGINEen zin")
            .not_see("EINDE")
            .see("Schrijf op wat u zag");
        robot.times(80, "PgDn").see("EINDE");
    }
}

#[test]
fn a_click_puts_the_cursor_there_and_ticks() {
    let mut robot = Robot::with(crate::common::robot::Setup { instellingen: "muis = true\n", ..Default::default() });
    let seen = Seen::default();
    robot.shows(Note { form: FormView::new(note(), Draft::default()), seen: Rc::clone(&seen) });
    robot.click("Wie waren erbij").see("[ ] Kind").click("Kind").see("[✓] Kind").click("Wat gebeurde");
    robot.typ("abc").press("Enter").typ("def").click("bc").typ("!").see("a!bc").wheel().typ("?").see("de?f");
}

#[test]
fn a_key_in_a_form_with_a_hundred_kilobytes_is_quick() {
    let (mut robot, _) = noting(Draft::default());
    robot.keys("Tab Tab").paste(&"woorden over wat er gebeurde ".repeat(3_600));
    let mut quickest = Duration::MAX;
    for key in ["a", "Up", "b", "Backspace", "Enter", "c"] {
        let from = Instant::now();
        robot.press(key);
        quickest = quickest.min(from.elapsed());
    }
    // The robot looks at every cell as well; the bench says what a key costs without it.
    assert!(quickest < Duration::from_millis(100), "{quickest:?}");
}
