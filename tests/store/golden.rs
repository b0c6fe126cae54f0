//! What was ever written stays readable: golden bytes for every version of every kind, and a whole backup for every
//! schema. `AANDACHT_GOLDEN=schrijf cargo test golden` writes what is missing, never what is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use aandacht::domain::casus::{Aard, Delen, Regel, Strekking, Wanneer, Wat};
use aandacht::domain::gesprek::Draft;
use aandacht::domain::kluis::{
    Batch, Change, Checklistversie, Concept, Favoriet, FavorietSoort, Herstelblad, KINDS, Key, Owner, Record, RecordId,
    SCHEMA, Voorkeuren,
};
use aandacht::domain::netwerk::bestand::{Besluit, Gebied, VersieId};
use aandacht::domain::netwerk::invoer::koppeling::Onthouden;
use aandacht::domain::netwerk::versie::Hoe;
use aandacht::domain::netwerk::vertrouwen::{Geheim, Sleutel};
use aandacht::domain::netwerk::{
    Afzender, Bevestigd, Deelregio, Herkomst, Nazienronde, Netwerkgegevens, Netwerkstap, Netwerkversie, Relatie, Soort,
    Tekensleutel, Telefoon, Veld, Vermelding, Verschil, Versiedeel, Vertrouwd, Verwijderd, Waarde, Week,
};
use aandacht::domain::oefening::{Bespreken, Oefenuitslag, Vraaguitslag};
use aandacht::domain::sessie::{Actie, Bijeenkomst, Evaluatie, Groep, Sessie};
use aandacht::domain::uren::Openingstijden;
use aandacht::store::backend::{Backend, Op, SledBackend, Tree};
use aandacht::store::session::{self, With};
use aandacht::store::vault::{HEAD, Head, Limits};
use aandacht::store::{VaultError, backup};
use jiff::civil::{date, time};
use serde_json::{Map, Value, json};

use super::common::{PASSWORD, Place, commit, favourite, favourites, moment, records};

/// What is kept of files of others.
fn uitgewisseld(rest: &Map<String, Value>) -> Vec<Record> {
    vec![
        Netwerkversie {
            versie_id: VersieId::new([7; 32]),
            op: moment(7).stamp,
            hoe: Hoe::Ingelezen,
            regio: "Proefregio".to_owned(),
            uitgever: "coördinator".to_owned(),
            gemaakt_op: moment(6).stamp,
            geldig_tot: Some(date(2027, 11, 22)),
            voorgangers: vec![VersieId::new([6; 32])],
            gebied: Gebied { regio: "Proefregio".to_owned(), ..Gebied::default() },
            besluiten: vec![besluit()],
            vermeldingen: 1,
            delen: 1,
            ondertekend: Some(sleutel()),
            rest: rest.clone(),
        }
        .into(),
        Tekensleutel {
            sleutel: sleutel(),
            geheim: Geheim::new("untrusted comment: proef\nRWQAAEIyAAAA\n".to_owned()),
            gemaakt_op: moment(7).stamp,
            rest: rest.clone(),
        }
        .into(),
        Vertrouwd {
            regio: "Proefregio".to_owned(),
            gemeenten: vec!["GM0917".to_owned()],
            sleutel: sleutel(),
            door: "coördinator".to_owned(),
            sinds: moment(7).stamp,
            laatste_gemaakt_op: moment(6).stamp,
            laatste_versie: VersieId::new([1; 32]),
            rest: rest.clone(),
        }
        .into(),
        Versiedeel { versie_id: VersieId::new([7; 32]), nr: 0, blok: "i64FAA".to_owned(), rest: rest.clone() }.into(),
        Afzender {
            naam: "Wijkteam".to_owned(),
            koppelingen: vec![Onthouden {
                soort: "contact".to_owned(),
                kolommen: vec![("doorkies".to_owned(), "telefoons".to_owned())],
                leeg_wist: true,
            }],
            sleutels: [("17".to_owned(), RecordId([9; 16]))].into(),
            rest: rest.clone(),
        }
        .into(),
    ]
}

fn besluit() -> Besluit {
    Besluit {
        op: moment(7).stamp,
        door: "coördinator".to_owned(),
        vermelding: Some(RecordId([9; 16])),
        deel: "naam".to_owned(),
        gekozen: json!("Wijkteam"),
        verworpen: json!("Team"),
    }
}

