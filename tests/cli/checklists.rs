//! `aandacht checklists`: the content itself, for whoever writes it.

use std::fs;
use std::path::Path;

use aandacht::domain::inhoud::{Soort, schema};
use serde_json::{Value, json};

use super::{Aandacht, keys, snapshot};

fn shipped(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists").join(path);
    serde_json::from_slice(&fs::read(path).expect("the shipped file is there")).expect("JSON")
}

/// The kindcheck with its second question leading nowhere.
fn broken() -> String {
    let mut tree = shipped("beslisboom/kindcheck.json");
    tree["knopen"][1]["antwoorden"][0]["naar"] = json!("nergens");
    tree.to_string()
}

#[test]
fn lijst_shows_every_file_with_version_and_status() {
    let program = Aandacht::new();
    snapshot("checklists_lijst", &[program.run("checklists lijst").ok(), program.run("checklists lijst nummers").ok()]);
    let data = program.run("checklists lijst beslisboom --json").ok().json();
    assert_eq!(keys(&data), ["checklists"]);
    let first = &data["checklists"][0];
    assert_eq!(keys(first), ["eigen_versie", "id", "omschrijving", "soort", "status", "titel", "versie"]);
    assert_eq!((&first["id"], &first["eigen_versie"]), (&json!("meldcode-basis"), &json!(false)));
}

#[test]
fn lijst_says_which_file_is_the_users_own() {
    let mut mine = shipped("signalen/signalen-vgv.json");
    mine["versie"] = json!("2026.7");
    let program = Aandacht::new().with("checklists/signalen/signalen-vgv.json", mine.to_string());
    let lines = program.run("checklists lijst signalen").ok().stdout;
    let own: Vec<&str> = lines.lines().filter(|line| line.contains("eigen versie")).collect();
    assert_eq!(own.len(), 1, "{lines}");
    assert!(own[0].starts_with("signalen-vgv ") && own[0].contains("2026.7"), "{}", own[0]);
    let rows = program.run("checklists lijst signalen --json").ok().json();
    let marked = rows["checklists"].as_array().expect("a list").iter().filter(|row| row["eigen_versie"] == true);
    assert_eq!(marked.count(), 1);
}

#[test]
fn toon_shows_the_nodes_of_a_tree_with_what_they_rest_on() {
    let program = Aandacht::new();
    let run = program.run("checklists toon kindcheck").ok();
    for node in ["k1 [vraag", "k2 [vraag", "k3 [vraag", "k4 [vraag", "sluiten [uitkomst"] {
        assert!(run.stdout.contains(node), "{node}");
    }
    for part in ["feiten: F6.01", "zekerheid middel", "naar k2"] {
        assert!(run.stdout.contains(part), "{part}");
    }
    assert_eq!(program.run("checklists toon kindcheck --json").ok().json(), shipped("beslisboom/kindcheck.json"));
    assert_eq!(program.run("checklists toon termijnen --json").ok().json(), shipped("naslag/termijnen.json"));
    snapshot("checklists_toon_unknown", &[program.run("checklists toon onzin").failed(1)]);
    assert_eq!(program.run("checklists toon onzin --json").fault()["plaats"], "onzin");
}

#[test]
fn routes_are_the_roads_of_the_golden_file() {
    let program = Aandacht::new();
    for id in ["kindcheck", "afwegingskader-basis", "meldcode-basis"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/routes/{id}.txt"));
        let golden = fs::read_to_string(path).expect("the golden file is there");
        let (stages, roads): (Vec<&str>, Vec<&str>) = golden.lines().partition(|line| line.starts_with('#'));
        let roads: Vec<&str> = roads.iter().filter_map(|line| line.split(" | ").next()).collect();
        let run = program.run(&format!("checklists routes {id}")).ok();
        let printed: Vec<&str> = run.stdout.lines().filter(|line| line.contains(" > ")).collect();
        assert_eq!(printed, roads, "{id}");
        assert_eq!(run.stdout.lines().filter(|line| line.starts_with("Etappe ")).count() > 0, stages.len() > 1, "{id}");
        let data = program.run(&format!("checklists routes {id} --json")).ok().json();
        assert_eq!(keys(&data), ["aantal", "checklist", "etappes"]);
        assert_eq!(data["etappes"].as_array().map(Vec::len), Some(stages.len()));
        let told = data["etappes"].as_array().into_iter().flatten().filter_map(|stage| stage["routes"].as_array());
        assert_eq!(told.map(Vec::len).sum::<usize>(), roads.len());
        if stages.len() == 1 {
            assert_eq!(data["aantal"], roads.len());
        }
    }
    program.run("checklists routes onzin").failed(1);
    program.run("checklists routes signalen-vgv").failed(1);
}

#[test]
fn schema_is_that_of_the_kind_and_of_a_tree_when_none_is_named() {
    let program = Aandacht::new();
    for soort in Soort::ALL {
        let printed = program.run(&format!("checklists schema {}", soort.name())).ok().json();
        assert_eq!(printed, serde_json::to_value(schema(soort)).expect("JSON"), "{}", soort.name());
    }
    let tree = serde_json::to_value(schema(Soort::Beslisboom)).expect("JSON");
    assert_eq!(program.run("checklists schema").ok().json(), tree);
    snapshot(
        "checklists_unknown_kind",
        &[program.run("checklists schema draaiboek").failed(2), program.run("checklists lijst draaiboek").failed(2)],
    );
}

