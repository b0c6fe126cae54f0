//! The journal: every transaction is written here, and on the disk, before the engine hears of it.
//!
//! What the engine loses is written again at the next opening; and the newest backup with the journal gives the whole
//! state without the engine. After a verified backup a new journal is begun; the one before it is kept as well, so that
//! the backup before the newest one is good for it too. It holds sealed envelopes and random ids, nothing that can be
//! read.
//!
//! ```text
//! frame   magic 4 | length 4 | counter 8 | operations | check 16
//! operation   kind and tree 1 | key length 1 | key | value length 4 | value
//! ```
//!
//! The check tells a frame that was cut off. Whether a frame is true shows from the head in it, which is sealed, and
//! from root and chain once it is applied.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::StoreError;
use super::backend::{Backend, Op, Tree, sync_folder};
use super::folder::private_file;
use super::vault::{HEAD, Head, Secret};

const MAGIC: [u8; 4] = *b"AJ1\n";
const CHECK: usize = 16;
/// Largest frame, in bytes: far above what one transaction can be, so that a damaged length does not eat the memory.
const MOST_FRAME: u32 = 64 * 1024 * 1024;

/// The journal, open to be added to.
pub struct Journal {
    file: File,
    dir: PathBuf,
    /// Where the next frame goes.
    end: u64,
}

/// One transaction.
struct Frame {
    counter: u64,
    ops: Vec<Op>,
}

impl Journal {
    /// Opens the journal of a vault's folder, or begins one; what was cut off at its end is dropped.
    ///
    /// # Errors
    /// The file cannot be read or made.
    pub fn open(dir: &Path) -> Result<Journal, StoreError> {
        let [_, path] = files(dir);
        let fresh = !path.exists();
        let file = private_file(&path)?;
        let mut frames = Frames::of(&file)?;
        while frames.next()?.is_some() {}
        let end = frames.at;
        file.set_len(end)?;
        if fresh {
            file.sync_all()?;
            sync_folder(dir)?;
        }
        Ok(Journal { file, dir: dir.to_path_buf(), end })
    }

    /// Adds a transaction, and waits until it is on the disk.
    ///
    /// # Errors
    /// It is not in the journal; the next one takes its place.
    pub fn add(&mut self, counter: u64, ops: &[Op]) -> Result<(), StoreError> {
        let frame = bytes(counter, ops)?;
        let written = self.file.seek(SeekFrom::Start(self.end)).and_then(|_| self.file.write_all(&frame));
        if let Err(error) = written.and_then(|()| self.file.sync_data()) {
            // What stands there half is no frame, and is written over.
            let _ = self.file.set_len(self.end);
            return Err(error.into());
        }
        self.end += frame.len() as u64;
        Ok(())
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.end
    }

    /// Begins a new journal, after a backup that was verified.
    ///
    /// # Errors
    /// It cannot be begun; the old one goes on.
    pub fn rotate(&mut self) -> Result<(), StoreError> {
        let [before, now] = files(&self.dir);
        fs::rename(&now, before)?;
        self.file = private_file(&now)?;
        self.end = 0;
        self.file.sync_all()?;
        sync_folder(&self.dir)
    }
}

/// Does again what the engine lost: every transaction of the journal that follows on the store's own head. Gives how
/// many there were.
///
/// # Errors
/// The journal cannot be read, or the engine not be written.
pub fn redo(dir: &Path, backend: &dyn Backend, head_key: &Secret) -> Result<u64, StoreError> {
    let open = |sealed: &[u8]| Head::open(head_key, sealed).ok().map(|head| head.counter);
    let Some(mut counter) = backend.get(Tree::Meta, &HEAD)?.and_then(|sealed| open(&sealed)) else { return Ok(0) };
    let mut done = 0;
    for path in files(dir) {
        let Ok(file) = File::open(path) else { continue };
        if newest(&file)? <= counter {
            // As after every ordinary close: nothing in it is news to the engine.
            continue;
        }
        let mut frames = Frames::of(&file)?;
        while let Some(Frame { counter: next, ops }) = frames.next()? {
            let sealed = ops.iter().find_map(|op| match op {
                Op::Put { tree: Tree::Meta, value, .. } => Some(value),
                Op::Put { .. } | Op::Delete { .. } => None,
            });
            let true_head = sealed.and_then(|sealed| open(sealed)) == Some(next);
            if next == counter + 1 && true_head {
                backend.commit(&ops)?;
                (counter, done) = (next, done + 1);
            }
        }
    }
    Ok(done)
}

