//! One planted violation of every rule in `checklists/waarborgen.json`: it is caught, the problem names the rule and the
//! route, and the smallest repair passes.

use std::collections::BTreeSet;

use aandacht::domain::boom::Waarborgen;
use serde_json::{Value, json};

use super::{actions, code_with, kader, road, rules, uitkomst};
use crate::common::{
    actie, also, deelboom, faults, handeling, in_node, kindcheck, mark, tree, vraag, vraag_naar, warning, with,
};

/// A tree that breaks one rule, and what mends it.
struct Planted {
    rule: &'static str,
    /// The tree that is looked at, the last of these files.
    wrong: Vec<Value>,
    right: Vec<Value>,
    /// Part of the route that breaks it.
    route: &'static str,
}

/// A question of which *ja* brings these to light, a task, and an outcome.
fn brings(id: &str, kenmerken: &[&str], task: Value, melden: &str, contacts: &[&str]) -> Value {
    let question = mark(vraag_naar("q", "h"), "ja", json!({ "kenmerken": kenmerken }));
    let end = with(uitkomst("u", melden, "advies", contacts), "/acties/0/raadt_af", json!([]));
    tree(id, "route", [question, task, end])
}

fn quiet(contacts: &[&str]) -> Value {
    handeling("h", contacts, "u")
}

fn telling(handeling: Value, subject: &str) -> Value {
    also(handeling, json!({ "doen": [{ "tekst": "Doe dit.", "raadt_aan": [subject] }] }))
}

/// A school where doubt about `v2` leads to this node.
fn school(twijfel: &str, melden: &str) -> Value {
    tree(
        "t-onderwijs",
        "route",
        [
            vraag("v2", &[("ja", "acuut"), ("nee", "v3"), ("twijfel", twijfel)]),
            vraag("v3", &[("ja", "u"), ("nee", "u"), ("twijfel", "u")]),
            uitkomst("u", melden, "advies", &["veilig-thuis"]),
            uitkomst("acuut", "ja", "advies", &["noodnummer", "veilig-thuis"]),
        ],
    )
}

/// A dentist's tree around a check whose outcome speaks of the index, here in an explanation.
fn dentist(field: &str) -> Vec<Value> {
    let punt = json!({ "tekst": "De verwijsindex.", field: ["verwijsindex"] });
    let inner =
        also(uitkomst("u", "nvt", "hulp", &["geen"]), json!({ "uitleg": [{ "kop": "Meer", "punten": [punt] }] }));
    let inner = tree("binnen", "route", [vraag_naar("q", "u"), inner]);
    let outer = [deelboom("d", "binnen", &[("u", "x")]), uitkomst("x", "nvt", "hulp", &["collega"])];
    vec![inner, tree("t-mondzorg", "route", outer)]
}

fn planted() -> Vec<Planted> {
    let plant = |rule, wrong, right, route| Planted { rule, wrong, right, route };
    let one = |rule, wrong: Value, right: Value, route| Planted { rule, wrong: vec![wrong], right: vec![right], route };
    let unasked = code_with("gevaar", |knoop| with(knoop, "/antwoorden/1/naar", json!("signalen")));
    vec![
        one("1", kader("acuut", "/melden", json!("advies")), kader("acuut", "/melden", json!("ja")), "v1=ja > v2=ja"),
        one(
            "2",
            kader("v3", "/antwoorden/1/naar", json!("hulp-helpt")),
            kader("v3", "/antwoorden/1/naar", json!("grens")),
            "v3=nee",
        ),
        one(
            "3",
            kader("v1", "/antwoorden/2/naar", json!("geen-vermoeden")),
            kader("v1", "/antwoorden/2/naar", json!("vraag-advies")),
            "v1=twijfel",
        ),
        one(
            "4",
            in_node(kindcheck(), "k1", |knoop| with(knoop, "/antwoorden/2/naar", json!("geen-kinderen"))),
            kindcheck(),
            "k1=twijfel",
        ),
        one(
            "5",
            kader("acuut", "/acties", actions(&["veilig-thuis", "noodnummer"])),
            kader("acuut", "/acties", actions(&["noodnummer", "veilig-thuis"])),
            "v2=ja",
        ),
        one(
            "6",
            road("onthulling", &[&["navraag-kring"]], &["collega"]),
            road("onthulling", &[&["deskundige", "navraag-kring"]], &["collega"]),
            "q=ja",
        ),
        plant("7", unasked.to_vec(), crate::common::meldcode_files().to_vec(), "gevaar=nee > signalen=verder"),
        one(
            "8",
            brings("t", &["huwelijksdwang"], quiet(&["veilig-thuis"]), "advies", &["collega"]),
            brings(
                "t",
                &["huwelijksdwang"],
                warning(quiet(&["geen"]), &["nummer-in-telefoon"]),
                "advies",
                &["collega"],
            ),
            "q=ja > h=verder",
        ),
        one(
            "9",
            brings("t", &["vgv", "acuut-gevaar"], quiet(&["geen"]), "nvt", &["noodnummer", "veilig-thuis"]),
            brings("t", &["vgv", "acuut-gevaar"], quiet(&["geen"]), "advies", &["noodnummer", "veilig-thuis"]),
            "q=ja",
        ),
        plant("10", dentist("raadt_aan"), dentist("raadt_af"), "d/q="),
        one("11a", school("u", "nvt"), school("u", "advies"), "v2=twijfel"),
        one("11b", school("v3", "advies"), school("u", "advies"), "v2=twijfel"),
        one(
            "12",
            brings("t", &["scheiding"], quiet(&["gesprek-betrokkenen"]), "nvt", &["collega"]),
            brings("t", &["scheiding"], telling(quiet(&["gesprek-betrokkenen"]), "beide-ouders"), "nvt", &["collega"]),
            "q=ja",
        ),
        one(
            "13",
            brings("t", &["strafbaar"], quiet(&["gesprek-kind", "veilig-thuis"]), "nvt", &["collega"]),
            brings("t", &["strafbaar"], quiet(&["veilig-thuis", "gesprek-kind"]), "nvt", &["collega"]),
            "q=ja",
        ),
        one(
            "14",
            brings("t", &["beroepskracht"], quiet(&["geen"]), "ja", &["leiding"]),
            brings("t", &["beroepskracht"], quiet(&["geen"]), "nvt", &["leiding"]),
            "q=ja",
        ),
        one(
            "15",
            brings("t", &["vrijwilliger"], quiet(&["geen"]), "nee", &["leiding"]),
            brings("t", &["vrijwilliger"], quiet(&["geen"]), "advies", &["leiding"]),
            "q=ja",
        ),
        one(
            "16",
            brings("t", &["eer"], quiet(&["deskundige"]), "advies", &["collega"]),
            brings("t", &["eer"], warning(quiet(&["deskundige"]), &["bemiddelen"]), "advies", &["collega"]),
            "q=ja",
        ),
    ]
}

