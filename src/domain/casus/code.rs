//! The short code of a casus: made of its random id, so that it says nothing.

use crate::domain::kluis::RecordId;

/// Without letters and digits that look alike, and without vowels: no code is a word.
const LETTERS: &[u8; 20] = b"BCDFGHJKMPQRTVWXZ347";

/// How many letters are shown.
const LENGTH: usize = 5;

/// The code of a casus.
pub fn code(casus: RecordId) -> String {
    casus.0.iter().take(LENGTH).map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect()
}

#[cfg(test)]
mod tests {
    use super::code;
    use crate::domain::kluis::RecordId;

    #[test]
    fn a_code_has_five_letters_that_nobody_mixes_up() {
        let made = code(RecordId([0, 19, 20, 255, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
        assert_eq!(made, "B7BXK");
    }
}
