//! `aandacht oefening`: exercises for groups.

mod start;

use clap::Subcommand;

use crate::app::App;
use crate::domain::fault::Fault;

/// Arguments of `oefening`: a subcommand, or at once what is to be played.
#[derive(Debug, clap::Args)]
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
}

/// Runs an `oefening` command.
///
/// # Errors
/// What is wrong with the input, or what the vault of practice reports.
pub fn run(args: &Args, app: &mut App, lines: bool) -> Result<(), Fault> {
    match &args.command {
        Some(Command::Start(args)) => start::run(args, app, lines),
        None => start::run(&args.start, app, lines),
    }
}
