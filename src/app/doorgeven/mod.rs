//! Passing the network on: putting a version down at a place that a region shares, and taking the newest from there.
//!
//! A version stands there as a file of its own that is never changed, with its signature beside it. What is replaced is
//! the small index, and only while it is what the publisher saw: that decides between two who publish at the same moment.

mod deel;
mod zoek;

use crate::domain::fault::Fault;
use crate::domain::kluis::Password;
use crate::domain::netwerk::bestand::Netwerkbestand;
use crate::domain::netwerk::vertrouwen::Oordeel;
use crate::platform::plek::Map;
#[cfg(feature = "webdav")]
use crate::platform::plek::WebDav;

use super::{App, settings};
pub use crate::platform::plek::Opslagplaats;
pub use deel::{Deelopdracht, Gedeeld, deel};
pub use zoek::{Gezocht, Kandidaat, Lezer, Weggelaten};

/// No network file at a place is read further than this, in bytes: what a million contacts need, and less than what a
/// computer in an office has of memory.
pub const MEEST_BYTES: u64 = 768 * 1024 * 1024;
/// No index is larger than this, in bytes.
const MEEST_WIJZER: u64 = 256 * 1024;

/// What came of looking for the newest version.
#[derive(Debug)]
pub struct Ophaling {
    /// What there is to take over.
    pub uitkomst: Uitkomst,
    /// Everything that was found there.
    pub gezocht: Gezocht,
}

/// What there is to take over.
#[derive(Debug)]
pub enum Uitkomst {
    /// One newest version, and what is thought of it.
    Een(Box<Netwerkbestand>, String, Oordeel),
    /// The network here comes from the newest version already.
    AlNieuwste,
    /// Several that do not know of each other: somebody has to merge them.
    Meer,
    /// Nothing that can be taken: why.
    Niets(Fault),
}

/// Whether a place is on a server, so that it takes a name and a password.
pub fn is_server(plek: &str) -> bool {
    let start = plek.get(..8).unwrap_or(plek).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}

/// The place that the user names, or else the one in the settings.
///
/// # Errors
/// There is none, or in practice none was named: what is made up must not come to stand among what is real.
pub fn welke(app: &App, gegeven: Option<&str>) -> Result<String, Fault> {
    if let Some(gegeven) = gegeven {
        return Ok(gegeven.to_owned());
    }
    if app.dirs.watermerk().is_some() {
        return Err(Fault::usage(
            "Noem de plek als u oefent.",
            "De plek in uw instellingen is voor het echte netwerk.",
            "Geef een eigen map op, zoals: aandacht netwerk delen ./proef --oefening",
        ));
    }
    let kept = app.settings.netwerk_plek.trim();
    if kept.is_empty() {
        return Err(Fault::usage(
            "Ik weet niet welke plek u bedoelt.",
            "U noemt er geen, en in uw instellingen staat er geen.",
            "Noem een map of een adres, en gebruik --onthoud om die plek voortaan te gebruiken.",
        ));
    }
    Ok(kept.to_owned())
}

/// Keeps the place in the settings.
///
/// # Errors
/// The settings cannot be written.
pub fn onthoud(app: &mut App, plek: &str) -> Result<(), Fault> {
    if app.dirs.watermerk().is_some() || app.settings.netwerk_plek == plek {
        return Ok(());
    }
    let mut fresh = app.settings.clone();
    plek.clone_into(&mut fresh.netwerk_plek);
    settings::keep(&app.dirs, &fresh)?;
    app.settings = fresh;
    Ok(())
}

/// Opens a place: a folder, or an address of a WebDAV server. The password is asked for only when a server needs it.
///
/// # Errors
/// There is no such place, it cannot be used safely, or this build knows no servers.
pub fn open(
    plek: &str,
    gebruiker: Option<&str>,
    wachtwoord: impl FnOnce(&str) -> Result<Password, Fault>,
) -> Result<Box<dyn Opslagplaats>, Fault> {
    if !is_server(plek) {
        return Map::new(plek.as_ref()).map(|map| Box::new(map) as Box<dyn Opslagplaats>);
    }
    server(plek, gebruiker, wachtwoord)
}

#[cfg(feature = "webdav")]
fn server(
    plek: &str,
    gebruiker: Option<&str>,
    wachtwoord: impl FnOnce(&str) -> Result<Password, Fault>,
) -> Result<Box<dyn Opslagplaats>, Fault> {
    WebDav::new(plek, gebruiker, wachtwoord).map(|server| Box::new(server) as Box<dyn Opslagplaats>)
}

