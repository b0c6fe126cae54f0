//! Exercises of a workshop: votes of groups, what they say together, and what is defensible. No score of a person.
//!
//! [`Stemming`] is what was voted and [`reken`] all that can be said of it; [`vergelijk`] holds it against a case and
//! its tree. What is kept of an exercise is an [`Oefenuitslag`], and that only in practice.

mod blad;
mod controle;
mod fout;
mod kappa;
mod rekenen;
mod skelet;
pub mod spel;
mod spreiding;
mod stem;
mod stemming;
mod uitdelen;
mod uitslag;
mod vind;
mod weging;

pub use blad::{casusblad, werkvormblad};
pub use controle::controleer_casus;
pub use fout::Rekenfout;
pub use kappa::{Duiding, Kappa, Kappareden, Kappawaarde, fleiss};
pub use rekenen::{
    Aandeel, BESPREEKSTOF, Bespreekpunt, Groepsantwoord, Overeenstemming, Rekening, Verschoven, Verschuiving, ZEKER,
    eerst_bespreken, groepsantwoord, reken, verschuiving,
};
pub use skelet::{Skelet, skelet};
pub use spreiding::{Keer, Spreiding, spreiding};
pub use stem::{Stem, Stemronde};
pub use stemming::{MEESTE_GROEPEN, Stemgroep, Stemming, WEINIG};
pub use uitdelen::{Blad, MEESTE_SPELERS, uitdelen};
pub use uitslag::{Bespreken, Oefenuitslag, Uitslagkop, Vraaguitslag, alleen_oefening, bewaar};
pub use vind::{casus, werkvorm};
pub use weging::{Eind, Groepsweging, VRAGEN, Weegantwoord, antwoorden_van, ronde_van, vergelijk, weeg, weegboom};
