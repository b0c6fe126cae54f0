//! `aandacht casus noteer`.

use std::collections::BTreeSet;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::super::kluis::By;
use super::super::output::{self, Output};
use super::{called, commit, invoer, open_at, read_text};
use crate::app::App;
use crate::domain::casus::{Delen, Dossier, Formulier, Wat, add, mag, mag_corrigeren};
use crate::domain::fault::Fault;
use crate::domain::herkenbaar::{Found, recognise, recognise_in_label};

/// Arguments of `noteer`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Op standaardinvoer staat een JSON-object, {\"veld\": \"waarde\"}, of regels \"veld: waarde\",
dan een lege regel, dan de tekst zelf. Zonder lege regel kan ook. Bijvoorbeeld:

  aard: waarneming
  bron: zelf gezien in de klas
  wanneer: gisteren
  strekking: onbekend
  delen: gewoon

  De tekst, zo lang als nodig.

Klopt er iets niet, dan staat er bij welke velden, en is er niets opgeslagen.")]
pub struct Args {
    /// Nummer of code van de casus
    #[arg(value_name = "CASUS", required_unless_present = "velden")]
    casus: Option<String>,
    /// Wat voor regel
    #[arg(long, value_name = "SOORT", default_value = "notitie", value_parser = kinds())]
    soort: Formulier,
    /// De regel waar het over gaat, bij intrekken, afhandelen en delen
    #[arg(long, value_name = "N")]
    regel: Option<u32>,
    /// Corrigeer deze regel; geef alleen de velden die anders worden, en reden
    #[arg(long, value_name = "N", conflicts_with_all = ["soort", "regel", "velden"])]
    corrigeer: Option<u32>,
    /// Toon alleen de velden van deze soort; de kluis blijft dicht
    #[arg(long)]
    velden: bool,
    #[command(flatten)]
    by: By,
}

fn kinds() -> impl TypedValueParser<Value = Formulier> {
    let ids = Formulier::ALL.into_iter().filter(|form| *form != Formulier::Sluiten).map(Formulier::id);
    PossibleValuesParser::new(ids).map(|id| Formulier::from_id(&id).unwrap_or(Formulier::Notitie))
}

impl Args {
    /// Whether only the fields are asked for.
    pub fn only_fields(&self) -> bool {
        self.velden
    }

    /// The form that is meant.
    pub fn form(&self) -> Formulier {
        self.soort
    }
}

/// Writes a line in a casus.
///
/// # Errors
/// The casus is not there or closed, a field is missing or unknown, or the vault refuses.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let dossier = open_at(args.casus.as_deref().unwrap_or_default(), &args.by, app)?;
    let (form, about) = match args.corrigeer {
        Some(nr) => return correct(nr, &dossier, app, out),
        None => (args.soort, args.regel),
    };
    if form.is_about_a_line() && about.is_none() {
        return Err(Fault::usage(
            "Er ontbreekt iets: --regel.",
            format!("Bij {} moet ik weten om welke regel het gaat.", form.id()),
            "De nummers staan in: aandacht casus toon CASUS",
        ));
    }
    if let (false, Some(_)) = (form.is_about_a_line(), about) {
        return Err(Fault::usage(
            "--regel past hier niet.",
            format!("Een regel van de soort {} gaat niet over een andere regel.", form.id()),
            "Laat --regel weg, of kies intrekken, afhandelen of delen.",
        ));
    }
    let (wat, delen) = from_input(form, about, &dossier, app)?;
    keep(wat, delen, &dossier, app, out)
}

/// A filled form from standard input, for a casus that may take it.
///
/// # Errors
/// It may not, or a field is missing or unknown.
pub fn from_input(form: Formulier, about: Option<u32>, dossier: &Dossier, app: &App) -> Result<(Wat, Delen), Fault> {
    mag(dossier, form, about)?;
    let today = app.clock.today();
    let mut draft = form.begin(today);
    let text = read_text("Typ de velden, een lege regel en de tekst.")?;
    warn(form, &text, today);
    let asked = form.form(false);
    invoer::fill(&asked, &mut draft, &text)?;
    form.line(&draft, about, today).map_err(|faults| invoer::refused(&asked.fields, &faults))
}

fn correct(nr: u32, dossier: &Dossier, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let today = app.clock.today();
    let (lijn, form) = mag_corrigeren(dossier, nr)?;
    let mut draft = form.filled(&lijn.nu, today);
    let text = read_text("Typ de reden en de velden die anders worden.")?;
    warn(form, &text, today);
    let asked = form.form(true);
    invoer::fill(&asked, &mut draft, &text)?;
    let wat = form.correctie(&draft, nr, today).map_err(|faults| invoer::refused(&asked.fields, &faults))?;
    keep(wat, Delen::Gewoon, dossier, app, out)
}

/// Keeps a line and says so, with the terms that came with it.
///
/// # Errors
/// The vault refuses.
pub fn keep(wat: Wat, delen: Delen, dossier: &Dossier, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let (nr, word) = (dossier.next(), wat.word());
    let batch = add(dossier, wat, delen, app.clock.now());
    let now = commit(app, dossier.id, batch)?;
    out.line(&format!("Opgeslagen in casus {}: regel {nr}, {word}.", called(&now)))?;
    for lijn in now.lijnen().iter().filter(|lijn| lijn.regel.bij == Some(nr)) {
        let text = crate::domain::casus::regeltekst(&lijn.nu);
        out.line(&format!("Erbij gekomen: regel {}, {}: {}.", lijn.regel.nr, lijn.nu.word(), text.kop))?;
    }
    Ok(())
}

/// Says on the side what in a text looks like data of a person. It never blocks, and never repeats the text.
fn warn(form: Formulier, text: &str, today: Date) {
    match form {
        Formulier::Betrokkene | Formulier::Drager | Formulier::Hernoemen => warn_of_label(text),
        _ => say(recognise(text, today)),
    }
}

/// The same for how a casus is called, where nothing of the kind has any business.
pub fn warn_of_label(text: &str) {
    say(recognise_in_label(text));
}

fn say(found: Vec<Found>) {
    let reasons: BTreeSet<&'static str> = found.into_iter().map(|found| found.reden).collect();
    reasons.into_iter().for_each(|reden| output::complain(&format!("Let op: {reden}")));
}
