//! Opening hours: the notation, what holds at a moment, and the words for it.

use aandacht::domain::dates::{easter, feestdag};
use aandacht::domain::uren::{Openingstijden, Stand, UrenFout};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;

fn tijden(line: &str) -> Openingstijden {
    Openingstijden::lees(line).unwrap_or_else(|fout| panic!("{line}: {fout}"))
}

fn at(moment: &str) -> DateTime {
    moment.parse().unwrap()
}

#[test]
fn a_line_is_shown_in_one_way() {
    for (typed, shown) in [
        ("dag en nacht", "dag en nacht"),
        ("Op afspraak", "op afspraak"),
        ("ma-vr 9-17", "ma-vr 9.00-17.00"),
        ("MA – VR  09:00 – 17:00", "ma-vr 9.00-17.00"),
        ("maandag t/m vrijdag 9.00-17.00", "ma-vr 9.00-17.00"),
        ("ma, wo, vr 13.00-17.00, 9.00-12.00", "ma, wo, vr 9.00-12.00, 13.00-17.00"),
        ("ma 9-12; di 9-12; wo 9-12; ma 13-17", "ma 9.00-12.00, 13.00-17.00; di-wo 9.00-12.00"),
        ("vr-ma 10-12", "ma, vr-zo 10.00-12.00"),
        ("za 22-2", "za 22.00-2.00"),
        ("za 22-0", "za 22.00-24.00"),
        ("feestdagen dicht; ma 9-12;", "ma 9.00-12.00; feestdagen dicht"),
        ("ma 9-12; feestdagen 10-12, 14-15", "ma 9.00-12.00; feestdagen 10.00-12.00, 14.00-15.00"),
        ("dag en nacht; 2026-12-31  Dicht", "dag en nacht; 2026-12-31 dicht"),
        ("2026-12-24..2027-01-03 dicht; ma 9-12", "ma 9.00-12.00; 2026-12-24..2027-01-03 dicht"),
        ("ma 9-12; 2026-12-24 9-10", "ma 9.00-12.00; 2026-12-24 9.00-10.00"),
        ("ma-vr 9-17; za-zo dicht", "ma-vr 9.00-17.00"),
        ("ma-vr 9-12; op afspraak", "ma-vr 9.00-12.00; op afspraak"),
    ] {
        let read = tijden(typed);
        assert_eq!(read.to_string(), shown, "{typed}");
        assert_eq!(tijden(shown), read);
    }
}

