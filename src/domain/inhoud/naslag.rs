//! Reference pages: what happens after a report, terms, recording and privacy, roles.

use schemars::JsonSchema;
use serde::Deserialize;

use super::kop::{Punt, Zekerheid};

/// A reference page.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Naslag {
    /// The chapters, in order.
    pub hoofdstukken: Vec<Hoofdstuk>,
}

/// One chapter of a reference page.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hoofdstuk {
    /// Name within the page.
    pub id: String,
    /// Heading.
    pub titel: String,
    /// Opening text.
    #[serde(default)]
    pub tekst: Option<String>,
    /// The points, in order.
    #[serde(default)]
    pub punten: Vec<Punt>,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}
