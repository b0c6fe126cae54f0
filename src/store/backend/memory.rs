//! A backend in memory, for tests: it can be told to fail, and can hand on what a power cut would have left.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Backend, Op, StoreError, Tree, Visit, check_sizes};

type Records = BTreeMap<(Tree, Vec<u8>), Vec<u8>>;

/// What survives closing and opening again.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    records: Arc<Mutex<Records>>,
}

/// A backend in memory.
#[derive(Debug)]
pub struct MemBackend {
    disk: Disk,
    /// Commits that still succeed; `None` is without end.
    left: Mutex<Option<usize>>,
    /// Whether a commit failed (guard G11), as on the real disk.
    poisoned: AtomicBool,
}

impl MemBackend {
    /// Opens a disk.
    pub fn open(disk: &Disk) -> MemBackend {
        MemBackend { disk: disk.clone(), left: Mutex::new(None), poisoned: AtomicBool::new(false) }
    }

    /// Opens a disk that is full after this many commits.
    pub fn full_after(disk: &Disk, commits: usize) -> MemBackend {
        MemBackend { disk: disk.clone(), left: Mutex::new(Some(commits)), poisoned: AtomicBool::new(false) }
    }

    fn usable(&self) -> Result<(), StoreError> {
        if self.poisoned.load(Ordering::Acquire) { Err(StoreError::Poisoned) } else { Ok(()) }
    }

    fn records<T>(&self, with: impl FnOnce(&mut Records) -> T) -> T {
        with(&mut self.disk.records.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Disk {
    /// Changes what is kept behind the back of the program, as an attacker or a bad disk would.
    pub fn tamper(&self, with: impl FnOnce(&mut BTreeMap<(Tree, Vec<u8>), Vec<u8>>)) {
        with(&mut self.records.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// A copy as it is now, to put back later.
    #[must_use]
    pub fn snapshot(&self) -> Disk {
        let records = self.records.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Disk { records: Arc::new(Mutex::new(records)) }
    }
}

impl Backend for MemBackend {
    fn scan(&self, tree: Tree, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.usable()?;
        let found: Vec<(Vec<u8>, Vec<u8>)> = self.records(|records| {
            let of_tree = records.iter().filter(|((kept, _), _)| *kept == tree);
            of_tree.map(|((_, key), value)| (key.clone(), value.clone())).collect()
        });
        found.iter().try_for_each(|(key, value)| visit(key, value))
    }

    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.usable()?;
        Ok(self.records(|records| records.get(&(tree, key.to_vec())).cloned()))
    }

    fn commit(&self, ops: &[Op]) -> Result<(), StoreError> {
        self.usable()?;
        check_sizes(ops)?;
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match left.as_mut() {
            Some(0) => {
                self.poisoned.store(true, Ordering::Release);
                return Err(StoreError::Io(std::io::ErrorKind::StorageFull.into()));
            }
            Some(left) => *left -= 1,
            None => {}
        }
        self.records(|records| {
            for op in ops {
                match op {
                    Op::Put { tree, key, value } => {
                        records.insert((*tree, key.clone()), value.clone());
                    }
                    Op::Delete { tree, key } => {
                        records.remove(&(*tree, key.clone()));
                    }
                }
            }
        });
        Ok(())
    }

    fn disk(&self) -> Result<u64, StoreError> {
        Ok(0)
    }

    fn close(self: Box<Self>) -> Result<(), StoreError> {
        Ok(())
    }
}
