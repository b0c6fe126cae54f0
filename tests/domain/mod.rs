//! The rules of the field, tested from the specification.

mod anoniem;
mod casus;
mod dates;
mod fingerprint;
mod herkenbaar;
mod kluis;
mod netwerk;
mod pseudoniem;
mod reading;
mod schrijfhulp;
mod search;
mod telefoon;
mod uren;
mod verschil;
mod waarborgen;
mod walk;
pub mod zaal;