/// One record of every kind, with something in every field.
fn samples() -> Vec<Record> {
    let rest: Map<String, Value> = serde_json::from_value(json!({ "later": [1, "é"] })).unwrap();
    let mut samples: Vec<Record> = vec![
        Favoriet { rest: rest.clone(), ..Favoriet::new(FavorietSoort::Signalen, "signalen-kind-0-4") }.into(),
        Checklistversie {
            vingerafdruk: "ab".repeat(32),
            checklist: "kindcheck".to_owned(),
            versie: "2026.1".to_owned(),
            eigen: true,
            bestanden: BTreeMap::from([("beslisboom/kindcheck".to_owned(), json!({ "begin": "k1" }))]),
            rest: rest.clone(),
        }
        .into(),
        Voorkeuren { vergrendel_na: 12, rest: rest.clone() }.into(),
        Herstelblad { rest: rest.clone() }.into(),
        regel(rest.clone()).into(),
        Concept { rest: rest.clone(), ..concept() }.into(),
        vermelding().into(),
        Netwerkgegevens {
            regio: "Proefregio".to_owned(),
            gemeenten: vec!["GM0917".to_owned()],
            deelregios: vec![Deelregio { naam: "Parkstad".to_owned(), gemeenten: vec!["GM0917".to_owned()] }],
            door: "coördinator".to_owned(),
            voorgangers: vec![VersieId::new([7; 32])],
            besluiten: vec![besluit()],
            rest: rest.clone(),
        }
        .into(),
        Netwerkstap {
            nr: 3,
            op: moment(7).stamp,
            wat: "gewijzigd: Wijkteam".to_owned(),
            verschillen: vec![Verschil {
                id: RecordId([7; 16]),
                voor: Some(Vermelding::new(Soort::Dienst)),
                na: vermelding(),
            }],
            ongedaan: true,
            rest: rest.clone(),
        }
        .into(),
        Nazienronde { begonnen: moment(7).stamp, gemeente: "GM0917".to_owned(), rest: rest.clone() }.into(),
        Groep {
            code: "AF-groep 2".to_owned(),
            aantal: 6,
            sectoren: vec!["onderwijs".to_owned()],
            beurten: vec!["intern begeleider".to_owned()],
            bijeenkomsten: vec![Bijeenkomst {
                datum: date(2026, 11, 24),
                tijd: Some(time(15, 30, 0, 0)),
                minuten: 90,
                vervallen: true,
            }],
            gestopt: true,
            rest: rest.clone(),
        }
        .into(),
        Sessie {
            groep: Some(RecordId([6; 16])),
            datum: date(2026, 11, 24),
            code: "M01".to_owned(),
            werkvorm: "Incidentmethode".to_owned(),
            gepland: 65,
            werkelijk: 71,
            aantal: 6,
            sectoren: vec!["onderwijs".to_owned()],
            trefwoorden: vec!["verwaarlozing".to_owned()],
            leerpunten: vec!["Ik vraag eerder advies aan Veilig Thuis.".to_owned()],
            acties: vec![Actie {
                wat: "routekaart bijwerken".to_owned(),
                rol: "intern begeleider".to_owned(),
                voor: Some(date(2027, 1, 15)),
                gedaan: Some(date(2027, 1, 10)),
            }],
            signalen: vec!["De routekaart mist een weekendnummer.".to_owned()],
            evaluatie: vec![Evaluatie { veilig: 5, nuttig: 4, verbetering: "korter".to_owned() }],
            volgende: Some(date(2027, 1, 19)),
            toch: "landelijk nummer".to_owned(),
            rest: rest.clone(),
        }
        .into(),
        Oefenuitslag { rest: rest.clone(), ..oefenuitslag() }.into(),
    ];
    samples.extend(uitgewisseld(&rest));
    samples
}

/// A public key that stands in the documentation of minisign.
fn sleutel() -> Sleutel {
    Sleutel::lees("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3").unwrap()
}

fn oefenuitslag() -> Oefenuitslag {
    Oefenuitslag {
        datum: date(2026, 11, 24),
        code: "W08".to_owned(),
        titel: "Afwegingskader-oefening".to_owned(),
        casus: "C06".to_owned(),
        casustitel: "Lege koelkast".to_owned(),
        groepen: 3,
        deelnemers: 12,
        vragen: vec![Vraaguitslag {
            ronde: 4,
            vraag: "v2".to_owned(),
            keuzes: ["ja", "nee", "twijfel"].map(str::to_owned).to_vec(),
            voor: vec![5, 3, 4],
            na: vec![10, 1, 1],
            verschoven: 2,
            omslagfeit: Some("f8".to_owned()),
            bespreken: vec![Bespreken { keuze: "nee".to_owned(), groepen: 1, zekerheid: 5 }],
        }],
        rest: Map::new(),
    }
}

