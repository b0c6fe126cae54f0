//! `aandacht intervisie jaar` and `signalen`.

use jiff::civil::Date;
use serde::Serialize;

use super::super::output::Output;
use super::{Deel, Hoe, Naar, Welk, Welke, delen};
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Document;
use crate::domain::sessie::groep::{jaaroverzicht, signalen};

/// Arguments of `jaar`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    welke: Welke,
    #[command(flatten)]
    welk: Welk,
    #[command(flatten)]
    pub naar: Naar,
    #[command(flatten)]
    pub hoe: Hoe,
}

/// Arguments of `signalen`.
#[derive(Debug, clap::Args)]
pub struct Signalen {
    #[command(flatten)]
    welk: Welk,
    #[command(flatten)]
    pub naar: Naar,
    #[command(flatten)]
    pub hoe: Hoe,
}

#[derive(Serialize)]
struct Shape<'a> {
    jaar: i16,
    groep: Option<&'a str>,
    delen: Vec<Deel>,
}

#[derive(Serialize)]
struct Signaalshape {
    jaar: i16,
    signalen: Vec<String>,
}

/// Writes what came of a year, of a group or of all.
///
/// # Errors
/// The vault does not open, the group is not known, or the file cannot be written.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.naar.is_free()?;
    args.hoe.open(app)?;
    let today = app.clock.today();
    let model = &app.kluis.view.model;
    let (jaar, groep) = (args.welk.of(today), args.welke.zoek(model)?);
    let page = jaaroverzicht(model, groep.map(|(id, _)| id), jaar, today);
    if args.hoe.json {
        let shape = Shape { jaar, groep: groep.map(|(_, groep)| groep.code.as_str()), delen: delen(&page) };
        return out.marked(&shape, app.dirs.watermerk());
    }
    args.naar.schrijf(&Document::Page(page), "Het jaaroverzicht staat", app, out)
}

/// Writes the signals for the coordinator of the region.
///
/// # Errors
/// The vault does not open, or the file cannot be written.
pub fn signals(args: &Signalen, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.naar.is_free()?;
    args.hoe.open(app)?;
    let jaar = args.welk.of(app.clock.today());
    let day = |month, day| Date::new(jaar, month, day).unwrap_or_default();
    let page = signalen(&app.kluis.view.model, day(1, 1), day(12, 31));
    if args.hoe.json {
        let lines = delen(&page).into_iter().flat_map(|part| part.regels).map(|line| line.tekst);
        return out.marked(&Signaalshape { jaar, signalen: lines.collect() }, app.dirs.watermerk());
    }
    args.naar.schrijf(&Document::Page(page), "De signalen staan", app, out)
}
