//! Every kind of bad content is refused with its place, what is wrong and what to do, in Dutch.

mod anything;
mod at_once;
mod bytes;
mod dutch;
mod facts;
mod fields;
mod head;
mod kinds;
mod shape;
mod texts;
mod uses;

use aandacht::domain::inhoud::{Problem, read};
use serde_json::{Value, json};

use crate::common::{also, faults, file, handeling, lijst, meldcode_files, signalen, tree, uitkomst, vraag};

/// Says what is wrong and what to do in whole sentences, under the name of the file.
fn assert_sound(problems: &[Problem], bestand: &str) {
    assert!(!problems.is_empty(), "no problem was found");
    for problem in problems {
        assert_eq!(problem.bestand, bestand, "{problem}");
        for said in [&problem.wat, &problem.advies] {
            assert!(said.trim().len() > 8, "{problem:?} says too little");
            assert!(said.ends_with(['.', '?']), "{problem:?} is no sentence");
        }
        assert!(problem.to_string().contains("Wat te doen:"), "{problem}");
    }
}

fn problems_of(bytes: &[u8]) -> Vec<Problem> {
    let problems = read(bytes, "proef.json").err().unwrap_or_default();
    assert_sound(&problems, "proef.json");
    problems
}

/// The problems that one file has in itself.
fn in_file(value: &Value) -> Vec<Problem> {
    problems_of(value.to_string().as_bytes())
}

/// The problems that a tree has together with what it uses.
fn in_tree(files: impl IntoIterator<Item = Value>, id: &str) -> Vec<Problem> {
    let problems = faults(files, id);
    assert_sound(&problems, &format!("{id}.json"));
    problems
}

/// There is one problem, at this place, about this.
fn assert_one(problems: &[Problem], plaats: &str, about: &str) {
    let [problem] = problems else { panic!("one problem is expected: {problems:#?}") };
    assert!(problem.plaats.contains(plaats), "{plaats} is not in the place of {problem:?}");
    assert!(problem.wat.contains(about), "{about} is not in {problem:?}");
}

/// Among the problems is one at this place, about this.
fn assert_among(problems: &[Problem], plaats: &str, about: &str) {
    let hit = problems.iter().any(|problem| problem.plaats.contains(plaats) && problem.wat.contains(about));
    assert!(hit, "nothing at {plaats} about {about}: {problems:#?}");
}

/// A small tree in which every kind of node stands once.
fn small() -> Value {
    tree(
        "klein",
        "route",
        [
            vraag("q", &[("ja", "h"), ("nee", "kijk"), ("twijfel", "u")]),
            also(
                handeling("h", &["collega"], "u"),
                json!({ "doen": ["Eerst dit.", { "tekst": "Dan dat.", "bronnen": ["b1"], "feiten": ["F1.01"], "zekerheid": "hoog" }],
                        "uitleg": [{ "kop": "Waarom", "punten": ["Daarom."] }] }),
            ),
            lijst("kijk", "signalen-test", "u"),
            also(
                uitkomst("u", "nvt", "hulp", &["collega"]),
                json!({ "termijnen": [{ "tekst": "Vijf dagen", "dagen": 5 }] }),
            ),
        ],
    )
}

fn small_files(klein: Value) -> [Value; 2] {
    [klein, signalen("signalen-test", &["s1", "s2"])]
}

#[test]
fn the_examples_that_faults_are_planted_in_are_right() {
    assert_eq!(faults(small_files(small()), "klein"), []);
    assert_eq!(faults(meldcode_files(), "meldcode-test"), []);
    for other in others() {
        assert!(read(other.to_string().as_bytes(), "proef.json").is_ok(), "{other}");
    }
}

fn origin(value: Value) -> Value {
    also(value, json!({ "bronnen": ["b1"], "feiten": ["F1.01"], "zekerheid": "hoog" }))
}

fn number(id: &str, nummer: &str, place: u8) -> Value {
    origin(
        json!({ "id": id, "naam": id, "nummer": nummer, "wanneer": "Nu.", "bereikbaar": "Altijd", "noodpagina": place,
                   "gecontroleerd_op": "2026-11-21" }),
    )
}

fn numbers() -> Value {
    let nummers = [number("alarm", "112", 1), number("veilig-thuis", "0800-2000", 2)];
    file("nummers", "nummers", json!({ "noodregels": ["Bel 112."], "nummers": nummers }))
}

fn words() -> Value {
    let woorden = [
        origin(json!({ "id": "vt", "woord": "VT", "betekenis": "Veilig Thuis", "zie_ook": ["af"] })),
        origin(json!({ "id": "af", "woord": "AF", "betekenis": "Aandachtsfunctionaris" })),
    ];
    file("woordenlijst", "woordenlijst", json!({ "woorden": woorden }))
}

fn reference_page() -> Value {
    let deel = origin(json!({ "id": "een", "titel": "Een", "tekst": "Tekst.", "punten": ["Punt."] }));
    file("naslag", "naslag", json!({ "hoofdstukken": [deel] }))
}

fn municipalities() -> Value {
    let row = json!({ "gm_code": "GM0001", "gemeente": "Dorp", "provincie": "P", "veilig_thuis": "VT A", "ggd": "G",
                      "veiligheidsregio": "V" });
    let vt = json!({ "vt_code": "VT01", "naam": "VT A", "regio": "A", "telefoon": "0800-2000" });
    let body = json!({ "vermelding": "Bron", "peildatum": "2025-01-01", "gemeenten": [row], "veilig_thuis": [vt] });
    file("gemeenten", "gemeenten", body)
}

fn writing_help() -> Value {
    let woorden =
        json!([{ "woord": "altijd" }, { "woord": "naar verluidt", "vormen": ["verluidt"], "vraag": "Van wie?" }]);
    let groep = origin(json!({ "id": "een", "titel": "Een", "vraag": "Hoe vaak?", "woorden": woorden }));
    let body = json!({ "inleiding": "Kijk nog eens.", "vraag": "Gezien of gehoord?", "groepen": [groep] });
    file("schrijfhulp", "schrijfhulp", body)
}

fn terms() -> Value {
    let term = |id: &str, other: &str| {
        origin(
            json!({ "id": id, "dossier": "Dossier", "sectoren": ["artsen"], "jaren": 20, "vanaf": "De laatste wijziging",
                       "stand": "2021-11-06", "let_op": ["Kijk zelf."], "tegenspraak": [other] }),
        )
    };
    let body = json!({ "inleiding": ["Van uw organisatie."], "termijnen": [term("een", "twee"), term("twee", "een")] });
    file("bewaartermijnen", "bewaartermijnen", body)
}

fn others() -> [Value; 8] {
    [
        small(),
        signalen("s", &["s1", "s2"]),
        numbers(),
        words(),
        reference_page(),
        municipalities(),
        writing_help(),
        terms(),
    ]
}

/// Every place in a value, as JSON pointers.
fn every_place(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    places(value, "", &mut found);
    found
}

fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            let place = format!("{here}/{}", key.replace('~', "~0").replace('/', "~1"));
            places(item, &place, found);
            found.push(place);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| {
            let place = format!("{here}/{at}");
            places(item, &place, found);
            found.push(place);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
