//! Who to ring now: never without 112 and Veilig Thuis, and nothing unconfirmed above what was confirmed.

use aandacht::content::Content;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::Nummers;
use aandacht::domain::kluis::{Model, Owner, RecordId, Stored};
use aandacht::domain::netwerk::wie::{Bel, Situatie, Urgentie, Wie, wie_bel_ik};
use aandacht::domain::netwerk::{Bevestigd, Herkomst, Soort, THEMAS, Telefoon, Veld, Vermelding, Waarde, Week};
use aandacht::domain::uren::Openingstijden;
use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use crate::common::netwerk::gemeenten;

const HEERLEN: &str = "GM0917";

/// A Wednesday in the morning.
fn nu() -> DateTime {
    date(2026, 11, 18).at(10, 0, 0, 0)
}

fn nummers() -> Nummers {
    Content::shipped().nummers().expect("they ship").inhoud.clone()
}

fn id(number: u8) -> RecordId {
    RecordId([number; 16])
}

fn herkomst() -> Herkomst {
    Herkomst { op: Timestamp::UNIX_EPOCH, door: "proef".to_owned(), bron: "proef".to_owned() }
}

fn contact(functie: &str, fields: Vec<(Veld, Waarde)>) -> Vermelding {
    let mut entry = Vermelding::new(Soort::Contact);
    let gewoon = vec![
        (Veld::Functie, Waarde::tekst(functie)),
        (Veld::Rol, Waarde::tekst("aandachtsfunctionaris")),
        (Veld::Gemeenten, Waarde::lijst([HEERLEN])),
        (
            Veld::Telefoons,
            Waarde::Telefoons([Telefoon { nummer: "045-560 00 01".into(), waarvoor: None, uren: None }].into()),
        ),
    ];
    for (veld, waarde) in gewoon.into_iter().chain(fields) {
        entry.zet(veld, Some(waarde), &herkomst());
    }
    entry
}

fn bevestigd(mut entry: Vermelding) -> Vermelding {
    entry.bevestig(Bevestigd { op: Timestamp::UNIX_EPOCH, door: "proef".to_owned() });
    entry
}

fn model(entries: Vec<Vermelding>) -> Model {
    let records = entries
        .into_iter()
        .zip(1..)
        .map(|(entry, number)| (id(number), Stored { owner: Owner::Shared, record: entry.into() }));
    Model::new(records.collect())
}

fn vraag(model: &Model, situatie: &Situatie) -> Vec<Bel> {
    wie_bel_ik(model, &gemeenten(), &nummers(), situatie, nu())
}

fn heerlen(thema: Option<&str>) -> Situatie {
    Situatie {
        gemeente: Some(HEERLEN.to_owned()),
        thema: thema.map(str::to_owned),
        leeftijd: None,
        urgentie: Urgentie::Vandaag,
    }
}

#[test]
fn somebody_who_is_away_gives_way_to_the_stand_in_and_a_circle_ends() {
    let week = || Waarde::Weken([Week::van(nu().date())].into());
    let away = |stand_in| vec![(Veld::Afwezig, week()), (Veld::Vervanger, Waarde::Verwijzing(id(stand_in)))];
    let net = model(vec![contact("eerste", away(2)), contact("tweede", vec![])]);
    let lines = vraag(&net, &heerlen(None));
    assert!(lines.iter().any(|line| line.naam == "tweede" && line.reden.contains("vervangt eerste")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.naam == "eerste"), "{lines:?}");
    let circle = model(vec![contact("eerste", away(2)), contact("tweede", away(1))]);
    let lines = vraag(&circle, &heerlen(None));
    assert!(lines.iter().any(|line| line.reden.contains("geen vervanger bekend")), "{lines:?}");
}

#[test]
fn the_hours_of_now_stand_beside_each_line() {
    let hours = |text: &str| vec![(Veld::Openingstijden, Waarde::Uren(Openingstijden::lees(text).expect("hours")))];
    let net = model(vec![contact("overdag", hours("ma-vr 9.00-17.00")), contact("avond", hours("ma-vr 18.00-20.00"))]);
    let lines = vraag(&net, &heerlen(None));
    let reach = |naam: &str| lines.iter().find(|line| line.naam == naam).map(|line| line.bereik.clone());
    assert_eq!(reach("overdag").as_deref(), Some("bereikbaar tot 17.00"));
    assert!(reach("avond").is_some_and(|text| text.contains("18.00")), "{:?}", reach("avond"));
    let at = |naam: &str| lines.iter().position(|line| line.naam == naam);
    assert!(at("overdag") < at("avond"), "who answers now comes first");
}

