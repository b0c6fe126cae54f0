//! Why a casus was destroyed: one fixed word, which stays in the audit log when nothing else of the casus does.

use serde::{Deserialize, Serialize};

/// The rule by which a casus was destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vernietigregel {
    /// It was handed over, and stands where it belongs now.
    NaOverdracht,
    /// The person it is about asked for it.
    OpVerzoek,
    /// It should never have been there.
    Vergissing,
}

impl Vernietigregel {
    /// Every rule, in the order in which they are offered.
    pub const ALL: [Vernietigregel; 3] =
        [Vernietigregel::NaOverdracht, Vernietigregel::OpVerzoek, Vernietigregel::Vergissing];

    /// What the user reads.
    pub fn text(self) -> &'static str {
        match self {
            Vernietigregel::NaOverdracht => "klaar, en overgedragen aan het dossier van de organisatie",
            Vernietigregel::OpVerzoek => "op verzoek van degene om wie het gaat",
            Vernietigregel::Vergissing => "per ongeluk begonnen",
        }
    }

    /// The word in the audit log.
    pub fn word(self) -> &'static str {
        match self {
            Vernietigregel::NaOverdracht => "na-overdracht",
            Vernietigregel::OpVerzoek => "op-verzoek",
            Vernietigregel::Vergissing => "vergissing",
        }
    }
}
