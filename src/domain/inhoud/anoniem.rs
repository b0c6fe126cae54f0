//! Word lists of the anonymity check.

use schemars::JsonSchema;
use serde::Deserialize;

use super::kop::Zekerheid;

/// Lists of words that the anonymity check knows.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anoniem {
    /// The lists, by what they are for.
    pub lijsten: Vec<Anoniemlijst>,
}

/// One list.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anoniemlijst {
    /// What the check does with it.
    pub id: Anoniemgebruik,
    /// What stands in it, for authors.
    pub titel: String,
    /// The words, written as they are found in a text.
    pub woorden: Vec<String>,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

/// What the check does with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Anoniemgebruik {
    /// Words with a capital that say nothing about a person: organisations everybody has, laws, feasts, languages.
    Gewoon,
    /// Words before a name: mevrouw, juf, dokter.
    Aanspreking,
    /// Particles within a name: van, de, ter.
    Tussenvoegsel,
    /// Endings (`-straat`) and words (`Markt`) by which a street is known.
    Straat,
    /// First names, found without a capital too.
    Voornaam,
    /// First names that are ordinary words as well, found only with a capital or behind a form of address.
    VoornaamHoofdletter,
    /// Surnames that are ordinary words as well: without a capital they are not taken for somebody in the network.
    AchternaamHoofdletter,
    /// Public numbers that are no person's, such as those of Veilig Thuis.
    Nummer,
    /// Abbreviations that do not end a sentence.
    Afkorting,
}
