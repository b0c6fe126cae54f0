//! Bytes to content: one file, every problem it has, in Dutch.

use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::begrippen::Vorm;
use super::beslisboom::{Knoop, KnoopKop, KnoopSoort, Stap};
use super::{
    Beslisboom, Bestand, Gemeenten, Inhoud, Kop, Naslag, Nummers, Problem, Problems, Signalen, Soort, Woordenlijst,
    check_file,
};

/// Largest content file that is read. The largest shipped file is the glossary, well under a tenth of this.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

const HEAD: [&str; 10] =
    ["soort", "formaat", "id", "versie", "titel", "omschrijving", "status", "geldig_vanaf", "nazien_voor", "bronnen"];
const NODE_HEAD: [&str; 8] = ["id", "stap", "toelichting", "uitleg", "termen", "bronnen", "feiten", "zekerheid"];

/// Reads and checks one file.
///
/// # Errors
/// Every problem of the file; see [`Problem`].
pub fn read(bytes: &[u8], bestand: &str) -> Result<Inhoud, Vec<Problem>> {
    read_with_source(bytes, bestand).map(|(inhoud, _)| inhoud)
}

/// The same, with the JSON that the file holds, for fingerprints.
///
/// # Errors
/// Every problem of the file; see [`Problem`].
pub fn read_with_source(bytes: &[u8], bestand: &str) -> Result<(Inhoud, Map<String, Value>), Vec<Problem>> {
    let source = parse(bytes, bestand)?;
    let mut problems = Problems::of(bestand);
    match typed(source.clone(), &mut problems) {
        Some(inhoud) => {
            check_file(&inhoud, &mut problems);
            problems.into_result((inhoud, source))
        }
        None => Err(problems.into_vec()),
    }
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
    match serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Object(map)) => match float_in(&map) {
            None => Ok(map),
            Some(number) => {
                problems.add("", format!("Het getal {number} is geen heel getal."), "Gebruik alleen hele getallen.");
                Err(problems.into_vec())
            }
        },
        Ok(_) => {
            problems.add("", "Het bestand begint niet met een accolade.", "Begin met { en sluit met }.");
            Err(problems.into_vec())
        }
        Err(error) => {
            let (wat, advies) = if error.is_eof() {
                ("Het bestand houdt te vroeg op.", "Maak het bestand af: er mist minstens één sluitend haakje.")
            } else {
                ("Dit is geen geldige JSON.", "Kijk bij deze plaats naar komma's, aanhalingstekens en haakjes.")
            };
            problems.add(format!("regel {}, kolom {}", error.line(), error.column()), wat, advies);
            Err(problems.into_vec())
        }
    }
}

