//! When something was, as precisely as somebody knows it.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use crate::domain::dates;

/// A day, with the time when it is known; or not known at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Wanneer {
    /// The day; nothing when nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datum: Option<Date>,
    /// The time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tijd: Option<Time>,
}

/// What can be typed, for the help of a field.
pub const TYPED: &str = "Bijvoorbeeld: vandaag 10.15, gisteren, 3 november, 3-11-2026 14.30, of onbekend.";

impl Wanneer {
    /// A day.
    pub fn on(datum: Date) -> Wanneer {
        Wanneer { datum: Some(datum), tijd: None }
    }

    /// A moment, to the minute.
    pub fn at(moment: DateTime) -> Wanneer {
        let tijd = Time::new(moment.hour(), moment.minute(), 0, 0).ok();
        Wanneer { datum: Some(moment.date()), tijd }
    }

    /// Reads what somebody typed; `None` when it is no moment. Without a year the nearest day of that name is meant.
    pub fn read(typed: &str, today: Date) -> Option<Wanneer> {
        Wanneer::read_around(typed, today, nearest)
    }

    /// The same for something that has been: without a year the last day of that name is meant.
    pub fn read_past(typed: &str, today: Date) -> Option<Wanneer> {
        Wanneer::read_around(typed, today, last)
    }

    fn read_around(typed: &str, today: Date, of_name: OfName) -> Option<Wanneer> {
        let typed = typed.trim().to_lowercase();
        if typed.is_empty() || matches!(typed.as_str(), "onbekend" | "weet ik niet" | "?") {
            return Some(Wanneer::default());
        }
        let typed = typed.replace(" om ", " ").replace(',', " ");
        let mut words: Vec<&str> = typed.split_whitespace().collect();
        let whole_hour = words.last() == Some(&"uur") && words.len() > 1;
        if whole_hour {
            words.pop();
        }
        // `di 3 nov`: the day of the week says nothing more.
        if words.len() > 2 && words.first().is_some_and(|first| is_weekday(first)) {
            words.remove(0);
        }
        let tijd = words.last().and_then(|last| match last.parse() {
            Ok(hour) if whole_hour => Time::new(hour, 0, 0, 0).ok(),
            _ => read_time(last),
        });
        if tijd.is_some() && words.len() > 1 {
            words.pop();
        } else if tijd.is_some() {
            // A time alone is one of today.
            return Some(Wanneer { datum: Some(today), tijd });
        }
        let datum = read_date(&words, today, of_name)?;
        Some(Wanneer { datum: Some(datum), tijd })
    }

    /// As it is typed: what [`Wanneer::read`] reads back.
    pub fn typed(self) -> String {
        let Some(datum) = self.datum else { return "onbekend".to_owned() };
        let day = format!("{}-{}-{}", datum.day(), datum.month(), datum.year());
        match self.tijd {
            Some(tijd) => format!("{day} {}.{:02}", tijd.hour(), tijd.minute()),
            None => day,
        }
    }

    /// In full: `3 november 2026, 10.15 uur`.
    pub fn long(self) -> String {
        let Some(datum) = self.datum else { return "moment onbekend".to_owned() };
        match self.tijd {
            Some(tijd) => format!("{}, {}.{:02} uur", dates::long(datum), tijd.hour(), tijd.minute()),
            None => dates::long(datum),
        }
    }
}

/// `10.15`, `10:15`, `9u30`.
fn read_time(word: &str) -> Option<Time> {
    let (hours, minutes) = word.split_once([':', '.', 'u'])?;
    if minutes.len() != 2 || hours.is_empty() || hours.len() > 2 {
        return None;
    }
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

/// Which day a day and month without a year mean.
type OfName = fn(month: i8, day: i8, today: Date) -> Option<Date>;

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.len() >= 2 && dates::WEEKDAYS.iter().any(|day| *day == word || day.get(..2) == Some(word))
}

fn read_date(words: &[&str], today: Date, of_name: OfName) -> Option<Date> {
    match words {
        ["vandaag" | "nu"] => Some(today),
        ["gisteren"] => today.yesterday().ok(),
        ["eergisteren"] => today.checked_sub(2.days()).ok(),
        ["morgen"] => today.tomorrow().ok(),
        ["overmorgen"] => today.checked_add(2.days()).ok(),
        ["over", count, "dag" | "dagen"] => today.checked_add(Span::new().try_days(count_of(count)?).ok()?).ok(),
        ["over", count, "week" | "weken"] => today.checked_add(Span::new().try_weeks(count_of(count)?).ok()?).ok(),
        [day, month] => of_name(month_of(month)?, day.parse().ok()?, today),
        [day, month, year] => Date::new(year_of(year)?, month_of(month)?, day.parse().ok()?).ok(),
        [one] => {
            if let Ok(date) = one.parse::<Date>()
                && one.len() == 10
            {
                return Some(date);
            }
            let parts: Vec<&str> = one.split(['-', '/']).collect();
            match parts.as_slice() {
                [day, month] => of_name(month.parse().ok()?, day.parse().ok()?, today),
                [day, month, year] => Date::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?).ok(),
                _ => None,
            }
        }
        _ => None,
    }
}

fn count_of(word: &str) -> Option<i64> {
    word.parse::<u32>().ok().map(i64::from)
}

/// A year, `26` as well as `2026`.
fn year_of(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    Some(if (0..100).contains(&year) { year + 2000 } else { year })
}

/// The day nearest to today: without a year somebody means the one around now.
fn nearest(month: i8, day: i8, today: Date) -> Option<Date> {
    days_of_name(month, day, today).min_by_key(|date| (*date - today).get_days().abs())
}

/// The last day of that name that has been.
fn last(month: i8, day: i8, today: Date) -> Option<Date> {
    days_of_name(month, day, today).filter(|date| *date <= today).max().or_else(|| nearest(month, day, today))
}

fn days_of_name(month: i8, day: i8, today: Date) -> impl Iterator<Item = Date> {
    [0, -1, 1].into_iter().filter_map(move |year| Date::new(today.year().checked_add(year)?, month, day).ok())
}

/// A month by its name or at least three letters of it.
fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    if word == "mrt" {
        return Some(3);
    }
    if word.len() < 3 {
        return None;
    }
    let at = dates::MONTHS.iter().position(|month| month.starts_with(word))?;
    i8::try_from(at + 1).ok()
}
