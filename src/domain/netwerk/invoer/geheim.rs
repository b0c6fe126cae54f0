//! Signs that an address is a secret one. A file that was sent by mistake, or filled in carelessly, must not make a
//! hiding place known: where there is doubt a place is secret, and an address that cannot be kept secret is left out.

use crate::domain::search::fold;

/// Words with which people say that something must not be passed on.
const WOORDEN: [&str; 5] = ["geheim", "niet openbaar", "niet publiceren", "niet delen", "vertrouwelijk"];

/// Shelters of children by day, of which the address is on their door.
const OPEN_OPVANG: [&str; 6] =
    ["kinderopvang", "dagopvang", "peuteropvang", "naschoolse opvang", "buitenschoolse opvang", "gastouderopvang"];

/// Whether a text says that something in its row is secret.
pub fn zegt_geheim(text: &str) -> bool {
    let text = fold(text);
    WOORDEN.iter().any(|word| text.contains(word))
}

/// Whether a text speaks of shelter, of which the place is secret unless somebody says otherwise.
pub fn zegt_opvang(text: &str) -> bool {
    let mut text = fold(text);
    for open in OPEN_OPVANG {
        text = text.replace(open, " ");
    }
    let is_refuge = |word: &str| word.starts_with("blijf") && !matches!(word, "blijft" | "blijven");
    text.contains("opvang") || text.split(|sign: char| !sign.is_alphanumeric()).any(is_refuge)
}

/// Whether an address beside this text may be a secret one.
pub fn kan_geheim_zijn(text: &str) -> bool {
    zegt_geheim(text) || zegt_opvang(text)
}
