//! Votes, as counts of groups: nobody's own vote is in them.

use serde::{Deserialize, Serialize};

/// How one group votes on one question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stem {
    /// How many people chose each answer, in the order of the answers.
    pub aantallen: Vec<u16>,
    /// How certain those are who chose an answer, 1 to 5, in the same order; nothing where nobody said so.
    #[serde(default)]
    pub zekerheid: Vec<Option<u8>>,
}

/// The votes of all groups on one question, before or after they talked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stemronde {
    /// The question: `v1` to `v5`, or the id of a card.
    pub vraag: String,
    /// Ids of the answers, in order: `ja`, `nee`, `twijfel`, or those of the exercise.
    pub keuzes: Vec<String>,
    /// The votes, one a group, in the order of the groups.
    pub groepen: Vec<Stem>,
}

impl Stem {
    /// How many people voted.
    pub fn totaal(&self) -> u32 {
        self.aantallen.iter().map(|count| u32::from(*count)).sum()
    }
}
