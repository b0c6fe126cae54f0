//! A text as runs of letters and digits with signs between them.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Only the digits 0 to 9.
    Digits,
    /// Only letters.
    Letters,
    /// Letters and digits together.
    Mixed,
    /// One sign that is neither.
    Sign,
}

/// A piece of a text without white space in it.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is made of.
    pub kind: Kind,
}

/// Runs of letters and digits, and every other sign by itself; white space is only the distance between them.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
        let end = at + letter.len_utf8();
        let kind = if letter.is_ascii_digit() {
            Kind::Digits
        } else if letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter) {
            Kind::Letters
        } else {
            Kind::Sign
        };
        match found.last_mut() {
            Some(last) if last.end == at && last.kind != Kind::Sign && kind != Kind::Sign => {
                last.end = end;
                last.kind = if last.kind == kind { kind } else { Kind::Mixed };
            }
            _ => found.push(Token { start: at, end, kind }),
        }
    }
    found
}

/// A text with its tokens. Where a token is asked for that is not there, the answer is that of an empty one.
pub struct Scan<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Vec<Token>,
}

impl<'a> Scan<'a> {
    /// The tokens of a text.
    pub fn of(text: &'a str) -> Scan<'a> {
        Scan { text, tokens: tokens(text) }
    }

    /// What a token says.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// The same in lower case.
    pub fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    /// Whether a token is of this kind.
    pub fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// The digits that stand here.
    pub fn digits(&self, at: usize) -> Option<&'a str> {
        self.is(at, Kind::Digits).then(|| self.word(at))
    }

    /// What stands between a token and the one before it: nothing or white space.
    pub fn gap(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        match (before, self.tokens.get(at)) {
            (Some(before), Some(token)) => self.text.get(before.end..token.start).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether a token follows the one before it without white space.
    pub fn touches(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some() && self.gap(at).is_empty()
    }

    /// Whether a token stands on the same line as the one before it, at one space at most.
    pub fn near(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some() && matches!(self.gap(at), "" | " " | "\u{a0}")
    }

    /// Whether these tokens are a piece of a longer number, such as `1.234.567,89` or `12345-6`.
    pub fn is_part(&self, at: usize, count: usize) -> bool {
        self.goes_on(at) || self.goes_on(at + count + 1)
    }

    /// Whether a token is tied to a number before it with one sign, and begins with a digit itself.
    pub fn goes_on(&self, at: usize) -> bool {
        at >= 2
            && self.touches(at)
            && self.touches(at - 1)
            && matches!(self.word(at - 1), "." | "," | "-" | "/" | ":")
            && self.word(at - 2).ends_with(|last: char| last.is_ascii_digit())
            && self.word(at).starts_with(|first: char| first.is_ascii_digit())
    }

    /// Whether one of the two tokens before, apart from a colon or a stop, is this word.
    pub fn said_before(&self, at: usize, words: &[&str]) -> bool {
        let before = (0..at).rev().filter(|at| !matches!(self.word(*at), ":" | "." | "=")).take(2);
        before.into_iter().any(|at| words.contains(&self.lower(at).as_str()))
    }
}
