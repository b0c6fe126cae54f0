//! What groups do: intervisie, exercises, the group over the year.

pub mod keuze;
pub mod oefening;
