//! What holds of every walk through every tree.

use std::collections::BTreeSet;
use std::sync::Arc;

use aandacht::domain::boom::{Boom, routes};
use aandacht::domain::walk::{Answer, Walk, possible};
use proptest::prelude::*;
use serde_json::Value;

use super::shown;
use crate::common::dice::{Dice, plain_trees};
use crate::common::reference::{self, Files, RefWalk};
use crate::common::{built, cases};

/// A tree with everything in it, and dice for the answers.
fn trees() -> impl Strategy<Value = (Vec<Value>, Vec<u8>)> {
    (prop::collection::vec(any::<u8>(), 0..90), prop::collection::vec(any::<u8>(), 0..24))
        .prop_map(|(shape, rolls)| (plain_trees(&mut Dice::of(&shape)), rolls))
}

/// The next answer that the dice choose, with ticks where there is something to tick.
fn next_answer(walk: &Walk, dice: &mut Dice<'_>) -> Option<Answer> {
    let spot = walk.open()?;
    let mut answer = Answer::new(spot.path(), dice.one(&possible(spot).iter().map(String::as_str).collect::<Vec<_>>()));
    if spot.knoop().type_name() == "lijst" {
        answer.aangevinkt = ["s1", "s2", "s3"].into_iter().filter(|_| dice.chance(40)).map(str::to_owned).collect();
    }
    Some(answer)
}

/// A walk of at most this many answers.
fn roll(boom: &Arc<Boom>, dice: &mut Dice<'_>, most: usize) -> Walk {
    let mut walk = Walk::new(boom);
    for _ in 0..most {
        let Some(answer) = next_answer(&walk, dice) else { break };
        walk.answer(answer).expect("a possible answer fits");
    }
    walk
}

/// Gives these answers as long as the walk asks for one of them; which were given.
fn take_up(walk: &mut Walk, answers: &[Answer]) -> Vec<Answer> {
    let mut taken = Vec::new();
    while let Some(path) = walk.open().map(|spot| spot.path()) {
        let Some(answer) = answers.iter().find(|answer| answer.knoop == path) else { break };
        walk.answer(answer.clone()).expect("the same node takes the same answer");
        taken.push(answer.clone());
    }
    taken
}

