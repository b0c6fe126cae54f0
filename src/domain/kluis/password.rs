//! A typed password on its way to the store.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A password or recovery key as it was typed. It is wiped when the last holder lets go, and cannot be printed:
///
/// ```compile_fail
/// let password = aandacht::domain::kluis::Password::new("geheim");
/// println!("{password:?}");
/// ```
///
/// ```compile_fail
/// let password = aandacht::domain::kluis::Password::new("geheim");
/// println!("{password}");
/// ```
#[derive(Clone)]
pub struct Password(Arc<Zeroizing<String>>);

impl Password {
    /// Most bytes that a password may have, after normalisation.
    pub const MOST_BYTES: usize = 1024;

    /// A password.
    pub fn new(text: &str) -> Password {
        Password::from_chars(text.chars())
    }

    /// A password from its letters, without a copy that grows on the way.
    pub fn from_chars(letters: impl Iterator<Item = char>) -> Password {
        let mut text = Zeroizing::new(String::with_capacity(Password::MOST_BYTES * 4));
        text.extend(letters.take(Password::MOST_BYTES + 1));
        Password(Arc::new(text))
    }

    /// The text, for the one who derives a key from it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two typed texts mean the same password, however the keyboard composed the letters.
    pub fn same(&self, other: &Password) -> bool {
        self.0.nfc().eq(other.0.nfc())
    }

    /// How hard it is to guess, as far as that can be seen from the outside. A hint; nothing is refused for it.
    pub fn strength(&self) -> Strength {
        let letters = || self.0.chars().map(|letter| u32::from(letter.to_ascii_lowercase()));
        // A letter that repeats or follows the one before it adds next to nothing.
        let steps = letters().skip(1).zip(letters()).filter(|(next, last)| next.abs_diff(*last) > 1).count();
        let mut seen = Zeroizing::new(Vec::with_capacity(64));
        for letter in letters() {
            if seen.len() < 64 && !seen.contains(&letter) {
                seen.push(letter);
            }
        }
        match (steps, seen.len()) {
            (20.., 8..) => Strength::Sterk,
            (12.., 6..) => Strength::Redelijk,
            _ => Strength::Zwak,
        }
    }
}

impl PartialEq for Password {
    /// The very same typing; two typings are compared with [`Password::same`].
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// How hard a password is to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A computer tries it soon.
    Zwak,
    /// Long enough for most.
    Redelijk,
    /// Long enough.
    Sterk,
}

impl Strength {
    /// The hint under the field.
    pub fn hint(self) -> &'static str {
        match self {
            Strength::Zwak => "Zwak: te kort, of te vaak dezelfde tekens. Neem liever vier of vijf losse woorden.",
            Strength::Redelijk => "Redelijk. Nog een woord erbij maakt het sterk.",
            Strength::Sterk => "Sterk.",
        }
    }
}
