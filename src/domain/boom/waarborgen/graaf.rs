//! A composed tree laid out flat: every place where a walk can stand, and every way on from it.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::super::spot::{Spot, settle};
use super::super::{Boom, VERDER};
use crate::domain::inhoud::KnoopSoort;

/// More places than this are not laid out. The largest shipped tree has a few hundred.
const MAX_PLACES: usize = 20_000;

/// A composed tree without its deelboom nodes: a walk goes through those by itself.
#[derive(Debug)]
pub(super) struct Graph {
    /// Where a walk can stand, each after every place that leads to it.
    pub places: Vec<Place>,
    /// Outcomes of deelbomen that are passed on the way.
    pub ends: Vec<Spot>,
    /// The way to the first place.
    pub begin: Way,
}

/// Where a walk can stand: what wants an answer, or an outcome of the whole.
#[derive(Debug)]
pub(super) struct Place {
    pub spot: Spot,
    pub path: String,
    /// One for each answer.
    pub ways: Vec<(String, Way)>,
}

/// A way to a place.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// The outcomes of deelbomen that are passed on it, in order.
    pub passed: Vec<usize>,
    pub to: usize,
}

impl Graph {
    /// Lays a tree out; `None` when it is too large.
    pub fn of(boom: &Arc<Boom>) -> Option<Graph> {
        let mut builder = Builder::default();
        let begin = builder.way(Spot::start(boom));
        let mut at = 0;
        while at < builder.places.len() {
            if builder.places.len() > MAX_PLACES {
                return None;
            }
            let spot = builder.places[at].spot.clone();
            let ways = answers(&spot).into_iter().filter_map(|answer| {
                let next = spot.follow(&answer)?;
                Some((answer, next))
            });
            let ways = ways.map(|(answer, next)| (answer, builder.way(next))).collect();
            builder.places[at].ways = ways;
            at += 1;
        }
        Some(in_order(builder.places, builder.ends, &begin))
    }
}

fn answers(spot: &Spot) -> Vec<String> {
    match &spot.knoop().soort {
        KnoopSoort::Vraag(vraag) => vraag.antwoorden.iter().map(|antwoord| antwoord.id.clone()).collect(),
        KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) => vec![VERDER.to_owned()],
        KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => Vec::new(),
    }
}

#[derive(Default)]
struct Builder {
    places: Vec<Place>,
    ends: Vec<Spot>,
    known: HashMap<String, usize>,
    known_ends: HashMap<String, usize>,
}

impl Builder {
    /// The way that begins here: through deelbomen to the next place.
    fn way(&mut self, from: Spot) -> Way {
        let mut passed = Vec::new();
        let spot = settle(from, &mut |end| {
            let next = self.ends.len();
            let at = *self.known_ends.entry(end.path()).or_insert(next);
            if at == next {
                self.ends.push(end.clone());
            }
            passed.push(at);
        });
        let path = spot.path();
        let next = self.places.len();
        let to = *self.known.entry(path.clone()).or_insert(next);
        if to == next {
            self.places.push(Place { spot, path, ways: Vec::new() });
        }
        Way { passed, to }
    }
}

/// The places in an order in which each comes after all that lead to it; trees have no circles.
fn in_order(places: Vec<Place>, ends: Vec<Spot>, begin: &Way) -> Graph {
    let mut before = vec![0_usize; places.len()];
    for (_, way) in places.iter().flat_map(|place| &place.ways) {
        before[way.to] += 1;
    }
    let mut order = Vec::with_capacity(places.len());
    let mut ready = VecDeque::from([begin.to]);
    while let Some(at) = ready.pop_front() {
        order.push(at);
        for (_, way) in &places[at].ways {
            before[way.to] -= 1;
            if before[way.to] == 0 {
                ready.push_back(way.to);
            }
        }
    }
    let mut new = vec![0; places.len()];
    for (at, old) in order.iter().enumerate() {
        new[*old] = at;
    }
    let mut places: Vec<Option<Place>> = places.into_iter().map(Some).collect();
    let mut sorted: Vec<Place> = order.iter().filter_map(|old| places[*old].take()).collect();
    for (_, way) in sorted.iter_mut().flat_map(|place| &mut place.ways) {
        way.to = new[way.to];
    }
    Graph { places: sorted, ends, begin: Way { passed: begin.passed.clone(), to: new[begin.to] } }
}
