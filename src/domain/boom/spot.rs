//! A place in a composed tree.

use std::sync::Arc;

use super::{Boom, VERDER};
use crate::domain::inhoud::{Knoop, KnoopSoort};

/// A node of a tree together with the road of deelbomen that leads into that tree.
#[derive(Debug, Clone)]
pub struct Spot {
    boom: Arc<Boom>,
    node: usize,
    /// The trees that are being walked around this one, outermost first, each with the node that entered the next.
    around: Vec<(Arc<Boom>, usize)>,
}

impl Spot {
    /// The first node of a tree.
    pub fn start(boom: &Arc<Boom>) -> Spot {
        Spot { boom: Arc::clone(boom), node: boom.begin, around: Vec::new() }
    }

    /// The tree that the node belongs to.
    pub fn boom(&self) -> &Arc<Boom> {
        &self.boom
    }

    /// The outermost tree: the one that is walked.
    pub fn root(&self) -> &Arc<Boom> {
        self.around.first().map_or(&self.boom, |(root, _)| root)
    }

    /// The node.
    pub fn knoop(&self) -> &Knoop {
        &self.boom.knopen()[self.node]
    }

    /// Whether the node stands in the tree that is walked, and not in one of its deelbomen.
    pub fn is_outermost(&self) -> bool {
        self.around.is_empty()
    }

    /// Whether it is the first node of its own tree.
    pub fn is_first(&self) -> bool {
        self.node == self.boom.begin
    }

    /// The path before the ids of this tree's nodes: empty, or `afweging/`.
    pub fn prefix(&self) -> String {
        self.around.iter().map(|(boom, node)| format!("{}/", boom.knopen()[*node].kop.id)).collect()
    }

    /// The full path of the node, such as `afweging/v2`.
    pub fn path(&self) -> String {
        self.prefix() + &self.knoop().kop.id
    }

    /// The step of the outermost tree that this place belongs to.
    pub fn step_id(&self) -> &str {
        let knoop = self.around.first().map_or_else(|| self.knoop(), |(root, node)| &root.knopen()[*node]);
        &knoop.kop.stap
    }

    /// Where an answer leads; `None` when the node has no such answer.
    pub fn follow(&self, answer: &str) -> Option<Spot> {
        let target = match &self.knoop().soort {
            KnoopSoort::Vraag(vraag) => &vraag.antwoorden.iter().find(|antwoord| antwoord.id == answer)?.naar,
            KnoopSoort::Handeling(handeling) if answer == VERDER => &handeling.naar,
            KnoopSoort::Lijst(lijst) if answer == VERDER => &lijst.naar,
            KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                return None;
            }
        };
        self.sibling(target)
    }

    fn sibling(&self, id: &str) -> Option<Spot> {
        let node = *self.boom.index.get(id)?;
        Some(Spot { node, ..self.clone() })
    }

    /// The first node of the tree that this deelboom node names.
    fn descend(&self) -> Option<Spot> {
        let KnoopSoort::Deelboom(deelboom) = &self.knoop().soort else { return None };
        let inner = self.boom.trees.get(&deelboom.boom)?;
        let mut around = self.around.clone();
        around.push((Arc::clone(&self.boom), self.node));
        Some(Spot { boom: Arc::clone(inner), node: inner.begin, around })
    }

    /// From an outcome of a deelboom to the node that goes on from it.
    fn ascend(&self) -> Option<Spot> {
        let mut around = self.around.clone();
        let (boom, node) = around.pop()?;
        let KnoopSoort::Deelboom(deelboom) = &boom.knopen()[node].soort else { return None };
        let node = *boom.index.get(deelboom.naar.get(&self.knoop().kop.id)?)?;
        Some(Spot { boom, node, around })
    }
}

/// Goes through deelboom entries and exits to the next node that wants an answer, or to the outcome of the whole
/// walk. Every outcome of a deelboom passed on the way is handed to `passed`.
pub(crate) fn settle(mut spot: Spot, passed: &mut impl FnMut(&Spot)) -> Spot {
    loop {
        let next = match &spot.knoop().soort {
            KnoopSoort::Deelboom(_) => spot.descend(),
            KnoopSoort::Uitkomst(_) if !spot.is_outermost() => {
                passed(&spot);
                spot.ascend()
            }
            KnoopSoort::Vraag(_) | KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Uitkomst(_) => None,
        };
        match next {
            Some(next) => spot = next,
            None => return spot,
        }
    }
}
