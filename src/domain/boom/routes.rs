//! Every road through one tree. A deelboom counts as one step per outcome; its own roads stand under its own id.

use super::{Boom, VERDER};
use crate::domain::inhoud::KnoopSoort;

/// One road from the first node to an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Node ids with the answer given there (for a deelboom: the outcome reached in it).
    pub steps: Vec<(String, String)>,
    /// Id of the outcome.
    pub outcome: String,
}

/// All roads of a tree, in the order of its answers.
pub fn routes(boom: &Boom) -> Vec<Route> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, Vec<(String, String)>)> = vec![(boom.begin, Vec::new())];
    while let Some((node, steps)) = open.pop() {
        let knoop = &boom.knopen()[node];
        let exits: Vec<(&str, &str)> = match &knoop.soort {
            KnoopSoort::Vraag(vraag) => {
                vraag.antwoorden.iter().map(|antwoord| (antwoord.id.as_str(), antwoord.naar.as_str())).collect()
            }
            KnoopSoort::Handeling(handeling) => vec![(VERDER, handeling.naar.as_str())],
            KnoopSoort::Lijst(lijst) => vec![(VERDER, lijst.naar.as_str())],
            KnoopSoort::Deelboom(deelboom) => {
                deelboom.naar.iter().map(|(uitkomst, naar)| (uitkomst.as_str(), naar.as_str())).collect()
            }
            KnoopSoort::Uitkomst(_) => {
                found.push(Route { steps, outcome: knoop.kop.id.clone() });
                continue;
            }
        };
        for (answer, target) in exits.into_iter().rev() {
            if let Some(next) = boom.index.get(target) {
                let mut longer = steps.clone();
                longer.push((knoop.kop.id.clone(), answer.to_owned()));
                open.push((*next, longer));
            }
        }
    }
    found
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
