//! The one test binary: one link step. Its folders mirror the layers of `src/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod app;
mod architecture;
mod cli;
mod common;
mod content;
mod domain;
mod equality;
mod export;
mod import;
mod lijn;
mod platform;
mod pty;
mod store;
mod ui;
mod verhaal;
