//! The network as a map: organisations, the tables at which they meet, and what ties them. Where each of them stands is
//! decided here, so that every drawing of it is the same one.

mod lopen;
mod tekst;

use std::collections::{BTreeMap, HashMap};
use std::f64::consts::{PI, TAU};

use super::{Netwerk, OrgSoort, Soort, Veld, Vermelding};
use crate::domain::kluis::RecordId;
use crate::domain::search::fold;

pub use lopen::{Richting, naast};
pub use tekst::{LEEG, Verband, Wandelkaart, aan_tafel};

/// How wide the box of a node is.
pub const BREEDTE: i32 = 170;
/// How high the box of a node is.
pub const HOOGTE: i32 = 46;
/// How far the middles of two boxes have to be apart, so that they do not touch in any direction.
const AFSTAND: f64 = 186.0;
/// What is left free around the map.
const RAND: i32 = 110;

/// Who or what a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wie {
    /// An organisation; also one that is a table itself.
    Organisatie(RecordId),
    /// A table that is only named.
    Tafel,
}

/// A node: a box around its middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knoop {
    /// Who or what.
    pub wie: Wie,
    /// How it is called.
    pub naam: String,
    /// What kind of organisation, when it is known.
    pub soort: Option<OrgSoort>,
    /// Whether organisations meet there.
    pub is_tafel: bool,
    /// The middle, from the left.
    pub x: i32,
    /// The middle, from the top.
    pub y: i32,
}

/// What ties two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// The first is a part of the second.
    Onderdeel,
    /// The first, or a contact of it, sits at the second.
    Tafel,
    /// They work together.
    Relatie,
}

/// A line between two nodes, by their places in the list of nodes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lijn {
    /// From where.
    pub van: usize,
    /// To where.
    pub naar: usize,
    /// What ties them.
    pub band: Band,
    /// In a few words; empty when there is nothing more to say.
    pub tekst: String,
}

/// The map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kaart {
    /// Tables first, then organisations by kind and name.
    pub knopen: Vec<Knoop>,
    /// In the order of the nodes that they begin at. No line stands there twice.
    pub lijnen: Vec<Lijn>,
    /// From left to right.
    pub breedte: i32,
    /// From top to bottom.
    pub hoogte: i32,
}

/// A table that is being gathered: by its folded name, so that two spellings are one table.
type Tafels = BTreeMap<String, String>;

impl Kaart {
    /// The map of a network.
    pub fn van(netwerk: Netwerk<'_>) -> Kaart {
        let mut organisaties: Vec<(RecordId, &Vermelding)> =
            netwerk.alle().filter(|(_, entry)| entry.soort() == Soort::Organisatie).collect();
        let kind = |entry: &Vermelding| OrgSoort::from_id(entry.tekst(Veld::OrgSoort));
        // Those without a kind come last, as the list of kinds ends with what is something else.
        let rank = |entry: &Vermelding| (!is_tafel(entry), kind(entry).map_or(usize::MAX, plaats));
        organisaties.sort_by_cached_key(|(id, entry)| (rank(entry), fold(entry.titel()), *id));
        let mut knopen = Vec::with_capacity(organisaties.len());
        let mut tafels = tafels(netwerk);
        let mut op_naam: HashMap<String, usize> = HashMap::new();
        let mut op_id: HashMap<RecordId, usize> = HashMap::new();
        let eigen = organisaties.iter().filter(|(_, entry)| is_tafel(entry));
        eigen.for_each(|(_, entry)| drop(tafels.remove(&fold(entry.titel()))));
        for (folded, naam) in tafels {
            op_naam.insert(folded, knopen.len());
            knopen.push(Knoop { wie: Wie::Tafel, naam, soort: None, is_tafel: true, x: 0, y: 0 });
        }
        for (id, entry) in organisaties {
            op_id.insert(id, knopen.len());
            if is_tafel(entry) {
                op_naam.entry(fold(entry.titel())).or_insert(knopen.len());
            }
            let naam = entry.titel().to_owned();
            let soort = kind(entry);
            knopen.push(Knoop { wie: Wie::Organisatie(id), naam, soort, is_tafel: is_tafel(entry), x: 0, y: 0 });
        }
        let lijnen = lijnen(netwerk, &op_id, &op_naam);
        let (breedte, hoogte) = plaatsen(&mut knopen);
        Kaart { knopen, lijnen, breedte, hoogte }
    }
}

/// Whether an organisation is itself a table.
fn is_tafel(entry: &Vermelding) -> bool {
    entry.tekst(Veld::OrgSoort) == OrgSoort::Samenwerking.id()
}

