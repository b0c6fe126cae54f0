//! The pass that proves the rules against walking every road of small composed trees and judging each walk by the
//! text of the rules.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::rules;
use crate::common::dice::{Dice, outcome_ids, reachable};
use crate::common::reference::{Event, Files, RefWalk, every_walk, list, text};
use crate::common::{
    MemoryLibrary, actie, afwegingskader, also, cases, deelboom, handeling, in_node, mark, tree, uitkomst, vraag, with,
};
use aandacht::domain::boom::Waarborgen;

/// The rules that this walk breaks, read from the specification and evaluated on what happened; `neemt_over` as in
/// [`rules`].
fn broken_by(files: &Files<'_>, root: &str, walk: &RefWalk<'_>) -> BTreeSet<String> {
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
    let seen = |kenmerk: &str| walk.events.iter().any(|event| brings(event, &[kenmerk]));
    let mut broken = BTreeSet::new();
    let mut unless = |rule: &str, holds: bool| {
        if !holds {
            broken.insert(rule.to_owned());
        }
    };

    unless("1", !(is("v1", "ja") && is("v2", "ja")) || melden == "ja");
    let all_five = is("v2", "nee") && ["v3", "v4", "v5"].into_iter().all(|question| is(question, "ja"));
    unless("2", !(is("v1", "ja") && melden == "nee") || all_five);
    unless("3", !["v1", "v2", "v3", "v4", "v5"].into_iter().any(|question| is(question, "twijfel")) || melden != "nee");
    unless("4", files.vorm(root) != "check" || doubts.is_empty() || outcome["vervolg"] != "sluiten");

    let first_two: Vec<&str> = shown.iter().take(2).map(|actie| text(&actie["contact"])).collect();
    unless("5", !(seen("acuut-gevaar") || is("v2", "ja")) || first_two == ["noodnummer", "veilig-thuis"]);

    let contacts = shown_contacts(walk);
    let family = ["gesprek-betrokkenen", "navraag-kring"];
    unless("6", in_order(walk, &contacts, &["onthulling", "eer", "huwelijksdwang", "vgv"], &family));
    unless("13", in_order(walk, &contacts, &["strafbaar"], &["gesprek-kind"]));

    let asked = |kenmerk: &str| {
        walk.events.iter().any(|event| match event {
            Event::Answered { vraag, .. } => {
                list(&vraag["antwoorden"]).iter().any(|antwoord| list(&antwoord["kenmerken"]).contains(&json!(kenmerk)))
            }
            Event::Passed { .. } | Event::Ended { .. } => false,
        })
    };
    let first = ["acuut-gevaar", "onthulling", "eer", "huwelijksdwang", "vgv"];
    unless("7", files.vorm(root) != "meldcode" || melden != "nee" || first.into_iter().all(asked));

    let says = |field: &str, subject: &str| said_in_view(walk).iter().any(|part| says(part, field, subject));
    unless("8", !seen("huwelijksdwang") || says("raadt_af", "nummer-in-telefoon"));
    unless("9", !(seen("vgv") && seen("acuut-gevaar")) || ["ja", "advies"].contains(&melden));
    unless(
        "10",
        !root.ends_with("-mondzorg") || !anywhere(walk).iter().any(|node| tells_somewhere(node, "verwijsindex")),
    );
    let doubted = root.ends_with("-onderwijs") && is("v2", "twijfel");
    unless("11a", !doubted || ["ja", "advies"].contains(&melden));
    let after_v2 = walk.events.iter().skip_while(|event| !asks(event, "v2"));
    unless("11b", !doubted || !after_v2.clone().any(|event| ["v3", "v4", "v5"].iter().any(|late| asks(event, late))));
    unless("12", !seen("scheiding") || says("raadt_aan", "beide-ouders"));
    unless("14", !seen("beroepskracht") || ["nvt", "advies"].contains(&melden));
    unless("15", !seen("vrijwilliger") || ["nvt", "advies"].contains(&melden));
    unless("16", !seen("eer") || says("raadt_af", "bemiddelen"));

    if let Some(over) = outcome["neemt_over"].as_str() {
        unless("neemt_over", walk.ended(over).is_some_and(|inner| inner["melden"] == outcome["melden"]));
    }
    broken
}

