//! The walks of a casus: answers are lines, and each walk stays on the version with which it began.

use std::sync::Arc;

use aandacht::content::Content;
use aandacht::domain::boom::{Boom, count_routes};
use aandacht::domain::casus::{Delen, Toon};
use aandacht::domain::casus::{Wat, add, answer, begin_walk, fold, gelopen, tijdlijn, tree_of};
use aandacht::domain::fault::FaultClass;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::Soort;
use aandacht::domain::kluis::{Change, Checklistversie, Record};
use aandacht::domain::walk::{Answer, Walk, possible};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::casus::{Werk, note};
use crate::common::dice::{Dice, plain_trees};
use crate::common::{answers, built, cases, walked};

/// Begins a walk in a casus; the number of its line.
fn begin(werk: &mut Werk, boom: &Boom) -> u32 {
    let (stands, now) = (werk.dossier(), werk.moment());
    werk.take(&begin_walk(&stands, boom, now));
    stands.next()
}

/// Answers in a walk of a casus, as the screen does; whether it was taken.
fn give(werk: &mut Werk, nr: u32, walk: &mut Walk, given: &Answer, reden: &str) -> bool {
    let (stands, now) = (werk.dossier(), werk.moment());
    let of = stands.lopen.iter().find(|of| of.nr == nr).unwrap();
    werk.take(&answer(&stands, of, walk, given.clone(), reden, now));
    let earlier = walk.steps().iter().position(|step| step.answer.knoop == given.knoop);
    let taken = match earlier {
        Some(at) => walk.revise(at, given.clone()).is_ok(),
        None => walk.answer(given.clone()).is_ok(),
    };
    walk.resume();
    taken
}

fn folded(werk: &Werk, nr: u32, boom: &Arc<Boom>) -> (Walk, Vec<u32>) {
    let stands = werk.dossier();
    fold(&stands, stands.lopen.iter().find(|of| of.nr == nr).unwrap(), boom)
}

fn shipped(id: &str) -> Arc<Boom> {
    Content::shipped().tree(id).unwrap()
}

/// The kindcheck as it was, before a word of it changed.
fn older() -> Arc<Boom> {
    let mut files = shipped("kindcheck").files();
    let file = files.get_mut("beslisboom/kindcheck").unwrap();
    file["versie"] = json!("2019.1");
    file["titel"] = json!("Kindcheck van toen");
    Boom::from_files("kindcheck", &files, false).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn answers_of_a_casus_are_the_walk_and_stand_there_in_words() {
    let boom = shipped("kindcheck");
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &boom);
    let mut walk = Walk::new(&boom);
    for given in answers("k1=ja k2=ja k3=nee") {
        assert!(give(&mut werk, nr, &mut walk, &given, ""));
    }
    let (fold, past_niet) = folded(&werk, nr, &boom);
    assert!(fold == walked(&boom, "k1=ja k2=ja k3=nee") && past_niet.is_empty());
    for (line, step) in werk.lines.iter().skip(2).zip(walk.steps()) {
        let Wat::Antwoord { vraag, gekozen, reden, .. } = &line.wat else { panic!("an answer") };
        assert_eq!(vraag, step.spot.knoop().prompt());
        assert_eq!(Some(gekozen.as_str()), step.answer_text());
        assert!(reden.is_empty());
    }
}

#[test]
fn an_answer_that_is_given_anew_changes_the_walk_and_keeps_the_first() {
    let boom = shipped("kindcheck");
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &boom);
    let mut walk = Walk::new(&boom);
    for given in answers("k1=ja k2=ja k3=nee") {
        give(&mut werk, nr, &mut walk, &given, "");
    }
    give(&mut werk, nr, &mut walk, &Answer::new("k3", "ja"), "gesproken met de school");
    let (fold, past_niet) = folded(&werk, nr, &boom);
    assert!(fold == walk, "as the screen has it");
    assert_eq!(fold.answers().find(|given| given.knoop == "k3").unwrap().antwoord, "ja");
    assert!(past_niet.is_empty());
    let shown = tijdlijn(&werk.dossier(), Toon { antwoorden: true, ingetrokken: false });
    let of_k3: Vec<_> = shown.iter().filter(|moment| moment.kop == walk.steps()[2].spot.knoop().prompt()).collect();
    assert_eq!(of_k3.len(), 2, "both answers stand in the chronology");
    assert!(of_k3[1].tekst.iter().any(|text| text.contains("gesproken met de school")));
}

#[test]
fn answers_that_do_not_fit_are_told_and_count_for_nothing() {
    let boom = shipped("kindcheck");
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &boom);
    let mut walk = Walk::new(&boom);
    let given = ["k1=ja", "k3=ja", "nooit-gehoord=ja", "k2=misschien", "k2=ja"];
    for text in given {
        give(&mut werk, nr, &mut walk, &answers(text)[0], "");
    }
    let (fold, past_niet) = folded(&werk, nr, &boom);
    assert!(fold == walked(&boom, "k1=ja k2=ja"));
    assert_eq!(past_niet, [nr + 2, nr + 3, nr + 4]);
}

