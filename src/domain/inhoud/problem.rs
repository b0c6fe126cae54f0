//! What is wrong with a content file: where, what, and what to do.

use std::fmt;

/// One problem in a content file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as the user knows it.
    pub bestand: String,
    /// Place within the file, such as `knopen[3] (v2).naar`; empty when it is the whole file.
    pub plaats: String,
    /// What is wrong.
    pub wat: String,
    /// What to do about it.
    pub advies: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.bestand)?;
        if !self.plaats.is_empty() {
            write!(f, ", {}", self.plaats)?;
        }
        write!(f, ": {} Wat te doen: {}", self.wat, self.advies)
    }
}

/// Collects the problems of one file.
#[derive(Debug, Default)]
pub struct Problems {
    bestand: String,
    found: Vec<Problem>,
}

impl Problems {
    /// A collector for the file with this name.
    pub fn of(bestand: &str) -> Self {
        Problems { bestand: bestand.to_owned(), found: Vec::new() }
    }

    /// Adds a problem at a place.
    pub fn add(&mut self, plaats: impl Into<String>, wat: impl Into<String>, advies: impl Into<String>) {
        self.found.push(Problem {
            bestand: self.bestand.clone(),
            plaats: plaats.into(),
            wat: wat.into(),
            advies: advies.into(),
        });
    }

    /// Adds problems found elsewhere.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Problem>) {
        self.found.extend(others);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// `Ok` with the value when nothing was found, every problem otherwise.
    ///
    /// # Errors
    /// The problems, in the order in which they were found.
    pub fn into_result<T>(self, value: T) -> Result<T, Vec<Problem>> {
        if self.found.is_empty() { Ok(value) } else { Err(self.found) }
    }

    /// The problems, in the order in which they were found.
    pub fn into_vec(self) -> Vec<Problem> {
        self.found
    }
}
