//! The contact network: found, ranked, kept, reviewed.

mod zoeken;
