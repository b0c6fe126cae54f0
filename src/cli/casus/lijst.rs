//! `aandacht casus lijst`.

use serde::Serialize;

use super::super::kluis::By;
use super::super::output::Output;
use super::rijen::{Casusrij, Geslotenrij};
use super::{json, keuze, open};
use crate::app::App;
use crate::domain::casus::dossiers;
use crate::domain::dates;
use crate::domain::fault::Fault;

/// Arguments of `lijst`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Alleen gesloten casussen
    #[arg(long, conflicts_with = "alle")]
    gesloten: bool,
    /// Open en gesloten
    #[arg(long)]
    alle: bool,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape {
    casussen: Vec<Casusrij>,
}

/// Lists the casussen, the one that was worked on last first.
///
/// # Errors
/// The vault does not open.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    open(&args.by, app)?;
    let today = app.clock.today();
    let all = dossiers(&app.kluis.view.model);
    let wanted =
        keuze::numbered(&all).into_iter().filter(|(_, dossier)| args.alle || dossier.is_open() != args.gesloten);
    let rows: Vec<Casusrij> = wanted.map(|(nummer, dossier)| Casusrij::of(nummer, dossier, today)).collect();
    if args.json {
        return json(&Shape { casussen: rows }, app, out);
    }
    if rows.is_empty() {
        return out.line(match (all.is_empty(), args.gesloten) {
            (true, _) => "Er is nog geen casus. Begin er een met: aandacht casus nieuw",
            (false, true) => "Er zijn geen gesloten casussen.",
            (false, false) => "Er zijn geen open casussen. De gesloten staan in: aandacht casus lijst --gesloten",
        });
    }
    rows.iter().try_for_each(|row| {
        out.line(&format!("{:>3}  {}  {}", row.nummer, row.code, row.pseudoniem))?;
        out.line(&format!("            {}", state(row)))
    })
}

fn state(row: &Casusrij) -> String {
    let mut said = vec![match &row.gesloten {
        Some(gesloten) => closed(gesloten),
        None => format!("open, laatst {}", dates::long(row.laatst.date())),
    }];
    if let Some(first) = &row.eerst {
        said.push(format!("{}: {}, {}", first.nabij.word(), first.tekst, dates::long(first.datum)));
    }
    if row.gaten > 0 && row.gesloten.is_none() {
        said.push(if row.gaten == 1 { "1 vraag open".to_owned() } else { format!("{} vragen open", row.gaten) });
    }
    said.join(" · ")
}

fn closed(gesloten: &Geslotenrij) -> String {
    format!("gesloten {}", dates::long(gesloten.op()))
}
