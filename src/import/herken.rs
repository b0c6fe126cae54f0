//! What a file is, by what stands in it. Its name is only held against that.

use crate::domain::fault::Fault;
use crate::domain::netwerk::invoer::Bestandsoort;

use super::tekst::Codering;

/// How many of the first bytes of a file [`herken`] wants to see, or as many as the file has.
pub const BEGIN: usize = 64 << 10;

const AS_TABLE: &str = "Sla het in Excel of LibreOffice op als .xlsx of CSV.";
const UIT_WORD: &str = "Kopieer de tabel naar Excel en sla die op als .xlsx.";
const ASK: &str = "Vraag de afzender om een Excel-bestand (.xlsx), een CSV-bestand of adreskaartjes (.vcf).";

/// How files begin that are often sent and never read here: the bytes, what it is and what to do.
const VREEMD: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "een PDF", ASK),
    (b"\x89PNG", "een plaatje", ASK),
    (b"\xff\xd8\xff", "een foto", ASK),
    (b"GIF8", "een plaatje", ASK),
    (b"BM", "een plaatje", ASK),
    (b"II*\0", "een plaatje", ASK),
    (b"MM\0*", "een plaatje", ASK),
    (b"RIFF", "een plaatje of een filmpje", ASK),
    (b"MZ", "een programma", "Open het niet. Vraag de afzender wat de bedoeling was."),
    (b"\x7fELF", "een programma", "Open het niet. Vraag de afzender wat de bedoeling was."),
    (b"!BDN", "een postvak van Outlook (.pst)", "Sla de contacten in Outlook op als CSV of als adreskaartjes (.vcf)."),
    (b"{\\rtf", "een tekstdocument (RTF)", AS_TABLE),
    (b"\x1f\x8b", "een ingepakt bestand", "Pak het uit en lees in wat erin zit."),
    (b"7z\xbc\xaf", "een ingepakt bestand", "Pak het uit en lees in wat erin zit."),
    (b"Rar!", "een ingepakt bestand", "Pak het uit en lees in wat erin zit."),
    (b"SQLite format 3\0", "een database", ASK),
];

/// What text files begin with that are no tables, in small letters.
const VREEMDE_TEKST: &[(&str, &str, &str)] = &[
    ("<!doctype html", "een webpagina", AS_TABLE),
    ("<html", "een webpagina", AS_TABLE),
    ("<table", "een webpagina", AS_TABLE),
    ("<?xml", "een XML-bestand", AS_TABLE),
    ("begin:vcalendar", "een agenda", ASK),
];

/// What a file is. `begin` is its first [`BEGIN`] bytes. A workbook is known for certain only when it is opened.
///
/// # Errors
/// When it is empty or nothing that can be read, with what it seems to be and what to do.
pub fn herken(naam: &str, begin: &[u8]) -> Result<Bestandsoort, Fault> {
    if begin.is_empty() {
        return Err(Fault::input(
            "Dit bestand is leeg.",
            "Er staat niets in om in te lezen.",
            "Vraag de afzender om het opnieuw te sturen.",
        ));
    }
    if begin.iter().all(|byte| *byte == 0) {
        return Err(vreemd("een bestand met alleen nullen", "Vraag de afzender om het opnieuw te sturen."));
    }
    if begin.starts_with(b"PK\x03\x04") || begin.starts_with(b"PK\x05\x06") {
        return zip(naam, begin);
    }
    if begin.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let (wat, advies) = ole(naam, begin);
        return Err(vreemd(wat, advies));
    }
    if let Some((_, wat, advies)) =
        VREEMD.iter().find(|(magic, ..)| begin.starts_with(magic) && !is_tekst(begin, magic))
    {
        return Err(vreemd(wat, advies));
    }
    if begin.get(4..8) == Some(b"ftyp") {
        return Err(vreemd("een foto of een filmpje", ASK));
    }
    let codering = Codering::raad(begin);
    if !codering.is_16() && !mostly_text(begin) {
        return Err(vreemd("geen tekst, geen werkblad en geen adreskaartjes", ASK));
    }
    let text = codering.lees(begin);
    let text = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if text.is_empty() {
        return Err(Fault::input(
            "Dit bestand is leeg.",
            "Er staan alleen spaties en lege regels in.",
            "Vraag de afzender om het opnieuw te sturen.",
        ));
    }
    let lower: String = text.chars().take(32).collect::<String>().to_ascii_lowercase();
    if let Some((_, wat, advies)) = VREEMDE_TEKST.iter().find(|(start, ..)| lower.starts_with(start)) {
        return Err(vreemd(wat, advies));
    }
    if lower.starts_with("begin:vcard") {
        return Ok(Bestandsoort::Vcard);
    }
    if is_json(text) {
        return Ok(if is_netwerk(text) { Bestandsoort::Netwerk } else { Bestandsoort::Hsds });
    }
    match extensie(naam).as_str() {
        "vcf" | "vcard" => Err(Fault::input(
            "In dit bestand staat geen adreskaartje.",
            "De naam eindigt op .vcf, maar het begint niet met BEGIN:VCARD.",
            "Vraag de afzender om de contacten opnieuw op te slaan.",
        )),
        "json" => Err(Fault::input(
            "Dit bestand is geen JSON.",
            "De naam eindigt op .json, maar het begint niet met { of [.",
            "Vraag de afzender om het opnieuw op te slaan en te sturen.",
        )),
        _ => Ok(Bestandsoort::Csv),
    }
}

