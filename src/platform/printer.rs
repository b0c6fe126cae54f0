//! Sending a page to the printer, straight from memory: no file is left behind by us.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

use crate::domain::fault::Fault;

/// Programs that print what they read, in the order in which they are tried.
const PROGRAMS: [&str; 2] = ["lp", "lpr"];

/// Prints a text.
///
/// # Errors
/// There is no printing program, or it refused.
pub fn print(text: &str) -> Result<(), Fault> {
    for program in PROGRAMS {
        let child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut child = match child {
            Ok(child) => child,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(refused(&super::files::dutch(&error))),
        };
        if let Some(mut input) = child.stdin.take() {
            // A printer that stops reading says so with its exit status below.
            let _ = input.write_all(text.as_bytes());
        }
        return match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(_) | Err(_) => Err(refused("het printprogramma gaf een fout")),
        };
    }
    Err(Fault::input(
        "Er is niet afgedrukt.",
        "Op deze computer vind ik geen printprogramma (lp of lpr).",
        "Schrijf het over op papier, of sla een verslag op als bestand.",
    ))
}

fn refused(why: &str) -> Fault {
    Fault::input(
        "Er is niet afgedrukt.",
        format!("Printen lukt niet: {why}."),
        "Kijk of er een printer is ingesteld, of schrijf het over op papier.",
    )
}
