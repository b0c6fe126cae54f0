//! Terms and actions as an iCalendar file (RFC 5545). Calendars are synchronised and shared: nothing of a casus stands in
//! it but its random code and what kind of moment it is.

use std::io::{self, Write};

use jiff::Timestamp;

use crate::domain::casus::Afspraak;

/// Writes what is due as whole-day events; what is practice says so in its first word.
///
/// # Errors
/// The writer refuses.
pub fn write(afspraken: &[Afspraak], made: Timestamp, practice: bool, out: &mut dyn Write) -> io::Result<()> {
    line("BEGIN:VCALENDAR", out)?;
    line("VERSION:2.0", out)?;
    line("PRODID:-//aandacht//agenda//NL", out)?;
    line("CALSCALE:GREGORIAN", out)?;
    let mark = if practice { "OEFENING " } else { "" };
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

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_long_line_is_folded_between_letters_and_special_signs_are_escaped() -> std::io::Result<()> {
        let mut out = Vec::new();
        super::line(&"é".repeat(50), &mut out)?;
        let text = String::from_utf8(out).map_err(std::io::Error::other)?;
        assert!(text.split("\r\n").all(|line| line.len() <= super::WIDEST));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "é".repeat(50));
        assert_eq!(super::escape("a, b; c\\"), "a\\, b\\; c\\\\");
        Ok(())
    }
}
