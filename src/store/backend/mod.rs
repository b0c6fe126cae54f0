//! Bytes that stay: no crypto, no serde, owned by one thread.

mod memory;
mod sled;

pub use self::sled::{Oddity, SledBackend, oddities};
pub use memory::{Disk, MemBackend};

#[cfg(unix)]
use std::fs::File;
#[cfg(unix)]
use std::io;
use std::path::Path;

use super::StoreError;

/// Largest sealed value, in bytes (guard G4): above it sled writes blob files that it never syncs.
pub const MOST_BYTES: usize = 6 * 1024;

/// The three key spaces. Their names on disk say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// Records.
    Entries,
    /// The audit chain.
    Audit,
    /// The sealed head.
    Meta,
}

impl Tree {
    /// Every key space.
    pub const ALL: [Tree; 3] = [Tree::Entries, Tree::Audit, Tree::Meta];
}

/// One change. A list of them is done as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Writes a value under a key.
    Put {
        /// Key space.
        tree: Tree,
        /// Key.
        key: Vec<u8>,
        /// Sealed value, at most [`MOST_BYTES`].
        value: Vec<u8>,
    },
    /// Removes a key; removing what is not there is no error.
    Delete {
        /// Key space.
        tree: Tree,
        /// Key.
        key: Vec<u8>,
    },
}

/// Is handed every key and value of a scan, in key order; an error ends the scan.
pub type Visit<'a> = dyn FnMut(&[u8], &[u8]) -> Result<(), StoreError> + 'a;

/// Where bytes stay. There is deliberately no write that is not durable.
pub trait Backend: Send {
    /// Visits every key and value of a key space, in key order.
    ///
    /// # Errors
    /// What the engine or the visitor reports.
    fn scan(&self, tree: Tree, visit: &mut Visit<'_>) -> Result<(), StoreError>;

    /// The value under a key.
    ///
    /// # Errors
    /// What the engine reports.
    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Does all changes or none, and returns only when they survive a power cut.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] before anything is written. Any other error is an *unknown outcome*: the handle is
    /// poisoned, and the caller has to close, open again and look (guard G11).
    fn commit(&self, ops: &[Op]) -> Result<(), StoreError>;

    /// Bytes that the store takes on disk; 0 in memory. Asked at every opening, so it looks at no record.
    ///
    /// # Errors
    /// What the engine reports.
    fn disk(&self) -> Result<u64, StoreError>;

    /// Closes the store; what was committed stays.
    ///
    /// # Errors
    /// What the engine reports.
    fn close(self: Box<Self>) -> Result<(), StoreError>;
}

/// Guard G4, for every implementation.
pub(super) fn check_sizes(ops: &[Op]) -> Result<(), StoreError> {
    let largest = ops.iter().map(|op| match op {
        Op::Put { value, .. } => value.len(),
        Op::Delete { .. } => 0,
    });
    match largest.max() {
        Some(size) if size > MOST_BYTES => Err(StoreError::TooLarge { size, most: MOST_BYTES }),
        Some(_) | None => Ok(()),
    }
}

/// Waits until the names in a folder are on the disk; a folder that is not there has none.
#[cfg(unix)]
pub(super) fn sync_folder(dir: &Path) -> Result<(), StoreError> {
    match File::open(dir) {
        Ok(folder) => Ok(folder.sync_all()?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Other systems keep folders in order themselves, and cannot open one as a file.
#[cfg(not(unix))]
pub(super) fn sync_folder(_dir: &Path) -> Result<(), StoreError> {
    Ok(())
}