fn brings(event: &Event<'_>, kenmerken: &[&str]) -> bool {
    match event {
        Event::Answered { antwoord, .. } => {
            list(&antwoord["kenmerken"]).iter().any(|kenmerk| kenmerken.contains(&text(kenmerk)))
        }
        Event::Passed { .. } | Event::Ended { .. } => false,
    }
}

fn asks(event: &Event<'_>, question: &str) -> bool {
    matches!(event, Event::Answered { vraag, .. } if vraag["id"] == question)
}

/// The actions that an outcome shows in the order in which the user meets them: its own, those that doubts add, and
/// those of the checks that were passed and not taken over.
fn shown_actions<'a>(walk: &RefWalk<'a>) -> Vec<&'a Value> {
    let outcome = walk.here();
    let added = walk.doubts().into_iter().map(|(_, antwoord)| &antwoord["actie"]).filter(|actie| !actie.is_null());
    let beside = walk.events.iter().flat_map(|event| match event {
        Event::Ended { deelboom, uitkomst } if outcome["neemt_over"] != deelboom.as_str() => {
            walk.actions(&format!("{deelboom}/"), uitkomst)
        }
        _ => Vec::new(),
    });
    walk.actions("", outcome).into_iter().chain(added).chain(beside).collect()
}

fn shown_contacts<'a>(walk: &RefWalk<'a>) -> Vec<&'a str> {
    shown_actions(walk).into_iter().map(|actie| text(&actie["contact"])).collect()
}

/// Whether none of these contacts comes between an answer with one of these features and an expert: on the road, then
/// in what the outcome shows.
fn in_order(walk: &RefWalk<'_>, shown: &[&str], kenmerken: &[&str], later: &[&str]) -> bool {
    let mut expert_due = false;
    let mut in_order = true;
    let mut meet = |contact: &str, expert_due: &mut bool| {
        if ["veilig-thuis", "deskundige"].contains(&contact) {
            *expert_due = false;
        }
        in_order &= !(*expert_due && later.contains(&contact));
    };
    for event in &walk.events {
        expert_due |= brings(event, kenmerken);
        if let Event::Passed { knoop } = event {
            list(&knoop["contact"]).iter().for_each(|contact| meet(text(contact), &mut expert_due));
        }
    }
    shown.iter().for_each(|contact| meet(contact, &mut expert_due));
    in_order
}

/// What the user sees without asking for more: the points of tasks and the actions at the end.
fn said_in_view<'a>(walk: &RefWalk<'a>) -> Vec<&'a Value> {
    let points = walk.events.iter().flat_map(|event| match event {
        Event::Passed { knoop } => ["doel", "doen", "niet_doen", "vastleggen", "anders"]
            .into_iter()
            .flat_map(|name| list(&knoop[name]))
            .collect(),
        _ => Vec::new(),
    });
    points.chain(shown_actions(walk)).collect()
}

fn says(part: &Value, field: &str, subject: &str) -> bool {
    list(&part[field]).iter().any(|one| one == subject)
}

/// Every node on the walk.
fn anywhere<'a>(walk: &RefWalk<'a>) -> Vec<&'a Value> {
    let on_the_way = walk.events.iter().map(|event| match event {
        Event::Answered { vraag, .. } => *vraag,
        Event::Passed { knoop } => *knoop,
        Event::Ended { uitkomst, .. } => *uitkomst,
    });
    on_the_way.chain([walk.here()]).collect()
}

/// Whether anything in a node tells to do this subject.
fn tells_somewhere(value: &Value, subject: &str) -> bool {
    match value {
        Value::Object(map) => {
            says(value, "raadt_aan", subject) || map.values().any(|one| tells_somewhere(one, subject))
        }
        Value::Array(items) => items.iter().any(|one| tells_somewhere(one, subject)),
        _ => false,
    }
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
    if dice.chance(40) {
        let first = dice.one(&FEATURES);
        let second = dice.one(&["eer", "vgv", "acuut-gevaar", "scheiding"]);
        let both = if dice.chance(25) && first != second { json!([first, second]) } else { json!([first]) };
        question = mark(question, "ja", json!({ "kenmerken": both }));
    }
    if reach == Reach::Everything && dice.chance(40) {
        let contact = dice.one(&["navraag-kring", "gesprek-betrokkenen", "deskundige", "geen", "gesprek-kind"]);
        let action = advising(dice, actie(&format!("Na twijfel op {id}"), contact), 30);
        question = mark(question, "twijfel", json!({ "actie": action }));
    }
    if dice.chance(10) {
        let punt = advising(dice, json!({ "tekst": "Lees dit." }), 100);
        question = also(question, json!({ "uitleg": [{ "kop": "Meer", "punten": [punt] }] }));
    }
    question
}

