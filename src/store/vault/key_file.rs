//! The key file: the vault key behind slots, and the keys of casussen behind the vault key.
//!
//! It stands outside the engine, which keeps copies of what it deletes: a casus whose key is gone from here is
//! unreadable wherever its records still lie. There are two copies, written one after the other. The generation counts
//! changes, so that of two whole copies the newer one is taken: an old one would bring a removed casus back, or cost a
//! new one its key.
//!
//! ```text
//! magic 8 | format 1 | vault id 16 | epoch 4 | generation 8 | slots 1 | slot … | casussen 4 | casus … | tag 32 | SHA-256 32
//! slot    kind 1 (1 password, 2 recovery, 3 keyring) | memory 4 | passes 4 | lanes 4 | salt 16 | nonce 24 | wrapped vault key 48 | check 8
//! casus   id 16 | epoch 4 | nonce 24 | wrapped casus key 48
//! ```
//!
//! The SHA-256 tells damage from a wrong password before anything is derived. The tag is a keyed hash under the vault
//! key: who cannot open the file cannot change anything in it unseen, its generation least of all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::kdf::{self, Cost, Limits};
use super::recovery::RecoveryKey;
use super::secret::{Purpose, Secret, random_bytes};
use crate::store::StoreError;

const MAGIC: [u8; 8] = *b"AANDKEY1";
const FORMAT: u8 = 1;
const WRAPPED: usize = 48;
const CHECK: usize = 8;
const MOST_SLOTS: usize = 8;
/// Largest key file that is read, in bytes: some 90,000 casussen. A hostile one must not eat the memory.
const MOST_FILE: u64 = 8 * 1024 * 1024;

/// Id of a casus in the key file; says nothing about it.
pub type CaseId = [u8; 16];

/// The entry whose key everything is sealed with that belongs to no casus.
pub const SHARED: CaseId = [0; 16];
/// The entry whose key gives records their ids by name. It never changes, or nothing would be found by name again.
const INDEX: CaseId = [0xFF; 16];

/// Why the key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or written, or there is no randomness.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no key file.
    #[error("no key file")]
    Missing,
    /// Both copies are damaged.
    #[error("both copies are damaged")]
    Damaged,
    /// A newer program wrote it.
    #[error("unknown key file format {0}")]
    UnknownFormat(u8),
    /// The slot for this kind of key is damaged; the password may well be right.
    #[error("slot is damaged")]
    DamagedSlot,
    /// There is no slot for this kind of key.
    #[error("no such slot")]
    NoSlot,
    /// The cost in the file is not one that is accepted.
    #[error("cost is not acceptable")]
    Cost,
    /// The password or recovery key is not the right one.
    #[error("wrong key")]
    WrongKey,
    /// The password is empty.
    #[error("empty password")]
    EmptyPassword,
    /// The password is too long.
    #[error("password too long")]
    LongPassword,
    /// There is not enough memory for the cost in the file.
    #[error("not enough memory")]
    NoMemory,
    /// The copies belong to two vaults, or another vault's key file would be written over.
    #[error("key file of another vault")]
    OtherVault,
    /// Somebody without the vault key changed it.
    #[error("tag does not fit")]
    Tampered,
    /// No casus has this id.
    #[error("no such casus")]
    NoCase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Password,
    Recovery,
    Keyring,
}

impl Kind {
    fn byte(self) -> u8 {
        match self {
            Kind::Password => 1,
            Kind::Recovery => 2,
            Kind::Keyring => 3,
        }
    }
}

#[derive(Clone, PartialEq, Eq)]
struct Slot {
    kind: u8,
    cost: Cost,
    salt: [u8; 16],
    nonce: [u8; 24],
    wrapped: [u8; WRAPPED],
    /// What is left of a checksum when the slot is damaged: tells that apart from a wrong password.
    check: [u8; CHECK],
}

#[derive(Clone, PartialEq, Eq)]
struct Case {
    id: CaseId,
    epoch: u32,
    nonce: [u8; 24],
    wrapped: [u8; WRAPPED],
}

