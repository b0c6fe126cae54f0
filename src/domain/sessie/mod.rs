//! Intervisie: a session runs, a group meets over the year.
//!
//! [`Verloop`] is the clock of a session and [`Lopend`] everything of it that is written while it runs: numbers and ids,
//! never a word that somebody typed. What is kept at the close is a [`Sessie`] (`intervisie.md` §5.1); what was typed
//! about the case is in no type of this module, because it is kept nowhere.

mod afsluiten;
mod blad;
pub mod groep;
mod klad;
mod klok;
mod lopend;
mod verloop;
mod verslag;
mod voorbereiden;

pub use afsluiten::{
    Gehouden, VRIJE_VELDEN, concept_batch, concept_id, sessie_blad, sluit_batch, sluit_draft, sluit_form, sluit_lezen,
};
pub use blad::werkvorm_blad;
pub use groep::{Bijeenkomst, Groep};
pub use klad::Klad;
pub use klok::{Aan, Tik};
pub use lopend::{Lopend, VERSIE};
pub use verloop::{Fasestand, Hervatting, Klokfout, LANGSTE_MINUTEN, Verloop};
pub use verslag::{Actie, Evaluatie, MEESTE_TREFWOORDEN, Sessie};
pub use voorbereiden::{Geschikt, Past, Voorbereiding, controlelijst, geschikt};
