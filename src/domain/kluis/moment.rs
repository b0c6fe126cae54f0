//! A moment, as the program was told it.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// A moment: what is stored, and what the clock on the wall said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The moment everywhere.
    pub stamp: Timestamp,
    /// The same where the user is.
    pub local: DateTime,
}

impl Moment {
    /// A number that is another one at every moment, where something is picked and nothing has to be secret.
    pub fn seed(self) -> u64 {
        self.stamp.as_nanosecond().to_ne_bytes().first_chunk().copied().map_or(0, u64::from_ne_bytes)
    }

    /// The moment at which the clocks of Greenwich say this, where they are the clocks on the wall.
    pub fn utc(local: DateTime) -> Moment {
        let since = local.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
        let stamp = Timestamp::UNIX_EPOCH.saturating_add(since).unwrap_or(Timestamp::MAX);
        Moment { stamp, local }
    }
}
