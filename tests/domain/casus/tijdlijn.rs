//! The chronology: by when things happened, each original beside its correction.

use std::fmt::Write;

use aandacht::domain::casus::{Moment, Strekking, Toon, Wat, tijdlijn};
use jiff::civil::{date, datetime};

use super::golden;
use crate::common::casus::{Werk, note, report, rich};

const ALL: Toon = Toon { antwoorden: true, ingetrokken: true };

fn numbers(werk: &Werk, toon: Toon) -> Vec<u32> {
    tijdlijn(&werk.dossier(), toon).iter().map(|moment| moment.nr).collect()
}

fn one(werk: &Werk, nr: u32) -> Moment {
    tijdlijn(&werk.dossier(), ALL).into_iter().find(|moment| moment.nr == nr).unwrap()
}

fn noted(tekst: &str, wanneer: &str) -> Wat {
    match note(tekst) {
        Wat::Notitie { aard, van, bron, strekking, tekst, .. } => {
            let wanneer = aandacht::domain::casus::Wanneer::read(wanneer, date(2026, 11, 22)).unwrap();
            Wat::Notitie { aard, van, bron, wanneer, strekking, tekst }
        }
        other => other,
    }
}

#[test]
fn things_stand_by_when_they_happened_and_not_by_when_they_were_written() {
    let mut werk = Werk::new();
    werk.now = datetime(2026, 11, 10, 9, 0, 0, 0);
    let late = werk.add(noted("laatste", "9-11-2026 14.00"));
    let early = werk.add(noted("eerste", "4-11-2026"));
    let same_day = werk.add(noted("zelfde dag, met tijd", "4-11-2026 8.00"));
    let unknown = werk.add(noted("moment onbekend", "onbekend"));
    let term = werk.add(report(date(2026, 11, 9))) + 1;
    assert_eq!(numbers(&werk, Toon::default()), [1, early, same_day, term - 1, late, unknown, term]);
}

#[test]
fn lines_of_the_same_moment_stand_as_they_were_written() {
    let mut werk = Werk::new();
    let lines: Vec<u32> = (0..5).map(|at| werk.add(noted(&at.to_string(), "3-11-2026 10.15"))).collect();
    assert_eq!(numbers(&werk, Toon::default())[1..], lines);
}

#[test]
fn a_clock_that_was_set_back_does_not_turn_what_happened_around() {
    let mut werk = Werk::new();
    let first = werk.add(noted("eerst", "3-11-2026 10.15"));
    werk.now = datetime(2020, 1, 1, 0, 0, 0, 0);
    let second = werk.add(noted("daarna", "3-11-2026 10.15"));
    let third = werk.add(noted("later", "5-11-2026"));
    assert_eq!(numbers(&werk, Toon::default())[1..], [first, second, third]);
    assert_eq!(werk.dossier().klok_terug().map(|lijn| lijn.regel.nr).collect::<Vec<_>>(), [second]);
}

#[test]
fn every_original_stands_beside_its_correction_with_the_reason_the_newest_first() {
    let mut werk = Werk::new();
    let nr = werk.add(note("moeder is onbetrouwbaar"));
    werk.correct(nr, &[("reden", "oordeel"), ("tekst", "moeder kwam niet")]);
    werk.correct(nr, &[("reden", "onvolledig"), ("tekst", "moeder kwam twee keer niet")]);
    let moment = one(&werk, nr);
    assert_eq!(moment.tekst[0], "moeder kwam twee keer niet");
    let was: Vec<(&str, &str)> =
        moment.eerder.iter().map(|before| (before.was.as_str(), before.reden.as_str())).collect();
    assert_eq!(was, [("moeder kwam niet", "onvolledig"), ("moeder is onbetrouwbaar", "oordeel")]);
}

