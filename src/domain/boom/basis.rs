//! Trees that say only what differs from another tree, so that the other is mended once for all.
//!
//! Composing works on the JSON of the files: what comes out is read and checked like a tree that was written whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::waarborgen::Waarborgen;
use crate::domain::inhoud::{
    Afwijking, Geschrapt, Inhoud, Kenmerk, Problem, Problems, Verplaatst, check_parts, parse, read_parsed,
};

/// JSON of a file.
pub type Source = Arc<Map<String, Value>>;

/// Finds the JSON of the tree with this id, as its file has it.
pub type FindBasis<'a> = &'a dyn Fn(&str) -> Option<Source>;

/// What was read from a file, with the trees it is based on.
#[derive(Debug, Clone)]
pub struct Gelezen {
    /// The content, whole.
    pub inhoud: Inhoud,
    /// The JSON of the file itself.
    pub source: Source,
    /// The JSON of every tree it is based on, by id: part of the fingerprint.
    pub bases: BTreeMap<String, Source>,
}

/// Reads one file; a tree with a `basis` is made whole first.
///
/// # Errors
/// Every problem of the file; those that only show in the composed tree among them.
pub fn read_with_basis(bytes: &[u8], bestand: &str, find: FindBasis<'_>) -> Result<Gelezen, Vec<Problem>> {
    let source = parse(bytes, bestand)?;
    if !source.contains_key("basis") {
        let inhoud = read_parsed(source.clone(), bestand)?;
        return Ok(Gelezen { inhoud, source: Arc::new(source), bases: BTreeMap::new() });
    }
    let mut bases = BTreeMap::new();
    let whole = compose(&source, bestand, find, &mut Vec::new(), &mut bases)?;
    Ok(Gelezen { inhoud: read_parsed(whole, bestand)?, source: Arc::new(source), bases })
}

/// Fields of a node whose text is replaced by what `vul_aan` gives.
const REPLACED: [&str; 6] = ["tekst", "titel", "toelichting", "open_laten", "zekerheid", "norm"];
/// Lists of a node that `vul_aan` makes longer.
const LENGTHENED: [&str; 15] = [
    "doel",
    "doen",
    "niet_doen",
    "vastleggen",
    "anders",
    "uitleg",
    "per_rol",
    "acties",
    "termijnen",
    "antwoorden",
    "termen",
    "lijsten",
    "contact",
    "bronnen",
    "feiten",
];
/// Those of them whose parts have to say where they come from: they stand beside parts of another origin.
const WITH_ORIGIN: [&str; 7] = ["doel", "doen", "niet_doen", "vastleggen", "anders", "acties", "termijnen"];

/// The whole tree that a file with a basis means.
fn compose(
    own: &Map<String, Value>,
    bestand: &str,
    find: FindBasis<'_>,
    chain: &mut Vec<String>,
    bases: &mut BTreeMap<String, Source>,
) -> Result<Map<String, Value>, Vec<Problem>> {
    let mut problems = Problems::of(bestand);
    let id = own.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    chain.push(id);
    let Some((kept, afwijking)) = check_parts::<Afwijking>(own, &KEPT, &mut problems) else {
        return Err(problems.into_vec());
    };
    let basis = afwijking.basis.clone();
    if chain.contains(&basis) {
        let road = chain.iter().chain([&basis]).cloned().collect::<Vec<_>>().join(" > ");
        problems.add(
            "basis",
            format!("De bomen bouwen op elkaar in een kring: {road}."),
            "Laat een van deze bomen op een andere boom bouwen, of schrijf haar uit.",
        );
        return Err(problems.into_vec());
    }
    let Some(found) = find(&basis) else {
        problems.add(
            "basis",
            format!("De boom \"{basis}\" bestaat niet."),
            "Noem een boom die er is; `aandacht checklists lijst beslisboom` noemt ze.",
        );
        return Err(problems.into_vec());
    };
    bases.insert(basis.clone(), Arc::clone(&found));
    let whole = match found.contains_key("basis") {
        false => found.as_ref().clone(),
        true => compose(&found, bestand, find, chain, bases)?,
    };
    let changed = Changed::new(whole, &basis, problems).apply(kept, afwijking);
    changed.problems.into_result(changed.whole)
}

