//! The contact network: found, ranked, kept, reviewed.

mod dubbel;
mod zoeken;
