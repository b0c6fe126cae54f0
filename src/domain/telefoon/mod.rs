//! Telephone numbers: read as people type them, kept small, shown the Dutch way (N10.01 to N10.05).
//!
//! A number is read once and then known to be one: its kind, how it is grouped when shown, its normal form to find the
//! same number twice, and what a telephone has to dial. What cannot be read is an error here; the caller may keep it
//! as it was typed.

mod lezen;
mod netnummers;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What kind of number it is; that says what ringing costs and who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NummerSoort {
    /// 06.
    Mobiel,
    /// An area code.
    Vast,
    /// 0800: free.
    Gratis,
    /// 0900, 0906, 0909: may cost extra.
    Betaald,
    /// 088, and 084, 085, 087 and 091: an organisation, wherever it is.
    Bedrijf,
    /// 14 and an area code: a municipality.
    Gemeente,
    /// 116 and three digits, and 144: a service with a short number.
    Kort,
    /// 112.
    Nood,
    /// 113.
    Hulplijn,
    /// Any number of another country.
    Buitenland,
}

/// A telephone number, with the extension when one was given. Sixteen bytes, so that 100,000 of them stay small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nummer {
    /// The digits of E.164 where the number has that form, else those that are dialled, without a first zero.
    cijfers: u64,
    /// The extension as a number; how many digits it has tells its first zeros, and whether there is one at all.
    toestel: u32,
    toestel_lengte: u8,
    soort: NummerSoort,
}

/// Why something typed is no telephone number, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TelefoonFout {
    /// Nothing, or only signs between digits.
    #[error("Er staat geen nummer. Typ een telefoonnummer, bijvoorbeeld 045-560 00 01.")]
    Leeg,
    /// Letters or signs that do not belong in a number.
    #[error(
        "In een telefoonnummer staan alleen cijfers. Haal de letters en andere tekens weg, en zet uitleg bij de \
         notitie. Een toestel typt u zo: 045-560 00 01 tst 12."
    )]
    Tekens,
    /// Not enough digits.
    #[error("Dit nummer is te kort: {telling}. Kijk of er cijfers ontbreken.")]
    TeKort {
        /// How many there are and have to be.
        telling: Telling,
    },
    /// Too many digits.
    #[error("Dit nummer is te lang: {telling}. Kijk of er cijfers te veel zijn; zet een tweede nummer apart.")]
    TeLang {
        /// How many there are and have to be.
        telling: Telling,
    },
    /// A number without its area code, or without its first zero.
    #[error("Het begin ontbreekt. Typ het hele nummer met het netnummer ervoor, bijvoorbeeld 045-560 00 01.")]
    ZonderNetnummer,
    /// No area code and no other Dutch number begins like this.
    #[error("In Nederland begint geen nummer met {0}. Kijk het begin na; een buitenlands nummer begint met +.")]
    OnbekendBegin(Box<str>),
    /// No country begins like this.
    #[error("Na + of 00 hoort het nummer van een land. Typ bijvoorbeeld +32 2 123 45 67.")]
    Land,
    /// Something stands where the extension has to stand.
    #[error("Het toestel is niet te lezen: dat heeft 1 tot 6 cijfers. Typ bijvoorbeeld 045-560 00 01 tst 12.")]
    Toestel,
}

/// How many digits a number has, and how many it has to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// How many were counted; more than twenty are not counted on.
    pub cijfers: usize,
    /// How many there have to be, in words, when the beginning says so.
    pub hoort: Option<&'static str>,
}

impl fmt::Display for Telling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cijfers {
            1 => f.write_str("het heeft 1 cijfer")?,
            more => write!(f, "het heeft {more} cijfers")?,
        }
        self.hoort.map_or(Ok(()), |hoort| write!(f, " en dat moeten er {hoort} zijn"))
    }
}