/// No place in the message: an address may have a password in it.
#[cfg(not(feature = "webdav"))]
fn server(
    _plek: &str,
    _gebruiker: Option<&str>,
    _wachtwoord: impl FnOnce(&str) -> Result<Password, Fault>,
) -> Result<Box<dyn Opslagplaats>, Fault> {
    Err(Fault::usage(
        "Een server kan ik niet gebruiken.",
        "Dit programma is gebouwd zonder WebDAV.",
        "Gebruik een map, of laat het programma bouwen met: cargo build --features webdav",
    ))
}

/// Looks for the newest version at a place. Nothing is taken over: what is found goes the way of every network file.
///
/// `versie` is the beginning of the id of the one to take, when there are several.
///
/// # Errors
/// The place cannot be read.
pub fn ophalen(plek: &dyn Opslagplaats, lezer: &Lezer, versie: Option<&str>) -> Result<Ophaling, Fault> {
    let (hint, _) = zoek::wijzer(plek).unwrap_or_default();
    let mut gezocht = zoek::zoek(plek, lezer, &hint)?;
    let chosen: Vec<usize> = match versie {
        Some(start) => {
            let named = |one: &Kandidaat| one.kop.versie_id.to_string().starts_with(&start.to_lowercase());
            (0..gezocht.koppen.len()).filter(|at| named(&gezocht.koppen[*at])).collect()
        }
        None => {
            (0..gezocht.koppen.len()).filter(|at| gezocht.koppen[*at].mag() && !gezocht.koppen[*at].gehad).collect()
        }
    };
    let uitkomst = match (chosen.as_slice(), versie) {
        ([at], _) => {
            let one = gezocht.koppen.remove(*at);
            let (naam, oordeel) = (one.naam.clone(), one.oordeel.clone());
            match one.bezwaar() {
                Some(fault) => Uitkomst::Niets(fault.clone().at(naam)),
                None => Uitkomst::Een(Box::new(zoek::inhoud(plek, lezer, one)?), naam, oordeel),
            }
        }
        ([_, _, ..], _) => Uitkomst::Meer,
        ([], Some(_)) => Uitkomst::Niets(geen_versie(plek, &gezocht)),
        ([], None) => match gezocht.koppen.iter().find(|one| !one.gehad && lezer.gaat_verder(one)) {
            // Somebody went on from what is here with a key that is not known: that is no reason to say that all is well.
            Some(one) => Uitkomst::Niets(one.bezwaar().cloned().unwrap_or_else(|| niets(plek, &gezocht)).at(&one.naam)),
            None if gezocht.koppen.iter().any(Kandidaat::mag) => Uitkomst::AlNieuwste,
            None => Uitkomst::Niets(niets(plek, &gezocht)),
        },
    };
    Ok(Ophaling { uitkomst, gezocht })
}

fn geen_versie(plek: &dyn Opslagplaats, gezocht: &Gezocht) -> Fault {
    let known: Vec<String> = gezocht.koppen.iter().map(|one| one.kop.versie_id.kort()).collect();
    let waarom = if known.is_empty() {
        "Er staat geen versie die u kunt kiezen.".to_owned()
    } else {
        format!("De nieuwste versies hier zijn: {}.", known.join(", "))
    };
    Fault::input("Deze versie staat hier niet.", waarom, "Kijk welke er zijn: laat --versie weg en zet er --proef bij.")
        .at(plek.waar())
}

/// Why there is nothing to take.
fn niets(plek: &dyn Opslagplaats, gezocht: &Gezocht) -> Fault {
    if let Some((naam, fault)) = gezocht.koppen.iter().find_map(|one| Some((&one.naam, one.bezwaar()?))) {
        return fault.clone().at(naam);
    }
    if gezocht.weggelaten.is_empty() {
        return Fault::input(
            "Hier staat nog geen netwerk.",
            "Er is op deze plek geen versie van een netwerk.",
            "Kijk of dit de goede plek is. Bent u coördinator, zet het netwerk er dan neer met: aandacht netwerk delen",
        )
        .at(plek.waar());
    }
    let first: Vec<String> =
        gezocht.weggelaten.iter().take(3).map(|left| format!("{}: {}", left.naam, left.reden)).collect();
    Fault::input(
        "Hier staat geen versie die u kunt overnemen.",
        format!("Wat er staat, kan ik niet gebruiken. {}", first.join(" ")),
        "Vraag de coördinator om het netwerk opnieuw te delen. Er is niets overgenomen.",
    )
    .at(plek.waar())
}
