//! Starter networks: what the regional plans name, taken over into the kluis as entries that nobody has confirmed yet.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::doen::zet_gegevens;
use super::gegevens::Deelregio;
use super::{Bevestigd, Herkomst, Netwerk, Netwerkgegevens, Soort, Telefoon, VanVeld, Veld, Vermelding, Waarde};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, sentence};
use crate::domain::inhoud::{self, Bestand, Nummer, Nummers, Startnetwerk, Zekerheid};
use crate::domain::kluis::{Batch, Change, Key, Model, Moment, Owner, Record, RecordId, Stored};
use crate::domain::telefoon;
use crate::domain::uren::Openingstijden;

/// The id that an entry of a content file always gets: whoever takes it over has the same one.
pub fn id_van(bestand: &str, vermelding: &str) -> RecordId {
    let digest = Sha256::digest(format!("aandacht startnetwerk {bestand}/{vermelding}"));
    RecordId(digest.first_chunk().copied().unwrap_or_default())
}

/// The entries of a starter network, set at this moment and confirmed by nobody.
///
/// # Errors
/// An entry does not have the shape of its kind, which loading excludes.
pub fn vermeldingen(bestand: &Bestand<Startnetwerk>, op: Timestamp) -> Result<Vec<(RecordId, Vermelding)>, Fault> {
    let door = format!("startnetwerk {} {}", bestand.inhoud.regio, bestand.kop.versie);
    let ids: HashMap<&str, RecordId> = bestand
        .inhoud
        .vermeldingen
        .iter()
        .map(|entry| (entry.id.as_str(), id_van(&bestand.kop.id, &entry.id)))
        .collect();
    let mut entries = Vec::new();
    for known in &bestand.inhoud.vermeldingen {
        let sources = bestand.kop.bronnen.iter().filter(|bron| known.bronnen.contains(&bron.id));
        let bron = sources.map(bron_kort).collect::<Vec<_>>().join("; ");
        let bron = match known.zekerheid {
            Zekerheid::Hoog => bron,
            Zekerheid::Middel | Zekerheid::Laag => format!("{bron}; zekerheid {}", known.zekerheid.name()),
        };
        let herkomst = Herkomst { op, door: door.clone(), bron };
        let mut entry = Vermelding::new(known.soort);
        for (name, value) in &known.velden {
            let veld = Veld::from_id(name).ok_or_else(|| onleesbaar(&bestand.kop.id, &known.id))?;
            let waarde = lees_waarde(veld, value, &ids).ok_or_else(|| onleesbaar(&bestand.kop.id, &known.id))?;
            entry.zet(veld, Some(waarde), &herkomst);
        }
        entries.push((id_van(&bestand.kop.id, &known.id), entry));
    }
    Ok(entries)
}

/// The value of a field in a content file, in which references are names within the file.
pub fn lees_waarde(veld: Veld, value: &Value, ids: &HashMap<&str, RecordId>) -> Option<super::Waarde> {
    use serde::de::DeserializeSeed;
    let id = |name: &Value| ids.get(name.as_str()?).map(|id| Value::String(id.to_string()));
    let vorm = veld.vorm();
    let value = if let super::Vorm::Verwijzing(_) = vorm {
        id(value)?
    } else if vorm == super::Vorm::Relaties {
        let mut others = value.clone();
        for other in others.as_array_mut()? {
            let met = id(other.get("met")?)?;
            *other.get_mut("met")? = met;
        }
        others
    } else {
        value.clone()
    };
    VanVeld(veld).deserialize(value).ok()
}

/// The title of a source, with its year when it does not stand in it: it is repeated at every entry.
fn bron_kort(bron: &crate::domain::inhoud::Bron) -> String {
    match bron.jaar.map(|jaar| jaar.to_string()) {
        Some(jaar) if !bron.titel.contains(&jaar) => format!("{} ({jaar})", bron.titel),
        _ => bron.titel.clone(),
    }
}

fn onleesbaar(bestand: &str, vermelding: &str) -> Fault {
    Fault::input(
        "Dit startnetwerk kan niet worden gelezen.",
        "Een veld heeft niet de vorm die erbij hoort.",
        "Laat het bestand controleren: aandacht checklists controleer",
    )
    .at(format!("{bestand}/{vermelding}"))
}

/// Takes a starter network over. What was taken over before stays as it is now, also when it was taken out.
///
/// # Errors
/// As [`vermeldingen`].
pub fn neem_over(model: &Model, bestand: &Bestand<Startnetwerk>, op: Timestamp) -> Result<Batch, Fault> {
    let netwerk = Netwerk::new(model);
    let fresh = vermeldingen(bestand, op)?.into_iter().filter(|(id, _)| netwerk.met_verwijderd(*id).is_none());
    let mut changes: Vec<Change> =
        fresh.map(|(id, entry)| Change::Put { key: Key::Id(id), owner: Owner::Shared, record: entry.into() }).collect();
    let before = Netwerkgegevens::van(model);
    let mut after = before.clone();
    vul_aan(&mut after, &bestand.inhoud);
    if after != before {
        changes.extend(zet_gegevens(after).changes);
    }
    Ok(Batch { changes })
}

