//! A tree built from kept files: what somebody walked, after the content has changed.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::Value;

use super::{Boom, Gelezen, Library, ListFile, Missing, TreeFile, read_with_basis};
use crate::domain::inhoud::{Inhoud, Problem};

/// Kept files as a library: nothing but what was walked.
struct Kept<'a> {
    files: &'a BTreeMap<String, Value>,
    own: bool,
    trees: RefCell<HashMap<String, Arc<Boom>>>,
    building: RefCell<Vec<String>>,
}

impl Boom {
    /// The tree with this id from kept files. It is checked like any other: a kept tree that breaks a safety rule of
    /// today is not walked.
    ///
    /// # Errors
    /// Every problem of the file, or of what it uses.
    pub fn from_files(id: &str, files: &BTreeMap<String, Value>, own: bool) -> Result<Arc<Boom>, Vec<Problem>> {
        let kept = Kept { files, own, trees: RefCell::default(), building: RefCell::default() };
        kept.build(id)
    }
}

impl Kept<'_> {
    fn read(&self, name: &str) -> Result<Gelezen, Vec<Problem>> {
        let file = self.files.get(name).map(Value::to_string).unwrap_or_default();
        let basis = |id: &str| self.files.get(&format!("beslisboom/{id}"))?.as_object().cloned().map(Arc::new);
        read_with_basis(file.as_bytes(), name, &basis)
    }

    fn build(&self, id: &str) -> Result<Arc<Boom>, Vec<Problem>> {
        let name = format!("beslisboom/{id}");
        let Gelezen { inhoud, source, bases } = self.read(&name)?;
        let Inhoud::Beslisboom(file) = inhoud else { return Err(Vec::new()) };
        self.building.borrow_mut().push(id.to_owned());
        let built = Boom::build(TreeFile { file, source, bases, own: self.own, bestand: name }, self);
        self.building.borrow_mut().pop();
        built
    }
}

impl Library for Kept<'_> {
    fn tree(&self, id: &str) -> Result<Arc<Boom>, Missing> {
        if self.building.borrow().iter().any(|building| building == id) {
            return Err(Missing::Cyclic);
        }
        if let Some(known) = self.trees.borrow().get(id) {
            return Ok(Arc::clone(known));
        }
        if !self.files.contains_key(&format!("beslisboom/{id}")) {
            return Err(Missing::Unknown);
        }
        let built = self.build(id).map_err(|_| Missing::Broken)?;
        self.trees.borrow_mut().insert(id.to_owned(), Arc::clone(&built));
        Ok(built)
    }

    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Missing> {
        let name = format!("signalen/{id}");
        if !self.files.contains_key(&name) {
            return Err(Missing::Unknown);
        }
        match self.read(&name) {
            Ok(Gelezen { inhoud: Inhoud::Signalen(file), source, .. }) => {
                Ok(Arc::new(ListFile { file, source, own: self.own }))
            }
            Ok(_) | Err(_) => Err(Missing::Broken),
        }
    }

    /// Asked only of a tree to go on with afterwards, which is no part of what was walked and is not kept with it.
    fn has_tree(&self, _: &str) -> bool {
        true
    }
}
