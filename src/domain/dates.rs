//! Dates as Dutch readers write them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
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
    let month = usize::from(date.month().unsigned_abs()).checked_sub(1).and_then(|at| MONTHS.get(at)).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    #[test]
    fn a_date_reads_as_day_month_year() {
        assert_eq!(super::long(date(2026, 11, 21)), "21 november 2026");
        assert_eq!(super::long(date(2027, 1, 1)), "1 januari 2027");
        assert_eq!(super::long(date(2024, 12, 31)), "31 december 2024");
    }
}
