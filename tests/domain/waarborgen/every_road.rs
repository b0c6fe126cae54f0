//! The pass that proves the rules against walking every road of small composed trees and judging each walk by the
//! text of the rules.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{actions, named};
use crate::common::dice::{Dice, outcome_ids, reachable};
use crate::common::reference::{Event, Files, RefWalk, every_walk, list, text};
use crate::common::{
    MemoryLibrary, actie, afwegingskader, also, cases, deelboom, handeling, in_node, mark, tree, uitkomst, vraag, with,
};

/// The rules that this walk breaks, read from the specification and evaluated on what happened; 0 as in [`named`].
fn broken_by(files: &Files<'_>, root: &str, walk: &RefWalk<'_>) -> BTreeSet<usize> {
    let outcome = walk.here();
    let melden = text(&outcome["melden"]);
    let current = |question: &str| {
        walk.events.iter().rev().find_map(|event| match event {
            Event::Answered { vraag, antwoord, .. } if vraag["id"] == question => Some(text(&antwoord["id"])),
            _ => None,
        })
    };
    let is = |question: &str, answer: &str| current(question) == Some(answer);
    let shown = walk.actions("", outcome);
    let doubts = walk.doubts();
    let brings = |antwoord: &Value, kenmerken: &[&str]| {
        list(&antwoord["kenmerken"]).iter().any(|kenmerk| kenmerken.contains(&text(kenmerk)))
    };
    let mut broken = BTreeSet::new();
    let mut unless = |rule: usize, holds: bool| {
        if !holds {
            broken.insert(rule);
        }
    };

    unless(1, !(is("v1", "ja") && is("v2", "ja")) || melden == "ja");
    let all_five = is("v2", "nee") && ["v3", "v4", "v5"].into_iter().all(|question| is(question, "ja"));
    unless(2, !(is("v1", "ja") && melden == "nee") || all_five);
    unless(3, !["v1", "v2", "v3", "v4", "v5"].into_iter().any(|question| is(question, "twijfel")) || melden != "nee");
    unless(4, files.vorm(root) != "check" || doubts.is_empty() || outcome["vervolg"] != "sluiten");

    let acute = walk.events.iter().any(|event| match event {
        Event::Answered { antwoord, .. } => brings(antwoord, &["acuut-gevaar"]),
        _ => false,
    });
    let first_two: Vec<&str> = shown.iter().take(2).map(|actie| text(&actie["contact"])).collect();
    unless(5, !(acute || is("v2", "ja")) || first_two == ["noodnummer", "veilig-thuis"]);

    // Rule 6, in the order in which the user meets it: the road, then the outcome with its actions, those that doubts
    // add, and those of the checks that were passed and not taken over.
    let mut expert_due = false;
    let mut in_order = true;
    let mut meet = |contact: &str, expert_due: &mut bool| match contact {
        "veilig-thuis" | "deskundige" => *expert_due = false,
        "gesprek-betrokkenen" | "navraag-kring" => in_order &= !*expert_due,
        _ => {}
    };
    for event in &walk.events {
        match event {
            Event::Answered { antwoord, .. } => {
                expert_due |= brings(antwoord, &["onthulling", "eer", "huwelijksdwang", "vgv"]);
            }
            Event::Passed { knoop } => {
                list(&knoop["contact"]).iter().for_each(|contact| meet(text(contact), &mut expert_due));
            }
            Event::Ended { .. } => {}
        }
    }
    let added = doubts.iter().map(|(_, antwoord)| &antwoord["actie"]).filter(|actie| !actie.is_null());
    let beside = walk.events.iter().flat_map(|event| match event {
        Event::Ended { deelboom, uitkomst } if outcome["neemt_over"] != deelboom.as_str() => {
            walk.actions(&format!("{deelboom}/"), uitkomst)
        }
        _ => Vec::new(),
    });
    for actie in shown.iter().copied().chain(added).chain(beside) {
        meet(text(&actie["contact"]), &mut expert_due);
    }
    unless(6, in_order);

    if let Some(over) = outcome["neemt_over"].as_str() {
        unless(0, walk.ended(over).is_some_and(|inner| inner["melden"] == outcome["melden"]));
    }
    broken
}

/// Which trees are made.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Doubts and passed checks add no action with family or an expert.
    Plain,
    /// Anything the format allows.
    Everything,
}

