//! A group that meets over the year: who is next, what was agreed, what came of the year.
//!
//! What leaves the program about a group is counted, and a number under [`MINSTE`] that could point to
//! somebody is never written.

mod acties;
mod agenda;
mod formulier;
mod jaar;
mod lijst;
mod planning;
mod tellen;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use acties::{OpenActie, acties_nu, open_acties, zet_gedaan};
pub use agenda::{Agendapunt, agenda, bijeenkomst_tekst};
pub use formulier::{GroepVraag, groep_draft, groep_form, groep_van};
pub use jaar::{jaarnaam, jaaroverzicht, signalen};
pub use lijst::{beurt, gebracht, groep, groepen, met_code, sessies, van_jaar, volgende_bijeenkomst, wijzig};
pub use planning::{lees_planning, planning};
pub use tellen::{MINSTE, WEINIG, aantal_mensen};

use crate::domain::kluis::Entity;

/// A group of intervisie. No names: a group has a code, and who brings a case is known by function.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groep {
    /// Code or name of the group, such as `AF-groep 2`.
    pub code: String,
    /// How many people are in it.
    pub aantal: u16,
    /// Ids of the sectors that they come from.
    #[serde(default)]
    pub sectoren: Vec<String>,
    /// Who brings a case, by function and without names, the next one first: who has brought one goes to the end.
    /// Nothing says who brought which case.
    #[serde(default)]
    pub beurten: Vec<String>,
    /// The meetings of the year.
    #[serde(default)]
    pub bijeenkomsten: Vec<Bijeenkomst>,
    /// The group has ended; its sessions stay.
    #[serde(default)]
    pub gestopt: bool,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A planned meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bijeenkomst {
    /// The day.
    pub datum: Date,
    /// When it begins.
    #[serde(default)]
    pub tijd: Option<Time>,
    /// How long it takes.
    pub minuten: u16,
    /// It does not take place.
    #[serde(default)]
    pub vervallen: bool,
}

impl Entity for Groep {
    const KIND: &'static str = "groep";
    const VERSION: u32 = 1;
}
