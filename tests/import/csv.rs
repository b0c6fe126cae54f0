//! Tables as text: every dialect and encoding, and rows that are wrong.

use proptest::prelude::*;

use super::{lees, plekken, rijen, tabel};

/// Columns, rows and refused places of a table.
type Verwacht<'a> = (&'a [&'a str], &'a [(u64, &'a [&'a str])], &'a [(u64, Option<&'a str>, bool)]);

fn check(naam: &str, bytes: &[u8], (koppen, rows, wrong): Verwacht<'_>) {
    let inlezing = lees("a.csv", bytes).unwrap_or_else(|fault| panic!("{naam}: {fault}"));
    let table = tabel(&inlezing);
    let names: Vec<&str> = table.koppen.iter().map(AsRef::as_ref).collect();
    assert_eq!(names, koppen, "{naam}");
    let expected: Vec<(u64, Vec<&str>)> = rows.iter().map(|(regel, cells)| (*regel, cells.to_vec())).collect();
    assert_eq!(rijen(table), expected, "{naam}");
    assert_eq!(plekken(&inlezing.gebreken), wrong, "{naam}");
}

#[test]
fn tables_are_read_as_dutch_excel_writes_them() {
    let two: &[&str] = &["Naam", "Telefoon"];
    for (naam, bytes, expected) in [
        ("semicolons", &b"Naam;Telefoon\r\nA, B;045\r\n"[..], (two, &[(2, &["A, B", "045"][..])][..], &[][..])),
        ("commas", b"Naam,Telefoon\nA;B,045\n", (two, &[(2, &["A;B", "045"])], &[])),
        ("tabs", b"Naam\tTelefoon\nA;B\t045", (two, &[(2, &["A;B", "045"])], &[])),
        ("a line that says it", b"sep=|\r\nNaam|Telefoon\r\nA|0\r\n", (two, &[(3, &["A", "0"])], &[])),
        ("a quoted line that says it", b"\"sep=,\"\nNaam,Telefoon\nA,0\n", (two, &[(3, &["A", "0"])], &[])),
        ("utf-8 with a mark", b"\xef\xbb\xbfNaam;Telefoon\nZo\xc3\xab;1\n", (two, &[(2, &["Zo\u{eb}", "1"])], &[])),
        ("windows-1252", b"Naam;Telefoon\nZo\xeb \x80;1\n", (two, &[(2, &["Zo\u{eb} \u{20ac}", "1"])], &[])),
        ("carriage returns", b"Naam;Telefoon\rA;1\rB;2", (two, &[(2, &["A", "1"]), (3, &["B", "2"])], &[])),
        (
            "lines in cells",
            b"Naam;Telefoon\r\n\"A\r\nB\";\"1\n2\"\r\n\r\nC;\"\"\"3\"\"\"\r\n",
            (two, &[(2, &["A\nB", "1\n2"]), (6, &["C", "\"3\""])], &[]),
        ),
        ("columns at the end", b"Naam;Telefoon;;;\nA;1;;;\n;;;;\n", (two, &[(2, &["A", "1"])], &[])),
        (
            "a column without a name",
            b"Naam;;Telefoon\nA;x;1\n",
            (&["Naam", "Kolom 2", "Telefoon"], &[(2, &["A", "x", "1"])], &[]),
        ),
        ("a title above it", b"Sociale kaart;\n\nNaam;Telefoon\nA;1\n", (two, &[(4, &["A", "1"])], &[])),
        (
            "names that come again",
            b"Naam;Telefoon\nA;1\nNaam;Telefoon\nB;2\n",
            (two, &[(2, &["A", "1"]), (4, &["B", "2"])], &[]),
        ),
        ("names twice", b"Telefoon;Telefoon\n1;2\n", (&["Telefoon", "Telefoon"], &[(2, &["1", "2"])], &[])),
        ("no names", b"A;1\nB;2\n", (&["Kolom 1", "Kolom 2"], &[(1, &["A", "1"]), (2, &["B", "2"])], &[])),
        ("one column", b"Naam\nA\nB\n", (&["Naam"], &[(2, &["A"]), (3, &["B"])], &[])),
        (
            "the guard of our own export",
            b"Naam;Telefoon\n'=1+1;'+31 45\n's-Hertogenbosch;'-'\n",
            (two, &[(2, &["=1+1", "+31 45"]), (3, &["'s-Hertogenbosch", "-'"])], &[]),
        ),
        ("too many cells", b"Naam;Telefoon\nA;1;x\nB;2;;\n", (two, &[(3, &["B", "2"])], &[(2, Some("Kolom 3"), true)])),
        ("a zero in a cell", b"Naam;Telefoon\nA\0;1\nB;2\n", (two, &[(3, &["B", "2"])], &[(2, Some("Naam"), true)])),
        (
            "a broken sign in marked utf-8",
            b"\xef\xbb\xbfNaam;Telefoon\nZo\xeb;1\nB;2\n",
            (two, &[(3, &["B", "2"])], &[(2, Some("Naam"), true)]),
        ),
        (
            "a quote that is not closed",
            b"Naam;Telefoon\nA;\"1\nB;2\nC;3\n",
            (two, &[(3, &["B", "2"]), (4, &["C", "3"])], &[(2, None, true)]),
        ),
        (
            "a quote that is not closed, further in its row",
            b"Naam;Telefoon\n\"A\nA\";\"1\nB;2\n",
            (two, &[(4, &["B", "2"])], &[(3, None, true)]),
        ),
        (
            "a quote within a cell",
            b"Naam;Telefoon\nA \"x;1\nB;2\n",
            (two, &[(2, &["A \"x", "1"]), (3, &["B", "2"])], &[]),
        ),
    ] {
        check(naam, bytes, expected);
    }
}

