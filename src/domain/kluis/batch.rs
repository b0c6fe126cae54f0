//! Changes: a batch is done as a whole or not at all.

use std::fmt;

use super::Record;

/// Id of a record: random, so that it says neither what nor when.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
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
}

/// Whose key a record is sealed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The common key: contacts, settings, versions.
    Shared,
    /// The key of one casus; without it the record can never be read again.
    Casus(RecordId),
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

impl Batch {
    /// A batch of one common record.
    pub fn put(key: Key, record: impl Into<Record>) -> Batch {
        Batch { changes: vec![Change::Put { key, owner: Owner::Shared, record: record.into() }] }
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