/// What a file with a basis says itself and is passed on as it stands.
const KEPT: [&str; 12] = [
    "soort",
    "formaat",
    "id",
    "versie",
    "titel",
    "omschrijving",
    "status",
    "geldig_vanaf",
    "nazien_voor",
    "bronnen",
    "sector",
    "kader",
];

/// A basis while it is being changed.
struct Changed<'a> {
    whole: Map<String, Value>,
    knopen: Vec<Map<String, Value>>,
    basis: &'a str,
    problems: Problems,
}

impl<'a> Changed<'a> {
    fn new(mut whole: Map<String, Value>, basis: &'a str, problems: Problems) -> Changed<'a> {
        let knopen = match whole.remove("knopen") {
            Some(Value::Array(items)) => items.into_iter().filter_map(object).collect(),
            Some(_) | None => Vec::new(),
        };
        Changed { whole, knopen, basis, problems }
    }

    fn apply(mut self, own: Map<String, Value>, afwijking: Afwijking) -> Changed<'a> {
        for knoop in afwijking.vervang {
            self.replace(knoop);
        }
        for geschrapt in &afwijking.schrap {
            self.strike(geschrapt);
        }
        for change in afwijking.vul_aan {
            self.lengthen(change);
        }
        // Edges of the basis are led to what comes before a node; what is added and moved says itself where it leads.
        for knoop in &afwijking.voeg_toe {
            if let (Some(new), Some(before)) = (text(knoop, "id"), text(knoop, "voor")) {
                self.lead_to(&before, &new);
            }
        }
        for knoop in afwijking.voeg_toe {
            self.add(knoop);
        }
        for verplaatst in afwijking.verplaats {
            self.place(&verplaatst);
        }
        for id in afwijking.laat_weg {
            self.leave_out(&id);
        }
        if let Some(begin) = afwijking.begin {
            self.whole.insert("begin".to_owned(), Value::String(begin));
        }
        if let Some(stappen) = afwijking.stappen {
            self.whole.insert("stappen".to_owned(), stappen);
        }
        self.head(own);
        self
    }

    fn at(&self, id: &str) -> Option<usize> {
        self.knopen.iter().position(|knoop| text(knoop, "id").as_deref() == Some(id))
    }

    /// The place of a node that the basis has to have.
    fn known(&mut self, list: &str, id: &str) -> Option<usize> {
        let found = self.at(id);
        if found.is_none() {
            self.problems.add(
                format!("{list}, knoop {id}"),
                format!("De knoop \"{id}\" staat niet in {}.", self.basis),
                format!("Verbeter de id; `aandacht checklists toon {}` laat zien welke er zijn.", self.basis),
            );
        }
        found
    }

    fn replace(&mut self, knoop: Map<String, Value>) {
        let id = text(&knoop, "id").unwrap_or_default();
        let Some(at) = self.known("vervang", &id) else { return };
        self.still_asks(&id, at, &knoop);
        self.knopen[at] = knoop;
    }

    /// A safety question that is replaced is still a question, with every answer and what the answer brings to light.
    fn still_asks(&mut self, id: &str, at: usize, new: &Map<String, Value>) {
        let old = &self.knopen[at];
        if !is_safety_question(id, old) {
            return;
        }
        let missing: Vec<String> = answers(old)
            .into_iter()
            .filter(|was| !answers(new).iter().any(|is| is.id == was.id && was.kenmerken.is_subset(&is.kenmerken)))
            .map(|was| was.id)
            .collect();
        if first_answers(old).iter().any(|(answer, naar)| first_answers(new).get(answer) != Some(naar)) {
            self.problems.add(
                format!("vervang, knoop {id}"),
                "Een antwoord dat aan het licht brengt wat eerst komt, leidt hier ergens anders heen.",
                "Laat het leiden waar de basis het leidt.",
            );
        }
        if comes_first(old) && old.get("tekst") != new.get("tekst") {
            self.problems.add(
                format!("vervang, knoop {id}"),
                "Dit is een vraag naar gevaar. Haar tekst blijft zoals die is.",
                "Houd `tekst` gelijk; zet wat voor uw sector geldt in `toelichting` of `uitleg`.",
            );
        }
        if !missing.is_empty() {
            self.problems.add(
                format!("vervang, knoop {id}"),
                format!("Dit is een veiligheidsvraag, en in de vervanging ontbreekt: {}.", missing.join(", ")),
                "Houd elk antwoord met zijn `kenmerken`; vul de vraag liever aan met `vul_aan`.",
            );
        }
    }

