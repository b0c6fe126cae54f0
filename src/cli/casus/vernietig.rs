//! `aandacht casus vernietig`.

use std::io::stdin;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::super::kluis::{By, tell};
use super::super::output::{self, Output};
use super::{called, is_typed, open_at};
use crate::app::App;
use crate::domain::casus::Dossier;
use crate::domain::fault::Fault;
use crate::domain::kluis::{KluisAct, KluisNews, Vernietigregel};

/// Arguments of `vernietig`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Nummer of code van de casus
    #[arg(value_name = "CASUS")]
    casus: String,
    /// Waarom; alleen dit woord, de dag en een willekeurig nummer blijven in het logboek
    #[arg(long, value_name = "REGEL", value_parser = rules())]
    regel: Vernietigregel,
    /// Verwijder ook oudere back-ups en kopieën hier waar de casus nog in zit
    #[arg(long)]
    ook_backups: bool,
    /// Doe het zonder te vragen
    #[arg(long)]
    ja: bool,
    #[command(flatten)]
    by: By,
}

fn rules() -> impl TypedValueParser<Value = Vernietigregel> {
    PossibleValuesParser::new(Vernietigregel::ALL.map(Vernietigregel::word)).map(|word| {
        Vernietigregel::ALL.into_iter().find(|rule| rule.word() == word).unwrap_or(Vernietigregel::NaOverdracht)
    })
}

/// Destroys a casus, after saying what goes and what stays.
///
/// # Errors
/// It is open and was not begun by mistake, nobody agreed, or the vault refuses.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let dossier = open_at(&args.casus, &args.by, app)?;
    if dossier.is_open() && args.regel != Vernietigregel::Vergissing {
        return Err(Fault::input(
            "Deze casus is nog open.",
            "Eerst sluiten: dan is vastgelegd waarom, en kunt u hem overdragen aan het dossier van uw organisatie.",
            "Sluit hem met: aandacht casus sluit. Per ongeluk begonnen? Geef --regel vergissing.",
        ));
    }
    if !args.ja {
        agree(args, &dossier)?;
    }
    let act = KluisAct::DestroyCasus { casus: dossier.id, rule: args.regel, purge: args.ook_backups };
    let KluisNews::Destroyed(report) = app.kluis.run(act)? else { return Ok(()) };
    out.line(&format!("Casus {} is vernietigd.", called(&dossier)))?;
    tell(&report, out)
}

/// Says in plain words what goes and what stays, and has the code typed.
fn agree(args: &Args, dossier: &Dossier) -> Result<(), Fault> {
    if !is_typed() {
        return Err(Fault::usage(
            "Er is niets vernietigd.",
            "Ik vraag dit aan een mens, en hier is geen terminal.",
            "Weet u het zeker, geef dan --ja.",
        ));
    }
    output::complain(&format!("Casus {}: {} regels.", called(dossier), dossier.lijnen().len()));
    explained(args.ook_backups).iter().for_each(|line| output::complain(line));
    output::complain(&format!("Typ de code {} om hem te vernietigen:", dossier.code()));
    let mut typed = String::new();
    let read = stdin().read_line(&mut typed);
    if read.is_ok() && typed.trim().eq_ignore_ascii_case(&dossier.code()) {
        return Ok(());
    }
    Err(Fault::input("Er is niets vernietigd.", "De code is niet getypt.", "Vraag het opnieuw als u het toch wilt."))
}

fn explained(purge: bool) -> Vec<&'static str> {
    let mut lines = vec![
        "Weg: elke regel, elk concept en elke termijn van deze casus, en de sleutel ervan. Dit is niet terug te draaien.",
    ];
    lines.push(if purge {
        "Weg: de oudere back-ups en kopieën in de map van de kluis waar hij nog in zit. Eerst komt er een nieuwe back-up."
    } else {
        "Blijft: oudere back-ups en kopieën. Daarin gaat hij nog open met het wachtwoord van toen (weg met --ook-backups)."
    });
    lines.extend([
        "Blijft: afdrukken die u maakte, en kopieën die u zelf ergens anders bewaarde. Die kent het programma niet.",
        "Blijft: in het logboek van de kluis een willekeurig nummer, de dag en de regel waarom.",
        "Niet zeker: sommige schijven bewaren oude stukken nog een tijd. Zonder de sleutel zijn die niet te lezen.",
    ]);
    lines
}
