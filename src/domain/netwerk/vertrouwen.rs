//! Who vouches for a network file: keys, what a signature says, and which files are taken.
//!
//! The key of a publisher is pinned at first use, for a region. After that a file of that region is taken when that key
//! signed it and it is no step back; everything else needs the user's explicit word, or is refused always. What is said
//! here is said of outcomes: the arithmetic of a signature is done by whoever has the file.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::bestand::{Inhoud, Kop, Netwerkbestand, VersieId};
use super::{Netwerkversie, dag};
use crate::domain::canoniek;
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::clean;
use crate::domain::kluis::{Batch, Change, Entity, Key, Model, Moment, Owner, Record};
use crate::domain::search::fold;

/// How many bytes a public key has in the form of minisign: algorithm, id, key.
const SLEUTEL_BYTES: usize = 42;
/// What a public key begins with: Ed25519.
const SOORT_SLEUTEL: [u8; 2] = *b"Ed";
/// What the signed line of a signature of this program begins with.
const OPMERKING: &str = "aandacht netwerk ";
/// So much of the name of a publisher is shown beside a fingerprint, in characters.
const NAAM_LENGTE: usize = 60;
/// So much of the name of a region stands in that line, in characters.
const REGIO_LENGTE: usize = 120;

/// A public key, as minisign writes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sleutel([u8; SLEUTEL_BYTES]);

impl Sleutel {
    /// The key that is written like this: the second line of a minisign public key.
    pub fn lees(text: &str) -> Option<Sleutel> {
        let bytes = STANDARD.decode(text.trim()).ok()?;
        let key = Sleutel(bytes.try_into().ok()?);
        (key.0[..2] == SOORT_SLEUTEL).then_some(key)
    }

    /// The key in a `.pub` file, or written by itself.
    pub fn lees_bestand(text: &str) -> Option<Sleutel> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next()?;
        if first.starts_with("untrusted comment:") { Sleutel::lees(lines.next()?) } else { Sleutel::lees(first) }
    }

    /// What two people compare on the telephone: 128 bits of its SHA-256, in eight groups. The id that minisign shows
    /// would not do: anybody can give a key any id.
    pub fn vingerafdruk(&self) -> String {
        let hash: [u8; 32] = Sha256::digest(self.0).into();
        let groups: Vec<String> = hash[..16].chunks(2).map(canoniek::hex).collect();
        groups.join(" ")
    }

    /// The first two groups of its fingerprint: enough to tell known keys apart in a list, not to compare by.
    pub fn kort(&self) -> String {
        self.vingerafdruk().chars().take(9).collect()
    }

    /// Its id as minisign writes it.
    pub fn id(&self) -> String {
        let mut id: Vec<u8> = self.0[2..10].to_vec();
        id.reverse();
        canoniek::hex(&id).to_uppercase()
    }

    /// As a `.pub` file that minisign reads.
    pub fn als_bestand(&self) -> String {
        format!("untrusted comment: minisign public key {}\n{self}\n", self.id())
    }
}

impl fmt::Display for Sleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Sleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sleutel({})", self.kort())
    }
}

impl Serialize for Sleutel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sleutel {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Sleutel, D::Error> {
        let text = <std::borrow::Cow<'_, str> as Deserialize>::deserialize(deserializer)?;
        Sleutel::lees(&text).ok_or_else(|| serde::de::Error::custom("not a public key"))
    }
}

/// The secret half of a key: wiped when it is dropped, and never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Geheim(String);

impl Geheim {
    /// A secret key in the form of minisign, without a password of its own: the kluis is its protection.
    pub fn new(text: String) -> Geheim {
        Geheim(text)
    }

    /// The key itself, for who signs.
    pub fn tekst(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Geheim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Geheim")
    }
}

/// The key with which the user signs. It stands in the kluis alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tekensleutel {
    /// The public half.
    pub sleutel: Sleutel,
    /// The secret half.
    pub geheim: Geheim,
    /// Since when.
    pub gemaakt_op: Timestamp,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Tekensleutel {
    /// Where it is kept: one at a time.
    pub fn key() -> Key {
        Key::Named("tekensleutel".to_owned())
    }

    /// The one of this kluis.
    pub fn van(model: &Model) -> Option<&Tekensleutel> {
        model.all::<Tekensleutel>().next().map(|(_, known)| known)
    }
}

impl Entity for Tekensleutel {
    const KIND: &'static str = "tekensleutel";
    const VERSION: u32 = 1;
}

