//! Who to ring now: a short list in order, with the reason beside each line. It never lacks 112 and Veilig Thuis.
//!
//! What was never confirmed never stands above what was. National numbers come from the shipped file, which was compared
//! with its sources.

use jiff::civil::DateTime;

use super::tekst::{bereik, gecontroleerd, nummer_tekst, zin};
use super::{Netwerk, OrgSoort, Rol, Soort, Veld, Vermelding, Week, eigen_lijst, thema_tekst};
use crate::domain::inhoud::{Gemeenten, Nummer, Nummers};
use crate::domain::kluis::{Model, RecordId};
use crate::domain::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// How soon somebody has to be spoken.
    Urgentie {
        /// There is danger now.
        Nu = "nu", "nu: er is gevaar";
        /// Today.
        Vandaag = "vandaag", "vandaag";
        /// Within days.
        DezeWeek = "deze-week", "deze week";
    }
}

/// What is known of the situation. Nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situatie {
    /// Code of the municipality.
    pub gemeente: Option<String>,
    /// Id of a theme.
    pub thema: Option<String>,
    /// Age in years of whom it is about.
    pub leeftijd: Option<u16>,
    /// How soon.
    pub urgentie: Urgentie,
}

/// Whose number it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wie {
    /// A national number, by its id.
    Landelijk(String),
    /// An entry of the network.
    Vermelding(RecordId),
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bel {
    /// Whose number.
    pub wie: Wie,
    /// How it is called.
    pub naam: String,
    /// What to dial; nothing when no number is known.
    pub nummer: Option<String>,
    /// Whether somebody answers now, in words.
    pub bereik: String,
    /// Why it stands here.
    pub reden: String,
    /// When and by whom it was last confirmed.
    pub gecontroleerd: String,
    /// Whether it was ever confirmed.
    pub bevestigd: bool,
}

impl Bel {
    /// In plain text: who, what to dial, whether somebody answers, why, and how sure it is.
    pub fn regel(&self) -> String {
        let how = match &self.nummer {
            Some(number) => format!("{number} ({})", self.bereik),
            None => "geen nummer bekend".to_owned(),
        };
        format!("{}: {how}. {} {}", self.naam, zin(&self.reden), zin(&self.gecontroleerd))
    }
}

/// At most so many entries of the network.
const MOST: usize = 6;

/// Which national numbers fit a theme, by their ids; those of every question are not here.
fn landelijk(thema: &str, leeftijd: Option<u16>) -> &'static [&'static str] {
    match thema {
        "seksueel-geweld" => &["centrum-seksueel-geweld"],
        "huwelijksdwang" | "eer" => &["lkha"],
        "zelfdoding" => &["zelfmoordpreventie"],
        "letselduiding" if leeftijd.is_none_or(|years| years < 18) => &["leck"],
        _ => &[],
    }
}

/// Who to ring, the first first.
pub fn wie_bel_ik(
    model: &Model,
    gemeenten: &Gemeenten,
    nummers: &Nummers,
    situatie: &Situatie,
    nu: DateTime,
) -> Vec<Bel> {
    let national = |id: &str, reden: &str| {
        nummers.nummers.iter().find(|known| known.id == id).map(|known| van_landelijk(known, reden, nu))
    };
    let danger = situatie.urgentie == Urgentie::Nu;
    let alarm = national("alarmnummer", if danger { "er is nu gevaar" } else { "als het alsnog gevaarlijk wordt" });
    let mut lines: Vec<Bel> = Vec::new();
    lines.extend(alarm.clone().filter(|_| danger));
    lines.extend(veilig_thuis(gemeenten, nummers, situatie, nu));
    if let Some(thema) = &situatie.thema {
        let reden = format!("past bij {}", thema_tekst(thema));
        lines.extend(landelijk(thema, situatie.leeftijd).iter().filter_map(|id| national(id, &reden)));
    }
    lines.extend(uit_netwerk(model, situatie, nu));
    lines.extend(alarm.filter(|_| !danger));
    lines
}

fn van_landelijk(number: &Nummer, reden: &str, nu: DateTime) -> Bel {
    Bel {
        wie: Wie::Landelijk(number.id.clone()),
        naam: number.naam.clone(),
        nummer: Some(number.nummer.clone()),
        bereik: if number.bereikbaar == "dag en nacht" {
            "nu bereikbaar".to_owned()
        } else {
            number.bereikbaar.clone()
        },
        reden: reden.to_owned(),
        gecontroleerd: format!(
            "landelijk nummer, vergeleken met de bron {}",
            super::tekst::geleden(number.gecontroleerd_op, nu.date())
        ),
        bevestigd: true,
    }
}

