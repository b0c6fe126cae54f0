//! What can be done to the network. Each act is one batch: the entries it touches and the step by which it can be undone.

use super::gegevens::Nazienronde;
use super::stap::{Netwerkstap, Verschil};
use super::{
    Bevestigd, Herkomst, Keten, Netwerk, Netwerkgegevens, Relatie, Soort, Veld, Vermelding, Verwijderd, Waarde,
};
use crate::domain::fault::Fault;
use crate::domain::kluis::{Batch, Change, Key, Model, Moment, Owner, Record, RecordId};

/// What was filled in for an entry: fields with a value, or nothing for one that was left empty.
pub type Ingevuld = Vec<(Veld, Option<Waarde>)>;

/// The name of the source when somebody types something in.
pub const ZELF: &str = "zelf ingevuld";

/// Makes an entry. The answer says under which id.
///
/// # Errors
/// As [`wijzig`].
pub fn maak(
    model: &Model,
    soort: Soort,
    filled: &Ingevuld,
    bron: &str,
    now: Moment,
) -> Result<(RecordId, Batch), Fault> {
    let id = model.fresh(now, 0);
    let mut entry = Vermelding::new(soort);
    vul(&mut entry, filled, &herkomst(model, bron, now));
    goed(model, id, &entry)?;
    let wat = format!("{} toegevoegd: {}", soort.text(), entry.titel());
    Ok((id, stap(model, now, wat, vec![(id, entry)])))
}

/// Changes an entry, and confirms it when asked. Nothing when nothing would change.
///
/// # Errors
/// The required field is empty, a reference points to something that is not there or to itself, or stand-ins or
/// organisations would go around in a circle.
pub fn wijzig(
    model: &Model,
    id: RecordId,
    filled: &Ingevuld,
    bron: &str,
    bevestig: bool,
    now: Moment,
) -> Result<Option<Batch>, Fault> {
    let before = er_is(model, id)?;
    let mut entry = before.clone();
    vul(&mut entry, filled, &herkomst(model, bron, now));
    if bevestig {
        entry.bevestig(Bevestigd { op: now.stamp, door: door(model) });
    }
    if entry == *before {
        return Ok(None);
    }
    goed(model, id, &entry)?;
    let wat = format!("gewijzigd: {}", entry.titel());
    Ok(Some(stap(model, now, wat, vec![(id, entry)])))
}

/// Takes an entry out. It stays as a tombstone, and can be put back by undoing.
///
/// # Errors
/// It is not there.
pub fn verwijder(model: &Model, id: RecordId, now: Moment) -> Result<Batch, Fault> {
    let mut entry = er_is(model, id)?.clone();
    entry.zet_verwijderd(Some(Verwijderd { op: now.stamp, door: door(model), opgegaan_in: None }));
    let wat = format!("verwijderd: {}", Netwerk::new(model).naam(&entry));
    Ok(stap(model, now, wat, vec![(id, entry)]))
}

/// What came of asking whether an entry is still true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nagezien {
    /// It is.
    KloptNog,
    /// Nobody answered.
    GeenAntwoord,
}

/// Notes what came of asking whether an entry is still true.
///
/// # Errors
/// It is not there.
pub fn nagezien(model: &Model, id: RecordId, uitkomst: Nagezien, now: Moment) -> Result<Batch, Fault> {
    let mut entry = er_is(model, id)?.clone();
    let wat = match uitkomst {
        Nagezien::KloptNog => {
            entry.bevestig(Bevestigd { op: now.stamp, door: door(model) });
            format!("klopt nog: {}", entry.titel())
        }
        Nagezien::GeenAntwoord => {
            entry.zet_geen_antwoord(now.stamp);
            format!("geen antwoord: {}", entry.titel())
        }
    };
    Ok(stap(model, now, wat, vec![(id, entry)]))
}

/// Begins a review round, for one municipality when its code is given.
pub fn begin_ronde(gemeente: &str, now: Moment) -> Batch {
    let round = Nazienronde { begonnen: now.stamp, gemeente: gemeente.to_owned(), rest: serde_json::Map::new() };
    Batch::put(Nazienronde::key(), round)
}

/// Ends the review round.
pub fn eind_ronde() -> Batch {
    Batch::delete(Nazienronde::key())
}

