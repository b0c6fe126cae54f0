//! Finding names the way people type them: without accents, with typing errors, in part.

mod fold;
mod gemeente;

pub use fold::fold;
pub use gemeente::{Found, find_gemeente, gemeente_names, rank_gemeenten};

use super::inhoud::Woord;

/// How close a name is to what was typed; the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// The same after folding.
    Exact,
    /// The name starts with it.
    Prefix,
    /// A word in the name starts with it.
    WordPrefix,
    /// It stands somewhere in the name.
    Inside,
    /// The name with this many typing errors.
    Typo(usize),
}

/// How close a folded name is to a folded query; `None` when it is something else.
pub fn closeness(query: &str, name: &str) -> Option<Closeness> {
    if query.is_empty() {
        return None;
    }
    if name == query {
        return Some(Closeness::Exact);
    }
    if name.starts_with(query) {
        return Some(Closeness::Prefix);
    }
    if word_starts(name).any(|rest| rest.starts_with(query)) {
        return Some(Closeness::WordPrefix);
    }
    if query.chars().count() >= 3 && name.contains(query) {
        return Some(Closeness::Inside);
    }
    let allowed = match query.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        8..=11 => 2,
        _ => 3,
    };
    let errors = word_starts(name).map(|rest| strsim::osa_distance(query, rest)).min().unwrap_or(usize::MAX);
    (errors <= allowed).then_some(Closeness::Typo(errors))
}

/// The name, and the name from its second, third … word on.
fn word_starts(name: &str) -> impl Iterator<Item = &str> {
    std::iter::once(name).chain(name.match_indices(' ').map(|(at, _)| &name[at + 1..]))
}

/// The closest that any of the names comes.
pub fn closest<'a>(query: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Closeness> {
    names.into_iter().filter_map(|name| closeness(query, &fold(name))).min()
}

/// The items that match, closest first; equal ones keep their order.
pub fn rank<'a, T>(query: &str, items: &'a [T], names: impl Fn(&'a T) -> Vec<&'a str>) -> Vec<&'a T> {
    let query = fold(query);
    let mut found: Vec<(Closeness, &T)> =
        items.iter().filter_map(|item| closest(&query, names(item)).map(|close| (close, item))).collect();
    found.sort_by_key(|(close, _)| *close);
    found.into_iter().map(|(_, item)| item).collect()
}

/// Every name under which a word can be found.
pub fn woord_names(woord: &Woord) -> Vec<&str> {
    [woord.woord.as_str()]
        .into_iter()
        .chain(woord.voluit.as_deref())
        .chain(woord.ook.iter().map(String::as_str))
        .collect()
}
