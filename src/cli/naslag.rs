//! `aandacht naslag`.

use super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, naslag_page};
use crate::domain::inhoud::Soort;

/// Arguments of `naslag`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id van de pagina; zonder id ziet u welke er zijn
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Shows the reference pages, or one of them.
///
/// # Errors
/// There is no such page.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let Some(id) = &args.id else { return super::checklists::list(app, out, Some(Soort::Naslag), args.json) };
    if args.json {
        return super::checklists::print_source(app, out, id);
    }
    let page = app.content.naslag(id)?;
    out.page(&naslag_page(&page, app.content.is_own_file(Soort::Naslag, id)))
}
