//! Who locks the vault when nobody does: a time without keys, and a lid that was closed.
//!
//! While the vault is open the loop looks up every few seconds, because no clock that a program can wait on goes on while
//! the computer sleeps. While it is locked nothing ticks.

use std::time::{Duration, Instant};

use super::App;
use crate::domain::gesprek::Msg;
use crate::domain::kluis::KluisAct;
use crate::platform::clock::{Jump, Moment, Sleeper};

/// How often the clocks are looked at while the vault is open.
const LOOK: Duration = Duration::from_secs(5);
/// A shorter sleep is no closed lid.
const NAP: Duration = Duration::from_secs(20);

/// Watches over an open vault.
pub struct Watch {
    /// The last key.
    touched: Instant,
    sleeper: Sleeper,
}

impl Watch {
    /// Somebody is there now.
    pub fn new() -> Watch {
        Watch { touched: Instant::now(), sleeper: Sleeper::new(NAP, Moment::now()) }
    }

    /// A key was pressed.
    pub fn somebody_is_there(&mut self) {
        self.touched = Instant::now();
    }

    /// When the loop has to look up; `None` when it may sleep until something comes in.
    pub fn wait_until(&self, app: &App) -> Option<Instant> {
        let slow = app.kluis.slow_at();
        let look = app.kluis.view.state.is_open().then(|| {
            let now = Instant::now();
            self.idle_at(app).clamp(now, now + LOOK)
        });
        slow.into_iter().chain(look).min()
    }

    fn idle_at(&self, app: &App) -> Instant {
        let minutes = app.kluis.view.model.voorkeuren().vergrendel_na;
        self.touched + Duration::from_secs(u64::from(minutes) * 60)
    }

    /// Locks the vault when nobody touched a key for too long, or the computer slept.
    pub fn locked(&mut self, app: &mut App) -> Vec<Msg> {
        let slept = matches!(self.sleeper.look(), Some(Jump::Slept(_)));
        let idle = app.kluis.view.state.is_open() && self.idle_at(app) <= Instant::now();
        if slept || idle { app.kluis.ask(KluisAct::Lock).into_iter().collect() } else { Vec::new() }
    }
}
