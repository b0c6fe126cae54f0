//! `aandacht casus antwoord`.

use serde::Deserialize;

use super::super::kluis::By;
use super::super::output::Output;
use super::super::walk_file::{is_blank, misplaced, read};
use super::{called, commit, json, open_at, read_text};
use crate::app::App;
use crate::domain::casus::{Dossier, Loop, answer, begin_walk, gelopen};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, report};
use crate::domain::walk::{Answer, Walk, transcript};

/// Arguments of `antwoord`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Op standaardinvoer staat hetzelfde als bij aandacht loop:
{\"antwoorden\": [{\"knoop\": \"v1\", \"antwoord\": \"ja\"}]}.
Bij een vraag die al beantwoord is, hoort ook \"reden\": waarom het antwoord anders wordt.
Zonder invoer ziet u alleen waar de checklist staat.")]
pub struct Args {
    /// Nummer of code van de casus
    #[arg(value_name = "CASUS")]
    casus: String,
    /// De checklist die op deze regel begon; zonder dit de laatste
    #[arg(long = "loop", value_name = "N", conflicts_with = "begin")]
    regel: Option<u32>,
    /// Begin deze checklist in de casus
    #[arg(long, value_name = "CHECKLIST")]
    begin: Option<String>,
    #[command(flatten)]
    by: By,
    /// Spoor en uitkomst als JSON
    #[arg(long)]
    pub json: bool,
}

/// An answer, and why it is given anew when it was given before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    knoop: String,
    antwoord: String,
    #[serde(default)]
    aangevinkt: Vec<String>,
    #[serde(default)]
    reden: String,
}

impl Given {
    fn answer(&self) -> Answer {
        Answer { aangevinkt: self.aangevinkt.clone(), ..Answer::new(self.knoop.clone(), self.antwoord.clone()) }
    }
}

/// Answers a checklist in a casus; each answer is kept when it is given.
///
/// # Errors
/// The casus or checklist is not there, or an answer does not fit: then nothing of the input is kept.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let mut dossier = open_at(&args.casus, &args.by, app)?;
    let text = read_text("Plak de antwoorden als JSON.")?;
    let given: Vec<Given> =
        if is_blank(text.as_bytes()) { Vec::new() } else { read("standaardinvoer", text.as_bytes())? };
    let changes = args.begin.is_some() || !given.is_empty();
    if changes && !dossier.is_open() {
        return Err(Fault::input(
            "Deze casus is gesloten.",
            "In een gesloten casus komt niets meer bij.",
            "Heropen de casus eerst, met de reden erbij.",
        ));
    }
    let boom = args.begin.as_deref().map(|id| app.content.tree(id)).transpose()?;
    let before = match &boom {
        Some(boom) => Walk::new(boom),
        None => gelopen(&dossier, &chosen(&dossier, args.regel)?, &app.kluis.view.model, &app.content)?.walk,
    };
    let kept = fitting(before, given)?;
    if let Some(boom) = &boom {
        let batch = begin_walk(&dossier, boom, app.clock.now());
        dossier = commit(app, dossier.id, batch)?;
    }
    let of = chosen(&dossier, args.regel)?;
    for given in &kept {
        let walk = gelopen(&dossier, &of, &app.kluis.view.model, &app.content)?.walk;
        let batch = answer(&dossier, &of, &walk, given.answer(), given.reden.trim(), app.clock.now());
        dossier = commit(app, dossier.id, batch)?;
    }
    let walk = gelopen(&dossier, &of, &app.kluis.view.model, &app.content)?.walk;
    if args.json {
        return json(&transcript(&walk), app, out);
    }
    out.page(&report(&walk, app.clock.today()))?;
    out.line("")?;
    out.line(&match kept.len() {
        0 if changes => format!("De checklist staat in casus {}, regel {}.", called(&dossier), of.nr),
        0 => format!("Er is niets veranderd in casus {}.", called(&dossier)),
        1 => format!("Eén antwoord is opgeslagen in casus {}.", called(&dossier)),
        count => format!("{count} antwoorden zijn opgeslagen in casus {}.", called(&dossier)),
    })
}

/// The walk that is meant: the one that began on this line, or the last.
fn chosen(dossier: &Dossier, regel: Option<u32>) -> Result<Loop, Fault> {
    let found = match regel {
        Some(nr) => dossier.lopen.iter().find(|of| of.nr == nr),
        None => dossier.lopen.last(),
    };
    found.cloned().ok_or_else(|| {
        let begun: Vec<String> = dossier.lopen.iter().map(|of| format!("regel {} ({})", of.nr, of.checklist)).collect();
        let waarom = if begun.is_empty() {
            "In deze casus is nog geen checklist begonnen.".to_owned()
        } else {
            format!("Begonnen zijn: {}.", begun.join(", "))
        };
        Fault::input(
            "Deze checklist is er niet in de casus.",
            waarom,
            "Begin er een met --begin, bijvoorbeeld --begin meldcode-basis.",
        )
    })
}

/// The answers that change something, all of which fit one after the other: an input with a slip in it changes nothing.
fn fitting(mut walk: Walk, given: Vec<Given>) -> Result<Vec<Given>, Fault> {
    let mut kept = Vec::new();
    for (at, given) in given.into_iter().enumerate() {
        let answer = given.answer();
        let unfit = |misfit| {
            let mut fault = misplaced(at, &misfit);
            fault.advies = format!("{} Er is niets opgeslagen.", fault.advies);
            fault
        };
        match walk.steps().iter().position(|step| step.answer.knoop == answer.knoop) {
            Some(earlier) if walk.steps()[earlier].answer == answer => continue,
            Some(_) if given.reden.trim().is_empty() => {
                return Err(Fault::input(
                    format!("Antwoord {} is een ander antwoord dan er staat.", at + 1),
                    "Bij een vraag die al beantwoord is, hoort een reden.",
                    "Zet er \"reden\" bij. Er is niets opgeslagen.",
                )
                .at(answer.knoop));
            }
            Some(earlier) => {
                walk.revise(earlier, answer).map_err(unfit)?;
                walk.resume();
            }
            None => walk.answer(answer).map_err(unfit)?,
        }
        kept.push(given);
    }
    Ok(kept)
}
