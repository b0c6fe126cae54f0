//! The rules of the field, tested from the specification.

mod fingerprint;
mod reading;
mod search;
mod waarborgen;
mod walk;