/// The key of a publisher, pinned for a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vertrouwd {
    /// Name of the region, as the file said it.
    pub regio: String,
    /// The municipalities of that region, by code: what is touched by a file without signature.
    #[serde(default)]
    pub gemeenten: Vec<String>,
    /// The key.
    pub sleutel: Sleutel,
    /// Who published the file with which it was pinned, as that file said it.
    pub door: String,
    /// Since when.
    pub sinds: Timestamp,
    /// When the newest version was made that was taken from this key.
    pub laatste_gemaakt_op: Timestamp,
    /// That version.
    pub laatste_versie: VersieId,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Entity for Vertrouwd {
    const KIND: &'static str = "vertrouwd";
    const VERSION: u32 = 1;
}

/// Names of regions are the same when their letters and digits are: a hyphen more is not another region.
pub fn zelfde_regio(een: &str, ander: &str) -> bool {
    regio_naam(een) == regio_naam(ander)
}

fn regio_naam(regio: &str) -> String {
    fold(regio).split_whitespace().collect()
}

impl Vertrouwd {
    /// Where the key of a region is kept: one for each.
    pub fn key(regio: &str) -> Key {
        Key::Named(format!("vertrouwd/{}", regio_naam(regio)))
    }

    /// The keys that are pinned, by region.
    pub fn alle(model: &Model) -> Vec<Vertrouwd> {
        let mut all: Vec<Vertrouwd> = model.all::<Vertrouwd>().map(|(_, known)| known.clone()).collect();
        all.sort_by_cached_key(|known| fold(&known.regio));
        all
    }

    /// Whether it is of this region.
    pub fn is_van(&self, regio: &str) -> bool {
        zelfde_regio(&self.regio, regio)
    }

    /// Whether a file without signature touches this region: by its name, by a municipality, or because it does not say
    /// of which municipalities it is. Who takes a signature off can also change the name.
    fn raakt(&self, betreft: &Betreft<'_>) -> bool {
        self.is_van(&betreft.kop.regio)
            || betreft.gemeenten.is_empty()
            || betreft.gemeenten.iter().any(|code| self.gemeenten.contains(code))
    }

    /// Who it is, in half a sentence.
    pub fn wie(&self) -> String {
        format!("{}, sleutel {}", naam(&self.door), self.sleutel.kort())
    }
}

/// A name as it stands in a sentence.
/// Who says to have published it. A stranger wrote that: it is never long enough to push a fingerprint out of sight, and
/// holds nothing that a terminal obeys.
fn naam(door: &str) -> String {
    let shown: String = clean(door).trim().chars().take(NAAM_LENGTE).collect();
    if shown.is_empty() { "iemand zonder naam".to_owned() } else { shown }
}

/// What came of holding a signature against a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handtekening {
    /// There is none.
    Geen,
    /// It is good, and of this key.
    Goed(Sleutel),
    /// It is not of this file, or cannot be read.
    Fout,
    /// It cannot be checked: nobody said with which key.
    ZonderSleutel,
}

/// What is judged: the head of a file, and the municipalities of which it is.
#[derive(Debug, Clone, Copy)]
pub struct Betreft<'a> {
    /// The head.
    pub kop: &'a Kop,
    /// The municipalities, by code.
    pub gemeenten: &'a [String],
}

impl<'a> Betreft<'a> {
    /// The file.
    pub fn van(bestand: &'a Netwerkbestand) -> Betreft<'a> {
        Betreft { kop: &bestand.kop, gemeenten: &bestand.inhoud.gebied.gemeenten }
    }
}

/// What the reader knows.
#[derive(Debug, Clone, Default)]
pub struct Kennis {
    /// The reader's own key.
    pub eigen: Option<Sleutel>,
    /// The keys that are pinned.
    pub vertrouwd: Vec<Vertrouwd>,
    /// The versions from which the network here comes, and that which it is.
    pub lijn: Vec<VersieId>,
}

impl Kennis {
    /// What a kluis knows.
    pub fn van(model: &Model) -> Kennis {
        let mut lijn = super::Netwerkgegevens::van(model).voorgangers;
        lijn.push(Inhoud::van(model, true).versie_id());
        Kennis { eigen: Tekensleutel::van(model).map(|known| known.sleutel), vertrouwd: Vertrouwd::alle(model), lijn }
    }

