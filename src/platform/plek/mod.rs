//! A place where a region passes its network on: names with bytes behind them, which several people read and write.
//!
//! One trait for all of them. What makes passing on safe is [`Opslagplaats::zet_als_ongewijzigd`]: it writes only when what
//! stands there is what the writer saw, so that of two people who publish at the same moment exactly one wins.

mod map;
#[cfg(feature = "webdav")]
mod webdav;

use sha2::{Digest, Sha256};

use crate::domain::fault::Fault;

pub use map::Map;
#[cfg(feature = "webdav")]
pub use webdav::WebDav;

/// More names than this in one place is no place for a network.
pub const MEEST_NAMEN: usize = 50_000;
/// No name is longer than this, in bytes.
const NAAM_LENGTE: usize = 200;

/// The state of what stands under a name, as it was read or written: the SHA-256 of its bytes.
///
/// Not the ETag of a server: those of Apache are weak during the second after a change, and a weak one may not be compared
/// with, while two people who publish at the same moment are exactly what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merk([u8; 32]);

impl Merk {
    /// The state that these bytes are.
    pub fn van(bytes: &[u8]) -> Merk {
        Merk(Sha256::digest(bytes).into())
    }
}

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naam {
    /// Its name.
    pub naam: String,
    /// Its size in bytes, when the place says so.
    pub grootte: Option<u64>,
}

/// What came of reading a name.
#[derive(Clone, PartialEq, Eq)]
pub enum Gehaald {
    /// Nothing stands there.
    Niets,
    /// Something stands there that cannot be taken: why, as a sentence. The rest of the place can still be read.
    Niet(String),
    /// The bytes, and the state that they are.
    Bestand(Vec<u8>, Merk),
}

impl std::fmt::Debug for Gehaald {
    /// Not the bytes: they hold names and places of people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Gehaald::Niets => f.write_str("Niets"),
            Gehaald::Niet(why) => write!(f, "Niet({why})"),
            Gehaald::Bestand(bytes, _) => write!(f, "Bestand({})", bytes.len()),
        }
    }
}

/// What came of writing a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zet {
    /// It stands there, in this state.
    Gezet(Merk),
    /// Somebody else was first: nothing was written. No error, but an answer.
    Botsing,
}

/// A place where a region passes its network on.
pub trait Opslagplaats: Send + Sync {
    /// Where it is, to be shown. No password is in it.
    fn waar(&self) -> String;

    /// What stands there, in no order. Names that cannot be ours (hidden ones, folders) are left out.
    ///
    /// # Errors
    /// The place cannot be reached or read.
    fn lijst(&self) -> Result<Vec<Naam>, Fault>;

    /// What stands under a name, up to this many bytes: what is larger is refused without being read any further.
    ///
    /// # Errors
    /// The place cannot be reached, or stops in the middle.
    fn haal(&self, naam: &str, meest: u64) -> Result<Gehaald, Fault>;

    /// Writes a name, when what stands there is still what is expected; `None` is that nothing stands there yet. Readers
    /// see what was there or all of what is new, never half of it.
    ///
    /// # Errors
    /// The place cannot be reached or written. Nothing is left half.
    fn zet_als_ongewijzigd(&self, naam: &str, bytes: &[u8], verwacht: Option<&Merk>) -> Result<Zet, Fault>;

    /// Takes a name away, when it is still in this state.
    ///
    /// # Errors
    /// The place cannot be reached or written.
    fn haal_weg(&self, naam: &str, verwacht: &Merk) -> Result<(), Fault>;
}

/// Whether this can be a name at every place: one part, nothing hidden, nothing that a system reads as something else.
fn is_naam(naam: &str) -> bool {
    let odd =
        |letter: char| letter.is_control() || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !naam.is_empty() && naam.len() <= NAAM_LENGTE && !naam.starts_with('.') && !naam.contains(odd)
}

/// That a file is larger than it may be.
fn te_groot(meest: u64) -> String {
    format!("Het is groter dan {} MB.", meest.div_ceil(1024 * 1024))
}

/// That there are too many names.
fn te_veel(waar: &str) -> Fault {
    Fault::input(
        "Op deze plek staan te veel bestanden.",
        format!("Ik lees er ten hoogste {MEEST_NAMEN}."),
        "Kies een map die alleen voor het netwerk is.",
    )
    .at(waar)
}

/// That a name cannot be used. Names are made by the program, so this tells of a mistake in it.
fn geen_naam(waar: &str) -> Fault {
    Fault::internal("Deze naam kan hier niet staan.", "De naam is geen gewone bestandsnaam.", "Meld dit bij de makers.")
        .at(waar)
}
