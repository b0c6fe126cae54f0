//! `aandacht oefening uitdelen`.

use std::path::PathBuf;

use super::super::output::Output;
use crate::app::{App, uitvoer};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Document, Reader};
use crate::domain::oefening::{casus, uitdelen, weegboom};

/// Arguments of `uitdelen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Code of id van de casus, zoals C06
    #[arg(value_name = "CASUS")]
    casus: String,
    /// Hoeveel spelers; zonder dit zoveel als de casus er noemt
    #[arg(long, value_name = "AANTAL")]
    spelers: Option<usize>,
    /// In welke map; zonder dit bij uw documenten
    #[arg(long, value_name = "MAP")]
    naar: Option<PathBuf>,
}

/// Writes the sheets of a case: one a player, and the leader's. Nothing is written when one of them stands there already.
///
/// # Errors
/// There is no such case, so many players cannot share it, or a file cannot be written.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let file = casus(&app.content, &args.casus)?;
    let tree = app.content.tree(&file.inhoud.boom).ok().and_then(|tree| weegboom(&tree));
    let bladen = uitdelen(&file, args.spelers, tree.as_deref())?;
    let sheets: Vec<(PathBuf, _)> = bladen
        .into_iter()
        .map(|blad| {
            let name = format!("{}.md", blad.naam);
            let path = args.naar.as_ref().map_or_else(|| uitvoer::place(&name, false), |folder| folder.join(&name));
            (path, Document::Page(blad.blokken))
        })
        .collect();
    sheets.iter().try_for_each(|(path, _)| uitvoer::is_free(path))?;
    for (path, document) in &sheets {
        uitvoer::write_readable(path, &uitvoer::practice(document)?)?;
    }
    for (at, (path, _)) in sheets.iter().enumerate() {
        let whose = if at == 0 { "de leider".to_owned() } else { format!("speler {at}") };
        out.line(&format!("Voor {whose}: {}", path.display()))?;
    }
    Ok(())
}
