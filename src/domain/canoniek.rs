//! Canonical JSON and its hash: the same content gives the same bytes, whoever wrote it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Adds a value: sorted keys, no white space, numbers as they are (callers have integers only), strings in NFC.
pub fn value(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "{number}");
        }
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

/// Adds an object.
pub fn object(map: &Map<String, Value>, out: &mut String) {
    // Another crate may ask of serde_json that it keeps the order of the file.
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

/// Adds a string.
pub fn string(text: &str, out: &mut String) {
    let composed = |text: &str| text.nfc().collect::<String>();
    let quoted = if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        serde_json::to_string(text)
    } else {
        serde_json::to_string(&composed(text))
    };
    // A string is always JSON.
    out.push_str(&quoted.unwrap_or_default());
}

/// SHA-256 of a text, as 64 hex digits.
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes as hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
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
