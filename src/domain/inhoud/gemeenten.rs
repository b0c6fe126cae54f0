//! Municipalities and the Veilig Thuis organisation, GGD and veiligheidsregio that serve them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The table, made by `scripts/maak_gemeenten.py`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gemeenten {
    /// The credit line that the source asks for.
    pub vermelding: String,
    /// Day on which the division into regions held.
    #[schemars(with = "String")]
    pub peildatum: Date,
    /// Other names of provinces.
    #[serde(default)]
    pub provincie_ook: BTreeMap<String, Vec<String>>,
    /// The municipalities.
    pub gemeenten: Vec<Gemeente>,
    /// The Veilig Thuis organisations.
    pub veilig_thuis: Vec<VeiligThuis>,
}

/// One municipality.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gemeente {
    /// CBS code, such as `GM0518`.
    pub gm_code: String,
    /// Official name.
    pub gemeente: String,
    /// Province.
    pub provincie: String,
    /// Name of its Veilig Thuis; never derived from the other regions.
    pub veilig_thuis: String,
    /// Its GGD.
    pub ggd: String,
    /// Its veiligheidsregio.
    pub veiligheidsregio: String,
    /// Names people use for it.
    #[serde(default)]
    pub ook: Vec<String>,
}

/// One Veilig Thuis organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VeiligThuis {
    /// CBS code of the region.
    pub vt_code: String,
    /// Name; the key that municipalities refer to.
    pub naam: String,
    /// Name of the region.
    pub regio: String,
    /// Website, when one was seen.
    #[serde(default)]
    pub website: Option<String>,
    /// The national number.
    pub telefoon: String,
}
