//! `aandacht intervisie`: groups over the year without a screen. A group is meant by its code; nothing it prints names
//! anybody.

mod acties;
mod agenda;
mod groepen;
mod jaar;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use jiff::civil::Date;

use super::kluis::{self, By};
use super::output::Output;
use crate::app::{App, oefening, uitvoer};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Document};
use crate::domain::kluis::{Model, RecordId, WATERMERK};
use crate::domain::sessie::groep::{Groep, groepen, met_code};

/// Arguments of `intervisie`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// Werk in de oefenkluis; die vraagt geen wachtwoord
    #[arg(long, global = true)]
    oefening: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// De groepen: volgende bijeenkomst, wie aan de beurt is, wat open staat
    Groepen(groepen::Args),
    /// Wat afgesproken is en nog niet gedaan
    Acties(acties::Args),
    /// De geplande bijeenkomsten, of met --naar een iCalendar-bestand
    Agenda(agenda::Args),
    /// Het jaaroverzicht, in Markdown
    Jaar(jaar::Args),
    /// De signalen voor de regio uit een jaar, in Markdown
    Signalen(jaar::Signalen),
}

/// How the kluis opens, and how the answer is printed.
#[derive(Debug, clap::Args)]
pub struct Hoe {
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Of which group.
#[derive(Debug, clap::Args)]
pub struct Welke {
    /// Alleen deze groep
    #[arg(long, value_name = "CODE")]
    groep: Option<String>,
}

/// Where a document goes.
#[derive(Debug, clap::Args)]
pub struct Naar {
    /// Schrijf het in dit bestand, of naar - (standaarduitvoer); er mag nog niets staan
    #[arg(long, value_name = "BESTAND", conflicts_with = "json")]
    naar: Option<PathBuf>,
}

/// Which year.
#[derive(Debug, clap::Args)]
pub struct Welk {
    /// Welk jaar; anders dit jaar
    #[arg(long, value_name = "JAAR", value_parser = clap::value_parser!(i16).range(2000..=2200))]
    jaar: Option<i16>,
}

impl Args {
    /// Whether faults are told as JSON.
    pub fn wants_json(&self) -> bool {
        match &self.command {
            Command::Groepen(args) => args.hoe.json,
            Command::Acties(args) => args.hoe.json,
            Command::Agenda(args) => args.hoe.json,
            Command::Jaar(args) => args.hoe.json,
            Command::Signalen(args) => args.hoe.json,
        }
    }

    /// Whether standard output is a document, which bears its own watermark.
    fn is_raw(&self) -> bool {
        match &self.command {
            Command::Groepen(_) | Command::Acties(_) => false,
            Command::Agenda(args) => args.naar.is_stdout(),
            Command::Jaar(args) => args.naar.file().is_none(),
            Command::Signalen(args) => args.naar.file().is_none(),
        }
    }
}

/// Runs an `intervisie` command.
///
/// # Errors
/// What is wrong with the input, or what the vault reports.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    if args.oefening {
        oefening::open(app)?;
        if !args.wants_json() && !args.is_raw() {
            out.line(WATERMERK)?;
        }
    }
    let done = match &args.command {
        Command::Groepen(args) => groepen::run(args, app, out),
        Command::Acties(args) => acties::run(args, app, out),
        Command::Agenda(args) => agenda::run(args, app, out),
        Command::Jaar(args) => jaar::run(args, app, out),
        Command::Signalen(args) => jaar::signals(args, app, out),
    };
    // Closed in order whatever came of it; what goes wrong in closing counts when nothing else did.
    let left = app.kluis.leave_quietly();
    done.and(left)
}

impl Hoe {
    /// Opens the vault, unless it is open: that of practice asks nothing.
    fn open(&self, app: &mut App) -> Result<(), Fault> {
        if app.kluis.view.state.is_open() { Ok(()) } else { kluis::open(&self.by, app).map(|_| ()) }
    }
}

impl Welke {
    /// The group that is meant; nothing for all of them.
    fn zoek<'a>(&self, model: &'a Model) -> Result<Option<(RecordId, &'a Groep)>, Fault> {
        let Some(code) = &self.groep else { return Ok(None) };
        let found = met_code(model, code);
        found.map(Some).ok_or_else(|| {
            let known: Vec<&str> = groepen(model).into_iter().map(|(_, groep)| groep.code.as_str()).collect();
            let waarom = match known.is_empty() {
                true => "In de kluis staat nog geen groep.".to_owned(),
                false => format!("Wel bekend: {}.", known.join("; ")),
            };
            Fault::input("Deze groep ken ik niet.", waarom, "Kijk met: aandacht intervisie groepen").at(code.as_str())
        })
    }
}

impl Naar {
    fn is_stdout(&self) -> bool {
        self.naar.as_deref() == Some(Path::new("-"))
    }

    /// The file that it goes to; nothing for standard output.
    fn file(&self) -> Option<&Path> {
        self.naar.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// That the file can be made: asked before anything else.
    fn is_free(&self) -> Result<(), Fault> {
        self.file().map_or(Ok(()), uitvoer::is_free)
    }

    /// Writes a document to the file, or to standard output.
    fn schrijf(&self, document: &Document, wat: &str, app: &App, out: &mut Output) -> Result<(), Fault> {
        let bytes = uitvoer::document(app, document)?;
        match self.file() {
            None => out.bytes(&bytes),
            Some(path) => {
                uitvoer::write_readable(path, &bytes)?;
                out.line(&format!("{wat} in {}.", path.display()))
            }
        }
    }
}

impl Welk {
    fn of(&self, today: Date) -> i16 {
        self.jaar.unwrap_or_else(|| today.year())
    }
}

/// The parts of a page under their headings, for JSON.
#[derive(Default, serde::Serialize)]
struct Deel {
    kop: String,
    regels: Vec<Regel>,
}

#[derive(serde::Serialize)]
struct Regel {
    #[serde(skip_serializing_if = "Option::is_none")]
    wat: Option<String>,
    tekst: String,
}

/// The parts of a page; what stands before the first heading has an empty one.
fn delen(page: &[Block]) -> Vec<Deel> {
    let mut parts = vec![Deel::default()];
    for block in page {
        let (wat, tekst) = match block {
            Block::Heading(kop) => {
                parts.push(Deel { kop: kop.clone(), regels: Vec::new() });
                continue;
            }
            Block::Pair(wat, tekst) => (Some(wat.clone()), tekst.clone()),
            Block::Point(tekst) => (None, tekst.clone()),
            _ => continue,
        };
        if let Some(part) = parts.last_mut() {
            part.regels.push(Regel { wat, tekst });
        }
    }
    parts.retain(|part| !part.regels.is_empty());
    parts
}
