//! Reading a text that somebody typed: its tokens, its words, and the numbers and dates in it.
//!
//! What is made of them differs: a note keeps its dates ([`herkenbaar`](super::herkenbaar)), a text for a group does not
//! ([`anoniem`](super::anoniem)).

mod dates;
mod numbers;
mod phrases;
mod tokens;
mod words;

pub use dates::{Day, MONTHS};
pub use numbers::{is_bsn, is_packed_date, is_personal, is_whole};
pub use phrases::Phrases;
pub use tokens::{Kind, Scan};
pub use words::{Word, in_word, is_apostrophe, words};
