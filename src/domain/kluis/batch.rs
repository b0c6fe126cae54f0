//! Changes: a batch is done as a whole or not at all.

use std::fmt;

use super::Record;

/// Id of a record: random, so that it says neither what nor when.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

impl RecordId {
    /// The id that is written like this; `None` when it is none.
    pub fn from_hex(hex: &str) -> Option<RecordId> {
        let mut id = [0; 16];
        // A sign is not a digit, though a number may begin with one.
        if hex.len() != 2 * id.len() || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        for (at, byte) in id.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(RecordId(id))
    }

    /// The id that somebody writes: with the hyphens of a UUID or without, in letters of any size.
    pub fn lees(typed: &str) -> Option<RecordId> {
        let bare: String = typed.chars().filter(|letter| *letter != '-').collect();
        let hyphens = typed.char_indices().filter(|(_, letter)| *letter == '-').map(|(at, _)| at);
        let whole = bare.len() == typed.len() || hyphens.eq(HYPHENS);
        whole.then(|| RecordId::from_hex(&bare)).flatten()
    }

    /// As a UUID: 8-4-4-4-12. What is stored has no hyphens.
    pub fn uuid(self) -> String {
        let mut text = self.to_string();
        for at in HYPHENS {
            text.insert(at, '-');
        }
        text
    }
}

/// Where a UUID has its hyphens.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl serde::Serialize for RecordId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for RecordId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<RecordId, D::Error> {
        let hex = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
        RecordId::from_hex(&hex).ok_or_else(|| serde::de::Error::custom("not an id"))
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Where a record is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    /// Under a fresh id.
    New,
    /// Under this id.
    Id(RecordId),
    /// Under the id that belongs to this name; the name itself is never stored.
    Named(String),
    /// Under the id of the casus that is made with this batch.
    Casus,
}

/// Whose key a record is sealed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The common key: contacts, settings, versions.
    Shared,
    /// The key of one casus; without it the record can never be read again.
    Casus(RecordId),
    /// The key of the casus that is made with this batch: at most one. Nothing is ever stored under this name;
    /// [`Applied::Put`] says which casus it became.
    Fresh,
}

/// One change.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// Writes a record.
    Put {
        /// Where.
        key: Key,
        /// Whose.
        owner: Owner,
        /// What.
        record: Record,
    },
    /// Removes a record; removing what is not there is no error.
    Delete(Key),
}

/// Changes that belong together.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// In order.
    pub changes: Vec<Change>,
}

impl fmt::Debug for Batch {
    /// Only how many: what they hold is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Batch({})", self.changes.len())
    }
}

impl Batch {
    /// A batch of one common record.
    pub fn put(key: Key, record: impl Into<Record>) -> Batch {
        Batch { changes: vec![Change::Put { key, owner: Owner::Shared, record: record.into() }] }
    }

    /// Whether a casus is made with it.
    pub fn makes_casus(&self) -> bool {
        self.changes.iter().any(|change| match change {
            Change::Put { key, owner, .. } => *key == Key::Casus || *owner == Owner::Fresh,
            Change::Delete(key) => *key == Key::Casus,
        })
    }

    /// Whether something in it may stand in a vault of practice alone.
    pub fn is_alleen_oefening(&self) -> bool {
        self.changes.iter().any(|change| match change {
            Change::Put { record, .. } => matches!(record, Record::Oefenuitslag(_)),
            Change::Delete(_) => false,
        })
    }

    /// The same batch, now that the casus that is made with it has this id.
    #[must_use]
    pub fn for_casus(&self, casus: RecordId) -> Batch {
        let settled = |key: &Key| if *key == Key::Casus { Key::Id(casus) } else { key.clone() };
        let change = |change: &Change| match change {
            Change::Put { key, owner, record } => Change::Put {
                key: settled(key),
                owner: if *owner == Owner::Fresh { Owner::Casus(casus) } else { *owner },
                record: record.clone(),
            },
            Change::Delete(key) => Change::Delete(settled(key)),
        };
        Batch { changes: self.changes.iter().map(change).collect() }
    }

    /// The same, and this is removed with it.
    #[must_use]
    pub fn and_delete(mut self, key: Key) -> Batch {
        self.changes.push(Change::Delete(key));
        self
    }

    /// A batch of one removal.
    pub fn delete(key: Key) -> Batch {
        Batch { changes: vec![Change::Delete(key)] }
    }
}

/// What came of a change, for the [`super::Model`].
#[derive(Clone, PartialEq, Eq)]
pub enum Applied {
    /// Written under this id.
    Put(RecordId, super::Stored),
    /// Removed.
    Deleted(RecordId),
}

#[cfg(test)]
mod tests {
    use super::RecordId;

    #[test]
    fn an_id_is_read_with_its_hyphens_and_without_and_in_no_other_shape() {
        let id = RecordId([0x1f, 0x2e, 0x3d, 0x4c, 0x5b, 0x6a, 0x79, 0x88, 0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(id.uuid(), "1f2e3d4c-5b6a-7988-0001-020304050607");
        for same in [id.uuid(), id.to_string(), id.uuid().to_uppercase()] {
            assert_eq!(RecordId::lees(&same), Some(id), "{same}");
        }
        for other in
            ["", "1f2e3d4c", "1f2e-3d4c5b6a-7988-0001-020304050607", "1f2e3d4c-5b6a798800010203040506-07", "wijkteam"]
        {
            assert_eq!(RecordId::lees(other), None, "{other}");
        }
        assert_eq!(RecordId::from_hex(&"+f".repeat(16)), None);
    }
}