impl Nummer {
    /// Reads what somebody typed.
    ///
    /// Signs between digits do not count, nor does a word as `tel.` before them. `+31`, `0031`, `+31 (0)` and a first
    /// zero all mean the same; `tst 12`, `toestel 12`, `ext 12` and `#12` after the number are an extension.
    pub fn lees(typed: &str) -> Result<Nummer, TelefoonFout> {
        lezen::lees(typed)
    }

    /// The kind.
    pub fn soort(self) -> NummerSoort {
        self.soort
    }

    /// The extension, as digits.
    pub fn toestel(self) -> Option<String> {
        let digits = usize::from(self.toestel_lengte);
        (digits > 0).then(|| format!("{:0digits$}", self.toestel))
    }

    /// One form for one number, to find it twice: `+31455600001`, `08002000`, `14045`. Without the extension: two
    /// entries at one switchboard are worth a look.
    pub fn normaal(self) -> String {
        match self.soort {
            NummerSoort::Mobiel | NummerSoort::Vast | NummerSoort::Bedrijf | NummerSoort::Buitenland => {
                format!("+{}", self.cijfers)
            }
            NummerSoort::Gratis | NummerSoort::Betaald => format!("0{}", self.cijfers),
            NummerSoort::Gemeente | NummerSoort::Kort | NummerSoort::Nood | NummerSoort::Hulplijn => {
                self.cijfers.to_string()
            }
        }
    }

    /// What a telephone dials, for a QR code: `tel:+31455600001`, `tel:112`, `tel:+31455600001;ext=12`.
    pub fn tel_uri(self) -> String {
        let mut uri = format!("tel:{}", self.normaal());
        if let Some(toestel) = self.toestel() {
            uri.push_str(";ext=");
            uri.push_str(&toestel);
        }
        uri
    }
}

impl fmt::Display for Nummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.normaal();
        match self.soort {
            NummerSoort::Mobiel => grouped(f, &nationaal(&digits), 2, "-")?,
            NummerSoort::Bedrijf => grouped(f, &nationaal(&digits), 3, "-")?,
            NummerSoort::Vast => {
                let national = nationaal(&digits);
                grouped(f, &national, netnummers::lengte(&national).unwrap_or(3), "-")?;
            }
            NummerSoort::Gratis | NummerSoort::Betaald => grouped(f, &digits, 4, "-")?,
            NummerSoort::Gemeente => grouped(f, &digits, 2, " ")?,
            NummerSoort::Kort => grouped(f, &digits, 3, " ")?,
            NummerSoort::Nood | NummerSoort::Hulplijn | NummerSoort::Buitenland => f.write_str(&digits)?,
        }
        self.toestel().map_or(Ok(()), |toestel| write!(f, " tst {toestel}"))
    }
}

fn nationaal(e164: &str) -> String {
    e164.replacen("+31", "0", 1)
}

/// Writes a number in the groups in which it is said.
fn grouped(f: &mut fmt::Formatter<'_>, digits: &str, code: usize, between: &str) -> fmt::Result {
    let (code, mut rest) = digits.split_at_checked(code).unwrap_or((digits, ""));
    // What is left after these is the last group.
    let groups: &[usize] = match rest.len() {
        6 => &[2, 2],
        7 => &[3, 2],
        8 => &[2, 2, 2],
        _ => &[],
    };
    f.write_str(code)?;
    let mut before = between;
    for digits in groups {
        let (group, after) = rest.split_at_checked(*digits).unwrap_or((rest, ""));
        write!(f, "{before}{group}")?;
        (rest, before) = (after, " ");
    }
    if rest.is_empty() { Ok(()) } else { write!(f, "{before}{rest}") }
}

/// As it is shown, in one text.
impl Serialize for Nummer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Anything that can be read.
impl<'de> Deserialize<'de> for Nummer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Nummer, D::Error> {
        let typed = String::deserialize(deserializer)?;
        Nummer::lees(&typed).map_err(serde::de::Error::custom)
    }
}
