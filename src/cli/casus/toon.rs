//! `aandacht casus toon`.

use std::io::{IsTerminal, stdout};

use serde::Serialize;

use super::super::kluis::By;
use super::super::output::{self, Output};
use super::rijen::{Afspraakrij, Casusrij, Gatrij, Regelrij};
use super::{json, keuze, open_at};
use crate::app::App;
use crate::domain::casus::{Delen, Dossier, Toon, agenda, dossiers, gaten, gelopen, moment_blocks, tijdlijn};
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, sentence};
use crate::domain::inhoud::sector_name;

/// Arguments of `toon`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Nummer of code van de casus
    #[arg(value_name = "CASUS")]
    casus: String,
    /// Ook elk antwoord en wat ingetrokken is; in JSON staat altijd alles
    #[arg(long)]
    alles: bool,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shape<'a> {
    #[serde(flatten)]
    casus: Casusrij,
    betrokkenen: Vec<String>,
    dragers: &'a [String],
    checklists: Vec<Looprij>,
    agenda: Vec<Afspraakrij>,
    ontbreekt_nog: Vec<Gatrij>,
    regels: Vec<Regelrij<'a>>,
    regels_weg: &'a [u32],
    klok_terug: Vec<u32>,
}

/// A walk and where it stands.
#[derive(Serialize)]
struct Looprij {
    regel: u32,
    checklist: String,
    titel: String,
    versie: String,
    /// A newer version of the content, when there is one.
    nieuwer: Option<String>,
    /// The path of what is asked now.
    open: Option<String>,
    /// The id of the outcome.
    uitkomst: Option<String>,
    /// Lines of answers that no longer fit.
    past_niet: Vec<u32>,
    /// Why it cannot be walked any more.
    kan_niet: Option<String>,
    #[serde(skip)]
    shown: String,
}

/// Shows a casus: its chronology, its walks, what is due and what is missing.
///
/// # Errors
/// The casus is not there, or the vault does not open.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let dossier = open_at(&args.casus, &args.by, app)?;
    if stdout().is_terminal() && !args.json {
        output::complain("Let op: wat nu in beeld komt, kan in de terminal terug te lezen blijven.");
    }
    let today = app.clock.today();
    let loops = loops(&dossier, app);
    if args.json {
        let nummer = keuze::number(&dossiers(&app.kluis.view.model), &dossier);
        return json(
            &Shape {
                casus: Casusrij::of(nummer, &dossier, today),
                betrokkenen: dossier.betrokkenen.iter().map(crate::domain::casus::Betrokkene::shown).collect(),
                dragers: &dossier.dragers,
                checklists: loops,
                agenda: agenda([&dossier]).iter().map(|afspraak| Afspraakrij::of(afspraak, today)).collect(),
                ontbreekt_nog: gaten(&dossier).into_iter().map(Gatrij::from).collect(),
                regels: dossier.lijnen().iter().map(Regelrij::of).collect(),
                regels_weg: &dossier.ontbreekt,
                klok_terug: dossier.klok_terug().map(|lijn| lijn.regel.nr).collect(),
            },
            app,
            out,
        );
    }
    let mut blocks = head(&dossier, today);
    if !loops.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Checklists".to_owned())]);
        blocks.extend(loops.iter().map(|row| Block::Point(row.shown.clone())));
    }
    let due = agenda([&dossier]);
    if !due.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Agenda".to_owned())]);
        blocks.extend(due.iter().map(|afspraak| Block::Point(super::agenda::shown(afspraak, today))));
    }
    blocks.extend([Block::Gap, Block::Heading("Tijdlijn".to_owned())]);
    let shown = tijdlijn(&dossier, Toon { antwoorden: args.alles, ingetrokken: args.alles });
    blocks.extend(shown.iter().flat_map(|moment| {
        let delen = dossier.lijn(moment.nr).map_or(Delen::Gewoon, |lijn| lijn.delen);
        moment_blocks(moment, delen)
    }));
    let gaps = gaten(&dossier);
    if dossier.is_open() && !gaps.is_empty() {
        blocks.extend([Block::Gap, Block::Heading("Staat er nog niet in".to_owned())]);
        let gap = |gap: &crate::domain::casus::Gat| format!("{} (noteer --soort {})", gap.vraag, gap.formulier.id());
        blocks.extend(gaps.iter().map(|one| Block::Point(gap(one))));
    }
    out.page(&blocks)
}

