//! Putting a version down.

use jiff::civil::Date;

use super::super::{App, handtekening};
use super::{Kandidaat, Opslagplaats, zoek};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::kluis::{Batch, KluisAct};
use crate::domain::netwerk::Tekensleutel;
use crate::domain::netwerk::bestand::{Inhoud, Netwerkbestand, VersieId};
use crate::domain::netwerk::doorgeven::{WIJZER, bestandsnaam, handtekeningnaam};
use crate::domain::netwerk::uitvoer::{Uitvoer, Uitvoerkeuze};
use crate::domain::netwerk::versie::{self, Uitgave};
use crate::domain::netwerk::vertrouwen::{self, Handtekening, Sleutel, Woord};
use crate::platform::plek::{Merk, Zet};

/// What is decided about what is put down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deelopdracht {
    /// Whether secret places come along.
    pub geheim: bool,
    /// The last day on which it may be relied on; nothing when the user named none.
    pub geldig_tot: Option<Date>,
    /// The last day when the user named none.
    pub geldig_anders: Option<Date>,
    /// Whether it is signed, when the user has a key.
    pub ondertekenen: bool,
}

/// What was put down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gedeeld {
    /// The version.
    pub versie_id: VersieId,
    /// Under which name it stands there.
    pub naam: String,
    /// With which key it is signed.
    pub sleutel: Option<Sleutel>,
    /// Whether this version stood there already, so that nothing was written.
    pub stond_er_al: bool,
    /// What stayed behind and what else the maker has to know, as sentences.
    pub gezegd: Vec<String>,
}

/// Makes a version of the network, keeps it in the kluis, and puts it down at a place.
///
/// The version itself goes first, under a name of its own, after its signature; the index goes last. Whoever publishes has
/// read the index before looking at what stands there: when the index is still the same at the end, nobody else put down a
/// version in between. Otherwise what was put down is taken back. It stays in the kluis, so that nothing is lost.
///
/// # Errors
/// A newer version stands there, somebody else published meanwhile, or the place or the kluis fails.
pub fn deel(app: &mut App, plek: &dyn Opslagplaats, opdracht: &Deelopdracht) -> Result<Gedeeld, Fault> {
    let (hint, seen) = zoek::wijzer(plek)?;
    let lezer = zoek::Lezer::new(app, Woord::default(), None);
    let gezocht = zoek::zoek(plek, &lezer, &hint)?;
    let sleutel = Tekensleutel::van(&app.kluis.view.model).map(|known| known.sleutel).filter(|_| opdracht.ondertekenen);
    let tegen: Vec<&Kandidaat> = gezocht.tegen().collect();
    if !tegen.is_empty() {
        return Err(eerst_ophalen(plek, &tegen));
    }
    if gezocht.ondertekend && sleutel.is_none() {
        return Err(Fault::input(
            "Uw versie zou niemand bereiken.",
            "De versies op deze plek zijn ondertekend. Wie ophaalt, slaat een versie zonder handtekening over.",
            "Maak een sleutel met aandacht netwerk sleutel maak, of laat --zonder-handtekening weg als u er al een hebt. Deel \
             daarna opnieuw.",
        )
        .at(plek.waar()));
    }
    let own = Inhoud::van(&app.kluis.view.model, opdracht.geheim).versie_id();
    let there = gezocht.koppen.iter().find(|one| {
        one.kop.versie_id == own && one.mag() && opdracht.geldig_tot.is_none_or(|day| one.kop.geldig_tot == Some(day))
    });
    let keuze = Uitvoerkeuze { geheim: opdracht.geheim, gemeente: None, notities: true };
    let weggelaten = |app: &App| -> Result<Vec<String>, Fault> {
        let gemeenten = app.content.gemeenten()?;
        Ok(Uitvoer::van(&app.kluis.view.model, &gemeenten.inhoud, &keuze).weggelaten().regels(&[]))
    };
    if let Some(there) = there.filter(|there| sleutel.is_none() || there.oordeel.sleutel().is_some()) {
        return Ok(Gedeeld {
            versie_id: own,
            naam: there.naam.clone(),
            sleutel: there.oordeel.sleutel(),
            stond_er_al: true,
            gezegd: weggelaten(app)?,
        });
    }
    let now = app.clock.now();
    let uitgave = Uitgave {
        geheim: opdracht.geheim,
        geldig_tot: opdracht.geldig_tot.or(opdracht.geldig_anders),
        oefening: app.dirs.watermerk().is_some(),
    };
    let (bestand, batch) = versie::uitgeven(&app.kluis.view.model, &uitgave, now);
    // Kept first: a version that was sent and is not kept could never be compared with what comes back.
    if !batch.changes.is_empty() {
        app.kluis.run(KluisAct::Commit(batch))?;
    }
    let naam = bestandsnaam(&bestand.kop);
    let (text, signature) = getekend(app, &bestand, sleutel)?;
    let put = leg_neer(plek, &naam, text.as_bytes(), signature.as_deref())?;
    let index = hint.met(&bestand.kop, &naam);
    match plek.zet_als_ongewijzigd(WIJZER, index.tekst().as_bytes(), seen.as_ref()) {
        Ok(Zet::Gezet(_)) => {}
        Ok(Zet::Botsing) => {
            // When it cannot be taken back, readers find two newest versions and are told so: nothing is lost by it.
            let _ = put.terug(plek);
            return Err(iemand_anders(plek, bestand.kop.versie_id));
        }
        Err(fault) => {
            // Whether it was written is not known; the version is whole either way, and whoever reads finds it.
            return Err(fault);
        }
    }
    if let Some(sleutel) = sleutel {
        let mut batch = Batch::default();
        vertrouwen::merk(&app.kluis.view.model, &mut batch, bestand.kop.versie_id, sleutel);
        if !batch.changes.is_empty() {
            app.kluis.run(KluisAct::Commit(batch))?;
        }
    }
    Ok(Gedeeld { versie_id: bestand.kop.versie_id, naam, sleutel, stond_er_al: false, gezegd: weggelaten(app)? })
}

