//! The command line: one file per subcommand.

mod aanvulling;
mod anoniem;
mod casus;
mod checklists;
mod demo;
mod dutch;
mod gemeente;
mod intervisie;
mod kluis;
mod naslag;
mod netwerk;
mod noodnummers;
mod oefening;
mod output;
mod overzicht;
mod raadpleeg;
mod signalen;
mod toetsen;
mod verschil;
mod walk_file;
mod woord;
mod zaal;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::app::{App, machine};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, Route};
use crate::domain::inhoud::Soort;
use output::Output;

/// What every command knows.
#[derive(Debug, Parser)]
#[command(
    name = "aandacht",
    about = "Hulp bij de meldcode huiselijk geweld en kindermishandeling. Acuut gevaar? Bel 112, of Veilig Thuis 0800-2000.",
    version,
    disable_version_flag = true,
    disable_help_flag = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    global: Global,
}

/// Options that every command takes.
#[derive(Debug, clap::Args)]
pub struct Global {
    /// Gewone regels tekst in plaats van een scherm
    #[arg(long, global = true, env = "AANDACHT_LIJN", hide_env = true, value_parser = clap::builder::FalseyValueParser::new(), action = clap::ArgAction::SetTrue)]
    lijn: bool,
    /// Alleen ASCII-tekens
    #[arg(long, global = true)]
    ascii: bool,
    /// Map met instellingen, eigen checklists en kluis
    #[arg(long, global = true, value_name = "MAP", env = "AANDACHT_MAP", hide_env = true, value_parser = clap::builder::OsStringValueParser::new())]
    map: Option<OsString>,
    /// Toon deze hulp
    #[arg(short = 'h', long = "help", visible_alias = "hulp", global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Toon de versie van het programma en van de inhoud
    #[arg(short = 'V', long = "version", visible_alias = "versie")]
    version: bool,
}

/// The subcommands. Adding one: write `cli/<naam>.rs`, add a line here and an arm in `run`.
#[derive(Debug, Subcommand)]
enum Command {
    /// Loop een checklist door zonder iets te bewaren
    Raadpleeg(raadpleeg::Args),
    /// Hetzelfde zonder mens: antwoorden uit een bestand, spoor en uitkomst eruit
    Loop(walk_file::Args),
    /// Welke Veilig Thuis, GGD en veiligheidsregio bij een gemeente horen
    Gemeente(gemeente::Args),
    /// De landelijke nummers, de noodnummers eerst
    #[command(visible_alias = "nood")]
    Noodnummers(noodnummers::Args),
    /// De signalenlijsten
    Signalen(signalen::Args),
    /// Zoek een woord of afkorting op
    Woord(woord::Args),
    /// De naslagpagina's
    Naslag(naslag::Args),
    /// De inhoud: lijst, toon, controleer, routes, verschil, schema
    Checklists(checklists::Args),
    /// De casussen in de kluis: nieuw, noteer, antwoord, lijst, toon, zoek, agenda, afdruk, sluit, vernietig
    Casus(casus::Args),
    /// Het netwerk van contacten: zoek, toon, wie, dekking, gaten, nazien, routekaart, start, neem-over
    Netwerk(netwerk::Args),
    /// Oefenen met een groep: speel CODE; of lijst, toon, reken, uitdelen, nieuw, controleer, uitslagen
    Oefening(oefening::Args),
    /// Kijk na wat in een tekst voor een sessie of oefening naar iemand kan wijzen
    Anoniem(anoniem::Args),
    /// Groepen over het jaar: groepen, acties, agenda, jaar, signalen
    Intervisie(intervisie::Args),
    /// Oefenen met zes verzonnen casussen; na afloop is alles weg
    Demo,
    /// Het zaalscherm: laat op een tweede scherm zien wat de trainer aan de groep toont
    Zaal(zaal::Args),
    /// De kluis: maken, wachtwoord, back-up, controleren, herstellen
    Kluis(kluis::Args),
    /// Alle toetsen
    Toetsen(toetsen::Args),
    /// Aanvulling voor uw opdrachtregel (bash, zsh, fish, powershell, elvish)
    Aanvulling(aanvulling::Args),
}

