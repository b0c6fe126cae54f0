//! `aandacht noodnummers`.

use serde::Serialize;

use super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, nummers_page};

/// Arguments of `noodnummers`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    naam: &'a str,
    nummer: &'a str,
    wanneer: &'a str,
    bereikbaar: &'a str,
    kosten: Option<&'a str>,
    voor_wie: Option<&'a str>,
    nood: bool,
    gecontroleerd_op: String,
    zekerheid: &'static str,
}

/// Shows the numbers.
///
/// # Errors
/// The shipped numbers cannot be read.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let file = app.content.nummers()?;
    if !args.json {
        return out.page(&nummers_page(&file));
    }
    let rows: Vec<Row<'_>> = file
        .inhoud
        .nummers
        .iter()
        .map(|nummer| Row {
            id: &nummer.id,
            naam: &nummer.naam,
            nummer: &nummer.nummer,
            wanneer: &nummer.wanneer,
            bereikbaar: &nummer.bereikbaar,
            kosten: nummer.kosten.as_deref(),
            voor_wie: nummer.voor_wie.as_deref(),
            nood: nummer.noodpagina.is_some(),
            gecontroleerd_op: nummer.gecontroleerd_op.to_string(),
            zekerheid: nummer.zekerheid.name(),
        })
        .collect();
    out.json(&serde_json::json!({ "nummers": rows }))
}
