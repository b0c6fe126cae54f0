//! That the recovery sheet was written down: the groups that were asked came back right. Absent when it was not.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Entity, Key};

/// That the recovery sheet in force was written down.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Herstelblad {
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Herstelblad {
    /// Where it is kept.
    pub fn key() -> Key {
        Key::Named("herstelblad".to_owned())
    }
}

impl Entity for Herstelblad {
    const KIND: &'static str = "herstelblad";
    const VERSION: u32 = 1;
}
