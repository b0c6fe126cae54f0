//! `aandacht casus afdruk`.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::super::kluis::By;
use super::super::output::{self, Output};
use super::{called, commit, open_at};
use crate::app::{App, uitvoer};
use crate::domain::casus::{Afdruksoort, Delen, Dossier, Wat, add, afdruk, afdruk_naam, uitkomsten, weggelaten};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Document;

/// Arguments of `afdruk`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Nummer of code van de casus
    #[arg(value_name = "CASUS")]
    casus: String,
    /// Alles, de volgorde die Veilig Thuis vraagt, of om met het gezin te lezen
    #[arg(long, value_name = "SOORT", value_parser = kinds())]
    soort: Afdruksoort,
    /// Markdown of HTML
    #[arg(long, value_name = "VORM", default_value = "md", value_parser = ["md", "html"])]
    vorm: String,
    /// Waarheen, of - voor standaarduitvoer; zonder dit naar uw documenten
    #[arg(long, value_name = "BESTAND")]
    naar: Option<PathBuf>,
    /// Schrijf een bestand dat iedereen kan lezen die erbij kan
    #[arg(long)]
    onversleuteld: bool,
    #[command(flatten)]
    by: By,
}

impl Args {
    /// Whether the print goes to standard output.
    pub fn to_stdout(&self) -> bool {
        self.naar.as_deref() == Some(Path::new("-"))
    }
}

fn kinds() -> impl TypedValueParser<Value = Afdruksoort> {
    PossibleValuesParser::new(Afdruksoort::ALL.iter().map(|soort| soort.id()))
        .map(|id| Afdruksoort::from_id(&id).unwrap_or(Afdruksoort::Volledig))
}

/// Prints a casus to a file. What is left out is told first, and that it was printed is recorded before there is
/// anything to hand over.
///
/// # Errors
/// The place is taken, the vault refuses, or the file cannot be written: then the record says that too.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let to_stdout = args.to_stdout();
    if to_stdout && !args.onversleuteld {
        return Err(Fault::usage(
            "Naar standaarduitvoer kan alleen onversleuteld.",
            "Een versleuteld document is een bestand.",
            "Geef een bestand bij --naar, of zet er --onversleuteld bij.",
        ));
    }
    let dossier = open_at(&args.casus, &args.by, app)?;
    let now = app.clock.now();
    let today = now.local.date();
    let path = match &args.naar {
        // Sealed, it is no longer what its name says.
        Some(path) if args.onversleuteld || path.extension().is_some_and(|kind| kind == "kluis") => path.clone(),
        Some(path) => uitvoer::with_seal(path),
        None => {
            let name = format!("{}.{}", afdruk_naam(&dossier, args.soort, today), args.vorm);
            uitvoer::place(&name, !args.onversleuteld)
        }
    };
    if !to_stdout {
        uitvoer::is_free(&path)?;
    }
    let left_out = weggelaten(&dossier, args.soort);
    if !left_out.is_empty() {
        output::complain("Dit staat niet in de afdruk:");
        for line in &left_out {
            output::complain(&format!("  regel {}, {}: {}", line.nr, line.soort, line.waarom));
        }
    }
    let recorded = Wat::Afdruk {
        afdruk: args.soort,
        weggelaten: left_out.iter().map(|line| line.nr).collect(),
        verzegeld: Some(!args.onversleuteld),
    };
    let nr = dossier.next();
    let batch = add(&dossier, recorded, Delen::Gewoon, now);
    let dossier = commit(app, dossier.id, batch)?;
    if let Err(fault) = write(args, &dossier, &path, app, out) {
        let wat = Wat::Intrekking { regel: nr, reden: "de afdruk is niet geschreven".to_owned(), ongedaan: false };
        commit(app, dossier.id, add(&dossier, wat, Delen::Gewoon, app.clock.now()))?;
        return Err(fault);
    }
    let said = match (to_stdout, args.onversleuteld) {
        (true, _) => format!("Afdruk van casus {} vastgelegd in regel {nr}.", called(&dossier)),
        (false, true) => format!("De afdruk staat leesbaar in {}. Vastgelegd in regel {nr}.", path.display()),
        (false, false) => format!("De afdruk staat versleuteld in {}. Vastgelegd in regel {nr}.", path.display()),
    };
    if to_stdout {
        output::complain(&said);
        return Ok(());
    }
    out.line(&said)?;
    if args.onversleuteld {
        return Ok(());
    }
    out.line(&format!("Hij gaat open met: aandacht kluis ontsleutel {}", path.display()))
}

/// Makes the print and writes it where it has to go.
fn write(args: &Args, dossier: &Dossier, path: &Path, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let today = app.clock.today();
    let mut page = afdruk(dossier, args.soort, today);
    if args.soort == Afdruksoort::Volledig {
        page.extend(uitkomsten(dossier, &app.kluis.view.model, &app.content, today));
    }
    let document = if args.vorm == "html" { Document::Html(page) } else { Document::Page(page) };
    let bytes = uitvoer::document(app, &document)?;
    match (args.to_stdout(), args.onversleuteld) {
        (true, _) => out.bytes(&bytes),
        (false, true) => uitvoer::write_readable(path, &bytes),
        (false, false) => uitvoer::write_sealed(app, path, bytes),
    }
}
