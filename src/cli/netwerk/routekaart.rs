//! `aandacht netwerk routekaart`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::super::output::Output;
use super::bron::{Bron, Herkomst, Waar};
use crate::app::{App, uitvoer};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Document, Reader};
use crate::domain::netwerk::genoemd;
use crate::domain::netwerk::routekaart;

/// Arguments of `routekaart`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Van welke gemeente
    #[arg(value_name = "GEMEENTE", required = true, num_args = 1..)]
    gemeente: Vec<String>,
    /// Schrijf hem in dit bestand; er mag nog niets staan
    #[arg(long, value_name = "BESTAND", conflicts_with = "json")]
    naar: Option<PathBuf>,
    #[command(flatten)]
    waar: Waar,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

impl Args {
    /// Whether the card goes to standard output.
    pub fn to_stdout(&self) -> bool {
        !self.json && self.naar.as_deref().is_none_or(|path| path == Path::new("-"))
    }
}

#[derive(Serialize)]
struct Shape<'a> {
    #[serde(flatten)]
    herkomst: Herkomst,
    gm_code: &'a str,
    gemeente: &'a str,
    delen: Vec<Deel>,
}

#[derive(Default, Serialize)]
struct Deel {
    kop: String,
    regels: Vec<Regel>,
}

#[derive(Serialize)]
struct Regel {
    /// The number of an emergency line, a role, a table or a theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    wat: Option<String>,
    tekst: String,
}

/// Writes the route card of a municipality. It is made to be handed out, so it is readable.
///
/// # Errors
/// The municipality is not known, or the file cannot be written.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let gemeente = genoemd::gemeente(&table.inhoud, &args.gemeente.join(" "))?;
    let path = args.naar.as_deref().filter(|_| !args.to_stdout());
    path.map_or(Ok(()), uitvoer::is_free)?;
    let bron = Bron::open(&args.waar, &[gemeente.gm_code.as_str()], app)?;
    let nummers = app.content.nummers()?;
    let nu = app.clock.now().local;
    let mut page = routekaart(&bron.model, &table.inhoud, &nummers.inhoud, &gemeente.gm_code, nu);
    if args.json {
        let shape = Shape {
            herkomst: bron.herkomst(),
            gm_code: &gemeente.gm_code,
            gemeente: &gemeente.gemeente,
            delen: delen(page),
        };
        return out.marked(&shape, app.dirs.watermerk());
    }
    if let Some(zin) = bron.zin() {
        page.insert(1, Block::Muted(zin));
    }
    let bytes = uitvoer::document(app, &Document::Page(page))?;
    match path {
        None => out.bytes(&bytes),
        Some(path) => {
            uitvoer::write_readable(path, &bytes)?;
            out.line(&format!("De routekaart staat in {}.", path.display()))
        }
    }
}

/// The parts of the page under their headings.
fn delen(page: Vec<Block>) -> Vec<Deel> {
    let mut parts: Vec<Deel> = Vec::new();
    for block in page {
        let (wat, tekst) = match block {
            Block::Heading(kop) => {
                parts.push(Deel { kop, regels: Vec::new() });
                continue;
            }
            Block::Pair(wat, tekst) | Block::Call(wat, tekst) => (Some(wat), tekst),
            Block::Point(tekst) => (None, tekst),
            _ => continue,
        };
        if let Some(part) = parts.last_mut() {
            part.regels.push(Regel { wat, tekst });
        }
    }
    parts
}
