//! What stands in a node: texts, sources, certainty, ids.

use aandacht::domain::inhoud::read;
use serde_json::{Value, json};

use super::{assert_among, assert_one, in_file, small, small_files};
use crate::common::reference::text;
use crate::common::{also, deelboom, faults, handeling, plus_node, signalen, tree, uitkomst, with, without};

#[test]
fn an_empty_text_is_refused_where_it_stands() {
    for (pointer, place) in [
        ("/titel", "titel"),
        ("/omschrijving", "omschrijving"),
        ("/versie", "versie"),
        ("/knopen/0/tekst", "knoop q"),
        ("/knopen/0/antwoorden/0/tekst", "knoop q, antwoord ja"),
        ("/knopen/0/antwoorden/2/actie/tekst", "knoop q, antwoord twijfel"),
        ("/knopen/1/tekst", "knoop h"),
        ("/knopen/1/doen/0", "knoop h, doen[0]"),
        ("/knopen/1/doen/1/tekst", "knoop h, doen[1]"),
        ("/knopen/1/uitleg/0/kop", "knoop h, uitleg[0].kop"),
        ("/knopen/1/uitleg/0/punten/0", "knoop h, uitleg[0].punten[0]"),
        ("/knopen/2/tekst", "knoop kijk"),
        ("/knopen/3/titel", "knoop u"),
        ("/knopen/3/acties/0/tekst", "knoop u, acties[0]"),
        ("/knopen/3/termijnen/0/tekst", "knoop u, termijnen[0]"),
    ] {
        for empty in ["", " \t"] {
            assert_one(&in_file(&with(small(), pointer, json!(empty))), place, "leeg");
        }
    }
}

#[test]
fn bug_an_empty_label_or_heading_is_refused_wherever_it_is_shown() {
    let labelled = with(small(), "/knopen/1/doen/1/label", json!("Tip"));
    let said = with(labelled, "/knopen/3/tekst", json!("Wat het betekent."));
    let said = with(said, "/knopen/0/toelichting", json!("Altijd in beeld."));
    let said = with(said, "/knopen/0/open_laten", json!("wacht op toets"));
    assert!(read(said.to_string().as_bytes(), "proef.json").is_ok());
    let mut silent = Vec::new();
    for pointer in [
        "/stappen/0/titel",
        "/knopen/1/doen/1/label",
        "/knopen/3/tekst",
        "/knopen/0/toelichting",
        "/knopen/0/open_laten",
        "/bronnen/0/titel",
        "/bronnen/0/uitgever",
        "/bronnen/0/vindplaats",
    ] {
        let empty = with(said.clone(), pointer, json!(" "));
        if read(empty.to_string().as_bytes(), "proef.json").is_ok() {
            silent.push(pointer);
        }
    }
    assert!(silent.is_empty(), "empty and not reported: {silent:?}");
}

#[test]
fn a_node_says_where_it_comes_from_and_how_certain_it_is() {
    for field in ["bronnen", "feiten"] {
        for at in 0..4 {
            let pointer = format!("/knopen/{at}/{field}");
            let place = format!("knoop {}", text(&small()["knopen"][at]["id"]));
            assert_one(&in_file(&without(small(), &pointer)), &place, "herkomst");
            assert_one(&in_file(&with(small(), &pointer, json!([]))), &place, "herkomst");
        }
    }
    assert_one(&in_file(&without(small(), "/knopen/0/zekerheid")), "knoop q", "zekerheid");
    assert_one(&in_file(&without(small(), "/knopen/1/doen/1/zekerheid")), "knoop h, doen[1]", "zekerheid");
    // A deelboom may leave the three out; when it states a certainty, it states all of it.
    let node = deelboom("kindcheck", "kindcheck", &[("zorgen", "u"), ("geen-kinderen", "u")]);
    let of = |node: Value| tree("t", "route", [node, uitkomst("u", "nvt", "hulp", &["geen"])]);
    assert!(read(of(node.clone()).to_string().as_bytes(), "t.json").is_ok());
    assert_one(&in_file(&of(also(node, json!({ "zekerheid": "hoog" })))), "knoop kindcheck", "herkomst");
}

#[test]
fn a_source_that_the_head_does_not_name_is_refused_wherever_it_is_used() {
    for (pointer, place) in [
        ("/knopen/0/bronnen", "knoop q"),
        ("/knopen/1/doen/1/bronnen", "knoop h, doen[1]"),
        ("/knopen/0/antwoorden/2/actie/bronnen", "knoop q, antwoord twijfel"),
        ("/knopen/3/acties/0/bronnen", "knoop u, acties[0]"),
        ("/knopen/3/termijnen/0/bronnen", "knoop u, termijnen[0]"),
    ] {
        assert_one(&in_file(&with(small(), pointer, json!(["b1", "b7"]))), place, "\"b7\"");
    }
}

#[test]
fn a_double_id_is_refused() {
    let twice = plus_node(small(), handeling("h", &["geen"], "u"));
    assert_among(&in_file(&twice), "knopen", "\"h\"");
    let answer = with(small(), "/knopen/0/antwoorden/1/id", json!("ja"));
    assert_one(&in_file(&answer), "knoop q", "\"ja\"");
    let step = with(small(), "/stappen", json!([{ "id": "1", "titel": "A" }, { "id": "1", "titel": "B" }]));
    assert_one(&in_file(&step), "stappen", "\"1\"");
    let bron = small()["bronnen"][0].clone();
    assert_one(&in_file(&with(small(), "/bronnen", json!([bron.clone(), bron]))), "bronnen", "\"b1\"");
    assert_among(&in_file(&signalen("s", &["s1", "s2", "s1"])), "groepen", "\"s1\"");
}

#[test]
fn an_unknown_step_is_refused() {
    assert_one(&in_file(&with(small(), "/knopen/2/stap", json!("9"))), "knoop kijk", "\"9\"");
}

#[test]
fn a_handeling_says_with_whom() {
    assert_one(&in_file(&with(small(), "/knopen/1/contact", json!([]))), "knoop h", "contact");
}

#[test]
fn a_lijst_names_one_list_or_several_and_not_both() {
    assert_one(&in_file(&with(small(), "/knopen/2/lijsten", json!(["signalen-test"]))), "knoop kijk", "`lijsten`");
    assert_one(&in_file(&without(small(), "/knopen/2/lijst")), "knoop kijk", "`lijsten`");
    let several = without(with(small(), "/knopen/2/lijsten", json!(["signalen-test"])), "/knopen/2/lijst");
    assert_eq!(faults(small_files(several), "klein"), []);
}
