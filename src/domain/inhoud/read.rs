//! Bytes to content: one file, every problem it has, in Dutch.

use std::fmt;

use schemars::{JsonSchema, Schema, schema_for};
use serde::de::{DeserializeOwned, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::afwijking::Afwijkend;
use super::begrippen::Vorm;
use super::beslisboom::{Kader, Knoop, KnoopKop, KnoopSoort, Stap};
use super::{
    Anoniem, Beslisboom, Bestand, Bewaartermijnen, Gemeenten, Inhoud, Kop, Naslag, Nummers, Oefencasus, Problem,
    Problems, Schrijfhulp, Signalen, Soort, Startnetwerk, Werkvorm, Woordenlijst, check_file,
};

/// Largest content file that is read. The largest shipped file is the glossary, well under a tenth of this.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

const HEAD: [&str; 10] =
    ["soort", "formaat", "id", "versie", "titel", "omschrijving", "status", "geldig_vanaf", "nazien_voor", "bronnen"];
const NODE_HEAD: [&str; 9] =
    ["id", "stap", "toelichting", "uitleg", "per_rol", "termen", "bronnen", "feiten", "zekerheid"];

/// Reads and checks one file.
///
/// # Errors
/// Every problem of the file; see [`Problem`].
pub fn read(bytes: &[u8], bestand: &str) -> Result<Inhoud, Vec<Problem>> {
    read_parsed(parse(bytes, bestand)?, bestand)
}

/// Reads and checks the JSON of a whole file.
///
/// # Errors
/// Every problem of the file; see [`Problem`].
pub fn read_parsed(source: Map<String, Value>, bestand: &str) -> Result<Inhoud, Vec<Problem>> {
    let mut problems = Problems::of(bestand);
    match typed(source, &mut problems) {
        Some(inhoud) => {
            check_file(&inhoud, &mut problems);
            problems.into_result(inhoud)
        }
        None => Err(problems.into_vec()),
    }
}

/// Reads the fields of a file that are not `kept` for later as `T`, and gives both; `None` after a problem.
pub fn check_parts<T: DeserializeOwned>(
    source: &Map<String, Value>,
    kept: &[&str],
    problems: &mut Problems,
) -> Option<(Map<String, Value>, T)> {
    let mut rest = source.clone();
    let kept = take(&mut rest, kept);
    let parts = collection(rest, problems);
    Some((kept, parts.filter_whole()?))
}

/// Bytes to a JSON object: size, UTF-8, syntax, whole numbers.
///
/// # Errors
/// One problem: the rest of a file that is no JSON says nothing.
pub fn parse(bytes: &[u8], bestand: &str) -> Result<Map<String, Value>, Vec<Problem>> {
    let mut problems = Problems::of(bestand);
    if bytes.len() > MAX_BYTES {
        problems.add(
            "",
            format!("Het bestand is te groot: meer dan {} kB.", MAX_BYTES / 1024),
            "Verdeel de inhoud over meer bestanden, of controleer of dit wel een checklist is.",
        );
        return Err(problems.into_vec());
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            problems.add(
                format!("regel {line}"),
                "Het bestand is geen geldige UTF-8-tekst.",
                "Bewaar het bestand opnieuw als UTF-8.",
            );
            return Err(problems.into_vec());
        }
    };
    match serde_json::from_str(text.trim_start_matches('\u{feff}')).map(|Strict(value)| value) {
        Ok(Value::Object(map)) => match float_in(&map, "") {
            None => Ok(map),
            Some((place, number)) => {
                problems.add(place, format!("Het getal {number} is geen heel getal."), "Gebruik alleen hele getallen.");
                Err(problems.into_vec())
            }
        },
        Ok(_) => {
            problems.add("", "Het bestand begint niet met een accolade.", "Begin met { en sluit met }.");
            Err(problems.into_vec())
        }
        Err(error) => {
            let said = error.to_string();
            let (wat, advies) = if error.is_eof() {
                let advies = "Maak het bestand af: er mist minstens één sluitend haakje.";
                ("Het bestand houdt te vroeg op.".to_owned(), advies.to_owned())
            } else if said.starts_with("duplicate field") {
                translate(&said)
            } else {
                let advies = "Kijk bij deze plaats naar komma's, aanhalingstekens en haakjes.";
                ("Dit is geen geldige JSON.".to_owned(), advies.to_owned())
            };
            problems.add(format!("regel {}, kolom {}", error.line(), error.column()), wat, advies);
            Err(problems.into_vec())
        }
    }
}

