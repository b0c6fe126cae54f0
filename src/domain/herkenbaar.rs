//! Data that point to a person, found in what somebody types into a pseudonym, a relation or a note.
//!
//! A werkdossier does without them: it holds what is needed to carry the steps (F9.01) and no more. These are patterns
//! and no proof; whoever typed decides. What a note does need is left alone: dates of events, times, ages, amounts,
//! emergency and service numbers.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

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
    let scan = Scan { text, tokens: tokens(text), born_before };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = scan.tokens.get(at) {
        // The order matters: a bank account holds digits that could be a BSN, and so does a telephone number.
        let hit = scan.iban(at).map(|count| (Wat::Iban, count));
        let hit = hit.or_else(|| scan.email(at).map(|count| (Wat::Email, count)));
        let hit = hit.or_else(|| scan.birth(at).map(|count| (Wat::Geboortedatum, count)));
        let hit = hit.or_else(|| scan.telephone(at).map(|count| (Wat::Telefoon, count)));
        let hit = hit.or_else(|| scan.bsn(at).map(|count| (Wat::Bsn, count)));
        let hit = hit.or_else(|| scan.address(at).map(|count| (Wat::Adres, count)));
        let hit = hit.or_else(|| scan.name(at).map(|count| (Wat::Naam, count)));
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Only the digits 0 to 9.
    Digits,
    /// Only letters.
    Letters,
    /// Letters and digits together.
    Mixed,
    /// One sign that is neither.
    Sign,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
}

/// Runs of letters and digits, and every other sign by itself; white space is only the distance between them.
fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
        let end = at + letter.len_utf8();
        let kind = if letter.is_ascii_digit() {
            Kind::Digits
        } else if letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter) {
            Kind::Letters
        } else {
            Kind::Sign
        };
        match found.last_mut() {
            Some(last) if last.end == at && last.kind != Kind::Sign && kind != Kind::Sign => {
                last.end = end;
                last.kind = if last.kind == kind { kind } else { Kind::Mixed };
            }
            _ => found.push(Token { start: at, end, kind }),
        }
    }
    found
}

const MONTHS: [[&str; 2]; 12] = [
    ["januari", "jan"],
    ["februari", "feb"],
    ["maart", "mrt"],
    ["april", "apr"],
    ["mei", "mei"],
    ["juni", "jun"],
    ["juli", "jul"],
    ["augustus", "aug"],
    ["september", "sep"],
    ["oktober", "okt"],
    ["november", "nov"],
    ["december", "dec"],
];

/// Endings of street names.
const STREETS: [&str; 13] =
    ["straat", "laan", "weg", "plein", "kade", "gracht", "dijk", "singel", "steeg", "dreef", "plantsoen", "hof", "pad"];

/// Words with such an ending that are no streets.
const NO_STREETS: [&str; 3] = ["onderweg", "schoolplein", "voetpad"];

/// Lower-case words in a surname. `van` alone is none: *mevrouw van Veilig Thuis* names nobody.
const PARTICLES: [&str; 8] = ["de", "den", "der", "ter", "ten", "te", "el", "al"];

/// A date in the text, and how many tokens it takes; without a date when it has no year.
struct Day {
    full: Option<Date>,
    count: usize,
}

struct Scan<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    born_before: Date,
}