/// Merges two entries: the first stays with these values, the second becomes a tombstone that says so, and whatever
/// referred to the second refers to the first.
///
/// # Errors
/// One of them is not there, they are of different kinds, or as [`wijzig`].
pub fn voeg_samen(
    model: &Model,
    blijft: RecordId,
    gaat: RecordId,
    filled: &Ingevuld,
    now: Moment,
) -> Result<Batch, Fault> {
    let (stays, goes) = (er_is(model, blijft)?, er_is(model, gaat)?);
    if blijft == gaat || stays.soort() != goes.soort() {
        return Err(Fault::input(
            "Deze twee kunnen niet samen.",
            "Ze zijn niet van dezelfde soort.",
            "Kies twee vermeldingen van dezelfde soort.",
        ));
    }
    let herkomst = herkomst(model, ZELF, now);
    let mut result = stays.clone();
    for (veld, waarde) in filled {
        // A value that was taken over keeps when and by whom it was set there.
        let origin = if goes.waarde(*veld) == waarde.as_ref() { goes.herkomst(*veld) } else { None };
        result.zet(*veld, waarde.clone(), origin.unwrap_or(&herkomst));
    }
    let mut away = goes.clone();
    away.zet_verwijderd(Some(Verwijderd { op: now.stamp, door: door(model), opgegaan_in: Some(blijft) }));
    let mut changed = vec![(blijft, verwezen(&result, gaat, blijft, &herkomst).unwrap_or(result)), (gaat, away)];
    for (id, entry) in Netwerk::new(model).alle().filter(|(id, _)| *id != blijft && *id != gaat) {
        changed.extend(verwezen(entry, gaat, blijft, &herkomst).map(|entry| (id, entry)));
    }
    goed(model, blijft, &changed[0].1)?;
    let wat = format!("samengevoegd: {}", stays.titel());
    Ok(stap(model, now, wat, changed))
}

/// The entry with its references to one other turned to another; nothing when it has none.
fn verwezen(entry: &Vermelding, from: RecordId, to: RecordId, herkomst: &Herkomst) -> Option<Vermelding> {
    let refers = Veld::VERWIJZINGEN.iter().any(|veld| entry.verwijzing(*veld) == Some(from));
    let is_tied = entry.relaties().iter().any(|relatie| relatie.met == from);
    // A merge asks this of the whole network: only what changes is copied.
    if !refers && !is_tied {
        return None;
    }
    let mut changed = entry.clone();
    for veld in Veld::VERWIJZINGEN.into_iter().filter(|veld| entry.verwijzing(*veld) == Some(from)) {
        changed.zet(veld, Some(Waarde::Verwijzing(to)), herkomst);
    }
    if is_tied {
        let others = entry.relaties().iter().map(|relatie| Relatie {
            soort: relatie.soort.clone(),
            met: if relatie.met == from { to } else { relatie.met },
        });
        changed.zet(Veld::Relaties, Some(Waarde::Relaties(others.collect())), herkomst);
    }
    Some(changed)
}

/// The change that undoing would take back, and the one that redoing would do again.
pub fn terug_en_opnieuw(model: &Model) -> (Option<&Netwerkstap>, Option<&Netwerkstap>) {
    let steps = Netwerkstap::alle(model);
    let undo = steps.iter().rev().find(|step| !step.ongedaan).copied();
    let redo = steps.iter().rev().take_while(|step| step.ongedaan).last().copied();
    (undo, redo)
}

/// Takes the last change back, or does it again. Nothing when there is none.
///
/// # Errors
/// An entry was changed since in another way (by an import): what stands there now would be lost.
pub fn keer(model: &Model, terug: bool, now: Moment) -> Result<Option<Batch>, Fault> {
    let (undo, redo) = terug_en_opnieuw(model);
    let Some(step) = (if terug { undo } else { redo }) else { return Ok(None) };
    let network = Netwerk::new(model);
    let mut changes = Vec::new();
    for verschil in &step.verschillen {
        let now_there = network.met_verwijderd(verschil.id);
        let expected = if terug { Some(&verschil.na) } else { verschil.voor.as_ref() };
        // A new entry that is undone stays as a tombstone.
        let is_gone = now_there.is_some_and(|entry| entry.verwijderd().is_some()) && expected.is_none();
        if now_there != expected && !is_gone {
            return Err(Fault::input(
                "Dit kan niet meer ongedaan gemaakt worden.",
                "De vermelding is daarna op een andere manier veranderd.",
                "Pas de vermelding zelf aan.",
            ));
        }
        let entry = match (terug, &verschil.voor) {
            (false, _) => verschil.na.clone(),
            (true, Some(before)) => before.clone(),
            (true, None) => {
                let mut gone = verschil.na.clone();
                gone.zet_verwijderd(Some(Verwijderd { op: now.stamp, door: door(model), opgegaan_in: None }));
                gone
            }
        };
        changes.push(put(Key::Id(verschil.id), entry));
    }
    let turned = Netwerkstap { ongedaan: terug, ..step.clone() };
    changes.push(put(Netwerkstap::key(step.nr), turned));
    Ok(Some(Batch { changes }))
}

