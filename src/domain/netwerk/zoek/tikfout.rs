//! Counting typing errors in the beginning of a word.

/// How many typing errors a word of so many letters may have.
pub fn toegestaan(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        6..=30 => 2,
        _ => 0,
    }
}

/// Counts typing errors; keeps its table between words.
#[derive(Default)]
pub struct Tikfouten {
    tabel: Vec<usize>,
    letters: Vec<char>,
}

impl Tikfouten {
    /// How many letters of what was typed are wrong, missing, too many, or swapped with their neighbour, when it is meant
    /// as this word or its beginning; and whether it is meant as the whole word. `None` when there are more than allowed.
    pub fn tel(&mut self, typed: &[char], word: &str, allowed: usize) -> Option<(usize, bool)> {
        let width = typed.len();
        self.letters.clear();
        self.letters.extend(word.chars().take(width + allowed + 1));
        if self.letters.len() + allowed < width {
            return None;
        }
        let row = width + 1;
        self.tabel.clear();
        self.tabel.extend(0..row);
        let mut best = (usize::MAX, false);
        for (down, letter) in self.letters.iter().enumerate() {
            self.tabel.push(down + 1);
            for (across, other) in typed.iter().enumerate() {
                let at = self.tabel.len();
                let wrong = self.tabel[at - row - 1] + usize::from(letter != other);
                let mut errors = wrong.min(self.tabel[at - row] + 1).min(self.tabel[at - 1] + 1);
                let swapped =
                    down > 0 && across > 0 && self.letters[down - 1] == *other && *letter == typed[across - 1];
                if swapped {
                    errors = errors.min(self.tabel[at - 2 * row - 2] + 1);
                }
                self.tabel.push(errors);
            }
            let errors = self.tabel[self.tabel.len() - 1];
            let whole = down + 1 == self.letters.len() && self.letters.len() <= width + allowed;
            // Of as many errors, the whole word is meant rather than its beginning.
            if errors < best.0 || (errors == best.0 && whole) {
                best = (errors, whole);
            }
        }
        (best.0 <= allowed).then_some(best)
    }
}

#[cfg(test)]
mod tests {
    use super::Tikfouten;

    #[test]
    fn errors_are_counted_against_the_beginning_of_a_word() {
        for (typed, word, wanted) in [
            ("maastricht", "maastricht", Some((0, true))),
            ("mastri", "maastricht", Some((1, false))),
            ("maastrihct", "maastricht", Some((1, true))),
            ("heelren", "heerlen", Some((1, true))),
            ("herelen", "heerlen", Some((1, true))),
            ("heerlenn", "heerlen", Some((1, true))),
            ("venlo", "heerlen", None),
            ("moviera", "mov", None),
        ] {
            let letters: Vec<char> = typed.chars().collect();
            assert_eq!(Tikfouten::default().tel(&letters, word, 2), wanted, "{typed} {word}");
        }
    }
}
