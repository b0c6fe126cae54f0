//! What we export, read again by ourselves, is the same network, but for what the format has no place for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use aandacht::domain::kluis::{Batch, Change, Key, Model, Moment, Owner, RecordId, Stored};
use aandacht::domain::netwerk::invoer::afzender::Afzender;
use aandacht::domain::netwerk::invoer::koppeling::{Koppeling, bruikbaar};
use aandacht::domain::netwerk::invoer::overnemen::{Afkomst, overnemen};
use aandacht::domain::netwerk::invoer::voorstel::voorstel;
use aandacht::domain::netwerk::invoer::{Concept, Gebrek, Gelezen};
use aandacht::domain::netwerk::uitvoer::{Niet, Uitvoer, Uitvoerkeuze};
use aandacht::domain::netwerk::{Herkomst, Soort, Veld, Vermelding, Waarde, formulier::getemd};
use aandacht::export::netwerk::{csv, hsds, vcard, xlsx};
use aandacht::import::{Grenzen, lees};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use crate::common::netwerk::{gemeenten, keep, proefnet};
use crate::common::uitvoernet;

/// A format: the name of its file, how it is written, and what it says that it cannot carry.
struct Vorm {
    naam: &'static str,
    schrijf: fn(&Uitvoer<'_>) -> Vec<u8>,
    niet: &'static [Niet],
}

fn bytes(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    out
}

const VORMEN: [Vorm; 5] = [
    Vorm { naam: "netwerk.csv", schrijf: |uitvoer| bytes(|out| csv::write(uitvoer, out)), niet: csv::NIET },
    Vorm {
        naam: "netwerk.xlsx",
        schrijf: |uitvoer| bytes(|out| xlsx::write(uitvoer, Timestamp::UNIX_EPOCH, out)),
        niet: xlsx::NIET,
    },
    Vorm {
        naam: "netwerk3.vcf",
        schrijf: |uitvoer| bytes(|out| vcard::write(uitvoer, vcard::VcardVersie::V3, out)),
        niet: vcard::NIET,
    },
    Vorm {
        naam: "netwerk4.vcf",
        schrijf: |uitvoer| bytes(|out| vcard::write(uitvoer, vcard::VcardVersie::V4, out)),
        niet: vcard::NIET,
    },
    Vorm { naam: "netwerk.hsds.json", schrijf: |uitvoer| bytes(|out| hsds::write(uitvoer, out)), niet: hsds::NIET },
];

fn now() -> Moment {
    Moment::utc(date(2026, 11, 22).at(10, 0, 0, 0))
}

/// The entries of a file, as the program reads them.
fn concepten(naam: &str, file: Vec<u8>) -> (Vec<Concept>, Vec<Gebrek>) {
    let read =
        lees(naam, &mut Cursor::new(file), &Grenzen::default()).unwrap_or_else(|fault| panic!("{naam}: {fault:?}"));
    let mut gebreken = read.gebreken;
    let concepten = match read.inhoud {
        Gelezen::Concepten(concepten) => concepten,
        Gelezen::Tabellen(tabellen) => {
            let mut all = Vec::new();
            for tabel in bruikbaar(tabellen).0 {
                let koppeling = Koppeling::raad(&tabel);
                let (found, wrong) = koppeling.lees(tabel);
                all.extend(found);
                gebreken.extend(wrong);
            }
            all
        }
    };
    (concepten, gebreken)
}

/// The network after a file was taken over by a kluis.
fn overgenomen(model: &Model, naam: &str, file: Vec<u8>) -> Model {
    let table = gemeenten();
    let (concepten, gebreken) = concepten(naam, file);
    let wrong: Vec<String> = gebreken.iter().map(|gebrek| format!("{:?}: {}", gebrek.plek, gebrek.wat)).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{naam}");
    let afzender = Afzender::default();
    let plan = voorstel(model, &table, &afzender, concepten, Vec::new(), now());
    // A number that cannot be read is said, and stays as it is.
    let said: Vec<String> = plan
        .rijen
        .iter()
        .flat_map(|rij| &rij.gebreken)
        .filter(|gebrek| !gebrek.wat.contains("telefoonnummer"))
        .map(|gebrek| format!("{:?}: {}", gebrek.plek, gebrek.wat))
        .collect();
    assert_eq!(said, Vec::<String>::new(), "{naam}");
    let afkomst = Afkomst { afzender: &afzender, koppelingen: &[], bron: naam, wat: naam };
    let mut plan = plan;
    for rij in &mut plan.rijen {
        rij.antwoord = rij.antwoord.or(Some(aandacht::domain::netwerk::invoer::voorstel::Antwoord::Nieuw));
    }
    let mut after = model.clone();
    keep(&mut after, overnemen(model, &plan, &afkomst, now()).unwrap());
    after
}

/// What stands in the fields of every entry, and whether and when it was confirmed.
fn inhoud(model: &Model, without: &BTreeSet<Veld>) -> BTreeMap<RecordId, Vec<String>> {
    let shown = |entry: &Vermelding| {
        let fields = entry.velden().filter_map(|(veld, waarde, _)| Some((veld, waarde?)));
        let mut all: Vec<String> = fields
            .filter(|(veld, _)| !without.contains(veld))
            // In a text of one line the end of a line is a blank.
            .map(|(veld, waarde)| match waarde {
                Waarde::Tekst(text) if veld.vorm() == aandacht::domain::netwerk::Vorm::Tekst => {
                    format!("{}={:?}", veld.id(), text.replace('\n', " "))
                }
                other => format!("{}={}", veld.id(), serde_json::to_string(other).unwrap()),
            })
            .collect();
        all.push(format!("{} {:?}", entry.soort().id(), entry.bevestigd()));
        all
    };
    let there = model.all::<Vermelding>().filter(|(_, entry)| entry.verwijderd().is_none());
    there.map(|(id, entry)| (id, shown(entry))).collect()
}

fn niet_te_dragen(vorm: &Vorm) -> BTreeSet<Veld> {
    vorm.niet
        .iter()
        .filter_map(|niet| match niet {
            Niet::Veld(veld) => Some(*veld),
            _ => None,
        })
        .collect()
}

fn rond(model: &Model, vorm: &Vorm) {
    let table = gemeenten();
    let keuze = Uitvoerkeuze { geheim: true, gemeente: None, notities: true };
    let file = (vorm.schrijf)(&Uitvoer::van(model, &table, &keuze));
    let without = niet_te_dragen(vorm);
    let back = overgenomen(&Model::default(), vorm.naam, file.clone());
    let (was, is) = (inhoud(model, &without), inhoud(&back, &without));
    for (id, fields) in &was {
        assert_eq!(is.get(id), Some(fields), "{} {id}", vorm.naam);
    }
    assert_eq!(is.len(), was.len(), "{}", vorm.naam);
    // And in the kluis that it came from it changes nothing.
    let same = overgenomen(model, vorm.naam, file);
    assert!(inhoud(&same, &without) == was, "{}: nothing changes at home", vorm.naam);
}

#[test]
fn a_network_with_nasty_texts_comes_back_from_every_format() {
    for vorm in &VORMEN {
        rond(&uitvoernet::uitvoernet(), vorm);
    }
}

#[test]
fn an_ordinary_network_comes_back_from_every_format() {
    for vorm in &VORMEN {
        rond(&proefnet().0, vorm);
    }
}

fn texts() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "=1+1",
        "+31 45 560 00 01",
        "-1",
        "@naam",
        "'=x",
        "''=x",
        "a;b",
        "a,b",
        "a\"b",
        "a\nb",
        "BEGIN:VCARD",
        "\\n",
        "</script>",
        "é",
        "😀",
        "｜",
        "|",
    ]);
    prop::collection::vec(prop_oneof![nasty.prop_map(str::to_owned), "[a-zA-Z éü;,:'\"\\\\|<>&=+@-]{1,12}"], 1..4)
        .prop_map(|parts| getemd(&parts.join(" ")))
        .prop_filter("something is left", |text| !text.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_in_a_name_or_a_note_comes_back(names in prop::collection::vec((texts(), texts()), 1..6)) {
        let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "proef".to_owned(), bron: "proef".to_owned() };
        let entries = names.iter().zip(1_u8..).map(|((naam, notitie), nr)| {
            let mut entry = Vermelding::new(Soort::Organisatie);
            entry.zet(Veld::Naam, Some(Waarde::tekst(&naam.replace('\n', " "))), &herkomst);
            entry.zet(Veld::Notitie, Some(Waarde::tekst(notitie)), &herkomst);
            (RecordId([nr; 16]), Stored { owner: Owner::Shared, record: entry.into() })
        });
        let model = Model::new(entries.collect());
        for vorm in &VORMEN {
            rond(&model, vorm);
        }
    }
}

/// That a batch of what was read touches nothing but entries and what is remembered of the sender.
#[test]
fn taking_over_the_same_file_twice_changes_nothing_the_second_time() {
    let table = gemeenten();
    let (model, _) = proefnet();
    for vorm in &VORMEN {
        let file =
            (vorm.schrijf)(&Uitvoer::van(&model, &table, &Uitvoerkeuze { notities: true, ..Uitvoerkeuze::default() }));
        let once = overgenomen(&Model::default(), vorm.naam, file.clone());
        let (concepten, _) = concepten(vorm.naam, file);
        let afzender = Afzender::default();
        let plan = voorstel(&once, &table, &afzender, concepten, Vec::new(), now());
        let afkomst = Afkomst { afzender: &afzender, koppelingen: &[], bron: "x", wat: "x" };
        let batch: Batch = overnemen(&once, &plan, &afkomst, now()).unwrap();
        let touched =
            batch.changes.iter().filter(|change| matches!(change, Change::Put { key: Key::Id(_), .. })).count();
        assert_eq!(touched, 0, "{}", vorm.naam);
    }
}
