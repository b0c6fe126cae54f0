//! The newest version at a place, found by itself: everything there is looked at, what does not hold is left out with the
//! reason, and what remains is ordered by what the versions say of each other.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::Cursor;

use super::super::{App, handtekening};
use super::{MEEST_BYTES, MEEST_WIJZER};
use crate::domain::fault::Fault;
use crate::domain::kluis::Model;
use crate::domain::netwerk::Netwerkgegevens;
use crate::domain::netwerk::bestand::{Kop, Netwerkbestand, VersieId};
use crate::domain::netwerk::doorgeven::{
    self, Gewicht, Plaats, WIJZER, Wijzer, bekende_sleutel, gewicht, handtekeningnaam, houdt_tegen, in_naam,
    is_kandidaat,
};
use crate::domain::netwerk::versie::lijn_samen;
use crate::domain::netwerk::vertrouwen::{
    Betreft, Handtekening, Kennis, Oordeel, Sleutel, Woord, beoordeel, zelfde_regio,
};
use crate::import;
use crate::platform::plek::{Gehaald, Merk, Naam, Opslagplaats};

/// So many files are read at most, so that a place full of other things ends too. What is older than a version that was
/// read is passed over by its name and does not count.
const MEEST_GELEZEN: usize = 2000;
/// So many versions are kept in memory while others are read; another one is read again when it is chosen.
const MEEST_GEHOUDEN: usize = 2;

/// A version at a place.
#[derive(Debug)]
pub struct Kandidaat {
    /// Under which name it stands.
    pub naam: String,
    /// Its head.
    pub kop: Kop,
    /// What is thought of it.
    pub oordeel: Oordeel,
    /// Whether the network here comes from it already.
    pub gehad: bool,
    /// The versions from which it descends, by every file that is this version.
    voorgangers: Vec<VersieId>,
    /// Why it is not taken, when it is not.
    bezwaar: Option<Fault>,
    bestand: Option<Box<Netwerkbestand>>,
}

impl Kandidaat {
    /// Whether the user takes it, with what was said.
    pub fn mag(&self) -> bool {
        self.bezwaar.is_none()
    }

    /// Why it is not taken.
    pub fn bezwaar(&self) -> Option<&Fault> {
        self.bezwaar.as_ref()
    }

    fn gewicht(&self) -> Gewicht {
        gewicht(&self.oordeel, self.mag())
    }

    fn plaats(&self) -> Plaats<'_> {
        Plaats {
            kop: &self.kop,
            voorgangers: &self.voorgangers,
            sleutel: self.oordeel.sleutel(),
            bekend: bekende_sleutel(&self.oordeel),
            gewicht: self.gewicht(),
        }
    }

    /// It as one line: who published it when, and which version it is.
    pub fn regel(&self) -> String {
        let door = if self.kop.uitgever.trim().is_empty() { "iemand zonder naam" } else { self.kop.uitgever.trim() };
        let sleutel = self
            .oordeel
            .sleutel()
            .map_or_else(|| "niet ondertekend".to_owned(), |key| format!("sleutel {}", key.kort()));
        format!(
            "versie {} van {door}, {}, {sleutel} ({})",
            self.kop.versie_id.kort(),
            crate::domain::dates::long(crate::domain::netwerk::dag(self.kop.gemaakt_op)),
            self.naam
        )
    }
}

/// A file that is left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weggelaten {
    /// Its name.
    pub naam: String,
    /// Why, in sentences.
    pub reden: String,
}

/// What stands at a place.
#[derive(Debug, Default)]
pub struct Gezocht {
    /// The newest versions; one, unless two people went on without seeing each other's.
    pub koppen: Vec<Kandidaat>,
    /// What is left out. Older versions are not in it.
    pub weggelaten: Vec<Weggelaten>,
    /// How many older versions stand there.
    pub ouder: usize,
    /// Whether there is a version with a good signature.
    pub ondertekend: bool,
}

impl Gezocht {
    /// The newest versions from which the network here does not come, and that may be taken.
    pub fn nieuw(&self) -> impl Iterator<Item = &Kandidaat> {
        self.koppen.iter().filter(|one| one.mag() && !one.gehad)
    }

