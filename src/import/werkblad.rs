//! Workbooks of Excel and LibreOffice, read by `calamine`: every sheet that can be seen is a table.

use std::collections::VecDeque;
use std::io::BufReader;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError,
};

use super::ingepakt::{beveiligd, keur};
use super::tabel::{Bouwer, Omvang};
use super::{Bron, Gebreken, Grenzen, kapot, onleesbaar};
use crate::domain::fault::Fault;
use crate::domain::netwerk::Veld;
use crate::domain::netwerk::invoer::koppeling::{Doel, Koppeling};
use crate::domain::netwerk::invoer::{Bestandsoort, Gebrek, Gelezen, Inlezing, Plek, Tabel, Tabelrij};
use crate::domain::netwerk::plat::Kolom;
use crate::domain::telefoon::Nummer;

/// Reads a workbook.
pub(super) fn lees(bron: &mut dyn Bron, grenzen: &Grenzen) -> Result<Inlezing, Fault> {
    let soort = keur(bron, grenzen)?;
    bron.rewind().map_err(onleesbaar)?;
    let mut lezer = Lezer {
        grenzen,
        omvang: Omvang::default(),
        gebreken: Gebreken::new(grenzen),
        tabellen: Vec::new(),
        opmerkingen: Vec::new(),
    };
    if soort == Bestandsoort::Ods {
        lezer.ods(bron)?;
    } else {
        lezer.xlsx(bron)?;
    }
    // One sheet needs no name.
    if let [tabel] = lezer.tabellen.as_mut_slice() {
        tabel.blad = None;
        for gebrek in &mut lezer.gebreken.lijst {
            gebrek.plek.blad = None;
        }
    }
    Ok(Inlezing {
        soort,
        inhoud: Gelezen::Tabellen(lezer.tabellen),
        gebreken: lezer.gebreken.lijst,
        opmerkingen: lezer.opmerkingen,
    })
}

struct Lezer<'a> {
    grenzen: &'a Grenzen,
    omvang: Omvang,
    gebreken: Gebreken,
    tabellen: Vec<Tabel>,
    opmerkingen: Vec<String>,
}