/// Veilig Thuis of the municipality, under the national number.
fn veilig_thuis(gemeenten: &Gemeenten, nummers: &Nummers, situatie: &Situatie, nu: DateTime) -> Option<Bel> {
    let number = nummers.nummers.iter().find(|known| known.id == "veilig-thuis")?;
    let code = situatie.gemeente.as_deref();
    let local = gemeenten.gemeenten.iter().find(|known| Some(known.gm_code.as_str()) == code);
    let naam = local.map_or_else(|| number.naam.clone(), |known| known.veilig_thuis.clone());
    let reden = "advies, ook zonder namen · dag en nacht";
    Some(Bel { naam, ..van_landelijk(number, reden, nu) })
}

/// What makes an entry fit, and how well.
struct Past {
    id: RecordId,
    punten: u32,
    redenen: Vec<String>,
    bevestigd: bool,
    /// Whether there is a number to ring.
    nummer: bool,
    bereikbaar: bool,
}

fn uit_netwerk(model: &Model, situatie: &Situatie, nu: DateTime) -> Vec<Bel> {
    let netwerk = Netwerk::new(model);
    let eigen = eigen_lijst(model);
    let mut fitting: Vec<Past> =
        netwerk.alle().filter_map(|(id, entry)| past(&eigen, netwerk, situatie, nu, id, entry)).collect();
    if situatie.urgentie == Urgentie::Nu {
        // In danger nobody reads past who cannot be rung.
        fitting.retain(|known| known.nummer);
    }
    // Confirmed before unconfirmed, whatever else; then who has a number, what fits best, what answers now, and the alphabet.
    fitting.sort_by_cached_key(|known| {
        let naam = netwerk.get(known.id).map(|entry| netwerk.naam(entry).to_lowercase());
        (!known.bevestigd, !known.nummer, std::cmp::Reverse(known.punten), !known.bereikbaar, naam)
    });
    let mut seen: Vec<RecordId> = Vec::new();
    let mut lines = Vec::new();
    for known in fitting {
        let Some(entry) = netwerk.get(known.id) else { continue };
        if seen.contains(&known.id) {
            continue;
        }
        seen.push(known.id);
        lines.push(regel(netwerk, known.id, entry, known.redenen, nu));
        if lines.len() == MOST {
            break;
        }
    }
    lines
}

fn regel(netwerk: Netwerk<'_>, id: RecordId, entry: &Vermelding, redenen: Vec<String>, nu: DateTime) -> Bel {
    Bel {
        wie: Wie::Vermelding(id),
        naam: netwerk.naam(entry),
        nummer: netwerk.telefoons(entry).first().map(|phone| nummer_tekst(&phone.nummer)),
        bereik: bereik(netwerk, entry, nu),
        reden: redenen.join(" · "),
        gecontroleerd: gecontroleerd(entry, nu.date()),
        bevestigd: entry.bevestigd().is_some(),
    }
}

/// Whether an entry fits the situation; somebody who is away gives way to the stand-in.
fn past(
    eigen: &[RecordId],
    netwerk: Netwerk<'_>,
    situatie: &Situatie,
    nu: DateTime,
    id: RecordId,
    entry: &Vermelding,
) -> Option<Past> {
    if entry.soort() == Soort::Locatie || !netwerk.is_actief(entry) || is_veilig_thuis(netwerk, entry) {
        return None;
    }
    let mut redenen = Vec::new();
    let own = eigen.contains(&id);
    let mut punten = thema_punten(own, netwerk, situatie, entry, &mut redenen)?;
    punten += gemeente_punten(netwerk, situatie, entry, &mut redenen)?;
    punten += leeftijd_punten(situatie, entry, &mut redenen)?;
    if situatie.thema.is_none() || punten > 0 {
        punten += rol_punten(entry, &mut redenen);
    }
    if own {
        redenen.push("uw eigen lijst".to_owned());
        punten += 3;
    }
    // Something must point to it: the theme, its role, or the user's own list.
    if redenen.is_empty() || punten < 3 {
        return None;
    }
    vervangen(netwerk, nu, id, entry, punten, redenen)
}

/// The line of an entry, or of who stands in for it this week.
fn vervangen(
    netwerk: Netwerk<'_>,
    nu: DateTime,
    id: RecordId,
    entry: &Vermelding,
    punten: u32,
    mut redenen: Vec<String>,
) -> Option<Past> {
    let week = Week::van(nu.date());
    let (mut id, mut now) = (id, entry);
    let mut steps = 0;
    while now.afwezig().contains(&week) {
        let next = now.verwijzing(Veld::Vervanger).and_then(|other| Some((other, netwerk.get(other)?)));
        match next.filter(|_| steps < 5) {
            Some((other, stand_in)) => {
                redenen.push(format!("vervangt {}", netwerk.naam(now)));
                (id, now) = (other, stand_in);
                steps += 1;
            }
            None => {
                redenen.push("geen vervanger bekend".to_owned());
                break;
            }
        }
    }
    let bereikbaar = netwerk.is_bereikbaar(id, nu);
    let nummer = !netwerk.telefoons(now).is_empty();
    Some(Past { id, punten, redenen, bevestigd: now.bevestigd().is_some(), nummer, bereikbaar })
}