/// The first number that is not whole, with its place.
fn float_in(map: &Map<String, Value>, place: &str) -> Option<(String, String)> {
    fn in_value(value: &Value, place: &str) -> Option<(String, String)> {
        match value {
            Value::Number(number) if number.is_f64() => Some((place.to_owned(), number.to_string())),
            Value::Array(items) => {
                items.iter().enumerate().find_map(|(at, item)| in_value(item, &format!("{place}[{at}]")))
            }
            Value::Object(map) => float_in(map, place),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }
    map.iter().find_map(|(key, value)| in_value(value, &join(place, key)))
}

/// JSON in which no key stands twice in one object: the second would silently replace the first.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Strict)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut found = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            found.push(item);
        }
        Ok(found.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut found = Map::new();
        while let Some((key, Strict(value))) = entries.next_entry::<String, Strict>()? {
            if found.contains_key(&key) {
                return Err(A::Error::custom(format!("duplicate field `{key}`")));
            }
            found.insert(key, value);
        }
        Ok(found.into())
    }
}

/// Reads a file of one fixed shape that is no content of its own, as strictly as content is read.
///
/// # Errors
/// Every problem of the file; see [`Problem`].
pub(in crate::domain) fn read_fixed<T: DeserializeOwned>(bytes: &[u8], bestand: &str) -> Result<T, Vec<Problem>> {
    let map = parse(bytes, bestand)?;
    let mut problems = Problems::of(bestand);
    match elements(map, &[], &mut problems).filter_whole() {
        Some(found) => Ok(found),
        None => Err(problems.into_vec()),
    }
}

fn typed(mut map: Map<String, Value>, problems: &mut Problems) -> Option<Inhoud> {
    let soort = soort_of(&map, problems)?;
    if map.get("formaat").and_then(Value::as_u64) != Some(1) {
        problems.add(
            "formaat",
            "Dit formaat is niet bekend.",
            "Schrijf \"formaat\": 1, of neem een nieuwere versie van aandacht.",
        );
        return None;
    }
    let kop: Option<Kop> = object(take(&mut map, &HEAD), "", &[], problems).filter_whole();
    match soort {
        Soort::Beslisboom => finish(kop, beslisboom(map, problems), Inhoud::Beslisboom, problems),
        Soort::Signalen => finish(kop, collection(map, problems), Inhoud::Signalen, problems),
        Soort::Naslag => finish(kop, collection(map, problems), Inhoud::Naslag, problems),
        Soort::Nummers => finish(kop, collection(map, problems), Inhoud::Nummers, problems),
        Soort::Woordenlijst => finish(kop, collection(map, problems), Inhoud::Woordenlijst, problems),
        Soort::Gemeenten => finish(kop, collection(map, problems), Inhoud::Gemeenten, problems),
        Soort::Schrijfhulp => finish(kop, collection(map, problems), Inhoud::Schrijfhulp, problems),
        Soort::Bewaartermijnen => finish(kop, collection(map, problems), Inhoud::Bewaartermijnen, problems),
        Soort::Netwerk => finish(kop, collection(map, problems), Inhoud::Netwerk, problems),
        Soort::Werkvorm => finish(kop, collection(map, problems), Inhoud::Werkvorm, problems),
        Soort::Casus => finish(kop, collection(map, problems), Inhoud::Casus, problems),
        Soort::Anoniem => finish(kop, collection(map, problems), Inhoud::Anoniem, problems),
    }
}

