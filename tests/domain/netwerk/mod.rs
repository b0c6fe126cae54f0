//! The contact network: found, ranked, kept, reviewed.

mod overzicht;
mod zoeken;
