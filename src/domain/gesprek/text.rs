//! Text made fit for showing: nothing hidden in it, and in ASCII where that is asked.

/// The text without control characters and invisible marks; white space of any kind is one space.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_whitespace() => cleaned.push(' '),
            letter if letter.is_control() || is_invisible(letter) => {}
            letter => cleaned.push(letter),
        }
    }
    cleaned
}

/// Marks that show nothing but can turn the order of a line around or hide in a word.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What stands for a character in ASCII.
pub fn ascii_letter(letter: char) -> String {
    let spelled = match letter {
        letter if letter.is_ascii() => return letter.to_string(),
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "A",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'È' | 'É' | 'Ê' | 'Ë' => "E",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' => "I",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => "O",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'Ù' | 'Ú' | 'Û' | 'Ü' => "U",
        'ç' => "c",
        'Ç' => "C",
        'ñ' => "n",
        'Ñ' => "N",
        'ĳ' => "ij",
        'Ĳ' => "IJ",
        '‘' | '’' | '‚' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '–' | '—' | '−' | '•' | '·' | '─' => "-",
        '│' => "|",
        '≠' => "!",
        '…' => "...",
        '→' => "->",
        '€' => "EUR",
        '✓' => "x",
        '★' => "*",
        '§' => "par.",
        '\u{300}'..='\u{36f}' => "",
        _ => "?",
    };
    spelled.to_owned()
}

/// The text with a capital first.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `Goes`, `Goes of Gouda`, `Goes, Gouda of Gorinchem`.
pub fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [several @ .., last] => format!("{} of {last}", several.join(", ")),
    }
}

/// A number the Dutch way: `45.507`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut found = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            found.push('.');
        }
        found.push(digit);
    }
    found
}
