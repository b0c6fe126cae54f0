//! What somebody is typing in a casus or in the network, kept until it is a line or an entry, or thrown away.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Entity, Key, RecordId};
use crate::domain::gesprek::Draft;

/// A form of a casus or of the network as far as it was filled in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concept {
    /// Which form.
    pub formulier: String,
    /// The line that it corrects or is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regel: Option<u32>,
    /// What was filled in.
    pub velden: Draft,
    /// When it was kept last, where the user was.
    pub bewaard: DateTime,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Concept {
    /// Where it is kept: a form of a casus has one.
    pub fn key(casus: RecordId, formulier: &str, regel: Option<u32>) -> Key {
        Key::Named(format!("concept/{casus}/{formulier}/{}", regel.unwrap_or(0)))
    }
}

impl Entity for Concept {
    const KIND: &'static str = "concept";
    const VERSION: u32 = 1;
}