impl<'a> Scan<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// The digits that stand here.
    fn digits(&self, at: usize) -> Option<&'a str> {
        self.is(at, Kind::Digits).then(|| self.word(at))
    }

    /// What stands between a token and the one before it: nothing or white space.
    fn gap(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        match (before, self.tokens.get(at)) {
            (Some(before), Some(token)) => self.text.get(before.end..token.start).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether a token follows the one before it without white space.
    fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some() && self.gap(at).is_empty()
    }

    /// Whether a token stands on the same line as the one before it, at one space at most.
    fn near(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some() && matches!(self.gap(at), "" | " " | "\u{a0}")
    }

    /// Whether these tokens are a piece of a longer number, such as `1.234.567,89` or `12345-6`.
    fn is_part(&self, at: usize, count: usize) -> bool {
        self.goes_on(at) || self.goes_on(at + count + 1)
    }

    /// Whether a token is tied to a number before it with one sign, and begins with a digit itself.
    fn goes_on(&self, at: usize) -> bool {
        at >= 2
            && self.touches(at)
            && self.touches(at - 1)
            && matches!(self.word(at - 1), "." | "," | "-" | "/" | ":")
            && self.word(at - 2).ends_with(|last: char| last.is_ascii_digit())
            && self.word(at).starts_with(|first: char| first.is_ascii_digit())
    }

    /// Whether one of the two tokens before, apart from a colon or a stop, is this word.
    fn said_before(&self, at: usize, words: &[&str]) -> bool {
        let before = (0..at).rev().filter(|at| !matches!(self.word(*at), ":" | "." | "=")).take(2);
        before.into_iter().any(|at| words.contains(&self.lower(at).as_str()))
    }

    fn iban(&self, at: usize) -> Option<usize> {
        let first = self.word(at).as_bytes();
        let begins = first.len() >= 4
            && first.iter().take(2).all(u8::is_ascii_alphabetic)
            && first.iter().skip(2).take(2).all(u8::is_ascii_digit);
        if !begins {
            return None;
        }
        let mut whole = String::new();
        for count in 1..=10 {
            let here = at + count - 1;
            if (count > 1 && !self.near(here)) || self.is(here, Kind::Sign) || !self.word(here).is_ascii() {
                return None;
            }
            whole.push_str(&self.word(here).to_ascii_uppercase());
            if whole.len() > 34 || whole.is_empty() {
                return None;
            }
            let dutch = whole.starts_with("NL");
            if (dutch && is_dutch_account(&whole)) || (!dutch && whole.len() >= 15 && is_iban(&whole)) {
                return Some(count);
            }
        }
        None
    }

    fn email(&self, at: usize) -> Option<usize> {
        let in_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '%' | '+' | '-');
        let start = self.tokens.get(at)?.start;
        let (before, rest) = (self.text.get(..start)?, self.text.get(start..)?);
        // A run of such signs is looked at once, where it begins.
        if self.is(at, Kind::Sign) || before.chars().next_back().is_some_and(in_name) {
            return None;
        }
        let (name, host) = rest.split_at(rest.find(|letter| !in_name(letter))?);
        let host = host.strip_prefix('@')?;
        let host = host.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '.' | '-'))).next()?;
        let host = host.trim_end_matches(['.', '-']);
        let (_, top) = host.rsplit_once('.')?;
        if top.chars().count() < 2 || !top.chars().all(char::is_alphabetic) {
            return None;
        }
        let end = start + name.len() + 1 + host.len();
        let inside = self.tokens.get(at..)?.iter().take_while(|token| token.end <= end);
        Some(inside.count())
    }

    fn birth(&self, at: usize) -> Option<usize> {
        if matches!(self.lower(at).as_str(), "geboren" | "geb" | "geboortedatum" | "gebdatum" | "geboortedag") {
            let filler =
                |at: usize| matches!(self.lower(at).as_str(), "." | ":" | "," | "=" | "(" | "-" | "op" | "de" | "is");
            let skipped = (at + 1..at + 5).take_while(|at| filler(*at)).count();
            let day = self.day(at + 1 + skipped)?;
            return Some(1 + skipped + day.count);
        }
        let day = self.day(at)?;
        let after = at + day.count;
        if matches!(self.lower(after).as_str(), "geboren" | "geb") {
            return Some(day.count + 1);
        }
        day.full.filter(|date| *date <= self.born_before).map(|_| day.count)
    }

    /// `12-3-2014`, `12/03/14`, `2014-03-12`, `12 maart 2014`, and without its year `12 maart`.
    fn day(&self, at: usize) -> Option<Day> {
        let first = self.digits(at)?;
        if self.goes_on(at) {
            return None;
        }
        let sign = self.word(at + 1);
        if matches!(sign, "-" | "/" | ".") && self.touches(at + 1) {
            let (second, third) = (self.digits(at + 2)?, self.digits(at + 4)?);
            let joined = (at + 2..at + 5).all(|at| self.touches(at)) && self.word(at + 3) == sign;
            if !joined || self.is_part(at, 5) {
                return None;
            }
            let date = match (first.len(), second.len(), third.len()) {
                (1 | 2, 1 | 2, 4) => date(third.parse().ok()?, second, first)?,
                (1 | 2, 1 | 2, 2) if sign != "." => date(self.century(third.parse().ok()?), second, first)?,
                (4, 1 | 2, 1 | 2) => date(first.parse().ok()?, second, third)?,
                _ => return None,
            };
            return Some(Day { full: Some(date), count: 5 });
        }
        let name = self.lower(at + 1);
        let month = MONTHS.iter().position(|names| names.contains(&name.as_str()))?;
        let month = (month + 1).to_string();
        // Without its year every day of a leap year can be meant.
        date(2000, &month, first)?;
        let stop = usize::from(self.word(at + 2) == "." && self.touches(at + 2));
        Some(match self.digits(at + 2 + stop).filter(|year| year.len() == 4) {
            Some(year) => Day { full: date(year.parse().ok()?, &month, first), count: 3 + stop },
            None => Day { full: None, count: 2 },
        })
    }

    /// Two digits of a year, as the last such year that has come.
    fn century(&self, year: i16) -> i16 {
        if 2000 + year <= self.born_before.year() + RECENT { 2000 + year } else { 1900 + year }
    }

    fn telephone(&self, at: usize) -> Option<usize> {
        if self.day(at).is_some() {
            return None;
        }
        let abroad = self.word(at) == "+" && !self.touches(at) && self.touches(at + 1);
        let first = self.digits(if abroad { at + 1 } else { at })?;
        if !abroad && (!first.starts_with('0') || (at > 0 && self.touches(at) && self.word(at - 1) != "(")) {
            return None;
        }
        let mut here = if abroad { at + 1 } else { at };
        let mut number = String::new();
        let mut dots = None;
        // Groups of digits with at most a sign and a space between them.
        for _ in 0..8 {
            let Some(group) = self.digits(here) else { break };
            if number.len() + group.len() > 15 {
                break;
            }
            number.push_str(group);
            here += 1;
            if is_telephone(&number, abroad) && !self.is_part(at, here - at) {
                return Some(here - at);
            }
            let signs = (here..here + 3).take_while(|at| matches!(self.word(*at), "-" | "." | "(" | ")" | "/")).count();
            let dotted = self.word(here) == ".";
            let joined = (here..=here + signs).all(|at| self.near(at));
            if !joined || (dots.is_some_and(|dots| dots != dotted)) {
                break;
            }
            dots = Some(dotted);
            here += signs;
        }
        None
    }

    fn bsn(&self, at: usize) -> Option<usize> {
        let first = self.digits(at)?;
        let apart = |at: usize| {
            let sign = matches!(self.word(at), "." | "-");
            let next = if sign { at + 1 } else { at };
            (self.near(at) && self.near(next)).then_some(next)
        };
        let mut number = first.to_owned();
        let mut count = 1;
        if matches!(first.len(), 2..=4) {
            let second = apart(at + 1)?;
            let third = apart(second + 1)?;
            let (two, three) = (self.digits(second)?, self.digits(third)?);
            if !matches!((first.len(), two.len(), three.len()), (3, 3, 3) | (4, 2, 3) | (2, 3, 3)) {
                return None;
            }
            number.push_str(two);
            number.push_str(three);
            count = third + 1 - at;
        }
        let amount = at > 0 && matches!(self.word(at - 1), "€" | "$");
        if self.is_part(at, count) || amount || !matches!(number.len(), 8 | 9) {
            return None;
        }
        let told = self.said_before(at, &["bsn", "burgerservicenummer", "sofinummer"]);
        (told || (is_bsn(&number) && !is_packed_date(&number))).then_some(count)
    }

    fn address(&self, at: usize) -> Option<usize> {
        let house = |at: usize| {
            let comma = usize::from(self.word(at) == ",");
            let number = self.word(at + comma);
            let numbered = number.len() <= 6 && number.starts_with(|first: char| ('1'..='9').contains(&first));
            (numbered && self.near(at) && self.near(at + comma)).then_some(comma + 1)
        };
        let word = self.word(at);
        if self.is(at, Kind::Letters) {
            let folded = word.to_lowercase();
            let street = word.starts_with(char::is_uppercase)
                && !NO_STREETS.contains(&folded.as_str())
                && STREETS.iter().any(|end| folded.ends_with(end) && folded.len() > end.len() + 2);
            return house(at + 1).filter(|count| street && *count == 1).map(|count| 1 + count);
        }
        let (code, letters, count) = match self.tokens.get(at)?.kind {
            Kind::Digits => (word, self.word(at + 1), 2),
            Kind::Mixed if word.is_ascii() && word.len() == 6 => (word.get(..4)?, word.get(4..)?, 1),
            Kind::Letters | Kind::Mixed | Kind::Sign => return None,
        };
        let is_code = code.len() == 4 && code.starts_with(|first: char| ('1'..='9').contains(&first));
        let is_end = letters.len() == 2 && letters.chars().all(|letter| letter.is_ascii_alphabetic());
        let capital = count == 1 || (self.near(at + 1) && letters.chars().all(char::is_uppercase));
        if !is_code || !code.chars().all(|digit| digit.is_ascii_digit()) || !is_end || !capital {
            return None;
        }
        let house = house(at + count);
        // `in 2014 VT gebeld` is a year with an abbreviation behind it.
        let year = count == 2 && code.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
        (!year || house.is_some()).then(|| count + house.unwrap_or(0))
    }

    fn name(&self, at: usize) -> Option<usize> {
        let begin = match self.lower(at).as_str() {
            "heet" | "heette" | "genaamd" | "mevrouw" | "meneer" | "familie" => at + 1,
            "mevr" | "mw" | "dhr" | "fam" => at + 1 + usize::from(self.word(at + 1) == "."),
            "naam" | "voornaam" | "achternaam" if matches!(self.word(at + 1), "is" | "was" | ":") => at + 2,
            "heer" if at > 0 && self.lower(at - 1) == "de" => at + 1,
            _ => return None,
        };
        let mut end = None;
        // First names, particles and surnames, with hyphens between them: a handful at most.
        for here in (begin..begin + 8).take_while(|here| self.near(*here)) {
            let word = self.word(here);
            if self.is(here, Kind::Letters)
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
        PARTICLES.contains(&self.word(at)) || (self.word(at) == "van" && PARTICLES.contains(&self.word(at + 1)))
    }
}

