//! A network file that comes in: what it brings, compared with what is here and with the version that both come from.

use std::collections::BTreeMap;

use super::bestand::{Inhoud, Kop, Netwerkbestand, VersieId};
use super::doen::zet_gegevens;
use super::invoer::overnemen::als_batch;
use super::versie::{self, Hoe, Netwerkversie};
use super::voegsamen::{Deel, Keuze, Samenvoeging, vergelijk};
use super::{Netwerk, Netwerkgegevens, Veld, Vermelding};
use crate::domain::fault::Fault;
use crate::domain::kluis::{Batch, Model, Moment, RecordId};

/// On what a comparison rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Here was nothing yet.
    Leeg,
    /// The version that both come from.
    Versie(VersieId),
    /// There is none in common, or it is not kept: every difference has to be decided.
    Geen,
}

/// A network file, compared with what is here.
#[derive(Clone, PartialEq)]
pub struct Opname {
    /// The file.
    pub bestand: Netwerkbestand,
    /// On what the comparison rests.
    pub basis: Basis,
    /// Whether the network here already comes from this version: then nothing changes by it.
    pub verouderd: bool,
    /// Whether the file is of a region with which the network here has no municipality in common.
    pub andere_regio: bool,
    /// What came of comparing; mine is what is here.
    pub samen: Samenvoeging,
}

impl std::fmt::Debug for Opname {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opname({:?})", self.bestand)
    }
}

/// Compares a network file with the network of a kluis.
///
/// # Errors
/// The file does not agree with itself, or is practice where this is not, or the other way round.
pub fn opname(model: &Model, bestand: Netwerkbestand, oefening: bool) -> Result<Opname, Fault> {
    bestand.controleer()?;
    if bestand.kop.oefening != oefening {
        return Err(if oefening {
            Fault::input(
                "Dit netwerkbestand is echt, en dit is de oefenkluis.",
                "Echte gegevens en oefenen blijven gescheiden.",
                "Open uw eigen kluis om het in te lezen.",
            )
        } else {
            Fault::input(
                "Dit netwerkbestand komt uit een oefenkluis.",
                "Alles wat erin staat is verzonnen.",
                "Lees het in met --oefening, of vraag de afzender om het echte bestand.",
            )
        });
    }
    let gegevens = Netwerkgegevens::van(model);
    let mijn = Inhoud::van(model, true);
    let hier = Kop {
        regio: gegevens.regio.clone(),
        uitgever: String::new(),
        gemaakt_op: bestand.kop.gemaakt_op,
        geldig_tot: None,
        versie_id: mijn.versie_id(),
        voorgangers: gegevens.voorgangers.clone(),
        oefening,
    };
    let verouderd = hier.lijn().any(|id| id == bestand.kop.versie_id);
    let andere_regio = !gegevens.gemeenten.is_empty()
        && !bestand.inhoud.gebied.gemeenten.is_empty()
        && !bestand.inhoud.gebied.gemeenten.iter().any(|code| gegevens.gemeenten.contains(code));
    let (basis, samen) = if Netwerk::new(model).is_empty() && mijn.vermeldingen.is_empty() {
        (Basis::Leeg, vergelijk(Some(&leeg(&mijn)), &mijn, &bestand.inhoud))
    } else {
        match gedeelde_inhoud(model, &hier, &mijn, &bestand) {
            Some((id, inhoud)) => (Basis::Versie(id), vergelijk(Some(&inhoud), &mijn, &bestand.inhoud)),
            None => (Basis::Geen, vergelijk(None, &mijn, &bestand.inhoud)),
        }
    };
    Ok(Opname { bestand, basis, verouderd, andere_regio, samen })
}

/// What stood here before anything did: the region that was filled in, and nothing else. A file may change it.
fn leeg(mijn: &Inhoud) -> Inhoud {
    Inhoud { gebied: mijn.gebied.clone(), ..Inhoud::default() }
}

/// The nearest version from which both descend and whose content is known: it is kept, or it is one of the two.
fn gedeelde_inhoud(model: &Model, hier: &Kop, mijn: &Inhoud, bestand: &Netwerkbestand) -> Option<(VersieId, Inhoud)> {
    hier.gedeeld(&bestand.kop).into_iter().find_map(|id| {
        let inhoud = if id == bestand.kop.versie_id {
            Some(bestand.inhoud.clone())
        } else if id == hier.versie_id {
            Some(mijn.clone())
        } else {
            Netwerkversie::van(model, id).and_then(|known| known.inhoud(model))
        };
        inhoud.map(|inhoud| (id, inhoud))
    })
}

/// What taking a file over changes: how many entries, and whether anything does.
pub fn verandert(model: &Model, uitkomst: &Inhoud) -> usize {
    gewijzigd(model, uitkomst).count()
}

fn gewijzigd<'a>(model: &'a Model, uitkomst: &'a Inhoud) -> impl Iterator<Item = (RecordId, &'a Vermelding)> {
    let netwerk = Netwerk::new(model);
    let differs =
        move |id, entry: &Vermelding| netwerk.met_verwijderd(id).is_none_or(|known| known.voor_bestand() != *entry);
    uitkomst.vermeldingen.iter().map(|(id, entry)| (*id, entry)).filter(move |(id, entry)| differs(*id, entry))
}

