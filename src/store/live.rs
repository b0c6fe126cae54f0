//! The vault while it is open: changes in, sealed records out, and the head, the audit log and the anchor moved along
//! in the same breath.
//!
//! Every change is one transaction of the backend that holds the records, an entry of the audit log and the new head.
//! The revision of a record is the number of the transaction that wrote it, so that everything that is stored can be
//! put in order, also when it is found loose in a damaged file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::StoreError;
use super::backend::{Backend, MOST_BYTES, Op, Tree, check_sizes};
use super::fault::VaultError;
use super::journal::Journal;
use super::keeper::THREAD;
use super::load::{Doubt, Found, Keep, Kept, Loaded, Loader, Written};
use super::plans::{Destroying, Plans};
use super::vault::anchor::{Anchor, Mark};
use super::vault::audit::{self, Act, Entry};
use super::vault::parts::{self, Slot};
use super::vault::{
    Cost, EnvelopeError, HEAD, Head, KeyFile, KeyFileError, Keys, Leaf, Limits, Position, Purpose, RecoveryKey,
    Unlocked, random_bytes, random_id, seal,
};
use crate::domain::kluis::{
    Applied, Batch, Change, Key, Model, Owner, Record, RecordId, SCHEMA, Stored, Vernietigregel,
};

/// Most changes in one transaction; more go as an import, in chunks of this size.
pub const CHUNK: usize = 1_000;

/// How long the anchor may be unsynced while things are written, in seconds.
const ANCHOR_SECONDS: i64 = 30;

/// Whether anything can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Health {
    Good,
    /// The store does not agree with what it recorded of itself.
    Doubted(Vec<Doubt>),
    /// A write failed with an unknown outcome (guard G11): only opening anew tells what is on the disk.
    Unknown,
}

/// The vault while it is open.
pub struct Vault {
    backend: Box<dyn Backend>,
    key_file: KeyFile,
    /// Where the key file is kept; nowhere in tests in memory.
    key_dir: Option<PathBuf>,
    keys: Keys,
    head: Head,
    anchor: Option<Anchor>,
    journal: Option<Journal>,
    known: BTreeMap<RecordId, Kept>,
    health: Health,
    /// Transactions that the anchor remembered at opening.
    remembered: u64,
    /// Id of the batch that was tried last.
    attempt: [u8; 8],
    /// When the anchor was last on the disk for certain, in seconds since 1970.
    anchor_synced: i64,
    /// What was begun and has to be finished.
    plans: Plans,
    /// Records of a casus that were removed before its destruction failed: told when it is asked again.
    untold: Vec<RecordId>,
}

/// A vault that was opened, with everything in it.
pub struct Opened {
    /// The vault.
    pub vault: Vault,
    /// Everything in it.
    pub model: Model,
    /// Why nothing can be written; empty when all is well.
    pub doubts: Vec<Doubt>,
    /// Records that are authentic and that this program cannot read.
    pub strange: u64,
    /// Bytes of everything that is stored.
    pub live: u64,
}

impl Vault {
    /// Begins an empty store.
    ///
    /// # Errors
    /// The backend or the system's randomness refuses.
    pub fn begin(
        backend: Box<dyn Backend>,
        key_file: KeyFile,
        unlocked: Unlocked,
        now: Timestamp,
    ) -> Result<Vault, VaultError> {
        let mut vault = Vault::blank(backend, key_file, unlocked, 0)?;
        vault.note(Act::Gemaakt, 0, now)?;
        Ok(vault)
    }

    /// A store in which nothing stands, not even a head, after this many transactions: to be filled with
    /// [`Vault::adopt`].
    pub(super) fn blank(
        backend: Box<dyn Backend>,
        key_file: KeyFile,
        unlocked: Unlocked,
        counter: u64,
    ) -> Result<Vault, VaultError> {
        let keys = Keys::new(&key_file, unlocked)?;
        let head = Head { counter, ..Head::empty(SCHEMA, key_file.generation()) };
        Ok(Vault {
            backend,
            key_file,
            key_dir: None,
            keys,
            head,
            anchor: None,
            journal: None,
            known: BTreeMap::new(),
            health: Health::Good,
            remembered: 0,
            attempt: [0; 8],
            anchor_synced: 0,
            plans: Plans::default(),
            untold: Vec::new(),
        })
    }

    /// Takes records over from another store, with the revisions that they had there.
    pub(super) fn adopt(&mut self, records: &[Adopted], now: Timestamp) -> Result<(), VaultError> {
        let mut draft = self.draft()?;
        for Adopted { id, owner, revision, bytes } in records {
            let written = Written {
                owner: *owner,
                revision: *revision,
                transaction: draft.transaction,
                parts: 0,
                import: None,
                tombstone: false,
            };
            draft.put_bytes(self, *id, Slot::A, Some(bytes), written)?;
        }
        self.finish(draft, Vec::new(), now)
    }

    /// Takes entries of the audit log over from another store, sealed and chained anew.
    pub(super) fn adopt_audit(&mut self, entries: Vec<Entry>, now: Timestamp) -> Result<(), VaultError> {
        let draft = self.draft()?;
        self.finish(draft, entries, now)
    }

