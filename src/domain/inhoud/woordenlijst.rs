//! The glossary.

use schemars::JsonSchema;
use serde::Deserialize;

use super::kop::Zekerheid;

/// Terms and abbreviations of the field.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Woordenlijst {
    /// The words.
    pub woorden: Vec<Woord>,
}

/// One term.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Woord {
    /// Name within the list; trees refer to it in `termen`.
    pub id: String,
    /// The term or abbreviation.
    pub woord: String,
    /// What an abbreviation stands for.
    #[serde(default)]
    pub voluit: Option<String>,
    /// Other spellings and abbreviations.
    #[serde(default)]
    pub ook: Vec<String>,
    /// What it means.
    pub betekenis: String,
    /// Ids of related terms.
    #[serde(default)]
    pub zie_ook: Vec<String>,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}