fn id_of(files: &[Value]) -> String {
    files.last().expect("a tree")["id"].as_str().expect("an id").to_owned()
}

#[test]
fn every_rule_of_the_file_has_a_planted_violation() {
    let there: BTreeSet<&str> = planted().iter().map(|planted| planted.rule).collect();
    let shipped = Waarborgen::shipped().expect("the shipped rules are right");
    let wanted: BTreeSet<&str> = shipped.regels().iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(there, wanted);
}

#[test]
fn every_planted_violation_is_caught_with_its_rule_and_its_route_and_the_repaired_tree_passes() {
    for Planted { rule, wrong, right, route } in planted() {
        let problems = faults(wrong.clone(), &id_of(&wrong));
        assert_eq!(rules(&problems), BTreeSet::from([rule.to_owned()]), "rule {rule}: {problems:#?}");
        assert!(problems.iter().any(|problem| problem.plaats.contains(route)), "rule {rule}: {problems:#?}");
        for problem in &problems {
            assert!(problem.plaats.starts_with("knoop ") && problem.plaats.contains(" via "), "{problem:?}");
            assert!(!problem.advies.is_empty() && !problem.wat.contains('{'), "{problem:?}");
        }
        assert_eq!(faults(right.clone(), &id_of(&right)), [], "rule {rule}");
    }
}

#[test]
fn rule_10_says_which_node_tells_it() {
    let problems = faults(dentist("raadt_aan"), "t-mondzorg");
    assert!(problems[0].wat.contains("(d/u)"), "{problems:#?}");
    let [inner, outer] = dentist("raadt_aan").try_into().expect("two files");
    let elsewhere = with(outer, "/id", json!("t-artsen"));
    assert_eq!(faults([inner, elsewhere], "t-artsen"), [], "the rule is about dentists");
}

#[test]
fn rule_11_leaves_other_sectors_alone() {
    let other = |tree: Value| with(tree, "/id", json!("t-jeugdhulp"));
    for tree in [school("v3", "advies"), school("u", "nvt")] {
        assert_eq!(faults([other(tree)], "t-jeugdhulp"), []);
    }
}

#[test]
fn a_warning_counts_in_a_task_in_an_action_of_an_open_doubt_and_in_a_check_that_was_passed_and_nowhere_else() {
    let tree_with = |task: Value, last: Value| {
        let question = mark(vraag_naar("q", "h"), "ja", json!({ "kenmerken": ["eer"] }));
        let end = crate::common::uitkomst("u", "advies", "advies", &["veilig-thuis"]);
        tree("t", "route", [question, task, last, end])
    };
    let plain = || handeling("h", &["deskundige"], "q2");
    let says = json!({ "tekst": "Niet doen.", "raadt_af": ["bemiddelen"] });
    let hidden = [
        also(plain(), json!({ "uitleg": [{ "kop": "Meer", "punten": [says] }] })),
        also(plain(), json!({ "per_rol": [{ "rol": "professional", "punten": [says] }] })),
        also(plain(), json!({ "doen": [{ "tekst": "Doen.", "raadt_aan": ["bemiddelen"] }] })),
    ];
    for task in hidden {
        assert_eq!(rules(&faults([tree_with(task, vraag_naar("q2", "u"))], "t")), BTreeSet::from(["16".to_owned()]));
    }
    for list in ["doel", "doen", "niet_doen", "vastleggen", "anders"] {
        let task = also(plain(), json!({ list: [says] }));
        assert_eq!(faults([tree_with(task, vraag_naar("q2", "u"))], "t"), [], "{list}");
    }
    // The action of a doubt is seen only by who doubted, and not once it is resolved.
    let action = also(actie("Niet doen.", "geen"), json!({ "raadt_af": ["bemiddelen"] }));
    let doubt = mark(vraag_naar("q2", "u"), "twijfel", json!({ "actie": action }));
    let problems = faults([tree_with(plain(), doubt)], "t");
    assert!(problems[0].plaats.contains("q2=ja"), "{problems:#?}");
    let check = tree(
        "binnen",
        "route",
        [vraag_naar("q", "x"), {
            let end = crate::common::uitkomst("x", "nvt", "hulp", &["geen"]);
            with(end, "/acties/0/raadt_af", json!(["bemiddelen"]))
        }],
    );
    let passed = tree_with(plain(), deelboom("q2", "binnen", &[("x", "u")]));
    assert_eq!(faults([check, passed], "t"), []);
}
