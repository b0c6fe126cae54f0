//! What the pass remembers of a walk, and what it may forget.
//!
//! Two walks at the same place with the same memory can only go on in the same ways. So the memory keeps no more than
//! what a rule can still ask: [`Memory::forget`] brings it to the one shape that all walks share between which no rule
//! can tell the difference any more. Without it, every detour of a meldcode would double the work.

use super::plan::{Ahead, Answered, Bits, Ending, Plan, Sides};
use super::toets::{Demand, Watched};
use crate::domain::inhoud::{Contact, Melden};

/// What the rules remember of a walk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Memory {
    pub bits: Bits,
    /// Open doubts in the order in which they were met.
    doubts: Vec<Shown>,
    /// What outcomes of deelbomen show beside the outcome of the whole, in the order in which they were reached.
    beside: Vec<Shown>,
    /// Outcomes of deelbomen that a later outcome may take over.
    taken: Vec<Taken>,
}

/// Actions that an outcome will show, as far as orders look at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Shown {
    /// The doubt that may be resolved, or the deelboom that may be taken over; `None` when these stay in any case.
    who: Option<u16>,
    sides: Sides,
}

/// An outcome that may be taken over.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Taken {
    who: u16,
    melden: Melden,
    /// The contacts of its first actions, as many as a rule can ask for.
    front: Vec<Contact>,
    sides: Sides,
}

/// The outcome of the whole as it is shown.
pub(super) struct Final {
    pub bits: Bits,
    /// The contacts of its first actions, those taken over before its own.
    pub front: Vec<Contact>,
    /// What orders see: the actions, then what doubts add, then the deelbomen that are not taken over.
    pub sides: Sides,
    /// What the outcome that it takes over says about reporting.
    pub over: Option<Melden>,
}

impl Memory {
    /// An answer was given.
    pub fn answer(&mut self, plan: &Plan<'_>, answered: &Answered) {
        self.bits = (self.bits & !answered.clear) | answered.set;
        self.doubts.retain(|doubt| doubt.who.is_none_or(|who| !answered.resolves.contains(&who)));
        if let Some(who) = answered.doubt {
            self.doubts.push(Shown { who: Some(who), sides: plan.doubts[usize::from(who)].sides });
        }
    }

    /// Contacts are made, one by one; the orders in which one came too early.
    pub fn meet(&mut self, plan: &Plan<'_>, contacts: &[Contact]) -> Vec<usize> {
        let mut broken = Vec::new();
        for contact in contacts {
            let sides = plan.sides(&[*contact]);
            for order in orders(sides.later).filter(|order| self.bits & plan.due(*order) != 0) {
                broken.push(order);
            }
            self.bits &= !plan.dues(sides.first);
        }
        broken
    }

    /// The outcome of a deelboom was passed.
    pub fn end(&mut self, plan: &Plan<'_>, ending: &Ending<'_>) {
        self.bits |= ending.set;
        let sides = self.sides_of(ending);
        let front = self.front_of(ending);
        let whole = ending.taken_as.filter(|(_, whole)| *whole).map(|(who, _)| who);
        self.beside.push(Shown { who: whole, sides });
        if let Some((who, _)) = ending.taken_as {
            let front = front.into_iter().take(plan.longest_front()).collect();
            self.taken.push(Taken { who, melden: ending.uitkomst.melden, front, sides });
        }
    }

    /// What the outcome of the whole shows.
    pub fn finish(&self, ending: &Ending<'_>) -> Final {
        let beside = self.beside.iter().filter(|shown| ending.over.is_none() || shown.who != ending.over);
        let sides = self.doubts.iter().chain(beside).fold(self.sides_of(ending), |all, shown| all.then(shown.sides));
        Final {
            bits: self.bits | ending.set,
            front: self.front_of(ending),
            sides,
            over: self.over(ending).map(|taken| taken.melden),
        }
    }

    fn over(&self, ending: &Ending<'_>) -> Option<&Taken> {
        ending.over.and_then(|over| self.taken.iter().find(|taken| taken.who == over))
    }

    fn sides_of(&self, ending: &Ending<'_>) -> Sides {
        self.over(ending).map_or_else(Sides::default, |taken| taken.sides).then(ending.sides)
    }

    fn front_of(&self, ending: &Ending<'_>) -> Vec<Contact> {
        let over = self.over(ending).into_iter().flat_map(|taken| taken.front.iter().copied());
        over.chain(ending.uitkomst.acties.iter().map(|actie| actie.contact)).collect()
    }