    /// That there are several newest versions, and what to do.
    pub fn meer(&self) -> Fault {
        let lines: Vec<String> = self.nieuw().map(Kandidaat::regel).collect();
        Fault::input(
            format!("Er staan {} nieuwste versies, die niet van elkaar weten.", lines.len()),
            format!(
                "Ze zijn van verschillende mensen, of twee mensen deelden zonder elkaars versie te hebben. Het zijn: {}.",
                lines.join("; ")
            ),
            "Vraag de coördinatoren om samen te voegen. Bent u coördinator, haal ze dan een voor een op met \
             aandacht netwerk ophalen --versie, en deel daarna opnieuw. Twee bestanden voegt u samen met: aandacht netwerk voegsamen. Er is niets overgenomen.",
        )
    }

    /// What stands in the way of publishing: newer versions that are not in the own line.
    pub fn tegen(&self) -> impl Iterator<Item = &Kandidaat> {
        self.koppen.iter().filter(|one| !one.gehad && houdt_tegen(&one.oordeel))
    }
}

/// What the index says; nothing when there is none, and then the state to expect of it.
pub(super) fn wijzer(plek: &dyn Opslagplaats) -> Result<(Wijzer, Option<Merk>), Fault> {
    match plek.haal(WIJZER, MEEST_WIJZER)? {
        Gehaald::Niets => Ok((Wijzer::default(), None)),
        Gehaald::Bestand(bytes, merk) => Ok((Wijzer::lees(&bytes), Some(merk))),
        Gehaald::Niet(why) => Err(Fault::input(
            "Het overzicht op deze plek kan ik niet lezen.",
            why,
            format!("Haal {WIJZER} weg en deel opnieuw. Er gaat niets verloren: alles staat ook in de versies zelf."),
        )
        .at(plek.waar())),
    }
}

/// Who reads: the keys that they know, their region, and what they said. Without the kluis at hand, so that it can go to
/// another thread.
pub struct Lezer {
    kennis: Kennis,
    sleutels: Vec<Sleutel>,
    woord: Woord,
    oefening: bool,
    regio: String,
    gemeenten: Vec<String>,
}

impl Lezer {
    /// Who reads with the kluis that is open now; a key that was given is known as well.
    pub fn new(app: &App, woord: Woord, gegeven: Option<Sleutel>) -> Lezer {
        Lezer::van(&app.kluis.view.model, app.dirs.watermerk().is_some(), woord, gegeven)
    }

    /// Who reads with this kluis, for practice or not.
    pub fn van(model: &Model, oefening: bool, woord: Woord, gegeven: Option<Sleutel>) -> Lezer {
        let kennis = Kennis::van(model);
        let gegevens = Netwerkgegevens::van(model);
        Lezer {
            sleutels: gegeven.into_iter().chain(kennis.sleutels()).collect(),
            kennis,
            woord,
            oefening,
            regio: gegevens.regio,
            gemeenten: gegevens.gemeenten,
        }
    }

    /// Whether a version goes on from the network here, and only its key is not known.
    pub(super) fn gaat_verder(&self, one: &Kandidaat) -> bool {
        matches!(one.oordeel, Oordeel::Eerste(_)) && one.voorgangers.iter().any(|id| self.kennis.lijn.contains(id))
    }

    /// The keys that are known.
    pub fn sleutels(&self) -> &[Sleutel] {
        &self.sleutels
    }

    /// Reads a version and judges it. What is wrong with the file is the inner error; a place that fails is the outer one.
    fn lees(&self, plek: &dyn Opslagplaats, naam: &str) -> Result<Result<Kandidaat, String>, Fault> {
        let bytes = match plek.haal(naam, MEEST_BYTES)? {
            Gehaald::Bestand(bytes, _) => bytes,
            Gehaald::Niet(why) => return Ok(Err(why)),
            Gehaald::Niets => return Ok(Err("Het is weggehaald terwijl ik keek.".to_owned())),
        };
        let signature = match plek.haal(&handtekeningnaam(naam), handtekening::GROOTST)? {
            Gehaald::Bestand(text, _) => Some(text),
            Gehaald::Niets => None,
            Gehaald::Niet(why) => return Ok(Err(format!("De handtekening kan ik niet lezen. {why}"))),
        };
        Ok(self
            .beoordeel(naam, &bytes, signature.as_deref())
            .map_err(|fault| format!("{} {}", fault.wat, fault.waarom)))
    }

