//! `aandacht casus zoek`.

use serde::Serialize;

use super::super::kluis::By;
use super::super::output::Output;
use super::{json, open, read_text};
use crate::app::App;
use crate::domain::casus::{Treffer, dossiers, zoek};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;

/// Arguments of `zoek`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Found {
    gevonden: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    code: String,
    pseudoniem: String,
    regel: Option<u32>,
    soort: &'static str,
    fragment: String,
}

impl From<Treffer> for Row {
    fn from(treffer: Treffer) -> Row {
        let Treffer { code, pseudoniem, regel, soort, fragment, .. } = treffer;
        Row { code, pseudoniem, regel, soort, fragment }
    }
}

/// Searches every casus for the words on standard input.
///
/// # Errors
/// There are no words, or they are found nowhere.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    open(&args.by, app)?;
    let words = read_text("Typ de woorden die u zoekt.")?;
    if words.trim().is_empty() {
        return Err(Fault::input(
            "Er staan geen woorden om te zoeken.",
            "De invoer is leeg.",
            "Zet ze op standaardinvoer, bijvoorbeeld: aandacht casus zoek < woorden.txt",
        ));
    }
    let rows: Vec<Row> = zoek(&dossiers(&app.kluis.view.model), &words).into_iter().map(Row::from).collect();
    if rows.is_empty() {
        return Err(Fault::input(
            "Niets gevonden.",
            "Geen regel heeft al deze woorden.",
            "Zoek met minder woorden, of een deel ervan.",
        ));
    }
    if args.json {
        return json(&Found { gevonden: rows }, app, out);
    }
    let mut blocks = Vec::new();
    for row in &rows {
        let place = row.regel.map(|nr| format!(", regel {nr}")).unwrap_or_default();
        blocks.push(Block::Strong(format!("{} {}{place} ({})", row.code, row.pseudoniem, row.soort)));
        blocks.push(Block::Text(row.fragment.clone()));
    }
    out.page(&blocks)
}