/// How many of its entries are not in the kluis yet; what was taken out again does not come back.
pub fn nog_over_te_nemen(model: &Model, bestand: &Bestand<Startnetwerk>) -> usize {
    let netwerk = Netwerk::new(model);
    let known = |id: &str| netwerk.met_verwijderd(id_van(&bestand.kop.id, id)).is_some();
    bestand.inhoud.vermeldingen.iter().filter(|entry| !known(&entry.id)).count()
}

/// The region of a starter network joins what the network is of.
fn vul_aan(gegevens: &mut Netwerkgegevens, start: &Startnetwerk) {
    if gegevens.regio.is_empty() {
        gegevens.regio.clone_from(&start.regio);
    }
    for code in &start.gemeenten {
        if !gegevens.gemeenten.contains(code) {
            gegevens.gemeenten.push(code.clone());
        }
    }
    for part in &start.deelregios {
        if !gegevens.deelregios.iter().any(|known| known.naam == part.naam) {
            gegevens.deelregios.push(Deelregio { naam: part.naam.clone(), gemeenten: part.gemeenten.clone() });
        }
    }
}

/// A network for whoever has no kluis: what ships with the program, in memory, kept nowhere.
pub struct Los {
    /// The entries.
    pub model: Model,
    /// The titles of the starter networks that are in it; none when there is none for the region.
    pub netwerken: Vec<String>,
}

/// The national numbers alone, to look in beside a network of one's own.
pub fn landelijke_nummers(nummers: &Nummers) -> Model {
    let entries = landelijk(nummers).into_iter();
    Model::new(entries.map(|(id, entry)| (id, Stored { owner: Owner::Shared, record: entry.into() })).collect())
}

/// The national numbers, and the starter networks that serve one of these municipalities; all of them when none is named.
///
/// # Errors
/// The shipped content has problems, which the tests exclude.
pub fn los(reader: &dyn Reader, gemeenten: &[&str], op: Timestamp) -> Result<Los, Fault> {
    let mut records: BTreeMap<RecordId, Stored> = BTreeMap::new();
    let mut put = |id: RecordId, record: Record| records.insert(id, Stored { owner: Owner::Shared, record });
    let mut gegevens = Netwerkgegevens::default();
    let (mut netwerken, mut regios) = (Vec::new(), Vec::new());
    for entry in reader.entries(inhoud::Soort::Netwerk) {
        let file = reader.startnetwerk(&entry.id)?;
        if !gemeenten.is_empty() && !file.inhoud.gemeenten.iter().any(|code| gemeenten.contains(&code.as_str())) {
            continue;
        }
        for (id, known) in vermeldingen(&file, op)? {
            put(id, known.into());
        }
        vul_aan(&mut gegevens, &file.inhoud);
        netwerken.push(entry.titel);
        regios.push(file.inhoud.regio.clone());
    }
    for (id, known) in landelijk(&reader.nummers()?.inhoud) {
        put(id, known.into());
    }
    gegevens.regio = regios.join(", ");
    put(id_van(LOS, "netwerkgegevens"), gegevens.into());
    Ok(Los { model: Model::new(records), netwerken })
}

/// Says what there is to look in without a kluis: these starter networks.
pub fn zin(netwerken: &[String]) -> String {
    let which = match netwerken {
        [] => {
            return "Zonder kluis. Voor deze gemeente is er geen startnetwerk: u ziet alleen de landelijke nummers."
                .to_owned();
        }
        [one] => one.clone(),
        several => format!("{} startnetwerken", several.len()),
    };
    format!(
        "Zonder kluis: {which} en de landelijke nummers. Een startnetwerk komt uit plannen van de regio; niemand heeft \
         het nog gecontroleerd."
    )
}

/// What ids of the network without a kluis are made of, beside those of starter networks.
const LOS: &str = "landelijk";

/// The national numbers as entries; they were compared with their sources.
fn landelijk(nummers: &Nummers) -> Vec<(RecordId, Vermelding)> {
    nummers.nummers.iter().map(|number| (id_van(LOS, &number.id), van_nummer(number))).collect()
}

fn van_nummer(number: &Nummer) -> Vermelding {
    let op = Moment::utc(number.gecontroleerd_op.at(0, 0, 0, 0)).stamp;
    let door = "vergelijking met de bron".to_owned();
    let herkomst = Herkomst { op, door: door.clone(), bron: "landelijke nummers".to_owned() };
    let mut entry = Vermelding::new(Soort::Organisatie);
    let mut put = |veld: Veld, waarde: Waarde| entry.zet(veld, Some(waarde), &herkomst);
    put(Veld::Naam, Waarde::tekst(&number.naam));
    // Some have a place on the web instead of a number.
    let is_web = telefoon::Nummer::lees(&number.nummer).is_err() && number.nummer.contains('.');
    if is_web {
        put(Veld::Website, Waarde::tekst(&number.nummer));
    } else {
        let phone = Telefoon { nummer: number.nummer.as_str().into(), waarvoor: None, uren: None };
        put(Veld::Telefoons, Waarde::Telefoons(Box::new([phone])));
    }
    let mut note = format!("{}.", sentence(number.wanneer.trim_end_matches('.')));
    match Openingstijden::lees(&number.bereikbaar) {
        Ok(uren) => {
            put(Veld::Openingstijden, Waarde::Uren(uren));
        }
        Err(_) => note = format!("{note} Bereikbaar: {}.", number.bereikbaar.trim_end_matches('.')),
    }
    put(Veld::Notitie, Waarde::tekst(&note));
    entry.bevestig(Bevestigd { op, door });
    entry
}