/// Veilig Thuis itself stands on top already; its contacts at the local tables are lines of their own.
fn is_veilig_thuis(netwerk: Netwerk<'_>, entry: &Vermelding) -> bool {
    let is = |entry: &Vermelding| entry.tekst(Veld::OrgSoort) == OrgSoort::VeiligThuis.id();
    entry.soort() == Soort::Organisatie && is(entry)
        || entry.soort() == Soort::Dienst && netwerk.organisatie(entry).is_some_and(|(_, org)| is(org))
}

/// `None` when the entry is for other themes only.
fn thema_punten(
    own: bool,
    netwerk: Netwerk<'_>,
    situatie: &Situatie,
    entry: &Vermelding,
    redenen: &mut Vec<String>,
) -> Option<u32> {
    let Some(thema) = &situatie.thema else {
        // Nobody is asked about everything everywhere.
        return Some(0).filter(|_| (situatie.gemeente.is_some() && is_wegwijzer(entry)) || own);
    };
    let has = |themas: &[Box<str>]| themas.iter().any(|known| **known == **thema);
    if has(entry.lijst(Veld::Themas)) {
        redenen.push(format!("past bij {}", thema_tekst(thema)));
        return Some(6);
    }
    if has(netwerk.themas(entry)) {
        redenen.push(format!("organisatie past bij {}", thema_tekst(thema)));
        return Some(4);
    }
    // Whoever knows the way in the own municipality may always be asked; a specialist of something else may not.
    (situatie.gemeente.is_some() && is_wegwijzer(entry)).then_some(0)
}

fn is_wegwijzer(entry: &Vermelding) -> bool {
    let rol = Rol::from_id(entry.tekst(Veld::Rol));
    let themas = entry.lijst(Veld::Themas);
    let team = entry.tekst(Veld::OrgSoort) == OrgSoort::LokaalTeam.id();
    let toegang = themas.iter().any(|thema| **thema == *TOEGANG);
    (rol.is_some() && themas.is_empty() && rol != Some(Rol::HandleWithCareContact)) || team || toegang
}

/// The theme of whoever gives access to help in a municipality.
const TOEGANG: &str = "toegang";

/// `None` when the entry is for other municipalities only.
fn gemeente_punten(
    netwerk: Netwerk<'_>,
    situatie: &Situatie,
    entry: &Vermelding,
    redenen: &mut Vec<String>,
) -> Option<u32> {
    let Some(code) = &situatie.gemeente else { return Some(0) };
    let served = netwerk.gemeenten(entry);
    if served.is_empty() {
        return Some(0);
    }
    if !served.iter().any(|known| **known == **code) {
        return None;
    }
    if served.len() == 1 {
        redenen.push("werkt alleen voor deze gemeente".to_owned());
    }
    Some(if served.len() == 1 { 3 } else { 2 })
}

/// `None` when the age is outside what the service is for.
fn leeftijd_punten(situatie: &Situatie, entry: &Vermelding, redenen: &mut Vec<String>) -> Option<u32> {
    let Some(years) = situatie.leeftijd else { return Some(0) };
    let (from, to) = (entry.getal(Veld::LeeftijdVan), entry.getal(Veld::LeeftijdTot));
    if from.is_some_and(|from| years < from) || to.is_some_and(|to| years > to) {
        return None;
    }
    if from.is_none() && to.is_none() {
        return Some(0);
    }
    redenen.push("past bij de leeftijd".to_owned());
    Some(2)
}

fn rol_punten(entry: &Vermelding, redenen: &mut Vec<String>) -> u32 {
    if let Some(rol) = Rol::from_id(entry.tekst(Veld::Rol)) {
        redenen.push(rol.text().to_owned());
        return match rol {
            Rol::Aandachtsfunctionaris | Rol::VastAanspreekpunt | Rol::VeiligThuisContactpersoon => 3,
            Rol::Liaison | Rol::Procesregisseur | Rol::Sleutelpersoon => 2,
            Rol::Vervanger | Rol::HandleWithCareContact => 1,
        };
    }
    if entry.tekst(Veld::OrgSoort) == OrgSoort::LokaalTeam.id() {
        redenen.push("lokaal team".to_owned());
        return 3;
    }
    if entry.lijst(Veld::Themas).iter().any(|thema| **thema == *TOEGANG) {
        redenen.push("toegang tot hulp".to_owned());
        return 3;
    }
    0
}
