//! The anchor: a small file beside the store that remembers how far the store had come.
//!
//! A store that was put back, or lost its newest pages, has an older head than the anchor. Two slots take turns, so
//! that a write that is cut off leaves the other one. It is written after every commit without being synced: the anchor
//! can be behind the store after a power cut, never before it. After a clean close it also holds the stamp of the
//! store's file, so that opening knows whether anything touched it since.
//!
//! ```text
//! slot 512 = envelope of: counter 8 | root 32 | chain 32 | stamp flag 1 | stamp 32      its revision counts writes
//! ```

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::envelope::{self, Position};
use super::head::{Fields, Head};
use super::root::Root;
use super::secret::Secret;
use crate::store::StoreError;
use crate::store::backend::Tree;
use crate::store::folder::private_file;

/// Name of the file.
pub const FILE: &str = "anker";

const RECORD: [u8; 16] = *b"\0\0\0\0\0\0\0\0\0\0anchor";
const SLOT: usize = 512;
const SIZE: usize = 8 + 32 + 32 + 1 + 32;

/// How far the store had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Transactions so far.
    pub counter: u64,
    /// Sum over every record.
    pub root: Root,
    /// Last link of the audit chain.
    pub chain: [u8; 32],
    /// What the store's file was when it was closed in order; `None` while it is open.
    pub stamp: Option<[u8; 32]>,
}

impl Mark {
    /// The mark of a head.
    pub fn of(head: &Head, stamp: Option<[u8; 32]>) -> Mark {
        Mark { counter: head.counter, root: head.root, chain: head.chain, stamp }
    }
}

/// The file, open for writing.
pub struct Anchor {
    file: File,
    key: Secret,
    /// Writes so far; decides the slot.
    writes: u64,
}

impl Anchor {
    /// Opens or makes the anchor; gives the newest mark that authenticates, if there is one.
    ///
    /// # Errors
    /// The file cannot be read or made.
    pub fn open(dir: &Path, key: Secret) -> Result<(Anchor, Option<Mark>), StoreError> {
        let mut file = private_file(&dir.join(FILE))?;
        let mut bytes = Vec::new();
        (&mut file).take(2 * SLOT as u64).read_to_end(&mut bytes)?;
        let slots = bytes.chunks(SLOT).zip(0_u16..).filter_map(|(slot, at)| read(&key, slot, at));
        let newest = slots.max_by_key(|(writes, _)| *writes);
        let writes = newest.map_or(0, |(writes, _)| writes);
        Ok((Anchor { file, key, writes }, newest.map(|(_, mark)| mark)))
    }

    /// Writes a mark in the slot whose turn it is; `sync` waits until it is on the disk.
    ///
    /// # Errors
    /// It cannot be written; the other slot still holds.
    pub fn write(&mut self, mark: &Mark, sync: bool) -> Result<(), StoreError> {
        let writes = self.writes + 1;
        let slot = u16::from(!writes.is_multiple_of(2));
        let sealed = envelope::seal(&self.key, &position(slot, writes), &bytes(mark))?;
        // Always the whole slot: nothing of a longer one stays behind.
        let mut whole = [0; SLOT];
        whole[..sealed.len()].copy_from_slice(&sealed);
        self.file.seek(SeekFrom::Start(u64::from(slot) * SLOT as u64))?;
        self.file.write_all(&whole)?;
        self.writes = writes;
        if sync {
            self.file.sync_data()?;
        }
        Ok(())
    }
}

/// What a store's file is now: a hash of all its bytes; `None` when there is none.
///
/// # Errors
/// It cannot be read.
pub fn stamp(store: &Path) -> Result<Option<[u8; 32]>, StoreError> {
    let path = store.join("db");
    if !path.exists() {
        return Ok(None);
    }
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 256 * 1024];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(Some(hash.finalize().into())),
            count => hash.update(&piece[..count]),
        }
    }
}

fn position(slot: u16, writes: u64) -> Position {
    Position { tree: Tree::Meta, key_id: [0; 16], record: RECORD, part: slot, revision: writes }
}

fn bytes(mark: &Mark) -> Vec<u8> {
    let flag = [u8::from(mark.stamp.is_some())];
    let stamp = mark.stamp.unwrap_or_default();
    [&mark.counter.to_be_bytes(), mark.root.0.as_slice(), &mark.chain, &flag, &stamp].concat()
}

fn read(key: &Secret, slot: &[u8], at: u16) -> Option<(u64, Mark)> {
    // The plaintext is padded to one block, so every sealed mark is equally long.
    let sealed = slot.get(..envelope::sealed_size(SIZE))?;
    let (writes, plain) = envelope::open(key, Tree::Meta, RECORD, at, sealed).ok()?;
    if plain.len() != SIZE {
        return None;
    }
    let mut from = Fields(&plain);
    let counter = u64::from_be_bytes(from.take());
    let (root, chain) = (Root(from.take()), from.take());
    let [stamped] = from.take();
    let stamp = from.take();
    Some((writes, Mark { counter, root, chain, stamp: (stamped == 1).then_some(stamp) }))
}
