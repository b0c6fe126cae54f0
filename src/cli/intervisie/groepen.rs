//! `aandacht intervisie groepen`.

use serde::Serialize;

use super::super::output::Output;
use super::Hoe;
use super::agenda::Rij;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::sessie::groep::{beurt, bijeenkomst_tekst, groepen, open_acties, sessies, volgende_bijeenkomst};

/// Arguments of `groepen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub hoe: Hoe,
}

#[derive(Serialize)]
struct Shape<'a> {
    groepen: Vec<Groeprij<'a>>,
}

#[derive(Serialize)]
struct Groeprij<'a> {
    id: String,
    code: &'a str,
    aantal: u16,
    sectoren: &'a [String],
    gestopt: bool,
    /// By function.
    beurt: Option<&'a str>,
    volgende: Option<Rij<'a>>,
    gehouden: usize,
    open_acties: usize,
}

/// Shows the groups, those that meet first.
///
/// # Errors
/// The vault does not open.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.hoe.open(app)?;
    let today = app.clock.today();
    let model = &app.kluis.view.model;
    let found = groepen(model);
    if args.hoe.json {
        let rows = found.into_iter().map(|(id, groep)| Groeprij {
            id: id.uuid(),
            code: &groep.code,
            aantal: groep.aantal,
            sectoren: &groep.sectoren,
            gestopt: groep.gestopt,
            beurt: beurt(groep),
            volgende: volgende_bijeenkomst(groep, today).map(|one| Rij::of(&groep.code, one)),
            gehouden: sessies(model, Some(id)).len(),
            open_acties: open_acties(model, Some(id)).len(),
        });
        return out.marked(&Shape { groepen: rows.collect() }, app.dirs.watermerk());
    }
    if found.is_empty() {
        return out.line("Er is nog geen groep. Maak er een op het scherm: 6, Groepen.");
    }
    let mut blocks = Vec::new();
    for (id, groep) in found {
        let stopped = if groep.gestopt { " (gestopt)" } else { "" };
        let next = volgende_bijeenkomst(groep, today).map_or_else(|| "niet gepland".to_owned(), bijeenkomst_tekst);
        let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
        blocks.extend([
            Block::Gap,
            Block::Heading(format!("{}{stopped}", groep.code)),
            pair("Volgende bijeenkomst", next),
            pair("Aan de beurt", beurt(groep).unwrap_or("niet ingevuld").to_owned()),
            pair("Sessies gehouden", sessies(model, Some(id)).len().to_string()),
            pair("Acties open", open_acties(model, Some(id)).len().to_string()),
        ]);
    }
    out.page(blocks.get(1..).unwrap_or_default())
}
