//! Terms and actions, and meetings of groups, as an iCalendar file (RFC 5545). Calendars are synchronised and shared:
//! nothing of a casus stands in it but its random code and what kind of moment it is, and of a meeting only the group.

use std::io::{self, Write};

use jiff::Timestamp;

use crate::domain::casus::Afspraak;
use crate::domain::sessie::groep::Agendapunt;

/// Writes what is due as whole-day events; what is practice says so in its first word.
///
/// # Errors
/// The writer refuses.
pub fn write(afspraken: &[Afspraak], made: Timestamp, practice: bool, out: &mut dyn Write) -> io::Result<()> {
    begin(out)?;
    let mark = mark(practice);
    for afspraak in afspraken {
        line("BEGIN:VEVENT", out)?;
        // The same moment keeps its id, so that a calendar that reads a newer file does not show it twice.
        line(&format!("UID:{}-{}@aandacht", afspraak.code.to_lowercase(), afspraak.regel.unwrap_or(0)), out)?;
        line(&format!("DTSTAMP:{}", made.strftime("%Y%m%dT%H%M%SZ")), out)?;
        line(&format!("DTSTART;VALUE=DATE:{}", afspraak.datum.strftime("%Y%m%d")), out)?;
        line(&format!("SUMMARY:{mark}{} {}", escape(afspraak.soort()), afspraak.code), out)?;
        line("CLASS:PRIVATE", out)?;
        line("TRANSP:TRANSPARENT", out)?;
        line("END:VEVENT", out)?;
    }
    line("END:VCALENDAR", out)
}

/// Writes meetings: at the hour of the clock on the wall where they are, or as a whole day when no hour is known; what is
/// practice says so in its first word. The group and the day are the id of an event, so that a calendar that reads a newer
/// file finds it again, and hears that it was cancelled.
///
/// # Errors
/// The writer refuses.
pub fn write_bijeenkomsten(
    meetings: &[Agendapunt],
    made: Timestamp,
    practice: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    begin(out)?;
    for Agendapunt { groep, code, bijeenkomst } in meetings {
        let day = bijeenkomst.datum.strftime("%Y%m%d");
        line("BEGIN:VEVENT", out)?;
        line(&format!("UID:{groep}-{day}@aandacht"), out)?;
        line(&format!("DTSTAMP:{}", made.strftime("%Y%m%dT%H%M%SZ")), out)?;
        match bijeenkomst.tijd {
            Some(tijd) => {
                line(&format!("DTSTART:{day}T{:02}{:02}00", tijd.hour(), tijd.minute()), out)?;
                line(&format!("DURATION:PT{}M", bijeenkomst.minuten), out)?;
            }
            None => line(&format!("DTSTART;VALUE=DATE:{day}"), out)?,
        }
        line(&format!("SUMMARY:{}Intervisie {}", mark(practice), escape(code)), out)?;
        line("CLASS:PRIVATE", out)?;
        let (status, transparent) =
            if bijeenkomst.vervallen { ("CANCELLED", "TRANSPARENT") } else { ("CONFIRMED", "OPAQUE") };
        line(&format!("STATUS:{status}"), out)?;
        line(&format!("TRANSP:{transparent}"), out)?;
        line("END:VEVENT", out)?;
    }
    line("END:VCALENDAR", out)
}

fn begin(out: &mut dyn Write) -> io::Result<()> {
    line("BEGIN:VCALENDAR", out)?;
    line("VERSION:2.0", out)?;
    line("PRODID:-//aandacht//agenda//NL", out)?;
    line("CALSCALE:GREGORIAN", out)
}

/// The first word of what is practice.
fn mark(practice: bool) -> &'static str {
    if practice { "OEFENING " } else { "" }
}

/// The longest line, in bytes, without its end.
const WIDEST: usize = 75;

/// A line, folded where it is too long.
fn line(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut used = 0;
    for letter in text.chars() {
        if used + letter.len_utf8() > WIDEST {
            write!(out, "\r\n ")?;
            used = 1;
        }
        write!(out, "{letter}")?;
        used += letter.len_utf8();
    }
    write!(out, "\r\n")
}

