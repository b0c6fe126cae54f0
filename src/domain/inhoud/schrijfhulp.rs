//! Writing help for notes: words that often stand where an observation, a source or a date should stand.

use schemars::JsonSchema;
use serde::Deserialize;

use super::kop::Zekerheid;

/// Words to look at again in a note, in groups. It asks and never refuses anything.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schrijfhulp {
    /// What the help is for, in one or two sentences.
    pub inleiding: String,
    /// The question that fits every word: seen, heard or concluded?
    pub vraag: String,
    /// The groups, in the order in which they are shown.
    pub groepen: Vec<SchrijfGroep>,
}

/// Words that ask for the same thing.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchrijfGroep {
    /// Name within the file.
    pub id: String,
    /// What the words have in common, in a few words.
    pub titel: String,
    /// What to ask at a word that has no question of its own.
    pub vraag: String,
    /// The words.
    pub woorden: Vec<SchrijfWoord>,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

/// A word or a few words together.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchrijfWoord {
    /// The word as the list shows it.
    pub woord: String,
    /// Its other forms; only what is listed is found.
    #[serde(default)]
    pub vormen: Vec<String>,
    /// What to ask at this word, instead of the question of its group.
    #[serde(default)]
    pub vraag: Option<String>,
}

impl SchrijfWoord {
    /// The word and its other forms.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.woord.as_str()).chain(self.vormen.iter().map(String::as_str))
    }
}
