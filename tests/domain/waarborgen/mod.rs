//! The safety rules: each planted violation is caught and named, its smallest repair passes, and the pass that proves
//! them finds exactly what walking every road finds.

mod every_road;
mod language;
mod planted;
mod size;
mod subjects;

use std::collections::BTreeSet;

use aandacht::domain::boom::check_waarborgen;
use aandacht::domain::inhoud::Problem;
use serde_json::{Value, json};

use crate::common::reference::list;
use crate::common::{
    MemoryLibrary, actie, afwegingskader, also, built, deelboom, faults, handeling, in_node, kindcheck, mark, meldcode,
    meldcode_files, plus_node, tree, vraag, vraag_naar, with, without, without_node,
};

/// The rules that problems name; `neemt_over` for a mismatch in what an outcome takes over.
fn rules(problems: &[Problem]) -> BTreeSet<String> {
    problems
        .iter()
        .map(|problem| match problem.wat.split_once("Veiligheidsregel ") {
            Some((_, rest)) => rest.split(':').next().expect("a rule has a name").to_owned(),
            None if problem.wat.starts_with("Deze uitkomst ") => "neemt_over".to_owned(),
            None => panic!("not a safety rule: {problem:#?}"),
        })
        .collect()
}

/// The same for rules that are a number; 0 for a mismatch in what an outcome takes over.
fn named(problems: &[Problem]) -> BTreeSet<usize> {
    let number = |rule: String| if rule == "neemt_over" { 0 } else { rule.parse().expect("a number") };
    rules(problems).into_iter().map(number).collect()
}

/// An outcome whose first action warns against what two rules ask a warning for: the tests here are about others.
fn uitkomst(id: &str, melden: &str, vervolg: &str, contacts: &[&str]) -> Value {
    let outcome = crate::common::uitkomst(id, melden, vervolg, contacts);
    if contacts.is_empty() { outcome } else { with(outcome, "/acties", actions(contacts)) }
}

/// The tree breaks exactly this rule, and says where, by which road, and what to do.
fn assert_breaks(rule: usize, files: impl IntoIterator<Item = Value>, id: &str) -> Vec<Problem> {
    let problems = faults(files, id);
    assert_eq!(named(&problems), BTreeSet::from([rule]), "{problems:#?}");
    for problem in &problems {
        assert!(problem.plaats.starts_with("knoop ") && problem.plaats.contains(" via "), "{problem:?}");
        assert!(!problem.advies.is_empty(), "{problem:?}");
    }
    problems
}

fn kader(node: &str, pointer: &str, new: Value) -> Value {
    in_node(afwegingskader(), node, |knoop| with(knoop, pointer, new))
}

fn code_with(node: &str, change: impl FnOnce(Value) -> Value) -> [Value; 4] {
    let [list, check, kader, code] = meldcode_files();
    [list, check, kader, in_node(code, node, change)]
}

#[test]
fn trees_that_keep_the_rules_pass() {
    assert!(check_waarborgen(&built([afwegingskader()], "afwegingskader-test")).is_empty());
    assert!(check_waarborgen(&built([kindcheck()], "kindcheck")).is_empty());
    assert!(check_waarborgen(&built(meldcode_files(), "meldcode-test")).is_empty());
}

// --- rule 1 ----------------------------------------------------------------------------------------------------------

#[test]
fn rule_1_a_suspicion_with_acute_danger_makes_reporting_the_norm() {
    for melden in ["advies", "nvt"] {
        assert_breaks(1, [kader("acuut", "/melden", json!(melden))], "afwegingskader-test");
    }
    // `nee` is worse: it breaks the second rule as well.
    let problems = faults([kader("acuut", "/melden", json!("nee"))], "afwegingskader-test");
    assert_eq!(named(&problems), BTreeSet::from([1, 2]));
    assert!(problems[0].plaats.contains("v1=ja > v2=ja"), "the road is said: {problems:#?}");
}

#[test]
fn rule_1_holds_in_the_tree_around_a_deelboom() {
    let other_way = code_with("afweging", |knoop| with(knoop, "/naar/acuut", json!("nood")));
    assert_breaks(1, other_way, "meldcode-test");
    let repaired = code_with("afweging", |knoop| with(knoop, "/naar/acuut", json!("melden")));
    assert_eq!(faults(repaired, "meldcode-test"), []);
}

// --- rule 2 ----------------------------------------------------------------------------------------------------------

