//! The meetings of a year, as somebody types them: a day a line, or a series in one line.

use jiff::civil::{Date, Time};
use jiff::{Span, ToSpan};

use super::Bijeenkomst;
use crate::domain::casus::Wanneer;
use crate::domain::dates;

/// How long a meeting takes when nobody says: a case takes an hour at least, and mostly two (`intervisie.md` §1.3).
const MINUTEN: u16 = 120;
/// Longest meeting: a whole day.
const LANGSTE: u16 = 480;
/// Most meetings of a group that are kept.
const MEESTE: usize = 200;
/// Most meetings of a series.
const MEESTE_REEKS: u32 = 60;
/// Longest time between two meetings of a series, in weeks.
const MEESTE_WEKEN: u32 = 26;

/// What can be typed, for the help of a field.
pub const UITLEG: &str = "Eén datum per regel: di 24 november 15.30 90 min. Of een reeks: elke 8 weken vanaf di 24 november 15.30 \
                          90 min, 7 keer. Erachter mag: vervallen.";

/// The meetings as somebody would type them, a line each: what [`lees_planning`] reads back.
pub fn planning(bijeenkomsten: &[Bijeenkomst]) -> String {
    let mut sorted: Vec<&Bijeenkomst> = bijeenkomsten.iter().collect();
    sorted.sort_by_key(|one| (one.datum, one.tijd));
    let line = |one: &Bijeenkomst| {
        let day = dates::weekday(one.datum).get(..2).unwrap_or("");
        let mut line = format!("{day} {}", Wanneer { datum: Some(one.datum), tijd: one.tijd }.typed());
        line.push_str(&format!(" {} min", one.minuten));
        if one.vervallen {
            line.push_str(" vervallen");
        }
        line
    };
    sorted.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads meetings, the earliest first. A day without a year is the first of that name that is still to come; the day of the
/// week, when somebody typed one, has to be right.
///
/// # Errors
/// What to do about every line that is no meeting.
pub fn lees_planning(typed: &str, today: Date) -> Result<Vec<Bijeenkomst>, Vec<String>> {
    let (mut found, mut faults) = (Vec::<Bijeenkomst>::new(), Vec::new());
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match lees_regel(line, today) {
            Ok(meetings) => found.extend(meetings),
            Err(advice) => faults.push(advice),
        }
    }
    found.sort_by_key(|one| (one.datum, one.tijd));
    if let Some(pair) = found.windows(2).find(|pair| matches!(pair, [a, b] if a.datum == b.datum)) {
        let day = pair.first().map(|one| dates::long(one.datum)).unwrap_or_default();
        faults.push(format!("{day} staat er twee keer. Haal er een weg."));
    }
    if found.len() > MEESTE {
        faults.push(format!("Dit zijn meer dan {MEESTE} datums. Haal oude datums weg."));
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn lees_regel(line: &str, today: Date) -> Result<Vec<Bijeenkomst>, String> {
    let lower = line.to_lowercase();
    match lower.strip_prefix("elke ").or_else(|| lower.strip_prefix("iedere ")) {
        Some(rest) => reeks(rest, line, today),
        None => een(&lower, line, today).map(|one| vec![one]),
    }
}

/// A line as it stands in an advice: short.
fn kort(line: &str) -> String {
    let mut short: String = line.chars().take(40).collect();
    if line.chars().count() > 40 {
        short.push('…');
    }
    short
}

fn een(text: &str, line: &str, today: Date) -> Result<Bijeenkomst, String> {
    let unreadable = || format!("{}: typ een datum, zoals: di 24 november 15.30 90 min.", kort(line));
    let mut vervallen = false;
    let mut words: Vec<&str> = Vec::new();
    for word in text.split([' ', '\t', ',', '(', ')']).filter(|word| !word.is_empty()) {
        match word {
            "vervallen" | "vervalt" | "afgezegd" => vervallen = true,
            "om" | "van" => {}
            word => words.push(word),
        }
    }
    let minuten = minuten(&mut words);
    let bereik = bereik(&mut words);
    let weekday = words.first().copied().and_then(weekday);
    if weekday.is_some() {
        words.remove(0);
    }
    let typed = words.join(" ");
    let wanneer = Wanneer::read(&typed, today).ok_or_else(unreadable)?;
    let near = wanneer.datum.ok_or_else(unreadable)?;
    // A date with its year is the same in whatever year it is read.
    let other = today.checked_add(2.years()).unwrap_or(today);
    let has_year = Wanneer::read(&typed, other).and_then(|read| read.datum) == Some(near);
    let datum = match has_year {
        true => near,
        false => coming(near, weekday, today),
    };
    if let Some(weekday) = weekday.filter(|day| dates::weekday(datum) != *day) {
        let real = dates::weekday(datum);
        return Err(format!("{}: {} is een {real}, geen {weekday}.", kort(line), dates::long(datum)));
    }
    let (tijd, minuten) = match (bereik, minuten) {
        (Some((begin, minutes)), None) => (Some(begin), Some(minutes)),
        (Some((begin, _)), Some(minutes)) => (Some(begin), Some(minutes)),
        (None, minutes) => (wanneer.tijd, minutes),
    };
    let minuten = minuten.unwrap_or(u32::from(MINUTEN));
    match u16::try_from(minuten).ok().filter(|minutes| (1..=LANGSTE).contains(minutes)) {
        Some(minuten) => Ok(Bijeenkomst { datum, tijd, minuten, vervallen }),
        None => Err(format!("{}: een bijeenkomst duurt 1 tot {LANGSTE} minuten.", kort(line))),
    }
}

/// The day that a day without a year means: the first that is still to come, and falls on the day of the week that was
/// typed; else the one of this year that was.
fn coming(near: Date, weekday: Option<&str>, today: Date) -> Date {
    let years = (-1..=2).filter_map(|years: i16| {
        let year = today.year().checked_add(years)?;
        Date::new(year, near.month(), near.day()).ok()
    });
    let years: Vec<Date> = years.collect();
    let fits = |date: &&Date| weekday.is_none_or(|day| dates::weekday(**date) == day);
    // Meetings are planned for a year: a day further away is one that was.
    let soon = today.checked_add(1.years()).unwrap_or(Date::MAX);
    let ahead = years.iter().filter(|date| **date >= today && **date <= soon);
    // Of the days that were only those of this year: any other weekday than the right one would fit some year.
    let before = years.iter().filter(|date| **date < today && date.year() == today.year());
    let first = ahead.clone().next().copied();
    ahead.chain(before).find(fits).copied().or(first).unwrap_or(near)
}

/// Takes the minutes out of the words: `90 min`, `90 minuten`, `90min`.
fn minuten(words: &mut Vec<&str>) -> Option<u32> {
    let at = words.iter().position(|word| {
        let unit = word.trim_start_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('.');
        matches!(unit, "min" | "minuten" | "minuut" | "m")
    })?;
    let word = words.get(at).copied()?;
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        words.remove(at);
        return digits.parse().ok();
    }
    let before = at.checked_sub(1)?;
    let minutes = words.get(before)?.parse().ok()?;
    words.drain(before..=at);
    Some(minutes)
}

/// Takes begin and end out of the words: `15.30-17.00`, with how many minutes lie between them.
fn bereik(words: &mut Vec<&str>) -> Option<(Time, u32)> {
    let read = |word: &str| -> Option<(Time, Time)> {
        let (begin, end) = word.split_once(['-', '–'])?;
        Some((tijd(begin)?, tijd(end)?))
    };
    let at = words.iter().position(|word| read(word).is_some())?;
    let (begin, end) = read(words.get(at)?)?;
    words.remove(at);
    let minutes = (end - begin).get_minutes() + 60 * i64::from((end - begin).get_hours());
    Some((begin, u32::try_from(minutes).unwrap_or(0)))
}

/// `15.30` or `15:30`; a bare hour is no time here: `24-11` is a day.
fn tijd(word: &str) -> Option<Time> {
    let (hours, minutes) = word.split_once(['.', ':', 'u'])?;
    if minutes.len() != 2 || hours.is_empty() || hours.len() > 2 {
        return None;
    }
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

fn weekday(word: &str) -> Option<&'static str> {
    let word = word.trim_end_matches('.');
    let whole = |day: &&&str| **day == word || (word.len() == 2 && day.get(..2) == Some(word));
    dates::WEEKDAYS.iter().find(whole).copied()
}

/// `8 weken vanaf di 24 november 15.30 90 min, 7 keer`. Without a number of times it goes on for a year. A meeting on a
/// holiday is a week later.
fn reeks(rest: &str, line: &str, today: Date) -> Result<Vec<Bijeenkomst>, String> {
    let unreadable =
        || format!("{}: typ een reeks zo: elke 8 weken vanaf di 24 november 15.30 90 min, 7 keer.", kort(line));
    let (every, from) = rest.split_once("vanaf").ok_or_else(unreadable)?;
    let weeks: u32 = match every.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["week"] => 1,
        ["twee", "weken"] => 2,
        [count, "week" | "weken"] => count.parse().map_err(|_| unreadable())?,
        _ => return Err(unreadable()),
    };
    if !(1..=MEESTE_WEKEN).contains(&weeks) {
        return Err(format!("{}: kies 1 tot {MEESTE_WEKEN} weken.", kort(line)));
    }
    let mut words: Vec<&str> = from.split([' ', '\t', ',']).filter(|word| !word.is_empty()).collect();
    let times = keer(&mut words);
    let first = een(&words.join(" "), line, today)?;
    let year = first.datum.checked_add(1.years()).unwrap_or(Date::MAX);
    let mut found = Vec::new();
    for nth in 0..times.unwrap_or(MEESTE_REEKS) {
        let step = Span::new().try_weeks(i64::from(nth * weeks)).map_err(|_| unreadable())?;
        let day = first.datum.checked_add(step).map_err(|_| unreadable())?;
        if times.is_none() && day >= year {
            break;
        }
        found.push(Bijeenkomst { datum: niet_op_feestdag(day), ..first.clone() });
        // Of a weekly series the one a week later stands there already.
        found.dedup_by_key(|one| one.datum);
    }
    match times {
        Some(0 | MEESTE_REEKS..) => Err(format!("{}: kies 1 tot {} keer.", kort(line), MEESTE_REEKS - 1)),
        _ => Ok(found),
    }
}

