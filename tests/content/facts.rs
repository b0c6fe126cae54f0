//! No content is firmer than the facts it rests on.

use aandacht::content::Content;
use aandacht::domain::inhoud::{Feiten, Problem, Soort, Zekerheid};
use serde_json::{Value, json};

use super::{folder, json, own};
use crate::common::{in_node, with};

/// `feiten.json` as JSON, to choose examples from.
fn facts() -> Vec<Value> {
    let bytes = std::fs::read(folder().join("feiten.json")).expect("the facts are there");
    let file: Value = serde_json::from_slice(&bytes).expect("JSON");
    file["feiten"].as_array().expect("a list of facts").clone()
}

/// The number of the first fact that this holds for.
fn fact(holds: impl Fn(&Value) -> bool) -> String {
    let found = facts().into_iter().find(holds).expect("there is such a fact");
    found["nummer"].as_str().expect("a fact has a number").to_owned()
}

fn is_corrected(fact: &Value) -> bool {
    fact["vervangen_door"].as_array().is_some_and(|by| !by.is_empty())
}

/// The problems that the program has with one own file.
fn problems(file: &Value) -> Vec<Problem> {
    Content::with_own(vec![own(file)]).problems().to_vec()
}

fn one(file: &Value) -> Problem {
    let found = problems(file);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.into_iter().next().expect("one")
}

/// The kindcheck, with one question resting on these facts.
fn resting_on(facts: &[&str], zekerheid: &str) -> Value {
    in_node(json(Soort::Beslisboom, "kindcheck"), "k1", |node| {
        with(with(node, "/feiten", json!(facts)), "/zekerheid", json!(zekerheid))
    })
}

#[test]
fn every_fact_of_the_file_is_known_by_its_number() {
    let feiten = Content::shipped().feiten().len();
    assert_eq!(feiten, facts().len());
    assert!(feiten > 200, "{feiten}");
}

#[test]
fn a_node_that_is_firmer_than_its_weakest_fact_is_refused() {
    let firm = fact(|fact| fact["zekerheid"] == "hoog" && !is_corrected(fact));
    for (weak, max) in [("laag", "laag"), ("middel", "middel")] {
        let weak = fact(|fact| fact["zekerheid"] == weak && !is_corrected(fact));
        let problem = one(&resting_on(&[&firm, &weak], "hoog"));
        assert_eq!(problem.bestand, "eigen/kindcheck.json");
        assert_eq!(problem.plaats, "knoop k1");
        assert!(problem.wat.contains("hoger dan die van het zwakste feit"), "{problem}");
        assert!(problem.advies.contains(max), "{problem}");
        assert_eq!(problems(&resting_on(&[&firm, &weak], max)), []);
    }
}

#[test]
fn a_point_with_facts_of_its_own_is_held_to_those_facts() {
    let weak = fact(|fact| fact["zekerheid"] == "laag" && !is_corrected(fact));
    let point = json!({ "tekst": "Kijk nog eens.", "feiten": [weak], "zekerheid": "hoog" });
    let file = in_node(json(Soort::Beslisboom, "kindcheck"), "k1", |node| {
        with(node, "/uitleg", json!([{ "kop": "Meer", "punten": [point] }]))
    });
    let problem = one(&file);
    assert_eq!(problem.plaats, "knoop k1, uitleg");
    assert!(problem.advies.contains("laag"), "{problem}");
}

#[test]
fn an_unknown_fact_is_refused() {
    let problem = one(&resting_on(&["F99.99"], "laag"));
    assert_eq!(problem.plaats, "knoop k1");
    assert_eq!(problem.wat, "Het feit F99.99 bestaat niet.");
    assert_eq!(problem.advies, "Kies een nummer uit checklists/feiten.json.");
}

#[test]
fn a_corrected_fact_is_refused_without_its_correction() {
    let corrected = facts().into_iter().find(is_corrected).expect("some fact is corrected");
    let number = corrected["nummer"].as_str().expect("a number");
    let by = corrected["vervangen_door"][0].as_str().expect("a correction");
    let problem = one(&resting_on(&[number], "laag"));
    assert_eq!(problem.wat, format!("Het feit {number} is gecorrigeerd of aangevuld."));
    assert!(problem.advies.contains(by), "{problem}");
    let both = problems(&resting_on(&[number, by], "laag"));
    assert!(both.iter().all(|problem| !problem.wat.contains(number)), "{both:#?}");
}

#[test]
fn a_signal_and_a_word_are_held_to_their_facts_too() {
    let weak = fact(|fact| fact["zekerheid"] == "laag" && !is_corrected(fact));
    let list = with(json(Soort::Signalen, "signalen-huisdieren"), "/groepen/0/items/0/feiten", json!([weak]));
    let list = with(list, "/groepen/0/items/0/zekerheid", json!("hoog"));
    assert!(one(&list).plaats.starts_with("signaal "));
    let words = with(json(Soort::Woordenlijst, "woordenlijst"), "/woorden/0/feiten", json!(["F99.99"]));
    assert!(one(&words).plaats.starts_with("woord "));
}

#[test]
fn facts_that_cannot_be_read_are_an_error_and_not_a_licence() {
    assert!(Feiten::from_json(b"{").is_err());
    assert!(Feiten::from_json(b"{\"feiten\":[{\"nummer\":\"F1\"}]}").is_err());
    assert!(Zekerheid::Laag < Zekerheid::Middel && Zekerheid::Middel < Zekerheid::Hoog);
}