/// Keeps what the network is of and who keeps it.
pub fn zet_gegevens(gegevens: Netwerkgegevens) -> Batch {
    Batch::put(Netwerkgegevens::key(), gegevens)
}

/// Who sets and confirms.
fn door(model: &Model) -> String {
    Netwerkgegevens::van(model).door().to_owned()
}

fn herkomst(model: &Model, bron: &str, now: Moment) -> Herkomst {
    Herkomst { op: now.stamp, door: door(model), bron: bron.to_owned() }
}

fn vul(entry: &mut Vermelding, filled: &Ingevuld, herkomst: &Herkomst) {
    for (veld, waarde) in filled {
        entry.zet(*veld, waarde.clone(), herkomst);
    }
}

fn er_is(model: &Model, id: RecordId) -> Result<&Vermelding, Fault> {
    Netwerk::new(model).get(id).ok_or_else(|| {
        Fault::input(
            "Deze vermelding is er niet meer.",
            "Ze is verwijderd of samengevoegd.",
            "Maak het verwijderen ongedaan, of zoek opnieuw.",
        )
    })
}

/// Whether an entry may be kept as it is.
fn goed(model: &Model, id: RecordId, entry: &Vermelding) -> Result<(), Fault> {
    let required = Veld::verplicht(entry.soort());
    if entry.tekst(required).trim().is_empty() {
        return Err(Fault::input(
            format!("Vul het veld {} in.", required.label()),
            "Zonder dat is de vermelding niet te herkennen.",
            "Typ een naam of functie.",
        ));
    }
    for veld in Veld::VERWIJZINGEN {
        keten(model, id, entry, veld)?;
    }
    Ok(())
}

/// A reference must lead to something that is there, and never back.
fn keten(model: &Model, id: RecordId, entry: &Vermelding, veld: Veld) -> Result<(), Fault> {
    match Netwerk::new(model).keten(id, entry, veld) {
        Keten::Goed => Ok(()),
        Keten::Kring => Err(Fault::input(
            format!("Bij {} ontstaat een kring.", veld.label()),
            "Langs deze weg komt u weer bij dezelfde vermelding uit, en dan is er niemand.",
            "Kies een andere, of laat het veld leeg.",
        )),
        Keten::Weg => Err(Fault::input(
            format!("Wat bij {} staat, is er niet meer.", veld.label()),
            "De vermelding is verwijderd.",
            "Kies een andere, of laat het veld leeg.",
        )),
    }
}

/// The batch of an act: entries and the step that undoes it. What was undone before can no longer be done again.
pub(super) fn stap(model: &Model, now: Moment, wat: String, entries: Vec<(RecordId, Vermelding)>) -> Batch {
    let network = Netwerk::new(model);
    let steps = Netwerkstap::alle(model);
    // The numbers go on, also when everything that is kept was undone.
    let first_undone = steps.iter().rev().take_while(|step| step.ongedaan).last();
    let last_kept = first_undone.map_or_else(|| steps.last().map_or(0, |step| step.nr), |step| step.nr - 1);
    let mut changes: Vec<Change> = Vec::new();
    // The first of them is written over by this one.
    for undone in steps.iter().filter(|step| step.nr > last_kept + 1) {
        changes.push(Change::Delete(Netwerkstap::key(undone.nr)));
    }
    let verschillen = entries
        .iter()
        .map(|(id, na)| Verschil { id: *id, voor: network.met_verwijderd(*id).cloned(), na: na.clone() })
        .collect();
    changes.extend(entries.into_iter().map(|(id, entry)| put(Key::Id(id), entry)));
    let step = Netwerkstap {
        nr: last_kept + 1,
        op: now.stamp,
        wat,
        verschillen,
        ongedaan: false,
        rest: serde_json::Map::new(),
    };
    changes.push(put(Netwerkstap::key(step.nr), step));
    Batch { changes }
}

fn put(key: Key, record: impl Into<Record>) -> Change {
    Change::Put { key, owner: Owner::Shared, record: record.into() }
}
