//! The map in words: who is tied to whom, who sits at which table, and who stands alone. The screen beside the map and
//! the page of lines both say it from here.

use std::collections::HashMap;

use super::{Band, Kaart, Knoop, Richting, Wie, naast};
use crate::domain::gesprek::Block;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::{Netwerk, Soort, Veld};
use crate::domain::search::{closeness, fold};

/// What a map without anything on it says.
pub const LEEG: &str =
    "Er staat nog geen organisatie in het netwerk. Neem een startnetwerk over, of voeg zelf een organisatie toe.";

/// A tie of a node, as it looks from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verband {
    /// The place of the node at the other end.
    pub ander: usize,
    /// The place of the line.
    pub lijn: usize,
    /// Whether the line begins here; otherwise it ends here.
    pub heen: bool,
}

/// A map with what ties each of its nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wandelkaart {
    /// The map.
    pub kaart: Kaart,
    /// The ties of every node, in the order of the nodes. What both ends say in the same words stands there once.
    verbanden: Vec<Vec<Verband>>,
    /// Who sits at a table without an organisation that is on the map, by the place of the table.
    los: HashMap<usize, Vec<String>>,
}

impl Knoop {
    /// What kind of node it is, in a word or two.
    pub fn soort_tekst(&self) -> &'static str {
        match (self.is_tafel, self.soort) {
            (true, _) => "overlegtafel",
            (false, Some(soort)) => soort.text(),
            (false, None) => "organisatie",
        }
    }
}

impl Wandelkaart {
    /// The map of a network.
    pub fn van(netwerk: Netwerk<'_>) -> Wandelkaart {
        let kaart = Kaart::van(netwerk);
        let los = los(netwerk, &kaart);
        let mut map = Wandelkaart { verbanden: vec![Vec::new(); kaart.knopen.len()], kaart, los };
        for heen in [true, false] {
            for (lijn, tie) in map.kaart.lijnen.iter().enumerate() {
                let (here, ander) = if heen { (tie.van, tie.naar) } else { (tie.naar, tie.van) };
                let fresh = Verband { ander, lijn, heen };
                let Some(known) = map.verbanden.get(here) else { continue };
                let said = known.iter().any(|old| old.ander == ander && map.tekst(old) == map.tekst(&fresh));
                if !said && let Some(known) = map.verbanden.get_mut(here) {
                    known.push(fresh);
                }
            }
        }
        map
    }

