//! The kinds beside trees.

use aandacht::domain::inhoud::{Inhoud, Soort, read, schema};
use serde_json::{Value, json};

use super::{assert_among, in_file, municipalities, numbers, others, reference_page, terms, words, writing_help};
use crate::common::reference::text;
use crate::common::{also, signalen, with, without};

#[test]
fn the_other_kinds_are_checked_for_what_their_users_rely_on() {
    let cases = [
        (with(signalen("s", &["s1"]), "/groepen", json!([])), "groepen", "geen signalen"),
        (with(signalen("s", &["s1"]), "/inleiding", json!("")), "inleiding", "leeg"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/tekst", json!("")), "signaal s1", "leeg"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/feiten", json!([])), "signaal s1", "herkomst"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/bronnen", json!(["b7"])), "signaal s1", "b7"),
        (with(signalen("s", &["s1"]), "/groepen/0/items/0/id", json!("S/1")), "signaal S/1", "id"),
        (with(numbers(), "/nummers/0/zekerheid", json!("laag")), "nummer alarm", "laag"),
        (with(numbers(), "/nummers/0/noodpagina", json!(3)), "noodpagina", "112"),
        (with(numbers(), "/nummers/1/nummer", json!("0800-2001")), "noodpagina", "0800-2000"),
        (without(numbers(), "/nummers/1"), "noodpagina", "0800-2000"),
        (with(numbers(), "/nummers/0/feiten", json!([])), "nummer alarm", "herkomst"),
        (with(numbers(), "/noodregels/0", json!("")), "noodregels[0]", "leeg"),
        (with(words(), "/woorden/0/zie_ook/0", json!("xx")), "woord vt", "\"xx\""),
        (with(words(), "/woorden/1/id", json!("vt")), "woorden", "\"vt\""),
        (with(words(), "/woorden/1/betekenis", json!("")), "woord af", "leeg"),
        (
            without(without(reference_page(), "/hoofdstukken/0/tekst"), "/hoofdstukken/0/punten"),
            "hoofdstuk een",
            "leeg",
        ),
        (
            with(reference_page(), "/hoofdstukken/0/punten/0", json!({ "tekst": "x", "feiten": ["F1.01"] })),
            "hoofdstuk een, punten[0]",
            "zekerheid",
        ),
        (with(writing_help(), "/inleiding", json!(" ")), "inleiding", "leeg"),
        (with(writing_help(), "/vraag", json!("")), "vraag", "leeg"),
        (with(writing_help(), "/groepen", json!([])), "groepen", "geen groepen"),
        (with(writing_help(), "/groepen/0/id", json!("Een")), "groep Een", "id"),
        (with(writing_help(), "/groepen/0/titel", json!("")), "groep een, titel", "leeg"),
        (with(writing_help(), "/groepen/0/vraag", json!("")), "groep een, vraag", "leeg"),
        (with(writing_help(), "/groepen/0/feiten", json!([])), "groep een", "herkomst"),
        (with(writing_help(), "/groepen/0/woorden", json!([])), "groep een", "geen woorden"),
        (with(writing_help(), "/groepen/0/woorden/0/woord", json!("...")), "groep een, woord ...", "zonder letters"),
        (with(writing_help(), "/groepen/0/woorden/1/vormen/0", json!("Áltijd")), "naar verluidt", "twee keer"),
        (with(writing_help(), "/groepen/0/woorden/1/vraag", json!("")), "woord naar verluidt", "leeg"),
        (with(terms(), "/inleiding/0", json!("")), "inleiding[0]", "leeg"),
        (with(terms(), "/termijnen", json!([])), "termijnen", "geen termijnen"),
        (with(terms(), "/termijnen/0/id", json!("Een")), "termijn Een", "id"),
        (with(terms(), "/termijnen/0/dossier", json!("")), "termijn een, dossier", "leeg"),
        (with(terms(), "/termijnen/0/vanaf", json!(" ")), "termijn een, vanaf", "leeg"),
        (without(terms(), "/termijnen/0/jaren"), "termijn een", "hoe lang"),
        (with(terms(), "/termijnen/0/sectoren/0", json!("arts")), "termijn een", "\"arts\""),
        (with(terms(), "/termijnen/0/tegenspraak/0", json!("drie")), "termijn een", "één kant"),
        (with(terms(), "/termijnen/0/tegenspraak", json!([])), "termijn twee", "één kant"),
        (with(terms(), "/termijnen/0/tegenspraak/0", json!("een")), "termijn een", "één kant"),
        (with(terms(), "/termijnen/0/feiten", json!([])), "termijn een", "herkomst"),
        (with(terms(), "/termijnen/0/let_op/0", json!("")), "termijn een, let_op[0]", "leeg"),
        (with(municipalities(), "/gemeenten/0/veilig_thuis", json!("VT B")), "gemeente GM0001", "VT B"),
    ];
    for (file, place, about) in cases {
        assert_among(&in_file(&file), place, about);
    }
}

