//! The shape of a tree: its targets, its questions, its outcomes.

use serde_json::json;

use super::{assert_among, assert_one, in_tree, small, small_files};
use crate::common::{
    afwegingskader, deelboom, faults, handeling, in_node, kindcheck, lijsten, meldcode, meldcode_files, plus_node,
    signalen, tree, uitkomst, vraag, vraag_naar, with, without, without_node,
};

#[test]
fn a_target_that_does_not_exist_is_refused_at_the_answer_that_names_it() {
    for (pointer, place) in [
        ("/knopen/0/antwoorden/1/naar", "knoop q, antwoord nee"),
        ("/knopen/1/naar", "knoop h, naar"),
        ("/knopen/2/naar", "knoop kijk, naar"),
    ] {
        assert_among(&in_tree(small_files(with(small(), pointer, json!("nergens"))), "klein"), place, "\"nergens\"");
    }
    let outer = in_node(meldcode(), "afweging", |knoop| with(knoop, "/naar/acuut", json!("nergens")));
    let [list, check, kader, _] = meldcode_files();
    assert_among(&in_tree([list, check, kader, outer], "meldcode-test"), "knoop afweging, naar.acuut", "\"nergens\"");
}

#[test]
fn a_first_node_that_does_not_exist_is_refused() {
    assert_among(&in_tree(small_files(with(small(), "/begin", json!("nergens"))), "klein"), "begin", "\"nergens\"");
    assert_among(&in_tree(small_files(with(small(), "/knopen", json!([]))), "klein"), "begin", "\"q\"");
}

#[test]
fn a_circle_is_refused() {
    let round = [
        ("itself", vec![vraag("q", &[("ja", "q"), ("nee", "u"), ("twijfel", "u")])]),
        (
            "over two",
            vec![
                vraag_naar("q", "h"),
                handeling("h", &["geen"], "r"),
                vraag("r", &[("ja", "q"), ("nee", "u"), ("twijfel", "u")]),
            ],
        ),
        (
            "late",
            vec![
                vraag("q", &[("ja", "r"), ("nee", "s"), ("twijfel", "u")]),
                vraag_naar("r", "s"),
                handeling("s", &["geen"], "r2"),
                vraag("r2", &[("ja", "r"), ("nee", "u"), ("twijfel", "u")]),
            ],
        ),
    ];
    for (name, mut knopen) in round {
        knopen.push(uitkomst("u", "nvt", "hulp", &["geen"]));
        let problems = in_tree([tree("t", "route", knopen)], "t");
        assert!(problems.iter().all(|problem| problem.wat.contains("kring")), "{name}: {problems:#?}");
    }
    let through = [
        deelboom("kindcheck", "kindcheck", &[("geen-kinderen", "u"), ("zorgen", "kindcheck")]),
        uitkomst("u", "nvt", "hulp", &["geen"]),
    ];
    assert_one(&in_tree([kindcheck(), tree("t", "route", through)], "t"), "knoop kindcheck", "kring");
}

#[test]
fn roads_that_meet_again_are_no_circle() {
    let knopen = [
        vraag("q", &[("ja", "a"), ("nee", "b"), ("twijfel", "c")]),
        handeling("a", &["geen"], "b"),
        handeling("b", &["geen"], "c"),
        handeling("c", &["geen"], "u"),
        uitkomst("u", "nvt", "hulp", &["geen"]),
    ];
    assert_eq!(faults([tree("t", "route", knopen)], "t"), []);
}

#[test]
fn a_node_that_no_road_reaches_is_refused() {
    let lonely = plus_node(small(), handeling("los", &["geen"], "u"));
    assert_one(&in_tree(small_files(lonely), "klein"), "knoop los", "Geen enkele weg");
    let pair = plus_node(plus_node(small(), handeling("los", &["geen"], "vast")), handeling("vast", &["geen"], "los"));
    let problems = in_tree(small_files(pair), "klein");
    assert_eq!(problems.len(), 2, "two that only reach each other: {problems:#?}");
}

