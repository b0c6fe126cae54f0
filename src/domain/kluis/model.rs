//! Everything in the kluis, in memory while it is open. Looking things up never touches the disk.

use std::collections::BTreeMap;

use super::{Applied, Favoriet, FavorietSoort, Herstelblad, Owner, Record, RecordId, Voorkeuren};

/// A record with its owner.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// Whose key it is sealed with.
    pub owner: Owner,
    /// The record.
    pub record: Record,
}

/// Everything in the kluis; empty while it is locked.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Model {
    records: BTreeMap<RecordId, Stored>,
}

impl Model {
    /// A model of these records.
    pub fn new(records: BTreeMap<RecordId, Stored>) -> Model {
        Model { records }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record with this id.
    pub fn get(&self, id: RecordId) -> Option<&Stored> {
        self.records.get(&id)
    }

    /// Every record of one kind.
    pub fn all<'a, E: 'a>(&'a self) -> impl Iterator<Item = (RecordId, &'a E)>
    where
        &'a E: TryFrom<&'a Record>,
    {
        self.records.iter().filter_map(|(id, stored)| Some((*id, <&E>::try_from(&stored.record).ok()?)))
    }

    /// Every record.
    pub fn records(&self) -> impl Iterator<Item = (RecordId, &Stored)> {
        self.records.iter().map(|(id, stored)| (*id, stored))
    }

    /// Takes in what was stored.
    pub fn apply(&mut self, applied: Vec<Applied>) {
        for change in applied {
            match change {
                Applied::Put(id, stored) => {
                    self.records.insert(id, stored);
                }
                Applied::Deleted(id) => {
                    self.records.remove(&id);
                }
            }
        }
    }

    /// The settings in the kluis.
    pub fn voorkeuren(&self) -> Voorkeuren {
        self.all::<Voorkeuren>().next().map(|(_, found)| found.clone()).unwrap_or_default()
    }

    /// Whether the recovery sheet in force was written down, as far as the program could see.
    pub fn has_sheet(&self) -> bool {
        self.all::<Herstelblad>().next().is_some()
    }

    /// Whether this is a favourite.
    pub fn is_favoriet(&self, soort: FavorietSoort, id: &str) -> bool {
        self.all::<Favoriet>().any(|(_, known)| known.soort == soort && known.id == id)
    }
}
