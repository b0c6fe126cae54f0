//! What was begun and has to be finished, also when the program is killed in between: a small sealed file beside the key
//! file. Two things are changed outside the engine's transactions, and so are planned first: the key of a casus that is
//! made, and the destruction of one.
//!
//! It is sealed, because whoever could write it could have a casus destroyed. One that does not open plans nothing.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::StoreError;
use super::backend::{Tree, sync_folder};
use super::vault::{Position, Secret, open, seal, write_synced};
use crate::domain::kluis::{RecordId, Vernietigregel};

/// Name of the file.
pub(super) const FILE: &str = "voornemen";

const RECORD: [u8; 16] = *b"\0\0\0\0\0\0\0\0\0\0\0plans";

/// A casus that is being destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destroying {
    /// The casus.
    pub casus: RecordId,
    /// Why.
    pub rule: Vernietigregel,
    /// Whether older backups and copies that hold it go as well.
    pub purge: bool,
}

/// What was begun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plans {
    /// The casus whose key was made for a batch that may never have arrived: the next one to be made takes it.
    pub spare: Option<RecordId>,
    /// The casus that is being destroyed.
    pub destroy: Option<Destroying>,
}

/// The file; its words are part of the format.
#[derive(Serialize, Deserialize)]
struct Shape {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    vrij: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    vernietig: Option<Destroyed>,
}

#[derive(Serialize, Deserialize)]
struct Destroyed {
    casus: String,
    regel: Vernietigregel,
    ruim_op: bool,
}

impl Plans {
    /// What is planned in this folder; nothing when the file is not there or was not written with this key.
    pub fn read(dir: &Path, key: &Secret) -> Plans {
        let Ok(sealed) = fs::read(dir.join(FILE)) else { return Plans::default() };
        let opened = open(key, Tree::Meta, RECORD, 0, &sealed).ok();
        let shape: Option<Shape> = opened.and_then(|(_, plain)| serde_json::from_slice(&plain).ok());
        let Some(Shape { vrij, vernietig }) = shape else { return Plans::default() };
        Plans {
            spare: vrij.and_then(|id| RecordId::from_hex(&id)),
            destroy: vernietig.and_then(|Destroyed { casus, regel, ruim_op }| {
                Some(Destroying { casus: RecordId::from_hex(&casus)?, rule: regel, purge: ruim_op })
            }),
        }
    }

    /// Writes what is planned, and waits until it is on the disk.
    ///
    /// # Errors
    /// It cannot be written; what was planned before still is.
    pub fn write(&self, dir: &Path, key: &Secret) -> Result<(), StoreError> {
        let path = dir.join(FILE);
        if *self == Plans::default() {
            return match fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
                Ok(()) => sync_folder(dir),
                Err(_) => Ok(()),
            };
        }
        let shape = Shape {
            vrij: self.spare.map(|id| id.to_string()),
            vernietig: self.destroy.map(|Destroying { casus, rule, purge }| Destroyed {
                casus: casus.to_string(),
                regel: rule,
                ruim_op: purge,
            }),
        };
        let plain = serde_json::to_vec(&shape).map_err(|_| StoreError::Engine("plans".to_owned()))?;
        let position = Position { tree: Tree::Meta, key_id: [0; 16], record: RECORD, part: 0, revision: 0 };
        Ok(write_synced(&path, &seal(key, &position, &plain)?)?)
    }
}
