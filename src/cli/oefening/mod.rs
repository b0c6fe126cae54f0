//! `aandacht oefening`: exercises for groups without a screen. Everything in them is made up, and what groups did with
//! them is kept in the vault of practice alone.

mod controleer;
mod lijst;
mod nieuw;
mod reken;
mod stemvorm;
mod toon;
mod uitdelen;
mod uitslagen;

use clap::Subcommand;

use super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;

/// Arguments of `oefening`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
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
            Command::Lijst(args) => args.json,
            Command::Toon(args) => args.json,
            Command::Reken(args) => args.json,
            Command::Controleer(args) => args.json,
            Command::Uitslagen(args) => args.json,
            Command::Uitdelen(_) | Command::Nieuw(_) => false,
        }
    }

    /// Whether it tells itself what is wrong with own files.
    pub fn says_itself(&self) -> bool {
        matches!(self.command, Command::Controleer(_))
    }
}

/// Runs an `oefening` command.
///
/// # Errors
/// What is wrong with the input, or what the vault of practice reports.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    match &args.command {
        Command::Lijst(args) => lijst::run(args, app, out),
        Command::Toon(args) => toon::run(args, app, out),
        Command::Reken(args) => reken::run(args, app, out),
        Command::Uitdelen(args) => uitdelen::run(args, app, out),
        Command::Nieuw(args) => nieuw::run(args, app, out),
        Command::Controleer(args) => controleer::run(args, app, out),
        Command::Uitslagen(args) => uitslagen::run(args, app, out),
    }
}
