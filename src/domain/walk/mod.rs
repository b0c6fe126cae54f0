//! A walk through a tree: its answers. Where one stands, the trail and the outcome are a fold over them.

mod outcome;
mod transcript;
mod why;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use outcome::{Outcome, SubOutcome};
pub use transcript::{Transcript, transcript};
pub use why::{Alternative, Reason, Then, what_if, why};

use super::boom::{Boom, Spot, TWIJFEL, VERDER, settle};
use super::inhoud::{Actie, KnoopSoort};

/// An answer as it is stored: the full path of the node, the id of the answer, the signals ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Full path, such as `afweging/v2`.
    pub knoop: String,
    /// Id of the answer; `verder` for a handeling or lijst.
    pub antwoord: String,
    /// Ids of ticked signals: the item's id, or `lijst/item` where a node has several lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aangevinkt: Vec<String>,
}

impl Answer {
    /// An answer without ticks.
    pub fn new(knoop: impl Into<String>, antwoord: impl Into<String>) -> Self {
        Answer { knoop: knoop.into(), antwoord: antwoord.into(), aangevinkt: Vec::new() }
    }
}

/// Why an answer does not fit the walk. Nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The node is not in the tree at all.
    #[error("de knoop \"{0}\" bestaat niet in deze checklist")]
    UnknownNode(String),
    /// The node exists, but another one is asked now.
    #[error("\"{given}\" is nu niet aan de beurt; aan de beurt is \"{open}\"")]
    OutOfTurn {
        /// The node that was answered.
        given: String,
        /// The node that is asked.
        open: String,
    },
    /// The node has no such answer.
    #[error("\"{answer}\" is geen antwoord op \"{node}\"; mogelijk: {}", possible.join(", "))]
    UnknownAnswer {
        /// The node.
        node: String,
        /// The answer given.
        answer: String,
        /// The answers it has.
        possible: Vec<String>,
    },
    /// A tick that the node's lists do not have.
    #[error("\"{tick}\" is geen signaal in de lijsten van \"{node}\"")]
    UnknownTick {
        /// The node.
        node: String,
        /// The tick.
        tick: String,
    },
    /// The walk was over before this answer.
    #[error("er was al een uitkomst vóór het antwoord op \"{0}\"")]
    Finished(String),
}

impl Misfit {
    /// The node the fault is about.
    pub fn node(&self) -> &str {
        match self {
            Misfit::UnknownNode(node) | Misfit::Finished(node) => node,
            Misfit::OutOfTurn { given, .. } => given,
            Misfit::UnknownAnswer { node, .. } | Misfit::UnknownTick { node, .. } => node,
        }
    }
}

/// A node that was answered, with the answer.
#[derive(Debug, Clone)]
pub struct Step {
    /// The node.
    pub spot: Spot,
    /// The answer given there.
    pub answer: Answer,
}

impl Step {
    /// The answer as the user saw it: its text, or nothing for a handeling or lijst.
    pub fn answer_text(&self) -> Option<&str> {
        match &self.spot.knoop().soort {
            KnoopSoort::Vraag(vraag) => vraag
                .antwoorden
                .iter()
                .find(|antwoord| antwoord.id == self.answer.antwoord)
                .map(|antwoord| antwoord.tekst.as_str()),
            KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => None,
        }
    }
}

/// An outcome of a deelboom that the walk passed.
#[derive(Debug, Clone)]
pub struct Passed {
    /// The outcome node inside the deelboom.
    pub spot: Spot,
    /// How many answers had been given when it was reached.
    pub after: usize,
}

/// What is asked next, or how it ended.
#[derive(Debug, Clone)]
pub enum Place {
    /// This node wants an answer.
    Open(Spot),
    /// This outcome was reached.
    Done(Spot),
}

/// What became of the later answers when an earlier one changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// How many later answers still hold and stand.
    pub kept: usize,
    /// The later answers that still fit the road, behind a node that was never answered; [`Walk::resume`] gives them
    /// again once the walk comes there.
    pub waiting: Vec<Answer>,
    /// The later answers that no longer fit the road.
    pub dropped: Vec<Answer>,
}

/// A walk: a checked tree and the answers given in it.
#[derive(Debug, Clone)]
pub struct Walk {
    boom: Arc<Boom>,
    steps: Vec<Step>,
    passed: Vec<Passed>,
    place: Place,
    /// Answers that a revision set aside for when the walk comes to them again.
    waiting: Vec<Answer>,
}

impl PartialEq for Walk {
    /// Two walks are equal when they gave the same answers in the same version of the same tree.
    fn eq(&self, other: &Self) -> bool {
        self.boom.vingerafdruk() == other.boom.vingerafdruk() && self.answers().eq(other.answers())
    }
}

impl Walk {
    /// A walk without answers.
    pub fn new(boom: &Arc<Boom>) -> Walk {
        let mut passed = Vec::new();
        let place = settled(Spot::start(boom), 0, &mut passed);
        Walk { boom: Arc::clone(boom), steps: Vec::new(), passed, place, waiting: Vec::new() }
    }

