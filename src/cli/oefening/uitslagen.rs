//! `aandacht oefening uitslagen`.

use serde::Serialize;

use super::super::output::Output;
use crate::app::{App, oefening};
use crate::domain::fault::Fault;
use crate::domain::kluis::{WATERMERK, is_oefening};
use crate::domain::oefening::{Aandeel, Spreiding, alleen_oefening, casus, spreiding};

/// Arguments of `uitslagen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Alleen deze casus
    #[arg(value_name = "CASUS")]
    casus: Option<String>,
    /// Uitslagen staan alleen in de oefenkluis; dit mag erbij, maar hoeft niet
    #[arg(long)]
    oefening: bool,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape {
    uitslagen: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    casus: String,
    titel: String,
    ronde: u16,
    vraag: String,
    keren: Vec<Time>,
}

#[derive(Serialize)]
struct Time {
    datum: String,
    oefening: String,
    deelnemers: u32,
    voor_procent: Option<u32>,
    na_procent: Option<u32>,
}

/// Shows how far groups agreed before and after they talked, a case and question each, over time.
///
/// # Errors
/// The vault of practice cannot be opened, or there is no such case.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    // A case that was taken away since has results all the same, under its code.
    let code = args
        .casus
        .as_ref()
        .map(|named| casus(&app.content, named).map_or_else(|_| named.to_uppercase(), |file| file.inhoud.code.clone()));
    oefening::open(app)?;
    let shown = show(code.as_deref(), args.json, app, out);
    let left = app.kluis.leave_quietly();
    shown.and(left)
}

fn show(code: Option<&str>, json: bool, app: &App, out: &mut Output) -> Result<(), Fault> {
    if !is_oefening(&app.kluis.view.folder) {
        return Err(alleen_oefening());
    }
    let mut found = spreiding(&app.kluis.view.model);
    found.retain(|row| code.is_none_or(|code| row.casus == code));
    if json {
        let uitslagen = found.into_iter().map(row).collect();
        return out.marked(&Shape { uitslagen }, app.dirs.watermerk());
    }
    out.line(WATERMERK)?;
    if found.is_empty() {
        return out.line("Er zijn nog geen uitslagen bewaard. Ze komen hier na een oefening met een casus.");
    }
    let mut last = "";
    for row in &found {
        if row.casus != last {
            out.line("")?;
            out.line(&format!("{} {}", row.casus, row.titel))?;
            out.line("  Het grootste antwoord, als deel van alle stemmen, voor en na het gesprek")?;
        }
        last = &row.casus;
        let where_ = if row.ronde == 0 { row.vraag.clone() } else { format!("ronde {}, {}", row.ronde, row.vraag) };
        out.line(&format!("  {where_}"))?;
        for time in &row.keren {
            let shown = |share: Option<Aandeel>| share.map_or("-".to_owned(), |share| format!("{} %", share.procent()));
            let mensen = if time.deelnemers == 1 { "mens" } else { "mensen" };
            out.line(&format!(
                "    {}  {:<6} {:>5} {mensen}  {:>5} -> {:>5}",
                time.datum,
                time.code,
                time.deelnemers,
                shown(time.voor),
                shown(time.na)
            ))?;
        }
    }
    Ok(())
}

fn row(row: Spreiding) -> Row {
    let time = |one: crate::domain::oefening::Keer| Time {
        datum: one.datum.to_string(),
        oefening: one.code,
        deelnemers: one.deelnemers,
        voor_procent: one.voor.map(Aandeel::procent),
        na_procent: one.na.map(Aandeel::procent),
    };
    Row {
        casus: row.casus,
        titel: row.titel,
        ronde: row.ronde,
        vraag: row.vraag,
        keren: row.keren.into_iter().map(time).collect(),
    }
}
