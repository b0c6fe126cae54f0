//! The pass over (place, what the rules remember), which proves the rules over every composed walk.
//!
//! Not by enumerating walks, of which there are too many: two walks that stand at the same place with the same memory
//! can only go on in the same ways. Small composed trees check this pass by brute force in the tests.

use std::collections::HashSet;

use super::Bewijs;
use super::geheugen::{Final, Memory, orders};
use super::graaf::{Graph, Way};
use super::plan::{Ending, Plan};
use super::toets::{Demand, Watched};
use crate::domain::inhoud::{Knoop, KnoopSoort, Problems};

/// More places with a memory than this are not looked at. The largest shipped tree takes some thousands.
const MAX_STATES: usize = 2_000_000;

/// A step of the first walk that came to a place with a memory.
struct Trail {
    before: Option<usize>,
    place: usize,
    way: usize,
}

/// Memories that wait at a place, each with the walk that brought it.
#[derive(Default)]
struct Waiting {
    seen: HashSet<Memory>,
    list: Vec<(Memory, Option<usize>)>,
}

/// Looks at every place with every memory that a walk can bring there.
pub(super) fn prove(plan: &Plan<'_>, bestand: &str) -> Bewijs {
    let mut pass = Pass {
        plan,
        problems: Problems::of(bestand),
        said: HashSet::new(),
        trails: Vec::new(),
        waiting: plan.graph.places.iter().map(|_| Waiting::default()).collect(),
        states: 0,
    };
    pass.go(&plan.graph.begin, Memory::default(), None);
    for place in 0..plan.graph.places.len() {
        for (memory, trail) in std::mem::take(&mut pass.waiting[place]).list {
            pass.look(place, memory, trail);
        }
        if pass.states > MAX_STATES {
            too_large(&mut pass.problems);
            break;
        }
    }
    Bewijs { states: pass.states, problems: pass.problems.into_vec() }
}

/// Nobody knows whether the tree is safe, so it is not walked.
pub(super) fn too_large(problems: &mut Problems) {
    problems.add(
        "",
        "Deze boom heeft te veel wegen om na te gaan of hij veilig is.",
        "Maak hem kleiner: minder deelbomen, of minder vragen waarvan het antwoord later nog telt.",
    );
}

struct Pass<'a> {
    plan: &'a Plan<'a>,
    problems: Problems,
    /// Rule and place already reported: one route is enough for an author to see it.
    said: HashSet<(Option<usize>, usize)>,
    trails: Vec<Trail>,
    waiting: Vec<Waiting>,
    states: usize,
}

