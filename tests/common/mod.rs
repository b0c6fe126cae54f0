//! Content for tests: small files built from JSON values, and the library that holds them.
//!
//! Every builder makes a node or file that is right in itself, so that a test plants exactly one fault.

#[cfg(all(unix, feature = "webdav"))]
pub mod apache;
pub mod casus;
pub mod dice;
pub mod kluis;
pub mod netwerk;
pub mod plek;
pub mod reference;
pub mod robot;
pub mod uitvoernet;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use aandacht::domain::boom::{Boom, Library, ListFile, Missing, TreeFile};
use aandacht::domain::inhoud::{Inhoud, Problem, parse, read};
use aandacht::domain::walk::{Answer, Misfit, Walk};
use proptest::test_runner::Config as ProptestConfig;
use serde_json::{Map, Value, json};

/// Trees and lists of signals in memory, found by id, as text or as JSON values.
///
/// It keeps to the contract of [`Library`]: a tree that is asked for while it is being built is cyclic, a file with
/// problems is broken, and both are remembered, so that every file is checked once.
#[derive(Default)]
pub struct MemoryLibrary {
    trees: BTreeMap<String, Stored>,
    lists: BTreeMap<String, Stored>,
    built: RefCell<HashMap<String, Built>>,
    building: RefCell<Vec<String>>,
}

/// A checked tree, or all its problems.
type Built = Result<Arc<Boom>, Vec<Problem>>;

struct Stored {
    text: Vec<u8>,
    own: bool,
}

impl MemoryLibrary {
    /// A library with these files.
    pub fn of(files: impl IntoIterator<Item = Value>) -> Self {
        files.into_iter().fold(Self::default(), |library, file| library.with_text(&file.to_string()))
    }

    /// Adds a file as it stands on disk; its kind and id are read from it.
    pub fn with_text(self, text: &str) -> Self {
        self.with(text, false)
    }

    /// Adds a file from the user's own folder.
    pub fn with_own(self, file: &Value) -> Self {
        self.with(&file.to_string(), true)
    }

    fn with(mut self, text: &str, own: bool) -> Self {
        let head: Value = serde_json::from_str(text).expect("a stored file is JSON");
        let id = head["id"].as_str().expect("a stored file has an id").to_owned();
        let stored = Stored { text: text.as_bytes().to_vec(), own };
        let shelf = match head["soort"].as_str() {
            Some("beslisboom") => &mut self.trees,
            Some("signalen") => &mut self.lists,
            other => panic!("no shelf for {other:?}"),
        };
        shelf.insert(id, stored);
        self
    }

    /// Reads and builds a tree.
    pub fn build(&self, id: &str) -> Result<Arc<Boom>, Vec<Problem>> {
        if let Some(known) = self.built.borrow().get(id) {
            return known.clone();
        }
        let stored = &self.trees[id];
        self.building.borrow_mut().push(id.to_owned());
        let built = tree_file(&stored.text, &file_name(id), stored.own).and_then(|file| Boom::build(file, self));
        self.building.borrow_mut().pop();
        self.built.borrow_mut().insert(id.to_owned(), built.clone());
        built
    }

    /// Every problem of every tree, as an author sees them who checks a whole folder.
    pub fn problems(&self) -> Vec<Problem> {
        self.trees.keys().filter_map(|id| self.build(id).err()).flatten().collect()
    }
}

impl Library for MemoryLibrary {
    fn tree(&self, id: &str) -> Result<Arc<Boom>, Missing> {
        if self.building.borrow().iter().any(|open| open == id) {
            return Err(Missing::Cyclic);
        }
        if !self.trees.contains_key(id) {
            return Err(Missing::Unknown);
        }
        self.build(id).map_err(|_| Missing::Broken)
    }

    fn signalen(&self, id: &str) -> Result<Arc<ListFile>, Missing> {
        let stored = self.lists.get(id).ok_or(Missing::Unknown)?;
        let name = file_name(id);
        let Ok(Inhoud::Signalen(file)) = read(&stored.text, &name) else { return Err(Missing::Broken) };
        let source = parse(&stored.text, &name).map_err(|_| Missing::Broken)?;
        Ok(Arc::new(ListFile { file, source: Arc::new(source), own: stored.own }))
    }

    fn has_tree(&self, id: &str) -> bool {
        self.trees.contains_key(id)
    }
}

/// The name under which a file with this id is reported.
pub fn file_name(id: &str) -> String {
    format!("{id}.json")
}

fn tree_file(text: &[u8], bestand: &str, own: bool) -> Result<TreeFile, Vec<Problem>> {
    let Inhoud::Beslisboom(file) = read(text, bestand)? else { panic!("{bestand} is not a tree") };
    Ok(TreeFile {
        file,
        source: Arc::new(parse(text, bestand)?),
        bases: BTreeMap::new(),
        own,
        bestand: bestand.to_owned(),
    })
}

