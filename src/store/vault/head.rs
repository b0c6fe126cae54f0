//! The head: what the whole store is, sealed, and written in the same transaction as every change.
//!
//! ```text
//! format 1 | schema 4 | counter 8 | root 32 | chain 32 | audit 8 | key generation 8 | written 8 | batch 8 | import flag 1 | import 16
//! ```

use super::envelope::{self, EnvelopeError, Position};
use super::root::Root;
use super::secret::Secret;
use crate::store::StoreError;
use crate::store::backend::Tree;

/// Key of the head in its tree, and its record id.
pub const HEAD: [u8; 16] = [0; 16];

const FORMAT: u8 = 1;
const SIZE: usize = 1 + 4 + 8 + 32 + 32 + 8 + 8 + 8 + 8 + 1 + 16;

/// What the whole store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Version of everything stored together.
    pub schema: u32,
    /// Transactions so far.
    pub counter: u64,
    /// Sum over every record.
    pub root: Root,
    /// Last link of the audit chain.
    pub chain: [u8; 32],
    /// Entries in the audit log.
    pub audit: u64,
    /// Generation that the key file had at least.
    pub key_generation: u64,
    /// When it was written, in seconds since 1970 by the clock of this machine.
    pub written: i64,
    /// Id of the last batch that was written as a whole: tells whether a write whose outcome was unknown arrived.
    pub batch: [u8; 8],
    /// The import that is not finished; its records do not count yet.
    pub import: Option<[u8; 16]>,
}

impl Head {
    /// The head of a store with nothing in it.
    pub fn empty(schema: u32, key_generation: u64) -> Head {
        Head {
            schema,
            counter: 0,
            root: Root::default(),
            chain: [0; 32],
            audit: 0,
            key_generation,
            written: 0,
            batch: [0; 8],
            import: None,
        }
    }

    /// The sealed head.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn seal(&self, key: &Secret) -> Result<Vec<u8>, StoreError> {
        envelope::seal(key, &self.position(), &self.to_bytes())
    }

    /// Opens a sealed head.
    ///
    /// # Errors
    /// It does not authenticate, or only a newer program understands it.
    pub fn open(key: &Secret, sealed: &[u8]) -> Result<Head, EnvelopeError> {
        let (revision, plain) = envelope::open(key, Tree::Meta, HEAD, 0, sealed)?;
        let head = Head::from_bytes(&plain)?;
        if head.counter == revision { Ok(head) } else { Err(EnvelopeError::Tampered) }
    }

    fn position(&self) -> Position {
        Position { tree: Tree::Meta, key_id: [0; 16], record: HEAD, part: 0, revision: self.counter }
    }

    fn to_bytes(self) -> Vec<u8> {
        let fields: [&[u8]; 11] = [
            &[FORMAT],
            &self.schema.to_be_bytes(),
            &self.counter.to_be_bytes(),
            &self.root.0,
            &self.chain,
            &self.audit.to_be_bytes(),
            &self.key_generation.to_be_bytes(),
            &self.written.to_be_bytes(),
            &self.batch,
            &[u8::from(self.import.is_some())],
            &self.import.unwrap_or_default(),
        ];
        fields.concat()
    }

    fn from_bytes(bytes: &[u8]) -> Result<Head, EnvelopeError> {
        match bytes.first() {
            Some(&FORMAT) if bytes.len() == SIZE => {}
            Some(&FORMAT) | None => return Err(EnvelopeError::Tampered),
            Some(other) => return Err(EnvelopeError::UnknownFormat(*other)),
        }
        let mut from = Fields(&bytes[1..]);
        let schema = u32::from_be_bytes(from.take());
        let counter = u64::from_be_bytes(from.take());
        let (root, chain) = (Root(from.take()), from.take());
        let audit = u64::from_be_bytes(from.take());
        let key_generation = u64::from_be_bytes(from.take());
        let written = i64::from_be_bytes(from.take());
        let batch = from.take();
        let [importing] = from.take();
        let import = from.take();
        Ok(Head {
            schema,
            counter,
            root,
            chain,
            audit,
            key_generation,
            written,
            batch,
            import: (importing == 1).then_some(import),
        })
    }
}

/// Takes fields off the front of bytes whose length was checked.
pub(super) struct Fields<'a>(pub &'a [u8]);

impl Fields<'_> {
    pub fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut field = [0; N];
        let size = N.min(self.0.len());
        field[..size].copy_from_slice(&self.0[..size]);
        self.0 = &self.0[size..];
        field
    }
}
