//! `noodnummers`, `signalen`, `woord`, `naslag`: looking something up.

use super::{Aandacht, Run, keys, snapshot};

#[test]
fn noodnummers_begins_with_112_and_veilig_thuis() {
    let run = Aandacht::new().run("noodnummers").ok();
    let at = |number: &str| run.stdout.find(number).unwrap_or_else(|| panic!("{number} is there"));
    assert!(at("\n112") < at("\n0800-2000") && at("\n0800-2000") < at("\n0800-0188"));
    snapshot("noodnummers", &[run]);
}

#[test]
fn noodnummers_as_json_says_when_each_was_checked() {
    let data = Aandacht::new().run("noodnummers --json").ok().json();
    assert_eq!(keys(&data), ["nummers"]);
    let numbers = data["nummers"].as_array().expect("a list");
    for number in numbers {
        let fields = [
            "bereikbaar",
            "gecontroleerd_op",
            "id",
            "kosten",
            "naam",
            "nood",
            "nummer",
            "voor_wie",
            "wanneer",
            "zekerheid",
        ];
        assert_eq!(keys(number), fields);
        assert!(number["gecontroleerd_op"].as_str().is_some_and(|day| day.len() == 10), "{number}");
    }
    assert_eq!(numbers[0]["nummer"], "112");
}

#[test]
fn signalen_lists_the_lists_and_shows_one() {
    let program = Aandacht::new();
    let lists = program.run("signalen").ok();
    assert_eq!(lists.stdout.lines().count(), 15);
    snapshot("signalen", &[lists, program.run("signalen signalen-huisdieren").ok()]);
    let source = program.run("signalen signalen-huisdieren --json").ok().json();
    assert_eq!(source["id"], "signalen-huisdieren");
    let rows = program.run("signalen --json").ok().json();
    assert_eq!(rows["checklists"].as_array().map(Vec::len), Some(15));
}

#[test]
fn a_word_is_found_by_abbreviation_by_part_and_with_a_typing_error() {
    let program = Aandacht::new();
    for (typed, word) in [
        ("csg", "Centrum Seksueel Geweld"),
        ("centrum seksueel", "Centrum Seksueel Geweld"),
        ("kindchek", "Kindcheck"),
        ("client", "Cliënt"),
    ] {
        let page = program.run(&format!("woord {typed}")).ok().stdout;
        assert!(page.starts_with(&format!("{word}\n")), "{typed}: {page}");
    }
    snapshot("woord", &[program.run("woord csg").ok(), program.run("woord vt").ok()]);
}

#[test]
fn woord_without_a_word_shows_the_whole_glossary() {
    let words = Aandacht::new().run("woord").ok().stdout;
    assert!(words.lines().count() >= 120);
    assert!(words.lines().any(|line| line.starts_with("Kindcheck")));
}

#[test]
fn a_word_as_json_has_its_fields() {
    let data = Aandacht::new().run("woord kindcheck --json").ok().json();
    assert_eq!(keys(&data), ["woorden"]);
    assert_eq!(keys(&data["woorden"][0]), ["betekenis", "id", "ook", "voluit", "woord", "zekerheid", "zie_ook"]);
    assert_eq!(data["woorden"][0]["id"], "kindcheck");
}

#[test]
fn naslag_lists_the_pages_and_shows_one() {
    let program = Aandacht::new();
    snapshot("naslag", &[program.run("naslag").ok(), program.run("naslag veilig-thuis-advies").ok()]);
    assert_eq!(program.run("naslag termijnen --json").ok().json()["id"], "termijnen");
}

#[test]
fn what_does_not_exist_is_told_with_what_to_do() {
    let program = Aandacht::new();
    let commands = ["signalen kind-0-4", "signalen onzin", "woord zzzzz", "naslag onzin", "raadpleeg onzin"];
    let told: Vec<Run> = commands.iter().map(|command| program.run(command).failed(1)).collect();
    assert!(told[0].stderr.contains("Bedoelt u \"signalen-kind-0-4\"?"), "{}", told[0].stderr);
    snapshot("lookups_unknown", &told);
    for command in ["signalen onzin", "woord zzzzz", "naslag onzin"] {
        let run = program.run(&format!("{command} --json"));
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{command}");
        assert_ne!(run.fault()["plaats"], "", "{command}");
    }
}

#[test]
fn every_page_is_at_most_80_columns_wide_except_for_an_address() {
    let program = Aandacht::new();
    for command in ["noodnummers", "signalen signalen-kind-0-4", "woord csg", "naslag termijnen", "gemeente bergen"] {
        for line in program.run(command).ok().stdout.lines() {
            let long = line.chars().count() > 80;
            assert!(!long || line.contains("http"), "{command}: {line}");
        }
    }
}
