//! `aandacht anoniem`: the anonymity check on a file or on what is typed. It prints no text of the user in a fault, and
//! never says that a text is anonymous.

use std::path::PathBuf;

use clap::Subcommand;
use serde::Serialize;

use super::kluis::{self, By};
use super::output::Output;
use crate::app::{App, machine, oefening};
use crate::domain::anoniem::{Anoniemcontrole, Eigen, Vondst, Zwaarte, let_op, regel_kolom, uitleg};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::kluis::WATERMERK;

/// Arguments of `anoniem`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Wat in een tekst naar iemand kan wijzen, met de reden; de controle zegt nooit dat een tekst anoniem is
    Controleer(Check),
}

#[derive(Debug, clap::Args)]
struct Check {
    /// Bestand met de tekst, of - voor standaardinvoer
    #[arg(value_name = "BESTAND")]
    bestand: PathBuf,
    /// Open de kluis, om ook de namen uit uw netwerk en de pseudoniemen van uw casussen te herkennen
    #[arg(long, conflicts_with = "oefening")]
    kluis: bool,
    #[command(flatten)]
    by: By,
    /// Hetzelfde met de oefenkluis, met verzonnen casussen; die vraagt geen wachtwoord
    #[arg(long)]
    oefening: bool,
    /// Uitvoer als JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Whether faults are told as JSON.
    pub fn wants_json(&self) -> bool {
        let Command::Controleer(check) = &self.command;
        check.json
    }
}

#[derive(Serialize)]
struct Shape<'a> {
    vondsten: Vec<Row<'a>>,
    let_op: &'static str,
}

#[derive(Serialize)]
struct Row<'a> {
    soort: &'static str,
    zwaarte: Zwaarte,
    tekst: &'a str,
    regel: usize,
    kolom: usize,
    begin: usize,
    einde: usize,
    reden: &'static str,
}

/// Runs an `anoniem` command.
///
/// # Errors
/// The text cannot be read, the kluis does not open, or something in the text has to be removed.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let Command::Controleer(check) = &args.command;
    let (name, bytes) = machine::read_input(&check.bestand)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Fault::input("Dit bestand is geen gewone tekst.", "Het is geen UTF-8.", "Bewaar het als tekst (UTF-8).")
            .at(&*name)
    })?;
    if text.trim().is_empty() {
        return Err(
            Fault::input("Er staat geen tekst in.", "De invoer is leeg.", "Geef een tekst om na te kijken.").at(name)
        );
    }
    let eigen = own(check, app)?;
    let lists = app.content.anoniem()?;
    let found = Anoniemcontrole::nieuw(&lists.inhoud, &eigen).controleer(&text);
    if check.json {
        let shape = Shape { vondsten: found.iter().map(|vondst| row(vondst, &text)).collect(), let_op: let_op(&found) };
        out.marked(&shape, app.dirs.watermerk())?;
    } else {
        if check.oefening {
            out.line(WATERMERK)?;
        }
        if !found.is_empty() {
            out.page(&page(&found, &text))?;
            out.line("")?;
        }
        out.page(&[Block::Text(let_op(&found).to_owned())])?;
    }
    match found.iter().filter(|vondst| vondst.zwaarte == Zwaarte::Moet).count() {
        0 => Ok(()),
        count => Err(must_go(count).at(name)),
    }
}

/// What is the user's own, as far as the kluis was asked for.
fn own(check: &Check, app: &mut App) -> Result<Eigen, Fault> {
    if check.oefening {
        oefening::open(app)?;
    } else if check.kluis || check.by.is_given() {
        kluis::open(&check.by, app)?;
    } else {
        return Ok(Eigen::default());
    }
    let eigen = Eigen::van(&app.kluis.view.model);
    app.kluis.leave_quietly()?;
    Ok(eigen)
}

fn row<'a>(vondst: &Vondst, text: &'a str) -> Row<'a> {
    let (regel, kolom) = regel_kolom(text, vondst.plaats.start);
    Row {
        soort: vondst.soort.id(),
        zwaarte: vondst.zwaarte,
        tekst: vondst.stuk(text),
        regel,
        kolom,
        begin: vondst.plaats.start,
        einde: vondst.plaats.end,
        reden: vondst.soort.reden(),
    }
}

fn page(found: &[Vondst], text: &str) -> Vec<Block> {
    let line = |vondst: &Vondst| {
        let (regel, kolom) = regel_kolom(text, vondst.plaats.start);
        Block::Point(format!("Regel {regel}, kolom {kolom}: {}", uitleg(vondst, text)))
    };
    found.iter().map(line).collect()
}

fn must_go(count: usize) -> Fault {
    let wat = match count {
        1 => "In de tekst staat 1 ding dat eruit moet.".to_owned(),
        more => format!("In de tekst staan {more} dingen die eruit moeten."),
    };
    Fault::input(
        wat,
        "Een nummer of adres met een vaste vorm hoort bij één mens of één plek.",
        "Haal weg waar \"moet weg\" bij staat (in JSON: zwaarte moet) en controleer opnieuw.",
    )
}
