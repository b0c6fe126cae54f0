//! Going over the map with four arrows.

use super::Knoop;

/// Which way an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Richting {
    /// To the left.
    Links,
    /// To the right.
    Rechts,
    /// Up.
    Boven,
    /// Down.
    Onder,
}

impl Richting {
    /// Every way.
    pub const ALL: [Richting; 4] = [Richting::Links, Richting::Rechts, Richting::Boven, Richting::Onder];
}

/// The nearest node that way: in the quarter that the arrow points into, and where nobody stands there, in the half. On
/// the rings of a map every node can be reached from every other one like this. Of two that are as near the first in the
/// list; nothing when nobody stands on that side.
pub fn naast(knopen: &[Knoop], van: usize, richting: Richting) -> Option<usize> {
    let here = knopen.get(van)?;
    let far = |knoop: &Knoop| {
        let (right, down) = (i64::from(knoop.x) - i64::from(here.x), i64::from(knoop.y) - i64::from(here.y));
        let (ahead, aside) = match richting {
            Richting::Links => (-right, down),
            Richting::Rechts => (right, down),
            Richting::Boven => (-down, right),
            Richting::Onder => (down, right),
        };
        (ahead > 0).then_some((aside.abs() > ahead, ahead * ahead + aside * aside))
    };
    knopen.iter().enumerate().filter_map(|(at, knoop)| Some((far(knoop)?, at))).min().map(|(_, at)| at)
}
