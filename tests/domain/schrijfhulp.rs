//! Words worth a second look are found, and what somebody said is left alone.

use std::time::{Duration, Instant};

use aandacht::content::Content;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::{SchrijfGroep, SchrijfWoord, Schrijfhulp, Zekerheid};
use aandacht::domain::schrijfhulp::hints;
use proptest::prelude::*;

fn groep(id: &str, woorden: &[&[&str]]) -> SchrijfGroep {
    let woord = |forms: &&[&str]| SchrijfWoord {
        woord: forms[0].to_owned(),
        vormen: forms[1..].iter().map(|form| (*form).to_owned()).collect(),
        vraag: None,
    };
    SchrijfGroep {
        id: id.to_owned(),
        titel: id.to_owned(),
        vraag: format!("Vraag bij {id}?"),
        woorden: woorden.iter().map(woord).collect(),
        bronnen: vec!["b1".to_owned()],
        feiten: vec!["F2.13".to_owned()],
        zekerheid: Zekerheid::Hoog,
    }
}

fn small() -> Schrijfhulp {
    Schrijfhulp {
        inleiding: "Kijk nog eens.".to_owned(),
        vraag: "Gezien, gehoord of geconcludeerd?".to_owned(),
        groepen: vec![
            groep("oordelend", &[&["agressief", "agressieve"], &["ongeïnteresseerd"], &["niet normaal"]]),
            groep("absoluut", &[&["altijd"], &["keer op keer"]]),
            groep("zonder-bron", &[&["naar verluidt", "verluidt"], &["zou"], &["naar het schijnt", "schijnt"]]),
        ],
    }
}

/// What is found: the words as they stand in the text.
fn found(text: &str) -> Vec<String> {
    hints(text, &small()).into_iter().map(|hint| text[hint.range].to_owned()).collect()
}

#[test]
fn a_word_is_found_in_every_listed_form_with_its_group_and_question() {
    let text = "Vader was AGRESSIEVE man.";
    let help = small();
    let hints = hints(text, &help);
    let [hint] = hints.as_slice() else { panic!("{hints:?}") };
    assert_eq!(&text[hint.range.clone()], "AGRESSIEVE");
    assert_eq!((hint.woord, hint.groep.id.as_str()), ("agressief", "oordelend"));
    assert_eq!(hint.vraag, "Vraag bij oordelend?");
}

#[test]
fn words_are_whole_and_the_longest_wins() {
    for (text, expected) in [
        ("Hij is altijd laat.", vec!["altijd"]),
        ("Altijddurende zorg", vec![]),
        ("nietaltijd", vec![]),
        ("Ongeinteresseerd, zei zij", vec!["Ongeinteresseerd"]),
        ("ONGEÏNTERESSEERD", vec!["ONGEÏNTERESSEERD"]),
        ("onge\u{69}\u{308}nteresseerd", vec!["onge\u{69}\u{308}nteresseerd"]),
        ("Naar verluidt was zij weg", vec!["Naar verluidt"]),
        ("Het verluidt dat", vec!["verluidt"]),
        ("Keer op keer, naar het schijnt", vec!["Keer op keer", "naar het schijnt"]),
        ("naar. Verluidt", vec!["Verluidt"]),
        ("keer\n  op   keer", vec!["keer\n  op   keer"]),
        ("keer-op-keer", vec!["keer-op-keer"]),
        ("keer, op keer", vec![]),
        ("altijd altijd", vec!["altijd", "altijd"]),
        ("niet normaal agressief", vec!["niet normaal", "agressief"]),
        ("zou", vec!["zou"]),
        ("zou'n zouden", vec![]),
        ("", vec![]),
        ("   \n\n ", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text:?}");
    }
}

#[test]
fn what_somebody_said_is_left_alone() {
    for said in [
        "\"Hij is altijd agressief\"",
        "“Hij is altijd agressief”",
        "„Hij is altijd agressief”",
        "„Hij is altijd agressief“",
        "„Hij is altijd agressief\"",
        "'Hij is altijd agressief'",
        "‘Hij is altijd agressief’",
        "‚Hij is altijd agressief’",
        "«Hij is altijd agressief»",
        "»Hij is altijd agressief«",
        "'Hij is 's avonds altijd agressief'",
        "'De foto's zijn altijd agressief'",
        "\"Hij zei 'altijd' en was agressief\"",
        "\"altijd\" en \"agressief\"",
        "'altijd', 'agressief'",
        "\"Hij is altijd\nagressief\"",
    ] {
        assert_eq!(found(&format!("Zij zei: {said}, en ging weg.")), Vec::<String>::new(), "{said}");
        assert_eq!(found(&format!("{said} Zou dat altijd zo zijn?")), ["Zou", "altijd"], "{said}");
    }
}

