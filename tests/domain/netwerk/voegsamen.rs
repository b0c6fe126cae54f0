//! Two versions of a network become one: the rules one by one, and what holds for any two versions.

use std::collections::{BTreeMap, BTreeSet};

use aandacht::domain::kluis::RecordId;
use aandacht::domain::netwerk::bestand::{Besluit, Inhoud, Kop, Netwerkbestand};
use aandacht::domain::netwerk::voegsamen::{
    Conflict, Deel, Gegeven, Kant, Keuze, Samenvoeging, Telling, Waarover, vergelijk,
};
use aandacht::domain::netwerk::{
    Bevestigd, Deelregio, Herkomst, Relatie, Soort, Telefoon, Veld, Vermelding, Verwijderd, Waarde,
};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;

use crate::common::cases;

fn op(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).expect("a moment")
}

fn van(second: i64, door: &str) -> Herkomst {
    Herkomst { op: op(second), door: door.to_owned(), bron: "proef".to_owned() }
}

fn id(nr: u8) -> RecordId {
    RecordId([nr; 16])
}

/// An organisation with a name that was set long ago.
fn organisatie(naam: &str) -> Vermelding {
    let mut entry = Vermelding::new(Soort::Organisatie);
    entry.zet(Veld::Naam, Some(Waarde::tekst(naam)), &van(0, "begin"));
    entry
}

fn contact(functie: &str, bij: RecordId) -> Vermelding {
    let mut entry = Vermelding::new(Soort::Contact);
    entry.zet(Veld::Functie, Some(Waarde::tekst(functie)), &van(0, "begin"));
    entry.zet(Veld::Organisatie, Some(Waarde::Verwijzing(bij)), &van(0, "begin"));
    entry
}

/// The same entry with a text in a field, or nothing.
fn met(entry: &Vermelding, veld: Veld, text: &str, herkomst: &Herkomst) -> Vermelding {
    let mut entry = entry.clone();
    entry.zet(veld, Some(Waarde::tekst(text)), herkomst);
    entry
}

fn weg(entry: &Vermelding, second: i64, door: &str) -> Vermelding {
    let mut entry = entry.clone();
    entry.zet_verwijderd(Some(Verwijderd { op: op(second), door: door.to_owned(), opgegaan_in: None }));
    entry.voor_bestand()
}

fn bevestigd(entry: &Vermelding, second: i64, door: &str) -> Vermelding {
    let mut entry = entry.clone();
    entry.bevestig(Bevestigd { op: op(second), door: door.to_owned() });
    entry
}

fn stil(entry: &Vermelding, second: i64) -> Vermelding {
    let mut entry = entry.clone();
    entry.zet_geen_antwoord(op(second));
    entry
}

fn inhoud<const N: usize>(entries: [(RecordId, &Vermelding); N]) -> Inhoud {
    Inhoud { vermeldingen: entries.into_iter().map(|(id, entry)| (id, entry.clone())).collect(), ..Inhoud::default() }
}

/// A network of one entry, or of none.
fn een(entry: Option<&Vermelding>) -> Inhoud {
    let entries = entry.map(|entry| (id(1), entry.clone()));
    Inhoud { vermeldingen: entries.into_iter().collect(), ..Inhoud::default() }
}

fn overal(samen: &Samenvoeging, keuze: Keuze) -> Inhoud {
    beslis(samen, &vec![Some(keuze); samen.conflicten.len()])
}

fn beslis(samen: &Samenvoeging, keuzes: &[Option<Keuze>]) -> Inhoud {
    samen.resultaat(keuzes, "coördinator", op(1000)).expect("everything is decided")
}

fn delen(samen: &Samenvoeging) -> Vec<(Option<RecordId>, Deel)> {
    samen.conflicten.iter().map(|conflict| (conflict.vermelding, conflict.deel)).collect()
}

fn waarde(kant: &Kant) -> Option<String> {
    match &kant.waarde {
        Gegeven::Veld(Some(Waarde::Tekst(text))) => Some(text.to_string()),
        Gegeven::Veld(None) => None,
        _ => panic!("a text of a field"),
    }
}

