//! `aandacht casus agenda`.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;

use super::super::kluis::By;
use super::super::output::Output;
use super::rijen::Afspraakrij;
use super::{json, open};
use crate::app::{App, uitvoer};
use crate::domain::casus::{Afspraak, agenda, dossiers};
use crate::domain::dates;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Document;

/// Arguments of `agenda`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Schrijf een iCalendar-bestand, of - voor standaarduitvoer; er staat geen woord van een casus in
    #[arg(long, value_name = "BESTAND", conflicts_with = "json")]
    ical: Option<PathBuf>,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

impl Args {
    /// Whether a calendar goes to standard output.
    pub fn to_stdout(&self) -> bool {
        self.ical.as_deref() == Some(Path::new("-"))
    }
}

#[derive(Serialize)]
struct Shape {
    afspraken: Vec<Afspraakrij>,
}

/// Shows what is due in every casus, the earliest first.
///
/// # Errors
/// The vault does not open, or the file cannot be written.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    open(&args.by, app)?;
    let today = app.clock.today();
    let due = agenda(&dossiers(&app.kluis.view.model));
    if let Some(path) = &args.ical {
        let bytes = uitvoer::document(app, &Document::Agenda(due, app.clock.now().stamp))?;
        if args.to_stdout() {
            return out.bytes(&bytes);
        }
        uitvoer::write_readable(path, &bytes)?;
        return out.line(&format!("De agenda staat in {}.", path.display()));
    }
    if args.json {
        return json(&Shape { afspraken: due.iter().map(|one| Afspraakrij::of(one, today)).collect() }, app, out);
    }
    if due.is_empty() {
        return out.line("Er loopt geen termijn en er staat geen actie met een dag.");
    }
    due.iter().try_for_each(|one| {
        let line = one.regel.map(|nr| format!(" regel {nr}")).unwrap_or_default();
        out.line(&format!("{:<11} {} ({} {}{line})", one.nabij(today).word(), day(one), one.code, one.pseudoniem))
    })
}

/// Something that is due, in a sentence.
pub fn shown(afspraak: &Afspraak, today: Date) -> String {
    format!("{}: {}", afspraak.nabij(today).word(), day(afspraak))
}

fn day(afspraak: &Afspraak) -> String {
    format!("{}, {}", dates::long(afspraak.datum), afspraak.shown())
}
