//! Who vouches for a network file: every case by itself, and what holds for any sequence of files.

use aandacht::domain::kluis::{Batch, Model, Moment};
use aandacht::domain::netwerk::bestand::{Gebied, Inhoud, Kop, Netwerkbestand, VersieId};
use aandacht::domain::netwerk::versie::{Hoe, bewaar};
use aandacht::domain::netwerk::vertrouwen::{
    Betreft, Geheim, Handtekening, Kennis, Oordeel, Sleutel, Woord, beoordeel, merk, onthoud, opmerking,
    opmerking_klopt, sleutel_in, vergeet, vervang,
};
use aandacht::domain::netwerk::{Netwerkversie, Vertrouwd};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use crate::common::cases;
use crate::common::netwerk::keep;

fn sleutel(nr: u8) -> Sleutel {
    let mut bytes = vec![nr; 42];
    bytes[..2].copy_from_slice(b"Ed");
    Sleutel::lees(&STANDARD.encode(bytes)).expect("a key")
}

fn op(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).expect("a moment")
}

fn nu() -> Moment {
    Moment::utc(date(2026, 11, 22).at(12, 0, 0, 0))
}

/// A file of a region, made at this second; every nr has other content.
fn bestand(regio: &str, gemeenten: &[&str], second: i64, nr: u8) -> Netwerkbestand {
    let gebied = Gebied {
        regio: format!("{regio} {nr}"),
        gemeenten: gemeenten.iter().map(|code| (*code).to_owned()).collect(),
        deelregios: Vec::new(),
    };
    let inhoud = Inhoud { gebied, ..Inhoud::default() };
    let kop = Kop {
        regio: regio.to_owned(),
        uitgever: "coördinator Parkstad".to_owned(),
        gemaakt_op: op(second),
        geldig_tot: None,
        versie_id: inhoud.versie_id(),
        voorgangers: Vec::new(),
        oefening: false,
    };
    Netwerkbestand { kop, inhoud }
}

fn pin(regio: &str, nr: u8, second: i64) -> Vertrouwd {
    Vertrouwd {
        regio: regio.to_owned(),
        gemeenten: vec!["GM0917".to_owned()],
        sleutel: sleutel(nr),
        door: "coördinator Parkstad".to_owned(),
        sinds: op(0),
        laatste_gemaakt_op: op(second),
        laatste_versie: VersieId::new([9; 32]),
        rest: serde_json::Map::new(),
    }
}

/// What may be said, from nothing to everything.
const WOORDEN: [Woord; 5] = [
    Woord { vertrouw: false, zonder_handtekening: false, toch_ouder: false },
    Woord { vertrouw: true, zonder_handtekening: false, toch_ouder: false },
    Woord { vertrouw: false, zonder_handtekening: true, toch_ouder: false },
    Woord { vertrouw: false, zonder_handtekening: false, toch_ouder: true },
    Woord { vertrouw: true, zonder_handtekening: true, toch_ouder: true },
];

/// What it is called, what is known, the file, what was found of its signature, the judgement, and which words let it in.
type Geval = (&'static str, Vec<Vertrouwd>, Netwerkbestand, Handtekening, &'static str, [bool; 5]);

