//! What is missing in the network: nobody for a role, no number, no stand-in, weeks without cover, what nobody confirmed.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;

use super::tekst::{gemeente_naam, is_vers};
use super::{Dekking, Keten, Netwerk, OrgSoort, Rol, Soort, Veld, Vermelding, Week, dekking, thema_tekst};
use crate::domain::dates;
use crate::domain::gesprek::Block;
use crate::domain::inhoud::Gemeenten;
use crate::domain::kluis::RecordId;
use crate::domain::telefoon::Nummer;

/// How many weeks ahead cover is looked at.
pub const WEKEN: usize = 12;

/// What kind of gap, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GatSoort {
    /// Weeks in which neither somebody nor the stand-in is there.
    WekenZonderDekking,
    /// Stand-ins or organisations refer to each other in a circle, or to something that is gone.
    Verwijzing,
    /// Nobody with a role in a municipality.
    RolOntbreekt,
    /// An organisation without an aandachtsfunctionaris.
    GeenAandachtsfunctionaris,
    /// Nobody can be rung.
    GeenNummer,
    /// A number that is none.
    NummerOnleesbaar,
    /// A municipality that the table does not know.
    GemeenteOnbekend,
    /// A contact without stand-in.
    GeenVervanger,
    /// Nobody for a theme in a municipality.
    ThemaOntbreekt,
    /// Nobody answered at the last review.
    GeenAntwoord,
    /// Never confirmed, or long ago.
    Verouderd,
}

impl GatSoort {
    /// The heading above gaps of this kind.
    pub fn kop(self) -> &'static str {
        match self {
            GatSoort::WekenZonderDekking => "Weken zonder dekking",
            GatSoort::Verwijzing => "Verwijzing klopt niet",
            GatSoort::RolOntbreekt => "Gemeente zonder vaste rol",
            GatSoort::GeenAandachtsfunctionaris => "Organisatie zonder aandachtsfunctionaris",
            GatSoort::GeenNummer => "Geen telefoonnummer",
            GatSoort::NummerOnleesbaar => "Telefoonnummer niet te lezen",
            GatSoort::GemeenteOnbekend => "Gemeente onbekend",
            GatSoort::GeenVervanger => "Geen vervanger",
            GatSoort::ThemaOntbreekt => "Gemeente zonder iemand voor een thema",
            GatSoort::GeenAntwoord => "Geen antwoord bij controle",
            GatSoort::Verouderd => "Nooit of lang niet gecontroleerd",
        }
    }
}

/// Something that is missing.
#[derive(Clone, PartialEq, Eq)]
pub struct Gat {
    /// What kind.
    pub soort: GatSoort,
    /// In one line.
    pub tekst: String,
    /// The entry to mend, when it is one.
    pub id: Option<RecordId>,
}

/// Everything that is missing, the most pressing first.
pub fn gaten(netwerk: Netwerk<'_>, regio: &[String], gemeenten: &Gemeenten, today: Date) -> Vec<Gat> {
    let mut found = Vec::new();
    for (id, entry) in netwerk.alle().filter(|(_, entry)| !netwerk.is_opgeheven(entry)) {
        van_vermelding(netwerk, id, entry, gemeenten, today, &mut found);
    }
    van_gemeenten(netwerk, regio, gemeenten, &mut found);
    found.sort_by(|left, right| (left.soort, &left.tekst).cmp(&(right.soort, &right.tekst)));
    found
}

/// The gaps as a page that leaves the program: under headings with counts, without what is about a secret place.
pub fn blad(netwerk: Netwerk<'_>, gaten: &[Gat], today: Date) -> Vec<Block> {
    let secret = |gat: &&Gat| gat.id.and_then(|id| netwerk.get(id)).is_some_and(Vermelding::is_geheim);
    let open: Vec<&Gat> = gaten.iter().filter(|gat| !secret(gat)).collect();
    let mut blocks = vec![
        Block::Title("Gaten in het netwerk".to_owned()),
        Block::Muted(format!("Gemaakt op {}.", dates::long(today))),
    ];
    if open.is_empty() {
        blocks.push(Block::Text("Er zijn geen gaten gevonden.".to_owned()));
    }
    for group in open.chunk_by(|left, right| left.soort == right.soort) {
        let heading = group.first().map_or("", |gat| gat.soort.kop());
        blocks.extend([Block::Gap, Block::Heading(format!("{heading} ({})", group.len()))]);
        blocks.extend(group.iter().map(|gat| Block::Point(gat.tekst.clone())));
    }
    blocks
}