    fn strike(&mut self, geschrapt: &Geschrapt) {
        let Some(at) = self.known("schrap", &geschrapt.id) else { return };
        let struck: usize = self.knopen[at].values_mut().map(|value| without_point(value, &geschrapt.tekst)).sum();
        if struck == 0 {
            self.problems.add(
                format!("schrap, knoop {}", geschrapt.id),
                format!("De zin \"{}\" staat niet in deze knoop.", geschrapt.tekst),
                format!("Neem de zin precies over uit `aandacht checklists toon {}`.", self.basis),
            );
        }
    }

    fn lengthen(&mut self, change: Map<String, Value>) {
        let id = text(&change, "id").unwrap_or_default();
        let Some(at) = self.known("vul_aan", &id) else { return };
        for (field, value) in change {
            let place = format!("vul_aan, knoop {id}, {field}");
            if field == "id" {
                continue;
            }
            if field == "tekst" && comes_first(&self.knopen[at]) {
                self.problems.add(
                    place,
                    "Dit is een vraag naar gevaar. Haar tekst blijft zoals die is.",
                    "Zet wat voor uw sector geldt in `toelichting` of `uitleg`.",
                );
                continue;
            }
            if REPLACED.contains(&field.as_str()) {
                self.knopen[at].insert(field, value);
                continue;
            }
            if !LENGTHENED.contains(&field.as_str()) {
                let known = REPLACED.into_iter().chain(LENGTHENED).collect::<Vec<_>>().join(", ");
                self.problems.add(
                    place,
                    format!("`{field}` kan hier niet worden aangevuld."),
                    format!("Kies uit: {known}. Vervang anders de hele knoop met `vervang`."),
                );
                continue;
            }
            let Value::Array(more) = value else {
                self.problems.add(place, "Hier hoort een lijst.", "Zet er een lijst [ ] neer.");
                continue;
            };
            if WITH_ORIGIN.contains(&field.as_str()) && !more.iter().all(has_origin) {
                self.problems.add(
                    place,
                    "Hier staat een aanvulling zonder eigen herkomst.",
                    "Geef elk punt `bronnen`, `feiten` en `zekerheid`: het staat naast wat de basis zegt.",
                );
                continue;
            }
            match self.knopen[at].entry(field).or_insert_with(|| Value::Array(Vec::new())) {
                Value::Array(items) => {
                    let new: Vec<Value> = more.into_iter().filter(|item| !items.contains(item)).collect();
                    items.extend(new);
                }
                // What is no list is told when the whole tree is read.
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {}
            }
        }
    }

    fn add(&mut self, mut knoop: Map<String, Value>) {
        let id = text(&knoop, "id").unwrap_or_default();
        if self.at(&id).is_some() {
            self.problems.add(
                format!("voeg_toe, knoop {id}"),
                format!("De knoop \"{id}\" staat al in {}.", self.basis),
                "Geef de nieuwe knoop een andere id, of gebruik `vervang`.",
            );
            return;
        }
        let at = match text(&knoop, "voor") {
            None => self.knopen.len(),
            Some(before) => match self.known("voeg_toe", &before) {
                Some(at) => at,
                None => return,
            },
        };
        knoop.remove("voor");
        self.knopen.insert(at, knoop);
    }

    /// Every edge that goes to `from` goes to `to` from now on.
    fn lead_to(&mut self, from: &str, to: &str) {
        for knoop in &mut self.knopen {
            for target in targets(knoop).into_values() {
                if target.as_str() == Some(from) {
                    *target = Value::String(to.to_owned());
                }
            }
        }
        if self.whole.get("begin").and_then(Value::as_str) == Some(from) {
            self.whole.insert("begin".to_owned(), Value::String(to.to_owned()));
        }
    }