#[test]
fn rule_2_not_reporting_a_suspicion_needs_all_five_answers() {
    for (node, at) in [("v3", 1), ("v4", 1), ("v5", 1)] {
        let planted = kader(node, &format!("/antwoorden/{at}/naar"), json!("hulp-helpt"));
        let planted = if node == "v5" {
            // Keeps `geen-effect` reachable, so that the road to it is the only thing wrong.
            in_node(planted, "v3", |knoop| with(knoop, "/antwoorden/1/naar", json!("geen-effect")))
        } else {
            planted
        };
        assert_breaks(2, [planted], "afwegingskader-test");
    }
}

#[test]
fn rule_2_a_question_that_is_not_asked_is_not_answered_well() {
    let skips = |to: &str| {
        tree(
            "t",
            "route",
            [
                vraag("v1", &[("ja", "v2"), ("nee", "nee"), ("twijfel", "advies")]),
                vraag("v2", &[("ja", "acuut"), ("nee", to), ("twijfel", "advies")]),
                uitkomst("nee", "nee", "sluiten", &["collega"]),
                uitkomst("advies", "advies", "advies", &["veilig-thuis"]),
                uitkomst("acuut", "ja", "advies", &["noodnummer", "veilig-thuis"]),
            ],
        )
    };
    assert_breaks(2, [skips("nee")], "t");
    assert_eq!(faults([skips("advies")], "t"), []);
}

#[test]
fn bug_rule_2_an_answer_that_is_neither_yes_nor_no_is_not_no() {
    let partly = in_node(afwegingskader(), "v2", |knoop| {
        let mut answers = list(&knoop["antwoorden"]).to_vec();
        answers.push(json!({ "id": "deels", "tekst": "Deels", "naar": "v3" }));
        with(knoop, "/antwoorden", json!(answers))
    });
    // Not reporting needs v2 = nee, and on this road it is something else. Refusing the answer itself is just as good.
    assert_ne!(faults([partly], "afwegingskader-test"), []);
}

#[test]
fn rule_2_asks_nothing_without_a_suspicion() {
    assert_eq!(faults([kader("v1", "/antwoorden/1/naar", json!("geen-vermoeden"))], "afwegingskader-test"), []);
}

// --- rule 3 ----------------------------------------------------------------------------------------------------------

#[test]
fn rule_3_a_doubt_on_the_five_questions_is_never_not_reporting() {
    assert_breaks(3, [kader("v1", "/antwoorden/2/naar", json!("geen-vermoeden"))], "afwegingskader-test");
    // With a suspicion, the second rule forbids it too.
    for node in ["v2", "v3", "v4", "v5"] {
        let planted = kader(node, "/antwoorden/2/naar", json!("hulp-helpt"));
        assert_eq!(named(&faults([planted], "afwegingskader-test")), BTreeSet::from([2, 3]), "{node}");
    }
    for melden in ["advies", "ja", "nvt"] {
        let told = kader("vraag-advies", "/melden", json!(melden));
        assert_eq!(faults([told], "afwegingskader-test"), [], "{melden}");
    }
}

#[test]
fn rule_3_a_doubt_stays_a_doubt_further_down_the_road() {
    let later = kader("v3", "/antwoorden/2/naar", json!("v4"));
    let problems = faults([later], "afwegingskader-test");
    assert_eq!(named(&problems), BTreeSet::from([2, 3]));
    assert!(problems[0].plaats.contains("v3=twijfel"), "{problems:#?}");
    let [list, check, kader, outer] = code_with("afweging", |knoop| with(knoop, "/naar/vraag-advies", json!("klaar")));
    let problems = faults([list, check, kader, without_node(outer, "advies")], "meldcode-test");
    assert!(named(&problems).contains(&3), "{problems:#?}");
}

#[test]
fn rule_3_any_other_doubt_has_an_action() {
    let silent = code_with("gevaar", |knoop| without(knoop, "/antwoorden/2/actie"));
    let problems = faults(silent, "meldcode-test");
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].wat.contains("veiligheidsregel 3") && problems[0].wat.contains("actie"), "{problems:#?}");
}

// --- rule 4 ----------------------------------------------------------------------------------------------------------