fn float_in(map: &Map<String, Value>) -> Option<String> {
    fn in_value(value: &Value) -> Option<String> {
        match value {
            Value::Number(number) if number.is_f64() => Some(number.to_string()),
            Value::Array(items) => items.iter().find_map(in_value),
            Value::Object(map) => float_in(map),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }
    map.values().find_map(in_value)
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
    let kop: Option<Kop> = object(take(&mut map, &HEAD), "", problems);
    Some(match soort {
        Soort::Beslisboom => Inhoud::Beslisboom(whole(kop, beslisboom(map, problems))?),
        Soort::Signalen => Inhoud::Signalen(whole(kop, collection::<Signalen>(map, problems))?),
        Soort::Naslag => Inhoud::Naslag(whole(kop, collection::<Naslag>(map, problems))?),
        Soort::Nummers => Inhoud::Nummers(whole(kop, collection::<Nummers>(map, problems))?),
        Soort::Woordenlijst => Inhoud::Woordenlijst(whole(kop, collection::<Woordenlijst>(map, problems))?),
        Soort::Gemeenten => Inhoud::Gemeenten(whole(kop, collection::<Gemeenten>(map, problems))?),
    })
}

fn whole<T>(kop: Option<Kop>, inhoud: Option<T>) -> Option<Bestand<T>> {
    Some(Bestand { kop: kop?, inhoud: inhoud? })
}

fn soort_of(map: &Map<String, Value>, problems: &mut Problems) -> Option<Soort> {
    let name = map.get("soort").and_then(Value::as_str);
    let soort = name.and_then(Soort::from_name);
    if soort.is_none() {
        let known: Vec<_> = Soort::ALL.iter().map(|soort| soort.name()).collect();
        let wat = match name {
            Some(name) => format!("De soort \"{name}\" is niet bekend."),
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

/// Reads one object; `None` after adding its first problem.
fn object<T: DeserializeOwned>(map: Map<String, Value>, place: &str, problems: &mut Problems) -> Option<T> {
    match serde_path_to_error::deserialize(Value::Object(map)) {
        Ok(found) => Some(found),
        Err(error) => {
            let path = error.path().to_string();
            let (wat, advies) = translate(&error.inner().to_string());
            problems.add(join(place, &path), wat, advies);
            None
        }
    }
}

/// Reads a file whose lists stand alone: an element with a problem is reported, left out, and the rest read on,
/// so that an author sees every problem at once.
fn collection<T: DeserializeOwned>(map: Map<String, Value>, problems: &mut Problems) -> Option<T> {
    let mut value = Value::Object(map);
    let mut whole = true;
    // Every turn takes one element out, so this ends; the bound keeps a hopeless file from flooding the screen.
    for removed in 0..50 {
        match serde_path_to_error::deserialize(&value) {
            Ok(found) => return whole.then_some(found),
            Err(error) => {
                whole = false;
                let mut segments = Vec::new();
                for segment in error.path() {
                    segments.push(segment.clone());
                }
                let (wat, advies) = translate(&error.inner().to_string());
                let path = error.path().to_string();
                let place = match named_element(&value, &segments) {
                    Some(name) => format!("{path} (in {name})"),
                    None if removed > 0 => format!("{path} (na het weglaten van wat hierboven staat)"),
                    None => path,
                };
                problems.add(place, wat, advies);
                if !remove_innermost(&mut value, &segments) {
                    return None;
                }
            }
        }
    }
    None
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
        for key in ["id", "gm_code", "naam"] {
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
    let mut here = value;
    for segment in &segments[..last] {
        let next = match segment {
            serde_path_to_error::Segment::Seq { index } => here.get_mut(*index),
            serde_path_to_error::Segment::Map { key } => here.get_mut(key),
            serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => None,
        };
        match next {
            Some(next) => here = next,
            None => return false,
        }
    }
    match (here, &segments[last]) {
        (Value::Array(items), serde_path_to_error::Segment::Seq { index }) if *index < items.len() => {
            items.remove(*index);
            true
        }
        _ => false,
    }
}

fn beslisboom(map: Map<String, Value>, problems: &mut Problems) -> Option<Beslisboom> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        vorm: Vorm,
        begin: String,
        stappen: Vec<Stap>,
        knopen: Vec<Map<String, Value>>,
    }
    let body: Body = object(map, "", problems)?;
    let count = body.knopen.len();
    let knopen: Vec<Knoop> = body
        .knopen
        .into_iter()
        .enumerate()
        .filter_map(|(at, node)| knoop(node, &format!("knopen[{at}]"), problems))
        .collect();
    (knopen.len() == count).then_some(Beslisboom { vorm: body.vorm, begin: body.begin, stappen: body.stappen, knopen })
}

fn knoop(mut map: Map<String, Value>, place: &str, problems: &mut Problems) -> Option<Knoop> {
    let place = match map.get("id").and_then(Value::as_str) {
        Some(id) => format!("{place} ({id})"),
        None => place.to_owned(),
    };
    let kop: Option<KnoopKop> = object(take(&mut map, &NODE_HEAD), &place, problems);
    let type_name = map.remove("type");
    let soort = match type_name.as_ref().and_then(Value::as_str) {
        Some("vraag") => object(map, &place, problems).map(KnoopSoort::Vraag),
        Some("handeling") => object(map, &place, problems).map(KnoopSoort::Handeling),
        Some("lijst") => object(map, &place, problems).map(KnoopSoort::Lijst),
        Some("deelboom") => object(map, &place, problems).map(KnoopSoort::Deelboom),
        Some("uitkomst") => object(map, &place, problems).map(KnoopSoort::Uitkomst),
        other => {
            let wat = match other {
                Some(other) => format!("Het type \"{other}\" is niet bekend."),
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
    } else if message.contains("untagged enum Punt") {
        (
            "Dit punt is geen tekst en geen object met `tekst`.".to_owned(),
            "Schrijf een tekst, of { \"tekst\": \"…\", \"feiten\": […], \"zekerheid\": \"…\" }.".to_owned(),
        )
    } else {
        (
            format!("Deze waarde past hier niet ({message})."),
            "Vergelijk met docs/inhoud-schrijven.md of met `aandacht checklists schema`.".to_owned(),
        )
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
        ("null", "niets (null)"),
    ];
    known
        .iter()
        .find(|(english, _)| kind.starts_with(english))
        .map_or_else(|| kind.to_owned(), |(_, dutch)| (*dutch).to_owned())
}

/// The JSON Schema of a kind of file, for an author's text editor.
pub fn schema(soort: Soort) -> Schema {
    /// Head and body in one object, as the file has them.
    #[derive(JsonSchema)]
    #[allow(dead_code, reason = "only its schema is used")]
    struct File<T> {
        #[serde(flatten)]
        kop: Kop,
        #[serde(flatten)]
        inhoud: T,
    }
    match soort {
        Soort::Beslisboom => schema_for!(File<Beslisboom>),
        Soort::Signalen => schema_for!(File<Signalen>),
        Soort::Naslag => schema_for!(File<Naslag>),
        Soort::Nummers => schema_for!(File<Nummers>),
        Soort::Woordenlijst => schema_for!(File<Woordenlijst>),
        Soort::Gemeenten => schema_for!(File<Gemeenten>),
    }
}
