//! What is the user's own: the names in the network and the pseudonyms of the casussen.

use std::sync::Arc;

use super::Soort;
use crate::domain::casus::{Regel, Wat};
use crate::domain::kluis::Model;
use crate::domain::netwerk::{Netwerk, Soort as Vermeldingsoort, Veld};
use crate::domain::reading::Phrases;

/// Names and pseudonyms by their words. Cheap to clone: what it holds is shared.
#[derive(Debug, Clone, Default)]
pub struct Eigen {
    pub(super) namen: Arc<Phrases<Eigennaam>>,
}

/// What is known of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eigennaam {
    pub soort: Soort,
    pub hoe: Hoe,
}

/// How a name has to be written to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hoe {
    /// In any way: `wijkteam heuvelrug`.
    Los,
    /// With a capital that no sentence gives it: `Welzijn`, `De Brug`.
    Hoofdletter,
    /// A word of a name: with a capital, addressed, or when it is no ordinary word.
    Deel,
}

impl Eigen {
    /// What stands in an open kluis.
    pub fn van(model: &Model) -> Eigen {
        let entries = || Netwerk::new(model).alle().map(|(_, entry)| entry);
        let of = |soort: Vermeldingsoort| {
            entries().filter(move |entry| entry.soort() == soort).map(|entry| entry.tekst(Veld::Naam))
        };
        let pseudoniemen = model.all::<Regel>().filter_map(|(_, regel)| pseudoniem(&regel.wat));
        Eigen::nieuw(of(Vermeldingsoort::Organisatie), of(Vermeldingsoort::Contact), pseudoniemen)
    }

    /// These names and pseudonyms.
    pub fn nieuw<'a>(
        organisaties: impl IntoIterator<Item = &'a str>,
        contacten: impl IntoIterator<Item = &'a str>,
        pseudoniemen: impl IntoIterator<Item = &'a str>,
    ) -> Eigen {
        let mut namen = Phrases::default();
        for naam in pseudoniemen {
            namen.add(naam, Eigennaam { soort: Soort::Pseudoniem, hoe: hoe(woorden(naam) > 1) });
        }
        let all: Vec<&str> = contacten.into_iter().chain(organisaties).collect();
        for naam in &all {
            // `Centrum voor Jeugd en Gezin (CJG)` is called by what stands before the bracket.
            let kort = naam.split('(').next().unwrap_or(naam);
            let los = delen(naam).next().is_some();
            for naam in [naam, kort] {
                namen.add(naam, Eigennaam { soort: Soort::Netwerk, hoe: hoe(los && woorden(naam) > 1) });
            }
        }
        // Whole names first: of two that are the same the first stays.
        for deel in all.iter().flat_map(|naam| delen(naam)) {
            namen.add(deel, Eigennaam { soort: Soort::Netwerk, hoe: Hoe::Deel });
        }
        Eigen { namen: Arc::new(namen) }
    }

    /// How many names and pseudonyms there are.
    pub fn len(&self) -> usize {
        self.namen.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.namen.is_empty()
    }
}

fn hoe(los: bool) -> Hoe {
    if los { Hoe::Los } else { Hoe::Hoofdletter }
}

/// What sets a name apart: its words with a capital behind the first, which says what kind of organisation it is, or is a
/// first name.
fn delen(naam: &str) -> impl Iterator<Item = &str> {
    naam.split([' ', '-', '/', '(', ')', '&']).skip(1).filter(|word| word.starts_with(char::is_uppercase))
}

fn woorden(naam: &str) -> usize {
    naam.split([' ', '-']).filter(|word| word.starts_with(char::is_alphanumeric)).count()
}

/// The pseudonym that a line gives to its casus; also one that it had before.
fn pseudoniem(wat: &Wat) -> Option<&str> {
    if let Wat::Begin { pseudoniem, .. } | Wat::Hernoemd { pseudoniem } = wat { Some(pseudoniem) } else { None }
}
