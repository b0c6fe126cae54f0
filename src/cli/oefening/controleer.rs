//! `aandacht oefening controleer`.

use std::path::Path;

use super::super::checklists::{problems_as_json, report_problems};
use super::super::output::Output;
use crate::app::{App, machine};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::inhoud::{Problem, Soort};
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
    let (checked, problems) = if path.exists() { machine::check_content(path)? } else { by_id(&args.wat, app)? };
    if args.json {
        problems_as_json(out, checked, &problems)?;
    }
    report_problems(out, checked, &problems, args.json)
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
