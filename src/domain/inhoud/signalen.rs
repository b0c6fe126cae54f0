//! Lists of signals. They can be ticked and printed; they are never counted, weighted or scored (F5.00).

use schemars::JsonSchema;
use serde::Deserialize;

use super::kop::{Punt, Zekerheid, with_mark};

/// A list of signals of one kind of violence or one group of people.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signalen {
    /// What the list is for, in one or two sentences.
    pub inleiding: String,
    /// What to mind before using the list.
    #[serde(default)]
    pub let_op: Vec<Punt>,
    /// The signals, in groups.
    pub groepen: Vec<SignaalGroep>,
}

/// A group of signals under one heading.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignaalGroep {
    /// Heading, when the list has more than one group.
    #[serde(default)]
    pub titel: Option<String>,
    /// The signals.
    pub items: Vec<Signaal>,
}

/// One observation.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signaal {
    /// Name within the list; stored when it is ticked.
    pub id: String,
    /// The observation.
    pub tekst: String,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// How certain it is that the sources name this signal; says nothing about its weight.
    pub zekerheid: Zekerheid,
}

impl Signaal {
    /// The observation with its mark where the source is less than certain.
    pub fn shown(&self) -> String {
        with_mark(self.tekst.clone(), Some(self.zekerheid).filter(|z| *z == Zekerheid::Laag))
    }
}

impl Signalen {
    /// Every signal, in order.
    pub fn items(&self) -> impl Iterator<Item = &Signaal> {
        self.groepen.iter().flat_map(|groep| &groep.items)
    }
}