    /// The ties of a node: those that begin there first.
    pub fn verbanden(&self, at: usize) -> &[Verband] {
        self.verbanden.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// A tie in words, as it looks from the node that has it: `onderdeel van: Radar`.
    pub fn tekst(&self, verband: &Verband) -> String {
        let naam = self.kaart.knopen.get(verband.ander).map_or("", |knoop| knoop.naam.as_str());
        let Some(lijn) = self.kaart.lijnen.get(verband.lijn) else { return String::new() };
        let what = match lijn.tekst.as_str() {
            "" => "werkt samen met",
            text => text,
        };
        match (lijn.band, verband.heen) {
            (Band::Onderdeel, true) => format!("onderdeel van: {naam}"),
            (Band::Onderdeel, false) => format!("onderdeel: {naam}"),
            (Band::Tafel, true) => format!("tafel: {naam}"),
            (Band::Tafel, false) => format!("aan tafel: {naam}"),
            // Working together goes both ways; of anything else it is not known how the other end would say it.
            (Band::Relatie, false) if what != "werkt samen met" => format!("genoemd door {naam}: {what}"),
            (Band::Relatie, _) => format!("{what}: {naam}"),
        }
    }

    /// Who sits at a table and has no organisation on the map.
    pub fn los(&self, at: usize) -> &[String] {
        self.los.get(&at).map(Vec::as_slice).unwrap_or_default()
    }

    /// Everything that ties a node, in words: its ties, and at a table also who has no organisation.
    pub fn regels(&self, at: usize) -> Vec<String> {
        let ties = self.verbanden(at).iter().map(|tie| self.tekst(tie));
        ties.chain(self.los(at).iter().map(|naam| format!("aan tafel: {naam}"))).collect()
    }

    /// A node with its kind: `Radar (gehandicaptenzorg)`.
    pub fn kop(&self, at: usize) -> String {
        self.kaart.knopen.get(at).map_or_else(String::new, |knoop| format!("{} ({})", knoop.naam, knoop.soort_tekst()))
    }

    /// How much stands on the map: `4 organisaties en 1 overlegtafel, met 6 lijnen ertussen.`
    pub fn telling(&self) -> String {
        let tafels = self.kaart.knopen.iter().filter(|knoop| knoop.is_tafel).count();
        let aantal = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
        format!(
            "{} en {}, met {} ertussen.",
            aantal(self.kaart.knopen.len() - tafels, "organisatie", "organisaties"),
            aantal(tafels, "overlegtafel", "overlegtafels"),
            aantal(self.kaart.lijnen.len(), "lijn", "lijnen"),
        )
    }

    /// The nodes with a name like this, the closest first.
    pub fn zoek(&self, typed: &str) -> Vec<usize> {
        let query = fold(typed);
        let found = self.kaart.knopen.iter().enumerate();
        let mut found: Vec<_> =
            found.filter_map(|(at, knoop)| Some((closeness(&query, &fold(&knoop.naam))?, at))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// The nearest node that way: see [`naast`].
    pub fn naast(&self, van: usize, richting: Richting) -> Option<usize> {
        naast(&self.kaart.knopen, van, richting)
    }

    /// The whole map in words: per table who sits there, per organisation its ties, and who stands alone.
    pub fn als_tekst(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Title("Kaart van het netwerk".to_owned())];
        if self.kaart.knopen.is_empty() {
            blocks.push(Block::Text(LEEG.to_owned()));
            return blocks;
        }
        blocks.push(Block::Text(self.telling()));
        let places = 0..self.kaart.knopen.len();
        let (tied, alone): (Vec<usize>, Vec<usize>) = places.partition(|at| !self.regels(*at).is_empty());
        let is_tafel = |at: &usize| self.kaart.knopen.get(*at).is_some_and(|knoop| knoop.is_tafel);
        let (tafels, organisaties): (Vec<usize>, Vec<usize>) = tied.into_iter().partition(is_tafel);
        for (heading, places) in [("Overlegtafels", tafels), ("Organisaties", organisaties)] {
            if !places.is_empty() {
                blocks.push(Block::Heading(heading.to_owned()));
            }
            for at in places {
                blocks.push(Block::Strong(self.kop(at)));
                blocks.extend(self.regels(at).into_iter().map(Block::Point));
            }
        }
        if !alone.is_empty() {
            blocks.push(Block::Heading("Staat los".to_owned()));
            blocks.extend(alone.into_iter().map(|at| Block::Point(self.kop(at))));
        }
        blocks
    }
}

/// Who sits at this node when it is a table: organisations, and contacts by function; in the order of their names.
pub fn aan_tafel(netwerk: Netwerk<'_>, knoop: &Knoop) -> Vec<RecordId> {
    let naam = fold(&knoop.naam);
    let sits = netwerk.alle().filter(|(id, entry)| {
        knoop.is_tafel
            && knoop.wie != Wie::Organisatie(*id)
            && entry.lijst(Veld::Tafels).iter().any(|tafel| fold(tafel) == naam)
    });
    let mut sits: Vec<(String, RecordId)> = sits.map(|(id, entry)| (fold(&netwerk.naam(entry)), id)).collect();
    sits.sort_unstable();
    sits.into_iter().map(|(_, id)| id).collect()
}

/// Contacts at a table whose organisation is not on the map: no line says that they sit there.
fn los(netwerk: Netwerk<'_>, kaart: &Kaart) -> HashMap<usize, Vec<String>> {
    let tafels = kaart.knopen.iter().enumerate().filter(|(_, knoop)| knoop.is_tafel);
    let mut op_naam: HashMap<String, usize> = HashMap::new();
    for (at, knoop) in tafels {
        op_naam.entry(fold(&knoop.naam)).or_insert(at);
    }
    let mut found: HashMap<usize, Vec<String>> = HashMap::new();
    for (_, entry) in netwerk.alle() {
        if entry.soort() == Soort::Organisatie || netwerk.organisatie(entry).is_some() {
            continue;
        }
        for at in entry.lijst(Veld::Tafels).iter().filter_map(|naam| op_naam.get(&fold(naam))) {
            let names = found.entry(*at).or_default();
            names.push(netwerk.naam(entry));
        }
    }
    for names in found.values_mut() {
        names.sort_by_cached_key(|naam| fold(naam));
        names.dedup();
    }
    found
}
