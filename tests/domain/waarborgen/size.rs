//! Detours do not multiply: the pass forgets of each what no rule can ask any more.

use aandacht::content::Content;
use aandacht::domain::boom::Waarborgen;
use aandacht::domain::gesprek::Reader;
use serde_json::{Value, json};

use super::uitkomst;
use crate::common::{
    MemoryLibrary, actie, afwegingskader, also, deelboom, handeling, in_node, kindcheck, mark, meldcode, signalen,
    tree, vraag, warning, with,
};

const KENMERKEN: [&str; 10] = [
    "mensenhandel",
    "ouderen",
    "mantelzorg",
    "scheiding",
    "stalking",
    "oudermishandeling",
    "falsificatie",
    "lvb",
    "taal",
    "strafbaar",
];

/// A special road as they are written: its own danger, some questions of which the doubts add an action, tasks with all
/// kinds of contacts, and outcomes that go on, ask for advice or report. Every other one ends without an expert.
fn weg(at: usize) -> Value {
    let doubt = |contact: &str| json!({ "actie": actie("Vraag het na", contact) });
    let danger = vraag("w0", &[("ja", "melden"), ("nee", "w1"), ("twijfel", "advies")]);
    let first = vraag("w1", &[("ja", "w2"), ("nee", "w3"), ("twijfel", "w2")]);
    let second = vraag("w2", &[("ja", "h1"), ("nee", "h2"), ("twijfel", "h1")]);
    let third = vraag("w3", &[("ja", "h2"), ("nee", "verder"), ("twijfel", "h1")]);
    let both = json!({ "doen": [{ "tekst": "Samen.", "raadt_aan": ["beide-ouders"] }] });
    let shown = if at.is_multiple_of(2) { "veilig-thuis" } else { "geen" };
    let on = uitkomst("verder", "nvt", "meldcode", &[shown, "gesprek-betrokkenen"]);
    let on = with(on, "/acties/1/raadt_aan", json!(["beide-ouders"]));
    let knopen = [
        mark(danger, "ja", json!({ "kenmerken": ["acuut-gevaar"] })),
        mark(mark(first, "ja", json!({ "kenmerken": [KENMERKEN[at]] })), "twijfel", doubt("veilig-thuis")),
        mark(second, "twijfel", doubt("deskundige")),
        mark(third, "twijfel", doubt("gesprek-betrokkenen")),
        also(handeling("h1", &["deskundige", "gesprek-kind"], "verder"), both),
        warning(handeling("h2", &["collega"], "verder"), &["tolk-uit-kring"]),
        on,
        with(uitkomst("advies", "advies", "advies", &["veilig-thuis"]), "/acties/0/raadt_aan", json!(["beide-ouders"])),
        uitkomst("melden", "ja", "meldcode", &["noodnummer", "veilig-thuis"]),
    ];
    tree(&format!("weg-{at}"), "route", knopen)
}

/// Where the detours stand: before or after the questions that rules wait for.
#[derive(Clone, Copy)]
enum Early {
    Before,
    After,
}

/// A meldcode with this many detours in two questions.
fn with_detours(count: usize, early: Early) -> Vec<Value> {
    let question = |id: &str, some: &[usize], next: &str| {
        let mut answers: Vec<(String, String)> =
            some.iter().map(|at| (format!("a{at}"), format!("weg-{at}"))).collect();
        answers.extend([("geen".to_owned(), next.to_owned()), ("twijfel".to_owned(), next.to_owned())]);
        let answers: Vec<(&str, &str)> = answers.iter().map(|(id, to)| (id.as_str(), to.as_str())).collect();
        vraag(id, &answers)
    };
    let entry = |at: usize, next: &str| {
        deelboom(
            &format!("weg-{at}"),
            &format!("weg-{at}"),
            &[("verder", next), ("advies", "vraag-raad"), ("melden", "nood")],
        )
    };
    let on = match early {
        Early::Before => "gevaar",
        Early::After => "signalen",
    };
    let all: Vec<usize> = (0..count).collect();
    let (some, rest) = all.split_at(count * 7 / 10);
    let code = meldcode();
    let mut knopen: Vec<Value> = code["knopen"].as_array().expect("nodes").clone();
    knopen.extend([question("soort", some, "ook"), question("ook", rest, on)]);
    knopen.extend(some.iter().map(|at| entry(*at, "ook")).chain(rest.iter().map(|at| entry(*at, on))));
    knopen.push(uitkomst("vraag-raad", "advies", "advies", &["veilig-thuis"]));
    let code = with(code, "/knopen", json!(knopen));
    let code = match early {
        Early::Before => with(code, "/begin", json!("soort")),
        Early::After => in_node(code, "onthuld", |knoop| with(knoop, "/antwoorden/1/naar", json!("soort"))),
    };
    let mut files: Vec<Value> = all.iter().map(|at| weg(*at)).collect();
    files.extend([signalen("signalen-test", &["s1"]), kindcheck(), afwegingskader(), code]);
    files
}

fn states(count: usize, early: Early) -> usize {
    let library = MemoryLibrary::of(with_detours(count, early));
    let tree = library.build("meldcode-test").unwrap_or_else(|problems| panic!("{problems:#?}"));
    let proof = Waarborgen::shipped().expect("right").prove(&tree);
    assert_eq!(proof.problems, []);
    proof.states
}

#[test]
fn ten_detours_in_two_questions_do_not_blow_up() {
    for (early, place) in [(Early::After, "after"), (Early::Before, "before")] {
        let (few, many) = (states(2, early), states(10, early));
        println!("{place} the opening questions: {few} places with a memory with two detours, {many} with ten");
        assert!(many < 5_000, "{place}: {many}");
    }
}

#[test]
fn the_largest_shipped_tree_takes_few_places_with_a_memory() {
    let content = Content::shipped();
    for id in ["meldcode-basis", "geweld-door-beroepskracht", "kindcheck"] {
        let tree = content.tree(id).expect("shipped trees hold");
        let proof = Waarborgen::shipped().expect("right").prove(&tree);
        println!("{id}: {} places with a memory", proof.states);
        assert!(proof.states < 20_000, "{id}: {}", proof.states);
    }
}
