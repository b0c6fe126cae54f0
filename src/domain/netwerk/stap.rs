//! A change of the network, with what stood there before, so that it can be undone: also after a restart, and also when
//! it took something out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Vermelding;
use crate::domain::kluis::{Entity, Key, Model, RecordId};

/// How many changes can be undone.
pub const MOST: usize = 50;

/// An entry before and after a change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verschil {
    /// Which entry.
    pub id: RecordId,
    /// As it was; nothing when it was new.
    pub voor: Option<Vermelding>,
    /// As it became.
    pub na: Vermelding,
}

/// A change of the network.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Netwerkstap {
    /// Its number, from 1, without end.
    pub nr: u64,
    /// When.
    pub op: Timestamp,
    /// What was done, for the user.
    pub wat: String,
    /// Every entry that it touched.
    pub verschillen: Vec<Verschil>,
    /// Whether it is undone now.
    #[serde(default)]
    pub ongedaan: bool,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Netwerkstap {
    /// Where it is kept: the numbers go around, so that only the last ones are.
    pub fn key(nr: u64) -> Key {
        Key::Named(format!("netwerkstap/{}", nr % MOST as u64))
    }

    /// The changes that are kept, in order.
    pub fn alle(model: &Model) -> Vec<&Netwerkstap> {
        let mut steps: Vec<&Netwerkstap> = model.all::<Netwerkstap>().map(|(_, step)| step).collect();
        steps.sort_by_key(|step| step.nr);
        steps
    }
}

impl Entity for Netwerkstap {
    const KIND: &'static str = "netwerkstap";
    const VERSION: u32 = 1;
}
