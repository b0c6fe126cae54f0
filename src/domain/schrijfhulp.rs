//! Words in a note that are worth a second look: a judgement, an absolute, something without a source, a conclusion
//! that reads as a fact (F2.13, F9.02). It asks *seen, heard or concluded?* and never stops anybody from writing.
//!
//! What somebody said stays as it was said: text between quotation marks is left alone.

use std::ops::Range;

use super::inhoud::{SchrijfGroep, Schrijfhulp};
use super::reading::{Phrases, in_word, is_apostrophe, words};

/// A word in a note with the question that it raises.
#[derive(Debug, Clone, PartialEq)]
pub struct Hint<'a> {
    /// Where it stands in the note, in bytes.
    pub range: Range<usize>,
    /// The word as the list has it; the note may have another form.
    pub woord: &'a str,
    /// The group that it belongs to.
    pub groep: &'a SchrijfGroep,
    /// What to ask.
    pub vraag: &'a str,
}

/// Every word of the list in this text, in order and without overlap: whole words only, capitals and accents aside,
/// and of two that begin at the same place the longer.
pub fn hints<'a>(text: &str, hulp: &'a Schrijfhulp) -> Vec<Hint<'a>> {
    let phrases = phrases(hulp);
    let words = words(text);
    let mut quoted = quoted(text).into_iter().peekable();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        while quoted.next_if(|quote| quote.end <= word.range.start).is_some() {}
        let said = quoted.peek().is_some_and(|quote| quote.start <= word.range.start);
        let hit = if said {
            None
        } else {
            phrases
                .longest(text, words.get(at..).unwrap_or_default())
                .map(|(listed, count, range)| (*listed, count, range))
        };
        match hit {
            Some((Listed { woord, groep, vraag }, count, range)) => {
                at += count;
                found.push(Hint { range, woord, groep, vraag });
            }
            None => at += 1,
        }
    }
    found
}

/// What stands behind a listed form.
#[derive(Clone, Copy)]
struct Listed<'a> {
    woord: &'a str,
    groep: &'a SchrijfGroep,
    vraag: &'a str,
}

fn phrases(hulp: &Schrijfhulp) -> Phrases<Listed<'_>> {
    let mut found = Phrases::default();
    for groep in &hulp.groepen {
        for entry in &groep.woorden {
            let vraag = entry.vraag.as_deref().unwrap_or(&groep.vraag);
            for spelling in entry.spellings() {
                found.add(spelling, Listed { woord: &entry.woord, groep, vraag });
            }
        }
    }
    found
}

/// Where quotations begin that are not closed yet; each kind by itself, so that one does not hide another.
#[derive(Default)]
struct Open {
    straight: Option<usize>,
    curly: Option<usize>,
    single: Option<usize>,
    angled: Option<usize>,
}

/// What stands between quotation marks, in order. A mark that is not closed before the next blank line opens nothing:
/// a forgotten mark must not silence the rest of the note.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = Open::default();
    let (mut before, mut line_ends) = (None, 0);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let after = letters.peek().map(|(_, after)| *after);
        line_ends = match letter {
            '\n' => line_ends + 1,
            _ if letter.is_whitespace() => line_ends,
            _ => 0,
        };
        if line_ends > 1 {
            open = Open::default();
        }
        let closed = match letter {
            '"' => open.curly.take().or_else(|| toggle(&mut open.straight, at)),
            '„' => begin(&mut open.curly, at),
            '“' if open.curly.is_some_and(|from| text.get(from..).is_some_and(|rest| rest.starts_with('„'))) => {
                open.curly.take()
            }
            '“' => begin(&mut open.curly, at),
            '”' => toggle(&mut open.curly, at),
            '«' | '»' => toggle(&mut open.angled, at),
            _ if is_apostrophe(letter) || letter == '‚' => {
                let closes = before.is_some_and(|before: char| !before.is_whitespace()) && !after.is_some_and(in_word);
                if closes {
                    open.single.take()
                } else if !before.is_some_and(in_word) && !is_shortened(text.get(end..).unwrap_or_default()) {
                    begin(&mut open.single, at)
                } else {
                    None
                }
            }
            _ => None,
        };
        found.extend(closed.map(|from| from..end));
        before = Some(letter);
    }
    merged(found)
}

/// Opens, and closes nothing.
fn begin(open: &mut Option<usize>, at: usize) -> Option<usize> {
    *open = Some(at);
    None
}

/// Closes what is open; opens otherwise.
fn toggle(open: &mut Option<usize>, at: usize) -> Option<usize> {
    let from = open.take();
    if from.is_none() {
        *open = Some(at);
    }
    from
}

/// Whether an apostrophe before this begins a shortened word (`'s avonds`, `'t huis`) and no quotation.
fn is_shortened(rest: &str) -> bool {
    let mut letters = rest.chars();
    let short = letters.next().is_some_and(|letter| matches!(letter.to_ascii_lowercase(), 's' | 't' | 'n' | 'k' | 'm'));
    short && !letters.next().is_some_and(in_word)
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut found: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match found.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    found
}
