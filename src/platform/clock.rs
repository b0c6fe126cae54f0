//! What day and what moment it is, and whether time went on without the program.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, Zoned};

use crate::domain::kluis;
use crate::domain::sessie::{Aan, Tik};

/// Who tells the program what moment it is: the system, or whoever plays the clock in a test. Clones are the same clock.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    played: Option<Arc<Mutex<DateTime>>>,
}

impl Clock {
    /// The system's clock.
    pub const fn real() -> Clock {
        Clock { played: None }
    }

    /// A clock that stands still at this moment, in a country where it is always the time of Greenwich, until
    /// [`Clock::pass`] moves it.
    pub fn standing(at: DateTime) -> Clock {
        Clock { played: Some(Arc::new(Mutex::new(at))) }
    }

    /// Lets time pass on a clock that is played; the system's own goes by itself.
    pub fn pass(&self, time: Duration) {
        if let Some(played) = &self.played {
            let mut at = played.lock().unwrap_or_else(PoisonError::into_inner);
            *at = at.saturating_add(time);
        }
    }

    /// This moment, as it is stored and as the user reads it.
    pub fn now(&self) -> kluis::Moment {
        match &self.played {
            None => {
                let now = Zoned::now();
                kluis::Moment { stamp: now.timestamp(), local: now.datetime() }
            }
            Some(played) => kluis::Moment::utc(*played.lock().unwrap_or_else(PoisonError::into_inner)),
        }
    }

    /// What the clocks say, for time that passes.
    pub fn tik(&self) -> Tik {
        let wand = self.now().stamp;
        match &self.played {
            None => Tik { wand, aan: on().zip(boot()).map(|(on, start)| Aan { start, ms: millis(on) }) },
            Some(_) => Tik { wand, aan: Some(Aan { start: 1, ms: wand.as_millisecond().unsigned_abs() }) },
        }
    }

    /// Today, where the user is.
    pub fn today(&self) -> Date {
        self.now().local.date()
    }
}

/// A moment by every clock that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The clock on the wall. Somebody can set it.
    pub wall: Timestamp,
    /// How long the computer was awake, from a beginning of its own. It stands still in sleep.
    pub awake: Duration,
    /// How long the computer was on, asleep or not, from a beginning of its own; where the system keeps that.
    pub on: Option<Duration>,
}

impl Moment {
    /// This one.
    pub fn now() -> Moment {
        static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
        Moment { awake: BEGAN.elapsed(), on: on(), wall: Timestamp::now() }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Which time the computer was switched on, as a number.
fn boot() -> Option<u64> {
    static BOOT: LazyLock<Option<u64>> = LazyLock::new(|| {
        let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        let digits: String = text.chars().filter(char::is_ascii_hexdigit).take(16).collect();
        u64::from_str_radix(&digits, 16).ok()
    });
    *BOOT
}

#[cfg(target_os = "linux")]
fn on() -> Option<Duration> {
    Duration::try_from(rustix::time::clock_gettime(rustix::time::ClockId::Boottime)).ok()
}

#[cfg(not(target_os = "linux"))]
fn on() -> Option<Duration> {
    None
}

/// What happened to time between two looks, and by how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// The computer slept: somebody closed the lid. When the clock was set as well, sleep is what is told.
    Slept(Duration),
    /// The clock was set to a later time.
    Forward(Duration),
    /// The clock was set to an earlier time.
    Back(Duration),
}

/// Tells at each look whether the computer slept, or the clock was set, since the look before.
///
/// Linux keeps a clock that goes on in sleep, so there the two are told apart. macOS keeps none that the program can ask,
/// and a clock set forward looks like sleep; that is the safe side, because whoever locks after sleep then locks once too
/// often. On Windows the clock that should stand still goes on in sleep, so only a clock that was set is noticed.
#[derive(Debug, Clone)]
pub struct Sleeper {
    last: Moment,
    least: Duration,
}

impl Sleeper {
    /// Begins at this moment; what is shorter than `least` is nothing.
    pub fn new(least: Duration, now: Moment) -> Sleeper {
        Sleeper { last: now, least }
    }

    /// Looks at the real clocks.
    pub fn look(&mut self) -> Option<Jump> {
        self.look_at(Moment::now())
    }

