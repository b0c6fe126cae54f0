//! `aandacht oefening lijst`.

use serde::Serialize;

use super::super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::inhoud::{Groepsgrootte, Soort, Werkvormsoort};

/// Arguments of `lijst`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape {
    methoden: Vec<Row>,
    oefeningen: Vec<Row>,
    programmas: Vec<Row>,
    casussen: Vec<Casusrow>,
}

#[derive(Serialize)]
struct Row {
    code: String,
    id: String,
    titel: String,
    minuten: u16,
    van: u16,
    tot: u16,
    eigen: bool,
}

#[derive(Serialize)]
struct Casusrow {
    code: String,
    id: String,
    titel: String,
    ronden: usize,
    spelers: usize,
    sectoren: Vec<String>,
    eigen: bool,
}

/// Lists what there is for groups.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let shape = Shape {
        methoden: rows(app, Werkvormsoort::Methode),
        oefeningen: rows(app, Werkvormsoort::Oefening),
        programmas: rows(app, Werkvormsoort::Programma),
        casussen: casussen(app),
    };
    if args.json {
        return out.json(&shape);
    }
    for (titel, rows) in
        [("Methoden", &shape.methoden), ("Oefeningen", &shape.oefeningen), ("Programma's", &shape.programmas)]
    {
        section(titel, rows.len(), out)?;
        for row in rows {
            let group = Groepsgrootte { van: row.van, tot: row.tot };
            let about = format!("{} min, {}", row.minuten, group.mensen());
            out.line(&line(&row.code, &row.titel, &about, row.eigen))?;
        }
    }
    section("Casussen (verzonnen)", shape.casussen.len(), out)?;
    for row in &shape.casussen {
        let about = format!("{} ronden, {} spelers", row.ronden, row.spelers);
        out.line(&line(&row.code, &row.titel, &about, row.eigen))?;
    }
    out.line("")?;
    out.line("Bekijk er een met: aandacht oefening toon CODE")
}

fn section(titel: &str, count: usize, out: &mut Output) -> Result<(), Fault> {
    out.line(titel)?;
    if count == 0 { out.line("  (geen)") } else { Ok(()) }
}

fn line(code: &str, titel: &str, about: &str, eigen: bool) -> String {
    let own = if eigen { ", eigen" } else { "" };
    format!("  {code:<12} {titel} ({about}{own})")
}

fn rows(app: &App, vorm: Werkvormsoort) -> Vec<Row> {
    let mut found: Vec<Row> = app
        .content
        .entries(Soort::Werkvorm)
        .into_iter()
        .filter_map(|entry| {
            let file = app.content.werkvorm(&entry.id).ok().filter(|file| file.inhoud.vorm == vorm)?;
            Some(Row {
                code: file.inhoud.code.clone(),
                id: entry.id,
                titel: entry.titel,
                minuten: file.inhoud.minuten,
                van: file.inhoud.groep.van,
                tot: file.inhoud.groep.tot,
                eigen: entry.own,
            })
        })
        .collect();
    found.sort_by_key(|row| order(&row.code));
    found
}

/// Letters first, then their number: P90 before P120.
fn order(code: &str) -> (String, u64) {
    let letters = code.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (letters.to_owned(), code[letters.len()..].parse().unwrap_or(0))
}

fn casussen(app: &App) -> Vec<Casusrow> {
    let mut found: Vec<Casusrow> = app
        .content
        .entries(Soort::Casus)
        .into_iter()
        .filter_map(|entry| {
            let file = app.content.oefencasus(&entry.id).ok()?;
            Some(Casusrow {
                code: file.inhoud.code.clone(),
                id: entry.id,
                titel: entry.titel,
                ronden: file.inhoud.ronden.len(),
                spelers: file.inhoud.spelers.len(),
                sectoren: file.inhoud.sectoren.clone(),
                eigen: entry.own,
            })
        })
        .collect();
    found.sort_by_key(|row| order(&row.code));
    found
}
