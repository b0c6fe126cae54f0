//! Phrases that are looked for in a text, quickly however many there are.

use std::collections::HashMap;
use std::ops::Range;

use super::{Word, is_apostrophe};
use crate::domain::search::fold;

/// Phrases with what is known of each. Capitals, accents, hyphens and the white space between words do not count.
#[derive(Debug, Clone)]
pub struct Phrases<V> {
    /// By the whole phrase, its words with one space between them.
    known: HashMap<Box<str>, V>,
    /// Which lengths there are of phrases that begin with a word; the longest first.
    lengths: HashMap<Box<str>, Vec<usize>>,
}

impl<V> Default for Phrases<V> {
    fn default() -> Self {
        Phrases { known: HashMap::new(), lengths: HashMap::new() }
    }
}

impl<V> Phrases<V> {
    /// Adds a phrase; of two that are the same the first stays. A phrase without a letter is none.
    pub fn add(&mut self, phrase: &str, value: V) {
        let folded = fold(phrase);
        let count = folded.split(' ').count();
        let Some(first) = folded.split(' ').next().filter(|first| !first.is_empty()) else { return };
        match self.lengths.get_mut(first) {
            Some(lengths) => {
                if let Err(place) = lengths.binary_search_by(|known| count.cmp(known)) {
                    lengths.insert(place, count);
                }
            }
            None => drop(self.lengths.insert(first.into(), vec![count])),
        }
        self.known.entry(folded.into()).or_insert(value);
    }

    /// Whether this is a phrase, folded already.
    pub fn has(&self, folded: &str) -> bool {
        self.known.contains_key(folded)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The longest phrase that the words begin with: what is known of it, of how many words it is, where it stands.
    pub fn longest<'s>(&'s self, text: &'s str, words: &'s [Word]) -> Option<(&'s V, usize, Range<usize>)> {
        self.beginning(text, words).next()
    }

    /// Every phrase that the words begin with, the longest first.
    pub fn beginning<'s>(
        &'s self,
        text: &'s str,
        words: &'s [Word],
    ) -> impl Iterator<Item = (&'s V, usize, Range<usize>)> + 's {
        let first = words.first();
        let lengths = first.and_then(|first| self.lengths.get(first.folded.as_str()));
        lengths.into_iter().flatten().filter_map(move |count| {
            let words = words.get(..*count)?;
            let range = words.first()?.range.start..words.last()?.range.end;
            let value = match words {
                [one] => self.known.get(one.folded.as_str())?,
                more => self.known.get(together(text, more)?.as_str())?,
            };
            Some((value, *count, range))
        })
    }
}

/// Words as a phrase, unless something else than white space, hyphens and apostrophes stands between them.
fn together(text: &str, words: &[Word]) -> Option<String> {
    let mut phrase = String::new();
    let mut before: Option<&Word> = None;
    for word in words {
        if let Some(before) = before {
            let between = text.get(before.range.end..word.range.start)?;
            if !between
                .chars()
                .all(|letter| letter.is_whitespace() || matches!(letter, '-' | '&') || is_apostrophe(letter))
            {
                return None;
            }
            phrase.push(' ');
        }
        phrase.push_str(&word.folded);
        before = Some(word);
    }
    Some(phrase)
}
