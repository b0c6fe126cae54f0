//! `aandacht checklists verschil`: two checklists side by side.

use serde::Serialize;

use super::output::Output;
use crate::app::App;
use crate::domain::boom::verschil::{Regel, Stuk, Verschil};
use crate::domain::fault::Fault;
use crate::domain::gesprek::naast_elkaar;

/// Arguments of `checklists verschil`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id van een checklist, of een sector: `onderwijs` is meldcode-onderwijs
    #[arg(value_name = "A")]
    links: String,
    /// Id van de andere checklist, of een sector
    #[arg(value_name = "B")]
    rechts: String,
    /// Ook wat gelijk is
    #[arg(long)]
    alles: bool,
    /// Breedte van de uitvoer; onder 80 staat B onder A. Anders die van de terminal, of 80
    #[arg(long, value_name = "KOLOMMEN", value_parser = clap::value_parser!(u16).range(20..=500))]
    breedte: Option<u16>,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Shows what two checklists say differently.
///
/// # Errors
/// One of the two is not there or has problems, or standard output cannot be written.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let verschil = naast_elkaar(&app.content, &args.links, &args.rechts)?;
    if args.json {
        return out.json(&page(&verschil, args.alles));
    }
    out.verschil(&verschil, args.breedte.map(usize::from), args.alles)
}

#[derive(Serialize)]
struct Page<'a> {
    links: Side<'a>,
    rechts: Side<'a>,
    verschillen: usize,
    plaatsen: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    id: &'a str,
    titel: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    soort: &'static str,
    pad: &'a str,
    stap: &'a str,
    wat: &'static str,
    verschil: &'static str,
    tekst: Option<Line<'a>>,
    onderdelen: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    naam: &'a str,
    regels: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    verschil: &'static str,
    links: Option<&'a str>,
    rechts: Option<&'a str>,
}

/// Every place, so that a reader sees what was compared; of each only the lines that differ, unless all are wanted.
fn page(verschil: &Verschil, alles: bool) -> Page<'_> {
    Page {
        links: Side { id: &verschil.links.id, titel: &verschil.links.titel },
        rechts: Side { id: &verschil.rechts.id, titel: &verschil.rechts.titel },
        verschillen: verschil.aantal(),
        plaatsen: verschil.stukken.iter().map(|stuk| place(stuk, alles)).collect(),
    }
}

fn place(stuk: &Stuk, alles: bool) -> Place<'_> {
    let parts = stuk.onderdelen.iter().filter(|part| alles || part.verschilt()).map(|part| {
        let lines = part.regels.iter().filter(|regel| alles || regel.merk.verschilt());
        Part { naam: &part.naam, regels: lines.map(line).collect() }
    });
    Place {
        soort: stuk.soort.name(),
        pad: &stuk.pad,
        stap: &stuk.stap,
        wat: stuk.wat,
        verschil: stuk.merk.name(),
        tekst: stuk.tekst.as_ref().map(line),
        onderdelen: parts.collect(),
    }
}

fn line(regel: &Regel) -> Line<'_> {
    Line { verschil: regel.merk.name(), links: regel.links.as_deref(), rechts: regel.rechts.as_deref() }
}
