//! Forms: what was filled in becomes a line, and a line can be filled in again.

use std::collections::BTreeSet;

use aandacht::domain::casus::{
    Delen, Formulier, Rol, TermijnAard, Wanneer, Wat, add_from_form, concepten, keep_draft, nieuw_form, nieuw_line,
    vernietigen_vanaf,
};
use aandacht::domain::gesprek::{Draft, FieldFault, FieldKind, Form};
use aandacht::domain::kluis::{Change, Concept, Moment, Owner, Record};
use jiff::civil::{date, datetime};
use proptest::prelude::*;

use crate::common::cases;
use crate::common::casus::{CASUS, CORRECTABLE, TODAY, Werk, note, of_kind, report};
use crate::common::dice::Dice;

/// The fields of a form that are asked with these values.
fn asked(form: &Form, draft: &Draft) -> BTreeSet<&'static str> {
    let asked =
        form.fields.iter().filter(|field| field.when.is_none_or(|(of, values)| values.contains(&draft.get(of))));
    asked.map(|field| field.id).collect()
}

fn fields(faults: &[FieldFault]) -> Vec<&str> {
    faults.iter().map(|fault| fault.field.as_str()).collect()
}

#[test]
fn an_empty_form_is_refused_with_an_advice_for_every_field_that_is_needed() {
    for (form, values, needed) in [
        (Formulier::Notitie, &[][..], &["aard", "tekst", "bron", "wanneer", "strekking", "delen"][..]),
        (Formulier::Notitie, &[("aard", "uitspraak")], &["van", "tekst", "bron", "wanneer", "strekking", "delen"]),
        (Formulier::Advies, &[], &["aan", "wanneer", "advies"]),
        (Formulier::Advies, &[("gevraagd", "nee")], &["aan", "waarom"]),
        (Formulier::Gesprek, &[], &["aanwezig", "wanneer", "besproken"]),
        (Formulier::Gesprek, &[("gehouden", "nee")], &["aanwezig", "grond"]),
        (Formulier::Gesprek, &[("gehouden", "nee"), ("grond", "anders")], &["aanwezig", "toelichting"]),
        (Formulier::Gesprek, &[("gehouden", "nee"), ("grond", "geen-contact")], &["aanwezig", "toelichting"]),
        (Formulier::Kindcheck, &[], &["aantal"]),
        (Formulier::Toestemming, &[], &["van", "waarvoor", "stand"]),
        (Formulier::Toestemming, &[("stand", "geweigerd")], &["van", "waarvoor", "waarom"]),
        (Formulier::Toestemming, &[("stand", "gegeven"), ("onthouden_aan", "vader")], &["van", "waarvoor", "waarom"]),
        (Formulier::Beslissing, &[], &["besluit", "eindverantwoordelijke", "waarom"]),
        (Formulier::Melding, &[], &["aan", "ingelicht"]),
        (Formulier::Melding, &[("wanneer", "")], &["wanneer", "aan", "ingelicht"]),
        (Formulier::Melding, &[("wanneer", "onbekend")], &["wanneer", "aan", "ingelicht"]),
        (Formulier::Terugkoppeling, &[], &["wanneer", "van", "inhoud"]),
        (Formulier::Termijn, &[], &["datum"]),
        (Formulier::Termijn, &[("aard", "anders")], &["datum", "tekst"]),
        (Formulier::Actie, &[], &["tekst", "wie"]),
        (Formulier::Betrokkene, &[], &["relatie", "verzorgt"]),
        (Formulier::Drager, &[], &["functie"]),
        (Formulier::Hernoemen, &[], &["pseudoniem"]),
        (Formulier::Intrekken, &[], &["reden"]),
        (Formulier::Afhandelen, &[], &[]),
        (Formulier::Delen, &[], &[]),
        (Formulier::Sluiten, &[], &["reden"]),
        (Formulier::Heropenen, &[], &["reden"]),
    ] {
        let mut draft = form.begin(TODAY);
        values.iter().for_each(|(field, value)| draft.set(field, value));
        let faults = form.line(&draft, Some(2), TODAY).err().unwrap_or_default();
        assert_eq!(fields(&faults), needed, "{form:?} {values:?}");
        assert!(faults.iter().all(|fault| fault.advice.len() > 8), "{form:?}: {faults:?}");
        for blank in needed {
            draft.set(blank, " \n\t ");
        }
        let faults = form.line(&draft, Some(2), TODAY).err().unwrap_or_default();
        assert_eq!(fields(&faults), needed, "{form:?} {values:?}: white space is nothing");
    }
}

