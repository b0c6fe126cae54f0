//! `aandacht loop` on input that does not fit: one clear fault that names the place, and nothing is guessed.

use super::walk_file::answers;
use super::{Aandacht, Run, snapshot};

/// Name, checklist, input, and the place that the fault has to name.
fn bad_input() -> Vec<(&'static str, &'static str, String, &'static str)> {
    let kader = "afwegingskader-basis";
    let raw = |text: &str| text.to_owned();
    vec![
        ("unknown node", kader, answers("v1=ja v9=ja"), "v9"),
        ("unknown node in a deelboom", "meldcode-basis", answers("afweging/v9=ja"), "afweging/v9"),
        ("unknown answer", kader, answers("v1=ja v2=misschien"), "v2"),
        ("answer out of turn", kader, answers("v1=ja v3=ja"), "v3"),
        ("too many answers", kader, answers("v1=nee v2=ja"), "v2"),
        ("a task answered with yes", kader, answers("v1=ja v2=nee v3=ja v4=ja hulp=ja"), "hulp"),
        ("empty", kader, raw(""), "standaardinvoer"),
        ("blank", kader, raw(" \n\t"), "standaardinvoer"),
        ("not JSON", kader, raw("v1: ja"), "standaardinvoer, regel 1, kolom 1"),
        ("cut off", kader, raw(r#"{"antwoorden": [{"knoop": "v1""#), "standaardinvoer, antwoorden[0]"),
        ("something behind it", kader, answers("v1=nee") + " en verder", "standaardinvoer, regel 1"),
        ("a list", kader, raw("[]"), "standaardinvoer, regel 1"),
        ("a misspelt field", kader, raw(r#"{"antwoorden": [{"knop": "v1", "antwoord": "ja"}]}"#), "antwoorden[0].knop"),
        ("a number", kader, raw(r#"{"antwoorden": [{"knoop": "v1", "antwoord": 1}]}"#), "antwoorden[0].antwoord"),
        (
            "a tick where nothing can be ticked",
            kader,
            raw(r#"{"antwoorden": [{"knoop": "v1", "antwoord": "ja", "aangevinkt": ["x"]}]}"#),
            "v1",
        ),
        ("unknown checklist", "kindchek", answers(""), "kindchek"),
    ]
}

#[test]
fn every_bad_input_is_one_fault_that_names_the_place() {
    let program = Aandacht::new();
    let mut told: Vec<Run> = Vec::new();
    for (name, checklist, input, place) in bad_input() {
        let run = program.run_on(&format!("loop {checklist} --antwoorden -"), &input).failed(1);
        assert_eq!(run.stdout, "", "{name}");
        assert_eq!(run.stderr.matches("Fout: ").count(), 1, "{name}: {}", run.stderr);
        let named = run.stderr.lines().find_map(|line| line.strip_prefix("Waar: "));
        assert!(named.is_some_and(|named| named.contains(place)), "{name}: {}", run.stderr);
        let json = program.run_on(&format!("loop {checklist} --antwoorden - --json"), &input);
        assert_eq!((json.code, json.stdout.as_str()), (1, ""), "{name}");
        assert_eq!(json.fault()["plaats"].as_str(), named, "{name}");
        told.push(run);
    }
    snapshot("loop_faults", &told);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let program = Aandacht::new().with("map/leeg.json", "");
    let missing = program.run("loop kindcheck --antwoorden weg.json").failed(1);
    let folder = program.run("loop kindcheck --antwoorden map").failed(1);
    let empty = program.run("loop kindcheck --antwoorden map/leeg.json").failed(1);
    assert_eq!(program.run("loop kindcheck --antwoorden weg.json --json").fault()["plaats"], "weg.json");
    snapshot("loop_files", &[missing, folder, empty]);
}

#[test]
fn a_fault_never_repeats_more_of_the_input_than_the_place() {
    let program = Aandacht::new();
    let secret = "Jansen, Dorpsstraat 1";
    let input = format!(r#"{{"antwoorden": [{{"knoop": "v1", "antwoord": "ja", "notitie": "{secret}"}}]}}"#);
    let run = program.run_on("loop afwegingskader-basis --antwoorden -", &input).failed(1);
    assert!(!run.stderr.contains("Jansen"), "{}", run.stderr);
}