/// Something that was read, perhaps without the parts that could not be.
struct Read<T> {
    found: Option<T>,
    whole: bool,
}

impl<T> Read<T> {
    fn filter_whole(self) -> Option<T> {
        self.found.filter(|_| self.whole)
    }
}

/// The content when it is whole. Otherwise what could be read is checked all the same, so that an author sees those
/// problems too.
fn finish<T>(
    kop: Option<Kop>,
    inhoud: Read<T>,
    wrap: fn(Bestand<T>) -> Inhoud,
    problems: &mut Problems,
) -> Option<Inhoud> {
    let read = wrap(Bestand { kop: kop?, inhoud: inhoud.found? });
    if !inhoud.whole {
        check_file(&read, problems);
        return None;
    }
    Some(read)
}

fn soort_of(map: &Map<String, Value>, problems: &mut Problems) -> Option<Soort> {
    let value = map.get("soort");
    let name = value.and_then(Value::as_str);
    let soort = name.and_then(Soort::from_name);
    if soort.is_none() {
        let known: Vec<_> = Soort::ALL.iter().map(|soort| soort.name()).collect();
        let wat = match name {
            Some(name) => format!("De soort \"{name}\" is niet bekend."),
            None if value.is_some() => "Het veld `soort` is geen tekst.".to_owned(),
            None => "Het veld `soort` ontbreekt.".to_owned(),
        };
        problems.add("soort", wat, format!("Kies een van: {}.", known.join(", ")));
    }
    soort
}

/// Moves the named keys out of the map into one of their own.
fn take(map: &mut Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    keys.iter().filter_map(|key| map.remove(*key).map(|value| ((*key).to_owned(), value))).collect()
}

/// Reads one object. A field that is not known is reported, left out, and the rest read on.
fn object<T: DeserializeOwned>(
    map: Map<String, Value>,
    place: &str,
    also_known: &[&str],
    problems: &mut Problems,
) -> Read<T> {
    let mut value = Value::Object(map);
    let mut whole = true;
    loop {
        match serde_path_to_error::deserialize(&value) {
            Ok(found) => return Read { found: Some(found), whole },
            Err(error) => {
                whole = false;
                let message = error.inner().to_string();
                let (wat, advies) = translate(&message);
                let advies = with_known(advies, &message, error.path(), also_known);
                problems.add(join(place, &error.path().to_string()), wat, advies);
                if !(message.starts_with("unknown field") && remove_field(&mut value, error.path())) {
                    return Read { found: None, whole };
                }
            }
        }
    }
}

/// Where an unknown field stands at the top of a file, the fields of the head are known there too.
fn with_known(advies: String, message: &str, path: &serde_path_to_error::Path, also_known: &[&str]) -> String {
    if also_known.is_empty() || !message.starts_with("unknown field") || path.iter().count() != 1 {
        return advies;
    }
    let also: Vec<String> = also_known.iter().map(|name| format!("`{name}`")).collect();
    format!("{}, {}.", advies.trim_end_matches('.'), also.join(", "))
}

/// The value that a path leads to.
fn value_at<'a>(value: &'a mut Value, segments: &[serde_path_to_error::Segment]) -> Option<&'a mut Value> {
    segments.iter().try_fold(value, |here, segment| match segment {
        serde_path_to_error::Segment::Seq { index } => here.get_mut(*index),
        serde_path_to_error::Segment::Map { key } => here.get_mut(key),
        serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => None,
    })
}

/// Takes the field at the end of the path away.
fn remove_field(value: &mut Value, path: &serde_path_to_error::Path) -> bool {
    let segments: Vec<_> = path.iter().cloned().collect();
    let Some((serde_path_to_error::Segment::Map { key }, around)) = segments.split_last() else { return false };
    let Some(here) = value_at(value, around) else { return false };
    here.as_object_mut().is_some_and(|map| map.remove(key).is_some())
}

