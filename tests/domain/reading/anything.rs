//! Whatever stands in a file, reading and building it is no panic.

use aandacht::domain::inhoud::{Inhoud, Soort, read};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{assert_sound, every_place, in_file, others};
use crate::common::dice::{Dice, plain_trees};
use crate::common::reference::{list, text};
use crate::common::{
    MemoryLibrary, afwegingskader, also, cases, faults, file, kindcheck, meldcode, meldcode_files, with, without,
};

/// Any JSON, with whole numbers mostly, and with the words of the format in it so that it comes past the first door.
fn any_json() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "ja",
        "nee",
        "twijfel",
        "verder",
        "v1",
        "v2",
        "q",
        "u",
        "h",
        "kijk",
        "1",
        "hoog",
        "laag",
        "vraag",
        "handeling",
        "lijst",
        "deelboom",
        "uitkomst",
        "nvt",
        "advies",
        "sluiten",
        "b1",
        "signalen-test",
        "kindcheck",
        "2026-01-01",
        "",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((field_name(), inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn field_name() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => prop::sample::select(vec![
            "soort", "formaat", "id", "versie", "titel", "status", "bronnen", "begin", "stappen", "knopen", "vorm", "type",
            "stap", "tekst", "antwoorden", "naar", "actie", "acties", "contact", "kenmerken", "lost_op", "feiten",
            "zekerheid", "uitleg", "punten", "lijst", "lijsten", "boom", "melden", "vervolg", "neemt_over", "termijnen",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}

/// What can happen to one place in a file.
#[derive(Debug, Clone)]
enum Change {
    Put(Value),
    TakeAway,
    /// Put there what stands at another place.
    Copy(prop::sample::Index),
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, Change)>> {
    let change = prop_oneof![
        2 => any_json().prop_map(Change::Put),
        2 => Just(Change::TakeAway),
        4 => any::<prop::sample::Index>().prop_map(Change::Copy),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), change), 1..4)
}

fn changed(mut file: Value, changes: Vec<(prop::sample::Index, Change)>) -> Value {
    for (at, change) in changes {
        let found = every_place(&file);
        if found.is_empty() {
            return file;
        }
        let place = at.get::<String>(&found);
        file = match change {
            Change::Put(value) => with(file, place, value),
            Change::TakeAway => without(file, place),
            Change::Copy(from) => {
                let value = file.pointer(from.get::<String>(&found)).cloned().unwrap_or_default();
                with(file, place, value)
            }
        };
    }
    file
}

/// Reads a file, builds it with what it may use, and walks nothing: whatever comes out, it is no panic.
fn read_and_build(file: &Value) {
    let Ok(inhoud) = read(file.to_string().as_bytes(), "proef.json") else {
        in_file(file);
        return;
    };
    if let Inhoud::Beslisboom(_) = inhoud {
        let id = text(&file["id"]).to_owned();
        let beside = meldcode_files().into_iter().filter(|other| other["id"] != file["id"]);
        let library = MemoryLibrary::of(beside.chain([file.clone()]));
        if let Err(problems) = library.build(&id) {
            assert_sound(&problems, &format!("{id}.json"));
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn no_bytes_at_all_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let problems = read(&bytes, "proef.json").expect_err("random bytes are no checklist");
        assert_sound(&problems, "proef.json");
    }

    #[test]
    fn no_byte_changed_in_a_file_makes_reading_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), which in 0..6_usize) {
        let mut bytes = others()[which].to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, "proef.json");
    }

    #[test]
    fn no_json_makes_reading_panic(value in any_json(), soort in prop::sample::select(Soort::ALL.to_vec())) {
        let _ = read(value.to_string().as_bytes(), "proef.json");
        let headed = match value {
            Value::Object(map) => also(file(soort.name(), "x", json!({})), Value::Object(map)),
            other => file(soort.name(), "x", json!({ "knopen": other })),
        };
        let _ = read(headed.to_string().as_bytes(), "proef.json");
    }

    #[test]
    fn no_change_to_a_right_file_makes_reading_or_building_panic(which in 0..9_usize, changes in changes()) {
        let file = match which {
            0..6 => others()[which].clone(),
            6 => afwegingskader(),
            7 => kindcheck(),
            _ => meldcode(),
        };
        read_and_build(&changed(file, changes));
    }

    #[test]
    fn no_tree_with_one_target_changed_makes_building_panic(
        shape in prop::collection::vec(any::<u8>(), 0..80), at in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
    ) {
        let mut files = plain_trees(&mut Dice::of(&shape));
        let last = files.len() - 1;
        let ids: Vec<Value> = list(&files[last]["knopen"]).iter().map(|knoop| knoop["id"].clone()).collect();
        let mut found = every_place(&files[last]);
        found.retain(|place| place.contains("/naar") && files[last].pointer(place).is_some_and(Value::is_string));
        prop_assume!(!found.is_empty());
        files[last] = with(files[last].clone(), at.get::<String>(&found), to.get(&ids).clone());
        let problems = faults(files, "buiten");
        for problem in &problems {
            assert_sound(std::slice::from_ref(problem), "buiten.json");
        }
    }
}