#[test]
fn a_mark_that_is_not_closed_silences_nothing_beyond_its_own_kind() {
    for (text, expected) in [
        ("Hij riep: \"ga weg. Hij is altijd agressief.", vec!["altijd", "agressief"]),
        ("„Hij is altijd agressief.", vec!["altijd", "agressief"]),
        ("Open \"deel.\n\nHij is altijd \"agressief\".", vec!["altijd"]),
        ("'s Avonds is hij altijd boos, 's ochtends zou hij slapen", vec!["altijd", "zou"]),
        ("'t Kind is altijd bang voor oma's huis' zou ik denken", vec!["altijd", "zou"]),
        ("Hans' vader is altijd thuis, Kees' vader zou weg zijn", vec!["altijd", "zou"]),
        ("De plek is 5\" groot en altijd blauw", vec!["altijd"]),
        ("altijd \"zou\" altijd", vec!["altijd", "altijd"]),
    ] {
        assert_eq!(found(text), expected, "{text:?}");
    }
}

#[test]
fn the_shipped_help_finds_what_it_is_for_and_leaves_an_observation_alone() {
    let file = Content::shipped().schrijfhulp().expect("it ships");
    for (text, group) in [
        ("Moeder deed hysterisch.", "duiding"),
        ("Het kind wordt verwaarloosd.", "duiding"),
        ("Vader is altijd weg.", "absoluut"),
        ("De buren zeggen dat er geschreeuwd wordt.", "zonder-bron"),
        ("Hij zou gedronken hebben.", "zonder-bron"),
        ("Moeder beweert dat zij viel.", "oordelend"),
        ("Een net gezin.", "oordelend"),
    ] {
        let groups: Vec<&str> = hints(text, &file.inhoud).into_iter().map(|hint| hint.groep.id.as_str()).collect();
        assert_eq!(groups, [group], "{text}");
    }
    for plain in [
        "Op 3 november om 08.40 uur zag ik een blauwe plek van 3 cm op de linker bovenarm.",
        "Sam zei: \"Papa slaat mama altijd.\"",
        "Moeder vertelde dat zij op 2 november is gevallen. Zij huilde.",
        "Er is die nacht een gebroken bot gevonden op de foto.",
    ] {
        assert_eq!(hints(plain, &file.inhoud).len(), 0, "{plain}: {:?}", hints(plain, &file.inhoud));
    }
}

#[test]
fn a_long_note_takes_no_time_that_anybody_notices() {
    let file = Content::shipped().schrijfhulp().expect("it ships");
    let note = "Vader was altijd weg, naar verluidt. \"Zij zei 'nooit' tegen mij\", 's avonds. ".repeat(1300);
    assert!(note.len() > 100_000);
    let start = Instant::now();
    let found = hints(&note, &file.inhoud);
    // Milliseconds in a release; the bound leaves room for a busy machine and an unoptimised build.
    assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
    assert_eq!(found.len(), 2 * 1300);
    for hostile in ["“", "'a ", "\"", "keer ", "keer op ", "„", "'", "naar het "] {
        let note = hostile.repeat(100_000 / hostile.len());
        let start = Instant::now();
        hints(&note, &file.inhoud);
        assert!(start.elapsed() < Duration::from_millis(500), "{hostile:?}: {:?}", start.elapsed());
    }
}

fn any_note() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("altijd".to_owned()),
        Just("Naar verluidt".to_owned()),
        Just("keer op keer".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("„".to_owned()),
        Just("”".to_owned()),
        Just("\n\n".to_owned()),
        Just(" ".to_owned()),
        Just("zou'n".to_owned()),
        any::<String>(),
        "\\PC{0,8}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn ranges_are_whole_words_in_order_and_without_overlap(note in any_note()) {
        let help = small();
        let mut last = 0;
        for hint in hints(&note, &help) {
            prop_assert!(hint.range.start >= last && hint.range.start < hint.range.end && hint.range.end <= note.len());
            prop_assert!(note.is_char_boundary(hint.range.start) && note.is_char_boundary(hint.range.end));
            let before = note[..hint.range.start].chars().next_back();
            let after = note[hint.range.end..].chars().next();
            prop_assert!(!before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric));
            last = hint.range.end;
        }
    }

    #[test]
    fn a_quotation_by_itself_is_never_touched(said in "[a-z ]{0,12}(altijd|zou|agressief|keer op keer)[a-z ]{0,12}") {
        for (open, close) in [("\"", "\""), ("“", "”"), ("„", "”"), ("«", "»")] {
            prop_assert_eq!(hints(&format!("{open}{said}{close}"), &small()).len(), 0);
        }
    }

    #[test]
    fn the_shipped_help_never_panics(note in any_note()) {
        let file = Content::shipped().schrijfhulp().expect("it ships");
        hints(&note, &file.inhoud);
    }
}