/// Reads a file whose lists stand alone: an element with a problem is reported, left out, and the rest read on,
/// so that an author sees every problem at once.
fn collection<T: DeserializeOwned>(map: Map<String, Value>, problems: &mut Problems) -> Read<T> {
    elements(map, &HEAD, problems)
}

/// As [`collection`], where these fields are known at the top besides those of `T`.
fn elements<T: DeserializeOwned>(map: Map<String, Value>, also_known: &[&str], problems: &mut Problems) -> Read<T> {
    let mut value = Value::Object(map);
    let mut whole = true;
    // Every turn takes one element out, so this ends; the bound keeps a hopeless file from flooding the screen.
    for removed in 0..50 {
        match serde_path_to_error::deserialize(&value) {
            Ok(found) => return Read { found: Some(found), whole },
            Err(error) => {
                whole = false;
                let mut segments = Vec::new();
                for segment in error.path() {
                    segments.push(segment.clone());
                }
                let message = error.inner().to_string();
                let (wat, advies) = translate(&message);
                let advies = with_known(advies, &message, error.path(), also_known);
                let path = error.path().to_string();
                let place = match named_element(&value, &segments) {
                    Some(name) => format!("{path} (in {name})"),
                    None if removed > 0 => format!("{path} (na het weglaten van wat hierboven staat)"),
                    None => path,
                };
                problems.add(place, wat, advies);
                let unknown = message.starts_with("unknown field") && remove_field(&mut value, error.path());
                if !unknown && !remove_innermost(&mut value, &segments) {
                    return Read { found: None, whole };
                }
            }
        }
    }
    Read { found: None, whole: false }
}

/// The id of the innermost list element on the path, so that an author finds it without counting.
fn named_element(value: &Value, segments: &[serde_path_to_error::Segment]) -> Option<String> {
    let mut here = value;
    let mut name = None;
    for segment in segments {
        here = match segment {
            serde_path_to_error::Segment::Seq { index } => here.get(*index)?,
            serde_path_to_error::Segment::Map { key } => match here.get(key) {
                Some(next) => next,
                None => return name,
            },
            serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => return name,
        };
        for key in ["id", "gm_code", "naam", "woord"] {
            if let Some(id) = here.get(key).and_then(Value::as_str) {
                name = Some(id.to_owned());
                break;
            }
        }
    }
    name
}

fn remove_innermost(value: &mut Value, segments: &[serde_path_to_error::Segment]) -> bool {
    let last = segments.iter().rposition(|segment| matches!(segment, serde_path_to_error::Segment::Seq { .. }));
    let Some(last) = last else { return false };
    let Some(here) = value_at(value, &segments[..last]) else { return false };
    match (here, &segments[last]) {
        (Value::Array(items), serde_path_to_error::Segment::Seq { index }) if *index < items.len() => {
            items.remove(*index);
            true
        }
        _ => false,
    }
}

fn beslisboom(mut map: Map<String, Value>, problems: &mut Problems) -> Read<Beslisboom> {
    #[derive(Deserialize)]
    struct Nodes {
        knopen: Vec<Map<String, Value>>,
    }
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[serde(default)]
        basis: Option<String>,
        #[serde(default)]
        sector: Option<String>,
        #[serde(default)]
        kader: Option<Kader>,
        vorm: Vorm,
        begin: String,
        stappen: Vec<Stap>,
    }
    let nodes: Read<Nodes> = object(take(&mut map, &["knopen"]), "", &[], problems);
    let known: Vec<&str> = HEAD.into_iter().chain(["knopen"]).collect();
    let body: Read<Body> = object(map, "", &known, problems);
    let nodes = nodes.found.map_or_else(Vec::new, |nodes| nodes.knopen);
    let count = nodes.len();
    let knopen: Vec<Knoop> = nodes
        .into_iter()
        .enumerate()
        .filter_map(|(at, node)| knoop(node, &format!("knopen[{at}]"), problems))
        .collect();
    let whole = body.whole && knopen.len() == count;
    let found = body.found.map(|body| Beslisboom {
        basis: body.basis,
        sector: body.sector,
        kader: body.kader,
        vorm: body.vorm,
        begin: body.begin,
        stappen: body.stappen,
        knopen,
    });
    Read { found, whole }
}

