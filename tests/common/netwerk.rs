//! A network to try things on, as somebody wrote it who had not seen the code.

use std::collections::{BTreeMap, HashMap};

use aandacht::domain::inhoud::{Gemeenten, Inhoud, read};
use aandacht::domain::kluis::{Applied, Batch, Change, Key, Model, Owner, RecordId, Stored};
use aandacht::domain::netwerk::start::{id_van, lees_waarde};
use aandacht::domain::netwerk::{Herkomst, Soort, Veld, Vermelding};
use jiff::Timestamp;

/// The municipalities that ship.
pub fn gemeenten() -> Gemeenten {
    let bytes = include_bytes!("../../checklists/gemeenten/gemeenten.json");
    match read(bytes, "gemeenten.json") {
        Ok(Inhoud::Gemeenten(file)) => file.inhoud,
        _ => panic!("the municipalities can be read"),
    }
}

/// The entries of the fixture by their names, in a model.
pub fn proefnet() -> (Model, BTreeMap<String, RecordId>) {
    let file: serde_json::Value = serde_json::from_str(include_str!("../data/netwerk/proefnet.json")).expect("JSON");
    let entries = file["vermeldingen"].as_array().expect("entries");
    let name = |entry: &serde_json::Value| entry["id"].as_str().expect("an id").to_owned();
    let ids: BTreeMap<String, RecordId> =
        entries.iter().map(|entry| (name(entry), id_van("proefnet", &name(entry)))).collect();
    let by_name: HashMap<&str, RecordId> = ids.iter().map(|(name, id)| (name.as_str(), *id)).collect();
    let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "proef".to_owned(), bron: "proefnet".to_owned() };
    let records = entries.iter().map(|entry| {
        let soort = Soort::from_id(entry["soort"].as_str().expect("a kind")).expect("a known kind");
        let mut made = Vermelding::new(soort);
        for (field, value) in entry["velden"].as_object().expect("fields") {
            let veld = Veld::from_id(field).expect("a known field");
            let waarde = lees_waarde(veld, value, &by_name).unwrap_or_else(|| panic!("{}: {field}", name(entry)));
            made.zet(veld, Some(waarde), &herkomst);
        }
        (ids[&name(entry)], Stored { owner: Owner::Shared, record: made.into() })
    });
    (Model::new(records.collect()), ids)
}

/// Does to the model what the kluis does.
pub fn keep(model: &mut Model, batch: Batch) {
    let applied = batch.changes.into_iter().map(|change| match change {
        Change::Put { key, owner, record } => Applied::Put(place(&key), Stored { owner, record }),
        Change::Delete(key) => Applied::Deleted(place(&key)),
    });
    model.apply(applied.collect());
}

fn place(key: &Key) -> RecordId {
    match key {
        Key::Id(id) => *id,
        Key::Named(name) => id_van("naam", name),
        Key::New | Key::Casus => panic!("the network names its records"),
    }
}
