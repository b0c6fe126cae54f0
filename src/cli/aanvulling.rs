//! `aandacht aanvulling`: shell completion.

use clap_complete::Shell;

use super::output::Output;
use crate::domain::fault::Fault;

/// Arguments of `aanvulling`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Uw opdrachtregel: bash, zsh, fish, powershell of elvish
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

/// Prints the completion script.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args, out: &mut Output) -> Result<(), Fault> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "aandacht", &mut script);
    out.line(String::from_utf8_lossy(&script).trim_end())
}