/// A line with something in every field: a correction, which holds another line.
fn regel(rest: Map<String, Value>) -> Regel {
    let note = Wat::Notitie {
        aard: Aard::Uitspraak,
        van: "moeder".to_owned(),
        bron: "telefoon".to_owned(),
        wanneer: Wanneer { datum: Some(date(2026, 11, 3)), tijd: Some(time(10, 15, 0, 0)) },
        strekking: Strekking::Beschermt,
        tekst: "\"Hij eet thuis wel.\"".to_owned(),
    };
    let wat = Wat::Correctie { regel: 2, reden: "verkeerd gehoord".to_owned(), wordt: Box::new(note) };
    Regel { bij: Some(2), rest, ..Regel::new(3, wat, Delen::VanDerden, moment(7)) }
}

/// An entry with every field, whether or not its kind has it, a field that was emptied, and everything around them.
fn vermelding() -> Vermelding {
    let mut entry = Vermelding::new(Soort::Contact);
    let herkomst =
        |bron: &str| Herkomst { op: moment(7).stamp, door: "coördinator".to_owned(), bron: bron.to_owned() };
    for (at, veld) in Veld::ALL.iter().enumerate() {
        let uren = || Openingstijden::lees("ma-vr 9.00-17.00; feestdagen dicht").unwrap();
        let waarde = match *veld {
            Veld::LeeftijdVan | Veld::LeeftijdTot => Waarde::Getal(12),
            Veld::EmailVeilig | Veld::Geheim => Waarde::JaNee(true),
            Veld::Afwezig => Waarde::Weken([Week::new(2026, 53).unwrap()].into()),
            Veld::Organisatie | Veld::OnderdeelVan | Veld::Vervanger => Waarde::Verwijzing(RecordId([9; 16])),
            Veld::Openingstijden => Waarde::Uren(uren()),
            Veld::Relaties => Waarde::Relaties([Relatie { soort: "deelt".into(), met: RecordId([8; 16]) }].into()),
            Veld::Telefoons => Waarde::Telefoons(
                [Telefoon { nummer: "045-560 00 01".into(), waarvoor: Some("crisis".into()), uren: Some(uren()) }]
                    .into(),
            ),
            Veld::Themas | Veld::Talen | Veld::Gemeenten | Veld::Sectoren | Veld::Tafels => Waarde::lijst(["é", "b"]),
            _ => Waarde::tekst("tekst"),
        };
        entry.zet(*veld, Some(waarde), &herkomst(if at % 2 == 0 { "plan" } else { "gebeld" }));
    }
    entry.zet(Veld::Notitie, None, &herkomst("gebeld"));
    entry.bevestig(Bevestigd { op: moment(8).stamp, door: "coördinator".to_owned() });
    entry.zet_geen_antwoord(moment(9).stamp);
    let gone =
        Verwijderd { op: moment(10).stamp, door: "coördinator".to_owned(), opgegaan_in: Some(RecordId([1; 16])) };
    entry.zet_verwijderd(Some(gone));
    entry
}

fn concept() -> Concept {
    let mut velden = Draft::default();
    velden.set("tekst", "half af");
    Concept { formulier: "notitie".to_owned(), regel: Some(2), velden, bewaard: moment(7).local, rest: Map::new() }
}

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/kluis").join(name)
}

/// The golden bytes under a name; written first when they are missing and that was asked for.
fn kept(name: &str, make: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
    let path = golden(name);
    if !path.exists() && std::env::var("AANDACHT_GOLDEN").is_ok_and(|word| word == "schrijf") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, make()).unwrap();
    }
    fs::read(&path).unwrap_or_else(|_| panic!("{name} is missing: AANDACHT_GOLDEN=schrijf cargo test golden"))
}

#[test]
fn every_kind_reads_every_version_that_it_ever_had_and_writes_the_newest_unchanged() {
    assert_eq!(samples().len(), KINDS.len(), "a sample for every kind");
    for sample in samples() {
        let (kind, newest) = KINDS.iter().find(|(kind, _)| *kind == sample.kind()).unwrap();
        for version in 1..=*newest {
            let bytes = kept(&format!("{kind}.v{version}.json"), || sample.to_bytes().unwrap());
            let read = Record::from_bytes(&bytes).unwrap();
            assert_eq!(read.kind(), *kind, "version {version} is understood");
            if version == *newest {
                assert!(read == sample, "{kind} v{version}");
                assert_eq!(sample.to_bytes().unwrap(), bytes, "{kind} v{version}: the same bytes, for ever");
            }
        }
    }
}

#[test]
fn a_new_kind_or_version_is_a_new_schema() {
    let now: String = KINDS.iter().map(|(kind, version)| format!("{kind} {version}\n")).collect();
    let known = kept(&format!("schema-{SCHEMA}.txt"), || now.clone().into_bytes());
    assert_eq!(String::from_utf8(known).unwrap(), now, "raise SCHEMA when a kind or a version is added");
}

