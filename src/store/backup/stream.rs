//! The sealed stream: one file that carries its own key slots, opens without a store, and shows every changed, missing
//! or added byte.
//!
//! ```text
//! magic 8 (which says what kind of file it is) | format 1 | salt 32 | key file length 4 | key file | frame … | last frame
//! frame   plaintext length 4 | ciphertext + tag
//! ```
//!
//! The key of the frames comes from the vault key and the salt. Each frame is sealed under its number and whether it is
//! the last one, with the hash of everything before the first frame beside it: frames cannot be dropped, swapped or
//! taken from another file, and the end cannot be cut off. The plaintext of the frames, put together, is a list of
//! items; see [`Item`].

use std::io::{self, Read, Write};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::store::StoreError;
use crate::store::backend::{MOST_BYTES, Tree};
use crate::store::vault::{KeyFile, KeyFileError, Purpose, Secret, Unlocked, random_bytes};

const FORMAT: u8 = 1;
const TAG: usize = 16;
/// Plaintext bytes of a full frame.
const FRAME: usize = 64 * 1024;
/// Largest key file in a backup, in bytes.
const MOST_KEYS: u32 = 8 * 1024 * 1024;
/// Most bytes of one value: a sealed record, or the manifest.
const MOST_VALUE: usize = MOST_BYTES * 4;

/// What kind of file a stream is. It decides the first bytes and the key, so that none can pass for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Everything that is in a vault.
    Backup,
    /// One document.
    Document,
}

impl Kind {
    const ALL: [Kind; 2] = [Kind::Backup, Kind::Document];

    fn magic(self) -> [u8; 8] {
        match self {
            Kind::Backup => *b"AANDBAK1",
            Kind::Document => *b"AANDDOC1",
        }
    }

    fn purpose(self) -> Purpose {
        match self {
            Kind::Backup => Purpose::Backup,
            Kind::Document => Purpose::Document,
        }
    }
}

/// One thing in the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// What the file says of itself, as JSON; the first item.
    Manifest(Vec<u8>),
    /// A stored value, sealed as it was in the store.
    Value {
        /// Key space.
        tree: Tree,
        /// Key.
        key: Vec<u8>,
        /// Sealed value.
        value: Vec<u8>,
    },
}

/// Why a stream cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is no stream of ours.
    #[error("not a stream")]
    NotAStream,
    /// A newer program wrote it.
    #[error("unknown format {0}")]
    UnknownFormat(u8),
    /// It was changed, or is not whole.
    #[error("damaged")]
    Damaged,
    /// Its key slots.
    #[error(transparent)]
    Key(#[from] KeyFileError),
}

/// Writes a stream.
pub struct Writer<W: Write> {
    out: W,
    seal: Frames,
    plain: Zeroizing<Vec<u8>>,
}

impl<W: Write> Writer<W> {
    /// Begins a stream that opens with what opens this key file.
    ///
    /// # Errors
    /// The output refuses, or the system has no randomness.
    pub fn begin(kind: Kind, mut out: W, key_file: &KeyFile, unlocked: &Unlocked) -> Result<Writer<W>, StoreError> {
        let salt: [u8; 32] = random_bytes()?;
        let keys = key_file.to_bytes();
        let length = u32::try_from(keys.len()).map_err(|_| StoreError::Engine("key file too large".to_owned()))?;
        let head = [kind.magic().as_slice(), &[FORMAT], &salt, &length.to_be_bytes(), &keys].concat();
        out.write_all(&head)?;
        let seal = Frames::new(kind, unlocked, &salt, &head);
        Ok(Writer { out, seal, plain: Zeroizing::new(Vec::with_capacity(FRAME + MOST_VALUE)) })
    }

    /// Adds an item.
    ///
    /// # Errors
    /// The output refuses.
    pub fn item(&mut self, item: &Item) -> Result<(), StoreError> {
        match item {
            Item::Manifest(manifest) => self.add(b'M', &[], manifest),
            Item::Value { tree: Tree::Entries, key, value } => self.add(b'e', key, value),
            Item::Value { tree: Tree::Audit, key, value } => self.add(b'a', key, value),
            Item::Value { tree: Tree::Meta, key, value } => self.add(b'm', key, value),
        }
    }

    /// Adds a piece of a document, of any length.
    ///
    /// # Errors
    /// The output refuses.
    pub fn pieces(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        bytes.chunks(MOST_VALUE).try_for_each(|piece| self.add(b'd', &[], piece))
    }