#[test]
fn every_case_is_judged_and_needs_its_own_word() {
    let file = |regio: &str, gemeenten: &[&str], second| bestand(regio, gemeenten, second, 1);
    let parkstad = || file("Parkstad", &["GM0917"], 50);
    let known = || vec![pin("Parkstad", 1, 40)];
    use Handtekening::{Fout, Geen, Goed, ZonderSleutel};
    // A name, what is pinned, the file, its signature, the judgement, and with which of the words above it is taken.
    let cases: Vec<Geval> = vec![
        ("own key", known(), parkstad(), Goed(sleutel(7)), "eigen", [true; 5]),
        ("the pinned key", known(), parkstad(), Goed(sleutel(1)), "vertrouwd", [true; 5]),
        (
            "the name written otherwise",
            known(),
            file("PARK-STAD", &[], 50),
            Goed(sleutel(2)),
            "andere-sleutel",
            [false; 5],
        ),
        ("nobody pinned", vec![], parkstad(), Goed(sleutel(1)), "eerste", [false, true, false, false, true]),
        (
            "another region",
            known(),
            file("Heuvelland", &["GM0917"], 50),
            Goed(sleutel(2)),
            "eerste",
            [false, true, false, false, true],
        ),
        ("another key", known(), parkstad(), Goed(sleutel(2)), "andere-sleutel", [false; 5]),
        ("as old", known(), file("Parkstad", &["GM0917"], 40), Goed(sleutel(1)), "vertrouwd", [true; 5]),
        (
            "older",
            known(),
            file("Parkstad", &["GM0917"], 39),
            Goed(sleutel(1)),
            "ouder",
            [false, false, false, true, true],
        ),
        ("not signed, nobody pinned", vec![], parkstad(), Geen, "zonder", [true; 5]),
        ("not signed", known(), parkstad(), Geen, "zonder-terwijl-vertrouwd", [false, false, true, false, true]),
        (
            "not signed, renamed, of a municipality of the region",
            known(),
            file("Elders", &["GM0917", "GM0001"], 50),
            Geen,
            "zonder-terwijl-vertrouwd",
            [false, false, true, false, true],
        ),
        (
            "not signed, renamed, without municipalities",
            known(),
            file("Elders", &[], 50),
            Geen,
            "zonder-terwijl-vertrouwd",
            [false, false, true, false, true],
        ),
        ("not signed, really elsewhere", known(), file("Elders", &["GM0344"], 50), Geen, "zonder", [true; 5]),
        ("a wrong signature", known(), parkstad(), Fout, "fout", [false; 5]),
        ("a wrong signature, nobody pinned", vec![], parkstad(), Fout, "fout", [false; 5]),
        ("a key that nobody named", known(), parkstad(), ZonderSleutel, "zonder-sleutel", [false; 5]),
    ];
    for (name, vertrouwd, file, handtekening, wanted, taken) in cases {
        let kennis = Kennis { eigen: Some(sleutel(7)), vertrouwd, lijn: Vec::new() };
        let oordeel = beoordeel(&kennis, &Betreft::van(&file), handtekening);
        assert_eq!(oordeel.id(), wanted, "{name}");
        let lines = oordeel.regels(&file.kop);
        assert!(!lines.is_empty() && lines.iter().all(|line| line.ends_with(['.'])), "{name}: {lines:?}");
        for (woord, may) in WOORDEN.into_iter().zip(taken) {
            assert_eq!(oordeel.mag(&file.kop, woord).is_ok(), may, "{name} with {woord:?}");
        }
    }
}

#[test]
fn an_older_version_from_which_the_network_comes_is_no_step_back() {
    let file = bestand("Parkstad", &[], 10, 1);
    let mut kennis = Kennis { eigen: None, vertrouwd: vec![pin("Parkstad", 1, 40)], lijn: Vec::new() };
    let judged = |kennis: &Kennis| beoordeel(kennis, &Betreft::van(&file), Handtekening::Goed(sleutel(1)));
    assert_eq!(judged(&kennis).id(), "ouder");
    kennis.lijn.push(file.kop.versie_id);
    assert_eq!(judged(&kennis).id(), "vertrouwd");
}

#[test]
fn a_refusal_names_both_keys_or_both_dates() {
    let file = bestand("Parkstad", &[], 50, 1);
    let other = Oordeel::AndereSleutel { bekend: pin("Parkstad", 1, 40), nieuw: sleutel(2) };
    let fault = other.mag(&file.kop, Woord::default()).expect_err("refused");
    for part in [sleutel(1).vingerafdruk(), sleutel(2).vingerafdruk()] {
        assert!(fault.waarom.contains(&part), "{fault:?}");
    }
    assert!(fault.advies.contains(&format!("vervang \"Parkstad\" {}", sleutel(2))), "{fault:?}");
    let older = Oordeel::Ouder(pin("Parkstad", 1, 60 * 60 * 24 * 40)).mag(&file.kop, Woord::default());
    let why = older.expect_err("refused").waarom;
    assert!(why.contains("14 november 2023") && why.contains("24 december 2023"), "{why}");
}