#[test]
fn rule_4_a_check_with_an_open_doubt_does_not_close() {
    let planted = in_node(kindcheck(), "k1", |knoop| with(knoop, "/antwoorden/2/naar", json!("geen-kinderen")));
    let problems = assert_breaks(4, [planted.clone()], "kindcheck");
    assert!(problems[0].wat.contains("k1"), "{problems:#?}");
    let repaired = in_node(planted, "geen-kinderen", |knoop| with(knoop, "/vervolg", json!("advies")));
    assert_eq!(faults([repaired], "kindcheck"), []);
}

#[test]
fn rule_4_a_doubt_that_was_resolved_may_close() {
    let check = |lost_op: Value| {
        tree(
            "check",
            "check",
            [
                vraag("q1", &[("ja", "q2"), ("nee", "q2"), ("twijfel", "q2")]),
                mark(
                    vraag("q2", &[("ja", "klaar"), ("nee", "verder-zoeken"), ("twijfel", "verder-zoeken")]),
                    "ja",
                    json!({ "lost_op": lost_op }),
                ),
                uitkomst("klaar", "nvt", "sluiten", &["collega"]),
                uitkomst("verder-zoeken", "nvt", "advies", &["veilig-thuis"]),
            ],
        )
    };
    assert_breaks(4, [check(json!([]))], "check");
    assert_breaks(4, [check(json!(["q2"]))], "check");
    assert_eq!(faults([check(json!(["q1"]))], "check"), []);
    assert_eq!(faults([with(check(json!([])), "/vorm", json!("route"))], "check"), [], "the rule is about checks");
}

#[test]
fn bug_rule_4_a_doubt_does_not_resolve_itself() {
    let check = tree(
        "check",
        "check",
        [
            mark(vraag_naar("q1", "klaar"), "twijfel", json!({ "lost_op": ["q1"] })),
            uitkomst("klaar", "nvt", "sluiten", &["collega"]),
        ],
    );
    assert_ne!(faults([check], "check"), []);
}

#[test]
fn rule_4_sees_doubts_inside_a_deelboom_of_the_check() {
    let outer = |vervolg: &str| {
        tree(
            "check",
            "check",
            [
                deelboom("kindcheck", "kindcheck", &[("zorgen", "u"), ("geen-kinderen", "u")]),
                uitkomst("u", "nvt", vervolg, &["collega"]),
            ],
        )
    };
    let problems = assert_breaks(4, [kindcheck(), outer("sluiten")], "check");
    assert!(problems[0].wat.contains("kindcheck/k"), "{problems:#?}");
    assert_eq!(faults([kindcheck(), outer("hulp")], "check"), []);
}

#[test]
fn rule_4_a_doubt_inside_a_deelboom_is_resolved_there_and_not_by_a_namesake() {
    let inner = |resolves: bool| {
        let solved = if resolves { json!({ "lost_op": ["q1"] }) } else { json!({}) };
        let second = mark(vraag("q2", &[("ja", "u"), ("nee", "w"), ("twijfel", "w")]), "ja", solved);
        let ends = [uitkomst("u", "nvt", "hulp", &["collega"]), uitkomst("w", "nvt", "hulp", &["collega"])];
        tree("binnen", "check", [vraag_naar("q1", "q2"), second].into_iter().chain(ends))
    };
    let outer = tree(
        "buiten",
        "check",
        [
            vraag("q1", &[("ja", "d"), ("nee", "d"), ("twijfel", "open")]),
            deelboom("d", "binnen", &[("u", "q3"), ("w", "open")]),
            mark(
                vraag("q3", &[("ja", "klaar"), ("nee", "klaar"), ("twijfel", "open")]),
                "ja",
                json!({ "lost_op": ["q1"] }),
            ),
            uitkomst("klaar", "nvt", "sluiten", &["collega"]),
            uitkomst("open", "nvt", "advies", &["veilig-thuis"]),
        ],
    );
    assert_eq!(faults([inner(true), outer.clone()], "buiten"), []);
    let problems = assert_breaks(4, [inner(false), outer], "buiten");
    assert!(problems[0].wat.contains("d/q1"), "{problems:#?}");
}

// --- rule 5 ----------------------------------------------------------------------------------------------------------

fn actions(contacts: &[&str]) -> Value {
    let warned =
        |at: usize| if at == 0 { json!({ "raadt_af": ["bemiddelen", "nummer-in-telefoon"] }) } else { json!({}) };
    let action = |(at, contact): (usize, &&str)| also(actie(&format!("Actie {at} {contact}"), contact), warned(at));
    contacts.iter().enumerate().map(action).collect()
}

