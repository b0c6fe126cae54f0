//! `aandacht`: the terminal companion of the *aandachtsfunctionaris huiselijk geweld en kindermishandeling*.
//!
//! It walks a professional through the meldcode, asks the kindcheck and shows whom to call. Layers, each of which may
//! use only what stands under it (a test reads the imports):
//!
//! ```text
//! main → cli → app ─┬─ ui, lijn ────┐
//!                   ├─ content      │
//!                   ├─ store        │
//!                   ├─ import       │
//!                   ├─ export       ├─→ domain   (pure: no files, no clock, no terminal)
//!                   └─ platform ────┘
//! ```
//!
//! From key to effect: a key goes to the top screen's own table ([`ui`]), changes that screen's state and comes out
//! as [`domain::gesprek::Effect`]s; [`app`] carries them out and answers with a [`domain::gesprek::Msg`]. A walk
//! ([`domain::walk::Walk`]) is its answers; position, trail and outcome are a fold over them. A tree
//! ([`domain::boom::Boom`]) exists only when its file, everything it uses and the safety rules hold.
//!
//! What a user keeps stands in the kluis: [`domain::kluis`] has its words and values, [`store`] keeps it encrypted, and
//! [`app::kluis`] carries acts to the store's own thread and news back.

pub mod app;
pub mod cli;
pub mod content;
pub mod domain;
pub mod export;
pub mod import;
pub mod lijn;
pub mod platform;
pub mod store;
pub mod ui;