    /// Opens what a backend holds. Whatever does not agree makes the vault read-only, and is said; a vault whose head
    /// does not open at all is an error.
    ///
    /// # Errors
    /// The backend cannot be read, an entry of the key file was changed, there is no head that opens, or a newer
    /// program wrote it.
    pub fn open(backend: Box<dyn Backend>, key_file: KeyFile, unlocked: Unlocked) -> Result<Opened, VaultError> {
        let keys = Keys::new(&key_file, unlocked)?;
        let Loaded { head, known, records, mut doubts, strange, bytes, .. } =
            load(backend.as_ref(), &keys, Keep::Records)?;
        let head = head.ok_or(VaultError::Damaged(doubts.clone()))?;
        if head.schema > SCHEMA {
            return Err(VaultError::NewerStore);
        }
        if key_file.generation() < head.key_generation || key_file.check(&keys.unlocked).is_err() {
            doubts.push(Doubt::KeyFile);
        }
        let health = if doubts.is_empty() { Health::Good } else { Health::Doubted(doubts.clone()) };
        let vault = Vault {
            backend,
            key_file,
            key_dir: None,
            keys,
            head,
            anchor: None,
            journal: None,
            known,
            health,
            remembered: 0,
            attempt: [0; 8],
            anchor_synced: 0,
            plans: Plans::default(),
            untold: Vec::new(),
        };
        Ok(Opened { vault, model: Model::new(records), doubts, strange, live: bytes })
    }

    /// Holds the vault against its anchor and keeps the anchor up to date from now on.
    pub fn anchored(&mut self, anchor: Anchor, mark: Option<Mark>) -> Vec<Doubt> {
        let doubt = match mark {
            None => Some(Doubt::NoAnchor),
            Some(mark) if self.head.counter < mark.counter => {
                Some(Doubt::Behind { store: self.head.counter, anchor: mark.counter })
            }
            Some(mark) if self.head.counter == mark.counter && Mark::of(&self.head, mark.stamp) != mark => {
                Some(Doubt::Anchor)
            }
            Some(_) => None,
        };
        self.anchor = Some(anchor);
        self.remembered = mark.map_or(0, |mark| mark.counter);
        if let Some(doubt) = doubt {
            match &mut self.health {
                Health::Doubted(doubts) => doubts.push(doubt),
                Health::Good | Health::Unknown => self.health = Health::Doubted(vec![doubt]),
            }
        }
        self.doubts().to_vec()
    }

    /// Writes every transaction into this journal first, from now on.
    pub(super) fn begin_journal(&mut self, journal: Journal) {
        self.journal = Some(journal);
    }

    /// A verified backup holds everything up to here: the journal begins anew.
    pub(super) fn rotate_journal(&mut self) {
        // One that goes on is only longer than it needs to be.
        let _ = self.journal.as_mut().map(Journal::rotate);
    }

    /// How large the journal has become since the newest backup, in bytes.
    pub(super) fn journal_size(&self) -> u64 {
        self.journal.as_ref().map_or(0, Journal::size)
    }

