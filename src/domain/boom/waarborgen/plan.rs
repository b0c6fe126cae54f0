//! What the rules that hold for one tree want to know of a walk through it, worked out once before the pass.
//!
//! Everything a rule asks becomes a bit. Every place and way says which bits it sets, and `Ahead` says what can still
//! come after a place, so that the pass forgets whatever can no longer matter.

use std::collections::{HashMap, HashSet};

use super::super::spot::Spot;
use super::super::{Boom, TWIJFEL};
use super::graaf::{Graph, Way};
use super::regel::{Eis, MAX_FACTS, Regel, Voorwaarde};
use super::toets::{Demand, Test, Watched};
use crate::domain::inhoud::{Actie, Antwoord, Contact, Kenmerk, Knoop, KnoopSoort, Uitkomst, Vraag};

/// What a walk may have to remember, one bit each.
pub(super) type Bits = u128;

/// What a bit stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Atom<'a> {
    /// The current answer to this question is one of these.
    Answer(&'a str, &'a [String]),
    /// One of these came to light.
    Seen(&'a [Kenmerk]),
    /// A question that could bring this to light was passed.
    AskedFor(Kenmerk),
    /// There is an open doubt that nothing on the way ahead resolves.
    OpenDoubt,
    /// This subject was warned against.
    Warned(&'a str),
    /// This subject was told to do, where everybody sees it.
    Told(&'a str),
    /// Some text on the way tells to do this subject.
    ToldAnywhere(&'a str),
    /// An order has begun, and what has to come first did not come yet.
    Due(usize),
}

/// An order of contacts.
#[derive(Debug)]
struct Order<'a> {
    begins: &'a [Kenmerk],
    /// The bit that says that it has begun.
    due: Bits,
    eerst: &'a [Contact],
    daarna: &'a [Contact],
}

/// Of a list of contacts, for each order by one bit: whether the first contact that it speaks of is one that has to
/// come first, or one that has to wait. The rest of the list cannot matter to that order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Sides {
    pub first: u16,
    pub later: u16,
}

impl Sides {
    pub fn any(self) -> u16 {
        self.first | self.later
    }

    pub fn only(self, orders: u16) -> Sides {
        Sides { first: self.first & orders, later: self.later & orders }
    }

    /// This list and then another.
    pub fn then(self, next: Sides) -> Sides {
        let rest = next.only(!self.any());
        Sides { first: self.first | rest.first, later: self.later | rest.later }
    }
}

/// What an answer does.
#[derive(Debug, Default)]
pub(super) struct Answered {
    pub set: Bits,
    pub clear: Bits,
    /// Doubts that it resolves.
    pub resolves: Vec<u16>,
    /// The doubt that it is.
    pub doubt: Option<u16>,
}

/// What a doubt adds while it is open.
#[derive(Debug)]
pub(super) struct Doubt {
    pub sides: Sides,
    pub bits: Bits,
}

/// What passing a place does.
#[derive(Debug, Default)]
pub(super) struct Passing {
    pub set: Bits,
    /// By the place in the list of ways.
    pub answered: Vec<Answered>,
}

/// An outcome: of the whole, or of a deelboom.
#[derive(Debug)]
pub(super) struct Ending<'a> {
    pub uitkomst: &'a Uitkomst,
    pub sides: Sides,
    pub set: Bits,
    /// The deelboom whose outcome it takes over.
    pub over: Option<u16>,
    /// The deelboom that it ends, when some outcome takes that over; and whether one of the whole tree does.
    pub taken_as: Option<(u16, bool)>,
}

/// What can still come from a place on.
#[derive(Debug, Clone, Default)]
pub(super) struct Ahead {
    pub set: Bits,
    /// Rules that a place or outcome ahead could break.
    pub rules: u64,
    /// Orders for which a contact that has to wait can come.
    pub later: u16,
    /// Orders for which an outcome ahead shows no contact of its own, so that what it shows beside them counts.
    pub beside: u16,
    /// Doubts that can be resolved.
    pub resolves: HashSet<u16>,
    /// Deelbomen that an outcome can take over; and those that an outcome of the whole tree can.
    pub over: HashSet<u16>,
    pub over_whole: HashSet<u16>,
}

