//! What changes the network: every act can be undone and done again, circles are refused, and nothing odd gets in.

use aandacht::domain::gesprek::Draft;
use aandacht::domain::kluis::{Batch, Key, Model, Moment, RecordId};
use aandacht::domain::netwerk::doen::{self, Nagezien};
use aandacht::domain::netwerk::formulier::{form, getemd, lees};
use aandacht::domain::netwerk::{Netwerk, Netwerkstap, Soort, Veld, Waarde};
use jiff::SignedDuration;
use jiff::civil::date;
use proptest::prelude::*;

use crate::common::netwerk::{gemeenten, keep, proefnet};

fn moment(seconds: i64) -> Moment {
    Moment::utc(date(2026, 11, 18).at(10, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).expect("in range"))
}

/// Everything in the network that a search or a list could show.
fn entries(model: &Model) -> Vec<(RecordId, String)> {
    let mut all: Vec<_> = Netwerk::new(model)
        .alle()
        .map(|(id, entry)| (id, format!("{:?}", entry.velden().collect::<Vec<_>>())))
        .collect();
    all.sort();
    all
}

fn refused(result: Result<Option<Batch>, aandacht::domain::fault::Fault>) -> String {
    result.err().map(|fault| fault.wat).unwrap_or_default()
}

#[test]
fn a_circle_of_stand_ins_or_organisations_is_refused() {
    let (mut model, ids) = proefnet();
    let contacts: Vec<RecordId> = Netwerk::new(&model)
        .alle()
        .filter(|(_, entry)| entry.soort() == Soort::Contact)
        .map(|(id, _)| id)
        .take(3)
        .collect();
    let [one, two, three] = contacts[..] else { panic!("the fixture has contacts") };
    let stand_in = |other| vec![(Veld::Vervanger, Some(Waarde::Verwijzing(other)))];
    let step = |model: &Model, id, other, at| doen::wijzig(model, id, &stand_in(other), doen::ZELF, false, moment(at));
    assert!(refused(step(&model, one, one, 0)).contains("kring"));
    for (id, other, at) in [(one, two, 1), (two, three, 2)] {
        let batch = step(&model, id, other, at).expect("no circle yet");
        if let Some(batch) = batch {
            keep(&mut model, batch);
        }
    }
    assert!(refused(step(&model, three, one, 3)).contains("kring"));
    let org = ids["levanto"];
    let part_of = vec![(Veld::OnderdeelVan, Some(Waarde::Verwijzing(org)))];
    assert!(refused(doen::wijzig(&model, org, &part_of, doen::ZELF, false, moment(4))).contains("kring"));
}

#[test]
fn what_was_taken_out_comes_back_and_what_was_changed_elsewhere_is_not_overwritten() {
    let (mut model, ids) = proefnet();
    let levanto = ids["levanto"];
    let before = entries(&model);
    let batch = doen::verwijder(&model, levanto, moment(1)).expect("it is there");
    keep(&mut model, batch);
    assert!(Netwerk::new(&model).get(levanto).is_none());
    assert!(
        Netwerk::new(&model).met_verwijderd(levanto).is_some_and(|entry| entry.verwijderd().is_some()),
        "a tombstone"
    );
    let batch = doen::keer(&model, true, moment(2)).expect("it can").expect("there is one");
    keep(&mut model, batch);
    assert_eq!(entries(&model), before);
    // An import changes it beside the steps.
    let mut other = Netwerk::new(&model).get(levanto).expect("it is there").clone();
    let herkomst = aandacht::domain::netwerk::Herkomst {
        op: moment(3).stamp,
        door: "import".to_owned(),
        bron: "bestand".to_owned(),
    };
    other.zet(Veld::Notitie, Some(Waarde::tekst("anders")), &herkomst);
    keep(&mut model, Batch::put(Key::Id(levanto), other));
    assert!(doen::keer(&model, false, moment(4)).is_err(), "redoing would lose the import");
}

#[test]
fn reviewing_confirms_or_says_that_nobody_answered() {
    let (mut model, ids) = proefnet();
    let id = ids["levanto"];
    for (outcome, at) in [(Nagezien::GeenAntwoord, 1), (Nagezien::KloptNog, 2)] {
        let batch = doen::nagezien(&model, id, outcome, moment(at)).expect("it is there");
        keep(&mut model, batch);
        let entry = Netwerk::new(&model).get(id).expect("it is there");
        assert_eq!(entry.geen_antwoord().is_some(), outcome == Nagezien::GeenAntwoord);
        assert_eq!(entry.bevestigd().is_some(), outcome == Nagezien::KloptNog);
    }
}