#[test]
fn a_moment_that_has_to_come_or_cannot_be_read_is_refused_where_something_happened() {
    for (typed, part) in
        [("morgen", "is nog niet geweest"), ("3 mei 2027", "Klopt de datum"), ("straks", "begrijp ik niet")]
    {
        for form in [Formulier::Notitie, Formulier::Advies, Formulier::Gesprek, Formulier::Melding] {
            let mut draft = form.begin(TODAY);
            draft.set("wanneer", typed);
            let faults = form.line(&draft, None, TODAY).err().unwrap();
            let fault = faults.iter().find(|fault| fault.field == "wanneer").unwrap();
            assert!(fault.advice.contains(part), "{form:?}: {}", fault.advice);
        }
    }
    let werk = Werk::new();
    let draft = werk.draft(Formulier::Termijn, &[("datum", "straks")]);
    assert_eq!(fields(&Formulier::Termijn.line(&draft, None, TODAY).err().unwrap()), ["datum"]);
    for unknown in ["onbekend", "?"] {
        let draft = werk.draft(Formulier::Actie, &[("tekst", "bellen"), ("wie", "ik"), ("datum", unknown)]);
        let faults = Formulier::Actie.line(&draft, None, TODAY).err().unwrap();
        assert_eq!(fields(&faults), ["datum"], "a term without a day is none");
    }
}

#[test]
fn every_form_asks_only_what_exists_and_nothing_that_tells_who_it_is() {
    for form in Formulier::ALL {
        assert_eq!(Formulier::from_id(form.id()), Some(form));
        for correctie in [false, true] {
            if correctie && !CORRECTABLE.iter().any(|kind| form_of(kind) == Some(form)) {
                continue;
            }
            let asks = form.form(correctie);
            assert_eq!(asks.fields[0].id == "reden" && correctie, correctie, "{form:?}");
            let ids: BTreeSet<&str> = asks.fields.iter().map(|field| field.id).collect();
            assert_eq!(ids.len(), asks.fields.len(), "{form:?}: every field once");
            for field in &asks.fields {
                for personal in ["naam", "geboorte", "bsn", "adres", "telefoon", "email"] {
                    assert!(!field.id.contains(personal), "{form:?} {}", field.id);
                    let label = field.label.to_lowercase().replace("schuilnaam", "");
                    assert!(!label.contains(personal), "{form:?} {}", field.label);
                }
                if let Some((of, values)) = field.when {
                    let about = asks.fields.iter().find(|field| field.id == of).expect("the field exists");
                    let FieldKind::Choice(choices) = &about.kind else { panic!("{of} is no choice") };
                    assert!(
                        values.iter().all(|value| choices.iter().any(|(id, _)| id == value)),
                        "{form:?} {values:?}"
                    );
                }
                if let FieldKind::Choice(choices) = &field.kind {
                    let ids: BTreeSet<&String> = choices.iter().map(|(id, _)| id).collect();
                    assert_eq!(ids.len(), choices.len(), "{form:?} {}: every choice once", field.id);
                    assert!(choices.iter().all(|(_, text)| !text.is_empty()), "{form:?} {}", field.id);
                }
            }
        }
    }
    assert_eq!(Formulier::from_id("naam"), None);
}

#[test]
fn a_field_for_a_person_asks_for_a_relation_or_a_function() {
    for form in Formulier::ALL {
        for field in form.form(false).fields {
            if ["aan", "wie", "functie", "relatie", "aanwezig", "eindverantwoordelijke"].contains(&field.id) {
                let help = field.help.to_lowercase();
                let told = ["functie", "relatie", "organisatie"].iter().any(|word| help.contains(word));
                assert!(told, "{form:?} {}: {}", field.id, field.help);
            }
        }
    }
}

