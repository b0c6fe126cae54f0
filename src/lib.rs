//! `aandacht`.
pub mod app;
pub mod cli;
pub mod content;
pub mod domain;
pub mod export;
pub mod lijn;
pub mod platform;
pub mod ui;
