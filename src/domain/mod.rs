//! The rules of the field: content types, checked trees, walks, search.
//!
//! Pure: no files, no clock, no randomness, no terminal. Every other layer may use this one; this one uses none.

#![warn(clippy::wildcard_enum_match_arm, reason = "a new variant must be thought about everywhere")]

pub mod anoniem;
pub mod boom;
pub mod canoniek;
pub mod casus;
pub mod dates;
pub mod fault;
pub mod gesprek;
pub mod herkenbaar;
pub mod inhoud;
pub mod kluis;
pub mod netwerk;
pub mod oefening;
pub mod pseudoniem;
mod reading;
pub mod schrijfhulp;
pub mod search;
pub mod sessie;
pub mod telefoon;
pub mod uren;
pub mod walk;
mod words;
pub mod zaal;
