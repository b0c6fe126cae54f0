//! The shipped content, and the user's own files over it.

mod basis;
mod cases;
mod facts;
mod own;
mod routes;
mod safety;
mod schema;
mod shipped;
mod signals;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aandacht::content::Content;
use aandacht::domain::boom::read_with_basis;
use aandacht::domain::gesprek::Reader;
use aandacht::domain::inhoud::{Inhoud, OwnFile, Soort};
use serde_json::Value;

/// The folder of the shipped files in the source tree.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("checklists")
}

/// Every shipped file as it stands in the source tree: kind, id, bytes.
fn files() -> Vec<(Soort, String, Vec<u8>)> {
    let mut found = Vec::new();
    for soort in Soort::ALL {
        for entry in fs::read_dir(folder().join(soort.name())).expect("every kind has a folder") {
            let path = entry.expect("a file").path();
            let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
            found.push((soort, id, fs::read(&path).expect("the file can be read")));
        }
    }
    found.sort();
    found
}

/// A shipped file as JSON.
fn json(soort: Soort, id: &str) -> Value {
    let path = folder().join(soort.name()).join(format!("{id}.json"));
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&bytes).expect("shipped files are JSON")
}

/// The ids of the shipped trees.
fn tree_ids() -> Vec<String> {
    Content::shipped().entries(Soort::Beslisboom).into_iter().map(|entry| entry.id).collect()
}

/// A shipped file, read.
fn inhoud(soort: Soort, id: &str) -> Inhoud {
    let basis = |id: &str| json(Soort::Beslisboom, id).as_object().cloned().map(Arc::new);
    read_with_basis(json(soort, id).to_string().as_bytes(), id, &basis).expect("shipped files are right").inhoud
}

/// A file in the user's own folder.
fn own_bytes(name: &str, bytes: impl Into<Vec<u8>>) -> OwnFile {
    OwnFile { name: format!("eigen/{name}"), bytes: Ok(bytes.into()) }
}

/// A file in the user's own folder, under the name that its id asks for.
fn own(file: &Value) -> OwnFile {
    let id = file["id"].as_str().expect("a file has an id");
    own_bytes(&format!("{id}.json"), file.to_string())
}