/// The place of a kind in the list of kinds.
fn plaats(soort: OrgSoort) -> usize {
    OrgSoort::ALL.iter().position(|known| *known == soort).unwrap_or(usize::MAX)
}

/// The tables that are named anywhere. Of two spellings the first in the alphabet is shown.
fn tafels(netwerk: Netwerk<'_>) -> Tafels {
    let mut found = Tafels::new();
    for (_, entry) in netwerk.alle() {
        for name in entry.lijst(Veld::Tafels) {
            let shown = found.entry(fold(name)).or_insert_with(|| name.to_string());
            if **name < **shown {
                *shown = name.to_string();
            }
        }
    }
    found
}

/// The lines of every organisation; a contact sits at a table for its organisation.
fn lijnen(netwerk: Netwerk<'_>, op_id: &HashMap<RecordId, usize>, op_naam: &HashMap<String, usize>) -> Vec<Lijn> {
    let mut found = Vec::new();
    for (id, entry) in netwerk.alle() {
        let own = if entry.soort() == Soort::Organisatie { Some(id) } else { entry.verwijzing(Veld::Organisatie) };
        let Some(van) = own.and_then(|id| op_id.get(&id)).copied() else { continue };
        let mut tie = |naar: Option<&usize>, band, tekst: &str| {
            found.extend(naar.filter(|naar| **naar != van).map(|naar| Lijn {
                van,
                naar: *naar,
                band,
                tekst: tekst.to_owned(),
            }));
        };
        for name in entry.lijst(Veld::Tafels) {
            tie(op_naam.get(&fold(name)), Band::Tafel, "");
        }
        if entry.soort() == Soort::Organisatie {
            tie(entry.verwijzing(Veld::OnderdeelVan).and_then(|id| op_id.get(&id)), Band::Onderdeel, "");
            for relatie in entry.relaties() {
                tie(op_id.get(&relatie.met), Band::Relatie, &relatie.soort);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Gives every node its place: tables in the middle, organisations in rings around them, kind by kind. Middles of
/// neighbours on a ring, and rings, are so far apart that no two boxes touch, however many there are.
fn plaatsen(knopen: &mut [Knoop]) -> (i32, i32) {
    let tafels = knopen.iter().take_while(|knoop| knoop.is_tafel).count();
    let (binnen, buiten) = knopen.split_at_mut(tafels);
    let straal = ringen(binnen, 0.0);
    let begin = if tafels == 0 { 0.0 } else { straal + AFSTAND };
    ringen(buiten, begin);
    let far = |side: fn(&Knoop) -> i32| {
        let all = binnen.iter().chain(buiten.iter()).map(side);
        (all.clone().min().unwrap_or(0), all.max().unwrap_or(0))
    };
    let ((left, right), (top, bottom)) = (far(|knoop| knoop.x), far(|knoop| knoop.y));
    for knoop in binnen.iter_mut().chain(buiten) {
        knoop.x += RAND - left;
        knoop.y += RAND - top;
    }
    (right - left + 2 * RAND, bottom - top + 2 * RAND)
}

/// Puts nodes on rings around the middle, from this radius on. Returns the radius of the last ring.
fn ringen(knopen: &mut [Knoop], begin: f64) -> f64 {
    let (mut rest, mut straal) = (knopen, begin);
    let mut last = begin;
    while !rest.is_empty() {
        let room = plekken(straal).min(rest.len());
        let (ring, after) = rest.split_at_mut(room);
        let share = TAU / tel(room);
        for (nth, knoop) in ring.iter_mut().enumerate() {
            // From the top, to the right.
            let angle = tel(nth) * share - PI / 2.0;
            knoop.x = heel(straal * angle.cos());
            knoop.y = heel(straal * angle.sin());
        }
        last = straal;
        straal += AFSTAND;
        rest = after;
    }
    last
}

/// How many nodes have room on a ring of this radius.
fn plekken(straal: f64) -> usize {
    let half = AFSTAND / 2.0;
    if straal <= half {
        return 1;
    }
    let room = (PI / (half / straal).asin()).floor();
    // A ring has at least two places here, and never so many that a whole number of this size cannot say it.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and the number of nodes")]
    let room = room.max(1.0) as usize;
    room
}

/// A number to reckon with.
#[allow(clippy::cast_precision_loss, reason = "fewer nodes than a float tells apart")]
fn tel(number: usize) -> f64 {
    number as f64
}

/// To a whole number, so that a drawing is the same on every machine.
#[allow(clippy::cast_possible_truncation, reason = "a place on the map")]
fn heel(number: f64) -> i32 {
    number.round() as i32
}
