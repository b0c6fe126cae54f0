//! `loopt.json`: the session that goes on. Written at every act of it, so that a killed program, a computer that was
//! switched off or a kluis that was locked ends no session; and never with a word that somebody typed (see [`Lopend`]).

use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::oefening::spel::plan_van;
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
    let because = match found {
        None => BROKEN,
        Some(lopend) => match misfit(&lopend, content) {
            None => return Ok(Some(lopend)),
            Some(because) => because,
        },
    };
    files::set_aside(&path)?;
    let advice = format!(
        "Begin opnieuw; wat in de kluis staat is er nog. De stand van toen staat in {}.",
        path.with_extension("kapot").display()
    );
    Err(Fault::input("Wat nog liep kan ik niet hervatten.", because, advice).at(path.display().to_string()))
}

const BROKEN: &str = "Het bestand is beschadigd, of van een andere versie van het programma.";

/// Why what was going on cannot go on; nothing when it can. Own content may be gone, or may have changed.
fn misfit(lopend: &Lopend, content: &dyn Reader) -> Option<&'static str> {
    if let Some(stand) = &lopend.oefening
        && let Err(because) = plan_van(content, stand)
    {
        return Some(because);
    }
    let Ok(file) = content.werkvorm(&lopend.werkvorm) else { return Some("De werkvorm is er niet meer.") };
    let fits = lopend.verloop.past(file.inhoud.fasen.len());
    (!fits).then_some("De fasen van de werkvorm zijn intussen veranderd.")
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
