//! What is kept in the kluis (the vault), as plain values: records, changes, the unlocked model, and the words in which
//! screens and command line ask for things and hear what came of them.
//!
//! Nothing here knows an engine, a key or a file. The store turns a [`Batch`] into sealed records, and after unlocking
//! hands over a [`Model`] in which everything is looked up.

mod act;
mod batch;
mod checklistversie;
mod concept;
mod entity;
mod favoriet;
mod herstelblad;
mod model;
mod moment;
mod oefening;
mod password;
mod state;
mod vernietig;
mod voorkeuren;

pub use act::{KluisAct, KluisNews, OpenWith};
pub use batch::{Applied, Batch, Change, Key, Owner, RecordId};
pub use checklistversie::Checklistversie;
pub use concept::Concept;
pub use entity::{Entity, EntityError, KINDS, Record, SCHEMA, Unknown};
pub use favoriet::{Favoriet, FavorietSoort};
pub use herstelblad::Herstelblad;
pub use model::{Model, Stored};
pub use moment::Moment;
pub use oefening::{OEFENKLUIS, OEFENWACHTWOORD, WATERMERK, is_oefening, watermerk};
pub use password::{Password, Strength};
pub use state::{Backup, Finding, KluisState, KluisView, LockedBy, Report, Weight};
pub use vernietig::Vernietigregel;
pub use voorkeuren::Voorkeuren;
