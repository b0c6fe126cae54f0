//! Just enough of Rust's syntax to know which paths a file names: comments and texts are skipped, `use` trees are
//! written out, `self` and `super` are followed.

/// A word, `::`, or a single sign.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Colons,
    Sign(char),
}

/// What a file names.
pub struct Source {
    /// Full paths that begin at `crate`, `std` or another crate, as `std::io::Write`.
    pub paths: Vec<String>,
    /// Names of the macros it calls.
    pub macros: Vec<String>,
    tokens: Vec<Token>,
}

impl Source {
    /// Reads a file; `path` is relative to `src/` and says which module it is.
    pub fn parse(path: &str, text: &str) -> Source {
        let tokens = tokens(text);
        let macros = tokens
            .windows(2)
            .filter_map(|pair| match pair {
                [Token::Word(name), Token::Sign('!')] => Some(name.clone()),
                _ => None,
            })
            .collect();
        let paths =
            Walker { tokens: &tokens, module: module_of(path), inline: Vec::new(), depth: 0, found: Vec::new() }.walk();
        Source { paths, macros, tokens }
    }

    /// Whether a word occurs in the code.
    pub fn has(&self, word: &str) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Word(found) if found == word))
    }

    /// Whether `word::` occurs in the code.
    pub fn names_in_path(&self, word: &str) -> bool {
        self.tokens.windows(2).any(|pair| matches!(pair, [Token::Word(found), Token::Colons] if found == word))
    }
}

/// The files that the `mod` lines of a file may lead to.
pub fn modules(path: &str, text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let mut folder: Vec<String> = module_of(path);
    let mut inline: Vec<usize> = Vec::new();
    let mut depth = 0;
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        match (&tokens[at], tokens.get(at + 1), tokens.get(at + 2)) {
            (Token::Word(word), Some(Token::Word(name)), Some(Token::Sign(';'))) if word == "mod" => {
                let base: String = folder.iter().map(|part| format!("{part}/")).collect();
                found.extend([format!("{base}{name}.rs"), format!("{base}{name}/mod.rs")]);
            }
            (Token::Word(word), Some(Token::Word(name)), Some(Token::Sign('{'))) if word == "mod" => {
                folder.push(name.clone());
                inline.push(depth);
            }
            (Token::Sign('{'), _, _) => depth += 1,
            (Token::Sign('}'), _, _) => {
                depth -= 1;
                if inline.last() == Some(&depth) {
                    inline.pop();
                    folder.pop();
                }
            }
            _ => {}
        }
    }
    found
}

/// `domain/walk/why.rs` is the module `domain::walk::why`.
fn module_of(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let is_root = parts.len() == 1 && matches!(parts[0].as_str(), "lib" | "main");
    if is_root || parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

struct Walker<'a> {
    tokens: &'a [Token],
    module: Vec<String>,
    /// Inline modules that are open, each with the depth of braces at which it began.
    inline: Vec<(String, usize)>,
    depth: usize,
    found: Vec<String>,
}

impl Walker<'_> {
    fn walk(mut self) -> Vec<String> {
        let mut at = 0;
        while at < self.tokens.len() {
            at = match &self.tokens[at] {
                Token::Sign('{') => {
                    self.depth += 1;
                    at + 1
                }
                Token::Sign('}') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.inline.last().is_some_and(|(_, depth)| *depth == self.depth) {
                        self.inline.pop();
                    }
                    at + 1
                }
                Token::Word(word) if word == "mod" => self.inline_module(at),
                Token::Word(word) if word == "use" => self.tree(at + 1, &[], true),
                Token::Word(word) if word == "crate" && self.is_word(at.wrapping_sub(1), "extern") => {
                    self.tree(at + 1, &[], true)
                }
                Token::Word(_) if self.begins_path(at) => self.tree(at, &[], false),
                Token::Word(_) | Token::Colons | Token::Sign(_) => at + 1,
            };
        }
        self.found
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        matches!(self.tokens.get(at), Some(Token::Word(found)) if found == word)
    }

    fn inline_module(&mut self, at: usize) -> usize {
        if let (Some(Token::Word(name)), Some(Token::Sign('{'))) = (self.tokens.get(at + 1), self.tokens.get(at + 2)) {
            self.inline.push((name.clone(), self.depth));
        }
        at + 2
    }

    /// A word that is followed by `::` and does not itself go on from another.
    fn begins_path(&self, at: usize) -> bool {
        let goes_on = match self.tokens.get(at.wrapping_sub(1)) {
            Some(Token::Colons) => {
                matches!(self.tokens.get(at.wrapping_sub(2)), Some(Token::Word(_) | Token::Sign('>')))
            }
            Some(Token::Sign('.')) => true,
            Some(Token::Word(_) | Token::Sign(_)) | None => false,
        };
        !goes_on && self.tokens.get(at + 1) == Some(&Token::Colons)
    }

    /// Reads one path, or a tree of them in a `use`; returns where it ends.
    fn tree(&mut self, mut at: usize, before: &[String], in_use: bool) -> usize {
        let mut path = before.to_vec();
        if self.tokens.get(at) == Some(&Token::Colons) {
            at += 1;
        }
        loop {
            match self.tokens.get(at) {
                Some(Token::Word(word)) => path.push(word.trim_start_matches("r#").to_owned()),
                Some(Token::Sign('*')) if in_use => path.push("*".to_owned()),
                Some(Token::Sign('{')) if in_use => return self.group(at + 1, &path),
                Some(Token::Colons | Token::Sign(_)) | None => {
                    self.keep(&path);
                    return at;
                }
            }
            at += 1;
            if self.tokens.get(at) != Some(&Token::Colons) {
                break;
            }
            at += 1;
        }
        self.keep(&path);
        if in_use && self.is_word(at, "as") { at + 2 } else { at }
    }

    fn group(&mut self, mut at: usize, before: &[String]) -> usize {
        while at < self.tokens.len() {
            match &self.tokens[at] {
                Token::Sign('}') => return at + 1,
                Token::Sign(_) => at += 1,
                Token::Word(_) | Token::Colons => at = self.tree(at, before, true),
            }
        }
        at
    }

    /// Keeps a path under its full name, when it leaves the module it stands in.
    fn keep(&mut self, path: &[String]) {
        let Some(first) = path.first() else { return };
        let mut rest = path;
        let mut base: Vec<String> = match first.as_str() {
            "crate" | "aandacht" => {
                rest = &rest[1..];
                vec!["crate".to_owned()]
            }
            "self" | "super" => {
                let inline = self.inline.iter().map(|(name, _)| name.clone());
                let mut here: Vec<String> = self.module.iter().cloned().chain(inline).collect();
                while let Some(word @ ("self" | "super")) = rest.first().map(String::as_str) {
                    if word == "super" {
                        here.pop();
                    }
                    rest = &rest[1..];
                }
                here.insert(0, "crate".to_owned());
                here
            }
            name if is_crate(name) => Vec::new(),
            _ => return,
        };
        base.extend(rest.iter().filter(|word| *word != "self").cloned());
        if base.len() > 1 || base.first().is_some_and(|only| only != "crate") {
            self.found.push(base.join("::"));
        }
    }
}

