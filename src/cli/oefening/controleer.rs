//! `aandacht oefening controleer`.

use std::path::Path;

use super::super::checklists::{problems_as_json, report_problems};
use super::super::output::Output;
use crate::app::{App, machine};
use crate::domain::anoniem::{Anoniemcontrole, Eigen, Zwaarte, let_op, uitleg};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::inhoud::{Inhoud, Problem, Problems, Soort, read};
use crate::domain::oefening::{casus, werkvorm};

/// Arguments of `controleer`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Bestand, map, code of id
    #[arg(value_name = "PAD")]
    wat: String,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Checks material of one's own, as loading does.
///
/// # Errors
/// There is nothing of that name, or it has problems.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let path = Path::new(&args.wat);
    let (checked, mut problems) = if path.exists() { machine::check_content(path)? } else { by_id(&args.wat, app)? };
    let (moet, kijk_na) = herkenbaar(&args.wat, app)?;
    problems.extend(moet);
    if args.json {
        problems_as_json(out, checked, &problems)?;
    } else if !kijk_na.is_empty() {
        out.page(&kijk_na)?;
    }
    report_problems(out, checked, &problems, args.json)
}

/// What in a case of one's own could point to a person: what has to go, as problems, and what to look at again. Every
/// case is made up, and one made from a memory keeps a name too easily.
fn herkenbaar(named: &str, app: &App) -> Result<(Vec<Problem>, Vec<Block>), Fault> {
    let path = Path::new(named);
    let file = if path.is_file() {
        let (name, bytes) = machine::read_input(path)?;
        match read(&bytes, &name) {
            Ok(Inhoud::Casus(file)) => Some((name, file.inhoud)),
            _ => None,
        }
    } else {
        let own = |id: &str| app.content.entries(Soort::Casus).iter().any(|entry| entry.own && entry.id == id);
        let found = casus(&app.content, named).ok().filter(|file| own(&file.kop.id));
        found.map(|file| (file.kop.id.clone(), file.inhoud.clone()))
    };
    let Some((name, file)) = file else { return Ok((Vec::new(), Vec::new())) };
    let controle = Anoniemcontrole::nieuw(&app.content.anoniem()?.inhoud, &Eigen::default());
    let (mut problems, mut said, mut found) = (Problems::of(&name), Vec::new(), Vec::new());
    for (place, text) in file.teksten() {
        for one in controle.controleer(text) {
            match one.zwaarte {
                Zwaarte::Moet => problems.add(
                    &*place,
                    format!("Hier staat een {}.", one.soort.naam()),
                    "Haal het weg: een oefencasus is verzonnen, en zo'n nummer hoort bij iemand.",
                ),
                Zwaarte::Waarschuwing => said.push(Block::Point(format!("{place}: {}", uitleg(&one, text)))),
            }
            found.push(one);
        }
    }
    if !said.is_empty() {
        said.insert(0, Block::Heading("Kijk na of dit verzonnen is".to_owned()));
        said.push(Block::Text(let_op(&found).to_owned()));
    }
    Ok((problems.into_vec(), said))
}

/// What is in the program under this code or id, also when it was left out because of its problems.
fn by_id(named: &str, app: &App) -> Result<(usize, Vec<Problem>), Fault> {
    let found = [
        casus(&app.content, named).ok().map(|file| (Soort::Casus, file.kop.id.clone())),
        werkvorm(&app.content, named).ok().map(|file| (Soort::Werkvorm, file.kop.id.clone())),
    ];
    let known: Vec<(Soort, String)> = found.into_iter().flatten().collect();
    let looked_at = if known.is_empty() {
        [Soort::Casus, Soort::Werkvorm].map(|soort| (soort, named.to_owned())).to_vec()
    } else {
        known.clone()
    };
    let mut problems: Vec<Problem> = Vec::new();
    for problem in looked_at.iter().flat_map(|(soort, id)| app.content.check(*soort, id)) {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    if known.is_empty() && problems.is_empty() {
        let there = app.content.entries(Soort::Casus).len() + app.content.entries(Soort::Werkvorm).len();
        return Err(Fault::input(
            "Dit is geen bestand, en geen code of id.",
            format!("Er zijn {there} methoden, oefeningen, programma's en casussen; deze zit er niet bij."),
            "Kijk of het pad klopt, of kies uit: aandacht oefening lijst",
        )
        .at(named));
    }
    Ok((known.len().max(1), problems))
}
