//! The vault: everything a user types, encrypted, on a store that loses nothing.
//!
//! Two layers. [`backend`] keeps bytes: five methods, durable when they return, with a sled and a memory
//! implementation under one contract test. Above it the vault knows keys and envelopes and nothing of any engine.
//! Nothing here knows a screen, a checklist or a clock.

pub mod backend;
mod error;
pub mod vault;

pub use error::StoreError;
