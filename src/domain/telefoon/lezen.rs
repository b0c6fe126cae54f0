//! Reading a telephone number as somebody typed it.

use super::{Nummer, NummerSoort, TelefoonFout, Telling, netnummers};

/// Words that may stand before a number.
const ERVOOR: [&str; 10] = ["telefoonnummer", "telefoon", "tel", "mobiel", "mob", "gsm", "nummer", "nr", "t", "m"];
/// Words and signs that begin an extension; the longer of two that begin alike comes first.
const TOESTEL: [&str; 12] = [
    "toestelnummer",
    "toestel",
    "toest",
    "tst",
    "doorkiesnummer",
    "doorkies",
    "extensie",
    "intern",
    "ext",
    "tel",
    "x",
    "#",
];
/// More digits than this are not counted on: no number has them.
const GENOEG: usize = 20;
/// The most digits of an extension.
const TOESTEL_CIJFERS: usize = 6;

pub(super) fn lees(typed: &str) -> Result<Nummer, TelefoonFout> {
    let typed = zonder_woord_ervoor(typed.trim_matches(tussenin));
    let (main, extension) = match typed.find(|c: char| !tussenin(c) && !c.is_ascii_digit() && c != '+') {
        Some(at) => typed.split_at(at),
        None => (typed, ""),
    };
    let (toestel, toestel_lengte) = if extension.is_empty() { (0, 0) } else { lees_toestel(extension)? };
    if !main.contains(|c: char| c.is_ascii_digit()) {
        return Err(TelefoonFout::Leeg);
    }
    let nummer = soort_van(&Cijfers::lees(main)?)?;
    Ok(Nummer { toestel, toestel_lengte, ..nummer })
}

/// Signs that say nothing: they stand between digits, or came along with a copied text without being seen.
fn tussenin(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | '-' | '/' | '(' | ')' | '[' | ']' | ',' | '\'' | '_' | '·' | '•')
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn zonder_woord_ervoor(typed: &str) -> &str {
    let after = ERVOOR.iter().find_map(|word| {
        let start = typed.get(..word.len())?;
        let after = typed.get(word.len()..)?;
        (start.eq_ignore_ascii_case(word) && !after.starts_with(char::is_alphabetic)).then_some(after)
    });
    after.map_or(typed, |after| after.trim_start_matches(|c| c == ':' || tussenin(c)))
}

/// The digits of a number, and whether the country stands before them.
struct Cijfers {
    cijfers: String,
    land: bool,
}

impl Cijfers {
    fn lees(main: &str) -> Result<Cijfers, TelefoonFout> {
        let (mut cijfers, mut land) = (String::new(), false);
        let mut rest = main.chars();
        while let Some(c) = rest.next() {
            match c {
                '+' if land || !cijfers.is_empty() => return Err(TelefoonFout::Tekens),
                '+' => land = true,
                // `+31 (0)45`: the zero is for those who ring from within the country.
                '(' if (land || cijfers.starts_with("00")) && begins_with_zero_in_brackets(rest.as_str()) => {
                    rest.by_ref().find(|c| *c == ')');
                }
                _ if c.is_ascii_digit() => cijfers.push(c),
                _ => {}
            }
            if cijfers.len() > GENOEG {
                return Err(te_lang(cijfers.len(), None));
            }
        }
        if !land && let Some(abroad) = cijfers.strip_prefix("00") {
            return Ok(Cijfers { cijfers: abroad.to_owned(), land: true });
        }
        Ok(Cijfers { cijfers, land })
    }
}

fn begins_with_zero_in_brackets(after_bracket: &str) -> bool {
    let zero = after_bracket.trim_start().strip_prefix('0');
    zero.is_some_and(|after| after.trim_start().starts_with(')'))
}

fn soort_van(Cijfers { cijfers, land }: &Cijfers) -> Result<Nummer, TelefoonFout> {
    if !land {
        return match kort(cijfers) {
            Some(nummer) => Ok(nummer),
            None if cijfers.starts_with('0') => nationaal(cijfers),
            None => zonder_nul(cijfers),
        };
    }
    if let Some(home) = cijfers.strip_prefix("31") {
        let home = home.strip_prefix('0').unwrap_or(home);
        return kort(home).map_or_else(|| nationaal(&format!("0{home}")), Ok);
    }
    match cijfers.len() {
        _ if cijfers.starts_with('0') => Err(TelefoonFout::Land),
        0..7 => Err(te_kort(cijfers.len(), None)),
        7..=15 => nummer(NummerSoort::Buitenland, cijfers),
        more => Err(te_lang(more, Some("hoogstens 15"))),
    }
}

