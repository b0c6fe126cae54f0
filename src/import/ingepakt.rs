//! Whether a workbook may be unpacked: what is in it, and how big everything gets. Workbooks are zips, and what a zip
//! says of itself cannot be trusted: everything is unpacked once, counted and thrown away, before a parser sees it.

use std::io::{BufReader, Read, SeekFrom};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::herken::vreemd;
use super::{Bron, Grenzen, kapot, onleesbaar, te_groot};
use crate::domain::fault::Fault;
use crate::domain::netwerk::invoer::Bestandsoort;

/// The longest piece of XML without a tag. Excel allows 32,767 letters in a cell.
const ZONDER_TAG: usize = 4 << 20;

/// Rows and columns of a sheet: a repetition beyond them is cut off by the parser.
const MAX_RIJEN: u64 = 1_048_576;
const MAX_KOLOMMEN: u64 = 16_384;

/// Which workbook it is, when it is safe to unpack.
///
/// # Errors
/// When it is broken, protected, no workbook, or gets too big.
pub(super) fn keur(bron: &mut dyn Bron, grenzen: &Grenzen) -> Result<Bestandsoort, Fault> {
    let members = aantal_leden(bron)?;
    if members > grenzen.aantal_leden {
        return Err(bom());
    }
    bron.rewind().map_err(onleesbaar)?;
    let mut archive =
        ZipArchive::new(bron).map_err(|_| kapot("Het zipbestand waaruit een werkblad bestaat klopt niet."))?;
    let soort = soort(&archive)?;
    let mut total = 0_u64;
    // What the directory says costs nothing to look at.
    for at in 0..archive.len() {
        let member = archive.by_index_raw(at).map_err(lid_fout)?;
        total = total.saturating_add(member.size());
        if member.size() > grenzen.lid || total > grenzen.leden {
            return Err(bom());
        }
    }
    let mut total = 0_u64;
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).map_err(lid_fout)?;
        if member.is_dir() {
            continue;
        }
        let naam = member.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let left = grenzen.lid.min(grenzen.leden.saturating_sub(total));
        let mut teller = Teller { bron: (&mut member).take(left + 1), gelezen: 0, zonder_tag: 0, langste: 0 };
        let lower = naam.to_ascii_lowercase();
        if lower.ends_with(".xml") || lower.ends_with(".rels") {
            let counts = soort == Bestandsoort::Ods && naam == "content.xml";
            let outcome = xml(&mut teller, if counts { grenzen.cellen } else { u64::MAX });
            // What is cut off at a limit is no XML any more: it is the limit that has to be told.
            if outcome.is_err() && (teller.gelezen > left || teller.langste > ZONDER_TAG) {
                return Err(bom());
            }
            outcome?;
        }
        let mut buffer = vec![0; 64 << 10];
        loop {
            match teller.read(&mut buffer) {
                Ok(0) => break,
                Ok(_) if teller.langste > ZONDER_TAG && !is_plaatje(&naam) => return Err(bom()),
                Ok(_) => {}
                Err(_) if teller.langste > ZONDER_TAG && !is_plaatje(&naam) => return Err(bom()),
                Err(_) => return Err(kapot("Een deel van het werkblad is niet uit te pakken.")),
            }
        }
        if teller.gelezen > left {
            return Err(bom());
        }
        total += teller.gelezen;
    }
    Ok(soort)
}

/// How many members a zip says to have, read from its end; a zip with more than fit there is no workbook.
fn aantal_leden(bron: &mut dyn Bron) -> Result<u64, Fault> {
    let length = bron.seek(SeekFrom::End(0)).map_err(onleesbaar)?;
    bron.seek(SeekFrom::Start(length.saturating_sub(66_000))).map_err(onleesbaar)?;
    let mut end = Vec::new();
    bron.take(66_000).read_to_end(&mut end).map_err(onleesbaar)?;
    let at = end.windows(4).rposition(|window| window == b"PK\x05\x06");
    match at.and_then(|at| end.get(at + 10..at + 12)) {
        Some([low, high]) => Ok(u64::from(u16::from_le_bytes([*low, *high]))),
        _ => Err(kapot("Het einde ervan ontbreekt.")),
    }
}

