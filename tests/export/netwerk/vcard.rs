//! Address cards: lines, escapes, and everything of an entry in them.

use aandacht::domain::kluis::RecordId;
use aandacht::domain::netwerk::plat::schrijf;
use aandacht::domain::netwerk::uitvoer::{Uitvoer, Uitvoerkeuze};
use aandacht::export::netwerk::vcard::VcardVersie;
use calcard::vcard::VCard;

use super::een;
use crate::common::uitvoernet::{gemeenten, uitvoernet};

/// The lines of every card, unfolded.
fn kaarten(text: &str) -> Vec<Vec<String>> {
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    let whole = text.replace("\r\n ", "");
    let mut cards: Vec<Vec<String>> = Vec::new();
    for line in whole.split("\r\n").filter(|line| !line.is_empty()) {
        if line == "BEGIN:VCARD" {
            cards.push(Vec::new());
        }
        cards.last_mut().expect("a card has begun").push(line.to_owned());
    }
    cards
}

/// A value without its escapes.
fn gelezen(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next().expect("an escape ends") {
                'n' => text.push('\n'),
                other => text.push(other),
            },
            ';' | ',' => panic!("{value} is not one text"),
            letter => text.push(letter),
        }
    }
    text
}

#[test]
fn every_field_of_every_entry_stands_whole_on_its_card() {
    let (model, gemeenten, keuze) = (uitvoernet(), gemeenten(), Uitvoerkeuze::default());
    let uitvoer = Uitvoer::van(&model, &gemeenten, &keuze);
    for versie in VcardVersie::ALLE {
        let text = een(&model, &keuze, &format!("vcard {}", versie.nummer()));
        let cards = kaarten(&text);
        assert_eq!(cards.len(), uitvoer.len());
        for card in cards {
            let value = |name: &str| {
                let mut found = card.iter().filter_map(|line| line.strip_prefix(&format!("{name}:")));
                let first = found.next();
                assert!(found.next().is_none(), "{name} stands there once");
                first
            };
            assert_eq!(value("VERSION"), Some(versie.nummer()));
            let id =
                value("UID").and_then(|uid| uid.strip_prefix("urn:uuid:")).and_then(RecordId::lees).expect("an id");
            let entry = uitvoer.netwerk().get(id).expect("an entry");
            assert_eq!(value("X-AANDACHT-SOORT"), Some(entry.soort().id()));
            assert!(!value("FN").expect("a name").is_empty() && value("N").is_some());
            for (veld, waarde, _) in entry.velden() {
                let written = schrijf(uitvoer.netwerk(), &gemeenten, veld, waarde.expect("it is filled"));
                let found = value(&format!("X-AANDACHT-VELD;X-NAAM={}", veld.id())).expect("the field");
                assert_eq!(gelezen(found), written);
            }
            let known = value("X-AANDACHT-BEVESTIGD").map(|text| text.split_once(';').expect("by whom"));
            let wanted = entry.bevestigd().map(|known| (known.op.to_string(), known.door.clone()));
            assert_eq!(known.map(|(op, door)| (op.to_owned(), gelezen(door))), wanted);
        }
    }
}

#[test]
fn a_parser_of_others_reads_the_cards() {
    for versie in VcardVersie::ALLE {
        let text = een(&uitvoernet(), &Uitvoerkeuze::default(), &format!("vcard {}", versie.nummer()));
        for card in text.split_inclusive("END:VCARD\r\n") {
            assert!(VCard::parse(card).is_ok(), "{card}");
        }
        assert!(!text.contains("CHARSET"));
    }
}

#[test]
fn only_the_newer_version_has_kinds_and_languages() {
    let of = |versie: &str| een(&uitvoernet(), &Uitvoerkeuze::default(), &format!("vcard {versie}"));
    let (old, new) = (of("3.0"), of("4.0"));
    for line in ["KIND:org\r\n", "KIND:individual\r\n", "KIND:location\r\n", "LANG;PREF=2:uk\r\n"] {
        assert!(new.contains(line) && !old.contains(line), "{line}");
    }
    assert!(old.contains("X-ABShowAs:COMPANY\r\n") && !new.contains("X-ABShowAs"));
}
