//! `aandacht gemeente`.

use serde::Serialize;

use super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, gemeente_page, one_of};
use crate::domain::search::find_gemeente;

/// Arguments of `gemeente`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Naam van de gemeente; een tikfout mag
    #[arg(value_name = "NAAM", required = true, num_args = 1..)]
    naam: Vec<String>,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape<'a> {
    gevonden: Vec<Row<'a>>,
    suggesties: Vec<&'a str>,
}

#[derive(Serialize)]
struct Row<'a> {
    gm_code: &'a str,
    gemeente: &'a str,
    provincie: &'a str,
    veilig_thuis: &'a str,
    ggd: &'a str,
    veiligheidsregio: &'a str,
    peildatum: String,
}

/// Shows who serves a municipality.
///
/// # Errors
/// No municipality has this name; the nearest names are in the advice.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let name = args.naam.join(" ");
    let table = app.content.gemeenten()?;
    let found = find_gemeente(&table.inhoud, &name);
    if args.json {
        let rows = found
            .gevonden
            .iter()
            .map(|gemeente| Row {
                gm_code: &gemeente.gm_code,
                gemeente: &gemeente.gemeente,
                provincie: &gemeente.provincie,
                veilig_thuis: &gemeente.veilig_thuis,
                ggd: &gemeente.ggd,
                veiligheidsregio: &gemeente.veiligheidsregio,
                peildatum: table.inhoud.peildatum.to_string(),
            })
            .collect();
        out.json(&Shape { gevonden: rows, suggesties: found.suggesties.clone() })?;
    }
    if found.gevonden.is_empty() {
        let advies = if found.suggesties.is_empty() {
            "Kijk of de naam klopt, of bel Veilig Thuis 0800-2000: zij vragen naar uw plaats.".to_owned()
        } else {
            format!("Bedoelt u {}?", one_of(&found.suggesties))
        };
        return Err(Fault::input("Deze gemeente vind ik niet.", "Geen gemeente heet precies zo.", advies).at(name));
    }
    if args.json {
        return Ok(());
    }
    if found.gevonden.len() > 1 {
        out.line("Er zijn meer gemeenten met deze naam. Welke bedoelt u?")?;
        out.line("")?;
    }
    for gemeente in found.gevonden {
        let page = gemeente_page(&table.inhoud, gemeente);
        out.page(&page)?;
        out.line("")?;
    }
    Ok(())
}
