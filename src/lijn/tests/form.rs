//! Forms with every kind of field, one question after another.

use super::{run, tree};
use crate::domain::gesprek::{Draft, Field, FieldKind, Form, Settings};
use crate::domain::walk::Walk;

fn pairs(labels: &[(&str, &str)]) -> Vec<(String, String)> {
    labels.iter().map(|(id, label)| ((*id).to_owned(), (*label).to_owned())).collect()
}

fn form() -> Form {
    let soorten = pairs(&[("waarneming", "Gezien"), ("uitspraak", "Gehoord")]);
    let bij = pairs(&[("ouder", "Ouder"), ("kind", "Kind"), ("collega", "Collega")]);
    Form::new(
        "Notitie",
        vec![
            Field::new("soort", "Soort", "Wat voor regel is dit?", FieldKind::Choice(soorten)),
            Field::new("van", "Van wie", "Wie zei het?", FieldKind::Text).when("soort", &["uitspraak"]),
            Field::new("bij", "Wie erbij", "Wie waren erbij?", FieldKind::Many(bij)),
            Field::new("tekst", "Tekst", "Wat gebeurde er?", FieldKind::Long),
        ],
    )
}

/// The draft after these lines, whether the form was filled to its end, and everything that was said.
fn filled(lines: &[&str]) -> (Draft, bool, String) {
    let (mut draft, mut whole) = (Draft::default(), false);
    let session = run(lines, Settings::default(), false, |lijn| {
        let form = form();
        let fields: Vec<&Field> = form.fields.iter().collect();
        whole = lijn.fill(&form, &fields, &mut draft).expect("no fault");
        Walk::new(&tree("proef"))
    });
    (draft, whole, session.output)
}

#[test]
fn every_kind_of_field_is_asked_in_the_order_of_the_form() {
    let (draft, whole, said) =
        filled(&["2", "moeder", "1, 3", "1 2", "", "Eerste regel.", "", "Tweede: \"terug\".", "terug", "."]);
    assert!(whole, "{said}");
    let values = ["soort", "van", "bij", "tekst"].map(|field| draft.get(field).to_owned());
    assert_eq!(values, ["uitspraak", "moeder", "kind collega", "Eerste regel.\n\nTweede: \"terug\".\nterug"]);
    assert!(said.contains("3. Collega (aangevinkt)"), "{said}");
}

#[test]
fn a_field_that_waits_for_another_value_is_not_asked_and_back_goes_past_it() {
    let (draft, whole, said) = filled(&["1", "terug", "1", "", "", "stop"]);
    assert!(whole, "{said}");
    assert!(!said.contains("Van wie") && draft.get("tekst").is_empty(), "{said}");
    let (_, whole, said) = filled(&["1", "", ":stop"]);
    assert!(!whole, "{said}");
}

#[test]
fn what_was_typed_of_a_long_text_stays_however_it_is_left() {
    for last in [":terug", ":stop"] {
        let (draft, _, said) = filled(&["1", "", "Half af", last, "stop"]);
        assert_eq!(draft.get("tekst"), "Half af", "{said}");
    }
    let (draft, whole, said) = filled(&["1", "", "Half af", ":nood", "en verder", ":terug", "", "", "stop"]);
    assert!(whole && said.contains("0800-2000") && said.contains("Half af"), "{said}");
    assert_eq!(draft.get("tekst"), "Half af\nen verder", "an empty line leaves it as it is");
}