impl Command {
    fn wants_json(&self) -> bool {
        match self {
            Command::Loop(args) => args.json,
            Command::Gemeente(args) => args.json,
            Command::Noodnummers(args) => args.json,
            Command::Signalen(args) => args.json,
            Command::Woord(args) => args.json,
            Command::Naslag(args) => args.json,
            Command::Checklists(args) => args.wants_json(),
            Command::Kluis(args) => args.wants_json(),
            Command::Casus(args) => args.wants_json(),
            Command::Netwerk(args) => args.wants_json(),
            Command::Demo | Command::Raadpleeg(_) | Command::Toetsen(_) | Command::Aanvulling(_) | Command::Zaal(_) => {
                false
            }
            Command::Oefening(args) => args.wants_json(),
            Command::Anoniem(args) => args.wants_json(),
            Command::Intervisie(args) => args.wants_json(),
        }
    }
}

/// The clap command with Dutch headings everywhere.
pub fn command() -> clap::Command {
    dutch::headings(Cli::command())
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    machine::harden();
    run(std::env::args_os())
}

fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    // Whether faults are told as JSON has to be known before the arguments are understood.
    let json = args.iter().any(|arg| arg == "--json");
    let cli = match command().try_get_matches_from(&args).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return dutch::report(&error, json),
    };
    let json = cli.command.as_ref().is_some_and(Command::wants_json);
    match dispatch(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => output::fail(&fault, json),
    }
}

fn dispatch(cli: Cli) -> Result<(), Fault> {
    // An empty AANDACHT_MAP counts as not set.
    let map = cli.global.map.as_deref().filter(|map| !map.is_empty()).map(Path::new);
    let mut app = App::open(map, cli.global.ascii)?;
    let mut out = Output::stdout(app.settings.ascii);
    if cli.global.version {
        return version(&app, &mut out).and_then(|()| out.finish());
    }
    // The interactive program shows notices itself, and `checklists controleer` says more. With --json a fault has
    // stderr for itself, so notices wait until there is none.
    let says_itself = match &cli.command {
        None | Some(Command::Checklists(_)) => true,
        Some(Command::Oefening(args)) => args.says_itself(),
        Some(_) => false,
    };
    let notices = if says_itself { Vec::new() } else { app.notices.clone() };
    let wants_json = cli.command.as_ref().is_some_and(Command::wants_json);
    if !wants_json {
        complain(&notices);
    }
    let done = match cli.command {
        None => machine::open(&mut app, Route::Start, cli.global.lijn),
        Some(Command::Raadpleeg(args)) => raadpleeg::run(&args, &mut app, cli.global.lijn),
        Some(Command::Loop(args)) => walk_file::run(&args, &app, &mut out),
        Some(Command::Gemeente(args)) => gemeente::run(&args, &app, &mut out),
        Some(Command::Noodnummers(args)) => noodnummers::run(&args, &app, &mut out),
        Some(Command::Signalen(args)) => signalen::run(&args, &app, &mut out),
        Some(Command::Woord(args)) => woord::run(&args, &app, &mut out),
        Some(Command::Naslag(args)) => naslag::run(&args, &app, &mut out),
        Some(Command::Checklists(args)) => checklists::run(&args, &app, &mut out),
        Some(Command::Casus(args)) => casus::run(&args, &mut app, &mut out),
        Some(Command::Netwerk(args)) => netwerk::run(&args, &mut app, &mut out),
        Some(Command::Oefening(args)) => oefening::run(&args, &mut app, cli.global.lijn, &mut out),
        Some(Command::Anoniem(args)) => anoniem::run(&args, &mut app, &mut out),
        Some(Command::Intervisie(args)) => intervisie::run(&args, &mut app, &mut out),
        Some(Command::Demo) => demo::run(&mut app, cli.global.lijn),
        Some(Command::Zaal(args)) => zaal::run(&args, &app, cli.global.lijn, &mut out),
        Some(Command::Kluis(args)) => kluis::run(&args, &mut app, &mut out),
        Some(Command::Toetsen(args)) => toetsen::run(&args, &mut out),
        Some(Command::Aanvulling(args)) => aanvulling::run(&args, &mut out),
    };
    let done = done.and_then(|()| out.finish());
    if wants_json && done.is_ok() {
        complain(&notices);
    }
    done
}

fn complain(notices: &[String]) {
    notices.iter().for_each(|notice| output::complain(&format!("Let op: {notice}")));
}

fn version(app: &App, out: &mut Output) -> Result<(), Fault> {
    out.line(&format!("aandacht {}", env!("CARGO_PKG_VERSION")))?;
    for soort in Soort::ALL {
        for entry in app.content.entries(soort) {
            let own = if entry.own { ", eigen versie" } else { "" };
            out.line(&format!("  {} {} ({}{own})", entry.id, entry.versie, entry.status))?;
        }
    }
    Ok(())
}
