//! Authors are Dutch professionals: nothing that a parser says in English reaches them.

use aandacht::domain::inhoud::{Problem, read};
use serde_json::{Value, json};

use super::{every_place, others, small};
use crate::common::{with, without};

/// English that serde, serde_json and jiff use; none of it may reach an author.
const ENGLISH: [&str; 23] = [
    "expected", "invalid", "missing", "unknown", "failed", "parse", "error", " at line", "column", "struct", "variant",
    "string", "integer", "sequence", " map", "boolean", "floating", "enum", "field", " date", " not ", "number",
    " or ",
];

/// The English in a problem, outside what is quoted: that is the author's own.
fn english_in(problem: &Problem) -> Option<&'static str> {
    [&problem.wat, &problem.advies].into_iter().find_map(|said| {
        let own_words: String = said.split(['"', '`']).step_by(2).collect();
        ENGLISH.into_iter().find(|word| own_words.to_lowercase().contains(word))
    })
}

#[test]
fn bug_every_problem_is_said_in_dutch() {
    let wrong_values = [json!(true), json!(5), json!(-1), json!(null), json!("Anders"), json!([]), json!({ "x": 1 })];
    let mut found = Vec::new();
    for file in others() {
        for pointer in every_place(&file) {
            let gone = without(file.clone(), &pointer);
            let changed = wrong_values.iter().map(|value| with(file.clone(), &pointer, value.clone()));
            for other in changed.chain([gone]) {
                found.extend(read(other.to_string().as_bytes(), "proef.json").err().unwrap_or_default());
            }
        }
        for pointer in
            every_place(&file).into_iter().filter(|pointer| file.pointer(pointer).is_some_and(Value::is_object))
        {
            let typed = with(file.clone(), &format!("{pointer}/tiepvaut"), json!(1));
            found.extend(read(typed.to_string().as_bytes(), "proef.json").err().unwrap_or_default());
        }
    }
    for day in ["2026-02-30", "21-11-2026", "gisteren", "2026-13-01", "2026-11-21T10:00", ""] {
        let file = with(small(), "/geldig_vanaf", json!(day));
        found.extend(read(file.to_string().as_bytes(), "proef.json").err().unwrap_or_default());
    }
    let mut said: Vec<String> = found
        .iter()
        .filter_map(|problem| Some(format!("{:?} in: {} {}", english_in(problem)?, problem.wat, problem.advies)))
        .collect();
    said.sort_unstable();
    said.dedup();
    assert!(said.is_empty(), "{} problems of {} say English:\n{}", said.len(), found.len(), said.join("\n"));
}
