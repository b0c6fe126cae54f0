//! `aandacht signalen`.

use super::output::Output;
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Reader, signalen_page};
use crate::domain::inhoud::Soort;

/// Arguments of `signalen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Id van de lijst; zonder id ziet u welke er zijn
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Shows the lists of signals, or one of them.
///
/// # Errors
/// There is no such list.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let Some(id) = &args.id else { return super::checklists::list(app, out, Some(Soort::Signalen), args.json) };
    let list = app.content.signalen(id)?;
    if args.json {
        return out.json(list.source.as_ref());
    }
    out.page(&signalen_page(&list.file, list.own, None))
}
