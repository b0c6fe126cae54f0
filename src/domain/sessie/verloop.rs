//! The clock of a session: which phase, how long, until when. Every act is told what time it is; nothing ticks here.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::klok::Tik;

/// Longest phase, in minutes.
pub const LANGSTE_MINUTEN: u16 = 240;
/// A minute.
const MINUUT: u64 = 60_000;
/// A clock on the wall that is this far off was set, or the computer was off for the night: not time of the session.
const LANGSTE_WEG: u64 = 12 * 60 * MINUUT;

/// Why a clock cannot do what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Klokfout {
    /// There is no phase.
    #[error("no phases")]
    GeenFasen,
    /// A phase would have no minutes, or more than [`LANGSTE_MINUTEN`].
    #[error("a phase of {0} minutes")]
    Minuten(i32),
}

/// A phase as it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fasestand {
    /// Minutes that were planned at the start.
    pub gepland: u16,
    /// Minutes that the phase has now.
    pub minuten: u16,
    /// Milliseconds that it took so far, without what runs now.
    pub gelopen: u64,
}

/// How a session runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verloop {
    fasen: Vec<Fasestand>,
    fase: usize,
    /// Since when the clock runs; nothing when it is paused.
    sinds: Option<Tik>,
    /// When the session began.
    begonnen: Tik,
    /// The last act.
    laatst: Tik,
}

/// What happened to time while the program was not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hervatting {
    /// The clock was paused, and still is.
    Gepauzeerd,
    /// So many milliseconds passed and count.
    Doorgelopen(u64),
    /// The clock on the wall is earlier than it was: what passed is not known, and nothing was counted.
    KlokTerug,
    /// More time passed by the clock on the wall than a session can last: nothing was counted, and the clock is paused.
    TeLang(u64),
}

impl Verloop {
    /// A session with phases of so many minutes begins at this moment, its clock running.
    ///
    /// # Errors
    /// There are no phases, or one of them is too short or too long.
    pub fn begin(minuten: &[u16], nu: Tik) -> Result<Verloop, Klokfout> {
        if minuten.is_empty() {
            return Err(Klokfout::GeenFasen);
        }
        if let Some(wrong) = minuten.iter().find(|minuten| !(1..=LANGSTE_MINUTEN).contains(*minuten)) {
            return Err(Klokfout::Minuten(i32::from(*wrong)));
        }
        let fasen = minuten.iter().map(|minuten| Fasestand { gepland: *minuten, minuten: *minuten, gelopen: 0 });
        Ok(Verloop { fasen: fasen.collect(), fase: 0, sinds: Some(nu), begonnen: nu, laatst: nu })
    }

    /// Whether what was read from a file can be a session with so many phases.
    pub fn past(&self, fasen: usize) -> bool {
        self.fasen.len() == fasen
            && self.fase < fasen
            && self.fasen.iter().all(|fase| (1..=LANGSTE_MINUTEN).contains(&fase.minuten))
    }

    /// The phases.
    pub fn fasen(&self) -> &[Fasestand] {
        &self.fasen
    }

    /// Place of the phase that goes on, from 0.
    pub fn fase(&self) -> usize {
        self.fase
    }

    /// Whether the clock runs.
    pub fn loopt(&self) -> bool {
        self.sinds.is_some()
    }

    /// When the session began, by the clock on the wall.
    pub fn begonnen(&self) -> Timestamp {
        self.begonnen.wand
    }

    fn nu(&self) -> Fasestand {
        self.fasen.get(self.fase).copied().unwrap_or(Fasestand { gepland: 1, minuten: 1, gelopen: 0 })
    }

    /// Milliseconds of the phase that passed.
    pub fn verstreken(&self, nu: Tik) -> u64 {
        self.nu().gelopen + self.sinds.map_or(0, |sinds| nu.sinds(sinds))
    }

    /// Milliseconds that are left of the phase; negative when it takes longer than it should.
    pub fn rest(&self, nu: Tik) -> i64 {
        let whole = i64::from(self.nu().minuten) * MINUUT.cast_signed();
        whole.saturating_sub(i64::try_from(self.verstreken(nu)).unwrap_or(i64::MAX))
    }

    /// Milliseconds until the whole seconds of what is left change, while the clock runs.
    pub fn tot_volgende_seconde(&self, nu: Tik) -> Option<u64> {
        self.loopt().then(|| 1000 - self.verstreken(nu) % 1000)
    }

    /// When the session ends, if every phase from here on takes its minutes.
    pub fn einde(&self, nu: Tik) -> Timestamp {
        let later: i64 = self.fasen.iter().skip(self.fase + 1).map(|fase| i64::from(fase.minuten)).sum();
        let left = SignedDuration::from_millis(self.rest(nu).max(0) + later * MINUUT.cast_signed());
        nu.wand.saturating_add(left).unwrap_or(nu.wand)
    }

