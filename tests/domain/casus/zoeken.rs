//! Finding one's own words back, what is not in the record yet, and the short code.

use std::collections::BTreeSet;

use aandacht::domain::casus::{Delen, Dossier, Formulier, Gat, Wat, code, gaten, past, zoek};
use aandacht::domain::kluis::RecordId;
use jiff::civil::date;

use crate::common::casus::{CASUS, Werk, note, report, rich};

/// The lines in which a query is found; 0 for the casus itself.
fn found(werk: &Werk, query: &str) -> Vec<u32> {
    zoek([&werk.dossier()], query).iter().map(|hit| hit.regel.unwrap_or(0)).collect()
}

#[test]
fn words_are_found_as_people_type_them() {
    let mut werk = Werk::new();
    let nr = werk.add(note("Kind huilt 's ochtends, café, naïef; één keer zónder jas."));
    for (query, lines) in [
        ("HUILT", &[nr][..]),
        ("jas kind", &[nr]),
        ("cafe", &[nr]),
        ("naief een", &[nr]),
        ("och", &[nr]),
        ("zelf gezien", &[nr]),
        ("kind fiets", &[]),
        ("fiets", &[]),
        ("", &[]),
        ("   ", &[]),
    ] {
        assert_eq!(found(&werk, query), lines, "{query:?}");
    }
}

#[test]
fn lines_are_found_as_they_read_now_and_only_when_they_count() {
    let mut werk = Werk::new();
    let nr = werk.add(note("onbetrouwbaar"));
    werk.correct(nr, &[("reden", "oordeel"), ("tekst", "kwam niet")]);
    assert_eq!((found(&werk, "onbetrouwbaar"), found(&werk, "kwam niet")), (vec![], vec![nr]));
    werk.withdraw(nr);
    assert!(found(&werk, "kwam niet").is_empty());
}

#[test]
fn a_casus_is_found_by_name_code_sector_and_persons() {
    let werk = rich();
    let stands = werk.dossier();
    let code = stands.code();
    for query in ["linde", "LINDE-MUS", "onderwijs", "moeder vader", code.as_str(), &code.to_lowercase(), ""] {
        assert!(past(&stands, query), "{query}");
        assert!(query.is_empty() || found(&werk, query).first() == Some(&0), "{query}");
    }
    for query in ["beuk", "geldzorgen"] {
        assert!(!past(&stands, query), "{query}");
    }
}

#[test]
fn a_hit_shows_the_words_around_it() {
    let mut werk = Werk::new();
    let long: Vec<String> = (1..=40).map(|at| if at == 20 { "Eén".to_owned() } else { format!("w{at}") }).collect();
    werk.add(note(&long.join(" ")));
    let hit = zoek([&werk.dossier()], "een").remove(0);
    assert_eq!(hit.fragment, "… w14 w15 w16 w17 w18 w19 Eén w21 w22 w23 w24 w25 w26 …");
    assert_eq!((hit.soort, hit.pseudoniem.as_str(), hit.casus), ("waarneming", "Linde-Mus", CASUS));
    let mut short = Werk::new();
    short.add(note("jas"));
    assert_eq!(zoek([&short.dossier()], "jas")[0].fragment, "zelf gezien jas strekking: past bij het vermoeden");
}

#[test]
fn every_casus_is_searched() {
    let (one, mut other) = (rich().dossier(), Werk::new());
    other.add(note("geldzorgen"));
    let other = Dossier::of(RecordId([1; 16]), other.lines).unwrap();
    let hits = zoek([&one, &other], "geldzorgen");
    let casussen: BTreeSet<RecordId> = hits.iter().map(|hit| hit.casus).collect();
    assert_eq!(casussen, BTreeSet::from([CASUS, RecordId([1; 16])]));
}

fn asked(werk: &Werk) -> Vec<(&'static str, Formulier, Option<u32>)> {
    gaten(&werk.dossier()).into_iter().map(|Gat { stap, formulier, regel, .. }| (stap, formulier, regel)).collect()
}

fn decide(werk: &mut Werk, besluit: &str, more: &[(&str, &str)]) -> u32 {
    let base = [("besluit", besluit), ("eindverantwoordelijke", "directeur"), ("waarom", "overleg")];
    werk.fill(Formulier::Beslissing, &[&base[..], more].concat())
}

