//! `aandacht` and `aandacht raadpleeg`: the interactive program.

use crate::app::{App, run_lines, run_screen};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, Route};
use crate::domain::walk::Walk;
use crate::platform::terminal::{NoScreen, can_draw};

/// Arguments of `raadpleeg`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id van de checklist; zonder id kiest u zelf
    #[arg(value_name = "ID")]
    id: Option<String>,
}

/// Walks a checklist without storing anything.
///
/// # Errors
/// The checklist does not exist or has problems, or the terminal cannot be used.
pub fn run(args: &Args, app: &mut App, lines: bool) -> Result<(), Fault> {
    match &args.id {
        None => open(app, Route::Checklists, lines),
        Some(id) => {
            let tree = app.content.tree(id)?;
            open(app, Route::Walk(Box::new(Walk::new(&tree))), lines)
        }
    }
}

/// Opens the program at a screen, in lines when asked or when no screen can be drawn.
///
/// # Errors
/// The terminal cannot be used.
pub fn open(app: &mut App, route: Route, lines: bool) -> Result<(), Fault> {
    let because = match (lines, can_draw()) {
        (true, _) => "door --lijn of AANDACHT_LIJN",
        (false, Ok(())) => return run_screen(app, route),
        (false, Err(NoScreen::NotATerminal)) => "omdat dit geen volledige terminal is",
        (false, Err(NoScreen::Dumb)) => "omdat deze terminal geen scherm kan tekenen",
    };
    run_lines(app, route, because)
}
