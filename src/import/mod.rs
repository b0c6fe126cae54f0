//! What partners send, one file per format: bytes in, an [`Inlezing`] out. Nothing
//! here knows the kluis or what a row is compared with.
//!
//! A stranger's file is never trusted: what it is follows from its bytes, everything that grows with it has a limit
//! ([`Grenzen`]), and a parser that panics on it becomes a [`Fault`]. A panic that is caught still passes the hook of the
//! process: the thread on which [`lees`] runs has to be one of which the hook keeps silent.

mod csv;
mod eigen;
mod herken;
mod hsds;
mod ingepakt;
mod tabel;
mod tekst;
mod vcard;
mod werkblad;

use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub mod netwerk;

pub use herken::{BEGIN, herken};

use crate::domain::fault::Fault;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::invoer::{Bestandsoort, Concept, Gebrek, Gelezen, Inlezing};

/// The bytes of a file.
pub trait Bron: Read + Seek {}

impl<T: Read + Seek + ?Sized> Bron for T {}

/// How much of a file is read at most. What is over it is refused before it costs memory or time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grenzen {
    /// Bytes of a file that is no CSV.
    pub bestand: u64,
    /// Bytes of a CSV file, which is read as it comes.
    pub csv: u64,
    /// Unpacked bytes of one member of a workbook.
    pub lid: u64,
    /// Unpacked bytes of all members of a workbook together.
    pub leden: u64,
    /// Members of a workbook.
    pub aantal_leden: u64,
    /// Cells of an ODS workbook, repeated ones counted as often as they stand there.
    pub cellen: u64,
    /// Rows of all tables together.
    pub rijen: usize,
    /// Columns of a table.
    pub kolommen: usize,
    /// Bytes of a cell.
    pub cel: usize,
    /// Bytes of a row of a CSV file.
    pub rij: usize,
    /// Lines over which one cell of a CSV file may run: more is a quote that was forgotten.
    pub regels_in_cel: u64,
    /// Bytes of everything that is kept of a file.
    pub tekst: usize,
    /// Cards of a vCard file.
    pub kaarten: usize,
    /// Lines of one card.
    pub regels_per_kaart: usize,
    /// How deep the parts of a JSON file may stand in each other.
    pub diepte: usize,
    /// Rows and values that cannot be read. A file with more is not worth going on with.
    pub gebreken: usize,
}

impl Default for Grenzen {
    fn default() -> Grenzen {
        Grenzen {
            // What this program writes of 100,000 entries is 90 MB as vCard.
            bestand: 160 << 20,
            csv: 512 << 20,
            lid: 512 << 20,
            leden: 768 << 20,
            aantal_leden: 10_000,
            cellen: 6_000_000,
            rijen: 1_100_000,
            kolommen: 500,
            cel: 64 << 10,
            rij: 1 << 20,
            regels_in_cel: 200,
            tekst: 768 << 20,
            kaarten: 1_100_000,
            regels_per_kaart: 20_000,
            diepte: 64,
            gebreken: 10_000,
        }
    }
}

/// Reads a file of a partner.
///
/// `naam` is how the file is called; only its extension counts, and only to say that the file is something else. A
/// network file is not read here: ask [`herken`] first.
///
/// # Errors
/// When the file is empty, nothing that can be read, broken, protected or over a limit, with what it seems to be and
/// what to do.
pub fn lees(naam: &str, bron: &mut dyn Bron, grenzen: &Grenzen) -> Result<Inlezing, Fault> {
    let lengte = bron.seek(SeekFrom::End(0)).map_err(onleesbaar)?;
    let begin = begin_van(bron)?;
    let soort = herken(naam, &begin)?;
    let most = if soort == Bestandsoort::Csv { grenzen.csv } else { grenzen.bestand };
    if lengte > most {
        return Err(Fault::input(
            format!("Dit bestand is te groot: {} MB.", lengte >> 20),
            format!("Een bestand van de soort {} mag {} MB zijn.", soort.tekst(), most >> 20),
            "Vraag de afzender om alleen de rijen die u nodig hebt, of splits het bestand.",
        ));
    }
    let mut inlezing = vangen(|| match soort {
        Bestandsoort::Csv => csv::lees(bron, &begin, grenzen),
        Bestandsoort::Xlsx | Bestandsoort::Ods => werkblad::lees(bron, grenzen),
        Bestandsoort::Vcard => vcard::lees(bron, &begin, grenzen),
        Bestandsoort::Hsds => hsds::lees(bron, &begin, grenzen),
        Bestandsoort::Netwerk => Err(Fault::input(
            "Dit is een netwerkbestand.",
            "Een netwerkbestand wordt als geheel gelezen, niet rij voor rij.",
            "Open het als netwerkbestand.",
        )),
    })?;
    if let Gelezen::Concepten(concepten) = &mut inlezing.inhoud {
        let (uniek, dubbel) = dubbelen(std::mem::take(concepten));
        *concepten = uniek;
        inlezing.gebreken.extend(dubbel);
    }
    inlezing.opmerkingen.extend(herken::naam_klopt_niet(naam, inlezing.soort));
    Ok(inlezing)
}

