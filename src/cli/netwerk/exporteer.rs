//! `aandacht netwerk exporteer`: the network as a file for others.

use std::path::PathBuf;

use jiff::Span;
use jiff::civil::Date;
use serde_json::json;

use super::super::kluis::{self, By};
use super::super::output::Output;
use crate::app::App;
use crate::app::uitvoer::is_free;
use crate::app::uitwissel::{self, Opdracht};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::netwerk::uitvoer::Uitvoerkeuze;
use crate::domain::netwerk::{Netwerk, Uitvoervorm, genoemd};

/// Arguments of `exporteer`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Het nieuwe bestand; zonder --vorm zegt het eind van de naam welke vorm het krijgt
    #[arg(value_name = "PAD")]
    pad: PathBuf,
    /// netwerk, csv, xlsx, vcard, vcard3, hsds, lijst, pagina, svg of dot
    #[arg(long, value_name = "VORM")]
    vorm: Option<String>,
    /// Alleen wat voor deze gemeente werkt (niet voor een netwerkbestand)
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Option<String>,
    /// Laat de notities weg (niet voor een netwerkbestand)
    #[arg(long)]
    zonder_notities: bool,
    /// Neem geheime plekken mee: doe dit alleen voor uzelf of voor wie ze mag weten
    #[arg(long)]
    met_geheim: bool,
    /// Laatste dag waarop op een netwerkbestand vertrouwd mag worden (standaard over een jaar)
    #[arg(long, value_name = "DATUM")]
    geldig_tot: Option<Date>,
    /// Zet geen handtekening bij een netwerkbestand, ook al hebt u een sleutel
    #[arg(long)]
    zonder_handtekening: bool,
    #[command(flatten)]
    by: By,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

/// Writes the network to a new file.
///
/// # Errors
/// The kind of file is not known, something stands there, or the network is empty.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let vorm = vorm(args)?;
    if vorm == Uitvoervorm::Netwerk && (args.gemeente.is_some() || args.zonder_notities) {
        return Err(Fault::usage(
            "Een netwerkbestand is altijd heel.",
            "Wie het inleest zou anders denken dat de rest is weggehaald.",
            "Laat --gemeente en --zonder-notities weg, of kies een andere vorm.",
        ));
    }
    is_free(&args.pad)?;
    let table = app.content.gemeenten()?;
    let gemeente = args.gemeente.as_deref().map(|name| genoemd::gemeente(&table.inhoud, name)).transpose()?;
    if !app.kluis.view.state.is_open() {
        kluis::open(&args.by, app)?;
    }
    if Netwerk::new(&app.kluis.view.model).is_empty() {
        return Err(Fault::input(
            "Uw netwerk is nog leeg.",
            "Er is niets om uit te geven.",
            "Lees eerst iets in: aandacht netwerk importeer PAD",
        ));
    }
    let in_a_year = app.clock.now().local.date().saturating_add(Span::new().years(1));
    let opdracht = Opdracht {
        vorm,
        keuze: Uitvoerkeuze {
            geheim: args.met_geheim,
            gemeente: gemeente.map(|known| known.gm_code.clone()),
            notities: !args.zonder_notities,
        },
        geldig_tot: Some(args.geldig_tot.unwrap_or(in_a_year)),
    };
    let said = uitwissel::schrijf_als(app, &opdracht, &args.pad, !args.zonder_handtekening)?;
    if args.json {
        let shape = json!({ "vorm": vorm.id(), "pad": args.pad.display().to_string(), "weggelaten": said });
        return out.marked(&shape, app.dirs.watermerk());
    }
    let mut blocks = vec![Block::Text(format!("Het netwerk staat als {} in {}.", vorm.text(), args.pad.display()))];
    blocks.extend(said.into_iter().map(Block::Point));
    out.page(&blocks)
}

fn vorm(args: &Args) -> Result<Uitvoervorm, Fault> {
    let known = || Uitvoervorm::ALL.iter().map(|vorm| vorm.id()).collect::<Vec<_>>().join(", ");
    match &args.vorm {
        Some(named) => Uitvoervorm::from_id(&named.to_lowercase()).ok_or_else(|| {
            Fault::usage(
                format!("De vorm \"{named}\" ken ik niet."),
                "Zo kan ik geen netwerk schrijven.",
                format!("Kies uit: {}.", known()),
            )
        }),
        None => {
            let name = args.pad.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            Uitvoervorm::van_naam(&name).ok_or_else(|| {
                Fault::usage(
                    "Ik weet niet welke vorm dit bestand moet krijgen.",
                    "Het eind van de naam zegt het niet.",
                    format!("Kies met --vorm uit: {}.", known()),
                )
            })
        }
    }
}