    /// Looks at this moment.
    pub fn look_at(&mut self, now: Moment) -> Option<Jump> {
        let last = std::mem::replace(&mut self.last, now);
        let awake = seconds(last.awake, now.awake);
        let wall = now.wall.duration_since(last.wall).as_secs_f64();
        let (slept, set) = match last.on.zip(now.on) {
            Some((before, after)) => {
                let on = seconds(before, after);
                (on - awake, wall - on)
            }
            None if wall > awake => (wall - awake, 0.0),
            None => (0.0, wall - awake),
        };
        let jump = |by: f64| Duration::try_from_secs_f64(by).ok().filter(|by| *by >= self.least);
        jump(slept).map(Jump::Slept).or(jump(set).map(Jump::Forward)).or(jump(-set).map(Jump::Back))
    }
}

fn seconds(before: Duration, after: Duration) -> f64 {
    after.as_secs_f64() - before.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::civil::{date, datetime};
    use jiff::{SignedDuration, Timestamp};

    use super::{Clock, Jump, Moment, Sleeper};

    const LEAST: Duration = Duration::from_secs(30);

    /// A moment after a beginning, in seconds by each clock.
    fn at(wall: i64, awake: u64, on: Option<u64>) -> Moment {
        Moment {
            wall: Timestamp::UNIX_EPOCH + SignedDuration::from_secs(1_700_000_000 + wall),
            awake: Duration::from_secs(awake),
            on: on.map(|on| Duration::from_secs(900_000 + on)),
        }
    }

    fn secs(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn sleep_and_a_clock_that_was_set_are_told_apart_where_the_system_can() {
        for (wall, awake, on, jump) in [
            (0, 0, 0, None),
            (86_400, 86_400, 86_400, None),
            (29, 0, 29, None),
            (30, 0, 30, Some(Jump::Slept(secs(30)))),
            (3_600, 60, 3_600, Some(Jump::Slept(secs(3_540)))),
            (3_600, 0, 0, Some(Jump::Forward(secs(3_600)))),
            (-3_600, 0, 0, Some(Jump::Back(secs(3_600)))),
            (60 - 600, 60, 60, Some(Jump::Back(secs(600)))),
            (89, 60, 60, None),
            (31, 60, 60, None),
            // Slept for an hour, and the clock was put back by as much: it stands still, and still there was sleep.
            (60, 60, 3_660, Some(Jump::Slept(secs(3_600)))),
            (-3_600, 0, 3_600, Some(Jump::Slept(secs(3_600)))),
        ] {
            let mut sleeper = Sleeper::new(LEAST, at(0, 0, Some(0)));
            assert_eq!(sleeper.look_at(at(wall, awake, Some(on))), jump, "{wall} {awake} {on}");
        }
    }

    #[test]
    fn without_a_clock_that_goes_on_in_sleep_forward_counts_as_sleep() {
        for (wall, awake, jump) in [
            (0, 0, None),
            (86_400, 86_400, None),
            (3_600, 60, Some(Jump::Slept(secs(3_540)))),
            (89, 60, None),
            (30, 60, Some(Jump::Back(secs(30)))),
            (-3_600, 60, Some(Jump::Back(secs(3_660)))),
        ] {
            let mut sleeper = Sleeper::new(LEAST, at(0, 0, None));
            assert_eq!(sleeper.look_at(at(wall, awake, None)), jump, "{wall} {awake}");
        }
    }

    #[test]
    fn a_jump_is_told_once() {
        let mut sleeper = Sleeper::new(LEAST, at(0, 0, Some(0)));
        assert!(sleeper.look_at(at(100, 10, Some(100))).is_some());
        assert_eq!(sleeper.look_at(at(110, 20, Some(110))), None);
        assert_eq!(sleeper.look_at(at(210, 30, Some(210))), Some(Jump::Slept(secs(90))));
    }

    #[test]
    fn a_played_clock_stands_still_until_time_passes_for_every_clone_of_it() {
        let clock = Clock::standing(datetime(2026, 11, 21, 23, 59, 0, 0));
        assert_eq!(clock.now(), clock.now());
        clock.clone().pass(secs(90));
        assert_eq!(clock.now().local, datetime(2026, 11, 22, 0, 0, 30, 0));
        assert_eq!(clock.now().stamp.to_string(), "2026-11-22T00:00:30Z");
        assert_eq!(clock.today(), date(2026, 11, 22));
    }

    #[test]
    fn nothing_happened_between_two_looks_at_the_real_clocks() {
        let mut sleeper = Sleeper::new(Duration::from_secs(5), Moment::now());
        std::thread::sleep(Duration::from_millis(20));
        assert_eq!(sleeper.look(), None);
    }
}