    fn beoordeel(&self, naam: &str, bytes: &[u8], signature: Option<&[u8]>) -> Result<Kandidaat, Fault> {
        let bestand = import::netwerk::lees(&mut Cursor::new(bytes))?;
        bestand.controleer()?;
        let elsewhere = |wat: &str| Fault::input(wat, "", "");
        if bestand.kop.oefening != self.oefening {
            return Err(elsewhere(if self.oefening {
                "Het is een echt netwerk, en dit is de oefenkluis."
            } else {
                "Het komt uit een oefenkluis: alles wat erin staat is verzonnen."
            }));
        }
        if !self.is_onze(&bestand) {
            return Err(elsewhere("Het is van een andere regio."));
        }
        let found = match signature {
            Some(text) => handtekening::controleer_bytes(text, bytes, &bestand.kop, &self.sleutels)?,
            None => Handtekening::Geen,
        };
        let oordeel = beoordeel(&self.kennis, &Betreft::van(&bestand), found);
        let bezwaar = oordeel.mag(&bestand.kop, self.woord).err();
        Ok(Kandidaat {
            naam: naam.to_owned(),
            gehad: self.kennis.lijn.contains(&bestand.kop.versie_id),
            kop: bestand.kop.clone(),
            voorgangers: bestand.kop.voorgangers.clone(),
            oordeel,
            bezwaar,
            bestand: Some(Box::new(bestand)),
        })
    }

    /// Whether a file is of the region of the reader. One place may be of several; who has no region yet takes any.
    fn is_onze(&self, bestand: &Netwerkbestand) -> bool {
        let theirs = &bestand.inhoud.gebied.gemeenten;
        (self.regio.trim().is_empty() && self.gemeenten.is_empty())
            || zelfde_regio(&self.regio, &bestand.kop.regio)
            || theirs.iter().any(|code| self.gemeenten.contains(code))
    }
}

/// Looks at everything at a place.
pub(super) fn zoek(plek: &dyn Opslagplaats, lezer: &Lezer, hint: &Wijzer) -> Result<Gezocht, Fault> {
    let names = plek.lijst()?;
    let mut gezocht = Gezocht::default();
    let mut found: Vec<Kandidaat> = Vec::new();
    let mut read = 0;
    let mut not_read = 0;
    for Naam { naam, grootte } in op_volgorde(names, hint) {
        // Older, by its name, than a version that is trusted. A name that lies hides no more than taking the file away
        // would, and who can give names can do that too.
        if let Some((_, kort)) = in_naam(&naam)
            && found.iter().any(|one| {
                one.gewicht() == Gewicht::Vertrouwd
                    && bekende_sleutel(&one.oordeel)
                    && one.kop.versie_id.kort() != kort
                    && one.voorgangers.iter().any(|id| id.kort() == kort)
            })
        {
            gezocht.ouder += 1;
            continue;
        }
        if grootte.is_some_and(|bytes| bytes > MEEST_BYTES) {
            let reden = format!("Het is te groot voor een netwerkbestand: meer dan {} MB.", MEEST_BYTES / 1024 / 1024);
            gezocht.weggelaten.push(Weggelaten { naam, reden });
            continue;
        }
        if read == MEEST_GELEZEN {
            not_read += 1;
            continue;
        }
        read += 1;
        match lezer.lees(plek, &naam)? {
            Ok(one) => bij(&mut found, one, &mut gezocht.weggelaten),
            Err(reden) => gezocht.weggelaten.push(Weggelaten { naam, reden }),
        }
    }
    if not_read > 0 {
        gezocht.weggelaten.push(Weggelaten {
            naam: format!("nog {not_read} bestanden"),
            reden: "Ik heb ze niet gelezen, want er staan hier te veel bestanden die geen versie van uw netwerk zijn."
                .to_owned(),
        });
    }
    kies(found, lezer, &mut gezocht);
    Ok(gezocht)
}

