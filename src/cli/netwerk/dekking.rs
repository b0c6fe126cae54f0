//! `aandacht netwerk dekking`.

use serde::Serialize;

use super::super::output::Output;
use super::bron::{Bron, Herkomst, Waar, eigen};
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::inhoud::Gemeenten;
use crate::domain::netwerk::dekking::{Tabel, tabel};
use crate::domain::netwerk::genoemd;
use crate::domain::netwerk::{Dekking, Netwerk, Netwerkgegevens, gemeente_naam, thema_tekst};

/// Arguments of `dekking`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Alleen deze gemeente, met wie elk thema dekt
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Option<String>,
    #[command(flatten)]
    waar: Waar,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape<'a> {
    #[serde(flatten)]
    herkomst: Herkomst,
    regio: &'a str,
    gemeenten: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    gm_code: &'a str,
    gemeente: &'a str,
    themas: Vec<Cell>,
}

#[derive(Serialize)]
struct Cell {
    thema: &'static str,
    dekking: Dekking,
    wie: Vec<String>,
}

/// Shows which theme is covered in which municipality.
///
/// # Errors
/// The municipality is not known, or the network has no region yet.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let one = args.gemeente.as_deref().map(|typed| genoemd::gemeente(&table.inhoud, typed)).transpose()?;
    let near = one.or_else(|| eigen(app, &table.inhoud));
    let codes: Vec<&str> = near.iter().map(|known| known.gm_code.as_str()).collect();
    let bron = Bron::open(&args.waar, &codes, app)?;
    let gegevens = Netwerkgegevens::van(&bron.model);
    let gemeenten = match one {
        Some(known) => vec![known.gm_code.clone()],
        None => gegevens.gemeenten.clone(),
    };
    if gemeenten.is_empty() {
        return Err(geen_regio());
    }
    let found = tabel(bron.netwerk(), &gemeenten);
    if args.json {
        let rows = (0..gemeenten.len()).map(|row| Row {
            gm_code: &gemeenten[row],
            gemeente: gemeente_naam(&table.inhoud, &gemeenten[row]),
            themas: (0..found.themas.len()).map(|column| cell(&found, row, column)).collect(),
        });
        let shape = Shape { herkomst: bron.herkomst(), regio: &gegevens.regio, gemeenten: rows.collect() };
        return out.marked(&shape, app.dirs.watermerk());
    }
    bron.tell(out)?;
    if let Some(known) = one {
        return out.page(&wie(bron.netwerk(), &found, &known.gemeente));
    }
    schema(&found, &table.inhoud).iter().try_for_each(|line| out.line(line))
}

/// There are no municipalities to look at.
pub fn geen_regio() -> Fault {
    Fault::input(
        "Ik weet niet om welke gemeenten het gaat.",
        "Uw netwerk heeft nog geen regio.",
        "Geef er een met --gemeente, of neem een startnetwerk over: aandacht netwerk start",
    )
}

fn cell(found: &Tabel, row: usize, column: usize) -> Cell {
    Cell {
        thema: found.themas[column],
        dekking: found.dekking(row, column),
        wie: found.wie(row, column).iter().map(|id| id.uuid()).collect(),
    }
}

/// One municipality: every theme with who covers it.
fn wie(netwerk: Netwerk<'_>, found: &Tabel, naam: &str) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title(format!("Dekking {naam}")),
        Block::Muted("Een ? betekent: nog niet gecontroleerd.".to_owned()),
    ];
    for (column, thema) in found.themas.iter().enumerate() {
        let entries = found.wie(0, column).iter().filter_map(|id| netwerk.get(*id));
        let mut names: Vec<(bool, String)> =
            entries.map(|entry| (entry.bevestigd().is_none(), netwerk.naam(entry))).collect();
        names.sort_by_cached_key(|(unsure, name)| (*unsure, name.to_lowercase()));
        let shown = names.iter().map(|(unsure, name)| if *unsure { format!("? {name}") } else { name.clone() });
        let who = shown.collect::<Vec<_>>().join("; ");
        let who = if who.is_empty() { "niemand".to_owned() } else { who };
        blocks.push(Block::Point(format!("{}: {who}", thema_tekst(thema))));
    }
    blocks
}

const LEGENDA: &str = "✓ iemand, en gecontroleerd; ? iemand, nog niet gecontroleerd; - niemand";

/// Every municipality as a row of signs, under letters that stand for the themes.
fn schema(found: &Tabel, table: &Gemeenten) -> Vec<String> {
    let columns = 0..found.themas.len();
    let letter = |column: usize| char::from(b'a' + u8::try_from(column % 26).unwrap_or_default());
    let names: Vec<&str> = found.gemeenten.iter().map(|code| gemeente_naam(table, code)).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let spread = |signs: Vec<String>| signs.join(" ");
    let mut lines =
        vec![format!("{:width$}  {}", "", spread(columns.clone().map(|at| letter(at).to_string()).collect()))];
    for (row, name) in names.iter().enumerate() {
        let signs = columns.clone().map(|column| found.dekking(row, column).teken().to_owned()).collect();
        lines.push(format!("{name:width$}  {}", spread(signs)));
    }
    lines.push(String::new());
    lines.extend(columns.map(|column| format!("{}  {}", letter(column), thema_tekst(found.themas[column]))));
    lines.extend([
        String::new(),
        LEGENDA.to_owned(),
        "Wie het zijn: aandacht netwerk dekking --gemeente GEMEENTE".to_owned(),
    ]);
    lines
}
