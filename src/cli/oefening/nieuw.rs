//! `aandacht oefening nieuw`.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::super::output::Output;
use crate::app::{App, uitvoer};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::inhoud::is_id;
use crate::domain::oefening::{Skelet, skelet};

/// Arguments of `nieuw`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// methode, oefening of casus
    #[arg(value_name = "SOORT", value_parser = kinds())]
    soort: Skelet,
    /// Id: kleine letters, cijfers en streepjes; het bestand heet ID.json
    #[arg(value_name = "ID")]
    id: String,
    /// In welk bestand; zonder dit in uw eigen map met checklists
    #[arg(long, value_name = "BESTAND")]
    naar: Option<PathBuf>,
}

fn kinds() -> impl TypedValueParser<Value = Skelet> {
    PossibleValuesParser::new(Skelet::ALL.iter().map(|soort| soort.id()))
        .map(|id| Skelet::from_id(&id).unwrap_or(Skelet::Casus))
}

/// Writes a file to fill in.
///
/// # Errors
/// The id is none or taken, or something stands where the file would come.
pub fn run(args: &Args, app: &App, out: &mut Output) -> Result<(), Fault> {
    let id = args.id.as_str();
    if !is_id(id) {
        return Err(Fault::usage(
            format!("\"{id}\" is geen goede id."),
            "Een id bestaat uit kleine letters, cijfers en streepjes.",
            "Kies bijvoorbeeld: mijn-casus",
        ));
    }
    let soort = args.soort.soort();
    if app.content.entries(soort).iter().any(|entry| entry.id == id) {
        return Err(Fault::input(
            format!("De id \"{id}\" is al in gebruik."),
            "Een eigen bestand met deze id zou het andere vervangen.",
            "Kies een andere id. Wat er is, ziet u met: aandacht oefening lijst",
        )
        .at(id));
    }
    let name = format!("{id}.json");
    let path = match &args.naar {
        Some(path) => path.clone(),
        None => app.dirs.own_content().join(soort.name()).join(&name),
    };
    if path.file_name() != Some(Path::new(&name).as_os_str()) {
        return Err(Fault::usage(
            "De bestandsnaam past niet bij de id.",
            format!("Het bestand van \"{id}\" heet {name}."),
            "Geef bij --naar een pad dat zo eindigt.",
        ));
    }
    let text = skelet(args.soort, id, app.clock.today());
    if args.naar.is_some() {
        uitvoer::is_free(&path)?;
        uitvoer::write_readable(&path, text.as_bytes())?;
    } else {
        uitvoer::write_own(&path, text.as_bytes())?;
    }
    out.line(&format!("Het bestand staat in {}.", path.display()))?;
    out.line("Vul elke tekst in die met \"Vul in\" begint.")?;
    out.line(&format!("Controleer het met: aandacht oefening controleer {}", path.display()))
}
