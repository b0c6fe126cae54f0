//! `aandacht netwerk voegsamen`: two network files become one.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::super::kluis::{self, By};
use super::super::output::Output;
use super::verschillen::{self, Kies};
use crate::app::App;
use crate::app::uitvoer::is_free;
use crate::app::uitwissel::{self, Binnen};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::kluis::KluisState;
use crate::domain::netwerk::NAAMLOOS;
use crate::domain::netwerk::bestand::{Inhoud, Netwerkbestand};
use crate::domain::netwerk::inlezen::onbeslist;
use crate::domain::netwerk::versie::{Netwerkversie, lijn_samen};
use crate::domain::netwerk::voegsamen::vergelijk;

/// Arguments of `voegsamen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Het eerste netwerkbestand: telt als dat van uzelf ("mijn")
    #[arg(value_name = "A")]
    een: PathBuf,
    /// Het tweede netwerkbestand: telt als dat van de ander ("hun")
    #[arg(value_name = "B")]
    ander: PathBuf,
    /// De versie waar A en B allebei van komen; zonder dit zoekt het programma die in A, B en de kluis
    #[arg(long, value_name = "C")]
    basis: Option<PathBuf>,
    /// Vergelijk zonder gemeenschappelijke versie: elk verschil is dan een keuze
    #[arg(long, conflicts_with = "basis")]
    zonder_basis: bool,
    /// Schrijf het resultaat in dit bestand; er mag nog niets staan
    #[arg(long, value_name = "BESTAND")]
    naar: Option<PathBuf>,
    /// Wie beslist; staat bij elk besluit en als uitgever in het resultaat
    #[arg(long, value_name = "FUNCTIE", default_value = NAAMLOOS)]
    door: String,
    #[command(flatten)]
    kies: Kies,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Merges two network files.
///
/// # Errors
/// A file cannot be read or does not hold, or something has to be decided first.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    args.naar.as_deref().map_or(Ok(()), is_free)?;
    let (een, ander) = (bestand(&args.een)?, bestand(&args.ander)?);
    if een.kop.oefening != ander.kop.oefening {
        return Err(Fault::input(
            "Deze twee gaan niet samen.",
            "Het ene bestand is echt, het andere komt uit een oefenkluis.",
            "Voeg echt bij echt en oefenen bij oefenen.",
        ));
    }
    let basis = basis(args, &een, &ander, app)?;
    let samen = vergelijk(basis.as_ref(), &een.inhoud, &ander.inhoud);
    let keuzes = args.kies.keuzes(&samen)?;
    let table = app.content.gemeenten()?;
    let now = app.clock.now();
    let result = samen.resultaat(&keuzes, &args.door, now.stamp).map_err(|open| onbeslist(open.len()));
    if !args.json {
        let naam = |path: &Path| path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        verschillen::toon(&samen, &keuzes, &table.inhoud, &naam(&args.een), &naam(&args.ander), out)?;
        let bezwaren = samen.bezwaren(result.as_ref().unwrap_or_else(|_| samen.tussenstand()));
        if !bezwaren.is_empty() {
            let mut blocks = vec![Block::Gap, Block::Heading("Om na te kijken".to_owned())];
            blocks.extend(bezwaren.iter().map(|found| Block::Point(format!("{}: {}", found.titel, found.tekst()))));
            out.page(&blocks)?;
        }
    }
    let written = result.and_then(|inhoud| schrijf(args, app, &een, &ander, inhoud));
    if args.json {
        let shape = json!({
            "telling": verschillen::telling_json(&samen.telling),
            "verschillen": verschillen::als_json(&samen, &keuzes),
            "versie_id": written.as_ref().ok().map(|made| made.kop.versie_id),
            "geschreven": written.is_ok() && args.naar.is_some(),
        });
        out.marked(&shape, app.dirs.watermerk())?;
        return written.map(|_| ());
    }
    let made = written?;
    out.line("")?;
    match &args.naar {
        Some(path) => out.line(&format!("Versie {} staat in {}.", made.kop.versie_id.kort(), path.display())),
        None => out.line("Er is niets geschreven. Met --naar BESTAND bewaart u het resultaat."),
    }
}

fn bestand(path: &Path) -> Result<Netwerkbestand, Fault> {
    match uitwissel::lees(path)? {
        Binnen::Netwerk(bestand) => {
            bestand.controleer().map(|()| *bestand).map_err(|fault| fault.at(path.display().to_string()))
        }
        Binnen::Ander(inlezing) => Err(Fault::input(
            "Dit is geen netwerkbestand.",
            format!("Het is {}.", inlezing.soort.tekst()),
            "Lees het eerst in met aandacht netwerk importeer, en geef het uit met aandacht netwerk exporteer PAD --vorm netwerk",
        )
        .at(path.display().to_string())),
    }
}

/// The version from which both come: as given, or found through the versions that they name.
fn basis(args: &Args, een: &Netwerkbestand, ander: &Netwerkbestand, app: &mut App) -> Result<Option<Inhoud>, Fault> {
    if args.zonder_basis {
        return Ok(None);
    }
    if let Some(path) = &args.basis {
        return bestand(path).map(|found| Some(found.inhoud));
    }
    let shared = een.kop.gedeeld(&ander.kop);
    if shared.is_empty() {
        return Ok(None);
    }
    for id in &shared {
        if let Some(found) = [een, ander].into_iter().find(|file| file.kop.versie_id == *id) {
            return Ok(Some(found.inhoud.clone()));
        }
    }
    // Only the kluis can have it: it keeps what was published and read in.
    if app.kluis.view.state != KluisState::None {
        if !app.kluis.view.state.is_open() {
            kluis::open(&args.by, app)?;
        }
        let model = &app.kluis.view.model;
        let kept = shared.iter().find_map(|id| Netwerkversie::van(model, *id).and_then(|known| known.inhoud(model)));
        if kept.is_some() {
            return Ok(kept);
        }
    }
    Err(Fault::input(
        "De versie waar beide bestanden van komen, is er niet.",
        format!("Het is versie {}, en die staat niet in de kluis.", shared[0].kort()),
        "Geef die versie met --basis BESTAND, of vergelijk met --zonder-basis; dan kiest u bij elk verschil zelf.",
    ))
}

fn schrijf(
    args: &Args,
    app: &App,
    een: &Netwerkbestand,
    ander: &Netwerkbestand,
    inhoud: Inhoud,
) -> Result<Netwerkbestand, Fault> {
    let (mine, theirs): (Vec<_>, Vec<_>) = (een.kop.lijn().collect(), ander.kop.lijn().collect());
    let versie_id = inhoud.versie_id();
    let mut voorgangers = lijn_samen(&mine, &theirs);
    voorgangers.retain(|id| *id != versie_id);
    let mut kop = een.kop.clone();
    kop.regio.clone_from(&inhoud.gebied.regio);
    kop.uitgever.clone_from(&args.door);
    kop.gemaakt_op = app.clock.now().stamp;
    kop.geldig_tot = een.kop.geldig_tot.min(ander.kop.geldig_tot).or(een.kop.geldig_tot).or(ander.kop.geldig_tot);
    kop.versie_id = versie_id;
    kop.voorgangers = voorgangers;
    let made = Netwerkbestand { kop, inhoud };
    args.naar.as_deref().map_or(Ok(()), |path| uitwissel::schrijf_bestand(&made, path))?;
    Ok(made)
}
