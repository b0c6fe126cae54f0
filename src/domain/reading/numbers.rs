//! Numbers with a check digit or a fixed form: bank accounts, addresses of mail, telephone numbers, BSN, postcodes.

use std::ops::Range;

use super::dates::date;
use super::{Kind, Scan};

impl Scan<'_> {
    /// A bank account: a Dutch one also with a typing error in it, others only when the check digits are right.
    pub fn iban(&self, at: usize) -> Option<usize> {
        let first = self.word(at).as_bytes();
        let begins = first.len() >= 4
            && first.iter().take(2).all(u8::is_ascii_alphabetic)
            && first.iter().skip(2).take(2).all(u8::is_ascii_digit);
        if !begins {
            return None;
        }
        let mut whole = String::new();
        let mut here = at;
        for group in 0..10 {
            // `NL91-ABNA-0417`: a hyphen stands between two groups.
            let hyphen = group > 0 && self.word(here) == "-" && self.touches(here) && self.touches(here + 1);
            here += usize::from(hyphen);
            if (group > 0 && !self.near(here)) || self.is(here, Kind::Sign) || !self.word(here).is_ascii() {
                return None;
            }
            whole.push_str(&self.word(here).to_ascii_uppercase());
            if whole.len() > 34 || whole.is_empty() {
                return None;
            }
            let dutch = whole.starts_with("NL");
            if (dutch && is_dutch_account(&whole)) || (!dutch && whole.len() >= 15 && is_iban(&whole)) {
                return Some(here + 1 - at);
            }
            here += 1;
        }
        None
    }

    /// An address of mail.
    pub fn email(&self, at: usize) -> Option<usize> {
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

    /// A telephone number. Which digits are one, with a country before them or without, is for whoever asks to say.
    pub fn telephone(&self, at: usize, counts: impl Fn(&str, bool) -> bool) -> Option<usize> {
        if self.day(at, i16::MAX).is_some() {
            return None;
        }
        let apart = !self.touches(at) || self.word(at.wrapping_sub(1)) == "(";
        let abroad = self.word(at) == "+" && apart && self.touches(at + 1);
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
            if counts(&number, abroad) && !self.is_part(at, here - at) {
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

    /// A BSN: eight or nine digits that pass its test, or that are said to be one.
    pub fn bsn(&self, at: usize) -> Option<usize> {
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

    /// The four digits and two letters of a postcode: how many tokens they take, and whether the digits could be a year
    /// with an abbreviation behind it, as in `in 2014 VT gebeld`.
    pub fn postcode(&self, at: usize) -> Option<(usize, bool)> {
        let word = self.word(at);
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
        Some((count, count == 2 && code.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))))
    }

    /// The number of a house that stands here, with a comma before it or without: how many tokens it takes.
    pub fn house(&self, at: usize) -> Option<usize> {
        let comma = usize::from(self.word(at) == ",");
        let number = self.word(at + comma);
        let numbered = number.len() <= 6 && number.starts_with(|first: char| ('1'..='9').contains(&first));
        (numbered && self.near(at) && self.near(at + comma)).then_some(comma + 1)
    }
}

/// Whether 8 or 9 digits pass the test that every BSN passes.
pub fn is_bsn(number: &str) -> bool {
    let digits = number.bytes().rev().map(|digit| i32::from(digit - b'0'));
    let sum: i32 = digits.zip(1..).map(|(digit, place)| if place == 1 { -digit } else { digit * place }).sum();
    sum % 11 == 0 && number.bytes().any(|digit| digit != b'0')
}

/// `03112025` or `20251103`: a day without signs.
pub fn is_packed_date(number: &str) -> bool {
    let part = |range: Range<usize>| number.get(range).unwrap_or_default();
    let year = |text: &str| text.parse().unwrap_or(0);
    number.len() == 8
        && (date(year(part(4..8)), part(2..4), part(0..2)).is_some()
            || date(year(part(0..4)), part(4..6), part(6..8)).is_some())
}

/// Whether these digits are a whole number of a person: ten digits in the Netherlands, any country behind a `+`.
/// Service numbers (0800, 0900, 088) are those of organisations.
pub fn is_personal(number: &str, abroad: bool) -> bool {
    is_whole(number, abroad) && !number.starts_with("088")
}

/// Whether these digits are a whole telephone number, of a person or of an organisation. Those that are dialled without
/// an area code (112, 0800, 0900) are no such number.
pub fn is_whole(number: &str, abroad: bool) -> bool {
    match number.strip_prefix(if abroad { "31" } else { "0031" }) {
        // `+31 (0)6`: the zero in brackets may be there.
        Some(rest) => rest.trim_start_matches('0').len() == 9 && rest.len() <= 10,
        None if abroad => (10..=14).contains(&number.len()),
        None => {
            let area = number.as_bytes().get(1).is_some_and(|digit| (b'1'..=b'8').contains(digit));
            number.len() == 10 && area && !number.starts_with("0800")
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
