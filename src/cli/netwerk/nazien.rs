//! `aandacht netwerk nazien`.

use jiff::civil::Date;
use serde::Serialize;

use super::super::kluis::By;
use super::super::output::Output;
use super::bron::Bron;
use super::rijen::Rij;
use super::zoek::lijst;
use crate::app::App;
use crate::domain::casus::Wanneer;
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::netwerk::nazien::{ronde, sinds, stand};
use crate::domain::netwerk::{Nazienronde, dag, gemeente_naam};

/// Arguments of `nazien`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Wat er sinds deze dag veranderd is, zoals 2026-11-01
    #[arg(long, value_name = "DATUM", conflicts_with = "meest")]
    sinds: Option<String>,
    /// Hoeveel er hoogstens getoond worden
    #[arg(long, value_name = "AANTAL", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    meest: u32,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape<'a> {
    ronde: Option<Ronderij<'a>>,
    gedaan: usize,
    totaal: usize,
    geen_antwoord: usize,
    volgende: Vec<Rij>,
}

#[derive(Serialize)]
struct Ronderij<'a> {
    begonnen: Date,
    gemeente: Option<&'a str>,
}

#[derive(Serialize)]
struct Veranderd {
    sinds: Date,
    wijzigingen: Vec<String>,
}

/// Shows what is to be looked at next and how far the round is, or what changed since a day.
///
/// # Errors
/// The day cannot be read, the kluis does not open, or the network is empty.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let since = args.sinds.as_deref().map(|typed| lees(typed, app.clock.today())).transpose()?;
    let bron = Bron::van_kluis(&args.by, app)?;
    let table = app.content.gemeenten()?;
    if let Some(day) = since {
        let blocks = sinds(&bron.model, &table.inhoud, day);
        if !args.json {
            return out.page(&blocks);
        }
        let point = |block: Block| if let Block::Point(text) = block { Some(text) } else { None };
        let wijzigingen = blocks.into_iter().filter_map(point).collect();
        return out.marked(&Veranderd { sinds: day, wijzigingen }, app.dirs.watermerk());
    }
    bron.is_gevuld()?;
    let now = app.clock.now();
    let running = ronde(&bron.model);
    // Without a round nothing is done yet, and the order is the same.
    let fresh = Nazienronde { begonnen: now.stamp, gemeente: String::new(), rest: serde_json::Map::new() };
    let stand = stand(bron.netwerk(), running.unwrap_or(&fresh));
    let most = usize::try_from(args.meest).unwrap_or(usize::MAX).min(stand.volgende.len());
    let next = stand.volgende.get(..most).unwrap_or_default();
    let gemeente = running.map(|round| round.gemeente.as_str()).filter(|code| !code.is_empty());
    let gemeente = gemeente.map(|code| gemeente_naam(&table.inhoud, code));
    if args.json {
        let shape = Shape {
            ronde: running.map(|round| Ronderij { begonnen: dag(round.begonnen), gemeente }),
            gedaan: stand.gedaan,
            totaal: stand.totaal(),
            geen_antwoord: stand.geen_antwoord,
            volgende: Rij::all(&bron, next, now.local),
        };
        return out.marked(&shape, app.dirs.watermerk());
    }
    let head = match running {
        None => "Er loopt geen nazienronde. Dit is het langst niet gecontroleerd:".to_owned(),
        Some(round) => format!(
            "Nazienronde sinds {}{}: {} van {} nagezien, {} zonder antwoord.",
            dates::long(dag(round.begonnen)),
            gemeente.map(|naam| format!(", {naam}")).unwrap_or_default(),
            stand.gedaan,
            stand.totaal(),
            stand.geen_antwoord
        ),
    };
    let mut blocks = vec![Block::Text(head)];
    blocks.extend(lijst(&bron, next, now.local));
    let left = stand.volgende.len() - next.len();
    if left > 0 {
        blocks.push(Block::Muted(format!("En nog {left}. Meer met: --meest {}", stand.volgende.len())));
    }
    out.page(&blocks)
}

/// A day: `2026-11-01`, or as the forms of a casus know it (`1-11-2026`, `gisteren`).
fn lees(typed: &str, today: Date) -> Result<Date, Fault> {
    let known = typed.parse().ok().or_else(|| Wanneer::read_past(typed, today).and_then(|known| known.datum));
    known.ok_or_else(|| {
        Fault::input(
            "Deze datum kan ik niet lezen.",
            "Het is geen dag die ik ken.",
            "Schrijf de dag zoals: --sinds 2026-11-01",
        )
    })
}