#[test]
fn a_key_is_read_as_it_is_written() {
    let known = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    let key = Sleutel::lees(known).expect("a key");
    assert_eq!((key.to_string().as_str(), key.id().as_str()), (known, "E7620F1842B4E81F"));
    let text = format!("untrusted comment: minisign public key E7620F1842B4E81F\n{known}\n");
    assert_eq!(key.als_bestand(), text);
    for given in [&text, &text.replace('\n', "\r\n"), known, &format!(" {known} \n")] {
        assert_eq!(Sleutel::lees_bestand(given), Some(key), "{given:?}");
    }
    for wrong in ["", "RW", "untrusted comment: x", &known[..52], &known.replace("RWQ", "AAA"), "é"] {
        assert_eq!(Sleutel::lees_bestand(wrong), None, "{wrong:?}");
    }
    let groups: Vec<String> = key.vingerafdruk().split(' ').map(str::to_owned).collect();
    assert!(groups.len() == 8 && groups.iter().all(|group| group.len() == 4), "{groups:?}");
    assert_eq!(key.kort(), groups[..2].join(" "));
    // The id can be chosen by anybody; the fingerprint cannot.
    let mut same_id = STANDARD.decode(known).expect("base64");
    same_id[41] ^= 1;
    let same_id = Sleutel::lees(&STANDARD.encode(same_id)).expect("a key");
    assert_eq!(same_id.id(), key.id());
    assert_ne!(same_id.vingerafdruk(), key.vingerafdruk());
}

#[test]
fn a_secret_key_is_not_shown() {
    assert_eq!(format!("{:?}", Geheim::new("RWQAAEIy".to_owned())), "Geheim");
}

#[test]
fn the_signed_line_is_of_one_file_and_one_key() {
    let file = bestand("Park stad\nregio=Elders sleutel=x", &[], 1, 1);
    let line = opmerking(&file.kop, sleutel(1));
    assert!(!line.contains('\n'), "{line:?}");
    assert!(opmerking_klopt(&line, &file.kop, sleutel(1)));
    assert_eq!(sleutel_in(&line), Some(sleutel(1)));
    assert!(!opmerking_klopt(&line, &file.kop, sleutel(2)));
    let later = Kop { gemaakt_op: op(2), ..file.kop.clone() };
    let elsewhere = Kop { regio: "Elders".to_owned(), ..file.kop.clone() };
    let content = Kop { versie_id: VersieId::new([1; 32]), ..file.kop.clone() };
    for other in [later, elsewhere, content] {
        assert!(!opmerking_klopt(&line, &other, sleutel(1)));
    }
    assert!(opmerking_klopt("timestamp:1556193335\tfile:test", &file.kop, sleutel(1)), "of another program");
    assert_eq!(sleutel_in("timestamp:1556193335\tfile:test"), None);
    let nameless = Kop { regio: String::new(), ..file.kop.clone() };
    assert!(opmerking_klopt(opmerking(&nameless, sleutel(1)).trim(), &nameless, sleutel(1)));
}

#[test]
fn a_key_is_replaced_and_forgotten_on_purpose_alone_and_a_new_one_opens_no_way_back() {
    let mut model = Model::default();
    let file = bestand("Parkstad", &["GM0917"], 50, 1);
    take(&mut model, &file, Handtekening::Goed(sleutel(1)), Woord { vertrouw: true, ..Woord::default() }, None);
    assert!(vervang(&model, "Elders", sleutel(2), nu()).is_err());
    assert!(vervang(&model, "park stad", sleutel(1), nu()).expect("known").changes.is_empty());
    let batch = vervang(&model, "park stad", sleutel(2), nu()).expect("known");
    keep(&mut model, batch);
    let known = Vertrouwd::alle(&model);
    assert_eq!((known.len(), known[0].sleutel, known[0].laatste_gemaakt_op), (1, sleutel(2), op(50)));
    let older = bestand("Parkstad", &["GM0917"], 49, 2);
    assert!(!take(&mut model, &older, Handtekening::Goed(sleutel(2)), Woord::default(), None));
    let batch = vergeet(&model, "Parkstad").expect("known");
    keep(&mut model, batch);
    assert!(Vertrouwd::alle(&model).is_empty() && vergeet(&model, "Parkstad").is_err());
}

