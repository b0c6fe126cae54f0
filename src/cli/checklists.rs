//! `aandacht checklists`: the content itself.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::output::Output;
use super::verschil;
use crate::app::{App, machine};
use crate::domain::boom::{Route, Waarborgen, count_routes, stages};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Entry, Reader, grouped, waarborgen_page};
use crate::domain::inhoud::{Actie, Antwoord, Knoop, KnoopSoort, Problem, Soort, schema};

/// Arguments of `checklists`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What can be done with content.
#[derive(Debug, Subcommand)]
enum Action {
    /// Welke bestanden er zijn
    Lijst {
        /// Alleen deze soort
        #[arg(value_name = "SOORT")]
        soort: Option<String>,
        /// Uitvoer als JSON
        #[arg(long)]
        json: bool,
    },
    /// Een bestand: knopen met bron, feiten en zekerheid
    Toon {
        /// Id van het bestand
        #[arg(value_name = "ID")]
        id: String,
        /// Uitvoer als JSON
        #[arg(long)]
        json: bool,
    },
    /// Controleer de inhoud; zonder pad alles wat het programma kent
    Controleer {
        /// Bestand of map
        #[arg(value_name = "PAD")]
        pad: Option<PathBuf>,
        /// Uitvoer als JSON
        #[arg(long)]
        json: bool,
    },
    /// Elke weg door een beslisboom
    Routes {
        /// Id van de beslisboom
        #[arg(value_name = "ID")]
        id: String,
        /// Uitvoer als JSON
        #[arg(long)]
        json: bool,
    },
    /// Alle beslisbomen met uitgever, jaar en zekerheid, en wat nog bevestigd moet worden, als Markdown
    Overzicht,
    /// Twee checklists naast elkaar, met wat verschilt
    Verschil(verschil::Args),
    /// De veiligheidsregels die voor elke boom gelden
    Waarborgen {
        /// Uitvoer als JSON
        #[arg(long)]
        json: bool,
    },
    /// Het JSON Schema van een soort bestand
    Schema {
        /// Soort bestand; een onbekende soort noemt ze alle
        #[arg(value_name = "SOORT", default_value = "beslisboom")]
        soort: String,
    },
}

impl Args {
    /// Whether the output, and so a fault, is JSON.
    pub fn wants_json(&self) -> bool {
        match &self.action {
            Action::Lijst { json, .. }
            | Action::Toon { json, .. }
            | Action::Controleer { json, .. }
            | Action::Routes { json, .. }
            | Action::Waarborgen { json } => *json,
            Action::Verschil(args) => args.json,
            Action::Overzicht | Action::Schema { .. } => false,
        }
    }
}

/// Runs the chosen action.
///
/// # Errors
/// The content has problems, or what was asked for does not exist.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    match &args.action {
        Action::Lijst { soort, json } => {
            let soort = soort.as_deref().map(kind).transpose()?;
            list(app, out, soort, *json)
        }
        Action::Toon { id, json: true } => print_source(app, out, id),
        Action::Toon { id, json: false } => show(app, out, id),
        Action::Controleer { pad, json } => check(app, out, pad.as_ref(), *json),
        Action::Routes { id, json } => print_routes(app, out, id, *json),
        Action::Overzicht => super::overzicht::print(app, out),
        Action::Verschil(args) => verschil::run(args, app, out),
        Action::Waarborgen { json } => print_rules(out, *json),
        Action::Schema { soort } => out.json(&schema(kind(soort)?)),
    }
}

fn print_rules(out: &mut Output, json: bool) -> Result<(), Fault> {
    let rules = Waarborgen::shipped().map_err(|problems| {
        let why = problems.first().map_or_else(String::new, ToString::to_string);
        Fault::internal("De veiligheidsregels kan ik niet lezen.", why, "Installeer het programma opnieuw.")
    })?;
    if json { out.json(rules.source()) } else { out.page(&waarborgen_page(rules)) }
}

fn kind(name: &str) -> Result<Soort, Fault> {
    Soort::from_name(name).ok_or_else(|| {
        let known: Vec<_> = Soort::ALL.iter().map(|soort| soort.name()).collect();
        Fault::usage(
            format!("De soort \"{name}\" ken ik niet."),
            format!("Er zijn: {}.", known.join(", ")),
            "Kies een van deze soorten.",
        )
    })
}