#[test]
fn an_answer_that_the_new_road_no_longer_passes_is_told_as_well() {
    let boom = shipped("kindcheck");
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &boom);
    let mut walk = Walk::new(&boom);
    for given in answers("k1=ja k2=ja") {
        give(&mut werk, nr, &mut walk, &given, "");
    }
    give(&mut werk, nr, &mut walk, &Answer::new("k1", "nee"), "toch geen kinderen");
    let (fold, past_niet) = folded(&werk, nr, &boom);
    assert!(fold.outcome().is_some() && fold.steps().len() == 1);
    assert_eq!(past_niet, [nr + 2], "the answer to k2 counts for nothing, and is not silently gone");
}

#[test]
fn an_answer_that_was_undone_is_not_walked() {
    let boom = shipped("kindcheck");
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &boom);
    let mut walk = Walk::new(&boom);
    for given in answers("k1=ja k2=ja") {
        give(&mut werk, nr, &mut walk, &given, "");
    }
    werk.undo();
    assert!(folded(&werk, nr, &boom).0 == walked(&boom, "k1=ja"));
    werk.redo();
    assert!(folded(&werk, nr, &boom).0 == walk);
}

#[test]
fn two_walks_of_the_same_checklist_stay_apart() {
    let boom = shipped("kindcheck");
    let mut werk = Werk::new();
    let first = begin(&mut werk, &boom);
    let second = begin(&mut werk, &boom);
    give(&mut werk, second, &mut Walk::new(&boom), &Answer::new("k1", "nee"), "");
    give(&mut werk, first, &mut Walk::new(&boom), &Answer::new("k1", "ja"), "");
    assert!(folded(&werk, first, &boom).0 == walked(&boom, "k1=ja"));
    assert!(folded(&werk, second, &boom).0 == walked(&boom, "k1=nee"));
    assert_eq!(werk.versions.len(), 2);
    assert!(werk.versions[0] == werk.versions[1], "kept under one name");
}

#[test]
fn a_consult_becomes_the_first_walk_of_a_casus_with_its_version() {
    let boom = shipped("meldcode-basis");
    let mut consult = Walk::new(&boom);
    for _ in 0..6 {
        let spot = consult.open().unwrap();
        let given = Answer::new(spot.path(), possible(spot).remove(0));
        consult.answer(given).unwrap();
        if consult.open().is_none() {
            break;
        }
    }
    let werk = Werk::with_consult(Some(&consult));
    let stands = werk.dossier();
    assert_eq!(stands.lopen.len(), 1);
    assert!(fold(&stands, &stands.lopen[0], &boom).0 == consult);
    assert_eq!(werk.versions, [Checklistversie::of(&boom)]);
    let found = gelopen(&stands, &stands.lopen[0], &werk.model(), &Content::shipped()).unwrap();
    assert!(found.walk == consult && found.nieuwer.is_none() && found.past_niet.is_empty());
}

#[test]
fn a_checklist_that_was_replaced_since_is_walked_on_in_the_version_of_then() {
    let old = older();
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &old);
    let mut walk = Walk::new(&old);
    give(&mut werk, nr, &mut walk, &Answer::new("k1", "ja"), "");
    let content = Content::shipped();
    let stands = werk.dossier();
    let found = gelopen(&stands, &stands.lopen[0], &werk.model(), &content).unwrap();
    assert!(found.walk == walk);
    assert_eq!(found.walk.boom().kop().titel, "Kindcheck van toen");
    assert_eq!(found.nieuwer.as_deref(), Some(content.tree("kindcheck").unwrap().kop().versie.as_str()));
    let mut walk = found.walk;
    give(&mut werk, nr, &mut walk, &Answer::new("k2", "ja"), "");
    assert!(folded(&werk, nr, &old).0 == walked(&old, "k1=ja k2=ja"), "and walked on");
}

#[test]
fn a_version_that_is_missing_or_damaged_is_told_and_loses_nothing() {
    let old = older();
    let content = Content::shipped();
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &old);
    give(&mut werk, nr, &mut Walk::new(&old), &Answer::new("k1", "ja"), "");
    let kept = werk.versions.remove(0);
    let mut damaged = kept.clone();
    damaged.bestanden.get_mut("beslisboom/kindcheck").unwrap()["titel"] = json!("vervalst");
    let mut incomplete = kept.clone();
    incomplete.bestanden.clear();
    for versions in [vec![], vec![damaged], vec![incomplete]] {
        werk.versions = versions;
        let stands = werk.dossier();
        let fault = gelopen(&stands, &stands.lopen[0], &werk.model(), &content).unwrap_err();
        assert_eq!(fault.class, FaultClass::Input);
        assert!(fault.wat.contains("Kindcheck van toen") && fault.wat.contains("2019.1"), "{}", fault.wat);
        assert!(fault.advies.contains("tijdlijn"), "{}", fault.advies);
        let shown = tijdlijn(&stands, Toon { antwoorden: true, ingetrokken: false });
        let words = old.knoop("k1").unwrap().prompt();
        assert!(shown.iter().any(|moment| moment.kop == words), "the answer stands in the chronology, in words");
    }
    werk.versions = vec![kept];
    let stands = werk.dossier();
    assert!(tree_of(&stands.lopen[0], &werk.model(), &content).is_ok());
}