/// The key file, locked: nothing in it can be read without a slot's key.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyFile {
    vault_id: [u8; 16],
    epoch: u32,
    generation: u64,
    slots: Vec<Slot>,
    cases: Vec<Case>,
    tag: [u8; 32],
}

/// The vault key, as long as the vault is open.
pub struct Unlocked {
    key: Secret,
}

impl Unlocked {
    /// The same key once more, for a store that is opened anew; both are wiped by themselves.
    pub(in crate::store) fn again(&self) -> Unlocked {
        Unlocked { key: Secret::from_bytes(*self.key.bytes()) }
    }

    /// The subkey for one purpose.
    pub fn subkey(&self, purpose: Purpose) -> Secret {
        self.key.subkey(purpose)
    }
}

impl KeyFile {
    /// A new vault with a password and a recovery key, which is given back this once.
    ///
    /// # Errors
    /// The password is not usable, or the system has no randomness.
    pub fn create(password: &str, cost: Cost) -> Result<(KeyFile, Unlocked, RecoveryKey), KeyFileError> {
        let empty = KeyFile {
            vault_id: random_bytes()?,
            epoch: 1,
            generation: 0,
            slots: Vec::new(),
            cases: Vec::new(),
            tag: [0; 32],
        };
        empty.filled(&[SHARED], &Secret::random()?, password, cost)
    }

    /// New keys for everything after a suspected leak: a new vault key and a new key for every entry, for a store that
    /// is written anew. An old copy of the key file then opens nothing of it, whatever passwords it is tried with.
    ///
    /// # Errors
    /// The password is not usable, or the system has no randomness.
    pub fn renewed(
        &self,
        unlocked: &Unlocked,
        password: &str,
        cost: Cost,
    ) -> Result<(KeyFile, Unlocked, RecoveryKey), KeyFileError> {
        let epoch = self.epoch.checked_add(1).ok_or(KeyFileError::Damaged)?;
        let entries: Vec<CaseId> = self.entries().copied().filter(|id| *id != INDEX).collect();
        let index = self.index_key(unlocked)?;
        let empty = KeyFile { epoch, slots: Vec::new(), cases: Vec::new(), ..self.clone() };
        empty.filled(&entries, &index, password, cost)
    }

    /// The file with a fresh vault key, its slots, and a fresh key for every entry.
    fn filled(
        mut self,
        entries: &[CaseId],
        index: &Secret,
        password: &str,
        cost: Cost,
    ) -> Result<(KeyFile, Unlocked, RecoveryKey), KeyFileError> {
        let unlocked = Unlocked { key: Secret::random()? };
        let recovery = RecoveryKey::random()?;
        for id in entries {
            let entry = self.wrap_case(&unlocked, *id, self.epoch, &Secret::random()?)?;
            self.cases.push(entry);
        }
        let entry = self.wrap_case(&unlocked, INDEX, self.epoch, index)?;
        self.cases.push(entry);
        self.set_password(&unlocked, password, cost)?;
        self.set_recovery(&unlocked, &recovery)?;
        Ok((self, unlocked, recovery))
    }

    /// Derives a key once and throws it away, to see what a cost is worth on this machine.
    ///
    /// # Errors
    /// There is not enough memory for it.
    pub fn try_cost(cost: Cost) -> Result<(), KeyFileError> {
        kdf::derive("een wachtwoord om te meten", &[0; 16], cost).map(|_| ())
    }

    /// Opens the vault key with the password.
    ///
    /// # Errors
    /// Wrong password, damaged slot and unacceptable cost are told apart.
    pub fn unlock(&self, password: &str, limits: Limits) -> Result<Unlocked, KeyFileError> {
        let slot = self.slot(Kind::Password)?;
        self.check_slot(slot)?;
        if !limits.accept(slot.cost) {
            return Err(KeyFileError::Cost);
        }
        self.open_slot(slot, &kdf::derive(password, &slot.salt, slot.cost)?)
    }

    /// Opens the vault key with the recovery key.
    ///
    /// # Errors
    /// Wrong key and damaged slot are told apart.
    pub fn unlock_with_recovery(&self, recovery: &RecoveryKey) -> Result<Unlocked, KeyFileError> {
        let slot = self.slot(Kind::Recovery)?;
        self.check_slot(slot)?;
        self.open_slot(slot, &recovery.secret())
    }

