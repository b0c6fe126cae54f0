//! The checklists: what ships with the program and what stands in the user's own folder.
//!
//! A file is parsed when it is opened, once. Own files are checked when the program starts; one that has a problem is
//! left out, and whatever it would have replaced is used instead.

mod embedded;
mod library;
mod overlay;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use overlay::Purpose;

use crate::domain::boom::{
    Boom, Gelezen, Library, ListFile, Missing, Source as TreeSource, Waarborgen, read_with_basis,
};
use crate::domain::inhoud::{Feiten, Inhoud, Oefencasus, OwnFile, Problem, Problems, Soort, check_facts, parse};
use crate::domain::oefening::controleer_casus;

/// A file in the index, not parsed yet.
#[derive(Debug, Clone)]
struct Source {
    bytes: Bytes,
    /// How the user knows the file.
    name: String,
    own: bool,
}

#[derive(Debug, Clone)]
enum Bytes {
    Embedded(&'static [u8]),
    Read(Arc<[u8]>),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Embedded(bytes) => bytes,
            Bytes::Read(bytes) => bytes,
        }
    }
}

type Parsed = Result<Arc<Gelezen>, Arc<Vec<Problem>>>;

type Built = Result<Arc<Boom>, Arc<Vec<Problem>>>;

/// All content, by kind and id.
#[derive(Debug)]
pub struct Content {
    index: BTreeMap<(Soort, String), Source>,
    parsed: RefCell<HashMap<(Soort, String), Parsed>>,
    heads: RefCell<HashMap<(Soort, String), Option<library::Head>>>,
    /// Trees that others are based on, as JSON.
    bases: RefCell<HashMap<String, Option<TreeSource>>>,
    trees: RefCell<HashMap<String, Built>>,
    lists: RefCell<HashMap<String, Arc<ListFile>>>,
    /// Trees that are being built: a tree that is asked for while it is here uses itself.
    building: RefCell<Vec<String>>,
    feiten: OnceCell<Feiten>,
    left_out: Vec<Problem>,
}

impl Content {
    /// The shipped content.
    pub fn shipped() -> Content {
        let index = embedded::files()
            .map(|(soort, id, bytes)| {
                let name = format!("checklists/{}/{id}.json", soort.name());
                ((soort, id.to_owned()), Source { bytes: Bytes::Embedded(bytes), name, own: false })
            })
            .collect();
        Content {
            index,
            parsed: RefCell::default(),
            heads: RefCell::default(),
            bases: RefCell::default(),
            trees: RefCell::default(),
            lists: RefCell::default(),
            building: RefCell::default(),
            feiten: OnceCell::new(),
            left_out: Vec::new(),
        }
    }

    /// The shipped content with the user's own files over it. Own files with a problem are left out; see
    /// [`Content::problems`].
    pub fn with_own(own: Vec<OwnFile>) -> Content {
        overlay::lay(Content::shipped(), own, Purpose::Use)
    }

    /// Every problem of these files, each checked beside the others and the shipped ones. Unlike [`Content::with_own`]
    /// this takes the numbers too: whoever makes the shipped content checks it here.
    pub fn check_files(own: Vec<OwnFile>) -> Vec<Problem> {
        overlay::lay(Content::shipped(), own, Purpose::Check).left_out
    }

    /// The problems of the own files that were left out.
    pub fn problems(&self) -> &[Problem] {
        &self.left_out
    }

    /// The facts that content rests on.
    pub fn feiten(&self) -> &Feiten {
        self.feiten.get_or_init(|| Feiten::from_json(embedded::FEITEN).unwrap_or_default())
    }

    /// Checks the safety rules and every file in the index, with facts, words and trees: all problems of everything.
    pub fn check_all(&self) -> Vec<Problem> {
        let mut found = match Waarborgen::shipped() {
            Ok(rules) => rules.check_facts(self.feiten()),
            Err(problems) => problems.to_vec(),
        };
        for (soort, id) in self.index.keys() {
            found.extend(self.check_one(*soort, id));
        }
        found
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.index.len()
    }

    /// The JSON of the first file with this id, of whatever kind.
    pub fn source(&self, id: &str) -> Option<Arc<Map<String, Value>>> {
        let (soort, _) = self.index.keys().find(|(_, known)| known == id)?;
        self.parsed(*soort, id).ok().map(|read| Arc::clone(&read.source))
    }

    /// Whether this file comes from the user's own folder.
    pub fn is_own_file(&self, soort: Soort, id: &str) -> bool {
        self.index.get(&(soort, id.to_owned())).is_some_and(|source| source.own)
    }

    /// Every problem of one file, including those that show only beside other files.
    fn check_one(&self, soort: Soort, id: &str) -> Vec<Problem> {
        let Some(source) = self.index.get(&(soort, id.to_owned())) else { return Vec::new() };
        let inhoud = match self.parsed(soort, id) {
            Err(problems) => return problems.to_vec(),
            Ok(read) => read,
        };
        let inhoud = &inhoud.inhoud;
        let mut problems = Problems::of(&source.name);
        if inhoud.kop().id != id {
            problems.add(
                "id",
                format!("De id \"{}\" is niet gelijk aan de bestandsnaam \"{id}\".", inhoud.kop().id),
                "Maak de id en de bestandsnaam gelijk.",
            );
        }
        check_facts(inhoud, self.feiten(), &mut problems);
        self.check_terms(inhoud, &mut problems);
        if soort == Soort::Beslisboom
            && let Err(broken) = self.tree_or_problems(id)
        {
            problems.extend(broken.iter().cloned());
        }
        if let Inhoud::Casus(file) = inhoud {
            self.check_case(&file.inhoud, source.own, &mut problems);
        }
        problems.into_vec()
    }

