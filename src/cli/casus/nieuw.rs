//! `aandacht casus nieuw`.

use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::super::kluis::By;
use super::super::output::Output;
use super::{json, keuze, noteer, open, read_text};
use crate::app::App;
use crate::domain::casus::{Dossier, Rol, begin, dossiers, nieuw_line};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Draft, SECTOREN};
use crate::domain::kluis::KluisAct;
use crate::domain::pseudoniem::propose;

/// Arguments of `nieuw`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// De sector waarin u deze casus draagt; zonder dit die van de instellingen
    #[arg(long, value_name = "ID", value_parser = PossibleValuesParser::new(SECTOREN.iter().map(|(id, _)| *id)))]
    sector: Option<String>,
    /// Uw rol
    #[arg(long, value_name = "ROL", default_value = "aandachtsfunctionaris", value_parser = PossibleValuesParser::new(Rol::ALL.iter().map(|rol| rol.id())))]
    rol: String,
    /// Laat het programma een schuilnaam kiezen en lees niets
    #[arg(long)]
    stel_voor: bool,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Made<'a> {
    nummer: usize,
    code: String,
    pseudoniem: &'a str,
    sector: &'a str,
    rol: &'a str,
}

/// Begins a casus and says by what it is found.
///
/// # Errors
/// The vault does not open or cannot be written.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    open(&args.by, app)?;
    let before = dossiers(&app.kluis.view.model);
    let typed =
        if args.stel_voor { String::new() } else { read_text("Typ een schuilnaam, of niets voor een voorstel.")? };
    let typed = typed.lines().next().unwrap_or_default().trim();
    let now = app.clock.now();
    let proposed = || {
        let taken: Vec<&str> = before.iter().map(|dossier| dossier.pseudoniem.as_str()).collect();
        propose(now.seed(), &taken)
    };
    let mut draft = Draft::default();
    draft.set("pseudoniem", &if typed.is_empty() { proposed() } else { typed.to_owned() });
    draft.set("sector", args.sector.as_deref().unwrap_or(&app.settings.sector));
    draft.set("rol", &args.rol);
    let (pseudoniem, sector, rol) =
        nieuw_line(&draft, now.local.date()).map_err(|faults| super::invoer::refused(&[], &faults))?;
    noteer::warn_of_label(&pseudoniem);
    app.kluis.run(KluisAct::Commit(begin(&pseudoniem, &sector, rol, None, now)))?;
    let after = dossiers(&app.kluis.view.model);
    let is_new = |dossier: &&Dossier| before.iter().all(|other| other.id != dossier.id);
    let Some(made) = after.iter().find(is_new) else { return Ok(()) };
    if args.json {
        return json(
            &Made {
                nummer: keuze::number(&after, made),
                code: made.code(),
                pseudoniem: &made.pseudoniem,
                sector: &made.sector,
                rol: made.rol.id(),
            },
            app,
            out,
        );
    }
    out.line(&format!("Casus {} is begonnen. De code is {}.", made.pseudoniem, made.code()))?;
    out.line(&format!("Schrijf iets op met: aandacht casus noteer {}", made.code()))
}
