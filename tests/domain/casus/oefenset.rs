//! The casussen of practice: on whatever day somebody practises.

use std::collections::BTreeSet;

use aandacht::content::Content;
use aandacht::domain::casus::{Dossier, Nabij, Regel, Stand, agenda, fold, gaten, oefenset};
use aandacht::domain::gesprek::{Reader, SECTOREN};
use aandacht::domain::herkenbaar::{recognise, recognise_in_label};
use aandacht::domain::kluis::{Batch, Change, Moment, Owner, RecordId};
use jiff::ToSpan;
use jiff::civil::{Date, date};

const CASUS: RecordId = RecordId([3; 16]);

fn dossier(batch: &Batch) -> Dossier {
    assert!(batch.makes_casus());
    let lines = batch.changes.iter().filter_map(|change| match change {
        Change::Put { owner, record, .. } => {
            let line = <&Regel>::try_from(record).ok().cloned();
            assert_eq!(line.is_some(), *owner == Owner::Fresh, "lines are of the casus, the rest is not");
            line
        }
        Change::Delete(_) => panic!("nothing is removed"),
    });
    Dossier::of(CASUS, lines).expect("it begins")
}

fn made(content: &Content, today: Date, hour: i8) -> Vec<Dossier> {
    let now = Moment::utc(today.at(hour, 5, 0, 0));
    let batches = oefenset(content, now).unwrap_or_else(|fault| panic!("{today}: {fault:?}"));
    batches.iter().map(dossier).collect()
}

#[test]
fn on_every_day_of_the_year_something_is_overdue_today_and_soon() {
    let content = Content::shipped();
    for days in (0..366).step_by(5) {
        let today = date(2026, 11, 1).saturating_add(days.days());
        let dossiers = made(&content, today, 9);
        assert_eq!(dossiers.len(), 6);
        let near: BTreeSet<Nabij> = agenda(&dossiers).iter().map(|due| due.nabij(today)).collect();
        assert!([Nabij::Verlopen, Nabij::Vandaag, Nabij::Binnenkort].iter().all(|one| near.contains(one)), "{today}");
        for dossier in &dossiers {
            assert!(dossier.ontbreekt.is_empty() && dossier.klok_terug().next().is_none(), "{today}");
            assert!(dossier.laatst().date() <= today);
        }
        let due = |dossier: &&Dossier| matches!(dossier.stand, Stand::Gesloten { vernietigen_vanaf, .. } if vernietigen_vanaf < today);
        assert_eq!(dossiers.iter().filter(due).count(), 1, "one is to be destroyed");
    }
}

#[test]
fn every_answer_fits_the_content_of_today_and_each_casus_is_in_another_state() {
    let content = Content::shipped();
    let dossiers = made(&content, date(2026, 11, 22), 0);
    let mut ends = BTreeSet::new();
    for dossier in &dossiers {
        assert!(SECTOREN.iter().any(|(id, _)| *id == dossier.sector));
        for of in &dossier.lopen {
            let (walk, unfit) = fold(dossier, of, &content.tree(&of.checklist).expect("a tree"));
            assert_eq!(unfit, Vec::<u32>::new());
            let end = walk.open().map(|spot| spot.path()).or_else(|| walk.outcome().map(|outcome| outcome.id));
            ends.insert(end.expect("it is open or over"));
        }
    }
    let wanted = ["afweging/v5", "geen-vermoeden", "hulp-werkt", "melden-1", "plicht", "s2-overleg"];
    assert_eq!(ends.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    assert!(dossiers.iter().any(|dossier| gaten(dossier).len() > 3), "one has just begun");
    assert!(dossiers.iter().any(|dossier| dossier.lijnen().iter().any(|lijn| !lijn.correcties.is_empty())));
    assert!(dossiers.iter().any(|dossier| dossier.lijnen().iter().any(|lijn| lijn.ingetrokken.is_some())));
}

#[test]
fn nothing_in_it_points_to_a_person() {
    let today = date(2026, 11, 22);
    for dossier in made(&Content::shipped(), today, 9) {
        assert_eq!(recognise_in_label(&dossier.pseudoniem), []);
        for lijn in dossier.lijnen() {
            let text = aandacht::domain::casus::regeltekst(&lijn.regel.wat).all();
            assert_eq!(recognise(&text, today), [], "{text}");
        }
    }
}