    /// Forgets what cannot matter from this place on.
    pub fn forget(&mut self, plan: &Plan<'_>, ahead: &Ahead) {
        self.settle_doubts(plan, ahead);
        let live = self.live(plan, ahead);
        self.bits &= live.bits;
        let doubt_matters = |who: u16| plan.doubts[usize::from(who)].bits & live.bits & !self.bits != 0;
        shorten(&mut self.doubts, live.orders & ahead.beside, |who| ahead.resolves.contains(&who), doubt_matters);
        shorten(&mut self.beside, live.orders & ahead.beside, |who| ahead.over_whole.contains(&who), |_| false);
        self.taken.retain(|taken| ahead.over.contains(&taken.who));
        for taken in &mut self.taken {
            taken.front.truncate(live.front);
            taken.sides = taken.sides.only(live.orders);
        }
    }

    /// A doubt that nothing ahead resolves is open for good.
    fn settle_doubts(&mut self, plan: &Plan<'_>, ahead: &Ahead) {
        for who in self.doubts.iter().filter_map(|doubt| doubt.who).filter(|who| !ahead.resolves.contains(who)) {
            self.bits |= plan.doubts[usize::from(who)].bits;
        }
    }

    fn live(&self, plan: &Plan<'_>, ahead: &Ahead) -> Live {
        let mut live = Live::default();
        for (number, watched) in plan.rules.iter().enumerate() {
            match &watched.dan {
                Demand::Order(order) => self.live_order(plan, ahead, *order, &mut live),
                Demand::Melden(_)
                | Demand::VervolgNiet(_)
                | Demand::Given(_)
                | Demand::Reached(_)
                | Demand::Nowhere(_)
                | Demand::NotAsked(_)
                | Demand::First(_) => {
                    if ahead.rules & (1 << number) != 0 {
                        self.live_rule(watched, ahead, &mut live);
                    }
                }
            }
        }
        live
    }

    fn live_order(&self, plan: &Plan<'_>, ahead: &Ahead, order: usize, live: &mut Live) {
        let due = plan.due(order);
        let begun = (self.bits | ahead.set) & due != 0;
        let shown = self.doubts.iter().chain(&self.beside).map(|shown| shown.sides);
        let later =
            shown.chain(self.taken.iter().map(|taken| taken.sides)).fold(ahead.later, |all, one| all | one.later);
        if begun && later & (1 << order) != 0 {
            live.bits |= due;
            live.orders |= 1 << order;
        }
    }

    /// What a rule still wants to know. A test has no *not*, so one that cannot come to hold any more does not come to
    /// hold by forgetting either.
    fn live_rule(&self, watched: &Watched<'_>, ahead: &Ahead, live: &mut Live) {
        if !watched.als.reachable(self.bits | ahead.set, !self.doubts.is_empty()) {
            return;
        }
        match &watched.dan {
            // Kept for good: only that has to be remembered.
            Demand::Reached(bits) if self.bits & bits == *bits => live.bits |= watched.demanded,
            Demand::Nowhere(bit) if (self.bits | ahead.set) & bit == 0 => {}
            Demand::Reached(_)
            | Demand::Nowhere(_)
            | Demand::Melden(_)
            | Demand::VervolgNiet(_)
            | Demand::Given(_)
            | Demand::NotAsked(_)
            | Demand::First(_)
            | Demand::Order(_) => {
                live.bits |= watched.bits;
                live.front = live.front.max(watched.front());
            }
        }
    }
}

/// What can still matter.
#[derive(Default)]
struct Live {
    bits: Bits,
    orders: u16,
    /// How many first contacts of an outcome that may be taken over.
    front: usize,
}

/// The numbers of the orders in a set.
pub(super) fn orders(set: u16) -> impl Iterator<Item = usize> {
    (0..16).filter(move |order| set & (1 << order) != 0)
}

/// Keeps of what will be shown only what can decide an order: once something stays in any case, whatever comes after
/// it no longer counts.
fn shorten(all: &mut Vec<Shown>, orders: u16, may_go: impl Fn(u16) -> bool, matters: impl Fn(u16) -> bool) {
    let mut covered = 0;
    let mut kept: Vec<Shown> = Vec::with_capacity(all.len());
    for shown in all.iter() {
        let who = shown.who.filter(|who| may_go(*who));
        let sides = shown.sides.only(orders & !covered);
        match (who, kept.last_mut()) {
            (Some(of), _) if sides.any() == 0 && !matters(of) => {}
            (None, _) if sides.any() == 0 => {}
            (None, Some(last)) if last.who.is_none() => last.sides = last.sides.then(sides),
            (Some(_) | None, _) => kept.push(Shown { who, sides }),
        }
        if who.is_none() {
            covered |= sides.any();
        }
    }
    *all = kept;
}
