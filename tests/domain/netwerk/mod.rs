//! The contact network: found, ranked, kept, reviewed.

mod dubbel;
mod overzicht;
mod zoeken;
