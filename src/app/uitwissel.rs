//! What comes in from partners and what goes out to them as files.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;

use super::doorgeven::{Deelopdracht, Lezer, Uitkomst};
use super::perform::among_documents;
use super::uitvoer::is_free;
use super::{App, doorgeven, handtekening};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::kluis::{KluisAct, Moment};
use crate::domain::netwerk::bestand::Netwerkbestand;
use crate::domain::netwerk::invoer::Bestandsoort;
pub use crate::domain::netwerk::invoer::Binnen;
pub use crate::domain::netwerk::uitvoer::Opdracht;
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};
use crate::domain::netwerk::versie::{self, Uitgave};
use crate::domain::netwerk::vertrouwen::Handtekening;
use crate::domain::netwerk::{NAAMLOOS, Netwerkgegevens, Tekensleutel, Uitvoervorm};
use crate::import::{self, Grenzen};
use crate::platform::plek::Map;
use crate::platform::{files, panic};

/// Reads a partner's file, on a thread of its own: a parser that panics on it takes nothing else along.
///
/// # Errors
/// It cannot be read, is nothing that this program reads, or does not hold.
pub fn lees(path: &Path) -> Result<Binnen, Fault> {
    let mut file = files::open(path)?;
    let naam = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let place = path.display().to_string();
    let reading = thread::Builder::new().name(panic::INLEZEN.to_owned()).spawn(move || {
        let begin = import::begin_van(&mut file)?;
        if import::herken(&naam, &begin)? == Bestandsoort::Netwerk {
            return import::netwerk::lees(&mut file).map(|bestand| Binnen::Netwerk(Box::new(bestand)));
        }
        import::lees(&naam, &mut file, &Grenzen::default()).map(|read| Binnen::Ander(Box::new(read)))
    });
    let broken = || {
        Fault::input(
            "Dit bestand is kapot.",
            "Het is niet te lezen als wat het zegt te zijn.",
            "Vraag de afzender om het opnieuw te maken. Er is niets overgenomen.",
        )
    };
    let read = reading.map_err(|_| broken()).and_then(|reading| reading.join().unwrap_or_else(|_| Err(broken())));
    read.map_err(|fault| fault.at(place))
}

/// Reads a partner's file for a screen, and holds the signature of a network file against it. A bare name stands among the
/// user's documents; of a folder that a region shares it is the newest version that holds.
///
/// # Errors
/// As [`lees`], the file does not agree with itself or is another one by now, or there is nothing new in the folder.
pub fn lees_voor_scherm(path: &Path, lezer: &Lezer) -> Result<(Binnen, Handtekening), Fault> {
    let path = among_documents(path);
    if path.is_dir() {
        return uit_map(&path, lezer);
    }
    let binnen = lees(&path)?;
    let handtekening = match &binnen {
        Binnen::Netwerk(bestand) => {
            bestand.controleer().map_err(|fault| fault.at(path.display().to_string()))?;
            handtekening::controleer(&path, &bestand.kop, lezer.sleutels())?
        }
        Binnen::Ander(_) => Handtekening::Geen,
    };
    Ok((binnen, handtekening))
}

fn uit_map(path: &Path, lezer: &Lezer) -> Result<(Binnen, Handtekening), Fault> {
    let found = doorgeven::ophalen(&Map::new(path)?, lezer, None)?;
    match found.uitkomst {
        Uitkomst::Een(bestand, _, oordeel) => {
            Ok((Binnen::Netwerk(bestand), oordeel.sleutel().map_or(Handtekening::Geen, Handtekening::Goed)))
        }
        Uitkomst::AlNieuwste => Err(Fault::input(
            "U hebt de nieuwste versie al.",
            "In deze map staat niets nieuwers.",
            "U hoeft niets te doen.",
        )),
        Uitkomst::Meer => Err(found.gezocht.meer().at(path.display().to_string())),
        Uitkomst::Niets(fault) => Err(fault),
    }
}