/// The numbers without a first zero.
fn kort(cijfers: &str) -> Option<Nummer> {
    let soort = match cijfers {
        "112" => NummerSoort::Nood,
        "113" => NummerSoort::Hulplijn,
        "144" => NummerSoort::Kort,
        _ if cijfers.len() == 6 && cijfers.starts_with("116") => NummerSoort::Kort,
        _ => {
            let code = cijfers.strip_prefix("14")?;
            (netnummers::lengte(code) == Some(code.len())).then_some(NummerSoort::Gemeente)?
        }
    };
    nummer(soort, cijfers).ok()
}

/// A number that begins with neither a zero nor a country: `31 45 560 00 01` lost its plus, the rest its beginning.
fn zonder_nul(cijfers: &str) -> Result<Nummer, TelefoonFout> {
    if let Some(home) = cijfers.strip_prefix("31")
        && home.len() == 9
        && let Ok(nummer) = nationaal(&format!("0{home}"))
    {
        return Ok(nummer);
    }
    match cijfers.len() {
        5 | 6 if cijfers.starts_with("140") => Err(TelefoonFout::OnbekendBegin(cijfers.into())),
        0..=5 => Err(te_kort(cijfers.len(), None)),
        6..=9 => Err(TelefoonFout::ZonderNetnummer),
        _ => Err(te_lang(cijfers.len(), None)),
    }
}

/// A number as it is dialled within the country, from its first zero.
fn nationaal(cijfers: &str) -> Result<Nummer, TelefoonFout> {
    let begin = cijfers.get(..4).ok_or_else(|| te_kort(cijfers.len(), None))?;
    let soort = match begin.as_bytes() {
        [b'0', b'6', b'1'..=b'5' | b'8', _] => NummerSoort::Mobiel,
        b"0800" => NummerSoort::Gratis,
        b"0900" | b"0906" | b"0909" => NummerSoort::Betaald,
        [b'0', b'8', b'4' | b'5' | b'7' | b'8', _] | [b'0', b'9', b'1', _] => NummerSoort::Bedrijf,
        _ if netnummers::lengte(cijfers).is_some() => NummerSoort::Vast,
        _ => return Err(TelefoonFout::OnbekendBegin(begin.into())),
    };
    let digits = cijfers.get(1..).unwrap_or("");
    // The numbers of services are short or long and have no international form.
    let service = matches!(soort, NummerSoort::Gratis | NummerSoort::Betaald);
    let (least, right, said) = if service { (8, [8, 11], "8 of 11") } else { (10, [10, 10], "10") };
    match cijfers.len() {
        length if right.contains(&length) && service => nummer(soort, digits),
        length if right.contains(&length) => nummer(soort, &format!("31{digits}")),
        length if length < least => Err(te_kort(length, Some(said))),
        length => Err(te_lang(length, Some(said))),
    }
}

fn lees_toestel(typed: &str) -> Result<(u32, u8), TelefoonFout> {
    let typed = typed.trim_start_matches(';').to_lowercase();
    let after = TOESTEL.iter().find_map(|word| typed.strip_prefix(word)).ok_or(TelefoonFout::Tekens)?;
    let digits: String = after
        .chars()
        .skip_while(|c| matches!(c, ':' | '='))
        .filter(|c| !tussenin(*c))
        .skip_while(|c| *c == ':')
        .take(TOESTEL_CIJFERS + 1)
        .collect();
    if digits.is_empty() || digits.len() > TOESTEL_CIJFERS || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return Err(TelefoonFout::Toestel);
    }
    let length = u8::try_from(digits.len()).map_err(|_| TelefoonFout::Toestel)?;
    digits.parse().map(|toestel| (toestel, length)).map_err(|_| TelefoonFout::Toestel)
}

/// A number without an extension. The digits have been counted; no more than fifteen fit a `u64` with ease.
fn nummer(soort: NummerSoort, cijfers: &str) -> Result<Nummer, TelefoonFout> {
    let parsed = cijfers.parse().map_err(|_| te_lang(cijfers.len(), None))?;
    Ok(Nummer { cijfers: parsed, toestel: 0, toestel_lengte: 0, soort })
}

fn te_kort(cijfers: usize, hoort: Option<&'static str>) -> TelefoonFout {
    TelefoonFout::TeKort { telling: Telling { cijfers, hoort } }
}

fn te_lang(cijfers: usize, hoort: Option<&'static str>) -> TelefoonFout {
    TelefoonFout::TeLang { telling: Telling { cijfers, hoort } }
}