fn head(dossier: &Dossier, today: jiff::civil::Date) -> Vec<Block> {
    let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
    let sector = sector_name(&dossier.sector).unwrap_or("niet gekozen");
    let stand = match dossier.stand {
        crate::domain::casus::Stand::Open => "open".to_owned(),
        crate::domain::casus::Stand::Gesloten { op, reden, vernietigen_vanaf } => format!(
            "gesloten op {}, {}; hier vernietigen vanaf {}",
            dates::long(op),
            reden.text(),
            dates::long(vernietigen_vanaf)
        ),
    };
    let mut blocks = vec![
        Block::Title(format!("Casus {}", dossier.pseudoniem)),
        Block::Muted(format!("Code {} · {}", dossier.code(), dates::long(today))),
        pair("Stand", stand),
        pair("Sector", sector.to_owned()),
        pair("Rol", dossier.rol.text().to_owned()),
        pair("Begonnen", dates::long(dossier.begonnen.date())),
    ];
    let persons = dossier.betrokkenen.iter().map(|person| pair("Betrokkene", person.shown()));
    blocks.extend(persons);
    blocks.extend(dossier.dragers.iter().map(|drager| pair("Draagt mee", drager.clone())));
    if !dossier.ontbreekt.is_empty() {
        let missing: Vec<String> = dossier.ontbreekt.iter().map(u32::to_string).collect();
        blocks.push(Block::Danger(format!("Deze regels zijn er niet: {}. Controleer de kluis.", missing.join(", "))));
    }
    for lijn in dossier.klok_terug() {
        blocks.push(Block::Muted(format!("Bij regel {} stond de klok terug.", lijn.regel.nr)));
    }
    blocks
}

fn loops(dossier: &Dossier, app: &App) -> Vec<Looprij> {
    dossier
        .lopen
        .iter()
        .map(|of| {
            let mut row = Looprij {
                regel: of.nr,
                checklist: of.checklist.clone(),
                titel: of.titel.clone(),
                versie: of.versie.clone(),
                nieuwer: None,
                open: None,
                uitkomst: None,
                past_niet: Vec::new(),
                kan_niet: None,
                shown: String::new(),
            };
            let stands = match gelopen(dossier, of, &app.kluis.view.model, &app.content) {
                Ok(found) => {
                    row.nieuwer = found.nieuwer;
                    row.past_niet = found.past_niet;
                    row.open = found.walk.open().map(crate::domain::boom::Spot::path);
                    let outcome = found.walk.outcome();
                    row.uitkomst = outcome.as_ref().map(|outcome| outcome.id.clone());
                    match (outcome, found.walk.open()) {
                        (Some(outcome), _) => format!("uitkomst: {}", outcome.titel),
                        (None, Some(spot)) => format!("open bij {}: {}", spot.path(), spot.knoop().prompt()),
                        (None, None) => String::new(),
                    }
                }
                Err(fault) => {
                    row.kan_niet = Some(fault.wat.clone());
                    fault.wat
                }
            };
            let newer = row.nieuwer.as_ref().map(|newer| format!(" Er is een nieuwere versie: {newer}."));
            row.shown = sentence(&format!(
                "{} (regel {}, versie {}) {stands}{}",
                of.titel,
                of.nr,
                of.versie,
                newer.unwrap_or_default()
            ));
            row
        })
        .collect()
}
