//! Exercises of a workshop: votes of groups, what they say together, and what is defensible. No score of a person.

mod stem;

pub use stem::{Stem, Stemronde};