#[test]
fn what_holds_at_a_moment() {
    // 2026-11-20 is a Friday.
    for (line, moment, expected) in [
        ("dag en nacht", "2026-12-25T03:00", Stand::Altijd),
        ("op afspraak", "2026-11-20T03:00", Stand::Afspraak),
        ("ma-vr 9-17", "2026-11-20T09:00", Stand::OpenTot(at("2026-11-20T17:00"))),
        ("ma-vr 9-17", "2026-11-20T16:59:59", Stand::OpenTot(at("2026-11-20T17:00"))),
        ("ma-vr 9-17", "2026-11-20T17:00", Stand::DichtTot(at("2026-11-23T09:00"))),
        ("ma-vr 9-17", "2026-11-20T08:59:59", Stand::DichtTot(at("2026-11-20T09:00"))),
        ("za 22-2", "2026-11-22T01:59", Stand::OpenTot(at("2026-11-22T02:00"))),
        ("za 22-2", "2026-11-21T01:00", Stand::DichtTot(at("2026-11-21T22:00"))),
        ("ma-vr 9-17", "2026-12-25T10:00", Stand::DichtTot(at("2026-12-28T09:00"))),
        ("ma-zo 9-17; feestdagen open", "2026-12-25T10:00", Stand::OpenTot(at("2026-12-25T17:00"))),
        ("ma-vr 9-17; feestdagen 10-12", "2026-12-25T09:00", Stand::DichtTot(at("2026-12-25T10:00"))),
        ("ma-vr 9-17; 2026-12-25 10-12", "2026-12-25T10:00", Stand::OpenTot(at("2026-12-25T12:00"))),
        ("dag en nacht; 2026-12-31 dicht", "2026-12-30T10:00", Stand::OpenTot(at("2026-12-31T00:00"))),
        ("dag en nacht; 2026-12-31 dicht", "2026-12-31T10:00", Stand::DichtTot(at("2027-01-01T00:00"))),
        ("dag en nacht; feestdagen dicht", "2026-12-25T10:00", Stand::DichtTot(at("2026-12-27T00:00"))),
        ("ma-vr 9-17; 2026-01-01..2027-12-31 dicht", "2026-11-20T10:00", Stand::Dicht),
        ("2026-12-31 dicht", "2026-11-20T10:00", Stand::Dicht),
        ("op afspraak; 2026-11-20 dicht", "2026-11-20T10:00", Stand::Dicht),
        ("ma-vr 9-12; op afspraak", "2026-11-20T13:00", Stand::Afspraak),
        ("ma-vr 9-12; op afspraak", "2026-11-20T10:00", Stand::OpenTot(at("2026-11-20T12:00"))),
        ("ma-zo 0-24; feestdagen open", "2026-11-20T10:00", Stand::Altijd),
        // The shorter exception wins.
        (
            "ma-vr 9-17; 2026-12-21..2027-01-03 dicht; 2026-12-29 9-12",
            "2026-12-22T10:00",
            Stand::DichtTot(at("2026-12-29T09:00")),
        ),
        // Hours that began before a closed day go on in its night.
        ("za 22-2; 2026-11-22 dicht", "2026-11-22T01:00", Stand::OpenTot(at("2026-11-22T02:00"))),
        ("ma 9-12, 12-17", "2026-11-23T10:00", Stand::OpenTot(at("2026-11-23T17:00"))),
    ] {
        assert_eq!(tijden(line).stand(at(moment)), expected, "{line} at {moment}");
    }
}

#[test]
fn the_words_say_until_or_from_when_and_why() {
    for (line, moment, expected) in [
        ("dag en nacht", "2026-12-25T03:00", "nu bereikbaar"),
        ("op afspraak", "2026-11-20T03:00", "op afspraak"),
        ("ma-vr 9-17", "2026-11-20T10:00", "bereikbaar tot 17.00"),
        ("vr 22-2", "2026-11-20T23:00", "bereikbaar tot morgen 2.00"),
        ("vr 22-24", "2026-11-20T23:00", "bereikbaar tot 24.00"),
        ("ma-vr 9-17", "2026-11-20T08:00", "vandaag vanaf 9.00"),
        ("ma-vr 9-17", "2026-11-19T18:00", "dicht, morgen vanaf 9.00"),
        ("ma-vr 9-17", "2026-11-20T18:00", "dicht, maandag vanaf 9.00"),
        ("ma-vr 9-17", "2026-11-21T18:00", "weekend: maandag vanaf 9.00"),
        ("ma-za 9-17", "2026-11-21T18:00", "dicht, maandag vanaf 9.00"),
        ("ma-vr 9-17", "2026-04-27T10:00", "Koningsdag: dicht, morgen vanaf 9.00"),
        ("di-vr 9-17; 2026-04-28 dicht", "2026-04-27T10:00", "dicht, woensdag vanaf 9.00"),
        ("ma, wo 9-17", "2026-04-27T10:00", "Koningsdag: dicht, woensdag vanaf 9.00"),
        ("ma-vr 9-17; 2026-12-21..2027-01-03 dicht", "2026-12-21T10:00", "dicht, ma 4 jan 2027 vanaf 9.00"),
        ("ma-vr 9-17; 2026-08-03..2026-08-14 dicht", "2026-08-03T10:00", "dicht, ma 17 aug vanaf 9.00"),
        ("ma-vr 9-17", "2026-12-24T18:00", "dicht, maandag vanaf 9.00"),
        ("ma-vr 9-17; feestdagen 10-12", "2026-04-27T09:00", "vandaag vanaf 10.00"),
        ("dag en nacht; 2026-12-31 dicht", "2026-12-01T09:00", "nu bereikbaar"),
        ("dag en nacht; 2026-12-31 dicht", "2026-12-29T09:00", "bereikbaar tot morgen 24.00"),
        ("za-zo 9-17", "2026-04-05T10:00", "Eerste Paasdag: dicht, zaterdag vanaf 9.00"),
        ("2026-12-31 dicht", "2026-11-21T10:00", "dicht"),
        ("ma-vr 9-17; 2026-01-01..2027-12-31 dicht", "2026-11-20T10:00", "dicht"),
    ] {
        let read = tijden(line);
        let moment = at(moment);
        assert_eq!(read.kort(read.stand(moment), moment), expected, "{line} at {moment}");
    }
}

