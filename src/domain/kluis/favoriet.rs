//! A favourite: something of the content that the user wants at hand.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Entity, Key};

/// What can be a favourite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FavorietSoort {
    /// A tree that is walked.
    Beslisboom,
    /// A list of signals.
    Signalen,
    /// A reference page.
    Naslag,
    /// An entry of the contact network.
    Vermelding,
}

/// Something of the content that the user wants at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Favoriet {
    /// Kind of content.
    pub soort: FavorietSoort,
    /// Its id.
    pub id: String,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Favoriet {
    /// A favourite.
    pub fn new(soort: FavorietSoort, id: &str) -> Favoriet {
        Favoriet { soort, id: id.to_owned(), rest: Map::new() }
    }

    /// Where it is kept: the same thing is a favourite once.
    pub fn key(&self) -> Key {
        let soort = match self.soort {
            FavorietSoort::Beslisboom => "beslisboom",
            FavorietSoort::Signalen => "signalen",
            FavorietSoort::Naslag => "naslag",
            FavorietSoort::Vermelding => "vermelding",
        };
        Key::Named(format!("favoriet/{soort}/{}", self.id))
    }
}

impl Entity for Favoriet {
    const KIND: &'static str = "favoriet";
    const VERSION: u32 = 1;
}