/// How many examples a property is tried on. Failures are reported and not written into the source tree.
pub fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

/// The tree `id` in a library of these files, which has to be right.
pub fn built(files: impl IntoIterator<Item = Value>, id: &str) -> Arc<Boom> {
    MemoryLibrary::of(files).build(id).unwrap_or_else(|problems| panic!("{id} should be right: {problems:#?}"))
}

/// The problems of the tree `id` in a library of these files; empty when it is right.
pub fn faults(files: impl IntoIterator<Item = Value>, id: &str) -> Vec<Problem> {
    MemoryLibrary::of(files).build(id).err().unwrap_or_default()
}

// --- files -----------------------------------------------------------------------------------------------------------

/// A file of any kind: the head, and what the kind adds to it.
pub fn file(soort: &str, id: &str, body: Value) -> Value {
    let head = json!({
        "soort": soort, "formaat": 1, "id": id, "versie": "2026.1", "titel": format!("Titel van {id}"),
        "omschrijving": "Een bestand om mee te testen.", "status": "concept",
        "geldig_vanaf": "2019-01-01", "nazien_voor": "2027-07-01",
        "bronnen": [{ "id": "b1", "titel": "Een bron", "uitgever": "Een uitgever", "jaar": 2018,
                      "vindplaats": format!("https://bron.example/{id}") }],
    });
    also(head, body)
}

/// A tree that begins at its first node.
pub fn tree(id: &str, vorm: &str, knopen: impl IntoIterator<Item = Value>) -> Value {
    let knopen: Vec<Value> = knopen.into_iter().collect();
    let begin = knopen.first().map_or_else(|| json!("?"), |knoop| knoop["id"].clone());
    let stappen = json!([{ "id": "1", "titel": "Stap een" }]);
    file("beslisboom", id, json!({ "vorm": vorm, "begin": begin, "stappen": stappen, "knopen": knopen }))
}

/// A list of signals in one group.
pub fn signalen(id: &str, items: &[&str]) -> Value {
    let items: Vec<Value> =
        items.iter().map(|item| node(item, json!({ "tekst": format!("Signaal {item}") }))).collect();
    let items: Vec<Value> = items.into_iter().map(|item| without(item, "/stap")).collect();
    file("signalen", id, json!({ "inleiding": "Kijk goed.", "groepen": [{ "items": items }] }))
}

// --- nodes -----------------------------------------------------------------------------------------------------------

fn node(id: &str, body: Value) -> Value {
    also(json!({ "id": id, "stap": "1", "bronnen": ["b1"], "feiten": ["F1.01"], "zekerheid": "hoog" }), body)
}

/// A question; *twijfel* carries an action except on `v1` … `v5`, where the rules ask for none.
pub fn vraag(id: &str, answers: &[(&str, &str)]) -> Value {
    let weighed = ["v1", "v2", "v3", "v4", "v5"].contains(&id);
    let antwoorden: Vec<Value> = answers
        .iter()
        .map(|(answer, naar)| {
            let antwoord = json!({ "id": answer, "tekst": format!("Antwoord {answer}"), "naar": naar });
            if *answer == "twijfel" && !weighed {
                also(antwoord, json!({ "actie": actie(&format!("Zoek {id} uit"), "collega") }))
            } else {
                antwoord
            }
        })
        .collect();
    node(id, json!({ "type": "vraag", "tekst": format!("Vraag {id}?"), "antwoorden": antwoorden }))
}

/// A question whose answers all lead to the same node.
pub fn vraag_naar(id: &str, naar: &str) -> Value {
    vraag(id, &[("ja", naar), ("nee", naar), ("twijfel", naar)])
}

/// Something to do, with whom.
pub fn handeling(id: &str, contact: &[&str], naar: &str) -> Value {
    node(id, json!({ "type": "handeling", "tekst": format!("Doe {id}"), "contact": contact, "naar": naar }))
}

/// One list of signals to look through.
pub fn lijst(id: &str, lijst: &str, naar: &str) -> Value {
    node(id, json!({ "type": "lijst", "tekst": format!("Kijk naar {id}"), "lijst": lijst, "naar": naar }))
}

/// Several lists of signals to look through.
pub fn lijsten(id: &str, lijsten: &[&str], naar: &str) -> Value {
    node(id, json!({ "type": "lijst", "tekst": format!("Kijk naar {id}"), "lijsten": lijsten, "naar": naar }))
}