#[test]
fn unicode_text_of_excel_is_read() {
    let text = "Naam\tTelefoon\r\nZoë €\t045\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [[b"\xff\xfe".to_vec(), little.clone()].concat(), [b"\xfe\xff".to_vec(), big].concat(), little] {
        check("utf-16", &bytes, (&["Naam", "Telefoon"], &[(2, &["Zoë €", "045"])], &[]));
    }
}

#[test]
fn a_forgotten_quote_costs_one_row_of_a_long_file() {
    let mut text = String::from("Naam;Telefoon\n");
    for at in 2..2000 {
        text += &if at == 500 { "\"Naam 500;1\n".to_owned() } else { format!("Naam {at};1\n") };
    }
    let inlezing = lees("a.csv", text.as_bytes()).expect("a table");
    assert_eq!(tabel(&inlezing).rijen.len(), 1997);
    assert_eq!(plekken(&inlezing.gebreken), [(500, None, true)]);
    assert!(inlezing.gebreken[0].wat.contains("regel 500"), "{}", inlezing.gebreken[0].wat);
}

#[test]
fn a_file_of_forgotten_quotes_is_given_up() {
    // Each quote is missed only after many lines, so that every one of them costs reading those again.
    let lines = "\"x\n".to_owned() + &"y;1\n".repeat(250);
    let text = "Naam;Telefoon\n".to_owned() + &lines.repeat(1002);
    let fault = lees("a.csv", text.as_bytes()).map(|_| ()).expect_err("too many");
    assert!(fault.wat.contains("aanhalingstekens"), "{}", fault.wat);
    // Each line closes the quote of the one before it and opens its own: rows without an end.
    let text = "Naam;Telefoon\n".to_owned() + &"x\";\"y\n".repeat(400_000);
    let inlezing = lees("a.csv", text.as_bytes()).expect("a table");
    assert!(tabel(&inlezing).rijen.is_empty() && !inlezing.gebreken.is_empty());
}

#[test]
fn too_many_rows_and_columns_are_refused() {
    let grenzen = aandacht::import::Grenzen { rijen: 10, kolommen: 3, gebreken: 5, ..Default::default() };
    for (text, word) in [
        ("Naam;Telefoon\n".to_owned() + &"A;1\n".repeat(11), "10 rijen"),
        ("A;B;C;D\n1;2;3;4\n".to_owned(), "3 kolommen"),
        ("Naam;Telefoon\n".to_owned() + &"A;1;2\n".repeat(6), "meer dan 5"),
    ] {
        let fault = aandacht::import::lees("a.csv", &mut std::io::Cursor::new(text), &grenzen).expect_err(word);
        assert!(fault.lines().join(" ").contains(word), "{:?}", fault.lines());
    }
}

/// How a table may be written.
#[derive(Debug, Clone, Copy)]
struct Schrift {
    teken: u8,
    einde: ::csv::Terminator,
    altijd_aanhaling: bool,
    codering: u8,
}

fn schrift() -> impl Strategy<Value = Schrift> {
    let einde = prop_oneof![
        Just(::csv::Terminator::CRLF),
        Just(::csv::Terminator::Any(b'\n')),
        Just(::csv::Terminator::Any(b'\r'))
    ];
    (prop_oneof![Just(b';'), Just(b','), Just(b'\t')], einde, any::<bool>(), 0..4_u8)
        .prop_map(|(teken, einde, altijd_aanhaling, codering)| Schrift { teken, einde, altijd_aanhaling, codering })
}

fn schrijf(how: Schrift, rows: &[Vec<String>]) -> Vec<u8> {
    let quotes = if how.altijd_aanhaling { ::csv::QuoteStyle::Always } else { ::csv::QuoteStyle::Necessary };
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(how.teken)
        .terminator(how.einde)
        .quote_style(quotes)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("memory");
    }
    let text = String::from_utf8(writer.into_inner().expect("memory")).expect("text");
    match how.codering {
        0 => text.into_bytes(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        _ => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn cells_come_back_from_every_dialect_and_encoding(
        how in schrift(),
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9 ;,\t\"\né€ë]{0,12}", 3), 1..12),
    ) {
        // In Windows-1252 two of these after a letter are a sign of UTF-8 by chance, and nobody can tell them apart.
        prop_assume!(how.codering != 2 || !rows.iter().flatten().any(|cel| cel.contains("€€")));
        let mut all = vec![vec!["Naam".to_owned(), "Telefoon".to_owned(), "Notitie".to_owned()]];
        all.extend(rows.iter().cloned());
        let inlezing = lees("a.csv", &schrijf(how, &all)).expect("a table");
        let trimmed = |row: &Vec<String>| row.iter().map(|cel| cel.trim().to_owned()).collect::<Vec<_>>();
        let expected: Vec<Vec<String>> =
            rows.iter().map(trimmed).filter(|row| row.iter().any(|cel| !cel.is_empty())).collect();
        let table = tabel(&inlezing);
        let found: Vec<Vec<String>> = rijen(table)
            .into_iter()
            .map(|(_, row)| row.into_iter().map(str::to_owned).collect())
            .collect();
        prop_assert_eq!(found, expected);
        prop_assert!(inlezing.gebreken.is_empty(), "{:?}", inlezing.gebreken);
        // Every row is told to begin where it begins.
        let mut line = 2_u64;
        let mut lines = Vec::new();
        for row in &rows {
            if row.iter().any(|cel| !cel.trim().is_empty()) {
                lines.push(line);
            }
            line += 1 + row.iter().map(|cel| cel.matches('\n').count() as u64).sum::<u64>();
        }
        let found: Vec<u64> = table.rijen.iter().map(|rij| rij.regel).collect();
        prop_assert_eq!(found, lines);
    }
}
