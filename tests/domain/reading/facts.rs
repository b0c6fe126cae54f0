//! Nothing is firmer than the facts it rests on.

use aandacht::domain::inhoud::{Feiten, Problem, Problems, check_facts, read};
use serde_json::{Value, json};

use super::{assert_one, assert_sound, others, small};
use crate::common::with;

fn facts() -> Feiten {
    let file = json!({ "feiten": [
        { "nummer": "F1.01", "zekerheid": "hoog", "bestand": "x.md" },
        { "nummer": "F1.02", "zekerheid": "laag", "bestand": "x.md" },
        { "nummer": "F1.03", "zekerheid": "hoog", "bestand": "x.md", "vervangen_door": ["A1.03"] },
        { "nummer": "A1.03", "zekerheid": "middel", "bestand": "y.md" },
    ]});
    Feiten::from_json(file.to_string().as_bytes()).expect("the facts read")
}

fn fact_problems(file: &Value) -> Vec<Problem> {
    let inhoud = read(file.to_string().as_bytes(), "proef.json").expect("the file itself is right");
    let mut problems = Problems::of("proef.json");
    check_facts(&inhoud, &facts(), &mut problems);
    problems.into_vec()
}

#[test]
fn nothing_is_firmer_than_its_weakest_fact() {
    assert_eq!(fact_problems(&small()), []);
    for (pointer, place) in [
        ("/knopen/0/feiten", "knoop q"),
        ("/knopen/1/doen/1/feiten", "knoop h, doen"),
        ("/knopen/3/acties/0/feiten", "knoop u, acties[0]"),
        ("/knopen/3/termijnen/0/feiten", "knoop u, termijnen[0]"),
        ("/knopen/0/antwoorden/2/actie/feiten", "knoop q, antwoord twijfel"),
    ] {
        let weak = with(small(), pointer, json!(["F1.01", "F1.02"]));
        let problems = fact_problems(&weak);
        assert_sound(&problems, "proef.json");
        assert_one(&problems, place, "zwakste feit");
        let unknown = fact_problems(&with(small(), pointer, json!(["F9.99"])));
        assert_one(&unknown, place, "F9.99");
    }
    let honest = with(with(small(), "/knopen/0/feiten", json!(["F1.02"])), "/knopen/0/zekerheid", json!("laag"));
    assert_eq!(fact_problems(&honest), []);
    for other in others() {
        let weak: Value = serde_json::from_str(&other.to_string().replace("F1.01", "F1.02")).expect("JSON");
        let rests_on_facts = weak.to_string().contains("F1.02");
        assert_eq!(!fact_problems(&weak).is_empty(), rests_on_facts, "{}", other["soort"]);
    }
}

#[test]
fn a_corrected_fact_is_used_together_with_its_correction() {
    let old = with(small(), "/knopen/0/feiten", json!(["F1.03"]));
    assert_one(&fact_problems(&old), "knoop q", "gecorrigeerd");
    let both = with(small(), "/knopen/0/feiten", json!(["F1.03", "A1.03"]));
    assert_one(&fact_problems(&both), "knoop q", "zwakste feit");
    assert_eq!(fact_problems(&with(both, "/knopen/0/zekerheid", json!("middel"))), []);
}

#[test]
fn bug_a_point_without_facts_of_its_own_is_no_firmer_than_the_node_around_it() {
    let honest = with(with(small(), "/knopen/1/feiten", json!(["F1.02"])), "/knopen/1/zekerheid", json!("laag"));
    let firm = with(honest.clone(), "/knopen/1/doen/0", json!({ "tekst": "Doe dit.", "zekerheid": "hoog" }));
    assert_one(&fact_problems(&firm), "knoop h, doen", "zwakste feit");
    let honest = with(with(honest, "/knopen/3/feiten", json!(["F1.02"])), "/knopen/3/zekerheid", json!("laag"));
    let firm = with(honest, "/knopen/3/acties/0/zekerheid", json!("hoog"));
    assert_one(&fact_problems(&firm), "knoop u, acties[0]", "zwakste feit");
}
