//! Numbers, addresses of mail, dates and licence plates.

use super::lijsten::Lijsten;
use super::{Soort, Vondst};
use crate::domain::reading::{Kind, MONTHS, Scan, is_bsn, is_packed_date, is_whole};

/// Everything of this kind.
pub fn zoek(scan: &Scan<'_>, lijsten: &Lijsten) -> Vec<Vondst> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = scan.tokens.get(at) {
        // The order matters: a bank account holds digits that could be a BSN, and so does a telephone number.
        let hit = scan.iban(at).map(|count| (Soort::Iban, count));
        let hit = hit.or_else(|| scan.email(at).map(|count| (Soort::Email, count)));
        let hit = hit.or_else(|| datum(scan, at).map(|count| (Soort::Datum, count)));
        let hit = hit.or_else(|| telefoon(scan, at).map(|count| (Soort::Telefoon, count)));
        let hit = hit.or_else(|| bsn(scan, at).map(|count| (Soort::Bsn, count)));
        let hit = hit.or_else(|| postcode(scan, lijsten, at).map(|count| (Soort::Postcode, count)));
        let hit = hit.or_else(|| kenteken(scan, at).map(|count| (Soort::Kenteken, count)));
        let Some((soort, count)) = hit else {
            at += 1;
            continue;
        };
        at += count.max(1);
        let plaats = token.start..scan.tokens.get(at - 1).map_or(scan.text.len(), |last| last.end);
        let public = soort == Soort::Telefoon && lijsten.is_openbaar(scan.text.get(plaats.clone()).unwrap_or_default());
        if !public {
            found.push(Vondst::new(plaats, soort));
        }
    }
    found.extend(geplakt(scan.text));
    found
}

/// Numbers of a telephone or a person that were typed against a letter: `06-12345678Anna` is one all the same.
fn geplakt(text: &str) -> Vec<Vondst> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(begin) =
        text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|at| from + at)
    {
        let part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ' ' | '(' | ')');
        let rest = text.get(begin..).unwrap_or_default();
        let run = rest.get(..rest.find(|c: char| !part(c)).unwrap_or(rest.len())).unwrap_or_default();
        let run = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        let end = begin + run.len();
        from = end.max(begin + 1);
        let before = text.get(..begin).and_then(|text| text.chars().next_back());
        let after = text.get(end..).and_then(|text| text.chars().next());
        if ![before, after].into_iter().flatten().any(char::is_alphabetic) {
            continue;
        }
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let area = digits.as_bytes().get(1).is_some_and(|digit| (b'1'..=b'8').contains(digit));
        if digits.len() == 10 && digits.starts_with('0') && area {
            found.push(Vondst::new(begin..end, Soort::Telefoon));
        } else if digits.len() == 9 && is_bsn(&digits) {
            found.push(Vondst::new(begin..end, Soort::Bsn));
        }
    }
    found
}

/// Digits that are said to be a telephone number may lack their area code.
fn telefoon(scan: &Scan<'_>, at: usize) -> Option<usize> {
    scan.telephone(at, is_whole).or_else(|| {
        let number = scan.digits(at).filter(|number| matches!(number.len(), 6..=9) && !scan.is_part(at, 1))?;
        let told = scan.said_before(at, &["tel", "telefoon", "telefoonnummer", "mobiel", "telnr"]);
        (told && !is_packed_date(number)).then_some(1)
    })
}

/// Nine digits in any groups that pass the test of a BSN, beside those that are one by their form.
fn bsn(scan: &Scan<'_>, at: usize) -> Option<usize> {
    scan.bsn(at).or_else(|| {
        let mut number = scan.digits(at).filter(|first| (2..=7).contains(&first.len()))?.to_owned();
        let amount = at > 0 && matches!(scan.word(at - 1), "€" | "$");
        let mut here = at + 1;
        while number.len() < 9 {
            here += usize::from(matches!(scan.word(here), "." | "-") && scan.near(here));
            let group = scan.digits(here).filter(|group| group.len() > 1 && scan.near(here))?;
            number.push_str(group);
            here += 1;
        }
        (number.len() == 9 && is_bsn(&number) && !amount && !scan.is_part(at, here - at)).then_some(here - at)
    })
}

fn postcode(scan: &Scan<'_>, lijsten: &Lijsten, at: usize) -> Option<usize> {
    if let Some((count, year)) = scan.postcode(at) {
        let told = scan.said_before(at, &["postcode"]);
        let placed = scan.house(at + count).is_some();
        return (!year || told || placed).then_some(count);
    }
    let number = scan.digits(at).filter(|number| number.len() == 4 && !scan.is_part(at, 1))?;
    // `9284 kl`, but not `1200 is` or `1500 km`.
    let letters = scan.word(at + 1);
    let pair = letters.len() == 2 && letters.chars().all(|letter| letter.is_ascii_lowercase()) && scan.near(at + 1);
    if pair && !is_jaar(number) && !number.starts_with('0') && !lijsten.gewoon.has(letters) {
        return Some(2);
    }
    (!number.starts_with('0') && scan.said_before(at, &["postcode", "postcodegebied"])).then_some(1)
}

