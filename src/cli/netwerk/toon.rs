//! `aandacht netwerk toon`.

use jiff::civil::DateTime;
use serde::Serialize;
use serde_json::{Map, Value};

use super::super::output::Output;
use super::bron::{Bron, Herkomst, Waar};
use super::rijen::{Rij, velden};
use super::zoek::{kort, lees, niets, open, typed};
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, one_of};
use crate::domain::kluis::RecordId;
use crate::domain::netwerk::blad;
use crate::domain::netwerk::zoek::{Vraag, zoek};

/// Arguments of `toon`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Het id (ook de eerste tekens), of een zoekvraag waarop één vermelding het beste past
    #[arg(value_name = "ID-OF-VRAAG", required = true, num_args = 1..)]
    wat: Vec<String>,
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
    #[serde(flatten)]
    rij: Rij,
    velden: Map<String, Value>,
    hoort_hierbij: Vec<Rij>,
}

/// Shows an entry.
///
/// # Errors
/// It is not there, or several are meant.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let typed = typed(&args.wat);
    // Whoever names an entry by its id may mean one of any region.
    let bron = match begin(&typed) {
        Some(_) => Bron::open(&args.waar, &[], app)?,
        None => open(&lees(&typed, &table.inhoud)?, &args.waar, &table.inhoud, app)?,
    };
    bron.is_gevuld()?;
    let nu = app.clock.now().local;
    let id = find(&bron, &typed, || lees(&typed, &table.inhoud), nu)?;
    let netwerk = bron.netwerk();
    let (Some(entry), Some(rij)) = (netwerk.get(id), Rij::of(&bron, id, nu)) else { return Err(geen()) };
    if args.json {
        let mut below: Vec<RecordId> = netwerk.onder(id).map(|(child, _)| child).collect();
        below.sort_by_cached_key(|child| netwerk.get(*child).map(|entry| netwerk.naam(entry).to_lowercase()));
        let hoort_hierbij = Rij::all(&bron, &below, nu);
        let shape = Shape { herkomst: bron.herkomst(), rij, velden: velden(netwerk, entry), hoort_hierbij };
        return out.marked(&shape, app.dirs.watermerk());
    }
    bron.tell(out)?;
    out.page(&blad(netwerk, id, &table.inhoud, nu, false))
}

/// Letters of an id, when what was typed can be one.
fn begin(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if let Some(id) = RecordId::lees(typed) {
        return Some(id.to_string());
    }
    let bare: String = typed.chars().filter(|letter| *letter != '-').collect::<String>().to_lowercase();
    let digits = bare.bytes().all(|byte| byte.is_ascii_hexdigit()) && bare.bytes().any(|byte| byte.is_ascii_digit());
    (digits && (LEAST..=32).contains(&bare.len())).then_some(bare)
}

/// So many letters of an id at least.
const LEAST: usize = 6;

fn find(
    bron: &Bron,
    typed: &str,
    vraag: impl FnOnce() -> Result<Vraag, Fault>,
    nu: DateTime,
) -> Result<RecordId, Fault> {
    let netwerk = bron.netwerk();
    if let Some(begin) = begin(typed) {
        let known: Vec<RecordId> =
            netwerk.alle().map(|(id, _)| id).filter(|id| id.to_string().starts_with(&begin)).take(6).collect();
        match known.as_slice() {
            [one] => return Ok(*one),
            [] if RecordId::lees(typed.trim()).is_some() => return Err(geen()),
            [] => {}
            several => {
                let ids: Vec<String> = several.iter().map(|id| id.uuid()).collect();
                return Err(welke("Zo beginnen er meer.", &ids));
            }
        }
    }
    let vraag = vraag()?;
    let found = zoek(netwerk, &vraag, nu, 5);
    match found.ids.as_slice() {
        [] => Err(niets(bron, &vraag, nu)),
        [first, ..] if found.beste == 1 => Ok(*first),
        several => {
            let of = |id: &RecordId| netwerk.get(*id).map(|entry| format!("{} [{}]", netwerk.naam(entry), kort(*id)));
            let names: Vec<String> = several.iter().take(found.beste).filter_map(of).collect();
            Err(welke(&format!("Er passen er {} even goed.", found.beste), &names))
        }
    }
}

fn welke(waarom: &str, names: &[String]) -> Fault {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Fault::input("Welke vermelding bedoelt u?", waarom, format!("Geef het id van een van deze: {}.", one_of(&names)))
}

fn geen() -> Fault {
    Fault::input(
        "Deze vermelding vind ik niet.",
        "Geen vermelding heeft dit id.",
        "Zoek op naam of functie; het id staat achter elke regel van: aandacht netwerk zoek",
    )
}