    /// The same, and what the backup before the newest needs of it goes as well.
    ///
    /// # Errors
    /// The journal cannot be begun anew.
    pub(super) fn empty_journal(&mut self) -> Result<(), StoreError> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        journal.rotate()?;
        journal.rotate()
    }

    /// Says from now on in the anchor what is in the store, without waiting for the disk.
    ///
    /// # Errors
    /// The anchor cannot be written.
    pub fn mark(&mut self, stamp: Option<[u8; 32]>, sync: bool) -> Result<(), StoreError> {
        let mark = Mark::of(&self.head, stamp);
        self.anchor.as_mut().map_or(Ok(()), |anchor| anchor.write(&mark, sync))
    }

    /// Keeps the key file in this folder from now on, and what is planned there.
    pub fn keep_keys_in(&mut self, dir: &Path) {
        self.key_dir = Some(dir.to_path_buf());
        self.plans = Plans::read(dir, &self.keys.unlocked.subkey(Purpose::Plans));
    }

    /// What was begun and has to be finished.
    pub(super) fn plans(&self) -> Plans {
        self.plans
    }

    /// Notes what is begun, or that it is finished.
    pub(super) fn plan(&mut self, plans: Plans) -> Result<(), VaultError> {
        if let Some(dir) = &self.key_dir
            && self.plans != plans
        {
            plans.write(dir, &self.keys.unlocked.subkey(Purpose::Plans))?;
        }
        self.plans = plans;
        Ok(())
    }

    /// Notes that a casus is being destroyed, or no longer is.
    pub(super) fn plan_to_destroy(&mut self, destroy: Option<Destroying>) -> Result<(), VaultError> {
        self.writable()?;
        self.plan(Plans { destroy, ..self.plans })
    }

    /// Why nothing can be written.
    pub fn doubts(&self) -> &[Doubt] {
        match &self.health {
            Health::Doubted(doubts) => doubts,
            Health::Good | Health::Unknown => &[],
        }
    }

    /// Whether a write failed with an unknown outcome, so that only opening anew tells what is on the disk.
    pub fn is_lost(&self) -> bool {
        self.health == Health::Unknown
    }

    /// Transactions that the anchor remembered at opening.
    pub(super) fn remembered(&self) -> u64 {
        self.remembered
    }

    /// Id of the batch that was tried last: when it is the head's, that batch is on the disk.
    pub fn attempt(&self) -> [u8; 8] {
        self.attempt
    }

    /// Goes on counting from here, when that is further: what another timeline wrote must not be taken for newer.
    pub(super) fn skip_to(&mut self, counter: u64) {
        self.head.counter = self.head.counter.max(counter);
    }

    /// The head as it is now.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The key file.
    pub fn key_file(&self) -> &KeyFile {
        &self.key_file
    }

    /// The backend, to be read.
    pub fn backend(&self) -> &dyn Backend {
        self.backend.as_ref()
    }

    /// What is stored of every record.
    pub fn known(&self) -> &BTreeMap<RecordId, Kept> {
        &self.known
    }

    fn writable(&self) -> Result<(), VaultError> {
        match self.health {
            Health::Good => Ok(()),
            Health::Doubted(_) => Err(VaultError::ReadOnly),
            Health::Unknown => Err(StoreError::Poisoned.into()),
        }
    }

    // --- changes -----------------------------------------------------------------------------------------------------

    /// Writes the changes of a batch as a whole. They are on the disk when this returns. A casus that is made with it
    /// gets its key first: when the batch then does not arrive, the next casus takes that key.
    ///
    /// # Errors
    /// No record was written when the vault is read-only, a record is too large or a casus has no key. Any other error
    /// is an unknown outcome: the vault has to be opened anew before it takes anything.
    pub fn commit(&mut self, batch: &Batch, now: Timestamp) -> Result<Vec<Applied>, VaultError> {
        self.writable()?;
        self.attempt = random_bytes()?;
        let batch = self.settled(batch)?;
        let casus = matches!(batch, Cow::Owned(_)).then_some(Act::Casus);
        if batch.changes.len() > CHUNK {
            let mut applied = Vec::new();
            casus.map_or(Ok(()), |act| self.note(act, 0, now))?;
            self.import(&mut batch.changes.iter().cloned(), now, &mut |change| applied.push(change))?;
            self.forget_spare();
            return Ok(applied);
        }
        let mut draft = self.draft()?;
        draft.head.batch = self.attempt;
        let (mut outcomes, mut applied) = (BTreeMap::new(), Vec::new());
        for change in &batch.changes {
            match change {
                Change::Put { key, owner, record } => {
                    let id = self.id(key)?;
                    let slot = draft.slot(self, id).unwrap_or(Slot::A);
                    draft.put(self, id, slot, Some((*owner, record)), None)?;
                    draft.erase(self, id, slot.other());
                    outcomes.insert(id, Act::Geschreven);
                    applied.push(Applied::Put(id, Stored { owner: *owner, record: record.clone() }));
                }
                Change::Delete(key) => {
                    let id = self.id(key)?;
                    draft.erase(self, id, Slot::A);
                    draft.erase(self, id, Slot::B);
                    outcomes.insert(id, Act::Verwijderd);
                    applied.push(Applied::Deleted(id));
                }
            }
        }
        let counter = draft.head.counter;
        // What is done to a record twice counts as the last: salvage goes by it.
        let of =
            |act: Act| outcomes.iter().filter(move |(_, done)| **done == act).map(|(id, _)| *id).collect::<Vec<_>>();
        let mut entries: Vec<Entry> = casus.into_iter().map(|act| Entry::bare(now, act, counter, 0)).collect();
        entries.extend(Entry::of(now, Act::Geschreven, counter, &of(Act::Geschreven)));
        entries.extend(Entry::of(now, Act::Verwijderd, counter, &of(Act::Verwijderd)));
        self.finish(draft, entries, now)?;
        self.forget_spare();
        Ok(applied)
    }

    /// The batch with the casus that is made with it, which has its key when this returns.
    fn settled<'a>(&mut self, batch: &'a Batch) -> Result<Cow<'a, Batch>, VaultError> {
        let unknown = |change: &Change| match change {
            Change::Put { owner: Owner::Casus(id), .. } => self.keys.of(Owner::Casus(*id)).is_none(),
            Change::Put { .. } | Change::Delete(_) => false,
        };
        // Before a key is made for what is refused all the same.
        if batch.changes.iter().any(unknown) {
            return Err(VaultError::NoCasus);
        }
        if !batch.makes_casus() {
            return Ok(Cow::Borrowed(batch));
        }
        let casus = match self.spare() {
            Some(casus) => casus,
            None => self.make_casus(true)?,
        };
        Ok(Cow::Owned(batch.for_casus(casus)))
    }

    /// The casus whose key was made for a batch that never arrived.
    fn spare(&self) -> Option<RecordId> {
        let casus = self.plans.spare?;
        let has_key = self.keys.of(Owner::Casus(casus)).is_some();
        (has_key && self.records_of(casus).next().is_none()).then_some(casus)
    }

    /// The batch that the key was made for arrived.
    fn forget_spare(&mut self) {
        if self.plans.spare.is_some() {
            // A plan that stays behind is not believed: the casus has records.
            let _ = self.plan(Plans { spare: None, ..self.plans });
        }
    }

    /// Every record of which something is sealed with the key of this casus.
    fn records_of(&self, casus: RecordId) -> impl Iterator<Item = RecordId> {
        let owned = move |kept: &Kept| {
            [Slot::A, Slot::B]
                .iter()
                .any(|slot| kept.get(*slot).is_some_and(|written| written.owner == Owner::Casus(casus)))
        };
        self.known.iter().filter(move |(_, kept)| owned(kept)).map(|(id, _)| *id)
    }

    /// Writes any number of changes as a whole, in chunks: they are all invisible until the head lets go of their
    /// import id, and are cleared away at the next opening when it never does. Gives how many there were; `applied` is
    /// told of each one when all are visible.
    ///
    /// # Errors
    /// As [`Vault::commit`]; none of the changes is then visible.
    pub fn import(
        &mut self,
        changes: &mut dyn Iterator<Item = Change>,
        now: Timestamp,
        applied: &mut dyn FnMut(Applied),
    ) -> Result<u64, VaultError> {
        self.writable()?;
        if self.head.import.is_some() {
            // One that failed before: its records must not come along with these.
            self.sweep(now)?;
        }
        self.attempt = random_bytes()?;
        let import = random_id()?;
        let mut count = 0;
        while let Some(change) = changes.next() {
            let mut draft = self.draft()?;
            draft.head.import = Some(import);
            let mut chunk = 0;
            for change in std::iter::once(change).chain(&mut *changes) {
                if let Err(error) = self.import_one(&mut draft, &change, import) {
                    self.sweep(now)?;
                    return Err(error);
                }
                chunk += 1;
                // By number and by size: long texts have many parts.
                if chunk == CHUNK || draft.ops.len() >= 2 * CHUNK {
                    break;
                }
            }
            count += chunk as u64;
            let entry = Entry::bare(now, Act::Geschreven, draft.head.counter, chunk as u64);
            self.finish(draft, vec![entry], now)?;
        }
        let mut draft = self.draft()?;
        draft.head.import = None;
        draft.head.batch = self.attempt;
        let entry = Entry::import(now, Act::Ingevoerd, draft.head.counter, count, import);
        self.finish(draft, vec![entry], now)?;
        self.tell_import(import, applied)?;
        self.sweep(now)?;
        Ok(count)
    }

    fn import_one(&self, draft: &mut Draft, change: &Change, import: [u8; 16]) -> Result<(), VaultError> {
        let (Change::Put { key, .. } | Change::Delete(key)) = change;
        let id = self.id(key)?;
        let visible = draft.kept(self, id).winner(Some(import));
        // A record that this import already wrote is written again in the same slot.
        let slot = visible.map_or(Slot::A, Slot::other);
        match change {
            Change::Put { owner, record, .. } => draft.put(self, id, slot, Some((*owner, record)), Some(import)),
            Change::Delete(_) if visible.is_some() => draft.put(self, id, slot, None, Some(import)),
            Change::Delete(_) => {
                draft.erase(self, id, slot);
                Ok(())
            }
        }
    }

    fn tell_import(&self, import: [u8; 16], applied: &mut dyn FnMut(Applied)) -> Result<(), VaultError> {
        for (id, kept) in &self.known {
            let Some(slot) = kept.winner(None) else { continue };
            match kept.get(slot) {
                Some(written) if written.import == Some(import) && written.tombstone => applied(Applied::Deleted(*id)),
                Some(written) if written.import == Some(import) => {
                    let bytes = self.read(*id, slot, written)?;
                    // A record that was written a moment ago reads back, or the store is broken.
                    let record = Record::from_bytes(&bytes).map_err(|_| VaultError::Damaged(vec![Doubt::Root]))?;
                    applied(Applied::Put(*id, Stored { owner: written.owner, record }));
                }
                Some(_) | None => {}
            }
        }
        Ok(())
    }

    /// Clears away what no longer counts: records of an unfinished import, copies that a finished one replaced.
    ///
    /// # Errors
    /// As [`Vault::commit`].
    pub fn sweep(&mut self, now: Timestamp) -> Result<(), VaultError> {
        self.writable()?;
        let pending = self.head.import;
        let mut losers = Vec::new();
        for (id, kept) in &self.known {
            let winner = kept.winner(pending);
            for slot in [Slot::A, Slot::B] {
                let Some(written) = kept.get(slot) else { continue };
                if winner != Some(slot) || written.tombstone {
                    losers.push((*id, slot));
                }
            }
        }
        for chunk in losers.chunks(CHUNK) {
            let mut draft = self.draft()?;
            chunk.iter().for_each(|(id, slot)| draft.erase(self, *id, *slot));
            let entry = Entry::bare(now, Act::Opgeruimd, draft.head.counter, chunk.len() as u64);
            self.finish(draft, vec![entry], now)?;
        }
        if let Some(import) = pending {
            let mut draft = self.draft()?;
            draft.head.import = None;
            let entry = Entry::import(now, Act::Opgeruimd, draft.head.counter, 0, import);
            self.finish(draft, vec![entry], now)?;
        }
        Ok(())
    }

    fn id(&self, key: &Key) -> Result<RecordId, VaultError> {
        match key {
            Key::New => Ok(RecordId(random_id()?)),
            Key::Id(id) => Ok(*id),
            Key::Named(name) => Ok(self.keys.named(name)),
            Key::Casus => Err(VaultError::NoCasus),
        }
    }

    /// The bytes of a record as they were written.
    ///
    /// # Errors
    /// The backend cannot be read, or a part is not what it was.
    pub fn read(&self, id: RecordId, slot: Slot, written: Written) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let damaged = || VaultError::Damaged(vec![Doubt::Incomplete(1)]);
        let (_, secret) = self.keys.of(written.owner).ok_or_else(damaged)?;
        let mut bytes = Zeroizing::new(Vec::new());
        for number in 0..written.parts {
            let part = slot.part(number);
            let sealed = self.backend.get(Tree::Entries, &parts::key(id, part))?.ok_or_else(damaged)?;
            let (_, plain) = super::vault::open(secret, Tree::Entries, id.0, part, &sealed).map_err(|_| damaged())?;
            let (_, piece) = parts::read(&plain).ok_or_else(damaged)?;
            if number == 0 {
                bytes.reserve_exact(piece.len() * usize::from(written.parts));
            }
            bytes.extend_from_slice(piece);
        }
        Ok(bytes)
    }

    // --- one transaction ---------------------------------------------------------------------------------------------

    fn draft(&self) -> Result<Draft, StoreError> {
        let head = Head { counter: self.head.counter + 1, ..self.head };
        Ok(Draft { head, transaction: random_bytes()?, ops: Vec::new(), changed: BTreeMap::new() })
    }

    /// Adds audit log and head, and commits.
    fn finish(&mut self, mut draft: Draft, entries: Vec<Entry>, now: Timestamp) -> Result<(), VaultError> {
        for entry in entries {
            let sealed = entry.seal(&self.keys.audit, draft.head.audit)?;
            draft.head.chain = audit::link(&self.keys.chain, &draft.head.chain, &sealed);
            let key = audit::key(draft.head.audit).to_vec();
            draft.ops.push(Op::Put { tree: Tree::Audit, key, value: sealed });
            draft.head.audit += 1;
        }
        draft.head.written = now.as_second();
        draft.head.key_generation = self.key_file.generation();
        let sealed = draft.head.seal(&self.keys.head)?;
        draft.ops.push(Op::Put { tree: Tree::Meta, key: HEAD.to_vec(), value: sealed });
        check_sizes(&draft.ops)?;
        // On the disk before the engine hears of it: what it loses is done again at the next opening.
        if let Some(journal) = &mut self.journal {
            journal.add(draft.head.counter, &draft.ops)?;
        }
        if let Err(error) = self.backend.commit(&draft.ops) {
            if !matches!(error, StoreError::TooLarge { .. }) {
                self.health = Health::Unknown;
            }
            return Err(error.into());
        }
        self.head = draft.head;
        for (id, kept) in draft.changed {
            if kept.is_empty() {
                self.known.remove(&id);
            } else {
                self.known.insert(id, kept);
            }
        }
        // A clock that went back counts as due.
        let due = !(0..ANCHOR_SECONDS).contains(&(now.as_second() - self.anchor_synced));
        // What is stored is stored: an anchor that could not be written is behind, and is written again next time.
        if self.mark(None, due).is_ok() && due {
            self.anchor_synced = now.as_second();
        }
        Ok(())
    }

    // --- keys --------------------------------------------------------------------------------------------------------

    /// Replaces the password. No record is touched; the new password is tried before this returns.
    ///
    /// # Errors
    /// The password cannot be used, or the key file not be written. The old password then still holds.
    pub fn set_password(
        &mut self,
        password: &str,
        cost: Cost,
        limits: Limits,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let change = |file: &mut KeyFile, unlocked: &Unlocked| file.set_password(unlocked, password, cost);
        self.set_slot(Act::Wachtwoord, now, change, |saved| saved.unlock(password, limits).map(|_| ()))
    }

    /// Replaces the recovery key; the new one is tried before this returns.
    ///
    /// # Errors
    /// The key file cannot be written. The old sheet then still works.
    pub fn set_recovery(&mut self, now: Timestamp) -> Result<RecoveryKey, VaultError> {
        let key = RecoveryKey::random()?;
        let change = |file: &mut KeyFile, unlocked: &Unlocked| file.set_recovery(unlocked, &key);
        self.set_slot(Act::Herstelblad, now, change, |saved| saved.unlock_with_recovery(&key).map(|_| ()))?;
        Ok(key)
    }

    /// Makes a slot for the system's keyring.
    ///
    /// # Errors
    /// The key file cannot be written.
    pub fn set_keyring(&mut self, now: Timestamp) -> Result<RecoveryKey, VaultError> {
        let key = RecoveryKey::random()?;
        let change = |file: &mut KeyFile, unlocked: &Unlocked| file.set_keyring(unlocked, &key);
        self.set_slot(Act::Sleutelring, now, change, |saved| saved.unlock_with_keyring(&key).map(|_| ()))?;
        Ok(key)
    }

    /// Takes the slot of the system's keyring out.
    ///
    /// # Errors
    /// The key file cannot be written.
    pub fn remove_keyring(&mut self, now: Timestamp) -> Result<(), VaultError> {
        let change = |file: &mut KeyFile, unlocked: &Unlocked| {
            file.remove_keyring(unlocked);
            Ok(())
        };
        self.set_slot(Act::Sleutelring, now, change, |_| Ok(()))
    }

    /// Changes a slot of the key file: what was changed is tried before it is written, and written before it is noted.
    fn set_slot(
        &mut self,
        act: Act,
        now: Timestamp,
        change: impl FnOnce(&mut KeyFile, &Unlocked) -> Result<(), KeyFileError>,
        try_it: impl FnOnce(&KeyFile) -> Result<(), KeyFileError>,
    ) -> Result<(), VaultError> {
        self.writable()?;
        let mut file = self.key_file.clone();
        change(&mut file, &self.keys.unlocked)?;
        self.save_keys(file, try_it)?;
        self.told_keys(act, now);
        Ok(())
    }

    /// Makes the key of a new casus.
    ///
    /// # Errors
    /// The key file cannot be written.
    pub fn add_casus(&mut self, now: Timestamp) -> Result<RecordId, VaultError> {
        self.writable()?;
        let casus = self.make_casus(false)?;
        self.note_keys(Act::Casus, now)?;
        Ok(casus)
    }

    /// Makes the key of a casus. One for a batch that has yet to be written is planned first, so that it is not left
    /// over when the batch never arrives.
    fn make_casus(&mut self, planned: bool) -> Result<RecordId, VaultError> {
        let mut file = self.key_file.clone();
        let (id, secret) = file.add_case(&self.keys.unlocked)?;
        if planned {
            self.plan(Plans { spare: Some(RecordId(id)), ..self.plans })?;
        }
        self.save_keys(file, |_| Ok(()))?;
        self.keys.add(id, secret);
        Ok(RecordId(id))
    }

    /// Removes the records of a casus and then its key, and leaves a tombstone in the audit log. What the engine or a
    /// disk still keeps of them is unreadable for whoever has only the present files; old backups keep both. A casus
    /// that was destroyed before is no error.
    ///
    /// # Errors
    /// There never was such a casus, or something cannot be written; asking again finishes what was begun.
    pub fn destroy_casus(
        &mut self,
        casus: RecordId,
        rule: Vernietigregel,
        now: Timestamp,
    ) -> Result<Vec<Applied>, VaultError> {
        self.writable()?;
        let mut file = self.key_file.clone();
        match file.remove_case(&self.keys.unlocked, &casus.0) {
            Err(KeyFileError::NoCase) => return self.already_gone(casus, rule, now),
            removed => removed?,
        }
        let ids: Vec<RecordId> = self.records_of(casus).collect();
        for chunk in ids.chunks(CHUNK) {
            let mut draft = self.draft()?;
            for id in chunk {
                draft.erase(self, *id, Slot::A);
                draft.erase(self, *id, Slot::B);
            }
            let entries = Entry::of(now, Act::Verwijderd, draft.head.counter, chunk);
            self.finish(draft, entries, now)?;
            self.untold.extend(chunk);
        }
        self.save_keys(file, |_| Ok(()))?;
        self.keys.remove(casus.0);
        self.bury(casus, rule, now)
    }

    /// Whether there is such a casus, or was one.
    ///
    /// # Errors
    /// The backend cannot be read.
    pub(super) fn knew_casus(&self, casus: RecordId) -> Result<bool, StoreError> {
        Ok(self.keys.of(Owner::Casus(casus)).is_some() || self.destroying(casus) || self.is_buried(casus)?)
    }

    fn destroying(&self, casus: RecordId) -> bool {
        self.plans.destroy.is_some_and(|plan| plan.casus == casus)
    }

    fn is_buried(&self, casus: RecordId) -> Result<bool, StoreError> {
        Ok(self.audit_entries()?.iter().any(|entry| entry.buries(casus)))
    }

    /// Only the tombstone may still be missing.
    fn already_gone(
        &mut self,
        casus: RecordId,
        rule: Vernietigregel,
        now: Timestamp,
    ) -> Result<Vec<Applied>, VaultError> {
        match (self.is_buried(casus)?, self.destroying(casus)) {
            (true, _) => Ok(self.told_of()),
            (false, true) => self.bury(casus, rule, now),
            (false, false) => Err(KeyFileError::NoCase.into()),
        }
    }

    fn bury(&mut self, casus: RecordId, rule: Vernietigregel, now: Timestamp) -> Result<Vec<Applied>, VaultError> {
        let draft = self.draft()?;
        let tombstone = Entry::tombstone(now, draft.head.counter, casus, rule);
        self.finish(draft, vec![tombstone], now)?;
        Ok(self.told_of())
    }

    fn told_of(&mut self) -> Vec<Applied> {
        std::mem::take(&mut self.untold).into_iter().map(Applied::Deleted).collect()
    }

    /// The audit log, as far as it opens.
    ///
    /// # Errors
    /// The backend cannot be read.
    pub fn audit_entries(&self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        self.backend.scan(Tree::Audit, &mut |key, sealed| {
            let number = key.try_into().map(u64::from_be_bytes).unwrap_or(u64::MAX);
            entries.extend(Entry::open(&self.keys.audit, number, sealed));
            Ok(())
        })?;
        Ok(entries)
    }

    /// Writes a key file, reads it back and tries it before it counts.
    fn save_keys(
        &mut self,
        file: KeyFile,
        try_it: impl FnOnce(&KeyFile) -> Result<(), KeyFileError>,
    ) -> Result<(), VaultError> {
        match &self.key_dir {
            Some(dir) => {
                // Tried before it is written: a file that does not open must never stand there.
                try_it(&file)?;
                file.save(dir)?;
            }
            None => try_it(&file)?,
        }
        self.key_file = file;
        Ok(())
    }

    /// The same after a change that holds whatever comes of the note: a note that fails leaves the vault to be opened
    /// anew, and an older generation in the head is no doubt.
    fn told_keys(&mut self, act: Act, now: Timestamp) {
        let _ = self.note_keys(act, now);
    }

    /// The head learns the new generation of the key file.
    fn note_keys(&mut self, act: Act, now: Timestamp) -> Result<(), VaultError> {
        let draft = self.draft()?;
        let entry = Entry::bare(now, act, draft.head.counter, 0);
        self.finish(draft, vec![entry], now)
    }

    /// Notes an act that concerns the whole store.
    ///
    /// # Errors
    /// As [`Vault::commit`].
    pub fn note(&mut self, act: Act, count: u64, now: Timestamp) -> Result<(), VaultError> {
        self.writable()?;
        let draft = self.draft()?;
        let entry = Entry::bare(now, act, draft.head.counter, count);
        self.finish(draft, vec![entry], now)
    }

    // --- leaving -----------------------------------------------------------------------------------------------------

    /// Closes the store and gives back what the anchor needs to be told about it.
    ///
    /// # Errors
    /// The backend cannot close; what was committed is on the disk all the same.
    pub fn close(self) -> Result<Closed, StoreError> {
        let Vault { backend, head, anchor, health, .. } = self;
        backend.close()?;
        Ok(Closed { head, anchor, clean: health == Health::Good })
    }
}

