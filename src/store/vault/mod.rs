//! Keys and envelopes: what makes the bytes of the backend unreadable, and their place unforgeable.
//!
//! ```text
//! password --Argon2id--> slot key --+
//! recovery key ---------------------+--> unwrap the vault key        key file, two copies
//! vault key --HKDF--> one subkey a purpose
//! wrap subkey --> one key a casus                                    also in the key file, outside the engine
//! casus key --> every record of the casus                            envelopes, in the engine
//! ```

mod envelope;
mod kdf;
mod key_file;
mod recovery;
mod secret;

pub use envelope::{EnvelopeError, MAGIC, Position, open, seal};
pub use kdf::{Cost, Limits, calibrate};
pub use key_file::{CaseId, KeyFile, KeyFileError, Unlocked};
pub use recovery::{RecoveryError, RecoveryKey};
pub use secret::{Purpose, Secret};
