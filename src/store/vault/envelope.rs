//! One sealed record. It says what it is and where it belongs, and both are authenticated, so that a record put in
//! another place, or found loose in a damaged file, is recognised.
//!
//! ```text
//! magic 8 | format 1 | tree 1 | key id 16 | id length 1 | record id 16 | part 2 | revision 8 | nonce 24 | ciphertext
//! ```
//!
//! Everything before the nonce is the associated data. The plaintext is padded to the next 256 bytes, so that a short
//! note and a longer one look alike.

use chacha20poly1305::aead::{Aead, AeadInOut, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::secret::{Secret, random_bytes};
use crate::store::StoreError;
use crate::store::backend::Tree;

/// The first bytes of every envelope; salvage looks for them in damaged files.
pub const MAGIC: [u8; 8] = *b"\xA7ADACT1\n";

const FORMAT: u8 = 1;
/// Magic, format, tree, key id, id length, record id, part, revision.
const HEAD: usize = 8 + 1 + 1 + 16 + 1 + 16 + 2 + 8;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Texts are padded to this many bytes.
pub const BLOCK: usize = 256;

/// Where a record belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Key space.
    pub tree: Tree,
    /// Id of the key it is sealed with.
    pub key_id: [u8; 16],
    /// Id of the record.
    pub record: [u8; 16],
    /// Which part of a record that is too large for one value.
    pub part: u16,
    /// How often the record was written.
    pub revision: u64,
}

/// Why an envelope cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// These bytes are no envelope.
    #[error("not an envelope")]
    NotAnEnvelope,
    /// A newer program wrote it.
    #[error("unknown envelope format {0}")]
    UnknownFormat(u8),
    /// It belongs in another place than where it was found.
    #[error("envelope belongs elsewhere")]
    Misplaced,
    /// It was changed, or sealed with another key.
    #[error("envelope does not authenticate")]
    Tampered,
}

fn head(position: &Position) -> [u8; HEAD] {
    let mut head = [0; HEAD];
    let tree = match position.tree {
        Tree::Entries => b'e',
        Tree::Audit => b'a',
        Tree::Meta => b'm',
    };
    let (part, revision) = (position.part.to_be_bytes(), position.revision.to_be_bytes());
    let fields: [&[u8]; 8] = [&MAGIC, &[FORMAT], &[tree], &position.key_id, &[16], &position.record, &part, &revision];
    let mut at = 0;
    for field in fields {
        head[at..at + field.len()].copy_from_slice(field);
        at += field.len();
    }
    head
}

/// Seals a plaintext for a position.
///
/// # Errors
/// The system has no randomness to give.
pub fn seal(key: &Secret, position: &Position, plaintext: &[u8]) -> Result<Vec<u8>, StoreError> {
    let head = head(position);
    let nonce: [u8; NONCE] = random_bytes()?;
    let padded = padded(plaintext);
    let payload = Payload { msg: padded.as_slice(), aad: &head };
    let sealed = cipher(key)
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| StoreError::Engine("sealing failed".to_owned()))?;
    let mut envelope = Vec::with_capacity(HEAD + NONCE + sealed.len());
    envelope.extend_from_slice(&head);
    envelope.extend_from_slice(&nonce);
    envelope.extend_from_slice(&sealed);
    Ok(envelope)
}

/// Opens an envelope that was found under a tree, record and part; gives its revision and its plaintext.
///
/// # Errors
/// Why it cannot be opened. A wrong key and a changed byte cannot be told apart, and must not be.
pub fn open(
    key: &Secret,
    tree: Tree,
    record: [u8; 16],
    part: u16,
    envelope: &[u8],
) -> Result<(u64, Zeroizing<Vec<u8>>), EnvelopeError> {
    let mut plain = Zeroizing::new(Vec::new());
    let revision = open_into(key, tree, record, part, envelope, &mut plain)?;
    Ok((revision, plain))
}

