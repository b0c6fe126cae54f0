//! `aandacht oefening start`, and `aandacht oefening CODE`.

use crate::app::{App, oefening};
use crate::domain::fault::Fault;
use crate::domain::oefening::spel::{Oefenbegin, groepen_kunnen, met_code};

/// Arguments of `start`.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Code van een oefening (W04) of van een casus (C06); zonder code gaat u verder met wat nog loopt, of kiest u
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// In hoeveel groepjes de zaal praat
    #[arg(long, value_name = "N", default_value_t = 4, requires = "code")]
    groepjes: u16,
    /// Hoeveel mensen hoogstens in een groepje
    #[arg(long, value_name = "M", default_value_t = 5, requires = "code")]
    grootte: u16,
    /// Code van de casus waarop u de oefening speelt
    #[arg(long, value_name = "CODE", requires = "code")]
    casus: Option<String>,
    /// Speel de casus als afwegingskader-oefening, en niet in ronden
    #[arg(long, requires = "code")]
    afwegen: bool,
}

/// Plays an exercise in the vault of practice, without asking a password.
///
/// # Errors
/// There is no such exercise or case, there cannot be such groups, or there is no screen to draw on.
pub fn run(args: &Args, app: &mut App, lines: bool) -> Result<(), Fault> {
    let Some(code) = &args.code else { return oefening::play(app, None, lines) };
    let (found, casus) = met_code(&app.content, code, args.casus.as_deref(), args.afwegen)?;
    groepen_kunnen(&vec![args.grootte; usize::from(args.groepjes)]).map_err(|fout| fout.to_fault())?;
    let begin = Oefenbegin {
        oefening: found.id,
        casus: casus.map(|casus| casus.id),
        groepjes: args.groepjes,
        grootte: args.grootte,
    };
    oefening::play(app, Some(begin), lines)
}
