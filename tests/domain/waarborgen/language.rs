//! The file of the rules is read strictly, and says in Dutch what is wrong with it.

use std::collections::BTreeSet;

use aandacht::content::Content;
use aandacht::domain::boom::Waarborgen;
use aandacht::domain::inhoud::Problem;
use serde_json::{Value, json};

use super::uitkomst;
use crate::common::{built, tree, vraag_naar, with, without};

fn file() -> Value {
    json!({
        "soort": "waarborgen", "formaat": 1, "titel": "Regels", "omschrijving": "Om mee te testen.",
        "veiligheidsvragen": ["gevaar"],
        "onderwerpen": [{ "id": "tolk", "titel": "een tolk", "woorden": ["tolk"] }],
        "regels": [{ "id": "1", "tekst": "Iets.", "feiten": ["F1.01"], "dan": { "melden": ["ja"] },
                     "wat": "Dit is mis.", "advies": "Doe dit." }],
    })
}

fn problems(file: &Value) -> Vec<Problem> {
    Waarborgen::read(file.to_string().as_bytes(), "waarborgen.json").err().unwrap_or_default()
}

/// The file with this as its one rule.
fn rule(pointer: &str, new: Value) -> Value {
    with(file(), &format!("/regels/0{pointer}"), new)
}

#[test]
fn the_shipped_rules_are_right_and_rest_on_facts_that_exist() {
    let rules = Waarborgen::shipped().expect("the shipped rules are right");
    assert_eq!(rules.check_facts(Content::shipped().feiten()), []);
    for rule in rules.regels() {
        assert!(rule.tekst.ends_with('.') && rule.wat.ends_with('.') && rule.advies.ends_with('.'), "{}", rule.id);
    }
    let known: BTreeSet<&str> = rules.regels().iter().map(|rule| rule.id.as_str()).collect();
    for number in ["1", "2", "3", "4", "5", "6"] {
        assert!(known.contains(number), "users know rule {number}");
    }
}

#[test]
fn the_questions_that_keep_people_safe_are_known() {
    let rules = Waarborgen::shipped().expect("the shipped rules are right");
    for id in [
        "gevaar",
        "beroepskracht",
        "onthulling",
        "eer",
        "vgv-spoed",
        "situatie",
        "s3-gesprek",
        "s3-kind",
        "v1",
        "v5",
        "k1",
        "k4",
    ] {
        assert!(rules.is_veiligheidsvraag(id), "{id}");
    }
    assert!(!rules.is_veiligheidsvraag("s1-check") && !rules.is_veiligheidsvraag("v6"));
}

#[test]
fn a_rule_on_an_unknown_fact_is_named() {
    let rules =
        Waarborgen::read(rule("/feiten", json!(["F99.99"])).to_string().as_bytes(), "w.json").expect("readable");
    let problems = rules.check_facts(Content::shipped().feiten());
    assert_eq!(problems.len(), 1);
    assert!(problems[0].plaats == "regel 1" && problems[0].wat.contains("F99.99"), "{problems:#?}");
}

