//! What groups do: intervisie, exercises, the group over the year.

pub mod keuze;
pub mod methode;
pub mod nakijken;
pub mod sessie;
pub mod sluiten;
pub mod voorbereiden;
pub mod werkvorm;
