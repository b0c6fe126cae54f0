//! Secrets: 32 bytes that are wiped when they are dropped and that nothing can print.

use std::sync::OnceLock;

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::store::StoreError;

/// 32 secret bytes. There is no `Debug`, `Display`, `Clone` or comparison:
///
/// ```compile_fail
/// let secret = aandacht::store::vault::Secret::random().unwrap();
/// println!("{secret:?}");
/// ```
///
/// ```compile_fail
/// let secret = aandacht::store::vault::Secret::random().unwrap();
/// let copy = secret.clone();
/// ```
#[derive(Zeroize, ZeroizeOnDrop)]
// Boxed: bytes that stay where they are can be kept out of the swap, and leave no copy behind when the secret moves.
pub struct Secret(Box<[u8; 32]>);

/// Keeps the page of these bytes in memory; whether the system agreed.
type Keep = fn(&[u8]) -> bool;

static KEEP: OnceLock<Keep> = OnceLock::new();

/// From now on every secret asks this to keep it out of the swap. Best effort: a system that refuses stops nothing.
pub fn keep_secrets_with(keep: Keep) {
    // The first one stays.
    let _ = KEEP.set(keep);
}

/// What a subkey of the vault key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Wrapping the keys of casussen.
    Wrap,
    /// The sealed head.
    Head,
    /// Entries of the audit log; not a casus's key, so that they survive it.
    Audit,
    /// The tag of the key file.
    KeyFile,
    /// The state root.
    Root,
    /// The audit chain.
    Chain,
    /// The anchor.
    Anchor,
    /// Backups.
    Backup,
    /// Sealed documents.
    Document,
    /// What was begun and is to be finished.
    Plans,
}

impl Purpose {
    fn info(self) -> &'static [u8] {
        match self {
            Purpose::Wrap => b"aandacht 2026 wrap",
            Purpose::Head => b"aandacht 2026 head",
            Purpose::Audit => b"aandacht 2026 audit",
            Purpose::KeyFile => b"aandacht 2026 key file",
            Purpose::Root => b"aandacht 2026 root",
            Purpose::Chain => b"aandacht 2026 chain",
            Purpose::Anchor => b"aandacht 2026 anchor",
            Purpose::Backup => b"aandacht 2026 backup",
            Purpose::Document => b"aandacht 2026 document",
            Purpose::Plans => b"aandacht 2026 plans",
        }
    }
}

impl Secret {
    /// Fresh random bytes from the system.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn random() -> Result<Secret, StoreError> {
        // Filled where it stays: a copy on the way would not be wiped.
        let mut secret = Secret::empty();
        fill(secret.0.as_mut_slice())?;
        Ok(secret)
    }

    /// A secret from bytes that somebody else keeps, such as a recovery key.
    pub fn from_bytes(bytes: [u8; 32]) -> Secret {
        let mut secret = Secret::empty();
        secret.0.copy_from_slice(&bytes);
        secret
    }

    fn empty() -> Secret {
        let secret = Secret(Box::new([0; 32]));
        if let Some(keep) = KEEP.get() {
            keep(secret.0.as_slice());
        }
        secret
    }

    pub(in crate::store) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SHA-256 over these parts.
    pub fn tag(&self, parts: &[&[u8]]) -> [u8; 32] {
        // 32 bytes are a key of HMAC-SHA-256; only its absence of a limit makes this a Result.
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.as_slice()) else { return [0; 32] };
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    }

    /// The subkey for one purpose (HKDF-SHA-256).
    pub fn subkey(&self, purpose: Purpose) -> Secret {
        self.derived(None, purpose.info())
    }

    /// The key of one file, by the salt that stands in it.
    pub fn for_file(&self, salt: &[u8; 32]) -> Secret {
        self.derived(Some(salt), b"aandacht 2026 file")
    }

    fn derived(&self, salt: Option<&[u8]>, info: &[u8]) -> Secret {
        let mut derived = Secret::empty();
        // 32 bytes are far below the 8160 that HKDF-SHA-256 can give, so this cannot fail.
        let _ = Hkdf::<Sha256>::new(salt, self.0.as_slice()).expand(info, derived.0.as_mut_slice());
        derived
    }
}

/// Random bytes from the system.
pub(in crate::store) fn random_bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}

/// A random id.
///
/// # Errors
/// The system has no randomness to give.
pub fn random_id() -> Result<[u8; 16], StoreError> {
    random_bytes()
}

pub(super) fn fill(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|_| StoreError::NoRandomness)
}