#[test]
fn what_is_wrong_with_the_file_is_said_with_its_place() {
    let twice = json!([file()["regels"][0], file()["regels"][0]]);
    let order = json!({ "volgorde": { "eerst": ["veilig-thuis"], "daarna": ["gesprek-kind"] } });
    let circular = json!({ "volgorde": { "eerst": ["veilig-thuis"], "daarna": ["veilig-thuis"] } });
    let vgv = json!([{ "kenmerk": ["vgv"] }]);
    let not_asked =
        with(rule("/dan", json!({ "niet_gevraagd": ["v3"] })), "/regels/0/als", json!([{ "melden": ["ja"] }]));
    for (file, place, says) in [
        (with(file(), "/soort", json!("naslag")), "soort", "geen waarborgen"),
        (with(file(), "/formaat", json!(2)), "formaat", "niet bekend"),
        (with(file(), "/extra", json!(1)), "extra", "`extra` is niet bekend"),
        (with(file(), "/titel", json!(" ")), "titel", "lege tekst"),
        (with(file(), "/regels", json!([])), "regels", "lege lijst"),
        (with(file(), "/regels", twice), "regels", "twee keer"),
        (with(file(), "/veiligheidsvragen", json!(["v1", "v1"])), "veiligheidsvragen", "twee keer"),
        (with(file(), "/onderwerpen/0/woorden", json!([])), "onderwerp tolk", "lege lijst"),
        (with(file(), "/onderwerpen/0/woorden", json!(["!"])), "onderwerp tolk", "geen woord"),
        (with(file(), "/onderwerpen/0/id", json!("Een Tolk")), "onderwerp Een Tolk", "id kan niet"),
        (without(file(), "/regels/0/advies"), "regels[0]", "`advies` ontbreekt"),
        (rule("/advise", json!("x")), "regels[0].advise", "`advise` is niet bekend"),
        (rule("/wat", json!("")), "regel 1", "lege tekst"),
        (rule("/wat", json!("Bij {vraag}.")), "regel 1, wat", "{vraag} is hier niet bekend"),
        (rule("/feiten", json!([])), "regel 1", "lege lijst"),
        (rule("/dan", json!({ "melden": ["misschien"] })), "regels[0].dan", "`misschien`"),
        (rule("/dan", json!({ "meldenn": ["ja"] })), "regels[0].dan", "`meldenn`"),
        (rule("/dan", json!({ "melden": ["ja"], "eerst": ["noodnummer"] })), "regels[0].dan", "precies één"),
        (rule("/dan", json!({})), "regels[0].dan", "precies één"),
        (rule("/dan", json!({ "melden": [] })), "regel 1", "lege lijst"),
        (rule("/dan", json!({ "afgeraden": "tolken" })), "regel 1, dan", "\"tolken\" bestaat niet"),
        (rule("/als", json!([{ "kenmerk": ["eerr"] }])), "regels[0].als[0]", "`eerr`"),
        (rule("/als", json!([{ "antwoord": { "vraag": ["v1"], "is": [] } }])), "regel 1", "lege lijst"),
        (rule("/als", json!([{ "een_van": [] }])), "regel 1", "lege lijst"),
        (rule("/geldt", json!([{}])), "regel 1, geldt", "welke bomen"),
        (rule("/geldt", json!([{ "boom": "*-a-*" }])), "regel 1, geldt", "meer dan één"),
        (rule("/dan", order), "regel 1, als", "volgorde"),
        (with(rule("/dan", circular), "/regels/0/als", vgv), "regel 1, dan", "beide kanten"),
        (not_asked, "regel 1, als", "onderweg"),
    ] {
        let found = problems(&file);
        let told = found.iter().find(|problem| problem.plaats.starts_with(place) && problem.wat.contains(says));
        assert!(told.is_some(), "{place}: {says}\n{found:#?}");
        assert!(found.iter().all(|problem| !problem.advies.is_empty()), "{found:#?}");
    }
    assert_eq!(problems(&file()), []);
}

#[test]
fn a_file_with_too_much_to_remember_is_refused_and_not_half_checked() {
    let one = |at: usize| {
        let als = json!([{ "antwoord": { "vraag": [format!("a{at}"), format!("b{at}")], "is": ["ja"] } }]);
        json!({ "id": at.to_string(), "tekst": "Iets.", "feiten": ["F1.01"], "als": als, "dan": { "melden": ["ja"] },
                "wat": "Mis.", "advies": "Doe." })
    };
    let many = |count: usize| with(file(), "/regels", (1..=count).map(one).collect());
    assert_eq!(problems(&many(60)), []);
    assert!(problems(&many(61))[0].wat.contains("meer regels"));
    assert!(problems(&many(65))[0].wat.contains("meer regels"));
}

#[test]
fn a_rule_holds_for_the_trees_that_it_names() {
    let knopen = || [vraag_naar("q", "u"), uitkomst("u", "nvt", "hulp", &["geen"])];
    let tree = built([tree("weg-test", "route", knopen())], "weg-test");
    for (geldt, holds) in [
        (json!([]), true),
        (json!([{ "vorm": "route" }]), true),
        (json!([{ "vorm": "check" }]), false),
        (json!([{ "boom": "weg-test" }]), true),
        (json!([{ "boom": "weg-*" }]), true),
        (json!([{ "boom": "*-test" }]), true),
        (json!([{ "boom": "weg" }]), false),
        (json!([{ "boom": "weg-test*t" }]), false),
        (json!([{ "vorm": "route", "boom": "*-onderwijs" }]), false),
        (json!([{ "vorm": "check" }, { "boom": "weg-*" }]), true),
        (json!([{ "sector": "onderwijs" }]), false),
    ] {
        let rules = Waarborgen::read(rule("/geldt", geldt.clone()).to_string().as_bytes(), "w.json").expect("right");
        assert_eq!(rules.prove(&tree).problems.is_empty(), !holds, "{geldt}");
    }
}
