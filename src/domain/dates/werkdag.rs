//! Working days: which days are free by law, and counting over them (N8.01 to N8.03).
//!
//! The Algemene termijnenwet names the generally recognised holidays and treats Goede Vrijdag like one. Days that a
//! royal decree adds for a few years (a Friday after Hemelvaartsdag, mostly) are not counted as free here: nobody can
//! compute them, and without them a term ends earlier and never too late.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The name of the holiday on this day, when it is one by law.
///
/// The rules are those of today, for every year: Koningsdag stands on 27 April, or on the day before when that is a
/// Sunday.
pub fn feestdag(date: Date) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => return Some("Nieuwjaarsdag"),
        (4, 27) if date.weekday() != Weekday::Sunday => return Some("Koningsdag"),
        (4, 26) if date.weekday() == Weekday::Saturday => return Some("Koningsdag"),
        (5, 5) => return Some("Bevrijdingsdag"),
        (12, 25) => return Some("Eerste Kerstdag"),
        (12, 26) => return Some("Tweede Kerstdag"),
        _ => {}
    }
    let from_easter = |days: i32| easter(date.year()).checked_add(days.days()).is_ok_and(|day| day == date);
    let movable = [(-2, "Goede Vrijdag"), (1, "Tweede Paasdag"), (39, "Hemelvaartsdag"), (50, "Tweede Pinksterdag")];
    movable.into_iter().find(|(days, _)| from_easter(*days)).map(|(_, name)| name)
}

/// Whether people work on this day: not on a Saturday, a Sunday or a holiday.
pub fn is_werkdag(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && feestdag(date).is_none()
}

/// The day that lies this many working days later. Counting begins on the day after; none is the day itself.
///
/// Beyond the last day of the calendar (31 December 9999) there is no later day to give.
pub fn na_werkdagen(date: Date, werkdagen: u32) -> Date {
    let mut day = date;
    let mut left = werkdagen;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
        if is_werkdag(day) {
            left -= 1;
        }
    }
    day
}

/// Easter Sunday in the Gregorian calendar (the computation of Meeus, Jones and Butcher).
pub fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let skipped = century - century.div_euclid(4) - (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + skipped + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let since_first_of_march = epact + to_sunday - 7 * late + 21;
    march_first(year).saturating_add(since_first_of_march.days())
}

fn march_first(year: i32) -> Date {
    // Every year that a `Date` can have fits; the fallback is never taken.
    i16::try_from(year).ok().and_then(|year| Date::new(year, 3, 1).ok()).unwrap_or(Date::ZERO)
}
