//! Every key of an open vault.

use std::collections::BTreeMap;

use super::key_file::{CaseId, KeyFile, KeyFileError, SHARED, Unlocked};
use super::secret::{Purpose, Secret};
use crate::domain::kluis::{Owner, RecordId};

/// Every key of an open vault; wiped when it is dropped.
pub struct Keys {
    /// The vault key.
    pub unlocked: Unlocked,
    /// Seals the head.
    pub head: Secret,
    /// Seals the audit log.
    pub audit: Secret,
    /// Sums the state root.
    pub root: Secret,
    /// Chains the audit log.
    pub chain: Secret,
    /// Finds records by name.
    index: Secret,
    entries: BTreeMap<CaseId, Secret>,
}

impl Keys {
    /// The keys that a key file holds.
    ///
    /// # Errors
    /// An entry of the key file was changed. What else was changed in it is for [`KeyFile::check`] to find.
    pub fn new(file: &KeyFile, unlocked: Unlocked) -> Result<Keys, KeyFileError> {
        let mut entries = BTreeMap::from([(SHARED, file.case_key(&unlocked, &SHARED)?)]);
        for id in file.cases() {
            entries.insert(*id, file.case_key(&unlocked, id)?);
        }
        Ok(Keys {
            head: unlocked.subkey(Purpose::Head),
            audit: unlocked.subkey(Purpose::Audit),
            root: unlocked.subkey(Purpose::Root),
            chain: unlocked.subkey(Purpose::Chain),
            index: file.index_key(&unlocked)?,
            unlocked,
            entries,
        })
    }

    /// Owner and key by the key id of an envelope; `None` when the key is gone.
    pub fn owner(&self, key_id: CaseId) -> Option<(Owner, &Secret)> {
        let secret = self.entries.get(&key_id)?;
        Some((if key_id == SHARED { Owner::Shared } else { Owner::Casus(RecordId(key_id)) }, secret))
    }

    /// Key id and key of an owner; `None` when there is no such casus.
    pub fn of(&self, owner: Owner) -> Option<(CaseId, &Secret)> {
        let id = match owner {
            Owner::Shared => SHARED,
            Owner::Casus(id) => id.0,
            // Not made yet.
            Owner::Fresh => return None,
        };
        self.entries.get(&id).map(|secret| (id, secret))
    }

    /// A casus got its key.
    pub fn add(&mut self, id: CaseId, secret: Secret) {
        self.entries.insert(id, secret);
    }

    /// A casus lost its key.
    pub fn remove(&mut self, id: CaseId) {
        self.entries.remove(&id);
    }

    /// The id of the record with a name; the name itself is nowhere.
    pub fn named(&self, name: &str) -> RecordId {
        let mut id = [0; 16];
        id.copy_from_slice(&self.index.tag(&[name.as_bytes()])[..16]);
        RecordId(id)
    }
}
