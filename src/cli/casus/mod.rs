//! `aandacht casus`: casussen without a screen, by the same use cases as the screens. No text of a casus is ever an
//! argument: it comes from standard input.

mod afdruk;
mod agenda;
mod antwoord;
mod invoer;
mod keuze;
mod lijst;
mod nieuw;
mod noteer;
mod ongedaan;
mod rijen;
mod sluit;
mod toon;
mod velden;
mod vernietig;
mod zoek;

use std::io::{IsTerminal, stdin};
use std::path::Path;

use clap::Subcommand;
use serde::Serialize;

use super::kluis::{self, By};
use super::output::{self, Output};
use crate::app::{App, machine, oefening};
use crate::domain::casus::{Dossier, dossiers};
use crate::domain::fault::Fault;
use crate::domain::inhoud::MAX_BYTES;
use crate::domain::kluis::{Batch, KluisAct, RecordId, WATERMERK};

/// Arguments of `casus`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// Werk in de oefenkluis, met verzonnen casussen; die vraagt geen wachtwoord
    #[arg(long, global = true)]
    oefening: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin een casus; de schuilnaam komt van standaardinvoer
    Nieuw(nieuw::Args),
    /// Schrijf een regel in een casus; de tekst komt van standaardinvoer
    Noteer(noteer::Args),
    /// Beantwoord een checklist in een casus; de antwoorden komen van standaardinvoer
    Antwoord(antwoord::Args),
    /// De casussen, met hun nummer en code
    Lijst(lijst::Args),
    /// Een casus: tijdlijn, checklists, wat loopt en wat nog ontbreekt
    Toon(toon::Args),
    /// Zoek in de eigen casussen; de woorden komen van standaardinvoer
    Zoek(zoek::Args),
    /// Wat er nog komt of al had gemoeten
    Agenda(agenda::Args),
    /// Maak de laatste handeling in een casus ongedaan
    Ongedaan(ongedaan::Args),
    /// Doe opnieuw wat ongedaan gemaakt is
    Opnieuw(ongedaan::Args),
    /// Schrijf een afdruk als bestand, versleuteld tenzij u anders zegt
    Afdruk(afdruk::Args),
    /// Sluit een casus; de velden komen van standaardinvoer
    Sluit(sluit::Args),
    /// Verwijder een casus voorgoed, met zijn sleutel
    Vernietig(vernietig::Args),
}

impl Args {
    /// Whether standard output is a file of a kind of its own, which bears its own watermark.
    fn is_raw(&self) -> bool {
        match &self.command {
            Command::Afdruk(args) => args.to_stdout(),
            Command::Agenda(args) => args.to_stdout(),
            _ => false,
        }
    }

    /// Whether faults are told as JSON.
    pub fn wants_json(&self) -> bool {
        match &self.command {
            Command::Nieuw(args) => args.json,
            Command::Antwoord(args) => args.json,
            Command::Lijst(args) => args.json,
            Command::Toon(args) => args.json,
            Command::Zoek(args) => args.json,
            Command::Agenda(args) => args.json,
            Command::Noteer(_)
            | Command::Ongedaan(_)
            | Command::Opnieuw(_)
            | Command::Afdruk(_)
            | Command::Sluit(_)
            | Command::Vernietig(_) => false,
        }
    }
}

/// Runs a `casus` command.
///
/// # Errors
/// What is wrong with the input, or what the vault reports.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    if let Command::Noteer(args) = &args.command
        && args.only_fields()
    {
        return velden::show(args.form(), app, out);
    }
    if args.oefening {
        oefening::open(app)?;
        if !args.wants_json() && !args.is_raw() {
            out.line(WATERMERK)?;
        }
    }
    let done = match &args.command {
        Command::Nieuw(args) => nieuw::run(args, app, out),
        Command::Noteer(args) => noteer::run(args, app, out),
        Command::Antwoord(args) => antwoord::run(args, app, out),
        Command::Lijst(args) => lijst::run(args, app, out),
        Command::Toon(args) => toon::run(args, app, out),
        Command::Zoek(args) => zoek::run(args, app, out),
        Command::Agenda(args) => agenda::run(args, app, out),
        Command::Ongedaan(args) => ongedaan::undo(args, app, out),
        Command::Opnieuw(args) => ongedaan::redo(args, app, out),
        Command::Afdruk(args) => afdruk::run(args, app, out),
        Command::Sluit(args) => sluit::run(args, app, out),
        Command::Vernietig(args) => vernietig::run(args, app, out),
    };
    // Closed in order whatever came of it; what goes wrong in closing counts when nothing else did.
    let left = app.kluis.leave_quietly();
    done.and(left)
}

/// Opens the vault, unless it is open: that of practice asks nothing.
fn open(by: &By, app: &mut App) -> Result<(), Fault> {
    if app.kluis.view.state.is_open() { Ok(()) } else { kluis::open(by, app).map(|_| ()) }
}

/// Opens the vault and finds a casus in it.
fn open_at(casus: &str, by: &By, app: &mut App) -> Result<Dossier, Fault> {
    open(by, app)?;
    keuze::find(&dossiers(&app.kluis.view.model), casus)
}

/// Keeps what was done, and gives the casus as it stands now.
fn commit(app: &mut App, casus: RecordId, batch: Batch) -> Result<Dossier, Fault> {
    app.kluis.run(KluisAct::Commit(batch))?;
    crate::domain::casus::dossier(&app.kluis.view.model, casus).ok_or_else(|| {
        Fault::internal(
            "De casus is er niet meer.",
            "Hij was er nog toen dit begon.",
            "Controleer de kluis met: aandacht kluis controleer",
        )
    })
}

/// Prints a value as JSON, with its watermark when it is practice.
fn json(value: &impl Serialize, app: &App, out: &mut Output) -> Result<(), Fault> {
    out.marked(value, app.dirs.watermerk())
}

/// Whether a person types the input here.
fn is_typed() -> bool {
    stdin().is_terminal()
}

/// Standard input as text, all of it. A person who types it is told how to end.
fn read_text(what: &str) -> Result<String, Fault> {
    if is_typed() {
        output::complain(&format!("{what} Sluit af met Ctrl-D op een lege regel."));
    }
    let (name, bytes) = machine::read_input(Path::new("-"))?;
    if bytes.len() > MAX_BYTES {
        return Err(Fault::input(
            "Deze invoer is te groot.",
            format!("Ik lees niet meer dan {} MB in één keer.", MAX_BYTES / 1024 / 1024),
            "Verdeel de tekst over meer regels. Er is niets opgeslagen.",
        )
        .at(name));
    }
    String::from_utf8(bytes).map_err(|_| {
        Fault::input("Deze invoer kan ik niet lezen.", "Het is geen tekst in UTF-8.", "Bewaar de tekst als UTF-8.")
            .at(name)
    })
}

/// How a casus is called in what is said about it.
fn called(dossier: &Dossier) -> String {
    format!("{} ({})", dossier.pseudoniem, dossier.code())
}
