//! Rows of cells to a [`Tabel`]: where the names of the columns stand, and which rows cannot be used.

use super::{Gebreken, Grenzen, kort, te_groot};
use crate::domain::fault::Fault;
use crate::domain::netwerk::invoer::{Gebrek, Plek, Tabel, Tabelrij};

/// In how many rows the names of the columns are looked for.
const ZOEK: usize = 20;

/// What was kept of a file so far, over all its tables.
#[derive(Debug, Default)]
pub(super) struct Omvang {
    rijen: usize,
    tekst: usize,
}

/// A table that is being read.
pub(super) struct Bouwer<'a> {
    grenzen: &'a Grenzen,
    omvang: &'a mut Omvang,
    gebreken: &'a mut Gebreken,
    tabel: Tabel,
    /// The line of the names; nothing while they are looked for.
    kop: Option<u64>,
    /// Rows from before the names were found.
    wachten: Vec<(u64, Vec<String>)>,
    /// Which columns have anything in them.
    gevuld: Vec<bool>,
    herhaald: usize,
    opmerkingen: Vec<String>,
}

impl<'a> Bouwer<'a> {
    /// A table without rows.
    pub(super) fn new(
        grenzen: &'a Grenzen,
        omvang: &'a mut Omvang,
        gebreken: &'a mut Gebreken,
        blad: Option<&str>,
    ) -> Bouwer<'a> {
        let tabel = Tabel { blad: blad.map(Into::into), ..Tabel::default() };
        Bouwer {
            grenzen,
            omvang,
            gebreken,
            tabel,
            kop: None,
            wachten: Vec::new(),
            gevuld: Vec::new(),
            herhaald: 0,
            opmerkingen: Vec::new(),
        }
    }

    /// The next row.
    ///
    /// # Errors
    /// When the file is over a limit.
    pub(super) fn rij<'c>(&mut self, regel: u64, cellen: impl Iterator<Item = &'c str> + Clone) -> Result<(), Fault> {
        if self.kop.is_some() {
            return self.gegevens(regel, cellen);
        }
        if cellen.clone().all(|cel| cel.trim().is_empty()) {
            return Ok(());
        }
        let width = cellen.clone().count();
        // A row that cannot be used is no row of names, and is not kept waiting.
        if width > self.grenzen.kolommen && cellen.clone().skip(self.grenzen.kolommen).any(|cel| !cel.is_empty()) {
            return Err(te_groot(&format!("Er zijn meer dan {} kolommen.", self.grenzen.kolommen)));
        }
        let cells: Vec<String> = cellen.take(self.grenzen.kolommen).map(str::to_owned).collect();
        self.wachten.push((regel, cells));
        let is_names = self.wachten.last().is_some_and(|(_, cells)| is_kop(cells));
        let filled = |cells: &[String]| cells.iter().filter(|cel| !cel.trim().is_empty()).count();
        if is_names {
            let names = self.wachten.last().map_or(0, |(_, cells)| filled(cells));
            let above = self.wachten.iter().rev().skip(1).map(|(_, cells)| filled(cells)).max().unwrap_or(0);
            if above <= 1 || above * 2 <= names {
                let (regel, koppen) = self.wachten.pop().unwrap_or_default();
                if !self.wachten.is_empty() {
                    let wat = format!(
                        "De namen van de kolommen staan op regel {regel}. Wat daarboven staat is overgeslagen."
                    );
                    self.opmerkingen.push(self.van_blad(wat));
                }
                self.wachten.clear();
                self.koppen(regel, koppen);
                return Ok(());
            }
        }
        if self.wachten.len() >= ZOEK { self.zonder_kop() } else { Ok(()) }
    }

    /// Something of this table that could not be read.
    ///
    /// # Errors
    /// When there is too much of it.
    pub(super) fn gebrek(&mut self, gebrek: Gebrek) -> Result<(), Fault> {
        self.gebreken.push(gebrek)
    }

    /// A value that could not be read, in a row whose other values stand.
    ///
    /// # Errors
    /// When there are too many.
    pub(super) fn waarde_gebrek(&mut self, regel: u64, at: usize, wat: String, advies: &str) -> Result<(), Fault> {
        let kop = match self.tabel.koppen.get(at) {
            Some(kop) if !kop.is_empty() => kop.clone(),
            _ => format!("Kolom {}", at + 1).into(),
        };
        let plek = Plek { blad: self.tabel.blad.clone(), regel, kolom: Some(kop) };
        self.gebreken.push(Gebrek { plek, wat, advies: advies.to_owned(), hele_rij: false })
    }

    /// Tells of a row that ends before the last column with a name: a line end may stand where none belongs. A line of one
    /// cell is a remark below or between the rows.
    ///
    /// # Errors
    /// When too much of the table is wrong.
    pub(super) fn te_kort(&mut self, regel: u64, cellen: usize) -> Result<(), Fault> {
        let named = self.tabel.koppen.iter().rposition(|kop| !kop.trim().is_empty()).map_or(0, |at| at + 1);
        if self.kop.is_none() || cellen >= named || cellen < 2 {
            return Ok(());
        }
        self.gebreken.push(Gebrek {
            plek: Plek { blad: self.tabel.blad.clone(), regel, kolom: None },
            wat: format!("Deze rij is korter dan de andere: {cellen} van de {named} cellen."),
            advies: "Kijk na of er iets is weggevallen.".to_owned(),
            hele_rij: false,
        })
    }

    fn van_blad(&self, wat: String) -> String {
        match &self.tabel.blad {
            Some(blad) => format!("Blad {blad}: {wat}"),
            None => wat,
        }
    }

    fn koppen(&mut self, regel: u64, koppen: Vec<String>) {
        self.kop = Some(regel);
        self.gevuld = koppen.iter().map(|kop| !kop.trim().is_empty()).collect();
        self.tabel.koppen =
            koppen.iter().map(|kop| kop.split_whitespace().collect::<Vec<_>>().join(" ").into()).collect();
    }

    /// No row looks like names of columns. Of one column the first row is its name; else all rows are rows.
    fn zonder_kop(&mut self) -> Result<(), Fault> {
        let rows = std::mem::take(&mut self.wachten);
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let single = rows.iter().all(|(_, cells)| cells.iter().skip(1).all(|cel| cel.trim().is_empty()));
        let mut rows = rows.into_iter().peekable();
        let is_name =
            |cells: &[String]| cells.first().is_some_and(|cel| is_woord(cel) && !cel.contains(char::is_numeric));
        match rows.next_if(|(_, cells)| single && is_name(cells)) {
            Some((regel, cells)) => self.koppen(regel, cells),
            None => {
                let wat =
                    "Er is geen rij met namen van kolommen gevonden. De kolommen heten nu Kolom 1, Kolom 2 enzovoort.";
                self.opmerkingen.push(self.van_blad(wat.to_owned()));
                self.koppen(0, vec![String::new(); width]);
            }
        }
        for (regel, cells) in rows {
            self.gegevens(regel, cells.iter().map(String::as_str))?;
        }
        Ok(())
    }

    fn gegevens<'c>(&mut self, regel: u64, cellen: impl Iterator<Item = &'c str> + Clone) -> Result<(), Fault> {
        let plek = || Plek { blad: self.tabel.blad.clone(), regel, kolom: None };
        let naam = |at: usize| match self.tabel.koppen.get(at) {
            Some(kop) if !kop.is_empty() => kop.to_string(),
            _ => format!("Kolom {}", at + 1),
        };
        let width = self.tabel.koppen.len();
        let (mut any, mut last) = (false, 0);
        let mut wrong = None;
        for (at, cel) in cellen.clone().enumerate() {
            if cel.trim().is_empty() {
                continue;
            }
            any = true;
            last = at + 1;
            let found = if at >= width {
                Some((
                    format!("Er staat meer in deze rij dan er kolommen zijn: \"{}\".", kort(cel)),
                    "Zet tekst met een puntkomma of komma erin tussen aanhalingstekens, of haal de cel weg.",
                ))
            } else if cel.len() > self.grenzen.cel {
                Some((
                    format!("De tekst in deze cel is te lang: {} KB.", cel.len() >> 10),
                    "Kort de tekst in, of kijk of er een aanhalingsteken te veel staat.",
                ))
            } else if cel.contains('\0') {
                Some((
                    "In deze cel staat een onleesbaar teken, dat in tekst niet voorkomt.".to_owned(),
                    "Typ de cel opnieuw, of vraag de afzender om het bestand opnieuw op te slaan.",
                ))
            } else if cel.contains('\u{fffd}') {
                Some((
                    "In deze cel staat een teken dat niet te lezen is.".to_owned(),
                    "Typ de cel opnieuw, of sla het bestand op als CSV UTF-8.",
                ))
            } else {
                None
            };
            if let Some((wat, advies)) = found {
                let gebrek = Gebrek { plek: plek().kolom(&naam(at)), wat, advies: advies.to_owned(), hele_rij: true };
                wrong = Some(gebrek);
                break;
            }
        }
        if let Some(gebrek) = wrong {
            return self.gebreken.push(gebrek);
        }
        if !any {
            return Ok(());
        }
        let words = self.tabel.koppen.iter().filter(|kop| !kop.is_empty()).count();
        if words > 1
            && cellen
                .clone()
                .map(str::trim)
                .chain(std::iter::repeat(""))
                .zip(&self.tabel.koppen)
                .all(|(cel, kop)| *cel == **kop)
        {
            self.herhaald += 1;
            return Ok(());
        }
        let rij = Tabelrij::new(regel, cellen.clone().take(last));
        for (at, cel) in cellen.take(last).enumerate() {
            self.omvang.tekst += cel.len() + 4;
            if let Some(filled) = self.gevuld.get_mut(at).filter(|_| !cel.trim().is_empty()) {
                *filled = true;
            }
        }
        self.omvang.rijen += 1;
        self.omvang.tekst += 40;
        if self.omvang.rijen > self.grenzen.rijen {
            return Err(te_groot(&format!("Er zijn meer dan {} rijen.", self.grenzen.rijen)));
        }
        if self.omvang.tekst > self.grenzen.tekst {
            return Err(te_groot(&format!("Uitgepakt is er meer dan {} MB tekst.", self.grenzen.tekst >> 20)));
        }
        self.tabel.rijen.push(rij);
        Ok(())
    }

    /// The table, when anything is in it, and what there is to say of it.
    ///
    /// # Errors
    /// When the file is over a limit.
    pub(super) fn klaar(mut self) -> Result<(Option<Tabel>, Vec<String>), Fault> {
        if self.kop.is_none() && !self.wachten.is_empty() {
            self.zonder_kop()?;
        }
        if self.herhaald > 0 {
            let wat = format!(
                "De namen van de kolommen staan nog {} keer tussen de rijen; die zijn overgeslagen.",
                self.herhaald
            );
            self.opmerkingen.push(self.van_blad(wat));
        }
        // Columns at the end in which nothing ever stands are what Excel leaves behind.
        let width = self.gevuld.iter().rposition(|filled| *filled).map_or(0, |at| at + 1);
        self.tabel.koppen.truncate(width);
        for (at, kop) in self.tabel.koppen.iter_mut().enumerate().filter(|(_, kop)| kop.is_empty()) {
            *kop = format!("Kolom {}", at + 1).into();
        }
        Ok((Some(self.tabel).filter(|tabel| !tabel.koppen.is_empty()), self.opmerkingen))
    }
}

/// Whether a row is one of names: at least two cells, all of them words.
fn is_kop(cells: &[String]) -> bool {
    let mut filled = cells.iter().map(|cel| cel.trim()).filter(|cel| !cel.is_empty()).peekable();
    filled.peek().is_some() && cells.iter().filter(|cel| !cel.trim().is_empty()).count() >= 2 && filled.all(is_woord)
}

/// Whether a text may be the name of a column.
fn is_woord(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains('@') && !text.contains("://") && text.chars().count() <= 80
}
