//! Numbers about people: counted, and not written when they are small enough to point to somebody.
//!
//! Which numbers that are was decided once, here. About people are: how many there are or came, how often a key word, a
//! sector or a signal came up, what became of actions (each is somebody's), and what people thought of sessions. About
//! the group as a whole, and always written: sessions, planned and cancelled meetings, ways of working, minutes, groups.

use std::collections::BTreeMap;

use crate::domain::search::fold;

/// The smallest number about people that is written.
pub const MINSTE: usize = 5;

/// What stands in the place of a smaller one.
pub const WEINIG: &str = "minder dan 5";

/// A number about people. That there is nothing points to nobody.
pub fn aantal_mensen(count: usize) -> String {
    match count {
        0 => "geen".to_owned(),
        count if count < MINSTE => WEINIG.to_owned(),
        count => count.to_string(),
    }
}

/// An average about people, rounded; hidden like the number that it is.
pub fn gemiddeld(sum: usize, of: usize) -> String {
    match of {
        0 => "niet bekend".to_owned(),
        of if sum < MINSTE * of => WEINIG.to_owned(),
        of => ((sum + of / 2) / of).to_string(),
    }
}

/// Words as somebody typed them, and how often each came up: the same word with other capitals is the same.
#[derive(Default)]
pub struct Woorden {
    found: BTreeMap<String, (String, usize)>,
}

impl Woorden {
    /// Counts the words of one session, each once however often it stands there; a blank one is none.
    pub fn tel_samen<'a>(&mut self, words: impl IntoIterator<Item = &'a str>) {
        let mut seen: Vec<String> = Vec::new();
        for word in words {
            let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
            let same = fold(&word);
            if !word.is_empty() && !seen.contains(&same) {
                self.found.entry(same.clone()).or_insert((word, 0)).1 += 1;
                seen.push(same);
            }
        }
    }

    /// Whether no word was counted.
    pub fn is_leeg(&self) -> bool {
        self.found.is_empty()
    }

    /// The words that came up often enough to say how often, the most frequent first; then the others in the order of
    /// the alphabet, which says nothing about how often.
    pub fn delen(&self) -> (Vec<(&str, usize)>, Vec<&str>) {
        let all = self.found.values().map(|(word, count)| (word.as_str(), *count));
        let (mut often, few): (Vec<_>, Vec<_>) = all.partition(|(_, count)| *count >= MINSTE);
        often.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (often, few.into_iter().map(|(word, _)| word).collect())
    }
}

/// Answers on a scale of 1 to 5, in words: which part of them is high, in between, low. Never a number, and nothing at all
/// when there are few.
pub fn verdeling(answers: &[u8]) -> String {
    let answers: Vec<u8> = answers.iter().copied().filter(|answer| (1..=5).contains(answer)).collect();
    if answers.len() < MINSTE {
        return TE_WEINIG.to_owned();
    }
    let part = |low: u8, high: u8| answers.iter().filter(|answer| (low..=high).contains(*answer)).count();
    let parts = [("hoog", part(4, 5)), ("gemiddeld", part(3, 3)), ("laag", part(1, 2))];
    let said = parts.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = said.map(|(word, count)| format!("{} {word}", deel(*count, answers.len()))).collect();
    said.join(", ")
}

/// What is said when there are fewer than [`MINSTE`] answers.
pub const TE_WEINIG: &str = "te weinig antwoorden om te tonen";

/// A part of a whole, in words.
pub fn deel(count: usize, of: usize) -> &'static str {
    match (count * 100).checked_div(of) {
        None => "geen",
        _ if count == 0 => "geen",
        _ if count == of => "alle",
        Some(60..) => "de meeste",
        Some(40..) => "ongeveer de helft",
        Some(_) => "een deel",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_number_about_people_is_hidden_and_none_is_not() {
        let written = [0, 1, 4, 5, 12].map(aantal_mensen);
        assert_eq!(written, ["geen", WEINIG, WEINIG, "5", "12"]);
        for (sum, of, text) in [
            (0, 0, "niet bekend"),
            (24, 5, WEINIG),
            (25, 5, "5"),
            (27, 5, "5"),
            (28, 5, "6"),
            (6, 1, "6"),
            (4, 1, WEINIG),
        ] {
            assert_eq!(gemiddeld(sum, of), text, "{sum} of {of}");
        }
    }

    #[test]
    fn words_are_counted_whatever_their_capitals_and_rare_ones_do_not_say_how_often() {
        let mut woorden = Woorden::default();
        for word in ["V4-twijfel", "verwaarlozing", "Verwaarlozing ", "angst", "angst", "", "  "] {
            woorden.tel_samen([word]);
        }
        (0..5).for_each(|_| woorden.tel_samen(["v4-TWIJFEL", "angst", "V4-twijfel"]));
        let (often, few) = woorden.delen();
        assert_eq!(often, [("angst", 7), ("V4-twijfel", 6)]);
        assert_eq!(few, ["verwaarlozing"]);
    }

    #[test]
    fn answers_are_told_in_words_and_only_when_there_are_enough() {
        for (answers, text) in [
            (&[5, 5, 5, 5][..], TE_WEINIG),
            (&[5, 5, 5, 5, 9][..], TE_WEINIG),
            (&[4, 5, 4, 5, 4][..], "alle hoog"),
            (&[4, 5, 4, 3, 1][..], "de meeste hoog, een deel gemiddeld, een deel laag"),
            (&[1, 2, 3, 3, 5, 5][..], "een deel hoog, een deel gemiddeld, een deel laag"),
            (&[3, 3, 5, 5, 5][..], "de meeste hoog, ongeveer de helft gemiddeld"),
        ] {
            assert_eq!(verdeling(answers), text, "{answers:?}");
        }
        assert_eq!(
            [deel(0, 4), deel(1, 400), deel(4, 4), deel(2, 4)],
            ["geen", "een deel", "alle", "ongeveer de helft"]
        );
    }
}