/// What becomes of a field.
#[derive(Debug, PartialEq)]
enum Uit {
    Van(Option<&'static str>, Option<i64>),
    Conflict,
}

#[test]
fn a_field_is_taken_from_who_changed_it() {
    use Uit::{Conflict, Van};
    // A value (nothing: emptied) with its moment; nothing at all: never filled in.
    type Stand = Option<(Option<&'static str>, i64)>;
    let (a, b, c): (Stand, Stand, Stand) = (Some((Some("a"), 10)), Some((Some("b"), 20)), Some((Some("c"), 30)));
    let leeg: Stand = Some((None, 40));
    let later_a: Stand = Some((Some("a"), 50));
    #[rustfmt::skip]
    let table: [(Option<Stand>, Stand, Stand, Uit); 20] = [
        // Nobody, one of them, or both to the same.
        (Some(a), a, a, Van(Some("a"), Some(10))),
        (Some(a), b, a, Van(Some("b"), Some(20))),
        (Some(a), a, b, Van(Some("b"), Some(20))),
        (Some(a), b, b, Van(Some("b"), Some(20))),
        (Some(a), Some((Some("b"), 25)), b, Van(Some("b"), Some(25))),
        // To something else.
        (Some(a), b, c, Conflict),
        // Emptied.
        (Some(a), leeg, a, Van(None, Some(40))),
        (Some(a), leeg, b, Conflict),
        (Some(a), leeg, Some((None, 60)), Van(None, Some(60))),
        // Filled in where nothing was, and emptied or never filled in is the same.
        (Some(None), b, None, Van(Some("b"), Some(20))),
        (Some(None), b, c, Conflict),
        (Some(None), leeg, None, Van(None, Some(40))),
        (Some(leeg), None, b, Van(Some("b"), Some(20))),
        (Some(a), None, a, Van(None, None)),
        // Back to what it was, later: that is no change of the value.
        (Some(a), later_a, a, Van(Some("a"), Some(50))),
        (Some(a), later_a, b, Van(Some("b"), Some(20))),
        // Without a version that both come from.
        (None, a, later_a, Van(Some("a"), Some(50))),
        (None, a, b, Conflict),
        (None, a, None, Conflict),
        (None, leeg, None, Van(None, Some(40))),
    ];
    let make = |stand: Stand| {
        let mut entry = organisatie("Wijkteam");
        if let Some((text, second)) = stand {
            // A field that was emptied was filled in before.
            if text.is_none() {
                entry.zet(Veld::Email, Some(Waarde::tekst("vroeger")), &van(1, "begin"));
            }
            entry.zet(Veld::Email, text.map(Waarde::tekst), &van(second, "proef"));
        }
        een(Some(&entry))
    };
    for (basis, mijn, hun, uit) in table {
        let (base, mine, theirs) = (basis.map(make), make(mijn), make(hun));
        let samen = vergelijk(base.as_ref(), &mine, &theirs);
        let field = |inhoud: &Inhoud| {
            let entry = &inhoud.vermeldingen[&id(1)];
            (entry.waarde(Veld::Email).cloned(), entry.herkomst(Veld::Email).map(|origin| origin.op))
        };
        match uit {
            Van(text, second) => {
                assert_eq!(samen.conflicten.len(), 0, "{basis:?} {mijn:?} {hun:?}");
                let expected = (text.map(Waarde::tekst), second.map(op));
                assert_eq!(field(samen.tussenstand()), expected, "{basis:?} {mijn:?} {hun:?}");
                assert!(samen.resultaat(&[], "iemand", op(99)).expect("nothing is open") == *samen.tussenstand());
            }
            Conflict => {
                assert_eq!(delen(&samen), [(Some(id(1)), Deel::Veld(Veld::Email))], "{basis:?} {mijn:?} {hun:?}");
                let expected = base.as_ref().map_or((None, None), field);
                assert_eq!(field(samen.tussenstand()), expected, "before it is decided: {basis:?} {mijn:?} {hun:?}");
                assert_eq!(field(&overal(&samen, Keuze::Mijn)), field(&mine));
                assert_eq!(field(&overal(&samen, Keuze::Hun)), field(&theirs));
            }
        }
    }
}

#[test]
fn an_older_clock_does_not_undo_what_was_changed_back() {
    // Changed and changed back, on a machine whose clock is behind: the other side did not touch it.
    let base = een(Some(&met(&organisatie("Wijkteam"), Veld::Email, "a", &van(50, "basis"))));
    let mine = een(Some(&met(&organisatie("Wijkteam"), Veld::Email, "a", &van(20, "mijn"))));
    for samen in [vergelijk(Some(&base), &mine, &base), vergelijk(Some(&base), &base, &mine)] {
        assert!(*samen.tussenstand() == mine);
    }
}

#[test]
fn changes_in_different_fields_and_entries_go_together() {
    let (first, second) = (organisatie("Wijkteam"), organisatie("School"));
    let base = inhoud([(id(1), &first), (id(2), &second)]);
    let mine = inhoud([(id(1), &met(&first, Veld::Email, "a@voorbeeld.nl", &van(10, "mijn"))), (id(2), &second)]);
    let theirs = inhoud([
        (id(1), &met(&first, Veld::Website, "voorbeeld.nl", &van(20, "hun"))),
        (id(2), &met(&second, Veld::Naam, "Basisschool", &van(30, "hun"))),
        (id(3), &organisatie("Opvang")),
    ]);
    let samen = vergelijk(Some(&base), &mine, &theirs);
    assert!(samen.conflicten.is_empty());
    let merged = &samen.tussenstand().vermeldingen;
    assert_eq!(merged[&id(1)].tekst(Veld::Email), "a@voorbeeld.nl");
    assert_eq!(merged[&id(1)].tekst(Veld::Website), "voorbeeld.nl");
    assert_eq!(merged[&id(1)].herkomst(Veld::Website), Some(&van(20, "hun")));
    assert_eq!(merged[&id(2)].titel(), "Basisschool");
    assert_eq!(samen.telling, Telling { beide: 1, hun: 1, nieuw_hun: 1, ..Telling::default() });
}

#[test]
fn what_one_side_does_not_have_is_not_removed() {
    let entry = organisatie("Wijkteam");
    let changed = met(&entry, Veld::Email, "a", &van(10, "mijn"));
    let gone = weg(&entry, 20, "mijn");
    let one = |telling: fn(&mut Telling) -> &mut usize| {
        let mut telled = Telling::default();
        *telling(&mut telled) = 1;
        telled
    };
    let table = [
        (None, &entry, one(|t| &mut t.nieuw_mijn)),
        (Some(&entry), &entry, one(|t| &mut t.gelijk)),
        (Some(&entry), &changed, one(|t| &mut t.mijn)),
        (Some(&entry), &gone, one(|t| &mut t.verwijderd_mijn)),
        (Some(&gone), &entry, one(|t| &mut t.mijn)),
        (Some(&gone), &gone, one(|t| &mut t.gelijk)),
        (None, &gone, one(|t| &mut t.verwijderd_mijn)),
    ];
    for (at, (basis, mine, telling)) in table.into_iter().enumerate() {
        let (base, mine) = (een(basis), een(Some(mine)));
        let samen = vergelijk(Some(&base), &mine, &een(None));
        assert!(*samen.tussenstand() == mine, "{at}");
        assert_eq!(samen.telling, telling, "{at}");
        let mirrored = vergelijk(Some(&base), &een(None), &mine);
        assert!(*mirrored.tussenstand() == mine, "{at}");
        assert_eq!(mirrored.telling, gespiegeld(telling), "{at}");
    }
    // In what both come from alone: nobody has it any more.
    assert!(vergelijk(Some(&een(Some(&entry))), &een(None), &een(None)).tussenstand().vermeldingen.is_empty());
}

fn gespiegeld(telling: Telling) -> Telling {
    Telling {
        mijn: telling.hun,
        hun: telling.mijn,
        nieuw_mijn: telling.nieuw_hun,
        nieuw_hun: telling.nieuw_mijn,
        verwijderd_mijn: telling.verwijderd_hun,
        verwijderd_hun: telling.verwijderd_mijn,
        ..telling
    }
}

#[test]
fn a_removal_holds_against_what_was_left_alone() {
    let entry = bevestigd(&met(&organisatie("Wijkteam"), Veld::Email, "a", &van(5, "begin")), 8, "begin");
    let gone = weg(&entry, 20, "mijn");
    let back = met(&met(&entry, Veld::Email, "b", &van(30, "hun")), Veld::Email, "a", &van(31, "hun"));
    let kind = {
        let mut other = Vermelding::new(Soort::Locatie);
        other.zet(Veld::Naam, Some(Waarde::tekst("Wijkteam")), &van(0, "begin"));
        other
    };
    let table = [
        ("left alone", Some(&entry), entry.clone(), false),
        ("asked in vain", Some(&entry), stil(&entry, 30), false),
        ("changed and changed back", Some(&entry), back, false),
        ("changed", Some(&entry), met(&entry, Veld::Email, "b", &van(10, "hun")), true),
        ("something added", Some(&entry), met(&entry, Veld::Notitie, "b", &van(10, "hun")), true),
        ("confirmed anew", Some(&entry), bevestigd(&entry, 9, "hun"), true),
        ("of another kind", Some(&entry), kind, true),
        ("not in what both come from", None, entry.clone(), true),
        ("put back after an earlier removal", Some(&weg(&entry, 9, "begin")), entry.clone(), true),
    ];
    for (what, basis, other, decide) in table {
        let (base, mine, theirs) = (een(basis), een(Some(&gone)), een(Some(&other)));
        let samen = vergelijk(Some(&base), &mine, &theirs);
        let mirrored = vergelijk(Some(&base), &theirs, &mine);
        if decide {
            assert_eq!(delen(&samen), [(Some(id(1)), Deel::Verwijderd)], "{what}");
            assert_eq!(samen.telling, Telling { conflict: 1, ..Telling::default() }, "{what}");
            let conflict = &samen.conflicten[0];
            assert!(conflict.mijn.waarde == Gegeven::Verwijderd { opgegaan_in: None }, "{what}");
            assert!(conflict.hun.waarde == Gegeven::Blijft, "{what}");
            assert_eq!(conflict.titel, "Wijkteam", "{what}");
            assert_eq!((conflict.mijn.op, conflict.mijn.door.as_deref()), (Some(op(20)), Some("mijn")), "{what}");
            assert!(samen.tussenstand().vermeldingen == base.vermeldingen, "{what}");
            assert!(overal(&samen, Keuze::Mijn).vermeldingen == mine.vermeldingen, "{what}");
            assert!(overal(&samen, Keuze::Hun).vermeldingen == theirs.vermeldingen, "{what}");
            assert!(overal(&mirrored, Keuze::Mijn).vermeldingen == theirs.vermeldingen, "{what}");
        } else {
            assert!(samen.conflicten.is_empty() && mirrored.conflicten.is_empty(), "{what}");
            assert!(*samen.tussenstand() == mine && *mirrored.tussenstand() == mine, "{what}");
            assert_eq!(samen.telling, Telling { verwijderd_mijn: 1, ..Telling::default() }, "{what}");
        }
    }
    // Without a version that both come from it always has to be decided.
    assert_eq!(vergelijk(None, &een(Some(&gone)), &een(Some(&entry))).conflicten.len(), 1);
    // What was put back, and left alone as a tombstone on the other side, is back.
    let samen = vergelijk(Some(&een(Some(&gone))), &een(Some(&entry)), &een(Some(&gone)));
    assert!(*samen.tussenstand() == een(Some(&entry)));
    assert_eq!(samen.telling, Telling { mijn: 1, ..Telling::default() });
}

#[test]
fn of_two_removals_the_first_stays() {
    let entry = organisatie("Wijkteam");
    for (left, right, first) in [
        (weg(&entry, 10, "z"), weg(&entry, 20, "a"), "z"),
        (weg(&entry, 10, "b"), weg(&entry, 10, "a"), "a"),
        (weg(&entry, 10, "a"), weg(&entry, 10, "a"), "a"),
    ] {
        for basis in [None, Some(een(Some(&entry)))] {
            for (mine, theirs) in [(&left, &right), (&right, &left)] {
                let samen = vergelijk(basis.as_ref(), &een(Some(mine)), &een(Some(theirs)));
                assert!(samen.conflicten.is_empty());
                let kept = samen.tussenstand().vermeldingen[&id(1)].verwijderd().expect("a tombstone").clone();
                assert_eq!((kept.op, kept.door.as_str()), (op(10), first));
            }
        }
    }
}

#[test]
fn of_who_looked_the_last_one_counts() {
    let entry = organisatie("Wijkteam");
    let (five, nine) = (bevestigd(&entry, 5, "mijn"), bevestigd(&entry, 9, "hun"));
    let base = bevestigd(&entry, 2, "begin");
    #[rustfmt::skip]
    let table = [
        ("the newest", Some(&entry), &five, &nine, Some(9), None),
        ("without a base too", None, &five, &nine, Some(9), None),
        ("only one looked", Some(&entry), &five, &entry, Some(5), None),
        ("asked in vain afterwards", Some(&base), &five, &stil(&base, 7), Some(5), Some(7)),
        ("asked in vain before", Some(&base), &nine, &stil(&base, 7), Some(9), None),
        ("twice in vain", Some(&base), &stil(&base, 7), &stil(&base, 6), Some(2), Some(7)),
        ("taken back", Some(&five), &entry, &five, None, None),
        ("taken back, and looked again", Some(&five), &entry, &nine, Some(9), None),
    ];
    for (what, basis, mine, theirs, confirmed, silent) in table {
        let base = basis.map(|basis| een(Some(basis)));
        for (mine, theirs) in [(mine, theirs), (theirs, mine)] {
            let samen = vergelijk(base.as_ref(), &een(Some(mine)), &een(Some(theirs)));
            assert!(samen.conflicten.is_empty(), "{what}");
            let merged = &samen.tussenstand().vermeldingen[&id(1)];
            assert_eq!(merged.bevestigd().map(|known| known.op), confirmed.map(op), "{what}");
            assert_eq!(merged.geen_antwoord(), silent.map(op), "{what}");
        }
    }
}

#[test]
fn an_entry_of_two_kinds_is_followed_as_a_whole() {
    let org = met(&organisatie("Inloop"), Veld::Email, "a", &van(10, "mijn"));
    let mut dienst = Vermelding::new(Soort::Dienst);
    dienst.zet(Veld::Naam, Some(Waarde::tekst("Inloop")), &van(20, "hun"));
    dienst.zet(Veld::Doelgroep, Some(Waarde::tekst("iedereen")), &van(20, "hun"));
    for basis in [None, Some(een(Some(&organisatie("Inloop"))))] {
        let samen = vergelijk(basis.as_ref(), &een(Some(&org)), &een(Some(&dienst)));
        assert_eq!(delen(&samen), [(Some(id(1)), Deel::Soort)]);
        assert!(samen.conflicten[0].mijn.waarde == Gegeven::Soort(Soort::Organisatie));
        assert!(overal(&samen, Keuze::Mijn).vermeldingen[&id(1)] == org);
        let theirs = overal(&samen, Keuze::Hun);
        assert!(theirs.vermeldingen[&id(1)] == dienst);
        assert_eq!(theirs.besluiten[0].gekozen, json!("dienst"));
        assert_eq!(theirs.besluiten[0].verworpen, json!("organisatie"));
    }
    // When only one of them changed it, that is what it is.
    let samen = vergelijk(Some(&een(Some(&org))), &een(Some(&org)), &een(Some(&dienst)));
    assert!(samen.conflicten.is_empty() && samen.tussenstand().vermeldingen[&id(1)] == dienst);
}

#[test]
fn what_the_network_is_of_goes_part_by_part() {
    let of = |regio: &str, codes: &[&str], delen: &[&str]| {
        let mut inhoud = Inhoud::default();
        inhoud.gebied.regio = regio.to_owned();
        inhoud.gebied.gemeenten = codes.iter().map(|code| (*code).to_owned()).collect();
        inhoud.gebied.deelregios =
            delen.iter().map(|naam| Deelregio { naam: (*naam).to_owned(), gemeenten: Vec::new() }).collect();
        inhoud
    };
    let base = of("Zuid", &["GM0917"], &["Stad"]);
    let mine = of("Zuid-Limburg", &["GM0917"], &["Stad", "Land"]);
    let theirs = of("Zuid", &["GM0917", "GM0928"], &["Stad en land"]);
    let samen = vergelijk(Some(&base), &mine, &theirs);
    assert_eq!(delen(&samen), [(None, Deel::Deelregios)]);
    assert!(samen.tussenstand().gebied == of("Zuid-Limburg", &["GM0917", "GM0928"], &["Stad"]).gebied);
    let result = overal(&samen, Keuze::Hun);
    assert!(result.gebied == of("Zuid-Limburg", &["GM0917", "GM0928"], &["Stad en land"]).gebied);
    let expected = Besluit {
        op: op(1000),
        door: "coördinator".to_owned(),
        vermelding: None,
        deel: "deelregios".to_owned(),
        gekozen: json!([{ "naam": "Stad en land", "gemeenten": [] }]),
        verworpen: json!([{ "naam": "Stad", "gemeenten": [] }, { "naam": "Land", "gemeenten": [] }]),
    };
    assert_eq!(result.besluiten, [expected]);
    let samen = vergelijk(None, &mine, &theirs);
    assert_eq!(delen(&samen), [(None, Deel::Regio), (None, Deel::Gemeenten), (None, Deel::Deelregios)]);
    assert!(samen.tussenstand().gebied == Inhoud::default().gebied);
    assert!(overal(&samen, Keuze::Mijn).gebied == mine.gebied);
}

#[test]
fn a_conflict_shows_both_sides_and_every_one_has_to_be_decided() {
    let (org, person) = (organisatie("Wijkteam Heerlen"), contact("intern begeleider", id(1)));
    let base = inhoud([(id(1), &org), (id(2), &person), (id(3), &organisatie("Alfa"))]);
    let side = |door: &str, text: &str, second| {
        let herkomst = van(second, door);
        let mut side = inhoud([
            (id(1), &met(&org, Veld::Website, text, &herkomst)),
            (id(2), &met(&met(&person, Veld::Email, text, &herkomst), Veld::Naam, text, &herkomst)),
            (id(3), &met(&organisatie("Alfa"), Veld::Naam, &format!("zorg {text}"), &herkomst)),
        ]);
        side.gebied.regio = text.to_owned();
        side
    };
    let (mine, theirs) = (side("mijn", "m", 10), side("hun", "h", 20));
    let samen = vergelijk(Some(&base), &mine, &theirs);
    // By what the entry was last called.
    let titles: Vec<(&str, Deel)> =
        samen.conflicten.iter().map(|conflict| (conflict.titel.as_str(), conflict.deel)).collect();
    let expected = [
        ("", Deel::Regio),
        ("Wijkteam Heerlen", Deel::Veld(Veld::Website)),
        ("Wijkteam Heerlen, intern begeleider", Deel::Veld(Veld::Naam)),
        ("Wijkteam Heerlen, intern begeleider", Deel::Veld(Veld::Email)),
        ("zorg h", Deel::Veld(Veld::Naam)),
    ];
    assert_eq!(titles, expected);
    let conflict = &samen.conflicten[1];
    assert_eq!((waarde(&conflict.mijn), waarde(&conflict.hun)), (Some("m".to_owned()), Some("h".to_owned())));
    assert_eq!(conflict.basis.as_ref().map(waarde), Some(None));
    let origin = |kant: &Kant| (kant.op, kant.door.clone(), kant.bron.clone());
    let of = |second, door: &str| (Some(op(second)), Some(door.to_owned()), Some("proef".to_owned()));
    assert_eq!((origin(&conflict.mijn), origin(&conflict.hun)), (of(10, "mijn"), of(20, "hun")));
    // What is open is named, also when the list is too short.
    let some = [Some(Keuze::Mijn), None, Some(Keuze::Hun), None];
    assert_eq!(samen.resultaat(&some, "iemand", op(99)).err(), Some(vec![1, 3, 4]));
    let [m, h] = [Some(Keuze::Mijn), Some(Keuze::Hun)];
    let result = beslis(&samen, &[h, m, h, m, m]);
    assert_eq!(result.gebied.regio, "h");
    assert_eq!(result.vermeldingen[&id(1)].tekst(Veld::Website), "m");
    assert_eq!(result.vermeldingen[&id(2)].tekst(Veld::Naam), "h");
    assert_eq!(result.vermeldingen[&id(2)].tekst(Veld::Email), "m");
    assert_eq!(result.vermeldingen[&id(2)].herkomst(Veld::Email), Some(&van(10, "mijn")));
    assert_eq!(result.vermeldingen[&id(2)].organisatie(), Some(id(1)));
    assert_eq!(result.vermeldingen[&id(3)].titel(), "zorg m");
    assert_eq!(result.besluiten.len(), 5);
    let email = result.besluiten.iter().find(|besluit| besluit.deel == "email").expect("recorded");
    assert_eq!((email.vermelding, email.door.as_str(), email.op), (Some(id(2)), "coördinator", op(1000)));
    assert_eq!((&email.gekozen, &email.verworpen), (&json!("m"), &json!("h")));
    // Earlier decisions of both stay.
    let (mut mine, mut theirs) = (mine, theirs);
    mine.besluiten = result.besluiten[..2].to_vec();
    theirs.besluiten = result.besluiten[1..].to_vec();
    assert_eq!(vergelijk(Some(&base), &mine, &theirs).tussenstand().besluiten, result.besluiten);
}

#[test]
fn what_is_decided_of_a_secret_place_is_not_recorded() {
    let plek = |adres: &str, geheim: Option<bool>, second| {
        let mut entry = Vermelding::new(Soort::Locatie);
        entry.zet(Veld::Naam, Some(Waarde::tekst("Opvang")), &van(0, "begin"));
        entry.zet(Veld::Adres, Some(Waarde::tekst(adres)), &van(second, "proef"));
        entry.zet(Veld::Geheim, geheim.map(Waarde::JaNee), &van(second, "proef"));
        entry
    };
    let (open, secret) = (Some(false), Some(true));
    for (basis, mine, theirs, recorded) in [
        (open, open, open, true),
        (secret, secret, secret, false),
        (open, secret, open, false),
        (open, open, secret, false),
        (secret, open, open, false),
        (None, None, None, true),
    ] {
        let base = een(Some(&plek("Kade 1", basis, 5)));
        let (mine, theirs) = (een(Some(&plek("Kade 2", mine, 10))), een(Some(&plek("Kade 3", theirs, 20))));
        let samen = vergelijk(Some(&base), &mine, &theirs);
        for keuze in [Keuze::Mijn, Keuze::Hun] {
            assert_eq!(!overal(&samen, keuze).besluiten.is_empty(), recorded);
        }
        assert!(samen.conflicten.iter().all(|conflict| conflict.geheim != recorded));
    }
    // Secret by what both did to it, and in neither of them.
    let with = |soort: Option<&str>, geheim: Option<bool>, adres: &str, second| {
        let mut entry = plek(adres, geheim, second);
        entry.zet(Veld::LocatieSoort, soort.map(Waarde::tekst), &van(second, "proef"));
        een(Some(&entry))
    };
    let base = with(None, Some(false), "Kade 1", 5);
    let samen =
        vergelijk(Some(&base), &with(Some("opvang"), Some(false), "Kade 2", 10), &with(None, None, "Kade 3", 20));
    let result = overal(&samen, Keuze::Mijn);
    assert!(result.vermeldingen[&id(1)].is_geheim() && result.besluiten.is_empty());
}

#[test]
fn what_does_not_hold_after_the_merge_is_told() {
    let (a, b, c) = (organisatie("Alfa"), organisatie("Bravo"), organisatie("Charlie"));
    let under = |entry: &Vermelding, org: u8| {
        let mut entry = entry.clone();
        entry.zet(Veld::OnderdeelVan, Some(Waarde::Verwijzing(id(org))), &van(10, "proef"));
        entry
    };
    let told = |base: &Inhoud, mine: &Inhoud, theirs: &Inhoud| {
        let samen = vergelijk(Some(base), mine, theirs);
        assert!(samen.conflicten.is_empty());
        let found = samen.bezwaren(samen.tussenstand());
        let mirrored = vergelijk(Some(base), theirs, mine);
        assert_eq!(found, mirrored.bezwaren(mirrored.tussenstand()));
        assert!(found.iter().all(|bezwaar| bezwaar.tekst().ends_with('.')));
        found.into_iter().map(|bezwaar| (bezwaar.titel, bezwaar.waarover)).collect::<Vec<_>>()
    };
    let base = inhoud([(id(1), &a), (id(2), &b), (id(3), &c)]);
    // Taken out on one side, somebody added under it on the other.
    let mut merged_away = a.clone();
    merged_away.zet_verwijderd(Some(Verwijderd { op: op(9), door: "mijn".to_owned(), opgegaan_in: Some(id(2)) }));
    for (gone, opgegaan_in) in
        [(weg(&a, 9, "mijn"), None), (merged_away.voor_bestand(), Some((id(2), "Bravo".to_owned())))]
    {
        let mine = inhoud([(id(1), &gone), (id(2), &b), (id(3), &c)]);
        let theirs = inhoud([(id(1), &a), (id(2), &b), (id(3), &c), (id(4), &contact("wijkagent", id(1)))]);
        let weg = Waarover::Weg { veld: Veld::Organisatie, naar: id(1), opgegaan_in };
        assert_eq!(told(&base, &mine, &theirs), [("wijkagent".to_owned(), weg)]);
    }
    // Each put one under the next: together they go around. One that leads into the circle is not in it.
    let mine = inhoud([(id(1), &under(&a, 2)), (id(2), &under(&b, 3)), (id(3), &c), (id(4), &under(&a, 1))]);
    let theirs = inhoud([(id(1), &a), (id(2), &b), (id(3), &under(&c, 1))]);
    let kring = Waarover::Kring { veld: Veld::OnderdeelVan };
    let expected = ["Alfa", "Bravo", "Charlie"].map(|naam| (naam.to_owned(), kring.clone()));
    assert_eq!(told(&base, &mine, &theirs), expected);
    // A relation counts as well.
    let mut tied = b.clone();
    let relatie = Relatie { soort: "convenant".into(), met: id(1) };
    tied.zet(Veld::Relaties, Some(Waarde::Relaties([relatie].into())), &van(10, "hun"));
    let mine = inhoud([(id(1), &weg(&a, 9, "mijn")), (id(2), &b), (id(3), &c)]);
    let theirs = inhoud([(id(1), &a), (id(2), &tied), (id(3), &c)]);
    let weg_a = Waarover::Weg { veld: Veld::Relaties, naar: id(1), opgegaan_in: None };
    assert_eq!(told(&base, &mine, &theirs), [("Bravo".to_owned(), weg_a)]);
    // What did not hold in the first place is not of the merge.
    let mine = inhoud([(id(1), &weg(&a, 9, "mijn")), (id(2), &under(&b, 1)), (id(3), &under(&c, 3))]);
    assert_eq!(told(&base, &mine, &base), []);
    assert_eq!(told(&mine, &mine, &mine), []);
    // A place that was secret.
    let mut plek = Vermelding::new(Soort::Locatie);
    plek.zet(Veld::Naam, Some(Waarde::tekst("Opvang")), &van(0, "begin"));
    plek.zet(Veld::LocatieSoort, Some(Waarde::tekst("opvang")), &van(0, "begin"));
    let open = met(&plek, Veld::LocatieSoort, "kantoor", &van(10, "mijn"));
    let told_of = told(&een(Some(&plek)), &een(Some(&open)), &een(Some(&plek)));
    assert_eq!(told_of, [("Opvang".to_owned(), Waarover::NietMeerGeheim)]);
}

// ---- Any two versions --------------------------------------------------------------------------------------------------

/// What somebody does to a network.
#[derive(Debug, Clone)]
enum Bewerking {
    Zet(u8, Veld, Option<Waarde>, Herkomst),
    Bevestig(u8, Bevestigd),
    GeenAntwoord(u8, Timestamp),
    Verwijder(u8, Verwijderd),
    Nieuw(u8, Vermelding),
    Mist(u8),
    Regio(String),
}

/// Where the ids of entries begin that are not in what both come from.
const NIEUW: u8 = 50;
const ENTRIES: u8 = 5;

type Worp = (u8, u8, u8, u8);

/// The edit that four numbers mean.
fn bewerking((what, which, value, second): Worp, begin: i64, nieuw: u8) -> Bewerking {
    let nr = which % ENTRIES;
    let at = begin + i64::from(second % 12);
    let door = ["anna", "bo"][usize::from(second / 12 % 2)];
    let herkomst = van(at, door);
    let text = ["", "a", "b", "c"][usize::from(value % 4)];
    let some = |waarde: Waarde| Some(waarde).filter(|waarde| !waarde.is_leeg());
    match what % 14 {
        0 | 1 => Bewerking::Zet(nr, Veld::Email, some(Waarde::tekst(text)), herkomst),
        2 | 3 => Bewerking::Zet(nr, Veld::Website, some(Waarde::tekst(text)), herkomst),
        4 => Bewerking::Zet(nr, Veld::Naam, Some(Waarde::tekst(&format!("naam {text}"))), herkomst),
        5 => Bewerking::Zet(nr, Veld::OnderdeelVan, Some(Waarde::Verwijzing(id(value % ENTRIES))), herkomst),
        6 => {
            let phone = Telefoon { nummer: format!("045-560 00 0{}", value % 4).into(), waarvoor: None, uren: None };
            Bewerking::Zet(nr, Veld::Telefoons, Some(Waarde::Telefoons([phone].into())), herkomst)
        }
        7 | 8 => Bewerking::Bevestig(nr, Bevestigd { op: op(at), door: door.to_owned() }),
        9 => Bewerking::GeenAntwoord(nr, op(at)),
        10 => {
            let opgegaan_in = Some(id(value % ENTRIES)).filter(|_| value % 3 == 0);
            Bewerking::Verwijder(nr, Verwijderd { op: op(at), door: door.to_owned(), opgegaan_in })
        }
        11 => {
            let soort = [Soort::Organisatie, Soort::Organisatie, Soort::Locatie, Soort::Dienst][usize::from(value % 4)];
            let mut entry = Vermelding::new(soort);
            entry.zet(Veld::Naam, Some(Waarde::tekst(&format!("nieuw {text}"))), &herkomst);
            Bewerking::Nieuw(nieuw + nr % 3, entry)
        }
        12 => Bewerking::Mist(nr),
        _ => Bewerking::Regio(text.to_owned()),
    }
}

/// Does it, as the program would: not to what is not there, and a confirmation or removal only when it is the newer or
/// the earlier one.
fn doe(inhoud: &mut Inhoud, bewerking: &Bewerking) {
    let mut live = |nr: &u8, act: &dyn Fn(&mut Vermelding)| {
        if let Some(entry) = inhoud.vermeldingen.get_mut(&id(*nr)).filter(|entry| entry.verwijderd().is_none()) {
            act(entry);
        }
    };
    match bewerking {
        Bewerking::Zet(nr, veld, waarde, herkomst) => live(nr, &|entry| {
            entry.zet(*veld, waarde.clone(), herkomst);
        }),
        Bewerking::Bevestig(nr, known) => live(nr, &|entry| {
            let newer = entry.bevestigd().is_none_or(|before| (before.op, &before.door) < (known.op, &known.door));
            let silent = entry.geen_antwoord().filter(|silent| *silent > known.op);
            if newer {
                entry.bevestig(known.clone());
                silent.into_iter().for_each(|silent| entry.zet_geen_antwoord(silent));
            }
        }),
        Bewerking::GeenAntwoord(nr, op) => live(nr, &|entry| {
            let known = entry.bevestigd().map(|known| known.op).max(entry.geen_antwoord());
            if known.is_none_or(|known| *op > known) {
                entry.zet_geen_antwoord(*op);
            }
        }),
        Bewerking::Verwijder(nr, gone) => {
            if let Some(entry) = inhoud.vermeldingen.get_mut(&id(*nr)) {
                let key = |gone: &Verwijderd| (gone.op, gone.door.clone(), gone.opgegaan_in);
                if entry.verwijderd().is_none_or(|before| key(gone) < key(before)) {
                    entry.zet_verwijderd(Some(gone.clone()));
                    *entry = entry.voor_bestand();
                }
            }
        }
        Bewerking::Nieuw(nr, entry) => {
            inhoud.vermeldingen.insert(id(*nr), entry.clone());
        }
        Bewerking::Mist(nr) => {
            inhoud.vermeldingen.remove(&id(*nr));
        }
        Bewerking::Regio(regio) => inhoud.gebied.regio.clone_from(regio),
    }
}

fn na(inhoud: &Inhoud, bewerkingen: &[Bewerking]) -> Inhoud {
    let mut inhoud = inhoud.clone();
    bewerkingen.iter().for_each(|bewerking| doe(&mut inhoud, bewerking));
    inhoud
}

/// A network to begin with: its entries, of which some have more in them, or are tombstones.
fn begin(worpen: &[Worp]) -> Inhoud {
    let mut inhoud = Inhoud::default();
    inhoud.gebied.regio = "begin".to_owned();
    inhoud.vermeldingen.extend((0..ENTRIES).map(|nr| (id(nr), organisatie(&format!("org {nr}")))));
    let edits: Vec<Bewerking> = worpen.iter().map(|worp| bewerking(*worp, 0, NIEUW)).collect();
    na(&inhoud, &edits)
}

fn worpen(most: usize) -> impl Strategy<Value = Vec<Worp>> {
    prop::collection::vec(any::<Worp>(), 0..most)
}

/// A network and two versions of it. Their clocks are not in order, and both may add the same id.
fn versies() -> impl Strategy<Value = (Inhoud, Inhoud, Inhoud)> {
    let side = |base: &Inhoud, worpen: Vec<Worp>| {
        na(base, &worpen.into_iter().map(|worp| bewerking(worp, 6, NIEUW)).collect::<Vec<_>>())
    };
    (worpen(12), worpen(14), worpen(14)).prop_map(move |(base, mine, theirs)| {
        let base = begin(&base);
        let (mine, theirs) = (side(&base, mine), side(&base, theirs));
        (base, mine, theirs)
    })
}

/// The same versions behind a form that proptest can show.
#[derive(Clone)]
struct Drie(Inhoud, Inhoud, Inhoud);

impl std::fmt::Debug for Drie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, inhoud) in [("basis", &self.0), ("mijn", &self.1), ("hun", &self.2)] {
            writeln!(f, "{name}: {}", als_tekst(inhoud))?;
        }
        Ok(())
    }
}

