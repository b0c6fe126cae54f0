//! The network as the package of HSDS 3.0: a Tabular Data Package, which is a CSV file for every kind of object, and
//! `datapackage.json`, which says what is in them. The list of [`super::hsds`] is the same with its objects within each
//! other; this is for programs that fill a database.

use std::collections::BTreeMap;
use std::io;

use csv::{Terminator, WriterBuilder};
use serde_json::{Map, Value, json};

use super::hsds::elk;
use crate::domain::netwerk::Veld;
use crate::domain::netwerk::uitvoer::{Niet, Uitvoer};

/// What the package has no place for: it has no member of ours, so nothing beyond what HSDS knows.
pub const NIET: &[Niet] = &[
    Niet::Herkomst,
    Niet::GeenAntwoord,
    Niet::Leeggemaakt,
    Niet::Schrijfwijze,
    Niet::ZonderOrganisatie,
    Niet::Bevestigd,
    Niet::Veld(Veld::Rol),
    Niet::Veld(Veld::OrgSoort),
    Niet::Veld(Veld::EmailVeilig),
    Niet::Veld(Veld::Themas),
    Niet::Veld(Veld::Verwijzers),
    Niet::Veld(Veld::Sectoren),
    Niet::Veld(Veld::LocatieSoort),
    Niet::Veld(Veld::Geheim),
    Niet::Veld(Veld::Vervanger),
    Niet::Veld(Veld::Afwezig),
    Niet::Veld(Veld::Tafels),
    Niet::Veld(Veld::Relaties),
];

/// The name of a table, its file, and its columns; numbers are marked with `#`.
type Tabel = (&'static str, &'static str, &'static [&'static str]);

/// The tables, in the order of the specification.
const TABELLEN: [Tabel; 9] = [
    ("organization", "organizations.csv", &["id", "name", "description", "email", "website", "parent_organization_id"]),
    (
        "service",
        "services.csv",
        &[
            "id",
            "organization_id",
            "name",
            "description",
            "url",
            "email",
            "status",
            "application_process",
            "eligibility_description",
            "#minimum_age",
            "#maximum_age",
            "assured_date",
        ],
    ),
    ("location", "locations.csv", &["id", "organization_id", "location_type", "name", "description"]),
    (
        "phone",
        "phones.csv",
        &["id", "organization_id", "service_id", "location_id", "contact_id", "number", "type", "description"],
    ),
    ("contact", "contacts.csv", &["id", "organization_id", "name", "title", "email"]),
    (
        "address",
        "addresses.csv",
        &["id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"],
    ),
    (
        "schedule",
        "schedules.csv",
        &[
            "id",
            "service_id",
            "location_id",
            "freq",
            "#interval",
            "wkst",
            "byday",
            "opens_at",
            "closes_at",
            "description",
        ],
    ),
    ("service_area", "service_areas.csv", &["id", "service_id", "name"]),
    ("language", "languages.csv", &["id", "service_id", "name", "code"]),
];

/// Members that hold objects of another table.
const BINNEN: [(&str, &str); 8] = [
    ("services", "service"),
    ("locations", "location"),
    ("phones", "phone"),
    ("contacts", "contact"),
    ("addresses", "address"),
    ("schedules", "schedule"),
    ("service_areas", "service_area"),
    ("languages", "language"),
];

/// The rows of every table, by its name.
type Rijen = BTreeMap<&'static str, Vec<Vec<String>>>;

/// The files of the package, by their names. Cells are not guarded against a spreadsheet, as those of [`super::csv`] are:
/// this is read by programs, for which a `'` would be part of the text.
///
/// # Errors
/// A table cannot be written.
pub fn bestanden(uitvoer: &Uitvoer<'_>) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let mut rows = Rijen::new();
    elk(uitvoer, &mut |organization| {
        neem("organization", &organization, None, &mut rows);
        Ok(())
    })?;
    let mut files = vec![("datapackage.json", beschrijving()?)];
    for (name, path, columns) in TABELLEN {
        let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        table.write_record(columns.iter().map(|column| column.trim_start_matches('#')))?;
        for row in rows.remove(name).unwrap_or_default() {
            table.write_record(row)?;
        }
        files.push((path, table.into_inner().map_err(|error| io::Error::other(error.to_string()))?));
    }
    Ok(files)
}

/// Takes an object and what is within it into the tables.
fn neem(name: &'static str, object: &Map<String, Value>, above: Option<(&str, &str)>, rows: &mut Rijen) {
    let Some((_, _, columns)) = TABELLEN.iter().find(|(known, _, _)| *known == name) else { return };
    let cell = |column: &&str| {
        let column = column.trim_start_matches('#');
        match (above.filter(|(above, _)| column.strip_suffix("_id") == Some(above)), object.get(column)) {
            (Some((_, id)), _) => id.to_owned(),
            (None, Some(Value::String(text))) => text.clone(),
            (None, Some(Value::Number(number))) => number.to_string(),
            (None, Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None) => String::new(),
        }
    };
    rows.entry(name).or_default().push(columns.iter().map(cell).collect());
    let id = object.get("id").and_then(Value::as_str).unwrap_or_default();
    for (member, table) in BINNEN {
        let within = object.get(member).and_then(Value::as_array).into_iter().flatten();
        within.filter_map(Value::as_object).for_each(|other| neem(table, other, Some((name, id)), rows));
    }
}

/// What is in the files.
fn beschrijving() -> io::Result<Vec<u8>> {
    let resources: Vec<Value> = TABELLEN
        .iter()
        .map(|(name, path, columns)| {
            let fields: Vec<Value> = columns
                .iter()
                .map(|column| match column.strip_prefix('#') {
                    Some(number) => json!({ "name": number, "type": "number" }),
                    None => json!({ "name": column, "type": "string" }),
                })
                .collect();
            json!({
                "name": name,
                "path": path,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": { "fields": fields, "primaryKey": "id" },
            })
        })
        .collect();
    let package = json!({ "name": "netwerk", "profile": "tabular-data-package", "resources": resources });
    let mut text = serde_json::to_vec_pretty(&package)?;
    text.push(b'\n');
    Ok(text)
}
