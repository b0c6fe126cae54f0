//! From what a partner sends to a change of the network: what was read from a file, before anything is decided.
//!
//! The layer `import` makes an [`Inlezing`] of the bytes of a file. Files with columns become a [`Tabel`], and a
//! [`koppeling`] says what each column means; files that say it themselves become [`Concept`]s at once.

pub mod afzender;
pub mod blad;
pub mod geheim;
pub mod koppeling;
pub mod overnemen;
mod past;
pub mod voorstel;

use super::bestand::Netwerkbestand;
use super::{Bevestigd, Soort, Veld, Waarde};
use crate::domain::kluis::RecordId;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bestandsoort {
    /// Text with separators.
    Csv,
    /// A workbook of Excel.
    Xlsx,
    /// A workbook of LibreOffice.
    Ods,
    /// Address cards.
    Vcard,
    /// Open Referral.
    Hsds,
    /// A network file of this program.
    Netwerk,
}

impl Bestandsoort {
    /// How users call it.
    pub fn tekst(self) -> &'static str {
        match self {
            Bestandsoort::Csv => "CSV",
            Bestandsoort::Xlsx => "Excel",
            Bestandsoort::Ods => "OpenDocument",
            Bestandsoort::Vcard => "vCard",
            Bestandsoort::Hsds => "HSDS",
            Bestandsoort::Netwerk => "netwerkbestand",
        }
    }
}

/// Where in a file something stands, as a user finds it there.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plek {
    /// The sheet of a workbook, when it has more than one.
    pub blad: Option<Box<str>>,
    /// The line of a text file, or the row of a sheet, from 1; 0 when the file has none.
    pub regel: u64,
    /// The name of the column, property or member.
    pub kolom: Option<Box<str>>,
}

impl Plek {
    /// A line or row.
    pub fn regel(regel: u64) -> Plek {
        Plek { blad: None, regel, kolom: None }
    }

    /// The same line, in this column.
    #[must_use]
    pub fn kolom(&self, kolom: &str) -> Plek {
        Plek { kolom: Some(kolom.into()), ..self.clone() }
    }
}

/// Why a row, card or value is not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebrek {
    /// Where.
    pub plek: Plek,
    /// What is wrong, as a sentence.
    pub wat: String,
    /// What to do, as a sentence.
    pub advies: String,
    /// Whether the whole row stays out, or this value alone.
    pub hele_rij: bool,
}

/// A row of a table: its line, and its cells as text. Small, because a table may have a million of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Tabelrij {
    /// Line in the text file (where the row begins), or row of the sheet; from 1.
    pub regel: u64,
    tekst: Box<str>,
    /// Where each cell ends in the text.
    einden: Box<[u32]>,
}

impl Tabelrij {
    /// A row of these cells.
    pub fn new<'a>(regel: u64, cellen: impl IntoIterator<Item = &'a str>) -> Tabelrij {
        let (mut tekst, mut einden) = (String::new(), Vec::new());
        for cel in cellen {
            tekst.push_str(cel);
            // A row of 4 GiB is no row: what stands behind that is cut off.
            einden.push(u32::try_from(tekst.len()).unwrap_or(u32::MAX));
        }
        Tabelrij { regel, tekst: tekst.into(), einden: einden.into() }
    }

    /// The text of a cell, without the blanks around it; empty where the row is shorter.
    pub fn cel(&self, at: usize) -> &str {
        let end = |at: usize| self.einden.get(at).map(|end| *end as usize);
        let begin = at.checked_sub(1).map_or(Some(0), end);
        begin.zip(end(at)).and_then(|(begin, end)| self.tekst.get(begin..end)).map_or("", str::trim)
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.einden.len()
    }

    /// Whether nothing stands in any cell.
    pub fn is_empty(&self) -> bool {
        self.tekst.trim().is_empty()
    }
}

impl std::fmt::Debug for Tabelrij {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: ", self.regel)?;
        f.debug_list().entries((0..self.len()).map(|at| self.cel(at))).finish()
    }
}

/// A file with columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabel {
    /// The sheet, when the workbook has more than one.
    pub blad: Option<Box<str>>,
    /// The names of the columns, as they stand in the file.
    pub koppen: Vec<Box<str>>,
    /// The rows, without those that are empty.
    pub rijen: Vec<Tabelrij>,
}

/// What stands in a field of a concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruw {
    /// A value that is whole.
    Waarde(Waarde),
    /// A text that has to be read as this field is written: see [`super::plat`].
    Tekst(Box<str>),
    /// Another entry, by the key that the sender has for it in the same file.
    Sleutel(Box<str>),
    /// Another entry, by its name.
    Naam(Box<str>),
    /// Other entries by our ids, one a line, with the text that stands beside them for people. When the text names
    /// something else than the ids, the row contradicts itself.
    Ids {
        /// The ids.
        ids: Box<str>,
        /// The names.
        tekst: Box<str>,
    },
    /// Nothing: the field is emptied.
    Leeg,
}

/// An entry as a file has it, before it is compared with the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Where it stands in the file.
    pub plek: Plek,
    /// What kind of entry.
    pub soort: Soort,
    /// Our own id for it, when the file comes from this program.
    pub id: Option<RecordId>,
    /// What the sender calls it: an id of theirs, the UID of a card.
    pub sleutel: Option<Box<str>>,
    /// What is in it. A field that is not named is not said, and stays as it is.
    pub velden: Vec<(Veld, Ruw)>,
    /// When and by whom it was confirmed, when the file says so.
    pub bevestigd: Option<Bevestigd>,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inlezing {
    /// What the file is.
    pub soort: Bestandsoort,
    /// What is in it.
    pub inhoud: Gelezen,
    /// What could not be read.
    pub gebreken: Vec<Gebrek>,
    /// What was decided on the way and may be otherwise, as sentences: `Gelezen als Windows-1252, met ; tussen de kolommen.`
    pub opmerkingen: Vec<String>,
}

/// What came in as a file.
#[derive(Clone, PartialEq)]
pub enum Binnen {
    /// A version of the network.
    Netwerk(Box<Netwerkbestand>),
    /// Rows, cards or records of a partner.
    Ander(Box<Inlezing>),
}

impl std::fmt::Debug for Binnen {
    /// Only what kind: it holds names and places of people.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Binnen::Netwerk(_) => Bestandsoort::Netwerk.tekst(),
            Binnen::Ander(read) => read.soort.tekst(),
        })
    }
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gelezen {
    /// Rows of columns, that have to be told what they mean; one for every sheet that has any.
    Tabellen(Vec<Tabel>),
    /// Entries.
    Concepten(Vec<Concept>),
}