    fn add(&mut self, kind: u8, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let too_large = || StoreError::TooLarge { size: value.len(), most: MOST_VALUE };
        let (short, long) = (u8::try_from(key.len()), u32::try_from(value.len()));
        let (Ok(short), Ok(long)) = (short, long) else { return Err(too_large()) };
        if value.len() > MOST_VALUE {
            return Err(too_large());
        }
        self.plain.extend_from_slice(&[kind, short]);
        self.plain.extend_from_slice(&long.to_be_bytes());
        self.plain.extend_from_slice(key);
        self.plain.extend_from_slice(value);
        while self.plain.len() > FRAME {
            let frame = Zeroizing::new(self.plain[..FRAME].to_vec());
            self.plain.drain(..FRAME);
            self.frame(&frame, false)?;
        }
        Ok(())
    }

    /// Ends the stream; without this it is not whole. Gives back what it was written to.
    ///
    /// # Errors
    /// The output refuses.
    pub fn finish(mut self) -> Result<W, StoreError> {
        let rest = std::mem::take(&mut *self.plain);
        self.frame(&Zeroizing::new(rest), true)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn frame(&mut self, plain: &[u8], last: bool) -> Result<(), StoreError> {
        let length = u32::try_from(plain.len()).unwrap_or(u32::MAX).to_be_bytes();
        let sealed = self.seal.seal(plain, last).ok_or_else(|| StoreError::Engine("sealing failed".to_owned()))?;
        self.out.write_all(&length)?;
        Ok(self.out.write_all(&sealed)?)
    }
}

/// A stream whose key slots were read, and nothing else of it believed.
pub struct Sealed<R: Read> {
    from: R,
    kind: Kind,
    key_file: KeyFile,
    salt: [u8; 32],
    head: Vec<u8>,
}

impl<R: Read> Sealed<R> {
    /// Reads the beginning of a stream.
    ///
    /// # Errors
    /// It is no stream, one of a newer program, or its key slots are damaged.
    pub fn read(mut from: R) -> Result<Sealed<R>, StreamError> {
        let mut head = vec![0; 8 + 1 + 32 + 4];
        from.read_exact(&mut head).map_err(short)?;
        let kind = Kind::ALL.into_iter().find(|kind| head[..8] == kind.magic()).ok_or(StreamError::NotAStream)?;
        if head[8] != FORMAT {
            return Err(StreamError::UnknownFormat(head[8]));
        }
        let mut salt = [0; 32];
        salt.copy_from_slice(&head[9..41]);
        let length = u32::from_be_bytes([head[41], head[42], head[43], head[44]]);
        if length > MOST_KEYS {
            return Err(StreamError::Damaged);
        }
        let start = head.len();
        // Taken from the file, not from what it says its length is: a hostile one must not eat the memory.
        (&mut from).take(u64::from(length)).read_to_end(&mut head)?;
        if (head.len() - start) as u64 != u64::from(length) {
            return Err(StreamError::Damaged);
        }
        let key_file = KeyFile::from_bytes(&head[start..]).map_err(|error| match error {
            KeyFileError::Damaged => StreamError::Damaged,
            other => StreamError::Key(other),
        })?;
        Ok(Sealed { from, kind, key_file, salt, head })
    }

    /// What kind of file it says it is; it only opens when that is true.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The key slots of the file.
    pub fn key_file(&self) -> &KeyFile {
        &self.key_file
    }

    /// Goes on to read what is in it.
    pub fn open(self, unlocked: &Unlocked) -> Reader<R> {
        let frames = Frames::new(self.kind, unlocked, &self.salt, &self.head);
        Reader { from: self.from, frames, plain: Zeroizing::new(Vec::new()), at: 0, ended: false }
    }
}

fn short(error: io::Error) -> StreamError {
    if error.kind() == io::ErrorKind::UnexpectedEof { StreamError::NotAStream } else { StreamError::Io(error) }
}

/// Kind, key and value of an item.
type Raw = (u8, Vec<u8>, Zeroizing<Vec<u8>>);

/// Reads a stream, item by item.
pub struct Reader<R: Read> {
    from: R,
    frames: Frames,
    plain: Zeroizing<Vec<u8>>,
    at: usize,
    ended: bool,
}

impl<R: Read> Reader<R> {
    /// The next item; `None` at the end, which was then checked to be the end.
    ///
    /// # Errors
    /// The stream was changed or is not whole. Nothing that was read before may then be trusted to be everything.
    pub fn next_item(&mut self) -> Result<Option<Item>, StreamError> {
        let Some((kind, key, value)) = self.next()? else { return Ok(None) };
        let tree = match kind {
            b'M' => return Ok(Some(Item::Manifest(value.to_vec()))),
            b'e' => Tree::Entries,
            b'a' => Tree::Audit,
            b'm' => Tree::Meta,
            _ => return Err(StreamError::Damaged),
        };
        Ok(Some(Item::Value { tree, key, value: value.to_vec() }))
    }

