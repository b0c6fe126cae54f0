//! Taking over what the user agreed to: one batch, all or nothing.

use super::afzender::Afzender;
use super::koppeling::Onthouden;
use super::voorstel::{Antwoord, Lot, Voorstel, is_nieuwer};
use crate::domain::fault::Fault;
use crate::domain::kluis::{Batch, Change, Key, Model, Moment, Owner, Record, RecordId};
use crate::domain::netwerk::bestand::{Inhoud, Kop, Netwerkbestand};
use crate::domain::netwerk::versie::{self, Hoe};
use crate::domain::netwerk::{Herkomst, Netwerk, Netwerkgegevens, Vermelding, Waarde, doen};

/// So many changed entries can still be undone one by one; with more, what was there is kept as a version.
pub const MEEST_STAP: usize = 500;

/// From whom the rows come, and what is remembered of them.
pub struct Afkomst<'a> {
    /// The sender, with what was known of them.
    pub afzender: &'a Afzender,
    /// What the columns of their tables turned out to mean.
    pub koppelingen: &'a [Onthouden],
    /// The source that every field gets: `Wijkteam Heerlen, contacten.xlsx`.
    pub bron: &'a str,
    /// What was done, for the list of changes: `ingelezen: contacten.xlsx`.
    pub wat: &'a str,
}

/// The batch that takes a proposal over: entries, what is remembered of the sender, and a way back.
///
/// # Errors
/// The user still has to say of some rows whether they are entries that are there.
pub fn overnemen(model: &Model, voorstel: &Voorstel, afkomst: &Afkomst<'_>, now: Moment) -> Result<Batch, Fault> {
    let open = voorstel.open().count();
    if open > 0 {
        return Err(Fault::input(
            "Er is nog niets overgenomen.",
            if open == 1 {
                "Van 1 rij is nog niet gekozen of die al in het netwerk staat.".to_owned()
            } else {
                format!("Van {open} rijen is nog niet gekozen of ze al in het netwerk staan.")
            },
            "Kies bij elke rij: dezelfde, nieuw of overslaan.",
        ));
    }
    let netwerk = Netwerk::new(model);
    let door = Netwerkgegevens::van(model).door().to_owned();
    let herkomst = Herkomst { op: now.stamp, door, bron: afkomst.bron.to_owned() };
    let moved = voorstel.verhuisd();
    let mut afzender = afkomst.afzender.clone();
    let mut entries: Vec<(RecordId, Vermelding)> = Vec::new();
    for rij in &voorstel.rijen {
        if rij.lot == Lot::Geweigerd || rij.antwoord == Some(Antwoord::Overslaan) {
            continue;
        }
        let id = Voorstel::doel(rij);
        if let Some(key) = &rij.sleutel {
            afzender.sleutels.insert(key.to_string(), id);
        }
        if rij.lot == Lot::Gelijk {
            continue;
        }
        let before = netwerk.get(id);
        let mut entry = before.cloned().unwrap_or_else(|| Vermelding::new(rij.soort));
        for (veld, waarde) in &rij.velden {
            let waarde = waarde.clone().map(|waarde| moved.waarde(waarde));
            let himself = matches!(waarde, Some(Waarde::Verwijzing(other)) if other == id);
            if !himself {
                entry.zet(*veld, waarde, &herkomst);
            }
        }
        if let Some(confirmed) = rij.bevestigd.clone().filter(|known| is_nieuwer(Some(known), entry.bevestigd())) {
            entry.bevestig(confirmed);
        }
        if before != Some(&entry) {
            entries.push((id, entry));
        }
    }
    for known in afkomst.koppelingen {
        let columns = |other: &Onthouden| other.kolommen.iter().map(|(kop, _)| kop.clone()).collect::<Vec<_>>();
        afzender.koppelingen.retain(|other| columns(other) != columns(known));
        afzender.koppelingen.push(known.clone());
    }
    let mut batch = als_batch(model, entries, afkomst.wat, now);
    if !afzender.naam.is_empty() && &afzender != afkomst.afzender {
        batch.changes.push(put(Afzender::key(&afzender.naam), afzender));
    }
    Ok(batch)
}

/// Entries as a batch with a way back: a change that can be undone, or the version that was there.
pub(in crate::domain::netwerk) fn als_batch(
    model: &Model,
    entries: Vec<(RecordId, Vermelding)>,
    wat: &str,
    now: Moment,
) -> Batch {
    if entries.is_empty() {
        return Batch::default();
    }
    if entries.len() <= MEEST_STAP {
        return doen::stap(model, now, wat.to_owned(), entries);
    }
    let mut changes = ervoor(model, now);
    changes.extend(entries.into_iter().map(|(id, entry)| put(Key::Id(id), entry)));
    Batch { changes }
}

/// What is there now, as a version to go back to; nothing when there is nothing, or it is kept already.
pub(in crate::domain::netwerk) fn ervoor(model: &Model, now: Moment) -> Vec<Change> {
    if Netwerk::new(model).is_empty() {
        return Vec::new();
    }
    let gegevens = Netwerkgegevens::van(model);
    let inhoud = Inhoud::van(model, true);
    let kop = Kop {
        regio: gegevens.regio.clone(),
        uitgever: gegevens.door().to_owned(),
        gemaakt_op: now.stamp,
        geldig_tot: None,
        versie_id: inhoud.versie_id(),
        voorgangers: gegevens.voorgangers.clone(),
        oefening: false,
    };
    versie::bewaar(model, &Netwerkbestand { kop, inhoud }, Hoe::Ervoor, now.stamp)
}

fn put(key: Key, record: impl Into<Record>) -> Change {
    Change::Put { key, owner: Owner::Shared, record: record.into() }
}
