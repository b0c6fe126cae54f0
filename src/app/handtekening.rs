//! Signatures of network files, in the form of minisign: made here, and held against files here. What follows from them
//! is decided in [`crate::domain::netwerk::vertrouwen`].
//!
//! A signature stands beside its file (`netwerk.json.minisig`) and is of the whole file. The secret key leaves the kluis
//! only as far as the memory of whoever signs.

use std::ffi::OsString;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minisign_verify::{PublicKey, Signature};
use zeroize::Zeroizing;

use super::App;
use crate::domain::fault::Fault;
use crate::domain::kluis::{Batch, KluisAct, Moment};
use crate::domain::netwerk::bestand::{Kop, Netwerkbestand, leesfout};
pub use crate::domain::netwerk::vertrouwen::Oordeel;
use crate::domain::netwerk::vertrouwen::{
    self, Betreft, Geheim, Handtekening, Kennis, Sleutel, Tekensleutel, beoordeel,
};
use crate::platform::files;

/// What stands behind the name of a file that is a signature.
pub const EIND: &str = ".minisig";
/// No signature and no public key is larger, in bytes.
pub(super) const GROOTST: u64 = 16 * 1024;

/// Where the signature of a file stands.
pub fn pad(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(EIND);
    PathBuf::from(name)
}

/// Makes a key to sign with.
///
/// # Errors
/// The system gives no random numbers.
pub fn nieuwe_sleutel(now: Moment) -> Result<Tekensleutel, Fault> {
    let pair = minisign::KeyPair::generate_unencrypted_keypair().map_err(|_| geen_sleutel())?;
    let sleutel = Sleutel::lees(&pair.pk.to_base64()).ok_or_else(geen_sleutel)?;
    let kept = pair.sk.to_box(None).map_err(|_| geen_sleutel())?;
    let geheim = Geheim::new(kept.into_string());
    Ok(Tekensleutel { sleutel, geheim, gemaakt_op: now.stamp, rest: serde_json::Map::new() })
}

fn geen_sleutel() -> Fault {
    Fault::internal("De sleutel is niet gemaakt.", "Het systeem werkte niet mee.", "Probeer het opnieuw.")
}

/// Signs a file that stands there, and keeps with its version that it was signed.
///
/// # Errors
/// There is no key, something stands where the signature comes, the file is not the one of this head, or something
/// cannot be read or written.
pub fn onderteken(app: &mut App, path: &Path, kop: &Kop) -> Result<Sleutel, Fault> {
    let tekensleutel = Tekensleutel::van(&app.kluis.view.model).ok_or_else(geen_tekensleutel)?;
    let sleutel = tekensleutel.sleutel;
    let text = teken(tekensleutel, path, kop)?;
    let signature = pad(path);
    files::create(&signature, |out| out.write_all(text.as_bytes()))?;
    // Read back, as every reader will: the file may have changed meanwhile.
    let found = controleer(path, kop, &[sleutel]);
    if !matches!(found, Ok(Handtekening::Goed(key)) if key == sleutel) {
        files::remove(&signature)?;
        return Err(Fault::input(
            "Het bestand is niet ondertekend.",
            "Het is veranderd terwijl het werd ondertekend.",
            "Probeer het opnieuw als er niets anders meer in schrijft.",
        )
        .at(path.display().to_string()));
    }
    let mut batch = Batch::default();
    vertrouwen::merk(&app.kluis.view.model, &mut batch, kop.versie_id, sleutel);
    if !batch.changes.is_empty() {
        app.kluis.run(KluisAct::Commit(batch))?;
    }
    Ok(sleutel)
}

/// That there is no key to sign with.
pub fn geen_tekensleutel() -> Fault {
    Fault::input(
        "U hebt nog geen sleutel om mee te ondertekenen.",
        "Met een sleutel zien lezers dat een bestand echt van u komt.",
        "Maak er een met: aandacht netwerk sleutel maak",
    )
}

fn teken(tekensleutel: &Tekensleutel, path: &Path, kop: &Kop) -> Result<String, Fault> {
    teken_bytes(tekensleutel, files::open(path)?, kop).map_err(|fault| fault.at(path.display().to_string()))
}

/// The signature of a file with this head, as it stands in its own file.
///
/// # Errors
/// The key is damaged, or the file cannot be read.
pub(super) fn teken_bytes(tekensleutel: &Tekensleutel, bron: impl Read, kop: &Kop) -> Result<String, Fault> {
    // The library's own messages are not shown: they could quote the key.
    let broken = || {
        Fault::store(
            "De sleutel om mee te ondertekenen is beschadigd.",
            "Ze is niet te lezen.",
            "Zet een back-up terug, of maak een nieuwe sleutel met: aandacht netwerk sleutel maak --vervang",
        )
    };
    // Bytes, and not the library's own box: those can be wiped.
    let text = tekensleutel.geheim.tekst().lines().nth(1).ok_or_else(broken)?;
    let bytes = Zeroizing::new(STANDARD.decode(text.trim()).map_err(|_| broken())?);
    let secret = minisign::SecretKey::from_bytes(&bytes).map_err(|_| broken())?;
    let public = minisign::PublicKey::from_base64(&tekensleutel.sleutel.to_string()).map_err(|_| broken())?;
    let line = vertrouwen::opmerking(kop, tekensleutel.sleutel);
    let made = minisign::sign(Some(&public), &secret, bron, Some(&line), Some("handtekening van aandacht"));
    let made = made.map_err(|_| {
        Fault::input("Het bestand is niet ondertekend.", "Het kan niet worden gelezen.", "Probeer het opnieuw.")
    })?;
    Ok(made.into_string())
}

