//! Houses: a street with its number, a number behind a postcode, a number that is said to be one.

use std::ops::Range;

use super::lijsten::Lijsten;
use super::{Soort, Vondst};
use crate::domain::reading::{Kind, Scan};
use crate::domain::search::fold;

/// Everything of this kind.
pub fn zoek(scan: &Scan<'_>, lijsten: &Lijsten) -> Vec<Vondst> {
    let one = |at: usize| -> Option<Range<usize>> {
        let (from, number) =
            straat(scan, lijsten, at).or_else(|| gezegd(scan, at)).or_else(|| na_postcode(scan, at))?;
        let end = number + toevoeging(scan, number);
        Some(scan.tokens.get(from)?.start..scan.tokens.get(end)?.end)
    };
    (0..scan.tokens.len()).filter_map(one).map(|plaats| Vondst::new(plaats, Soort::Huisnummer)).collect()
}

/// Words behind which a lower-case street with a number is an amount.
const HOEVEEL: [&str; 14] = [
    "keer", "x", "jaar", "maanden", "weken", "dagen", "uur", "minuten", "kinderen", "mensen", "meter", "km", "euro",
    "procent",
];

/// A street that begins here: its first token and that of the number.
fn straat(scan: &Scan<'_>, lijsten: &Lijsten, at: usize) -> Option<(usize, usize)> {
    if !scan.is(at, Kind::Letters) {
        return None;
    }
    // Nearly every word is told apart by what stands behind it.
    let number = (at + 1..at + 6).find(|at| !scan.is(*at, Kind::Letters) || !scan.near(*at))?;
    if !is_huisnummer(scan, number) {
        return None;
    }
    let capital = |at: usize| scan.word(at).starts_with(char::is_uppercase);
    let name = fold(scan.word(number - 1));
    // Within a sentence `Dorpsplein` is a street, and `dorpsplein` a square.
    let within = number > 1 && scan.is(number - 2, Kind::Letters) && scan.near(number - 1);
    let ordinary = lijsten.gewoon.has(&name) && !(capital(number - 1) && within);
    let large = capital(number - 1);
    let amount = HOEVEEL.contains(&scan.lower(number + 1).as_str());
    let ends = |(end, small): &(String, bool)| {
        (large || (*small && !amount)) && name.ends_with(end.as_str()) && name.len() > end.len() + 2
    };
    let whole = large && lijsten.straat.contains(&name);
    let is_street = !ordinary && (whole || lijsten.straat_eind.iter().any(ends));
    if is_street && number == at + 1 {
        return Some((begin(scan, lijsten, at), number));
    }
    // `Laan van Meerdervoort 12`: capitals and particles behind a word that is a street by itself.
    let between = (at + 1..number).all(|at| capital(at) || lijsten.tussenvoegsel.contains(&scan.lower(at)));
    let headed = capital(at) && lijsten.straat.contains(&fold(scan.word(at))) && between && capital(number - 1);
    if headed && number > at + 1 {
        return Some((at, number));
    }
    // `woont op de Vogelkers 12`: a name with a number where the text speaks of living.
    let lives = (at.saturating_sub(6)..at).any(|at| {
        matches!(
            scan.lower(at).as_str(),
            "woont" | "wonen" | "woonde" | "woonden" | "woonachtig" | "adres" | "verhuisd"
        )
    });
    let place = at > 0 && matches!(scan.lower(at - 1).as_str(), "op" | "aan" | "bij" | "naar" | "van");
    let person = lijsten.voornaam.contains(&name) || lijsten.voornaam_hoofdletter.contains(&name);
    let known = lijsten.gewoon.has(&name) || person;
    ((lives || (place && !known))
        && capital(at)
        && between
        && number <= at + 3
        && capital(number - 1)
        && !ordinary
        && !amount)
        .then_some((at, number))
}

/// The capitals before a street: *Lange Nieuwstraat*. The first word of a sentence is none of them.
fn begin(scan: &Scan<'_>, lijsten: &Lijsten, at: usize) -> usize {
    let goes_on = |at: usize| {
        let inside = at > 0 && scan.near(at) && !scan.touches(at) && scan.is(at - 1, Kind::Letters);
        let before = scan.word(at.wrapping_sub(1));
        let name =
            lijsten.tussenvoegsel.contains(before) && scan.word(at.wrapping_sub(2)).starts_with(char::is_uppercase);
        let capital = before.starts_with(char::is_uppercase) || name;
        let mid = at > 1 && scan.is(at - 2, Kind::Letters) && scan.near(at - 1);
        inside && capital && mid
    };
    let mut first = at;
    while first + 3 > at && goes_on(first) {
        first -= 1;
    }
    first
}

/// `huisnummer 12`, `op nummer 12`.
fn gezegd(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let word = scan.lower(at);
    let told = match word.as_str() {
        "huisnummer" | "huisnr" => true,
        "nummer" | "nr" => at > 0 && matches!(scan.lower(at - 1).as_str(), "op" | "van"),
        _ => false,
    };
    let skipped = usize::from(matches!(scan.word(at + 1), "." | ":"));
    (told && is_huisnummer(scan, at + 1 + skipped)).then_some((at, at + 1 + skipped))
}

fn na_postcode(scan: &Scan<'_>, at: usize) -> Option<(usize, usize)> {
    let (count, _) = scan.postcode(at)?;
    let number = at + count + scan.house(at + count)? - 1;
    is_huisnummer(scan, number).then_some((number, number))
}

fn is_huisnummer(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.word(at);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.len() - digits;
    let form =
        (1..=4).contains(&digits) && !word.starts_with('0') && (rest <= 2 || word.ends_with("bis")) && word.is_ascii();
    // A time or an amount goes on behind a dot or a comma.
    let longer = matches!(scan.word(at + 1), "." | "," | ":")
        && scan.touches(at + 1)
        && scan.touches(at + 2)
        && scan.is(at + 2, Kind::Digits);
    form && scan.near(at) && !longer
}

/// What belongs to the number: `-a`, `/2`, ` A`, ` bis`. How many tokens.
fn toevoeging(scan: &Scan<'_>, number: usize) -> usize {
    let sign = matches!(scan.word(number + 1), "-" | "/") && scan.touches(number + 1) && scan.touches(number + 2);
    if sign && !scan.is(number + 2, Kind::Sign) && scan.word(number + 2).len() <= 4 {
        return 2;
    }
    let word = scan.word(number + 1);
    let letter = word.len() == 1 && word.starts_with(|letter: char| letter.is_ascii_uppercase());
    usize::from(scan.near(number + 1) && (letter || matches!(word, "bis" | "hs")))
}
