//! How long an organisation keeps its own records, as laws and guides say it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use super::kop::{Punt, Zekerheid};

/// Terms for the records of organisations. They say nothing about the werkdossier of this program.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bewaartermijnen {
    /// What to know before reading a term.
    pub inleiding: Vec<Punt>,
    /// The terms.
    pub termijnen: Vec<Bewaartermijn>,
}

/// One term. Sources that contradict each other are two terms that name each other in `tegenspraak`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bewaartermijn {
    /// Name within the file.
    pub id: String,
    /// For which record, and whose.
    pub dossier: String,
    /// Ids of the sectors whose own record this is; none when it is somebody else's, such as that of Veilig Thuis.
    #[serde(default)]
    pub sectoren: Vec<String>,
    /// How many years.
    #[serde(default)]
    pub jaren: Option<u16>,
    /// How many months.
    #[serde(default)]
    pub maanden: Option<u16>,
    /// The term in words, or what comes on top of the number.
    #[serde(default)]
    pub woorden: Option<String>,
    /// From which moment it runs.
    #[serde(default)]
    pub vanaf: Option<String>,
    /// The law and its article, or the guide.
    #[serde(default)]
    pub grondslag: Option<String>,
    /// Date of the text that was read; the law may have changed since.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub stand: Option<Date>,
    /// What to mind.
    #[serde(default)]
    pub let_op: Vec<Punt>,
    /// Ids of the terms that say something else about the same record.
    #[serde(default)]
    pub tegenspraak: Vec<String>,
    /// Ids of sources in the head.
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

impl Bewaartermijn {
    /// `20 jaar, of langer als goede zorg dat vraagt`, `6 maanden`, or only words.
    pub fn term(&self) -> String {
        let years = self.jaren.map(|jaren| format!("{jaren} jaar"));
        let months =
            self.maanden.map(|maanden| format!("{maanden} {}", if maanden == 1 { "maand" } else { "maanden" }));
        let number: Vec<String> = years.into_iter().chain(months).collect();
        let number = number.join(" en ");
        match (&self.woorden, number.is_empty()) {
            (Some(woorden), true) => woorden.clone(),
            (Some(woorden), false) => format!("{number}, {woorden}"),
            (None, _) => number,
        }
    }
}
