//! The contact network: found, ranked, kept, reviewed.

mod bestand;
mod doen;
mod dubbel;
mod kaart;
mod overzicht;
mod vertrouwen;
mod voegsamen;
mod wie;
mod zoeken;