#[test]
fn who_signed_is_kept_with_the_version_whether_it_is_new_or_known() {
    let file = bestand("Parkstad", &["GM0917"], 50, 1);
    let id = file.kop.versie_id;
    let signed = |model: &Model| Netwerkversie::van(model, id).and_then(|known| known.ondertekend);
    let mut fresh = Model::default();
    let mut batch = Batch { changes: bewaar(&fresh, &file, Hoe::Ingelezen, op(60)) };
    onthoud(&fresh, &mut batch, &file, &Oordeel::Eerste(sleutel(1)), nu());
    keep(&mut fresh, batch);
    assert_eq!(signed(&fresh), Some(sleutel(1)));
    let mut known = Model::default();
    let batch = Batch { changes: bewaar(&known, &file, Hoe::Ingelezen, op(60)) };
    keep(&mut known, batch);
    assert_eq!(signed(&known), None);
    let mut batch = Batch::default();
    merk(&known, &mut batch, id, sleutel(1));
    keep(&mut known, batch);
    assert_eq!(signed(&known), Some(sleutel(1)));
    let mut again = Batch::default();
    merk(&known, &mut again, id, sleutel(1));
    assert!(again.changes.is_empty());
}

/// Takes a file as `importeer` does; whether it was taken.
fn take(
    model: &mut Model,
    file: &Netwerkbestand,
    handtekening: Handtekening,
    woord: Woord,
    eigen: Option<Sleutel>,
) -> bool {
    let kennis = Kennis { eigen, ..Kennis::van(model) };
    let oordeel = beoordeel(&kennis, &Betreft::van(file), handtekening);
    if oordeel.mag(&file.kop, woord).is_err() {
        return false;
    }
    let mut batch = Batch::default();
    onthoud(model, &mut batch, file, &oordeel, nu());
    keep(model, batch);
    true
}

proptest! {
    #![proptest_config(cases(256))]

    /// No sequence of files changes the key of a region, and none is a step back, unless the user says it of that file.
    #[test]
    fn no_sequence_changes_a_key_or_steps_back_without_the_word(
        steps in proptest::collection::vec((0_u8..6, 0_i64..8, 0_usize..3, 0_usize..5), 1..30),
    ) {
        let regions = ["Parkstad", "PARK stad", "Heuvelland"];
        let mut model = Model::default();
        // What somebody remembers who only looks on: of a region its first key, and the last moment that was taken.
        let mut seen: [Option<(Sleutel, i64)>; 2] = [None, None];
        for (nr, (who, second, region, word)) in (0_u8..).zip(steps) {
            let file = bestand(regions[region], &["GM0917"], second, nr);
            let woord = WOORDEN[word];
            let handtekening = match who {
                0..=2 => Handtekening::Goed(sleutel(who)),
                3 => Handtekening::Geen,
                4 => Handtekening::Fout,
                _ => Handtekening::ZonderSleutel,
            };
            let taken = take(&mut model, &file, handtekening, woord, None);
            let any = seen.iter().any(Option::is_some);
            let place = &mut seen[region / 2];
            match (handtekening, *place) {
                (Handtekening::Fout | Handtekening::ZonderSleutel, _) => prop_assert!(!taken),
                (Handtekening::Geen, _) => prop_assert_eq!(taken, !any || woord.zonder_handtekening),
                (Handtekening::Goed(_), None) => prop_assert_eq!(taken, woord.vertrouw),
                (Handtekening::Goed(key), Some((first, last))) => {
                    prop_assert_eq!(taken, key == first && (second >= last || woord.toch_ouder));
                }
            }
            if let (true, Handtekening::Goed(key)) = (taken, handtekening) {
                *place = Some((key, second));
            }
            for (name, remembered) in ["Parkstad", "Heuvelland"].into_iter().zip(seen) {
                let known = Vertrouwd::alle(&model).into_iter().find(|known| known.is_van(name));
                prop_assert_eq!(known.map(|known| (known.sleutel, known.laatste_gemaakt_op)),
                    remembered.map(|(key, last)| (key, op(last))));
            }
        }
    }
}
