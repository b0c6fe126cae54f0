//! Dates as people write them.

use jiff::civil::Date;

use super::Scan;

/// The months, in full and shortened.
pub const MONTHS: [[&str; 2]; 12] = [
    ["januari", "jan"],
    ["februari", "feb"],
    ["maart", "mrt"],
    ["april", "apr"],
    ["mei", "mei"],
    ["juni", "jun"],
    ["juli", "jul"],
    ["augustus", "aug"],
    ["september", "sep"],
    ["oktober", "okt"],
    ["november", "nov"],
    ["december", "dec"],
];

/// A date in the text, and how many tokens it takes; without a date when it has no year.
pub struct Day {
    pub full: Option<Date>,
    pub count: usize,
}

impl Scan<'_> {
    /// `12-3-2014`, `12/03/14`, `2014-03-12`, `12 maart 2014`, and without its year `12 maart`.
    pub fn day(&self, at: usize, newest: i16) -> Option<Day> {
        let first = self.digits(at)?;
        if self.goes_on(at) {
            return None;
        }
        let sign = self.word(at + 1);
        if matches!(sign, "-" | "/" | ".") && self.touches(at + 1) {
            let (second, third) = (self.digits(at + 2)?, self.digits(at + 4)?);
            let joined = (at + 2..at + 5).all(|at| self.touches(at)) && self.word(at + 3) == sign;
            if !joined || self.is_part(at, 5) {
                return None;
            }
            let date = match (first.len(), second.len(), third.len()) {
                (1 | 2, 1 | 2, 4) => date(third.parse().ok()?, second, first)?,
                (1 | 2, 1 | 2, 2) if sign != "." => date(century(third.parse().ok()?, newest), second, first)?,
                (4, 1 | 2, 1 | 2) => date(first.parse().ok()?, second, third)?,
                _ => return None,
            };
            return Some(Day { full: Some(date), count: 5 });
        }
        let name = self.lower(at + 1);
        let month = MONTHS.iter().position(|names| names.contains(&name.as_str()))?;
        let month = (month + 1).to_string();
        // Without its year every day of a leap year can be meant.
        date(2000, &month, first)?;
        let stop = usize::from(self.word(at + 2) == "." && self.touches(at + 2));
        Some(match self.digits(at + 2 + stop).filter(|year| year.len() == 4) {
            Some(year) => Day { full: date(year.parse().ok()?, &month, first), count: 3 + stop },
            None => Day { full: None, count: 2 },
        })
    }
}

/// Two digits of a year, as the last such year up to the newest.
fn century(year: i16, newest: i16) -> i16 {
    if 2000 + year <= newest { 2000 + year } else { 1900 + year }
}

/// A day that exists.
pub fn date(year: i16, month: &str, day: &str) -> Option<Date> {
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().filter(|date| (1900..2100).contains(&date.year()))
}