/// Where a file of this kind comes to stand that the user named like this: without an ending it gets one, and a bare name
/// stands among the documents. A folder stays a folder.
pub fn plek_van(path: &Path, vorm: Uitvoervorm) -> PathBuf {
    let mut path = among_documents(path);
    if path.extension().is_none() && !path.is_dir() {
        path.set_extension(vorm.extensie());
    }
    path
}

/// Writes the network to a new file, and signs a network file when the user has a key. What stayed behind and what the format cannot carry is given as sentences, for the
/// maker alone.
///
/// # Errors
/// Something stands there, it cannot be written, or the kluis does not keep the version.
pub fn schrijf(app: &mut App, opdracht: &Opdracht, path: &Path) -> Result<Vec<String>, Fault> {
    schrijf_als(app, opdracht, path, true)
}

/// The same, signed or not.
///
/// # Errors
/// As of [`schrijf`].
pub fn schrijf_als(app: &mut App, opdracht: &Opdracht, path: &Path, ondertekenen: bool) -> Result<Vec<String>, Fault> {
    let now = app.clock.now();
    let gemeenten = app.content.gemeenten()?;
    if opdracht.vorm == Uitvoervorm::Netwerk && path.is_dir() {
        return in_map(app, opdracht, path, ondertekenen);
    }
    if path.is_dir() {
        return Err(Fault::input(
            "Dit is een map.",
            "Alleen een netwerkbestand kan in een gedeelde map worden gezet.",
            format!("Zet de naam van het bestand erachter, zoals netwerk.{}.", opdracht.vorm.extensie()),
        )
        .at(path.display().to_string()));
    }
    if opdracht.vorm != Uitvoervorm::Netwerk {
        let uitvoer = Uitvoer::van(&app.kluis.view.model, &gemeenten.inhoud, &opdracht.keuze);
        files::create(path, |out| {
            let mut out = BufWriter::new(out);
            niet_netwerk(opdracht.vorm, &uitvoer, now, &mut out).and_then(|()| out.flush())
        })?;
        return Ok(uitvoer.weggelaten().regels(kan_niet(opdracht.vorm)));
    }
    // A signature of something else beside a new file would say that the new one was changed.
    is_free(&handtekening::pad(path))?;
    let practice = app.dirs.watermerk().is_some();
    let uitgave = Uitgave { geheim: opdracht.keuze.geheim, geldig_tot: opdracht.geldig_tot, oefening: practice };
    let (bestand, batch) = versie::uitgeven(&app.kluis.view.model, &uitgave, now);
    // Kept first: a version that was sent and is not kept could never be compared with what comes back.
    if !batch.changes.is_empty() {
        app.kluis.run(KluisAct::Commit(batch))?;
    }
    schrijf_bestand(&bestand, path)?;
    let mut said = Uitvoer::van(&app.kluis.view.model, &gemeenten.inhoud, &opdracht.keuze).weggelaten().regels(&[]);
    said.extend(naamloos(app));
    if ondertekenen && Tekensleutel::van(&app.kluis.view.model).is_some() {
        let sleutel = handtekening::onderteken(app, path, &bestand.kop)?;
        let place = handtekening::pad(path);
        said.push(format!(
            "Ondertekend met uw sleutel {}. Stuur {} mee: zonder dat bestand kan niemand de handtekening zien.",
            sleutel.kort(),
            place.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
        ));
    }
    Ok(said)
}

/// Puts a version down in a folder that the region shares.
fn in_map(app: &mut App, opdracht: &Opdracht, path: &Path, ondertekenen: bool) -> Result<Vec<String>, Fault> {
    let deel = Deelopdracht {
        geheim: opdracht.keuze.geheim,
        geldig_tot: opdracht.geldig_tot,
        geldig_anders: None,
        ondertekenen,
    };
    let done = doorgeven::deel(app, &Map::new(path)?, &deel)?;
    let mut said = vec![if done.stond_er_al {
        format!("Deze versie stond er al, als {}.", done.naam)
    } else {
        format!("In deze map staat nu een nieuwe versie: {}.", done.naam)
    }];
    said.push(match done.sleutel {
        Some(sleutel) => format!("Ondertekend met uw sleutel {}.", sleutel.kort()),
        None => "Let op: niet ondertekend. Wie ophaalt kan niet zien dat deze versie van u komt.".to_owned(),
    });
    said.extend(done.gezegd);
    said.extend(naamloos(app));
    Ok(said)
}

