//! The store thread: the one owner of the vault (guard G10). Work goes in, the answer comes back through a callback,
//! and whoever draws the screen never waits.
//!
//! A panic of the engine ends the piece of work, not the program (guard G8): the vault is let go of, and the answer
//! says that the store gave up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::StoreError;
use super::fault::VaultError;
use super::session::Session;

/// Name of the thread: panics on it are answered, not shown.
pub const THREAD: &str = "opslag";

/// The vault on the store thread; `None` while it is locked.
pub type Slot = Option<Session>;

type Job = Box<dyn FnOnce(&mut Slot) + Send>;

/// The store thread.
pub struct Keeper {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start() -> Result<Keeper, StoreError> {
        let (jobs, todo) = channel();
        let thread = thread::Builder::new().name(THREAD.to_owned()).spawn(move || work(&todo))?;
        Ok(Keeper { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Has a piece of work done on the store thread; `answer` is called there with what came of it.
    pub fn ask<T: 'static>(
        &self,
        work: impl FnOnce(&mut Slot) -> Result<T, VaultError> + Send + 'static,
        answer: impl FnOnce(Result<T, VaultError>) + Send + 'static,
    ) {
        let job: Job = Box::new(move |slot| {
            let done = catch_unwind(AssertUnwindSafe(|| work(slot)));
            answer(done.unwrap_or_else(|_| {
                // Whatever the engine left half done must not be used again; its lock goes with it.
                let broken = slot.take();
                // Letting go of it may panic once more.
                let _ = catch_unwind(AssertUnwindSafe(|| drop(broken)));
                Err(StoreError::Engine("the engine gave up".to_owned()).into())
            }));
        });
        if let Some(jobs) = &self.jobs {
            // The thread only ends with this handle.
            let _ = jobs.send(job);
        }
    }

    /// Has a piece of work done and waits for it.
    ///
    /// # Errors
    /// What the work reports; or the thread is gone.
    pub fn wait<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Slot) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (done, answer) = channel();
        self.ask(work, move |result| {
            // Whoever asked waits below.
            let _ = done.send(result);
        });
        answer.recv().unwrap_or_else(|_| Err(StoreError::Poisoned.into()))
    }
}

impl Drop for Keeper {
    /// Everything that was asked is done, and the vault is closed in order, before this returns.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            // It catches its own panics.
            let _ = thread.join();
        }
    }
}

fn work(todo: &Receiver<Job>) {
    let mut slot: Slot = None;
    while let Ok(job) = todo.recv() {
        job(&mut slot);
    }
    if let Some(session) = slot.take() {
        // Nobody is left to tell; what was committed is on the disk.
        let _ = catch_unwind(AssertUnwindSafe(|| session.close()));
    }
}
