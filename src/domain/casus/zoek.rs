//! Searching one's own casussen: in memory, never in an index on disk.

use super::dossier::Dossier;
use super::tekst::regeltekst;
use crate::domain::kluis::RecordId;
use crate::domain::search::fold;

/// A line in which the words were found.
#[derive(Clone, PartialEq, Eq)]
pub struct Treffer {
    /// The casus.
    pub casus: RecordId,
    /// How it is called.
    pub pseudoniem: String,
    /// Its code.
    pub code: String,
    /// The line; nothing when the words stand in what the casus is called or who it is around.
    pub regel: Option<u32>,
    /// The kind of line.
    pub soort: &'static str,
    /// The words around the place.
    pub fragment: String,
}

/// The lines in which every word of the query occurs, as people type: without accents or capitals.
pub fn zoek<'a>(dossiers: impl IntoIterator<Item = &'a Dossier>, query: &str) -> Vec<Treffer> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    dossiers.into_iter().flat_map(|dossier| in_dossier(dossier, &words)).collect()
}

/// Whether the name, code or persons of a casus match what was typed; everything does when nothing was.
pub fn past(dossier: &Dossier, query: &str) -> bool {
    let query = fold(query);
    query.is_empty() || has(&fold(&head(dossier)), &query.split_whitespace().collect::<Vec<_>>())
}

fn head(dossier: &Dossier) -> String {
    let persons = dossier.betrokkenen.iter().map(|one| one.relatie.as_str());
    let names = [dossier.pseudoniem.as_str(), dossier.sector.as_str()];
    let mut words: Vec<&str> = names.into_iter().chain(persons).collect();
    let code = dossier.code();
    words.push(&code);
    words.join(" ")
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().all(|word| text.contains(word))
}

fn in_dossier(dossier: &Dossier, words: &[&str]) -> Vec<Treffer> {
    let treffer = |regel, soort, fragment| Treffer {
        casus: dossier.id,
        pseudoniem: dossier.pseudoniem.clone(),
        code: dossier.code(),
        regel,
        soort,
        fragment,
    };
    let mut found = Vec::new();
    if has(&fold(&head(dossier)), words) {
        let persons: Vec<String> = dossier.betrokkenen.iter().map(super::dossier::Betrokkene::shown).collect();
        found.push(treffer(None, "casus", persons.join(", ")));
    }
    for lijn in dossier.geldend().filter(|lijn| !lijn.nu.is_about_a_line()) {
        let text = regeltekst(&lijn.nu).all();
        if has(&fold(&text), words) {
            found.push(treffer(Some(lijn.regel.nr), lijn.nu.word(), fragment(&text, words)));
        }
    }
    found
}

/// The words around the first place, at most this many on each side.
const AROUND: usize = 6;

fn fragment(text: &str, words: &[&str]) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let first = all.iter().position(|word| words.iter().any(|wanted| fold(word).contains(wanted))).unwrap_or(0);
    let (from, to) = (first.saturating_sub(AROUND), (first + AROUND + 1).min(all.len()));
    let before = if from > 0 { "… " } else { "" };
    let after = if to < all.len() { " …" } else { "" };
    format!("{before}{}{after}", all.get(from..to).unwrap_or_default().join(" "))
}
