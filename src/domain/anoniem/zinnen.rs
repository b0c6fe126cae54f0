//! Where sentences begin: there a capital says nothing.

use super::lijsten::Lijsten;
use crate::domain::reading::{Word, is_apostrophe};

/// For every word whether a sentence, a quotation, a line or an item begins with it.
pub fn begin(text: &str, words: &[Word], lijsten: &Lijsten) -> Vec<bool> {
    let mut found: Vec<bool> = Vec::with_capacity(words.len());
    let mut line = true;
    let mut before: Option<&Word> = None;
    for word in words {
        let Some(last) = before else {
            found.push(true);
            before = Some(word);
            continue;
        };
        let gap = text.get(last.range.end..word.range.start).unwrap_or_default();
        let new_line = gap.contains(['\n', '\r', '\t', '|', '•']);
        // `1) ` and `a) ` at the beginning of a line.
        let item = line && last.folded.len() <= 2 && gap.starts_with(')');
        // A sentence that begins with a shortened word: `'s Avonds`, `'t Was`.
        let short = is_kort(text, last) && found.last().is_some_and(|begin| *begin);
        let opens = opens(gap) && !is_kort(text, word);
        found.push(new_line || item || short || opens || ends(gap, last, lijsten));
        line = new_line;
        before = Some(word);
    }
    found
}

/// Whether a word is all that is left of a longer one: `'s`, `'t`, `'k`.
fn is_kort(text: &str, word: &Word) -> bool {
    matches!(word.folded.as_str(), "s" | "t" | "k" | "n" | "m")
        && text.get(..word.range.start).is_some_and(|before| before.ends_with(is_apostrophe))
}

/// Whether a sentence ends between two words.
fn ends(gap: &str, last: &Word, lijsten: &Lijsten) -> bool {
    let shortened = gap.starts_with('.')
        && (lijsten.afkorting.contains(&last.folded)
            || (last.folded.chars().all(char::is_alphabetic) && last.range.len() == 1));
    let rest = if shortened { gap.get(1..).unwrap_or_default() } else { gap };
    rest.contains(['.', '!', '?', '…', ':'])
}

/// Whether a quotation begins here.
fn opens(gap: &str) -> bool {
    let mut signs = gap.chars().rev();
    let quote =
        signs.next().is_some_and(|last| matches!(last, '"' | '“' | '”' | '„' | '‘' | '’' | '\'' | '‚' | '«' | '»'));
    quote && signs.next().is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '"' | '\'' | '“' | '‘'))
}
