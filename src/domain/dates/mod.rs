//! Dates as Dutch readers write them, and the days on which people work.

mod werkdag;

use jiff::civil::Date;

pub use werkdag::{easter, feestdag, is_werkdag, na_werkdagen};

pub(super) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// `21 november 2026`.
pub fn long(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn month(date: Date) -> &'static str {
    usize::from(date.month().unsigned_abs()).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

pub(super) const WEEKDAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// `maandag`.
pub fn weekday(date: Date) -> &'static str {
    let at = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    WEEKDAYS.get(at).copied().unwrap_or("")
}

/// `3 nov`.
fn day_and_month(date: Date) -> String {
    // The one month whose short form is not its beginning.
    let month = if date.month() == 3 { "mrt" } else { month(date).get(..3).unwrap_or("") };
    format!("{} {month}", date.day())
}

/// `di 3 nov`.
pub fn short(date: Date) -> String {
    format!("{} {}", weekday(date).get(..2).unwrap_or(""), day_and_month(date))
}

/// When something has to be done: `vandaag`, `morgen`, `maandag 23 nov`, `maandag 4 jan 2027`, `3 dagen te laat`.
pub fn due(date: Date, today: Date) -> String {
    match today.until(date).map_or(0, |span| span.get_days()) {
        0 => "vandaag".to_owned(),
        1 => "morgen".to_owned(),
        -1 => "1 dag te laat".to_owned(),
        days @ ..=-2 => format!("{} dagen te laat", days.unsigned_abs()),
        _ if date.year() == today.year() => format!("{} {}", weekday(date), day_and_month(date)),
        _ => format!("{} {} {}", weekday(date), day_and_month(date), date.year()),
    }
}

/// How long ago a day was: `vandaag`, `gisteren`, `3 dagen geleden`. A day that is still to come is called that: the
/// clock of the computer may have been set back.
pub fn ago(date: Date, today: Date) -> String {
    match today.since(date).map_or(0, |span| span.get_days()) {
        0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        days @ 2.. => format!("{days} dagen geleden"),
        _ => "in de toekomst".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    #[test]
    fn days_ago_are_counted_over_months_and_a_coming_day_is_not_called_past() {
        let today = date(2026, 3, 1);
        assert_eq!(super::ago(today, today), "vandaag");
        assert_eq!(super::ago(date(2026, 2, 28), today), "gisteren");
        assert_eq!(super::ago(date(2026, 2, 1), today), "28 dagen geleden");
        assert_eq!(super::ago(date(2025, 3, 1), today), "365 dagen geleden");
        assert_eq!(super::ago(date(2026, 3, 2), today), "in de toekomst");
    }

    #[test]
    fn a_date_reads_as_day_month_year() {
        assert_eq!(super::long(date(2026, 11, 21)), "21 november 2026");
        assert_eq!(super::long(date(2027, 1, 1)), "1 januari 2027");
        assert_eq!(super::long(date(2024, 12, 31)), "31 december 2024");
    }
}
