//! What somebody types about a case in a session: in memory, and nowhere else.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

/// Text about a case. It is in no draft, no file and no message; whoever holds it holds the same text, so that one wipe
/// at the close or when the kluis is locked takes it from every screen.
#[derive(Clone, Default)]
pub struct Klad(Arc<Mutex<Zeroizing<String>>>);

impl Klad {
    /// Other text in its place; what stood there is wiped.
    pub fn zet(&self, text: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Zeroizing::new(text.to_owned());
    }

    /// What is in it.
    pub fn lees(&self) -> Zeroizing<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether there is nothing in it.
    pub fn is_leeg(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).trim().is_empty()
    }

    /// Wipes it for everybody who holds it.
    pub fn wis(&self) {
        self.zet("");
    }
}

impl fmt::Debug for Klad {
    /// Nothing of what is in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Klad")
    }
}

impl PartialEq for Klad {
    /// Whether it is the same text in the same place.
    fn eq(&self, other: &Klad) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Klad;

    #[test]
    fn one_wipe_takes_it_from_everybody_and_no_message_shows_it() {
        let mine = Klad::default();
        let yours = mine.clone();
        mine.zet("de buurvrouw");
        assert_eq!(yours.lees().as_str(), "de buurvrouw");
        assert_eq!(format!("{yours:?}"), "Klad");
        yours.wis();
        assert!(mine.is_leeg());
    }
}
