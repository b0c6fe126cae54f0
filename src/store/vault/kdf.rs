//! From a password to a key: Argon2id, as slow as the user can bear and no slower.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::key_file::KeyFileError;
use super::secret::Secret;

/// What a derivation costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes; 1, because the crate computes them one after the other and more would only help an attacker.
    pub lanes: u32,
}

impl Cost {
    /// What new vaults may cost, dearest first.
    pub const NEW: [Cost; 3] = [Cost::mib(256), Cost::mib(128), Cost::mib(64)];

    const fn mib(mib: u32) -> Cost {
        Cost { memory_kib: mib * 1024, passes: 3, lanes: 1 }
    }

    /// The least that is accepted: for practice, where the password is known to everybody.
    pub const fn for_practice() -> Cost {
        Cost { memory_kib: Limits::REAL.least_memory_kib, passes: Limits::REAL.least_passes, lanes: 1 }
    }

    /// A cost that is next to nothing, for tests. No command reaches it.
    #[doc(hidden)]
    pub const fn for_tests() -> Cost {
        Cost { memory_kib: 32, passes: 1, lanes: 1 }
    }
}

/// The slowest derivation that a user is asked to wait for.
const PATIENCE: Duration = Duration::from_secs(1);

/// The dearest cost that stays under a second here. `measure` derives once and says how long it took.
pub fn calibrate(measure: &mut dyn FnMut(Cost) -> Duration) -> Cost {
    let [first, second, cheapest] = Cost::NEW;
    [first, second].into_iter().find(|cost| measure(*cost) < PATIENCE).unwrap_or(cheapest)
}

/// Which costs are accepted when a key file is opened: a hostile one must neither eat the memory nor weaken the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    least_memory_kib: u32,
    least_passes: u32,
}

impl Limits {
    /// For real vaults: down to what OWASP asks at least.
    pub const REAL: Limits = Limits { least_memory_kib: 19 * 1024, least_passes: 2 };

    /// For tests with [`Cost::for_tests`]. No command reaches it.
    #[doc(hidden)]
    pub const TESTS: Limits = Limits { least_memory_kib: 8, least_passes: 1 };

    const MOST_MEMORY_KIB: u32 = 1024 * 1024;
    const MOST_PASSES: u32 = 32;
    const MOST_LANES: u32 = 4;

    /// Whether a cost is within these limits.
    pub fn accept(&self, cost: Cost) -> bool {
        (self.least_memory_kib..=Self::MOST_MEMORY_KIB).contains(&cost.memory_kib)
            && (self.least_passes..=Self::MOST_PASSES).contains(&cost.passes)
            && (1..=Self::MOST_LANES).contains(&cost.lanes)
    }
}

/// Longest password that is taken, in bytes after normalisation.
const MOST_BYTES: usize = 1024;

/// The key that a password gives. The same letters give the same key, however the keyboard composed them (NFC).
pub(super) fn derive(password: &str, salt: &[u8; 16], cost: Cost) -> Result<Secret, KeyFileError> {
    // At once as large as it can get (NFC at most triples): growing would leave a copy of the password behind.
    let mut normal = Zeroizing::new(String::with_capacity(password.len().saturating_mul(3)));
    normal.extend(password.nfc());
    if normal.is_empty() {
        return Err(KeyFileError::EmptyPassword);
    }
    if normal.len() > MOST_BYTES {
        return Err(KeyFileError::LongPassword);
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(|_| KeyFileError::Cost)?;
    // Our own memory: the crate neither wipes what it took nor could it be told that there is not enough.
    let mut memory = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| KeyFileError::NoMemory)?;
    memory.resize(params.block_count(), Block::default());
    let mut memory = Zeroizing::new(memory);
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(normal.as_bytes(), salt, key.as_mut_slice(), memory.as_mut_slice())
        .map_err(|_| KeyFileError::Cost)?;
    Ok(Secret::from_bytes(*key))
}
