//! A review round: what to look at next, how far it is, and what changed since a day.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::tekst::{dag, nummer_tekst};
use super::{Nazienronde, Netwerk, Veld, Vermelding, waarde_tekst};
use crate::domain::dates;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::{Model, RecordId};

/// How far a round is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// What is still to be looked at: the longest unconfirmed first, and where nobody answered in this round last.
    pub volgende: Vec<RecordId>,
    /// How many were confirmed in this round.
    pub gedaan: usize,
    /// Of what is still to be looked at, how many did not answer.
    pub geen_antwoord: usize,
}

impl Stand {
    /// How many the round is about.
    pub fn totaal(&self) -> usize {
        self.gedaan + self.volgende.len()
    }
}

/// The round that is going on.
pub fn ronde(model: &Model) -> Option<&Nazienronde> {
    model.all::<Nazienronde>().next().map(|(_, round)| round)
}

/// How far a round is.
pub fn stand(netwerk: Netwerk<'_>, ronde: &Nazienronde) -> Stand {
    let about = |entry: &Vermelding| {
        !netwerk.is_opgeheven(entry)
            && (ronde.gemeente.is_empty() || netwerk_gemeenten(netwerk, entry).any(|code| code == ronde.gemeente))
    };
    let mut left: Vec<(RecordId, &Vermelding)> = Vec::new();
    let mut gedaan = 0;
    for (id, entry) in netwerk.alle().filter(|(_, entry)| about(entry)) {
        if entry.bevestigd().is_some_and(|known| known.op >= ronde.begonnen) {
            gedaan += 1;
        } else {
            left.push((id, entry));
        }
    }
    let silent = |entry: &Vermelding| entry.geen_antwoord().filter(|op| *op >= ronde.begonnen);
    let geen_antwoord = left.iter().filter(|(_, entry)| silent(entry).is_some()).count();
    left.sort_by_cached_key(|(_, entry)| {
        (silent(entry), entry.bevestigd().map(|known| known.op), netwerk.naam(entry).to_lowercase())
    });
    Stand { volgende: left.into_iter().map(|(id, _)| id).collect(), gedaan, geen_antwoord }
}

fn netwerk_gemeenten<'a>(netwerk: Netwerk<'a>, entry: &'a Vermelding) -> impl Iterator<Item = &'a str> {
    netwerk.gemeenten(entry).iter().map(AsRef::as_ref)
}

/// The list to ring down: name, number, what to ask.
pub fn bellijst(netwerk: Netwerk<'_>, ids: &[RecordId], today: Date) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title("Bellijst".to_owned()),
        Block::Muted(format!(
            "Gemaakt op {}. Vraag: klopt naam, functie, nummer, bereikbaarheid en vervanger nog?",
            dates::long(today)
        )),
        Block::Gap,
    ];
    let entries = ids.iter().filter_map(|id| netwerk.get(*id)).filter(|entry| !entry.is_geheim());
    for (nth, entry) in entries.enumerate() {
        let numbers: Vec<String> = netwerk.telefoons(entry).iter().map(|phone| nummer_tekst(&phone.nummer)).collect();
        let numbers = if numbers.is_empty() { "geen nummer".to_owned() } else { numbers.join(", ") };
        blocks.push(Block::Numbered(nth + 1, format!("{}: {numbers}", netwerk.naam(entry))));
    }
    blocks
}

/// What changed since a day, newest first, ready to paste into a mail. What is secret is left out.
pub fn sinds(model: &Model, gemeenten: &Gemeenten, sinds: Date) -> Vec<Block> {
    let netwerk = Netwerk::new(model);
    let mut blocks = vec![Block::Title(format!("Wijzigingen in het netwerk sinds {}", dates::long(sinds))), Block::Gap];
    let mut lines: Vec<(Reverse<Timestamp>, String)> = Vec::new();
    let mut taken: BTreeMap<&str, (Timestamp, usize)> = BTreeMap::new();
    for (_, entry) in model.all::<Vermelding>().filter(|(_, entry)| !entry.is_geheim()) {
        match overgenomen(entry).filter(|(op, _)| dag(*op) >= sinds) {
            Some((op, door)) => taken.entry(door).or_insert((op, 0)).1 += 1,
            None => lines.extend(wijziging(netwerk, gemeenten, entry, sinds)),
        }
    }
    lines.extend(taken.into_iter().map(|(door, (op, count))| {
        (Reverse(op), format!("Overgenomen: {door}, {count} vermeldingen, nog niet gecontroleerd"))
    }));
    lines.sort();
    if lines.is_empty() {
        blocks.push(Block::Text("Er is niets veranderd.".to_owned()));
    }
    blocks.extend(lines.into_iter().map(|(_, line)| Block::Point(line)));
    blocks
}

/// When and from which starter network an entry was taken over, when nothing of it was changed since.
fn overgenomen(entry: &Vermelding) -> Option<(Timestamp, &str)> {
    let mut origins = entry.velden().filter_map(|(_, _, origin)| origin);
    let first = origins.next()?;
    let whole = first.door.starts_with("startnetwerk") && origins.all(|origin| origin.door == first.door);
    (whole && entry.verwijderd().is_none()).then_some((first.op, first.door.as_str()))
}

/// What is for whoever keeps the network, and not for a mail.
const BINNEN: [Veld; 3] = [Veld::Notitie, Veld::Afwezig, Veld::Geheim];

/// What changed in one entry, in a line.
fn wijziging(
    netwerk: Netwerk<'_>,
    gemeenten: &Gemeenten,
    entry: &Vermelding,
    sinds: Date,
) -> Option<(Reverse<Timestamp>, String)> {
    let naam = netwerk.naam(entry);
    if let Some(gone) = entry.verwijderd() {
        return (dag(gone.op) >= sinds).then(|| (Reverse(gone.op), format!("Vervallen: {naam}")));
    }
    let fresh: Vec<_> =
        entry.velden().filter(|(_, _, origin)| origin.is_some_and(|origin| dag(origin.op) >= sinds)).collect();
    let last = fresh.iter().filter_map(|(_, _, origin)| origin.map(|origin| origin.op)).max()?;
    let all = entry.velden().count() == fresh.len();
    let skip = Veld::verplicht(entry.soort());
    let fields: Vec<String> = fresh
        .iter()
        .filter(|(veld, _, _)| !(all && *veld == skip || BINNEN.contains(veld)))
        .map(|(veld, waarde, _)| {
            let text = waarde
                .map_or_else(|| "leeggemaakt".to_owned(), |waarde| waarde_tekst(netwerk, gemeenten, *veld, waarde));
            format!("{}: {text}", veld.label().to_lowercase())
        })
        .collect();
    let what = if all { "Nieuw" } else { "Gewijzigd" };
    let rest = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join("; ")) };
    Some((Reverse(last), format!("{what}: {naam}{rest}")))
}
