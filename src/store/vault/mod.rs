//! Keys and envelopes: what makes the bytes of the backend unreadable, and their place unforgeable.
//!
//! ```text
//! password --Argon2id--> slot key --+
//! recovery key ---------------------+--> unwrap the vault key        key file, two copies
//! vault key --HKDF--> one subkey a purpose
//! wrap subkey --> one key a casus                                    also in the key file, outside the engine
//! casus key --> every record of the casus                            envelopes, in the engine
//! ```

pub mod anchor;
pub mod audit;
mod envelope;
mod head;
mod kdf;
mod key_file;
mod keys;
pub mod parts;
mod recovery;
mod root;
mod secret;

pub(in crate::store) use envelope::make_room;
pub use envelope::{BLOCK, EnvelopeError, MAGIC, Position, most_plain, open, open_into, read_head, seal, sealed_size};
pub use head::{HEAD, Head};
pub use kdf::{Cost, Limits, calibrate};
pub(in crate::store) use key_file::write_synced;
pub use key_file::{CaseId, KeyFile, KeyFileError, SHARED, Unlocked, copies_agree};
pub use keys::Keys;
pub use recovery::{RecoveryError, RecoveryKey};
pub use root::{Leaf, Root};
pub(in crate::store) use secret::random_bytes;
pub use secret::{Purpose, Secret, keep_secrets_with, random_id};
