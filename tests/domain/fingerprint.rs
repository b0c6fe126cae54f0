//! The fingerprint says which text exactly somebody walked: it follows the meaning of the files and nothing else.

use proptest::prelude::*;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::common::dice::{Dice, plain_trees};
use crate::common::{
    MemoryLibrary, built, cases, deelboom, in_node, lijst, signalen, tree, uitkomst, vraag_naar, with,
};

/// A tree with a list and a deelboom, the deelboom with a list of its own. Accents and a control character are in it
/// because they are where canonical forms differ.
fn composed() -> Vec<Value> {
    let inner = tree(
        "binnen",
        "route",
        [lijst("kijk", "l2", "q"), vraag_naar("q", "u"), uitkomst("u", "nvt", "hulp", &["geen"])],
    );
    let outer = tree(
        "buiten",
        "route",
        [lijst("kijk", "l1", "d"), deelboom("d", "binnen", &[("u", "x")]), uitkomst("x", "nvt", "hulp", &["geen"])],
    );
    let outer = with(outer, "/titel", json!("Eén \"boom\"\tmet ñ en 🌳"));
    vec![signalen("l1", &["s1"]), signalen("l2", &["s1"]), inner, outer]
}

fn fingerprint(files: &[Value]) -> String {
    built(files.iter().cloned(), "buiten").vingerafdruk().to_owned()
}

/// Made outside this program, from the same files in NFC with Python:
/// `sha256(json.dumps({f"{f['soort']}/{f['id']}": f for f in files}, sort_keys=True, ensure_ascii=False, separators=(",", ":")))`.
/// It may never change: stored walks are pinned to it.
const PINNED: &str = "70da025fc08a92b05dd7ab9ebb88e1e71663335127d9b4b48abaa045c40d6060";

#[test]
fn the_fingerprint_of_a_small_composed_tree_never_changes() {
    assert_eq!(fingerprint(&composed()), PINNED);
}

/// The text of a value with its keys in reverse order and white space wherever JSON allows it.
fn untidy(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut rows: Vec<String> = map
                .iter()
                .map(|(key, item)| format!("\t{} :\r\n {}", Value::from(key.as_str()), untidy(item)))
                .collect();
            rows.sort_unstable();
            rows.reverse();
            format!("{{\n{}\n}}", rows.join(" ,\n"))
        }
        Value::Array(items) => format!("[ {} ]", items.iter().map(untidy).collect::<Vec<_>>().join(" , ")),
        plain => plain.to_string(),
    }
}

fn fingerprint_of_texts(texts: impl Iterator<Item = String>) -> String {
    let library = texts.fold(MemoryLibrary::default(), |library, text| library.with_text(&text));
    library.build("buiten").expect("the files are right").vingerafdruk().to_owned()
}

#[test]
fn key_order_and_white_space_do_not_matter() {
    let files = composed();
    assert_eq!(fingerprint_of_texts(files.iter().map(untidy)), PINNED);
}

#[test]
fn composed_and_decomposed_accents_are_the_same_text() {
    let files = composed();
    let decomposed: Vec<String> = files.iter().map(|file| file.to_string().nfd().collect()).collect();
    assert!(decomposed.iter().any(|text| text.contains('\u{301}')), "there is something to decompose");
    assert_eq!(fingerprint_of_texts(decomposed.into_iter()), PINNED);
}

#[test]
fn a_byte_order_mark_and_escapes_do_not_matter() {
    let files = composed();
    let escaped = |file: &Value| {
        let ascii: String = file
            .to_string()
            .chars()
            .map(|letter| match letter {
                ' '..='~' => letter.to_string(),
                other => other.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04X}")).collect(),
            })
            .collect();
        ascii
    };
    assert_eq!(fingerprint_of_texts(files.iter().map(escaped)), PINNED);
}

#[test]
fn a_change_in_the_tree_a_deelboom_or_a_list_changes_it() {
    let files = composed();
    let mut seen = vec![fingerprint(&files)];
    for at in 0..files.len() {
        for (pointer, new) in [("/versie", "2026.2"), ("/titel", "Anders"), ("/bronnen/0/titel", "Anders")] {
            let mut changed = files.clone();
            changed[at] = with(files[at].clone(), pointer, json!(new));
            let print = fingerprint(&changed);
            assert!(!seen.contains(&print), "{pointer} of {} does not show", files[at]["id"]);
            seen.push(print);
        }
    }
    let mut changed = files.clone();
    changed[2] = in_node(files[2].clone(), "q", |knoop| with(knoop, "/antwoorden/0/tekst", json!("Ja hoor")));
    assert!(!seen.contains(&fingerprint(&changed)), "the text of an answer deep inside shows");
}

#[test]
fn what_the_tree_does_not_use_does_not_show() {
    let mut files = composed();
    let before = fingerprint(&files);
    files.push(signalen("l9", &["s1"]));
    files.push(tree("los", "route", [uitkomst("u", "nvt", "hulp", &["geen"])]));
    assert_eq!(fingerprint(&files), before);
}

#[test]
fn a_fingerprint_is_sixty_four_hex_digits_and_differs_per_tree() {
    let library = MemoryLibrary::of(composed());
    let prints = ["buiten", "binnen"].map(|id| library.build(id).expect("right").vingerafdruk().to_owned());
    for print in &prints {
        assert!(print.len() == 64 && print.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{print}");
    }
    assert_ne!(prints[0], prints[1]);
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_tree_keeps_its_fingerprint_when_its_files_are_reordered_and_spaced(shape in prop::collection::vec(any::<u8>(), 0..90)) {
        let files = plain_trees(&mut Dice::of(&shape));
        prop_assert_eq!(fingerprint_of_texts(files.iter().map(untidy)), fingerprint(&files));
    }
}
