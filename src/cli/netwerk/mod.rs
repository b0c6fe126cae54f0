//! `aandacht netwerk`: the contact network without a screen. Nothing it prints can name a secret place: the network is
//! read without them. What is typed as an argument is a function, an organisation or a place, never a client.

mod bron;
mod dekking;
mod delen;
mod exporteer;
mod gaten;
mod importeer;
mod kaart;
mod nazien;
mod onderteken;
mod ophalen;
mod plek;
mod rijen;
mod routekaart;
mod sleutel;
mod start;
mod toon;
mod verschillen;
mod versies;
mod vertrouwen;
mod voegsamen;
mod wie;
mod zoek;

use clap::Subcommand;

use super::output::Output;
use crate::app::{App, oefening};
use crate::domain::fault::Fault;
use crate::domain::kluis::WATERMERK;

/// Arguments of `netwerk`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// Werk in de oefenkluis, met verzonnen casussen; die vraagt geen wachtwoord
    #[arg(long, global = true)]
    oefening: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Zoek in het netwerk: woorden, thema:, gemeente:, rol:, soort:, sector:, tafel:, organisatie:, nu, onbevestigd
    Zoek(zoek::Args),
    /// Alles over één vermelding
    Toon(toon::Args),
    /// Wie bel ik nu? Een korte lijst met de reden erbij, altijd met 112 en Veilig Thuis
    Wie(wie::Args),
    /// Welk thema in welke gemeente gedekt is
    Dekking(dekking::Args),
    /// Wat er ontbreekt: rollen, nummers, vervangers, weken zonder dekking
    Gaten(gaten::Args),
    /// Wat als eerste nagekeken moet worden, of met --sinds wat er veranderd is
    Nazien(nazien::Args),
    /// De routekaart van een gemeente, in Markdown
    Routekaart(routekaart::Args),
    /// De kaart in woorden: wie bij wie hoort, wie aan welke overlegtafel zit en wie los staat
    Kaart(kaart::Args),
    /// De startnetwerken die bij het programma zitten
    Start(start::Args),
    /// Neem een startnetwerk over in de kluis
    NeemOver(start::Over),
    /// Lees in wat een partner stuurt: CSV, Excel, OpenDocument, vCard, HSDS of een netwerkbestand
    Importeer(importeer::Args),
    /// Schrijf het netwerk als bestand voor anderen
    Exporteer(exporteer::Args),
    /// Voeg twee netwerkbestanden samen
    Voegsamen(voegsamen::Args),
    /// Zet een nieuwe versie van het netwerk neer op een plek die u met anderen deelt
    Delen(delen::Args),
    /// Haal de nieuwste versie van het netwerk op van een plek die u met anderen deelt
    Ophalen(ophalen::Args),
    /// De versies die zijn uitgegeven of ingelezen, en de weg terug
    Versies(versies::Args),
    /// De sleutel waarmee u netwerkbestanden ondertekent
    Sleutel(sleutel::Args),
    /// Onderteken een netwerkbestand dat er al staat
    Onderteken(onderteken::Args),
    /// Welke uitgevers u vertrouwt, en sinds wanneer
    Vertrouwen(vertrouwen::Args),
    /// Het JSON Schema van het netwerkbestand
    Schema,
}

impl Args {
    /// Whether faults are told as JSON.
    pub fn wants_json(&self) -> bool {
        match &self.command {
            Command::Zoek(args) => args.json,
            Command::Toon(args) => args.json,
            Command::Wie(args) => args.json,
            Command::Dekking(args) => args.json,
            Command::Gaten(args) => args.json,
            Command::Nazien(args) => args.json,
            Command::Routekaart(args) => args.json,
            Command::Kaart(args) => args.json,
            Command::Start(args) => args.json,
            Command::NeemOver(_) => false,
            Command::Importeer(args) => args.json,
            Command::Exporteer(args) => args.json,
            Command::Voegsamen(args) => args.json,
            Command::Delen(args) => args.json,
            Command::Ophalen(args) => args.json,
            Command::Versies(args) => args.json,
            Command::Sleutel(args) => args.wants_json(),
            Command::Onderteken(args) => args.json,
            Command::Vertrouwen(args) => args.json,
            Command::Schema => true,
        }
    }

    /// Whether standard output is a document, which bears its own watermark.
    fn is_raw(&self) -> bool {
        matches!(&self.command, Command::Routekaart(args) if args.to_stdout())
    }
}

/// Runs a `netwerk` command.
///
/// # Errors
/// What is wrong with the input, that nothing was found, or what the vault reports.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    if args.oefening {
        oefening::open(app)?;
        if !args.wants_json() && !args.is_raw() {
            out.line(WATERMERK)?;
        }
    }
    let done = match &args.command {
        Command::Zoek(args) => zoek::run(args, app, out),
        Command::Toon(args) => toon::run(args, app, out),
        Command::Wie(args) => wie::run(args, app, out),
        Command::Dekking(args) => dekking::run(args, app, out),
        Command::Gaten(args) => gaten::run(args, app, out),
        Command::Nazien(args) => nazien::run(args, app, out),
        Command::Routekaart(args) => routekaart::run(args, app, out),
        Command::Kaart(args) => kaart::run(args, app, out),
        Command::Start(args) => start::run(args, app, out),
        Command::NeemOver(args) => start::take_over(args, app, out),
        Command::Importeer(args) => importeer::run(args, app, out),
        Command::Exporteer(args) => exporteer::run(args, app, out),
        Command::Voegsamen(args) => voegsamen::run(args, app, out),
        Command::Delen(args) => delen::run(args, app, out),
        Command::Ophalen(args) => ophalen::run(args, app, out),
        Command::Versies(args) => versies::run(args, app, out),
        Command::Sleutel(args) => sleutel::run(args, app, out),
        Command::Onderteken(args) => onderteken::run(args, app, out),
        Command::Vertrouwen(args) => vertrouwen::run(args, app, out),
        Command::Schema => out.json(&crate::domain::netwerk::bestand::schema()),
    };
    // Closed in order whatever came of it; what goes wrong in closing counts when nothing else did.
    let left = app.kluis.leave_quietly();
    done.and(left)
}
