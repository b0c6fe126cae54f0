//! When text that is not kept yet has to be written: two seconds after the first of it, so that nothing is ever older
//! than that, however long somebody types on. While nothing is unsaved there is nothing to wait for.

use std::time::{Duration, Instant};

use crate::ui::Unsaved;

/// How long text may be unsaved.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long after a writing that failed the next one is tried, when nobody types.
const AGAIN: Duration = Duration::from_secs(10);

/// The moment at which unsaved text is to be written.
#[derive(Debug, Default)]
pub struct Due {
    at: Option<Instant>,
}

impl Due {
    /// Looks at how things stand now.
    pub fn look(&mut self, unsaved: Unsaved, now: Instant) {
        self.at = match unsaved {
            Unsaved::Nothing => None,
            Unsaved::Text => Some(self.at.map_or(now + PATIENCE, |at| at.min(now + PATIENCE))),
            Unsaved::Failed => Some(self.at.unwrap_or(now + AGAIN)),
        };
    }

    /// When to write; nothing while the kluis is busy, because its answer wakes the loop as well.
    pub fn at(&self, busy: bool) -> Option<Instant> {
        self.at.filter(|_| !busy)
    }

    /// Whether it is time; it is told once.
    pub fn is_due(&mut self, busy: bool, now: Instant) -> bool {
        let due = self.at(busy).is_some_and(|at| at <= now);
        if due {
            self.at = None;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Due;
    use crate::ui::Unsaved;

    #[test]
    fn text_is_written_two_seconds_after_the_first_of_it_however_long_somebody_types() {
        let (mut due, begin) = (Due::default(), Instant::now());
        let at = |millis| begin + Duration::from_millis(millis);
        due.look(Unsaved::Nothing, at(0));
        assert_eq!(due.at(false), None, "nothing ticks");
        for key in [0, 300, 900, 1_500, 1_999] {
            due.look(Unsaved::Text, at(key));
            assert_eq!(due.at(false), Some(at(2_000)));
            assert!(!due.is_due(false, at(key)));
        }
        assert!(due.is_due(false, at(2_000)));
        assert!(!due.is_due(false, at(2_000)), "it is told once");
        due.look(Unsaved::Nothing, at(2_010));
        assert_eq!(due.at(false), None);
    }

    #[test]
    fn a_busy_kluis_is_waited_for_and_not_looked_at_again_and_again() {
        let (mut due, begin) = (Due::default(), Instant::now());
        due.look(Unsaved::Text, begin);
        assert_eq!(due.at(true), None);
        assert!(!due.is_due(true, begin + Duration::from_secs(9)));
        assert!(due.is_due(false, begin + Duration::from_secs(9)), "as soon as it is free");
    }

    #[test]
    fn what_failed_is_tried_again_later_and_soon_when_somebody_types_on() {
        let (mut due, begin) = (Due::default(), Instant::now());
        due.look(Unsaved::Failed, begin);
        assert_eq!(due.at(false), Some(begin + Duration::from_secs(10)));
        due.look(Unsaved::Failed, begin + Duration::from_secs(3));
        assert_eq!(due.at(false), Some(begin + Duration::from_secs(10)));
        due.look(Unsaved::Text, begin + Duration::from_secs(4));
        assert_eq!(due.at(false), Some(begin + Duration::from_secs(6)));
    }
}
