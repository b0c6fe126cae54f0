//! Tables as text, as Dutch Excel writes them. The crate `csv` reads the rows; what stands before it sees to it that a
//! quote that was never closed costs one row and not the rest of the file.

use std::collections::VecDeque;
use std::io::{self, Read};

use super::tabel::{Bouwer, Omvang};
use super::tekst::{Codering, Tekstbron};
use super::{Bron, Gebreken, Grenzen};
use crate::domain::fault::Fault;
use crate::domain::netwerk::invoer::{Bestandsoort, Gebrek, Gelezen, Inlezing, Plek};
use crate::domain::netwerk::schild::onbeschermd;

/// What may stand between the columns, the likeliest first.
const TEKENS: [u8; 3] = [b';', b',', b'\t'];

/// How many records are looked at to find out what stands between the columns.
const PROEF: usize = 30;

/// Quotes that were never closed, at most: each costs reading a piece of the file again.
const ONGESLOTEN: usize = 1000;

/// Reads a table of text.
pub(super) fn lees(bron: &mut dyn Bron, begin: &[u8], grenzen: &Grenzen) -> Result<Inlezing, Fault> {
    let codering = Codering::van(bron, begin)?;
    let mut sample = Vec::new();
    let mut text = Tekstbron::new(bron, codering)?;
    while sample.len() < 64 << 10 && text.vul(&mut sample)? {}
    let (teken, said) = scheiding(&sample);
    let mut gebreken = Gebreken::new(grenzen);
    let mut omvang = Omvang::default();
    let mut bewaker = Bewaker::new(Tekstbron::new(bron, codering)?, teken, grenzen);
    bewaker.sla_over = said;
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(teken)
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(64 << 10)
        .from_reader(bewaker);
    let mut record = ::csv::StringRecord::new();
    let mut bouwer = Bouwer::new(grenzen, &mut omvang, &mut gebreken, None);
    loop {
        let more = reader.read_record(&mut record);
        let bewaker = reader.get_mut();
        if let Some(fout) = bewaker.fout.take() {
            return Err(fout);
        }
        for gebrek in bewaker.gebreken.drain(..) {
            bouwer.gebrek(gebrek)?;
        }
        // The text was made by a decoder and comes from memory: the crate has nothing left to refuse.
        if !more.is_ok_and(|more| more) {
            break;
        }
        let regel = bewaker.regels.pop_front().unwrap_or(0);
        bouwer.te_kort(regel, record.len())?;
        bouwer.rij(regel, record.iter().map(onbeschermd))?;
    }
    let vreemd = reader.get_ref().bron.vreemde_regels();
    let (tabel, more) = bouwer.klaar()?;
    let between = match teken {
        b'\t' => "tabs",
        b',' => "komma's",
        _ => "puntkomma's",
    };
    let mut opmerkingen = vec![format!("Gelezen als {}, met {between} tussen de kolommen.", codering.tekst())];
    opmerkingen.extend(vreemd);
    opmerkingen.extend(more);
    gebreken.lijst.sort_by_key(|gebrek| gebrek.plek.regel);
    Ok(Inlezing {
        soort: Bestandsoort::Csv,
        inhoud: Gelezen::Tabellen(tabel.into_iter().collect()),
        gebreken: gebreken.lijst,
        opmerkingen,
    })
}

/// Where in a record a byte stands, as the crate `csv` sees it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// At the beginning of a cell.
    Begin,
    /// In a cell, or behind its closing quote.
    Cel,
    /// Between quotes.
    Aanhaling,
    /// Behind a quote between quotes: the end, or the first of two.
    Na,
}

impl Stand {
    fn na(self, byte: u8, teken: u8) -> Stand {
        match (self, byte) {
            (Stand::Aanhaling, b'"') => Stand::Na,
            (Stand::Aanhaling, _) | (Stand::Begin | Stand::Na, b'"') => Stand::Aanhaling,
            (_, b'\n') => Stand::Begin,
            (_, byte) if byte == teken => Stand::Begin,
            _ => Stand::Cel,
        }
    }
}