/// Another tree, with the way on from each of its outcomes.
pub fn deelboom(id: &str, boom: &str, naar: &[(&str, &str)]) -> Value {
    let naar: Map<String, Value> = naar.iter().map(|(outcome, node)| ((*outcome).to_owned(), json!(node))).collect();
    json!({ "id": id, "type": "deelboom", "stap": "1", "boom": boom, "naar": naar })
}

/// An outcome with one action per contact.
pub fn uitkomst(id: &str, melden: &str, vervolg: &str, contacts: &[&str]) -> Value {
    let acties: Vec<Value> =
        contacts.iter().enumerate().map(|(at, contact)| actie(&format!("{id} actie {}", at + 1), contact)).collect();
    let body = json!({ "type": "uitkomst", "titel": format!("Uitkomst {id}"), "melden": melden, "vervolg": vervolg,
                       "acties": acties });
    node(id, body)
}

/// An action.
pub fn actie(tekst: &str, contact: &str) -> Value {
    json!({ "tekst": tekst, "contact": contact })
}

/// The handeling with a point that warns against these subjects.
pub fn warning(handeling: Value, subjects: &[&str]) -> Value {
    also(handeling, json!({ "niet_doen": [{ "tekst": "Doe dit niet.", "raadt_af": subjects }] }))
}

// --- changing what was built -----------------------------------------------------------------------------------------

/// The object with the fields of another over it.
pub fn also(mut value: Value, more: Value) -> Value {
    let (Value::Object(own), Value::Object(more)) = (&mut value, more) else { panic!("both are objects") };
    own.extend(more);
    value
}

/// The question with more fields on one answer.
pub fn mark(mut vraag: Value, answer: &str, more: Value) -> Value {
    let antwoorden = vraag["antwoorden"].as_array_mut().expect("a question has answers");
    let antwoord = antwoorden.iter_mut().find(|antwoord| antwoord["id"] == answer).expect("the answer exists");
    *antwoord = also(antwoord.take(), more);
    vraag
}

/// The value with another value at a JSON pointer; the last key may be new.
pub fn with(mut value: Value, pointer: &str, new: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with /");
    match value.pointer_mut(parent).unwrap_or_else(|| panic!("{parent} exists")) {
        Value::Object(map) => {
            map.insert(unescaped(key), new);
        }
        Value::Array(items) => items[key.parse::<usize>().expect("an index")] = new,
        other => panic!("{parent} is {other}"),
    }
    value
}

/// The value without what stands at a JSON pointer.
pub fn without(mut value: Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer starts with /");
    match value.pointer_mut(parent).unwrap_or_else(|| panic!("{parent} exists")) {
        Value::Object(map) => {
            map.remove(&unescaped(key)).unwrap_or_else(|| panic!("{pointer} exists"));
        }
        Value::Array(items) => {
            items.remove(key.parse::<usize>().expect("an index"));
        }
        other => panic!("{parent} is {other}"),
    }
    value
}

fn unescaped(key: &str) -> String {
    key.replace("~1", "/").replace("~0", "~")
}

/// The tree with one node changed.
pub fn in_node(mut tree: Value, id: &str, change: impl FnOnce(Value) -> Value) -> Value {
    let knopen = tree["knopen"].as_array_mut().expect("a tree has nodes");
    let knoop = knopen.iter_mut().find(|knoop| knoop["id"] == id).unwrap_or_else(|| panic!("node {id} exists"));
    *knoop = change(knoop.take());
    tree
}

/// The tree without one node.
pub fn without_node(mut tree: Value, id: &str) -> Value {
    tree["knopen"].as_array_mut().expect("a tree has nodes").retain(|knoop| knoop["id"] != id);
    tree
}

/// The tree with one node more.
pub fn plus_node(mut tree: Value, knoop: Value) -> Value {
    tree["knopen"].as_array_mut().expect("a tree has nodes").push(knoop);
    tree
}

// --- whole trees that are right --------------------------------------------------------------------------------------

/// The five questions, weighed as F3.02 has them; *twijfel* leads to advice.
pub fn afwegingskader() -> Value {
    tree(
        "afwegingskader-test",
        "afwegingskader",
        [
            vraag("v1", &[("ja", "v2"), ("nee", "geen-vermoeden"), ("twijfel", "vraag-advies")]),
            vraag("v2", &[("ja", "acuut"), ("nee", "v3"), ("twijfel", "vraag-advies")]),
            vraag("v3", &[("ja", "v4"), ("nee", "grens"), ("twijfel", "vraag-advies")]),
            vraag("v4", &[("ja", "hulp"), ("nee", "grens"), ("twijfel", "vraag-advies")]),
            handeling("hulp", &["geen"], "v5"),
            vraag("v5", &[("ja", "hulp-helpt"), ("nee", "geen-effect"), ("twijfel", "vraag-advies")]),
            uitkomst("geen-vermoeden", "nee", "sluiten", &["collega"]),
            also(uitkomst("acuut", "ja", "advies", &["noodnummer", "veilig-thuis"]), json!({ "norm": "1" })),
            also(uitkomst("grens", "ja", "advies", &["veilig-thuis"]), json!({ "norm": "2" })),
            also(uitkomst("geen-effect", "ja", "advies", &["veilig-thuis"]), json!({ "norm": "3" })),
            uitkomst("hulp-helpt", "nee", "hulp", &["gesprek-betrokkenen"]),
            uitkomst("vraag-advies", "advies", "advies", &["veilig-thuis"]),
        ],
    )
}

