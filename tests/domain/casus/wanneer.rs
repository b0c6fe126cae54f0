//! When something was, as Dutch users type it.

use aandacht::domain::casus::{TYPED, Wanneer};
use jiff::civil::{Date, Time, date};
use proptest::prelude::*;

use crate::common::cases;
use crate::common::casus::TODAY;

fn at(day: Date, hour: i8, minute: i8) -> Option<Wanneer> {
    Some(Wanneer { datum: Some(day), tijd: Some(Time::constant(hour, minute, 0, 0)) })
}

#[test]
fn moments_are_read_as_they_are_typed() {
    let day = |year, month, day| Some(Wanneer::on(date(year, month, day)));
    for (typed, meant) in [
        ("vandaag", day(2026, 11, 22)),
        (" Vandaag ", day(2026, 11, 22)),
        ("nu", day(2026, 11, 22)),
        ("vandaag 10.15", at(TODAY, 10, 15)),
        ("vandaag om 10.15 uur", at(TODAY, 10, 15)),
        ("vandaag, 10:15", at(TODAY, 10, 15)),
        ("9.05", at(TODAY, 9, 5)),
        ("9u30", at(TODAY, 9, 30)),
        ("00.00", at(TODAY, 0, 0)),
        ("23.59", at(TODAY, 23, 59)),
        ("gisteren", day(2026, 11, 21)),
        ("gisteren 10.15", at(date(2026, 11, 21), 10, 15)),
        ("eergisteren", day(2026, 11, 20)),
        ("morgen", day(2026, 11, 23)),
        ("overmorgen", day(2026, 11, 24)),
        ("over 1 dag", day(2026, 11, 23)),
        ("over 3 dagen", day(2026, 11, 25)),
        ("over 1 week", day(2026, 11, 29)),
        ("over 2 weken", day(2026, 12, 6)),
        ("3 nov", day(2026, 11, 3)),
        ("3 nov.", day(2026, 11, 3)),
        ("3 November", day(2026, 11, 3)),
        ("3 november 14.30", at(date(2026, 11, 3), 14, 30)),
        ("3 november 2026", day(2026, 11, 3)),
        ("3 november 2026, 14.30 uur", at(date(2026, 11, 3), 14, 30)),
        ("3 nov 26", day(2026, 11, 3)),
        ("14 mrt", day(2027, 3, 14)),
        ("14 mrt 2026", day(2026, 3, 14)),
        ("1 mei 2026", day(2026, 5, 1)),
        ("1 aug 2026", day(2026, 8, 1)),
        ("1 juni 2026", day(2026, 6, 1)),
        ("1 juli 2026", day(2026, 7, 1)),
        ("3-11", day(2026, 11, 3)),
        ("3/11", day(2026, 11, 3)),
        ("03-11", day(2026, 11, 3)),
        ("3-11-2026", day(2026, 11, 3)),
        ("3-11-26", day(2026, 11, 3)),
        ("3/11/2026", day(2026, 11, 3)),
        ("3-11-2026 14.30", at(date(2026, 11, 3), 14, 30)),
        ("3-11-2026 om 14:30", at(date(2026, 11, 3), 14, 30)),
        ("2026-11-03", day(2026, 11, 3)),
        ("2026-11-03 14:30", at(date(2026, 11, 3), 14, 30)),
        ("29-2-2028", day(2028, 2, 29)),
        ("31 dec", day(2026, 12, 31)),
        ("", Some(Wanneer::default())),
        ("  ", Some(Wanneer::default())),
        ("onbekend", Some(Wanneer::default())),
        ("Weet ik niet", Some(Wanneer::default())),
        ("?", Some(Wanneer::default())),
        // What is no moment is refused, never guessed at.
        ("31 februari", None),
        ("31-2-2026", None),
        ("29-2-2026", None),
        ("29 februari 2027", None),
        ("29-2", None),
        ("31-4", None),
        ("0-11-2026", None),
        ("3-13-2026", None),
        ("24.00", None),
        ("vandaag 24.00", None),
        ("vandaag 10.60", None),
        ("10.5", None),
        ("gister", None),
        ("3", None),
        ("november", None),
        ("3 ma", None),
        ("3 noov", None),
        ("3 november 2026 14.30 15.00", None),
        ("over twee weken", None),
        ("over 2 maanden", None),
        ("over 99999999 dagen", None),
        ("over 2147483647 weken", None),
        ("over 99999999999999999999 dagen", None),
        ("vorige week", None),
        ("2026-13-01", None),
        ("3-11-99999", None),
        ("--", None),
    ] {
        assert_eq!(Wanneer::read(typed, TODAY), meant, "{typed:?}");
    }
}

