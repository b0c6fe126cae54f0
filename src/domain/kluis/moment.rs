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
