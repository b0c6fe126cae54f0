//! Opening hours: the notation, what holds at a moment, and the words for it.

use aandacht::domain::uren::{Openingstijden, Stand, UrenFout};
use jiff::civil::{DateTime, date};

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
        ("MA – VR 09:00 – 17:00 uur", "ma-vr 9.00-17.00"),
        ("maandag t/m vrijdag van 9.00 tot 17.00 uur", "ma-vr 9.00-17.00"),
        ("ma, wo, vr 13.00-17.00, 9.00-12.00", "ma, wo, vr 9.00-12.00, 13.00-17.00"),
        ("ma 9-12; di 9-12; wo 9-12; ma 13-17", "ma 9.00-12.00, 13.00-17.00; di, wo 9.00-12.00"),
        ("vr-ma 10-12", "ma, vr-zo 10.00-12.00"),
        ("za 22-2", "za 22.00-2.00"),
        ("za 22-0", "za 22.00-24.00"),
        ("feestdagen dicht; ma 9-12;", "ma 9.00-12.00; feestdagen dicht"),
        ("ma 9-12; feestdagen 10-12, 14-15", "ma 9.00-12.00; feestdagen 10.00-12.00, 14.00-15.00"),
        ("dag en nacht; 2026-12-31 gesloten", "dag en nacht; 2026-12-31 dicht"),
        ("2026-12-24..2027-01-03 dicht; ma 9-12", "ma 9.00-12.00; 2026-12-24..2027-01-03 dicht"),
        ("ma 9-12; 24-12-2026 9-10", "ma 9.00-12.00; 2026-12-24 9.00-10.00"),
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
        ("ma-vr 9-17; 2026-12-21..2027-01-03 dicht", "2026-12-21T10:00", "dicht, ma 4 jan vanaf 9.00"),
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
    assert_eq!(Openingstijden::lees(""), Err(UrenFout::Leeg));
}
