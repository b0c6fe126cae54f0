//! A checklist in the version in which it was walked: an open casus stays on it after the content has changed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Entity, Key};
use crate::domain::boom::{Boom, fingerprint_of};

/// A checklist and everything it uses, as it was walked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklistversie {
    /// Fingerprint of the resolved tree.
    pub vingerafdruk: String,
    /// Id of the tree.
    pub checklist: String,
    /// Version of its file.
    pub versie: String,
    /// Whether it came from the user's own folder.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub eigen: bool,
    /// The files, by `soort/id`.
    pub bestanden: BTreeMap<String, Value>,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Checklistversie {
    /// The version of a tree, with everything it uses.
    pub fn of(boom: &Boom) -> Checklistversie {
        let kop = boom.kop();
        Checklistversie {
            vingerafdruk: boom.vingerafdruk().to_owned(),
            checklist: kop.id.clone(),
            versie: kop.versie.clone(),
            eigen: boom.is_own(),
            bestanden: boom.files(),
            rest: Map::new(),
        }
    }

    /// Whether the files are still those that the fingerprint was taken of.
    pub fn is_whole(&self) -> bool {
        fingerprint_of(&self.bestanden).as_ref() == Some(&self.vingerafdruk)
    }

    /// Where it is kept: a version is kept once.
    pub fn key(&self) -> Key {
        Key::Named(format!("checklistversie/{}", self.vingerafdruk))
    }
}

impl Entity for Checklistversie {
    const KIND: &'static str = "checklistversie";
    const VERSION: u32 = 1;
}