/// What stands between the columns, and whether the first line says so.
fn scheiding(sample: &[u8]) -> (u8, bool) {
    let first = sample.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let bare = first.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(first);
    let [key @ .., teken] = bare else { return (b';', false) };
    if key.eq_ignore_ascii_case(b"sep=") && !teken.is_ascii_alphanumeric() && *teken != b'"' && teken.is_ascii() {
        return (*teken, true);
    }
    let score = |teken: u8| {
        let counts = tel(sample, teken);
        let most = counts
            .iter()
            .copied()
            .filter(|count| *count > 0)
            .max_by_key(|count| (counts.iter().filter(|other| *other == count).count(), *count));
        let mode = most.unwrap_or(0);
        let same = counts.iter().filter(|count| **count == mode && mode > 0).count();
        // By share: a sign that is also in the texts cuts the file into more records.
        (same * 1000 / counts.len().max(1), mode)
    };
    // Of equals the first wins, so the list is gone through from behind.
    let best = TEKENS.into_iter().rev().max_by_key(|teken| score(*teken));
    (best.unwrap_or(b';'), false)
}

/// How often a sign stands between the cells of each of the first records.
fn tel(sample: &[u8], teken: u8) -> Vec<usize> {
    let (mut counts, mut here, mut stand, mut blank) = (Vec::new(), 0, Stand::Begin, true);
    for byte in sample.iter().copied() {
        if byte == b'\n' && stand != Stand::Aanhaling {
            if !blank {
                counts.push(here);
            }
            (here, blank) = (0, true);
            if counts.len() >= PROEF {
                break;
            }
        } else {
            blank = false;
            here += usize::from(byte == teken && stand != Stand::Aanhaling);
        }
        stand = stand.na(byte, teken);
    }
    if !blank && counts.len() < PROEF && stand != Stand::Aanhaling {
        counts.push(here);
    }
    counts
}

/// Lets whole records through, one by one, and remembers on which line each began.
struct Bewaker<'a> {
    bron: Tekstbron<'a>,
    teken: u8,
    cel: usize,
    rij: usize,
    regels_in_cel: u64,
    /// Text that was read: the record that is looked at begins at `begin`.
    buffer: Vec<u8>,
    begin: usize,
    /// The line on which that record begins.
    regel: u64,
    /// What goes to the reader, and how far it went.
    uit: Vec<u8>,
    gegeven: usize,
    /// Lines of the records that went to the reader and did not come back yet.
    regels: VecDeque<u64>,
    gebreken: Vec<Gebrek>,
    ongesloten: usize,
    sla_over: bool,
    fout: Option<Fault>,
}

/// What came of looking for the next record.
enum Gevonden {
    /// It ends here; what follows begins one further.
    Record(usize),
    /// It was refused, and reading goes on elsewhere.
    Geweigerd,
    /// There is none.
    Einde,
}

