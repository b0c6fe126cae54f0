//! A store written anew, record by record, in a folder of its own: for new keys, for a newer version of what is stored,
//! and for going on with a store that does not agree with itself. The old one is only read.

use std::path::Path;

use zeroize::Zeroizing;

use super::backend::{Backend, SledBackend};
use super::fault::VaultError;
use super::live::{Adopted, CHUNK, Vault, load};
use super::load::{Doubt, Keep};
use super::vault::anchor::{self, Anchor, Mark};
use super::vault::audit::{Act, Entry};
use super::vault::{Head, KeyFile, Keys, Purpose, Unlocked};
use crate::domain::kluis::{Moment, Record};

/// What becomes of the bytes of a record on their way.
pub type Lift<'a> = &'a dyn Fn(Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>>;

/// Writes a record in the version of this program. What it cannot read stays as it is.
pub fn lifted(bytes: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
    match Record::from_bytes(&bytes).and_then(|record| record.to_bytes()) {
        Ok(lifted) => Zeroizing::new(lifted),
        Err(_) => bytes,
    }
}

/// A folder in which a vault is written anew.
pub struct Rebuild<'a> {
    dir: &'a Path,
    vault: Vault,
    count: u64,
    moment: Moment,
}

impl<'a> Rebuild<'a> {
    /// Begins in an empty folder, after this many transactions.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn begin(
        dir: &'a Path,
        key_file: &KeyFile,
        unlocked: &Unlocked,
        counter: u64,
        moment: Moment,
    ) -> Result<Rebuild<'a>, VaultError> {
        key_file.save(dir)?;
        let backend = Box::new(SledBackend::open(&dir.join("store"))?);
        let vault = Vault::blank(backend, key_file.clone(), unlocked.again(), counter)?;
        Ok(Rebuild { dir, vault, count: 0, moment })
    }

    /// Takes records over, in chunks.
    ///
    /// # Errors
    /// They cannot be read or written.
    pub fn records(
        &mut self,
        records: &mut dyn Iterator<Item = Result<Adopted, VaultError>>,
    ) -> Result<(), VaultError> {
        loop {
            let chunk = records.take(CHUNK).collect::<Result<Vec<Adopted>, _>>()?;
            if chunk.is_empty() {
                return Ok(());
            }
            self.count += chunk.len() as u64;
            self.vault.adopt(&chunk, self.moment.stamp)?;
        }
    }

    /// Takes the audit log over, in chunks.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn audit(&mut self, entries: &mut dyn Iterator<Item = Entry>) -> Result<(), VaultError> {
        loop {
            let chunk: Vec<Entry> = entries.take(CHUNK).collect();
            if chunk.is_empty() {
                return Ok(());
            }
            self.vault.adopt_audit(chunk, self.moment.stamp)?;
        }
    }

    /// Notes why it was written anew, closes it, opens it once more and holds it against what went in.
    ///
    /// # Errors
    /// It cannot be written, or does not read back whole.
    pub fn finish(mut self, act: Act) -> Result<u64, VaultError> {
        self.vault.note(act, self.count, self.moment.stamp)?;
        let (key_file, unlocked) = (self.vault.key_file().clone(), self.vault.keys().unlocked.again());
        self.vault.close()?;
        let backend = Box::new(SledBackend::open(&self.dir.join("store"))?);
        let keys = Keys::new(&key_file, unlocked.again())?;
        let loaded = load(backend.as_ref(), &keys, Keep::Nothing)?;
        backend.close()?;
        match loaded.head {
            Some(head) if loaded.doubts.is_empty() && loaded.known.len() as u64 == self.count => {
                // Only now: opening touched the engine's files, and the stamp has to be of what stands there.
                settle(self.dir, &unlocked, &head)?;
                Ok(self.count)
            }
            Some(_) | None => Err(VaultError::Damaged(vec![Doubt::Root])),
        }
    }
}

/// Gives the closed vault in this folder its anchor, which says that it was closed in order.
pub(super) fn settle(dir: &Path, unlocked: &Unlocked, head: &Head) -> Result<(), VaultError> {
    let (mut anchor, _) = Anchor::open(dir, unlocked.subkey(Purpose::Anchor))?;
    anchor.write(&Mark::of(head, anchor::stamp(&dir.join("store"))?), true)?;
    Ok(())
}

/// Writes a vault anew in an empty folder; gives how many records it has.
///
/// # Errors
/// The vault cannot be read, the folder not be written, or what was written does not read back whole.
pub fn rebuild(
    from: &Vault,
    dir: &Path,
    (key_file, unlocked): (&KeyFile, &Unlocked),
    act: Act,
    lift: Lift<'_>,
    moment: Moment,
) -> Result<u64, VaultError> {
    // Beyond what the anchor remembers as well: what was lost must not be numbered again.
    let reached = from.remembered().max(from.head().counter);
    let mut fresh = Rebuild::begin(dir, key_file, unlocked, reached, moment)?;
    let unfinished = from.head().import;
    let mut records = from.known().iter().filter_map(|(id, kept)| {
        let slot = kept.winner(unfinished)?;
        let written = kept.get(slot).filter(|written| !written.tombstone)?;
        let bytes = from.read(*id, slot, written);
        Some(bytes.map(|bytes| Adopted {
            id: *id,
            owner: written.owner,
            revision: written.revision,
            bytes: lift(bytes),
        }))
    });
    fresh.records(&mut records)?;
    fresh.audit(&mut from.audit_entries()?.into_iter())?;
    fresh.finish(act)
}
