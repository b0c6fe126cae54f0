//! Reading everything that is stored and holding it against the head: the one check that opening, verifying a backup
//! and the doctor share.
//!
//! Feed it every record, then every entry of the audit log in order, then the head. It decrypts all of it, recomputes
//! the state root and the audit chain, and says what does not agree.
//!
//! A large store is taken in by several loaders at once, each a stretch of records that follow each other; what they
//! found is joined in the order of the records, so that it comes to the same however many there were.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::vault::parts::{self, PartInfo, Slot};
use super::vault::{Head, Keys, Leaf, Root, audit, make_room, open_into, read_head};
use crate::domain::kluis::{Owner, Record, RecordId, Stored};
use crate::store::backend::Tree;

/// Why a store is not trusted to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// This many envelopes do not open, or are not where they belong.
    Unreadable(u64),
    /// This many records miss a part.
    Incomplete(u64),
    /// The records are not those that the head was written for: something is missing, extra or older.
    Root,
    /// The audit log was changed, cut off or has a gap.
    Chain,
    /// The head is missing or does not open.
    NoHead,
    /// The store is older than its anchor: it was put back, or lost its newest part.
    Behind {
        /// Transactions in the store.
        store: u64,
        /// Transactions that the anchor remembers.
        anchor: u64,
    },
    /// Store and anchor count the same transactions and disagree about what they were.
    Anchor,
    /// There is no anchor to hold the store against.
    NoAnchor,
    /// The key file is older than the store: an old one was put back.
    KeyFile,
}

/// One copy of a record in one of its slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Whose key it is sealed with.
    pub owner: Owner,
    /// The transaction that wrote it.
    pub revision: u64,
    /// Id of that transaction.
    pub transaction: [u8; 8],
    /// How many parts it has.
    pub parts: u16,
    /// The import that wrote it.
    pub import: Option<[u8; 16]>,
    /// Whether it says that the record was removed.
    pub tombstone: bool,
}

/// What is stored of one record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    a: Option<Written>,
    /// Hardly ever in use.
    b: Option<Box<Written>>,
}

impl Kept {
    /// The copy in a slot.
    pub fn get(&self, slot: Slot) -> Option<Written> {
        match slot {
            Slot::A => self.a,
            Slot::B => self.b.as_deref().copied(),
        }
    }

    /// Sets or clears a slot.
    pub fn set(&mut self, slot: Slot, written: Option<Written>) {
        match slot {
            Slot::A => self.a = written,
            Slot::B => self.b = written.map(Box::new),
        }
    }

    /// Whether nothing is stored any more.
    pub fn is_empty(&self) -> bool {
        self.a.is_none() && self.b.is_none()
    }

    /// The slot that counts: the newest copy that no unfinished import wrote.
    pub fn winner(&self, unfinished: Option<[u8; 16]>) -> Option<Slot> {
        let visible = |slot: &Slot| {
            self.get(*slot).is_some_and(|written| written.import.is_none() || written.import != unfinished)
        };
        let slots = [Slot::A, Slot::B].into_iter().filter(visible);
        slots.max_by_key(|slot| self.get(*slot).map(|written| written.revision))
    }
}

/// Everything that was read.
pub struct Loaded {
    /// The head; `None` when there is none that opens.
    pub head: Option<Head>,
    /// What is stored of every record.
    pub known: BTreeMap<RecordId, Kept>,
    /// The records that count.
    pub records: BTreeMap<RecordId, Stored>,
    /// What does not agree.
    pub doubts: Vec<Doubt>,
    /// Records that are whole and authentic, and that this program cannot read all the same.
    pub strange: u64,
    /// Entries in the audit log.
    pub audit: u64,
    /// Bytes of what is stored.
    pub bytes: u64,
}

/// Reads everything that is stored.
pub struct Loader<'a> {
    keys: &'a Keys,
    /// Decides which slot counts, so it is needed before the records.
    head: Option<Head>,
    /// Whether the records are wanted, or only whether everything is whole.
    keep: Keep,
    found: Found,
    open: Option<Open>,
    /// What was opened last. One buffer for all: it is wiped at the end.
    plain: Zeroizing<Vec<u8>>,
    /// Buffers of records that were read.
    spare: Vec<Zeroizing<Vec<u8>>>,
    chain: [u8; 32],
    audit: u64,
    gap: bool,
}

/// What a loader is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Opening: the records are read.
    Records,
    /// Checking: no record is read, and none is kept in memory.
    Nothing,
}

/// What was found in a stretch of records.
#[derive(Default)]
pub struct Found {
    known: Vec<(RecordId, Kept)>,
    records: Vec<(RecordId, Stored)>,
    root: Root,
    unreadable: u64,
    incomplete: u64,
    strange: u64,
    bytes: u64,
}

/// The record whose parts are coming in.
struct Open {
    id: RecordId,
    slots: [Option<Pieces>; 2],
}

struct Pieces {
    owner: Owner,
    revision: u64,
    info: PartInfo,
    /// The parts seen so far follow each other from the first.
    next: u16,
    whole: bool,
    bytes: Zeroizing<Vec<u8>>,
}

impl<'a> Loader<'a> {
    /// A loader for a store with this sealed head.
    pub fn new(keys: &'a Keys, sealed_head: Option<&[u8]>, keep: Keep) -> Loader<'a> {
        Loader::of(keys, sealed_head.and_then(|sealed| Head::open(&keys.head, sealed).ok()), keep)
    }

    /// Another loader of the same store, for stretches of its records.
    pub fn beside(&self) -> Loader<'a> {
        Loader::of(self.keys, self.head, self.keep)
    }

