//! A starter network: the organisations, services, roles and tables that the plan of a region names.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::kop::Zekerheid;
use crate::domain::netwerk::Soort;

/// The network of a region as its plans name it: functions and organisations, never people.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Startnetwerk {
    /// Name of the region.
    pub regio: String,
    /// Its municipalities, by CBS code.
    pub gemeenten: Vec<String>,
    /// Its parts, as far as the plan names them.
    #[serde(default)]
    pub deelregios: Vec<Deelregio>,
    /// The entries.
    pub vermeldingen: Vec<Startvermelding>,
}

/// A part of a region.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deelregio {
    /// Name within the file.
    pub id: String,
    /// Its name.
    pub naam: String,
    /// Its municipalities, by CBS code.
    pub gemeenten: Vec<String>,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

/// An entry of a starter network.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Startvermelding {
    /// Name within the file; other entries refer to it.
    pub id: String,
    /// `organisatie`, `dienst`, `contact` or `locatie`.
    #[schemars(with = "String")]
    pub soort: Soort,
    /// Its fields, by their ids.
    pub velden: Map<String, Value>,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}
