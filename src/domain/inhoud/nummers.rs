//! Telephone numbers, and the emergency page that is one key away. Users cannot replace this file.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::kop::{Punt, Zekerheid};

/// National numbers and the short rules of the emergency page.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nummers {
    /// The sentences under the numbers on the emergency page.
    pub noodregels: Vec<Punt>,
    /// Every number.
    pub nummers: Vec<Nummer>,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nummer {
    /// Name within the file.
    pub id: String,
    /// Whose number it is.
    pub naam: String,
    /// What to dial, or where to go.
    pub nummer: String,
    /// When to use it.
    pub wanneer: String,
    /// Hours.
    pub bereikbaar: String,
    /// What it costs, when known.
    #[serde(default)]
    pub kosten: Option<String>,
    /// For whom, when not for everybody.
    #[serde(default)]
    pub voor_wie: Option<String>,
    /// Place on the emergency page; absent when it does not stand there.
    #[serde(default)]
    pub noodpagina: Option<u8>,
    /// Last day on which the number was compared with its source.
    #[schemars(with = "String")]
    pub gecontroleerd_op: Date,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// `laag` is refused: a number that is not certain is not shown.
    pub zekerheid: Zekerheid,
}

impl Nummers {
    /// The numbers of the emergency page, in order.
    pub fn emergency(&self) -> Vec<&Nummer> {
        let mut found: Vec<_> = self.nummers.iter().filter(|nummer| nummer.noodpagina.is_some()).collect();
        found.sort_by_key(|nummer| nummer.noodpagina);
        found
    }

    /// The oldest day on which a number of the emergency page was checked.
    pub fn checked_on(&self) -> Option<Date> {
        self.emergency().iter().map(|nummer| nummer.gecontroleerd_op).min()
    }
}
