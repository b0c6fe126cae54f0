//! The recovery key: 32 random bytes on paper. Without it a forgotten password is total loss.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::secret::{Secret, fill};
use crate::store::StoreError;

/// Crockford's letters: no I, L, O or U, so that nothing on paper can be read two ways.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 256 bits in letters of five.
const KEY_LETTERS: usize = 52;
/// Ten bits that tell a reading error from a wrong key.
const CHECK_LETTERS: usize = 2;
const GROUP: usize = 6;

/// A recovery key; like every secret it cannot be printed by accident.
pub struct RecoveryKey(Zeroizing<[u8; 32]>);

/// Why letters are no recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryError {
    /// Too few or too many letters.
    #[error("{0} letters, 54 wanted")]
    Length(usize),
    /// A letter that does not occur.
    #[error("letter {0} does not occur")]
    Letter(usize),
    /// The check letters do not fit: something was misread.
    #[error("check letters do not fit")]
    Check,
}

impl RecoveryKey {
    /// A fresh key.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn random() -> Result<RecoveryKey, StoreError> {
        let mut key = Zeroizing::new([0; 32]);
        fill(key.as_mut_slice())?;
        Ok(RecoveryKey(key))
    }

    /// The key as a secret.
    pub fn secret(&self) -> Secret {
        Secret::from_bytes(*self.0)
    }

    /// The letters on the recovery sheet, in nine groups of six.
    pub fn sheet(&self) -> Zeroizing<String> {
        let mut letters = Zeroizing::new(String::with_capacity(KEY_LETTERS + CHECK_LETTERS + 8));
        let values = values(&self.0);
        for (at, value) in values.iter().copied().chain(check(&self.0)).enumerate() {
            if at > 0 && at % GROUP == 0 {
                letters.push('-');
            }
            letters.push(char::from(LETTERS[usize::from(value)]));
        }
        letters
    }

    /// Reads the letters back: small letters, spaces, dashes and the usual misreadings (O, I, L) are understood.
    ///
    /// # Errors
    /// Why these letters are no recovery key.
    pub fn read(text: &str) -> Result<RecoveryKey, RecoveryError> {
        // At once as large as it gets: growing would leave a copy behind.
        let mut letters = Zeroizing::new(Vec::with_capacity(text.len()));
        letters.extend(text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-'));
        if letters.len() != KEY_LETTERS + CHECK_LETTERS {
            return Err(RecoveryError::Length(letters.len()));
        }
        let mut values = Zeroizing::new(Vec::with_capacity(letters.len()));
        for (at, letter) in letters.iter().enumerate() {
            values.push(value(*letter).ok_or(RecoveryError::Letter(at + 1))?);
        }
        let key = bytes(&values[..KEY_LETTERS]).ok_or(RecoveryError::Check)?;
        if check(&key).as_slice() != &values[KEY_LETTERS..] {
            return Err(RecoveryError::Check);
        }
        Ok(RecoveryKey(key))
    }
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    LETTERS.iter().position(|known| char::from(*known) == letter).and_then(|at| u8::try_from(at).ok())
}

/// The key in letters of five bits, the last one with four zero bits behind it.
fn values(key: &[u8; 32]) -> Zeroizing<[u8; KEY_LETTERS]> {
    let mut values = Zeroizing::new([0; KEY_LETTERS]);
    for (letter, value) in values.iter_mut().enumerate() {
        *value = (0..5).fold(0, |value, bit| value << 1 | bit_at(key, letter * 5 + bit));
    }
    values
}

fn bit_at(key: &[u8; 32], at: usize) -> u8 {
    key.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1)
}

/// The other way round; `None` when the bits behind the key are not zero.
fn bytes(values: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let mut key = Zeroizing::new([0; 32]);
    for at in 0..KEY_LETTERS * 5 {
        let bit = values[at / 5] >> (4 - at % 5) & 1;
        match key.get_mut(at / 8) {
            Some(byte) => *byte |= bit << (7 - at % 8),
            None if bit == 1 => return None,
            None => {}
        }
    }
    Some(key)
}

fn check(key: &[u8; 32]) -> [u8; CHECK_LETTERS] {
    let digest = Sha256::new().chain_update(b"aandacht recovery").chain_update(key).finalize();
    [digest[0] >> 3, (digest[0] << 2 | digest[1] >> 6) & 31]
}
