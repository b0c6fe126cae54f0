//! Names and values that do not belong where they stand.

use serde_json::json;

use super::{assert_among, assert_one, in_file, small};
use crate::common::{also, with, without};

#[test]
fn a_typing_error_in_a_field_name_is_found_where_it_stands() {
    let head = also(small(), json!({ "omschijving": "x" }));
    assert_one(&in_file(&head), "", "omschijving");
    let node = with(small(), "/knopen/1/vasteleggen", json!(["x"]));
    assert_one(&in_file(&node), "knopen[1] (h)", "vasteleggen");
    let answer = with(small(), "/knopen/0/antwoorden/0/kenmerk", json!(["vgv"]));
    assert_one(&in_file(&answer), "knopen[0] (q).antwoorden[0]", "kenmerk");
    let action = with(small(), "/knopen/3/acties/0/contacten", json!("geen"));
    assert_one(&in_file(&action), "knopen[3] (u).acties[0]", "contacten");
    let term = with(small(), "/knopen/3/termijnen/0/werkdag", json!(true));
    assert_one(&in_file(&term), "knopen[3] (u).termijnen[0]", "werkdag");
    let source = with(small(), "/bronnen/0/vindplek", json!("x"));
    assert_one(&in_file(&source), "bronnen[0]", "vindplek");
    let step = with(small(), "/stappen/0/naam", json!("x"));
    assert_one(&in_file(&step), "stappen[0]", "naam");
    let point = with(small(), "/knopen/1/doen/1/bron", json!(["b1"]));
    assert_one(&in_file(&point), "knopen[1] (h).doen[1]", "");
    let explained = with(small(), "/knopen/1/uitleg/0/punten/0", json!({ "text": "x" }));
    assert_among(&in_file(&explained), "knopen[1] (h).uitleg[0].punten[0]", "");
}

#[test]
fn bug_a_typing_error_in_a_field_of_a_point_is_named() {
    let point = with(small(), "/knopen/1/doen/1/zekerhied", json!("hoog"));
    assert_one(&in_file(&point), "doen[1]", "zekerhied");
}

#[test]
fn bug_a_typing_error_in_the_head_lists_the_fields_of_the_head() {
    let problems = in_file(&with(without(small(), "/omschrijving"), "/omschijving", json!("x")));
    assert_among(&problems, "", "`omschijving` is niet bekend");
    let advice =
        problems.iter().find(|problem| problem.wat.contains("omschijving")).map(|problem| problem.advies.as_str());
    assert!(advice.is_some_and(|advice| advice.contains("omschrijving")), "{problems:#?}");
}

#[test]
fn a_field_that_belongs_to_another_type_of_node_is_refused() {
    for (at, field) in [(0, "naar"), (0, "melden"), (1, "antwoorden"), (2, "contact"), (3, "naar"), (3, "open_laten")] {
        let problems = in_file(&with(small(), &format!("/knopen/{at}/{field}"), json!("u")));
        assert_one(&problems, &format!("knopen[{at}]"), field);
    }
}

#[test]
fn a_value_of_the_wrong_type_is_refused_where_it_stands() {
    for (pointer, place) in [
        ("/titel", "titel"),
        ("/bronnen", "bronnen"),
        ("/bronnen/0/titel", "bronnen[0].titel"),
        ("/bronnen/0/jaar", "bronnen[0].jaar"),
        ("/begin", "begin"),
        ("/knopen", "knopen"),
        ("/knopen/0", "knopen[0]"),
        ("/knopen/0/tekst", "knopen[0] (q).tekst"),
        ("/knopen/0/antwoorden", "knopen[0] (q).antwoorden"),
        ("/knopen/0/antwoorden/1", "knopen[0] (q).antwoorden[1]"),
        ("/knopen/0/antwoorden/1/naar", "knopen[0] (q).antwoorden[1].naar"),
        ("/knopen/0/feiten/0", "knopen[0] (q).feiten[0]"),
        ("/knopen/1/doen/0", "knopen[1] (h).doen[0]"),
        ("/knopen/1/contact", "knopen[1] (h).contact"),
        ("/knopen/3/termijnen/0/dagen", "knopen[3] (u).termijnen[0].dagen"),
        ("/knopen/3/acties/0", "knopen[3] (u).acties[0]"),
    ] {
        for wrong in [json!(true), json!({ "x": [] })] {
            let problems = in_file(&with(small(), pointer, wrong.clone()));
            let hit = problems.iter().any(|problem| problem.plaats.contains(place));
            assert!(hit, "{pointer} = {wrong}: {problems:#?}");
        }
    }
    for days in [json!(-1), json!(70_000), json!("5")] {
        assert_one(&in_file(&with(small(), "/knopen/3/termijnen/0/dagen", days)), "dagen", "");
    }
}

#[test]
fn a_required_field_that_is_missing_is_named_with_its_node() {
    for (pointer, place) in [
        ("/knopen/0/type", "knopen[0] (q).type"),
        ("/knopen/0/stap", "knopen[0] (q)"),
        ("/knopen/0/tekst", "knopen[0] (q)"),
        ("/knopen/0/antwoorden", "knopen[0] (q)"),
        ("/knopen/0/antwoorden/0/id", "antwoorden[0]"),
        ("/knopen/0/antwoorden/0/naar", "antwoorden[0]"),
        ("/knopen/1/contact", "knopen[1] (h)"),
        ("/knopen/1/naar", "knopen[1] (h)"),
        ("/knopen/3/titel", "knopen[3] (u)"),
        ("/knopen/3/melden", "knopen[3] (u)"),
        ("/knopen/3/vervolg", "knopen[3] (u)"),
        ("/knopen/3/acties/0/contact", "acties[0]"),
        ("/bronnen/0/uitgever", "bronnen[0]"),
    ] {
        let field = pointer.rsplit('/').next().unwrap_or_default();
        assert_one(&in_file(&without(small(), pointer)), place, &format!("`{field}` ontbreekt"));
    }
    assert_one(&in_file(&without(small(), "/knopen/0/id")), "knopen[0]", "`id` ontbreekt");
}
