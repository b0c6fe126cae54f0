//! The casus: a working record that says what was seen, asked, weighed and decided (`ontwerp.md` §6).
//!
//! A casus is its lines. They are only ever added; how it stands is their fold. What is done with it is a use case that
//! makes a [`Batch`](crate::domain::kluis::Batch) of new lines. Nothing here knows a screen, a file or a key.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a line has many kinds and most rules are about one: a new kind is no reason to visit them all"
)]

mod afdruk;
mod agenda;
mod code;
mod doen;
mod dossier;
mod formulier;
mod gaten;
mod lopen;
mod mag;
mod oefenset;
mod regel;
mod tekst;
mod tijdlijn;
mod wanneer;
mod zoek;

pub use afdruk::{Weggelaten, afdruk, afdruk_naam, moment_blocks, uitkomsten, weggelaten};
pub use agenda::{Afspraak, Nabij, Punt, agenda};
pub use code::code;
pub use doen::{
    BEWAREN_MAANDEN, ONDERZOEK_WEKEN, TERUGKOPPELING_WERKDAGEN, add, add_from_form, answer, answer_from_list, begin,
    begin_walk, keep_draft, not_made, redo, redoable, undo, undoable, vernietigen_vanaf, withdraw_answer,
};
pub use dossier::{Betrokkene, Dossier, Lijn, Loop, Stand, concept, concepten, dossier, dossiers, regels};
pub use formulier::{
    Formulier, Invullen, herzien_form, herzien_line, nieuw_form, nieuw_line, vernietigen_form, vernietigen_line,
};
pub use gaten::{Gat, gat_toets, gaten};
pub use lopen::{Gelopen, fold, gelopen, tree_of};
pub use mag::{mag, mag_corrigeren};
pub use oefenset::oefenset;
pub use regel::{
    Aard, Afdruksoort, Besluit, Delen, Grond, Regel, Rol, Sluitreden, Strekking, TermijnAard, Toestemmingsstand, Wat,
};
pub use tekst::{Regeltekst, regeltekst};
pub use tijdlijn::{Eerder, Moment, Toon, tijdlijn};
pub use wanneer::{TYPED, Wanneer};
pub use zoek::{Treffer, past, zoek};
