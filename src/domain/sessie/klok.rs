//! A look at the clocks.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the clocks said at one moment.
///
/// Time that passes is measured with the clock that runs since the computer was switched on, asleep or not: nobody can
/// set it, and summer time does nothing to it. Between two starts of the computer, and where the system has no such
/// clock, the clock on the wall is all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tik {
    /// The clock on the wall.
    pub wand: Timestamp,
    /// The clock that runs since the computer was switched on.
    pub aan: Option<Aan>,
}

/// How long the computer is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aan {
    /// Which time it was switched on: the same until it is switched on anew.
    pub start: u64,
    /// Milliseconds since then.
    pub ms: u64,
}

impl Tik {
    /// A look at the clock on the wall only.
    pub fn wand(wand: Timestamp) -> Tik {
        Tik { wand, aan: None }
    }

    /// Milliseconds from an earlier look to this one; 0 when the clock on the wall, which is all there is then, was set
    /// back.
    pub fn sinds(self, eerder: Tik) -> u64 {
        match (self.aan, eerder.aan) {
            (Some(nu), Some(toen)) if nu.start == toen.start => nu.ms.saturating_sub(toen.ms),
            _ => u64::try_from(self.wand.duration_since(eerder.wand).as_millis()).unwrap_or(0),
        }
    }

    /// Whether both looks know the clock that nobody can set.
    pub fn zeker_sinds(self, eerder: Tik) -> bool {
        matches!((self.aan, eerder.aan), (Some(nu), Some(toen)) if nu.start == toen.start)
    }
}
