//! Exercises of a workshop: votes of groups, what they say together, and what is defensible. No score of a person.

pub mod spel;
mod stem;

pub use stem::{Stem, Stemronde};
