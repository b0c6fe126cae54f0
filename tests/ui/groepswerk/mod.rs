//! What groups do: sessions of intervisie, exercises, the group over the year.

pub mod groep;
pub mod oefening;
mod sessie;