impl Lezer<'_> {
    fn xlsx(&mut self, bron: &mut dyn Bron) -> Result<(), Fault> {
        let mut boek: Xlsx<_> = Xlsx::new(BufReader::new(bron)).map_err(xlsx_fout)?;
        for naam in self.zichtbaar(boek.sheets_metadata()) {
            let merged = boek.merge_cells_by_sheet_name(&naam).map_err(xlsx_fout)?;
            let mut cellen = boek.worksheet_cells_reader(&naam).map_err(xlsx_fout)?;
            let mut blad = Werkblad::new(self, &naam);
            blad.samengevoegd(&merged);
            while let Some(cel) = cellen.next_cell().map_err(xlsx_fout)? {
                let (rij, kolom) = cel.get_position();
                blad.cel(rij, kolom, cel.get_value())?;
            }
            let klaar = blad.klaar()?;
            self.erbij(klaar)?;
        }
        Ok(())
    }

    fn ods(&mut self, bron: &mut dyn Bron) -> Result<(), Fault> {
        let mut boek: Ods<_> = Ods::new(BufReader::new(bron)).map_err(ods_fout)?;
        for naam in self.zichtbaar(boek.sheets_metadata()) {
            let bereik = boek.worksheet_range(&naam).map_err(ods_fout)?;
            let (top, left) = bereik.start().unwrap_or_default();
            let mut blad = Werkblad::new(self, &naam);
            for (rij, cells) in (top..).zip(bereik.rows()) {
                for (kolom, cel) in (left..).zip(cells) {
                    let shown = match cel {
                        Data::Empty => continue,
                        Data::Int(number) => DataRef::Int(*number),
                        Data::Float(number) => DataRef::Float(*number),
                        Data::String(text) => DataRef::SharedString(text),
                        Data::Bool(yes) => DataRef::Bool(*yes),
                        Data::DateTime(moment) => DataRef::DateTime(*moment),
                        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
                        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
                        Data::Error(error) => DataRef::Error(error.clone()),
                    };
                    blad.cel(rij, kolom, &shown)?;
                }
            }
            let klaar = blad.klaar()?;
            self.erbij(klaar)?;
        }
        Ok(())
    }

    /// The names of the sheets that a user sees.
    fn zichtbaar(&mut self, bladen: &[Sheet]) -> Vec<String> {
        let is_shown = |blad: &&Sheet| blad.typ == SheetType::WorkSheet && blad.visible == SheetVisible::Visible;
        let hidden: Vec<&str> =
            bladen.iter().filter(|blad| blad.visible != SheetVisible::Visible).map(|blad| blad.name.as_str()).collect();
        if !hidden.is_empty() {
            self.opmerkingen.push(format!("Verborgen bladen zijn overgeslagen: {}.", hidden.join(", ")));
        }
        bladen.iter().filter(is_shown).map(|blad| blad.name.clone()).collect()
    }

    fn erbij(&mut self, (mut tabel, opmerkingen, getallen): Klaar) -> Result<(), Fault> {
        self.opmerkingen.extend(opmerkingen);
        if let Some(tabel) = &mut tabel {
            self.nullen(tabel, getallen)?;
        }
        self.tabellen.extend(tabel);
        Ok(())
    }

    /// Looks at columns of telephone numbers that were typed as numbers: Excel took away the zero in front. It is put
    /// back only where the rest of the column has numbers with a zero; otherwise the user is told, once a column.
    fn nullen(&mut self, tabel: &mut Tabel, getallen: Vec<(u64, usize)>) -> Result<(), Fault> {
        let mut columns: Vec<usize> = getallen.iter().map(|(_, kolom)| *kolom).collect();
        columns.sort_unstable();
        columns.dedup();
        let doelen = Koppeling::raad(tabel).kolommen;
        for kolom in columns {
            let rows: Vec<u64> =
                getallen.iter().filter(|(_, other)| *other == kolom).map(|(regel, _)| *regel).collect();
            let is_bare = |regel: u64| rows.binary_search(&regel).is_ok();
            let with_zero = tabel.rijen.iter().filter(|rij| !is_bare(rij.regel)).any(|rij| {
                let text = rij.cel(kolom);
                text.starts_with(['0', '+']) && Nummer::lees(text).is_ok()
            });
            if !with_zero && doelen.get(kolom) != Some(&Doel::Kolom(Kolom::Veld(Veld::Telefoons))) {
                continue;
            }
            let kop = tabel.koppen.get(kolom).map_or("", AsRef::as_ref).to_owned();
            let mut found = tabel.rijen.iter().filter(|rij| is_bare(rij.regel));
            let Some(first) = found.next() else { continue };
            let count = found.count() + 1;
            if with_zero {
                let blad = tabel.blad.as_ref().map_or_else(String::new, |blad| format!("Blad {blad}: "));
                let wat = match count {
                    1 => format!(
                        "{blad}Bij 1 nummer in de kolom {kop} ontbrak de nul vooraan. Die is ervoor gezet, omdat andere nummers hem wel hebben."
                    ),
                    more => format!(
                        "{blad}Bij {more} nummers in de kolom {kop} ontbrak de nul vooraan. Die is ervoor gezet, omdat andere nummers hem wel hebben."
                    ),
                };
                self.opmerkingen.push(wat);
                for rij in tabel.rijen.iter_mut().filter(|rij| is_bare(rij.regel)) {
                    let with = |text: &str| if text.len() > 9 { format!("+{text}") } else { format!("0{text}") };
                    let cells: Vec<String> = (0..rij.len())
                        .map(|at| if at == kolom { with(rij.cel(at)) } else { rij.cel(at).to_owned() })
                        .collect();
                    *rij = Tabelrij::new(rij.regel, cells.iter().map(String::as_str));
                }
                continue;
            }
            let plek = Plek { blad: tabel.blad.clone(), regel: first.regel, kolom: Some(kop.as_str().into()) };
            let (verb, what) = if count == 1 { ("staat", "telefoonnummer") } else { ("staan", "telefoonnummers") };
            let wat = format!(
                "In de kolom {kop} {verb} {count} {what} als getal, zonder de nul vooraan, zoals {}.",
                first.cel(kolom)
            );
            let advies =
                "Maak van de kolom in Excel tekst en zet de nul ervoor, of verbeter de nummers na het inlezen.";
            self.gebreken.push(Gebrek { plek, wat, advies: advies.to_owned(), hele_rij: false })?;
        }
        Ok(())
    }
}