    /// Opens the vault key with the key that the system's keyring keeps.
    ///
    /// # Errors
    /// As [`KeyFile::unlock_with_recovery`].
    pub fn unlock_with_keyring(&self, key: &RecoveryKey) -> Result<Unlocked, KeyFileError> {
        let slot = self.slot(Kind::Keyring)?;
        self.check_slot(slot)?;
        self.open_slot(slot, &key.secret())
    }

    /// Adds or replaces the key that the system's keyring keeps. It is never the only slot: a keyring can go with an
    /// update of the desktop.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn set_keyring(&mut self, unlocked: &Unlocked, key: &RecoveryKey) -> Result<(), KeyFileError> {
        let none = Cost { memory_kib: 0, passes: 0, lanes: 0 };
        self.set_slot(unlocked, Kind::Keyring, none, random_bytes()?, &key.secret())
    }

    /// Takes the slot of the keyring out.
    pub fn remove_keyring(&mut self, unlocked: &Unlocked) {
        self.slots.retain(|slot| slot.kind != Kind::Keyring.byte());
        self.changed(unlocked);
    }

    /// Replaces the password; no record is touched.
    ///
    /// # Errors
    /// The password is not usable, or the system has no randomness.
    pub fn set_password(&mut self, unlocked: &Unlocked, password: &str, cost: Cost) -> Result<(), KeyFileError> {
        let salt = random_bytes()?;
        let key = kdf::derive(password, &salt, cost)?;
        self.set_slot(unlocked, Kind::Password, cost, salt, &key)
    }

    /// Replaces the recovery key.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn set_recovery(&mut self, unlocked: &Unlocked, recovery: &RecoveryKey) -> Result<(), KeyFileError> {
        // 256 random bits need no slow derivation.
        let none = Cost { memory_kib: 0, passes: 0, lanes: 0 };
        self.set_slot(unlocked, Kind::Recovery, none, random_bytes()?, &recovery.secret())
    }

    /// Adds a casus with a fresh key.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn add_case(&mut self, unlocked: &Unlocked) -> Result<(CaseId, Secret), KeyFileError> {
        let (id, key) = (random_bytes()?, Secret::random()?);
        let case = self.wrap_case(unlocked, id, self.epoch, &key)?;
        self.cases.push(case);
        self.changed(unlocked);
        Ok((id, key))
    }

    /// The key of a casus.
    ///
    /// # Errors
    /// There is no such casus, or its entry was changed.
    pub fn case_key(&self, unlocked: &Unlocked, id: &CaseId) -> Result<Secret, KeyFileError> {
        let case = self.cases.iter().find(|case| case.id == *id).ok_or(KeyFileError::NoCase)?;
        // An entry of an older epoch was put back from an older file.
        if case.epoch != self.epoch {
            return Err(KeyFileError::Damaged);
        }
        let aad = self.case_aad(id, case.epoch);
        unwrap(&unlocked.subkey(Purpose::Wrap), &case.nonce, &case.wrapped, &aad).ok_or(KeyFileError::Damaged)
    }

    /// The key that gives records their ids by name.
    ///
    /// # Errors
    /// Its entry was changed.
    pub fn index_key(&self, unlocked: &Unlocked) -> Result<Secret, KeyFileError> {
        self.case_key(unlocked, &INDEX)
    }

    /// Whether everything in the file was written by somebody who had the vault key.
    ///
    /// # Errors
    /// It was not.
    pub fn check(&self, unlocked: &Unlocked) -> Result<(), KeyFileError> {
        if self.tag == self.tag_of(unlocked) { Ok(()) } else { Err(KeyFileError::Tampered) }
    }

    /// Vouches for the file as it is now.
    pub fn vouch(&mut self, unlocked: &Unlocked, generation: u64) {
        self.generation = self.generation.max(generation);
        self.changed(unlocked);
    }

    fn tag_of(&self, unlocked: &Unlocked) -> [u8; 32] {
        unlocked.subkey(Purpose::KeyFile).tag(&[&self.body()])
    }

    /// The casussen that have a key.
    pub fn cases(&self) -> impl Iterator<Item = &CaseId> {
        self.entries().filter(|id| ![SHARED, INDEX].contains(*id))
    }

    fn entries(&self) -> impl Iterator<Item = &CaseId> {
        self.cases.iter().map(|case| &case.id)
    }

    /// Id of the vault; stays the same for ever, in every backup.
    pub fn vault_id(&self) -> [u8; 16] {
        self.vault_id
    }

    /// How often the file changed.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What the password slot costs; `None` when there is none.
    pub fn cost(&self) -> Option<Cost> {
        self.slot(Kind::Password).ok().map(|slot| slot.cost)
    }

    /// Takes a casus's key out. Whoever holds only the current files can then no longer read its records. The others
    /// are wrapped anew under the next epoch, so that the entry cannot be put back among them.
    ///
    /// # Errors
    /// There is no such casus, another entry was changed, or the system has no randomness; then nothing is changed.
    pub fn remove_case(&mut self, unlocked: &Unlocked, id: &CaseId) -> Result<(), KeyFileError> {
        if !self.cases().any(|known| known == id) {
            return Err(KeyFileError::NoCase);
        }
        (self.epoch, self.cases) = self.wrapped_anew(unlocked, id)?;
        self.changed(unlocked);
        Ok(())
    }

    /// The next epoch, and every entry but one wrapped for it.
    fn wrapped_anew(&self, unlocked: &Unlocked, without: &CaseId) -> Result<(u32, Vec<Case>), KeyFileError> {
        let epoch = self.epoch.checked_add(1).ok_or(KeyFileError::Damaged)?;
        let kept = self.entries().filter(|id| *id != without);
        let cases = kept.map(|id| self.wrap_case(unlocked, *id, epoch, &self.case_key(unlocked, id)?));
        Ok((epoch, cases.collect::<Result<Vec<Case>, _>>()?))
    }

    /// The slots alone, for a file that opens with what opens this vault and holds the key of no casus.
    #[must_use]
    pub fn without_cases(&self, unlocked: &Unlocked) -> KeyFile {
        let mut bare = KeyFile { cases: Vec::new(), ..self.clone() };
        bare.tag = bare.tag_of(unlocked);
        bare
    }

    fn changed(&mut self, unlocked: &Unlocked) {
        self.generation = self.generation.saturating_add(1);
        self.tag = self.tag_of(unlocked);
    }

    fn slot(&self, kind: Kind) -> Result<&Slot, KeyFileError> {
        self.slots.iter().find(|slot| slot.kind == kind.byte()).ok_or(KeyFileError::NoSlot)
    }

    /// Before anything of a slot is believed or derived: a damaged one must not look like a wrong password.
    fn check_slot(&self, slot: &Slot) -> Result<(), KeyFileError> {
        if slot.check == self.slot_check(slot) { Ok(()) } else { Err(KeyFileError::DamagedSlot) }
    }

    fn open_slot(&self, slot: &Slot, key: &Secret) -> Result<Unlocked, KeyFileError> {
        let key = unwrap(key, &slot.nonce, &slot.wrapped, &self.slot_aad(slot)).ok_or(KeyFileError::WrongKey)?;
        Ok(Unlocked { key })
    }

    fn set_slot(
        &mut self,
        unlocked: &Unlocked,
        kind: Kind,
        cost: Cost,
        salt: [u8; 16],
        key: &Secret,
    ) -> Result<(), KeyFileError> {
        let nonce = random_bytes()?;
        let mut slot = Slot { kind: kind.byte(), cost, salt, nonce, wrapped: [0; WRAPPED], check: [0; CHECK] };
        slot.wrapped = wrap(key, &nonce, &unlocked.key, &self.slot_aad(&slot))?;
        slot.check = self.slot_check(&slot);
        self.slots.retain(|known| known.kind != kind.byte());
        self.slots.push(slot);
        self.changed(unlocked);
        Ok(())
    }

    fn slot_aad(&self, slot: &Slot) -> Vec<u8> {
        let mut aad = b"slot".to_vec();
        aad.extend_from_slice(&self.vault_id);
        aad.push(slot.kind);
        put_cost(&mut aad, slot.cost);
        aad.extend_from_slice(&slot.salt);
        aad
    }

    fn slot_check(&self, slot: &Slot) -> [u8; CHECK] {
        let hash = Sha256::new().chain_update(self.slot_aad(slot)).chain_update(slot.nonce).chain_update(slot.wrapped);
        let mut check = [0; CHECK];
        check.copy_from_slice(&hash.finalize()[..CHECK]);
        check
    }

    fn case_aad(&self, id: &CaseId, epoch: u32) -> Vec<u8> {
        [b"case".as_slice(), &self.vault_id, id, &epoch.to_be_bytes()].concat()
    }

    fn wrap_case(&self, unlocked: &Unlocked, id: CaseId, epoch: u32, key: &Secret) -> Result<Case, KeyFileError> {
        let nonce = random_bytes()?;
        let aad = self.case_aad(&id, epoch);
        let wrapped = wrap(&unlocked.subkey(Purpose::Wrap), &nonce, key, &aad)?;
        Ok(Case { id, epoch, nonce, wrapped })
    }

    /// The file as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.body();
        out.extend_from_slice(&self.tag);
        let sum = Sha256::digest(&out);
        out.extend_from_slice(&sum);
        out
    }

    /// Everything that the tag is over.
    fn body(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.push(FORMAT);
        out.extend_from_slice(&self.vault_id);
        out.extend_from_slice(&self.epoch.to_be_bytes());
        out.extend_from_slice(&self.generation.to_be_bytes());
        out.push(u8::try_from(self.slots.len()).unwrap_or(u8::MAX));
        for slot in &self.slots {
            out.push(slot.kind);
            put_cost(&mut out, slot.cost);
            out.extend_from_slice(&slot.salt);
            out.extend_from_slice(&slot.nonce);
            out.extend_from_slice(&slot.wrapped);
            out.extend_from_slice(&slot.check);
        }
        out.extend_from_slice(&u32::try_from(self.cases.len()).unwrap_or(u32::MAX).to_be_bytes());
        for case in &self.cases {
            out.extend_from_slice(&case.id);
            out.extend_from_slice(&case.epoch.to_be_bytes());
            out.extend_from_slice(&case.nonce);
            out.extend_from_slice(&case.wrapped);
        }
        out
    }

    /// Reads the file back.
    ///
    /// # Errors
    /// The bytes are damaged or of a newer program.
    pub fn from_bytes(bytes: &[u8]) -> Result<KeyFile, KeyFileError> {
        let (body, sum) = bytes.split_at_checked(bytes.len().wrapping_sub(32)).ok_or(KeyFileError::Damaged)?;
        if !body.starts_with(&MAGIC) || Sha256::digest(body).as_slice() != sum {
            return Err(KeyFileError::Damaged);
        }
        let mut from = Reader(&body[MAGIC.len()..]);
        let format = from.take::<1>()?[0];
        if format != FORMAT {
            return Err(KeyFileError::UnknownFormat(format));
        }
        let (vault_id, epoch) = (from.take()?, from.number()?);
        let generation = u64::from_be_bytes(from.take()?);
        let count = usize::from(from.take::<1>()?[0]);
        if count > MOST_SLOTS {
            return Err(KeyFileError::Damaged);
        }
        let slots = (0..count).map(|_| from.slot()).collect::<Result<Vec<Slot>, _>>()?;
        let count = from.number()?;
        let mut cases = Vec::new();
        for _ in 0..count {
            cases.push(from.case()?);
        }
        let tag = from.take()?;
        if !from.0.is_empty() {
            return Err(KeyFileError::Damaged);
        }
        Ok(KeyFile { vault_id, epoch, generation, slots, cases, tag })
    }

    /// Writes both copies, the first whole and synced before the second is touched, and reads them back. Whether both
    /// were written; from the first on this file is the one that counts, and a second that failed is mended later.
    ///
    /// # Errors
    /// There is no password slot, another vault's key file stands here, or the first copy cannot be written or does not
    /// read back. What stood there then still counts.
    pub fn save(&self, dir: &Path) -> Result<bool, KeyFileError> {
        self.slot(Kind::Password)?;
        for path in copies(dir) {
            match read_copy(&path) {
                Ok(known) if known.vault_id != self.vault_id => return Err(KeyFileError::OtherVault),
                Err(KeyFileError::UnknownFormat(format)) => return Err(KeyFileError::UnknownFormat(format)),
                Ok(_) | Err(_) => {}
            }
        }
        let [first, second] = copies(dir);
        let bytes = self.to_bytes();
        let written = write_synced(&first, &bytes);
        // What counts is what stands there: an error after it was put in place changes nothing about that.
        if !read_copy(&first).is_ok_and(|found| found == *self) {
            return Err(written.err().map_or(KeyFileError::Damaged, |error| StoreError::Io(error).into()));
        }
        let both = write_synced(&second, &bytes).is_ok() && read_copy(&second).is_ok_and(|found| found == *self);
        if !both {
            // One copy too few is mended at the next opening; an old one would still open with the old password.
            let _ = fs::remove_file(&second);
        }
        Ok(both && written.is_ok())
    }

    /// The whole copies, the one that counts first; more than one only when they differ. Nothing is mended: that is for
    /// whoever has seen which of them opens the vault.
    ///
    /// # Errors
    /// As [`KeyFile::load`].
    pub fn candidates(dir: &Path) -> Result<Vec<KeyFile>, KeyFileError> {
        let chosen = choose(dir)?.0;
        let others = copies(dir).into_iter().filter_map(|path| read_copy(&path).ok());
        let mut found = vec![chosen];
        for other in others {
            if !found.contains(&other) {
                found.push(other);
            }
        }
        Ok(found)
    }

    /// Reads the newest copy that is whole; the other is mended when it is missing, damaged or older.
    ///
    /// # Errors
    /// There is no key file, both copies are damaged or cannot be read, one is of a newer program, or they belong to
    /// two vaults. Nothing is then written.
    pub fn load(dir: &Path) -> Result<KeyFile, KeyFileError> {
        let (file, mend) = choose(dir)?;
        if mend {
            file.mend(dir);
        }
        Ok(file)
    }

    /// The newest copy that is whole, and nothing is mended.
    ///
    /// # Errors
    /// As [`KeyFile::load`].
    pub fn peek(dir: &Path) -> Result<KeyFile, KeyFileError> {
        choose(dir).map(|(file, _)| file)
    }

    /// A copy that differs is written anew. Failing is no reason not to open: the whole copy was read.
    pub fn mend(&self, dir: &Path) {
        for path in copies(dir) {
            if !read_copy(&path).is_ok_and(|found| found == *self) {
                let _ = write_synced(&path, &self.to_bytes());
            }
        }
    }
}