/// Whether a word at the beginning of a path is a crate: `std`, or one that the manifest names. Crates of tests are
/// not looked at; the compiler keeps them out of everything else.
fn is_crate(name: &str) -> bool {
    const MANIFEST: &str = include_str!("../../Cargo.toml");
    // Crates that the design names for later layers, and one that it does not, for the planted imports.
    let named = ["std", "core", "alloc", "sled", "argon2", "chacha20poly1305", "libc", "rand", "chrono", "tokio"];
    let from = MANIFEST.find("[dependencies]").unwrap_or(MANIFEST.len());
    let to = MANIFEST.find("[dev-dependencies]").unwrap_or(MANIFEST.len());
    let mut in_manifest = MANIFEST[from..to].lines().filter_map(|line| line.split_once(" = "));
    named.contains(&name) || in_manifest.any(|(key, _)| key.trim().replace('-', "_") == name)
}

// --- words -----------------------------------------------------------------------------------------------------------

fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        at += match rest {
            ['/', '/', ..] => rest.iter().position(|letter| *letter == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => block_comment(rest),
            ['"', ..] => text_end(rest, 1),
            ['b' | 'c', '"', ..] => text_end(rest, 2),
            ['r', '"' | '#', ..] if raw_text(rest, 1).is_some() => raw_text(rest, 1).unwrap_or(1),
            ['b' | 'c', 'r', '"' | '#', ..] if raw_text(rest, 2).is_some() => raw_text(rest, 2).unwrap_or(1),
            ['\'', ..] => quote(rest),
            [':', ':', ..] => {
                found.push(Token::Colons);
                2
            }
            [letter, ..] if letter.is_alphanumeric() || *letter == '_' => {
                let raw = rest.starts_with(&['r', '#']);
                let from = if raw { 2 } else { 0 };
                let end = rest[from..].iter().position(|letter| !letter.is_alphanumeric() && *letter != '_');
                let length = from + end.unwrap_or(rest.len() - from);
                found.push(Token::Word(rest[from..length].iter().collect()));
                length
            }
            [letter, ..] if letter.is_whitespace() => 1,
            [letter, ..] => {
                found.push(Token::Sign(*letter));
                1
            }
            [] => 1,
        };
    }
    found
}

fn block_comment(rest: &[char]) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => {
                depth += 1;
                at += 2;
            }
            ['*', '/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

/// The length of a text in quotes whose content begins at `from`.
fn text_end(rest: &[char], from: usize) -> usize {
    let mut at = from;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a raw text whose hashes or quote begin at `from`; `None` when it is a raw word such as `r#type`.
fn raw_text(rest: &[char], from: usize) -> Option<usize> {
    let hashes = rest[from..].iter().take_while(|letter| **letter == '#').count();
    if rest.get(from + hashes) != Some(&'"') {
        return None;
    }
    let content = from + hashes + 1;
    let closes = |at: usize| {
        rest[at] == '"' && rest[at + 1..].iter().take(hashes).filter(|letter| **letter == '#').count() == hashes
    };
    let end = (content..rest.len()).find(|at| closes(*at));
    Some(end.map_or(rest.len(), |end| end + 1 + hashes))
}

/// The length of a character in quotes, or of the quote before a lifetime.
fn quote(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', ..] => {
            rest[2..].iter().skip(1).position(|letter| *letter == '\'').map_or(rest.len(), |end| end + 4)
        }
        ['\'', _, '\'', ..] => 3,
        _ => 1,
    }
}
