//! The lines between the trainer's program and a room view: one JSON object a line, each with a version.
//!
//! ```text
//! room view → program   {"versie":1}                       or with "code" where a code is asked
//! program → room view   {"versie":1,"beeld":{…}}           at once, and again whenever it changes
//!                       {"versie":1,"geweigerd":"vol"}     and the line is closed
//! ```
//!
//! Fields that are not known are ignored, so that a later program can add some. Another version is not guessed at.

use serde::{Deserialize, Serialize};

use super::{Zaalbeeld, Zaalstemmen};

/// The version of these lines.
pub const VERSIE: u32 = 1;

/// Longest line of a picture, its end included.
pub const LANGSTE_REGEL: usize = 64 * 1024;

/// Longest line of a greeting.
pub const LANGSTE_GROET: usize = 1024;

/// Longest piece of text when a picture has to be made smaller.
const KORT: usize = 200;
/// Most choices and groups then.
const WEINIG: usize = 12;

/// What a room view says first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begroeting {
    /// Version of the lines.
    pub versie: u32,
    /// The code, where one is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Why a room view is sent away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weigering {
    /// As many look as may.
    Vol,
    /// It runs under another user.
    AndereGebruiker,
    /// The code is not the one of now.
    Code,
    /// It speaks another version.
    Versie,
    /// It said something that is no greeting.
    Onleesbaar,
    /// A reason that only a later program knows.
    #[serde(other)]
    Anders,
}

/// What the trainer's program says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bericht {
    /// What is to be seen now.
    Beeld(Box<Zaalbeeld>),
    /// The view is sent away.
    Geweigerd(Weigering),
}

/// A line that means nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onleesbaar {
    /// It is longer than any line may be.
    TeLang,
    /// It is no line of this protocol.
    Vorm,
    /// It is of this version, and not of ours.
    Versie(u32),
}

#[derive(Serialize)]
struct Uit<'a> {
    versie: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    beeld: Option<&'a Zaalbeeld>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geweigerd: Option<Weigering>,
}

#[derive(Deserialize)]
struct Versie {
    versie: u32,
}

#[derive(Deserialize)]
struct In {
    #[serde(default)]
    beeld: Option<Zaalbeeld>,
    #[serde(default)]
    geweigerd: Option<Weigering>,
}

/// The line of a message, with its end. A picture that is too large for a line loses its oldest facts first, and then
/// the ends of its texts.
pub fn regel(bericht: &Bericht) -> Vec<u8> {
    let uit = match bericht {
        Bericht::Geweigerd(waarom) => return line(&Uit { versie: VERSIE, beeld: None, geweigerd: Some(*waarom) }),
        Bericht::Beeld(beeld) => beeld,
    };
    let of = |beeld: &Zaalbeeld| line(&Uit { versie: VERSIE, beeld: Some(beeld), geweigerd: None });
    let whole = of(uit);
    if whole.len() <= LANGSTE_REGEL {
        return whole;
    }
    let mut smaller = uit.as_ref().clone();
    while !smaller.feiten.is_empty() {
        // Half of what is left, or the last one: a picture is at most a few lines too long, or made by mistake.
        smaller.feiten.drain(..smaller.feiten.len().div_ceil(2));
        let fits = of(&smaller);
        if fits.len() <= LANGSTE_REGEL {
            return fits;
        }
    }
    of(&short(smaller))
}

fn line(uit: &Uit<'_>) -> Vec<u8> {
    // Strings, numbers and lists always have a JSON form; an empty line would be refused on the other side.
    let mut bytes = serde_json::to_vec(uit).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The picture with short texts only.
fn short(beeld: Zaalbeeld) -> Zaalbeeld {
    let cut = |text: String| -> String { text.chars().filter(|letter| !letter.is_control()).take(KORT).collect() };
    Zaalbeeld {
        titel: cut(beeld.titel),
        fase: beeld.fase.map(|mut fase| {
            fase.titel = cut(fase.titel);
            fase.tekst = cut(fase.tekst);
            fase
        }),
        ronde: beeld.ronde.map(cut),
        vraag: beeld.vraag.map(cut),
        slot: beeld.slot.map(cut),
        stemmen: beeld.stemmen.map(|stemmen| Zaalstemmen {
            keuzes: stemmen.keuzes.into_iter().take(WEINIG).map(cut).collect(),
            groepen: stemmen
                .groepen
                .into_iter()
                .take(WEINIG)
                .map(|mut groep| {
                    groep.naam = cut(groep.naam);
                    groep.aantallen.truncate(WEINIG);
                    groep
                })
                .collect(),
            lezing: stemmen.lezing.map(cut),
        }),
        ..beeld
    }
}

/// Reads a line of the trainer's program, with or without its end.
///
/// # Errors
/// It is too long, of another version, or no such line.
pub fn lees_bericht(bytes: &[u8]) -> Result<Bericht, Onleesbaar> {
    let In { beeld, geweigerd } = read(bytes, LANGSTE_REGEL)?;
    match (beeld, geweigerd) {
        (_, Some(waarom)) => Ok(Bericht::Geweigerd(waarom)),
        (Some(beeld), None) => Ok(Bericht::Beeld(Box::new(beeld))),
        (None, None) => Err(Onleesbaar::Vorm),
    }
}

/// The line of a greeting, with its end.
pub fn schrijf_begroeting(code: Option<&str>) -> Vec<u8> {
    let mut bytes =
        serde_json::to_vec(&Begroeting { versie: VERSIE, code: code.map(str::to_owned) }).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Reads the line of a room view, with or without its end.
///
/// # Errors
/// It is too long, of another version, or no greeting.
pub fn lees_begroeting(bytes: &[u8]) -> Result<Begroeting, Onleesbaar> {
    read(bytes, LANGSTE_GROET)
}

/// The version comes first: what else stands in a line of another version may mean anything.
fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8], most: usize) -> Result<T, Onleesbaar> {
    if bytes.len() > most {
        return Err(Onleesbaar::TeLang);
    }
    let Versie { versie } = serde_json::from_slice(bytes).map_err(|_| Onleesbaar::Vorm)?;
    if versie != VERSIE {
        return Err(Onleesbaar::Versie(versie));
    }
    serde_json::from_slice(bytes).map_err(|_| Onleesbaar::Vorm)
}

/// Whether two codes are the same, as people type them: without regard to capitals and to what stands between the
/// letters. It takes as long whichever letter differs.
pub fn gelijk(een: &str, ander: &str) -> bool {
    let letters = |code: &str| -> Vec<u8> {
        code.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_uppercase()).collect()
    };
    let (een, ander) = (letters(een), letters(ander));
    let differs = een.iter().zip(&ander).fold(0, |differs, (one, other)| differs | (one ^ other));
    !een.is_empty() && een.len() == ander.len() && differs == 0
}
