//! Files as partners send them, with what somebody who had not seen the program expects of them.

use std::fs;
use std::path::PathBuf;

use aandacht::app::uitwissel::{self, Binnen};
use aandacht::domain::inhoud::Gemeenten;
use aandacht::domain::kluis::{Model, Moment};
use aandacht::domain::netwerk::invoer::afzender::Afzender;
use aandacht::domain::netwerk::invoer::blad::{Namen, blad};
use aandacht::domain::netwerk::invoer::koppeling::bruikbaar;
use aandacht::domain::netwerk::invoer::voorstel::{Lot, Voorstel, Voorstelrij, voorstel};
use aandacht::domain::netwerk::invoer::{Concept, Gelezen, Inlezing};
use aandacht::domain::netwerk::{Veld, Waarde, gemeente_naam, nummer_tekst};
use jiff::civil::date;
use serde_json::Value;

use crate::common::netwerk::gemeenten;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/import/partners")
}

/// A file, read and compared with an empty network, without any help from a user.
fn gelezen(bestand: &str) -> (Inlezing, Voorstel) {
    let Binnen::Ander(mut read) =
        uitwissel::lees(&folder().join(bestand)).unwrap_or_else(|fault| panic!("{bestand}: {fault:?}"))
    else {
        panic!("{bestand} is no network file")
    };
    let afzender = Afzender::default();
    let mut gebreken = std::mem::take(&mut read.gebreken);
    let concepten: Vec<Concept> = match std::mem::replace(&mut read.inhoud, Gelezen::Concepten(Vec::new())) {
        Gelezen::Concepten(concepten) => concepten,
        Gelezen::Tabellen(tabellen) => {
            let (tabellen, said) = bruikbaar(tabellen);
            read.opmerkingen.extend(said);
            let lees = |tabel| {
                let koppeling = afzender.koppeling(&tabel);
                assert_eq!(koppeling.bezwaar(), None, "{bestand}");
                let (found, wrong) = koppeling.lees(tabel);
                gebreken.extend(wrong);
                found
            };
            tabellen.into_iter().flat_map(lees).collect()
        }
    };
    let now = Moment::utc(date(2026, 11, 22).at(10, 0, 0, 0));
    let plan = voorstel(&Model::default(), &gemeenten(), &afzender, concepten, gebreken, now);
    (*read, plan)
}

