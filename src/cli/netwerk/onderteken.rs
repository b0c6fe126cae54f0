//! `aandacht netwerk onderteken`: a signature beside a network file that stands there already.

use std::path::PathBuf;

use serde_json::json;

use super::super::kluis::{self, By};
use super::super::output::Output;
use crate::app::uitvoer::is_free;
use crate::app::uitwissel::{self, Binnen};
use crate::app::{App, handtekening};
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::netwerk::{Tekensleutel, dag};

/// Arguments of `onderteken`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Het netwerkbestand; de handtekening komt ernaast te staan, in PAD.minisig
    #[arg(value_name = "PAD")]
    pad: PathBuf,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Shows what a file is, and signs it.
///
/// # Errors
/// It is no network file, does not hold, is signed already, or there is no key.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let place = handtekening::pad(&args.pad);
    is_free(&place)?;
    let bestand = match uitwissel::lees(&args.pad)? {
        Binnen::Netwerk(bestand) => bestand,
        Binnen::Ander(_) => {
            return Err(Fault::input(
                "Dit is geen netwerkbestand.",
                "Alleen een netwerkbestand kan worden ondertekend.",
                "Maak er een met: aandacht netwerk exporteer PAD --vorm netwerk",
            )
            .at(args.pad.display().to_string()));
        }
    };
    bestand.controleer().map_err(|fault| fault.at(args.pad.display().to_string()))?;
    if !app.kluis.view.state.is_open() {
        kluis::open(&args.by, app)?;
    }
    if Tekensleutel::van(&app.kluis.view.model).is_none() {
        return Err(handtekening::geen_tekensleutel());
    }
    let kop = &bestand.kop;
    let regio = if kop.regio.is_empty() { "zonder regio" } else { &kop.regio };
    if !args.json {
        out.page(&[
            Block::Title(format!("Netwerkbestand: {regio}")),
            Block::Pair("Uitgever".to_owned(), kop.uitgever.clone()),
            Block::Pair("Gemaakt op".to_owned(), dates::long(dag(kop.gemaakt_op))),
            Block::Pair("Versie".to_owned(), kop.versie_id.kort()),
            Block::Pair("Vermeldingen".to_owned(), bestand.inhoud.vermeldingen.len().to_string()),
        ])?;
    }
    let sleutel = handtekening::onderteken(app, &args.pad, kop)?;
    if args.json {
        let shape = json!({
            "versie_id": kop.versie_id, "handtekening": place.display().to_string(), "sleutel": sleutel,
            "vingerafdruk": sleutel.vingerafdruk(),
        });
        return out.marked(&shape, app.dirs.watermerk());
    }
    out.line("")?;
    out.line(&format!("Ondertekend met uw sleutel {}: {}.", sleutel.kort(), place.display()))
}
