//! The head of every file.

use aandacht::domain::inhoud::{Soort, is_id};
use serde_json::json;

use super::{assert_among, assert_one, in_file, problems_of, small};
use crate::common::{mark, tree, uitkomst, vraag_naar, with, without};

#[test]
fn an_unknown_or_missing_format_is_refused() {
    for formaat in [json!(2), json!(0), json!(-1), json!("1"), json!(null), json!(99_999_999_999_u64)] {
        assert_one(&in_file(&with(small(), "/formaat", formaat)), "formaat", "formaat");
    }
    assert_one(&in_file(&without(small(), "/formaat")), "formaat", "formaat");
}

#[test]
fn an_unknown_or_missing_kind_is_refused_with_the_kinds_there_are() {
    for (file, about) in [
        (with(small(), "/soort", json!("beslisbomen")), "beslisbomen"),
        (with(small(), "/soort", json!("Beslisboom")), "Beslisboom"),
        (without(small(), "/soort"), "ontbreekt"),
    ] {
        let problems = in_file(&file);
        assert_one(&problems, "soort", about);
        for soort in Soort::ALL {
            assert!(problems[0].advies.contains(soort.name()), "{problems:?}");
        }
    }
}

#[test]
fn bug_a_kind_or_type_of_the_wrong_kind_of_value_is_not_called_missing() {
    let problems = in_file(&with(small(), "/soort", json!(5)));
    assert!(!problems[0].wat.contains("ontbreekt"), "{problems:?}");
    let problems = in_file(&with(small(), "/knopen/0/type", json!(["vraag"])));
    assert!(!problems[0].wat.contains("ontbreekt"), "{problems:?}");
}

#[test]
fn every_field_of_the_head_is_required() {
    for field in ["id", "versie", "titel", "omschrijving", "status", "geldig_vanaf", "nazien_voor", "bronnen"] {
        let problems = in_file(&without(small(), &format!("/{field}")));
        assert_one(&problems, "", &format!("`{field}` ontbreekt"));
    }
    for field in ["vorm", "begin", "stappen", "knopen"] {
        assert_one(&in_file(&without(small(), &format!("/{field}"))), "", &format!("`{field}` ontbreekt"));
    }
}

#[test]
fn an_id_is_lower_case_letters_digits_and_dashes() {
    for (id, good) in [
        ("v1", true),
        ("meldcode-basis", true),
        ("V1", false),
        ("a/b", false),
        ("a b", false),
        ("é", false),
        ("", false),
        ("a_b", false),
    ] {
        assert_eq!(is_id(id), good, "{id}");
        if !good {
            assert_among(&in_file(&with(small(), "/id", json!(id))), "id", "geen goede id");
            let renamed = small().to_string().replace("\"kijk\"", &json!(id).to_string());
            assert_among(&problems_of(renamed.as_bytes()), "knoop", "geen goede id");
        }
    }
}

#[test]
fn a_file_without_sources_is_refused() {
    let none = with(small(), "/bronnen", json!([]));
    assert_among(&in_file(&none), "bronnen", "geen bron");
}

#[test]
fn a_value_outside_its_list_is_refused_with_the_list() {
    for (pointer, advice) in [
        ("/status", "vastgesteld"),
        ("/vorm", "afwegingskader"),
        ("/knopen/0/zekerheid", "middel"),
        ("/knopen/0/type", "deelboom"),
        ("/knopen/1/contact/0", "navraag-kring"),
        ("/knopen/3/melden", "advies"),
        ("/knopen/3/vervolg", "andere-route"),
        ("/knopen/3/norm", "3"),
        ("/knopen/3/acties/0/contact", "veilig-thuis"),
    ] {
        let problems = in_file(&with(small(), pointer, json!("Anders")));
        assert_one(&problems, "", "Anders");
        assert!(problems[0].advies.contains(advice), "{pointer}: {problems:?}");
    }
    let feature = mark(vraag_naar("q", "u"), "ja", json!({ "kenmerken": ["acuut_gevaar"] }));
    let problems = in_file(&tree("t", "route", [feature, uitkomst("u", "nvt", "hulp", &["geen"])]));
    assert_one(&problems, "antwoorden[0].kenmerken[0]", "acuut_gevaar");
}

#[test]
fn a_day_that_is_no_day_is_refused() {
    for day in ["2026-02-30", "21-11-2026", "gisteren", "2026-13-01", ""] {
        assert_one(&in_file(&with(small(), "/geldig_vanaf", json!(day))), "geldig_vanaf", "");
    }
    assert_one(&in_file(&with(small(), "/nazien_voor", json!(2027))), "nazien_voor", "");
}