const FEATURES: [&str; 9] = [
    "eer",
    "acuut-gevaar",
    "onthulling",
    "vgv",
    "huwelijksdwang",
    "scheiding",
    "strafbaar",
    "beroepskracht",
    "vrijwilliger",
];

/// A point or action that may warn against one subject or tell to do one.
fn advising(dice: &mut Dice<'_>, part: Value, percent: usize) -> Value {
    if !dice.chance(percent) {
        return part;
    }
    let (field, subject) = dice.one(&[
        ("raadt_af", "bemiddelen"),
        ("raadt_af", "nummer-in-telefoon"),
        ("raadt_aan", "beide-ouders"),
        ("raadt_aan", "verwijsindex"),
        ("raadt_af", "verwijsindex"),
    ]);
    also(part, json!({ field: [subject] }))
}

/// An outcome with actions of which some say what they advise.
fn ending(dice: &mut Dice<'_>, id: &str, melden: &str, vervolg: &str, contacts: &[&str]) -> Value {
    let outcome = uitkomst(id, melden, vervolg, contacts);
    let acties: Vec<Value> = list(&outcome["acties"]).iter().map(|actie| advising(dice, actie.clone(), 30)).collect();
    with(outcome, "/acties", json!(acties))
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
    let (open, klaar) = (dice.one(contacts), dice.one(contacts));
    let knopen = vec![
        first,
        second,
        ending(dice, "open", "nvt", "meldcode", open),
        ending(dice, "klaar", "nvt", vervolg, klaar),
    ];
    tree("kindcheck-test", ["check", "route"][dice.below(2)], reachable(knopen))
}

fn small_kader(dice: &mut Dice<'_>, reach: Reach) -> Value {
    let id = dice.one(&["afwegingskader-test", "afwegingskader-onderwijs", "afwegingskader-mondzorg"]);
    let mut kader = with(afwegingskader(), "/id", json!(id));
    if reach == Reach::Plain {
        kader = in_node(kader, "hulp-helpt", |knoop| with(knoop, "/acties", json!([actie("Overleg", "collega")])));
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
    let knopen: Vec<Value> = reachable(list(&kader["knopen"]).to_vec());
    let knopen: Vec<Value> = knopen.into_iter().map(|knoop| advising_outcome(dice, knoop)).collect();
    with(kader, "/knopen", json!(knopen))
}

fn advising_outcome(dice: &mut Dice<'_>, knoop: Value) -> Value {
    if knoop["type"] != "uitkomst" {
        return knoop;
    }
    let acties: Vec<Value> = list(&knoop["acties"]).iter().map(|actie| advising(dice, actie.clone(), 15)).collect();
    with(knoop, "/acties", json!(acties))
}

fn small_outer(dice: &mut Dice<'_>, reach: Reach, check: &Value, kader: &Value) -> Value {
    let ends = ["u-ja", "u-advies", "u-nee", "u-nvt"];
    // Parts of the road in their order; a part may be left out, or stepped over by an answer.
    let vorm = ["route", "check", "meldcode"][dice.below(3)];
    let mut parts = vec!["q1"];
    parts.extend(["alles"].into_iter().filter(|_| vorm == "meldcode"));
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
            "h1" | "h2" => {
                let task = handeling(part, dice.one(&ANYBODY), &targets[0]);
                let list = dice.one(&["doen", "niet_doen", "vastleggen"]);
                let punt = advising(dice, json!({ "tekst": "Let hierop." }), 60);
                also(task, json!({ list: [punt] }))
            }
            // Asks for everything that a meldcode has to ask for, when one comes by.
            "alles" => {
                let question = vraag(part, &[("ja", "u-advies"), ("nee", &targets[1]), ("twijfel", &targets[2])]);
                mark(
                    question,
                    "ja",
                    json!({ "kenmerken": ["acuut-gevaar", "onthulling", "eer", "huwelijksdwang", "vgv"] }),
                )
            }
            question => asking(dice, reach, question, [&targets[0], &targets[1], &targets[2]]),
        });
    }
    for end in ends {
        let melden = end.trim_start_matches("u-");
        let vervolg = dice.one(&["advies", "sluiten", "hulp"]);
        let contacts = if dice.chance(40) { dice.one(&ANYBODY) } else { &["noodnummer", "veilig-thuis"] };
        let outcome = ending(dice, end, melden, vervolg, contacts);
        let over = parts.contains(&"afweging") && dice.chance(50);
        knopen.push(if over { also(outcome, json!({ "neemt_over": "afweging" })) } else { outcome });
    }
    let mut knopen = reachable(knopen);
    if !knopen.iter().any(|knoop| knoop["id"] == "afweging") {
        knopen.iter_mut().filter_map(Value::as_object_mut).for_each(|knoop| drop(knoop.remove("neemt_over")));
    }
    // A meldcode that asks for nothing first is refused for that, before any rule is looked at.
    let vorm = if knopen.iter().any(|knoop| knoop["id"] == "alles") || vorm != "meldcode" { vorm } else { "route" };
    tree(dice.one(&["buiten", "buiten-mondzorg", "buiten-onderwijs"]), vorm, knopen)
}

