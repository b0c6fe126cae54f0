//! `aandacht casus sluit`.

use super::super::kluis::By;
use super::super::output::Output;
use super::{noteer, open_at};
use crate::app::App;
use crate::domain::casus::Formulier;
use crate::domain::fault::Fault;

/// Arguments of `sluit`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Op standaardinvoer staan de velden, zoals bij noteer:

  reden: overgedragen

  Wat nog goed is om te weten.

De velden zijn reden, toelichting en vernietigen_vanaf.")]
pub struct Args {
    /// Nummer of code van de casus
    #[arg(value_name = "CASUS")]
    casus: String,
    #[command(flatten)]
    by: By,
}

/// Closes a casus, and says what comes after.
///
/// # Errors
/// It is closed already, a field is missing or unknown, or the vault refuses.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let dossier = open_at(&args.casus, &args.by, app)?;
    let (wat, delen) = noteer::from_input(Formulier::Sluiten, None, &dossier, app)?;
    noteer::keep(wat, delen, &dossier, app, out)?;
    let code = dossier.code();
    out.line("De casus is gesloten. Het dossier is dat van uw organisatie:")?;
    out.line(&format!("  draag over met    aandacht casus afdruk {code} --soort volledig"))?;
    out.line(&format!("  vernietig hier    aandacht casus vernietig {code} --regel na-overdracht"))
}
