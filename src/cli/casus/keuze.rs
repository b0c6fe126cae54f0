//! Which casus is meant: by its number in the list or by its code.

use crate::domain::casus::Dossier;
use crate::domain::fault::Fault;

/// The number of every casus: in the order in which they were begun, so that working on one changes no number.
pub fn numbered(dossiers: &[Dossier]) -> Vec<(usize, &Dossier)> {
    let mut begun: Vec<&Dossier> = dossiers.iter().collect();
    begun.sort_by_key(|dossier| (dossier.begonnen, dossier.id));
    let number = |dossier: &Dossier| begun.iter().position(|other| other.id == dossier.id).map_or(0, |at| at + 1);
    dossiers.iter().map(|dossier| (number(dossier), dossier)).collect()
}

/// The number of one casus.
pub fn number(dossiers: &[Dossier], dossier: &Dossier) -> usize {
    numbered(dossiers).into_iter().find(|(_, other)| other.id == dossier.id).map_or(0, |(number, _)| number)
}

/// The letters of a code with which it may be cut short.
const LEAST: usize = 2;

/// The casus that is meant.
///
/// # Errors
/// None is, or more than one.
pub fn find(dossiers: &[Dossier], typed: &str) -> Result<Dossier, Fault> {
    let code = typed.trim().to_uppercase();
    let by_code = |whole: bool| -> Vec<&Dossier> {
        let fits = |dossier: &&Dossier| {
            let own = dossier.code();
            if whole { own == code } else { code.len() >= LEAST && own.starts_with(&code) }
        };
        dossiers.iter().filter(fits).collect()
    };
    let number: Option<usize> = code.parse().ok();
    let by_number = numbered(dossiers).into_iter().filter(|(at, _)| Some(*at) == number).map(|(_, dossier)| dossier);
    let mut found = by_code(true);
    if found.is_empty() {
        found = by_number.collect();
    }
    if found.is_empty() {
        found = by_code(false);
    }
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] if dossiers.is_empty() => Err(Fault::input(
            "Er is nog geen casus.",
            "De kluis is open, en er zit geen casus in.",
            "Begin er een met: aandacht casus nieuw",
        )),
        // What was typed is not repeated: somebody may have typed a name.
        [] => Err(Fault::input(
            "Deze casus vind ik niet.",
            "Geen casus heeft dit nummer of deze code.",
            "De nummers en codes staan in: aandacht casus lijst --alle",
        )),
        several => {
            let codes: Vec<String> = several.iter().map(|dossier| dossier.code()).collect();
            Err(Fault::input(
                "Welke casus bedoelt u?",
                format!("Zo beginnen er meer: {}.", codes.join(", ")),
                "Geef de hele code.",
            ))
        }
    }
}