/// A record on its way from one store to another.
pub(super) struct Adopted {
    /// Its id.
    pub id: RecordId,
    /// Whose key it is sealed with.
    pub owner: Owner,
    /// The transaction that wrote it.
    pub revision: u64,
    /// The record as it was written.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// A vault that was closed.
pub struct Closed {
    head: Head,
    anchor: Option<Anchor>,
    clean: bool,
}

impl Closed {
    /// Tells the anchor that the store was closed in order, with the stamp of its file, and waits for the disk.
    ///
    /// # Errors
    /// The anchor cannot be written.
    pub fn mark(mut self, stamp: Option<[u8; 32]>) -> Result<(), StoreError> {
        let mark = Mark::of(&self.head, stamp);
        match &mut self.anchor {
            // A store that is doubted keeps the anchor that it disagrees with.
            Some(anchor) if self.clean => anchor.write(&mark, true),
            Some(_) | None => Ok(()),
        }
    }
}

/// Reads everything that a backend holds.
pub(super) fn load(backend: &dyn Backend, keys: &Keys, keep: Keep) -> Result<Loaded, VaultError> {
    let head = backend.get(Tree::Meta, &HEAD)?;
    let newer = head.as_ref().map(|sealed| Head::open(&keys.head, sealed));
    if let Some(Err(EnvelopeError::UnknownFormat(_))) = newer {
        return Err(VaultError::NewerStore);
    }
    let mut loader = Loader::new(keys, head.as_deref(), keep);
    // The engine is read here, on the thread that owns it; what it gives is opened on others meanwhile.
    let (read, mut stretches) = thread::scope(|scope| {
        let (stretches, todo) = sync_channel(READ_AHEAD);
        // It goes with the last one who opens, so that nobody reads on for nobody.
        let todo = Arc::new(Mutex::new(todo));
        let mut opening = Vec::new();
        for _ in 0..openers() {
            let (todo, loader) = (Arc::clone(&todo), loader.beside());
            let open = move || open_stretches(&todo, loader);
            opening.push(thread::Builder::new().name(THREAD.to_owned()).spawn_scoped(scope, open)?);
        }
        drop(todo);
        let read = read_entries(backend, &stretches);
        // Without this they would wait for more.
        drop(stretches);
        // Short, and each entry hangs on the one before it.
        let audited = read.and_then(|()| {
            backend.scan(Tree::Audit, &mut |key, value| {
                loader.take(Tree::Audit, key, value);
                Ok(())
            })
        });
        let mut found = Vec::new();
        for one in opening {
            found.extend(one.join().map_err(|_| gave_up())?);
        }
        Ok::<_, StoreError>((audited, found))
    })?;
    read?;
    stretches.sort_by_key(|(number, _)| *number);
    loader.join(stretches.into_iter().map(|(_, found)| found).collect());
    Ok(loader.finish())
}

/// Values that follow each other, every record whole, on their way to be opened.
#[derive(Default)]
struct Stretch {
    number: usize,
    /// Keys and values behind each other.
    bytes: Vec<u8>,
    /// Where each key and its value end.
    ends: Vec<(usize, usize)>,
}

/// Bytes in a stretch: enough to be worth handing over.
const STRETCH: usize = 256 * 1024;

/// Stretches that wait to be opened: enough to keep all busy, and little memory.
const READ_AHEAD: usize = 4;

/// How many open what one reads.
fn openers() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(4)
}

