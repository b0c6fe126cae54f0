//! The rules of the field: content types, checked trees, walks, search.
//!
//! Pure: no files, no clock, no randomness, no terminal. Every other layer may use this one; this one uses none.

pub mod boom;
pub mod dates;
pub mod fault;
pub mod gesprek;
pub mod inhoud;
pub mod search;
pub mod walk;