/// A day that exists.
fn date(year: i16, month: &str, day: &str) -> Option<Date> {
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().filter(|date| (1900..2100).contains(&date.year()))
}

/// Whether 8 or 9 digits pass the test that every BSN passes.
fn is_bsn(number: &str) -> bool {
    let digits = number.bytes().rev().map(|digit| i32::from(digit - b'0'));
    let sum: i32 = digits.zip(1..).map(|(digit, place)| if place == 1 { -digit } else { digit * place }).sum();
    sum % 11 == 0 && number.bytes().any(|digit| digit != b'0')
}

/// `03112025` or `20251103`: a day without signs.
fn is_packed_date(number: &str) -> bool {
    let part = |range: Range<usize>| number.get(range).unwrap_or_default();
    let year = |text: &str| text.parse().unwrap_or(0);
    number.len() == 8
        && (date(year(part(4..8)), part(2..4), part(0..2)).is_some()
            || date(year(part(0..4)), part(4..6), part(6..8)).is_some())
}

/// Whether these digits are a whole number of a person: ten digits in the Netherlands, any country behind a `+`.
/// Service numbers (0800, 0900, 088) are those of organisations.
fn is_telephone(number: &str, abroad: bool) -> bool {
    match number.strip_prefix(if abroad { "31" } else { "0031" }) {
        // `+31 (0)6`: the zero in brackets may be there.
        Some(rest) => rest.trim_start_matches('0').len() == 9 && rest.len() <= 10,
        None if abroad => (10..=14).contains(&number.len()),
        None => {
            let area = number.as_bytes().get(1).is_some_and(|digit| (b'1'..=b'8').contains(digit));
            number.len() == 10 && area && !number.starts_with("0800") && !number.starts_with("088")
        }
    }
}

/// `NL`, two digits, the four letters of the bank, ten digits: also with a typing error in it.
fn is_dutch_account(whole: &str) -> bool {
    let (bank, number) = (whole.get(4..8).unwrap_or_default(), whole.get(8..).unwrap_or_default());
    whole.len() == 18
        && bank.bytes().all(|letter| letter.is_ascii_alphabetic())
        && number.bytes().all(|digit| digit.is_ascii_digit())
}

/// The test that every IBAN passes: as a number, with its beginning put last, one more than a multiple of 97.
fn is_iban(whole: &str) -> bool {
    let (begin, rest) = whole.split_at_checked(4).unwrap_or((whole, ""));
    let remainder = rest.chars().chain(begin.chars()).try_fold(0_u32, |sum, letter| {
        let value = letter.to_digit(36)?;
        Some((sum * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    remainder == Some(1)
}