#[test]
fn controleer_without_a_path_checks_everything_the_program_knows() {
    let run = Aandacht::new().run("checklists controleer").ok();
    assert!(run.stdout.ends_with("bestanden gecontroleerd: in orde.\n"), "{}", run.stdout);
    let data = Aandacht::new().run("checklists controleer --json").ok().json();
    assert_eq!(keys(&data), ["gecontroleerd", "problemen"]);
    assert_eq!(data["problemen"], json!([]));
}

#[test]
fn controleer_of_a_good_file_or_folder_says_that_it_is_in_order() {
    let program = Aandacht::new().with("werk/kindcheck.json", shipped("beslisboom/kindcheck.json").to_string());
    for path in ["werk/kindcheck.json", "werk"] {
        let run = program.run(&format!("checklists controleer {path}")).ok();
        assert_eq!(run.stdout, "1 bestand gecontroleerd: in orde.\n");
    }
}

#[test]
fn controleer_tells_every_problem_with_file_place_what_and_advice() {
    let whole = shipped("beslisboom/kindcheck.json").to_string();
    let mut no_format = shipped("signalen/signalen-vgv.json");
    no_format["formaat"] = json!(2);
    let mut twice = shipped("signalen/signalen-huisdieren.json");
    twice["groepen"][0]["items"][1]["id"] = twice["groepen"][0]["items"][0]["id"].clone();
    let mut circle = shipped("beslisboom/mantelzorgcheck.json");
    let begin = circle["begin"].clone();
    let last = circle["knopen"].as_array().expect("nodes").iter().rposition(|node| node["type"] == "vraag");
    circle["knopen"][last.expect("a question")]["antwoorden"][0]["naar"] = begin;
    let mut rule = shipped("beslisboom/afwegingskader-basis.json");
    for node in rule["knopen"].as_array_mut().expect("nodes").iter_mut().filter(|node| node["id"] == "melden-norm1") {
        node["melden"] = json!("advies");
    }
    let program = Aandacht::new()
        .with("werk/a/afgekapt.json", &whole[..500])
        .with("werk/b/kindcheck.json", broken())
        .with("werk/c/signalen-vgv.json", no_format.to_string())
        .with("werk/d/signalen-huisdieren.json", twice.to_string())
        .with("werk/e/mantelzorgcheck.json", circle.to_string())
        .with("werk/f/afwegingskader-basis.json", rule.to_string())
        .with("werk/g/latin1.json", b"{\n \"titel\": \"Cli\xebnt\"\n}")
        .with("werk/h/groot.json", vec![b' '; 10 * 1024 * 1024]);
    let run = program.run("checklists controleer werk").failed(1);
    let files = ["afgekapt", "kindcheck", "signalen-vgv", "signalen-huisdieren", "mantelzorgcheck", "latin1", "groot"];
    for file in files {
        assert!(run.stdout.contains(&format!("{file}.json")), "{file}\n{}", run.stdout);
    }
    assert!(run.stdout.contains("Veiligheidsregel 1"), "{}", run.stdout);
    assert!(run.stdout.lines().all(|line| line.contains(" Wat te doen: ")), "{}", run.stdout);
    let data = program.run("checklists controleer werk --json");
    let problems = data.json()["problemen"].as_array().expect("a list").clone();
    assert_eq!(problems.len(), run.stdout.lines().count());
    assert!(problems.iter().all(|problem| keys(problem) == ["advies", "bestand", "plaats", "wat"]));
    assert_eq!(data.code, 1);
    data.fault();
    snapshot("checklists_controleer", &[run]);
}

#[test]
fn waarborgen_lists_every_rule_with_the_trees_it_is_for_and_its_facts() {
    let program = Aandacht::new();
    let run = program.run("checklists waarborgen").ok();
    let data = program.run("checklists waarborgen --json").ok().json();
    let rules = data["regels"].as_array().expect("rules");
    assert!(rules.len() >= 17, "{}", rules.len());
    let folded = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for rule in rules {
        assert!(folded.contains(rule["tekst"].as_str().expect("a text")), "{rule}");
        for fact in rule["feiten"].as_array().expect("facts") {
            assert!(folded.contains(fact.as_str().expect("a number")), "{fact}");
        }
    }
    snapshot("checklists_waarborgen", &[run]);
}

#[test]
fn controleer_of_a_path_that_is_not_there_says_so() {
    let program = Aandacht::new();
    snapshot("checklists_controleer_no_path", &[program.run("checklists controleer werk/niets.json").failed(1)]);
    assert_eq!(program.run("checklists controleer weg --json").fault()["plaats"], "weg");
}

#[test]
fn a_broken_own_file_is_named_at_every_command_and_the_shipped_one_is_used() {
    let program = Aandacht::new().with("checklists/beslisboom/kindcheck.json", broken());
    let run = program.run_on("loop kindcheck --antwoorden - --json", r#"{"antwoorden":[]}"#);
    assert_eq!(run.code, 0, "{}", run.transcript());
    assert_eq!(run.json()["eigen_versie"], false);
    assert_eq!(run.json()["open"]["knoop"], "k1");
    assert!(run.stderr.lines().all(|line| line.starts_with("Let op: ")), "{}", run.stderr);
    assert!(run.stderr.contains("checklists/beslisboom/kindcheck.json"), "{}", run.stderr);
    snapshot("own_file_left_out", &[program.run("noodnummers --json").quiet(), program.run("checklists controleer")]);
}
