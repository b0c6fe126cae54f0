//! What a tree uses: deelbomen, lists of signals, fixed questions.

use serde_json::{Value, json};

use super::{assert_among, assert_one, assert_sound, in_tree, small, small_files};
use crate::common::{
    MemoryLibrary, actie, afwegingskader, deelboom, faults, handeling, in_node, kindcheck, mark, meldcode_files,
    signalen, tree, uitkomst, vraag_naar, with, without,
};

fn using(kindcheck_ways: &[(&str, &str)]) -> Value {
    tree("t", "route", [deelboom("kindcheck", "kindcheck", kindcheck_ways), uitkomst("u", "nvt", "hulp", &["geen"])])
}

#[test]
fn every_outcome_of_a_deelboom_has_a_way_on() {
    let problems = in_tree([kindcheck(), using(&[("zorgen", "u")])], "t");
    assert_one(&problems, "knoop kindcheck", "\"geen-kinderen\"");
    let problems = in_tree([kindcheck(), using(&[("zorgen", "u"), ("geen-kinderen", "u"), ("verzonnen", "u")])], "t");
    assert_one(&problems, "knoop kindcheck", "\"verzonnen\"");
}

#[test]
fn an_unknown_or_broken_deelboom_is_refused() {
    let ways = [("zorgen", "u"), ("geen-kinderen", "u")];
    assert_one(&in_tree([using(&ways)], "t"), "knoop kindcheck", "bestaat niet");
    let broken = with(kindcheck(), "/titel", json!(""));
    assert_one(&in_tree([broken, using(&ways)], "t"), "knoop kindcheck", "zelf fouten");
    let unsafe_tree = in_node(kindcheck(), "zorgen", |knoop| with(knoop, "/vervolg", json!("sluiten")));
    assert_one(&in_tree([unsafe_tree, using(&ways)], "t"), "knoop kindcheck", "zelf fouten");
    let list = signalen("kindcheck", &["s1"]);
    assert_one(&in_tree([list, using(&ways)], "t"), "knoop kindcheck", "bestaat niet");
}

#[test]
fn trees_that_use_each_other_are_refused() {
    let of = |id: &str, other: &str| {
        tree(id, "route", [deelboom("d", other, &[("u", "u")]), uitkomst("u", "nvt", "hulp", &["geen"])])
    };
    let circles =
        [vec![of("a", "a")], vec![of("a", "b"), of("b", "a")], vec![of("a", "b"), of("b", "c"), of("c", "a")]];
    for files in circles {
        let count = files.len();
        let library = MemoryLibrary::of(files);
        for problem in library.problems() {
            assert_sound(std::slice::from_ref(&problem), &problem.bestand);
        }
        assert!(library.problems().len() >= count, "none of them can be built");
        assert_among(&library.problems(), "knoop d", "gebruikt op zijn beurt deze boom");
    }
}

#[test]
fn one_tree_that_is_used_twice_is_no_circle() {
    let leaf = tree("blad", "route", [vraag_naar("q", "u"), uitkomst("u", "nvt", "hulp", &["geen"])]);
    let twig =
        |id: &str| tree(id, "route", [deelboom("d", "blad", &[("u", "u")]), uitkomst("u", "nvt", "hulp", &["geen"])]);
    let root = tree(
        "t",
        "route",
        [
            deelboom("d1", "tak", &[("u", "d2")]),
            deelboom("d2", "tak2", &[("u", "d3")]),
            deelboom("d3", "blad", &[("u", "u")]),
            uitkomst("u", "nvt", "hulp", &["geen"]),
        ],
    );
    assert_eq!(faults([leaf, twig("tak"), twig("tak2"), root], "t"), []);
}

#[test]
fn a_missing_or_broken_list_of_signals_is_refused() {
    assert_one(&in_tree([small()], "klein"), "knoop kijk", "\"signalen-test\"");
    let several = without(with(small(), "/knopen/2/lijsten", json!(["signalen-test", "nergens"])), "/knopen/2/lijst");
    assert_one(&in_tree(small_files(several), "klein"), "knoop kijk", "\"nergens\"");
    let broken = with(signalen("signalen-test", &["s1"]), "/inleiding", json!(""));
    assert_one(&in_tree([small(), broken], "klein"), "knoop kijk", "zelf fouten");
}

#[test]
fn deelbomen_of_fixed_trees_have_fixed_names() {
    let wrong = tree(
        "t",
        "route",
        [
            deelboom("check", "kindcheck", &[("zorgen", "u"), ("geen-kinderen", "u")]),
            uitkomst("u", "nvt", "hulp", &["geen"]),
        ],
    );
    assert_one(&in_tree([kindcheck(), wrong], "t"), "knoop check", "\"kindcheck\"");
    let [list, check, kader, code] = meldcode_files();
    let renamed: Value = serde_json::from_str(&code.to_string().replace("\"afweging\"", "\"wegen\"")).expect("JSON");
    assert_one(&in_tree([list, check, kader, renamed], "meldcode-test"), "knoop wegen", "\"afweging\"");
}

#[test]
fn an_afwegingskader_asks_v1_to_v5_and_a_kindcheck_k1_to_k4_with_ja_nee_and_twijfel() {
    let renamed: Value =
        serde_json::from_str(&afwegingskader().to_string().replace("\"v3\"", "\"drie\"")).expect("JSON");
    let renamed = in_node(renamed, "drie", |knoop| {
        mark(knoop, "twijfel", json!({ "actie": actie("Vraag advies", "veilig-thuis") }))
    });
    assert_among(&in_tree([renamed], "afwegingskader-test"), "knoop v3", "ontbreekt");
    let no_nee = in_node(afwegingskader(), "v4", |knoop| without(knoop, "/antwoorden/1"));
    assert_among(&in_tree([no_nee], "afwegingskader-test"), "knoop v4", "ontbreekt");
    let check = in_node(kindcheck(), "k3", |_| handeling("k3", &["geen"], "k4"));
    assert_one(&in_tree([check], "kindcheck"), "knoop k3", "ontbreekt");
    let other: Value =
        serde_json::from_str(&kindcheck().to_string().replace("\"kindcheck\"", "\"mantelzorgcheck\"")).expect("JSON");
    let other = in_node(other, "k3", |_| handeling("k3", &["geen"], "k4"));
    assert_eq!(faults([other], "mantelzorgcheck"), [], "only the kindcheck has four fixed questions");
}

#[test]
fn a_meldcode_asks_for_every_feature() {
    let [list, check, kader, code] = meldcode_files();
    for (node, answer, left, missing) in [
        ("gevaar", 0, json!([]), "acuut-gevaar"),
        ("onthuld", 0, json!(["onthulling", "huwelijksdwang", "vgv"]), "eer"),
        ("onthuld", 0, json!(["eer", "huwelijksdwang", "vgv"]), "onthulling"),
        ("onthuld", 0, json!(["onthulling", "eer", "vgv"]), "huwelijksdwang"),
        ("onthuld", 0, json!(["onthulling", "eer", "huwelijksdwang"]), "vgv"),
    ] {
        let blind = in_node(code.clone(), node, |knoop| with(knoop, &format!("/antwoorden/{answer}/kenmerken"), left));
        let problems = in_tree([list.clone(), check.clone(), kader.clone(), blind], "meldcode-test");
        assert_one(&problems, "knopen", missing);
    }
}
