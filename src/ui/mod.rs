//! The full-screen renderer: screens, form drawing, widgets, theme, key tables.
//!
//! A key goes to the top screen's own table, changes that screen's state, and comes out as effects; drawing takes
//! `&self` and a [`look::Look`] and changes nothing.

mod chrome;
mod hub;
pub mod key;
mod keymap;
pub mod look;
mod screen;
mod screens;
pub mod terminal;
pub mod theme;
mod widgets;
mod zaal;

pub use hub::{Hub, Unsaved, body};
pub use keymap::{Plain, Shown};
pub use screen::{Ctx, Screen, WhenLocked};
pub use screens::{all_keys, tables};
pub use widgets::{FormEvent, FormView};
pub use zaal::{Kijkerscherm, ZaalCtx};
