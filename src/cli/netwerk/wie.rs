//! `aandacht netwerk wie`.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::super::output::Output;
use super::bron::{Bron, Herkomst, Waar, eigen};
use crate::app::App;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Reader};
use crate::domain::netwerk::genoemd;
use crate::domain::netwerk::thema_tekst;
use crate::domain::netwerk::wie::{Bel, Situatie, Urgentie, Wie, wie_bel_ik};

/// Arguments of `wie`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// In welke gemeente; zonder dit uw eigen gemeente
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Option<String>,
    /// Waar het over gaat, zoals financieel of kindermishandeling
    #[arg(long, value_name = "THEMA")]
    thema: Option<String>,
    /// Leeftijd in jaren van om wie het gaat
    #[arg(long, value_name = "JAREN", value_parser = clap::value_parser!(u16).range(0..=i64::from(genoemd::OUDST)))]
    leeftijd: Option<u16>,
    /// Hoe snel u iemand moet spreken; bij nu staat 112 bovenaan
    #[arg(long, value_name = "WANNEER", default_value = "vandaag", value_parser = urgenties())]
    urgentie: Urgentie,
    #[command(flatten)]
    waar: Waar,
    /// Uitvoer als JSON
    #[arg(long)]
    pub json: bool,
}

fn urgenties() -> impl TypedValueParser<Value = Urgentie> {
    PossibleValuesParser::new(Urgentie::ALL.iter().map(|known| known.id()))
        .map(|id| Urgentie::from_id(&id).unwrap_or(Urgentie::Nu))
}

#[derive(Serialize)]
struct Shape<'a> {
    #[serde(flatten)]
    herkomst: Herkomst,
    situatie: Gevraagd<'a>,
    lijst: Vec<Row>,
}

#[derive(Serialize)]
struct Gevraagd<'a> {
    gm_code: Option<&'a str>,
    gemeente: Option<&'a str>,
    thema: Option<&'a str>,
    leeftijd: Option<u16>,
    urgentie: &'static str,
}

#[derive(Serialize)]
struct Row {
    /// The entry, as a UUID.
    id: Option<String>,
    /// The national number, by its id.
    landelijk: Option<String>,
    naam: String,
    nummer: Option<String>,
    bereik: String,
    reden: String,
    gecontroleerd: String,
    bevestigd: bool,
}

impl From<Bel> for Row {
    fn from(bel: Bel) -> Row {
        let Bel { wie, naam, nummer, bereik, reden, gecontroleerd, bevestigd } = bel;
        let (id, landelijk) = match wie {
            Wie::Landelijk(id) => (None, Some(id)),
            Wie::Vermelding(id) => (Some(id.uuid()), None),
        };
        Row { id, landelijk, naam, nummer, bereik, reden, gecontroleerd, bevestigd }
    }
}

/// Says who to ring. An empty network still has 112 and Veilig Thuis.
///
/// # Errors
/// The municipality or the theme is not known.
pub fn run(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    list(args, app, out).map_err(met_noodnummers)
}

/// Whoever asked who to ring gets the two numbers that always hold, also when something else was wrong.
fn met_noodnummers(fault: Fault) -> Fault {
    let advies = format!("{} Gevaar? Bel 112, of Veilig Thuis: 0800-2000.", fault.advies);
    Fault { advies, ..fault }
}

fn list(args: &Args, app: &mut App, out: &mut Output) -> Result<(), Fault> {
    let table = app.content.gemeenten()?;
    let gemeente = match &args.gemeente {
        Some(typed) => Some(genoemd::gemeente(&table.inhoud, typed)?),
        None => eigen(app, &table.inhoud),
    };
    let thema = args.thema.as_deref().map(genoemd::thema).transpose()?;
    let codes: Vec<&str> = gemeente.iter().map(|known| known.gm_code.as_str()).collect();
    let bron = Bron::open(&args.waar, &codes, app)?;
    let situatie = Situatie {
        gemeente: gemeente.map(|known| known.gm_code.clone()),
        thema: thema.map(|thema| thema.id.to_owned()),
        leeftijd: args.leeftijd,
        urgentie: args.urgentie,
    };
    let nummers = app.content.nummers()?;
    let lines = wie_bel_ik(&bron.model, &table.inhoud, &nummers.inhoud, &situatie, app.clock.now().local);
    if args.json {
        let situatie = Gevraagd {
            gm_code: gemeente.map(|known| known.gm_code.as_str()),
            gemeente: gemeente.map(|known| known.gemeente.as_str()),
            thema: thema.map(|thema| thema.id),
            leeftijd: args.leeftijd,
            urgentie: args.urgentie.id(),
        };
        let lijst = lines.into_iter().map(Row::from).collect();
        return out.marked(&Shape { herkomst: bron.herkomst(), situatie, lijst }, app.dirs.watermerk());
    }
    let mut asked: Vec<String> = vec![gemeente.map_or("zonder gemeente", |known| known.gemeente.as_str()).to_owned()];
    asked.extend(situatie.thema.as_deref().map(|thema| thema_tekst(thema).to_owned()));
    asked.extend(args.leeftijd.map(|years| format!("{years} jaar")));
    asked.push(args.urgentie.text().to_owned());
    bron.tell(out)?;
    let mut blocks = vec![Block::Title(format!("Wie belt u? {}", asked.join(" · ")))];
    blocks.extend(lines.iter().enumerate().map(|(at, bel)| Block::Numbered(at + 1, bel.regel())));
    out.page(&blocks)
}