    /// The next piece of a document, added to what there is of it; `false` at the end, which was then checked to be
    /// the end.
    ///
    /// # Errors
    /// As [`Reader::next_item`].
    pub fn next_piece(&mut self, document: &mut Vec<u8>) -> Result<bool, StreamError> {
        match self.next()? {
            None => Ok(false),
            Some((b'd', _, piece)) => {
                document.extend_from_slice(&piece);
                Ok(true)
            }
            Some(_) => Err(StreamError::Damaged),
        }
    }

    /// Kind, key and value of what comes next.
    fn next(&mut self) -> Result<Option<Raw>, StreamError> {
        if !self.fill(6)? {
            return if self.at == self.plain.len() { Ok(None) } else { Err(StreamError::Damaged) };
        }
        let head = &self.plain[self.at..self.at + 6];
        let (kind, short) = (head[0], usize::from(head[1]));
        let long = usize::try_from(u32::from_be_bytes([head[2], head[3], head[4], head[5]]))
            .map_err(|_| StreamError::Damaged)?;
        if long > MOST_VALUE {
            return Err(StreamError::Damaged);
        }
        if !self.fill(6 + short + long)? {
            return Err(StreamError::Damaged);
        }
        let body = &self.plain[self.at + 6..self.at + 6 + short + long];
        let (key, value) = (body[..short].to_vec(), Zeroizing::new(body[short..].to_vec()));
        self.at += 6 + short + long;
        Ok(Some((kind, key, value)))
    }

    /// Makes sure that this many bytes lie ready; `false` when the stream ends before.
    fn fill(&mut self, wanted: usize) -> Result<bool, StreamError> {
        while self.plain.len() - self.at < wanted {
            if self.ended {
                return Ok(false);
            }
            self.plain.drain(..self.at);
            self.at = 0;
            self.next_frame()?;
        }
        Ok(true)
    }

    fn next_frame(&mut self) -> Result<(), StreamError> {
        let mut length = [0; 4];
        self.exact(&mut length)?;
        let length = u32::from_be_bytes(length) as usize;
        if length > FRAME + MOST_VALUE {
            return Err(StreamError::Damaged);
        }
        let mut sealed = vec![0; length + TAG];
        self.exact(&mut sealed)?;
        // Whether it is the last one is written nowhere: it opens as one or it does not.
        let (plain, last) = self.frames.open(&sealed).ok_or(StreamError::Damaged)?;
        self.plain.extend_from_slice(&plain);
        self.ended = last;
        if last && self.from.read(&mut [0])? != 0 {
            return Err(StreamError::Damaged);
        }
        Ok(())
    }

    fn exact(&mut self, bytes: &mut [u8]) -> Result<(), StreamError> {
        self.from.read_exact(bytes).map_err(|error| {
            if error.kind() == io::ErrorKind::UnexpectedEof { StreamError::Damaged } else { StreamError::Io(error) }
        })
    }
}

/// Seals and opens frames in their order.
struct Frames {
    key: Secret,
    head: [u8; 32],
    number: u64,
}

impl Frames {
    fn new(kind: Kind, unlocked: &Unlocked, salt: &[u8; 32], head: &[u8]) -> Frames {
        let key = unlocked.subkey(kind.purpose()).for_file(salt);
        Frames { key, head: Sha256::digest(head).into(), number: 0 }
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.key.bytes().into())
    }

    /// The key serves one file only, so counting is enough.
    fn nonce(&self, last: bool) -> XNonce {
        let mut nonce = [0; 24];
        nonce[..8].copy_from_slice(&self.number.to_be_bytes());
        nonce[23] = u8::from(last);
        XNonce::from(nonce)
    }

    fn seal(&mut self, plain: &[u8], last: bool) -> Option<Vec<u8>> {
        let sealed = self.cipher().encrypt(&self.nonce(last), Payload { msg: plain, aad: &self.head }).ok();
        self.number += 1;
        sealed
    }

    fn open(&mut self, sealed: &[u8]) -> Option<(Zeroizing<Vec<u8>>, bool)> {
        let opened = [false, true].into_iter().find_map(|last| {
            let payload = Payload { msg: sealed, aad: &self.head };
            let plain = self.cipher().decrypt(&self.nonce(last), payload).ok()?;
            Some((Zeroizing::new(plain), last))
        });
        self.number += 1;
        opened
    }
}
