//! One side of what two versions differ in: the value, and when, by whom and from which source it was set.

use jiff::Timestamp;
use serde_json::Value;

use crate::domain::kluis::RecordId;
use crate::domain::netwerk::{Deelregio, Herkomst, Soort, Veld, Vermelding, Waarde};

/// What something is in one version.
#[derive(Clone, PartialEq, Eq)]
pub enum Gegeven {
    /// The name of the region.
    Regio(String),
    /// The municipalities of the region, by code.
    Gemeenten(Vec<String>),
    /// The parts of the region.
    Deelregios(Vec<Deelregio>),
    /// What kind of entry.
    Soort(Soort),
    /// The entry is there.
    Blijft,
    /// The entry was taken out.
    Verwijderd {
        /// The entry it was merged with.
        opgegaan_in: Option<RecordId>,
    },
    /// What stands in the field; nothing when it was emptied or never filled in.
    Veld(Option<Waarde>),
}

impl Gegeven {
    /// How a decision records it: the value as a network file writes it, and of an entry whether it was taken out.
    pub fn json(&self) -> Value {
        let value = match self {
            Gegeven::Regio(regio) => serde_json::to_value(regio),
            Gegeven::Gemeenten(codes) => serde_json::to_value(codes),
            Gegeven::Deelregios(delen) => serde_json::to_value(delen),
            Gegeven::Soort(soort) => serde_json::to_value(soort),
            Gegeven::Blijft => Ok(Value::Bool(false)),
            Gegeven::Verwijderd { .. } => Ok(Value::Bool(true)),
            Gegeven::Veld(waarde) => serde_json::to_value(waarde),
        };
        // What holds texts and values is always JSON.
        value.unwrap_or_default()
    }
}

/// What something is in one version, and where that comes from.
#[derive(Clone, PartialEq, Eq)]
pub struct Kant {
    /// What it is.
    pub waarde: Gegeven,
    /// When it was set; nothing when that is not known, as of what the network is of.
    pub op: Option<Timestamp>,
    /// By whom.
    pub door: Option<String>,
    /// From which source; a removal and a confirmation have none.
    pub bron: Option<String>,
}

impl Kant {
    /// Of what the network is of nobody keeps where it comes from.
    pub(super) fn gebied(waarde: Gegeven) -> Kant {
        Kant { waarde, op: None, door: None, bron: None }
    }

    /// A field of an entry.
    pub(super) fn veld(entry: &Vermelding, veld: Veld) -> Kant {
        Kant::met(Gegeven::Veld(entry.waarde(veld).cloned()), entry.herkomst(veld))
    }

    /// Whether an entry is there, with when it was taken out, or what was last done to it.
    pub(super) fn aanwezig(entry: &Vermelding) -> Kant {
        match entry.verwijderd() {
            Some(gone) => Kant {
                waarde: Gegeven::Verwijderd { opgegaan_in: gone.opgegaan_in },
                op: Some(gone.op),
                door: Some(gone.door.clone()),
                bron: None,
            },
            None => Kant::geheel(entry, Gegeven::Blijft),
        }
    }

    /// What kind an entry is, with what was last done to it.
    pub(super) fn soort(entry: &Vermelding) -> Kant {
        Kant::geheel(entry, Gegeven::Soort(entry.soort()))
    }

    fn geheel(entry: &Vermelding, waarde: Gegeven) -> Kant {
        let set = entry.velden().filter_map(|(_, _, origin)| origin).max_by_key(|origin| origin.volgorde());
        match entry.bevestigd().filter(|known| set.is_none_or(|origin| known.op > origin.op)) {
            Some(known) => Kant { waarde, op: Some(known.op), door: Some(known.door.clone()), bron: None },
            None => Kant::met(waarde, set),
        }
    }

    fn met(waarde: Gegeven, herkomst: Option<&Herkomst>) -> Kant {
        Kant {
            waarde,
            op: herkomst.map(|origin| origin.op),
            door: herkomst.map(|origin| origin.door.clone()),
            bron: herkomst.map(|origin| origin.bron.clone()),
        }
    }

    /// The origin of a field.
    pub(super) fn herkomst(&self) -> Option<Herkomst> {
        Some(Herkomst { op: self.op?, door: self.door.clone()?, bron: self.bron.clone()? })
    }
}