fn soort(archive: &ZipArchive<&mut dyn Bron>) -> Result<Bestandsoort, Fault> {
    let has = |wanted: &str| archive.file_names_raw().any(|naam| naam.eq_ignore_ascii_case(wanted.as_bytes()));
    let under = |folder: &[u8]| archive.file_names_raw().any(|naam| naam.starts_with(folder));
    if has("xl/workbook.xml") {
        Ok(Bestandsoort::Xlsx)
    } else if has("content.xml") && has("mimetype") {
        Ok(Bestandsoort::Ods)
    } else if has("xl/workbook.bin") {
        Err(vreemd("een werkblad in de vorm .xlsb", "Sla het in Excel op als .xlsx of CSV."))
    } else if under(b"xl/") {
        Err(kapot("Het werkblad heeft geen inhoudsopgave."))
    } else if under(b"word/") {
        Err(vreemd("een Word-document", "Zet de tabel in Excel en sla het op als .xlsx of CSV."))
    } else if under(b"Index/") {
        Err(vreemd("een werkblad van Apple Numbers", "Sla het in Numbers op als .xlsx of CSV."))
    } else {
        Err(vreemd("een ingepakt bestand (.zip)", "Pak het uit en lees in wat erin zit."))
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn lid_fout(fout: ZipError) -> Fault {
    match fout {
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => beveiligd(),
        ZipError::InvalidPassword => beveiligd(),
        _ => kapot("Een deel van het werkblad is niet uit te pakken."),
    }
}

pub(super) fn beveiligd() -> Fault {
    Fault::input(
        "Dit werkblad heeft een wachtwoord.",
        "Zonder het wachtwoord is er niets van te lezen.",
        "Open het met het wachtwoord, haal het wachtwoord eraf en sla het op als .xlsx of CSV.",
    )
}

fn bom() -> Fault {
    Fault::input(
        "Dit werkblad wordt veel te groot als het wordt uitgepakt.",
        "Zo'n bestand kan het programma laten vastlopen; het is niet verder gelezen.",
        "Vertrouwt u de afzender? Vraag dan om een CSV-bestand met alleen de rijen die u nodig hebt.",
    )
}

fn is_plaatje(naam: &str) -> bool {
    let naam = naam.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".svg", ".bin"].iter().any(|end| naam.ends_with(end))
}

/// Counts what is unpacked, and the longest piece without a tag.
struct Teller<R> {
    bron: R,
    gelezen: u64,
    zonder_tag: usize,
    langste: usize,
}

impl<R: Read> Read for Teller<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.bron.read(into)?;
        let part = into.get(..read).unwrap_or_default();
        self.gelezen += read as u64;
        match (part.iter().position(|byte| *byte == b'<'), part.iter().rposition(|byte| *byte == b'<')) {
            (Some(first), Some(last)) => {
                self.langste = self.langste.max(self.zonder_tag + first);
                self.zonder_tag = read - last;
            }
            _ => self.zonder_tag += read,
        }
        self.langste = self.langste.max(self.zonder_tag);
        if self.langste > 2 * ZONDER_TAG {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        Ok(read)
    }
}

/// Whether every tag of an XML text is closed, for parsers that look for an end which is not there go on for ever, and
/// how many cells of an ODS workbook it lays out: a cell and a row may say that they stand there a million times.
fn xml(bron: &mut impl Read, most: u64) -> Result<(), Fault> {
    let broken = || kapot("De inhoud van het werkblad klopt niet.");
    let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, bron));
    let mut open = 0_u64;
    let mut buffer = Vec::new();
    let mut total = 0_u64;
    let mut blad = Blad::default();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| broken())?;
        match &event {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                "table:table" => total += std::mem::take(&mut blad).cellen(),
                "table:table-row" => {
                    blad.rij = Rij { herhaald: herhaald(&tag, "table:number-rows-repeated"), ..Rij::default() };
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    blad.rij.cel(herhaald(&tag, "table:number-columns-repeated"), true);
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => {
                    let filled =
                        tag.attributes_raw().contains("office:") || tag.attributes_raw().contains("table:formula");
                    blad.rij.cel(herhaald(&tag, "table:number-columns-repeated"), filled);
                }
                "table:table-row" => {
                    blad.rij = Rij { herhaald: herhaald(&tag, "table:number-rows-repeated"), ..Rij::default() };
                    blad.einde_rij();
                }
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "table:table-row" => blad.einde_rij(),
            Event::Eof => return if open == 0 { Ok(()) } else { Err(broken()) },
            _ => {}
        }
        if total.saturating_add(blad.cellen()) > most {
            return Err(te_groot(
                "Met alle herhaalde cellen erbij is dit OpenDocument-werkblad te groot. Als CSV past er meer in.",
            ));
        }
    }
}

fn herhaald(tag: &BytesStart<'_>, naam: &str) -> u64 {
    let value = tag.try_get_attribute(naam).ok().flatten();
    value.map_or(1, |value| value.value.trim().parse().unwrap_or(u64::MAX))
}

#[derive(Default)]
struct Rij {
    herhaald: u64,
    breedte: u64,
    gevuld: u64,
}

impl Rij {
    fn cel(&mut self, herhaald: u64, filled: bool) {
        self.breedte = self.breedte.saturating_add(herhaald).min(MAX_KOLOMMEN);
        if filled {
            self.gevuld = self.breedte;
        }
    }
}

#[derive(Default)]
struct Blad {
    rij: Rij,
    /// Rows up to here, and up to the last that has anything.
    rijen: u64,
    gevuld: u64,
    breedste: u64,
    /// Cells before rows are repeated.
    los: u64,
}

impl Blad {
    fn einde_rij(&mut self) {
        let rij = std::mem::take(&mut self.rij);
        self.rijen = self.rijen.saturating_add(rij.herhaald).min(MAX_RIJEN);
        if rij.gevuld > 0 {
            self.gevuld = self.rijen;
            self.breedste = self.breedste.max(rij.gevuld);
            self.los = self.los.saturating_add(rij.gevuld);
        }
    }

    fn cellen(&self) -> u64 {
        self.gevuld.saturating_mul(self.breedste).max(self.los).max(self.rij.gevuld)
    }
}
