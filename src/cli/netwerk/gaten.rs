//! `aandacht netwerk gaten`.

use serde::Serialize;

use super::super::kluis::By;
use super::super::output::Output;
use super::bron::Bron;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::netwerk::Netwerkgegevens;
use crate::domain::netwerk::gaten::{Gat, GatSoort, gaten};

/// Arguments of `gaten`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape {
    regio: String,
    gaten: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    soort: GatSoort,
    kop: &'static str,
    tekst: String,
    /// The entry to mend, as a UUID.
    id: Option<String>,
}

/// Shows what is missing, the most pressing first.
///
/// # Errors
/// The kluis does not open, or the network is empty.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let bron = Bron::van_kluis(&args.by, app)?;
    bron.is_gevuld()?;
    let table = app.content.gemeenten()?;
    let gegevens = Netwerkgegevens::van(&bron.model);
    let found = gaten(bron.netwerk(), &gegevens.gemeenten, &table.inhoud, app.clock.today());
    if args.json {
        let row =
            |gat: Gat| Row { soort: gat.soort, kop: gat.soort.kop(), tekst: gat.tekst, id: gat.id.map(|id| id.uuid()) };
        let shape = Shape { regio: gegevens.regio, gaten: found.into_iter().map(row).collect() };
        return out.marked(&shape, app.dirs.watermerk());
    }
    if found.is_empty() {
        return out.line("Er ontbreekt niets.");
    }
    let mut blocks = Vec::new();
    for group in found.chunk_by(|left, right| left.soort == right.soort) {
        let kop = group.first().map_or("", |gat| gat.soort.kop());
        blocks.extend([Block::Gap, Block::Heading(format!("{kop} ({})", group.len()))]);
        blocks.extend(group.iter().map(|gat| Block::Point(gat.tekst.clone())));
    }
    out.page(blocks.get(1..).unwrap_or_default())
}