/// That nobody can see whose version it is, when the user never said in which function they fill in.
pub fn naamloos(app: &App) -> Option<String> {
    (Netwerkgegevens::van(&app.kluis.view.model).door() == NAAMLOOS).then(|| {
        format!(
            "Let op: als uitgever staat er \"{NAAMLOOS}\". Vul uw functie in bij Regio en gemeenten van het netwerk (Netwerk, \
             Tab), zodat lezers weten wie ze kunnen bellen."
        )
    })
}

/// Writes a network file to a new file.
///
/// # Errors
/// Something stands there, or it cannot be written.
pub fn schrijf_bestand(bestand: &Netwerkbestand, path: &Path) -> Result<(), Fault> {
    files::create(path, |out| {
        let mut out = Naar { out: BufWriter::new(out), fout: None };
        match bestand.schrijf(&mut out) {
            Ok(()) => out.out.flush(),
            Err(_) => Err(out.fout.unwrap_or_else(|| io::Error::other("formatting"))),
        }
    })
}

fn niet_netwerk(vorm: Uitvoervorm, uitvoer: &Uitvoer<'_>, now: Moment, out: &mut dyn Write) -> io::Result<()> {
    match vorm {
        Uitvoervorm::Csv => crate::export::netwerk::csv::write(uitvoer, out),
        Uitvoervorm::Xlsx => crate::export::netwerk::xlsx::write(uitvoer, now.stamp, out),
        Uitvoervorm::Vcard => {
            crate::export::netwerk::vcard::write(uitvoer, crate::export::netwerk::vcard::VcardVersie::V4, out)
        }
        Uitvoervorm::Vcard3 => {
            crate::export::netwerk::vcard::write(uitvoer, crate::export::netwerk::vcard::VcardVersie::V3, out)
        }
        Uitvoervorm::Hsds => crate::export::netwerk::hsds::write(uitvoer, out),
        Uitvoervorm::Lijst => crate::export::netwerk::lijst::write(uitvoer, now.local.date(), out),
        Uitvoervorm::Pagina => crate::export::netwerk::pagina::write(uitvoer, now.local.date(), out),
        Uitvoervorm::Svg => crate::export::netwerk::svg::write(uitvoer, out),
        Uitvoervorm::Dot => crate::export::netwerk::dot::write(uitvoer, out),
        // Written as a version, above.
        Uitvoervorm::Netwerk => Ok(()),
    }
}

/// What a format cannot carry.
fn kan_niet(vorm: Uitvoervorm) -> &'static [Niet] {
    match vorm {
        Uitvoervorm::Netwerk => &[],
        Uitvoervorm::Csv => crate::export::netwerk::csv::NIET,
        Uitvoervorm::Xlsx => crate::export::netwerk::xlsx::NIET,
        Uitvoervorm::Vcard | Uitvoervorm::Vcard3 => crate::export::netwerk::vcard::NIET,
        Uitvoervorm::Hsds => crate::export::netwerk::hsds::NIET,
        Uitvoervorm::Lijst => crate::export::netwerk::lijst::NIET,
        Uitvoervorm::Pagina => crate::export::netwerk::pagina::NIET,
        Uitvoervorm::Svg => crate::export::netwerk::svg::NIET,
        Uitvoervorm::Dot => crate::export::netwerk::dot::NIET,
    }
}

/// Text to a writer of bytes; what goes wrong there is kept.
struct Naar<W: Write> {
    out: W,
    fout: Option<io::Error>,
}

impl<W: Write> fmt::Write for Naar<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.fout = Some(error);
            fmt::Error
        })
    }
}