impl Pass<'_> {
    /// Goes on to the next place, through the deelbomen that end on the way.
    fn go(&mut self, way: &Way, mut memory: Memory, step: Option<Trail>) {
        if self.states > MAX_STATES {
            return;
        }
        for end in &way.passed {
            memory.end(self.plan, &self.plan.ends[*end]);
        }
        memory.forget(self.plan, &self.plan.ahead[way.to]);
        let waiting = &mut self.waiting[way.to];
        if waiting.seen.insert(memory.clone()) {
            let trail = step.map(|step| {
                self.trails.push(step);
                self.trails.len() - 1
            });
            waiting.list.push((memory, trail));
            self.states += 1;
        }
    }

    fn look(&mut self, place: usize, memory: Memory, trail: Option<usize>) {
        let plan = self.plan;
        match &plan.graph.places[place].spot.knoop().soort {
            KnoopSoort::Vraag(_) => {
                self.asked(place, &memory, trail);
                for (way, answered) in plan.places[place].answered.iter().enumerate() {
                    let mut after = memory.clone();
                    after.answer(plan, answered);
                    self.leave(place, way, after, trail);
                }
            }
            KnoopSoort::Handeling(handeling) => {
                let mut after = memory;
                for order in after.meet(plan, &handeling.contact) {
                    self.broken_order(order, place, trail);
                }
                self.leave(place, 0, after, trail);
            }
            KnoopSoort::Lijst(_) => self.leave(place, 0, memory, trail),
            KnoopSoort::Uitkomst(_) => {
                if let Some(ending) = &plan.outcomes[place] {
                    self.outcome(place, ending, &memory, trail);
                }
            }
            KnoopSoort::Deelboom(_) => {}
        }
    }

    fn leave(&mut self, place: usize, way: usize, mut memory: Memory, before: Option<usize>) {
        let plan = self.plan;
        memory.bits |= plan.places[place].set;
        let Some((_, next)) = plan.graph.places[place].ways.get(way) else { return };
        self.go(next, memory, Some(Trail { before, place, way }));
    }

    /// Rules against asking this question.
    fn asked(&mut self, place: usize, memory: &Memory, trail: Option<usize>) {
        let plan = self.plan;
        let id = &plan.graph.places[place].spot.knoop().kop.id;
        for (number, watched) in plan.rules.iter().enumerate() {
            if let Demand::NotAsked(questions) = &watched.dan
                && questions.contains(id)
                && watched.als.holds(memory.bits, None)
            {
                self.broken(number, place, trail);
            }
        }
    }

    fn outcome(&mut self, place: usize, ending: &Ending<'_>, memory: &Memory, trail: Option<usize>) {
        let plan = self.plan;
        let shown = memory.finish(ending);
        for (number, watched) in plan.rules.iter().enumerate() {
            if !kept(plan, watched, ending, &shown) {
                self.broken(number, place, trail);
            }
        }
        self.taken_over(place, ending, &shown, trail);
    }

    fn taken_over(&mut self, place: usize, ending: &Ending<'_>, shown: &Final, trail: Option<usize>) {
        let Some(deelboom) = &ending.uitkomst.neemt_over else { return };
        let (wat, advies) = match shown.over {
            None => (
                format!("Deze uitkomst neemt \"{deelboom}\" over, maar op deze weg kwam niemand daar."),
                "Leid deze weg naar een andere uitkomst.",
            ),
            Some(melden) if melden != ending.uitkomst.melden => (
                format!(
                    "Deze uitkomst zegt melden = {}, en \"{deelboom}\" zei melden = {}.",
                    ending.uitkomst.melden.name(),
                    melden.name()
                ),
                "Maak ze gelijk.",
            ),
            Some(_) => return,
        };
        if self.said.insert((None, place)) {
            self.problems.add(self.plaats(place, trail), wat, advies);
        }
    }

    fn broken_order(&mut self, order: usize, place: usize, trail: Option<usize>) {
        let is_it = |watched: &Watched<'_>| matches!(watched.dan, Demand::Order(at) if at == order);
        if let Some(number) = self.plan.rules.iter().position(is_it) {
            self.broken(number, place, trail);
        }
    }

    fn broken(&mut self, number: usize, place: usize, trail: Option<usize>) {
        if !self.said.insert((Some(number), place)) {
            return;
        }
        let rule = self.plan.rules[number].rule;
        let mut wat = format!("Veiligheidsregel {}: {}", rule.id, rule.wat);
        if wat.contains("{twijfels}") {
            wat = wat.replace("{twijfels}", &self.open_doubts(trail).join(", "));
        }
        if let (Some(subject), true) = (rule.dan.onderwerp(), wat.contains("{knopen}")) {
            wat = wat.replace("{knopen}", &self.telling(subject, place, trail).join(", "));
        }
        self.problems.add(self.plaats(place, trail), wat, &*rule.advies);
    }

    fn plaats(&self, place: usize, trail: Option<usize>) -> String {
        let places = &self.plan.graph.places;
        let steps = self.road(trail).into_iter().filter_map(|(at, way)| {
            let (answer, _) = places[at].ways.get(way)?;
            Some(format!("{}={answer}", places[at].path))
        });
        let road: Vec<String> = steps.collect();
        let road = if road.is_empty() { "begin".to_owned() } else { road.join(" > ") };
        format!("knoop {} via {road}", places[place].path)
    }

    /// The steps of a walk, first to last: places with the way that was taken there.
    fn road(&self, mut trail: Option<usize>) -> Vec<(usize, usize)> {
        let mut steps = Vec::new();
        while let Some(step) = trail.and_then(|at| self.trails.get(at)) {
            steps.push((step.place, step.way));
            trail = step.before;
        }
        steps.reverse();
        steps
    }

    /// The questions of which a doubt was left open.
    fn open_doubts(&self, trail: Option<usize>) -> Vec<String> {
        let mut open: Vec<(Option<u16>, usize)> = Vec::new();
        for (place, way) in self.road(trail) {
            let Some(answered) = self.plan.places[place].answered.get(way) else { continue };
            open.retain(|(doubt, _)| doubt.is_none_or(|doubt| !answered.resolves.contains(&doubt)));
            if answered.doubt.is_some() {
                open.push((answered.doubt, place));
            }
        }
        open.into_iter().map(|(_, place)| self.plan.graph.places[place].path.clone()).collect()
    }

    /// The nodes on a walk with a text that tells to do this subject.
    fn telling(&self, subject: &str, place: usize, trail: Option<usize>) -> Vec<String> {
        let graph: &Graph = self.plan.graph;
        let tells = |knoop: &Knoop| {
            let says = |told: &[String]| told.iter().any(|one| one == subject);
            knoop.punten().iter().any(|(punt, _)| says(punt.raadt_aan()))
                || knoop.acties().iter().any(|(actie, _)| says(&actie.raadt_aan))
        };
        let mut spots = Vec::new();
        spots.extend(graph.begin.passed.iter().map(|end| &graph.ends[*end]));
        for (at, way) in self.road(trail) {
            spots.push(&graph.places[at].spot);
            let passed = graph.places[at].ways.get(way).map(|(_, way)| way.passed.as_slice()).unwrap_or_default();
            spots.extend(passed.iter().map(|end| &graph.ends[*end]));
        }
        spots.push(&graph.places[place].spot);
        spots.into_iter().filter(|spot| tells(spot.knoop())).map(super::super::Spot::path).collect()
    }
}

/// Whether a walk that ends like this keeps the rule.
fn kept(plan: &Plan<'_>, watched: &Watched<'_>, ending: &Ending<'_>, shown: &Final) -> bool {
    if !watched.als.holds(shown.bits, Some(ending.uitkomst)) {
        return true;
    }
    match &watched.dan {
        Demand::Melden(some) => some.contains(&ending.uitkomst.melden),
        Demand::VervolgNiet(some) => !some.contains(&ending.uitkomst.vervolg),
        Demand::Given(bits) | Demand::Reached(bits) => shown.bits & bits == *bits,
        Demand::Nowhere(bits) => shown.bits & bits == 0,
        Demand::First(some) => shown.front.starts_with(some),
        Demand::Order(order) => {
            let broken = orders(shown.sides.later).any(|later| later == *order);
            !(broken && shown.bits & plan.due(*order) != 0)
        }
        Demand::NotAsked(_) => true,
    }
}