    /// Every key with which a signature may have been made.
    pub fn sleutels(&self) -> Vec<Sleutel> {
        self.eigen.into_iter().chain(self.vertrouwd.iter().map(|known| known.sleutel)).collect()
    }
}

/// What is thought of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oordeel {
    /// The reader signed it.
    Eigen(Sleutel),
    /// The pinned key signed it, and it is no step back.
    Vertrouwd(Vertrouwd),
    /// A good signature, and nobody is pinned for the region yet.
    Eerste(Sleutel),
    /// A good signature of another key than the one that is pinned.
    AndereSleutel {
        /// What is pinned.
        bekend: Vertrouwd,
        /// The key that signed.
        nieuw: Sleutel,
    },
    /// The pinned key signed it, and it is older than what was taken before.
    Ouder(Vertrouwd),
    /// Nobody signed it, and nobody is pinned whose region it touches.
    Zonder,
    /// Nobody signed it, and this publisher is pinned.
    ZonderTerwijl(Vertrouwd),
    /// The signature is not of this file.
    Fout,
    /// The signature cannot be checked.
    ZonderSleutel,
}

/// What the user says explicitly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Woord {
    /// Trust the key of a publisher of whom nothing was taken yet.
    pub vertrouw: bool,
    /// Take a file that nobody vouches for.
    pub zonder_handtekening: bool,
    /// Take a version that is older than what was taken before.
    pub toch_ouder: bool,
}

/// Judges a file.
pub fn beoordeel(kennis: &Kennis, betreft: &Betreft<'_>, handtekening: Handtekening) -> Oordeel {
    let sleutel = match handtekening {
        Handtekening::Fout => return Oordeel::Fout,
        Handtekening::ZonderSleutel => return Oordeel::ZonderSleutel,
        Handtekening::Geen => {
            // A file that says it comes from the network here would change it without asking, whatever region it names.
            let descends = || betreft.kop.lijn().any(|id| kennis.lijn.contains(&id));
            let touched = kennis.vertrouwd.iter().find(|known| known.raakt(betreft));
            let touched = touched.or_else(|| kennis.vertrouwd.first().filter(|_| descends()));
            return touched.map_or(Oordeel::Zonder, |known| Oordeel::ZonderTerwijl(known.clone()));
        }
        Handtekening::Goed(sleutel) => sleutel,
    };
    if kennis.eigen == Some(sleutel) {
        return Oordeel::Eigen(sleutel);
    }
    let Some(bekend) = kennis.vertrouwd.iter().find(|known| known.is_van(&betreft.kop.regio)) else {
        return Oordeel::Eerste(sleutel);
    };
    if bekend.sleutel != sleutel {
        return Oordeel::AndereSleutel { bekend: bekend.clone(), nieuw: sleutel };
    }
    let here_already = kennis.lijn.contains(&betreft.kop.versie_id);
    if betreft.kop.gemaakt_op < bekend.laatste_gemaakt_op && !here_already {
        return Oordeel::Ouder(bekend.clone());
    }
    Oordeel::Vertrouwd(bekend.clone())
}

fn dagen(at: Timestamp) -> String {
    dates::long(dag(at))
}

impl Oordeel {
    /// The key that signed, when the signature is good.
    pub fn sleutel(&self) -> Option<Sleutel> {
        match self {
            Oordeel::Eigen(sleutel) | Oordeel::Eerste(sleutel) | Oordeel::AndereSleutel { nieuw: sleutel, .. } => {
                Some(*sleutel)
            }
            Oordeel::Vertrouwd(bekend) | Oordeel::Ouder(bekend) => Some(bekend.sleutel),
            Oordeel::Zonder | Oordeel::ZonderTerwijl(_) | Oordeel::Fout | Oordeel::ZonderSleutel => None,
        }
    }