#[test]
fn rule_5_acute_danger_puts_112_and_veilig_thuis_first() {
    for wrong in [
        &["veilig-thuis", "noodnummer"][..],
        &["noodnummer"],
        &["veilig-thuis"],
        &["collega"],
        &["collega", "noodnummer", "veilig-thuis"],
        &["noodnummer", "collega", "veilig-thuis"],
        &["noodnummer", "noodnummer", "veilig-thuis"],
    ] {
        assert_breaks(5, [kader("acuut", "/acties", actions(wrong))], "afwegingskader-test");
        assert_breaks(5, code_with("nood", |knoop| with(knoop, "/acties", actions(wrong))), "meldcode-test");
    }
    let more = actions(&["noodnummer", "veilig-thuis", "collega", "leiding"]);
    assert_eq!(faults([kader("acuut", "/acties", more)], "afwegingskader-test"), []);
}

#[test]
fn rule_5_counts_what_an_outcome_takes_over_first() {
    let own = |over: bool| {
        code_with("melden", |knoop| {
            let knoop = with(knoop, "/acties", actions(&["leiding", "noodnummer", "veilig-thuis"]));
            if over { knoop } else { without(knoop, "/neemt_over") }
        })
    };
    assert_eq!(faults(own(true), "meldcode-test"), []);
    assert_breaks(5, own(false), "meldcode-test");
}

#[test]
fn rule_5_asks_for_no_suspicion_beside_the_danger() {
    let danger = |contacts: &[&str]| {
        tree(
            "t",
            "route",
            [
                vraag("v2", &[("ja", "u"), ("nee", "w"), ("twijfel", "w")]),
                uitkomst("u", "advies", "advies", contacts),
                uitkomst("w", "advies", "advies", &["veilig-thuis"]),
            ],
        )
    };
    assert_breaks(5, [danger(&["veilig-thuis"])], "t");
    assert_eq!(faults([danger(&["noodnummer", "veilig-thuis"])], "t"), []);
}

#[test]
fn rule_5_counts_what_is_taken_over_at_second_hand() {
    let leaf = tree("blad", "route", [uitkomst("u", "nvt", "advies", &["noodnummer", "veilig-thuis"])]);
    let over = |id: &str, boom: &str, knopen: Vec<Value>| {
        let end = also(uitkomst("u", "nvt", "advies", &["collega"]), json!({ "neemt_over": "d" }));
        tree(id, "route", knopen.into_iter().chain([deelboom("d", boom, &[("u", "u")]), end]))
    };
    let danger = mark(vraag_naar("q", "d"), "ja", json!({ "kenmerken": ["acuut-gevaar"] }));
    let right = [leaf, over("tak", "blad", Vec::new()), over("stam", "tak", vec![danger])];
    assert_eq!(faults(right.clone(), "stam"), []);
    let [leaf, branch, stem] = right;
    let late = in_node(branch, "u", |knoop| without(knoop, "/neemt_over"));
    assert_breaks(5, [leaf, late, stem], "stam");
}

#[test]
fn rule_5_holds_however_long_ago_the_danger_was_named() {
    let late = |contacts: &[&str]| {
        tree(
            "t",
            "route",
            [
                mark(vraag_naar("q1", "h"), "ja", json!({ "kenmerken": ["acuut-gevaar"] })),
                handeling("h", &["noodnummer", "veilig-thuis"], "q2"),
                vraag_naar("q2", "u"),
                uitkomst("u", "nvt", "advies", contacts),
            ],
        )
    };
    assert_breaks(5, [late(&["collega"])], "t");
    assert_eq!(faults([late(&["noodnummer", "veilig-thuis"])], "t"), []);
}

// --- rule 6 ----------------------------------------------------------------------------------------------------------

/// A road on which `kenmerk` comes to light and then these contacts follow: of one handeling each, then of the outcome.
fn road(kenmerk: &str, steps: &[&[&str]], outcome: &[&str]) -> Value {
    let mut knopen = vec![mark(vraag_naar("q", "h0"), "ja", json!({ "kenmerken": [kenmerk] }))];
    for (at, contacts) in steps.iter().enumerate() {
        let next = if at + 1 == steps.len() { "u".to_owned() } else { format!("h{}", at + 1) };
        knopen.push(handeling(&format!("h{at}"), contacts, &next));
    }
    knopen.push(uitkomst("u", "nvt", "advies", outcome));
    tree("t", "route", knopen)
}