/// A text as it stands in a value: on one line, and without signs that mean something there.
fn escape(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "tests")]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::{date, time};

    use crate::domain::kluis::RecordId;
    use crate::domain::sessie::groep::{Agendapunt, Bijeenkomst};

    /// The events of a calendar, unfolded: names and values, between the right begin and end.
    fn events(meetings: &[Agendapunt], practice: bool) -> Vec<Vec<(String, String)>> {
        let mut out = Vec::new();
        super::write_bijeenkomsten(meetings, Timestamp::UNIX_EPOCH, practice, &mut out).expect("it is written");
        let text = String::from_utf8(out).expect("text");
        assert!(text.split("\r\n").all(|line| line.len() <= super::WIDEST), "{text}");
        let whole = text.replace("\r\n ", "");
        let lines: Vec<(String, String)> = whole
            .trim_end()
            .split("\r\n")
            .map(|line| line.split_once(':').expect("a name and a value"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert_eq!((lines[0].1.as_str(), lines[lines.len() - 1].1.as_str()), ("VCALENDAR", "VCALENDAR"));
        let parts = lines.split(|(name, value)| name == "BEGIN" && value == "VEVENT").skip(1);
        let end = |part: &[(String, String)]| part.iter().position(|(name, _)| name == "END").expect("an end");
        parts.map(|part| part[..end(part)].to_vec()).collect()
    }

    fn value<'a>(event: &'a [(String, String)], name: &str) -> Option<&'a str> {
        let mut found = event.iter().filter(|(own, _)| own == name);
        let first = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{name} stands there once");
        first
    }

    fn meetings(code: &str) -> Vec<Agendapunt> {
        let one = |day, tijd, vervallen| Agendapunt {
            groep: RecordId([0xab; 16]),
            code: code.to_owned(),
            bijeenkomst: Bijeenkomst { datum: date(2026, 11, day), tijd, minuten: 90, vervallen },
        };
        vec![one(24, Some(time(9, 5, 0, 0)), false), one(25, None, false), one(26, Some(time(15, 30, 0, 0)), true)]
    }

    #[test]
    fn a_meeting_has_its_time_on_the_wall_or_its_whole_day_and_nothing_but_the_group() {
        let found = events(&meetings("AF-groep 2"), false);
        assert_eq!(found.len(), 3);
        let names: Vec<&str> = found[0].iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "CLASS", "STATUS", "TRANSP"]);
        assert_eq!(value(&found[0], "DTSTART"), Some("20261124T090500"));
        assert_eq!(value(&found[0], "DURATION"), Some("PT90M"));
        assert_eq!(value(&found[1], "DTSTART;VALUE=DATE"), Some("20261125"));
        assert_eq!(value(&found[1], "DURATION"), None);
        let statuses: Vec<_> = found.iter().map(|event| value(event, "STATUS").unwrap_or_default()).collect();
        assert_eq!(statuses, ["CONFIRMED", "CONFIRMED", "CANCELLED"]);
        assert!(found.iter().all(|event| value(event, "SUMMARY") == Some("Intervisie AF-groep 2")));
        let uids: Vec<_> = found.iter().filter_map(|event| value(event, "UID")).collect();
        let group = "ab".repeat(16);
        assert_eq!(uids, [24, 25, 26].map(|day| format!("{group}-202611{day}@aandacht")));
    }

    #[test]
    fn a_code_with_anything_in_it_stays_one_escaped_line_and_practice_says_so() {
        let odd = format!("a, b; c\\ {}\r\nEND:VEVENT", "é".repeat(60));
        let found = events(&meetings(&odd), true);
        assert_eq!(found.len(), 3);
        let expected = format!("OEFENING Intervisie a\\, b\\; c\\\\ {}  END:VEVENT", "é".repeat(60));
        assert_eq!(value(&found[0], "SUMMARY"), Some(expected.as_str()));
    }

    #[test]
    fn a_long_line_is_folded_between_letters_and_special_signs_are_escaped() -> std::io::Result<()> {
        let mut out = Vec::new();
        super::line(&"é".repeat(50), &mut out)?;
        let text = String::from_utf8(out).map_err(std::io::Error::other)?;
        assert!(text.split("\r\n").all(|line| line.len() <= super::WIDEST));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "é".repeat(50));
        assert_eq!(super::escape("a, b; c\\"), "a\\, b\\; c\\\\");
        assert_eq!(super::escape("a\r\nEND:VEVENT"), "a  END:VEVENT");
        Ok(())
    }
}
