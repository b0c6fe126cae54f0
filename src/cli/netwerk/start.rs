//! `aandacht netwerk start` and `neem-over`.

use serde::Serialize;

use super::super::kluis::{self, By};
use super::super::output::Output;
use super::bron::eigen;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader, one_of};
use crate::domain::inhoud::Soort;
use crate::domain::kluis::KluisAct;
use crate::domain::netwerk::{Netwerk, start};

/// Arguments of `start`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `neem-over`.
#[derive(Debug, clap::Args)]
pub struct Over {
    /// Het id van het startnetwerk
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    by: By,
}

#[derive(Serialize)]
struct Shape {
    startnetwerken: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    titel: String,
    versie: String,
    status: &'static str,
    regio: String,
    gemeenten: Vec<String>,
    vermeldingen: usize,
    eigen_gemeente: bool,
}

/// Lists the starter networks.
///
/// # Errors
/// The shipped content cannot be read.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let own = eigen(app, &table.inhoud).map(|own| own.gm_code.as_str());
    let mut rows = Vec::new();
    for entry in app.content.entries(Soort::Netwerk) {
        let file = app.content.startnetwerk(&entry.id)?;
        rows.push(Row {
            eigen_gemeente: own.is_some_and(|own| file.inhoud.gemeenten.iter().any(|code| code == own)),
            id: entry.id,
            titel: entry.titel,
            versie: entry.versie,
            status: entry.status,
            regio: file.inhoud.regio.clone(),
            gemeenten: file.inhoud.gemeenten.clone(),
            vermeldingen: file.inhoud.vermeldingen.len(),
        });
    }
    if args.json {
        return out.marked(&Shape { startnetwerken: rows }, app.dirs.watermerk());
    }
    let mut blocks =
        vec![Block::Text("Startnetwerken, uit plannen van de regio. Niemand heeft ze nog gecontroleerd.".to_owned())];
    blocks.extend(rows.iter().map(|row| {
        let own = if row.eigen_gemeente { "; uw eigen gemeente hoort erbij" } else { "" };
        let (towns, entries) = (row.gemeenten.len(), row.vermeldingen);
        Block::Point(format!("{}: {}, {towns} gemeenten, {entries} vermeldingen{own}", row.id, row.regio))
    }));
    blocks.push(Block::Text("Overnemen in uw kluis: aandacht netwerk neem-over ID".to_owned()));
    out.page(&blocks)
}

/// Takes a starter network over into the kluis. What is there already stays as it is.
///
/// # Errors
/// There is no such network, or the kluis does not take it.
pub fn take_over(args: &Over, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let entries = app.content.entries(Soort::Netwerk);
    let typed = args.id.trim().to_lowercase();
    let Some(entry) = entries.iter().find(|entry| entry.id == typed) else {
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        return Err(Fault::input(
            "Dit startnetwerk ken ik niet.",
            "Er zit geen startnetwerk met dit id bij het programma.",
            format!("Kies {}.", one_of(&ids)),
        ));
    };
    let file = app.content.startnetwerk(&entry.id)?;
    if !app.kluis.view.state.is_open() {
        kluis::open(&args.by, app)?;
    }
    let before = Netwerk::new(&app.kluis.view.model).len();
    let batch = start::neem_over(&app.kluis.view.model, &file, app.clock.now().stamp)?;
    if batch.changes.is_empty() {
        return out.line(&format!("Alles uit {} staat al in uw netwerk. Er is niets veranderd.", entry.titel));
    }
    app.kluis.run(KluisAct::Commit(batch))?;
    let fresh = Netwerk::new(&app.kluis.view.model).len() - before;
    out.line(&format!("{} overgenomen: {fresh} vermeldingen, nog door niemand gecontroleerd.", entry.titel))?;
    out.line("Wat u het eerst nakijkt: aandacht netwerk nazien")
}