/// The form of a kind of line.
fn form_of(kind: &str) -> Option<Formulier> {
    let wat = of_kind(kind, 2, &mut Dice::of(&[]), &mut |_| "x".to_owned());
    Formulier::of(&wat)
}

#[test]
fn every_kind_that_can_be_corrected_has_a_form_and_no_other() {
    for kind in crate::common::casus::KINDS {
        let wat = of_kind(kind, 2, &mut Dice::of(&[]), &mut |_| "x".to_owned());
        assert_eq!(wat.may_be_corrected(), CORRECTABLE.contains(&kind), "{kind}");
        assert_eq!(Formulier::of(&wat).is_some(), CORRECTABLE.contains(&kind), "{kind}");
    }
}

#[test]
fn forms_about_a_line_say_which() {
    let werk = Werk::new();
    let line =
        |form: Formulier, values: &[(&str, &str)]| form.line(&werk.draft(form, values), Some(7), TODAY).unwrap().0;
    assert!(
        line(Formulier::Intrekken, &[("reden", "dubbel")])
            == Wat::Intrekking { regel: 7, reden: "dubbel".into(), ongedaan: false }
    );
    assert!(line(Formulier::Afhandelen, &[]) == Wat::Afgehandeld { regel: 7, hoe: String::new() });
    assert!(line(Formulier::Delen, &[("delen", "onveilig")]) == Wat::Merk { regel: 7, delen: Delen::Onveilig });
    for form in Formulier::ALL {
        let about = [Formulier::Intrekken, Formulier::Afhandelen, Formulier::Delen].contains(&form);
        assert_eq!(form.is_about_a_line(), about, "{form:?}");
    }
}

#[test]
fn what_somebody_else_said_is_never_shared_by_default() {
    assert_eq!(Formulier::Notitie.begin(TODAY).get("delen"), "");
    assert_eq!(Formulier::Notitie.begin(TODAY).get("aard"), "", "seen, heard or concluded is always chosen");
}

#[test]
fn closing_proposes_to_destroy_after_six_months() {
    let mut draft = Formulier::Sluiten.begin(date(2026, 8, 31));
    assert_eq!(draft.get("reden"), "", "why is never a default");
    draft.set("reden", "afgerond");
    let (wat, _) = Formulier::Sluiten.line(&draft, None, date(2026, 8, 31)).unwrap();
    let Wat::Sluiting { vernietigen_vanaf: day, .. } = wat else { panic!("a closing") };
    assert_eq!(day, date(2027, 2, 28));
    assert_eq!(vernietigen_vanaf(date(2026, 11, 22)), date(2027, 5, 22));
}

#[test]
fn a_new_casus_needs_a_name_that_is_none_and_a_role() {
    let sectors = [("onderwijs", "Onderwijs"), ("artsen", "Artsen")];
    let ids: Vec<&str> = nieuw_form(&sectors).fields.iter().map(|field| field.id).collect();
    assert_eq!(ids, ["pseudoniem", "sector", "rol"]);
    let mut draft = Draft::default();
    assert_eq!(fields(&nieuw_line(&draft, TODAY).unwrap_err()), ["pseudoniem", "rol"]);
    draft.set("pseudoniem", " Linde-Mus ");
    draft.set("rol", "zelfstandige");
    assert_eq!(nieuw_line(&draft, TODAY).unwrap(), ("Linde-Mus".into(), String::new(), Rol::Zelfstandige));
}

