//! Passing a network on through a place that several people share: how a version is named there, which of the versions
//! that stand there is the newest, and the small index beside them.
//!
//! Which version is newest follows from what the versions say of each other, never from a clock or the date of a file: a
//! version that another one names as its predecessor is older. Only a network that became again what it was before makes
//! two versions name each other; then the moment at which they were made decides.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::bestand::{Kop, VersieId};
use super::vertrouwen::{Oordeel, Sleutel};
use crate::domain::search::fold;

/// The name of the index. It is a hint and never proof: what it says of a version is looked up in the version itself.
pub const WIJZER: &str = "netwerk-nieuwste.json";
/// What the name of an index begins with, also of a copy that a synchronising program made of it.
const WIJZER_BEGIN: &str = "netwerk-nieuwste";
/// What stands behind the name of a signature.
pub const HANDTEKENING_EIND: &str = ".minisig";
/// So many versions stand in the index.
const MEEST_IN_WIJZER: usize = 20;
/// So much of the name of a region stands in the name of a file, in characters.
const REGIO_LENGTE: usize = 40;
/// What the index says that it is.
const WIJZER_SOORT: &str = "netwerk-nieuwste";

/// The name under which a version is put down: its region, when it was made (UTC) and the beginning of its id.
pub fn bestandsnaam(kop: &Kop) -> String {
    let words: Vec<String> = fold(&kop.regio)
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let regio: String = words.join("-").chars().take(REGIO_LENGTE).collect();
    let regio = regio.trim_matches('-');
    let regio = if regio.is_empty() { "regio" } else { regio };
    format!("netwerk-{regio}-{}-{}.json", kop.gemaakt_op.strftime("%Y%m%d-%H%M%S"), kop.versie_id.kort())
}

/// The name of the signature of a file.
pub fn handtekeningnaam(naam: &str) -> String {
    format!("{naam}{HANDTEKENING_EIND}")
}

/// Whether a file with this name may hold a version. Also a name that somebody else gave it counts: a copy that a
/// synchronising program made can be the only one that is left.
pub fn is_kandidaat(naam: &str) -> bool {
    let lower = naam.to_lowercase();
    lower.ends_with(".json") && !lower.starts_with('.') && !lower.starts_with(WIJZER_BEGIN)
}

/// What a name given by [`bestandsnaam`] says: when, as sortable text, and the beginning of the id.
pub fn in_naam(naam: &str) -> Option<(&str, &str)> {
    let stem = naam.strip_prefix("netwerk-")?.strip_suffix(".json")?;
    let (rest, id) = stem.rsplit_once('-')?;
    let cut = rest.len().checked_sub("20260101-000000".len())?;
    let moment = rest.get(cut..)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, time) = moment.split_once('-')?;
    let good = day.len() == 8 && time.len() == 6 && digits(day) && digits(time);
    let hex = id.len() == 8 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (good && hex).then_some((moment, id))
}

/// The index: the versions that were put down last, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wijzer {
    soort: String,
    /// The versions.
    pub versies: Vec<Wijzing>,
}

/// A version in the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wijzing {
    /// Its id.
    pub versie_id: VersieId,
    /// Under which name it stands there.
    pub naam: String,
    /// When it was made.
    pub gemaakt_op: Timestamp,
}

impl Wijzer {
    /// The index that stands in these bytes. One that cannot be read says nothing: it is only a hint.
    pub fn lees(bytes: &[u8]) -> Wijzer {
        let read: Option<Wijzer> = serde_json::from_slice(bytes).ok();
        read.filter(|read| read.soort == WIJZER_SOORT).unwrap_or_default()
    }

    /// The index with a version on top.
    #[must_use]
    pub fn met(mut self, kop: &Kop, naam: &str) -> Wijzer {
        self.versies.retain(|known| known.naam != naam);
        self.versies.insert(0, Wijzing { versie_id: kop.versie_id, naam: naam.to_owned(), gemaakt_op: kop.gemaakt_op });
        self.versies.truncate(MEEST_IN_WIJZER);
        self.soort = WIJZER_SOORT.to_owned();
        self
    }