/// The same, with the plaintext in a buffer of whoever opens many; gives the revision. What the buffer held is gone.
///
/// # Errors
/// As [`open`]; the buffer then holds no plaintext.
pub fn open_into(
    key: &Secret,
    tree: Tree,
    record: [u8; 16],
    part: u16,
    envelope: &[u8],
    plain: &mut Zeroizing<Vec<u8>>,
) -> Result<u64, EnvelopeError> {
    plain.clear();
    let found = read_head(envelope)?;
    if (found.tree, found.record, found.part) != (tree, record, part) {
        return Err(EnvelopeError::Misplaced);
    }
    let (head, rest) = envelope.split_at(HEAD);
    let (nonce, sealed) = rest.split_at(NONCE);
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| EnvelopeError::NotAnEnvelope)?;
    make_room(plain, sealed.len());
    plain.extend_from_slice(sealed);
    if cipher(key).decrypt_in_place(&XNonce::from(nonce), head, &mut **plain).is_err() {
        plain.clear();
        return Err(EnvelopeError::Tampered);
    }
    // The padding is authenticated, so a text without its end mark was never sealed by us.
    let end = plain.iter().rposition(|byte| *byte != 0).filter(|at| plain[*at] == 0x80);
    plain.truncate(end.unwrap_or_default());
    end.map(|_| found.revision).ok_or(EnvelopeError::Tampered)
}

/// Makes room for this many bytes more. A buffer that grows by itself would leave what it held behind in memory.
pub(in crate::store) fn make_room(buffer: &mut Zeroizing<Vec<u8>>, more: usize) {
    if buffer.capacity() - buffer.len() < more {
        let mut larger = Zeroizing::new(Vec::with_capacity((buffer.len() + more).max(2 * buffer.capacity())));
        larger.extend_from_slice(buffer);
        // The smaller one is wiped.
        *buffer = larger;
    }
}

/// Where an envelope says it belongs, before anything of it is believed.
///
/// # Errors
/// These bytes are no envelope, or one of a newer program.
pub fn read_head(envelope: &[u8]) -> Result<Position, EnvelopeError> {
    if envelope.len() < HEAD + NONCE + TAG || envelope[..8] != MAGIC {
        return Err(EnvelopeError::NotAnEnvelope);
    }
    if envelope[8] != FORMAT {
        return Err(EnvelopeError::UnknownFormat(envelope[8]));
    }
    let tree = match envelope[9] {
        b'e' => Tree::Entries,
        b'a' => Tree::Audit,
        b'm' => Tree::Meta,
        _ => return Err(EnvelopeError::NotAnEnvelope),
    };
    if envelope[26] != 16 {
        return Err(EnvelopeError::NotAnEnvelope);
    }
    let sixteen = |at: usize| -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&envelope[at..at + 16]);
        bytes
    };
    let mut revision = [0; 8];
    revision.copy_from_slice(&envelope[45..53]);
    Ok(Position {
        tree,
        key_id: sixteen(10),
        record: sixteen(27),
        part: u16::from_be_bytes([envelope[43], envelope[44]]),
        revision: u64::from_be_bytes(revision),
    })
}

/// Bytes of the envelope of a plaintext of this many bytes.
pub const fn sealed_size(plain: usize) -> usize {
    HEAD + NONCE + (plain / BLOCK + 1) * BLOCK + TAG
}

/// Most bytes of plaintext whose envelope is no larger than this.
pub const fn most_plain(sealed: usize) -> usize {
    (sealed - HEAD - NONCE - TAG) / BLOCK * BLOCK - 1
}

fn cipher(key: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}

/// The text, an end mark, and zeros up to a whole block.
fn padded(plaintext: &[u8]) -> Zeroizing<Vec<u8>> {
    let size = (plaintext.len() / BLOCK + 1) * BLOCK;
    // At once as large as it gets: growing would leave a copy behind.
    let mut padded = Zeroizing::new(Vec::with_capacity(size));
    padded.extend_from_slice(plaintext);
    padded.push(0x80);
    padded.resize(size, 0);
    padded
}
