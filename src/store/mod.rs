//! The vault: everything a user types, encrypted, on a store that loses nothing.
//!
//! Two layers. [`backend`] keeps bytes: five methods, durable when they return, with a sled and a memory
//! implementation under one contract test. Above it the vault knows keys and envelopes and nothing of any engine.
//! Nothing here knows a screen, a checklist or a clock.

pub mod backend;
pub mod backup;
mod destroy;
pub mod doctor;
pub mod document;
mod error;
mod fault;
mod folder;
mod journal;
pub mod keeper;
mod live;
mod load;
mod plans;
mod purge;
mod rebuild;
pub mod salvage;
pub mod session;
pub mod vault;

pub use error::StoreError;
pub use fault::VaultError;
pub use folder::{Folder, Lock, free_bytes};
pub use live::{CHUNK, Opened, Vault};
pub use load::{Doubt, Loaded};
