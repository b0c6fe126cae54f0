//! Which entries may be the same.

use std::collections::BTreeMap;

use aandacht::domain::kluis::{Model, Owner, RecordId, Stored};
use aandacht::domain::netwerk::dubbel::{Waarom, dubbelen, lijkt_op};
use aandacht::domain::netwerk::{Herkomst, Netwerk, Soort, Telefoon, Veld, Vermelding, Waarde};
use jiff::Timestamp;

fn organisatie(naam: &str, nummer: &str, gemeenten: &[&str]) -> Vermelding {
    let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "proef".to_owned(), bron: "proef".to_owned() };
    let mut entry = Vermelding::new(Soort::Organisatie);
    entry.zet(Veld::Naam, Some(Waarde::tekst(naam)), &herkomst);
    entry.zet(Veld::Gemeenten, Some(Waarde::lijst(gemeenten)), &herkomst);
    if !nummer.is_empty() {
        let phone = Telefoon { nummer: nummer.into(), waarvoor: None, uren: None };
        entry.zet(Veld::Telefoons, Some(Waarde::Telefoons([phone].into())), &herkomst);
    }
    entry
}

fn model(entries: &[Vermelding]) -> Model {
    let stored = entries
        .iter()
        .zip(1_u128..)
        .map(|(entry, at)| (RecordId(at.to_be_bytes()), Stored { owner: Owner::Shared, record: entry.clone().into() }));
    Model::new(stored.collect::<BTreeMap<_, _>>())
}

#[test]
fn names_are_nearly_the_same_in_the_words_that_differ() {
    let table = [
        ("Wijkteam Malberg", "Wijkteam Malbergh", true),
        ("Stichting Zoë", "stichting zoe", true),
        ("Team Jeugd Heerlen", "Team Heerlen Jeugd", true),
        ("Levanto", "Levannto", true),
        ("Wijkteam Heerlen-Noord", "Wijkteam Heerlen-Zuid", false),
        ("Wijkteam Maarssen", "Wijkteam Maarssenbroek", false),
        ("Basisschool De Regenboog", "Basisschool De Regenbeek", false),
        ("Stichting Vol", "Stichting Zoë", false),
        ("Kinderopvang Pinokkio", "Kinderopvang Pino", false),
    ];
    for (left, right, alike) in table {
        let model = model(&[organisatie(left, "", &["GM0917"]), organisatie(right, "", &["GM0917"])]);
        let found = dubbelen(Netwerk::new(&model));
        assert_eq!(!found.is_empty(), alike, "{left} and {right}");
        let new = organisatie(right, "", &[]);
        assert_eq!(lijkt_op(Netwerk::new(&model), &new).len(), 1 + usize::from(alike), "{right} without a place");
    }
}

#[test]
fn a_number_of_the_whole_country_says_nothing_and_two_reasons_come_first() {
    let model = model(&[
        organisatie("Centrum Limburg", "0800-0188", &["GM0917"]),
        organisatie("Centrum Utrecht", "0800-0188", &["GM0344"]),
        organisatie("Radar", "045-560 00 71", &["GM0917"]),
        organisatie("Levanto", "045-560 00 71", &["GM0928"]),
        organisatie("Zorgpunt", "045-560 00 72", &["GM0917"]),
        organisatie("Zorgpunt", "045 5600072", &["GM0917"]),
    ]);
    let found: Vec<Vec<Waarom>> = dubbelen(Netwerk::new(&model)).into_iter().map(|pair| pair.waarom).collect();
    assert_eq!(found, [vec![Waarom::Nummer, Waarom::Naam], vec![Waarom::Nummer]]);
}