#[test]
fn in_danger_nobody_stands_there_who_cannot_be_rung() {
    let without = contact("zonder nummer", vec![(Veld::Telefoons, Waarde::Telefoons(Box::default()))]);
    let net = model(vec![bevestigd(without), bevestigd(contact("met nummer", vec![]))]);
    let names = |urgentie| -> Vec<String> {
        let lines = vraag(&net, &Situatie { urgentie, ..heerlen(None) });
        lines.into_iter().filter(|line| matches!(line.wie, Wie::Vermelding(_))).map(|line| line.naam).collect()
    };
    assert_eq!(names(Urgentie::Vandaag), ["met nummer", "zonder nummer"]);
    assert_eq!(names(Urgentie::Nu), ["met nummer"]);
}

#[test]
fn ended_and_closed_organisations_and_other_ages_and_municipalities_are_not_rung() {
    let mut ended = Vermelding::new(Soort::Organisatie);
    ended.zet(Veld::Naam, Some(Waarde::tekst("weg")), &herkomst());
    ended.zet(Veld::Status, Some(Waarde::tekst("opgeheven")), &herkomst());
    let of_ended = contact("bij weg", vec![(Veld::Organisatie, Waarde::Verwijzing(id(1)))]);
    let elsewhere = contact("elders", vec![(Veld::Gemeenten, Waarde::lijst(["GM0983"]))]);
    let mut young = Vermelding::new(Soort::Dienst);
    for (veld, waarde) in [
        (Veld::Naam, Waarde::tekst("jong")),
        (Veld::Themas, Waarde::lijst(["stalking"])),
        (Veld::LeeftijdTot, Waarde::Getal(17)),
    ] {
        young.zet(veld, Some(waarde), &herkomst());
    }
    let net = model(vec![ended, of_ended, elsewhere, young]);
    let ask = |years| vraag(&net, &Situatie { leeftijd: years, ..heerlen(Some("stalking")) });
    let names = |lines: Vec<Bel>| lines.into_iter().map(|line| line.naam).collect::<Vec<_>>();
    assert!(names(ask(Some(16))).contains(&"jong".to_owned()));
    let old = names(ask(Some(78)));
    assert!(["weg", "bij weg", "elders", "jong"].iter().all(|naam| !old.contains(&(*naam).to_owned())), "{old:?}");
}

#[test]
fn sexual_violence_names_the_centre_and_age_decides_on_the_injury_line() {
    let empty = Model::default();
    let has = |situatie: &Situatie, number: &str| {
        vraag(&empty, situatie).iter().any(|line| line.nummer.as_deref() == Some(number))
    };
    assert!(has(&heerlen(Some("seksueel-geweld")), "0800-0188"));
    assert!(has(&heerlen(Some("zelfdoding")), "113 of 0800-0113"));
    assert!(has(&Situatie { leeftijd: Some(3), ..heerlen(Some("letselduiding")) }, "0900-4445444"));
    assert!(!has(&Situatie { leeftijd: Some(40), ..heerlen(Some("letselduiding")) }, "0900-4445444"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn never_without_112_and_veilig_thuis_and_unconfirmed_never_above_confirmed(
        made in proptest::collection::vec((0_usize..THEMAS.len(), any::<bool>(), any::<bool>(), any::<bool>()), 0..12),
        thema in proptest::option::of(0_usize..THEMAS.len()),
        gemeente in any::<bool>(),
        leeftijd in proptest::option::of(0_u16..120),
        urgentie in 0_usize..3,
    ) {
        let entries = made.into_iter().enumerate().map(|(at, (thema, confirmed, themed, away))| {
            let mut fields = Vec::new();
            if themed { fields.push((Veld::Themas, Waarde::lijst([THEMAS[thema].id]))); }
            if away {
                fields.push((Veld::Afwezig, Waarde::Weken([Week::van(nu().date())].into())));
                fields.push((Veld::Vervanger, Waarde::Verwijzing(id(u8::try_from(thema + 1).unwrap_or(1)))));
            }
            let entry = contact(&format!("contact {at}"), fields);
            if confirmed { bevestigd(entry) } else { entry }
        });
        let net = model(entries.collect());
        let situatie = Situatie {
            gemeente: gemeente.then(|| HEERLEN.to_owned()),
            thema: thema.map(|at| THEMAS[at].id.to_owned()),
            leeftijd,
            urgentie: Urgentie::ALL[urgentie],
        };
        let lines = vraag(&net, &situatie);
        let of = |id: &str| lines.iter().position(|line| line.wie == Wie::Landelijk(id.to_owned()));
        let (alarm, veilig_thuis) = (of("alarmnummer"), of("veilig-thuis"));
        prop_assert!(alarm.is_some() && veilig_thuis.is_some_and(|at| at <= 1));
        prop_assert!(situatie.urgentie != Urgentie::Nu || alarm == Some(0));
        let own: Vec<bool> = lines.iter().filter(|line| matches!(line.wie, Wie::Vermelding(_))).map(|line| line.bevestigd).collect();
        prop_assert!(own.windows(2).all(|pair| pair[0] || !pair[1]), "{own:?}");
        prop_assert!(lines.iter().all(|line| !line.reden.is_empty() && !line.bereik.is_empty()));
        prop_assert!(own.len() <= 6);
    }
}
