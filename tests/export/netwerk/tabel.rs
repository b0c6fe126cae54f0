//! The table as CSV and as a workbook, and what is the same every time.

use std::io::Cursor;

use aandacht::domain::netwerk::plat::{Kolom, cel};
use aandacht::domain::netwerk::schild::onbeschermd;
use aandacht::domain::netwerk::uitvoer::{Niet, Uitvoer, Uitvoerkeuze};
use aandacht::domain::netwerk::{Soort, Veld, Waarde};
use aandacht::export::netwerk::{csv, xlsx};
use calamine::{Data, Reader, Xlsx};
use jiff::Timestamp;

use super::{alles, een};
use crate::common::uitvoernet::{gemeenten, model, nummer, uitvoernet, vermelding};

/// The cells that a table has to have.
fn cellen(keuze: &Uitvoerkeuze) -> Vec<Vec<String>> {
    let (model, gemeenten) = (uitvoernet(), gemeenten());
    let uitvoer = Uitvoer::van(&model, &gemeenten, keuze);
    let columns = Kolom::alle();
    let head = columns.iter().map(|kolom| kolom.kop()).collect();
    let row = |row| columns.iter().map(|kolom| cel(uitvoer.netwerk(), &gemeenten, row, *kolom)).collect();
    std::iter::once(head).chain(uitvoer.rijen().map(row)).collect()
}

#[test]
fn the_csv_is_that_of_a_dutch_excel_and_has_every_cell() {
    let keuze = Uitvoerkeuze::default();
    let text = een(&uitvoernet(), &keuze, "csv");
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    assert!(text.starts_with("Soort vermelding;Naam;Functie;"), "{}", &text[..60]);
    let mut reader = ::csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| row.expect("a row").iter().map(|cell| onbeschermd(cell).to_owned()).collect())
        .collect();
    assert_eq!(rows, cellen(&keuze));
    assert!(text.contains("\r\n") && text.contains(";'=1+1;") && text.contains("+3221234567 | crisis"));
}

#[test]
fn the_workbook_has_the_same_cells_as_text() {
    let (model, gemeenten, keuze) = (uitvoernet(), gemeenten(), Uitvoerkeuze::default());
    let mut out = Vec::new();
    xlsx::write(&Uitvoer::van(&model, &gemeenten, &keuze), Timestamp::UNIX_EPOCH, &mut out).expect("a workbook");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(out)).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Netwerk", "Uitleg"]);
    let sheet = book.worksheet_range("Netwerk").expect("the sheet");
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    };
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(text).collect()).collect();
    assert_eq!(rows, cellen(&keuze));
    let formulas = book.worksheet_formula("Netwerk").expect("the sheet");
    assert!(formulas.used_cells().next().is_none());
    let explained = book.worksheet_range("Uitleg").expect("the sheet");
    let named: Vec<String> = explained.rows().map(|row| text(&row[0])).collect();
    assert!(Kolom::alle().iter().all(|kolom| named.contains(&kolom.kop())));
}

#[test]
fn a_cell_that_is_too_long_is_cut_as_the_list_says() {
    assert!(xlsx::NIET.contains(&Niet::LangeCel) && !csv::NIET.contains(&Niet::LangeCel));
    let note = "🌈".repeat(20_000);
    let velden = vec![(Veld::Naam, Waarde::tekst("Lang")), (Veld::Notitie, Waarde::tekst(&note))];
    let (model, gemeenten) = (model([(nummer(1), vermelding(Soort::Organisatie, velden))]), gemeenten());
    let mut out = Vec::new();
    let uitvoer = Uitvoer::van(&model, &gemeenten, &Uitvoerkeuze::default());
    xlsx::write(&uitvoer, Timestamp::UNIX_EPOCH, &mut out).expect("a workbook");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(out)).expect("a workbook");
    let sheet = book.worksheet_range("Netwerk").expect("the sheet");
    let longest = sheet.used_cells().map(|(_, _, cell)| cell.to_string().encode_utf16().count()).max();
    assert_eq!(longest, Some(32_766));
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    let keuze = Uitvoerkeuze::default();
    let once = alles(&uitvoernet(), &keuze);
    // The clock of a workbook ticks in seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    for ((name, one), (_, other)) in once.into_iter().zip(alles(&uitvoernet(), &keuze)) {
        assert!(one == other, "{name}");
    }
}