/// The newest copy that is whole, and whether the other may be mended.
fn choose(dir: &Path) -> Result<(KeyFile, bool), KeyFileError> {
    let [first, second] = copies(dir);
    let file = match (read_copy(&first), read_copy(&second)) {
        // A newer program may have written one copy and died: the older one must not be put over it.
        (Err(KeyFileError::UnknownFormat(format)), _) | (_, Err(KeyFileError::UnknownFormat(format))) => {
            return Err(KeyFileError::UnknownFormat(format));
        }
        (Ok(one), Ok(other)) if one.vault_id != other.vault_id => return Err(KeyFileError::OtherVault),
        (Ok(one), Ok(other)) => {
            if other.generation > one.generation {
                other
            } else {
                one
            }
        }
        // What cannot be read now may be whole: it is left alone.
        (Ok(file), Err(KeyFileError::Store(_))) | (Err(KeyFileError::Store(_)), Ok(file)) => return Ok((file, false)),
        (Ok(file), Err(_)) | (Err(_), Ok(file)) => file,
        (Err(KeyFileError::Missing), Err(error)) | (Err(error), Err(KeyFileError::Missing)) => return Err(error),
        (Err(KeyFileError::Store(error)), Err(_)) | (Err(_), Err(KeyFileError::Store(error))) => {
            return Err(error.into());
        }
        (Err(error), Err(_)) => return Err(error),
    };
    Ok((file, true))
}

