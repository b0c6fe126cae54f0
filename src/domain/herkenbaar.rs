//! Data that point to a person, found in what somebody types into a pseudonym, a relation or a note.
//!
//! A werkdossier does without them: it holds what is needed to carry the steps (F9.01) and no more. These are patterns
//! and no proof; whoever typed decides. What a note does need is left alone: dates of events, times, ages, amounts,
//! emergency and service numbers.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::reading::{Day, Kind, Scan, is_personal};

/// What kind of data a piece of text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wat {
    /// A burgerservicenummer.
    Bsn,
    /// A telephone number of a person.
    Telefoon,
    /// An e-mail address.
    Email,
    /// A date of birth.
    Geboortedatum,
    /// A postcode, with the house number if it is there.
    Adres,
    /// A bank account.
    Iban,
    /// A name of a person.
    Naam,
}

impl Wat {
    /// The word shown to users.
    pub fn name(self) -> &'static str {
        match self {
            Wat::Bsn => "BSN",
            Wat::Telefoon => "telefoonnummer",
            Wat::Email => "e-mailadres",
            Wat::Geboortedatum => "geboortedatum",
            Wat::Adres => "adres",
            Wat::Iban => "rekeningnummer",
            Wat::Naam => "naam",
        }
    }

    /// What it looks like and what to do instead.
    pub fn reden(self) -> &'static str {
        match self {
            Wat::Bsn => "Dit lijkt op een BSN. Laat het weg: het staat in het dossier van uw organisatie.",
            Wat::Telefoon => {
                "Dit lijkt op een telefoonnummer. Laat het weg, of noem alleen van welke organisatie het is."
            }
            Wat::Email => "Dit lijkt op een e-mailadres. Laat het weg, of noem alleen de organisatie.",
            Wat::Geboortedatum => "Dit lijkt op een geboortedatum. Schrijf liever de leeftijd op.",
            Wat::Adres => "Dit lijkt op een adres. Schrijf liever op wat u daar zag.",
            Wat::Iban => "Dit lijkt op een rekeningnummer. Laat het weg.",
            Wat::Naam => "Dit lijkt op een naam. Gebruik liever het pseudoniem of de rol, zoals moeder of oudste kind.",
        }
    }
}

/// A piece of text that may point to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it looks like.
    pub wat: Wat,
    /// What it looks like and what to do instead, in a sentence for the user.
    pub reden: &'static str,
}

/// For how many years a date with its year is taken for something that happened.
const RECENT: i16 = 2;

/// Everything in a note that looks like data of a person, in order and without overlap.
///
/// A date with its year counts as a date of birth when the text says so, or when it lies two years or more before
/// today: what happened lately belongs in a note.
pub fn recognise(text: &str, today: Date) -> Vec<Found> {
    scan(text, today.saturating_sub(RECENT.years()))
}

/// The same for a pseudonym or a relation, where no date has any business: every date with its year is found.
pub fn recognise_in_label(text: &str) -> Vec<Found> {
    scan(text, Date::MAX)
}

fn scan(text: &str, born_before: Date) -> Vec<Found> {
    let note = Note { scan: Scan::of(text), born_before };
    let scan = &note.scan;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = scan.tokens.get(at) {
        // The order matters: a bank account holds digits that could be a BSN, and so does a telephone number.
        let hit = scan.iban(at).map(|count| (Wat::Iban, count));
        let hit = hit.or_else(|| scan.email(at).map(|count| (Wat::Email, count)));
        let hit = hit.or_else(|| note.birth(at).map(|count| (Wat::Geboortedatum, count)));
        let hit = hit.or_else(|| scan.telephone(at, is_personal).map(|count| (Wat::Telefoon, count)));
        let hit = hit.or_else(|| scan.bsn(at).map(|count| (Wat::Bsn, count)));
        let hit = hit.or_else(|| note.address(at).map(|count| (Wat::Adres, count)));
        let hit = hit.or_else(|| note.name(at).map(|count| (Wat::Naam, count)));
        let Some((wat, count)) = hit else {
            at += 1;
            continue;
        };
        at += count.max(1);
        let end = scan.tokens.get(at - 1).map_or(text.len(), |last| last.end);
        found.push(Found { range: token.start..end, wat, reden: wat.reden() });
    }
    found
}

