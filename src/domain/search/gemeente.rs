//! Finding a municipality.

use super::{Closeness, closest, fold};
use crate::domain::inhoud::{Gemeente, Gemeenten};

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// One exact or clearly nearest municipality; several when they share the name; none otherwise.
    pub gevonden: Vec<&'a Gemeente>,
    /// Names that come near, when nothing was found.
    pub suggesties: Vec<&'a str>,
}

impl<'a> Found<'a> {
    /// The municipality, when the name means one.
    pub fn een(&self) -> Option<&'a Gemeente> {
        match self.gevonden.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// The municipality that a name means, without guessing between names that are equally near.
pub fn find_gemeente<'a>(table: &'a Gemeenten, name: &str) -> Found<'a> {
    let ranked = ranked(table, name);
    let best = ranked.first().map(|(close, _)| *close);
    let gevonden: Vec<&Gemeente> = match best {
        None => Vec::new(),
        Some(best) => ranked.iter().filter(|(close, _)| *close == best).map(|(_, gemeente)| *gemeente).collect(),
    };
    // An exact name may be shared (Bergen); anything less than exact must point at one municipality only.
    if best == Some(Closeness::Exact) || gevonden.len() == 1 {
        return Found { gevonden, suggesties: Vec::new() };
    }
    let mut suggesties: Vec<&str> = ranked.iter().map(|(_, gemeente)| gemeente.gemeente.as_str()).collect();
    if suggesties.is_empty() {
        suggesties = nearest(table, name);
    }
    suggesties.truncate(6);
    Found { gevonden: Vec::new(), suggesties }
}

/// Every municipality that matches, closest first, for a list that shrinks while typing.
pub fn rank_gemeenten<'a>(table: &'a Gemeenten, name: &str) -> Vec<&'a Gemeente> {
    ranked(table, name).into_iter().map(|(_, gemeente)| gemeente).collect()
}

fn ranked<'a>(table: &'a Gemeenten, name: &str) -> Vec<(Closeness, &'a Gemeente)> {
    let query = fold(name);
    let mut found: Vec<_> = table
        .gemeenten
        .iter()
        .filter_map(|gemeente| closest(&query, gemeente_names(gemeente)).map(|close| (close, gemeente)))
        .collect();
    found.sort_by_key(|(close, _)| *close);
    found
}

/// The official name, the name without what distinguishes it from another (`Bergen (L.)`), and its other names.
pub fn gemeente_names(gemeente: &Gemeente) -> impl Iterator<Item = &str> {
    let bare = gemeente.gemeente.split(" (").next().unwrap_or_default();
    [gemeente.gemeente.as_str(), bare].into_iter().chain(gemeente.ook.iter().map(String::as_str))
}

fn nearest<'a>(table: &'a Gemeenten, name: &str) -> Vec<&'a str> {
    let query = fold(name);
    let likeness = |gemeente: &Gemeente| {
        gemeente_names(gemeente).map(|name| strsim::jaro_winkler(&query, &fold(name))).fold(0.0_f64, f64::max)
    };
    let mut all: Vec<(f64, &str)> =
        table.gemeenten.iter().map(|gemeente| (likeness(gemeente), gemeente.gemeente.as_str())).collect();
    all.sort_by(|left, right| right.0.total_cmp(&left.0));
    all.into_iter().filter(|(likeness, _)| *likeness > 0.85).map(|(_, name)| name).collect()
}
