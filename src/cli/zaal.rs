//! `aandacht zaal`: the room view.

use super::output::Output;
use crate::app::App;
use crate::app::zaal::kijker::{self, Adres};
use crate::domain::fault::Fault;
use crate::domain::zaal::pagina;

/// Arguments of `zaal`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// De code die op het scherm van de trainer staat; alleen nodig als daar een code staat
    #[arg(long, value_name = "CODE")]
    code: Option<String>,
    /// Toon één keer wat er nu te zien is, als tekst, en stop
    #[arg(long)]
    eenmaal: bool,
}

/// Shows on a second screen what the trainer shows the group. It opens no kluis.
///
/// # Errors
/// It is no code, the terminal cannot be used, or there is nothing to show once.
pub fn run(args: &Args, app: &App, lines: bool, out: &mut Output) -> Result<(), Fault> {
    if !args.eenmaal {
        return kijker::open(app, args.code.as_deref(), lines);
    }
    let beeld = kijker::eenmaal(&Adres::new(&app.dirs, args.code.as_deref())?)?;
    out.page(&pagina(&beeld, 0))
}
