//! The network as CSV for a Dutch Excel: a table of every entry, each field as the text that a person writes.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::domain::netwerk::plat::{Kolom, cel};
use crate::domain::netwerk::schild::beschermd;
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};

/// What a table has no column for.
pub const NIET: &[Niet] = &[Niet::Herkomst, Niet::GeenAntwoord, Niet::Leeggemaakt, Niet::Schrijfwijze];

/// The mark by which Excel knows that the text is UTF-8.
const BOM: &str = "\u{feff}";

/// Writes the table: UTF-8 with its mark, `;` between the cells and CRLF behind the rows, as a Dutch Excel writes and reads
/// it. A cell that Excel would calculate is guarded, see [`beschermd`].
///
/// # Errors
/// The writer refuses.
pub fn write(uitvoer: &Uitvoer<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BOM.as_bytes())?;
    let mut rows = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(out);
    let columns = Kolom::alle();
    rows.write_record(columns.iter().map(|column| column.kop()))?;
    for row in uitvoer.rijen() {
        for column in &columns {
            let text = cel(uitvoer.netwerk(), uitvoer.gemeenten(), row, *column);
            rows.write_field(beschermd(&text).as_bytes())?;
        }
        rows.write_record(None::<&[u8]>)?;
    }
    rows.flush()
}
