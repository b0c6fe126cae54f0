//! Cases for exercises: what they tell groups is what their tree says.

use aandacht::content::Content;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::{OwnFile, Problem, Soort};
use aandacht::domain::oefening::{MEESTE_SPELERS, Skelet, antwoorden_van, skelet, uitdelen, weeg, weegboom};
use jiff::civil::date;
use serde_json::{Value, json};

/// A case that holds, with these changes.
fn casus(changes: &[(&str, Value)]) -> OwnFile {
    let mut value: Value = serde_json::from_str(&skelet(Skelet::Casus, "proef", date(2026, 11, 22))).expect("JSON");
    for (place, to) in changes {
        *value.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = to.clone();
    }
    OwnFile { name: "eigen/casus/proef.json".to_owned(), bytes: Ok(value.to_string().into_bytes()) }
}

fn problems(changes: &[(&str, Value)]) -> Vec<Problem> {
    Content::check_files(vec![casus(changes)])
}

#[test]
fn every_shipped_case_comes_out_where_its_tree_does_and_can_be_handed_out() {
    let content = Content::shipped();
    for entry in content.entries(Soort::Casus) {
        assert_eq!(content.check(Soort::Casus, &entry.id), [], "{}", entry.id);
        let file = content.oefencasus(&entry.id).expect("it holds");
        let tree = weegboom(&content.tree(&file.inhoud.boom).expect("its tree")).expect("it weighs");
        for ronde in &file.inhoud.ronden {
            let (end, _) = weeg(&tree, &antwoorden_van(ronde)).expect("its answers fit");
            assert_eq!(end.id(), Some(ronde.uitkomst.as_str()), "{}, {}", entry.id, ronde.id);
        }
        assert!(uitdelen(&file, None, Some(&tree)).is_ok(), "{}", entry.id);
        assert!(uitdelen(&file, Some(MEESTE_SPELERS), None).is_ok() || file.inhoud.spelers.is_empty(), "{}", entry.id);
    }
}

#[test]
fn what_is_to_be_filled_in_passes_the_check_of_everything_that_is_loaded() {
    for soort in Skelet::ALL {
        let text = skelet(soort, "proef", date(2026, 11, 22));
        let name = format!("eigen/{}/proef.json", soort.soort().name());
        assert_eq!(Content::check_files(vec![OwnFile { name, bytes: Ok(text.into_bytes()) }]), [], "{soort:?}");
    }
}

#[test]
fn a_case_that_says_something_else_than_its_tree_is_left_out_and_told() {
    for (changes, place, what) in [
        (vec![("/ronden/1/uitkomst", json!("hulp-werkt"))], "ronde r2, uitkomst", "geeft de boom"),
        (vec![("/ronden/1/uitkomst", json!("wacht-op-toets"))], "ronde r2, uitkomst", "geeft de boom"),
        (vec![("/ronden/1/weging/0/omslagfeit", json!(null))], "ronde r2, v1", "door welk feit"),
        (vec![("/ronden/2/weging/2/ter_oefening", json!(false))], "ronde r3, v3", "niet aan deze vraag toe"),
        (vec![("/verdedigbaar/0/melden", json!("nee"))], "verdedigbaar, melden", "zonder Veilig Thuis"),
        (vec![("/boom", json!("nergens"))], "boom", "is er niet"),
        (vec![("/boom", json!("kindcheck"))], "boom", "stelt de vragen v1"),
        (vec![("/ronden/0/weging/0/verdedigbaar", json!(["ja"]))], "ronde r1, v1", "staat niet bij `verdedigbaar`"),
        (vec![("/feiten/0", json!("Z9.99"))], "", "bestaat niet"),
    ] {
        let found = problems(&changes);
        let hit = found.iter().any(|problem| problem.plaats == place && problem.wat.contains(what));
        assert!(hit, "{changes:?}\n{found:?}");
        let content = Content::with_own(vec![casus(&changes)]);
        assert!(content.oefencasus("proef").is_err(), "loading is checking");
        assert_eq!(content.check(Soort::Casus, "proef"), found, "and it can be asked again what is wrong");
    }
    let content = Content::with_own(vec![casus(&[])]);
    assert!(content.problems().is_empty() && content.is_own_file(Soort::Casus, "proef"));
}

#[test]
fn a_case_may_name_a_meldcode_in_which_the_weighing_stands() {
    assert_eq!(problems(&[("/boom", json!("meldcode-basis"))]), []);
}

#[test]
fn a_broken_tree_of_ones_own_is_blamed_and_not_the_case_that_names_it() {
    let tree = OwnFile {
        name: "eigen/beslisboom/afwegingskader-basis.json".to_owned(),
        bytes: Ok(br#"{"soort":"beslisboom","id":"afwegingskader-basis"}"#.to_vec()),
    };
    let content = Content::with_own(vec![tree, casus(&[])]);
    assert!(
        content.problems().iter().all(|problem| problem.bestand.contains("beslisboom")),
        "{:?}",
        content.problems()
    );
    assert!(content.oefencasus("proef").is_ok());
}
