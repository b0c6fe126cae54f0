//! The store: one contract on every backend, and what only a real disk can do to it.

mod backend;
mod common;
mod crash;
mod golden;
mod model;
#[cfg(target_os = "linux")]
mod power;
mod session;
mod vault;