    /// The word for it in JSON.
    pub fn id(&self) -> &'static str {
        match self {
            Oordeel::Eigen(_) => "eigen",
            Oordeel::Vertrouwd(_) => "vertrouwd",
            Oordeel::Eerste(_) => "eerste",
            Oordeel::AndereSleutel { .. } => "andere-sleutel",
            Oordeel::Ouder(_) => "ouder",
            Oordeel::Zonder => "zonder",
            Oordeel::ZonderTerwijl(_) => "zonder-terwijl-vertrouwd",
            Oordeel::Fout => "fout",
            Oordeel::ZonderSleutel => "zonder-sleutel",
        }
    }

    /// Who vouches for the file, to be shown with its head: sentences.
    pub fn regels(&self, kop: &Kop) -> Vec<String> {
        match self {
            Oordeel::Eigen(sleutel) => vec![format!("Ondertekend door uzelf, sleutel {}.", sleutel.kort())],
            Oordeel::Vertrouwd(bekend) => vec![format!(
                "Ondertekend door {}; u vertrouwt deze sleutel sinds {}.",
                bekend.wie(),
                dagen(bekend.sinds)
            )],
            Oordeel::Eerste(sleutel) => vec![
                format!("Vingerafdruk: {}.", sleutel.vingerafdruk()),
                format!(
                    "Ondertekend met een sleutel die u nog niet kent, door wie zich \"{}\" noemt.",
                    naam(&kop.uitgever)
                ),
                "Bel de uitgever en vergelijk de vingerafdruk voordat u de sleutel vertrouwt.".to_owned(),
            ],
            Oordeel::AndereSleutel { bekend, nieuw } => vec![
                "Pas op: ondertekend met een andere sleutel dan die u vertrouwt.".to_owned(),
                format!("U vertrouwt: {}.", bekend.sleutel.vingerafdruk()),
                format!("Dit bestand: {}.", nieuw.vingerafdruk()),
            ],
            Oordeel::Ouder(bekend) => vec![
                format!("Ondertekend door {}.", bekend.wie()),
                format!(
                    "Pas op: deze versie is van {}; u hebt al een versie van {}.",
                    moment(kop.gemaakt_op),
                    moment(bekend.laatste_gemaakt_op)
                ),
            ],
            Oordeel::Zonder => vec!["Niet ondertekend: niemand staat in voor wat erin staat.".to_owned()],
            Oordeel::ZonderTerwijl(bekend) => vec![format!(
                "Pas op: niet ondertekend, terwijl u voor {} de sleutel vertrouwt van {}.",
                regio(&bekend.regio),
                naam(&bekend.door)
            )],
            Oordeel::Fout => vec!["Pas op: de handtekening klopt niet bij dit bestand.".to_owned()],
            Oordeel::ZonderSleutel => vec!["Ondertekend met een sleutel die hier niet bekend is.".to_owned()],
        }
    }

    /// What the user may say so that the file is taken; nothing when it is taken anyway, or never.
    pub fn vraagt(&self) -> Option<Woord> {
        match self {
            Oordeel::Eerste(_) => Some(Woord { vertrouw: true, ..Woord::default() }),
            Oordeel::Ouder(_) => Some(Woord { toch_ouder: true, ..Woord::default() }),
            Oordeel::ZonderTerwijl(_) => Some(Woord { zonder_handtekening: true, ..Woord::default() }),
            Oordeel::Eigen(_)
            | Oordeel::Vertrouwd(_)
            | Oordeel::AndereSleutel { .. }
            | Oordeel::Zonder
            | Oordeel::Fout
            | Oordeel::ZonderSleutel => None,
        }
    }

    /// Whether the file may be taken, with what the user said.
    ///
    /// # Errors
    /// It may not: why, and what to do.
    pub fn mag(&self, kop: &Kop, woord: Woord) -> Result<(), Fault> {
        let niets = "Er is niets overgenomen.";
        match self {
            Oordeel::Eigen(_) | Oordeel::Vertrouwd(_) | Oordeel::Zonder => Ok(()),
            Oordeel::Eerste(_) if woord.vertrouw => Ok(()),
            Oordeel::Ouder(_) if woord.toch_ouder => Ok(()),
            Oordeel::ZonderTerwijl(_) if woord.zonder_handtekening => Ok(()),
            Oordeel::Eerste(sleutel) => Err(Fault::input(
                "U kent de sleutel van deze uitgever nog niet.",
                format!(
                    "De vingerafdruk van de sleutel is {}. Het bestand is ondertekend door wie zich \"{}\" noemt.",
                    sleutel.vingerafdruk(),
                    naam(&kop.uitgever)
                ),
                "Bel de uitgever op een nummer dat u al had, en vergelijk de vingerafdruk. Klopt hij, lees het bestand dan \
                 in met --vertrouw. Er is niets overgenomen.",
            )),
            Oordeel::AndereSleutel { bekend, nieuw } => Err(Fault::input(
                "Dit bestand is ondertekend met een andere sleutel dan die u vertrouwt.",
                format!(
                    "Voor {} vertrouwt u de sleutel {} van {}. Dit bestand is ondertekend met de sleutel {}. Iemand anders kan \
                     het gemaakt hebben.",
                    regio(&bekend.regio),
                    bekend.sleutel.vingerafdruk(),
                    naam(&bekend.door),
                    nieuw.vingerafdruk()
                ),
                format!(
                    "{niets} Bel de uitgever op een nummer dat u al had. Heeft die echt een nieuwe sleutel, en klopt de \
                     vingerafdruk? Geef dan op: aandacht netwerk vertrouwen vervang \"{}\" {nieuw}",
                    bekend.regio
                ),
            )),
            Oordeel::Ouder(bekend) => Err(Fault::input(
                "Dit bestand is ouder dan wat u al hebt.",
                format!(
                    "Het is gemaakt op {}; van dezelfde uitgever nam u al een versie over van {}.",
                    moment(kop.gemaakt_op),
                    moment(bekend.laatste_gemaakt_op)
                ),
                format!(
                    "{niets} Vraag om het nieuwste bestand. Wilt u deze oudere versie toch inlezen, \
                     gebruik dan op de opdrachtregel --toch-ouder."
                ),
            )),
            Oordeel::ZonderTerwijl(bekend) => Err(Fault::input(
                "Dit bestand is niet ondertekend.",
                format!(
                    "Voor {} vertrouwt u de sleutel van {}. Zonder handtekening kan iedereen dit bestand gemaakt of \
                     veranderd hebben.",
                    regio(&bekend.regio),
                    naam(&bekend.door)
                ),
                format!(
                    "{niets} Vraag ook om het bestand dat eindigt op .minisig, en zet het ernaast. Wilt u het toch \
                     inlezen, gebruik dan op de opdrachtregel --zonder-handtekening: niemand staat dan in voor wat erin staat."
                ),
            )),
            Oordeel::Fout => Err(Fault::input(
                "De handtekening klopt niet bij dit bestand.",
                "Het bestand is veranderd nadat het is ondertekend, is onderweg beschadigd, of de handtekening hoort bij \
                 een ander bestand.",
                format!("{niets} Vraag de uitgever om het bestand en de handtekening opnieuw te sturen."),
            )),
            Oordeel::ZonderSleutel => Err(Fault::input(
                "De handtekening kan niet worden gecontroleerd.",
                "Ze is gemaakt met een sleutel die hier niet bekend is, en die er niet bij staat.",
                format!(
                    "{niets} Vraag de uitgever om de openbare sleutel (.pub), en geef die op de opdrachtregel met \
                     --sleutel."
                ),
            )),
        }
    }
}

