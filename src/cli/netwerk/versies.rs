//! `aandacht netwerk versies`: what was published and read in, and the way back.

use serde_json::{Value, json};

use super::super::kluis::{self, By};
use super::super::output::Output;
use crate::app::App;
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::kluis::KluisAct;
use crate::domain::netwerk::versie::{Netwerkversie, terug};
use crate::domain::netwerk::{Netwerkgegevens, dag};

/// Arguments of `versies`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Maak het netwerk weer zoals het in deze versie was; wat er nu staat, wordt als versie bewaard, en geheime plekken blijven
    #[arg(long, value_name = "VERSIE")]
    terug: Option<String>,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Lists the versions that are kept, or goes back to one.
///
/// # Errors
/// There is no such version, or it is no longer whole.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    if !app.kluis.view.state.is_open() {
        kluis::open(&args.by, app)?;
    }
    let model = &app.kluis.view.model;
    let versies = Netwerkversie::alle(model);
    if let Some(wanted) = &args.terug {
        let found: Vec<&&Netwerkversie> = versies
            .iter()
            .filter(|known| wanted.len() >= 4 && known.versie_id.to_string().starts_with(&wanted.to_lowercase()))
            .collect();
        let [one] = found.as_slice() else {
            return Err(Fault::input(
                format!("Versie \"{wanted}\" is niet gevonden."),
                "Er is geen versie, of meer dan één, die zo begint.",
                "Kijk met aandacht netwerk versies welke er zijn.",
            ));
        };
        let kort = one.versie_id.kort();
        let batch = terug(model, one, app.clock.now())?;
        if batch.changes.is_empty() {
            return out.line(&format!("Het netwerk is al zoals in versie {kort}."));
        }
        app.kluis.run(KluisAct::Commit(batch))?;
        return out.line(&format!("Het netwerk is weer zoals in versie {kort}."));
    }
    let now = Netwerkgegevens::van(model).voorgangers;
    if args.json {
        let rows: Vec<Value> = versies
            .iter()
            .map(|known| {
                json!({
                    "versie_id": known.versie_id, "hoe": known.hoe.id(), "op": known.op, "regio": known.regio,
                    "uitgever": known.uitgever, "gemaakt_op": known.gemaakt_op, "geldig_tot": known.geldig_tot,
                    "vermeldingen": known.vermeldingen, "ondertekend": known.ondertekend, "nu": now.first() == Some(&known.versie_id),
                })
            })
            .collect();
        return out.marked(&json!({ "versies": rows }), app.dirs.watermerk());
    }
    if versies.is_empty() {
        return out.line("Er is nog geen versie uitgegeven of ingelezen.");
    }
    let blocks: Vec<Block> = versies
        .iter()
        .map(|known| {
            let nearest = if now.first() == Some(&known.versie_id) { "; hier komt uw netwerk van" } else { "" };
            let signed =
                known.ondertekend.map_or_else(String::new, |by| format!("; ondertekend, sleutel {}", by.kort()));
            Block::Point(format!(
                "{}: {}, {}, {} vermeldingen, van {}{signed}{nearest}",
                known.versie_id.kort(),
                known.hoe.text(),
                dates::long(dag(known.op)),
                known.vermeldingen,
                known.uitgever,
            ))
        })
        .collect();
    out.page(&blocks)
}
