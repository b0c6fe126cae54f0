//! Working days by the law, and the words for a day that something has to be done.

use aandacht::domain::dates::{due, easter, feestdag, is_werkdag, na_werkdagen, short, weekday};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

/// Easter Sunday of twelve years, from a calendar and not from the rule.
const EASTER: [(i16, i8, i8); 12] = [
    (2024, 3, 31),
    (2025, 4, 20),
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2029, 4, 1),
    (2030, 4, 21),
    (2031, 4, 13),
    (2032, 3, 28),
    (2033, 4, 17),
    (2034, 4, 9),
    (2035, 3, 25),
];

/// Every holiday of a year that no rule computes here, as month and day.
fn holidays(year: i16) -> Vec<(i8, i8)> {
    let first = date(year, 1, 1);
    let all = (0..366).map(|days| first.saturating_add(days.days())).filter(|day| day.year() == year);
    all.filter(|day| feestdag(*day).is_some()).map(|day| (day.month(), day.day())).collect()
}

#[test]
fn easter_falls_where_the_calendar_says() {
    for (year, month, day) in EASTER {
        assert_eq!(easter(year), date(year, month, day));
    }
    // The earliest and the latest day that Easter can have.
    assert_eq!(easter(1818), date(1818, 3, 22));
    assert_eq!(easter(2038), date(2038, 4, 25));
}

#[test]
fn the_holidays_of_three_years_are_those_of_the_calendar() {
    let in_2025 = [(1, 1), (4, 18), (4, 21), (4, 26), (5, 5), (5, 29), (6, 9), (12, 25), (12, 26)];
    assert_eq!(holidays(2025), in_2025, "Koningsdag moves to Saturday 26 April");
    let in_2026 = [(1, 1), (4, 3), (4, 6), (4, 27), (5, 5), (5, 14), (5, 25), (12, 25), (12, 26)];
    assert_eq!(holidays(2026), in_2026);
    let in_2028 = [(1, 1), (4, 14), (4, 17), (4, 27), (5, 5), (5, 25), (6, 5), (12, 25), (12, 26)];
    assert_eq!(holidays(2028), in_2028);
}

#[test]
fn a_holiday_is_called_by_its_name() {
    for (day, name) in [
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 6), "Tweede Paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "Tweede Pinksterdag"),
        (date(2027, 1, 1), "Nieuwjaarsdag"),
    ] {
        assert_eq!(feestdag(day), Some(name));
    }
    assert_eq!(feestdag(date(2025, 4, 27)), None, "a Sunday like any other");
    assert_eq!(feestdag(date(2026, 4, 26)), None);
    assert_eq!(feestdag(date(2026, 5, 15)), None, "a decree may free this Friday; the law itself does not");
}

#[test]
fn five_working_days_count_past_weekends_holidays_and_the_end_of_a_year() {
    for (from, days, to, why) in [
        (date(2026, 11, 16), 5, date(2026, 11, 23), "Monday to Monday"),
        (date(2026, 11, 20), 5, date(2026, 11, 27), "Friday to Friday"),
        (date(2026, 11, 21), 5, date(2026, 11, 27), "from a Saturday"),
        (date(2026, 11, 22), 5, date(2026, 11, 27), "from a Sunday"),
        (date(2026, 12, 24), 5, date(2027, 1, 4), "over Christmas, on a Friday and a Saturday, and New Year's Day"),
        (date(2025, 12, 31), 1, date(2026, 1, 2), "over New Year's Day"),
        (date(2026, 4, 2), 1, date(2026, 4, 7), "over Good Friday and Easter Monday"),
        (date(2026, 4, 24), 5, date(2026, 5, 4), "over Koningsdag"),
        (date(2026, 5, 4), 1, date(2026, 5, 6), "over 5 May"),
        (date(2026, 11, 21), 0, date(2026, 11, 21), "nothing to count"),
    ] {
        assert_eq!(na_werkdagen(from, days), to, "{why}");
    }
    assert_eq!(na_werkdagen(Date::MAX, 5), Date::MAX);
}

#[test]
fn days_are_written_short_and_in_full() {
    assert_eq!(short(date(2026, 11, 3)), "di 3 nov");
    assert_eq!(short(date(2027, 3, 28)), "zo 28 mrt");
    let months: Vec<String> = (1..=12).map(|month| short(date(2026, month, 1))).collect();
    let said = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    for (short, month) in months.iter().zip(said) {
        assert!(short.ends_with(&format!(" 1 {month}")), "{short}");
    }
    let days: Vec<&str> = (16..=22).map(|day| weekday(date(2026, 11, day))).collect();
    assert_eq!(days, ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]);
}

#[test]
fn a_day_on_which_something_is_due_reads_as_people_say_it() {
    let today = date(2026, 11, 20);
    for (day, said) in [
        (today, "vandaag"),
        (date(2026, 11, 21), "morgen"),
        (date(2026, 11, 23), "maandag 23 nov"),
        (date(2026, 12, 31), "donderdag 31 dec"),
        (date(2027, 1, 4), "maandag 4 jan 2027"),
        (date(2026, 11, 19), "1 dag te laat"),
        (date(2026, 11, 17), "3 dagen te laat"),
        (date(2025, 11, 20), "365 dagen te laat"),
    ] {
        assert_eq!(due(day, today), said);
    }
    assert_eq!(due(date(2027, 1, 1), date(2026, 12, 31)), "morgen", "tomorrow wins over the year");
}

fn any_date() -> impl Strategy<Value = Date> {
    (1900_i16..2200, 0_i64..366).prop_map(|(year, day)| date(year, 1, 1).saturating_add(day.days()))
}

proptest! {
    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i16..9999) {
        let day = easter(year);
        prop_assert_eq!(day.weekday(), Weekday::Sunday);
        prop_assert!(day >= date(year, 3, 22) && day <= date(year, 4, 25));
    }

    #[test]
    fn counting_ends_on_a_working_day_with_as_many_working_days_passed(from in any_date(), days in 1_u32..60) {
        let end = na_werkdagen(from, days);
        prop_assert!(is_werkdag(end));
        let passed = from.series(1.day()).skip(1).take_while(|day| *day <= end).filter(|day| is_werkdag(*day)).count();
        prop_assert_eq!(u32::try_from(passed), Ok(days));
    }

    #[test]
    fn counting_in_two_parts_comes_out_the_same(from in any_date(), first in 0_u32..20, then in 0_u32..20) {
        prop_assert_eq!(na_werkdagen(na_werkdagen(from, first), then), na_werkdagen(from, first + then));
    }

    #[test]
    fn no_day_of_any_calendar_breaks_the_rules(year in -9999_i16..=9999, day in 0_i64..366, today in any_date()) {
        let day = date(year, 1, 1).saturating_add(day.days());
        let _ = (feestdag(day), is_werkdag(day), short(day), due(day, today), na_werkdagen(day, 3));
    }
}
