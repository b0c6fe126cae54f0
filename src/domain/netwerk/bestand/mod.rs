//! The network file: a version of a region's network, as coordinators publish it and everybody else reads it.
//!
//! Its head says of whom it is, how long it holds and from which versions it descends. What it holds has one canonical
//! form (sorted keys, no white space, NFC), and the SHA-256 of that is the id of the version: whoever writes the same
//! content gets the same id.

mod lezen;
mod schema;
mod schrijven;

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use lezen::leesfout;
pub(super) use lezen::{als_regels, regels};
pub use schema::schema;

use super::{Deelregio, Netwerkgegevens, Vermelding};
use crate::domain::canoniek;
use crate::domain::kluis::{Model, RecordId};

/// What a network file says that it is.
pub const SOORT: &str = "netwerk";
/// The format that this program writes, and the newest that it reads.
pub const FORMAAT: u32 = 1;
/// So many versions before it are named in a file.
pub const MEEST_VOORGANGERS: usize = 200;

/// The id of a version: the SHA-256 of its content in canonical form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersieId([u8; 32]);

impl VersieId {
    /// The id that is written like this: 64 hex digits in lower case.
    pub fn from_hex(hex: &str) -> Option<VersieId> {
        let good = hex.len() == 64 && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let mut id = [0; 32];
        for (at, byte) in id.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        good.then_some(VersieId(id))
    }

    /// The id of a content whose hash this is.
    pub fn new(hash: [u8; 32]) -> VersieId {
        VersieId(hash)
    }

    /// Its first eight digits: enough for people to tell versions apart.
    pub fn kort(self) -> String {
        canoniek::hex(&self.0[..4])
    }
}

impl fmt::Display for VersieId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&canoniek::hex(&self.0))
    }
}

impl fmt::Debug for VersieId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for VersieId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for VersieId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<VersieId, D::Error> {
        let hex = <std::borrow::Cow<'_, str> as Deserialize>::deserialize(deserializer)?;
        VersieId::from_hex(&hex).ok_or_else(|| serde::de::Error::custom("not the id of a version"))
    }
}

/// What a network file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kop {
    /// Name of the region.
    pub regio: String,
    /// Who published it: a function or an organisation.
    pub uitgever: String,
    /// When it was made.
    pub gemaakt_op: Timestamp,
    /// The last day on which it may be relied on.
    pub geldig_tot: Option<Date>,
    /// The id of its content.
    pub versie_id: VersieId,
    /// The versions from which it descends, the nearest first.
    pub voorgangers: Vec<VersieId>,
    /// Whether it was made in practice, with fictional entries.
    pub oefening: bool,
}

impl Kop {
    /// This version and those from which it descends, the nearest first.
    pub fn lijn(&self) -> impl Iterator<Item = VersieId> {
        std::iter::once(self.versie_id).chain(self.voorgangers.iter().copied())
    }

    /// The versions from which both descend, the nearest first.
    ///
    /// Nearest is to which both together have the fewest steps, so that it does not matter which of the two asks.
    pub fn gedeeld(&self, other: &Kop) -> Vec<VersieId> {
        let mut theirs: BTreeMap<VersieId, usize> = BTreeMap::new();
        for (id, steps) in other.lijn().zip(0..) {
            theirs.entry(id).or_insert(steps);
        }
        let shared = self.lijn().zip(0_usize..).filter_map(|(id, mine)| Some((theirs.get(&id)? + mine, id)));
        let mut shared: Vec<(usize, VersieId)> = shared.collect();
        shared.sort_unstable();
        shared.into_iter().map(|(_, id)| id).collect()
    }
}

/// What the network is of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gebied {
    /// Name of the region.
    pub regio: String,
    /// Its municipalities, by code.
    pub gemeenten: Vec<String>,
    /// Its parts.
    pub deelregios: Vec<Deelregio>,
}

/// What somebody decided where two versions said something different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Besluit {
    /// When.
    pub op: Timestamp,
    /// By whom.
    pub door: String,
    /// The entry; nothing for what the network is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vermelding: Option<RecordId>,
    /// The id of the field, or `verwijderd`, `regio`, `gemeenten`, `deelregios`.
    pub deel: String,
    /// What it became.
    pub gekozen: Value,
    /// What it did not become.
    pub verworpen: Value,
}

/// The content of a network file.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Inhoud {
    /// What the network is of.
    pub gebied: Gebied,
    /// The entries, also those that were taken out.
    pub vermeldingen: BTreeMap<RecordId, Vermelding>,
    /// What was decided in merging, in order and each once.
    pub besluiten: Vec<Besluit>,
}

impl Inhoud {
    /// The network of a kluis. Secret places come along only when `geheim` asks for it, and of an entry that was taken
    /// out nothing but that.
    pub fn van(model: &Model, geheim: bool) -> Inhoud {
        let gegevens = Netwerkgegevens::van(model);
        let entries = model.all::<Vermelding>().filter(|(_, entry)| geheim || !entry.is_geheim());
        let mut inhoud = Inhoud {
            gebied: Gebied { regio: gegevens.regio, gemeenten: gegevens.gemeenten, deelregios: gegevens.deelregios },
            vermeldingen: entries.map(|(id, entry)| (id, entry.voor_bestand())).collect(),
            besluiten: gegevens.besluiten,
        };
        // What was decided about a place that became secret since, or about what was taken out, does not leave either.
        let leaves = |id: &RecordId| inhoud.vermeldingen.get(id).is_some_and(|entry| entry.verwijderd().is_none());
        inhoud.besluiten.retain(|besluit| besluit.vermelding.as_ref().is_none_or(leaves));
        inhoud.orden();
        inhoud
    }

    /// Puts decisions in order, each once.
    pub fn orden(&mut self) {
        self.besluiten.sort_by_cached_key(Besluit::tekst);
        self.besluiten.dedup();
    }
}

impl Besluit {
    /// Its canonical text.
    fn tekst(&self) -> String {
        let mut out = String::new();
        // What holds texts and values is always JSON.
        canoniek::value(&serde_json::to_value(self).unwrap_or_default(), &mut out);
        out
    }
}

/// A version of a network.
#[derive(Clone, PartialEq, Eq)]
pub struct Netwerkbestand {
    /// What it says of itself.
    pub kop: Kop,
    /// What it holds.
    pub inhoud: Inhoud,
}

impl fmt::Debug for Netwerkbestand {
    /// Only which version: it holds names and places of people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Netwerkbestand({})", self.kop.versie_id.kort())
    }
}

impl fmt::Debug for Inhoud {
    /// Only how many entries.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inhoud({})", self.vermeldingen.len())
    }
}
