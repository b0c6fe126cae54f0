//! All problems at once, so that an author checks twice and not ten times.

use serde_json::json;

use super::{assert_among, in_file, in_tree, small};
use crate::common::{also, with, without};

#[test]
fn all_problems_of_a_file_are_reported_at_once() {
    let file = with(small(), "/titel", json!(""));
    let file = with(file, "/id", json!("Klein"));
    let file = with(file, "/knopen/0/bronnen", json!(["b7"]));
    let file = with(file, "/knopen/1/doen/0", json!(""));
    let file = with(file, "/knopen/3/stap", json!("9"));
    let problems = in_file(&file);
    assert_eq!(problems.len(), 5, "{problems:#?}");
    for (place, about) in
        [("titel", "leeg"), ("id", "Klein"), ("knoop q", "b7"), ("knoop h, doen[0]", "leeg"), ("knoop u", "\"9\"")]
    {
        assert_among(&problems, place, about);
    }
}

#[test]
fn typing_errors_in_several_nodes_are_reported_at_once() {
    let file = with(small(), "/knopen/0/teskt", json!("x"));
    let file = with(file, "/knopen/2/lijsst", json!("x"));
    let file = without(file, "/knopen/3/melden");
    let file = without(file, "/versie");
    let problems = in_file(&file);
    for (place, about) in
        [("", "versie"), ("knopen[0] (q)", "teskt"), ("knopen[2] (kijk)", "lijsst"), ("knopen[3] (u)", "melden")]
    {
        assert_among(&problems, place, about);
    }
    assert_eq!(problems.len(), 4, "{problems:#?}");
}

#[test]
fn all_problems_of_the_shape_are_reported_at_once() {
    let file = with(small(), "/knopen/0/antwoorden/0/naar", json!("nergens"));
    let file = without(file, "/knopen/0/antwoorden/2/actie");
    let file = with(file, "/knopen/3/acties", json!([]));
    let file = with(file, "/knopen/2/lijst", json!("ook-nergens"));
    let problems = in_tree([file], "klein");
    for (place, about) in [
        ("knoop q, antwoord ja", "nergens"),
        ("knoop h", "weg"),
        ("knoop q", "actie"),
        ("knoop u", "geen actie"),
        ("knoop kijk", "ook-nergens"),
    ] {
        assert_among(&problems, place, about);
    }
    assert_eq!(problems.len(), 5, "{problems:#?}");
}

#[test]
fn bug_a_typing_error_in_one_node_does_not_hide_an_empty_text_in_another() {
    let file = with(small(), "/knopen/1/vasteleggen", json!(["x"]));
    let file = with(file, "/knopen/3/titel", json!(""));
    let problems = in_file(&file);
    assert_among(&problems, "knopen[1] (h)", "vasteleggen");
    assert_among(&problems, "u", "leeg");
}

#[test]
fn bug_a_typing_error_at_the_top_does_not_hide_those_in_the_nodes() {
    let file = also(small(), json!({ "omschijving": "x" }));
    let problems = in_file(&with(file, "/knopen/1/vasteleggen", json!(["x"])));
    assert_among(&problems, "", "omschijving");
    assert_among(&problems, "knopen[1] (h)", "vasteleggen");
}

#[test]
fn bug_two_typing_errors_in_one_node_are_both_reported() {
    let file = with(small(), "/knopen/1/vasteleggen", json!(["x"]));
    let problems = in_file(&with(file, "/knopen/1/doell", json!(["x"])));
    assert_among(&problems, "knopen[1] (h)", "vasteleggen");
    assert_among(&problems, "knopen[1] (h)", "doell");
}
