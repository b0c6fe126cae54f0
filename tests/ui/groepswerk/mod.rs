//! What groups do: sessions of intervisie, exercises, the group over the year.

mod sessie;
