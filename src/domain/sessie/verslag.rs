//! What is kept of a session (`intervisie.md` §5.1), and nothing else.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::kluis::{Entity, RecordId};

/// Most key words of a session: more would tell a story.
pub const MEESTE_TREFWOORDEN: usize = 3;

/// A session as it is kept: no names, no places, no quotations, nothing of the case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sessie {
    /// The group.
    #[serde(default)]
    pub groep: Option<RecordId>,
    /// The day.
    pub datum: Date,
    /// Code of the way of working, such as `M05`.
    pub code: String,
    /// Its title as it was then.
    pub werkvorm: String,
    /// Planned minutes.
    pub gepland: u32,
    /// Minutes that it took.
    pub werkelijk: u32,
    /// How many people took part.
    pub aantal: u16,
    /// Ids of the sectors.
    #[serde(default)]
    pub sectoren: Vec<String>,
    /// Kind of case in key words, [`MEESTE_TREFWOORDEN`] at most.
    #[serde(default)]
    pub trefwoorden: Vec<String>,
    /// Learning points, without the case.
    #[serde(default)]
    pub leerpunten: Vec<String>,
    /// Actions.
    #[serde(default)]
    pub acties: Vec<Actie>,
    /// Signals for the coordinator of the region.
    #[serde(default)]
    pub signalen: Vec<String>,
    /// What the participants thought of it, without who.
    #[serde(default)]
    pub evaluatie: Vec<Evaluatie>,
    /// When the next one is.
    #[serde(default)]
    pub volgende: Option<Date>,
    /// Why something stayed that the anonymity check wanted to go; empty when nothing did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub toch: String,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Something that somebody will do.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actie {
    /// What.
    pub wat: String,
    /// Who, by role.
    pub rol: String,
    /// Before which day.
    #[serde(default)]
    pub voor: Option<Date>,
    /// When it was done.
    #[serde(default)]
    pub gedaan: Option<Date>,
}

/// What somebody thought of a session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluatie {
    /// How safe it was, 1 to 5.
    pub veilig: u8,
    /// How useful, 1 to 5.
    pub nuttig: u8,
    /// One thing to do better.
    #[serde(default)]
    pub verbetering: String,
}

impl Entity for Sessie {
    const KIND: &'static str = "sessie";
    const VERSION: u32 = 1;
}