#[test]
fn an_empty_casus_asks_step_by_step_what_to_write_down() {
    assert_eq!(
        asked(&Werk::new()),
        [
            ("1", Formulier::Betrokkene, None),
            ("1", Formulier::Notitie, None),
            ("1", Formulier::Kindcheck, None),
            ("2", Formulier::Advies, None),
            ("3", Formulier::Gesprek, None),
            ("5", Formulier::Beslissing, None),
        ]
    );
    assert!(gaten(&Werk::new().dossier()).iter().all(|gap| gap.vraag.ends_with(['?', '.'])));
}

#[test]
fn a_full_casus_asks_nothing() {
    let mut werk = rich();
    assert_eq!(asked(&werk), []);
    let last = werk.dossier().next() - 1;
    werk.withdraw(last);
    assert_eq!(asked(&werk), []);
}

#[test]
fn what_contradicts_is_asked_for_as_soon_as_something_was_seen() {
    let mut werk = Werk::new();
    werk.add(note("zonder jas"));
    assert_eq!(gaten(&werk.dossier())[1].vraag, "Wat spreekt het vermoeden tegen, en wat beschermt?");
    werk.fill(
        Formulier::Notitie,
        &[
            ("aard", "waarneming"),
            ("tekst", "moeder troost"),
            ("bron", "zelf gezien"),
            ("wanneer", "vandaag"),
            ("strekking", "beschermt"),
            ("delen", "gewoon"),
        ],
    );
    assert!(!asked(&werk).iter().any(|(_, form, _)| *form == Formulier::Notitie));
}

#[test]
fn why_there_was_no_advice_or_talk_closes_the_gap_too() {
    let mut werk = Werk::new();
    werk.fill(Formulier::Advies, &[("gevraagd", "nee"), ("aan", "Veilig Thuis"), ("waarom", "al gemeld door de arts")]);
    werk.fill(Formulier::Gesprek, &[("gehouden", "nee"), ("aanwezig", "vader"), ("grond", "veiligheid-client")]);
    assert!(!asked(&werk).iter().any(|(_, form, _)| matches!(form, Formulier::Advies | Formulier::Gesprek)));
}

#[test]
fn every_caregiver_is_weighed_not_one() {
    let mut werk = Werk::new();
    werk.fill(Formulier::Betrokkene, &[("relatie", "moeder"), ("verzorgt", "ja")]);
    let decision = decide(&mut werk, "volgen", &[("tegenspraak", "oma helpt")]);
    let carers = ("5", Formulier::Beslissing, Some(decision));
    assert!(!asked(&werk).contains(&carers));
    werk.fill(Formulier::Betrokkene, &[("relatie", "vader"), ("verzorgt", "ja")]);
    assert!(asked(&werk).contains(&carers));
    werk.correct(decision, &[("reden", "aangevuld"), ("verzorgers", "moeder: …; vader: …")]);
    assert!(!asked(&werk).contains(&carers));
}

#[test]
fn each_decision_asks_what_belongs_to_it() {
    for (besluit, report, test) in [
        ("melden", true, false),
        ("melden-en-hulp", true, true),
        ("hulp", false, true),
        ("volgen", false, true),
        ("eerst-advies", false, false),
        ("ontkracht", false, false),
    ] {
        let mut werk = Werk::new();
        decide(&mut werk, besluit, &[("tegenspraak", "ja")]);
        let asks = |form| asked(&werk).iter().any(|(_, asked, _)| *asked == form);
        assert_eq!((asks(Formulier::Melding), asks(Formulier::Termijn)), (report, test), "{besluit}");
    }
}

#[test]
fn after_a_report_the_answer_of_veilig_thuis_is_asked_for() {
    let mut werk = Werk::new();
    werk.add_for(report(date(2026, 11, 3)), Delen::Gewoon);
    assert_eq!(asked(&werk).last(), Some(&("na", Formulier::Terugkoppeling, None)));
    werk.add(Wat::Terugkoppeling {
        wanneer: aandacht::domain::casus::Wanneer::default(),
        van: "Veilig Thuis".into(),
        inhoud: "opgepakt".into(),
        onderzoek: None,
    });
    assert!(!asked(&werk).iter().any(|(step, ..)| *step == "na"));
}

#[test]
fn a_code_says_nothing_and_is_always_the_same() {
    for (byte, made) in [(0, "BBBBB"), (19, "77777"), (20, "BBBBB"), (255, "XXXXX")] {
        assert_eq!(code(RecordId([byte; 16])), made, "{byte}");
    }
    let codes: BTreeSet<String> = (0..=255_u8).map(|byte| code(RecordId([byte; 16]))).collect();
    assert_eq!(codes.len(), 20, "every letter is used");
    assert!(codes.iter().all(|code| !code.contains(['A', 'E', 'I', 'O', 'U', '0', '1', '5', '8', 'L', 'S'])));
}