fn read_entries(backend: &dyn Backend, stretches: &SyncSender<Stretch>) -> Result<(), StoreError> {
    let mut stretch = Stretch::default();
    let mut last: Option<[u8; 16]> = None;
    backend.scan(Tree::Entries, &mut |key, value| {
        let record = key.first_chunk::<16>().copied();
        // The parts of a record stay together.
        if stretch.bytes.len() >= STRETCH && record != last {
            let next = Stretch { number: stretch.number + 1, ..Stretch::default() };
            stretches.send(std::mem::replace(&mut stretch, next)).map_err(|_| gave_up())?;
        }
        last = record;
        if stretch.bytes.capacity() == 0 {
            stretch.bytes.reserve(STRETCH + 2 * MOST_BYTES);
        }
        stretch.bytes.extend_from_slice(key);
        let end = stretch.bytes.len();
        stretch.bytes.extend_from_slice(value);
        stretch.ends.push((end, stretch.bytes.len()));
        Ok(())
    })?;
    stretches.send(stretch).map_err(|_| gave_up())
}

fn open_stretches(todo: &Mutex<Receiver<Stretch>>, mut loader: Loader<'_>) -> Vec<(usize, Found)> {
    let mut found = Vec::new();
    // Only one waits for the next stretch; the others wait for that one.
    while let Ok(Ok(stretch)) = todo.lock().map(|todo| todo.recv()) {
        let mut from = 0;
        for (key, value) in stretch.ends {
            loader.take(Tree::Entries, &stretch.bytes[from..key], &stretch.bytes[key..value]);
            from = value;
        }
        found.push((stretch.number, loader.give()));
    }
    found
}

