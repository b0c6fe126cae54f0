//! `aandacht netwerk ophalen`: the newest version of the network from a place that a region shares.

use serde_json::{Map, Value, json};

use super::super::kluis::{self, By};
use super::super::output::Output;
use super::importeer::{Overname, Wijze, neem_over};
use super::plek::Plek;
use crate::app::App;
use crate::app::doorgeven::{self, Gezocht, Lezer, Uitkomst};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;

/// Arguments of `ophalen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    plek: Plek,
    /// Laat alleen zien wat er zou veranderen
    #[arg(long)]
    proef: bool,
    /// Kies deze versie, als er meer nieuwste versies zijn: het begin van het nummer
    #[arg(long, value_name = "VERSIE")]
    versie: Option<String>,
    #[command(flatten)]
    over: Overname,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Finds the newest version and takes it over.
///
/// # Errors
/// The place cannot be read, nothing there can be taken, or somebody has to choose first.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.plek.is_genoemd(app)?;
    if !app.kluis.view.state.is_open() {
        kluis::open(&args.by, app)?;
    }
    let plek = args.plek.open(app)?;
    let lezer = Lezer::new(app, args.over.woord(), args.over.sleutel()?);
    let found = doorgeven::ophalen(&*plek, &lezer, args.versie.as_deref())?;
    let mut erbij = als_json(&plek.waar(), &found.gezocht);
    if !args.json {
        toon(&found.gezocht, out)?;
    }
    match found.uitkomst {
        Uitkomst::Een(bestand, naam, oordeel) => {
            erbij.insert("naam".to_owned(), json!(naam));
            let wijze = Wijze { over: &args.over, proef: args.proef, json: args.json, erbij };
            neem_over(wijze, *bestand, &oordeel, app, out)
        }
        Uitkomst::AlNieuwste => {
            if args.json {
                erbij.insert("overgenomen".to_owned(), json!(false));
                return out.marked(&erbij, app.dirs.watermerk());
            }
            out.line("U hebt de nieuwste versie al. Er is niets veranderd.")
        }
        Uitkomst::Meer => {
            if args.json {
                out.marked(&erbij, app.dirs.watermerk())?;
            }
            Err(found.gezocht.meer().at(plek.waar()))
        }
        Uitkomst::Niets(fault) => {
            if args.json {
                out.marked(&erbij, app.dirs.watermerk())?;
            }
            Err(fault)
        }
    }
}

fn als_json(waar: &str, gezocht: &Gezocht) -> Map<String, Value> {
    let nieuw: Vec<Value> = gezocht
        .nieuw()
        .map(|one| json!({ "naam": one.naam, "versie_id": one.kop.versie_id, "uitgever": one.kop.uitgever, "gemaakt_op": one.kop.gemaakt_op }))
        .collect();
    let left: Vec<Value> =
        gezocht.weggelaten.iter().map(|left| json!({ "naam": left.naam, "reden": left.reden })).collect();
    let mut shape = Map::new();
    shape.insert("plek".to_owned(), json!(waar));
    shape.insert("ouder".to_owned(), json!(gezocht.ouder));
    shape.insert("andere_nieuwste".to_owned(), json!(nieuw));
    shape.insert("niet_gebruikt".to_owned(), json!(left));
    shape
}

fn toon(gezocht: &Gezocht, out: &mut Output) -> Result<(), Fault> {
    if gezocht.weggelaten.is_empty() {
        return Ok(());
    }
    let mut blocks = vec![Block::Strong("Niet gebruikt".to_owned())];
    blocks.extend(gezocht.weggelaten.iter().map(|left| Block::Point(format!("{}: {}", left.naam, left.reden))));
    blocks.push(Block::Gap);
    out.page(&blocks)
}
