//! The key tables: one source for handling, footer, help and docs.

use std::collections::{BTreeMap, HashSet};

use aandacht::domain::gesprek::Key;
use aandacht::ui::tables;

use super::screens::SCREENS;

const EVERYWHERE: &str = "Overal";

#[test]
fn no_table_uses_a_key_twice_and_none_takes_a_key_that_works_everywhere() {
    let tables = tables();
    let (_, everywhere) = tables.iter().find(|(name, _)| *name == EVERYWHERE).expect("the global keys");
    let everywhere: HashSet<Key> = everywhere.iter().flat_map(|(keys, ..)| keys.iter().copied()).collect();
    for (name, rows) in &tables {
        let mut used = HashSet::new();
        for (keys, label, _) in rows {
            assert!(!keys.is_empty(), "{name}: {label} has no key");
            for key in *keys {
                assert!(used.insert(*key), "{name}: {key} does two things");
                assert!(*name == EVERYWHERE || !everywhere.contains(key), "{name}: {key} works everywhere");
            }
        }
    }
}

#[test]
fn labels_are_short_dutch_in_lower_case() {
    for (name, rows) in tables() {
        for (_, label, _) in rows {
            assert!(label.chars().count() <= 16, "{name}: {label:?} has {} letters", label.chars().count());
            let words = label.chars().all(|letter| letter == ' ' || letter.is_lowercase());
            assert!(words && !label.trim().is_empty() && label.trim() == label, "{name}: {label:?}");
        }
    }
}

#[test]
fn no_key_that_works_everywhere_is_printable_but_the_question_mark() {
    for (name, rows) in tables() {
        for (keys, label, _) in rows.iter().filter(|_| name == EVERYWHERE) {
            let printable: Vec<&Key> = keys.iter().filter(|key| matches!(key, Key::Char(_))).collect();
            assert!(printable.iter().all(|key| **key == Key::Char('?')), "{label}: {printable:?}");
            assert!(keys.iter().any(|key| !matches!(key, Key::Char(_))), "{label} works in a text field too");
        }
    }
}

/// What a Dutch, Belgian or German keyboard has without a dead key or AltGr.
fn on_every_keyboard(key: Key) -> bool {
    match key {
        Key::Char(letter) => letter.is_ascii_lowercase() || letter.is_ascii_digit() || " ?/".contains(letter),
        Key::Ctrl(letter) => letter.is_ascii_lowercase(),
        Key::F(number) => (1..=12).contains(&number),
        Key::Enter | Key::Esc | Key::Tab | Key::BackTab | Key::Backspace | Key::Delete => true,
        Key::Up | Key::Down | Key::Left | Key::Right | Key::PageUp | Key::PageDown | Key::Home | Key::End => true,
    }
}

#[test]
fn every_row_has_a_key_that_every_keyboard_has() {
    for (name, rows) in tables() {
        for (keys, label, _) in rows {
            assert!(keys.iter().any(|key| on_every_keyboard(*key)), "{name}: {label} needs a US keyboard");
        }
    }
}

#[test]
fn every_row_can_be_pressed_in_a_terminal() {
    // A terminal sends these as Backspace, Tab, Enter and Esc, or stops the output.
    let lost = ['h', 'i', 'j', 'm', 'q', 's', 'z'];
    for (name, rows) in tables() {
        for (keys, label, _) in rows {
            let safe = keys.iter().any(|key| !matches!(key, Key::Ctrl(letter) if lost.contains(letter)));
            assert!(safe, "{name}: {label}");
        }
    }
}

#[test]
fn esc_is_in_every_table_of_a_screen_but_the_start() {
    for (name, rows) in tables() {
        let esc = rows.iter().any(|(keys, ..)| keys.contains(&Key::Esc));
        assert!(esc || [EVERYWHERE, "Start"].contains(&name), "{name} has no way back");
    }
}

#[test]
fn the_same_key_means_the_same_thing_on_every_screen_where_it_matters() {
    let mut meanings: BTreeMap<String, HashSet<&str>> = BTreeMap::new();
    for (name, rows) in tables() {
        // A review has one key for each outcome, by its first letter: weg, overslaan, bellijst.
        let own = ["Doorlopen: weggaan", "Nazien"].contains(&name);
        for (keys, label, _) in rows.iter().filter(|_| !own) {
            for key in keys.iter().filter(|key| matches!(key, Key::Char('p' | 'o' | 'a' | 'u' | 'w' | 'b'))) {
                meanings.entry(key.to_string()).or_default().insert(label);
            }
        }
    }
    // `a` opens the answers in a walk and from its outcome: to revise one.
    meanings.remove("a");
    for (key, labels) in meanings {
        assert_eq!(labels.len(), 1, "{key}: {labels:?}");
    }
}

#[test]
fn every_table_belongs_to_a_screen_that_the_tests_know() {
    // What no shipped form has yet is pressed on the form of `super::form`; the room view is no screen of the stack.
    let elsewhere = [EVERYWHERE, "Formulier: aanvinken", "Formulier: lange tekst", "Zaalscherm"];
    let known: HashSet<&str> = SCREENS.iter().map(|screen| screen.table).chain(elsewhere).collect();
    for (name, _) in tables() {
        assert!(known.contains(name), "no test shows {name:?}");
    }
}
