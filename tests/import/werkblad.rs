//! Workbooks: what a user sees in them, and those that were made to do harm.

use std::io::{Cursor, Write};

use aandacht::domain::netwerk::invoer::{Bestandsoort, Gelezen};
use aandacht::import::{self, Grenzen};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{lees, plekken, rijen, tabel};

/// A zip of these members.
pub fn ingepakt(leden: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (naam, bytes) in leden {
        let how = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*naam, how).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// An ODS workbook with this in its only sheet.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    ingepakt(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

/// A cell of an ODS sheet with a text.
pub fn cel(text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
}

fn boek(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().expect("memory")
}

/// A workbook of Excel with one sheet of these cells.
pub fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    boek(|book| {
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (col, text) in (0..).zip(*cells) {
                sheet.write(row, col, *text).expect("it fits");
            }
        }
    })
}

#[test]
fn cells_are_read_as_a_dutch_user_sees_them() {
    let bytes = boek(|book| {
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd-mm-yyyy");
        let time = Format::new().set_num_format("hh:mm");
        for (col, name) in (0..).zip(["Naam", "Aantal", "Deel", "Dag", "Tijd", "Open", "Fout"]) {
            sheet.write(2, col, name).expect("it fits");
        }
        sheet.write(0, 0, "Sociale kaart").expect("it fits");
        sheet.write(3, 0, "Wijkteam").expect("it fits");
        sheet.write(3, 1, 12).expect("it fits");
        sheet.write(3, 2, 0.1 + 0.2).expect("it fits");
        let date = ExcelDateTime::from_ymd(2026, 11, 22).expect("a day");
        sheet.write_with_format(3, 3, &date, &day).expect("it fits");
        sheet.write_with_format(3, 4, 0.395_833_333_333_333_3, &time).expect("it fits");
        sheet.write(3, 5, true).expect("it fits");
        sheet.write(3, 6, Formula::new("=1/0").set_result("#DIV/0!")).expect("it fits");
        sheet.write(1_048_575, 16_383, "hier").expect("it fits");
    });
    let inlezing = lees("a.xlsx", &bytes).expect("a workbook");
    assert_eq!(inlezing.soort, Bestandsoort::Xlsx);
    let table = tabel(&inlezing);
    assert_eq!(table.blad, None);
    let (regel, cells) = &rijen(table)[0];
    assert_eq!((*regel, &cells[..6]), (4, &["Wijkteam", "12", "0,3", "2026-11-22", "09:30", "ja"][..]));
    assert!(plekken(&inlezing.gebreken).contains(&(1_048_576, Some("Kolom 501"), true)), "{:?}", inlezing.gebreken);
}

#[test]
fn every_visible_sheet_is_a_table_and_errors_are_told() {
    let bytes = boek(|book| {
        for (name, hidden) in [("Contacten", false), ("Diensten", false), ("Oud", true), ("Leeg", false)] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("a name").set_hidden(hidden);
            if name != "Leeg" {
                sheet.write(0, 0, "Naam").expect("it fits").write(0, 1, "Telefoon").expect("it fits");
                sheet.write(1, 0, name).expect("it fits");
            }
        }
    });
    let inlezing = lees("a.xlsx", &bytes).expect("a workbook");
    let Gelezen::Tabellen(tables) = &inlezing.inhoud else { panic!("no tables") };
    let names: Vec<Option<&str>> = tables.iter().map(|table| table.blad.as_deref()).collect();
    assert_eq!(names, [Some("Contacten"), Some("Diensten")]);
    assert!(inlezing.opmerkingen.iter().any(|text| text.contains("Oud")), "{:?}", inlezing.opmerkingen);
}

#[test]
fn a_lost_zero_is_told_or_put_back() {
    let with = |others: &str| {
        boek(|book| {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "Naam").expect("it fits").write(0, 1, "Telefoon").expect("it fits");
            sheet.write(1, 0, "A").expect("it fits").write(1, 1, 455_600_001).expect("it fits");
            sheet.write(2, 0, "B").expect("it fits").write(2, 1, 31_455_600_002_i64).expect("it fits");
            sheet.write(3, 0, "C").expect("it fits").write(3, 1, others).expect("it fits");
        })
    };
    let inlezing = lees("a.xlsx", &with("onbekend")).expect("a workbook");
    let numbers: Vec<&str> = tabel(&inlezing).rijen.iter().map(|rij| rij.cel(1)).collect();
    assert_eq!(numbers, ["455600001", "31455600002", "onbekend"]);
    assert_eq!(plekken(&inlezing.gebreken), [(2, Some("Telefoon"), false)]);
    let inlezing = lees("a.xlsx", &with("045-560 00 03")).expect("a workbook");
    let numbers: Vec<&str> = tabel(&inlezing).rijen.iter().map(|rij| rij.cel(1)).collect();
    assert_eq!(numbers, ["0455600001", "+31455600002", "045-560 00 03"]);
    assert_eq!(inlezing.gebreken, []);
    assert!(inlezing.opmerkingen.iter().any(|text| text.contains("nul")), "{:?}", inlezing.opmerkingen);
}

