//! `aandacht kluis`: everything of the vault that can be done without a screen.
//!
//! A password comes from the terminal without being shown, or from where `--wachtwoord-uit` says; never from an argument
//! or the environment, where other programs can read it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;

use super::output::{self, Output};
use crate::app::kluis::Decrypted;
use crate::app::{App, machine};
use crate::domain::fault::Fault;
use crate::domain::kluis::{Backup, Finding, KluisAct, KluisNews, KluisState, OpenWith, Password, Report, Weight};

/// Arguments of `kluis`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Maak een kluis; het herstelblad komt één keer in beeld
    Maak(Fresh),
    /// Verander het wachtwoord; aan wat bewaard is verandert niets
    Wachtwoord(Change),
    /// Maak een nieuw herstelblad; het oude werkt dan niet meer
    Herstelblad(By),
    /// Maak nu een back-up en controleer hem
    Backup(Backing),
    /// Zet een back-up terug; wat er nu staat blijft ernaast bewaard
    Herstel(FromFile),
    /// Controleer de kluis en de back-ups: 0 in orde, 1 iets gevonden, 3 gaat niet open
    Controleer(Check),
    /// Berg uit beschadigde bestanden wat er nog is, in een nieuwe kluis
    Berg(By),
    /// Nieuwe sleutels voor alles, als iemand uw wachtwoord kan kennen
    Vernieuw(Change),
    /// Laat de sleutelring van dit systeem de kluis openen (aan), of niet meer (uit)
    #[cfg(feature = "keyring")]
    Sleutelring(Ring),
    /// Open een back-up of een versleuteld document, zonder kluis; wat eruit komt is leesbaar voor iedereen
    Ontsleutel(Decrypt),
}

/// What opens the vault or backup.
#[derive(Debug, clap::Args)]
pub struct By {
    /// Lees het wachtwoord uit een bestand, van - (standaardinvoer) of van fd:N; de eerste regel telt
    #[arg(long, value_name = "BRON")]
    wachtwoord_uit: Option<OsString>,
    /// Open met de letters van het herstelblad in plaats van met het wachtwoord
    #[arg(long)]
    met_herstelblad: bool,
    /// Open met wat de sleutelring van dit systeem bewaart
    #[cfg(feature = "keyring")]
    #[arg(long, conflicts_with_all = ["wachtwoord_uit", "met_herstelblad"])]
    met_sleutelring: bool,
}

impl By {
    /// Whether any way of opening was named.
    pub fn is_given(&self) -> bool {
        #[cfg(feature = "keyring")]
        if self.met_sleutelring {
            return true;
        }
        self.wachtwoord_uit.is_some() || self.met_herstelblad
    }
}