#[test]
fn what_a_newer_program_wrote_is_kept_as_it_is() {
    for text in [
        r#"{"soort":"weersverwachting","versie":3,"inhoud":{"zon":true}}"#,
        r#"{"soort":"favoriet","versie":99,"inhoud":{"heel":"anders"}}"#,
    ] {
        let record = Record::from_bytes(text.as_bytes()).unwrap();
        assert!(matches!(record, Record::Unknown(_)));
        assert_eq!(record.to_bytes().unwrap(), text.as_bytes());
    }
    for text in ["", "{}", "[]", r#"{"soort":"favoriet","versie":1,"inhoud":{"soort":"geheim","id":7}}"#] {
        let error = Record::from_bytes(text.as_bytes()).err().unwrap();
        assert!(!error.to_string().contains("geheim"), "{error}");
    }
}

#[test]
fn a_backup_of_every_schema_is_restored_with_everything_in_it() {
    for schema in 1..=SCHEMA {
        let bytes = kept(&format!("schema-{schema}.kluis"), || {
            let (_place, mut welcome) = Place::open_new();
            let keyed = samples().into_iter().zip(0..).map(|(record, at)| Change::Put {
                key: Key::Named(format!("monster/{at}")),
                owner: Owner::Shared,
                record,
            });
            commit(&mut welcome.session, &Batch { changes: keyed.collect() });
            let made = welcome.session.back_up(moment(30)).unwrap();
            fs::read(made.file).unwrap()
        });
        let place = Place::open_new().0;
        let file = place.beside("oud.kluis");
        fs::write(&file, bytes).unwrap();
        let with = With::Password(PASSWORD);
        let contents = backup::read(&file, |keys| with.unlock(keys, Limits::TESTS)).unwrap();
        let count = contents.records().count();
        session::restore(&place.folder, &file, with, Limits::TESTS, moment(40)).unwrap();
        let opened = place.open();
        assert!(!opened.read_only, "{:?}", opened.warnings);
        assert_eq!(opened.model.len(), count);
        let mut found: Vec<Vec<u8>> = records(&opened.model).into_iter().map(|(_, bytes)| bytes).collect();
        let mut wanted: Vec<Vec<u8>> = samples().iter().map(|record| record.to_bytes().unwrap()).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "schema {schema}");
    }
}

/// Gives a closed store another schema, as a program of another version would have written it.
fn with_schema(place: &Place, schema: u32) {
    let mut welcome = place.open();
    let vault = welcome.session.vault().unwrap();
    let head = Head { schema, ..vault.head() };
    let sealed = head.seal(&vault.keys().head).unwrap();
    welcome.session.close().unwrap();
    let backend = Box::new(SledBackend::open(&place.store()).unwrap());
    backend.commit(&[Op::Put { tree: Tree::Meta, key: HEAD.to_vec(), value: sealed }]).unwrap();
    backend.close().unwrap();
}

#[test]
fn an_older_store_is_written_anew_and_the_old_one_kept() {
    let (place, mut welcome) = Place::open_new();
    commit(&mut welcome.session, &favourite("a"));
    commit(&mut welcome.session, &favourite(&"lang ".repeat(4_000)));
    let casus = welcome.session.vault().unwrap().add_casus(moment(1).stamp).unwrap();
    let own = Change::Put {
        key: Key::New,
        owner: Owner::Casus(casus),
        record: Favoriet::new(FavorietSoort::Naslag, "van de casus").into(),
    };
    commit(&mut welcome.session, &Batch { changes: vec![own] });
    let before = {
        welcome.session.close().unwrap();
        records(&place.open().model)
    };
    with_schema(&place, 0);
    let opened = place.open();
    assert!(!opened.read_only, "{:?}", opened.warnings);
    assert!(opened.warnings.iter().any(|finding| finding.text.contains("bijgewerkt")), "{:?}", opened.warnings);
    assert_eq!(records(&opened.model), before);
    opened.session.close().unwrap();
    assert_eq!(place.folder.replaced().len(), 1);
    let again = place.open();
    assert!(again.warnings.is_empty(), "once is enough: {:?}", again.warnings);
    assert_eq!(favourites(&again.model).len(), 3);
}

#[test]
fn a_store_of_a_newer_program_is_left_alone() {
    let place = Place::open_new().0;
    with_schema(&place, SCHEMA + 1);
    let error = place.try_open().err().unwrap();
    assert!(matches!(error, VaultError::NewerStore), "{error:?}");
    assert!(error.to_fault().waarom.contains("kwijt"));
    assert!(place.folder.replaced().is_empty());
}