fn drie() -> impl Strategy<Value = Drie> {
    versies().prop_map(|(base, mine, theirs)| Drie(base, mine, theirs))
}

fn bestand(inhoud: &Inhoud) -> Netwerkbestand {
    let kop = Kop {
        regio: String::new(),
        uitgever: "proef".to_owned(),
        gemaakt_op: op(0),
        geldig_tot: None,
        versie_id: inhoud.versie_id(),
        voorgangers: Vec::new(),
        oefening: false,
    };
    Netwerkbestand { kop, inhoud: inhoud.clone() }
}

fn als_tekst(inhoud: &Inhoud) -> String {
    let mut text = String::new();
    bestand(inhoud).schrijf(&mut text).expect("a text takes everything");
    text
}

/// Choices out of bits.
fn keuzes(samen: &Samenvoeging, bits: u64) -> Vec<Option<Keuze>> {
    let choose = |at: usize| Some(if bits >> (at % 64) & 1 == 0 { Keuze::Mijn } else { Keuze::Hun });
    (0..samen.conflicten.len()).map(choose).collect()
}

/// What a side changed: the fields with other values than before, what it took out, and what it confirmed.
fn veranderd(base: &Inhoud, side: &Inhoud) -> Vec<(RecordId, Option<Veld>)> {
    let mut changed = Vec::new();
    for (id, entry) in &side.vermeldingen {
        let before = base.vermeldingen.get(id);
        let value = |entry: Option<&Vermelding>, veld| entry.and_then(|entry| entry.waarde(veld)).cloned();
        if entry.verwijderd().is_some() {
            changed.extend(before.is_none_or(|before| before.verwijderd().is_none()).then_some((*id, None)));
            continue;
        }
        let fields = Veld::ALL.iter().filter(|veld| value(before, **veld) != value(Some(entry), **veld));
        changed.extend(fields.map(|veld| (*id, Some(*veld))));
    }
    changed
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn no_change_is_lost(Drie(base, mine, theirs) in drie(), bits: u64) {
        let samen = vergelijk(Some(&base), &mine, &theirs);
        let result = beslis(&samen, &keuzes(&samen, bits));
        for (side, of) in [(&mine, Keuze::Mijn), (&theirs, Keuze::Hun)] {
            for (id, veld) in veranderd(&base, side) {
                let entry = &side.vermeldingen[&id];
                let kept = &result.vermeldingen[&id];
                let same = match veld {
                    Some(veld) => kept.verwijderd().is_none() && kept.waarde(veld) == entry.waarde(veld),
                    None => kept.verwijderd().is_some(),
                };
                let asked = samen.conflicten.iter().any(|conflict| {
                    let kant = if of == Keuze::Mijn { &conflict.mijn } else { &conflict.hun };
                    conflict.vermelding == Some(id) && match conflict.deel {
                        Deel::Verwijderd | Deel::Soort => true,
                        Deel::Veld(of) => {
                            Some(of) == veld && kant.waarde == Gegeven::Veld(entry.waarde(of).cloned())
                        }
                        Deel::Regio | Deel::Gemeenten | Deel::Deelregios => false,
                    }
                });
                prop_assert!(same || asked, "{:?} of {}", veld, id);
            }
            for (id, entry) in &side.vermeldingen {
                let before = base.vermeldingen.get(id).and_then(Vermelding::bevestigd).map(|known| known.op);
                let looked = entry.bevestigd().map(|known| known.op);
                if looked > before {
                    let whole = samen.conflicten.iter().any(|conflict| {
                        conflict.vermelding == Some(*id) && matches!(conflict.deel, Deel::Verwijderd | Deel::Soort)
                    });
                    prop_assert!(whole || result.vermeldingen[id].bevestigd().map(|known| known.op) >= looked);
                }
            }
            if side.gebied.regio != base.gebied.regio {
                let asked = samen.conflicten.iter().any(|conflict| conflict.deel == Deel::Regio);
                prop_assert!(asked || result.gebied.regio == side.gebied.regio);
            }
        }
    }

    #[test]
    fn it_does_not_matter_who_asks(Drie(base, mine, theirs) in drie(), bits: u64, met_basis: bool) {
        let base = Some(&base).filter(|_| met_basis);
        let (samen, mirror) = (vergelijk(base, &mine, &theirs), vergelijk(base, &theirs, &mine));
        prop_assert!(samen.tussenstand() == mirror.tussenstand());
        prop_assert_eq!(samen.telling, gespiegeld(mirror.telling));
        let turned: Vec<Conflict> = mirror
            .conflicten
            .iter()
            .cloned()
            .map(|conflict| Conflict { mijn: conflict.hun, hun: conflict.mijn, ..conflict })
            .collect();
        prop_assert!(samen.conflicten == turned);
        let chosen = keuzes(&samen, bits);
        let other: Vec<Option<Keuze>> = chosen.iter().map(|keuze| keuze.map(Keuze::andere)).collect();
        let (result, mirrored) = (beslis(&samen, &chosen), beslis(&mirror, &other));
        prop_assert!(result == mirrored);
        prop_assert_eq!(result.versie_id(), mirrored.versie_id());
        prop_assert_eq!(samen.bezwaren(&result), mirror.bezwaren(&result));
        prop_assert_eq!(result.besluiten.len(), samen.conflicten.len());
        // Every entry is counted once, and what comes out can be read again.
        let Telling { gelijk, mijn, hun, beide, nieuw_mijn, nieuw_hun, verwijderd_mijn, verwijderd_hun, conflict } =
            samen.telling;
        let counted = [gelijk, mijn, hun, beide, nieuw_mijn, nieuw_hun, verwijderd_mijn, verwijderd_hun, conflict];
        prop_assert_eq!(counted.iter().sum::<usize>(), result.vermeldingen.len());
        let asked: BTreeSet<RecordId> = samen.conflicten.iter().filter_map(|known| known.vermelding).collect();
        prop_assert_eq!(conflict, asked.len());
        let again: Netwerkbestand = serde_json::from_str(&als_tekst(&result)).expect("a network file");
        prop_assert!(again.controleer().is_ok());
    }

    #[test]
    fn what_does_not_contradict_is_the_union(base in worpen(12), mine in worpen(5), theirs in worpen(5)) {
        let base = begin(&base);
        // Each side does one thing to a field, and adds entries of its own: what it says is what it ended with.
        let edits = |worpen: Vec<Worp>, nieuw: u8| {
            let all = worpen.into_iter().map(|worp| bewerking(worp, 20, nieuw));
            let once: BTreeMap<_, _> = all
                .filter(|edit| !matches!(edit, Bewerking::Mist(_)))
                .map(|edit| {
                    let key = match &edit {
                        Bewerking::Zet(nr, veld, _, _) => (0, *nr, Some(*veld)),
                        Bewerking::Bevestig(nr, _) => (1, *nr, None),
                        Bewerking::GeenAntwoord(nr, _) => (2, *nr, None),
                        Bewerking::Verwijder(nr, _) => (3, *nr, None),
                        Bewerking::Nieuw(nr, _) => (4, *nr, None),
                        Bewerking::Mist(nr) => (5, *nr, None),
                        Bewerking::Regio(_) => (6, 0, None),
                    };
                    (key, edit)
                })
                .collect();
            // What sets something to what it is already is no change: done after the other's, it would be one.
            once.into_values().filter(|edit| na(&base, std::slice::from_ref(edit)) != base).collect::<Vec<_>>()
        };
        let (mine, theirs) = (edits(mine, NIEUW + 10), edits(theirs, NIEUW + 20));
        let samen = vergelijk(Some(&base), &na(&base, &mine), &na(&base, &theirs));
        prop_assume!(samen.conflicten.is_empty());
        let result = samen.tussenstand();
        let unions = [na(&na(&base, &mine), &theirs), na(&na(&base, &theirs), &mine)];
        for union in &unions {
            prop_assert_eq!(&result.gebied, &union.gebied);
            prop_assert!(result.vermeldingen.keys().eq(union.vermeldingen.keys()));
        }
        for (id, entry) in &result.vermeldingen {
            let [left, right] = unions.each_ref().map(|union| &union.vermeldingen[id]);
            for other in [left, right] {
                prop_assert_eq!(entry.verwijderd(), other.verwijderd());
                prop_assert_eq!(entry.bevestigd(), other.bevestigd());
                prop_assert_eq!(entry.geen_antwoord(), other.geen_antwoord());
                prop_assert_eq!(entry.soort(), other.soort());
                for veld in Veld::ALL {
                    prop_assert_eq!(entry.waarde(*veld), other.waarde(*veld));
                }
            }
            // Who was the first to say the same is said by the order; the merge takes the last one.
            for veld in Veld::ALL {
                let newest = left.herkomst(*veld).max_by_volgorde(right.herkomst(*veld));
                prop_assert_eq!(entry.herkomst(*veld), newest);
            }
        }
    }

    #[test]
    fn with_itself_and_with_where_it_comes_from_nothing_happens(Drie(base, mine, _) in drie()) {
        for with in [None, Some(&base), Some(&mine)] {
            let samen = vergelijk(with, &mine, &mine);
            prop_assert!(samen.conflicten.is_empty() && *samen.tussenstand() == mine);
            prop_assert!(samen.bezwaren(&mine).iter().all(|known| known.waarover != Waarover::NietMeerGeheim));
        }
        // What is missing in it is not taken out: it comes back.
        let mut whole = mine.clone();
        for (id, entry) in &base.vermeldingen {
            whole.vermeldingen.entry(*id).or_insert_with(|| entry.clone());
        }
        for samen in [vergelijk(Some(&base), &mine, &base), vergelijk(Some(&base), &base, &mine)] {
            prop_assert!(samen.conflicten.is_empty());
            prop_assert_eq!(samen.tussenstand().versie_id(), whole.versie_id());
        }
    }

    #[test]
    fn what_came_out_stays_as_it_is(Drie(base, mine, theirs) in drie(), bits: u64, met_basis: bool) {
        let samen = vergelijk(Some(&base).filter(|_| met_basis), &mine, &theirs);
        let result = beslis(&samen, &keuzes(&samen, bits));
        for side in [&mine, &theirs] {
            for again in [vergelijk(Some(side), &result, side), vergelijk(Some(side), side, &result)] {
                prop_assert!(again.conflicten.is_empty());
                prop_assert_eq!(again.tussenstand().versie_id(), result.versie_id());
                prop_assert!(again.bezwaren(&result).is_empty() || !samen.bezwaren(&result).is_empty());
            }
        }
    }

    #[test]
    fn without_a_common_base_every_difference_is_asked(Drie(_, mine, theirs) in drie()) {
        let samen = vergelijk(None, &mine, &theirs);
        let mut expected = BTreeSet::new();
        if mine.gebied.regio != theirs.gebied.regio {
            expected.insert((None, Deel::Regio));
        }
        for (id, entry) in &mine.vermeldingen {
            let Some(other) = theirs.vermeldingen.get(id) else { continue };
            match (entry.verwijderd(), other.verwijderd()) {
                (Some(_), Some(_)) => {}
                (Some(_), None) | (None, Some(_)) => {
                    expected.insert((Some(*id), Deel::Verwijderd));
                }
                (None, None) if entry.soort() != other.soort() => {
                    expected.insert((Some(*id), Deel::Soort));
                }
                (None, None) => {
                    let fields = Veld::ALL.iter().filter(|veld| entry.waarde(**veld) != other.waarde(**veld));
                    expected.extend(fields.map(|veld| (Some(*id), Deel::Veld(*veld))));
                }
            }
        }
        let found = delen(&samen);
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
        let ids = mine.vermeldingen.keys().chain(theirs.vermeldingen.keys()).collect::<BTreeSet<_>>();
        prop_assert!(overal(&samen, Keuze::Hun).vermeldingen.keys().eq(ids));
    }
}

/// The newer of two origins.
trait Nieuwste<'a> {
    fn max_by_volgorde(self, other: Self) -> Self;
}

impl Nieuwste<'_> for Option<&Herkomst> {
    fn max_by_volgorde(self, other: Self) -> Self {
        if other.map(Herkomst::volgorde) > self.map(Herkomst::volgorde) { other } else { self }
    }
}
