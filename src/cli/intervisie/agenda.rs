//! `aandacht intervisie agenda`.

use jiff::civil::Date;
use serde::Serialize;

use super::super::output::Output;
use super::{Hoe, Naar, Welke};
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Document;
use crate::domain::sessie::groep::{Bijeenkomst, agenda, bijeenkomst_tekst};

/// Arguments of `agenda`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    welke: Welke,
    #[command(flatten)]
    pub naar: Naar,
    #[command(flatten)]
    pub hoe: Hoe,
}

#[derive(Serialize)]
struct Shape<'a> {
    bijeenkomsten: Vec<Rij<'a>>,
}

/// A meeting.
#[derive(Serialize)]
pub struct Rij<'a> {
    groep: &'a str,
    datum: Date,
    /// `15.30`; nothing for a whole day.
    tijd: Option<String>,
    minuten: u16,
    vervallen: bool,
}

impl Rij<'_> {
    /// The row of a meeting of the group with this code.
    pub fn of<'a>(code: &'a str, one: &Bijeenkomst) -> Rij<'a> {
        Rij {
            groep: code,
            datum: one.datum,
            tijd: one.tijd.map(|tijd| format!("{}.{:02}", tijd.hour(), tijd.minute())),
            minuten: one.minuten,
            vervallen: one.vervallen,
        }
    }
}

/// Shows the meetings that are still to come, or writes all of them as a calendar.
///
/// # Errors
/// The vault does not open, the group is not known, or the file cannot be written.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.naar.is_free()?;
    args.hoe.open(app)?;
    let model = &app.kluis.view.model;
    let mut found = agenda(model, args.welke.zoek(model)?.map(|(id, _)| id));
    if args.naar.naar.is_some() {
        let document = Document::Bijeenkomsten(found, app.clock.now().stamp);
        return args.naar.schrijf(&document, "De bijeenkomsten staan", app, out);
    }
    found.retain(|one| one.bijeenkomst.datum >= app.clock.today());
    if args.hoe.json {
        let rows = found.iter().map(|one| Rij::of(&one.code, &one.bijeenkomst)).collect();
        return out.marked(&Shape { bijeenkomsten: rows }, app.dirs.watermerk());
    }
    if found.is_empty() {
        return out.line("Er is geen bijeenkomst gepland.");
    }
    found.iter().try_for_each(|one| out.line(&format!("{}: {}", one.code, bijeenkomst_tekst(&one.bijeenkomst))))
}
