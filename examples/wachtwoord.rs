//! Asks for a password, or reads it from where the argument says, and says what it got: the tests look whether it stayed
//! out of sight and what the terminal is like afterwards. A second argument waits for a line before it ends.

use std::io::stdin;
use std::process::ExitCode;

use aandacht::platform::proces;
use aandacht::platform::secret::{Given, PasswordSource, ask};

fn main() -> ExitCode {
    // As the program does: what it closes may not stand in the way.
    proces::harden();
    let mut args = std::env::args_os().skip(1);
    let source = args.next().filter(|source| !source.is_empty());
    let got = match &source {
        Some(source) => PasswordSource::parse(source).and_then(|source| source.read()),
        None => ask("Wachtwoord: ").map(|password| Given { password, warning: None }),
    };
    let code = match got {
        Ok(got) => {
            // The other way round, so that the password itself stands nowhere unless it was shown while typed.
            println!("Gekregen: {}", got.password.expose().chars().rev().collect::<String>());
            println!("Let op: {}", got.warning.unwrap_or_default());
            ExitCode::SUCCESS
        }
        Err(fault) => {
            fault.lines().iter().for_each(|line| println!("{line}"));
            ExitCode::from(fault.class.exit_code())
        }
    };
    if args.next().is_some() && stdin().read_line(&mut String::new()).is_err() {
        return ExitCode::FAILURE;
    }
    code
}
