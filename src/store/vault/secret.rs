//! Secrets: 32 bytes that are wiped when they are dropped and that nothing can print.

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
pub struct Secret([u8; 32]);

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
        let mut secret = Secret([0; 32]);
        fill(&mut secret.0)?;
        Ok(secret)
    }

    /// A secret from bytes that somebody else keeps, such as a recovery key.
    pub fn from_bytes(bytes: [u8; 32]) -> Secret {
        Secret(bytes)
    }

    pub(in crate::store) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SHA-256 over these parts.
    pub fn tag(&self, parts: &[&[u8]]) -> [u8; 32] {
        // 32 bytes are a key of HMAC-SHA-256; only its absence of a limit makes this a Result.
        let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0) else { return [0; 32] };
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
        let mut derived = Secret([0; 32]);
        // 32 bytes are far below the 8160 that HKDF-SHA-256 can give, so this cannot fail.
        let _ = Hkdf::<Sha256>::new(salt, &self.0).expand(info, &mut derived.0);
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
