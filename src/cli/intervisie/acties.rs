//! `aandacht intervisie acties`.

use jiff::civil::Date;
use serde::Serialize;

use super::super::output::Output;
use super::{Hoe, Welke};
use crate::app::App;
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::sessie::groep::{OpenActie, groep, open_acties};

/// Arguments of `acties`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    welke: Welke,
    #[command(flatten)]
    pub hoe: Hoe,
}

#[derive(Serialize)]
struct Shape<'a> {
    acties: Vec<Rij<'a>>,
}

#[derive(Serialize)]
struct Rij<'a> {
    /// Code of the group.
    groep: Option<&'a str>,
    /// The day of the session.
    sessie: Date,
    wat: &'a str,
    /// Who, by function.
    rol: &'a str,
    voor: Option<Date>,
    te_laat: bool,
}

/// Shows what is not done yet, what has to be done first at the top.
///
/// # Errors
/// The vault does not open, or the group is not known.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.hoe.open(app)?;
    let today = app.clock.today();
    let model = &app.kluis.view.model;
    let found = open_acties(model, args.welke.zoek(model)?.map(|(id, _)| id));
    let code = |one: &OpenActie| one.groep.and_then(|id| groep(model, id)).map(|groep| groep.code.as_str());
    if args.hoe.json {
        let rows = found.iter().map(|one| Rij {
            groep: code(one),
            sessie: one.datum,
            wat: &one.actie.wat,
            rol: &one.actie.rol,
            voor: one.actie.voor,
            te_laat: one.is_te_laat(today),
        });
        return out.marked(&Shape { acties: rows.collect() }, app.dirs.watermerk());
    }
    if found.is_empty() {
        return out.line("Er staan geen acties open.");
    }
    found.iter().try_for_each(|one| {
        let when = match one.actie.voor {
            Some(voor) => dates::due(voor, today),
            None => "zonder datum".to_owned(),
        };
        let of = code(one).map(|code| format!(", {code}")).unwrap_or_default();
        out.line(&format!("{when}: {} ({}{of})", one.actie.wat, one.actie.rol))
    })
}