/// What to tell when a file is something else than its name says.
pub(super) fn naam_klopt_niet(naam: &str, soort: Bestandsoort) -> Option<String> {
    let said: &[Bestandsoort] = match extensie(naam).as_str() {
        "csv" | "txt" | "tsv" | "tab" => &[Bestandsoort::Csv],
        "xlsx" | "xlsm" => &[Bestandsoort::Xlsx],
        "ods" => &[Bestandsoort::Ods],
        "vcf" | "vcard" => &[Bestandsoort::Vcard],
        "json" => &[Bestandsoort::Hsds, Bestandsoort::Netwerk],
        "xls" | "doc" | "docx" | "pdf" | "zip" | "msg" | "pst" => &[],
        _ => return None,
    };
    let extensie = extensie(naam);
    (!said.contains(&soort))
        .then(|| format!("De naam eindigt op .{extensie}, maar het bestand is {}. Zo is het gelezen.", soort.tekst()))
}

/// The extension of a name, in small letters and without the dot; empty when it has none.
fn extensie(naam: &str) -> String {
    naam.rsplit_once('.').map_or_else(String::new, |(_, extensie)| extensie.to_lowercase())
}

/// The fault for a file that is something else.
pub(super) fn vreemd(wat: &str, advies: &str) -> Fault {
    Fault::input(
        format!("Dit bestand lijkt {wat} te zijn."),
        "Ingelezen worden CSV, Excel (.xlsx), OpenDocument (.ods), vCard (.vcf), HSDS (.json) en het netwerkbestand.",
        advies,
    )
}

/// A short magic is also how a table can begin: `BM;naam` is no picture.
fn is_tekst(begin: &[u8], magic: &[u8]) -> bool {
    let printable = magic.iter().all(|byte| (0x20..0x7f).contains(byte));
    printable && magic.len() <= 4 && magic != b"%PDF" && mostly_text(begin) && !begin.contains(&0)
}

/// Whether at most one in fifty bytes, and a few more, is a sign that does not stand in texts.
fn mostly_text(begin: &[u8]) -> bool {
    let is_odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a);
    begin.iter().filter(is_odd).count().saturating_sub(4) * 50 <= begin.len()
}

/// Which program made a zip.
fn zip(naam: &str, begin: &[u8]) -> Result<Bestandsoort, Fault> {
    let has = |needle: &[u8]| begin.windows(needle.len()).any(|window| window == needle);
    if has(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Bestandsoort::Ods);
    }
    if has(b"mimetypeapplication/vnd.oasis.opendocument") {
        return Err(vreemd("een document van LibreOffice, maar geen werkblad", AS_TABLE));
    }
    if has(b"xl/") {
        return Ok(Bestandsoort::Xlsx);
    }
    if has(b"word/") {
        return Err(vreemd("een Word-document", UIT_WORD));
    }
    if has(b"ppt/") {
        return Err(vreemd("een presentatie", AS_TABLE));
    }
    Ok(if extensie(naam) == "ods" { Bestandsoort::Ods } else { Bestandsoort::Xlsx })
}

/// Which old program of Microsoft made a file: the names of its parts stand in it in two bytes a letter.
fn ole(naam: &str, begin: &[u8]) -> (&'static str, &'static str) {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        begin.windows(wide.len()).any(|window| window == wide)
    };
    let protected = (
        "een werkblad met een wachtwoord",
        "Open het in Excel met het wachtwoord, haal het wachtwoord eraf en sla het op als .xlsx of CSV.",
    );
    let sheet = ("een oud werkblad van Excel (.xls)", "Sla het in Excel op als .xlsx of CSV.");
    let mail = ("een bericht van Outlook (.msg)", "Sla de bijlage op, of de contacten als adreskaartjes (.vcf).");
    let document = ("een oud Word-document (.doc)", UIT_WORD);
    if has("EncryptedPackage") || has("EncryptionInfo") {
        protected
    } else if has("Workbook") || has("Book") {
        sheet
    } else if has("WordDocument") {
        document
    } else if has("__substg1.0") || has("__nameid_version1.0") {
        mail
    } else {
        match extensie(naam).as_str() {
            "xlsx" | "xlsm" => protected,
            "msg" => mail,
            "doc" => document,
            _ => sheet,
        }
    }
}

/// Whether a text begins as JSON does.
fn is_json(text: &str) -> bool {
    let mut signs = text.chars().filter(|letter| !letter.is_whitespace());
    match signs.next() {
        Some('{') => matches!(signs.next(), Some('"' | '}')),
        Some('[') => matches!(signs.next(), Some('{' | '[' | ']')),
        _ => false,
    }
}

/// Whether a JSON text says of itself that it is a network file.
fn is_netwerk(text: &str) -> bool {
    text.match_indices("\"soort\"").any(|(at, found)| {
        let rest = text.get(at + found.len()..).unwrap_or_default().trim_start();
        rest.strip_prefix(':').is_some_and(|rest| rest.trim_start().starts_with("\"netwerk\""))
    })
}