    /// Minutes that were planned at the start.
    pub fn gepland(&self) -> u32 {
        self.fasen.iter().map(|fase| u32::from(fase.gepland)).sum()
    }

    /// Minutes that it took so far, rounded to whole ones.
    pub fn werkelijk(&self, nu: Tik) -> u32 {
        let passed: u64 = self.fasen.iter().map(|fase| fase.gelopen).sum();
        let running = self.sinds.map_or(0, |sinds| nu.sinds(sinds));
        u32::try_from((passed + running + MINUUT / 2) / MINUUT).unwrap_or(u32::MAX)
    }

    /// Adds what runs to the phase, and goes on from here.
    fn reken_af(&mut self, nu: Tik) {
        if let Some(sinds) = self.sinds {
            let passed = nu.sinds(sinds);
            if let Some(fase) = self.fasen.get_mut(self.fase) {
                fase.gelopen += passed;
            }
            self.sinds = Some(nu);
        }
        self.laatst = nu;
    }

    /// Stops the clock, or lets it run on.
    pub fn wissel_pauze(&mut self, nu: Tik) {
        self.reken_af(nu);
        self.sinds = if self.sinds.is_some() { None } else { Some(nu) };
    }

    /// Gives the phase that goes on more minutes, or fewer.
    ///
    /// # Errors
    /// It would have none, or too many; nothing changes then.
    pub fn erbij(&mut self, minuten: i16, nu: Tik) -> Result<(), Klokfout> {
        let now = i32::from(self.nu().minuten) + i32::from(minuten);
        let fits = u16::try_from(now).ok().filter(|minuten| (1..=LANGSTE_MINUTEN).contains(minuten));
        let minuten = fits.ok_or(Klokfout::Minuten(now))?;
        self.reken_af(nu);
        if let Some(fase) = self.fasen.get_mut(self.fase) {
            fase.minuten = minuten;
        }
        Ok(())
    }

    /// Goes to the next phase, its clock running; `false` at the last one, where nothing changes.
    pub fn volgende(&mut self, nu: Tik) -> bool {
        self.ga(self.fase + 1, nu)
    }

    /// Goes back to the phase before, where it was left; `false` at the first one, where nothing changes.
    pub fn vorige(&mut self, nu: Tik) -> bool {
        self.fase > 0 && self.ga(self.fase - 1, nu)
    }

    fn ga(&mut self, fase: usize, nu: Tik) -> bool {
        if fase >= self.fasen.len() {
            return false;
        }
        self.reken_af(nu);
        self.fase = fase;
        self.sinds = Some(nu);
        true
    }

