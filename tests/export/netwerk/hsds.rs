//! Open Referral: every entry once, in its place, and the package with the same rows.

use std::collections::{BTreeMap, BTreeSet};

use aandacht::domain::netwerk::plat::schrijf;
use aandacht::domain::netwerk::uitvoer::{Uitvoer, Uitvoerkeuze};
use aandacht::domain::netwerk::{Soort, Veld, Waarde};
use aandacht::export::netwerk::hsds_pakket;
use serde_json::Value;

use super::een;
use crate::common::uitvoernet::{gemeenten, model, nummer, uitvoernet, vermelding};

fn lijst(model: &aandacht::domain::kluis::Model) -> Vec<Value> {
    serde_json::from_str(&een(model, &Uitvoerkeuze::default(), "hsds")).expect("a list")
}

/// Every object with an id, at any depth.
fn objecten<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| objecten(item, found)),
        Value::Object(members) => {
            if members.contains_key("id") {
                found.push(value);
            }
            members.values().for_each(|member| objecten(member, found));
        }
        _ => {}
    }
}

#[test]
fn the_list_is_valid_and_has_every_field_of_every_entry_once() {
    let (model, gemeenten) = (uitvoernet(), gemeenten());
    let uitvoer = Uitvoer::van(&model, &gemeenten, &Uitvoerkeuze::default());
    let list = Value::Array(lijst(&model));
    let schema: Value =
        serde_json::from_str(include_str!("../../data/hsds/organisaties.schema.json")).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let wrong: Vec<String> = validator.iter_errors(&list).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let mut found = Vec::new();
    objecten(&list, &mut found);
    let own: BTreeMap<&str, &Value> = found
        .iter()
        .filter(|object| object["x_aandacht"]["soort"].is_string())
        .map(|object| (object["id"].as_str().expect("an id"), &object["x_aandacht"]))
        .collect();
    assert_eq!(own.len(), uitvoer.len());
    for (id, entry) in uitvoer.rijen() {
        let object = own[id.uuid().as_str()];
        assert_eq!(object["soort"], entry.soort().id());
        for (veld, waarde, _) in entry.velden() {
            let text = schrijf(uitvoer.netwerk(), &gemeenten, veld, waarde.expect("it is filled"));
            assert_eq!(object["velden"][veld.id()], text);
        }
        let known = entry.bevestigd().map_or(Value::Null, |known| known.door.clone().into());
        assert_eq!(object["bevestigd"]["door"], known);
    }
}

#[test]
fn hours_of_a_week_become_rules_and_an_address_its_parts() {
    let org = || (nummer(1), vermelding(Soort::Organisatie, vec![(Veld::Naam, Waarde::tekst("Een"))]));
    for (line, wanted) in [
        (
            "ma-wo, vr 9.00-12.00, 13.00-17.00; feestdagen dicht",
            vec!["MO,TU,WE,FR 09:00 12:00", "MO,TU,WE,FR 13:00 17:00"],
        ),
        ("za 22.00-6.00; 2026-12-24 9.00-12.00", vec!["SA 22:00 06:00"]),
        ("dag en nacht", vec!["MO,TU,WE,TH,FR,SA,SU 00:00 24:00"]),
        ("op afspraak", vec!["  "]),
    ] {
        let uren = aandacht::domain::uren::Openingstijden::lees(line).expect("hours");
        let velden = vec![
            (Veld::Naam, Waarde::tekst("Plek")),
            (Veld::Organisatie, Waarde::Verwijzing(nummer(1))),
            (Veld::Openingstijden, Waarde::Uren(uren)),
        ];
        let list = lijst(&model([org(), (nummer(2), vermelding(Soort::Locatie, velden))]));
        let rules = list[0]["locations"][0]["schedules"].as_array().expect("schedules");
        let text = |rule: &Value, name: &str| rule[name].as_str().unwrap_or_default().to_owned();
        let found: Vec<String> = rules
            .iter()
            .map(|rule| [text(rule, "byday"), text(rule, "opens_at"), text(rule, "closes_at")].join(" "))
            .collect();
        assert_eq!(found, wanted, "{line}");
    }
    for (adres, wanted) in [
        ("Voorbeeldstraat 12a, 6411 ab Heerlen", ["Voorbeeldstraat 12a", "6411 AB", "Heerlen"]),
        ("Plein 1\n6461CD  Kerkrade", ["Plein 1", "6461 CD", "Kerkrade"]),
        ("Plein 1944 te Heerlen", ["Plein 1944 te Heerlen", "", ""]),
        ("Straße 1234 ABC", ["Straße 1234 ABC", "", ""]),
        ("é1234é", ["é1234é", "", ""]),
    ] {
        let velden = vec![
            (Veld::Naam, Waarde::tekst("Plek")),
            (Veld::Organisatie, Waarde::Verwijzing(nummer(1))),
            (Veld::Adres, Waarde::tekst(adres)),
        ];
        let list = lijst(&model([org(), (nummer(2), vermelding(Soort::Locatie, velden))]));
        let made = &list[0]["locations"][0]["addresses"][0];
        assert_eq!(
            [&made["address_1"], &made["postal_code"], &made["city"]].map(|part| part.as_str().expect("text")),
            wanted
        );
    }
}

#[test]
fn the_package_has_a_row_for_every_object_and_every_reference_leads_somewhere() {
    let (model, gemeenten) = (uitvoernet(), gemeenten());
    let uitvoer = Uitvoer::van(&model, &gemeenten, &Uitvoerkeuze::default());
    let files: BTreeMap<&str, Vec<u8>> = hsds_pakket::bestanden(&uitvoer).expect("a package").into_iter().collect();
    let package: Value = serde_json::from_slice(&files["datapackage.json"]).expect("JSON");
    let (mut ids, mut references) = (BTreeSet::new(), BTreeSet::new());
    for resource in package["resources"].as_array().expect("resources") {
        let file = &files[resource["path"].as_str().expect("a path")];
        let mut table = ::csv::Reader::from_reader(file.as_slice());
        let head: Vec<String> = table.headers().expect("a header").iter().map(str::to_owned).collect();
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        assert_eq!(head, fields.iter().map(|field| field["name"].as_str().expect("a name")).collect::<Vec<_>>());
        for row in table.records() {
            let row = row.expect("a row");
            for (name, cell) in head.iter().zip(&row).filter(|(_, cell)| !cell.is_empty()) {
                match name.as_str() {
                    "id" => assert!(ids.insert(cell.to_owned()), "{cell} stands there twice"),
                    name if name.ends_with("_id") => drop(references.insert(cell.to_owned())),
                    _ => {}
                }
            }
        }
    }
    assert!(references.is_subset(&ids) && !references.is_empty());
    let list = Value::Array(lijst(&model));
    let mut objects = Vec::new();
    objecten(&list, &mut objects);
    assert_eq!(ids.len(), objects.len());
    let text: Vec<u8> = files.into_values().flatten().collect();
    assert!(!String::from_utf8(text).expect("text").contains(crate::common::uitvoernet::GEHEIM));
}