/// A check, an afwegingskader, and a tree around both: mostly right, so that what is wrong stands alone.
fn small_composed(dice: &mut Dice<'_>, reach: Reach) -> Vec<Value> {
    let check = small_check(dice, reach);
    let kader = small_kader(dice, reach);
    let outer = small_outer(dice, reach, &check, &kader);
    vec![check, kader, outer]
}

const QUIET: [&[&str]; 4] = [&["collega"], &["geen"], &["gesprek-kind"], &["leiding", "collega"]];
const ANYBODY: [&[&str]; 9] = [
    &["collega"],
    &["gesprek-betrokkenen"],
    &["veilig-thuis"],
    &["navraag-kring"],
    &["deskundige"],
    &["noodnummer", "veilig-thuis"],
    &["deskundige", "gesprek-betrokkenen"],
    &["gesprek-kind", "navraag-kring"],
    &["veilig-thuis", "collega"],
];

/// A question whose *ja* may bring something to light and whose *twijfel* asks for somebody.
fn asking(dice: &mut Dice<'_>, reach: Reach, id: &str, targets: [&str; 3]) -> Value {
    let [ja, nee, twijfel] = targets;
    let mut question = vraag(id, &[("ja", ja), ("nee", nee), ("twijfel", twijfel)]);
    if dice.chance(35) {
        let kenmerk = dice.one(&["eer", "acuut-gevaar", "onthulling", "vgv", "huwelijksdwang"]);
        question = mark(question, "ja", json!({ "kenmerken": [kenmerk] }));
    }
    if reach == Reach::Everything && dice.chance(40) {
        let contact = dice.one(&["navraag-kring", "gesprek-betrokkenen", "deskundige", "geen"]);
        question = mark(question, "twijfel", json!({ "actie": actie(&format!("Na twijfel op {id}"), contact) }));
    }
    question
}

fn small_check(dice: &mut Dice<'_>, reach: Reach) -> Value {
    let contacts = if reach == Reach::Everything { &ANYBODY[..] } else { &QUIET[..] };
    let ends = [(); 3].map(|()| dice.one(&["open", "klaar"]));
    let second = asking(dice, reach, "k2", ends);
    let solving = dice.one(&["ja", "nee", "twijfel"]);
    let second = if dice.chance(50) { mark(second, solving, json!({ "lost_op": ["k1"] })) } else { second };
    let past = dice.one(&["k2", "klaar"]);
    let first = asking(dice, reach, "k1", ["k2", past, "k2"]);
    let vervolg = if dice.chance(40) { "sluiten" } else { "hulp" };
    let knopen = vec![
        first,
        second,
        uitkomst("open", "nvt", "meldcode", dice.one(contacts)),
        uitkomst("klaar", "nvt", vervolg, dice.one(contacts)),
    ];
    tree("kindcheck-test", ["check", "route"][dice.below(2)], reachable(knopen))
}

fn small_kader(dice: &mut Dice<'_>, reach: Reach) -> Value {
    let mut kader = afwegingskader();
    if reach == Reach::Plain {
        kader = in_node(kader, "hulp-helpt", |knoop| with(knoop, "/acties", actions(&["collega"])));
    }
    if dice.chance(40) {
        let question = dice.one(&["v1", "v2", "v3", "v4", "v5"]);
        let answer = dice.below(3);
        let mut targets = vec!["vraag-advies", "grens", "geen-effect", "acuut", "hulp-helpt", "geen-vermoeden"];
        targets.extend(["v2", "v3", "v4", "v5"].into_iter().filter(|later| *later > question));
        let target = dice.one(&targets);
        let leads_on = if question == "v2" { answer == 1 } else { answer == 0 && question != "v5" };
        let keeps_the_way = !leads_on;
        if keeps_the_way {
            kader = in_node(kader, question, |knoop| with(knoop, &format!("/antwoorden/{answer}/naar"), json!(target)));
        }
    }
    if dice.chance(20) {
        let outcome = dice.one(&["acuut", "grens", "geen-effect", "hulp-helpt", "vraag-advies", "geen-vermoeden"]);
        let melden = dice.one(&["ja", "advies", "nee", "nvt"]);
        kader = in_node(kader, outcome, |knoop| with(knoop, "/melden", json!(melden)));
    }
    if dice.chance(20) {
        let contacts = dice.one(&ANYBODY);
        kader = in_node(kader, "hulp", |knoop| with(knoop, "/contact", json!(contacts)));
    }
    let knopen = reachable(list(&kader["knopen"]).to_vec());
    with(kader, "/knopen", json!(knopen))
}

