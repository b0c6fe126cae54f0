//! `aandacht woord`.

use serde::Serialize;

use super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, woord_page};
use crate::domain::inhoud::Woord;
use crate::domain::search::{rank, woord_names};

/// Arguments of `woord`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Het woord of de afkorting; zonder woord ziet u de hele lijst
    #[arg(value_name = "WOORD", num_args = 0..)]
    woord: Vec<String>,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    woord: &'a str,
    voluit: Option<&'a str>,
    ook: &'a [String],
    betekenis: &'a str,
    zie_ook: &'a [String],
    zekerheid: &'static str,
}

/// Most words that a search shows.
const SHOWN: usize = 5;

/// Looks up a word.
///
/// # Errors
/// No word comes near.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let list = app.content.woordenlijst()?;
    let query = args.woord.join(" ");
    let found: Vec<&Woord> = if query.is_empty() {
        list.inhoud.woorden.iter().collect()
    } else {
        rank(&query, &list.inhoud.woorden, woord_names).into_iter().take(SHOWN).collect()
    };
    if found.is_empty() {
        return Err(Fault::input(
            "Dit woord staat niet in de woordenlijst.",
            "Geen woord of afkorting lijkt erop.",
            "Probeer een deel van het woord, of bekijk alles met: aandacht woord",
        )
        .at(query));
    }
    if args.json {
        let rows: Vec<Row<'_>> = found.into_iter().map(row).collect();
        return out.json(&serde_json::json!({ "woorden": rows }));
    }
    if query.is_empty() {
        return found.into_iter().try_for_each(|woord| match &woord.voluit {
            Some(voluit) => out.line(&format!("{} ({voluit})", woord.woord)),
            None => out.line(&woord.woord),
        });
    }
    for woord in found {
        let page = woord_page(&list, woord);
        out.page(&page)?;
        out.line("")?;
    }
    Ok(())
}

fn row(woord: &Woord) -> Row<'_> {
    Row {
        id: &woord.id,
        woord: &woord.woord,
        voluit: woord.voluit.as_deref(),
        ook: &woord.ook,
        betekenis: &woord.betekenis,
        zie_ook: &woord.zie_ook,
        zekerheid: woord.zekerheid.name(),
    }
}