/// The first bytes of a file, as [`herken`] wants them; the file stands at its beginning again.
///
/// # Errors
/// When the file cannot be read.
pub fn begin_van(bron: &mut dyn Bron) -> Result<Vec<u8>, Fault> {
    let mut begin = Vec::with_capacity(BEGIN);
    bron.rewind().map_err(onleesbaar)?;
    bron.take(BEGIN as u64).read_to_end(&mut begin).map_err(onleesbaar)?;
    bron.rewind().map_err(onleesbaar)?;
    Ok(begin)
}

/// Takes out the rows that have the id or the key of an earlier row: which of the two is meant cannot be known, and the
/// first one stands. [`lees`] does so with entries; of tables the rows have keys only after their columns were told what
/// they mean, so it is to be called over all of them together then. A second time changes nothing.
pub fn dubbelen(concepten: Vec<Concept>) -> (Vec<Concept>, Vec<Gebrek>) {
    let mut ids: HashMap<RecordId, String> = HashMap::new();
    let mut sleutels: HashMap<Box<str>, String> = HashMap::new();
    let mut gebreken = Vec::new();
    let mut uniek = Vec::with_capacity(concepten.len());
    for concept in concepten {
        let earlier = concept.id.and_then(|id| ids.get(&id).map(|plek| ("id", id.uuid(), plek)));
        let key = concept.sleutel.as_ref();
        let same_key = || key.and_then(|key| sleutels.get(key).map(|plek| ("nummer", kort(key), plek)));
        if let Some((wat, which, plek)) = earlier.or_else(same_key) {
            let here = plek_tekst(&concept);
            let wat = if *plek == here {
                format!("Het {wat} {which} staat er twee keer.")
            } else {
                format!("Het {wat} {which} staat er twee keer: {plek} en {here}.")
            };
            let advies = "Elke rij heeft een eigen id of nummer. Haal een van de twee weg, of geef die een ander.";
            gebreken.push(Gebrek { plek: concept.plek, wat, advies: advies.to_owned(), hele_rij: true });
            continue;
        }
        if let Some(id) = concept.id {
            ids.insert(id, plek_tekst(&concept));
        }
        if let Some(key) = &concept.sleutel {
            sleutels.insert(key.clone(), plek_tekst(&concept));
        }
        uniek.push(concept);
    }
    (uniek, gebreken)
}

fn plek_tekst(concept: &Concept) -> String {
    match &concept.plek.blad {
        Some(blad) => format!("op blad {blad}, rij {}", concept.plek.regel),
        None => format!("op regel {}", concept.plek.regel),
    }
}

/// What a parser makes of a file, or a fault when it panics.
fn vangen<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(kapot("Het lezen ervan loopt vast.")))
}

/// The fault for a file that is not as its format prescribes.
fn kapot(waarom: &str) -> Fault {
    Fault::input(
        "Dit bestand is kapot, of niet helemaal aangekomen.",
        waarom,
        "Vraag de afzender om het opnieuw op te slaan en te sturen.",
    )
}

/// The fault for a file that the system does not give.
#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn onleesbaar(fout: std::io::Error) -> Fault {
    Fault::input(
        "Het bestand is niet te lezen.",
        format!("Het systeem geeft het niet: {}.", fout.kind()),
        "Kijk of het bestand er nog is, en of een ander programma het open heeft.",
    )
}

/// The fault for a file that is over a limit of which users have no notion.
fn te_groot(wat: &str) -> Fault {
    Fault::input(
        "Dit bestand is te groot om in te lezen.",
        wat,
        "Vraag de afzender om alleen de rijen die u nodig hebt, of splits het bestand.",
    )
}

/// A text of a stranger within a message: its beginning.
fn kort(text: &str) -> String {
    let text: String = text.chars().take(41).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text }
}

/// What could not be read, up to a limit.
struct Gebreken {
    lijst: Vec<Gebrek>,
    most: usize,
}

impl Gebreken {
    fn new(grenzen: &Grenzen) -> Gebreken {
        Gebreken { lijst: Vec::new(), most: grenzen.gebreken }
    }

    /// Notes one.
    ///
    /// # Errors
    /// When there are too many.
    fn push(&mut self, gebrek: Gebrek) -> Result<(), Fault> {
        if self.lijst.len() >= self.most {
            let first = self.lijst.first().map_or("", |gebrek| gebrek.wat.as_str());
            return Err(Fault::input(
                format!("In dit bestand is te veel niet te lezen: meer dan {} rijen of waarden.", self.most),
                format!("De eerste: {first}"),
                "Kijk het bestand na, of vraag de afzender om het opnieuw op te slaan en te sturen.",
            ));
        }
        self.lijst.push(gebrek);
        Ok(())
    }
}
