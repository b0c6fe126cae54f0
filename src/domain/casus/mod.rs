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
mod schuilnaam;
mod tekst;
mod tijdlijn;
mod wanneer;
mod zoek;

pub use afdruk::{Weggelaten, afdruk, afdruk_naam, moment_blocks, weggelaten};
pub use agenda::{Afspraak, Nabij, Punt, agenda};
pub use code::code;
pub use doen::{
    BEWAREN_MAANDEN, ONDERZOEK_WEKEN, TERUGKOPPELING_WERKDAGEN, add, add_from_form, answer, begin, begin_walk,
    keep_draft, redo, redoable, undo, undoable, vernietigen_vanaf,
};
pub use dossier::{Betrokkene, Dossier, Lijn, Loop, Stand, concepten, dossier, dossiers, regels};
pub use formulier::{Formulier, nieuw_form, nieuw_line};
pub use gaten::{Gat, gaten};
pub use lopen::{Gelopen, fold, gelopen, tree_of};
pub use mag::{mag, mag_corrigeren};
pub use oefenset::oefenset;
pub use regel::{
    Aard, Afdruksoort, Besluit, Delen, Grond, Regel, Rol, Sluitreden, Strekking, TermijnAard, Toestemmingsstand, Wat,
};
pub use schuilnaam::stel_voor;
pub use tekst::{Regeltekst, regeltekst};
pub use tijdlijn::{Eerder, Moment, Toon, tijdlijn};
pub use wanneer::{TYPED, Wanneer};
pub use zoek::{Treffer, past, zoek};
