//! The network as a workbook of Excel: the same table as [`super::csv`], and a sheet that says what the columns are.

use std::io::{self, Write};

use jiff::Timestamp;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::domain::netwerk::plat::{Kolom, cel};
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};
use crate::domain::netwerk::{Veld, Vorm};

/// What a workbook has no place for.
pub const NIET: &[Niet] = &[Niet::Herkomst, Niet::GeenAntwoord, Niet::Leeggemaakt, Niet::Schrijfwijze, Niet::LangeCel];

/// Rows of entries on one sheet; Excel has room for 1,048,576 with the header.
const RIJEN: usize = 1_000_000;

/// UTF-16 units in one cell; Excel has room for no more.
const CEL: usize = 32_767;

/// Writes the workbook. Every cell is text: nothing is calculated, and no number loses its first zero. The same network
/// at the same moment gives the same bytes.
///
/// # Errors
/// The writer refuses, or the moment is none that Excel knows.
pub fn write(uitvoer: &Uitvoer<'_>, gemaakt: Timestamp, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(uitvoer, gemaakt).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(uitvoer: &Uitvoer<'_>, gemaakt: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(gemaakt.as_second())?;
    book.set_properties(&DocProperties::new().set_title("Netwerk").set_creation_datetime(&made));
    let columns = Kolom::alle();
    let rows: Vec<_> = uitvoer.rijen().collect();
    let chunks = rows.chunks(RIJEN).len().max(1);
    for nth in 0..chunks {
        let name = if chunks == 1 { "Netwerk".to_owned() } else { format!("Netwerk {}", nth + 1) };
        let chunk = rows.chunks(RIJEN).nth(nth).unwrap_or_default();
        let sheet = kop(book.add_worksheet().set_name(name)?, &columns)?;
        for (at, row) in chunk.iter().enumerate() {
            for (column, kolom) in columns.iter().enumerate() {
                let text = cel(uitvoer.netwerk(), uitvoer.gemeenten(), *row, *kolom);
                if !text.is_empty() {
                    sheet.write_string(regel(at + 1), kolom_nummer(column), passend(&text))?;
                }
            }
        }
        sheet.autofilter(0, 0, regel(chunk.len()), kolom_nummer(columns.len().saturating_sub(1)))?;
    }
    uitleg(book.add_worksheet().set_name("Uitleg")?, &columns)?;
    book.save_to_buffer()
}

/// The number of a row; more than there are on a sheet never come here.
fn regel(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The number of a column.
fn kolom_nummer(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// The header, bold and always in sight, over columns that Excel leaves as text, also when somebody types in them.
fn kop<'a>(sheet: &'a mut Worksheet, columns: &[Kolom]) -> Result<&'a mut Worksheet, XlsxError> {
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_num_format("@");
    for (at, kolom) in columns.iter().enumerate() {
        let at = kolom_nummer(at);
        sheet.set_column_width(at, breedte(*kolom))?.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, kolom.kop(), &bold)?;
    }
    sheet.set_freeze_panes(1, 0)
}

/// How wide a column is, in signs.
fn breedte(kolom: Kolom) -> f64 {
    match kolom {
        Kolom::Id | Kolom::VeldId(_) => 12.0,
        Kolom::Soort => 16.0,
        Kolom::BevestigdOp | Kolom::BevestigdDoor => 22.0,
        Kolom::Veld(veld) => match veld.vorm() {
            Vorm::Lang => 60.0,
            Vorm::Telefoons | Vorm::Uren | Vorm::Relaties | Vorm::Verwijzing(_) => 36.0,
            Vorm::Tekst | Vorm::Gemeenten | Vorm::Themas => 30.0,
            Vorm::Lijst | Vorm::Sectoren | Vorm::Keuze(_) | Vorm::Weken => 22.0,
            Vorm::JaNee | Vorm::Getal => 12.0,
        },
    }
}

/// A text as a cell can hold it: not too long, and without what XML does not have.
fn passend(text: &str) -> String {
    let is_xml = |letter: char| !letter.is_control() || letter == '\n' || letter == '\t';
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= CEL
    };
    text.chars()
        .filter(|letter| is_xml(*letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .take_while(fits)
        .collect()
}

/// What the columns are and how to send the workbook back.
fn uitleg(sheet: &mut Worksheet, columns: &[Kolom]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let intro = [
        "Dit is een netwerk uit het programma aandacht. U kunt het aanvullen en terugsturen.",
        "Verander de kolommen met (id) en de kolom Id niet: daaraan herkent het programma de rij.",
        "Een nieuwe rij heeft geen Id. Vul dan in elk geval Soort vermelding in, en Naam of (bij een contact) Functie.",
        "Een lege cel maakt het veld leeg. Meer waarden in een cel staan met een puntkomma ertussen.",
        "Stuur het bestand terug als Excel-bestand (.xlsx) of als CSV.",
        "Zet nooit iets over een cliënt of een zaak in dit bestand.",
    ];
    sheet.set_column_width(0, 28)?.set_column_width(1, 100)?;
    let mut at = 0;
    for line in intro {
        sheet.write_string(at, 0, line)?;
        at += 1;
    }
    at += 1;
    sheet.write_string_with_format(at, 0, "Kolom", &bold)?.write_string_with_format(at, 1, "Wat erin staat", &bold)?;
    for kolom in columns {
        at += 1;
        sheet.write_string(at, 0, kolom.kop())?.write_string_with_format(at, 1, wat(*kolom), &wrapped)?;
    }
    Ok(())
}

/// What stands in a column.
fn wat(kolom: Kolom) -> String {
    match kolom {
        Kolom::Id => "Het kenmerk van de vermelding in dit programma. Niet veranderen.".to_owned(),
        Kolom::Soort => "Organisatie, dienst, contact of locatie.".to_owned(),
        Kolom::VeldId(veld) => format!("De kenmerken bij {}. Niet veranderen.", veld.label()),
        Kolom::BevestigdOp => "Wanneer voor het laatst is nagegaan of dit klopt.".to_owned(),
        Kolom::BevestigdDoor => "Wie dat deed: een functie of een naam.".to_owned(),
        Kolom::Veld(veld) => {
            let kinds: Vec<String> = if let Vorm::Keuze(words) = veld.vorm() { words.choices() } else { Vec::new() }
                .into_iter()
                .map(|(_, label)| label)
                .collect();
            let choices = if kinds.is_empty() { String::new() } else { format!(" Kies uit: {}.", kinds.join(", ")) };
            let help =
                if veld == Veld::Talen || veld == Veld::Tafels { "Met een puntkomma ertussen." } else { veld.uitleg() };
            format!("{help}{choices}").trim().to_owned()
        }
    }
}