#[test]
fn a_draft_is_kept_apart_for_each_form_and_line_and_goes_when_the_line_is_kept() {
    let now = Moment::utc(datetime(2026, 11, 3, 9, 0, 0, 0));
    let mut werk = Werk::new();
    let mut draft = Draft::default();
    draft.set("tekst", "half af");
    let batch = keep_draft(CASUS, "notitie", Some(2), draft.clone(), now);
    let [Change::Put { key, owner, record: Record::Concept(kept) }] = batch.changes.as_slice() else {
        panic!("one draft")
    };
    assert!(*owner == Owner::Casus(CASUS) && kept.velden == draft);
    let keys = [("notitie", Some(2)), ("notitie", None), ("notitie", Some(3)), ("advies", Some(2))]
        .map(|(form, line)| Concept::key(CASUS, form, line));
    assert!(*key == keys[0]);
    assert!((0..4).all(|one| (0..4).all(|other| (keys[one] == keys[other]) == (one == other))));
    let stands = werk.dossier();
    let batch = add_from_form(&stands, note("af"), Delen::Gewoon, keys[0].clone(), now);
    assert!(batch.changes.last().is_some_and(|change| *change == Change::Delete(keys[0].clone())));
    werk.take(&batch);
    assert_eq!(werk.lines.len(), 2);
    assert!(concepten(&werk.model(), CASUS).is_empty());
}

#[test]
fn a_corrected_day_of_a_report_moves_its_term() {
    let mut werk = Werk::new();
    werk.now = datetime(2026, 11, 5, 9, 0, 0, 0);
    let melding = werk.add(report(date(2026, 11, 3)));
    let due = |werk: &Werk| match &werk.dossier().lijn(melding + 1).unwrap().nu {
        Wat::Termijn { datum, aard: TermijnAard::Terugkoppeling, .. } => *datum,
        other => panic!("{other:?}"),
    };
    assert_eq!(due(&werk), date(2026, 11, 10));
    let correction = werk.correct(melding, &[("reden", "was een dag later"), ("wanneer", "4-11-2026")]);
    assert_eq!(due(&werk), date(2026, 11, 11));
    assert_eq!(aandacht::domain::casus::agenda([&werk.dossier()]).len(), 1, "one term, not two");
    werk.withdraw(correction);
    assert_eq!(due(&werk), date(2026, 11, 10), "the term goes back with the correction");
    let moved = Wat::Termijn {
        aard: TermijnAard::Terugkoppeling,
        tekst: "afgesproken met Veilig Thuis".into(),
        datum: date(2026, 11, 16),
    };
    werk.add(Wat::Correctie { regel: melding + 1, reden: "zo afgesproken".into(), wordt: Box::new(moved) });
    werk.correct(melding, &[("reden", "typefout"), ("aan", "Veilig Thuis Gelderland-Zuid")]);
    assert_eq!(due(&werk), date(2026, 11, 16), "a correction of something else leaves the term alone");
}

#[test]
fn an_investigation_that_turns_out_later_or_not_to_be_has_its_term_or_none() {
    let mut werk = Werk::new();
    let heard = werk.fill(
        Formulier::Terugkoppeling,
        &[("wanneer", "vandaag"), ("van", "Veilig Thuis"), ("inhoud", "hulp is genoeg")],
    );
    let dates = |werk: &Werk| -> Vec<_> {
        aandacht::domain::casus::agenda([&werk.dossier()]).into_iter().map(|one| one.datum).collect()
    };
    assert!(dates(&werk).is_empty());
    let first = werk.correct(heard, &[("reden", "vergeten"), ("onderzoek", "3-11-2026")]);
    assert_eq!(dates(&werk), [date(2027, 1, 12)]);
    let second = werk.correct(heard, &[("reden", "toch niet"), ("onderzoek", "")]);
    assert!(dates(&werk).is_empty());
    werk.withdraw(second);
    assert_eq!(dates(&werk), [date(2027, 1, 12)]);
    werk.withdraw(heard);
    assert!(dates(&werk).is_empty(), "the term of a correction goes with the line that was corrected");
    werk.undo();
    assert_eq!(dates(&werk), [date(2027, 1, 12)]);
    werk.withdraw(first);
    assert!(dates(&werk).is_empty());
}

#[test]
fn a_term_that_somebody_took_away_does_not_come_back_with_a_correction() {
    let mut werk = Werk::new();
    werk.now = datetime(2026, 11, 5, 9, 0, 0, 0);
    let melding = werk.add(report(date(2026, 11, 3)));
    werk.withdraw(melding + 1);
    werk.correct(melding, &[("reden", "een dag later"), ("wanneer", "4-11-2026")]);
    assert!(aandacht::domain::casus::agenda([&werk.dossier()]).is_empty());
}

