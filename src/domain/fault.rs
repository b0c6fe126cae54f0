//! What can go wrong, as the user is told it: what is wrong, why, and what to do.

use serde::Serialize;

/// Who has to act on a fault; decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultClass {
    /// The user's input or the content has a problem, or nothing was found.
    Input,
    /// The command line was used wrongly.
    Usage,
    /// The store cannot be opened or trusted.
    Store,
    /// The program itself or the machine under it failed.
    Internal,
}

impl FaultClass {
    /// The exit code of the process: 1 input, 2 wrong use, 3 store, 4 internal.
    pub fn exit_code(self) -> u8 {
        match self {
            FaultClass::Input => 1,
            FaultClass::Usage => 2,
            FaultClass::Store => 3,
            FaultClass::Internal => 4,
        }
    }
}

/// A fault in the user's language. The texts never contain what a user typed into a walk or a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{wat}")]
pub struct Fault {
    /// Decides the exit code.
    pub class: FaultClass,
    /// What is wrong, one sentence.
    pub wat: String,
    /// Why the program cannot go on.
    pub waarom: String,
    /// What the user can do now.
    pub advies: String,
    /// Where: a file, a node, a key path; empty when there is no place.
    pub plaats: String,
}

impl Fault {
    /// A fault in what the user gave: exit code 1.
    pub fn input(wat: impl Into<String>, waarom: impl Into<String>, advies: impl Into<String>) -> Self {
        Self::new(FaultClass::Input, wat, waarom, advies)
    }

    /// Wrong use of the command line: exit code 2.
    pub fn usage(wat: impl Into<String>, waarom: impl Into<String>, advies: impl Into<String>) -> Self {
        Self::new(FaultClass::Usage, wat, waarom, advies)
    }

    /// A fault of the store: exit code 3.
    pub fn store(wat: impl Into<String>, waarom: impl Into<String>, advies: impl Into<String>) -> Self {
        Self::new(FaultClass::Store, wat, waarom, advies)
    }

    /// A fault of the program or the machine: exit code 4.
    pub fn internal(wat: impl Into<String>, waarom: impl Into<String>, advies: impl Into<String>) -> Self {
        Self::new(FaultClass::Internal, wat, waarom, advies)
    }

    fn new(class: FaultClass, wat: impl Into<String>, waarom: impl Into<String>, advies: impl Into<String>) -> Self {
        Fault { class, wat: wat.into(), waarom: waarom.into(), advies: advies.into(), plaats: String::new() }
    }

    /// The same fault with the place where it was found.
    #[must_use]
    pub fn at(mut self, plaats: impl Into<String>) -> Self {
        self.plaats = plaats.into();
        self
    }

    /// The lines printed on stderr: what, why, what to do.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("Fout: {}", self.wat)];
        if !self.plaats.is_empty() {
            lines.push(format!("Waar: {}", self.plaats));
        }
        if !self.waarom.is_empty() {
            lines.push(format!("Waarom: {}", self.waarom));
        }
        lines.push(format!("Wat te doen: {}", self.advies));
        lines
    }

    /// The shape that `--json` prints on stderr.
    pub fn to_json(&self) -> serde_json::Value {
        #[derive(Serialize)]
        struct Shape<'a> {
            wat: &'a str,
            waarom: &'a str,
            advies: &'a str,
            plaats: &'a str,
        }
        let shape = Shape { wat: &self.wat, waarom: &self.waarom, advies: &self.advies, plaats: &self.plaats };
        serde_json::json!({ "fout": shape })
    }
}
