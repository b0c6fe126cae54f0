//! Text as a line can carry it: no control characters, and signs that a screen reader does not stumble over.

use crate::domain::gesprek::ascii_letter;
pub(super) use crate::domain::gesprek::clean;

/// The text as it is printed: cleaned, with the signs between its parts as marks that are read aloud well.
pub(super) fn plain(text: &str) -> String {
    SIGNS.iter().fold(clean(text), |text, (sign, aloud)| text.replace(sign, aloud))
}

/// Signs between parts of a text, and what stands in their place; a longer one before the one it contains.
const SIGNS: [(&str, &str); 6] =
    [(" · ", ", "), (" – http", ": http"), ("? – ", "? "), (" – ", " - "), (" → dan ", ", dan "), (" → ", ", dan: ")];

/// The text as it is printed when only ASCII may be shown.
pub(super) fn ascii(text: &str) -> String {
    plain(text).chars().map(ascii_letter).collect()
}

#[cfg(test)]
mod tests {
    use super::{ascii, plain};

    #[test]
    fn control_characters_and_hidden_marks_disappear() {
        assert_eq!(plain("rood\u{1b}[31m\u{7}\tlint\n\u{202e}om\u{200b}"), "rood[31m lint om");
        assert_eq!(plain("\u{85}\u{9b}31m"), " 31m");
    }

    #[test]
    fn signs_between_parts_read_aloud() {
        assert_eq!(plain("versie 1 · 2 mei – wit"), "versie 1, 2 mei - wit");
        assert_eq!(plain("Is er gevaar? – Nee → Bel nu"), "Is er gevaar? Nee, dan: Bel nu");
        assert_eq!(plain("Ja → dan volgt eerst: Wie?"), "Ja, dan volgt eerst: Wie?");
        assert_eq!(plain("Bron, Uitgever – https://voorbeeld.nl"), "Bron, Uitgever: https://voorbeeld.nl");
    }

    #[test]
    fn ascii_keeps_words_readable() {
        assert_eq!(ascii("Cliënt “één” … 5 €"), "Client \"een\" ... 5 EUR");
    }
}
