//! `aandacht netwerk kaart`.

use serde::Serialize;

use super::super::output::Output;
use super::bron::{Bron, Herkomst, Waar, eigen};
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::netwerk::kaart::{Band, Wandelkaart, Wie};

/// Arguments of `kaart`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    waar: Waar,
    /// Uitvoer als JSON: knopen en lijnen
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape<'a> {
    #[serde(flatten)]
    herkomst: Herkomst,
    knopen: Vec<Node<'a>>,
    lijnen: Vec<Edge<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    /// What lines call it.
    nr: usize,
    /// As a UUID; nothing at a table that is only named.
    id: Option<String>,
    naam: &'a str,
    orgsoort: Option<&'static str>,
    tafel: bool,
    /// Who sits at a table and has no organisation on the map.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    los_aan_tafel: &'a [String],
}

#[derive(Serialize)]
struct Edge<'a> {
    van: usize,
    naar: usize,
    band: &'static str,
    tekst: &'a str,
}

/// Shows the map in words.
///
/// # Errors
/// The kluis does not open, or its network is empty.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let codes: Vec<&str> = eigen(app, &table.inhoud).into_iter().map(|own| own.gm_code.as_str()).collect();
    let bron = Bron::open(&args.waar, &codes, app)?;
    bron.is_gevuld()?;
    let map = Wandelkaart::van(bron.netwerk());
    if args.json {
        let knopen = map.kaart.knopen.iter().enumerate().map(|(nr, knoop)| Node {
            nr,
            id: match knoop.wie {
                Wie::Organisatie(id) => Some(id.uuid()),
                Wie::Tafel => None,
            },
            naam: &knoop.naam,
            orgsoort: knoop.soort.map(|soort| soort.id()),
            tafel: knoop.is_tafel,
            los_aan_tafel: map.los(nr),
        });
        let lijnen = map.kaart.lijnen.iter().map(|lijn| Edge {
            van: lijn.van,
            naar: lijn.naar,
            band: band(lijn.band),
            tekst: &lijn.tekst,
        });
        let shape = Shape { herkomst: bron.herkomst(), knopen: knopen.collect(), lijnen: lijnen.collect() };
        return out.marked(&shape, app.dirs.watermerk());
    }
    bron.tell(out)?;
    out.page(&map.als_tekst())
}

/// The id of a kind of tie.
fn band(band: Band) -> &'static str {
    match band {
        Band::Onderdeel => "onderdeel",
        Band::Tafel => "tafel",
        Band::Relatie => "relatie",
    }
}
