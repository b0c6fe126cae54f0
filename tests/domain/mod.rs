//! The rules of the field, tested from the specification.

mod dates;
mod fingerprint;
mod kluis;
mod reading;
mod search;
mod waarborgen;
mod walk;
