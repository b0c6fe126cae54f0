//! Decision trees that can be walked. A [`Boom`] exists only when its file, the trees and lists it uses, and the
//! safety rules all hold; a tree that fails cannot be built.

mod basis;
mod build;
mod fingerprint;
mod kept;
mod routes;
mod spot;
mod uitspraken;
pub mod verschil;
mod waarborgen;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value};

pub use basis::{FindBasis, Gelezen, Source, read_with_basis};
pub use routes::{Route, Stage, count_routes, covering, routes, stages};
pub use spot::Spot;
pub(crate) use spot::settle;
pub use uitspraken::{Telling, Uitspraak, eigen_uitspraken, uitspraken};
pub use waarborgen::{
    Bewijs, Eis, Gegeven, Geldt, Onderwerp, Regel, Twijfelstand, Volgorde, Voorwaarde, Waarborgen,
    check as check_waarborgen,
};

use super::inhoud::{Beslisboom, Bestand, Kader, Knoop, KnoopSoort, Kop, Problem, Signalen, Stap, Uitkomst, Vorm};

/// The answer that goes on from a handeling or lijst.
pub const VERDER: &str = "verder";
/// The answer that says one does not know; no question is without it.
pub const TWIJFEL: &str = "twijfel";

/// A tree as read from its file, before it is checked against what it uses.
#[derive(Debug, Clone)]
pub struct TreeFile {
    /// The typed file.
    pub file: Bestand<Beslisboom>,
    /// The file as it stands, as JSON, for the fingerprint.
    pub source: Source,
    /// The trees that it is based on, by id, for the fingerprint.
    pub bases: BTreeMap<String, Source>,
    /// Whether it, or a tree that it is based on, comes from the user's own folder.
    pub own: bool,
    /// How the user knows the file.
    pub bestand: String,
}

/// A list of signals with the JSON it came from.
#[derive(Debug, Clone)]
pub struct ListFile {
    /// The typed file.
    pub file: Bestand<Signalen>,
    /// The same file as JSON, for the fingerprint.
    pub source: Arc<Map<String, Value>>,
    /// Whether it comes from the user's own folder.
    pub own: bool,
}

/// Why a tree or list that another tree uses is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no such file.
    Unknown,
    /// The file has problems of its own.
    Broken,
    /// The trees use each other in a circle.
    Cyclic,
}

/// Where a tree finds what it uses.
pub trait Library {
    /// The checked tree with this id.
    ///
    /// # Errors
    /// Why it is not there.
    fn tree(&self, id: &str) -> Result<Arc<Boom>, Missing>;

    /// The list of signals with this id.
    ///
    /// # Errors
    /// Why it is not there.
    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Missing>;

    /// Whether there is a tree with this id, checked or not.
    fn has_tree(&self, id: &str) -> bool;
}

/// A checked tree with everything it uses.
#[derive(Debug)]
pub struct Boom {
    file: TreeFile,
    index: HashMap<String, usize>,
    begin: usize,
    trees: BTreeMap<String, Arc<Boom>>,
    lists: BTreeMap<String, Arc<ListFile>>,
    fingerprint: OnceLock<String>,
}

impl Boom {
    /// Checks a tree against what it uses and builds it.
    ///
    /// # Errors
    /// Every problem of the tree, each with its place and what to do.
    pub fn build(file: TreeFile, library: &dyn Library) -> Result<Arc<Boom>, Vec<Problem>> {
        build::build(file, library)
    }

    /// The head of the file.
    pub fn kop(&self) -> &Kop {
        &self.file.file.kop
    }

    /// What the tree is for.
    pub fn vorm(&self) -> Vorm {
        self.file.file.inhoud.vorm
    }

    /// The tree that it is based on.
    pub fn basis(&self) -> Option<&str> {
        self.file.file.inhoud.basis.as_deref()
    }

    /// The sector whose road it is.
    pub fn sector(&self) -> Option<&str> {
        self.file.file.inhoud.sector.as_deref()
    }

    /// The framework of the professional body that it follows.
    pub fn kader(&self) -> Option<&Kader> {
        self.file.file.inhoud.kader.as_ref()
    }

    /// The steps shown beside the walk.
    pub fn stappen(&self) -> &[Stap] {
        &self.file.file.inhoud.stappen
    }

    /// Every node, as the file orders them.
    pub fn knopen(&self) -> &[Knoop] {
        &self.file.file.inhoud.knopen
    }

    /// The node with this id.
    pub fn knoop(&self, id: &str) -> Option<&Knoop> {
        self.index.get(id).and_then(|at| self.knopen().get(*at))
    }

    /// The outcomes of the tree, as the file orders them.
    pub fn uitkomsten(&self) -> impl Iterator<Item = (&Knoop, &Uitkomst)> {
        self.knopen().iter().filter_map(|knoop| match &knoop.soort {
            KnoopSoort::Uitkomst(uitkomst) => Some((knoop, uitkomst)),
            KnoopSoort::Vraag(_) | KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => None,
        })
    }

    /// A list of signals that a node of this tree uses.
    pub fn list(&self, id: &str) -> Option<&Arc<ListFile>> {
        self.lists.get(id)
    }

    /// A tree that a node of this tree uses.
    pub fn tree(&self, id: &str) -> Option<&Arc<Boom>> {
        self.trees.get(id)
    }

    /// Whether the tree, or anything in it, comes from the user's own folder.
    pub fn is_own(&self) -> bool {
        self.file.own || self.trees.values().any(|tree| tree.is_own()) || self.lists.values().any(|list| list.own)
    }

    /// SHA-256 over the canonical JSON of this file and of every tree and list it uses, as 64 hex digits.
    pub fn vingerafdruk(&self) -> &str {
        self.fingerprint.get_or_init(|| fingerprint::of(self))
    }

    /// The files of this tree and of all it uses, by `soort/id`: what has to be kept to walk it again.
    pub fn files(&self) -> BTreeMap<String, Value> {
        let parts = fingerprint::parts(self);
        parts.into_iter().map(|(name, source)| (name, Value::Object(source.clone()))).collect()
    }
}

/// The fingerprint of kept files; `None` when one of them is no JSON object.
pub fn fingerprint_of(files: &BTreeMap<String, Value>) -> Option<String> {
    let parts: Option<BTreeMap<_, _>> =
        files.iter().map(|(name, file)| Some((name.clone(), file.as_object()?))).collect();
    Some(fingerprint::of_parts(&parts?))
}