#[derive(Serialize)]
struct Row<'a> {
    soort: &'static str,
    id: &'a str,
    titel: &'a str,
    omschrijving: &'a str,
    versie: &'a str,
    status: &'static str,
    eigen_versie: bool,
}

fn row(entry: &Entry) -> Row<'_> {
    Row {
        soort: entry.soort.name(),
        id: &entry.id,
        titel: &entry.titel,
        omschrijving: &entry.omschrijving,
        versie: &entry.versie,
        status: entry.status,
        eigen_versie: entry.own,
    }
}

/// Lists files, of one kind or of all.
///
/// # Errors
/// Standard output cannot be written.
pub fn list(app: &App, out: &mut Output, soort: Option<Soort>, json: bool) -> Result<(), Fault> {
    let kinds: Vec<Soort> = soort.map_or_else(|| Soort::ALL.to_vec(), |soort| vec![soort]);
    let entries: Vec<Entry> = kinds.into_iter().flat_map(|soort| app.content.entries(soort)).collect();
    if json {
        let rows: Vec<Row<'_>> = entries.iter().map(row).collect();
        return out.json(&serde_json::json!({ "checklists": rows }));
    }
    for entry in &entries {
        let own = if entry.own { ", eigen versie" } else { "" };
        out.line(&format!("{:<38} {} ({} {}{own})", entry.id, entry.titel, entry.versie, entry.status))?;
    }
    Ok(())
}

/// Prints a file as it is.
///
/// # Errors
/// No file has this id.
pub fn print_source(app: &App, out: &mut Output, id: &str) -> Result<(), Fault> {
    match app.content.source(id) {
        Some(source) => out.json(source.as_ref()),
        None => Err(unknown(id)),
    }
}

fn unknown(id: &str) -> Fault {
    Fault::input(
        format!("Er is geen bestand \"{id}\"."),
        "De id komt niet voor, of het bestand heeft fouten.",
        "Kijk welke er zijn met: aandacht checklists lijst",
    )
    .at(id)
}

fn show(app: &App, out: &mut Output, id: &str) -> Result<(), Fault> {
    let is_tree = app.content.entries(Soort::Beslisboom).iter().any(|entry| entry.id == id);
    if !is_tree {
        return print_source(app, out, id);
    }
    let tree = app.content.tree(id)?;
    let kop = tree.kop();
    out.line(&format!("{} ({}, versie {}, {})", kop.titel, kop.id, kop.versie, kop.status.name()))?;
    out.line(&format!("vingerafdruk {}", tree.vingerafdruk()))?;
    for knoop in tree.knopen() {
        let mark = knoop.kop.zekerheid.map_or("", |zekerheid| zekerheid.name());
        out.line("")?;
        out.line(&format!("{} [{}, stap {}, zekerheid {mark}]", knoop.kop.id, knoop.type_name(), knoop.kop.stap))?;
        out.line(&format!("  {}", knoop.prompt()))?;
        node_lines(knoop).iter().try_for_each(|line| out.line(line))?;
        if !knoop.kop.feiten.is_empty() {
            out.line(&format!("  feiten: {}", knoop.kop.feiten.join(", ")))?;
        }
        for bron in kop.bronnen.iter().filter(|bron| knoop.kop.bronnen.contains(&bron.id)) {
            out.line(&format!("  bron: {} – {}", bron.citation(), bron.vindplaats))?;
        }
    }
    Ok(())
}

/// What the type of a node adds: answers with what they bring to light, contacts, actions, targets.
fn node_lines(knoop: &Knoop) -> Vec<String> {
    let mut lines = Vec::new();
    match &knoop.soort {
        KnoopSoort::Vraag(vraag) => lines.extend(vraag.antwoorden.iter().map(answer_line)),
        KnoopSoort::Uitkomst(uitkomst) => {
            let norm = uitkomst.norm.map_or("geen", |norm| norm.number());
            let (melden, vervolg) = (uitkomst.melden.name(), uitkomst.vervolg.name());
            lines.push(format!("  melden {melden}, vervolg {vervolg}, norm {norm}"));
            lines.extend(uitkomst.neemt_over.iter().map(|deelboom| format!("  neemt over van {deelboom}")));
            let action = |actie: &Actie| format!("  actie ({}): {}", actie.contact.name(), actie.tekst);
            lines.extend(uitkomst.acties.iter().map(action));
            lines.extend(uitkomst.termijnen.iter().map(|termijn| format!("  termijn: {}", termijn.tekst)));
        }
        KnoopSoort::Handeling(handeling) => {
            let contacts: Vec<_> = handeling.contact.iter().map(|contact| contact.name()).collect();
            lines.push(format!("  contact: {}", contacts.join(", ")));
            lines.push(format!("  naar {}", handeling.naar));
        }
        KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => {
            lines.extend(knoop.targets().iter().map(|(target, place)| format!("  {place}: {target}")));
        }
    }
    lines
}