    /// Its bytes.
    pub fn tekst(&self) -> String {
        // What holds texts, ids and moments is always JSON.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// How much a version weighs in deciding what is newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gewicht {
    /// Nobody signed it.
    Zonder,
    /// It has a good signature of somebody whom the reader does not trust yet, or is a step back.
    Ondertekend,
    /// It has a good signature, and the reader takes it.
    Vertrouwd,
}

/// A version that stands at a place, as far as deciding what is newest needs it.
#[derive(Debug, Clone)]
pub struct Plaats<'a> {
    /// Its head.
    pub kop: &'a Kop,
    /// The versions from which it descends.
    pub voorgangers: &'a [VersieId],
    /// Whose key signed it.
    pub sleutel: Option<Sleutel>,
    /// Whether that key is one that the reader knows.
    pub bekend: bool,
    /// How much it weighs.
    pub gewicht: Gewicht,
}

impl Plaats<'_> {
    fn noemt(&self, id: VersieId) -> bool {
        self.voorgangers.contains(&id)
    }

    /// Whether it is later in the line than another one.
    fn na(&self, other: &Plaats<'_>) -> bool {
        let moment = |one: &Plaats<'_>| (one.kop.gemaakt_op, one.kop.versie_id);
        self.noemt(other.kop.versie_id) && (!other.noemt(self.kop.versie_id) || moment(self) > moment(other))
    }

    /// Whether it takes the place of another one. What nobody vouches for takes the place of nothing that somebody does,
    /// and a stranger's version only of that same stranger's.
    fn vervangt(&self, other: &Plaats<'_>) -> bool {
        let may = self.bekend || other.gewicht == Gewicht::Zonder || self.sleutel == other.sleutel;
        self.gewicht >= other.gewicht && may && self.na(other)
    }
}

/// Which of these versions are the newest: those of which none takes the place. One, unless two people went on from the
/// same version without seeing each other's.
pub fn koppen(versies: &[Plaats<'_>]) -> Vec<usize> {
    let newest = |at: &usize| {
        let one = &versies[*at];
        !versies.iter().any(|other| other.vervangt(one))
    };
    let found: Vec<usize> = (0..versies.len()).filter(newest).collect();
    if !found.is_empty() {
        return found;
    }
    // Three or more that name each other in a circle.
    (0..versies.len()).max_by_key(|at| (versies[*at].kop.gemaakt_op, versies[*at].kop.versie_id)).into_iter().collect()
}

/// How much a version weighs, by what is thought of it and whether it is taken.
pub fn gewicht(oordeel: &Oordeel, genomen: bool) -> Gewicht {
    match oordeel {
        Oordeel::Eigen(_) | Oordeel::Vertrouwd(_) => Gewicht::Vertrouwd,
        Oordeel::Eerste(_) | Oordeel::Ouder(_) | Oordeel::AndereSleutel { .. } => {
            if genomen {
                Gewicht::Vertrouwd
            } else {
                Gewicht::Ondertekend
            }
        }
        Oordeel::Zonder | Oordeel::ZonderTerwijl(_) | Oordeel::Fout | Oordeel::ZonderSleutel => Gewicht::Zonder,
    }
}

/// Whether the key that signed is one that the reader knows.
pub fn bekende_sleutel(oordeel: &Oordeel) -> bool {
    match oordeel {
        Oordeel::Eigen(_) | Oordeel::Vertrouwd(_) | Oordeel::Ouder(_) => true,
        Oordeel::Eerste(_)
        | Oordeel::AndereSleutel { .. }
        | Oordeel::Zonder
        | Oordeel::ZonderTerwijl(_)
        | Oordeel::Fout
        | Oordeel::ZonderSleutel => false,
    }
}

/// Whether a version that is not in the own line stands in the way of publishing another. A file that anybody may have
/// put down does not.
pub fn houdt_tegen(oordeel: &Oordeel) -> bool {
    match oordeel {
        Oordeel::Eigen(_) | Oordeel::Vertrouwd(_) | Oordeel::Eerste(_) | Oordeel::Ouder(_) | Oordeel::Zonder => true,
        Oordeel::AndereSleutel { .. } | Oordeel::ZonderTerwijl(_) | Oordeel::Fout | Oordeel::ZonderSleutel => false,
    }
}