/// What a file does to an entry without anybody having to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vanzelf {
    /// It was not here.
    Nieuw,
    /// It was taken out here, and is there again.
    Terug,
    /// It is taken out.
    Verwijderd,
    /// These fields become something else.
    Veranderd(Vec<Veld>),
    /// What it says stays the same; it was confirmed since, or comes from somebody else.
    Nagezien,
}

impl Vanzelf {
    /// In words, to stand behind the name of the entry.
    pub fn tekst(&self) -> String {
        match self {
            Vanzelf::Nieuw => "nieuw".to_owned(),
            Vanzelf::Terug => "weer terug".to_owned(),
            Vanzelf::Verwijderd => "verwijderd".to_owned(),
            Vanzelf::Veranderd(velden) => velden.iter().map(|veld| veld.label()).collect::<Vec<_>>().join(", "),
            Vanzelf::Nagezien => "nagezien".to_owned(),
        }
    }
}

impl Opname {
    /// What changes here of itself when the file is taken over: the entries with their names, by name. What has to be
    /// decided is not in it.
    pub fn vanzelf(&self, model: &Model) -> Vec<(RecordId, String, Vanzelf)> {
        let netwerk = Netwerk::new(model);
        let mut open: BTreeMap<RecordId, Vec<Deel>> = BTreeMap::new();
        for conflict in &self.samen.conflicten {
            if let Some(id) = conflict.vermelding {
                open.entry(id).or_default().push(conflict.deel);
            }
        }
        let mut found: Vec<(RecordId, String, Vanzelf)> = Vec::new();
        for (id, entry) in gewijzigd(model, self.samen.tussenstand()) {
            let delen = open.get(&id).map_or(&[][..], Vec::as_slice);
            let known = netwerk.met_verwijderd(id);
            if let Some(wat) = zonder_besluit(known, entry, delen) {
                found.push((id, self.samen.naam(id), wat));
            }
        }
        found.sort_by_cached_key(|(id, naam, _)| (naam.to_lowercase(), *id));
        found
    }
}

/// What becomes of an entry apart from the parts that have to be decided; nothing when nobody sees anything of it.
fn zonder_besluit(known: Option<&Vermelding>, entry: &Vermelding, delen: &[Deel]) -> Option<Vanzelf> {
    if delen.iter().any(|deel| matches!(deel, Deel::Soort | Deel::Verwijderd)) {
        return None;
    }
    let gone = entry.verwijderd().is_some();
    match known {
        None => (!gone).then_some(Vanzelf::Nieuw),
        Some(known) if known.verwijderd().is_some() => (!gone).then_some(Vanzelf::Terug),
        Some(_) if gone => Some(Vanzelf::Verwijderd),
        Some(known) => {
            let differs =
                |veld: &Veld| known.waarde(*veld) != entry.waarde(*veld) && !delen.contains(&Deel::Veld(*veld));
            let velden: Vec<Veld> = Veld::ALL.iter().copied().filter(differs).collect();
            match (velden.is_empty(), delen.is_empty()) {
                (false, _) => Some(Vanzelf::Veranderd(velden)),
                (true, true) => Some(Vanzelf::Nagezien),
                (true, false) => None,
            }
        }
    }
}

/// Takes a file over, with a decision for every difference: favourites and own edits stay, the version is kept, and what
/// was here can be brought back.
///
/// # Errors
/// Something is not decided yet.
pub fn overnemen(model: &Model, opname: &Opname, keuzes: &[Option<Keuze>], now: Moment) -> Result<Batch, Fault> {
    let mut gegevens = Netwerkgegevens::van(model);
    let uitkomst = opname.samen.resultaat(keuzes, gegevens.door(), now.stamp).map_err(|open| onbeslist(open.len()))?;
    let kop = &opname.bestand.kop;
    let wat = format!("netwerkbestand ingelezen: {} van {}", kop.versie_id.kort(), kop.uitgever);
    let entries = gewijzigd(model, &uitkomst).map(|(id, entry)| (id, entry.clone())).collect();
    let mut batch = als_batch(model, entries, &wat, now);
    batch.changes.extend(versie::bewaar(model, &opname.bestand, Hoe::Ingelezen, now.stamp));
    let before = gegevens.clone();
    if !opname.verouderd {
        let lijn: Vec<VersieId> = kop.lijn().collect();
        gegevens.voorgangers = versie::lijn_samen(&lijn, &before.voorgangers);
    }
    gegevens.regio = uitkomst.gebied.regio;
    gegevens.gemeenten = uitkomst.gebied.gemeenten;
    gegevens.deelregios = uitkomst.gebied.deelregios;
    gegevens.besluiten = uitkomst.besluiten;
    if gegevens != before {
        batch.changes.extend(zet_gegevens(gegevens).changes);
    }
    Ok(batch)
}

/// That something has to be decided first.
pub fn onbeslist(open: usize) -> Fault {
    let wat = if open == 1 { "1 verschil is".to_owned() } else { format!("{open} verschillen zijn") };
    Fault::input(
        "Er is nog niets overgenomen.",
        format!("{wat} nog niet beslist: beide versies veranderden daar iets, en niet hetzelfde."),
        "Kies bij elk verschil wat blijft.",
    )
}