    fn of(keys: &'a Keys, head: Option<Head>, keep: Keep) -> Loader<'a> {
        Loader {
            keys,
            head,
            keep,
            found: Found::default(),
            open: None,
            plain: Zeroizing::default(),
            spare: Vec::new(),
            chain: [0; 32],
            audit: 0,
            gap: false,
        }
    }

    /// Takes in one stored value. The values of a tree come in the order of their keys.
    pub fn take(&mut self, tree: Tree, key: &[u8], sealed: &[u8]) {
        self.found.bytes += sealed.len() as u64;
        match tree {
            Tree::Entries => {
                let mut plain = std::mem::take(&mut self.plain);
                if self.entry(key, sealed, &mut plain).is_none() {
                    self.found.unreadable += 1;
                }
                self.plain = plain;
            }
            Tree::Audit => self.audited(key, sealed),
            Tree::Meta => {}
        }
    }

    fn entry(&mut self, key: &[u8], sealed: &[u8], plain: &mut Zeroizing<Vec<u8>>) -> Option<()> {
        let (id, part) = parts::read_key(key)?;
        let position = read_head(sealed).ok()?;
        let (owner, secret) = self.keys.owner(position.key_id)?;
        let revision = open_into(secret, Tree::Entries, id.0, part, sealed, plain).ok()?;
        let (info, piece) = parts::read(plain)?;
        self.found.root.add(&self.keys.root, Leaf { record: id.0, part, revision, transaction: info.transaction });
        if self.open.as_ref().is_none_or(|open| open.id != id) {
            self.finish_record();
            self.open = Some(Open { id, slots: [None, None] });
        }
        let (slot, number) = Slot::split(part);
        let spare = &mut self.spare;
        let pieces = self.open.as_mut()?.slots[slot as usize].get_or_insert_with(|| {
            let mut bytes = spare.pop().unwrap_or_default();
            make_room(&mut bytes, usize::from(info.parts) * piece.len());
            Pieces { owner, revision, info, next: 0, whole: true, bytes }
        });
        pieces.whole &=
            number == pieces.next && (revision, owner, info) == (pieces.revision, pieces.owner, pieces.info);
        pieces.next = number.saturating_add(1);
        make_room(&mut pieces.bytes, piece.len());
        pieces.bytes.extend_from_slice(piece);
        Some(())
    }

    fn finish_record(&mut self) {
        let Some(Open { id, slots }) = self.open.take() else { return };
        let mut kept = Kept::default();
        for (slot, pieces) in [Slot::A, Slot::B].into_iter().zip(&slots) {
            let Some(pieces) = pieces else { continue };
            if !pieces.whole || pieces.next != pieces.info.parts {
                self.found.incomplete += 1;
                continue;
            }
            let PartInfo { parts, transaction, import, tombstone } = pieces.info;
            let (owner, revision) = (pieces.owner, pieces.revision);
            let written = Written { owner, revision, transaction, parts, import, tombstone };
            kept.set(slot, Some(written));
        }
        let winner = kept.winner(self.head.and_then(|head| head.import));
        if self.keep == Keep::Records
            && let Some(pieces) = winner.and_then(|slot| slots[slot as usize].as_ref())
            && !pieces.info.tombstone
        {
            match Record::from_bytes(&pieces.bytes) {
                Ok(record) => self.found.records.push((id, Stored { owner: pieces.owner, record })),
                Err(_) => self.found.strange += 1,
            }
        }
        if !kept.is_empty() {
            self.found.known.push((id, kept));
        }
        for pieces in slots.into_iter().flatten() {
            let mut bytes = pieces.bytes;
            bytes.clear();
            self.spare.push(bytes);
        }
    }

    /// Gives what was found so far, and goes on with the next stretch.
    pub fn give(&mut self) -> Found {
        self.finish_record();
        std::mem::take(&mut self.found)
    }

    /// What other loaders found in the stretches that follow, in their order.
    pub fn join(&mut self, stretches: Vec<Found>) {
        self.finish_record();
        let found = &mut self.found;
        // At once as large as it gets: there may be much of it.
        found.known.reserve_exact(stretches.iter().map(|stretch| stretch.known.len()).sum());
        found.records.reserve_exact(stretches.iter().map(|stretch| stretch.records.len()).sum());
        for stretch in stretches {
            found.known.extend(stretch.known);
            found.records.extend(stretch.records);
            found.root.join(stretch.root);
            found.unreadable += stretch.unreadable;
            found.incomplete += stretch.incomplete;
            found.strange += stretch.strange;
            found.bytes += stretch.bytes;
        }
    }

    fn audited(&mut self, key: &[u8], sealed: &[u8]) {
        self.gap |= key != audit::key(self.audit);
        self.chain = audit::link(&self.keys.chain, &self.chain, sealed);
        self.audit += 1;
    }

    /// Everything was taken in: what it comes to.
    pub fn finish(mut self) -> Loaded {
        self.finish_record();
        let Found { known, records, root, unreadable, incomplete, strange, bytes } = self.found;
        let mut doubts = Vec::new();
        if unreadable > 0 {
            doubts.push(Doubt::Unreadable(unreadable));
        }
        if incomplete > 0 {
            doubts.push(Doubt::Incomplete(incomplete));
        }
        match &self.head {
            None => doubts.push(Doubt::NoHead),
            Some(head) => {
                if head.root != root {
                    doubts.push(Doubt::Root);
                }
                if self.gap || head.audit != self.audit || head.chain != self.chain {
                    doubts.push(Doubt::Chain);
                }
            }
        }
        Loaded {
            head: self.head,
            // In the order in which they came: built in one go, with full nodes.
            known: known.into_iter().collect(),
            records: records.into_iter().collect(),
            doubts,
            strange,
            audit: self.audit,
            bytes,
        }
    }
}