fn verwacht() -> Vec<Value> {
    let text = fs::read_to_string(folder().join("verwacht.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    file["bestanden"].as_array().unwrap().clone()
}

/// The texts of a list in the expectations; a single text is a list of one.
fn teksten(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// The numbers of a row and the names of its municipalities, as a coordinator writes them.
fn lijsten(rij: &Voorstelrij, table: &Gemeenten) -> (Vec<String>, Vec<String>) {
    let value = |veld: Veld| rij.velden.iter().find(|(other, _)| *other == veld).and_then(|(_, waarde)| waarde.clone());
    let numbers = match value(Veld::Telefoons) {
        Some(Waarde::Telefoons(all)) => all.iter().map(|one| nummer_tekst(&one.nummer)).collect(),
        _ => Vec::new(),
    };
    let mut towns: Vec<String> = match value(Veld::Gemeenten) {
        Some(Waarde::Lijst(all)) => all.iter().map(|code| gemeente_naam(table, code).to_owned()).collect(),
        _ => Vec::new(),
    };
    towns.sort();
    (numbers, towns)
}

fn tekst(rij: &Voorstelrij, veld: Veld) -> String {
    match rij.velden.iter().find(|(other, _)| *other == veld) {
        Some((_, Some(Waarde::Tekst(text)))) => text.to_string(),
        _ => String::new(),
    }
}

/// The pages that a user sees before anything is taken over.
#[test]
fn what_every_file_would_change_is_told_row_by_row() {
    let table = gemeenten();
    for known in verwacht() {
        let bestand = known["bestand"].as_str().unwrap();
        if known["oordeel"] == "weigeren" {
            continue;
        }
        let (read, plan) = gelezen(bestand);
        let model = Model::default();
        let page = blad(&read, &plan, &Namen::new(&model, &table, &plan), usize::MAX);
        let lines: Vec<String> = page.iter().map(|block| block.text()).collect();
        insta::assert_snapshot!(format!("partners-{bestand}"), lines.join("\n"));
    }
}

/// The rows that were picked as examples hold what a careful coordinator reads in them.
#[test]
fn the_sample_rows_hold_what_a_coordinator_reads_in_them() {
    let table = gemeenten();
    let mut wrong = Vec::new();
    let mut looked = 0;
    for known in verwacht() {
        let bestand = known["bestand"].as_str().unwrap();
        if known["oordeel"] == "weigeren" {
            continue;
        }
        let (_, plan) = gelezen(bestand);
        for (soort, count) in known["aantallen"].as_object().into_iter().flatten() {
            let of_kind =
                |rij: &&Voorstelrij| rij.soort.id() == soort && !rij.alleen_genoemd && rij.lot != Lot::Geweigerd;
            let found = plan.rijen.iter().filter(of_kind).count();
            if Some(found as u64) != count.as_u64() {
                wrong.push(format!("{bestand}: {found} keer {soort} in plaats van {count}"));
            }
        }
        for sample in known["voorbeelden"].as_array().into_iter().flatten() {
            let velden = &sample["velden"];
            let wanted = |name: &str| velden[name].as_str().unwrap_or_default().to_owned();
            let names = teksten(&velden["naam"]);
            let key = names.first().filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| wanted("functie"));
            let keys = if names.is_empty() { vec![key.clone()] } else { names };
            let is_it = |rij: &&Voorstelrij| {
                !rij.alleen_genoemd
                    && [tekst(rij, Veld::Naam), tekst(rij, Veld::Functie)].iter().any(|text| keys.contains(text))
            };
            let kind = sample["soort"].as_str().unwrap_or_default();
            let same_kind = plan.rijen.iter().filter(is_it).find(|rij| rij.soort.id() == kind);
            let found = same_kind.or_else(|| plan.rijen.iter().find(is_it));
            let Some(rij) = found else {
                wrong.push(format!("{bestand}: {key} is niet gelezen"));
                continue;
            };
            looked += 1;
            if !kind.is_empty() && rij.soort.id() != kind {
                wrong.push(format!("{bestand}: {key} is een {} in plaats van een {kind}", rij.soort.id()));
            }
            let (numbers, towns) = lijsten(rij, &table);
            for (id, found) in [("telefoons", &numbers), ("gemeenten", &towns)] {
                if velden.get(id).is_some() && *found != teksten(&velden[id]) {
                    wrong.push(format!("{bestand}: {key}, {id}: {found:?} in plaats van {}", velden[id]));
                }
            }
            for (id, found) in [("telefoons_bevat", numbers.join("\n")), ("notitie_bevat", tekst(rij, Veld::Notitie))] {
                for part in teksten(&velden[id]).iter().filter(|part| !found.contains(part.as_str())) {
                    wrong.push(format!("{bestand}: {key}, {id}: {part:?} ontbreekt in {found:?}"));
                }
            }
            for (id, veld) in [("email", Veld::Email), ("notitie", Veld::Notitie), ("adres", Veld::Adres)] {
                let is_empty = velden.get(id).is_some_and(Value::is_null);
                let differs = id != "email" && velden[id].is_string() && veld.is_van(rij.soort);
                if (is_empty || differs) && tekst(rij, veld) != wanted(id) {
                    wrong.push(format!("{bestand}: {key}, {id}: {:?} in plaats van {}", tekst(rij, veld), velden[id]));
                }
            }
            for (id, veld) in [("functie", Veld::Functie), ("email", Veld::Email), ("website", Veld::Website)] {
                if velden[id].is_string() && veld.is_van(rij.soort) && tekst(rij, veld) != wanted(id) {
                    wrong.push(format!(
                        "{bestand}: {key}, {id}: {:?} in plaats van {:?}",
                        tekst(rij, veld),
                        wanted(id)
                    ));
                }
            }
            if velden["organisatie"].is_string() {
                let refers = rij.velden.iter().find_map(|(veld, waarde)| match (veld, waarde) {
                    (Veld::Organisatie, Some(Waarde::Verwijzing(id))) => {
                        plan.rijen.iter().find(|other| other.id == *id)
                    }
                    _ => None,
                });
                let org = refers.map_or("", |org| org.titel.as_str());
                if org != wanted("organisatie") {
                    wrong.push(format!(
                        "{bestand}: {key}, organisatie: {org:?} in plaats van {:?}",
                        wanted("organisatie")
                    ));
                }
            }
        }
    }
    assert!(looked > 40, "{looked} rows were looked at");
    insta::assert_snapshot!("partners-afwijkingen", wrong.join("\n"));
}

/// What is nothing that we read says what it seems to be.
#[test]
fn what_is_not_what_its_name_says_is_refused_and_named() {
    let said: Vec<String> = verwacht()
        .iter()
        .filter(|known| known["oordeel"] == "weigeren")
        .map(|known| {
            let bestand = known["bestand"].as_str().unwrap();
            let fault =
                uitwissel::lees(&folder().join(bestand)).err().unwrap_or_else(|| panic!("{bestand} is refused"));
            format!("{bestand}: {} {} {}", fault.wat, fault.waarom, fault.advies)
        })
        .collect();
    assert_eq!(said.len(), 5);
    insta::assert_snapshot!("partners-geweigerd", said.join("\n"));
}
