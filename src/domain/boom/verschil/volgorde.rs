//! The order in which somebody meets the nodes of a tree.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::super::Boom;
use crate::domain::inhoud::Knoop;

/// Every node after all that lead to it; of those that could come next, the one of the earliest step, and of these the
/// one that stands first in the file. Where a file is written in the order of its walk that is the order of the file;
/// a node that a sector adds may stand anywhere in it, and comes where the walk comes to it.
pub(super) fn volgorde(boom: &Boom) -> Vec<&Knoop> {
    let knopen = boom.knopen();
    let step: HashMap<&str, usize> =
        boom.stappen().iter().enumerate().map(|(at, stap)| (stap.id.as_str(), at)).collect();
    let rank = |at: usize| Reverse((step.get(knopen[at].kop.stap.as_str()).copied().unwrap_or(usize::MAX), at));
    let next = |at: usize| {
        let targets = knopen[at].targets();
        targets.into_iter().filter_map(|(id, _)| boom.index.get(id).copied()).collect::<Vec<_>>()
    };
    let mut before = vec![0_usize; knopen.len()];
    (0..knopen.len()).flat_map(next).for_each(|target| before[target] += 1);
    let mut open: BinaryHeap<_> = (0..knopen.len()).filter(|at| before[*at] == 0).map(rank).collect();
    let mut found = Vec::with_capacity(knopen.len());
    while let Some(Reverse((_, at))) = open.pop() {
        found.push(&knopen[at]);
        for target in next(at) {
            before[target] -= 1;
            if before[target] == 0 {
                open.push(rank(target));
            }
        }
    }
    found
}