fn gave_up() -> StoreError {
    StoreError::Engine("opening what was read gave up".to_owned())
}

fn leaf(id: RecordId, part: u16, written: &Written) -> Leaf {
    Leaf { record: id.0, part, revision: written.revision, transaction: written.transaction }
}

/// A transaction that is being put together.
struct Draft {
    head: Head,
    /// Its id.
    transaction: [u8; 8],
    ops: Vec<Op>,
    changed: BTreeMap<RecordId, Kept>,
}

impl Draft {
    /// What is stored of a record once this draft is committed.
    fn kept(&self, vault: &Vault, id: RecordId) -> Kept {
        self.changed.get(&id).or_else(|| vault.known.get(&id)).cloned().unwrap_or_default()
    }

    fn slot(&self, vault: &Vault, id: RecordId) -> Option<Slot> {
        self.kept(vault, id).winner(self.head.import)
    }

    /// Writes a record, or its tombstone, in a slot.
    fn put(
        &mut self,
        vault: &Vault,
        id: RecordId,
        slot: Slot,
        record: Option<(Owner, &Record)>,
        import: Option<[u8; 16]>,
    ) -> Result<(), VaultError> {
        let bytes = match record {
            Some((_, record)) => Some(Zeroizing::new(record.to_bytes().map_err(VaultError::Record)?)),
            None => None,
        };
        let owner = match record {
            Some((owner, _)) => owner,
            // A tombstone has nobody's content.
            None => Owner::Shared,
        };
        let written = Written {
            owner,
            revision: self.head.counter,
            transaction: self.transaction,
            parts: 0,
            import,
            tombstone: record.is_none(),
        };
        self.put_bytes(vault, id, slot, bytes.as_ref().map(|bytes| bytes.as_slice()), written)
    }