    fn place(&mut self, verplaatst: &Verplaatst) {
        let Some(at) = self.known("verplaats", &verplaatst.id) else { return };
        let knoop = &mut self.knopen[at];
        if let Some(stap) = &verplaatst.stap {
            knoop.insert("stap".to_owned(), Value::String(stap.clone()));
        }
        let fixed = first_answers(knoop);
        let mut unknown = Vec::new();
        let mut led = Vec::new();
        let mut edges = targets(knoop);
        for (answer, naar) in &verplaatst.naar {
            match edges.get_mut(answer) {
                Some(_) if fixed.contains_key(answer) => led.push(answer.clone()),
                Some(target) => **target = Value::String(naar.clone()),
                None => unknown.push(answer.clone()),
            }
        }
        let known = edges.into_keys().collect::<Vec<_>>().join(", ");
        for answer in led {
            self.problems.add(
                format!("verplaats, knoop {}", verplaatst.id),
                format!("Het antwoord \"{answer}\" brengt aan het licht wat eerst komt, en leidt waar het hoort."),
                "Laat dit antwoord leiden waar de basis het leidt. Zet er zo nodig een handeling voor met `voeg_toe`.",
            );
        }
        for answer in unknown {
            self.problems.add(
                format!("verplaats, knoop {}", verplaatst.id),
                format!("Deze knoop heeft geen antwoord \"{answer}\"."),
                format!("Kies uit: {known}."),
            );
        }
    }

    fn leave_out(&mut self, id: &str) {
        let Some(at) = self.known("laat_weg", id) else { return };
        if is_safety_question(id, &self.knopen[at]) {
            self.problems.add(
                format!("laat_weg, knoop {id}"),
                "Dit is een veiligheidsvraag. Die kan niet weg.",
                "Haal de id uit `laat_weg`. Met `vul_aan` kunt u de vraag wel op uw sector toespitsen.",
            );
            return;
        }
        let asks = |knoop: &Map<String, Value>| first_answers(knoop).into_values().any(|naar| naar == id);
        if self.knopen.iter().any(asks) {
            self.problems.add(
                format!("laat_weg, knoop {id}"),
                "Hierheen leidt een antwoord dat aan het licht brengt wat eerst komt. De knoop kan niet weg.",
                "Haal de id uit `laat_weg`. Met `vul_aan` kunt u haar wel op uw sector toespitsen.",
            );
            return;
        }
        self.knopen.remove(at);
    }

    /// Head, sector and framework of the file itself; the sources of the basis that the nodes still name.
    fn head(&mut self, own: Map<String, Value>) {
        let inherited = self.whole.remove("bronnen");
        for field in ["sector", "kader"] {
            self.whole.remove(field);
        }
        let mut named = BTreeSet::new();
        self.knopen.iter().for_each(|knoop| sources_in(&Value::Object(knoop.clone()), &mut named));
        self.whole.insert("basis".to_owned(), Value::String(self.basis.to_owned()));
        self.whole.extend(own);
        let mut bronnen = list(self.whole.remove("bronnen"));
        for bron in list(inherited) {
            let id = bron.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            match bronnen.iter().find(|known| known.get("id") == bron.get("id")) {
                Some(same) if same.get("vindplaats") != bron.get("vindplaats") => self.problems.add(
                    "bronnen",
                    format!("De bron \"{id}\" heet in {} net zo, en is een andere.", self.basis),
                    "Geef de bron hier een andere id.",
                ),
                Some(_) => {}
                None if named.contains(&id) || self.kader_names(&id) => bronnen.push(bron),
                None => {}
            }
        }
        self.whole.insert("bronnen".to_owned(), Value::Array(bronnen));
        let knopen = std::mem::take(&mut self.knopen);
        self.whole.insert("knopen".to_owned(), Value::Array(knopen.into_iter().map(Value::Object).collect()));
    }

    fn kader_names(&self, id: &str) -> bool {
        let mut named = BTreeSet::new();
        if let Some(kader) = self.whole.get("kader") {
            sources_in(kader, &mut named);
        }
        named.contains(id)
    }
}

fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
    }
}

fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(items)) => items,
        Some(_) | None => Vec::new(),
    }
}

