//! `loopt.json`: the session that goes on. Written at every act of it, so that a killed program, a computer that was
//! switched off or a kluis that was locked ends no session; and never with a word that somebody typed (see [`Lopend`]).

use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::sessie::{Lopend, VERSIE};
use crate::platform::dirs::Dirs;
use crate::platform::files;

/// The session that went on when the program ended, if one did.
///
/// # Errors
/// There is one that cannot be read or understood; the file is set aside, so that it is told once.
pub fn load(dirs: &Dirs, content: &dyn Reader) -> Result<Option<Lopend>, Fault> {
    let path = dirs.lopend();
    let Some(text) = files::read_text(&path)? else { return Ok(None) };
    let found = serde_json::from_str::<Lopend>(&text).ok().filter(|lopend| lopend.versie == VERSIE);
    let known = found.filter(|lopend| {
        let fasen = content.werkvorm(&lopend.werkvorm).map_or(0, |file| file.inhoud.fasen.len());
        lopend.verloop.past(fasen)
    });
    if known.is_some() {
        return Ok(known);
    }
    files::set_aside(&path)?;
    Err(Fault::input(
        "De sessie die nog liep kan ik niet hervatten.",
        "Het bestand is beschadigd, of hoort bij een andere versie van de werkvorm.",
        "Begin opnieuw; wat in de kluis staat is er nog.",
    )
    .at(path.display().to_string()))
}

/// Writes how the session stands; takes the file away when it is over.
///
/// # Errors
/// The file cannot be written or taken away.
pub fn keep(dirs: &Dirs, lopend: Option<&Lopend>) -> Result<(), Fault> {
    let path = dirs.lopend();
    let Some(lopend) = lopend else { return files::remove(&path) };
    let text = serde_json::to_string(lopend).map_err(|_| {
        Fault::internal(
            "De stand van de sessie is niet bewaard.",
            "Ze laat zich niet opschrijven.",
            "Meld dit bij de makers.",
        )
    })?;
    files::replace(&path, &text)
}