#[test]
fn rule_6_no_talk_and_no_enquiry_before_an_expert() {
    for kenmerk in ["onthulling", "eer", "huwelijksdwang", "vgv"] {
        for family in ["gesprek-betrokkenen", "navraag-kring"] {
            assert_breaks(6, [road(kenmerk, &[&[family]], &["veilig-thuis"])], "t");
            assert_breaks(6, [road(kenmerk, &[&["collega", "leiding", family]], &["veilig-thuis"])], "t");
            assert_breaks(6, [road(kenmerk, &[&["geen"]], &["collega", family])], "t");
            assert_breaks(6, [road(kenmerk, &[&[family, "veilig-thuis"]], &["collega"])], "t");
            assert_breaks(6, [road(kenmerk, &[&["geen"]], &[family, "veilig-thuis"])], "t");
            for expert in ["veilig-thuis", "deskundige"] {
                assert_eq!(faults([road(kenmerk, &[&[expert], &[family]], &["collega"])], "t"), []);
                assert_eq!(faults([road(kenmerk, &[&[expert, family]], &["collega"])], "t"), []);
                assert_eq!(faults([road(kenmerk, &[&["geen"]], &[expert, family])], "t"), []);
                assert_eq!(faults([road(kenmerk, &[&[expert]], &[family])], "t"), []);
            }
        }
        assert_eq!(faults([road(kenmerk, &[&["gesprek-kind", "collega", "leiding"]], &["geen"])], "t"), []);
    }
}

#[test]
fn rule_6_does_not_hold_back_a_talk_when_nothing_of_the_kind_came_to_light() {
    let family: &[&[&str]] = &[&["gesprek-betrokkenen"], &["navraag-kring"]];
    let quiet = in_node(road("eer", family, &["collega"]), "q", |knoop| without(knoop, "/antwoorden/0/kenmerken"));
    assert_eq!(faults([quiet], "t"), []);
    let danger = road("acuut-gevaar", family, &["noodnummer", "veilig-thuis"]);
    assert_eq!(faults([danger], "t"), []);
}

#[test]
fn rule_6_an_expert_who_was_asked_before_it_came_to_light_was_not_asked_about_it() {
    let late = |contacts: &[&str]| {
        tree(
            "t",
            "route",
            [
                handeling("h", &["veilig-thuis"], "q"),
                mark(vraag_naar("q", "g"), "ja", json!({ "kenmerken": ["vgv"] })),
                handeling("g", contacts, "u"),
                uitkomst("u", "nvt", "advies", &["collega"]),
            ],
        )
    };
    assert_breaks(6, [late(&["gesprek-betrokkenen"])], "t");
    assert_eq!(faults([late(&["deskundige", "gesprek-betrokkenen"])], "t"), []);
}

#[test]
fn rule_6_reaches_into_a_deelboom_and_out_of_it() {
    let talk = tree(
        "binnen",
        "route",
        [handeling("praat", &["gesprek-betrokkenen"], "u"), uitkomst("u", "nvt", "hulp", &["geen"])],
    );
    let outer = |first: &str| {
        tree(
            "t",
            "route",
            [
                mark(vraag_naar("q", "h"), "ja", json!({ "kenmerken": ["eer"] })),
                handeling("h", &[first], "d"),
                deelboom("d", "binnen", &[("u", "x")]),
                uitkomst("x", "nvt", "hulp", &["collega"]),
            ],
        )
    };
    let problems = assert_breaks(6, [talk.clone(), outer("collega")], "t");
    assert!(problems[0].plaats.starts_with("knoop d/praat "), "{problems:#?}");
    assert_eq!(faults([talk, outer("deskundige")], "t"), []);

    let asks = tree(
        "binnen",
        "route",
        [
            mark(vraag_naar("q", "u"), "ja", json!({ "kenmerken": ["onthulling"] })),
            uitkomst("u", "nvt", "hulp", &["geen"]),
        ],
    );
    let outer = |first: &str| {
        tree(
            "t",
            "route",
            [
                deelboom("d", "binnen", &[("u", "h")]),
                handeling("h", &[first, "navraag-kring"], "x"),
                uitkomst("x", "nvt", "hulp", &["collega"]),
            ],
        )
    };
    assert_breaks(6, [asks.clone(), outer("collega")], "t");
    assert_eq!(faults([asks, outer("veilig-thuis")], "t"), []);
}