fn text(map: &Map<String, Value>, field: &str) -> Option<String> {
    map.get(field).and_then(Value::as_str).map(str::to_owned)
}

/// Whether an addition says itself where it comes from.
fn has_origin(item: &Value) -> bool {
    ["bronnen", "feiten", "zekerheid"].iter().all(|field| item.get(field).is_some())
}

/// A question that a tree based on this one can't take away: named in the safety rules, or with an answer that brings
/// a danger to light.
fn is_safety_question(id: &str, knoop: &Map<String, Value>) -> bool {
    let named = Waarborgen::shipped().map_or(true, |rules| rules.is_veiligheidsvraag(id));
    named || brings_to_light(knoop, &Kenmerk::GEVAREN)
}

/// Whether the question is one of those that come first: nobody may ask something else in its place.
fn comes_first(knoop: &Map<String, Value>) -> bool {
    brings_to_light(knoop, &Kenmerk::EERST)
}

/// The answers that bring to light what comes first, with where they lead.
fn first_answers(knoop: &Map<String, Value>) -> BTreeMap<String, String> {
    let first = answers(knoop).into_iter().filter(|answer| answer.brings(&Kenmerk::EERST));
    first.map(|answer| (answer.id, answer.naar)).collect()
}

/// Whether an answer of the question brings one of these to light.
fn brings_to_light(knoop: &Map<String, Value>, some: &[Kenmerk]) -> bool {
    answers(knoop).iter().any(|answer| answer.brings(some))
}

/// An answer of a question, as far as safety questions look at it.
struct Answer {
    id: String,
    naar: String,
    kenmerken: BTreeSet<String>,
}

impl Answer {
    fn brings(&self, some: &[Kenmerk]) -> bool {
        some.iter().any(|kenmerk| self.kenmerken.contains(kenmerk.name()))
    }
}

fn answers(knoop: &Map<String, Value>) -> Vec<Answer> {
    let read = |answer: &Value| {
        let kenmerken = answer.get("kenmerken").and_then(Value::as_array).into_iter().flatten();
        Some(Answer {
            id: answer.get("id")?.as_str()?.to_owned(),
            naar: answer.get("naar").and_then(Value::as_str).unwrap_or_default().to_owned(),
            kenmerken: kenmerken.filter_map(Value::as_str).map(str::to_owned).collect(),
        })
    };
    knoop.get("antwoorden").and_then(Value::as_array).into_iter().flatten().filter_map(read).collect()
}

/// Where a node leads, by answer, by outcome of its deelboom, or under `verder`.
fn targets(knoop: &mut Map<String, Value>) -> BTreeMap<String, &mut Value> {
    let mut found = BTreeMap::new();
    for (field, value) in knoop {
        match (field.as_str(), value) {
            ("naar", Value::Object(by_outcome)) => {
                found.extend(by_outcome.iter_mut().map(|(outcome, target)| (outcome.clone(), target)));
            }
            ("naar", target) => {
                found.insert(super::VERDER.to_owned(), target);
            }
            ("antwoorden", Value::Array(answers)) => {
                for answer in answers {
                    let id = answer.get("id").and_then(Value::as_str).map(str::to_owned);
                    if let (Some(id), Some(target)) = (id, answer.get_mut("naar")) {
                        found.insert(id, target);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Takes the points and actions with this text out of the lists in a value; how many there were.
fn without_point(value: &mut Value, text: &str) -> usize {
    let is_point = |item: &Value| match item {
        Value::String(own) => own == text,
        Value::Object(map) => map.get("tekst").and_then(Value::as_str) == Some(text) && !map.contains_key("naar"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => false,
    };
    match value {
        Value::Array(items) => {
            let before = items.len();
            items.retain(|item| !is_point(item));
            let struck = before - items.len();
            struck + items.iter_mut().map(|item| without_point(item, text)).sum::<usize>()
        }
        Value::Object(map) => map.values_mut().map(|inner| without_point(inner, text)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Every id that stands in a list called `bronnen`, however deep.
fn sources_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (field, inner) in map {
                match (field.as_str(), inner) {
                    ("bronnen", Value::Array(ids)) => {
                        found.extend(ids.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => sources_in(inner, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sources_in(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
