//! Exercises of a workshop: votes of groups, what they say together, and what is defensible. No score of a person.
//!
//! [`Oefenplan`] is an exercise as it is played, [`Oefenstand`] how it stands: ids and numbers, so that it can be written
//! while it runs.

mod beeld;
mod fout;
mod plan;
mod stand;
mod start;
mod stem;
mod telling;
mod zaalbeeld;

pub use beeld::{bewaar, bewogen, eens, eerst, groepsbeeld, laatste, lijst};
pub use fout::Oefenfout;
pub use plan::{Oefenplan, Planbesluit, Planfeit, Plankeuze, Planronde, Planvraag, neemt_casus};
pub use stand::{
    Beurt, GROOTSTE_GROEPJE, MEESTE_GROEPEN, Oefenstand, Rondestand, Stap, Vraagstand, groepen_kunnen, groepsnaam,
};
pub use start::{Gevraagd, Oefenbegin, casussen, met_code, oefeningen, plan_van};
pub use stem::{Stem, Stemronde};
pub use telling::{EENS_VANAF, Overeenstemming, overeenstemming, procent, totalen};
