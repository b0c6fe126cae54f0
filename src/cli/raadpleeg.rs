//! `aandacht` and `aandacht raadpleeg`: the interactive program.

use crate::app::App;
use crate::app::machine::open;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Afdeling, Reader, Route};
use crate::domain::walk::Walk;

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
        None => open(app, Route::Checklists(Afdeling::default()), lines),
        Some(id) => {
            let tree = app.content.tree(id)?;
            open(app, Route::Walk(Box::new(Walk::new(&tree))), lines)
        }
    }
}
