//! `aandacht`.
pub mod domain;
pub mod content;
pub mod export;
pub mod platform;
pub mod app;
pub mod cli;
pub mod ui;
pub mod lijn;