#[test]
fn the_end_of_the_calendar_is_no_trouble() {
    let read = tijden("ma-zo 9-17, 22-2; 9999-12-30..9999-12-31 10-12");
    assert_eq!(read.stand(date(9999, 12, 31).at(23, 59, 59, 0)), Stand::Dicht);
    let _ = read.stand(date(-9999, 1, 1).at(0, 0, 0, 0));
}

#[test]
fn an_endless_line_is_refused_at_once() {
    assert_eq!(Openingstijden::lees(&"ma 9-17;".repeat(2_000)), Err(UrenFout::TeLang));
    assert_eq!(Openingstijden::lees(&"ma 9-17;".repeat(200)), Err(UrenFout::TeVeelDelen));
    assert_eq!(Openingstijden::lees(&"a".repeat(10_000_000)), Err(UrenFout::TeLang));
    let dates: String = (0..100).map(|day| format!("2026-{:02}-{:02} 9-17;", day / 28 + 1, day % 28 + 1)).collect();
    assert_eq!(tijden(&dates).to_string().split(';').count(), 100);
    // What is shown is longer than what was typed, and has to be read again.
    let minutes: String =
        (0..700).map(|at| format!("{}.{:02}-{}.{:02},", at / 30, at % 30 * 2, at / 30, at % 30 * 2 + 1)).collect();
    assert_eq!(Openingstijden::lees(&format!("ma {}", minutes.trim_end_matches(','))), Err(UrenFout::TeLang));
}

#[test]
fn a_refusal_quotes_the_part_says_what_to_do_and_gives_an_example() {
    for (typed, quoted) in [
        ("ma-vr 9.00-17.00; maa 9-12", "\"maa\""),
        ("ma 9.00-25.00", "\"25.00\""),
        ("dit is een heel lange zin zonder tijden", "\"dit is een heel lang…\""),
        ("2026-02-30 dicht", "\"2026-02-30 dicht\""),
        ("24/7", "dag en nacht"),
        ("za dicht", "open"),
        ("ma 9-12; ma dicht", "\"ma dicht\""),
        ("dag en nacht; ma 9-12", "\"dag en nacht\""),
    ] {
        let said = Openingstijden::lees(typed).unwrap_err().to_string();
        assert!(said.contains(quoted), "{typed}: {said}");
        assert!(said.contains("bijvoorbeeld: ") || typed == "24/7", "{said}");
        assert!(said.ends_with('.') && said.chars().count() < 150, "{said}");
    }
}