    fn put_bytes(
        &mut self,
        vault: &Vault,
        id: RecordId,
        slot: Slot,
        bytes: Option<&[u8]>,
        mut written: Written,
    ) -> Result<(), VaultError> {
        let (key_id, secret) = vault.keys.of(written.owner).ok_or(VaultError::NoCasus)?;
        let pieces = parts::cut(bytes, written.transaction, written.import).ok_or(VaultError::RecordTooLarge)?;
        self.erase(vault, id, slot);
        for (number, piece) in (0_u16..).zip(&pieces) {
            let part = slot.part(number);
            let position = Position { tree: Tree::Entries, key_id, record: id.0, part, revision: written.revision };
            let value = seal(secret, &position, piece)?;
            self.ops.push(Op::Put { tree: Tree::Entries, key: parts::key(id, part), value });
            self.head.root.add(&vault.keys.root, leaf(id, part, &written));
            written.parts = number + 1;
        }
        let mut kept = self.kept(vault, id);
        kept.set(slot, Some(written));
        self.changed.insert(id, kept);
        Ok(())
    }

    /// Empties a slot.
    fn erase(&mut self, vault: &Vault, id: RecordId, slot: Slot) {
        let mut kept = self.kept(vault, id);
        let Some(written) = kept.get(slot) else { return };
        for number in 0..written.parts {
            let part = slot.part(number);
            self.ops.push(Op::Delete { tree: Tree::Entries, key: parts::key(id, part) });
            self.head.root.take(&vault.keys.root, leaf(id, part, &written));
        }
        kept.set(slot, None);
        self.changed.insert(id, kept);
    }
}
