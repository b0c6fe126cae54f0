//! A session that goes on, as it is written at every act so that nothing can end it but its users.

use serde::{Deserialize, Serialize};

use super::verloop::Verloop;
use crate::domain::kluis::RecordId;
use crate::domain::oefening::spel::Oefenstand;

/// The version of what is written.
pub const VERSIE: u32 = 1;

/// A session that goes on. It is written in a file that anybody on this account can read, because there may be no kluis
/// and a session is taken up before a password is typed: so it holds ids of shipped or own content, numbers and moments,
/// and not one word that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lopend {
    /// [`VERSIE`].
    pub versie: u32,
    /// Id of the way of working.
    pub werkvorm: String,
    /// The clock.
    pub verloop: Verloop,
    /// How many people take part.
    pub deelnemers: u16,
    /// The group, when the kluis knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groep: Option<RecordId>,
    /// The record in the kluis that the close fills in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sessie: Option<RecordId>,
    /// Whether the clock is shown as time passed instead of time left.
    #[serde(default)]
    pub optellen: bool,
    /// Whether the end of a phase is heard.
    #[serde(default)]
    pub geluid: bool,
    /// How the exercise stands, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oefening: Option<Oefenstand>,
}