/// Numbers that people write out before a month.
const DAGEN: [&str; 62] = [
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
    "eenentwintig",
    "tweeentwintig",
    "drieentwintig",
    "vierentwintig",
    "vijfentwintig",
    "zesentwintig",
    "zevenentwintig",
    "achtentwintig",
    "negenentwintig",
    "dertig",
    "eenendertig",
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
    "eenentwintigste",
    "tweeentwintigste",
    "drieentwintigste",
    "vierentwintigste",
    "vijfentwintigste",
    "zesentwintigste",
    "zevenentwintigste",
    "achtentwintigste",
    "negenentwintigste",
    "dertigste",
    "eenendertigste",
];

/// Words behind which a year is one of birth.
const GEBOREN: [&str; 5] = ["geboren", "geb", "geboortejaar", "geboortedatum", "bouwjaar"];

/// Words behind which `12-3` is a day.
const OP: [&str; 8] = ["op", "dd", "d.d", "sinds", "vanaf", "datum", "d", "per"];

/// A day, a month with its year, or a year of birth.
fn datum(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if let Some(day) = scan.day(at, 2099) {
        return Some(day.count);
    }
    match scan.tokens.get(at)?.kind {
        Kind::Digits => {
            wijde_dag(scan, at).or_else(|| dag_zonder_jaar(scan, at)).or_else(|| geboortejaar(scan, at)).or_else(|| {
                let packed = scan.digits(at).is_some_and(is_packed_date) && !scan.is_part(at, 1);
                packed.then_some(1)
            })
        }
        Kind::Mixed => {
            let word = scan.lower(at);
            let number = ["ste", "de", "e"].iter().find_map(|end| word.strip_suffix(end))?;
            let day = number.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
            day.then(|| maand_na(scan, at)).flatten()
        }
        Kind::Letters => {
            if !scan.word(at).starts_with(|first: char| first.is_ascii_alphabetic()) {
                return None;
            }
            let word = scan.lower(at).replace('ë', "e");
            if DAGEN.contains(&word.as_str()) {
                return maand_na(scan, at);
            }
            let stop = usize::from(scan.word(at + 1) == "." && scan.touches(at + 1));
            let year = scan.digits(at + 1 + stop).filter(|year| is_jaar(year) && scan.near(at + 1 + stop));
            (is_maand(scan, at) && year.is_some() && !scan.is_part(at + 1 + stop, 1)).then_some(2 + stop)
        }
        Kind::Sign => None,
    }
}

fn is_maand(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.lower(at);
    MONTHS.iter().any(|names| names.contains(&word.as_str()))
}

