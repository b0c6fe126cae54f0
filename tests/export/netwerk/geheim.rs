//! What is secret never leaves, whatever the network looks like.

use std::io::Cursor;

use aandacht::domain::kluis::{Applied, RecordId};
use aandacht::domain::netwerk::uitvoer::{Uitvoer, Uitvoerkeuze};
use aandacht::domain::netwerk::{Netwerk, Relatie, Soort, Telefoon, Veld, Vermelding, Waarde};
use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;

use super::alles;
use crate::common::cases;
use crate::common::uitvoernet::{GEHEIM, gemeenten, model, nummer, uitvoernet, vermelding};

/// The text of a format; of a workbook that of its cells.
fn leesbaar(name: &str, bytes: Vec<u8>) -> String {
    if name != "xlsx" {
        // What is folded over lines is put together again, so that no word hides in a fold.
        return String::from_utf8(bytes).expect("text").replace("\r\n ", "");
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.rows().flatten());
    cells.map(|cell| if let Data::String(text) = cell { format!("{text}\n") } else { String::new() }).collect()
}

#[test]
fn the_secret_places_of_the_example_stand_in_no_format() {
    let model = uitvoernet();
    for (name, bytes) in alles(&model, &Uitvoerkeuze::default()) {
        let text = leesbaar(name, bytes);
        assert!(!text.contains(GEHEIM), "{name}");
        assert!(!text.contains(&nummer(120).uuid()) && !text.contains(&nummer(121).uuid()), "{name}");
    }
    let geheim = Uitvoerkeuze { geheim: true, ..Uitvoerkeuze::default() };
    for (name, bytes) in alles(&model, &geheim) {
        // The map has no places on it.
        assert_eq!(leesbaar(name, bytes).contains(GEHEIM), !matches!(name, "dot" | "svg"), "{name}");
    }
}

#[test]
fn what_was_left_out_is_counted_for_the_maker() {
    let (model, gemeenten) = (uitvoernet(), gemeenten());
    let report = Uitvoer::van(&model, &gemeenten, &Uitvoerkeuze::default()).weggelaten();
    assert_eq!((report.geheim, report.geheim_mee, report.elders, report.los), (2, 0, 0, 0));
    assert_eq!(report.regels(&[]), ["2 geheime plekken zijn weggelaten."]);
    let all = Uitvoerkeuze { geheim: true, notities: false, ..Uitvoerkeuze::default() };
    let report = Uitvoer::van(&model, &gemeenten, &all).weggelaten();
    assert_eq!((report.geheim, report.geheim_mee, report.notities), (0, 2, 13));
    assert_eq!(report.regels(&[])[0], "Let op: 2 geheime plekken staan in het bestand.");
}

#[test]
fn one_municipality_takes_its_own_and_what_stands_above_it() {
    let org = |name: &str, code: &str| {
        vermelding(
            Soort::Organisatie,
            vec![(Veld::Naam, Waarde::tekst(name)), (Veld::Gemeenten, Waarde::lijst([code]))],
        )
    };
    let vervanger = vermelding(
        Soort::Contact,
        vec![
            (Veld::Functie, Waarde::tekst("hier")),
            (Veld::Gemeenten, Waarde::lijst(["GM0917"])),
            (Veld::Organisatie, Waarde::Verwijzing(nummer(2))),
            (Veld::Vervanger, Waarde::Verwijzing(nummer(4))),
        ],
    );
    let elders = vermelding(
        Soort::Contact,
        vec![(Veld::Functie, Waarde::tekst("elders")), (Veld::Organisatie, Waarde::Verwijzing(nummer(2)))],
    );
    let overal = vermelding(Soort::Dienst, vec![(Veld::Naam, Waarde::tekst("overal"))]);
    let model = model([
        (nummer(1), org("Heerlen", "GM0917")),
        (nummer(2), org("Utrecht", "GM0344")),
        (nummer(3), vervanger),
        (nummer(4), elders),
        (nummer(5), overal),
        (nummer(6), org("Zeist", "GM0355")),
    ]);
    let gemeenten = gemeenten();
    let keuze = Uitvoerkeuze { gemeente: Some("GM0917".to_owned()), ..Uitvoerkeuze::default() };
    let uitvoer = Uitvoer::van(&model, &gemeenten, &keuze);
    let names: Vec<&str> = uitvoer.rijen().map(|(_, entry)| entry.titel()).collect();
    assert_eq!(names, ["Heerlen", "Utrecht", "overal", "hier"]);
    assert_eq!((uitvoer.weggelaten().elders, uitvoer.weggelaten().los), (2, 1));
    assert_eq!(uitvoer.netwerk().get(nummer(3)).expect("it goes out").verwijzing(Veld::Vervanger), None);
}