impl<'a> Bewaker<'a> {
    fn new(bron: Tekstbron<'a>, teken: u8, grenzen: &Grenzen) -> Bewaker<'a> {
        Bewaker {
            bron,
            teken,
            cel: grenzen.cel,
            rij: grenzen.rij,
            regels_in_cel: grenzen.regels_in_cel,
            buffer: Vec::new(),
            begin: 0,
            regel: 1,
            uit: Vec::new(),
            gegeven: 0,
            regels: VecDeque::new(),
            gebreken: Vec::new(),
            ongesloten: 0,
            sla_over: false,
            fout: None,
        }
    }

    /// More text; false at the end of the file.
    fn meer(&mut self) -> Result<bool, Fault> {
        self.bron.vul(&mut self.buffer)
    }

    fn record(&mut self) -> Result<Gevonden, Fault> {
        if self.begin > 256 << 10 {
            self.buffer.drain(..self.begin);
            self.begin = 0;
        }
        let (mut at, mut regel, mut stand) = (self.begin, self.regel, Stand::Begin);
        // Where the quote of this cell stands, and on which line.
        let mut quote = (at, regel);
        loop {
            let Some(byte) = self.buffer.get(at).copied() else {
                if self.meer()? {
                    continue;
                }
                if stand == Stand::Aanhaling && at > self.begin {
                    return self.ongesloten(quote);
                }
                return Ok(if at == self.begin { Gevonden::Einde } else { Gevonden::Record(at) });
            };
            if byte == b'\n' && stand != Stand::Aanhaling {
                return Ok(Gevonden::Record(at));
            }
            // A quote that seems to close a text of several lines in the middle of another cell opens one there: the
            // first was never closed, and what stands between are rows.
            if stand == Stand::Na && regel > quote.1 && byte != b'"' && !self.sluit(at)? {
                return self.ongesloten(quote);
            }
            if stand == Stand::Begin && byte == b'"' {
                quote = (at, regel);
            }
            regel += u64::from(byte == b'\n');
            stand = stand.na(byte, self.teken);
            if stand == Stand::Aanhaling && (regel - quote.1 > self.regels_in_cel || at - quote.0 > self.cel) {
                return self.ongesloten(quote);
            }
            at += 1;
            if at - self.begin > self.rij {
                if stand == Stand::Aanhaling {
                    return self.ongesloten(quote);
                }
                let wat = format!("Deze rij is te lang: meer dan {} KB.", self.rij >> 10);
                let advies = "Kijk of hier een regeleinde ontbreekt of een aanhalingsteken te veel staat.".to_owned();
                self.gebreken.push(Gebrek { plek: Plek::regel(self.regel), wat, advies, hele_rij: true });
                self.begin = at;
                self.regel = regel;
                return self.tot_regeleinde();
            }
        }
    }

    /// Whether a cell ends here, but for blanks.
    fn sluit(&mut self, mut at: usize) -> Result<bool, Fault> {
        loop {
            match self.buffer.get(at).copied() {
                Some(byte) if byte == self.teken || byte == b'\n' => return Ok(true),
                Some(b' ') => at += 1,
                Some(_) => return Ok(false),
                None if self.meer()? => {}
                None => return Ok(true),
            }
        }
    }

    /// Refuses the record because of a quote, and goes on behind the line on which that stands.
    fn ongesloten(&mut self, (at, regel): (usize, u64)) -> Result<Gevonden, Fault> {
        self.ongesloten += 1;
        if self.ongesloten > ONGESLOTEN {
            return Err(Fault::input(
                "In dit bestand kloppen de aanhalingstekens niet.",
                format!("Meer dan {ONGESLOTEN} keer wordt een aanhalingsteken niet gesloten."),
                "Open het bestand in Excel en sla het opnieuw op als CSV.",
            ));
        }
        let wat = if regel == self.regel {
            format!("Op regel {regel} begint een aanhalingsteken dat niet wordt gesloten, of de tekst erin is te lang.")
        } else {
            format!(
                "Op regel {regel} begint een aanhalingsteken dat niet wordt gesloten, of de tekst erin is te lang. De rij begint op regel {}.",
                self.regel
            )
        };
        let advies = "Zet achter de tekst een aanhalingsteken, of haal het eerste weg. Wat op de regels daarna staat is als gewone rijen gelezen.";
        self.gebreken.push(Gebrek { plek: Plek::regel(regel), wat, advies: advies.to_owned(), hele_rij: true });
        self.begin = at;
        self.regel = regel;
        self.tot_regeleinde()
    }

    /// Goes to the next line, without keeping what stands before it.
    fn tot_regeleinde(&mut self) -> Result<Gevonden, Fault> {
        loop {
            let rest = self.buffer.get(self.begin..).unwrap_or_default();
            if let Some(at) = rest.iter().position(|byte| *byte == b'\n') {
                self.begin += at + 1;
                self.regel += 1;
                return Ok(Gevonden::Geweigerd);
            }
            self.buffer.clear();
            self.begin = 0;
            if !self.meer()? {
                return Ok(Gevonden::Geweigerd);
            }
        }
    }

    /// Puts the next record that is not blank ready for the reader; false when there is none.
    fn volgende(&mut self) -> Result<bool, Fault> {
        loop {
            match self.record()? {
                Gevonden::Einde => return Ok(false),
                Gevonden::Geweigerd => {}
                Gevonden::Record(end) => {
                    let text = self.buffer.get(self.begin..end).unwrap_or_default();
                    let lines = text.iter().filter(|byte| **byte == b'\n').count() as u64;
                    let regel = self.regel;
                    let wanted = !text.is_empty() && !std::mem::take(&mut self.sla_over);
                    if wanted {
                        self.uit.clear();
                        self.gegeven = 0;
                        self.uit.extend_from_slice(text);
                        self.uit.push(b'\n');
                    }
                    self.begin = (end + 1).min(self.buffer.len());
                    self.regel += lines + 1;
                    if wanted {
                        self.regels.push_back(regel);
                        return Ok(true);
                    }
                }
            }
        }
    }
}

impl Read for Bewaker<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.gegeven >= self.uit.len() {
            match self.volgende() {
                Ok(true) => {}
                Ok(false) => return Ok(0),
                Err(fout) => {
                    self.fout = Some(fout);
                    return Ok(0);
                }
            }
        }
        let rest = self.uit.get(self.gegeven..).unwrap_or_default();
        let count = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.gegeven += count;
        Ok(count)
    }
}