    /// The walk that these answers make.
    ///
    /// # Errors
    /// The first answer that does not fit, with its position in `answers`.
    pub fn replay(boom: &Arc<Boom>, answers: impl IntoIterator<Item = Answer>) -> Result<Walk, (usize, Misfit)> {
        let mut walk = Walk::new(boom);
        for (at, answer) in answers.into_iter().enumerate() {
            walk.answer(answer).map_err(|misfit| (at, misfit))?;
        }
        Ok(walk)
    }

    /// The tree that is walked.
    pub fn boom(&self) -> &Arc<Boom> {
        &self.boom
    }

    /// What was answered, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The answers, in order: all that needs to be stored.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        self.steps.iter().map(|step| &step.answer)
    }

    /// The outcomes of deelbomen that the walk passed, in order.
    pub fn passed(&self) -> &[Passed] {
        &self.passed
    }

    /// What the roads of special situations on the way ask to keep in mind, in order.
    pub fn onthouden(&self) -> Vec<SubOutcome> {
        outcome::onthouden(self)
    }

    /// What is asked next, or how it ended.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The node that wants an answer.
    pub fn open(&self) -> Option<&Spot> {
        match &self.place {
            Place::Open(spot) => Some(spot),
            Place::Done(_) => None,
        }
    }

    /// The outcome, when the walk is over.
    pub fn outcome(&self) -> Option<Outcome> {
        match &self.place {
            Place::Open(_) => None,
            Place::Done(spot) => Some(Outcome::of(self, spot)),
        }
    }

    /// Gives the next answer.
    ///
    /// # Errors
    /// Why it does not fit; the walk is then unchanged.
    pub fn answer(&mut self, answer: Answer) -> Result<(), Misfit> {
        let Place::Open(spot) = &self.place else {
            return Err(if self.knows(&answer.knoop) {
                Misfit::Finished(answer.knoop)
            } else {
                Misfit::UnknownNode(answer.knoop)
            });
        };
        let open = spot.path();
        if answer.knoop != open {
            return Err(if self.knows(&answer.knoop) {
                Misfit::OutOfTurn { given: answer.knoop, open }
            } else {
                Misfit::UnknownNode(answer.knoop)
            });
        }
        let next = fit(spot, &answer)?;
        let step = Step { spot: spot.clone(), answer };
        self.steps.push(step);
        self.place = settled(next, self.steps.len(), &mut self.passed);
        Ok(())
    }

    /// Takes the last answer back and returns it.
    pub fn back(&mut self) -> Option<Answer> {
        let step = self.steps.pop()?;
        self.passed.retain(|passed| passed.after <= self.steps.len());
        self.place = Place::Open(step.spot);
        Some(step.answer)
    }

    /// Answers an earlier question anew. Later answers that still stand on the road are kept; those behind a node that
    /// was never answered wait for [`Walk::resume`].
    ///
    /// # Errors
    /// Why the answer does not fit; the walk is then unchanged.
    pub fn revise(&mut self, at: usize, answer: Answer) -> Result<Revision, Misfit> {
        let Some(step) = self.steps.get(at) else { return Err(Misfit::UnknownNode(answer.knoop)) };
        if step.answer.knoop != answer.knoop {
            return Err(Misfit::OutOfTurn { given: answer.knoop, open: step.answer.knoop.clone() });
        }
        fit(&step.spot, &answer)?;
        let later: Vec<Answer> = self.steps[at + 1..].iter().map(|step| step.answer.clone()).collect();
        while self.steps.len() > at {
            self.back();
        }
        self.answer(answer)?;
        self.waiting = later;
        let kept = self.resume();
        let ahead = self.open().map(paths_ahead).unwrap_or_default();
        let (waiting, dropped) =
            std::mem::take(&mut self.waiting).into_iter().partition(|answer| ahead.contains(&answer.knoop));
        self.waiting.clone_from(&waiting);
        Ok(Revision { kept, waiting, dropped })
    }

    /// Gives the answers that a revision set aside, as far as the walk has come to them; how many that were.
    pub fn resume(&mut self) -> usize {
        let mut given = 0;
        while let Some(path) = self.open().map(Spot::path) {
            let Some(at) = self.waiting.iter().position(|answer| answer.knoop == path) else { break };
            let answer = self.waiting.remove(at);
            if self.answer(answer).is_err() {
                break;
            }
            given += 1;
        }
        given
    }

    /// The same walk with one earlier answer changed, for *what if*: tasks and lists on the new road are passed over,
    /// so that only a question that was never answered stops it.
    fn with_change(&self, at: usize, answer: &str) -> Option<Walk> {
        let mut other = self.clone();
        let knoop = self.steps.get(at)?.answer.knoop.clone();
        let mut later: HashMap<String, Answer> =
            self.steps[at + 1..].iter().map(|step| (step.answer.knoop.clone(), step.answer.clone())).collect();
        while other.steps.len() > at {
            other.back();
        }
        other.answer(Answer::new(knoop, answer)).ok()?;
        while let Some(spot) = other.open() {
            let path = spot.path();
            let is_question = matches!(spot.knoop().soort, KnoopSoort::Vraag(_));
            let next = match later.remove(&path) {
                Some(answer) => answer,
                None if is_question => break,
                None => Answer::new(path, VERDER),
            };
            other.answer(next).ok()?;
        }
        Some(other)
    }

    /// Questions answered with *twijfel* that no later answer resolved, as positions in [`Walk::steps`].
    pub fn open_doubts(&self) -> Vec<usize> {
        let mut open: Vec<usize> = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            let KnoopSoort::Vraag(vraag) = &step.spot.knoop().soort else { continue };
            if let Some(antwoord) = vraag.antwoorden.iter().find(|antwoord| antwoord.id == step.answer.antwoord) {
                let resolved: Vec<String> =
                    antwoord.lost_op.iter().map(|earlier| step.spot.prefix() + earlier).collect();
                open.retain(|doubt| !resolved.contains(&self.steps[*doubt].answer.knoop));
            }
            if step.answer.antwoord == TWIJFEL {
                open.push(at);
            }
        }
        open
    }

    /// The actions that open doubts ask for, in order, each once.
    pub fn doubt_actions(&self) -> Vec<Actie> {
        let mut found: Vec<Actie> = Vec::new();
        for at in self.open_doubts() {
            let step = &self.steps[at];
            let KnoopSoort::Vraag(vraag) = &step.spot.knoop().soort else { continue };
            let antwoord = vraag.antwoorden.iter().find(|antwoord| antwoord.id == step.answer.antwoord);
            if let Some(actie) = antwoord.and_then(|antwoord| antwoord.actie.clone())
                && !found.iter().any(|known| known.tekst == actie.tekst)
            {
                found.push(actie);
            }
        }
        found
    }

    fn knows(&self, path: &str) -> bool {
        let mut boom = &self.boom;
        let mut rest = path;
        while let Some((deelboom, inner)) = rest.split_once('/') {
            let Some(KnoopSoort::Deelboom(entry)) = boom.knoop(deelboom).map(|knoop| &knoop.soort) else {
                return false;
            };
            match boom.tree(&entry.boom) {
                Some(tree) => boom = tree,
                None => return false,
            }
            rest = inner;
        }
        boom.knoop(rest).is_some()
    }
}

