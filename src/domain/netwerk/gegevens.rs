//! What the network is of, who keeps it, and the review round that is going on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::kluis::{Entity, Key, Model};

/// A part of a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deelregio {
    /// Its name.
    pub naam: String,
    /// Its municipalities, by code.
    pub gemeenten: Vec<String>,
}

/// What the network is of, and who keeps it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Netwerkgegevens {
    /// Name of the region.
    pub regio: String,
    /// Its municipalities, by code: a region is a set of municipalities.
    pub gemeenten: Vec<String>,
    /// Its parts, as far as they have names.
    #[serde(default)]
    pub deelregios: Vec<Deelregio>,
    /// In what function or name the user sets and confirms entries.
    #[serde(default)]
    pub door: String,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Netwerkgegevens {
    /// Where they are kept.
    pub fn key() -> Key {
        Key::Named("netwerkgegevens".to_owned())
    }

    /// Those of this kluis; empty ones when there are none.
    pub fn van(model: &Model) -> Netwerkgegevens {
        model.all::<Netwerkgegevens>().next().map(|(_, known)| known.clone()).unwrap_or_default()
    }

    /// In whose name the user sets and confirms.
    pub fn door(&self) -> &str {
        if self.door.is_empty() { "eigen invoer" } else { &self.door }
    }
}

impl Entity for Netwerkgegevens {
    const KIND: &'static str = "netwerkgegevens";
    const VERSION: u32 = 1;
}

/// A review round: everything is looked at once, the longest unconfirmed first.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nazienronde {
    /// When it began; what was confirmed since then is done.
    pub begonnen: Timestamp,
    /// Only what serves this municipality, by code; everything when empty.
    #[serde(default)]
    pub gemeente: String,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Nazienronde {
    /// Where it is kept: one at a time.
    pub fn key() -> Key {
        Key::Named("nazienronde".to_owned())
    }
}

impl Entity for Nazienronde {
    const KIND: &'static str = "nazienronde";
    const VERSION: u32 = 1;
}
