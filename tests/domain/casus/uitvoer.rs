//! What leaves the program: HTML without a way out of it, a calendar without a word of the casus.

use aandacht::domain::casus::{Afdruksoort, Sluitreden, Wat, afdruk, agenda};
use aandacht::domain::gesprek::Block;
use aandacht::export::{html, ical, markdown};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::written;
use crate::common::cases;
use crate::common::casus::{KINDS, TODAY, Werk, markers, of_kind, rich};
use crate::common::dice::Dice;

fn page(blocks: &[Block]) -> String {
    written(|out| html::write(blocks, None, out))
}

/// A block of every kind with this text in it.
fn blocks(text: &str) -> Vec<Block> {
    let own = || text.to_owned();
    vec![
        Block::Title(own()),
        Block::Heading(own()),
        Block::Text(own()),
        Block::Strong(own()),
        Block::Danger(own()),
        Block::Point(own()),
        Block::Numbered(1, own()),
        Block::Pair(own(), own()),
        Block::Call(own(), own()),
        Block::Ticked(true, own()),
        Block::Muted(own()),
        Block::Gap,
    ]
}

#[test]
fn what_was_typed_is_text_and_never_markup() {
    let bare = page(&blocks(""));
    for attack in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='x",
        "</title></style></body>",
        "<!-- ",
        "&lt;b&gt;",
        "<a href=\"https://example.org\">x</a>",
    ] {
        let made = page(&blocks(attack));
        // The same tags as without the text, in the same order.
        assert_eq!(tags(&made), tags(&bare), "{attack}");
        assert!(made.contains(&text_of(attack)), "{attack}: still readable");
    }
}

fn text_of(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default()).collect()
}

#[test]
fn a_page_fetches_nothing_and_says_so() {
    let made = page(&afdruk(&rich().dossier(), Afdruksoort::Volledig, TODAY));
    for way in
        ["http://", "https://", "src=", "href=", "url(", "@import", "<script", "<link", "<iframe", "<form", "<img"]
    {
        assert!(!made.contains(way), "{way}");
    }
    assert!(made.contains("default-src 'none'"));
    assert!(made.starts_with("<!DOCTYPE html>") && made.trim_end().ends_with("</html>"));
    assert!(made.contains("<meta charset=\"utf-8\">"));
}

#[test]
fn every_list_that_is_opened_is_closed() {
    let made = page(&blocks("x"));
    for tag in ["ul", "dl", "li", "dd", "dt", "p", "h1", "h2", "body", "head", "html"] {
        let opened = made.matches(&format!("<{tag}>")).count() + made.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, made.matches(&format!("</{tag}>")).count(), "{tag}");
        assert!(opened > 0, "{tag}");
    }
}

#[test]
fn a_watermark_stands_above_and_under_the_page() {
    let made = written(|out| html::write(&[Block::Text("x".into())], Some("OEFENING"), out));
    assert_eq!(made.matches("OEFENING").count(), 2);
    assert!(!page(&[Block::Text("x".into())]).contains("OEFENING"));
}

#[test]
fn a_full_disk_is_told_by_every_writer() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert!(html::write(&blocks("x"), None, &mut Full).is_err());
    assert!(markdown::write(&blocks("x"), None, &mut Full).is_err());
    assert!(ical::write(&[], Timestamp::UNIX_EPOCH, false, &mut Full).is_err());
}

/// The lines of a calendar, unfolded; every one within its width and with the right end.
fn unfolded(calendar: &str) -> Vec<(String, String)> {
    assert!(calendar.ends_with("\r\n"));
    assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']), "no bare line end");
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "75 bytes at most");
    let whole = calendar.replace("\r\n ", "");
    let pair = |line: &str| line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()));
    whole.trim_end().split("\r\n").map(|line| pair(line).expect("a name and a value")).collect()
}

fn values<'a>(lines: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    lines.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn a_calendar_says_what_is_due_and_when_and_which_casus_by_its_code() {
    let mut werk = Werk::new();
    werk.add(Wat::Actie { tekst: "moeder bellen".into(), wie: "ik".into(), datum: Some(date(2026, 12, 1)) });
    let made: Timestamp = "2026-11-22T09:05:07.9Z".parse().unwrap();
    let code = werk.dossier().code();
    let calendar = written(|out| ical::write(&agenda([&werk.dossier()]), made, false, out));
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//aandacht//agenda//NL",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        &format!("UID:{}-2@aandacht", code.to_lowercase()),
        "DTSTAMP:20261122T090507Z",
        "DTSTART;VALUE=DATE:20261201",
        &format!("SUMMARY:actie {code}"),
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(calendar, expected.join("\r\n"));
}

#[test]
fn a_calendar_without_anything_due_is_still_a_calendar() {
    let lines = unfolded(&written(|out| ical::write(&[], Timestamp::UNIX_EPOCH, false, out)));
    assert_eq!((lines[0].1.as_str(), lines.last().unwrap().1.as_str()), ("VCALENDAR", "VCALENDAR"));
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_calendar_has_no_word_of_the_casus(rolls in prop::collection::vec(any::<u8>(), 500), closed in any::<bool>()) {
        let mut text = markers();
        let mut werk = Werk::roll(&mut Dice::of(&rolls), 20, &mut text);
        werk.add(of_kind("hernoemd", 1, &mut Dice::of(&[]), &mut text));
        werk.add(of_kind("termijn", 1, &mut Dice::of(&rolls), &mut text));
        if closed {
            let toelichting = text("toelichting");
            werk.add(Wat::Sluiting { reden: Sluitreden::Ander, toelichting, vernietigen_vanaf: date(2027, 5, 3) });
        }
        let due = agenda([&werk.dossier()]);
        let calendar = written(|out| ical::write(&due, Timestamp::UNIX_EPOCH, false, out));
        let lines = unfolded(&calendar);
        for word in ["zq", "Linde", "onderwijs"] {
            prop_assert!(!lines.iter().any(|(_, value)| value.contains(word)), "{}", calendar);
        }
        let days: Vec<String> = due.iter().map(|one| one.datum.strftime("%Y%m%d").to_string()).collect();
        prop_assert_eq!(values(&lines, "DTSTART;VALUE=DATE"), days);
        let mut ids = values(&lines, "UID");
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), due.len(), "every event its own id");
    }

    #[test]
    fn whatever_was_typed_the_page_keeps_its_shape(text in "\\PC{0,40}", kind in 1..KINDS.len()) {
        let mut plain = Werk::new();
        plain.add(of_kind(KINDS[kind], 1, &mut Dice::of(&[]), &mut |_| "x".to_owned()));
        let mut wild = Werk::new();
        let text = format!("x{text}");
        wild.add(of_kind(KINDS[kind], 1, &mut Dice::of(&[]), &mut |_| text.clone()));
        let [plain, wild] = [plain, wild].map(|werk| page(&afdruk(&werk.dossier(), Afdruksoort::Volledig, TODAY)));
        prop_assert_eq!(tags(&plain), tags(&wild));
    }
}