/// A kindcheck of four questions; a doubt never closes it.
pub fn kindcheck() -> Value {
    tree(
        "kindcheck",
        "check",
        [
            vraag("k1", &[("ja", "k2"), ("nee", "geen-kinderen"), ("twijfel", "k2")]),
            vraag("k2", &[("ja", "k3"), ("nee", "k3"), ("twijfel", "k3")]),
            vraag("k3", &[("ja", "k4"), ("nee", "k4"), ("twijfel", "k4")]),
            vraag("k4", &[("ja", "zorgen"), ("nee", "zorgen"), ("twijfel", "zorgen")]),
            uitkomst("geen-kinderen", "nvt", "sluiten", &["geen"]),
            uitkomst("zorgen", "nvt", "meldcode", &["collega"]),
        ],
    )
}

/// A meldcode that asks for every feature, runs both deelbomen and takes the weighing over.
pub fn meldcode() -> Value {
    let eerst = json!({ "kenmerken": ["onthulling", "eer", "huwelijksdwang", "vgv"] });
    tree(
        "meldcode-test",
        "meldcode",
        [
            mark(
                vraag("gevaar", &[("ja", "nood"), ("nee", "onthuld"), ("twijfel", "onthuld")]),
                "ja",
                json!({ "kenmerken": ["acuut-gevaar"] }),
            ),
            mark(vraag("onthuld", &[("ja", "eerst-vt"), ("nee", "signalen"), ("twijfel", "eerst-vt")]), "ja", eerst),
            warning(handeling("eerst-vt", &["veilig-thuis"], "signalen"), &["bemiddelen", "nummer-in-telefoon"]),
            lijst("signalen", "signalen-test", "kindcheck"),
            deelboom("kindcheck", "kindcheck", &[("geen-kinderen", "gesprek"), ("zorgen", "gesprek")]),
            handeling("gesprek", &["gesprek-betrokkenen"], "afweging"),
            deelboom(
                "afweging",
                "afwegingskader-test",
                &[
                    ("geen-vermoeden", "klaar"),
                    ("acuut", "melden"),
                    ("grens", "melden"),
                    ("geen-effect", "melden"),
                    ("hulp-helpt", "klaar"),
                    ("vraag-advies", "advies"),
                ],
            ),
            uitkomst("nood", "advies", "advies", &["noodnummer", "veilig-thuis"]),
            also(uitkomst("klaar", "nee", "sluiten", &["collega"]), json!({ "neemt_over": "afweging" })),
            also(uitkomst("melden", "ja", "advies", &["leiding"]), json!({ "neemt_over": "afweging" })),
            also(uitkomst("advies", "advies", "advies", &[]), json!({ "neemt_over": "afweging" })),
        ],
    )
}

/// Everything that [`meldcode`] needs, and the meldcode itself.
pub fn meldcode_files() -> [Value; 4] {
    [signalen("signalen-test", &["s1", "s2"]), kindcheck(), afwegingskader(), meldcode()]
}

// --- walking ---------------------------------------------------------------------------------------------------------

/// Answers written as `v1=ja afweging/v2=nee hulp=verder`, with ticks as `lijst=verder+s1+s2`.
pub fn answers(text: &str) -> Vec<Answer> {
    text.split_whitespace()
        .map(|pair| {
            let (knoop, rest) = pair.split_once('=').expect("node=answer");
            let mut parts = rest.split('+');
            let mut answer = Answer::new(knoop, parts.next().expect("an answer"));
            answer.aangevinkt = parts.map(str::to_owned).collect();
            answer
        })
        .collect()
}

/// The walk that these answers make; they have to fit.
pub fn walked(boom: &Arc<Boom>, text: &str) -> Walk {
    try_walk(boom, text).unwrap_or_else(|(at, misfit)| panic!("answer {at} of {text:?}: {misfit}"))
}

/// The walk that these answers make, or the first that does not fit.
pub fn try_walk(boom: &Arc<Boom>, text: &str) -> Result<Walk, (usize, Misfit)> {
    Walk::replay(boom, answers(text))
}
