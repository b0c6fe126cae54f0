//! `aandacht oefening toon`.

use super::super::checklists::print_source;
use super::super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::inhoud::Soort;
use crate::domain::oefening::{casus, casusblad, weegboom, werkvorm, werkvormblad};

/// Arguments of `toon`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Code of id, zoals M01, W08 of C06
    #[arg(value_name = "CODE")]
    code: String,
    /// Het bestand zelf, als JSON
    #[arg(long)]
    pub json: bool,
}

/// Shows a method, an exercise, a programme or a case.
///
/// # Errors
/// There is none with this code or id.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    if let Ok(file) = casus(&app.content, &args.code) {
        if args.json {
            return print_source(app, out, &file.kop.id);
        }
        let tree = app.content.tree(&file.inhoud.boom).ok().and_then(|tree| weegboom(&tree));
        let eigen = app.content.is_own_file(Soort::Casus, &file.kop.id);
        return out.page(&casusblad(&file, eigen, tree.as_deref()));
    }
    let file = werkvorm(&app.content, &args.code).map_err(|fault| Fault {
        wat: format!("Er is geen methode, oefening, programma of casus \"{}\".", args.code),
        ..fault
    })?;
    if args.json {
        return print_source(app, out, &file.kop.id);
    }
    out.page(&werkvormblad(&file, app.content.is_own_file(Soort::Werkvorm, &file.kop.id)))
}