fn is_jaar(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// `12e maart`, `derde van mei 2019`: how many tokens from the day on.
fn maand_na(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let van = usize::from(scan.lower(at + 1) == "van");
    let month = at + 1 + van;
    if !is_maand(scan, month) || !scan.near(month) {
        return None;
    }
    let year = scan.digits(month + 1).is_some_and(is_jaar) && scan.near(month + 1);
    Some(2 + van + usize::from(year))
}

/// `02 - 03 - 2011`.
fn wijde_dag(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let part = |at: usize, most: u8| {
        scan.digits(at).and_then(|part| part.parse::<u8>().ok()).is_some_and(|part| (1..=most).contains(&part))
    };
    let sign = scan.word(at + 1);
    let together = matches!(sign, "-" | "/") && scan.word(at + 3) == sign && (at + 1..at + 5).all(|at| scan.near(at));
    (together && part(at, 31) && part(at + 2, 12) && scan.digits(at + 4).is_some_and(is_jaar)).then_some(5)
}

/// `op 12-3`, `d.d. 12/3`, `3-mrt-24`.
fn dag_zonder_jaar(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let sign = scan.word(at + 1);
    let joined = matches!(sign, "-" | "/") && scan.touches(at + 1) && scan.touches(at + 2);
    let day = scan.digits(at)?.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    if !joined || day.is_none() || scan.goes_on(at) {
        return None;
    }
    if is_maand(scan, at + 2) {
        let year = scan.word(at + 3) == sign && scan.touches(at + 3) && scan.touches(at + 4);
        return Some(if year && scan.is(at + 4, Kind::Digits) { 5 } else { 3 });
    }
    let month = scan.digits(at + 2)?.parse::<u8>().ok().filter(|month| (1..=12).contains(month));
    let told = at > 0 && OP.contains(&scan.lower(at - 1).as_str());
    let told = told || (at > 1 && scan.word(at - 1) == "." && OP.contains(&scan.lower(at - 2).as_str()));
    (month.is_some() && told && !scan.is_part(at, 3)).then_some(3)
}

fn geboortejaar(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let year = scan.digits(at).is_some_and(is_jaar) && !scan.is_part(at, 1);
    let told = (0..at).rev().filter(|at| !matches!(scan.word(*at), ":" | "." | "in" | "is" | "jaar" | "het")).take(1);
    (year && told.into_iter().any(|at| GEBOREN.contains(&scan.lower(at).as_str()))).then_some(1)
}

/// The forms of Dutch plates: how many letters (X) and digits (9) in each part.
const PLATEN: [&str; 14] = [
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
    "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
];

/// A licence plate: with its hyphens, without them in capitals, and with spaces when the text says that it is one.
fn kenteken(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let told = || scan.said_before(at, &["kenteken", "nummerplaat", "kentekenplaat"]);
    if at > 0 && scan.touches(at) && scan.word(at - 1) == "-" {
        return None;
    }
    match scan.tokens.get(at)?.kind {
        Kind::Mixed => {
            let word = scan.word(at);
            let form = vorm(&parts(word))?;
            let capitals = !word.chars().any(char::is_lowercase);
            let sure = !matches!(form, "99-99-XX" | "XX-99-99") || told();
            (word.is_ascii() && (capitals || zonder_klinker(word) || told()) && sure).then_some(1)
        }
        Kind::Digits | Kind::Letters => {
            let hyphens = [at + 1, at + 3].iter().all(|at| scan.word(*at) == "-" && scan.touches(*at));
            let step = if hyphens && scan.touches(at + 2) && scan.touches(at + 4) { 2 } else { 1 };
            let words = [scan.word(at), scan.word(at + step), scan.word(at + 2 * step)];
            let form = vorm(&words.map(str::to_owned))?;
            let last = at + 2 * step;
            if step == 2 {
                let longer = scan.word(last + 1) == "-" && scan.touches(last + 1) && scan.touches(last + 2);
                return (!longer && !scan.is_part(at, 5)).then_some(5);
            }
            let near = scan.near(at + 1) && scan.near(at + 2);
            let capitals = words.iter().all(|word| zonder_klinker(word) && !word.contains(char::is_lowercase));
            let sure = capitals && !matches!(form, "99-99-XX" | "XX-99-99" | "99-XX-99");
            (near && (sure || told())).then_some(3)
        }
        Kind::Sign => None,
    }
}

/// Newer plates have no vowels; nearly every word has one.
fn zonder_klinker(word: &str) -> bool {
    !word.contains(|letter: char| matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u'))
}

/// The runs of letters and digits in a word.
fn parts(word: &str) -> [String; 3] {
    let mut found = [String::new(), String::new(), String::new()];
    let mut at = 0;
    let mut last: Option<bool> = None;
    for letter in word.chars() {
        let digit = letter.is_ascii_digit();
        let full = found.get(at).is_some_and(|part| part.len() == 2) && word.len() == 6 && pairs(word);
        if last.is_some_and(|last| last != digit) || full {
            at += 1;
        }
        last = Some(digit);
        match found.get_mut(at) {
            Some(part) => part.push(letter),
            None => return Default::default(),
        }
    }
    found
}

/// Whether a word of six falls into two runs, so that one of them is two parts.
fn pairs(word: &str) -> bool {
    let kinds: Vec<bool> = word.chars().map(|letter| letter.is_ascii_digit()).collect();
    kinds.windows(2).filter(|pair| pair[0] != pair[1]).count() == 1
}

/// The form of a plate that these parts have.
fn vorm(parts: &[String; 3]) -> Option<&'static str> {
    let form = |part: &String| -> Option<String> {
        let digits = part.bytes().all(|letter| letter.is_ascii_digit());
        let letters = part.bytes().all(|letter| letter.is_ascii_alphabetic());
        (!part.is_empty() && part.len() <= 3 && (digits || letters))
            .then(|| (if digits { "9" } else { "X" }).repeat(part.len()))
    };
    let [one, two, three] = parts;
    let whole = format!("{}-{}-{}", form(one)?, form(two)?, form(three)?);
    PLATEN.iter().copied().find(|form| *form == whole)
}

#[cfg(test)]
mod tests {
    use super::geplakt;

    #[test]
    fn a_number_against_a_letter_is_found_and_other_digits_are_not() {
        for (text, found) in [
            ("op 06-12345678Anna", Some("06-12345678")),
            ("tel06 12 34 56 78", Some("06 12 34 56 78")),
            ("BSN123456782", Some("123456782")),
            ("x1234567890", None),
            ("groep8", None),
            ("F2.04 en 0800-2000x", None),
            ("nummer 06-12345678.", None),
        ] {
            let stukken: Vec<&str> = geplakt(text).iter().map(|one| &text[one.plaats.clone()]).collect();
            assert_eq!(stukken, found.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
