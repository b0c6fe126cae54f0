//! The JSON Schema that authors give their text editor.

use aandacht::domain::inhoud::{Soort, schema};
use jsonschema::Validator;
use serde_json::{Value, json};

use super::files;
use crate::common::{with, without};

fn validator(soort: Soort) -> Validator {
    let schema = serde_json::to_value(schema(soort)).expect("a schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema itself is right")
}

fn errors(validator: &Validator, file: &Value) -> Vec<String> {
    validator.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_shipped_file_keeps_the_schema_of_its_kind() {
    for soort in Soort::ALL {
        let validator = validator(soort);
        for (_, id, bytes) in files().into_iter().filter(|(kind, _, _)| *kind == soort) {
            let file: Value = serde_json::from_slice(&bytes).expect("JSON");
            assert_eq!(errors(&validator, &file), Vec::<String>::new(), "{id}");
        }
    }
}

#[test]
fn the_schema_of_a_kind_refuses_what_that_kind_cannot_read() {
    for soort in Soort::ALL {
        let validator = validator(soort);
        let (_, id, bytes) = files().into_iter().find(|(kind, _, _)| *kind == soort).expect("every kind has a file");
        let file: Value = serde_json::from_slice(&bytes).expect("JSON");
        for (wrong, what) in [
            (without(file.clone(), "/titel"), "a head without a title"),
            (without(file.clone(), "/bronnen"), "a head without sources"),
            (with(file.clone(), "/status", json!("klaar")), "an unknown status"),
            (with(file.clone(), "/formaat", json!("een")), "a format that is no number"),
            (with(file.clone(), "/soort", json!("draaiboek")), "an unknown kind"),
        ] {
            assert_ne!(errors(&validator, &wrong), Vec::<String>::new(), "{id}: {what}");
        }
    }
}