fn regio(regio: &str) -> String {
    if regio.trim().is_empty() { "een regio zonder naam".to_owned() } else { format!("regio {}", regio.trim()) }
}

/// A day, and the time in UTC: two versions can be of one day.
fn moment(at: Timestamp) -> String {
    let seconds = at.as_second().rem_euclid(86_400);
    format!("{}, {:02}:{:02}:{:02} UTC", dagen(at), seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The line that is signed with a file: which version it is, and the key itself. A reader who does not have the key yet
/// finds it here; who it is of, the line cannot say.
pub fn opmerking(kop: &Kop, sleutel: Sleutel) -> String {
    format!(
        "{OPMERKING}versie_id={} gemaakt_op={} sleutel={sleutel} regio={}",
        kop.versie_id,
        kop.gemaakt_op,
        regio_in_regel(&kop.regio)
    )
}

/// The name of a region on one line.
fn regio_in_regel(regio: &str) -> String {
    let clean: String = regio.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let short: String = clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(REGIO_LENGTE).collect();
    short.trim_end().to_owned()
}

/// A word of the signed line: what stands behind its name.
fn woord_in<'a>(opmerking: &'a str, name: &str) -> Option<&'a str> {
    let own = opmerking.strip_prefix(OPMERKING)?;
    if name == "regio" {
        return own.split_once("regio=").map(|(_, region)| region.trim_end());
    }
    let words = own.split_once("regio=").map_or(own, |(words, _)| words);
    words.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
}

/// The key that a signed line names.
pub fn sleutel_in(opmerking: &str) -> Option<Sleutel> {
    Sleutel::lees(woord_in(opmerking, "sleutel")?)
}

/// Whether a signed line is of this file and this key. A line that another program wrote says nothing of a file: the
/// signature is of the whole file, with its head.
pub fn opmerking_klopt(opmerking: &str, kop: &Kop, sleutel: Sleutel) -> bool {
    if !opmerking.starts_with(OPMERKING) {
        return true;
    }
    woord_in(opmerking, "versie_id") == Some(kop.versie_id.to_string().as_str())
        && woord_in(opmerking, "gemaakt_op") == Some(kop.gemaakt_op.to_string().as_str())
        && woord_in(opmerking, "regio") == Some(regio_in_regel(&kop.regio).as_str())
        && sleutel_in(opmerking) == Some(sleutel)
}

