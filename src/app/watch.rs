//! Who locks the vault when nobody does: a time without keys, and a lid that was closed. And when nobody has typed for a
//! while, what can wait until then is done.
//!
//! While the vault is open the loop looks up every few seconds, because no clock that a program can wait on goes on while
//! the computer sleeps. While it is locked nothing ticks.

use std::time::{Duration, Instant};

use super::App;
use crate::domain::gesprek::Msg;
use crate::domain::kluis::{KluisAct, KluisState, LockedBy};
use crate::platform::clock::{Jump, Moment, Sleeper};

/// How often the clocks are looked at while the vault is open.
const LOOK: Duration = Duration::from_secs(5);
/// A shorter sleep is no closed lid.
const NAP: Duration = Duration::from_secs(20);
/// So long without a key nobody is in the middle of a sentence.
const PAUSE: Duration = Duration::from_secs(60);

/// Watches over an open vault.
pub struct Watch {
    /// The last key.
    touched: Instant,
    /// Whether what can wait was asked for since then.
    tidied: bool,
    sleeper: Sleeper,
}

impl Watch {
    /// Somebody is there now.
    pub fn new() -> Watch {
        Watch { touched: Instant::now(), tidied: false, sleeper: Sleeper::new(NAP, Moment::now()) }
    }

    /// A key was pressed.
    pub fn somebody_is_there(&mut self) {
        self.touched = Instant::now();
        self.tidied = false;
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

    /// Why the vault has to be locked, when it has to: nobody touched a key for too long, or the computer slept.
    pub fn must_lock(&mut self, app: &App) -> Option<LockedBy> {
        let slept = matches!(self.sleeper.look(), Some(Jump::Slept(_)));
        self.must_lock_at(Instant::now(), slept, app)
    }

    fn must_lock_at(&self, now: Instant, slept: bool, app: &App) -> Option<LockedBy> {
        if !app.kluis.view.state.is_open() {
            return None;
        }
        let away = now.saturating_duration_since(self.touched).as_secs() / 60;
        match (slept, self.idle_at(app) <= now) {
            (true, _) => Some(LockedBy::Sleep),
            (false, true) => Some(LockedBy::Time(away)),
            (false, false) => None,
        }
    }

    /// Has done what can wait, once in every pause: nobody waits for it, and a lock that comes after it need not make
    /// the backup any more.
    pub fn tidy(&mut self, app: &mut App) -> Vec<Msg> {
        self.tidy_at(Instant::now(), app)
    }

    fn tidy_at(&mut self, now: Instant, app: &mut App) -> Vec<Msg> {
        let pause = now.saturating_duration_since(self.touched) >= PAUSE;
        if !pause || self.tidied || app.kluis.view.state != KluisState::Open {
            return Vec::new();
        }
        self.tidied = true;
        app.kluis.ask(KluisAct::Tidy).into_iter().collect()
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
    use crate::domain::kluis::{Batch, KluisAct, KluisNews, KluisState, LockedBy, OpenWith, Password, Voorkeuren};

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
        assert_eq!(watch.must_lock_at(watch.touched + minutes(4), false, &app), None);
        let chosen = Voorkeuren { vergrendel_na: 2, ..Voorkeuren::default() };
        app.kluis.run(KluisAct::Commit(Batch::put(Voorkeuren::key(), chosen)))?;
        assert_eq!(watch.must_lock_at(watch.touched + minutes(1), false, &app), None);
        let by = watch.must_lock_at(watch.touched + minutes(2), false, &app);
        assert_eq!(by, Some(LockedBy::Time(2)));
        assert_eq!(by.and_then(|by| app.kluis.lock(by)), Some(Msg::Kluis(KluisNews::Locked)));
        // At once, before the store has closed anything.
        assert_eq!(app.kluis.view.state, KluisState::Locked);
        assert_eq!(app.kluis.view.locked_by, Some(LockedBy::Time(2)));
        assert!(app.kluis.view.model.is_empty());
        assert_eq!(watch.must_lock_at(watch.touched + minutes(9), false, &app), None, "it is locked already");
        Ok(())
    }

    #[test]
    fn a_closed_lid_locks_the_kluis_whenever_the_last_key_was() -> Result<(), Fault> {
        let (_folder, mut app) = open()?;
        let watch = Watch::new();
        let by = watch.must_lock_at(watch.touched, true, &app);
        assert_eq!(by.and_then(|by| app.kluis.lock(by)), Some(Msg::Kluis(KluisNews::Locked)));
        assert_eq!(app.kluis.view.locked_by, Some(LockedBy::Sleep));
        app.kluis.wait();
        app.kluis.run(KluisAct::Open(OpenWith::Password(Password::new("vier losse woorden"))))?;
        assert_eq!(app.kluis.view.locked_by, None, "it is open");
        app.kluis.ask(KluisAct::Lock);
        assert_eq!(app.kluis.view.locked_by, None, "the user did it");
        Ok(())
    }

    #[test]
    fn in_a_pause_what_can_wait_is_asked_once_and_nobody_waits_for_it() -> Result<(), Fault> {
        let (_folder, mut app) = open()?;
        let mut watch = Watch::new();
        assert_eq!(watch.tidy_at(watch.touched + Duration::from_secs(59), &mut app), []);
        assert!(!watch.tidied, "somebody may be in the middle of a sentence");
        assert_eq!(watch.tidy_at(watch.touched + Duration::from_secs(61), &mut app), []);
        assert!(watch.tidied);
        assert_eq!(app.kluis.view.busy, None, "whoever comes back can go on");
        let committed = app.kluis.run(KluisAct::Commit(Batch::put(Voorkeuren::key(), Voorkeuren::default())))?;
        assert_eq!(committed, KluisNews::Committed, "behind it");
        watch.somebody_is_there();
        assert!(!watch.tidied, "and in the next pause again");
        app.kluis.leave_quietly()?;
        assert_eq!(watch.tidy_at(watch.touched + minutes(3), &mut app), []);
        assert!(!watch.tidied, "not while it is locked");
        Ok(())
    }

    #[test]
    fn a_store_that_does_not_answer_is_said_once_and_its_answer_still_counts() -> Result<(), Fault> {
        let (folder, mut app) = open()?;
        app.kluis.leave_quietly()?;
        let (takes, may) = (Duration::from_millis(400), Duration::from_millis(40));
        app.kluis = Kluis::new(folder.path(), 1, Safety::slow_for_tests(takes, may), app.clock.clone());
        let watch = Watch::new();
        assert_eq!(watch.wait_until(&app), None, "nothing is asked");
        assert_eq!(app.kluis.ask(KluisAct::Open(OpenWith::Password(Password::new("vier losse woorden")))), None);
        // The loop looks up in time, though nothing is open and nothing came in.
        let until = watch.wait_until(&app).ok_or_else(|| Fault::internal("", "", ""))?;
        assert!(until <= Instant::now() + may);
        assert_eq!(app.kluis.too_slow(), None, "not yet");
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
        let told = app.kluis.too_slow();
        assert!(matches!(&told, Some(Msg::Failed(fault)) if fault.wat.contains("reageert niet")), "{told:?}");
        assert!(app.kluis.view.busy.is_some(), "it is still being done");
        assert_eq!((app.kluis.too_slow(), watch.wait_until(&app)), (None, None), "said once");
        assert_eq!(app.kluis.wait(), [Msg::Kluis(KluisNews::Opened)]);
        assert_eq!(app.kluis.view.state, KluisState::Open);
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