/// Arguments of `sleutelring`.
#[cfg(feature = "keyring")]
#[derive(Debug, clap::Args)]
struct Ring {
    /// aan of uit
    #[arg(value_parser = ["aan", "uit"])]
    stand: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
struct Fresh {
    /// Lees het nieuwe wachtwoord uit een bestand, van - of van fd:N
    #[arg(long, value_name = "BRON")]
    wachtwoord_uit: Option<OsString>,
}

#[derive(Debug, clap::Args)]
struct Change {
    #[command(flatten)]
    by: By,
    /// Lees het nieuwe wachtwoord uit een bestand, van - of van fd:N
    #[arg(long, value_name = "BRON")]
    nieuw_uit: Option<OsString>,
}

#[derive(Debug, clap::Args)]
struct FromFile {
    /// De back-up
    #[arg(value_name = "BESTAND")]
    bestand: PathBuf,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
struct Backing {
    /// Schrijf hem hier, bijvoorbeeld op een USB-stick; er mag nog niets staan
    #[arg(long, value_name = "PAD")]
    naar: Option<PathBuf>,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
struct Decrypt {
    /// De back-up of het versleutelde document
    #[arg(value_name = "BESTAND")]
    bestand: PathBuf,
    /// Schrijf het document hier; zonder dit komt het naast het versleutelde bestand
    #[arg(long, value_name = "PAD")]
    naar: Option<PathBuf>,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
struct Check {
    #[command(flatten)]
    by: By,
    /// Kijk alleen naar wat zonder wachtwoord te zien is
    #[arg(long)]
    zonder_wachtwoord: bool,
    /// Ga verder met wat er nu staat, als de kluis niet klopt met zichzelf
    #[arg(long, conflicts_with = "zonder_wachtwoord")]
    aanvaard: bool,
    /// Uitvoer als JSON
    #[arg(long)]
    json: bool,
}

impl Args {
    /// Whether faults are told as JSON.
    pub fn wants_json(&self) -> bool {
        matches!(&self.command, Command::Controleer(check) if check.json)
    }
}

/// Runs a `kluis` command.
///
/// # Errors
/// What the vault reports; for `controleer` also that something was found.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let done = match &args.command {
        Command::Maak(fresh) => make(fresh, app, out),
        Command::Wachtwoord(change) => password(change, app, out),
        Command::Herstelblad(by) => recovery(by, app, out),
        Command::Backup(backing) => back_up(backing, app, out),
        Command::Herstel(from) => restore(from, app, out),
        Command::Controleer(check) => examine(check, app, out),
        Command::Berg(by) => salvage(by, app, out),
        Command::Vernieuw(change) => renew(change, app, out),
        #[cfg(feature = "keyring")]
        Command::Sleutelring(ring) => keyring(ring, app, out),
        Command::Ontsleutel(from) => decrypt(from, app, out),
    };
    // Closed in order whatever came of it; what goes wrong in closing counts when nothing else did.
    let left = app.kluis.leave_quietly();
    done.and(left)
}

fn make(fresh: &Fresh, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    app.kluis.may_create()?;
    let password = new_password(fresh.wachtwoord_uit.as_ref())?;
    output::complain(&format!("Wachtwoord: {}", password.strength().hint()));
    let news = app.kluis.run(KluisAct::Create(password))?;
    out.line(&format!("De kluis is gemaakt in {}.", app.kluis.view.folder.display()))?;
    tell_sheet(&news, out)
}

fn password(change: &Change, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let with = open(&change.by, app)?;
    let fresh = new_password(change.nieuw_uit.as_ref())?;
    output::complain(&format!("Wachtwoord: {}", fresh.strength().hint()));
    app.kluis.run(KluisAct::ChangePassword { with, fresh })?;
    out.line("Het nieuwe wachtwoord geldt. Oudere back-ups gaan nog open met het oude.")
}

fn recovery(by: &By, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let with = open(by, app)?;
    let news = app.kluis.run(KluisAct::NewRecovery(with))?;
    tell_sheet(&news, out)
}

fn back_up(backing: &Backing, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    open(&backing.by, app)?;
    let act = backing.naar.clone().map_or(KluisAct::BackUp, KluisAct::BackUpAt);
    match app.kluis.run(act)? {
        KluisNews::BackedUp(Backup { file, bytes, .. }) => {
            out.line(&format!("Back-up gemaakt en gecontroleerd: {} ({} kB).", file.display(), bytes.div_ceil(1024)))
        }
        _ => Ok(()),
    }
}

fn restore(from: &FromFile, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let with = ask(&from.by, "Wachtwoord van toen de back-up is gemaakt: ", &app.kluis.view.folder)?;
    app.kluis.run(KluisAct::Restore { file: from.bestand.clone(), with })?;
    out.line("De back-up is teruggezet. De kluis gaat open met het wachtwoord van toen.")?;
    out.line("Stond er al een kluis? Die staat er nog, in de map kluis.vervangen met datum en tijd.")
}

fn examine(check: &Check, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    if app.kluis.view.state == KluisState::None {
        return Err(machine::no_vault(app));
    }
    if !check.zonder_wachtwoord {
        open(&check.by, app)?;
    }
    if check.aanvaard {
        accept(app, out)?;
    }
    let KluisNews::Examined(mut report) = app.kluis.run(KluisAct::Examine)? else { return Ok(()) };
    // The folder that is synchronised, the clock that is behind: seen at opening, and part of the picture.
    let seen: Vec<Finding> = app.kluis.view.warnings.clone();
    report.findings.extend(seen.into_iter().filter(|finding| finding.weight == Weight::LetOp));
    if check.json {
        out.json(&Shape { uitslag: report.worst(), bevindingen: &report.findings })?;
    } else {
        tell(&report, out)?;
    }
    if check.zonder_wachtwoord {
        // That was asked for.
        report.findings.retain(|finding| finding.text != machine::NOT_SEEN);
    }
    match report.worst() {
        Weight::Goed => Ok(()),
        Weight::LetOp | Weight::Fout => Err(Fault::input(
            "Er is iets gevonden bij de controle.",
            "Het staat in de uitvoer, met wat u eraan kunt doen.",
            "Doe wat er bij staat, en controleer daarna nog een keer.",
        )),
    }
}

fn accept(app: &mut App, out: &mut Output) -> Result<(), Fault> {
    if app.kluis.view.state != KluisState::ReadOnly {
        return out.line("De kluis klopt met zichzelf; er is niets te aanvaarden.");
    }
    app.kluis.run(KluisAct::Accept)?;
    out.line("De kluis gaat verder met wat er nu staat. Wat er stond is bewaard in de map kluis.vervangen.")
}

/// What `controleer --json` prints.
#[derive(Serialize)]
struct Shape<'a> {
    uitslag: Weight,
    bevindingen: &'a [Finding],
}

fn salvage(by: &By, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let with = ask(by, "Wachtwoord van de kluis: ", &app.kluis.view.folder)?;
    let KluisNews::Salvaged(report) = app.kluis.run(KluisAct::Salvage(with))? else { return Ok(()) };
    tell(&report, out)
}

fn renew(change: &Change, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let with = open(&change.by, app)?;
    let fresh = new_password(change.nieuw_uit.as_ref())?;
    output::complain(&format!("Wachtwoord: {}", fresh.strength().hint()));
    let news = app.kluis.run(KluisAct::Renew { with, fresh })?;
    out.line("Alles is opnieuw versleuteld, met nieuwe sleutels.")?;
    out.line("Back-ups van eerder gaan nog open met het oude wachtwoord. Gooi ze weg als iemand dat kan kennen.")?;
    tell_sheet(&news, out)
}

#[cfg(feature = "keyring")]
fn keyring(ring: &Ring, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    open(&ring.by, app)?;
    let on = ring.stand == "aan";
    let KluisNews::Keyring(letters) = app.kluis.run(KluisAct::Keyring(on))? else { return Ok(()) };
    machine::keep_in_keyring(&app.kluis.view.folder, letters.as_ref())?;
    out.line(if on {
        "De sleutelring van dit systeem opent de kluis nu ook. Wie bij uw aangemelde computer kan, kan dat dan ook."
    } else {
        "De sleutelring opent de kluis niet meer."
    })
}

fn decrypt(from: &Decrypt, app: &App, out: &mut Output) -> Result<(), Fault> {
    let with = ask(&from.by, "Wachtwoord van toen het bestand is gemaakt: ", &app.kluis.view.folder)?;
    let decrypted = app.kluis.decrypted(&from.bestand, &with, from.naar.as_deref())?;
    output::complain("Let op: wat nu volgt is niet versleuteld.");
    match decrypted {
        Decrypted::Lines(lines) => lines.iter().try_for_each(|line| out.line(line)),
        Decrypted::Document(path) => out.line(&format!("Het document staat nu leesbaar in {}.", path.display())),
    }
}

/// Opens the vault with what the user gives.
///
/// # Errors
/// There is none, or it does not open with this.
pub fn open(by: &By, app: &mut App) -> Result<OpenWith, Fault> {
    if app.kluis.view.state == KluisState::None {
        return Err(machine::no_vault(app));
    }
    let with = ask(by, "Wachtwoord van de kluis: ", &app.kluis.view.folder)?;
    app.kluis.run(KluisAct::Open(with.clone()))?;
    app.kluis.view.warnings.iter().for_each(|finding| {
        output::complain(&format!("Let op: {} {}", finding.text, finding.advice));
    });
    Ok(with)
}

fn ask(by: &By, prompt: &str, folder: &Path) -> Result<OpenWith, Fault> {
    #[cfg(feature = "keyring")]
    if by.met_sleutelring {
        return machine::from_keyring(folder).map(OpenWith::Keyring);
    }
    #[cfg(not(feature = "keyring"))]
    let _ = folder;
    let prompt = if by.met_herstelblad { "Letters van het herstelblad: " } else { prompt };
    let given = machine::password(by.wachtwoord_uit.as_ref(), prompt)?;
    given.warning.iter().for_each(|warning| output::complain(&format!("Let op: {warning}")));
    Ok(if by.met_herstelblad { OpenWith::Recovery(given.password) } else { OpenWith::Password(given.password) })
}

/// A new password: typed twice, or read once.
fn new_password(source: Option<&OsString>) -> Result<Password, Fault> {
    let given = machine::password(source, "Nieuw wachtwoord: ")?;
    given.warning.iter().for_each(|warning| output::complain(&format!("Let op: {warning}")));
    if source.is_none() {
        let again = machine::password(None, "Nog een keer: ")?;
        if !given.password.same(&again.password) {
            return Err(Fault::input(
                "De twee wachtwoorden zijn niet gelijk.",
                "Er zit een typefout in een van de twee.",
                "Probeer het opnieuw. Er is niets veranderd.",
            ));
        }
    }
    Ok(given.password)
}

fn tell_sheet(news: &KluisNews, out: &mut Output) -> Result<(), Fault> {
    let (KluisNews::Created(sheet) | KluisNews::RecoverySheet(sheet) | KluisNews::Renewed(sheet)) = news else {
        return Ok(());
    };
    out.line("")?;
    out.line("Herstelblad. Schrijf deze letters over op papier en bewaar ze niet bij de computer:")?;
    out.line("")?;
    out.line(&format!("  {}", sheet.expose()))?;
    out.line("")?;
    out.line("Ze komen nooit meer in beeld. Zonder wachtwoord en zonder herstelblad is alles in de kluis kwijt.")
}

/// Prints what was found or done.
///
/// # Errors
/// Standard output cannot be written.
pub fn tell(report: &Report, out: &mut Output) -> Result<(), Fault> {
    for finding in &report.findings {
        let sign = match finding.weight {
            Weight::Goed => "goed  ",
            Weight::LetOp => "let op",
            Weight::Fout => "fout  ",
        };
        out.line(&format!("{sign}  {}", finding.text))?;
        if !finding.advice.is_empty() {
            out.line(&format!("        {}", finding.advice))?;
        }
    }
    Ok(())
}
