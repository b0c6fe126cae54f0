//! What was typed in the search line: words, and filters written as words (`thema:financieel gemeente:heerlen rol:af nu`).

use super::index::{gelijk, gemeentecode, gemeentewoord, rolwoord, sectorwoord, tafelwoord, themawoord};
use super::tikfout::{Tikfouten, toegestaan};
use crate::domain::inhoud::{Gemeenten, SECTOREN};
use crate::domain::netwerk::themas::THEMAS;
use crate::domain::netwerk::veld::{Rol, Soort};
use crate::domain::search::gemeente_names;

/// A question to the network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vraag {
    /// Words, each of which must be found.
    pub termen: Vec<Term>,
    /// Each of which must hold: any of these index words.
    pub filters: Vec<Vec<String>>,
    /// Only entries of these kinds; all when empty.
    pub soorten: Vec<Soort>,
    /// Only who can be reached now.
    pub nu: bool,
    /// Only what was never confirmed.
    pub onbevestigd: bool,
    /// What could not be understood, a sentence each.
    pub onbegrepen: Vec<String>,
}

/// A word that was typed, with what else it may mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// The word, folded.
    pub woord: String,
    /// Index words that it stands for, and how well.
    pub ook: Vec<(String, Hoe)>,
    /// Only in names and those of organisations.
    pub organisatie: bool,
}

/// How a typed word fits a name that stands for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hoe {
    /// It is a word of the name.
    Zelfde,
    /// A word of the name begins with it.
    Begin,
    /// So with this many typing errors.
    Tikfout(usize),
}

/// Roles and the short words in which people name them, folded.
const ROLNAMEN: &[(Rol, &[&str])] = &[
    (Rol::Aandachtsfunctionaris, &["af", "aandachtsfunctionaris", "aandachtsfunctionarissen", "afhgkm"]),
    (Rol::Liaison, &["liaison", "liaisons"]),
    (Rol::Sleutelpersoon, &["sleutelpersoon", "sleutelpersonen"]),
    (Rol::VastAanspreekpunt, &["aanspreekpunt", "vast aanspreekpunt"]),
    (Rol::VeiligThuisContactpersoon, &["vt contactpersoon", "veilig thuis contactpersoon"]),
    (Rol::HandleWithCareContact, &["hwc", "handle with care"]),
    (Rol::Procesregisseur, &["procesregisseur", "regisseur", "regie"]),
    (Rol::Vervanger, &["vervanger", "waarnemer"]),
];

/// The names that filters have, for help and for messages.
pub const FILTERS: &str = "thema: gemeente: rol: soort: sector: tafel: organisatie: nu onbevestigd";

/// What a search needs beside the network: the names that stand for codes.
#[derive(Clone, Default)]
pub struct Namen {
    /// Municipality: folded name and code.
    gemeenten: Vec<(String, String)>,
}

impl Namen {
    /// The names of these municipalities.
    pub fn new(table: &Gemeenten) -> Namen {
        let named = |gemeente: &crate::domain::inhoud::Gemeente| {
            let code = gemeente.gm_code.clone();
            gemeente_names(gemeente).map(|name| (gelijk(name), code.clone())).collect::<Vec<_>>()
        };
        Namen { gemeenten: table.gemeenten.iter().flat_map(named).collect() }
    }

    /// The codes of the municipalities of which the name, or a word in it, begins like this; exact names alone when there
    /// are any.
    fn codes(&self, folded: &str) -> Vec<&str> {
        let exact: Vec<&str> =
            self.gemeenten.iter().filter(|(name, _)| name == folded).map(|(_, code)| code.as_str()).collect();
        if !exact.is_empty() {
            return exact;
        }
        let begins = |name: &str| name.starts_with(folded) || name.split(' ').any(|word| word.starts_with(folded));
        self.gemeenten.iter().filter(|(name, _)| begins(name)).map(|(_, code)| code.as_str()).collect()
    }
}

impl Vraag {
    /// Reads what was typed.
    pub fn lees(typed: &str, namen: &Namen) -> Vraag {
        let mut vraag = Vraag::default();
        if let Some(digits) = cijfers(typed) {
            vraag.termen.push(Term { woord: digits, ..Term::default() });
            return vraag;
        }
        // Nobody types more than a few words; a pasted page is searched by its first ones.
        for part in delen(typed).into_iter().take(12) {
            match part.split_once(':') {
                Some((filter, value)) if !value.is_empty() && !filter.is_empty() => vraag.filter(filter, value, namen),
                _ => vraag.woord(&part, namen),
            }
        }
        vraag
    }

    /// Whether everything is asked for.
    pub fn is_leeg(&self) -> bool {
        self.termen.is_empty() && self.filters.is_empty() && self.soorten.is_empty() && !self.nu && !self.onbevestigd
    }

    /// The municipalities that are asked for by name, by code.
    pub fn gemeenten(&self) -> impl Iterator<Item = &str> {
        self.filters.iter().flatten().filter_map(|word| gemeentecode(word))
    }

    fn woord(&mut self, part: &str, namen: &Namen) {
        match part {
            "nu" => self.nu = true,
            "onbevestigd" => self.onbevestigd = true,
            _ => {
                let folded = gelijk(part.trim_end_matches(':'));
                let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(12).collect();
                self.termen.extend(words.into_iter().map(|word| term(word, namen)));
            }
        }
    }