/// What the pass says and what walking every road says, for a tree whose deelbomen are right: the rules broken.
fn compare(files: &[Value], library: &MemoryLibrary, id: &str) -> Result<BTreeSet<String>, TestCaseError> {
    let mut expected = BTreeSet::new();
    let index = Files::of(files);
    every_walk(&index, id, |walk| expected.extend(broken_by(&index, id, walk)));
    let problems = library.build(id).err().unwrap_or_default();
    prop_assert_eq!(rules(&problems), expected, "{}\n{:#?}\n{}", id, problems, json!(files));
    for problem in &problems {
        prop_assert!(problem.plaats.contains(" via "), "{:?}", problem);
    }
    Ok(rules(&problems))
}

/// The same for every tree of a small composed one; all rules broken.
fn pass_agrees(shape: &[u8], reach: Reach) -> Result<BTreeSet<String>, TestCaseError> {
    let files = small_composed(&mut Dice::of(shape), reach);
    let library = MemoryLibrary::of(files.clone());
    let check = compare(&files, &library, "kindcheck-test")?;
    let of_kader = text(&files[1]["id"]);
    let kader = compare(&files, &library, of_kader)?;
    let used = files[2].to_string();
    let uses = |id: &str| used.contains(&format!("\"boom\":\"{id}\""));
    let mut broken = BTreeSet::new();
    if (check.is_empty() || !uses("kindcheck-test")) && (kader.is_empty() || !uses(of_kader)) {
        broken = compare(&files, &library, text(&files[2]["id"]))?;
    }
    broken.extend(check.into_iter().chain(kader));
    Ok(broken)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_pass_finds_what_walking_every_road_finds(shape in prop::collection::vec(any::<u8>(), 30..140)) {
        pass_agrees(&shape, Reach::Plain)?;
    }

    #[test]
    fn bug_the_pass_finds_what_walking_every_road_finds_whatever_doubts_and_checks_add(shape in prop::collection::vec(any::<u8>(), 30..140)) {
        pass_agrees(&shape, Reach::Everything)?;
    }
}

/// Bytes that look thrown and are the same at every run.
fn thrown(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut byte = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..140).map(|_| byte()).collect()
}

#[test]
fn the_small_trees_break_every_rule_at_times_so_that_the_comparison_is_about_all_of_them() {
    // `AANDACHT_BOMEN=100000 cargo test small_trees` after a change to the pass.
    let count = std::env::var("AANDACHT_BOMEN").ok().and_then(|count| count.parse().ok()).unwrap_or(1_500);
    let mut broken: BTreeSet<String> = BTreeSet::new();
    for seed in 1..=count {
        let found = pass_agrees(&thrown(seed), Reach::Everything);
        broken.extend(found.unwrap_or_else(|error| panic!("seed {seed}: {error}")));
    }
    let known = Waarborgen::shipped().expect("the shipped rules are right").regels();
    for rule in known {
        assert!(broken.contains(&rule.id), "no small tree breaks rule {}", rule.id);
    }
}
