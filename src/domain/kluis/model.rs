//! Everything in the kluis, in memory while it is open. Looking things up never touches the disk.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Applied, Favoriet, FavorietSoort, Herstelblad, Moment, Owner, Record, RecordId, Voorkeuren};
use crate::domain::netwerk::{Index, Vermelding};

/// A record with its owner.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// Whose key it is sealed with.
    pub owner: Owner,
    /// The record.
    pub record: Record,
}

/// Everything in the kluis; empty while it is locked.
#[derive(Clone, Default)]
pub struct Model {
    records: BTreeMap<RecordId, Stored>,
    /// The words of the network; follows from the records.
    netwerk: Box<Index>,
    /// Secret and random, for ids of what is made in memory.
    zaad: [u8; 16],
}

/// So many changes at once are taken in faster by making the index anew.
const MANY: usize = 500;

impl PartialEq for Model {
    fn eq(&self, other: &Model) -> bool {
        self.records == other.records
    }
}

impl Eq for Model {}

impl Model {
    /// A model of these records.
    pub fn new(records: BTreeMap<RecordId, Stored>) -> Model {
        Model { netwerk: Box::new(index(&records)), records, zaad: [0; 16] }
    }

    /// The same, with a secret and random seed for [`Model::fresh`].
    #[must_use]
    pub fn with_seed(self, zaad: [u8; 16]) -> Model {
        Model { zaad, ..self }
    }

    /// An id that nothing has yet, for something that is made at this moment; the same for the same number.
    pub fn fresh(&self, now: Moment, nth: u64) -> RecordId {
        let mut digest = Sha256::new();
        digest.update(self.zaad);
        digest.update(now.stamp.as_nanosecond().to_be_bytes());
        digest.update((self.records.len() as u64).to_be_bytes());
        digest.update(nth.to_be_bytes());
        RecordId(digest.finalize().first_chunk().copied().unwrap_or_default())
    }

    /// The words of the network.
    pub fn netwerkindex(&self) -> &Index {
        &self.netwerk
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
        let mut entries = Vec::new();
        for change in applied {
            let (id, before, now) = match change {
                Applied::Put(id, stored) => {
                    let now = matches!(stored.record, Record::Vermelding(_));
                    (id, self.records.insert(id, stored), now)
                }
                Applied::Deleted(id) => (id, self.records.remove(&id), false),
            };
            if now || before.is_some_and(|stored| matches!(stored.record, Record::Vermelding(_))) {
                entries.push(id);
            }
        }
        if entries.len() > MANY {
            *self.netwerk = index(&self.records);
            return;
        }
        for id in entries {
            self.netwerk.volg(id, &|id| entry(&self.records, id));
        }
        if self.netwerk.is_versleten() {
            *self.netwerk = index(&self.records);
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

fn index(records: &BTreeMap<RecordId, Stored>) -> Index {
    Index::van(records.iter().filter_map(|(id, stored)| Some((*id, <&Vermelding>::try_from(&stored.record).ok()?))))
}

fn entry(records: &BTreeMap<RecordId, Stored>, id: RecordId) -> Option<&Vermelding> {
    records.get(&id).and_then(|stored| <&Vermelding>::try_from(&stored.record).ok())
}