#[test]
fn what_cannot_be_is_said_with_its_field() {
    let (model, _) = proefnet();
    for (field, typed, soort) in [
        ("telefoons", "bel de balie", Soort::Contact),
        ("telefoons", "045-12", Soort::Contact),
        ("openingstijden", "ma 25.00-26.00", Soort::Contact),
        ("openingstijden", "ma 9.00-12.00, 11.00-13.00", Soort::Contact),
        ("gemeenten", "Nergenshuizen", Soort::Contact),
        ("email", "geen adres", Soort::Contact),
        ("afwezig", "2026-W54", Soort::Contact),
        ("organisatie", "bestaat niet echt", Soort::Contact),
        ("vervanger", "niemand die zo heet", Soort::Contact),
        ("leeftijd_van", "vier", Soort::Dienst),
        ("leeftijd_tot", "131", Soort::Dienst),
        ("notitie", &"x".repeat(10_000), Soort::Contact),
        ("functie", "\u{200b}\u{202e}", Soort::Contact),
    ] {
        let mut draft = Draft::default();
        draft.set("functie", "wijkagent");
        draft.set("naam", "proef");
        draft.set(field, typed);
        let faults = lees(&model, &gemeenten(), soort, &draft).err().unwrap_or_default();
        assert!(faults.iter().any(|fault| fault.field == field && !fault.advice.is_empty()), "{field}: {typed:.30}");
    }
    assert!(form(Soort::Contact).fields.iter().all(|field| field.id != "geheim"));
}

#[test]
fn a_hundred_steps_keep_the_last_fifty() {
    let (mut model, ids) = proefnet();
    for at in 0..100 {
        let filled = vec![(Veld::Notitie, Some(Waarde::tekst(&format!("versie {at}"))))];
        let batch = doen::wijzig(&model, ids["levanto"], &filled, doen::ZELF, false, moment(at)).expect("it can");
        keep(&mut model, batch.expect("it changes"));
    }
    assert_eq!(Netwerkstap::alle(&model).len(), 50);
    let mut undone = 0;
    while let Some(batch) = doen::keer(&model, true, moment(200 + undone)).expect("it can") {
        keep(&mut model, batch);
        undone += 1;
    }
    assert_eq!(undone, 50);
    assert_eq!(
        Netwerk::new(&model).get(ids["levanto"]).map(|entry| entry.tekst(Veld::Notitie).to_owned()).as_deref(),
        Some("versie 49")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_is_undone_to_what_was_there_and_done_again(acts in proptest::collection::vec((0_u8..5, 0_usize..337, 0_usize..337), 1..12)) {
        let (mut model, ids) = proefnet();
        let names: Vec<RecordId> = ids.values().copied().collect();
        let mut states = vec![entries(&model)];
        for (at, (act, one, two)) in acts.into_iter().enumerate() {
            let now = moment(i64::try_from(at).unwrap_or(0));
            let (one, two) = (names[one % names.len()], names[two % names.len()]);
            let filled = vec![(Veld::Notitie, Some(Waarde::tekst(&format!("notitie {at}"))))];
            let batch = match act {
                0 => doen::verwijder(&model, one, now).ok(),
                1 => doen::wijzig(&model, one, &filled, doen::ZELF, at % 2 == 0, now).ok().flatten(),
                2 => doen::maak(&model, Soort::Organisatie, &vec![(Veld::Naam, Some(Waarde::tekst("nieuw")))], doen::ZELF, now).ok().map(|(_, batch)| batch),
                3 => doen::voeg_samen(&model, one, two, &filled, now).ok(),
                _ => doen::nagezien(&model, one, Nagezien::KloptNog, now).ok(),
            };
            if let Some(batch) = batch {
                keep(&mut model, batch);
                states.push(entries(&model));
            }
        }
        let last = states.len() - 1;
        for at in (0..last).rev() {
            let batch = doen::keer(&model, true, moment(1000)).expect("nothing else changed").expect("a step");
            keep(&mut model, batch);
            prop_assert_eq!(&entries(&model), &states[at]);
        }
        for state in &states[1..] {
            let batch = doen::keer(&model, false, moment(2000)).expect("nothing else changed").expect("a step");
            keep(&mut model, batch);
            prop_assert_eq!(&entries(&model), state);
        }
        // The index that followed every change is the one that is made anew.
        let fresh = Model::new(model.records().map(|(id, stored)| (id, stored.clone())).collect());
        prop_assert_eq!(Netwerk::new(&model).len(), Netwerk::new(&fresh).len());
    }

    #[test]
    fn text_that_is_kept_has_no_character_that_hides_or_turns(text in "\\PC{0,60}|[\u{200b}-\u{202e}a-z\u{1}]{0,20}") {
        let tamed = getemd(&text);
        let hides = |letter: char| matches!(u32::from(letter), 0x200b..=0x200f | 0x202a..=0x202e);
        prop_assert!(!tamed.chars().any(hides));
        prop_assert_eq!(getemd(&tamed), tamed.clone());
    }
}