/// The paths of every node that any answers can still lead this walk to.
fn paths_ahead(files: &[Value], walk: &Walk) -> BTreeSet<String> {
    let index = Files::of(files);
    let mut here = RefWalk::new(&index, "buiten");
    walk.answers().for_each(|answer| here.answer(&index, &answer.antwoord));
    let mut open = vec![here];
    let mut found = BTreeSet::new();
    while let Some(walk) = open.pop() {
        if !found.insert(walk.path()) {
            continue;
        }
        for answer in walk.possible() {
            let mut next = walk.clone();
            next.answer(&index, answer);
            open.push(next);
        }
    }
    found
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn a_walk_goes_where_the_file_says((files, rolls) in trees()) {
        let boom = built(files.clone(), "buiten");
        let index = Files::of(&files);
        let mut expected = RefWalk::new(&index, "buiten");
        let mut walk = Walk::new(&boom);
        let mut dice = Dice::of(&rolls);
        while let Some(answer) = next_answer(&walk, &mut dice) {
            prop_assert_eq!(walk.open().map(|spot| spot.path()), Some(expected.path()));
            prop_assert_eq!(possible(walk.open().expect("open")), expected.possible());
            expected.answer(&index, &answer.antwoord);
            walk.answer(answer).expect("a possible answer fits");
        }
        prop_assert!(expected.is_done());
        let outcome = walk.outcome().expect("nothing is open");
        prop_assert_eq!(&outcome.id, reference::text(&expected.here()["id"]));
        let doubts: Vec<String> = walk.open_doubts().into_iter().map(|at| walk.steps()[at].spot.path()).collect();
        prop_assert_eq!(doubts, expected.doubts().into_iter().map(|(path, _)| path).collect::<Vec<_>>());
        let ended: Vec<(String, String)> = expected.events.iter().filter_map(|event| match event {
            reference::Event::Ended { deelboom, uitkomst } => {
                Some((format!("{deelboom}/{}", reference::text(&uitkomst["id"])), reference::text(&uitkomst["titel"]).to_owned()))
            }
            _ => None,
        }).collect();
        let passed: Vec<(String, String)> =
            walk.passed().iter().map(|passed| (passed.spot.path(), passed.spot.knoop().prompt().to_owned())).collect();
        prop_assert_eq!(passed, ended);
    }

    #[test]
    fn back_after_an_answer_restores_the_walk((files, rolls) in trees()) {
        let boom = built(files, "buiten");
        let mut walk = Walk::new(&boom);
        let mut dice = Dice::of(&rolls);
        let mut before = vec![shown(&walk)];
        while let Some(answer) = next_answer(&walk, &mut dice) {
            walk.answer(answer.clone()).expect("a possible answer fits");
            let after = shown(&walk);
            prop_assert_eq!(walk.back(), Some(answer.clone()));
            prop_assert_eq!(Some(&shown(&walk)), before.last());
            walk.answer(answer).expect("it fitted a moment ago");
            prop_assert_eq!(&shown(&walk), &after);
            before.push(after);
        }
        // And all the way back.
        while let Some(expected) = before.pop() {
            prop_assert_eq!(shown(&walk), expected);
            prop_assert_eq!(walk.back().is_some(), !before.is_empty());
        }
    }

    #[test]
    fn replaying_the_answers_gives_the_live_walk((files, rolls) in trees(), most in 0..20_usize) {
        let boom = built(files, "buiten");
        let walk = roll(&boom, &mut Dice::of(&rolls), most);
        let stored = serde_json::to_string(&walk.answers().collect::<Vec<_>>()).expect("answers are JSON");
        let read: Vec<Answer> = serde_json::from_str(&stored).expect("answers read back");
        let replayed = Walk::replay(&boom, read).expect("they fitted before");
        prop_assert_eq!(shown(&replayed), shown(&walk));
        prop_assert_eq!(replayed, walk);
    }

    #[test]
    fn an_answer_that_does_not_fit_changes_nothing_and_is_named((files, rolls) in trees(), most in 0..12_usize) {
        let boom = built(files, "buiten");
        let mut dice = Dice::of(&rolls);
        let mut walk = roll(&boom, &mut dice, most);
        let before = shown(&walk);
        let here = walk.open().map(|spot| spot.path());
        let asked = here.clone().unwrap_or_else(|| "q0".to_owned());
        let mut wrong = vec![
            Answer::new("nergens", "ja"),
            Answer::new("buiten/q0", "ja"),
            Answer::new("", ""),
            Answer::new(format!("{asked}/"), "ja"),
            Answer::new(asked.clone(), "misschien"),
            Answer::new(asked.clone(), ""),
            Answer::new(asked.clone(), "Ja"),
            Answer { aangevinkt: vec!["s9".to_owned()], ..Answer::new(asked.clone(), "verder") },
            Answer { aangevinkt: vec!["s1".to_owned()], ..Answer::new(asked, "ja") },
        ];
        for step in walk.steps() {
            wrong.push(step.answer.clone());
        }
        for answer in wrong {
            let given = answer.knoop.clone();
            let misfit = walk.answer(answer.clone()).expect_err("it does not fit");
            prop_assert_eq!(misfit.node(), &given);
            prop_assert!(misfit.to_string().contains(&given), "{}", misfit);
            prop_assert_eq!(&shown(&walk), &before, "{:?} changed the walk", answer);
        }
    }

    #[test]
    fn revising_keeps_what_still_holds_and_reports_the_rest((files, rolls) in trees(), at in 0..8_usize) {
        let boom = built(files.clone(), "buiten");
        let mut dice = Dice::of(&rolls);
        let walk = roll(&boom, &mut dice, 20);
        prop_assume!(at < walk.steps().len());
        let other = dice.one(&possible(&walk.steps()[at].spot).iter().map(String::as_str).collect::<Vec<_>>()).to_owned();
        let changed = Answer::new(walk.steps()[at].spot.path(), other);
        let mut revised = walk.clone();
        let revision = revised.revise(at, changed.clone()).expect("a possible answer fits");

        // What holds, said once more: the old answers, taken in the order in which the new road asks for them; what
        // can still come up behind an unanswered node waits; the rest has lost its place.
        let later: Vec<Answer> = walk.answers().skip(at + 1).cloned().collect();
        let mut expected = Walk::replay(&boom, walk.answers().take(at).cloned().chain([changed])).expect("it fits");
        let kept = take_up(&mut expected, &later);
        prop_assert_eq!(shown(&revised), shown(&expected));
        prop_assert_eq!(revision.kept, kept.len());
        let ahead = paths_ahead(&files, &expected);
        let left = later.into_iter().filter(|answer| !kept.contains(answer));
        let (waiting, dropped): (Vec<Answer>, Vec<Answer>) = left.partition(|answer| ahead.contains(&answer.knoop));
        prop_assert_eq!(&revision.waiting, &waiting);
        prop_assert_eq!(&revision.dropped, &dropped);

        // Whatever is answered next, resuming takes up what waited as far as the road asks for it, and no more.
        while let Some(answer) = next_answer(&revised, &mut dice) {
            revised.answer(answer.clone()).expect("a possible answer fits");
            expected.answer(answer).expect("the walks are the same");
            let taken = take_up(&mut expected, &waiting);
            prop_assert_eq!(revised.resume(), taken.len());
            prop_assert_eq!(shown(&revised), shown(&expected));
        }
        prop_assert_eq!(revised.resume(), 0);
    }

    #[test]
    fn revising_to_the_same_answer_changes_nothing((files, rolls) in trees(), at in 0..8_usize) {
        let boom = built(files, "buiten");
        let walk = roll(&boom, &mut Dice::of(&rolls), 20);
        prop_assume!(at < walk.steps().len());
        let mut revised = walk.clone();
        let revision = revised.revise(at, walk.steps()[at].answer.clone()).expect("it fitted before");
        prop_assert_eq!(shown(&revised), shown(&walk));
        prop_assert_eq!(revision.kept, walk.steps().len() - at - 1);
        prop_assert_eq!((revision.waiting, revision.dropped), (Vec::new(), Vec::new()));
    }

    #[test]
    fn every_route_of_a_tree_without_deelbomen_is_a_walk_to_its_outcome((files, _) in trees()) {
        let boom = built(files.clone(), "diep");
        let found = routes(&boom);
        for route in &found {
            let road = route.steps.iter().map(|(knoop, antwoord)| Answer::new(knoop.clone(), antwoord.clone()));
            let walk = Walk::replay(&boom, road).expect("a route is a walk");
            prop_assert_eq!(walk.outcome().map(|outcome| outcome.id), Some(route.outcome.clone()));
        }
        let mut count = 0;
        reference::every_walk(&Files::of(&files), "diep", |_| count += 1);
        prop_assert_eq!(found.len(), count, "every walk is one route, and none is listed twice");
    }
}
