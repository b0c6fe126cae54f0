//! The screens of groups.

pub mod groep;
