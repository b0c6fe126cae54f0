//! Undo and redo, held against a plain stack.

use std::collections::BTreeSet;

use aandacht::domain::casus::{Delen, Dossier, Wat, agenda, redoable, tijdlijn, undoable};
use jiff::civil::date;
use proptest::prelude::*;

use crate::common::cases;
use crate::common::casus::{KINDS, Werk, note, of_kind, report, words};
use crate::common::dice::Dice;

/// The lines that count and say something, without those that only take back.
fn saying(dossier: &Dossier) -> BTreeSet<u32> {
    let said = dossier.geldend().filter(|lijn| !matches!(lijn.regel.wat, Wat::Intrekking { ongedaan: true, .. }));
    said.map(|lijn| lijn.regel.nr).collect()
}

#[test]
fn a_new_casus_has_nothing_to_undo_or_redo() {
    let mut werk = Werk::new();
    assert!(!werk.undo() && !werk.redo());
    assert!(undoable(&werk.dossier()).is_none() && redoable(&werk.dossier()).is_none());
}

#[test]
fn undoing_a_report_takes_its_term_along_and_redoing_brings_both_back() {
    let mut werk = Werk::new();
    werk.add(note("eerst"));
    werk.add(report(date(2026, 11, 3)));
    assert_eq!(agenda([&werk.dossier()]).len(), 1);
    werk.undo();
    assert!(agenda([&werk.dossier()]).is_empty());
    assert_eq!(saying(&werk.dossier()), BTreeSet::from([1, 2]));
    werk.redo();
    assert_eq!(agenda([&werk.dossier()]).len(), 1);
    assert_eq!(saying(&werk.dossier()), BTreeSet::from([1, 2, 3, 4]));
}

#[test]
fn undo_takes_back_a_withdrawal_before_what_came_before_it() {
    let mut werk = Werk::new();
    let first = werk.add(note("eerst"));
    let second = werk.add(note("tweede"));
    let gone = werk.withdraw(first);
    assert_eq!(undoable(&werk.dossier()).map(|lijn| lijn.regel.nr), Some(gone));
    werk.undo();
    assert_eq!(saying(&werk.dossier()), BTreeSet::from([1, first, second]));
    werk.redo();
    assert_eq!(saying(&werk.dossier()), BTreeSet::from([1, second, gone]));
}

#[test]
fn a_print_that_was_made_is_not_undone() {
    let mut werk = Werk::new();
    let nr = werk.add(note("eerst"));
    werk.add(of_kind("afdruk", 1, &mut Dice::of(&[]), &mut words));
    assert_eq!(undoable(&werk.dossier()).map(|lijn| lijn.regel.nr), Some(nr));
}

#[test]
fn every_undo_and_redo_is_a_line_with_a_reason() {
    let mut werk = Werk::new();
    werk.add(note("eerst"));
    werk.undo();
    werk.redo();
    let reasons: Vec<String> = werk.lines[2..]
        .iter()
        .map(|line| match &line.wat {
            Wat::Intrekking { regel, reden, ongedaan: true } => format!("{regel} {reden}"),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(reasons, ["2 ongedaan gemaakt", "3 toch gedaan"]);
}

/// What a test does with a casus.
#[derive(Debug, Clone)]
enum Act {
    Add(usize, Vec<u8>),
    Withdraw(usize),
    Print,
    Undo,
    Redo,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        3 => (0..KINDS.len(), prop::collection::vec(any::<u8>(), 30)).prop_map(|(kind, rolls)| Act::Add(kind, rolls)),
        1 => (0..8_usize).prop_map(Act::Withdraw),
        1 => Just(Act::Print),
        4 => Just(Act::Undo),
        3 => Just(Act::Redo),
    ];
    prop::collection::vec(act, 0..24)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn undo_and_redo_are_a_stack(acts in acts()) {
        let mut werk = Werk::new();
        // What counts before each act that can still be taken back, and after each that can be done again.
        let (mut done, mut undone): (Vec<BTreeSet<u32>>, Vec<BTreeSet<u32>>) = (Vec::new(), Vec::new());
        for act in acts {
            let before = saying(&werk.dossier());
            match act {
                Act::Add(kind, rolls) if !["begin", "afdruk", "intrekking"].contains(&KINDS[kind]) => {
                    werk.add_for(of_kind(KINDS[kind], 2, &mut Dice::of(&rolls), &mut words), Delen::Gewoon);
                    done.push(before);
                    undone.clear();
                }
                Act::Withdraw(at) => {
                    // Any line that counts, in any order.
                    let about: Vec<u32> = before.iter().copied().filter(|nr| *nr > 1).collect();
                    let Some(nr) = about.get(at % about.len().max(1)) else { continue };
                    werk.withdraw(*nr);
                    done.push(before);
                    undone.clear();
                }
                Act::Print => {
                    werk.add(of_kind("afdruk", 1, &mut Dice::of(&[]), &mut words));
                    // A print stays, whatever is undone around it.
                    let printed = werk.dossier().next() - 1;
                    for state in &mut done {
                        state.insert(printed);
                    }
                    undone.clear();
                }
                Act::Undo => {
                    prop_assert_eq!(werk.undo(), !done.is_empty());
                    if let Some(state) = done.pop() {
                        undone.push(before);
                        prop_assert_eq!(saying(&werk.dossier()), state);
                    }
                }
                Act::Redo => {
                    prop_assert_eq!(werk.redo(), !undone.is_empty());
                    if let Some(state) = undone.pop() {
                        done.push(before);
                        prop_assert_eq!(saying(&werk.dossier()), state);
                    }
                }
                Act::Add(..) => {}
            }
        }
    }

    #[test]
    fn what_is_undone_and_redone_stands_as_if_nothing_happened(
        rolls in prop::collection::vec(any::<u8>(), 300), times in 1..5_usize,
    ) {
        let mut werk = Werk::roll(&mut Dice::of(&rolls), 12, &mut words);
        let before = werk.dossier();
        let back = (0..times).filter(|_| werk.undo()).count();
        let again = (0..times).filter(|_| werk.redo()).count();
        prop_assert!(again >= back, "at least what was undone just now");
        prop_assume!(again == back);
        let after = werk.dossier();
        prop_assert_eq!(saying(&before), saying(&after));
        prop_assert_eq!(&before.pseudoniem, &after.pseudoniem);
        prop_assert_eq!(before.stand, after.stand);
        prop_assert!(tijdlijn(&before, Default::default()) == tijdlijn(&after, Default::default()));
        prop_assert!(agenda([&before]) == agenda([&after]));
    }
}
