//! Entries as JSON: the rows that several commands print.

use jiff::civil::{Date, DateTime};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::bron::Bron;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::{Netwerk, Veld, Vermelding, Waarde, bereik, dag, gecontroleerd, nummer_tekst};

/// An entry in a list.
#[derive(Serialize)]
pub struct Rij {
    /// As a UUID.
    id: String,
    soort: &'static str,
    naam: String,
    /// The name of the organisation it belongs to.
    organisatie: Option<String>,
    /// Id of the role of a contact.
    rol: Option<String>,
    /// What to ring first.
    nummer: Option<String>,
    /// Whether somebody answers now, in words.
    bereik: String,
    /// The same as yes or no; nothing when no hours are known.
    nu_bereikbaar: Option<bool>,
    /// Whether, when and by whom it was confirmed, in words.
    gecontroleerd: String,
    bevestigd: bool,
    /// The day on which it was confirmed.
    bevestigd_op: Option<Date>,
}

impl Rij {
    /// The row of an entry; nothing when it is not there.
    pub fn of(bron: &Bron, id: RecordId, nu: DateTime) -> Option<Rij> {
        let netwerk = bron.netwerk();
        let entry = netwerk.get(id)?;
        let rol = entry.tekst(Veld::Rol);
        Some(Rij {
            id: id.uuid(),
            soort: entry.soort().id(),
            naam: netwerk.naam(entry),
            organisatie: netwerk.organisatie(entry).map(|(_, org)| org.titel().to_owned()),
            rol: (!rol.is_empty()).then(|| rol.to_owned()),
            nummer: netwerk.telefoons(entry).first().map(|phone| nummer_tekst(&phone.nummer)),
            bereik: bereik(netwerk, entry, nu),
            nu_bereikbaar: netwerk.stand(entry, nu).map(|_| netwerk.is_bereikbaar(id, nu)),
            gecontroleerd: gecontroleerd(entry, nu.date()),
            bevestigd: entry.bevestigd().is_some(),
            bevestigd_op: entry.bevestigd().map(|known| dag(known.op)),
        })
    }

    /// The rows of entries.
    pub fn all(bron: &Bron, ids: &[RecordId], nu: DateTime) -> Vec<Rij> {
        ids.iter().filter_map(|id| Rij::of(bron, *id, nu)).collect()
    }
}

/// The fields of an entry by their ids: what stands in them, and when, by whom and from which source it was set.
pub fn velden(netwerk: Netwerk<'_>, entry: &Vermelding) -> Map<String, Value> {
    let filled = entry.velden().filter_map(|(veld, waarde, herkomst)| Some((veld, waarde?, herkomst)));
    filled
        .map(|(veld, waarde, herkomst)| {
            let mut field = json!({ "waarde": als_json(netwerk, waarde) });
            if let (Some(herkomst), Some(field)) = (herkomst, field.as_object_mut()) {
                field.insert("gezet_op".to_owned(), json!(dag(herkomst.op)));
                field.insert("door".to_owned(), json!(herkomst.door));
                field.insert("bron".to_owned(), json!(herkomst.bron));
            }
            (veld.id().to_owned(), field)
        })
        .collect()
}

/// A value; of another entry its id as a UUID and its name.
fn als_json(netwerk: Netwerk<'_>, waarde: &Waarde) -> Value {
    let ander = |id: RecordId| json!({ "id": id.uuid(), "naam": netwerk.get(id).map(|entry| netwerk.naam(entry)) });
    match waarde {
        Waarde::Verwijzing(id) => ander(*id),
        Waarde::Relaties(others) => {
            others.iter().map(|relatie| json!({ "soort": relatie.soort, "met": ander(relatie.met) })).collect()
        }
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}
