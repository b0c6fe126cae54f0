//! What screens and command line see of the kluis.

use std::fmt;
use std::path::PathBuf;

use jiff::civil::DateTime;
use serde::Serialize;

use super::Model;

/// Whether there is a kluis, and whether it is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KluisState {
    /// There is none.
    #[default]
    None,
    /// There is one, and it is locked.
    Locked,
    /// It is open.
    Open,
    /// It is open to be read, and nothing can be written: it does not agree with what it recorded of itself.
    ReadOnly,
}

impl KluisState {
    /// Whether the model can be looked at.
    pub fn is_open(self) -> bool {
        matches!(self, KluisState::Open | KluisState::ReadOnly)
    }

    /// The word in the header.
    pub fn word(self) -> &'static str {
        match self {
            KluisState::None => "geen kluis",
            KluisState::Locked => "kluis op slot",
            KluisState::Open => "kluis open",
            KluisState::ReadOnly => "kluis alleen lezen",
        }
    }
}

/// Who locked the kluis, when it was not the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockedBy {
    /// Nobody touched a key for this many minutes.
    Time(u64),
    /// The computer slept.
    Sleep,
}

impl LockedBy {
    /// The same in one sentence.
    pub fn text(self) -> String {
        match self {
            LockedBy::Time(1) => "Op slot: u was 1 minuut weg.".to_owned(),
            LockedBy::Time(minutes) => format!("Op slot: u was {minutes} minuten weg."),
            LockedBy::Sleep => "Op slot: de computer heeft geslapen.".to_owned(),
        }
    }
}

/// A verified backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// Where it is.
    pub file: PathBuf,
    /// When it was made and verified, in local time.
    pub made: DateTime,
    /// Its size in bytes.
    pub bytes: u64,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// In order.
    Goed,
    /// Good to know; nothing is wrong with what is stored.
    #[serde(rename = "let op")]
    LetOp,
    /// Something is wrong.
    Fout,
}

/// One thing that was examined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters.
    #[serde(rename = "uitslag")]
    pub weight: Weight,
    /// What was found, one sentence.
    #[serde(rename = "tekst")]
    pub text: String,
    /// What to do about it; empty when there is nothing to do.
    #[serde(rename = "advies")]
    pub advice: String,
}

impl Finding {
    /// Something in order.
    pub fn good(text: impl Into<String>) -> Finding {
        Finding { weight: Weight::Goed, text: text.into(), advice: String::new() }
    }

    /// Something to know.
    pub fn note(text: impl Into<String>, advice: impl Into<String>) -> Finding {
        Finding { weight: Weight::LetOp, text: text.into(), advice: advice.into() }
    }

    /// Something wrong.
    pub fn wrong(text: impl Into<String>, advice: impl Into<String>) -> Finding {
        Finding { weight: Weight::Fout, text: text.into(), advice: advice.into() }
    }
}

/// What an examination found, in the order in which it looked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The findings.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The heaviest finding.
    pub fn worst(&self) -> Weight {
        self.findings.iter().map(|finding| finding.weight).max().unwrap_or(Weight::Goed)
    }
}

/// Everything that screens may know of the kluis.
#[derive(Clone, Default)]
pub struct KluisView {
    /// Whether it is there and open.
    pub state: KluisState,
    /// Who locked it last, when the user did not; nothing while it is open.
    pub locked_by: Option<LockedBy>,
    /// What is in it; empty while it is locked.
    pub model: Model,
    /// What is being done now, in one sentence ("De kluis gaat open"); nothing else can be asked meanwhile.
    pub busy: Option<&'static str>,
    /// The verified backups, newest first.
    pub backups: Vec<Backup>,
    /// Days since the newest backup; `None` when there is none.
    pub backup_age: Option<i64>,
    /// Where the kluis is.
    pub folder: PathBuf,
    /// What the user has to know: why nothing can be written, a folder that is synchronised, a clock set back.
    pub warnings: Vec<Finding>,
}

impl KluisView {
    /// Days after which a backup is too old.
    pub const OLDEST_BACKUP: i64 = 7;

    /// Whether the user has to be told that there is no recent backup.
    pub fn backup_is_old(&self) -> bool {
        self.state != KluisState::None && self.backup_age.is_none_or(|days| days > KluisView::OLDEST_BACKUP)
    }
}

impl fmt::Debug for KluisView {
    /// Nothing of what is in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KluisView({:?})", self.state)
    }
}