/// Whether both copies are whole and the same.
pub fn copies_agree(dir: &Path) -> bool {
    let [first, second] = copies(dir);
    matches!((read_copy(&first), read_copy(&second)), (Ok(one), Ok(other)) if one == other)
}

fn copies(dir: &Path) -> [PathBuf; 2] {
    [dir.join("vault.key"), dir.join("vault.key.2")]
}

fn read_copy(path: &Path) -> Result<KeyFile, KeyFileError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(KeyFileError::Missing),
        Err(error) => return Err(StoreError::Io(error).into()),
    };
    let mut bytes = Vec::new();
    file.take(MOST_FILE + 1).read_to_end(&mut bytes).map_err(StoreError::Io)?;
    if bytes.len() as u64 > MOST_FILE {
        return Err(KeyFileError::Damaged);
    }
    KeyFile::from_bytes(&bytes)
}

/// Whole and synced under another name, then put in place. The old bytes are overwritten once, so that the key of a
/// removed casus does not simply lie in a freed block; a disk may still keep them elsewhere.
pub(in crate::store) fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".nieuw");
    let fresh = PathBuf::from(fresh);
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    #[cfg(unix)]
    let old = OpenOptions::new().write(true).open(path).ok();
    fs::rename(&fresh, path)?;
    #[cfg(unix)]
    {
        if let Some(folder) = path.parent() {
            File::open(folder)?.sync_all()?;
        }
        // Only now that the new name is durable. Failing is no reason to call the new file unsaved.
        if let Some(old) = old {
            let _ = overwrite(old);
        }
    }
    Ok(())
}