#[test]
fn what_was_removed_never_leaves_nor_does_what_refers_to_it() {
    let mut gone = vermelding(Soort::Organisatie, vec![(Veld::Naam, Waarde::tekst("Opgeruimd"))]);
    let op = "2026-10-01T08:30:00Z".parse().expect("a moment");
    let door = "coördinator".to_owned();
    gone.zet_verwijderd(Some(aandacht::domain::netwerk::Verwijderd { op, door, opgegaan_in: None }));
    let left = vermelding(
        Soort::Contact,
        vec![(Veld::Functie, Waarde::tekst("contact")), (Veld::Organisatie, Waarde::Verwijzing(nummer(1)))],
    );
    let model = model([(nummer(1), gone), (nummer(2), left)]);
    for keuze in [Uitvoerkeuze::default(), Uitvoerkeuze { geheim: true, ..Uitvoerkeuze::default() }] {
        for (name, bytes) in alles(&model, &keuze) {
            let text = leesbaar(name, bytes);
            assert!(!text.contains("Opgeruimd") && !text.contains(&nummer(1).uuid()), "{name}");
        }
    }
}

#[test]
fn the_kluis_itself_stays_as_it_was() {
    let (model, gemeenten) = (uitvoernet(), gemeenten());
    let before = model.clone();
    let keuze = Uitvoerkeuze { notities: false, ..Uitvoerkeuze::default() };
    assert!(!Uitvoer::van(&model, &gemeenten, &keuze).is_empty());
    assert!(model == before);
}

/// A text that holds a word of its own, so that it can be looked for.
fn veldwaarde(veld: Veld, word: &str) -> Option<Waarde> {
    match veld {
        Veld::Naam | Veld::Functie | Veld::Adres | Veld::Notitie | Veld::Email | Veld::Website | Veld::Doelgroep => {
            Some(Waarde::tekst(word))
        }
        Veld::Tafels | Veld::Talen => Some(Waarde::lijst([word])),
        Veld::Telefoons => {
            let phone = Telefoon { nummer: word.into(), waarvoor: Some(word.into()), uren: None };
            Some(Waarde::Telefoons(Box::new([phone])))
        }
        _ => None,
    }
}

/// Any network of a few entries, with secret ones of every kind among them and references that go anywhere.
fn netwerk() -> impl Strategy<Value = Vec<(RecordId, Vermelding)>> {
    let entry = (0..4_usize, any::<bool>(), 0..12_u8, 0..12_u8, 0..12_u8);
    proptest::collection::vec(entry, 1..12).prop_map(|entries| {
        let made = (0_u8..).zip(entries).map(|(at, (kind, secret, above, other, second))| {
            let soort = Soort::ALL[kind];
            let word = format!("{}{at}x", if secret { "Zwijg" } else { "Zeg" });
            let mut velden: Vec<(Veld, Waarde)> =
                Veld::van(soort).filter_map(|veld| Some((veld, veldwaarde(veld, &word)?))).collect();
            if secret {
                velden.push((Veld::Geheim, Waarde::JaNee(true)));
            }
            for veld in Veld::VERWIJZINGEN.into_iter().filter(|veld| veld.is_van(soort)) {
                velden.push((veld, Waarde::Verwijzing(nummer(above))));
            }
            if soort == Soort::Organisatie {
                let tie = |met: u8| Relatie { soort: "samen".into(), met: nummer(met) };
                velden.push((Veld::Relaties, Waarde::Relaties(Box::new([tie(other), tie(second)]))));
            }
            (nummer(at), vermelding(soort, velden))
        });
        made.collect()
    })
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn no_format_says_a_word_of_a_secret_entry(entries in netwerk()) {
        let secret: Vec<RecordId> =
            entries.iter().filter(|(_, entry)| entry.is_geheim()).map(|(id, _)| *id).collect();
        let model = model(entries.clone());
        for (name, bytes) in alles(&model, &Uitvoerkeuze::default()) {
            let text = leesbaar(name, bytes).to_lowercase();
            prop_assert!(!text.contains("zwijg"), "{name}");
            for id in &secret {
                prop_assert!(!text.contains(&id.uuid()), "{name}");
            }
        }
        // As if the secret ones had never been there.
        let mut without = model.clone();
        without.apply(secret.iter().map(|id| Applied::Deleted(*id)).collect());
        prop_assert_eq!(Netwerk::new(&without).len(), entries.len() - secret.len());
        let (one, other) = (alles(&model, &Uitvoerkeuze::default()), alles(&without, &Uitvoerkeuze::default()));
        for ((name, one), (_, other)) in one.into_iter().zip(other) {
            prop_assert!(leesbaar(name, one) == leesbaar(name, other), "{name}");
        }
    }
}
