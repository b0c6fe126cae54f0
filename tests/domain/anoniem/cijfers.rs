//! How often the check is right, on sentences and prose by somebody who had not seen it (`tests/data/anoniem`).
//!
//! `cargo test --test main anoniem_cijfers -- --nocapture` prints the table of `docs/anoniem.md`.

use std::collections::BTreeMap;
use std::ops::Range;

use aandacht::domain::anoniem::{Anoniemcontrole, Eigen, Soort, Vondst};
use serde::Deserialize;

/// Most that may be missed, and most false alarms in the sentences and in the prose: what was reached, with a little room
/// for a list that changes.
const HOLDS: (usize, usize, usize) = (4, 4, 9);

#[derive(Deserialize)]
struct Zin {
    zin: String,
    vondsten: Vec<Stuk>,
}

#[derive(Deserialize)]
struct Stuk {
    soort: String,
    tekst: String,
}

#[derive(Deserialize)]
struct Net {
    organisaties: Vec<String>,
    contacten: Vec<String>,
    pseudoniemen: Vec<String>,
}

/// Of one kind: how many there are, were found, were found as another kind; false alarms in sentences and in prose.
#[derive(Default)]
struct Telling {
    staat: usize,
    gevonden: usize,
    anders: usize,
    vals: usize,
    proza: usize,
}

fn controle() -> Anoniemcontrole {
    let net: Net = serde_json::from_str(include_str!("../../data/anoniem/eigen.json")).expect("names");
    super::met(&Eigen::nieuw(
        net.organisaties.iter().map(String::as_str),
        net.contacten.iter().map(String::as_str),
        net.pseudoniemen.iter().map(String::as_str),
    ))
}

/// Where the marked pieces stand: each the first time that it was not marked yet.
fn plaatsen(zin: &Zin) -> Vec<(Range<usize>, Soort)> {
    let mut found: Vec<(Range<usize>, Soort)> = Vec::new();
    for stuk in &zin.vondsten {
        let mut places = zin.zin.match_indices(&stuk.tekst).map(|(at, piece)| at..at + piece.len());
        let free = places.find(|place| found.iter().all(|(known, _)| known != place)).expect("the piece is there");
        found.push((free, Soort::from_id(&stuk.soort).expect("a known kind")));
    }
    found
}

fn raakt(vondst: &Vondst, place: &Range<usize>) -> bool {
    vondst.plaats.start < place.end && place.start < vondst.plaats.end
}

fn per_duizend(count: usize, words: usize) -> f64 {
    f64::from(u32::try_from(count * 1_000).unwrap_or(u32::MAX)) / f64::from(u32::try_from(words).unwrap_or(1))
}

#[test]
fn anoniem_cijfers() {
    let controle = controle();
    let mut telling: BTreeMap<Soort, Telling> = Soort::ALL.iter().map(|soort| (*soort, Telling::default())).collect();
    let mut count = |soort: Soort, add: fn(&mut Telling)| add(telling.entry(soort).or_default());
    let (mut words, mut missed) = (0, Vec::new());
    for line in include_str!("../../data/anoniem/zinnen.jsonl").lines() {
        let zin: Zin = serde_json::from_str(line).expect("a sentence");
        words += zin.zin.split_whitespace().count();
        let found = controle.controleer(&zin.zin);
        let places = plaatsen(&zin);
        for (place, soort) in &places {
            count(*soort, |kind| kind.staat += 1);
            if found.iter().any(|one| one.soort == *soort && raakt(one, place)) {
                count(*soort, |kind| kind.gevonden += 1);
                continue;
            }
            missed.push(format!("{}: {:?} in {}", soort.id(), &zin.zin[place.clone()], zin.zin));
            if found.iter().any(|one| raakt(one, place)) {
                count(*soort, |kind| kind.anders += 1);
            }
        }
        for one in found.iter().filter(|one| places.iter().all(|(place, _)| !raakt(one, place))) {
            count(one.soort, |kind| kind.vals += 1);
        }
    }
    let proza = include_str!("../../data/anoniem/proza.txt");
    controle.controleer(proza).iter().for_each(|one| count(one.soort, |kind| kind.proza += 1));
    println!("| soort | staat er | gevonden | als andere soort | gemist | vals, zinnen | vals, proza |");
    for (soort, kind) in &telling {
        let gone = kind.staat - kind.gevonden - kind.anders;
        let Telling { staat, gevonden, anders, vals, proza } = kind;
        println!("| {} | {staat} | {gevonden} | {anders} | {gone} | {vals} | {proza} |", soort.id());
    }
    let sum = |of: fn(&Telling) -> usize| telling.values().map(of).sum::<usize>();
    let (staat, vals, vals_proza) = (sum(|kind| kind.staat), sum(|kind| kind.vals), sum(|kind| kind.proza));
    let gevonden = sum(|kind| kind.gevonden);
    println!("found {gevonden} of {staat}");
    println!("false alarms per 1,000 words: sentences {:.1}, prose {:.1}", per_duizend(vals, words), {
        per_duizend(vals_proza, proza.split_whitespace().count())
    });
    assert!(staat >= 400);
    assert!(missed.len() <= HOLDS.0, "{} missed:\n{}", missed.len(), missed.join("\n"));
    assert!(vals <= HOLDS.1 && vals_proza <= HOLDS.2, "false alarms: {vals} and {vals_proza}");
}
