//! `aandacht casus ongedaan` and `opnieuw`.

use super::super::kluis::By;
use super::super::output::Output;
use super::{called, commit, open_at};
use crate::app::App;
use crate::domain::casus::{redo as do_again, redoable, undo as take_back, undoable};
use crate::domain::fault::Fault;

/// Arguments of `ongedaan` and `opnieuw`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Nummer of code van de casus
    #[arg(value_name = "CASUS")]
    casus: String,
    #[command(flatten)]
    by: By,
}

/// Takes the last act back. It stays readable.
///
/// # Errors
/// There is nothing to take back, or the vault refuses.
pub fn undo(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let dossier = open_at(&args.casus, &args.by, app)?;
    let last = undoable(&dossier).map(|lijn| (lijn.regel.nr, lijn.nu.word()));
    let Some(((nr, word), batch)) = last.zip(take_back(&dossier, app.clock.now())) else {
        return Err(Fault::input(
            "Er is niets om ongedaan te maken.",
            "De casus is alleen begonnen.",
            "Noteer eerst iets.",
        ));
    };
    let now = commit(app, dossier.id, batch)?;
    out.line(&format!("Ongedaan gemaakt in casus {}: regel {nr}, {word}. De regel blijft leesbaar.", called(&now)))
}

/// Does again what was taken back last.
///
/// # Errors
/// Nothing was, or something was done since, or the vault refuses.
pub fn redo(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let dossier = open_at(&args.casus, &args.by, app)?;
    let about = redoable(&dossier).and_then(|lijn| lijn.regel.wat.about()).and_then(|nr| dossier.lijn(nr));
    let undone = about.map(|lijn| (lijn.regel.nr, lijn.nu.word()));
    let Some(((nr, word), batch)) = undone.zip(do_again(&dossier, app.clock.now())) else {
        return Err(Fault::input(
            "Er is niets om opnieuw te doen.",
            "Er is niets ongedaan gemaakt, of daarna is er iets anders gedaan.",
            "Noteer het opnieuw.",
        ));
    };
    let now = commit(app, dossier.id, batch)?;
    out.line(&format!("Geldt weer in casus {}: regel {nr}, {word}.", called(&now)))
}