#[test]
fn sheets_of_libreoffice_are_read() {
    let rows = format!(
        r#"<table:table-row>{}{}{}</table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/></table:table-row><table:table-row>{}<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-11-22"><text:p>22-11-26</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
        cel("Naam"),
        cel("Aantal"),
        cel("Dag"),
        cel("Zoë &amp; zonen"),
    );
    let inlezing = lees("a.ods", &ods(&rows)).expect("a workbook");
    assert_eq!(inlezing.soort, Bestandsoort::Ods);
    assert_eq!(rijen(tabel(&inlezing)), [(4, vec!["Zoë & zonen", "12", "2026-11-22"])]);
}

fn weigert(naam: &str, bytes: &[u8], word: &str) {
    let fault = lees(naam, bytes).map(|inlezing| format!("{:?}", inlezing.soort)).expect_err(word);
    assert!(fault.lines().join(" ").contains(word), "{naam}: {:?}", fault.lines());
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 600 << 20];
    weigert("a.xlsx", &ingepakt(&[("xl/workbook.xml", &zeros)]), "veel te groot");
    // A header that lies of its size, in the file and in the directory.
    let mut lie = ingepakt(&[("xl/workbook.xml", &zeros)]);
    let size = u32::try_from(zeros.len()).expect("it fits").to_le_bytes();
    while let Some(at) = lie.windows(4).position(|window| window == size) {
        lie[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    let fault = lees("a.xlsx", &lie).map(|inlezing| inlezing.soort).expect_err("a lie");
    assert!(fault.wat.contains("te groot") || fault.wat.contains("kapot"), "{}", fault.wat);
    drop(zeros);
    // A zip in a zip is nothing but bytes.
    let inner = ingepakt(&[("a", &vec![0; 100 << 20])]);
    weigert("a.xlsx", &ingepakt(&[("a.zip", &inner)]), "ingepakt");
    let long = vec![b'x'; 100 << 20];
    weigert("a.xlsx", &ingepakt(&[("xl/workbook.xml", &long)]), "veel te groot");
    let many = "<table:table-row table:number-rows-repeated=\"1048576\">".to_owned()
        + r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    weigert("a.ods", &ods(&many), "herhaalde cellen");
    let rows = r#"<table:table-row><table:table-cell table:number-columns-repeated="99999999999999999999" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    weigert("a.ods", &ods(&rows.repeat(1000)), "herhaalde cellen");
}

#[test]
fn a_text_that_stands_in_every_cell_counts_as_often() {
    let text = "x".repeat(30_000);
    let rows: Vec<&[&str]> = vec![&["Naam", "Telefoon"]];
    let row: &[&str] = &[&text, "1"];
    let bytes = xlsx(&rows.into_iter().chain(std::iter::repeat_n(row, 500)).collect::<Vec<_>>());
    assert!(bytes.len() < 1 << 20);
    let grenzen = Grenzen { tekst: 10 << 20, ..Grenzen::default() };
    let fault = import::lees("a.xlsx", &mut Cursor::new(&bytes), &grenzen).map(|_| ()).expect_err("too much");
    assert!(fault.waarom.contains("MB tekst"), "{}", fault.waarom);
    lees("a.xlsx", &bytes).expect("a workbook");
}

#[test]
fn broken_and_other_zips_are_named() {
    let whole = xlsx(&[&["Naam", "Telefoon"], &["A", "1"]]);
    weigert("a.xlsx", &whole[..whole.len() / 2], "kapot");
    weigert("a.docx", &ingepakt(&[("word/document.xml", b"<x/>")]), "Word");
    weigert("a.xlsb", &ingepakt(&[("xl/workbook.bin", b"x")]), ".xlsb");
    weigert("a.zip", &ingepakt(&[("lijst.csv", b"naam;telefoon")]), "ingepakt");
    let fault = lees("a.ods", &whole).expect("it is what it is");
    assert!(fault.opmerkingen.iter().any(|text| text.contains(".ods")), "{:?}", fault.opmerkingen);
}