fn small_outer(dice: &mut Dice<'_>, reach: Reach, check: &Value, kader: &Value) -> Value {
    let ends = ["u-ja", "u-advies", "u-nee", "u-nvt"];
    // Parts of the road in their order; a part may be left out, or stepped over by an answer.
    let mut parts = vec!["q1"];
    parts.extend(["kindcheck", "h1", "q2", "afweging", "h2"].into_iter().filter(|_| !dice.chance(25)));
    let mut knopen = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let mut on = |percent: usize| match parts.get(at + 1) {
            Some(next) if !dice.chance(percent) => (*next).to_owned(),
            Some(_) if dice.chance(50) => parts[at + 1..][dice.below(parts.len() - at - 1)].to_owned(),
            _ => dice.one(&ends).to_owned(),
        };
        let targets = [on(15), on(15), on(15)];
        let ways = |dice: &mut Dice<'_>, inner: &Value| -> Vec<(String, String)> {
            outcome_ids(inner)
                .into_iter()
                .map(|outcome| {
                    let knoop = list(&inner["knopen"]).iter().find(|knoop| knoop["id"] == *outcome).expect("it exists");
                    let same = format!("u-{}", text(&knoop["melden"]));
                    let to = if inner["id"] == check["id"] || dice.chance(12) {
                        targets[dice.below(3)].clone()
                    } else {
                        same
                    };
                    (outcome, to)
                })
                .collect()
        };
        knopen.push(match *part {
            "kindcheck" | "afweging" => {
                let inner = if *part == "kindcheck" { check } else { kader };
                let ways = ways(dice, inner);
                let ways: Vec<(&str, &str)> = ways.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
                deelboom(part, text(&inner["id"]), &ways)
            }
            "h1" | "h2" => handeling(part, dice.one(&ANYBODY), &targets[0]),
            question => asking(dice, reach, question, [&targets[0], &targets[1], &targets[2]]),
        });
    }
    for end in ends {
        let melden = end.trim_start_matches("u-");
        let vervolg = dice.one(&["advies", "sluiten", "hulp"]);
        let contacts = if dice.chance(40) { dice.one(&ANYBODY) } else { &["noodnummer", "veilig-thuis"] };
        let outcome = uitkomst(end, melden, vervolg, contacts);
        let over = parts.contains(&"afweging") && dice.chance(50);
        knopen.push(if over { also(outcome, json!({ "neemt_over": "afweging" })) } else { outcome });
    }
    let mut knopen = reachable(knopen);
    if !knopen.iter().any(|knoop| knoop["id"] == "afweging") {
        knopen.iter_mut().filter_map(Value::as_object_mut).for_each(|knoop| drop(knoop.remove("neemt_over")));
    }
    tree("buiten", ["route", "check"][dice.below(2)], knopen)
}

/// What the pass says and what walking every road says, for a tree whose deelbomen are right.
fn compare(files: &[Value], library: &MemoryLibrary, id: &str) -> Result<bool, TestCaseError> {
    let mut expected = BTreeSet::new();
    let index = Files::of(files);
    every_walk(&index, id, |walk| expected.extend(broken_by(&index, id, walk)));
    let problems = library.build(id).err().unwrap_or_default();
    prop_assert_eq!(named(&problems), expected, "{}\n{:#?}", id, problems);
    Ok(problems.is_empty())
}

fn pass_agrees(shape: &[u8], reach: Reach) -> Result<(), TestCaseError> {
    let files = small_composed(&mut Dice::of(shape), reach);
    let library = MemoryLibrary::of(files.clone());
    let check = compare(&files, &library, "kindcheck-test")?;
    let kader = compare(&files, &library, "afwegingskader-test")?;
    let used = files[2].to_string();
    let uses = |id: &str| used.contains(&format!("\"boom\":\"{id}\""));
    if (check || !uses("kindcheck-test")) && (kader || !uses("afwegingskader-test")) {
        compare(&files, &library, "buiten")?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_pass_finds_what_walking_every_road_finds(shape in prop::collection::vec(any::<u8>(), 20..90)) {
        pass_agrees(&shape, Reach::Plain)?;
    }

    #[test]
    fn bug_the_pass_finds_what_walking_every_road_finds_whatever_doubts_and_checks_add(shape in prop::collection::vec(any::<u8>(), 20..90)) {
        pass_agrees(&shape, Reach::Everything)?;
    }
}
