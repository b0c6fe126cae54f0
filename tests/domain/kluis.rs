//! What is kept in the kluis, as plain values.

use aandacht::content::Content;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::kluis::{Checklistversie, Password, Record, Strength};
use serde_json::json;

#[test]
fn a_version_that_was_walked_is_kept_with_everything_that_it_uses() {
    let content = Content::shipped();
    for id in ["meldcode-basis", "kindcheck"] {
        let tree = content.tree(id).unwrap();
        let record: Record = Checklistversie::of(&tree).into();
        let read = Record::from_bytes(&record.to_bytes().unwrap()).unwrap();
        let Record::Checklistversie(mut kept) = read else { panic!("another kind") };
        assert!(kept.is_whole(), "{id}: the same fingerprint from what was kept");
        assert_eq!(kept.vingerafdruk, tree.vingerafdruk());
        kept.bestanden.insert("signalen/erbij".to_owned(), json!({}));
        assert!(!kept.is_whole());
    }
}

#[test]
fn the_hint_about_a_password_looks_at_length_and_variety() {
    for (text, strength) in [
        ("", Strength::Zwak),
        ("geheim", Strength::Zwak),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength::Zwak),
        ("abcdefghijklmnopqrstuvwxyz", Strength::Zwak),
        ("12121212121212121212121212", Strength::Zwak),
        ("blauwe trein", Strength::Zwak),
        ("fietspad over het", Strength::Redelijk),
        ("vier losse woorden samen", Strength::Sterk),
    ] {
        assert_eq!(Password::new(text).strength(), strength, "{text}");
    }
}
