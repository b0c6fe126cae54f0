//! A neutral name for a casus, never one that is taken.

use std::collections::HashSet;

use aandacht::domain::herkenbaar::recognise_in_label;
use aandacht::domain::pseudoniem::{count, propose};
use proptest::prelude::*;

/// Every pair, from many seeds.
fn every_pair() -> Vec<String> {
    // Each of a few thousand pairs comes about a dozen times: none is missed by chance.
    let mut found: Vec<String> = (0..60_000).map(|seed| propose(seed, &[])).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn there_are_at_least_64_words_of_each_kind_and_every_pair_can_come() {
    let pairs = every_pair();
    let firsts: HashSet<&str> = pairs.iter().filter_map(|pair| pair.split('-').next()).collect();
    let seconds: HashSet<&str> = pairs.iter().filter_map(|pair| pair.split('-').nth(1)).collect();
    assert!(firsts.len() >= 64 && seconds.len() >= 64, "{} and {}", firsts.len(), seconds.len());
    assert_eq!(firsts.len() * seconds.len(), count());
    assert_eq!(pairs.len(), count(), "no pair is unreachable and none comes twice");
    assert!(firsts.is_disjoint(&seconds));
    for known in ["Linde-Mus", "Beuk-Vink", "Iep-Valk"] {
        assert!(pairs.iter().any(|pair| pair == known), "{known}");
    }
}

#[test]
fn no_pair_looks_like_data_of_a_person_and_none_hurts() {
    let pairs = every_pair();
    for pair in &pairs {
        assert_eq!(recognise_in_label(pair), [], "{pair}");
        assert!(pair.is_ascii() && pair.len() <= 30, "{pair}");
    }
    let words: HashSet<&str> = pairs.iter().flat_map(|pair| pair.split('-')).collect();
    for wrong in [
        "Roos",
        "Iris",
        "Jasmijn",
        "Els",
        "Heide",
        "Erica",
        "Viola",
        "Daan",
        "Wilg",
        "Berk",
        "Den",
        "Merel",
        "Mees",
        "Robin",
        "Wolf",
        "Vos",
        "Haas",
        "Valentijn",
        "Zwaan",
        "Kraai",
        "Raaf",
        "Ekster",
        "Koekoek",
        "Slang",
        "Ezel",
        "Gier",
        "Rat",
        "Aap",
        "Gans",
        "Kip",
        "Haan",
        "Pad",
        "Adder",
        "Netel",
        "Distel",
        "Gifsumak",
        "Ooievaar",
        "Spin",
        "Teek",
        "Luis",
    ] {
        assert!(!words.contains(wrong), "{wrong}");
    }
}

#[test]
fn when_every_pair_is_taken_one_comes_back_and_nothing_hangs() {
    let pairs = every_pair();
    let all: Vec<&str> = pairs.iter().map(String::as_str).collect();
    assert!(all.contains(&propose(7, &all).as_str()));
    let (free, taken) = all.split_first().expect("there are pairs");
    for seed in 0..20 {
        assert_eq!(propose(seed, taken), *free, "the one that is free is found");
    }
}

proptest! {
    #[test]
    fn a_proposal_is_never_taken_however_it_was_written(seed in any::<u64>(), others in proptest::collection::vec(any::<u64>(), 0..40)) {
        let mut taken: Vec<String> = others.iter().map(|other| propose(*other, &[])).collect();
        taken.push(propose(seed, &[]).to_uppercase());
        taken.push(propose(seed, &[]).replace('-', " "));
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        let name = propose(seed, &taken);
        prop_assert!(taken.iter().all(|other| other.to_lowercase().replace(' ', "-") != name.to_lowercase()));
        prop_assert_eq!(name, propose(seed, &taken));
    }

    #[test]
    fn the_next_proposal_shares_no_word_with_the_one_before(seed in any::<u64>()) {
        let first = propose(seed, &[]);
        let next = propose(seed, &[&first]);
        prop_assert!(first.split('-').all(|word| next.split('-').all(|other| other != word)), "{} {}", first, next);
    }
}