/// A table, what there is to say of it, and the places of numbers that may be telephone numbers.
type Klaar = (Option<Tabel>, Vec<String>, Vec<(u64, usize)>);

/// A sheet that is being read, cell by cell: a sheet with something in its last corner costs no more than that.
struct Werkblad<'a> {
    bouwer: Bouwer<'a>,
    kolommen: usize,
    rij: Option<u32>,
    cellen: Vec<String>,
    gevuld: usize,
    fouten: Vec<(usize, String)>,
    getallen: Vec<(u64, usize)>,
    /// Cells over several rows that are to come: first row, last row and column, in the order of the rows.
    hoog: VecDeque<(u32, u32, usize)>,
    /// Those that the row is in: last row, column and text.
    open: Vec<(u32, usize, String)>,
}

impl<'a> Werkblad<'a> {
    fn new(lezer: &'a mut Lezer<'_>, naam: &str) -> Werkblad<'a> {
        Werkblad {
            bouwer: Bouwer::new(lezer.grenzen, &mut lezer.omvang, &mut lezer.gebreken, Some(naam)),
            kolommen: lezer.grenzen.kolommen,
            rij: None,
            cellen: Vec::new(),
            gevuld: 0,
            fouten: Vec::new(),
            getallen: Vec::new(),
            hoog: VecDeque::new(),
            open: Vec::new(),
        }
    }

    /// Remembers the cells that were merged over several rows: their text is for every one of these. Cells merged over
    /// several columns are titles.
    fn samengevoegd(&mut self, regions: &[Dimensions]) {
        let mut tall: Vec<(u32, u32, usize)> = regions
            .iter()
            .filter(|region| region.start.1 == region.end.1 && region.start.0 < region.end.0)
            .filter_map(|region| Some((region.start.0, region.end.0, usize::try_from(region.start.1).ok()?)))
            .filter(|(_, _, kolom)| *kolom < self.kolommen)
            .collect();
        tall.sort_unstable();
        self.hoog = tall.into();
    }

    /// Fills in what stands in merged cells that began higher up.
    fn vul_aan(&mut self, rij: u32) {
        while let Some((from, to, kolom)) = self.hoog.front().copied().filter(|(from, ..)| *from <= rij) {
            self.hoog.pop_front();
            let text = self.cellen.get(kolom).filter(|_| kolom < self.gevuld).cloned().unwrap_or_default();
            // No more can be open than there are columns, unless the file says they overlap.
            if from == rij && !text.is_empty() && self.open.len() < self.kolommen {
                self.open.push((to, kolom, text));
            }
        }
        self.open.retain(|(to, ..)| *to >= rij);
        for (_, kolom, text) in &self.open {
            if self.cellen.len() <= *kolom {
                self.cellen.resize(kolom + 1, String::new());
            }
            if let Some(cel) = self.cellen.get_mut(*kolom).filter(|cel| cel.is_empty()) {
                cel.clone_from(text);
                self.gevuld = self.gevuld.max(kolom + 1);
            }
        }
    }

    fn cel(&mut self, rij: u32, kolom: u32, waarde: &DataRef<'_>) -> Result<(), Fault> {
        if self.rij != Some(rij) {
            self.einde_rij()?;
            self.rij = Some(rij);
        }
        // What stands beyond the last column that is read counts as one column too many.
        let kolom = usize::try_from(kolom).unwrap_or(usize::MAX).min(self.kolommen);
        let text = match waarde {
            DataRef::Empty => return Ok(()),
            DataRef::Error(error) => {
                self.fouten.push((kolom, error.to_string()));
                return Ok(());
            }
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::String(text) => text.clone(),
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => getal(*number),
            DataRef::Bool(yes) => if *yes { "ja" } else { "nee" }.to_owned(),
            DataRef::DateTime(moment) => dag(moment),
            DataRef::DateTimeIso(text) => iso_moment(text),
            DataRef::DurationIso(text) => iso_tijd(text),
        };
        if matches!(waarde, DataRef::Int(_) | DataRef::Float(_)) && is_kaal_nummer(&text) {
            self.getallen.push((u64::from(rij) + 1, kolom));
        }
        if self.cellen.len() <= kolom {
            self.cellen.resize(kolom + 1, String::new());
        }
        self.gevuld = self.gevuld.max(kolom + 1);
        if let Some(cel) = self.cellen.get_mut(kolom) {
            *cel = text;
        }
        Ok(())
    }

    fn einde_rij(&mut self) -> Result<(), Fault> {
        let Some(rij) = self.rij.take() else { return Ok(()) };
        let regel = u64::from(rij) + 1;
        if self.gevuld > 0 {
            self.vul_aan(rij);
        }
        let filled = self.cellen.get(..self.gevuld).unwrap_or_default();
        self.bouwer.rij(regel, filled.iter().map(String::as_str))?;
        for (kolom, fout) in self.fouten.drain(..) {
            self.bouwer.waarde_gebrek(
                regel,
                kolom,
                format!("In deze cel staat een fout van het werkblad: {fout}."),
                "Verbeter de formule, of typ wat er moet staan.",
            )?;
        }
        for cel in self.cellen.iter_mut().take(self.gevuld) {
            cel.clear();
        }
        self.gevuld = 0;
        Ok(())
    }

    fn klaar(mut self) -> Result<Klaar, Fault> {
        self.einde_rij()?;
        let (tabel, opmerkingen) = self.bouwer.klaar()?;
        self.getallen.sort_unstable();
        Ok((tabel, opmerkingen, self.getallen))
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn xlsx_fout(fout: XlsxError) -> Fault {
    match fout {
        XlsxError::Password => beveiligd(),
        // What is wrong may name what is in the file.
        _ => kapot("De inhoud van het werkblad klopt niet."),
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn ods_fout(fout: OdsError) -> Fault {
    match fout {
        OdsError::Password => beveiligd(),
        _ => kapot("De inhoud van het werkblad klopt niet."),
    }
}

/// A number as a Dutch user sees it: whole without a comma, otherwise with one, in the fifteen digits that Excel knows.
fn getal(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    let shown = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    shown.to_string().replace('.', ",")
}

/// Whether digits may be a telephone number whose first zero or plus was lost.
fn is_kaal_nummer(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits && (text.len() == 9 && !text.starts_with('0') || text.len() == 11 && text.starts_with("31"))
}

/// A day, a time, or both, as content files write them.
fn dag(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&value) {
        // Excel counts days; more than a million of them is no time any more.
        let minutes = (value.clamp(0.0, 1e6) * 1440.0).round();
        return format!("{:02.0}:{:02.0}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
}

/// `2026-11-22T09:30:00` as `2026-11-22 09:30`.
fn iso_moment(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if time.starts_with("00:00") => date.to_owned(),
        Some((date, time)) => format!("{date} {}", time.get(..5).unwrap_or(time)),
        None => text.to_owned(),
    }
}

/// `PT09H30M00S` as `09:30`.
fn iso_tijd(text: &str) -> String {
    let parts = text.strip_prefix("PT").and_then(|rest| rest.split_once('H'));
    match parts.and_then(|(hours, rest)| Some((hours, rest.split_once('M')?.0))) {
        Some((hours, minutes)) => format!("{hours:0>2}:{minutes:0>2}"),
        None => text.to_owned(),
    }
}
