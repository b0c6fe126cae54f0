//! Ways of working and cases by the code or id that somebody names.

use std::sync::Arc;

use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::inhoud::{Bestand, Oefencasus, Soort, Werkvorm};

/// The case with this id or code; one of the user's own goes first.
///
/// # Errors
/// There is none, or it has problems.
pub fn casus(reader: &dyn Reader, genoemd: &str) -> Result<Arc<Bestand<Oefencasus>>, Fault> {
    let of = |id: &str| reader.oefencasus(id);
    match by_code(reader, Soort::Casus, genoemd, |id| Some(of(id).ok()?.inhoud.code.clone())) {
        Some(id) => of(&id),
        None => Err(not_there("casus", genoemd)),
    }
}

/// The method, exercise or programme with this id or code; one of the user's own goes first.
///
/// # Errors
/// There is none, or it has problems.
pub fn werkvorm(reader: &dyn Reader, genoemd: &str) -> Result<Arc<Bestand<Werkvorm>>, Fault> {
    let of = |id: &str| reader.werkvorm(id);
    match by_code(reader, Soort::Werkvorm, genoemd, |id| Some(of(id).ok()?.inhoud.code.clone())) {
        Some(id) => of(&id),
        None => Err(not_there("methode, oefening of programma", genoemd)),
    }
}

fn by_code(reader: &dyn Reader, soort: Soort, genoemd: &str, code: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut entries = reader.entries(soort);
    entries.sort_by_key(|entry| !entry.own);
    let named = entries.iter().find(|entry| entry.id == genoemd);
    let coded = || entries.iter().find(|entry| code(&entry.id).is_some_and(|code| code.eq_ignore_ascii_case(genoemd)));
    named.or_else(coded).map(|entry| entry.id.clone())
}

fn not_there(kind: &str, genoemd: &str) -> Fault {
    Fault::input(
        format!("Er is geen {kind} \"{genoemd}\"."),
        "Deze code of id komt niet voor, of het bestand heeft fouten.",
        "Kijk welke er zijn met: aandacht oefening lijst",
    )
    .at(genoemd)
}
