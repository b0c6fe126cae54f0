//! `aandacht oefening`: exercises for groups without a screen. Everything in them is made up, and what groups did with
//! them is kept in the vault of practice alone.

mod controleer;
mod lijst;
mod nieuw;
mod reken;
mod start;
mod stemvorm;
mod toon;
mod uitdelen;
mod uitslagen;

use clap::Subcommand;

use super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;

/// Arguments of `oefening`: a subcommand, or at once what is to be played.
#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    start: start::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin een oefening met een groep, of ga verder met die nog loopt
    Start(start::Args),
    /// De methoden, oefeningen, programma's en casussen; eigen materiaal staat erbij
    Lijst(lijst::Args),
    /// Een methode, oefening, programma of casus
    Toon(toon::Args),
    /// Reken met stemmen uit een bestand: overeenstemming, verschuiving, wat eerst te bespreken
    Reken(reken::Args),
    /// Een casus als versnipperd dossier: een blad per speler en een voor de leider, in Markdown
    Uitdelen(uitdelen::Args),
    /// Een bestand om zelf een methode, oefening of casus in te schrijven
    Nieuw(nieuw::Args),
    /// Controleer eigen materiaal: een bestand, een map of een id
    Controleer(controleer::Args),
    /// Hoe groepen eerder wogen, voor en na het gesprek; staat alleen in de oefenkluis
    Uitslagen(uitslagen::Args),
}

impl Args {
    /// Whether faults are told as JSON.
    pub fn wants_json(&self) -> bool {
        match &self.command {
            Some(Command::Lijst(args)) => args.json,
            Some(Command::Toon(args)) => args.json,
            Some(Command::Reken(args)) => args.json,
            Some(Command::Controleer(args)) => args.json,
            Some(Command::Uitslagen(args)) => args.json,
            Some(Command::Uitdelen(_) | Command::Nieuw(_) | Command::Start(_)) | None => false,
        }
    }

    /// Whether it tells itself what is wrong with own files.
    pub fn says_itself(&self) -> bool {
        matches!(self.command, Some(Command::Controleer(_)))
    }
}

/// Runs an `oefening` command.
///
/// # Errors
/// What is wrong with the input, or what the vault of practice reports.
pub fn run(args: &Args, app: &mut App, lines: bool, out: &mut Output) -> Result<(), Fault> {
    match &args.command {
        Some(Command::Lijst(args)) => lijst::run(args, app, out),
        Some(Command::Toon(args)) => toon::run(args, app, out),
        Some(Command::Reken(args)) => reken::run(args, app, out),
        Some(Command::Uitdelen(args)) => uitdelen::run(args, app, out),
        Some(Command::Nieuw(args)) => nieuw::run(args, app, out),
        Some(Command::Controleer(args)) => controleer::run(args, app, out),
        Some(Command::Uitslagen(args)) => uitslagen::run(args, app, out),
        Some(Command::Start(args)) => start::run(args, app, lines),
        None => start::run(&args.start, app, lines),
    }
}
