//! Why this outcome, and what else: in words, from the answers.

use super::{Place, Walk};
use crate::domain::inhoud::KnoopSoort;

/// One answer that the outcome rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Position in [`Walk::steps`].
    pub step: usize,
    /// Full path of the question.
    pub knoop: String,
    /// The question.
    pub vraag: String,
    /// The answer, as shown.
    pub antwoord: String,
    /// Whether another answer here could have led elsewhere.
    pub decisive: bool,
}

/// Where another answer would lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// To another outcome.
    Outcome {
        /// Id of the outcome.
        id: String,
        /// Its title.
        titel: String,
    },
    /// To a question that is not answered yet.
    Open {
        /// Full path of the node.
        knoop: String,
        /// What it asks.
        vraag: String,
    },
}

/// One single other answer, and what would follow from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Position in [`Walk::steps`].
    pub step: usize,
    /// Full path of the question.
    pub knoop: String,
    /// The question.
    pub vraag: String,
    /// Id of the other answer.
    pub antwoord: String,
    /// The other answer, as shown.
    pub antwoord_tekst: String,
    /// Where it would lead.
    pub then: Then,
}

/// The questions answered on the way, and which of them decided.
pub fn why(walk: &Walk) -> Vec<Reason> {
    let alternatives = what_if(walk);
    walk.steps()
        .iter()
        .enumerate()
        .filter_map(|(at, step)| {
            Some(Reason {
                step: at,
                knoop: step.answer.knoop.clone(),
                vraag: step.spot.knoop().prompt().to_owned(),
                antwoord: step.answer_text()?.to_owned(),
                decisive: alternatives.iter().any(|other| other.step == at),
            })
        })
        .collect()
}

/// Which single other answer would change where the walk stands, and to what.
pub fn what_if(walk: &Walk) -> Vec<Alternative> {
    let mut found = Vec::new();
    for (at, step) in walk.steps().iter().enumerate() {
        let KnoopSoort::Vraag(vraag) = &step.spot.knoop().soort else { continue };
        for antwoord in vraag.antwoorden.iter().filter(|antwoord| antwoord.id != step.answer.antwoord) {
            let Some(other) = walk.with_change(at, &antwoord.id) else { continue };
            if standing(&other) == standing(walk) {
                continue;
            }
            found.push(Alternative {
                step: at,
                knoop: step.answer.knoop.clone(),
                vraag: step.spot.knoop().prompt().to_owned(),
                antwoord: antwoord.id.clone(),
                antwoord_tekst: antwoord.tekst.clone(),
                then: then(&other),
            });
        }
    }
    found
}

/// Where a walk stands, for comparing two of them: the path of the node.
fn standing(walk: &Walk) -> String {
    match walk.place() {
        Place::Open(spot) | Place::Done(spot) => spot.path(),
    }
}

fn then(walk: &Walk) -> Then {
    match walk.place() {
        Place::Open(spot) => Then::Open { knoop: spot.path(), vraag: spot.knoop().prompt().to_owned() },
        Place::Done(spot) => Then::Outcome { id: spot.path(), titel: spot.knoop().prompt().to_owned() },
    }
}