#[test]
fn a_typing_error_in_a_long_list_is_reported_with_the_id_of_its_item_and_does_not_hide_the_next() {
    let file = with(words(), "/woorden/0/betekenenis", json!("x"));
    let file = with(file, "/woorden/1/oook", json!(["x"]));
    let problems = in_file(&file);
    assert_among(&problems, "in vt", "betekenenis");
    assert_among(&problems, "in af", "oook");
    let file = with(
        with(signalen("s", &["s1", "s2"]), "/groepen/0/items/0/zekerheid", json!("zeker")),
        "/groepen/0/items/1/tekts",
        json!("x"),
    );
    let problems = in_file(&file);
    assert_among(&problems, "in s1", "zeker");
    assert_among(&problems, "in s2", "tekts");
    let file = with(numbers(), "/nummers/0/gecontroleerd", json!("2026-11-21"));
    assert_among(&in_file(&file), "in alarm", "gecontroleerd");
    let file = with(writing_help(), "/groepen/0/woorden/1/vorm", json!(["x"]));
    assert_among(&in_file(&file), "in naar verluidt", "vorm");
    let file = with(municipalities(), "/gemeenten/0/gdd", json!("x"));
    assert_among(&in_file(&file), "in GM0001", "gdd");
}

#[test]
fn an_unknown_field_at_the_top_of_any_kind_is_refused() {
    for other in others() {
        let problems = in_file(&also(other, json!({ "toelichtinng": "x" })));
        assert_among(&problems, "", "toelichtinng");
    }
}

#[test]
fn a_file_is_read_as_the_kind_it_says_it_is() {
    for other in others() {
        let Ok(inhoud) = read(other.to_string().as_bytes(), "proef.json") else { panic!("{other}") };
        let same = match &inhoud {
            Inhoud::Beslisboom(_) => Soort::Beslisboom,
            Inhoud::Signalen(_) => Soort::Signalen,
            Inhoud::Naslag(_) => Soort::Naslag,
            Inhoud::Nummers(_) => Soort::Nummers,
            Inhoud::Woordenlijst(_) => Soort::Woordenlijst,
            Inhoud::Gemeenten(_) => Soort::Gemeenten,
            Inhoud::Schrijfhulp(_) => Soort::Schrijfhulp,
            Inhoud::Bewaartermijnen(_) => Soort::Bewaartermijnen,
            Inhoud::Netwerk(_) => Soort::Netwerk,
            Inhoud::Werkvorm(_) => Soort::Werkvorm,
            Inhoud::Casus(_) => Soort::Casus,
            Inhoud::Anoniem(_) => Soort::Anoniem,
        };
        assert_eq!((same.name(), inhoud.kop().soort), (text(&other["soort"]), same));
        // The schema that authors get knows every field that the file has.
        let schema = serde_json::to_value(schema(same)).expect("JSON");
        // A tree has two shapes: whole, or what differs from another.
        let shapes = schema["anyOf"].as_array().cloned().unwrap_or_else(|| vec![schema.clone()]);
        for field in other.as_object().expect("an object").keys() {
            let known = |shape: &Value| {
                let named = shape["$ref"].as_str().and_then(|at| schema.pointer(at.trim_start_matches('#')));
                named.unwrap_or(shape)["properties"].get(field).is_some()
            };
            assert!(shapes.iter().any(known), "{field} of {} is not in its schema", same.name());
        }
    }
}