/// The paths of every node that can still be asked from a place on, the place itself included.
fn paths_ahead(from: &Spot) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut open = vec![from.clone()];
    while let Some(spot) = open.pop() {
        if !found.insert(spot.path()) {
            continue;
        }
        let next = possible(&spot).into_iter().filter_map(|answer| spot.follow(&answer));
        open.extend(next.map(|next| settle(next, &mut |_| {})));
    }
    found
}

fn settled(spot: Spot, after: usize, passed: &mut Vec<Passed>) -> Place {
    let spot = settle(spot, &mut |spot| passed.push(Passed { spot: spot.clone(), after }));
    match &spot.knoop().soort {
        KnoopSoort::Uitkomst(_) => Place::Done(spot),
        KnoopSoort::Vraag(_) | KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => {
            Place::Open(spot)
        }
    }
}

/// Where the answer leads, when it and its ticks fit the node.
fn fit(spot: &Spot, answer: &Answer) -> Result<Spot, Misfit> {
    let next = spot.follow(&answer.antwoord).ok_or_else(|| Misfit::UnknownAnswer {
        node: spot.path(),
        answer: answer.antwoord.clone(),
        possible: possible(spot),
    })?;
    let ticks = tickable(spot);
    match answer.aangevinkt.iter().find(|tick| !ticks.contains(tick)) {
        Some(tick) => Err(Misfit::UnknownTick { node: spot.path(), tick: tick.clone() }),
        None => Ok(next),
    }
}

/// The ids of the answers a node has.
pub fn possible(spot: &Spot) -> Vec<String> {
    match &spot.knoop().soort {
        KnoopSoort::Vraag(vraag) => vraag.antwoorden.iter().map(|antwoord| antwoord.id.clone()).collect(),
        KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) => vec![VERDER.to_owned()],
        KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => Vec::new(),
    }
}

/// The ids of the signals that can be ticked at a node.
fn tickable(spot: &Spot) -> Vec<String> {
    let KnoopSoort::Lijst(lijst) = &spot.knoop().soort else { return Vec::new() };
    let lists = lijst.ids().filter_map(|id| spot.boom().list(id).map(|list| (id, list)));
    lists
        .flat_map(|(id, list)| list.file.inhoud.items().map(move |item| tick_id(lijst.lijst.is_some(), id, &item.id)))
        .collect()
}

/// How a ticked signal is stored: bare where the node has one list, with its list where it has several.
pub fn tick_id(single: bool, lijst: &str, item: &str) -> String {
    if single { item.to_owned() } else { format!("{lijst}/{item}") }
}