#[test]
fn a_kept_version_that_breaks_a_rule_of_today_is_not_walked() {
    let mut kept = Checklistversie::of(&shipped("kindcheck"));
    kept.bestanden.get_mut("beslisboom/kindcheck").unwrap()["begin"] = json!("nergens");
    kept.vingerafdruk = aandacht::domain::boom::fingerprint_of(&kept.bestanden).unwrap();
    let mut werk = Werk::new();
    werk.add(Wat::Loop {
        checklist: "kindcheck".into(),
        titel: "Kindcheck".into(),
        versie: "2019.1".into(),
        vingerafdruk: kept.vingerafdruk.clone(),
    });
    assert!(kept.is_whole());
    werk.versions = vec![kept];
    let stands = werk.dossier();
    let fault = tree_of(&stands.lopen[0], &werk.model(), &Content::shipped()).unwrap_err();
    assert!(!fault.waarom.is_empty() && fault.advies.contains("tijdlijn"));
}

#[test]
fn every_tree_that_ships_is_the_same_tree_after_it_was_kept() {
    let content = Content::shipped();
    let entries = content.entries(Soort::Beslisboom);
    assert!(entries.len() > 4);
    for entry in entries {
        let boom = content.tree(&entry.id).unwrap();
        let record: Record = Checklistversie::of(&boom).into();
        let Record::Checklistversie(kept) = Record::from_bytes(&record.to_bytes().unwrap()).unwrap() else {
            panic!("another kind")
        };
        let again = Boom::from_files(&entry.id, &kept.bestanden, kept.eigen)
            .unwrap_or_else(|problems| panic!("{}: {problems:?}", entry.id));
        assert_eq!(again.vingerafdruk(), boom.vingerafdruk(), "{}", entry.id);
        assert_eq!(again.files(), boom.files(), "{}", entry.id);
        assert_eq!(count_routes(&again), count_routes(&boom), "{}", entry.id);
    }
}

#[test]
fn an_answer_is_one_line_and_nothing_else() {
    let boom = shipped("kindcheck");
    let mut werk = Werk::new();
    let nr = begin(&mut werk, &boom);
    let (stands, now) = (werk.dossier(), werk.moment());
    let batch = answer(&stands, &stands.lopen[0], &Walk::new(&boom), Answer::new("k1", "ja"), "", now);
    assert_eq!(batch.changes.len(), 1);
    assert!(matches!(&batch.changes[0], Change::Put { record: Record::Regel(line), .. } if line.nr == nr + 1));
    let batch = add(&stands, note("x"), Delen::Gewoon, now);
    assert_eq!(batch.changes.len(), 1);
}

/// Answers of any kind: mostly the next one, sometimes an earlier one anew, sometimes nonsense.
fn next(walk: &Walk, dice: &mut Dice<'_>) -> Option<Answer> {
    let roll = dice.below(10);
    let earlier = dice.below(walk.steps().len().max(1));
    let spot = match walk.steps().get(earlier) {
        Some(step) if roll < 4 => &step.spot,
        _ => walk.open()?,
    };
    if roll == 9 {
        return Some(Answer::new(spot.path(), "onzin"));
    }
    let choices = possible(spot);
    Some(Answer::new(spot.path(), choices[dice.below(choices.len())].as_str()))
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn the_fold_of_the_answers_is_the_walk_as_it_was_on_screen_and_no_answer_is_silently_gone(
        shape in prop::collection::vec(any::<u8>(), 0..90), rolls in prop::collection::vec(any::<u8>(), 60),
    ) {
        let trees: Vec<Value> = plain_trees(&mut Dice::of(&shape));
        let boom = built(trees, "buiten");
        let mut werk = Werk::new();
        let nr = begin(&mut werk, &boom);
        let mut walk = Walk::new(&boom);
        let mut dice = Dice::of(&rolls);
        let mut lines: Vec<(u32, Answer, bool)> = Vec::new();
        for _ in 0..16 {
            let Some(given) = next(&walk, &mut dice) else { break };
            let taken = give(&mut werk, nr, &mut walk, &given, "");
            lines.push((werk.lines.last().unwrap().nr, given, taken));
        }
        let (fold, past_niet) = folded(&werk, nr, &boom);
        prop_assert!(fold == walk);
        prop_assert!(Walk::replay(&boom, fold.answers().cloned()).is_ok_and(|again| again == fold));
        for (nr, given, taken) in &lines {
            let newer = lines.iter().any(|(later, other, taken)| *taken && later > nr && other.knoop == given.knoop);
            let walked = fold.answers().any(|answer| answer == given);
            prop_assert_eq!(past_niet.contains(nr), !taken || (!newer && !walked), "line {}", nr);
        }
        prop_assert!(past_niet.is_sorted());
    }
}
