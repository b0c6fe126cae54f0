//! Signals are ticked and listed, and never counted, weighed or scored (F5.00).
//!
//! A text that counts would say something else with five signals than with two. So everything that shows ticks is
//! made several times, with more and more signals ticked, and has to be the same apart from the signals themselves.

use aandacht::content::Content;
use aandacht::domain::gesprek::{Block, Reader, Turn, report, signalen_page, why_here, why_outcome};
use aandacht::domain::inhoud::{Rol, Soort};
use aandacht::domain::walk::{Answer, Walk, possible, transcript};
use aandacht::lijn::print_blocks;
use jiff::civil::date;

/// Every list that a shipped tree puts before the user, with a walk that stands at it.
fn walks_at_a_list(content: &Content) -> Vec<Walk> {
    let mut found = Vec::new();
    for entry in content.entries(Soort::Beslisboom) {
        let tree = content.tree(&entry.id).expect("shipped trees hold");
        let mut open = vec![Walk::new(&tree)];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(walk) = open.pop() {
            let Some(spot) = walk.open() else { continue };
            let path = spot.path();
            if !seen.insert(path.clone()) {
                continue;
            }
            if spot.knoop().type_name() == "lijst" {
                found.push(walk.clone());
            }
            for answer in possible(spot) {
                let mut next = walk.clone();
                next.answer(Answer::new(path.as_str(), answer)).expect("a possible answer fits");
                open.push(next);
            }
        }
    }
    found
}

/// The ids of the first `count` signals of the turn, and how they are shown.
fn first_signals(turn: &Turn, count: usize) -> (Vec<String>, Vec<String>) {
    let ticks = turn.lists.iter().flat_map(|list| &list.groups).flat_map(|group| &group.ticks);
    ticks.take(count).map(|tick| (tick.id.clone(), tick.label.clone())).unzip()
}

fn after(walk: &Walk, ticks: Vec<String>) -> Walk {
    let mut walk = walk.clone();
    let path = walk.open().expect("a list is open").path();
    walk.answer(Answer { aangevinkt: ticks, ..Answer::new(path, "verder") }).expect("the ticks fit");
    walk
}

fn without_ticks(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().filter(|block| !matches!(block, Block::Ticked(..))).collect()
}

#[test]
fn some_shipped_tree_puts_lists_before_the_user() {
    assert!(!walks_at_a_list(&Content::shipped()).is_empty());
}

#[test]
fn the_report_lists_every_ticked_signal_and_says_nothing_else_about_them() {
    let today = date(2026, 11, 21);
    for walk in walks_at_a_list(&Content::shipped()) {
        let turn = Turn::of(&walk, Rol::default()).expect("a list is open");
        let bare = after(&walk, Vec::new());
        for count in [1, 2, 7, usize::MAX] {
            let (ids, labels) = first_signals(&turn, count);
            let ticked = after(&walk, ids.clone());
            let blocks = report(&ticked, today);
            let shown: Vec<&str> = blocks
                .iter()
                .filter_map(|block| if let Block::Ticked(true, text) = block { Some(text.as_str()) } else { None })
                .collect();
            assert_eq!(shown.len(), ids.len(), "each signal once");
            for (label, shown) in labels.iter().zip(&shown) {
                assert!(shown.starts_with(label.as_str()), "{shown} is {label}");
            }
            assert_eq!(without_ticks(blocks), without_ticks(report(&bare, today)));
            assert_eq!(why_here(&ticked), why_here(&bare));
            assert_eq!(why_outcome(&ticked), why_outcome(&bare));
        }
    }
}

#[test]
fn ticks_change_neither_what_is_asked_next_nor_how_a_walk_ends() {
    for walk in walks_at_a_list(&Content::shipped()) {
        let turn = Turn::of(&walk, Rol::default()).expect("a list is open");
        let (all, _) = first_signals(&turn, usize::MAX);
        let mut ticked = after(&walk, all);
        let mut bare = after(&walk, Vec::new());
        // The last answer of every question: doubt, which leads to the longest roads.
        while let (Some(spot), Some(other)) = (ticked.open().cloned(), bare.open().cloned()) {
            assert_eq!(Turn::of(&ticked, Rol::default()), Turn::of(&bare, Rol::default()));
            assert_eq!(spot.path(), other.path());
            let last = possible(&spot).pop().expect("something can be answered");
            ticked.answer(Answer::new(spot.path(), last.as_str())).expect("it fits");
            bare.answer(Answer::new(spot.path(), last)).expect("it fits");
        }
        assert!(ticked.outcome().is_some());
        assert_eq!(ticked.outcome(), bare.outcome());
    }
}

#[test]
fn the_page_of_a_list_differs_only_in_its_ticks() {
    let content = Content::shipped();
    for entry in content.entries(Soort::Signalen) {
        let list = content.signalen(&entry.id).expect("shipped lists hold");
        let ids: Vec<String> = list.file.inhoud.items().map(|item| item.id.clone()).collect();
        let bare = signalen_page(&list.file, false, Some(&[]));
        for count in [1, ids.len()] {
            let page = signalen_page(&list.file, false, Some(&ids[..count]));
            assert_eq!(without_ticks(page), without_ticks(bare.clone()), "{}", entry.id);
        }
        let mut printed = Vec::new();
        print_blocks(&bare, 80, &mut printed).expect("a Vec takes everything");
        let printed = String::from_utf8(printed).expect("UTF-8").replace('\n', " ");
        assert!(printed.contains("Er wordt niets geteld of gewogen"), "{}: it says why", entry.id);
    }
}

#[test]
fn a_walk_as_data_carries_the_ticked_signals_and_no_number_of_them() {
    let walk = walks_at_a_list(&Content::shipped()).remove(0);
    let (ids, _) = first_signals(&Turn::of(&walk, Rol::default()).expect("a list is open"), 3);
    let data = serde_json::to_value(transcript(&after(&walk, ids.clone()))).expect("it is JSON");
    let last = data["stappen"].as_array().and_then(|steps| steps.last()).expect("the list is a step");
    let keys: Vec<&str> = last.as_object().expect("a step").keys().map(String::as_str).collect();
    assert_eq!(keys, ["aangevinkt", "antwoord", "knoop", "vraag"]);
    assert_eq!(last["aangevinkt"], serde_json::json!(ids));
}

#[test]
fn no_signal_says_how_heavy_it_is() {
    let content = Content::shipped();
    for entry in content.entries(Soort::Signalen) {
        let list = content.signalen(&entry.id).expect("shipped lists hold");
        for item in list.file.inhoud.items() {
            let text = item.tekst.to_lowercase();
            for word in ["score", "punten", "weegt", "risico:", "ernst:"] {
                assert!(!text.contains(word), "{}, {}: {word}", entry.id, item.id);
            }
        }
    }
}
