//! What groups do.

pub mod oefening;
