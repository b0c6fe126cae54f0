//! Weeks as people who plan absences name them: a year and a number.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A week by ISO 8601, Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    jaar: i16,
    nummer: i8,
}

impl Week {
    /// The week with this number, when that year has it.
    pub fn new(jaar: i16, nummer: i8) -> Option<Week> {
        ISOWeekDate::new(jaar, nummer, Weekday::Monday).ok().map(|_| Week { jaar, nummer })
    }

    /// The week of a day.
    pub fn van(date: Date) -> Week {
        let week = date.iso_week_date();
        Week { jaar: week.year(), nummer: week.week() }
    }

    /// Its number in the year.
    pub fn nummer(self) -> i8 {
        self.nummer
    }

    /// Its Monday.
    pub fn maandag(self) -> Date {
        // Only weeks that exist are made.
        ISOWeekDate::new(self.jaar, self.nummer, Weekday::Monday).map_or(Date::ZERO, ISOWeekDate::date)
    }

    /// The week after it.
    pub fn volgende(self) -> Week {
        self.maandag().checked_add(jiff::ToSpan::weeks(1)).map_or(self, Week::van)
    }

    /// The week that is written like this: `2026-W07`, also `2026-7`.
    pub fn lees(text: &str) -> Option<Week> {
        let (jaar, nummer) = text.trim().split_once('-')?;
        Week::new(jaar.trim().parse().ok()?, nummer.trim().trim_start_matches(['w', 'W']).parse().ok()?)
    }

    /// `week 7`, or `week 7 van 2027` when that is not the year of today.
    pub fn tekst(self, today: Date) -> String {
        if self.jaar == Week::van(today).jaar {
            format!("week {}", self.nummer)
        } else {
            format!("week {} van {}", self.nummer, self.jaar)
        }
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-W{:02}", self.jaar, self.nummer)
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Week, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Week::lees(&text).ok_or_else(|| de::Error::custom("not a week"))
    }
}

/// Weeks as people list them: with commas, and `..` for a range. At most two years long.
///
/// # Errors
/// The part that is no week or range.
pub fn lees_weken(text: &str) -> Result<Vec<Week>, String> {
    let mut weeks = Vec::new();
    for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let wrong = || part.chars().take(20).collect::<String>();
        match part.split_once("..") {
            None => weeks.push(Week::lees(part).ok_or_else(wrong)?),
            Some((from, to)) => {
                let (from, to) = (Week::lees(from).ok_or_else(wrong)?, Week::lees(to).ok_or_else(wrong)?);
                let range: Vec<Week> = std::iter::successors(Some(from), |week| Some(week.volgende()))
                    .take_while(|week| *week <= to)
                    .take(105)
                    .collect();
                if range.is_empty() || range.len() > 104 {
                    return Err(wrong());
                }
                weeks.extend(range);
            }
        }
    }
    weeks.sort();
    weeks.dedup();
    Ok(weeks)
}

/// The same as text, ranges joined again.
pub fn weken_tekst(weeks: &[Week]) -> String {
    let mut parts: Vec<(Week, Week)> = Vec::new();
    for week in weeks {
        match parts.last_mut() {
            Some((_, last)) if last.volgende() == *week => *last = *week,
            _ => parts.push((*week, *week)),
        }
    }
    let text = |(from, to): &(Week, Week)| if from == to { from.to_string() } else { format!("{from}..{to}") };
    parts.iter().map(text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Week, lees_weken, weken_tekst};

    #[test]
    fn weeks_are_read_over_the_year_and_written_as_ranges() {
        let weeks = lees_weken("2026-W52..2027-W1, 2026-30").unwrap_or_default();
        assert_eq!(weken_tekst(&weeks), "2026-W30, 2026-W52..2027-W01");
        assert_eq!(weeks.len(), 4, "2026 has a week 53");
        assert_eq!(Week::van(date(2027, 1, 3)).to_string(), "2026-W53");
        assert_eq!(Week::new(2025, 53), None);
        for wrong in ["2026-W54", "week 3", "2027-W1..2026-W52", "2020-W1..2026-W1"] {
            assert!(lees_weken(wrong).is_err(), "{wrong}");
        }
        assert_eq!(lees_weken(""), Ok(Vec::new()));
    }
}
