//! Who locks the vault when nobody does: a time without keys, and a lid that was closed.
//!
//! While the vault is open the loop looks up every few seconds, because no clock that a program can wait on goes on while
//! the computer sleeps. While it is locked nothing ticks.

use std::time::{Duration, Instant};

use super::App;
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

    /// Whether the vault has to be locked: nobody touched a key for too long, or the computer slept.
    pub fn must_lock(&mut self, app: &App) -> bool {
        let slept = matches!(self.sleeper.look(), Some(Jump::Slept(_)));
        self.must_lock_at(Instant::now(), slept, app)
    }

    fn must_lock_at(&self, now: Instant, slept: bool, app: &App) -> bool {
        app.kluis.view.state.is_open() && (slept || self.idle_at(app) <= now)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Watch;
    use crate::app::App;
    use crate::app::kluis::{Kluis, Safety};
    use crate::domain::fault::Fault;
    use crate::domain::gesprek::Msg;
    use crate::domain::kluis::{Batch, KluisAct, KluisNews, KluisState, Password, Voorkeuren};

    fn open() -> Result<(tempfile::TempDir, App), Fault> {
        let folder = tempfile::tempdir().map_err(|_| Fault::internal("", "", ""))?;
        let mut app = App::open(Some(folder.path()), false)?;
        app.kluis = Kluis::new(folder.path(), 1, Safety::for_tests(), app.clock.clone());
        app.kluis.run(KluisAct::Create(Password::new("vier losse woorden")))?;
        Ok((folder, app))
    }

    fn minutes(count: u64) -> Duration {
        Duration::from_secs(count * 60)
    }

    #[test]
    fn minutes_without_a_key_lock_the_kluis_and_a_shorter_time_does_not() -> Result<(), Fault> {
        let (_folder, mut app) = open()?;
        let watch = Watch::new();
        assert!(!watch.must_lock_at(watch.touched + minutes(4), false, &app));
        let chosen = Voorkeuren { vergrendel_na: 2, ..Voorkeuren::default() };
        app.kluis.run(KluisAct::Commit(Batch::put(Voorkeuren::key(), chosen)))?;
        assert!(!watch.must_lock_at(watch.touched + minutes(1), false, &app));
        assert!(watch.must_lock_at(watch.touched + minutes(2), false, &app));
        assert_eq!(app.kluis.ask(KluisAct::Lock), Some(Msg::Kluis(KluisNews::Locked)));
        // At once, before the store has closed anything.
        assert_eq!(app.kluis.view.state, KluisState::Locked);
        assert!(app.kluis.view.model.is_empty());
        assert!(!watch.must_lock_at(watch.touched + minutes(9), false, &app), "it is locked already");
        Ok(())
    }

    #[test]
    fn a_closed_lid_locks_the_kluis_whenever_the_last_key_was() -> Result<(), Fault> {
        let (_folder, mut app) = open()?;
        let watch = Watch::new();
        assert!(watch.must_lock_at(watch.touched, true, &app));
        app.kluis.leave_quietly()?;
        assert!(!watch.must_lock_at(watch.touched, true, &app));
        Ok(())
    }

    #[test]
    fn the_loop_looks_up_only_while_the_kluis_is_open() -> Result<(), Fault> {
        let (_folder, mut app) = open()?;
        let watch = Watch::new();
        let soon = Instant::now() + Duration::from_secs(6);
        assert!(watch.wait_until(&app).is_some_and(|at| at < soon));
        app.kluis.leave_quietly()?;
        assert_eq!(watch.wait_until(&app), None);
        Ok(())
    }
}
