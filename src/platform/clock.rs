//! What day it is.

use jiff::Zoned;
use jiff::civil::{Date, DateTime};

/// Today, where the user is.
pub fn today() -> Date {
    now().date()
}

/// Date and time, where the user is.
pub fn now() -> DateTime {
    Zoned::now().datetime()
}
