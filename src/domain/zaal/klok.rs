//! The clock of the room view, as a function of what was sent and how long ago that was.

use super::Zaalklok;

/// What a clock shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijzer {
    /// The time: `9:42`, and `+2:05` over time.
    pub tijd: String,
    /// Whether the time is up.
    pub om: bool,
}

/// The most that is shown: a clock that was left on.
const MOST: i64 = (99 * 60 + 59) * 60 + 59;

impl Zaalklok {
    /// What it shows when it was sent so many milliseconds ago.
    pub fn wijzer(&self, geleden_ms: i64) -> Wijzer {
        let rest = self.rest(geleden_ms);
        let om = self.totaal_ms > 0 && rest <= 0;
        let tijd = match (self.op, rest > 0) {
            (true, _) => seconds(self.totaal_ms.max(0).saturating_sub(rest).max(0).div_euclid(1000)),
            // The last second shows as 0:01 until it is over.
            (false, true) => seconds(rest.saturating_add(999).div_euclid(1000)),
            (false, false) => match rest.saturating_neg().div_euclid(1000) {
                0 => seconds(0),
                over => format!("+{}", seconds(over)),
            },
        };
        Wijzer { tijd, om }
    }

    /// In how many milliseconds it shows something else; nothing while it stands still.
    pub fn verandert_over(&self, geleden_ms: i64) -> Option<i64> {
        if !self.loopt {
            return None;
        }
        let rest = self.rest(geleden_ms);
        let begun = if self.op { self.totaal_ms.max(0).saturating_sub(rest) } else { rest.saturating_neg() };
        Some(1000 - begun.rem_euclid(1000))
    }

    fn rest(&self, geleden_ms: i64) -> i64 {
        if self.loopt { self.rest_ms.saturating_sub(geleden_ms.max(0)) } else { self.rest_ms }
    }
}

/// `9:42`, or `1:09:42`.
fn seconds(count: i64) -> String {
    let count = count.clamp(0, MOST);
    match count / 3600 {
        0 => format!("{}:{:02}", count / 60, count % 60),
        hours => format!("{hours}:{:02}:{:02}", count / 60 % 60, count % 60),
    }
}

/// A length of time in words: `15 minuten`, `1 minuut en 30 seconden`.
pub fn uren_en_minuten(ms: i64) -> String {
    let count = (ms / 1000).clamp(0, MOST);
    let (minutes, rest) = (count / 60, count % 60);
    let minutes_said = if minutes == 1 { "1 minuut".to_owned() } else { format!("{minutes} minuten") };
    let rest_said = if rest == 1 { "1 seconde".to_owned() } else { format!("{rest} seconden") };
    match (minutes, rest) {
        (0, _) => rest_said,
        (_, 0) => minutes_said,
        _ => format!("{minutes_said} en {rest_said}"),
    }
}
