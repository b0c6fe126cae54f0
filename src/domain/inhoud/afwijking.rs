//! A tree that says only what differs from another, as it stands in its file. [`crate::domain::boom`] makes it whole.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::beslisboom::{Actie, Antwoord, Kader, Knoop, PerRol, Stap, Termijn, Uitleg};
use super::kop::{Punt, Zekerheid};
use super::{Contact, Norm};

/// What a tree changes in the tree that it is based on. Nodes stay JSON until the tree is whole.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Afwijking {
    /// Id of the other tree.
    pub basis: String,
    /// All steps, when they are not those of the basis.
    #[schemars(with = "Option<Vec<Stap>>")]
    pub stappen: Option<Value>,
    /// Id of the first node, when it is not that of the basis.
    pub begin: Option<String>,
    /// Nodes that take the place of those with their ids.
    #[schemars(with = "Vec<Knoop>")]
    pub vervang: Vec<Map<String, Value>>,
    /// Nodes that the basis does not have.
    #[schemars(with = "Vec<Toegevoegd>")]
    pub voeg_toe: Vec<Map<String, Value>>,
    /// Nodes that stand in another step or lead elsewhere.
    pub verplaats: Vec<Verplaatst>,
    /// Nodes of which texts are replaced and lists made longer.
    #[schemars(with = "Vec<Aangevuld>")]
    pub vul_aan: Vec<Map<String, Value>>,
    /// Points and actions of the basis that do not hold here.
    pub schrap: Vec<Geschrapt>,
    /// Ids of nodes that are left out.
    pub laat_weg: Vec<String>,
}

/// A node that stands in another step, or that leads elsewhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verplaatst {
    /// The node.
    pub id: String,
    /// Its step from now on.
    #[serde(default)]
    pub stap: Option<String>,
    /// By answer (for a deelboom: by outcome; for the rest: `verder`), the node that comes next.
    #[serde(default)]
    pub naar: BTreeMap<String, String>,
}

/// A point or action of the basis that does not hold here.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Geschrapt {
    /// The node.
    pub id: String,
    /// The text, exactly: when the basis says it otherwise, somebody has to look again.
    pub tekst: String,
}

/// The whole file, for its schema.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
pub(super) struct Afwijkend {
    sector: Option<String>,
    kader: Option<Kader>,
    #[serde(flatten)]
    afwijking: Afwijking,
}

/// A new node, for its schema.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
struct Toegevoegd {
    /// The node that it comes before: what led there leads here from now on.
    voor: Option<String>,
    #[serde(flatten)]
    knoop: Knoop,
}

/// What `vul_aan` may say of a node, for its schema.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only its schema is used")]
struct Aangevuld {
    id: String,
    tekst: Option<String>,
    titel: Option<String>,
    toelichting: Option<String>,
    open_laten: Option<String>,
    norm: Option<Norm>,
    zekerheid: Option<Zekerheid>,
    #[serde(default)]
    doel: Vec<Punt>,
    #[serde(default)]
    doen: Vec<Punt>,
    #[serde(default)]
    niet_doen: Vec<Punt>,
    #[serde(default)]
    vastleggen: Vec<Punt>,
    #[serde(default)]
    anders: Vec<Punt>,
    #[serde(default)]
    uitleg: Vec<Uitleg>,
    #[serde(default)]
    per_rol: Vec<PerRol>,
    #[serde(default)]
    acties: Vec<Actie>,
    #[serde(default)]
    termijnen: Vec<Termijn>,
    #[serde(default)]
    antwoorden: Vec<Antwoord>,
    #[serde(default)]
    termen: Vec<String>,
    #[serde(default)]
    lijsten: Vec<String>,
    #[serde(default)]
    contact: Vec<Contact>,
    #[serde(default)]
    bronnen: Vec<String>,
    #[serde(default)]
    feiten: Vec<String>,
}