/// The bytes of a version, and its signature when there is a key.
fn getekend(app: &App, bestand: &Netwerkbestand, sleutel: Option<Sleutel>) -> Result<(String, Option<String>), Fault> {
    let mut text = String::new();
    let broken = || {
        Fault::internal("De versie is niet gemaakt.", "Schrijven of ondertekenen mislukte.", "Meld dit bij de makers.")
    };
    bestand.schrijf(&mut text).map_err(|_| broken())?;
    let Some((tekensleutel, sleutel)) = Tekensleutel::van(&app.kluis.view.model).zip(sleutel) else {
        return Ok((text, None));
    };
    let signature = handtekening::teken_bytes(tekensleutel, text.as_bytes(), &bestand.kop)?;
    // Checked as every reader will, before anybody gets it.
    let found = handtekening::controleer_bytes(signature.as_bytes(), text.as_bytes(), &bestand.kop, &[sleutel])?;
    if found == Handtekening::Goed(sleutel) { Ok((text, Some(signature))) } else { Err(broken()) }
}

/// What was put down, so that it can be taken back.
struct Neergelegd(Vec<(String, Merk)>);

impl Neergelegd {
    /// The version before its signature: no reader finds a version whose signature is gone.
    fn terug(&self, plek: &dyn Opslagplaats) -> Result<(), Fault> {
        self.0.iter().rev().try_for_each(|(naam, merk)| plek.haal_weg(naam, merk))
    }
}

/// Puts a version down under its name, after its signature.
fn leg_neer(plek: &dyn Opslagplaats, naam: &str, text: &[u8], signature: Option<&str>) -> Result<Neergelegd, Fault> {
    let mut done = Neergelegd(Vec::new());
    let signed = signature.map(|signature| (handtekeningnaam(naam), signature.as_bytes()));
    for (naam, bytes) in signed.into_iter().chain([(naam.to_owned(), text)]) {
        let put = plek.zet_als_ongewijzigd(&naam, bytes, None);
        match put {
            Ok(Zet::Gezet(merk)) => done.0.push((naam, merk)),
            Ok(Zet::Botsing) => {
                let _ = done.terug(plek);
                return Err(Fault::input(
                    "Deze versie is niet neergezet.",
                    format!("Er staat al iets met de naam {naam}."),
                    "Wacht een paar seconden en deel opnieuw: de versie krijgt dan een andere naam.",
                )
                .at(plek.waar()));
            }
            Err(fault) => {
                // The place fails; that is what has to be told.
                let _ = done.terug(plek);
                return Err(fault);
            }
        }
    }
    Ok(done)
}

fn eerst_ophalen(plek: &dyn Opslagplaats, tegen: &[&Kandidaat]) -> Fault {
    let lines: Vec<String> = tegen.iter().map(|one| one.regel()).collect();
    Fault::input(
        "Er staat een nieuwere versie.",
        format!("Uw netwerk komt daar niet van, dus wat daarin veranderde zou verloren gaan: {}.", lines.join("; ")),
        "Haal die versie op met aandacht netwerk ophalen: wat daarin veranderde, komt bij uw netwerk. Deel daarna opnieuw. \
         Er is niets gedeeld.",
    )
    .at(plek.waar())
}

fn iemand_anders(plek: &dyn Opslagplaats, own: VersieId) -> Fault {
    Fault::input(
        "Iemand anders heeft net gedeeld.",
        format!("De ander was eerder klaar. Uw versie {} is niet gedeeld; zij staat bewaard in uw kluis.", own.kort()),
        "Haal op met aandacht netwerk ophalen, en deel daarna opnieuw. Dan staan beide versies erin.",
    )
    .at(plek.waar())
}
