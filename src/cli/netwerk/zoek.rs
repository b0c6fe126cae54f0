//! `aandacht netwerk zoek`.

use serde::Serialize;

use super::super::output::Output;
use super::bron::{Bron, Herkomst, Waar, eigen};
use super::rijen::Rij;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::genoemd;
use crate::domain::netwerk::regel;
use crate::domain::netwerk::start::landelijke_nummers;
use crate::domain::netwerk::zoek::{FILTERS, Gevonden, Namen, Vraag, zoek};
use jiff::civil::DateTime;

/// Arguments of `zoek`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Woorden en filters, zoals: thema:financieel gemeente:heerlen rol:af nu
    #[arg(value_name = "VRAAG", required = true, num_args = 1..)]
    vraag: Vec<String>,
    /// Hoeveel er hoogstens getoond worden
    #[arg(long, value_name = "AANTAL", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    meest: u32,
    #[command(flatten)]
    waar: Waar,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape {
    #[serde(flatten)]
    herkomst: Herkomst,
    totaal: usize,
    gevonden: Vec<Rij>,
}

/// Searches the network.
///
/// # Errors
/// A filter names nothing that is known, or nothing was found.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let typed = typed(&args.vraag);
    let vraag = lees(&typed, &table.inhoud)?;
    let mut bron = open(&vraag, &args.waar, &table.inhoud, app)?;
    bron.is_gevuld()?;
    let nu = app.clock.now().local;
    let mut found = zoek(bron.netwerk(), &vraag, nu, usize::try_from(args.meest).unwrap_or(usize::MAX));
    if found.ids.is_empty() {
        // What a network of one's own lacks may be a national number.
        bron.model = landelijke_nummers(&app.content.nummers()?.inhoud);
        found = zoek(bron.netwerk(), &vraag, nu, usize::try_from(args.meest).unwrap_or(usize::MAX));
    }
    if found.ids.is_empty() {
        return Err(niets(&bron, &vraag, nu));
    }
    if args.json {
        let gevonden = Rij::all(&bron, &found.ids, nu);
        return out.marked(&Shape { herkomst: bron.herkomst(), totaal: found.totaal, gevonden }, app.dirs.watermerk());
    }
    bron.tell(out)?;
    out.page(&lijst(&bron, &found.ids, nu))?;
    out.line(&telling(&found))
}

/// What was typed as one line. The shell took the quotes of `gemeente:"de ronde venen"`, and they are given back.
pub fn typed(words: &[String]) -> String {
    if let [whole] = words {
        return whole.clone();
    }
    let quoted = |word: &String| match word.split_once(':') {
        Some((filter, value)) if value.contains(char::is_whitespace) => format!("{filter}:\"{value}\""),
        _ => word.clone(),
    };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// The question.
///
/// # Errors
/// A filter names nothing that is known.
pub fn lees(typed: &str, table: &Gemeenten) -> Result<Vraag, Fault> {
    let vraag = Vraag::lees(typed, &Namen::new(table));
    let Some(first) = vraag.onbegrepen.first() else { return Ok(vraag) };
    // The nearest name is in the advice of whoever knows those names.
    let near = typed.split_whitespace().filter_map(|part| part.split_once(':')).find_map(|(filter, value)| {
        let value = value.trim_matches('"');
        match filter.to_lowercase().as_str() {
            "gemeente" | "gem" | "plaats" => genoemd::gemeente(table, value).err(),
            "thema" => genoemd::thema(value).err(),
            _ => None,
        }
    });
    let advies = near.map_or_else(|| format!("U kunt kiezen uit: {FILTERS}."), |fault| fault.advies);
    Err(Fault::input(first.clone(), "Op een onbekende naam kan ik niet zoeken.", advies))
}

/// The network in which this is looked for.
///
/// # Errors
/// As [`Bron::open`].
pub fn open(vraag: &Vraag, waar: &Waar, table: &Gemeenten, app: &mut App) -> Result<Bron, Fault> {
    let mut codes: Vec<&str> = vraag.gemeenten().collect();
    if codes.is_empty() {
        codes.extend(eigen(app, table).map(|own| own.gm_code.as_str()));
    }
    Bron::open(waar, &codes, app)
}

/// Entries as a numbered list, each with the beginning of its id.
pub fn lijst(bron: &Bron, ids: &[RecordId], nu: DateTime) -> Vec<Block> {
    let netwerk = bron.netwerk();
    let entries = ids.iter().filter_map(|id| Some((id, netwerk.get(*id)?)));
    entries
        .enumerate()
        .map(|(at, (id, entry))| Block::Numbered(at + 1, format!("{} [{}]", regel(netwerk, entry, nu), kort(*id))))
        .collect()
}

/// As much of an id as nearly always tells entries apart.
pub fn kort(id: RecordId) -> String {
    id.to_string().chars().take(8).collect()
}

fn telling(found: &Gevonden) -> String {
    let shown = found.ids.len();
    match found.totaal {
        1 => "1 gevonden.".to_owned(),
        all if all == shown => format!("{all} gevonden."),
        all => format!("{all} gevonden, hier de eerste {shown}. Meer met: --meest {all}"),
    }
}

/// Nothing was found; it says what would find something.
pub fn niets(bron: &Bron, vraag: &Vraag, nu: DateTime) -> Fault {
    let count = |vraag: &Vraag| zoek(bron.netwerk(), vraag, nu, 1).totaal;
    let without = [
        ("nu", vraag.nu, Vraag { nu: false, ..vraag.clone() }),
        ("onbevestigd", vraag.onbevestigd, Vraag { onbevestigd: false, ..vraag.clone() }),
        ("filters", !vraag.filters.is_empty(), Vraag { filters: Vec::new(), ..vraag.clone() }),
    ];
    let better =
        without.iter().filter(|(_, is_asked, other)| *is_asked && !other.is_leeg()).find_map(|(what, _, other)| {
            let totaal = count(other);
            (totaal > 0).then(|| format!("Zonder {what} vind ik er wel: {totaal}."))
        });
    let advies = better.unwrap_or_else(|| {
        "Zoek met minder woorden of een deel ervan. Of vraag: aandacht netwerk wie. Veilig Thuis denkt mee: 0800-2000."
            .to_owned()
    });
    let waarom = if bron.is_kaal() {
        "Voor deze gemeente is er geen startnetwerk."
    } else {
        "Geen vermelding past bij alles wat u vraagt."
    };
    Fault::input("Niets gevonden.", waarom, advies)
}