#[test]
fn bug_rule_6_counts_the_action_that_a_doubt_adds() {
    let doubting = |contact: &str| {
        let knopen = [
            mark(vraag_naar("q1", "q2"), "ja", json!({ "kenmerken": ["eer"] })),
            mark(vraag_naar("q2", "u"), "twijfel", json!({ "actie": actie("Vraag het na", contact) })),
            uitkomst("u", "nvt", "advies", &["collega"]),
        ];
        tree("t", "route", knopen)
    };
    for family in ["gesprek-betrokkenen", "navraag-kring"] {
        assert_breaks(6, [doubting(family)], "t");
        let asked_first = in_node(doubting(family), "u", |knoop| with(knoop, "/acties", actions(&["veilig-thuis"])));
        assert_eq!(faults([asked_first], "t"), [], "the doubt's action comes after those of the outcome");
    }
    assert_eq!(faults([doubting("deskundige")], "t"), []);
    // A doubt that a later answer resolves adds nothing any more.
    let resolved = in_node(doubting("navraag-kring"), "q2", |knoop| with(knoop, "/antwoorden/2/naar", json!("q3")));
    let last = vraag("q3", &[("ja", "u"), ("nee", "u"), ("twijfel", "u")]);
    let solving = ["ja", "nee", "twijfel"]
        .into_iter()
        .fold(last, |vraag, answer| mark(vraag, answer, json!({ "lost_op": ["q2"] })));
    assert_eq!(faults([plus_node(resolved, solving)], "t"), []);
}

#[test]
fn bug_rule_6_counts_the_actions_of_a_check_that_was_passed() {
    let check =
        |contact: &str| tree("binnen", "route", [vraag_naar("q", "u"), uitkomst("u", "nvt", "hulp", &[contact])]);
    let outer = |contact: &str| {
        tree(
            "t",
            "route",
            [
                mark(vraag_naar("q", "d"), "ja", json!({ "kenmerken": ["onthulling"] })),
                deelboom("d", "binnen", &[("u", "x")]),
                uitkomst("x", "nvt", "hulp", &[contact]),
            ],
        )
    };
    assert_eq!(faults([check("collega"), outer("collega")], "t"), []);
    assert_breaks(6, [check("gesprek-betrokkenen"), outer("collega")], "t");
    assert_eq!(faults([check("gesprek-betrokkenen"), outer("veilig-thuis")], "t"), []);
}

// --- taking over -----------------------------------------------------------------------------------------------------

#[test]
fn an_outcome_says_the_same_about_reporting_as_what_it_takes_over() {
    let [list, check, kader, code] = meldcode_files();
    let other = in_node(code, "advies", |knoop| with(knoop, "/melden", json!("ja")));
    let problems = assert_breaks(0, [list, check, kader, other], "meldcode-test");
    assert!(problems[0].wat.contains("melden = ja") && problems[0].wat.contains("melden = advies"), "{problems:#?}");
}

#[test]
fn an_outcome_takes_nothing_over_from_a_deelboom_that_was_not_walked() {
    let early = code_with("gevaar", |knoop| with(knoop, "/antwoorden/2/naar", json!("advies")));
    let problems = assert_breaks(0, early, "meldcode-test");
    assert!(problems[0].plaats.contains("gevaar=twijfel"), "{problems:#?}");
}

#[test]
fn every_broken_rule_of_a_tree_is_reported_at_once() {
    let planted = in_node(kader("acuut", "/melden", json!("nee")), "acuut", |knoop| {
        with(knoop, "/acties", actions(&["collega"]))
    });
    let planted = in_node(planted, "v1", |knoop| with(knoop, "/antwoorden/2/naar", json!("geen-vermoeden")));
    assert_eq!(named(&faults([planted], "afwegingskader-test")), BTreeSet::from([1, 2, 3, 5]));
}

#[test]
fn the_rules_hold_for_the_users_own_trees() {
    let [list, check, _, code] = meldcode_files();
    let own = kader("acuut", "/melden", json!("advies"));
    let library = MemoryLibrary::of([list, check, code]).with_own(&own);
    assert_eq!(named(&library.build("afwegingskader-test").expect_err("rule 1")), BTreeSet::from([1]));
    assert!(library.build("meldcode-test").is_err());
    assert_eq!(faults(meldcode_files().into_iter().chain([meldcode()]), "meldcode-test"), []);
}