fn knoop(mut map: Map<String, Value>, place: &str, problems: &mut Problems) -> Option<Knoop> {
    let place = match map.get("id").and_then(Value::as_str) {
        Some(id) => format!("{place} ({id})"),
        None => place.to_owned(),
    };
    let kop: Option<KnoopKop> = object(take(&mut map, &NODE_HEAD), &place, &[], problems).filter_whole();
    let type_name = map.remove("type");
    let soort = match type_name.as_ref().and_then(Value::as_str) {
        Some("vraag") => object(map, &place, &NODE_HEAD, problems).filter_whole().map(KnoopSoort::Vraag),
        Some("handeling") => object(map, &place, &NODE_HEAD, problems).filter_whole().map(KnoopSoort::Handeling),
        Some("lijst") => object(map, &place, &NODE_HEAD, problems).filter_whole().map(KnoopSoort::Lijst),
        Some("deelboom") => object(map, &place, &NODE_HEAD, problems).filter_whole().map(KnoopSoort::Deelboom),
        Some("uitkomst") => object(map, &place, &NODE_HEAD, problems).filter_whole().map(KnoopSoort::Uitkomst),
        other => {
            let wat = match other {
                Some(other) => format!("Het type \"{other}\" is niet bekend."),
                None if type_name.is_some() => "Het veld `type` is geen tekst.".to_owned(),
                None => "Het veld `type` ontbreekt.".to_owned(),
            };
            problems.add(join(&place, "type"), wat, "Kies een van: vraag, handeling, lijst, deelboom, uitkomst.");
            None
        }
    };
    Some(Knoop { kop: kop?, soort: soort? })
}

fn join(place: &str, path: &str) -> String {
    match (place, path) {
        (_, "." | "") => place.to_owned(),
        ("", _) => path.to_owned(),
        _ => format!("{place}.{path}"),
    }
}

/// Says a serde message in Dutch. Serde has a handful of shapes; anything else keeps its own words after a Dutch lead.
fn translate(message: &str) -> (String, String) {
    let message = &message.replace("` or `", "` of `");
    let quoted = |text: &str| text.split('`').nth(1).unwrap_or("?").to_owned();
    if message.starts_with("missing field") {
        let field = quoted(message);
        (format!("Het veld `{field}` ontbreekt."), format!("Voeg `{field}` toe."))
    } else if message.starts_with("unknown field") {
        let expected = message.split("expected").nth(1).unwrap_or("").trim().trim_start_matches("one of").trim();
        (
            format!("Het veld `{}` is niet bekend.", quoted(message)),
            format!(
                "Verbeter de naam of haal het weg. Naast wat elke knoop of kop heeft zijn hier bekend: {expected}."
            ),
        )
    } else if message.starts_with("unknown variant") {
        let expected = message.split("expected").nth(1).unwrap_or("").trim().trim_start_matches("one of").trim();
        (format!("De waarde `{}` is hier niet bekend.", quoted(message)), format!("Kies uit: {expected}."))
    } else if message.starts_with("duplicate field") {
        (format!("Het veld `{}` staat er twee keer.", quoted(message)), "Haal er een weg.".to_owned())
    } else if let Some(rest) = message.strip_prefix("invalid type: ") {
        let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, "iets anders"));
        (
            format!("Hier staat het verkeerde soort waarde: {}.", dutch_kind(found)),
            format!("Zet hier {} neer.", dutch_kind(expected)),
        )
    } else if let Some(length) = message.strip_prefix("invalid length ") {
        let found = length.split(',').next().unwrap_or_default();
        (format!("Hier staat een lijst van {found}."), "Zet hier een object { } neer.".to_owned())
    } else if message.ends_with("expected map with a single key") {
        ("Hier staat niet precies één ding.".to_owned(), "Houd er één over; schrijf de andere apart.".to_owned())
    } else if message.starts_with("invalid value: integer") {
        (format!("Het getal {} past hier niet.", quoted(message)), "Kies een heel getal dat hier kan.".to_owned())
    } else {
        // What is left are texts that cannot be read as a day; the words of the parser are English.
        ("Deze waarde past hier niet.".to_owned(), "Schrijf een dag als jaar-maand-dag, zoals 2026-11-21.".to_owned())
    }
}