/// Takes the number of times out of the words: `7 keer`, `7x`.
fn keer(words: &mut Vec<&str>) -> Option<u32> {
    if let Some(at) = words.iter().position(|word| *word == "keer") {
        let before = at.checked_sub(1)?;
        let times = words.get(before)?.parse().ok()?;
        words.drain(before..=at);
        return Some(times);
    }
    let at = words.iter().position(|word| word.strip_suffix('x').is_some_and(|count| count.parse::<u32>().is_ok()))?;
    words.remove(at).strip_suffix('x')?.parse().ok()
}

fn niet_op_feestdag(day: Date) -> Date {
    if dates::feestdag(day).is_none() { day } else { day.checked_add(1.weeks()).unwrap_or(day) }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "tests")]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn read(line: &str) -> String {
        match lees_planning(line, TODAY) {
            Ok(found) => planning(&found).replace('\n', "; "),
            Err(faults) => faults.join(" "),
        }
    }

    #[test]
    fn a_meeting_is_typed_freely() {
        for (typed, meaning) in [
            ("di 24 november 15.30 90 min", "di 24-11-2026 15.30 90 min"),
            ("Dinsdag 24 nov om 15:30, 90 minuten", "di 24-11-2026 15.30 90 min"),
            ("24-11-2026 15.30-17.00", "di 24-11-2026 15.30 90 min"),
            ("24 november van 9.00-10.15", "di 24-11-2026 9.00 75 min"),
            ("24 november 15 uur 60min", "di 24-11-2026 15.00 60 min"),
            ("24 november", "di 24-11-2026 120 min"),
            ("di 24 november 15.30 90 min (vervallen)", "di 24-11-2026 15.30 90 min vervallen"),
            // The first that is still to come, and not the nearest.
            ("24 september 9.00", "vr 24-9-2027 9.00 120 min"),
            ("do 24 september 9.00", "do 24-9-2026 9.00 120 min"),
            ("vr 24 september 9.00", "vr 24-9-2027 9.00 120 min"),
            ("24/9/26", "do 24-9-2026 120 min"),
            ("morgen 9.30", "ma 23-11-2026 9.30 120 min"),
            ("over 2 weken", "zo 6-12-2026 120 min"),
            ("vandaag 13.00 45 min", "zo 22-11-2026 13.00 45 min"),
        ] {
            assert_eq!(read(typed), meaning, "{typed}");
            assert_eq!(read(meaning), meaning, "it reads back");
        }
    }

    #[test]
    fn what_is_no_meeting_says_what_to_type() {
        for (typed, advice) in [
            ("bij de gemeente", "bij de gemeente: typ een datum"),
            ("15.30", "is"),
            ("ma 24 november 15.30", "24 november 2026 is een dinsdag, geen maandag."),
            ("wo 24-11-2026", "24 november 2026 is een dinsdag, geen woensdag."),
            ("24 november 900 min", "een bijeenkomst duurt 1 tot 480 minuten"),
            ("24 november 17.00-15.30", "een bijeenkomst duurt 1 tot 480 minuten"),
            ("24 november\n24 november 13.00", "24 november 2026 staat er twee keer."),
            ("elke 8 weken", "typ een reeks zo"),
            ("elke 0 weken vanaf 24 november", "kies 1 tot 26 weken"),
            ("elke 8 weken vanaf 24 november 500 keer", "kies 1 tot 59 keer"),
            ("elke week vanaf mei", "typ een datum"),
            ("31 februari", "typ een datum"),
        ] {
            let said = read(typed);
            assert!(typed == "15.30" || said.contains(advice), "{typed}: {said}");
        }
    }

    #[test]
    fn a_series_fills_the_year_and_skips_holidays() {
        let found = lees_planning("elke 8 weken vanaf di 24 november 15.30 90 min", TODAY).expect("a series");
        assert_eq!(found.len(), 7, "six to eight times a year");
        assert_eq!(found[1].datum, date(2027, 1, 19));
        assert!(found.iter().all(|one| one.minuten == 90 && one.tijd.is_some()));
        assert_eq!(
            read("elke 4 weken vanaf do 8 april 9.00, 3 keer"),
            "do 8-4-2027 9.00 120 min; do 13-5-2027 9.00 120 min; do 3-6-2027 9.00 120 min",
            "Hemelvaartsdag is on 6 May"
        );
        let weekly = lees_planning("elke week vanaf do 29 april, 3 keer", TODAY).expect("a series");
        assert_eq!(weekly.iter().map(|one| one.datum).collect::<Vec<_>>(), [date(2027, 4, 29), date(2027, 5, 13)]);
        assert_eq!(lees_planning("iedere week vanaf 5 januari 2x", TODAY).map(|found| found.len()), Ok(2));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(typed in "\\PC{0,60}", words in "[0-9a-z. :,-]{0,40}") {
            for text in [typed, words.clone(), format!("elke {words}"), format!("elke 8 weken vanaf {words}")] {
                if let Ok(found) = lees_planning(&text, TODAY) {
                    prop_assert_eq!(lees_planning(&planning(&found), TODAY), Ok(found));
                }
            }
        }
    }
}