/// Overwrites a file that no name leads to any more; one that still has a name is somebody's copy and stays.
#[cfg(unix)]
fn overwrite(mut file: File) -> io::Result<()> {
    let known = file.metadata()?;
    if known.is_file() && std::os::unix::fs::MetadataExt::nlink(&known) == 0 {
        io::copy(&mut io::repeat(0).take(known.len()), &mut file)?;
        file.sync_all()?;
    }
    Ok(())
}

fn put_cost(out: &mut Vec<u8>, cost: Cost) {
    for number in [cost.memory_kib, cost.passes, cost.lanes] {
        out.extend_from_slice(&number.to_be_bytes());
    }
}

fn wrap(with: &Secret, nonce: &[u8; 24], key: &Secret, aad: &[u8]) -> Result<[u8; WRAPPED], KeyFileError> {
    let failed = || KeyFileError::Store(StoreError::Engine("wrapping failed".to_owned()));
    let sealed = XChaCha20Poly1305::new(with.bytes().into())
        .encrypt(&XNonce::from(*nonce), Payload { msg: key.bytes().as_slice(), aad })
        .map_err(|_| failed())?;
    sealed.try_into().map_err(|_| failed())
}

fn unwrap(with: &Secret, nonce: &[u8; 24], wrapped: &[u8; WRAPPED], aad: &[u8]) -> Option<Secret> {
    let opened = XChaCha20Poly1305::new(with.bytes().into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: wrapped.as_slice(), aad })
        .ok()?;
    let opened = Zeroizing::new(opened);
    Some(Secret::from_bytes(opened.as_slice().try_into().ok()?))
}

/// Takes fields off the front of the file.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], KeyFileError> {
        let (field, rest) = self.0.split_first_chunk::<N>().ok_or(KeyFileError::Damaged)?;
        self.0 = rest;
        Ok(*field)
    }

    fn number(&mut self) -> Result<u32, KeyFileError> {
        self.take().map(u32::from_be_bytes)
    }

    fn slot(&mut self) -> Result<Slot, KeyFileError> {
        let kind = self.take::<1>()?[0];
        let cost = Cost { memory_kib: self.number()?, passes: self.number()?, lanes: self.number()? };
        Ok(Slot { kind, cost, salt: self.take()?, nonce: self.take()?, wrapped: self.take()?, check: self.take()? })
    }

    fn case(&mut self) -> Result<Case, KeyFileError> {
        Ok(Case { id: self.take()?, epoch: self.number()?, nonce: self.take()?, wrapped: self.take()? })
    }
}
