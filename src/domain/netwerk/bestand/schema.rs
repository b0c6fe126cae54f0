//! The JSON Schema of the network file, made from the table of fields.

use serde_json::{Map, Value, json};

use super::{FORMAAT, SOORT};
use crate::domain::netwerk::veld::{Soort, Veld, Vorm};

/// The schema, draft 2020-12.
pub fn schema() -> Value {
    let text = json!({ "type": "string" });
    let moment =
        json!({ "type": "string", "format": "date-time", "description": "Moment, zoals 2026-11-22T10:00:00Z" });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Netwerkbestand van aandacht",
        "description": "Een versie van het contactnetwerk van een regio. versie_id is de SHA-256 van inhoud in canonieke vorm: \
                        sleutels op volgorde, geen witruimte, tekst in NFC.",
        "type": "object",
        "additionalProperties": false,
        "required": ["soort", "formaat", "regio", "uitgever", "gemaakt_op", "versie_id", "voorgangers", "inhoud"],
        "properties": {
            "soort": { "const": SOORT },
            "formaat": { "const": FORMAAT },
            "oefening": { "type": "boolean", "description": "Gemaakt in een oefenkluis: alles is verzonnen" },
            "regio": text,
            "uitgever": { "type": "string", "description": "Functie of organisatie" },
            "gemaakt_op": moment,
            "geldig_tot": { "type": "string", "format": "date" },
            "versie_id": { "$ref": "#/$defs/versie" },
            "voorgangers": { "type": "array", "items": { "$ref": "#/$defs/versie" }, "description": "De dichtstbijzijnde eerst" },
            "inhoud": {
                "type": "object",
                "additionalProperties": false,
                "required": ["gebied", "vermeldingen"],
                "properties": {
                    "besluiten": { "type": "array", "items": { "$ref": "#/$defs/besluit" } },
                    "gebied": { "$ref": "#/$defs/gebied" },
                    "vermeldingen": { "type": "array", "items": { "$ref": "#/$defs/vermelding" } },
                },
            },
        },
        "$defs": begrippen(),
    })
}

/// What the schema refers to by name.
fn begrippen() -> Value {
    let text = json!({ "type": "string" });
    let moment =
        json!({ "type": "string", "format": "date-time", "description": "Moment, zoals 2026-11-22T10:00:00Z" });
    let velden: Map<String, Value> = Veld::ALL.iter().map(|veld| (veld.id().to_owned(), gevuld(*veld))).collect();
    let soorten: Vec<&str> = Soort::ALL.iter().map(|soort| soort.id()).collect();
    json!({
        "versie": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        "id": { "type": "string", "pattern": "^[0-9a-fA-F]{32}$" },
        "gebied": {
            "type": "object",
            "additionalProperties": false,
            "required": ["regio", "gemeenten", "deelregios"],
            "properties": {
                "regio": text,
                "gemeenten": { "type": "array", "items": text, "description": "Codes van gemeenten, zoals GM0917" },
                "deelregios": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["naam", "gemeenten"],
                        "properties": { "naam": text, "gemeenten": { "type": "array", "items": text } },
                    },
                },
            },
        },
        "herkomst": {
            "type": "object",
            "required": ["op", "door", "bron"],
            "properties": { "op": moment, "door": text, "bron": text },
        },
        "vermelding": {
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "soort"],
            "properties": {
                "id": { "$ref": "#/$defs/id" },
                "soort": { "enum": soorten },
                "velden": {
                    "type": "object",
                    "description": "Per veld de waarde (null: leeggemaakt) en de plaats in herkomst",
                    "additionalProperties": false,
                    "properties": velden,
                },
                "herkomst": { "type": "array", "items": { "$ref": "#/$defs/herkomst" } },
                "bevestigd": {
                    "type": "object",
                    "required": ["op", "door"],
                    "properties": { "op": moment, "door": text },
                },
                "geen_antwoord": moment,
                "verwijderd": {
                    "type": "object",
                    "required": ["op", "door"],
                    "properties": { "op": moment, "door": text, "opgegaan_in": { "$ref": "#/$defs/id" } },
                },
            },
        },
        "besluit": {
            "type": "object",
            "additionalProperties": false,
            "required": ["op", "door", "deel", "gekozen", "verworpen"],
            "properties": {
                "op": moment,
                "door": text,
                "vermelding": { "$ref": "#/$defs/id" },
                "deel": text,
                "gekozen": {},
                "verworpen": {},
            },
        },
    })
}

/// A filled field: its value or null, and the place of its origin.
fn gevuld(veld: Veld) -> Value {
    let value = waarde(veld.vorm());
    json!({
        "description": veld.label(),
        "type": "array",
        "prefixItems": [{ "anyOf": [value, { "type": "null" }] }, { "type": "integer", "minimum": 0 }],
        "minItems": 2,
        "maxItems": 2,
    })
}

fn waarde(vorm: Vorm) -> Value {
    let text = json!({ "type": "string" });
    let id = json!({ "$ref": "#/$defs/id" });
    match vorm {
        // A word that is not in the list comes from a newer program.
        Vorm::Tekst | Vorm::Lang | Vorm::Keuze(_) | Vorm::Uren => text,
        Vorm::Lijst | Vorm::Gemeenten | Vorm::Sectoren | Vorm::Themas | Vorm::Weken => {
            json!({ "type": "array", "items": text })
        }
        Vorm::JaNee => json!({ "type": "boolean" }),
        Vorm::Getal => json!({ "type": "integer", "minimum": 0, "maximum": 65535 }),
        Vorm::Telefoons => json!({
            "type": "array",
            "items": {
                "type": "object",
                "required": ["nummer"],
                "properties": { "nummer": text, "waarvoor": text, "uren": text },
            },
        }),
        Vorm::Verwijzing(_) => id,
        Vorm::Relaties => json!({
            "type": "array",
            "items": { "type": "object", "required": ["soort", "met"], "properties": { "soort": text, "met": id } },
        }),
    }
}