    /// A case is run through its tree, so that what it tells groups is what the tree says.
    fn check_case(&self, casus: &Oefencasus, own: bool, problems: &mut Problems) {
        match Library::tree(self, &casus.boom) {
            // A shipped case was checked beside the shipped tree; a tree of one's own may name its outcomes otherwise.
            Ok(tree) if tree.is_own() && !own => {}
            Ok(tree) => controleer_casus(casus, &tree, problems),
            Err(Missing::Unknown) => problems.add(
                "boom",
                format!("De boom \"{}\" is er niet.", casus.boom),
                "Noem een beslisboom die er is; kijk met: aandacht checklists lijst beslisboom",
            ),
            // The tree tells what is wrong with it itself.
            Err(Missing::Broken | Missing::Cyclic) => {}
        }
    }

    /// Every problem of the file of one kind with this id: also those for which the user's own file was left out.
    pub fn check(&self, soort: Soort, id: &str) -> Vec<Problem> {
        let named = |problem: &&Problem| {
            let path = Path::new(&problem.bestand);
            let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
            // A file may lie beside the folders of the kinds; in one of them it is of that kind.
            let kind = folder.and_then(Soort::from_name);
            path.file_stem().is_some_and(|stem| stem == id) && kind.is_none_or(|kind| kind == soort)
        };
        let mut found: Vec<Problem> = self.left_out.iter().filter(named).cloned().collect();
        found.extend(self.check_one(soort, id));
        found
    }

    fn check_terms(&self, inhoud: &Inhoud, problems: &mut Problems) {
        let Inhoud::Beslisboom(file) = inhoud else { return };
        let Ok(words) = self.parsed(Soort::Woordenlijst, "woordenlijst") else { return };
        let Inhoud::Woordenlijst(words) = &words.inhoud else { return };
        for knoop in &file.inhoud.knopen {
            for term in &knoop.kop.termen {
                if !words.inhoud.woorden.iter().any(|woord| woord.id == *term) {
                    problems.add(
                        format!("knoop {}", knoop.kop.id),
                        format!("Het woord \"{term}\" staat niet in de woordenlijst."),
                        "Verbeter de id in `termen`, of voeg het woord toe.",
                    );
                }
            }
        }
    }

    /// The parsed file, from the cache or read now.
    fn parsed(&self, soort: Soort, id: &str) -> Parsed {
        let key = (soort, id.to_owned());
        if let Some(known) = self.parsed.borrow().get(&key) {
            return known.clone();
        }
        let parsed = match self.index.get(&key) {
            None => Err(Arc::new(Vec::new())),
            Some(source) => read_with_basis(source.bytes.get(), &source.name, &|basis| self.json(basis))
                .map(Arc::new)
                .map_err(Arc::new),
        };
        self.parsed.borrow_mut().insert(key, parsed.clone());
        parsed
    }

    /// The JSON of a tree as its file has it, for trees that are based on it.
    fn json(&self, tree: &str) -> Option<Arc<Map<String, Value>>> {
        if let Some(known) = self.bases.borrow().get(tree) {
            return known.clone();
        }
        let source = self.index.get(&(Soort::Beslisboom, tree.to_owned()))?;
        let found = parse(source.bytes.get(), &source.name).ok().map(Arc::new);
        self.bases.borrow_mut().insert(tree.to_owned(), found.clone());
        found
    }

    fn tree_or_problems(&self, id: &str) -> Built {
        if let Some(known) = self.trees.borrow().get(id) {
            return known.clone();
        }
        self.building.borrow_mut().push(id.to_owned());
        let built = self.build(id);
        self.building.borrow_mut().pop();
        self.trees.borrow_mut().insert(id.to_owned(), built.clone());
        built
    }

    /// Forgets what was parsed and built, after the index changed.
    fn forget(&mut self) {
        self.parsed.borrow_mut().clear();
        self.heads.borrow_mut().clear();
        self.bases.borrow_mut().clear();
        self.trees.borrow_mut().clear();
        self.lists.borrow_mut().clear();
    }
}

impl Library for Content {
    fn tree(&self, id: &str) -> Result<Arc<Boom>, Missing> {
        if self.building.borrow().iter().any(|building| building == id) {
            return Err(Missing::Cyclic);
        }
        if !self.has_tree(id) {
            return Err(Missing::Unknown);
        }
        self.tree_or_problems(id).map_err(|_| Missing::Broken)
    }

    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Missing> {
        self.list(id)
    }

    fn has_tree(&self, id: &str) -> bool {
        self.index.contains_key(&(Soort::Beslisboom, id.to_owned()))
    }
}