fn van_vermelding(
    netwerk: Netwerk<'_>,
    id: RecordId,
    entry: &Vermelding,
    gemeenten: &Gemeenten,
    today: Date,
    found: &mut Vec<Gat>,
) {
    let naam = netwerk.naam(entry);
    let mut add = |soort: GatSoort, tekst: String| found.push(Gat { soort, tekst, id: Some(id) });
    if let Some(tekst) = verwijzing_mis(netwerk, id, entry) {
        add(GatSoort::Verwijzing, format!("{naam}: {tekst}"));
    }
    if entry.soort() == Soort::Contact {
        let weeks = weken_zonder(netwerk, id, today);
        if !weeks.is_empty() {
            let weeks: Vec<String> = weeks.iter().map(|week| week.tekst(today)).collect();
            add(GatSoort::WekenZonderDekking, format!("{naam}: {}", weeks.join(", ")));
        }
        let role = Rol::from_id(entry.tekst(Veld::Rol));
        if role.is_some_and(|role| role != Rol::Vervanger) && entry.verwijzing(Veld::Vervanger).is_none() {
            add(GatSoort::GeenVervanger, naam.clone());
        }
    }
    if entry.soort() != Soort::Locatie && netwerk.telefoons(entry).is_empty() {
        let below = netwerk.onder(id).any(|(_, child)| !child.telefoons().is_empty());
        if !below {
            add(GatSoort::GeenNummer, naam.clone());
        }
    }
    for phone in entry.telefoons().iter().filter(|phone| Nummer::lees(&phone.nummer).is_err()) {
        let number: String = phone.nummer.chars().take(30).collect();
        add(GatSoort::NummerOnleesbaar, format!("{naam}: {number}"));
    }
    for code in entry.lijst(Veld::Gemeenten) {
        if !gemeenten.gemeenten.iter().any(|known| *known.gm_code == **code) {
            let code: String = code.chars().take(20).collect();
            add(GatSoort::GemeenteOnbekend, format!("{naam}: {code}"));
        }
    }
    if heeft_af_nodig(entry)
        && !netwerk.onder(id).any(|(_, child)| child.tekst(Veld::Rol) == Rol::Aandachtsfunctionaris.id())
    {
        add(GatSoort::GeenAandachtsfunctionaris, naam.clone());
    }
    if entry.geen_antwoord().is_some() {
        add(GatSoort::GeenAntwoord, naam.clone());
    } else if !is_vers(entry, today) {
        add(GatSoort::Verouderd, format!("{naam} ({})", super::tekst::gecontroleerd(entry, today)));
    }
}

/// Organisations that work with the meldcode have an aandachtsfunctionaris; tables and expert centres need none.
fn heeft_af_nodig(entry: &Vermelding) -> bool {
    let soort = OrgSoort::from_id(entry.tekst(Veld::OrgSoort));
    entry.soort() == Soort::Organisatie
        && !matches!(
            soort,
            None | Some(
                OrgSoort::VeiligThuis
                    | OrgSoort::Samenwerking
                    | OrgSoort::Expertise
                    | OrgSoort::Vrijwilligers
                    | OrgSoort::Politie
                    | OrgSoort::Overig
            )
        )
}

/// A reference that leads to nothing, or around.
fn verwijzing_mis(netwerk: Netwerk<'_>, id: RecordId, entry: &Vermelding) -> Option<String> {
    for veld in Veld::VERWIJZINGEN {
        let label = veld.label().to_lowercase();
        match netwerk.keten(id, entry, veld) {
            Keten::Goed => {}
            Keten::Kring => return Some(format!("{label} loopt in een kring")),
            Keten::Weg => return Some(format!("{label} is er niet meer")),
        }
    }
    entry
        .relaties()
        .iter()
        .any(|relatie| netwerk.get(relatie.met).is_none())
        .then(|| "werkt samen met iets dat er niet meer is".to_owned())
}

/// The coming weeks in which a contact is away and nobody along the line of stand-ins is there.
pub fn weken_zonder(netwerk: Netwerk<'_>, id: RecordId, today: Date) -> Vec<Week> {
    let Some(entry) = netwerk.get(id) else { return Vec::new() };
    let weeks = std::iter::successors(Some(Week::van(today)), |week| Some(week.volgende())).take(WEKEN);
    weeks.filter(|week| entry.afwezig().contains(week) && !iemand_anders(netwerk, entry, id, *week)).collect()
}

fn iemand_anders(netwerk: Netwerk<'_>, entry: &Vermelding, id: RecordId, week: Week) -> bool {
    let mut seen = vec![id];
    let mut next = entry.verwijzing(Veld::Vervanger);
    while let Some(at) = next.filter(|at| !seen.contains(at)) {
        let Some(other) = netwerk.get(at) else { return false };
        if !other.afwezig().contains(&week) {
            return true;
        }
        seen.push(at);
        next = other.verwijzing(Veld::Vervanger);
    }
    false
}

/// Per municipality of the region: the roles that every one has, and the themes.
fn van_gemeenten(netwerk: Netwerk<'_>, regio: &[String], gemeenten: &Gemeenten, found: &mut Vec<Gat>) {
    let mut roles: HashMap<&str, (bool, bool)> = HashMap::new();
    for (_, entry) in netwerk.alle().filter(|(_, entry)| netwerk.is_actief(entry)) {
        let af = entry.tekst(Veld::Rol) == Rol::Aandachtsfunctionaris.id();
        let team = entry.tekst(Veld::OrgSoort) == OrgSoort::LokaalTeam.id();
        if af || team {
            for code in netwerk.gemeenten(entry) {
                let known = roles.entry(code).or_default();
                *known = (known.0 || af, known.1 || team);
            }
        }
    }
    let table = dekking::tabel(netwerk, regio);
    for (row, code) in regio.iter().enumerate() {
        let naam = gemeente_naam(gemeenten, code);
        let (af, team) = roles.get(code.as_str()).copied().unwrap_or_default();
        let mut add = |soort: GatSoort, tekst: String| found.push(Gat { soort, tekst, id: None });
        if !af {
            add(GatSoort::RolOntbreekt, format!("{naam}: geen aandachtsfunctionaris"));
        }
        if !team {
            add(GatSoort::RolOntbreekt, format!("{naam}: geen lokaal team"));
        }
        let missing: Vec<&str> = table
            .themas
            .iter()
            .enumerate()
            .filter(|(column, _)| table.dekking(row, *column) == Dekking::Niemand)
            .map(|(_, thema)| thema_tekst(thema))
            .collect();
        if !missing.is_empty() {
            add(GatSoort::ThemaOntbreekt, format!("{naam}: {}", missing.join(", ")));
        }
    }
}
