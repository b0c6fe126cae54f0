//! `aandacht gemeente`.

use serde_json::{Value, json};

use super::{Aandacht, keys, snapshot};

#[test]
fn a_municipality_is_found_under_every_name_that_people_type() {
    let program = Aandacht::new();
    let official = program.run("gemeente 's-Hertogenbosch").ok().stdout;
    assert!(official.starts_with("'s-Hertogenbosch\n"), "{official}");
    for typed in ["den bosch", "Den Bosch", "'s-hertogenbosch", "s hertogenbosch", "hertogenbos"] {
        assert_eq!(program.run(&format!("gemeente {typed}")).ok().stdout, official, "{typed}");
    }
    snapshot("gemeente_den_bosch", &[program.run("gemeente den bosch").ok()]);
    snapshot("gemeente_sudwest_fryslan", &[program.run("gemeente sudwest fryslan").ok()]);
}

#[test]
fn a_name_that_two_municipalities_share_shows_both_and_asks_which() {
    snapshot("gemeente_bergen", &[Aandacht::new().run("gemeente bergen").ok()]);
}

#[test]
fn an_unknown_name_is_told_with_the_nearest_ones_and_never_guessed() {
    let program = Aandacht::new();
    snapshot("gemeente_unknown", &[program.run("gemeente berge").failed(1), program.run("gemeente xyzzyq").failed(1)]);
}

#[test]
fn json_has_exactly_the_agreed_keys() {
    let program = Aandacht::new();
    let found = program.run("gemeente den bosch --json").ok().json();
    let expected = json!({
        "gevonden": [{
            "gm_code": "GM0796", "gemeente": "'s-Hertogenbosch", "provincie": "Noord-Brabant",
            "veilig_thuis": "Veilig Thuis Oost-Brabant", "ggd": "GGD Hart voor Brabant",
            "veiligheidsregio": "Brabant-Noord", "peildatum": "2025-01-01",
        }],
        "suggesties": [],
    });
    assert_eq!(found, expected);
    let both = program.run("gemeente bergen --json").ok().json();
    let names: Vec<&Value> = both["gevonden"].as_array().expect("a list").iter().map(|one| &one["gemeente"]).collect();
    assert_eq!(names, [&json!("Bergen (L.)"), &json!("Bergen (NH.)")]);
}

#[test]
fn json_of_an_unknown_name_has_suggestions_on_stdout_and_a_fault_on_stderr() {
    let run = Aandacht::new().run("gemeente berge --json");
    assert_eq!(run.code, 1);
    let found = run.json();
    assert_eq!(keys(&found), ["gevonden", "suggesties"]);
    assert_eq!(found["gevonden"], json!([]));
    let suggested = found["suggesties"].as_array().expect("a list");
    assert!(suggested.contains(&json!("Bergen (NH.)")), "{suggested:?}");
    assert_eq!(run.fault()["plaats"], "berge");
}

#[test]
fn ascii_spells_the_page_and_leaves_json_alone() {
    let program = Aandacht::new();
    let page = program.run("gemeente sudwest fryslan --ascii").ok().stdout;
    assert!(page.starts_with("Sudwest-Fryslan\n") && page.is_ascii(), "{page}");
    let data = program.run("gemeente sudwest fryslan --ascii --json").ok().json();
    assert_eq!(data["gevonden"][0]["gemeente"], "Súdwest-Fryslân");
}
