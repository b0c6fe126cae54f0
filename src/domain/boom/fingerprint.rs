//! The fingerprint of a resolved tree: what exactly somebody walked.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Boom;
use crate::domain::canoniek;

/// SHA-256 of one canonical JSON object that maps `soort/id` to the file, for the tree and all it uses.
pub(super) fn of(boom: &Boom) -> String {
    of_parts(&parts(boom))
}

/// The files of a tree and all it uses, by `soort/id`.
pub(super) fn parts(boom: &Boom) -> BTreeMap<String, &Map<String, Value>> {
    let mut parts = BTreeMap::new();
    collect(boom, &mut parts);
    parts
}

pub(super) fn of_parts(parts: &BTreeMap<String, &Map<String, Value>>) -> String {
    let mut text = String::from("{");
    for (at, (name, source)) in parts.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        canoniek::string(name, &mut text);
        text.push(':');
        canoniek::object(source, &mut text);
    }
    text.push('}');
    canoniek::sha256(&text)
}

fn collect<'a>(boom: &'a Boom, parts: &mut BTreeMap<String, &'a Map<String, Value>>) {
    parts.insert(format!("beslisboom/{}", boom.kop().id), boom.file.source.as_ref());
    for (id, basis) in &boom.file.bases {
        parts.insert(format!("beslisboom/{id}"), basis.as_ref());
    }
    for list in boom.lists.values() {
        parts.insert(format!("signalen/{}", list.file.kop.id), &list.source);
    }
    for tree in boom.trees.values() {
        collect(tree, parts);
    }
}