#[test]
fn a_question_without_twijfel_is_refused() {
    let sure = with(small(), "/knopen/0/antwoorden/2/id", json!("weet-niet"));
    assert_one(&in_tree(small_files(sure), "klein"), "knoop q", "twijfel");
    let none = tree(
        "t",
        "route",
        [with(vraag_naar("q", "u"), "/antwoorden", json!([])), uitkomst("u", "nvt", "hulp", &["geen"])],
    );
    assert_among(&in_tree([none], "t"), "knoop q", "twijfel");
}

#[test]
fn twijfel_without_an_action_is_refused_outside_the_five_questions() {
    let silent = without(small(), "/knopen/0/antwoorden/2/actie");
    assert_one(&in_tree(small_files(silent), "klein"), "knoop q", "actie");
    for id in ["v0", "v6", "v10", "k1", "v"] {
        let bare = tree(
            "t",
            "route",
            [without(vraag_naar(id, "u"), "/antwoorden/2/actie"), uitkomst("u", "nvt", "hulp", &["geen"])],
        );
        assert_one(&in_tree([bare], "t"), &format!("knoop {id}"), "actie");
    }
    assert_eq!(faults([afwegingskader()], "afwegingskader-test"), [], "v1 … v5 need none");
}

#[test]
fn an_outcome_without_an_action_is_refused_unless_it_takes_one_over() {
    assert_one(&in_tree(small_files(with(small(), "/knopen/3/acties", json!([]))), "klein"), "knoop u", "geen actie");
    assert_one(&in_tree(small_files(without(small(), "/knopen/3/acties")), "klein"), "knoop u", "geen actie");
    let [list, check, kader, code] = meldcode_files();
    assert_eq!(
        faults([list, check, kader, in_node(code, "melden", |knoop| without(knoop, "/acties"))], "meldcode-test"),
        []
    );
}

#[test]
fn neemt_over_names_a_deelboom_of_the_same_tree() {
    for wrong in ["q", "nergens", "u"] {
        let over = with(small(), "/knopen/3/neemt_over", json!(wrong));
        assert_one(&in_tree(small_files(over), "klein"), "knoop u", &format!("\"{wrong}\""));
    }
}

#[test]
fn lost_op_names_a_question_of_the_same_tree() {
    for wrong in ["h", "nergens", "u", "kindcheck/k1"] {
        let solved = with(small(), "/knopen/0/antwoorden/0/lost_op", json!([wrong]));
        assert_one(&in_tree(small_files(solved), "klein"), "knoop q", &format!("\"{wrong}\""));
    }
}

#[test]
fn verder_met_names_a_tree_that_exists() {
    let other = with(small(), "/knopen/3/verder_met", json!("kindcheck"));
    assert_one(&in_tree(small_files(other.clone()), "klein"), "knoop u", "\"kindcheck\"");
    assert_eq!(faults(small_files(other).into_iter().chain([kindcheck()]), "klein"), []);
    let itself = with(small(), "/knopen/3/verder_met", json!("klein"));
    assert_eq!(faults(small_files(itself), "klein"), [], "a new walk through the same tree is no circle");
}

#[test]
fn lists_of_several_signal_lists_are_read() {
    let several = tree("t", "route", [lijsten("kijk", &["a", "b"], "u"), uitkomst("u", "nvt", "hulp", &["geen"])]);
    assert_eq!(faults([several, signalen("a", &["s1"]), signalen("b", &["s1"])], "t"), []);
}

#[test]
fn a_tree_that_loses_a_node_loses_its_way() {
    for node in ["v2", "v5", "hulp", "grens", "vraag-advies"] {
        let problems = in_tree([without_node(afwegingskader(), node)], "afwegingskader-test");
        assert!(problems.iter().any(|problem| problem.wat.contains(&format!("\"{node}\""))), "{node}: {problems:#?}");
    }
}