fn answer_line(antwoord: &Antwoord) -> String {
    let marks: Vec<_> = antwoord.kenmerken.iter().map(|kenmerk| kenmerk.name()).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(", ")) };
    format!("  - {} ({}) naar {}{marks}", antwoord.tekst, antwoord.id, antwoord.naar)
}

#[derive(Serialize)]
struct ProblemRow<'a> {
    bestand: &'a str,
    plaats: &'a str,
    wat: &'a str,
    advies: &'a str,
}

fn check(app: &App, out: &mut Output, path: Option<&PathBuf>, json: bool) -> Result<(), Fault> {
    let (checked, problems) = match path {
        None => (app.content.count(), [app.content.problems(), &app.content.check_all()].concat()),
        Some(path) => machine::check_content(path)?,
    };
    if json {
        problems_as_json(out, checked, &problems)?;
    }
    report_problems(out, checked, &problems, json)
}

/// Prints problems as JSON.
///
/// # Errors
/// Standard output cannot be written.
pub fn problems_as_json(out: &mut Output, checked: usize, problems: &[Problem]) -> Result<(), Fault> {
    let rows: Vec<ProblemRow<'_>> = problems
        .iter()
        .map(|problem| ProblemRow {
            bestand: &problem.bestand,
            plaats: &problem.plaats,
            wat: &problem.wat,
            advies: &problem.advies,
        })
        .collect();
    out.json(&serde_json::json!({ "gecontroleerd": checked, "problemen": rows }))
}

/// Tells what was checked, and every problem when they do not stand there as JSON already.
///
/// # Errors
/// There is a problem.
pub fn report_problems(out: &mut Output, checked: usize, problems: &[Problem], json: bool) -> Result<(), Fault> {
    let bestanden = if checked == 1 { "bestand" } else { "bestanden" };
    if problems.is_empty() {
        return if json { Ok(()) } else { out.line(&format!("{checked} {bestanden} gecontroleerd: in orde.")) };
    }
    if !json {
        problems.iter().try_for_each(|problem| out.line(&problem.to_string()))?;
    }
    Err(Fault::input(
        format!("De inhoud heeft {} {}.", problems.len(), if problems.len() == 1 { "probleem" } else { "problemen" }),
        format!("{checked} {bestanden} gecontroleerd."),
        "Elk probleem staat hierboven met zijn plaats en wat u kunt doen.",
    ))
}

#[derive(Serialize)]
struct RouteRow {
    stappen: Vec<(String, String)>,
    uitkomst: String,
}

#[derive(Serialize)]
struct StageRow {
    van: String,
    /// Where the next stage begins; nothing in the last.
    tot: Option<String>,
    routes: Vec<RouteRow>,
}

fn print_routes(app: &App, out: &mut Output, id: &str, json: bool) -> Result<(), Fault> {
    let tree = app.content.tree(id)?;
    let all = stages(&tree);
    let count = count_routes(&tree);
    if json {
        let row = |route: Route| RouteRow { stappen: route.steps, uitkomst: route.outcome };
        let rows: Vec<StageRow> = all
            .into_iter()
            .map(|stage| StageRow {
                van: stage.begin,
                tot: stage.end,
                routes: stage.routes.into_iter().map(row).collect(),
            })
            .collect();
        return out.json(&serde_json::json!({ "checklist": id, "aantal": count, "etappes": rows }));
    }
    let several = all.len() > 1;
    if several {
        out.line(&format!(
            "{} wegen, in {} etappes. Elke weg is één weg uit elke etappe, tot een uitkomst.",
            grouped(count),
            all.len()
        ))?;
    }
    for (at, stage) in all.iter().enumerate() {
        if several {
            let end = stage.end.as_ref().map_or_else(String::new, |end| format!(" tot {end}"));
            out.line("")?;
            out.line(&format!("Etappe {}: van {}{end}", at + 1, stage.begin))?;
        }
        stage.routes.iter().try_for_each(|route| out.line(&route.to_string()))?;
    }
    Ok(())
}
