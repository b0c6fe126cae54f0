//! Every road through one tree. A deelboom counts as one step per outcome; its own roads stand under its own id.
//!
//! A meldcode has tens of thousands of roads, because every detour multiplies those after it. They are told in
//! stages: between two nodes that every road which goes on has to pass. Every road is one road of each stage.

use std::collections::{BTreeMap, BTreeSet};

use super::{Boom, VERDER};
use crate::domain::inhoud::KnoopSoort;

/// One road from the first node of a tree, or of a stage, to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Node ids with the answer given there (for a deelboom: the outcome reached in it).
    pub steps: Vec<(String, String)>,
    /// Id of the outcome, or of the node where the next stage begins.
    pub outcome: String,
}

/// A part of a tree that every road goes through, unless it ended before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Id of its first node.
    pub begin: String,
    /// Id of the first node of the next stage; nothing in the last one.
    pub end: Option<String>,
    /// Every road through it: to an outcome, or to the next stage.
    pub routes: Vec<Route>,
}

/// Trees with fewer roads than this are told whole.
const WHOLE: u64 = 150;

/// All roads of a tree, in the order of its answers.
pub fn routes(boom: &Boom) -> Vec<Route> {
    between(boom, boom.begin, None)
}

/// How many roads a tree has.
pub fn count_routes(boom: &Boom) -> u64 {
    let mut ways: BTreeMap<usize, u64> = BTreeMap::new();
    let order = order(boom);
    for node in order.into_iter().rev() {
        let on: u64 = exits(boom, node).iter().map(|(_, next)| ways.get(next).copied().unwrap_or(1)).sum();
        ways.insert(node, on);
    }
    ways.get(&boom.begin).copied().unwrap_or(1)
}

/// The roads of a tree in stages; a tree with few roads is one stage.
pub fn stages(boom: &Boom) -> Vec<Stage> {
    let mut begins = vec![boom.begin];
    if count_routes(boom) >= WHOLE {
        for narrow in narrows(boom) {
            let from = begins.last().copied().unwrap_or(boom.begin);
            if narrow != from && ways_between(boom, from, narrow) > 1 {
                begins.push(narrow);
            }
        }
    }
    let id = |node: usize| boom.knopen()[node].kop.id.clone();
    let ends = begins.iter().skip(1).copied().map(Some).chain([None]);
    let stage = |(begin, end): (&usize, Option<usize>)| Stage {
        begin: id(*begin),
        end: end.map(id),
        routes: between(boom, *begin, end),
    };
    begins.iter().zip(ends).map(stage).collect()
}

/// Roads through the whole tree of which together every road of every stage is a part: few enough to walk them all.
pub fn covering(boom: &Boom) -> Vec<Route> {
    let stages = stages(boom);
    let mut found = Vec::new();
    // The first road on through the stages before, and through those after.
    let mut before: Vec<(String, String)> = Vec::new();
    for (at, stage) in stages.iter().enumerate() {
        for route in &stage.routes {
            let mut whole = Route { steps: before.clone(), outcome: route.outcome.clone() };
            whole.steps.extend(route.steps.iter().cloned());
            for later in stages.iter().skip(at + 1) {
                if whole.outcome != later.begin {
                    break;
                }
                if let Some(on) = onward(later).or_else(|| later.routes.first()) {
                    whole.steps.extend(on.steps.iter().cloned());
                    whole.outcome.clone_from(&on.outcome);
                }
            }
            if !found.contains(&whole) {
                found.push(whole);
            }
        }
        before.extend(onward(stage).into_iter().flat_map(|route| route.steps.iter().cloned()));
    }
    found
}

fn onward(stage: &Stage) -> Option<&Route> {
    stage.routes.iter().find(|route| Some(&route.outcome) == stage.end.as_ref())
}

/// Answers of a node with where they lead; none for an outcome.
fn exits(boom: &Boom, node: usize) -> Vec<(&str, usize)> {
    let exits: Vec<(&str, &str)> = match &boom.knopen()[node].soort {
        KnoopSoort::Vraag(vraag) => {
            vraag.antwoorden.iter().map(|antwoord| (antwoord.id.as_str(), antwoord.naar.as_str())).collect()
        }
        KnoopSoort::Handeling(handeling) => vec![(VERDER, handeling.naar.as_str())],
        KnoopSoort::Lijst(lijst) => vec![(VERDER, lijst.naar.as_str())],
        KnoopSoort::Deelboom(deelboom) => {
            deelboom.naar.iter().map(|(uitkomst, naar)| (uitkomst.as_str(), naar.as_str())).collect()
        }
        KnoopSoort::Uitkomst(_) => Vec::new(),
    };
    exits.into_iter().filter_map(|(answer, target)| Some((answer, *boom.index.get(target)?))).collect()
}

/// Every road from one node to another, or to an outcome on the way.
fn between(boom: &Boom, from: usize, to: Option<usize>) -> Vec<Route> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, Vec<(String, String)>)> = vec![(from, Vec::new())];
    while let Some((node, steps)) = open.pop() {
        let id = &boom.knopen()[node].kop.id;
        let exits = exits(boom, node);
        if Some(node) == to || exits.is_empty() {
            found.push(Route { steps, outcome: id.clone() });
            continue;
        }
        for (answer, next) in exits.into_iter().rev() {
            let mut longer = steps.clone();
            longer.push((id.clone(), answer.to_owned()));
            open.push((next, longer));
        }
    }
    found
}

/// The nodes that want an answer, each before those it leads to. Trees have no circles.
fn order(boom: &Boom) -> Vec<usize> {
    let mut done: Vec<usize> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut stack = vec![(boom.begin, false)];
    while let Some((node, leaving)) = stack.pop() {
        if leaving {
            done.push(node);
        } else if seen.insert(node) {
            let exits = exits(boom, node);
            if !exits.is_empty() {
                stack.push((node, true));
                // Later answers first, so that the road of the first answer stands first in the end.
                stack.extend(exits.into_iter().map(|(_, next)| (next, false)));
            }
        }
    }
    done.reverse();
    done
}

/// The nodes that every road passes unless it ended before, in the order in which they are passed.
fn narrows(boom: &Boom) -> Vec<usize> {
    let order = order(boom);
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(at, node)| (*node, at)).collect();
    let mut furthest = 0;
    let mut found = Vec::new();
    for (at, node) in order.iter().enumerate() {
        if furthest <= at {
            found.push(*node);
        }
        let targets = exits(boom, *node).into_iter().filter_map(|(_, next)| place.get(&next).copied());
        furthest = targets.fold(furthest, usize::max);
    }
    found
}

/// How many roads lead from one node to another.
fn ways_between(boom: &Boom, from: usize, to: usize) -> u64 {
    let mut ways: BTreeMap<usize, u64> = BTreeMap::from([(from, 1)]);
    for node in order(boom) {
        if node == to {
            break;
        }
        let here = ways.get(&node).copied().unwrap_or(0);
        for (_, next) in exits(boom, node) {
            *ways.entry(next).or_insert(0) += here;
        }
    }
    ways.get(&to).copied().unwrap_or(0)
}

impl std::fmt::Display for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (node, answer) in &self.steps {
            if answer == VERDER {
                write!(f, "{node} > ")?;
            } else {
                write!(f, "{node}={answer} > ")?;
            }
        }
        f.write_str(&self.outcome)
    }
}