/// Endings of street names.
const STREETS: [&str; 13] =
    ["straat", "laan", "weg", "plein", "kade", "gracht", "dijk", "singel", "steeg", "dreef", "plantsoen", "hof", "pad"];

/// Words with such an ending that are no streets.
const NO_STREETS: [&str; 3] = ["onderweg", "schoolplein", "voetpad"];

/// Lower-case words in a surname. `van` alone is none: *mevrouw van Veilig Thuis* names nobody.
const PARTICLES: [&str; 8] = ["de", "den", "der", "ter", "ten", "te", "el", "al"];

struct Note<'a> {
    scan: Scan<'a>,
    born_before: Date,
}

impl Note<'_> {
    fn birth(&self, at: usize) -> Option<usize> {
        if matches!(self.scan.lower(at).as_str(), "geboren" | "geb" | "geboortedatum" | "gebdatum" | "geboortedag") {
            let filler = |at: usize| {
                matches!(self.scan.lower(at).as_str(), "." | ":" | "," | "=" | "(" | "-" | "op" | "de" | "is")
            };
            let skipped = (at + 1..at + 5).take_while(|at| filler(*at)).count();
            let day = self.day(at + 1 + skipped)?;
            return Some(1 + skipped + day.count);
        }
        let day = self.day(at)?;
        let after = at + day.count;
        if matches!(self.scan.lower(after).as_str(), "geboren" | "geb") {
            return Some(day.count + 1);
        }
        day.full.filter(|date| *date <= self.born_before).map(|_| day.count)
    }

    fn address(&self, at: usize) -> Option<usize> {
        let scan = &self.scan;
        if scan.is(at, Kind::Letters) {
            let word = scan.word(at);
            let folded = word.to_lowercase();
            let street = word.starts_with(char::is_uppercase)
                && !NO_STREETS.contains(&folded.as_str())
                && STREETS.iter().any(|end| folded.ends_with(end) && folded.len() > end.len() + 2);
            return scan.house(at + 1).filter(|count| street && *count == 1).map(|count| 1 + count);
        }
        let (count, year) = scan.postcode(at)?;
        let house = scan.house(at + count);
        (!year || house.is_some()).then(|| count + house.unwrap_or(0))
    }

    fn name(&self, at: usize) -> Option<usize> {
        let begin = match self.scan.lower(at).as_str() {
            "heet" | "heette" | "genaamd" | "mevrouw" | "meneer" | "familie" => at + 1,
            "mevr" | "mw" | "dhr" | "fam" => at + 1 + usize::from(self.scan.word(at + 1) == "."),
            "naam" | "voornaam" | "achternaam" if matches!(self.scan.word(at + 1), "is" | "was" | ":") => at + 2,
            "heer" if at > 0 && self.scan.lower(at - 1) == "de" => at + 1,
            _ => return None,
        };
        let mut end = None;
        // First names, particles and surnames, with hyphens between them: a handful at most.
        for here in (begin..begin + 8).take_while(|here| self.scan.near(*here)) {
            let word = self.scan.word(here);
            if self.scan.is(here, Kind::Letters)
                && word.starts_with(char::is_uppercase)
                && word.chars().any(char::is_lowercase)
            {
                end = Some(here + 1);
            } else if !(self.is_particle(here) || (word == "-" && end == Some(here))) {
                break;
            }
        }
        end.map(|end| end - at)
    }

    fn is_particle(&self, at: usize) -> bool {
        PARTICLES.contains(&self.scan.word(at))
            || (self.scan.word(at) == "van" && PARTICLES.contains(&self.scan.word(at + 1)))
    }

    fn day(&self, at: usize) -> Option<Day> {
        self.scan.day(at, self.born_before.year().saturating_add(RECENT))
    }
}
