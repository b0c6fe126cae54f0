//! A whole network as a file, in every format.

mod geheim;
mod hsds;
mod kaart;
mod pagina;
mod schild;
mod tabel;
mod vcard;

use aandacht::domain::kluis::Model;
use aandacht::domain::netwerk::uitvoer::{Uitvoer, Uitvoerkeuze};
use aandacht::export::netwerk::vcard::VcardVersie;
use aandacht::export::netwerk::{csv, dot, hsds as referral, lijst, pagina as bladzijde, svg, vcard as kaarten, xlsx};
use jiff::Timestamp;
use jiff::civil::date;

use crate::common::uitvoernet::gemeenten;

/// Every format of a network, by name; a workbook as the parts in it.
pub fn alles(model: &Model, keuze: &Uitvoerkeuze) -> Vec<(&'static str, Vec<u8>)> {
    let gemeenten = gemeenten();
    let uitvoer = Uitvoer::van(model, &gemeenten, keuze);
    let day = date(2026, 11, 22);
    let mut made: Vec<(&'static str, Vec<u8>)> =
        ["csv", "vcard 3.0", "vcard 4.0", "hsds", "lijst", "dot", "svg", "pagina"]
            .map(|name| (name, Vec::new()))
            .into();
    for (name, out) in &mut made {
        let written = match *name {
            "csv" => csv::write(&uitvoer, out),
            "vcard 3.0" => kaarten::write(&uitvoer, VcardVersie::V3, out),
            "vcard 4.0" => kaarten::write(&uitvoer, VcardVersie::V4, out),
            "hsds" => referral::write(&uitvoer, out),
            "lijst" => lijst::write(&uitvoer, day, out),
            "dot" => dot::write(&uitvoer, out),
            "svg" => svg::write(&uitvoer, out),
            _ => bladzijde::write(&uitvoer, day, out),
        };
        written.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let mut book = Vec::new();
    xlsx::write(&uitvoer, Timestamp::UNIX_EPOCH, &mut book).expect("a workbook");
    made.push(("xlsx", book));
    made
}

/// One of them, as text.
pub fn een(model: &Model, keuze: &Uitvoerkeuze, name: &str) -> String {
    let found = alles(model, keuze).into_iter().find(|(known, _)| *known == name).expect("a format");
    String::from_utf8(found.1).expect("text")
}
