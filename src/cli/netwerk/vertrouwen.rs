//! `aandacht netwerk vertrouwen`: the keys of publishers that are pinned.

use clap::Subcommand;
use serde_json::{Value, json};

use super::super::kluis::{self, By};
use super::super::output::Output;
use crate::app::{App, handtekening};
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::kluis::KluisAct;
use crate::domain::netwerk::vertrouwen::{vergeet, vervang};
use crate::domain::netwerk::{Vertrouwd, dag};

/// Arguments of `vertrouwen`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Vertrouw voor een regio voortaan een andere sleutel; vergelijk eerst de vingerafdruk met de uitgever
    Vervang(Replace),
    /// Vertrouw voor een regio geen sleutel meer
    Vergeet(Forget),
}

#[derive(Debug, clap::Args)]
struct Replace {
    /// De regio, zoals aandacht netwerk vertrouwen die noemt
    #[arg(value_name = "REGIO")]
    regio: String,
    /// De nieuwe openbare sleutel: een .pub-bestand of de sleutel zelf
    #[arg(value_name = "SLEUTEL")]
    sleutel: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
struct Forget {
    /// De regio, zoals aandacht netwerk vertrouwen die noemt
    #[arg(value_name = "REGIO")]
    regio: String,
    #[command(flatten)]
    by: By,
}

/// Lists the keys that are pinned, or changes one on purpose.
///
/// # Errors
/// Nobody is pinned for the region, what is given is no key, or what the kluis reports.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let by = match &args.command {
        None => &args.by,
        Some(Command::Vervang(args)) => &args.by,
        Some(Command::Vergeet(args)) => &args.by,
    };
    if !app.kluis.view.state.is_open() {
        kluis::open(by, app)?;
    }
    match &args.command {
        None => list(args, app, out),
        Some(Command::Vervang(args)) => {
            let sleutel = handtekening::lees_sleutel(&args.sleutel)?;
            let batch = vervang(&app.kluis.view.model, &args.regio, sleutel, app.clock.now())?;
            if !batch.changes.is_empty() {
                app.kluis.run(KluisAct::Commit(batch))?;
            }
            out.line(&format!("U vertrouwt voor {} nu de sleutel {}.", args.regio, sleutel.vingerafdruk()))
        }
        Some(Command::Vergeet(args)) => {
            let batch = vergeet(&app.kluis.view.model, &args.regio)?;
            app.kluis.run(KluisAct::Commit(batch))?;
            out.line(&format!("U vertrouwt voor {} geen sleutel meer.", args.regio))
        }
    }
}

fn list(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let known = Vertrouwd::alle(&app.kluis.view.model);
    if args.json {
        let rows: Vec<Value> = known
            .iter()
            .map(|known| {
                json!({
                    "regio": known.regio, "door": known.door, "sleutel": known.sleutel,
                    "vingerafdruk": known.sleutel.vingerafdruk(), "sinds": known.sinds,
                    "laatste_gemaakt_op": known.laatste_gemaakt_op, "laatste_versie": known.laatste_versie,
                })
            })
            .collect();
        return out.marked(&json!({ "vertrouwd": rows }), app.dirs.watermerk());
    }
    if known.is_empty() {
        return out.line("U vertrouwt nog geen sleutel van een uitgever.");
    }
    let mut blocks = Vec::new();
    for known in &known {
        let regio = if known.regio.is_empty() { "Zonder regio" } else { &known.regio };
        blocks.extend([
            Block::Heading(regio.to_owned()),
            Block::Pair("Uitgever".to_owned(), known.door.clone()),
            Block::Pair("Vingerafdruk".to_owned(), known.sleutel.vingerafdruk()),
            Block::Pair("Vertrouwd sinds".to_owned(), dates::long(dag(known.sinds))),
            Block::Pair(
                "Nieuwste versie".to_owned(),
                format!("{}, van {}", known.laatste_versie.kort(), dates::long(dag(known.laatste_gemaakt_op))),
            ),
            Block::Gap,
        ]);
    }
    blocks.pop();
    out.page(&blocks)
}