fn put(key: Key, record: impl Into<Record>) -> Change {
    Change::Put { key, owner: Owner::Shared, record: record.into() }
}

/// Keeps what follows from taking a file: the key that is pinned, the newest version of it, and with the version who
/// signed it. Joins the batch with which the file is taken, so that one is not kept without the other.
///
/// A version that is older, taken on the user's word, is where counting begins again.
pub fn onthoud(model: &Model, batch: &mut Batch, bestand: &Netwerkbestand, oordeel: &Oordeel, now: Moment) {
    let kop = &bestand.kop;
    let gemeenten = &bestand.inhoud.gebied.gemeenten;
    let pin = match oordeel {
        Oordeel::Eerste(sleutel) => Some(Vertrouwd {
            regio: kop.regio.clone(),
            gemeenten: gemeenten.clone(),
            sleutel: *sleutel,
            door: kop.uitgever.clone(),
            sinds: now.stamp,
            laatste_gemaakt_op: kop.gemaakt_op,
            laatste_versie: kop.versie_id,
            rest: Map::new(),
        }),
        Oordeel::Vertrouwd(bekend) | Oordeel::Ouder(bekend) => {
            let newer = kop.gemaakt_op >= bekend.laatste_gemaakt_op || matches!(oordeel, Oordeel::Ouder(_));
            newer.then(|| Vertrouwd {
                gemeenten: gemeenten.clone(),
                laatste_gemaakt_op: kop.gemaakt_op,
                laatste_versie: kop.versie_id,
                ..bekend.clone()
            })
        }
        Oordeel::Eigen(_)
        | Oordeel::AndereSleutel { .. }
        | Oordeel::Zonder
        | Oordeel::ZonderTerwijl(_)
        | Oordeel::Fout
        | Oordeel::ZonderSleutel => None,
    };
    if let Some(pin) = pin.filter(|pin| !model.all::<Vertrouwd>().any(|(_, known)| known == pin)) {
        batch.changes.push(put(Vertrouwd::key(&pin.regio), pin));
    }
    if let Some(sleutel) = oordeel.sleutel() {
        merk(model, batch, kop.versie_id, sleutel);
    }
}

/// Keeps with a version who signed it, whether it is kept already or is being kept in this batch.
pub fn merk(model: &Model, batch: &mut Batch, versie_id: VersieId, sleutel: Sleutel) {
    for change in &mut batch.changes {
        if let Change::Put { record: Record::Netwerkversie(versie), .. } = change
            && versie.versie_id == versie_id
        {
            versie.ondertekend = Some(sleutel);
            return;
        }
    }
    if let Some(known) = Netwerkversie::van(model, versie_id).filter(|known| known.ondertekend != Some(sleutel)) {
        let signed = Netwerkversie { ondertekend: Some(sleutel), ..known.clone() };
        batch.changes.push(put(Netwerkversie::key(versie_id), signed));
    }
}

/// Replaces the key of a region on purpose. How far its versions are stays: the new key does not open the way back.
///
/// # Errors
/// Nobody is pinned for this region.
pub fn vervang(model: &Model, regio: &str, sleutel: Sleutel, now: Moment) -> Result<Batch, Fault> {
    let bekend = gezocht(model, regio)?;
    if bekend.sleutel == sleutel {
        return Ok(Batch::default());
    }
    let fresh = Vertrouwd { sleutel, sinds: now.stamp, ..bekend };
    Ok(Batch { changes: vec![put(Vertrouwd::key(&fresh.regio), fresh)] })
}

/// Forgets the key of a region.
///
/// # Errors
/// Nobody is pinned for this region.
pub fn vergeet(model: &Model, regio: &str) -> Result<Batch, Fault> {
    Ok(Batch { changes: vec![Change::Delete(Vertrouwd::key(&gezocht(model, regio)?.regio))] })
}

fn gezocht(model: &Model, regio: &str) -> Result<Vertrouwd, Fault> {
    Vertrouwd::alle(model).into_iter().find(|known| known.is_van(regio)).ok_or_else(|| {
        Fault::input(
            "Voor deze regio vertrouwt u nog geen sleutel.",
            "Een sleutel wordt vertrouwd bij het eerste bestand dat u ermee inleest.",
            "Kijk met aandacht netwerk vertrouwen welke regio's er zijn.",
        )
    })
}
