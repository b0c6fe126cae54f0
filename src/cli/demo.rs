//! `aandacht demo`: practice.

use crate::app::{App, oefening};
use crate::domain::fault::Fault;

/// Opens the program on a vault with casussen that were made up, and throws it away at the end.
///
/// # Errors
/// There is no screen to draw on, or the practice vault cannot be made.
pub fn run(app: &mut App, lines: bool) -> Result<(), Fault> {
    oefening::demo(app, lines)
}