fn dutch_kind(kind: &str) -> String {
    let known = [
        ("a string", "een tekst"),
        ("string", "een tekst"),
        ("a sequence", "een lijst [ ]"),
        ("sequence", "een lijst"),
        ("a map", "een object { }"),
        ("map", "een object"),
        ("struct", "een object { }"),
        ("integer", "een getal"),
        ("u", "een heel getal"),
        ("boolean", "ja of nee (true, false)"),
        ("a boolean", "true of false"),
        ("a date string", "een dag, zoals \"2026-11-21\","),
        ("null", "niets (null)"),
    ];
    known
        .iter()
        .find(|(english, _)| kind.starts_with(english))
        .map_or_else(|| kind.to_owned(), |(_, dutch)| (*dutch).to_owned())
}

/// The JSON Schema of a kind of file, for an author's text editor. Its descriptions are English rustdoc, which Dutch
/// authors would see while typing, so they are left out; `docs/inhoud-schrijven.md` describes every field.
pub fn schema(soort: Soort) -> Schema {
    let mut schema = described(soort);
    undescribed(schema.ensure_object());
    schema.insert("title".to_owned(), Value::String(soort.name().to_owned()));
    schema
}

fn undescribed(map: &mut Map<String, Value>) {
    // A property may itself be called `description`; only the text is a description.
    if map.get("description").is_some_and(Value::is_string) {
        map.remove("description");
    }
    map.values_mut().for_each(undescribed_value);
}

fn undescribed_value(value: &mut Value) {
    match value {
        Value::Object(map) => undescribed(map),
        Value::Array(items) => items.iter_mut().for_each(undescribed_value),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn described(soort: Soort) -> Schema {
    /// Head and body in one object, as the file has them.
    #[derive(JsonSchema)]
    #[allow(dead_code, reason = "only its schema is used")]
    struct File<T> {
        #[serde(flatten)]
        kop: Kop,
        #[serde(flatten)]
        inhoud: T,
    }
    /// A tree is written whole, or says what differs from another.
    #[derive(JsonSchema)]
    #[serde(untagged)]
    #[allow(dead_code, reason = "only its schema is used")]
    enum Boombestand {
        Heel(File<Beslisboom>),
        Afwijkend(File<Afwijkend>),
    }
    match soort {
        Soort::Beslisboom => schema_for!(Boombestand),
        Soort::Signalen => schema_for!(File<Signalen>),
        Soort::Naslag => schema_for!(File<Naslag>),
        Soort::Nummers => schema_for!(File<Nummers>),
        Soort::Woordenlijst => schema_for!(File<Woordenlijst>),
        Soort::Gemeenten => schema_for!(File<Gemeenten>),
        Soort::Schrijfhulp => schema_for!(File<Schrijfhulp>),
        Soort::Bewaartermijnen => schema_for!(File<Bewaartermijnen>),
        Soort::Netwerk => schema_for!(File<Startnetwerk>),
        Soort::Werkvorm => schema_for!(File<Werkvorm>),
        Soort::Casus => schema_for!(File<Oefencasus>),
        Soort::Anoniem => schema_for!(File<Anoniem>),
    }
}