#[test]
fn a_correction_of_anything_shows_what_it_was() {
    let mut werk = Werk::new();
    werk.now = datetime(2026, 11, 5, 9, 0, 0, 0);
    let nr = werk.add(noted("tekst", "3-11-2026"));
    for (field, value, was) in [
        ("bron", "gehoord", "zelf gezien"),
        ("wanneer", "4-11-2026 9.00", "3 november 2026"),
        ("strekking", "onbekend", "strekking: past bij het vermoeden"),
        ("aard", "duiding", "waarneming"),
    ] {
        werk.correct(nr, &[("reden", "r"), (field, value)]);
        assert_eq!(one(&werk, nr).eerder[0].was, was, "{field}");
    }
    let added = werk.add(Wat::Notitie {
        strekking: Strekking::Onbekend,
        aard: aandacht::domain::casus::Aard::Waarneming,
        van: String::new(),
        bron: "zelf gezien".into(),
        wanneer: aandacht::domain::casus::Wanneer::default(),
        tekst: "alles bleef, er kwam iets bij".into(),
    });
    werk.correct(added, &[("reden", "r"), ("strekking", "bevestigt")]);
    assert!(one(&werk, added).eerder[0].was.contains("alles bleef"), "{}", one(&werk, added).eerder[0].was);
}

#[test]
fn a_withdrawn_line_is_hidden_or_shown_with_its_reason_never_gone() {
    let mut werk = Werk::new();
    let nr = werk.add(note("dubbel"));
    werk.withdraw(nr);
    assert_eq!(numbers(&werk, Toon::default()), [1]);
    assert_eq!(one(&werk, nr).ingetrokken.as_deref(), Some(format!("reden bij {nr}").as_str()));
}

#[test]
fn a_correction_that_was_withdrawn_is_shown_with_what_is_withdrawn() {
    let mut werk = Werk::new();
    let nr = werk.add(note("eerst"));
    let correction = werk.correct(nr, &[("reden", "dacht ik"), ("tekst", "anders")]);
    werk.withdraw(correction);
    assert_eq!(numbers(&werk, Toon::default()), [1, nr]);
    let moment = one(&werk, correction);
    assert!(moment.tekst.iter().any(|text| text.contains("anders")));
    assert_eq!(moment.ingetrokken.as_deref(), Some(format!("reden bij {correction}").as_str()));
}

#[test]
fn a_term_is_open_until_somebody_says_that_it_is_done() {
    let mut werk = Werk::new();
    let term = werk.add(report(date(2026, 11, 3))) + 1;
    assert!(one(&werk, term).open && one(&werk, term).klaar.is_none());
    werk.add(Wat::Afgehandeld { regel: term, hoe: "gebeld".into() });
    assert!(!one(&werk, term).open);
    assert_eq!(one(&werk, term).klaar.as_deref(), Some("gebeld"));
    assert_eq!(one(&werk, term).wanneer.datum, Some(date(2026, 11, 10)), "a term stands on its day");
}

/// The chronology as a page of plain text.
fn page(moments: &[Moment]) -> String {
    let mut page = String::new();
    for moment in moments {
        let open = if moment.open { "! " } else { "" };
        writeln!(page, "{open}{} | {} | {}", moment.wanneer.typed(), moment.soort, moment.kop).unwrap();
        moment.tekst.iter().for_each(|text| writeln!(page, "    {text}").unwrap());
        moment.eerder.iter().for_each(|one| writeln!(page, "    was: {} | reden: {}", one.was, one.reden).unwrap());
        moment.ingetrokken.iter().for_each(|why| writeln!(page, "    ingetrokken: {why}").unwrap());
        moment.klaar.iter().for_each(|how| writeln!(page, "    klaar: {how}").unwrap());
    }
    page
}

#[test]
fn the_chronology_of_three_weeks() {
    golden("tijdlijn", &page(&tijdlijn(&rich().dossier(), Toon::default())));
    golden("tijdlijn-alles", &page(&tijdlijn(&rich().dossier(), ALL)));
}
