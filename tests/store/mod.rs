//! The store: one contract on every backend, and what only a real disk can do to it.

mod acts;
mod backend;
mod bad_luck;
mod bitflips;
pub mod casus;
pub mod common;
mod crash;
mod crash_vault;
mod damage;
mod documents;
mod findings;
mod golden;
pub mod images;
mod journal;
mod model;
pub mod plaintext;
#[cfg(target_os = "linux")]
mod power;
mod property;
mod session;
mod vault;