/// What somebody types: never white space at its ends, and more than nothing where it is needed.
fn typed() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        3 => "[a-zé0-9 ,.'\"\\n-]{1,24}".prop_map(|text| text.trim().to_owned()),
        1 => "\\PC{1,24}".prop_map(|text| text.trim().to_owned()),
    ];
    prop::collection::vec(text, 12)
}

/// The texts one by one; a field that may not be empty never is.
fn texts(typed: Vec<String>) -> impl FnMut(&str) -> String {
    let mut left = typed.into_iter();
    move |field| {
        let text = left.next().unwrap_or_default();
        if text.is_empty() && !field.starts_with('?') { "iets".to_owned() } else { text }
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_line_is_filled_in_again_as_it_was(
        kind in prop::sample::select(&CORRECTABLE[..]), rolls in prop::collection::vec(any::<u8>(), 24), typed in typed(),
    ) {
        let wat = of_kind(kind, 2, &mut Dice::of(&rolls), &mut texts(typed));
        let form = Formulier::of(&wat).unwrap();
        let mut draft = form.filled(&wat, TODAY);
        let known = asked(&form.form(false), &draft);
        draft.set("reden", "verschreven");
        let corrected = form.correctie(&draft, 9, TODAY);
        let expected = Wat::Correctie { regel: 9, reden: "verschreven".into(), wordt: Box::new(wat.clone()) };
        prop_assert!(corrected.as_ref() == Ok(&expected), "{}: {:?}", kind, corrected);
        for delen in Delen::ALL {
            draft.set("delen", delen.id());
            let asks = known.contains("delen");
            let read = form.line(&draft, None, TODAY);
            prop_assert!(read == Ok((wat.clone(), if asks { *delen } else { Delen::Gewoon })), "{}: {:?}", kind, read);
        }
        draft.set("reden", " ");
        let faults = form.correctie(&draft, 9, TODAY).unwrap_err();
        prop_assert_eq!(fields(&faults), ["reden"]);
    }

    #[test]
    fn a_fault_is_always_of_a_field_that_is_asked(
        form in prop::sample::select(&Formulier::ALL[..]), correctie in any::<bool>(),
        rolls in prop::collection::vec(any::<u8>(), 24), typed in typed(),
    ) {
        let correctie = correctie && CORRECTABLE.iter().any(|kind| form_of(kind) == Some(form));
        let asks = form.form(correctie);
        let mut dice = Dice::of(&rolls);
        let mut texts = typed.into_iter();
        let mut draft = Draft::default();
        for field in &asks.fields {
            match &field.kind {
                FieldKind::Choice(choices) => draft.set(field.id, &choices[dice.below(choices.len())].0),
                _ if dice.chance(30) => {}
                _ if field.id == "wanneer" || field.id == "datum" => draft.set(field.id, dice.one(&["gisteren", "over 1 week", "straks", "onbekend"])),
                _ => draft.set(field.id, &texts.next().unwrap_or_default()),
            }
        }
        let faults = if correctie {
            form.correctie(&draft, 2, TODAY).err()
        } else {
            form.line(&draft, Some(2), TODAY).err()
        };
        let seen = asked(&asks, &draft);
        let faults = faults.unwrap_or_default();
        for fault in &faults {
            let known = seen.contains(fault.field.as_str());
            prop_assert!(known, "{:?} {}", form, fault.field);
        }
        let once: BTreeSet<&str> = fields(&faults).into_iter().collect();
        prop_assert_eq!(once.len(), faults.len(), "one advice a field: {:?}", faults);
    }
}

#[test]
fn a_moment_that_was_filled_in_without_a_day_stays_unknown() {
    let wat = Wat::Advies {
        aan: "Veilig Thuis".into(),
        wanneer: Wanneer::default(),
        anoniem: true,
        vraag: String::new(),
        advies: "praat eerst".into(),
    };
    assert_eq!(Formulier::Advies.filled(&wat, TODAY).get("wanneer"), "onbekend");
}
