//! How one record becomes envelopes: cut into parts that fit, each saying how many there are.
//!
//! A record has two slots. An ordinary change writes in the slot that is in use. An import writes in the other one,
//! under its import id, and becomes visible as a whole when the head lets go of that id; of two visible slots the one
//! with the higher revision counts, and the other is swept away.
//!
//! ```text
//! key        record id 16 | part 2            part = slot in the highest bit, number in the others
//! plaintext  flags 1 | parts 2 | transaction 8 | import 16 when flagged | piece of the record
//! ```

use zeroize::Zeroizing;

use super::envelope;
use crate::domain::kluis::RecordId;
use crate::store::backend::MOST_BYTES;

/// Which of the two places of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// The first.
    A,
    /// The second.
    B,
}

impl Slot {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Slot {
        match self {
            Slot::A => Slot::B,
            Slot::B => Slot::A,
        }
    }

    /// The part number of a piece in this slot.
    pub fn part(self, number: u16) -> u16 {
        match self {
            Slot::A => number,
            Slot::B => number | SLOT_BIT,
        }
    }

    /// Slot and number of a part.
    pub fn split(part: u16) -> (Slot, u16) {
        if part & SLOT_BIT == 0 { (Slot::A, part) } else { (Slot::B, part & !SLOT_BIT) }
    }
}

const SLOT_BIT: u16 = 1 << 15;
/// Most parts of one record: some 96 MB.
const MOST_PARTS: usize = 16 * 1024;

const IMPORT: u8 = 1;
const TOMBSTONE: u8 = 2;
const HEADER: usize = 1 + 2 + 8 + 16;
/// Most bytes of a record in one part.
const PIECE: usize = envelope::most_plain(MOST_BYTES) - HEADER;

/// What a part says beside its piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartInfo {
    /// How many parts the record has.
    pub parts: u16,
    /// Id of the transaction that wrote it.
    pub transaction: [u8; 8],
    /// The import that wrote it.
    pub import: Option<[u8; 16]>,
    /// Whether it says that the record was removed.
    pub tombstone: bool,
}

/// The sled key of a part.
pub fn key(id: RecordId, part: u16) -> Vec<u8> {
    [id.0.as_slice(), &part.to_be_bytes()].concat()
}

/// Record and part of a sled key.
pub fn read_key(key: &[u8]) -> Option<(RecordId, u16)> {
    let (id, part) = key.split_first_chunk::<16>()?;
    Some((RecordId(*id), u16::from_be_bytes(part.try_into().ok()?)))
}

/// The plaintexts of a record's parts, in order; `None` when it is too large. Without a record it is a tombstone.
pub fn cut(record: Option<&[u8]>, transaction: [u8; 8], import: Option<[u8; 16]>) -> Option<Vec<Zeroizing<Vec<u8>>>> {
    let bytes = record.unwrap_or_default();
    let count = bytes.len().div_ceil(PIECE).max(1);
    if count > MOST_PARTS {
        return None;
    }
    let parts = u16::try_from(count).ok()?;
    let flags = if import.is_some() { IMPORT } else { 0 } | if record.is_none() { TOMBSTONE } else { 0 };
    let plain = |piece: &[u8]| {
        // At once as large as it gets: growing would leave a copy behind.
        let mut plain = Zeroizing::new(Vec::with_capacity(HEADER + piece.len()));
        plain.push(flags);
        plain.extend_from_slice(&parts.to_be_bytes());
        plain.extend_from_slice(&transaction);
        if let Some(import) = import {
            plain.extend_from_slice(&import);
        }
        plain.extend_from_slice(piece);
        plain
    };
    if bytes.is_empty() {
        return Some(vec![plain(&[])]);
    }
    Some(bytes.chunks(PIECE).map(plain).collect())
}

/// What a part's plaintext says, and its piece of the record; `None` when it is no part.
pub fn read(plain: &[u8]) -> Option<(PartInfo, &[u8])> {
    let (flags, rest) = plain.split_first()?;
    if flags & !(IMPORT | TOMBSTONE) != 0 {
        return None;
    }
    let (parts, rest) = rest.split_first_chunk::<2>()?;
    let (transaction, rest) = rest.split_first_chunk::<8>()?;
    let (import, piece) = if flags & IMPORT == 0 {
        (None, rest)
    } else {
        let (import, piece) = rest.split_first_chunk::<16>()?;
        (Some(*import), piece)
    };
    let parts = u16::from_be_bytes(*parts);
    (parts > 0)
        .then_some((PartInfo { parts, transaction: *transaction, import, tombstone: flags & TOMBSTONE != 0 }, piece))
}
