//! The route card of a municipality: who has which role, and whom to ring when. It leaves the program, so nothing secret
//! stands on it.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::tekst::{gecontroleerd, gemeente_naam, nummer_tekst};
use super::{Netwerk, OrgSoort, Rol, Soort, THEMAS, Veld, Vermelding};
use crate::domain::dates;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::{Gemeenten, Nummers};
use crate::domain::kluis::{Model, RecordId};

/// The route card of a municipality.
pub fn routekaart(model: &Model, gemeenten: &Gemeenten, nummers: &Nummers, code: &str, nu: DateTime) -> Vec<Block> {
    let netwerk = Netwerk::new(model);
    let naam = gemeente_naam(gemeenten, code);
    let mut entries: Vec<(RecordId, &Vermelding)> = netwerk
        .alle()
        .filter(|(_, entry)| netwerk.is_actief(entry) && !entry.is_geheim() && entry.soort() != Soort::Locatie)
        .filter(|(_, entry)| netwerk.gemeenten(entry).iter().any(|known| **known == *code))
        .collect();
    entries.sort_by_cached_key(|(_, entry)| (entry.bevestigd().is_none(), netwerk.naam(entry).to_lowercase()));
    let mut blocks = vec![
        Block::Title(format!("Routekaart {naam}")),
        Block::Muted(format!("Gemaakt op {}. Een ? betekent: nog niet gecontroleerd.", dates::long(nu.date()))),
        Block::Gap,
        Block::Heading("Nu bellen".to_owned()),
    ];
    let table = gemeenten.gemeenten.iter().find(|known| known.gm_code == code);
    for number in nummers.emergency() {
        let who = match table {
            Some(known) if number.id == "veilig-thuis" => known.veilig_thuis.as_str(),
            _ => number.naam.as_str(),
        };
        blocks.push(Block::Call(number.nummer.clone(), format!("{who}: {}", number.wanneer)));
    }
    blocks.extend(rollen(netwerk, &entries));
    blocks.extend(teams(netwerk, &entries));
    blocks.extend(tafels(&entries));
    blocks.extend(themas(netwerk, &entries));
    blocks.extend(bronnen(&entries, nu));
    blocks
}

/// Who has which role; a role that nobody has is said too.
fn rollen(netwerk: Netwerk<'_>, entries: &[(RecordId, &Vermelding)]) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Heading("Wie heeft welke rol".to_owned())];
    for rol in Rol::ALL.iter().filter(|rol| **rol != Rol::Vervanger) {
        let holders: Vec<String> = entries
            .iter()
            .filter(|(_, entry)| entry.tekst(Veld::Rol) == rol.id())
            .map(|(_, entry)| regel(netwerk, entry))
            .collect();
        if holders.is_empty() {
            blocks.push(Block::Pair(hoofdletter(rol.text()), "niemand bekend".to_owned()));
            continue;
        }
        blocks.push(Block::Strong(hoofdletter(rol.text())));
        blocks.extend(holders.into_iter().map(Block::Point));
    }
    blocks
}

fn teams(netwerk: Netwerk<'_>, entries: &[(RecordId, &Vermelding)]) -> Vec<Block> {
    let teams: Vec<Block> = entries
        .iter()
        .filter(|(_, entry)| entry.tekst(Veld::OrgSoort) == OrgSoort::LokaalTeam.id())
        .map(|(_, entry)| Block::Point(regel(netwerk, entry)))
        .collect();
    if teams.is_empty() {
        return Vec::new();
    }
    [vec![Block::Gap, Block::Heading("Lokaal team".to_owned())], teams].concat()
}

fn tafels(entries: &[(RecordId, &Vermelding)]) -> Vec<Block> {
    let names: BTreeSet<&str> =
        entries.iter().flat_map(|(_, entry)| entry.lijst(Veld::Tafels)).map(AsRef::as_ref).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Gap, Block::Heading("Overlegtafels".to_owned())];
    for name in names {
        let members: Vec<&str> = entries
            .iter()
            .filter(|(_, entry)| entry.lijst(Veld::Tafels).iter().any(|tafel| **tafel == *name))
            .map(|(_, entry)| entry.titel())
            .collect();
        blocks.push(Block::Pair(hoofdletter(name), members.join(", ")));
    }
    blocks
}

/// Whom to ring for what.
fn themas(netwerk: Netwerk<'_>, entries: &[(RecordId, &Vermelding)]) -> Vec<Block> {
    let mut blocks = vec![Block::Gap, Block::Heading("Waarvoor belt u wie".to_owned())];
    for thema in THEMAS {
        let mut who: Vec<&Vermelding> = entries
            .iter()
            .map(|(_, entry)| *entry)
            .filter(|entry| netwerk.themas(entry).iter().any(|known| **known == *thema.id))
            .collect();
        // Who can be rung first; the order of names stays as it was.
        who.sort_by_key(|entry| netwerk.telefoons(entry).is_empty());
        let mut parts: Vec<String> = who.iter().take(4).map(|entry| regel(netwerk, entry)).collect();
        if who.len() > 4 {
            parts.push(format!("en nog {}", who.len() - 4));
        }
        if who.is_empty() {
            parts.push("niemand bekend".to_owned());
        }
        parts.push("of Veilig Thuis (0800-2000)".to_owned());
        let text = parts.join("; ");
        blocks.push(Block::Pair(hoofdletter(thema.label), text));
    }
    blocks
}

/// A name with its number and hours; a question mark when nobody confirmed it.
fn regel(netwerk: Netwerk<'_>, entry: &Vermelding) -> String {
    let mark = if entry.bevestigd().is_none() { "? " } else { "" };
    let number =
        netwerk.telefoons(entry).first().map_or_else(|| "geen nummer".to_owned(), |phone| nummer_tekst(&phone.nummer));
    let uren = netwerk.uren(entry).map_or_else(String::new, |uren| format!(", {uren}"));
    let stand_in = entry.verwijzing(Veld::Vervanger).and_then(|id| netwerk.get(id));
    let stand_in = stand_in.map_or_else(String::new, |other| format!(", vervanger: {}", netwerk.naam(other)));
    format!("{mark}{} ({number}{uren}{stand_in})", netwerk.naam(entry))
}

/// Where the unconfirmed ones come from.
fn bronnen(entries: &[(RecordId, &Vermelding)], nu: DateTime) -> Vec<Block> {
    let known: BTreeSet<String> = entries
        .iter()
        .filter(|(_, entry)| entry.bevestigd().is_none())
        .map(|(_, entry)| gecontroleerd(entry, nu.date()))
        .collect();
    if known.is_empty() {
        return Vec::new();
    }
    let lines = known.into_iter().map(Block::Muted);
    std::iter::once(Block::Gap).chain(lines).collect()
}

fn hoofdletter(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