/// The highest count of a frame in this file, going by the frames' own heads. Nothing is checked, so that a long journal
/// costs next to nothing: it can only say that there is nothing to do, and whatever a checked reading finds is among
/// these frames.
fn newest(mut file: &File) -> io::Result<u64> {
    file.seek(SeekFrom::Start(0))?;
    let mut from = BufReader::new(file);
    let mut newest = 0;
    let mut head = [0; 16];
    while filled(&mut from, &mut head)? && head[..4] == MAGIC {
        let length = u32::from_be_bytes([head[4], head[5], head[6], head[7]]);
        let [_, _, _, _, _, _, _, _, counter @ ..] = head;
        newest = newest.max(u64::from_be_bytes(counter));
        // The counter is the first of the body.
        from.seek_relative(i64::from(length) + CHECK as i64 - counter.len() as i64)?;
    }
    Ok(newest)
}

/// Copies the journal of one folder to another.
///
/// # Errors
/// It cannot be read or written.
pub fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    for (from, to) in files(from).iter().zip(files(to)) {
        if from.exists() {
            super::folder::copy_file(from, &to)?;
        }
    }
    Ok(())
}

/// The journal before the newest backup, and the one since.
fn files(dir: &Path) -> [PathBuf; 2] {
    [dir.join("journaal.1"), dir.join("journaal")]
}

fn bytes(counter: u64, ops: &[Op]) -> Result<Vec<u8>, StoreError> {
    let mut body = counter.to_be_bytes().to_vec();
    for op in ops {
        let (kind, tree, key, value): (u8, _, _, &[u8]) = match op {
            Op::Put { tree, key, value } => (0x10, tree, key, value),
            Op::Delete { tree, key } => (0x20, tree, key, &[]),
        };
        let tree = match tree {
            Tree::Entries => 0,
            Tree::Audit => 1,
            Tree::Meta => 2,
        };
        let too_large = || StoreError::TooLarge { size: key.len().max(value.len()), most: usize::from(u8::MAX) };
        body.extend_from_slice(&[kind | tree, u8::try_from(key.len()).map_err(|_| too_large())?]);
        body.extend_from_slice(key);
        body.extend_from_slice(&u32::try_from(value.len()).map_err(|_| too_large())?.to_be_bytes());
        body.extend_from_slice(value);
    }
    let length = u32::try_from(body.len()).ok().filter(|length| *length <= MOST_FRAME);
    let length = length.ok_or(StoreError::TooLarge { size: body.len(), most: MOST_FRAME as usize })?.to_be_bytes();
    let check = Sha256::digest([&length, body.as_slice()].concat());
    Ok([&MAGIC, &length, body.as_slice(), &check[..CHECK]].concat())
}

/// Reads frames up to the first that is not whole.
struct Frames<'a> {
    from: BufReader<&'a File>,
    /// Behind the last whole frame.
    at: u64,
}

impl<'a> Frames<'a> {
    fn of(mut file: &'a File) -> io::Result<Frames<'a>> {
        file.seek(SeekFrom::Start(0))?;
        Ok(Frames { from: BufReader::new(file), at: 0 })
    }

    fn next(&mut self) -> io::Result<Option<Frame>> {
        let mut head = [0; 8];
        if !filled(&mut self.from, &mut head)? || head[..4] != MAGIC {
            return Ok(None);
        }
        let length = u32::from_be_bytes([head[4], head[5], head[6], head[7]]);
        if length > MOST_FRAME {
            return Ok(None);
        }
        let mut body = Vec::new();
        // As much as there is, not as much as it says: a damaged length makes no room for itself.
        (&mut self.from).take(u64::from(length) + CHECK as u64).read_to_end(&mut body)?;
        if body.len() != length as usize + CHECK {
            return Ok(None);
        }
        let (body, check) = body.split_at(length as usize);
        if Sha256::digest([&head[4..], body].concat())[..CHECK] != *check {
            return Ok(None);
        }
        let frame = parsed(body);
        if frame.is_some() {
            self.at += (head.len() + body.len() + CHECK) as u64;
        }
        Ok(frame)
    }
}

fn filled(from: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn parsed(body: &[u8]) -> Option<Frame> {
    let (counter, mut rest) = body.split_first_chunk::<8>()?;
    let mut ops = Vec::new();
    while let Some(([kind, short], after)) = rest.split_first_chunk::<2>() {
        let (key, after) = after.split_at_checked(usize::from(*short))?;
        let (long, after) = after.split_first_chunk::<4>()?;
        let (value, after) = after.split_at_checked(usize::try_from(u32::from_be_bytes(*long)).ok()?)?;
        let tree = match kind & 0x0F {
            0 => Tree::Entries,
            1 => Tree::Audit,
            2 => Tree::Meta,
            _ => return None,
        };
        ops.push(match kind & 0xF0 {
            0x10 => Op::Put { tree, key: key.to_vec(), value: value.to_vec() },
            0x20 => Op::Delete { tree, key: key.to_vec() },
            _ => return None,
        });
        rest = after;
    }
    rest.is_empty().then(|| Frame { counter: u64::from_be_bytes(*counter), ops })
}
