//! The fingerprint of a resolved tree: what exactly somebody walked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::Boom;

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
        string(name, &mut text);
        text.push(':');
        object(source, &mut text);
    }
    text.push('}');
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
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

/// Canonical JSON: sorted keys, no white space, integers only (checked at reading), strings in NFC.
fn value(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                self::value(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => object(map, out),
    }
}

fn object(map: &Map<String, Value>, out: &mut String) {
    let sorted: BTreeMap<_, _> = map.iter().collect();
    out.push('{');
    for (at, (key, item)) in sorted.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        string(key, out);
        out.push(':');
        value(item, out);
    }
    out.push('}');
}

fn string(text: &str, out: &mut String) {
    let normal: String = text.nfc().collect();
    out.push_str(&Value::String(normal).to_string());
}

#[cfg(test)]
mod tests {
    #[test]
    fn canonical_json_sorts_keys_drops_space_and_composes_accents() {
        let source = serde_json::json!({ "b": [1, true, null], "a": "e\u{301}\n" });
        let mut out = String::new();
        super::value(&source, &mut out);
        assert_eq!(out, "{\"a\":\"é\\n\",\"b\":[1,true,null]}");
    }
}
