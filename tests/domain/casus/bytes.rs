//! The bytes of every kind of line: what was written once is read and written the same for ever.

use std::fs;

use aandacht::domain::casus::{Delen, Regel};
use aandacht::domain::kluis::{Moment, Record};
use jiff::civil::datetime;
use serde_json::{Map, Value, json};

use crate::common::casus::{KINDS, of_kind, words};
use crate::common::dice::Dice;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/kluis/regels.v1.jsonl");

/// A line of every kind with something in every field, and what a newer program wrote beside it.
fn samples() -> Vec<Regel> {
    let rest: Map<String, Value> = serde_json::from_value(json!({ "later": [1, "é"] })).unwrap();
    let now = Moment::utc(datetime(2026, 11, 22, 9, 0, 7, 0));
    let line = |nr: u32, kind: &str| {
        // Dice that choose something in every field that can be left out.
        let mut dice = Dice::of(&[253, 254, 254, 254, 254, 254, 254, 254, 254, 254]);
        let wat = of_kind(kind, 2, &mut dice, &mut words);
        Regel { bij: Some(2), rest: rest.clone(), ..Regel::new(nr, wat, Delen::Onveilig, now) }
    };
    (1..).zip(KINDS).map(|(nr, kind)| line(nr, kind)).collect()
}

#[test]
fn every_kind_of_line_is_written_as_it_always_was() {
    let written: Vec<String> =
        samples().into_iter().map(|line| String::from_utf8(Record::from(line).to_bytes().unwrap()).unwrap()).collect();
    let missing = !fs::exists(GOLDEN).unwrap();
    if missing && std::env::var("AANDACHT_GOLDEN").is_ok_and(|word| word == "schrijf") {
        fs::write(GOLDEN, written.join("\n") + "\n").unwrap();
    }
    let kept = fs::read_to_string(GOLDEN).expect("AANDACHT_GOLDEN=schrijf cargo test bytes");
    let kept: Vec<&str> = kept.lines().collect();
    assert_eq!(kept.len(), KINDS.len(), "a line for every kind");
    for ((kept, written), (sample, kind)) in kept.iter().zip(&written).zip(samples().into_iter().zip(KINDS)) {
        assert_eq!(kept, written, "{kind}: the same bytes, for ever");
        let Record::Regel(read) = Record::from_bytes(kept.as_bytes()).unwrap() else {
            panic!("{kind} is not understood")
        };
        assert!(*read == sample, "{kind}");
    }
}

#[test]
fn every_kind_stands_there_once_and_no_field_is_left_out() {
    let kinds: Vec<String> = samples()
        .iter()
        .map(|line| serde_json::to_value(&line.wat).unwrap()["soort"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, KINDS);
    // Fields that are written only when they say something.
    let text = samples().iter().map(|line| serde_json::to_string(&line.wat).unwrap()).collect::<String>();
    for field in ["reden", "onthouden_aan", "waarom", "onderzoek", "datum", "tijd", "ongedaan", "verzegeld", "van"] {
        assert!(text.contains(&format!("\"{field}\":")), "{field}");
    }
}

#[test]
fn a_line_that_is_no_line_is_refused_without_repeating_what_it_says() {
    for inside in [r#"{"nr":1}"#, r#"{"nr":-1,"wat":{"soort":"notitie","tekst":"geheim"}}"#, "[]", "\"geheim\""] {
        let text = format!(r#"{{"soort":"regel","versie":1,"inhoud":{inside}}}"#);
        let error = Record::from_bytes(text.as_bytes()).err().unwrap();
        assert!(!error.to_string().contains("geheim"), "{error}");
    }
}
