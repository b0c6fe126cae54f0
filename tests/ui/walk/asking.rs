//! Questions and things to do.

use aandacht::domain::gesprek::{Reader, Turn};
use aandacht::domain::inhoud::Rol;
use aandacht::domain::walk::{Answer, Walk, possible};

use crate::common::robot::{NARROW, Robot, WIDE, squeezed};
use crate::ui::pictures::pictured;

#[test]
fn they_look_as_agreed() {
    for name in ["vraag", "vraag-afweging", "vraag-wacht", "vraag-uitleg", "handeling", "handeling-uitleg", "lijst"] {
        pictured(name);
    }
    for name in ["situatie", "bijzondere-weg", "kader"] {
        pictured(name);
    }
    pictured("waarom");
    pictured("begrippen");
}

#[test]
fn an_answer_leads_on_and_back_finds_it_chosen() {
    let mut robot = Robot::start();
    robot.press("1").see("▸ 1  Ja, er is nu gevaar");
    let first = robot.frame().clone();
    robot.keys("Down Enter").see("Gaat het om geweld door een collega");
    robot.press("Left").see("Is er nu direct gevaar voor iemand?").see("▸ 2  Nee");
    robot.press("Up");
    assert_eq!(*robot.frame(), first);
}

#[test]
fn backspace_and_left_go_back_but_not_before_the_first_question() {
    let mut robot = Robot::start();
    robot.press("1");
    let first = robot.frame().clone();
    robot.keys("Left Backspace");
    assert_eq!(*robot.frame(), first);
    robot.keys("2 Backspace Up");
    assert_eq!(*robot.frame(), first);
}

#[test]
fn a_digit_answers_at_once_and_one_too_high_does_nothing() {
    let mut robot = Robot::start();
    robot.press("1");
    let first = robot.frame().clone();
    robot.keys("7 5 9");
    assert_eq!(*robot.frame(), first);
    robot.press("2").see("Gaat het om geweld door een collega");
}

#[test]
fn a_click_answers() {
    Robot::start().press("1").click("Nee").see("Gaat het om geweld door een collega");
}

#[test]
fn the_steps_stand_beside_the_question_where_there_is_room() {
    let mut robot = Robot::start();
    robot.keys("1 2 2 1 2 4 8 3").see("✓ Vooraf").see("▸ 1 Signalen").see("  2 Overleg");
    robot.size(NARROW).not_see("2 Overleg").size(WIDE).see("2 Overleg");
}

#[test]
fn every_question_of_the_meldcode_says_that_it_is_a_draft() {
    let mut robot = Robot::start();
    robot.press("1");
    for answer in "2 2 1 2 4 8 3 1 1 3 1 2 1 1 2 1 1 1".split(' ') {
        robot.see("versie 2026.1 concept").press(answer);
    }
}

#[test]
fn why_names_the_answer_that_led_here_and_the_sources_with_their_certainty() {
    let mut robot = Robot::start();
    robot.keys("1 w").see("Dit is het begin: deze vraag komt altijd eerst.").see("zekerheid");
    robot.keys("Esc 2 w").see("Is er nu direct gevaar voor iemand?").see("koos: Nee.").see("https://");
}

#[test]
fn words_at_a_question_are_one_key_away() {
    let mut robot = Robot::start();
    robot.press("1");
    let before = robot.frame().clone();
    robot.press("b").see("Acute onveiligheid").press("Esc");
    assert_eq!(*robot.frame(), before);
}

#[test]
fn a_question_that_waits_for_its_test_is_never_shown_as_an_outcome() {
    let mut robot = Robot::walking("afwegingskader-basis", "v1=ja v2=nee v3=ja v4=ja hulp=verder");
    robot.see("Wacht op toets.").see("Toets s");
    robot.press("s").see("stand tot nu toe").see("Wacht op toets.").not_see("Professionele norm").not_see("Nu doen");
}

/// Every turn that the shipped trees can show, each reached once.
fn every_turn(robot: &Robot, mut look: impl FnMut(&Walk, &Turn)) {
    for id in ["meldcode-basis", "kindcheck", "mantelzorgcheck", "geweld-door-beroepskracht"] {
        let tree = robot.app().content.tree(id).expect("it ships");
        let mut seen = Vec::new();
        let mut open = vec![Walk::new(&tree)];
        while let Some(walk) = open.pop() {
            let (Some(spot), Some(turn)) = (walk.open(), Turn::of(&walk, Rol::default())) else { continue };
            if seen.contains(&turn.path) {
                continue;
            }
            seen.push(turn.path.clone());
            look(&walk, &turn);
            for answer in possible(spot) {
                let mut next = walk.clone();
                next.answer(Answer::new(turn.path.clone(), answer)).expect("it is possible");
                open.push(next);
            }
        }
    }
}

fn trail(walk: &Walk) -> String {
    walk.answers().map(|answer| format!("{}={} ", answer.knoop, answer.antwoord)).collect()
}

#[test]
fn the_question_and_its_first_answers_are_in_sight_at_every_turn() {
    every_turn(&Robot::start(), |walk, turn| {
        for size in [WIDE, NARROW] {
            let mut robot = Robot::walking(&walk.boom().kop().id, &trail(walk));
            robot.size(size).see(&turn.prompt);
            for choice in &turn.choices {
                robot.see(&choice.label);
            }
        }
    });
}

#[test]
fn asking_for_the_explanation_brings_it_into_sight_at_every_turn() {
    every_turn(&Robot::start(), |walk, turn| {
        let titles = turn.explain_titles();
        let Some(first) = titles.first() else { return };
        for size in [WIDE, NARROW] {
            let mut robot = Robot::walking(&walk.boom().kop().id, &trail(walk));
            robot.size(size);
            let before = robot.frame().clone();
            robot.press("u").see(first);
            assert_ne!(*robot.frame(), before, "something changed at {}", turn.path);
            robot.press("u");
            assert_eq!(*robot.frame(), before, "a second u takes it away at {}", turn.path);
        }
    });
}

#[test]
fn everything_at_every_turn_can_be_read_by_turning_pages() {
    every_turn(&Robot::start(), |walk, turn| {
        let mut robot = Robot::walking(&walk.boom().kop().id, &trail(walk));
        robot.size(NARROW).press("u");
        robot.times(20, "PgUp");
        let mut read = robot.text();
        for _ in 0..30 {
            read.push_str(&robot.press("PgDn").text());
        }
        let last = turn.explain.iter().rev().map(|block| block.text()).find(|text| !text.is_empty());
        let last = last.as_ref().map_or(turn.origin.as_str(), |text| text.as_str());
        let end: String = squeezed(last).chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
        assert!(read.contains(&end), "{end:?} at {}", turn.path);
    });
}

#[test]
fn bug_the_text_under_a_question_and_what_is_above_it_are_never_further_apart_than_a_row() {
    every_turn(&Robot::start(), |walk, turn| {
        let robot = Robot::walking(&walk.boom().kop().id, &trail(walk));
        let rows = robot.rows();
        let body: Vec<&str> =
            rows[2..rows.len() - 2].iter().filter_map(|row| row.split_once('│').map(|(_, text)| text.trim())).collect();
        let used = body.iter().rposition(|row| !row.is_empty()).unwrap_or(0);
        let apart = body[..used].windows(2).any(|pair| pair.iter().all(|row| row.is_empty()));
        assert!(!apart, "two blank rows at {}\n{}", turn.path, robot.framed());
    });
}
