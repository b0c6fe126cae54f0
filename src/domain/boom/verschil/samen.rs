//! Two lists as one: what belongs together, what only one of them has, and where that stands.

use std::collections::HashMap;
use std::hash::Hash;

use super::delen::Lijn;
use super::{Merk, Regel};

/// What of both lists belongs together; one of the two is always there.
type Paren<'a, T> = Vec<(Option<&'a T>, Option<&'a T>)>;

/// Pairs by key, in the order of the left list. What only the right list has stands behind what it stands behind
/// there, and behind what only the left list has in the same place.
pub(super) fn samen<'a, T, K: Eq + Hash>(links: &'a [T], rechts: &'a [T], sleutel: impl Fn(&T) -> K) -> Paren<'a, T> {
    let right: HashMap<K, &T> = rechts.iter().map(|item| (sleutel(item), item)).collect();
    let left: HashMap<K, usize> = links.iter().enumerate().map(|(at, item)| (sleutel(item), at)).collect();
    let mut behind: Vec<Vec<&T>> = vec![Vec::new(); links.len() + 1];
    let mut at = 0;
    for item in rechts {
        match left.get(&sleutel(item)) {
            Some(before) => at = before + 1,
            None => behind[at].push(item),
        }
    }
    let mut found = Vec::with_capacity(links.len());
    let mut waiting = 0;
    for (at, item) in links.iter().enumerate() {
        let other = right.get(&sleutel(item)).copied();
        if other.is_some() {
            found.extend(behind[waiting].iter().map(|only| (None, Some(*only))));
            waiting = at + 1;
        }
        found.push((Some(item), other));
    }
    found.extend(behind[waiting].iter().map(|only| (None, Some(*only))));
    found
}

/// The lines of both sides: by key where every line has one, or else by what they say.
pub(super) fn regels(links: &[Lijn], rechts: &[Lijn]) -> Vec<Regel> {
    let keyed = links.iter().chain(rechts).all(|lijn| lijn.sleutel.is_some());
    let pairs = if keyed { samen(links, rechts, |lijn| lijn.sleutel.clone()) } else { gelijke(links, rechts) };
    pairs.into_iter().map(|(left, right)| regel(left, right)).collect()
}

fn regel(left: Option<&Lijn>, right: Option<&Lijn>) -> Regel {
    let merk = match (left, right) {
        (Some(left), Some(right)) if left.waarde == right.waarde => Merk::Gelijk,
        (Some(_), None) => Merk::AlleenLinks,
        (None, Some(_)) => Merk::AlleenRechts,
        (Some(_), Some(_)) | (None, None) => Merk::Anders,
    };
    let text = |lijn: Option<&Lijn>| lijn.map(|lijn| lijn.tekst.clone());
    Regel { merk, links: text(left), rechts: text(right) }
}

/// The longest row of lines that both lists have in the same order, and around it what only one of them has. A line
/// that stands elsewhere on the other side counts as gone and added: the order of actions means something.
fn gelijke<'a>(links: &'a [Lijn], rechts: &'a [Lijn]) -> Paren<'a, Lijn> {
    let longest = longest(links, rechts);
    let (mut left, mut right) = (0, 0);
    let (mut gone, mut added) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    while left < links.len() || right < rechts.len() {
        let heads = links.get(left).zip(rechts.get(right));
        if let Some((one, other)) = heads.filter(|(one, other)| one.waarde == other.waarde) {
            flush(&mut found, &mut gone, &mut added);
            found.push((Some(one), Some(other)));
            (left, right) = (left + 1, right + 1);
        } else if heads.map_or(left < links.len(), |(one, other)| {
            // Where both would do, what the lines say decides: then the same lines pair when the sides are swapped.
            (longest[left + 1][right], &other.waarde) > (longest[left][right + 1], &one.waarde)
        }) {
            gone.push(&links[left]);
            left += 1;
        } else {
            added.push(&rechts[right]);
            right += 1;
        }
    }
    flush(&mut found, &mut gone, &mut added);
    found
}

/// Puts what only one side has behind what was found so far: left before right.
fn flush<'a>(found: &mut Paren<'a, Lijn>, gone: &mut Vec<&'a Lijn>, added: &mut Vec<&'a Lijn>) {
    found.extend(gone.drain(..).map(|only| (Some(only), None)));
    found.extend(added.drain(..).map(|only| (None, Some(only))));
}

/// For every pair of places: how many lines the rest of both lists have in common, in order.
fn longest(links: &[Lijn], rechts: &[Lijn]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; rechts.len() + 1]; links.len() + 1];
    for left in (0..links.len()).rev() {
        for right in (0..rechts.len()).rev() {
            table[left][right] = if links[left].waarde == rechts[right].waarde {
                table[left + 1][right + 1] + 1
            } else {
                table[left + 1][right].max(table[left][right + 1])
            };
        }
    }
    table
}