/// All of it, for one tree.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub graph: &'a Graph,
    pub rules: Vec<Watched<'a>>,
    pub places: Vec<Passing>,
    /// By place: the outcome that it is.
    pub outcomes: Vec<Option<Ending<'a>>>,
    /// By end of a deelboom.
    pub ends: Vec<Ending<'a>>,
    pub doubts: Vec<Doubt>,
    pub ahead: Vec<Ahead>,
    open_doubt: Bits,
    orders: Vec<Order<'a>>,
    atoms: Vec<Atom<'a>>,
    /// Numbers of the deelbomen that are taken over, by path.
    taken: HashMap<String, u16>,
}

impl<'a> Plan<'a> {
    pub fn of(boom: &Boom, rules: &'a [Regel], graph: &'a Graph) -> Plan<'a> {
        let mut plan = Plan {
            graph,
            rules: Vec::new(),
            places: Vec::new(),
            outcomes: Vec::new(),
            ends: Vec::new(),
            doubts: Vec::new(),
            ahead: Vec::new(),
            open_doubt: 0,
            orders: Vec::new(),
            atoms: Vec::new(),
            taken: HashMap::new(),
        };
        let (vorm, id, sector) = (boom.vorm(), boom.kop().id.as_str(), boom.sector());
        let here = |rule: &&Regel| rule.geldt.is_empty() || rule.geldt.iter().any(|one| one.fits(vorm, id, sector));
        for rule in rules.iter().filter(here) {
            let watched = plan.watch(rule);
            plan.rules.push(watched);
        }
        plan.number_taken();
        plan.effects();
        plan.look_ahead();
        plan
    }

    fn bit(&mut self, atom: Atom<'a>) -> Bits {
        let at = self.atoms.iter().position(|known| *known == atom).unwrap_or_else(|| {
            self.atoms.push(atom);
            self.atoms.len() - 1
        });
        // The number of facts is checked when the rules are read.
        debug_assert!(at < MAX_FACTS + 1);
        1 << at.min(127)
    }

    fn bits(&self, holds: impl Fn(&Atom<'a>) -> bool) -> Bits {
        self.atoms.iter().enumerate().filter(|(_, atom)| holds(atom)).fold(0, |bits, (at, _)| bits | (1 << at.min(127)))
    }

    /// The bit that says that this order has begun.
    pub fn due(&self, order: usize) -> Bits {
        self.orders.get(order).map_or(0, |order| order.due)
    }

    /// The bits that say so of these orders.
    pub fn dues(&self, orders: u16) -> Bits {
        let some = self.orders.iter().enumerate().filter(|(at, _)| orders & (1 << at) != 0);
        some.fold(0, |bits, (_, order)| bits | order.due)
    }

    /// How many first actions of an outcome a rule looks at.
    pub fn longest_front(&self) -> usize {
        self.rules.iter().map(Watched::front).max().unwrap_or(0)
    }

    fn watch(&mut self, rule: &'a Regel) -> Watched<'a> {
        let dan = self.demand(rule);
        // An order begins with the answer itself; see `answered`.
        let conditions = if matches!(dan, Demand::Order(_)) { &[][..] } else { &rule.als };
        let als = Test::All(conditions.iter().map(|condition| self.test(condition)).collect());
        let demanded = match &dan {
            Demand::Given(bits) | Demand::Reached(bits) | Demand::Nowhere(bits) => *bits,
            Demand::Order(order) => self.due(*order),
            Demand::Melden(_) | Demand::VervolgNiet(_) | Demand::NotAsked(_) | Demand::First(_) => 0,
        };
        Watched { rule, bits: als.bits() | demanded, demanded, als, dan }
    }

    fn test(&mut self, condition: &'a Voorwaarde) -> Test<'a> {
        match condition {
            Voorwaarde::Kenmerk(some) => Test::Bit(self.bit(Atom::Seen(some))),
            Voorwaarde::Antwoord(given) => {
                let one = |question: &'a String| Test::Bit(self.bit(Atom::Answer(question, &given.is)));
                Test::Any(given.vraag.iter().map(one).collect())
            }
            Voorwaarde::Twijfel(_) => {
                self.open_doubt = self.bit(Atom::OpenDoubt);
                Test::OpenDoubt(self.open_doubt)
            }
            Voorwaarde::Melden(some) => Test::Melden(some),
            Voorwaarde::Vervolg(some) => Test::Vervolg(some),
            Voorwaarde::EenVan(some) => Test::Any(some.iter().map(|condition| self.test(condition)).collect()),
        }
    }

    fn demand(&mut self, rule: &'a Regel) -> Demand<'a> {
        match &rule.dan {
            Eis::Melden(some) => Demand::Melden(some),
            Eis::VervolgNiet(some) => Demand::VervolgNiet(some),
            Eis::Antwoorden(given) => Demand::Given(
                given.iter().fold(0, |bits, (question, answers)| bits | self.bit(Atom::Answer(question, answers))),
            ),
            Eis::NietGevraagd(some) => Demand::NotAsked(some),
            Eis::GevraagdNaar(some) => {
                Demand::Reached(some.iter().fold(0, |bits, kenmerk| bits | self.bit(Atom::AskedFor(*kenmerk))))
            }
            Eis::Eerst(some) => Demand::First(some),
            Eis::Volgorde(order) => {
                let begins = match rule.als.as_slice() {
                    [Voorwaarde::Kenmerk(some)] => some.as_slice(),
                    _ => &[],
                };
                let at = self.orders.len();
                let due = self.bit(Atom::Due(at));
                self.orders.push(Order { begins, due, eerst: &order.eerst, daarna: &order.daarna });
                Demand::Order(at)
            }
            Eis::Afgeraden(subject) => Demand::Reached(self.bit(Atom::Warned(subject))),
            Eis::Aangeraden(subject) => Demand::Reached(self.bit(Atom::Told(subject))),
            Eis::NergensAangeraden(subject) => Demand::Nowhere(self.bit(Atom::ToldAnywhere(subject))),
        }
    }

    /// Gives a number to every deelboom that some outcome takes over.
    fn number_taken(&mut self) {
        let graph = self.graph;
        for spot in graph.places.iter().map(|place| &place.spot).chain(&graph.ends) {
            if let KnoopSoort::Uitkomst(uitkomst) = &spot.knoop().soort
                && let Some(deelboom) = &uitkomst.neemt_over
            {
                let next = number(self.taken.len());
                self.taken.entry(spot.prefix() + deelboom).or_insert(next);
            }
        }
    }

    fn effects(&mut self) {
        let graph = self.graph;
        let mut doubts = HashMap::new();
        for place in &graph.places {
            let passing = self.passing(&place.spot, &mut doubts);
            self.places.push(passing);
            let ending = self.ending(&place.spot);
            self.outcomes.push(ending);
        }
        for end in &graph.ends {
            if let Some(ending) = self.ending(end) {
                self.ends.push(ending);
            }
        }
    }

    fn passing(&mut self, spot: &'a Spot, doubts: &mut HashMap<String, u16>) -> Passing {
        let knoop = spot.knoop();
        let mut passing = Passing { set: self.advised(knoop) | self.shown(knoop), answered: Vec::new() };
        if let KnoopSoort::Vraag(vraag) = &knoop.soort {
            passing.set |= self.bits(|atom| matches!(atom, Atom::AskedFor(kenmerk) if asks_for(vraag, *kenmerk)));
            for antwoord in &vraag.antwoorden {
                let answered = self.answered(spot, antwoord, doubts);
                passing.answered.push(answered);
            }
        }
        passing
    }

    /// Subjects that any text of the node tells to do.
    fn advised(&self, knoop: &Knoop) -> Bits {
        let told = |subject: &str| {
            let says = |told: &[String]| told.iter().any(|one| one == subject);
            knoop.punten().iter().any(|(punt, _)| says(punt.raadt_aan()))
                || knoop.acties().iter().any(|(actie, _)| says(&actie.raadt_aan))
        };
        self.bits(|atom| matches!(atom, Atom::ToldAnywhere(subject) if told(subject)))
    }

    /// Subjects that a task warns against or tells to do, where everybody sees it.
    fn shown(&self, knoop: &Knoop) -> Bits {
        knoop.punten_in_beeld().fold(0, |bits, punt| bits | self.says(punt.raadt_aan(), punt.raadt_af()))
    }

    fn of_action(&self, actie: &Actie) -> Bits {
        self.says(&actie.raadt_aan, &actie.raadt_af)
    }

    fn says(&self, aan: &[String], af: &[String]) -> Bits {
        self.bits(|atom| match atom {
            Atom::Told(subject) => aan.iter().any(|one| one == subject),
            Atom::Warned(subject) => af.iter().any(|one| one == subject),
            Atom::Answer(..)
            | Atom::Seen(_)
            | Atom::AskedFor(_)
            | Atom::OpenDoubt
            | Atom::ToldAnywhere(_)
            | Atom::Due(_) => false,
        })
    }

    fn answered(&mut self, spot: &Spot, antwoord: &Antwoord, doubts: &mut HashMap<String, u16>) -> Answered {
        let question = spot.knoop().kop.id.as_str();
        let about = |atom: &Atom<'a>| matches!(atom, Atom::Answer(of, _) if *of == question);
        let given = |atom: &Atom<'a>| matches!(atom, Atom::Answer(_, is) if is.contains(&antwoord.id));
        let brings = |some: &[Kenmerk]| antwoord.kenmerken.iter().any(|kenmerk| some.contains(kenmerk));
        let begins = |order: usize| self.orders.get(order).is_some_and(|order| brings(order.begins));
        let set = self.bits(|atom| match atom {
            Atom::Answer(..) => about(atom) && given(atom),
            Atom::Seen(some) => brings(some),
            Atom::Due(order) => begins(*order),
            Atom::AskedFor(_) | Atom::OpenDoubt | Atom::Warned(_) | Atom::Told(_) | Atom::ToldAnywhere(_) => false,
        });
        let clear = self.bits(about) & !set;
        let mut number_of = |path: String| {
            let next = number(doubts.len());
            *doubts.entry(path).or_insert(next)
        };
        let resolves = antwoord.lost_op.iter().map(|earlier| number_of(spot.prefix() + earlier)).collect();
        let doubt = (antwoord.id == TWIJFEL).then(|| number_of(spot.path()));
        if let Some(doubt) = doubt {
            let actie = antwoord.actie.as_ref();
            let sides = actie.map_or_else(Sides::default, |actie| self.sides(&[actie.contact]));
            let bits = actie.map_or(0, |actie| self.of_action(actie)) | self.open_doubt;
            self.add_doubt(usize::from(doubt), Doubt { sides, bits });
        }
        Answered { set, clear, resolves, doubt }
    }

    /// Puts a doubt under its number; `lost_op` may have named later ones before.
    fn add_doubt(&mut self, at: usize, doubt: Doubt) {
        while self.doubts.len() <= at {
            self.doubts.push(Doubt { sides: Sides::default(), bits: 0 });
        }
        self.doubts[at] = doubt;
    }

    fn ending(&self, spot: &'a Spot) -> Option<Ending<'a>> {
        let KnoopSoort::Uitkomst(uitkomst) = &spot.knoop().soort else { return None };
        let contacts: Vec<Contact> = uitkomst.acties.iter().map(|actie| actie.contact).collect();
        let over = uitkomst.neemt_over.as_ref();
        let prefix = spot.prefix();
        let whole = !prefix.trim_end_matches('/').contains('/');
        Some(Ending {
            uitkomst,
            sides: self.sides(&contacts),
            set: uitkomst.acties.iter().fold(self.advised(spot.knoop()), |bits, actie| bits | self.of_action(actie)),
            over: over.and_then(|deelboom| self.taken.get(&(prefix.clone() + deelboom)).copied()),
            taken_as: self.taken.get(prefix.trim_end_matches('/')).map(|at| (*at, whole)),
        })
    }

    /// What each order sees of these contacts.
    pub fn sides(&self, contacts: &[Contact]) -> Sides {
        let mut sides = Sides::default();
        for (at, order) in self.orders.iter().enumerate() {
            let first = contacts.iter().find(|contact| order.eerst.contains(contact) || order.daarna.contains(contact));
            match first {
                Some(contact) if order.eerst.contains(contact) => sides.first |= 1 << at,
                Some(_) => sides.later |= 1 << at,
                None => {}
            }
        }
        sides
    }

    /// Orders in which one of these contacts has to wait.
    fn waiting(&self, contacts: &[Contact]) -> u16 {
        let waits = |order: &Order<'_>| contacts.iter().any(|contact| order.daarna.contains(contact));
        self.orders.iter().enumerate().filter(|(_, order)| waits(order)).fold(0, |some, (at, _)| some | (1 << at))
    }

    fn look_ahead(&mut self) {
        let count = self.graph.places.len();
        let mut ahead = vec![Ahead::default(); count];
        for at in (0..count).rev() {
            let mut here = self.own(at);
            for (_, way) in &self.graph.places[at].ways {
                self.along(way, &mut here);
                here.join(&ahead[way.to]);
            }
            ahead[at] = here;
        }
        self.ahead = ahead;
    }

    /// What a place itself can bring.
    fn own(&self, at: usize) -> Ahead {
        let passing = &self.places[at];
        let mut here = Ahead { set: passing.set, ..Ahead::default() };
        for answered in &passing.answered {
            here.set |= answered.set;
            here.resolves.extend(&answered.resolves);
            if let Some(doubt) = answered.doubt {
                here.set |= self.doubts[usize::from(doubt)].bits;
                here.later |= self.doubts[usize::from(doubt)].sides.later;
            }
        }
        let knoop = self.graph.places[at].spot.knoop();
        if let KnoopSoort::Handeling(handeling) = &knoop.soort {
            here.later |= self.waiting(&handeling.contact);
        }
        if let Some(ending) = &self.outcomes[at] {
            here.set |= ending.set;
            here.later |= ending.sides.later;
            here.beside = !ending.sides.any();
            here.over.extend(ending.over);
            here.over_whole.extend(ending.over);
        }
        for (number, watched) in self.rules.iter().enumerate() {
            if self.can_break(watched, &knoop.kop.id, self.outcomes[at].as_ref(), &knoop.soort) {
                here.rules |= 1 << number;
            }
        }
        here
    }

    fn along(&self, way: &Way, here: &mut Ahead) {
        for end in way.passed.iter().map(|end| &self.ends[*end]) {
            here.set |= end.set;
            here.later |= end.sides.later;
            here.over.extend(end.over);
        }
    }

    /// Whether a walk could break the rule at this place, whatever it remembers.
    fn can_break(&self, watched: &Watched<'_>, id: &str, ending: Option<&Ending<'_>>, soort: &KnoopSoort) -> bool {
        match (&watched.dan, ending) {
            (Demand::NotAsked(questions), _) => {
                matches!(soort, KnoopSoort::Vraag(_)) && questions.iter().any(|question| question == id)
            }
            (Demand::Order(_), _) => true,
            (_, None) => false,
            (dan, Some(ending)) => watched.als.possible(ending.uitkomst) && !dan.met_by(ending),
        }
    }
}

/// A number for something of which a tree has few.
fn number(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn asks_for(vraag: &Vraag, kenmerk: Kenmerk) -> bool {
    vraag.antwoorden.iter().any(|antwoord| antwoord.kenmerken.contains(&kenmerk))
}

impl Ahead {
    fn join(&mut self, other: &Ahead) {
        self.set |= other.set;
        self.rules |= other.rules;
        self.later |= other.later;
        self.beside |= other.beside;
        self.resolves.extend(&other.resolves);
        self.over.extend(&other.over);
        self.over_whole.extend(&other.over_whole);
    }
}