/// The names that may be versions: what the index says is newest first, then those whose name says when, newest first,
/// and then the rest, which can be anything.
fn op_volgorde(names: Vec<Naam>, hint: &Wijzer) -> Vec<Naam> {
    let first: BTreeSet<&str> = hint.versies.first().map(|known| known.naam.as_str()).into_iter().collect();
    let mut names: Vec<Naam> = names.into_iter().filter(|one| is_kandidaat(&one.naam)).collect();
    names.sort_by_cached_key(|one| {
        let when = in_naam(&one.naam).map(|(moment, _)| moment.to_owned());
        (!first.contains(one.naam.as_str()), Reverse(when), one.naam.clone())
    });
    names
}

/// Adds a version. Of two files that are the same version the one that says more counts: a signature, a later date.
fn bij(found: &mut Vec<Kandidaat>, mut one: Kandidaat, weggelaten: &mut Vec<Weggelaten>) {
    let held = found.iter().filter(|known| known.bestand.is_some()).count();
    if held >= MEEST_GEHOUDEN {
        one.bestand = None;
    }
    let Some(same) = found.iter_mut().find(|known| known.kop.versie_id == one.kop.versie_id) else {
        found.push(one);
        return;
    };
    let worth = |one: &Kandidaat| (one.gewicht(), one.mag(), one.kop.gemaakt_op);
    if worth(&one) > worth(same) {
        std::mem::swap(same, &mut one);
    }
    // The head is not in the id: what a copy that nobody vouches for says of the line counts for nothing.
    if one.gewicht() == same.gewicht() && one.oordeel.sleutel() == same.oordeel.sleutel() {
        same.voorgangers = lijn_samen(&same.voorgangers, &one.voorgangers);
    }
    let reden = format!("Dezelfde versie staat ook in {}.", same.naam);
    weggelaten.push(Weggelaten { naam: one.naam, reden });
}

/// Decides which are the newest.
fn kies(mut found: Vec<Kandidaat>, lezer: &Lezer, gezocht: &mut Gezocht) {
    gezocht.ondertekend = found.iter().any(|one| one.gewicht() > Gewicht::Zonder);
    if gezocht.ondertekend && !lezer.woord.zonder_handtekening {
        // A file that anybody can have made stands beside one that somebody vouches for.
        for one in &mut found {
            if one.oordeel == Oordeel::Zonder {
                let reden =
                    "Het is niet ondertekend, en andere versies hier wel. Misschien is de handtekening nog onderweg.";
                gezocht.weggelaten.push(Weggelaten { naam: one.naam.clone(), reden: reden.to_owned() });
            }
        }
        found.retain(|one| one.oordeel != Oordeel::Zonder);
    }
    let newest: BTreeSet<usize> = {
        let places: Vec<Plaats<'_>> = found.iter().map(Kandidaat::plaats).collect();
        doorgeven::koppen(&places).into_iter().collect()
    };
    for (at, one) in found.into_iter().enumerate() {
        if !newest.contains(&at) {
            gezocht.ouder += 1;
            continue;
        }
        if let Some(fault) = &one.bezwaar {
            let reden = format!("{} {}", fault.wat, fault.waarom);
            gezocht.weggelaten.push(Weggelaten { naam: one.naam.clone(), reden });
        }
        gezocht.koppen.push(one);
    }
    gezocht.koppen.sort_by_key(|one| Reverse((one.kop.gemaakt_op, one.kop.versie_id)));
}

/// The content of a version that was chosen.
pub(super) fn inhoud(plek: &dyn Opslagplaats, lezer: &Lezer, one: Kandidaat) -> Result<Netwerkbestand, Fault> {
    if let Some(bestand) = one.bestand {
        return Ok(*bestand);
    }
    let again = lezer.lees(plek, &one.naam)?.ok().filter(|again| again.kop == one.kop && again.oordeel == one.oordeel);
    again.and_then(|again| again.bestand).map(|bestand| *bestand).ok_or_else(|| {
        Fault::input(
            "Dit bestand is veranderd terwijl het werd gelezen.",
            "Iets anders schrijft op deze plek.",
            "Probeer het opnieuw. Er is niets overgenomen.",
        )
        .at(one.naam)
    })
}
