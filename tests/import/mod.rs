//! What partners send: every format, and everything that is wrong with files.

mod csv;
mod fuzz;
mod herken;
mod hsds;
mod partners;
mod partnertabel;
mod rondreis;
mod vcard;
mod werkblad;

use std::io::Cursor;

use aandacht::domain::fault::Fault;
use aandacht::domain::netwerk::invoer::{Gebrek, Gelezen, Inlezing, Tabel};
use aandacht::import::{self, Grenzen};

/// A file of this name with these bytes, read.
pub fn lees(naam: &str, bytes: &[u8]) -> Result<Inlezing, Fault> {
    import::lees(naam, &mut Cursor::new(bytes), &Grenzen::default())
}

/// The one table of a file.
pub fn tabel(inlezing: &Inlezing) -> &Tabel {
    match &inlezing.inhoud {
        Gelezen::Tabellen(tabellen) => match tabellen.as_slice() {
            [tabel] => tabel,
            other => panic!("{} tables", other.len()),
        },
        Gelezen::Concepten(_) => panic!("no table"),
    }
}

/// The rows of a table: line and cells.
pub fn rijen(tabel: &Tabel) -> Vec<(u64, Vec<&str>)> {
    let width = tabel.koppen.len();
    tabel.rijen.iter().map(|rij| (rij.regel, (0..width).map(|at| rij.cel(at)).collect())).collect()
}

/// The line, the column and whether the row stays out, of everything that was refused.
pub fn plekken(gebreken: &[Gebrek]) -> Vec<(u64, Option<&str>, bool)> {
    gebreken.iter().map(|gebrek| (gebrek.plek.regel, gebrek.plek.kolom.as_deref(), gebrek.hele_rij)).collect()
}
