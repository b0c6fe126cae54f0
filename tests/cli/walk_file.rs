//! `aandacht loop`: a walk without a person.

use serde_json::{Value, json};

use super::{Aandacht, keys, snapshot};

/// Answers as `loop` reads them, from `v1=ja hulp=verder`.
pub fn answers(text: &str) -> String {
    let answers: Vec<Value> = text
        .split_whitespace()
        .map(|pair| {
            let (knoop, antwoord) = pair.split_once('=').expect("node=answer");
            json!({ "knoop": knoop, "antwoord": antwoord })
        })
        .collect();
    json!({ "antwoorden": answers }).to_string()
}

/// A walk through the whole meldcode to help that works, with its deelbomen.
const WHOLE: &str = "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder s1-lijst=verder \
                     s1-check=kindcheck kindcheck/k1=ja kindcheck/k2=ja kindcheck/k3=ja s1-check-klaar=verder \
                     s2-overleg=verder s3-gesprek=nee s3-geen-gesprek=verder afweging/v1=ja afweging/v2=nee \
                     afweging/v3=ja afweging/v4=ja afweging/hulp=verder";

fn walk(id: &str, text: &str) -> Value {
    Aandacht::new().run_on(&format!("loop {id} --antwoorden - --json"), &answers(text)).ok().json()
}

const TOP: [&str; 7] = ["checklist", "eigen_versie", "open", "stappen", "uitkomst", "versie", "vingerafdruk"];

#[test]
fn a_full_walk_gives_exactly_the_agreed_keys_and_no_open_question() {
    let data = walk("meldcode-basis", &format!("{WHOLE} afweging/v5=nee s5-melden-3=verder"));
    assert_eq!(keys(&data), TOP);
    assert_eq!(data["open"], Value::Null);
    assert_eq!(data["checklist"], "meldcode-basis");
    assert_eq!(data["eigen_versie"], false);
    assert_eq!(data["vingerafdruk"].as_str().map(str::len), Some(64));
    for step in data["stappen"].as_array().expect("steps") {
        assert_eq!(keys(step), ["antwoord", "knoop", "vraag"]);
    }
    let outcome = &data["uitkomst"];
    let fields = ["acties", "bronnen", "id", "melden", "norm", "termijnen", "titel", "vervolg", "zekerheid"];
    assert_eq!(keys(outcome), fields);
    assert_eq!((&outcome["melden"], &outcome["norm"]), (&json!("ja"), &json!("3")), "{outcome}");
    for action in outcome["acties"].as_array().expect("actions") {
        assert_eq!(keys(action), ["tekst"]);
    }
    for term in outcome["termijnen"].as_array().expect("terms") {
        assert_eq!(keys(term), ["dagen", "tekst", "werkdagen"]);
    }
    assert!(outcome["bronnen"].as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_string)));
}

#[test]
fn an_outcome_without_a_norm_has_null_in_its_place() {
    let outcome = walk("afwegingskader-basis", "v1=nee")["uitkomst"].clone();
    assert_eq!((&outcome["melden"], &outcome["norm"]), (&json!("nee"), &Value::Null));
}

#[test]
fn a_walk_left_open_is_done_and_says_what_is_asked_now() {
    let data = walk("meldcode-basis", WHOLE);
    assert_eq!(keys(&data), TOP);
    assert_eq!(data["uitkomst"], Value::Null);
    assert_eq!(keys(&data["open"]), ["antwoorden", "knoop", "type", "vraag"]);
    assert_eq!((&data["open"]["knoop"], &data["open"]["type"]), (&json!("afweging/v5"), &json!("vraag")));
    let answers = data["open"]["antwoorden"].as_array().expect("answers");
    assert!(answers.iter().all(|answer| keys(answer) == ["id", "tekst"]));
    let ids: Vec<&Value> = answers.iter().map(|answer| &answer["id"]).collect();
    assert_eq!(ids, [&json!("ja"), &json!("nee"), &json!("twijfel")]);
}

#[test]
fn an_open_task_or_list_is_answered_with_verder() {
    for (before, node, kind) in [
        (
            "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee",
            "s1-signalen",
            "handeling",
        ),
        (
            "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder",
            "s1-lijst",
            "lijst",
        ),
    ] {
        let open = walk("meldcode-basis", before)["open"].clone();
        assert_eq!((&open["knoop"], &open["type"]), (&json!(node), &json!(kind)));
        assert_eq!(open["antwoorden"], json!([{ "id": "verder", "tekst": "Verder" }]));
    }
}

#[test]
fn ticked_signals_come_back_with_their_step() {
    let ticks = json!(["signalen-kind-0-4/eerste", "x"]);
    let mut input: Value = serde_json::from_str(&answers(
        "gevaar=nee beroepskracht=nee plicht=ja onthulling=nee eer=nee situatie=nee taal=nee s1-signalen=verder s1-lijst=verder",
    ))
    .expect("JSON");
    input["antwoorden"][8]["aangevinkt"] = ticks;
    let program = Aandacht::new();
    let refused = program.run_on("loop meldcode-basis --antwoorden -", &input.to_string()).failed(1);
    assert!(refused.stderr.contains("signalen-kind-0-4/eerste"), "{}", refused.stderr);
    let source = program.run("signalen signalen-vgv --json").ok().json();
    let id = source["groepen"][0]["items"][0]["id"].as_str().expect("an id").to_owned();
    let ticked = json!([format!("signalen-vgv/{id}")]);
    input["antwoorden"][8]["aangevinkt"] = ticked.clone();
    let data = program.run_on("loop meldcode-basis --antwoorden - --json", &input.to_string()).ok().json();
    assert_eq!(data["stappen"][8]["aangevinkt"], ticked);
    let page = program.run_on("loop meldcode-basis --antwoorden -", &input.to_string()).ok().stdout;
    assert_eq!(page.matches("[x] ").count(), 1, "{page}");
}

#[test]
fn without_json_it_prints_the_report() {
    let program = Aandacht::new();
    let kader = "loop afwegingskader-basis --antwoorden -";
    snapshot("loop_outcome", &[program.run_on(kader, &answers("v1=ja v2=ja")).ok()]);
    snapshot("loop_open", &[program.run_on(kader, &answers("v1=ja v2=nee v3=ja v4=ja hulp=verder")).ok()]);
}

#[test]
fn answers_come_from_a_file_as_well_as_from_standard_input() {
    let program = Aandacht::new().with("antwoorden.json", answers("v1=nee"));
    let from_file = program.run("loop afwegingskader-basis --antwoorden antwoorden.json --json").ok();
    let from_stdin = program.run_on("loop afwegingskader-basis --antwoorden - --json", &answers("v1=nee")).ok();
    assert_eq!(from_file.stdout, from_stdin.stdout);
}

#[test]
fn the_same_answers_give_the_same_data_every_time() {
    assert_eq!(walk("meldcode-basis", WHOLE), walk("meldcode-basis", WHOLE));
}
