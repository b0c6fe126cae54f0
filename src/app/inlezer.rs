//! Files of partners for a screen: they are read beside the loop, which goes on drawing and taking keys.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use super::doorgeven::Lezer;
use super::uitwissel::lees_voor_scherm;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Msg;
use crate::platform::panic;

/// Calls the loop.
type Wek = Arc<dyn Fn() + Send + Sync>;

/// Reads one file at a time.
#[derive(Default)]
pub struct Inlezer {
    wek: Option<Wek>,
    /// Where the answer of the last file comes in. That of an earlier one is not listened for any more.
    answer: Option<Receiver<Msg>>,
}

impl fmt::Debug for Inlezer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Inlezer(leest: {})", self.answer.is_some())
    }
}

/// Calls the loop when reading ends, however it ends.
struct AanHetEind(Option<Wek>);

impl Drop for AanHetEind {
    fn drop(&mut self) {
        if let Some(wek) = &self.0 {
            wek();
        }
    }
}

impl Inlezer {
    /// Has this called as soon as there may be an answer.
    pub fn on_answer(&mut self, wek: impl Fn() + Send + Sync + 'static) {
        self.wek = Some(Arc::new(wek));
    }

    /// Begins to read a file; what goes wrong at once is the answer.
    pub fn lees(&mut self, path: PathBuf, lezer: Lezer) -> Option<Msg> {
        let (answer, inbox) = channel();
        let wek = self.wek.clone();
        let started = thread::Builder::new().name(panic::INLEZEN.to_owned()).spawn(move || {
            // Dropped after the answer was given.
            let _called = AanHetEind(wek);
            // Nobody may be waiting any more.
            let _ = answer.send(Msg::Ingelezen(lees_voor_scherm(&path, &lezer)));
        });
        self.answer = Some(inbox);
        started.err().map(|_| {
            self.answer = None;
            Msg::Ingelezen(Err(niet_gelezen()))
        })
    }

    /// What came of it, when it is there.
    pub fn answer(&mut self) -> Option<Msg> {
        let msg = match self.answer.as_ref()?.try_recv() {
            Ok(msg) => msg,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Msg::Ingelezen(Err(niet_gelezen())),
        };
        self.answer = None;
        Some(msg)
    }
}

fn niet_gelezen() -> Fault {
    Fault::internal(
        "Het bestand is niet gelezen.",
        "Het lezen is onverwacht gestopt.",
        "Probeer het opnieuw. Er is niets overgenomen.",
    )
}
