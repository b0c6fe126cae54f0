//! The audit log: one entry for every change, in the same transaction, chained so that none can be changed, moved or
//! taken out unseen. It holds ids and actions, never content, and is sealed with a key of the vault and not of a casus,
//! so that it survives the casus.
//!
//! Whoever holds the vault key can rebuild the chain: it convinces only those who kept an older link. It is never
//! called undeniable.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::envelope::{self, EnvelopeError, Position};
use super::secret::Secret;
use crate::domain::kluis::{RecordId, Vernietigregel};
use crate::store::StoreError;
use crate::store::backend::Tree;

/// Most ids in one entry; more take more entries.
pub const MOST_IDS: usize = 100;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// The vault was made.
    Gemaakt,
    /// Records were written.
    Geschreven,
    /// Records were removed.
    Verwijderd,
    /// An import became visible.
    Ingevoerd,
    /// An unfinished import was cleared away.
    Opgeruimd,
    /// The password was replaced.
    Wachtwoord,
    /// The recovery sheet was replaced.
    Herstelblad,
    /// The slot of the system's keyring was made or taken out.
    Sleutelring,
    /// Everything was sealed anew with new keys.
    Vernieuwd,
    /// Everything was lifted to a newer version.
    Bijgewerkt,
    /// A backup was put back.
    Teruggezet,
    /// What could be read was saved from a damaged store.
    Geborgen,
    /// A store that disagreed with its records of itself was accepted as it was.
    Aanvaard,
    /// A casus got its key.
    Casus,
    /// A casus's key was destroyed.
    Vernietigd,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, by the clock of the machine.
    pub tijd: Timestamp,
    /// What was done.
    pub daad: Act,
    /// In which transaction.
    pub teller: u64,
    /// To how many records.
    pub aantal: u64,
    /// To which, in hexadecimals; for an import that ended, its own id, and for a casus that was destroyed its id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// By which rule a casus was destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regel: Option<Vernietigregel>,
}

impl Entry {
    /// The entries for one act in one transaction.
    pub fn of(tijd: Timestamp, daad: Act, teller: u64, ids: &[RecordId]) -> Vec<Entry> {
        let entry = |ids: &[RecordId]| Entry {
            tijd,
            daad,
            teller,
            aantal: ids.len() as u64,
            ids: ids.iter().map(RecordId::to_string).collect(),
            regel: None,
        };
        ids.chunks(MOST_IDS).map(entry).collect()
    }

    /// An entry that names no records.
    pub fn bare(tijd: Timestamp, daad: Act, teller: u64, aantal: u64) -> Entry {
        Entry { tijd, daad, teller, aantal, ids: Vec::new(), regel: None }
    }

    /// An entry about an import, which it names.
    pub fn import(tijd: Timestamp, daad: Act, teller: u64, aantal: u64, import: [u8; 16]) -> Entry {
        Entry { ids: vec![RecordId(import).to_string()], ..Entry::bare(tijd, daad, teller, aantal) }
    }

    /// The tombstone of a casus: all that is left of it.
    pub fn tombstone(tijd: Timestamp, teller: u64, casus: RecordId, regel: Vernietigregel) -> Entry {
        Entry { ids: vec![casus.to_string()], regel: Some(regel), ..Entry::bare(tijd, Act::Vernietigd, teller, 1) }
    }

    /// Whether it is the tombstone of this casus.
    pub fn buries(&self, casus: RecordId) -> bool {
        self.daad == Act::Vernietigd && self.ids.iter().any(|id| RecordId::from_hex(id) == Some(casus))
    }

    /// The sealed entry with this number.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn seal(&self, key: &Secret, number: u64) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(self).map_err(|_| StoreError::Engine("audit entry".to_owned()))?;
        let position =
            Position { tree: Tree::Audit, key_id: [0; 16], record: record(number), part: 0, revision: self.teller };
        envelope::seal(key, &position, &plain)
    }

    /// Opens the sealed entry with this number.
    ///
    /// # Errors
    /// It does not authenticate, or is no entry.
    pub fn open(key: &Secret, number: u64, sealed: &[u8]) -> Result<Entry, EnvelopeError> {
        let (_, plain) = envelope::open(key, Tree::Audit, record(number), 0, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| EnvelopeError::Tampered)
    }
}

/// The key of an entry in its tree.
pub fn key(number: u64) -> [u8; 8] {
    number.to_be_bytes()
}

/// The number of an entry by its record id, for salvage.
pub fn number(record: &[u8; 16]) -> u64 {
    let mut number = [0; 8];
    number.copy_from_slice(&record[8..]);
    u64::from_be_bytes(number)
}

fn record(number: u64) -> [u8; 16] {
    let mut record = [0; 16];
    record[8..].copy_from_slice(&number.to_be_bytes());
    record
}

/// The next link of the chain.
pub fn link(chain_key: &Secret, before: &[u8; 32], sealed: &[u8]) -> [u8; 32] {
    chain_key.tag(&[before, sealed])
}
