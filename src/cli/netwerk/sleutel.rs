//! `aandacht netwerk sleutel`: the key with which the user signs. Its secret half never leaves the kluis.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::super::kluis::{self, By};
use super::super::output::Output;
use crate::app::{App, handtekening};
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::kluis::{Batch, KluisAct};
use crate::domain::netwerk::{Tekensleutel, dag};

/// Arguments of `sleutel`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Maak een sleutel; het geheime deel blijft in de kluis
    Maak(Make),
    /// Laat de openbare sleutel en de vingerafdruk zien
    Toon(Show),
    /// Schrijf de openbare sleutel als .pub-bestand
    Exporteer(Export),
}

#[derive(Debug, clap::Args)]
struct Make {
    /// Maak een nieuwe sleutel in plaats van die er is; lezers moeten de nieuwe dan opnieuw vertrouwen
    #[arg(long)]
    vervang: bool,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Show {
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Export {
    /// Het nieuwe bestand
    #[arg(value_name = "PAD")]
    pad: PathBuf,
    #[command(flatten)]
    by: By,
}

impl Args {
    /// Whether faults are told as JSON.
    pub fn wants_json(&self) -> bool {
        match &self.command {
            Command::Maak(args) => args.json,
            Command::Toon(args) => args.json,
            Command::Exporteer(_) => false,
        }
    }
}

/// Runs a `sleutel` command.
///
/// # Errors
/// There is a key already, or none, or what the kluis reports.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let by = match &args.command {
        Command::Maak(args) => &args.by,
        Command::Toon(args) => &args.by,
        Command::Exporteer(args) => &args.by,
    };
    if !app.kluis.view.state.is_open() {
        kluis::open(by, app)?;
    }
    match &args.command {
        Command::Maak(args) => {
            if Tekensleutel::van(&app.kluis.view.model).is_some() && !args.vervang {
                return Err(Fault::input(
                    "U hebt al een sleutel.",
                    "Met een nieuwe sleutel weigeren lezers uw bestanden, tot ze de nieuwe vertrouwen.",
                    "Bekijk de sleutel met: aandacht netwerk sleutel toon. Wilt u echt een nieuwe, gebruik dan --vervang.",
                ));
            }
            let made = handtekening::nieuwe_sleutel(app.clock.now())?;
            app.kluis.run(KluisAct::Commit(Batch::put(Tekensleutel::key(), made)))?;
            show(args.json, app, out)
        }
        Command::Toon(args) => show(args.json, app, out),
        Command::Exporteer(args) => {
            let sleutel = known(app)?.sleutel;
            handtekening::schrijf_sleutel(sleutel, &args.pad)?;
            out.line(&format!("De openbare sleutel staat in {}.", args.pad.display()))
        }
    }
}

fn known(app: &App) -> Result<&Tekensleutel, Fault> {
    Tekensleutel::van(&app.kluis.view.model).ok_or_else(handtekening::geen_tekensleutel)
}

fn show(as_json: bool, app: &App, out: &mut Output) -> Result<(), Fault> {
    let known = known(app)?;
    let sleutel = known.sleutel;
    if as_json {
        let shape = json!({
            "sleutel": sleutel, "id": sleutel.id(), "vingerafdruk": sleutel.vingerafdruk(),
            "gemaakt_op": known.gemaakt_op,
        });
        return out.marked(&shape, app.dirs.watermerk());
    }
    out.page(&[
        Block::Pair("Openbare sleutel".to_owned(), sleutel.to_string()),
        Block::Pair("Vingerafdruk".to_owned(), sleutel.vingerafdruk()),
        Block::Pair("Gemaakt op".to_owned(), dates::long(dag(known.gemaakt_op))),
        Block::Gap,
        Block::Text(
            "Deze twee mag iedereen weten. Belt iemand die uw bestand kreeg, lees dan de vingerafdruk voor. Zo weet die dat \
             het bestand van u komt."
                .to_owned(),
        ),
    ])
}
