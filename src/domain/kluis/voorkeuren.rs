//! Settings that say something about the kluis, and so stand in it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Entity, Key};

/// Settings that stand in the kluis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voorkeuren {
    /// Minutes without a key after which the kluis is locked.
    pub vergrendel_na: u16,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Voorkeuren {
    /// Fewest and most minutes without a key.
    pub const MINUTES: std::ops::RangeInclusive<u16> = 1..=60;

    /// Where they are kept.
    pub fn key() -> Key {
        Key::Named("voorkeuren".to_owned())
    }
}

impl Default for Voorkeuren {
    fn default() -> Self {
        Voorkeuren { vergrendel_na: 5, rest: Map::new() }
    }
}

impl Entity for Voorkeuren {
    const KIND: &'static str = "voorkeuren";
    const VERSION: u32 = 1;
}