/// What is thought of a network file that was read from here, by what the open kluis knows.
///
/// # Errors
/// The file cannot be read again, or is another one by now.
pub fn oordeel(app: &App, path: &Path, bestand: &Netwerkbestand, gegeven: Option<Sleutel>) -> Result<Oordeel, Fault> {
    // What the head says is believed of the content only when they agree.
    bestand.controleer()?;
    let kennis = Kennis::van(&app.kluis.view.model);
    let keys: Vec<Sleutel> = gegeven.into_iter().chain(kennis.sleutels()).collect();
    let found = controleer(path, &bestand.kop, &keys)?;
    Ok(beoordeel(&kennis, &Betreft::van(bestand), found))
}

/// Holds the signature beside a file against it. The key is one of these, or the one that the signature itself names:
/// whether anybody trusts it is not looked at here.
///
/// The bytes that are checked have to have this head. Its id is the hash of the content, so that what was read before is
/// what was signed, even when the file was replaced in between.
///
/// # Errors
/// The file or its signature cannot be read, or the file has another head by now.
pub fn controleer(path: &Path, kop: &Kop, bekend: &[Sleutel]) -> Result<Handtekening, Fault> {
    let Some(text) = files::read_small(&pad(path), GROOTST)? else { return Ok(Handtekening::Geen) };
    let found = controleer_bytes(&text, files::open(path)?, kop, bekend);
    found.map_err(|fault| if fault.plaats.is_empty() { fault.at(path.display().to_string()) } else { fault })
}

/// The same of a file and a signature that stand anywhere.
///
/// # Errors
/// The file cannot be read, or has another head than this.
pub(super) fn controleer_bytes(
    text: &[u8],
    bron: impl Read,
    kop: &Kop,
    bekend: &[Sleutel],
) -> Result<Handtekening, Fault> {
    let Some(signature) = std::str::from_utf8(text).ok().and_then(|text| Signature::decode(text).ok()) else {
        return Ok(Handtekening::Fout);
    };
    let line = signature.trusted_comment();
    let mut keys: Vec<Sleutel> = vertrouwen::sleutel_in(line).into_iter().chain(bekend.iter().copied()).collect();
    keys.sort_unstable();
    keys.dedup();
    let keys: Vec<(Sleutel, PublicKey)> =
        keys.into_iter().filter_map(|key| Some((key, PublicKey::from_base64(&key.to_string()).ok()?))).collect();
    let mut old_form = false;
    let mut checks = Vec::new();
    for (key, public) in &keys {
        match public.verify_stream(&signature) {
            Ok(check) => checks.push((*key, check)),
            // Of another key.
            Err(minisign_verify::Error::UnexpectedKeyId) => {}
            Err(_) => old_form = true,
        }
    }
    if checks.is_empty() {
        return Ok(if old_form { Handtekening::Fout } else { Handtekening::ZonderSleutel });
    }
    let check_all = |bytes: &[u8]| checks.iter_mut().for_each(|(_, check)| check.update(bytes));
    // Read in blocks, though JSON asks for bytes.
    let mut reader = BufReader::new(mee(bron, check_all));
    let mut json = serde_json::Deserializer::from_reader(&mut reader);
    let head: Kop = serde::Deserialize::deserialize(&mut json).map_err(|error| leesfout(&error))?;
    json.end().map_err(|error| leesfout(&error))?;
    if head != *kop {
        return Err(Fault::input(
            "Dit bestand is veranderd terwijl het werd gelezen.",
            "Iets anders schrijft in dit bestand.",
            "Probeer het opnieuw. Er is niets overgenomen.",
        ));
    }
    let good = checks.iter_mut().find_map(|(key, check)| check.finalize().is_ok().then_some(*key));
    Ok(match good.filter(|key| vertrouwen::opmerking_klopt(line, kop, *key)) {
        Some(key) => Handtekening::Goed(key),
        None => Handtekening::Fout,
    })
}

/// A public key that somebody gives: the key itself, or a `.pub` file.
///
/// # Errors
/// It is neither.
pub fn lees_sleutel(given: &str) -> Result<Sleutel, Fault> {
    if let Some(key) = Sleutel::lees(given) {
        return Ok(key);
    }
    let path = Path::new(given);
    let text = files::read_small(path, GROOTST)?.and_then(|text| String::from_utf8(text).ok());
    text.as_deref().and_then(Sleutel::lees_bestand).ok_or_else(|| {
        Fault::input(
            "Dit is geen openbare sleutel.",
            "Het is geen .pub-bestand, en ook niet de sleutel zelf.",
            "Geef het .pub-bestand van de uitgever, of de sleutel die begint met RW.",
        )
        .at(path.display().to_string())
    })
}

/// Writes the public key to a new file, as minisign reads it.
///
/// # Errors
/// Something stands there, or it cannot be written.
pub fn schrijf_sleutel(sleutel: Sleutel, path: &Path) -> Result<(), Fault> {
    files::create(path, |out| out.write_all(sleutel.als_bestand().as_bytes()))
}

/// A reader that shows what it reads to somebody else as well.
struct Mee<R, F> {
    bron: R,
    gelezen: F,
}

fn mee<R: Read, F: FnMut(&[u8])>(bron: R, gelezen: F) -> Mee<R, F> {
    Mee { bron, gelezen }
}

impl<R: Read, F: FnMut(&[u8])> Read for Mee<R, F> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.bron.read(out)?;
        (self.gelezen)(out.get(..count).unwrap_or_default());
        Ok(count)
    }
}