#[test]
fn it_is_stored_as_one_line() {
    let read = tijden("ma-vr 9-17; feestdagen open");
    let json = serde_json::to_string(&read).unwrap();
    assert_eq!(json, "\"ma-vr 9.00-17.00; feestdagen open\"");
    assert_eq!(serde_json::from_str::<Openingstijden>(&json).unwrap(), read);
    assert!(serde_json::from_str::<Openingstijden>("\"soms\"").is_err());
    assert_eq!(size_of::<Openingstijden>(), 16);
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Moments and what holds, by an author who has not seen the reader.
#[test]
fn the_table_of_moments_holds() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("../data/netwerk/openingstijden.tsv")).filter(|row| row.len() > 2) {
        let found = match Openingstijden::lees(row[0]).map(|read| read.stand(at(row[1]))) {
            Err(fout) => fout.to_string(),
            Ok(Stand::Altijd) => "open altijd".to_owned(),
            Ok(Stand::OpenTot(end)) => end.strftime("open %Y-%m-%dT%H:%M").to_string(),
            Ok(Stand::Afspraak) => "afspraak".to_owned(),
            Ok(Stand::DichtTot(begin)) => begin.strftime("dicht %Y-%m-%dT%H:%M").to_string(),
            Ok(Stand::Dicht) => "dicht onbekend".to_owned(),
        };
        if found != row[2] {
            wrong.push(format!("{row:?}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_lines_that_say_nothing_holds() {
    let lines = rows(include_str!("../data/netwerk/openingstijden_fout.tsv")).filter(|row| row.len() > 1);
    let read: Vec<_> = lines.filter(|row| Openingstijden::lees(row[0]).is_ok()).collect();
    assert!(read.is_empty(), "{read:?}");
}

/// Minutes from and until; past midnight the end is the smaller one.
type Uren = Vec<(u16, u16)>;

/// What a line says, as the oracle knows it.
#[derive(Debug, Clone)]
struct Regels {
    /// Hours of the days of the week; nothing for *dag en nacht*.
    week: Option<[Uren; 7]>,
    /// `Some(None)` is open as in any week.
    feestdagen: Option<Option<Uren>>,
    /// First day and last day, counted from the first day that the oracle looks at, and hours.
    uitzonderingen: Vec<(u16, u16, Uren)>,
}

/// The first day that the oracle looks at; in the weeks that follow are all holidays of spring.
const EERSTE: Date = date(2026, 3, 1);
const DAGEN: u16 = 480;

impl Regels {
    fn line(&self) -> String {
        let hours = |hours: &Uren| match hours.as_slice() {
            [] => "dicht".to_owned(),
            some => {
                some.iter().map(|(van, tot)| format!("{}-{}", clock(*van), clock(*tot))).collect::<Vec<_>>().join(",")
            }
        };
        let day = |day: u16| EERSTE.saturating_add(i64::from(day).days());
        let mut parts = Vec::new();
        match &self.week {
            None => parts.push("dag en nacht".to_owned()),
            Some(week) => {
                for (name, open) in ["ma", "di", "wo", "do", "vr", "za", "zo"].iter().zip(week) {
                    if !open.is_empty() {
                        parts.push(format!("{name} {}", hours(open)));
                    }
                }
            }
        }
        match &self.feestdagen {
            Some(None) => parts.push("feestdagen open".to_owned()),
            Some(Some(open)) => parts.push(format!("feestdagen {}", hours(open))),
            None => {}
        }
        for (first, last, open) in &self.uitzonderingen {
            parts.push(format!("{}..{} {}", day(*first), day(*last), hours(open)));
        }
        parts.join("; ")
    }

    /// The hours that begin on a day, said as simply as can be.
    fn hours(&self, day: u16) -> Uren {
        let shortest = self
            .uitzonderingen
            .iter()
            .filter(|(first, last, _)| (*first..=*last).contains(&day))
            .min_by_key(|(first, last, _)| (last - first, std::cmp::Reverse(*first)));
        if let Some((_, _, hours)) = shortest {
            return hours.clone();
        }
        let date = EERSTE.saturating_add(i64::from(day).days());
        let sundays = [date == easter(date.year()), date == easter(date.year()).saturating_add(49.days())];
        let holiday = feestdag(date).is_some() || sundays.contains(&true);
        let in_week = || match &self.week {
            None => vec![(0, 1440)],
            Some(week) => week[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())].clone(),
        };
        match (&self.feestdagen, holiday) {
            (Some(Some(hours)), true) => hours.clone(),
            (None, true) if self.week.is_some() => Vec::new(),
            _ => in_week(),
        }
    }

    /// Every minute: open or not. The night before the first day is not known, so the first two days are not asked for.
    fn minutes(&self) -> Vec<bool> {
        let mut open = vec![false; usize::from(DAGEN + 2) * 1440];
        for day in 0..DAGEN {
            for (van, tot) in self.hours(day) {
                let end = if tot > van { tot } else { tot + 1440 };
                for minute in van..end {
                    open[usize::from(day) * 1440 + usize::from(minute)] = true;
                }
            }
        }
        open
    }
}

fn clock(minute: u16) -> String {
    format!("{}.{:02}", minute / 60, minute % 60)
}

/// Hours of a day that do not overlap; the last ones may go past midnight.
fn hours() -> impl Strategy<Value = Uren> {
    let times = prop::collection::btree_set((0_u16..96).prop_map(|quarter| quarter * 15), 0..6);
    (times, any::<bool>()).prop_map(|(times, late)| {
        let times: Vec<u16> = times.into_iter().collect();
        let mut hours: Uren = times.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        match (times.chunks_exact(2).remainder(), late) {
            ([last], true) => hours.push((*last, times[0])),
            ([last], false) => hours.push((*last, 1440)),
            _ => {}
        }
        hours.retain(|(van, tot)| van != tot);
        hours
    })
}

fn regels() -> impl Strategy<Value = Regels> {
    let day = prop_oneof![Just(Vec::new()), hours(), Just(vec![(0, 1440)]), Just(vec![(540, 1020)])];
    let week = proptest::option::weighted(0.9, prop::collection::vec(day, 7).prop_map(|week| week.try_into().unwrap()));
    // Most of them in the weeks that are asked for.
    let first = prop_oneof![4 => 0_u16..100, 1 => 0..DAGEN - 40];
    let exception = (first, 0_u16..40, hours()).prop_map(|(first, length, open)| (first, first + length, open));
    let exceptions = prop::collection::vec(exception, 0..6).prop_map(|mut exceptions| {
        exceptions.sort();
        exceptions.dedup_by_key(|(first, last, _)| (*first, *last));
        exceptions
    });
    (week, proptest::option::of(proptest::option::of(hours())), exceptions)
        .prop_map(|(week, feestdagen, uitzonderingen)| Regels { week, feestdagen, uitzonderingen })
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let _ = Openingstijden::lees(&text);
    }

    #[test]
    fn any_text_of_the_words_of_opening_hours_is_read_or_refused_and_shown_in_one_way(
        words in prop::collection::vec(prop::sample::select(vec![
            "ma", "di", "vr", "zo", "-", ",", ";", " ", "9.00-17.00", "9-12", "13:00-24.00", "22-2", "0-0", "25", "..",
            "dicht", "open", "feestdagen", "2026-12-24", "2027-01-03", "dag en nacht", "op afspraak", "\u{2013}", "é",
        ]), 0..24),
        minute in 0_i64..600_000,
    ) {
        if let Ok(read) = Openingstijden::lees(&words.concat()) {
            let shown = read.to_string();
            let again = Openingstijden::lees(&shown).unwrap();
            prop_assert_eq!(&again, &read);
            prop_assert_eq!(again.to_string(), shown);
            let moment = EERSTE.at(0, 0, 0, 0).saturating_add(minute.minutes());
            prop_assert!(!read.kort(read.stand(moment), moment).is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 300, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn what_holds_is_what_a_count_of_all_minutes_says(
        regels in regels(),
        moments in prop::collection::vec(2_usize * 1440..95 * 1440, 40),
    ) {
        let line = regels.line();
        prop_assume!(!line.is_empty());
        let read = tijden(&line);
        prop_assert_eq!(&tijden(&read.to_string()), &read);
        let open = regels.minutes();
        let moment = |minute: usize| EERSTE.at(0, 0, 0, 0).saturating_add(i64::try_from(minute).unwrap().minutes());
        for now in moments {
            let change = open[now..].iter().position(|minute| *minute != open[now]).map(|after| now + after);
            let expected = match (open[now], change) {
                (true, Some(end)) if end - now <= 60 * 1440 => Stand::OpenTot(moment(end)),
                (true, _) => Stand::Altijd,
                // The last day on which is looked for an opening.
                (false, Some(begin)) if begin / 1440 - now / 1440 <= 366 => Stand::DichtTot(moment(begin)),
                (false, _) => Stand::Dicht,
            };
            prop_assert_eq!(read.stand(moment(now)), expected, "{} at {}", line, moment(now));
        }
    }
}
