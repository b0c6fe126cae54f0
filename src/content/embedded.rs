//! The files that ship with the program.

use crate::domain::inhoud::Soort;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The numbered facts, made from the domain files by `scripts/maak_feiten.py`.
pub(super) static FEITEN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/checklists/feiten.json"));

/// Every shipped file whose folder is a known kind.
pub(super) fn files() -> impl Iterator<Item = (Soort, &'static str, &'static [u8])> {
    FILES.iter().filter_map(|(soort, id, bytes)| Soort::from_name(soort).map(|soort| (soort, *id, *bytes)))
}
