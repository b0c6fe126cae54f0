//! A checklist in the version in which it was walked: an open casus stays on it after the content has changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Entity, Key};

/// A checklist and everything it uses, as it was walked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklistversie {
    /// Fingerprint of the resolved tree.
    pub vingerafdruk: String,
    /// Id of the tree.
    pub checklist: String,
    /// Version of its file.
    pub versie: String,
    /// The files, by `soort/id`.
    pub bestanden: BTreeMap<String, Value>,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Checklistversie {
    /// Where it is kept: a version is kept once.
    pub fn key(&self) -> Key {
        Key::Named(format!("checklistversie/{}", self.vingerafdruk))
    }
}

impl Entity for Checklistversie {
    const KIND: &'static str = "checklistversie";
    const VERSION: u32 = 1;
}