#[test]
fn a_day_without_a_year_is_the_one_nearest_to_today() {
    for (typed, today, meant) in [
        ("31 dec", date(2027, 1, 3), date(2026, 12, 31)),
        ("3 jan", date(2026, 12, 30), date(2027, 1, 3)),
        ("29-2", date(2027, 11, 1), date(2028, 2, 29)),
        ("29-2", date(2028, 3, 1), date(2028, 2, 29)),
    ] {
        assert_eq!(Wanneer::read(typed, today), Some(Wanneer::on(meant)), "{typed} on {today}");
    }
}

#[test]
fn a_moment_reads_in_full_as_a_sentence_would_say_it() {
    assert_eq!(at(date(2026, 11, 3), 9, 5).unwrap().long(), "3 november 2026, 9.05 uur");
    assert_eq!(Wanneer::on(date(2026, 11, 3)).long(), "3 november 2026");
    assert_eq!(Wanneer::default().long(), "moment onbekend");
}

#[test]
fn every_example_in_the_help_is_understood() {
    let examples = TYPED.trim_start_matches("Bijvoorbeeld: ").trim_end_matches('.');
    for example in examples.split([',']).map(|part| part.trim().trim_start_matches("of ")) {
        assert!(Wanneer::read(example, TODAY).is_some(), "{example}");
    }
}

/// Words that nearly make a moment.
fn nearly() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "over", "vandaag", "gisteren", "om", "uur", "dagen", "weken", "week", "nov", "mrt", "mei", "feb", "29",
            "2", "-", ".", ":", "u", "3-11", "2026-", "onbekend", "’", "é", "٣", "ı", "İ",
        ])
        .prop_map(str::to_owned),
        any::<i64>().prop_map(|number| number.to_string()),
        "[0-9]{1,4}[-./:u][0-9]{1,4}([-./:][0-9]{1,12})?",
        ".{0,6}",
    ];
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

/// Any day that somebody could mean.
fn days() -> impl Strategy<Value = Date> {
    (1000_i16..=9999, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("a day that exists", |(year, month, day)| Date::new(year, month, day).ok())
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn nothing_that_is_typed_stops_it(typed in nearly(), any in "\\PC{0,30}", today in days()) {
        for text in [typed, any] {
            if let Some(read) = Wanneer::read(&text, today) {
                prop_assert!(read.datum.is_none() || read.datum.is_some_and(|day| day.year() >= 0), "{:?}", text);
            }
        }
    }

    #[test]
    fn what_is_typed_for_a_moment_is_read_as_that_moment(
        day in days(), time in prop::option::of((0_i8..24, 0_i8..60)), today in days(),
    ) {
        let tijd = time.map(|(hour, minute)| Time::constant(hour, minute, 0, 0));
        let moment = Wanneer { datum: Some(day), tijd };
        prop_assert_eq!(Wanneer::read(&moment.typed(), today), Some(moment));
        prop_assert_eq!(Wanneer::read(&moment.long(), today), Some(moment));
        prop_assert_eq!(Wanneer::read(&Wanneer::default().typed(), today), Some(Wanneer::default()));
    }
}
