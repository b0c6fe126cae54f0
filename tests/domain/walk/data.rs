//! A walk as data, and the routes of a tree.

use aandacht::domain::boom::routes;
use aandacht::domain::walk::{Answer, Walk, transcript};
use serde_json::{Value, json};

use crate::common::{
    MemoryLibrary, afwegingskader, also, built, deelboom, handeling, in_node, kindcheck, meldcode_files, plus_node,
    tree, uitkomst, vraag, vraag_naar, walked, with, without_node,
};

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn the_transcript_has_the_keys_that_loop_promises() {
    let files = with_terms();
    let boom = built(files, "meldcode-test");
    let road = "gevaar=nee onthuld=nee signalen=verder kindcheck/k1=nee gesprek=verder afweging/v1=ja afweging/v2=ja";
    let done = serde_json::to_value(transcript(&walked(&boom, road))).expect("JSON");
    let top = ["checklist", "eigen_versie", "open", "stappen", "uitkomst", "versie", "vingerafdruk"];
    assert_eq!(keys(&done), top);
    assert_eq!(done["checklist"], "meldcode-test");
    assert_eq!(done["versie"], "2026.1");
    assert_eq!(done["vingerafdruk"], boom.vingerafdruk());
    assert_eq!(done["eigen_versie"], false);
    assert_eq!(done["open"], Value::Null);
    assert_eq!(done["stappen"][0], json!({ "knoop": "gevaar", "vraag": "Vraag gevaar?", "antwoord": "nee" }));
    assert_eq!(done["stappen"][6], json!({ "knoop": "afweging/v2", "vraag": "Vraag v2?", "antwoord": "ja" }));
    let outcome = &done["uitkomst"];
    assert_eq!(
        keys(outcome),
        ["acties", "bronnen", "id", "melden", "norm", "termijnen", "titel", "vervolg", "zekerheid"]
    );
    assert_eq!(outcome["acties"][0], json!({ "tekst": "acuut actie 1" }));
    assert_eq!(outcome["termijnen"][0], json!({ "tekst": "Vijf dagen", "dagen": 5, "werkdagen": true }));
    assert_eq!(outcome["termijnen"][1], json!({ "tekst": "Ooit", "dagen": null, "werkdagen": false }));
    let words =
        ["id", "titel", "melden", "vervolg", "norm", "zekerheid"].map(|key| outcome[key].as_str().unwrap_or("?"));
    assert_eq!(words, ["melden", "Uitkomst melden", "ja", "advies", "1", "hoog"]);
    let sources = ["Een bron, Een uitgever (2018)"; 2];
    assert_eq!(outcome["bronnen"], json!(sources));

    let open = serde_json::to_value(transcript(&walked(&boom, "gevaar=nee"))).expect("JSON");
    assert_eq!(keys(&open), top);
    assert_eq!(open["uitkomst"], Value::Null);
    assert_eq!(
        open["open"],
        json!({ "knoop": "onthuld", "type": "vraag", "vraag": "Vraag onthuld?", "antwoorden": [
            { "id": "ja", "tekst": "Antwoord ja" }, { "id": "nee", "tekst": "Antwoord nee" },
            { "id": "twijfel", "tekst": "Antwoord twijfel" } ] })
    );
    let listed = serde_json::to_value(transcript(&walked(&boom, "gevaar=nee onthuld=nee"))).expect("JSON");
    assert_eq!(listed["open"]["type"], "lijst");
    assert_eq!(listed["open"]["antwoorden"], json!([{ "id": "verder", "tekst": "Verder" }]));
    let ticked =
        serde_json::to_value(transcript(&walked(&boom, "gevaar=nee onthuld=nee signalen=verder+s1"))).expect("JSON");
    assert_eq!(ticked["stappen"][2]["aangevinkt"], json!(["s1"]));
    assert_eq!(ticked["open"]["type"], "vraag");
}

fn with_terms() -> [Value; 4] {
    let [list, check, kader, code] = meldcode_files();
    let terms = json!([{ "tekst": "Vijf dagen", "dagen": 5, "werkdagen": true }, { "tekst": "Ooit" }]);
    [list, check, kader, in_node(code, "melden", |knoop| also(knoop, json!({ "termijnen": terms })))]
}

#[test]
fn a_walk_through_anything_of_the_users_own_says_so() {
    let [list, check, kader, code] = meldcode_files();
    let shipped = MemoryLibrary::of([list.clone(), check.clone(), kader.clone(), code.clone()]);
    assert!(!shipped.build("meldcode-test").expect("right").is_own());
    for own in [&list, &kader, &code] {
        let library = MemoryLibrary::of([list.clone(), check.clone(), kader.clone(), code.clone()]).with_own(own);
        let boom = library.build("meldcode-test").expect("right");
        let shown = serde_json::to_value(transcript(&Walk::new(&boom))).expect("JSON");
        assert_eq!(shown["eigen_versie"], true, "{}", own["id"]);
    }
}

#[test]
fn walks_are_equal_when_tree_version_and_answers_are() {
    let boom = built(meldcode_files(), "meldcode-test");
    assert_eq!(walked(&boom, "gevaar=nee"), walked(&boom, "gevaar=nee"));
    assert_ne!(walked(&boom, "gevaar=nee"), walked(&boom, "gevaar=twijfel"));
    let [list, check, kader, code] = meldcode_files();
    let newer = built([list, check, kader, with(code, "/versie", json!("2027.1"))], "meldcode-test");
    assert_ne!(walked(&boom, "gevaar=nee"), walked(&newer, "gevaar=nee"));
}

#[test]
fn a_route_takes_a_deelboom_as_one_step_per_outcome() {
    let files = [
        kindcheck(),
        tree(
            "t",
            "route",
            [
                handeling("h", &["geen"], "kindcheck"),
                deelboom("kindcheck", "kindcheck", &[("geen-kinderen", "u"), ("zorgen", "q")]),
                vraag("q", &[("ja", "u"), ("nee", "w"), ("twijfel", "w")]),
                uitkomst("u", "nvt", "hulp", &["geen"]),
                uitkomst("w", "nvt", "hulp", &["geen"]),
            ],
        ),
    ];
    let boom = built(files, "t");
    let listed: Vec<String> = routes(&boom).iter().map(ToString::to_string).collect();
    assert_eq!(
        listed,
        [
            "h > kindcheck=geen-kinderen > u",
            "h > kindcheck=zorgen > q=ja > u",
            "h > kindcheck=zorgen > q=nee > w",
            "h > kindcheck=zorgen > q=twijfel > w",
        ]
    );
}

#[test]
fn a_tree_that_is_only_an_outcome_is_a_walk_without_answers() {
    let inner = tree("binnen", "route", [uitkomst("u", "nvt", "hulp", &["geen"])]);
    let outer = tree(
        "buiten",
        "route",
        [deelboom("d", "binnen", &[("u", "q")]), vraag_naar("q", "x"), uitkomst("x", "nvt", "hulp", &["geen"])],
    );
    let boom = built([inner, outer], "buiten");
    let mut walk = Walk::new(&boom);
    assert_eq!(walk.passed().len(), 1);
    walk.answer(Answer::new("q", "ja")).expect("it is asked");
    assert!(walk.outcome().is_some());
    walk.back();
    assert_eq!((walk.passed().len(), walk.back()), (1, None), "what was passed without an answer stays passed");
    let nodes = plus_node(without_node(afwegingskader(), "hulp"), handeling("hulp", &["geen"], "v5"));
    assert!(built([nodes], "afwegingskader-test").knoop("hulp").is_some(), "the order of nodes in the file is free");
}