    fn filter(&mut self, filter: &str, value: &str, namen: &Namen) {
        let folded = gelijk(value);
        let words = match fold_filter(filter) {
            "thema" => themas(&folded),
            "gemeente" => namen.codes(&folded).into_iter().map(gemeentewoord).collect(),
            "rol" => rollen(&folded),
            "sector" => {
                let fits = |(id, name): &&(&str, &str)| {
                    gelijk(name).split(' ').any(|word| word.starts_with(&folded)) || id.starts_with(&folded)
                };
                SECTOREN.iter().filter(fits).map(|(id, _)| sectorwoord(id)).collect()
            }
            "tafel" => vec![tafelwoord(value)],
            "soort" => {
                let soorten: Vec<Soort> =
                    Soort::ALL.iter().copied().filter(|soort| gelijk(soort.id()).starts_with(&folded)).collect();
                if soorten.is_empty() {
                    self.onbegrepen.push(format!("Geen soort heet “{}”.", getemd(value)));
                }
                self.soorten.extend(soorten);
                return;
            }
            "organisatie" => {
                let terms = folded.split(' ').filter(|word| !word.is_empty());
                self.termen.extend(terms.map(|word| Term {
                    woord: word.to_owned(),
                    organisatie: true,
                    ..Term::default()
                }));
                return;
            }
            // Not a filter: a typed `15:30` or `http://` is looked for as it stands.
            _ => return self.woord(&format!("{filter} {value}"), namen),
        };
        if words.is_empty() {
            self.onbegrepen.push(format!("Geen {} heet “{}”.", fold_filter(filter), getemd(value)));
        }
        self.filters.push(words);
    }
}

/// The digits of a telephone number, or of the beginning of one, as it is dialled in the Netherlands.
fn cijfers(typed: &str) -> Option<String> {
    let is_number = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "+-()./".contains(letter);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 4 || digits.len() > 20 || !typed.chars().all(is_number) {
        return None;
    }
    let abroad = if typed.trim().starts_with('+') { digits.strip_prefix("31") } else { digits.strip_prefix("0031") };
    Some(abroad.map_or(digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0'))))
}

/// At most twenty letters of what was typed, for a message.
fn getemd(value: &str) -> String {
    value.chars().take(20).collect()
}

fn fold_filter(filter: &str) -> &str {
    match filter {
        "gem" | "plaats" => "gemeente",
        "org" => "organisatie",
        other => other,
    }
}

/// The parts of a line: separated by spaces, but not within quotes (`gemeente:"de ronde venen"`).
fn delen(typed: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for letter in typed.chars().take(1000) {
        match letter {
            '"' | '“' | '”' | '„' => quoted = !quoted,
            letter if letter.is_whitespace() && !quoted => parts.push(String::new()),
            letter => {
                if let Some(part) = parts.last_mut() {
                    part.extend(letter.to_lowercase());
                }
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn term(word: &str, namen: &Namen) -> Term {
    let mut ook: Vec<(String, Hoe)> = Vec::new();
    if word.chars().count() > 1 {
        let mut past = Past::new(word);
        for (name, code) in &namen.gemeenten {
            ook.extend(past.hoe(name).map(|hoe| (gemeentewoord(code), hoe)));
        }
        for thema in THEMAS {
            let names = std::iter::once(thema.label).chain(thema.ook.iter().copied());
            ook.extend(names.filter_map(|name| past.hoe(&gelijk(name))).min().map(|hoe| (themawoord(thema.id), hoe)));
        }
        for (rol, names) in ROLNAMEN {
            ook.extend(names.contains(&word).then(|| (rolwoord(*rol), Hoe::Zelfde)));
        }
        for (id, name) in SECTOREN {
            ook.extend(past.hoe(&gelijk(name)).map(|hoe| (sectorwoord(id), hoe)));
        }
    }
    ook.sort();
    // Of the same word the best counts.
    ook.dedup_by(|next, first| next.0 == first.0);
    Term { woord: word.to_owned(), ook, organisatie: false }
}

/// Holds a typed word against names.
struct Past<'a> {
    word: &'a str,
    letters: Vec<char>,
    fouten: Tikfouten,
}

impl Past<'_> {
    fn new(word: &str) -> Past<'_> {
        Past { word, letters: word.chars().collect(), fouten: Tikfouten::default() }
    }

    /// How it fits the best word of a folded name.
    fn hoe(&mut self, name: &str) -> Option<Hoe> {
        let allowed = toegestaan(self.letters.len());
        name.split(' ')
            .filter_map(|known| {
                if known == self.word {
                    Some(Hoe::Zelfde)
                } else if known.starts_with(self.word) {
                    Some(Hoe::Begin)
                } else if allowed > 0 {
                    self.fouten.tel(&self.letters, known, allowed).map(|(errors, _)| Hoe::Tikfout(errors))
                } else {
                    None
                }
            })
            .min()
    }
}

fn themas(folded: &str) -> Vec<String> {
    let fits = |name: &str| {
        let name = gelijk(name);
        name.starts_with(folded) || name.split(' ').any(|word| word.starts_with(folded))
    };
    let known = THEMAS.iter().filter(|thema| {
        thema.id == folded || fits(thema.label) || fits(thema.id) || thema.ook.iter().any(|name| fits(name))
    });
    known.map(|thema| themawoord(thema.id)).collect()
}

fn rollen(folded: &str) -> Vec<String> {
    let fits = |(rol, names): &&(Rol, &[&str])| {
        names.iter().any(|name| gelijk(name).starts_with(folded)) || gelijk(rol.text()).starts_with(folded)
    };
    let exact: Vec<String> =
        ROLNAMEN.iter().filter(|(_, names)| names.contains(&folded)).map(|(rol, _)| rolwoord(*rol)).collect();
    if exact.is_empty() { ROLNAMEN.iter().filter(fits).map(|(rol, _)| rolwoord(*rol)).collect() } else { exact }
}
