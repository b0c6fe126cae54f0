//! A partner who sends files: what their columns mean, and which entry is meant by which of their keys.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Tabel;
use super::koppeling::{Koppeling, Onthouden};
use crate::domain::kluis::{Entity, Key, Model, RecordId};
use crate::domain::search::fold;

/// What is remembered of a partner who sends files.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afzender {
    /// How the user calls them: an organisation, never a person.
    pub naam: String,
    /// What the columns of their tables mean; one for every table that has other columns.
    #[serde(default)]
    pub koppelingen: Vec<Onthouden>,
    /// Their keys, and which entries they stand for.
    #[serde(default)]
    pub sleutels: BTreeMap<String, RecordId>,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Afzender {
    /// One of whom nothing is known yet.
    pub fn nieuw(naam: &str) -> Afzender {
        Afzender { naam: naam.trim().to_owned(), ..Afzender::default() }
    }

    /// Where they are kept.
    pub fn key(naam: &str) -> Key {
        Key::Named(format!("afzender/{}", fold(naam.trim())))
    }

    /// What is known of the one with this name.
    pub fn van(model: &Model, naam: &str) -> Afzender {
        let wanted = fold(naam.trim());
        let known = model.all::<Afzender>().map(|(_, known)| known).find(|known| fold(&known.naam) == wanted);
        known.cloned().unwrap_or_else(|| Afzender::nieuw(naam))
    }

    /// What the columns of a table most likely mean: as remembered, and otherwise by their names.
    pub fn koppeling(&self, tabel: &Tabel) -> Koppeling {
        let names: Vec<String> = tabel.koppen.iter().map(|kop| fold(kop)).collect();
        let shared = |known: &Onthouden| known.kolommen.iter().filter(|(name, _)| names.contains(name)).count();
        match self.koppelingen.iter().max_by_key(|known| shared(known)).filter(|known| shared(known) > 0) {
            Some(known) => Koppeling::met(tabel, known),
            None => Koppeling::raad(tabel),
        }
    }

    /// Everybody of whom something is known, by name.
    pub fn alle(model: &Model) -> Vec<&Afzender> {
        let mut all: Vec<&Afzender> = model.all::<Afzender>().map(|(_, known)| known).collect();
        all.sort_by_cached_key(|known| fold(&known.naam));
        all
    }
}

impl Entity for Afzender {
    const KIND: &'static str = "afzender";
    const VERSION: u32 = 1;
}