    /// Takes a session up again that was left in whatever way.
    pub fn hervat(&mut self, nu: Tik) -> Hervatting {
        let Some(sinds) = self.sinds else { return Hervatting::Gepauzeerd };
        if !nu.zeker_sinds(sinds) && nu.wand < self.laatst.wand {
            // Time before the last act is known; since then only that some passed.
            if let Some(fase) = self.fasen.get_mut(self.fase) {
                fase.gelopen += self.laatst.sinds(sinds);
            }
            self.sinds = Some(nu);
            self.laatst = nu;
            return Hervatting::KlokTerug;
        }
        let away = nu.sinds(self.laatst);
        if away > LANGSTE_WEG {
            if let Some(fase) = self.fasen.get_mut(self.fase) {
                fase.gelopen += self.laatst.sinds(sinds);
            }
            self.sinds = None;
            self.laatst = nu;
            return Hervatting::TeLang(away);
        }
        Hervatting::Doorgelopen(away)
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "tests")]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    use super::{Hervatting, Klokfout, Verloop};
    use crate::domain::sessie::{Aan, Tik};

    const MINUTE: u64 = 60_000;

    /// So many milliseconds after a beginning, with the clock on the wall off by some.
    fn tik(ms: u64, off: i64) -> Tik {
        let wand = Timestamp::UNIX_EPOCH
            + SignedDuration::from_secs(1_795_000_000)
            + SignedDuration::from_millis(ms.cast_signed() + off);
        Tik { wand, aan: Some(Aan { start: 7, ms: 5_000 + ms }) }
    }

    /// The same on another start of the computer.
    fn anew(ms: u64, off: i64) -> Tik {
        Tik { aan: Some(Aan { start: 8, ms: 100 }), ..tik(ms, off) }
    }

    fn begun(minuten: &[u16]) -> Verloop {
        Verloop::begin(minuten, tik(0, 0)).expect("a session")
    }

    #[test]
    fn a_phase_has_1_to_240_minutes() {
        for (minuten, wrong) in [(vec![0], 0), (vec![5, 600], 600), (vec![241], 241)] {
            assert_eq!(Verloop::begin(&minuten, tik(0, 0)), Err(Klokfout::Minuten(wrong)));
        }
        assert_eq!(Verloop::begin(&[], tik(0, 0)), Err(Klokfout::GeenFasen));
        let mut run = begun(&[240]);
        assert_eq!(run.erbij(2, tik(9, 0)), Err(Klokfout::Minuten(242)));
        assert_eq!(run.erbij(-240, tik(9, 0)), Err(Klokfout::Minuten(0)));
        assert_eq!(run, begun(&[240]));
    }

    #[test]
    fn a_clock_that_is_paused_stands_still_and_the_end_moves() {
        let mut run = begun(&[5, 10]);
        run.wissel_pauze(tik(MINUTE, 0));
        let end = run.einde(tik(MINUTE, 0));
        assert_eq!((run.rest(tik(9 * MINUTE, 0)), run.tot_volgende_seconde(tik(9 * MINUTE, 0))), (240_000, None));
        assert_eq!(run.einde(tik(9 * MINUTE, 0)).duration_since(end).as_mins(), 8);
        run.wissel_pauze(tik(9 * MINUTE, 0));
        assert_eq!(run.rest(tik(10 * MINUTE, 0)), 180_000);
        assert_eq!(run.werkelijk(tik(10 * MINUTE, 0)), 2);
    }

    #[test]
    fn a_phase_that_is_taken_up_again_goes_on_where_it_was_left() {
        let mut run = begun(&[5, 10]);
        assert!(!run.vorige(tik(0, 0)));
        assert!(run.volgende(tik(2 * MINUTE, 0)));
        assert!(!run.volgende(tik(3 * MINUTE, 0)));
        assert!(run.vorige(tik(5 * MINUTE, 0)));
        assert_eq!(run.rest(tik(6 * MINUTE, 0)), 2 * 60_000);
        assert!(run.volgende(tik(6 * MINUTE, 0)));
        assert_eq!(run.rest(tik(6 * MINUTE, 0)), 7 * 60_000);
        assert_eq!(run.werkelijk(tik(6 * MINUTE, 0)), 6);
    }

    #[test]
    fn over_time_is_negative_and_does_not_move_the_end_before_now() {
        let mut run = begun(&[5, 10]);
        let now = tik(7 * MINUTE, 0);
        assert_eq!(run.rest(now), -120_000);
        assert_eq!(run.einde(now).duration_since(now.wand).as_mins(), 10);
        assert_eq!(run.erbij(2, now), Ok(()));
        assert_eq!(run.rest(now), 0);
        assert_eq!((run.gepland(), run.fasen()[0].minuten), (15, 7));
    }

    #[test]
    fn a_clock_that_is_set_and_summer_time_do_nothing_within_one_start_of_the_computer() {
        for off in [0, 3_600_000, -3_600_000, -86_400_000] {
            let mut run = begun(&[5, 10]);
            assert_eq!(run.rest(tik(MINUTE, off)), 240_000, "{off}");
            assert_eq!(run.hervat(tik(MINUTE, off)), Hervatting::Doorgelopen(MINUTE), "{off}");
        }
    }

    #[test]
    fn after_a_start_of_the_computer_the_wall_tells_and_an_earlier_wall_is_said() {
        let mut run = begun(&[30]);
        run.erbij(2, tik(MINUTE, 0)).expect("minutes");
        assert_eq!(run.clone().hervat(anew(4 * MINUTE, 0)), Hervatting::Doorgelopen(3 * MINUTE));
        assert_eq!(run.rest(anew(4 * MINUTE, 0)), 28 * 60_000);
        let mut back = run.clone();
        assert_eq!(back.hervat(anew(0, -3_600_000)), Hervatting::KlokTerug);
        assert_eq!(back.rest(anew(0, -3_600_000)), 31 * 60_000);
        let mut night = run;
        assert_eq!(night.hervat(anew(20 * 60 * MINUTE, 0)), Hervatting::TeLang(20 * 60 * MINUTE - MINUTE));
        assert!(!night.loopt());
        assert_eq!(night.rest(anew(21 * 60 * MINUTE, 0)), 31 * 60_000);
    }

    proptest! {
        /// Whatever is done in whatever order: every moment belongs to a phase or to a pause, and to one only.
        #[test]
        fn no_time_is_lost_or_counted_twice(steps in prop::collection::vec((0..5_u8, 0..400_000_u64), 0..40)) {
            let mut run = begun(&[5, 10, 3]);
            let (mut now, mut paused) = (0, 0);
            for (act, passed) in steps {
                if !run.loopt() { paused += passed; }
                now += passed;
                let tik = tik(now, 0);
                match act {
                    0 => run.wissel_pauze(tik),
                    1 => { run.volgende(tik); }
                    2 => { run.vorige(tik); }
                    3 => { let _ = run.erbij(2, tik); }
                    _ => { run.hervat(tik); }
                }
            }
            let counted: u64 = run.fasen().iter().map(|fase| fase.gelopen).sum::<u64>()
                + run.verstreken(tik(now, 0)) - run.fasen()[run.fase()].gelopen;
            prop_assert_eq!(counted + paused, now);
            let text = serde_json::to_string(&run).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<Verloop>(&text).expect("a session"), run);
        }
    }
}
