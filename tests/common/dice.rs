//! Choices out of a string of bytes, so that proptest can make any tree and shrink it: no bytes left is always the
//! first, simplest choice.

use serde_json::{Value, json};

use super::{also, deelboom, handeling, lijst, mark, signalen, tree, uitkomst, vraag};

/// Choices out of a string of bytes.
pub struct Dice<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Dice<'a> {
    /// Dice that fall as these bytes say.
    pub fn of(bytes: &'a [u8]) -> Self {
        Dice { bytes: bytes.iter() }
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or(0)) % count
    }

    /// Whether something with this chance in a hundred happens.
    pub fn chance(&mut self, percent: usize) -> bool {
        usize::from(self.bytes.next().copied().unwrap_or(0)) * 100 / 256 >= 100 - percent
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

/// Keeps the nodes that the first one leads to: a tree has no others.
pub fn reachable(knopen: Vec<Value>) -> Vec<Value> {
    let mut open = vec![knopen[0]["id"].as_str().expect("an id").to_owned()];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let knoop = knopen.iter().find(|knoop| knoop["id"] == *id).unwrap_or_else(|| panic!("node {id} exists"));
        let mut target = |naar: &Value| open.push(naar.as_str().expect("a target").to_owned());
        match (&knoop["naar"], &knoop["antwoorden"]) {
            (Value::Object(naar), _) => naar.values().for_each(&mut target),
            (Value::Null, Value::Array(antwoorden)) => antwoorden.iter().for_each(|antwoord| target(&antwoord["naar"])),
            (Value::Null, _) => {}
            (naar, _) => target(naar),
        }
    }
    knopen.into_iter().filter(|knoop| seen.contains(knoop["id"].as_str().unwrap_or_default())).collect()
}

/// Trees that are always right and that take every turn a walk can take: the root `buiten`, a deelboom `binnen` that
/// may be used twice, and in it a deelboom `diep`. The safety rules have nothing to say about them.
pub fn plain_trees(dice: &mut Dice<'_>) -> Vec<Value> {
    let diep = plain_tree(dice, "diep", 2, None);
    let binnen = plain_tree(dice, "binnen", 3, Some(&diep));
    let buiten = plain_tree(dice, "buiten", 4, Some(&binnen));
    vec![signalen("signalen-test", &["s1", "s2", "s3"]), diep, binnen, buiten]
}

fn plain_tree(dice: &mut Dice<'_>, id: &str, length: usize, inner: Option<&Value>) -> Value {
    let outcomes = ["u1", "u2", "u3"];
    let mut names: Vec<String> = (0..=length).map(|at| format!("q{at}")).collect();
    names.extend(outcomes.map(str::to_owned));
    let mut knopen: Vec<Value> = Vec::new();
    for at in 0..=length {
        let name = names[at].clone();
        // Forward only, and mostly to the next node, so that walks become long enough to be interesting.
        let mut forward = || {
            let step = if dice.chance(60) { 1 + dice.below(3) } else { 1 };
            names[(at + step).min(names.len() - 1)].clone()
        };
        let (ja, nee, twijfel) = (forward(), forward(), forward());
        knopen.push(match (dice.below(8), inner) {
            (0, _) => handeling(&name, &["collega"], &ja),
            (1, _) => lijst(&name, "signalen-test", &ja),
            (2..=4, Some(inner)) => {
                let ways: Vec<(String, String)> = outcome_ids(inner)
                    .into_iter()
                    .map(|outcome| (outcome, [&ja, &nee][dice.below(2)].clone()))
                    .collect();
                let ways: Vec<(&str, &str)> = ways.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
                deelboom(&name, inner["id"].as_str().expect("an id"), &ways)
            }
            _ => {
                let question = vraag(&name, &[("ja", &ja), ("nee", &nee), ("twijfel", &twijfel)]);
                let earlier: Vec<&Value> = knopen.iter().filter(|knoop| knoop["type"] == "vraag").collect();
                match earlier.last() {
                    Some(last) if dice.chance(40) => {
                        let last = last["id"].clone();
                        mark(question, "ja", json!({ "lost_op": [last] }))
                    }
                    _ => question,
                }
            }
        });
    }
    knopen.extend(outcomes.map(|outcome| uitkomst(outcome, "nvt", "hulp", &["collega"])));
    let mut knopen = reachable(knopen);
    let earlier = |id: &Value, knopen: &[Value]| knopen.iter().any(|knoop| knoop["id"] == *id);
    let known = knopen.clone();
    for knoop in &mut knopen {
        for antwoord in knoop.get_mut("antwoorden").and_then(Value::as_array_mut).into_iter().flatten() {
            if antwoord["lost_op"].get(0).is_some_and(|id| !earlier(id, &known)) {
                *antwoord = also(antwoord.take(), json!({ "lost_op": [] }));
            }
        }
    }
    tree(id, "route", knopen)
}

/// The outcomes of a tree, as its file orders them.
pub fn outcome_ids(tree: &Value) -> Vec<String> {
    tree["knopen"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|knoop| knoop["type"] == "uitkomst")
        .map(|knoop| knoop["id"].as_str().unwrap_or_default().to_owned())
        .collect()
}
