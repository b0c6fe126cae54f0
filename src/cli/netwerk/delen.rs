//! `aandacht netwerk delen`: a version of the network to a place that a region shares.

use jiff::Span;
use jiff::civil::Date;
use serde_json::json;

use super::super::kluis::{self, By};
use super::super::output::Output;
use super::plek::Plek;
use crate::app::doorgeven::{self, Deelopdracht};
use crate::app::{App, uitwissel};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::netwerk::Netwerk;

/// Arguments of `delen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    plek: Plek,
    /// Laatste dag waarop op deze versie vertrouwd mag worden (standaard over een jaar)
    #[arg(long, value_name = "DATUM")]
    geldig_tot: Option<Date>,
    /// Neem geheime plekken mee: doe dit alleen als iedereen die bij de gedeelde map kan, die adressen mag weten
    #[arg(long)]
    met_geheim: bool,
    /// Zet geen handtekening bij deze versie, ook al hebt u een sleutel
    #[arg(long)]
    zonder_handtekening: bool,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Puts a version of the network down.
///
/// # Errors
/// The network is empty, a newer version stands there, somebody else published meanwhile, or the place fails.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.plek.is_genoemd(app)?;
    if !app.kluis.view.state.is_open() {
        kluis::open(&args.by, app)?;
    }
    if Netwerk::new(&app.kluis.view.model).is_empty() {
        return Err(Fault::input(
            "Uw netwerk is nog leeg.",
            "Er is niets om te delen.",
            "Haal eerst op wat er staat met aandacht netwerk ophalen, of lees iets in met aandacht netwerk importeer PAD",
        ));
    }
    let plek = args.plek.open(app)?;
    let opdracht = Deelopdracht {
        geheim: args.met_geheim,
        geldig_tot: args.geldig_tot,
        geldig_anders: Some(app.clock.now().local.date().saturating_add(Span::new().years(1))),
        ondertekenen: !args.zonder_handtekening,
    };
    let done = doorgeven::deel(app, &*plek, &opdracht)?;
    if args.json {
        let shape = json!({
            "plek": plek.waar(), "naam": done.naam, "versie_id": done.versie_id, "gedeeld": !done.stond_er_al,
            "sleutel": done.sleutel, "weggelaten": done.gezegd,
        });
        return out.marked(&shape, app.dirs.watermerk());
    }
    let mut blocks = vec![Block::Text(if done.stond_er_al {
        format!("Deze versie staat er al, als {}. Er is niets veranderd.", done.naam)
    } else {
        format!("Versie {} staat in {}, als {}.", done.versie_id.kort(), plek.waar(), done.naam)
    })];
    blocks.push(match done.sleutel {
        Some(sleutel) => Block::Point(format!("Ondertekend met sleutel {}.", sleutel.kort())),
        None => Block::Danger("Niet ondertekend: wie ophaalt kan niet zien dat deze versie van u komt.".to_owned()),
    });
    blocks.extend(done.gezegd.into_iter().map(Block::Point));
    blocks.extend(uitwissel::naamloos(app).map(Block::Danger));
    out.page(&blocks)
}
