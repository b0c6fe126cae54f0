//! Rows of which a column has no place in what they turned out to be: the address of an organisation becomes a place,
//! and an address that may be secret goes nowhere.

use std::collections::HashSet;

use super::geheim::{kan_geheim_zijn, zegt_geheim, zegt_opvang};
use super::{Concept, Gebrek, Ruw};
use crate::domain::netwerk::{LocatieSoort, Soort, Veld, Waarde};
use crate::domain::search::fold;

/// The same entries, with addresses where they may be.
pub(super) fn verdeel(concepten: Vec<Concept>, gebreken: &mut Vec<Gebrek>) -> Vec<Concept> {
    let shelters: HashSet<String> = concepten.iter().filter_map(schuilplaats).collect();
    let mut all = Vec::with_capacity(concepten.len());
    for mut concept in concepten {
        let Some(adres) = los_adres(&concept) else {
            all.push(concept);
            continue;
        };
        let works_there = shelters.contains(&fold(&tekst_van(&concept, Veld::Organisatie)));
        match concept.soort {
            // A town alone is no address: it stays in the note.
            Soort::Organisatie if adres.contains(char::is_numeric) || gevoelig(&concept) => {
                let place = plek(&mut concept, adres, gebreken);
                all.push(concept);
                all.extend(place);
            }
            Soort::Contact | Soort::Dienst if works_there || gevoelig(&concept) => {
                concept.velden.retain(|(veld, _)| *veld != Veld::Adres);
                let naam = [Veld::Naam, Veld::Functie].map(|veld| tekst_van(&concept, veld));
                let naam = naam.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
                let what = if concept.soort == Soort::Contact { "werkadres" } else { "adres" };
                gebreken.push(Gebrek {
                    plek: concept.plek.kolom(Veld::Adres.label()),
                    wat: format!("Het {what} van {naam} is niet overgenomen: het kan een geheim adres zijn."),
                    advies: "Zet het bij een plek als het bekend mag zijn.".to_owned(),
                    hele_rij: false,
                });
                all.push(concept);
            }
            Soort::Organisatie | Soort::Contact | Soort::Dienst | Soort::Locatie => all.push(concept),
        }
    }
    all
}

/// The address in an entry that has no field for it.
fn los_adres(concept: &Concept) -> Option<String> {
    let text = tekst_van(concept, Veld::Adres);
    Some(text).filter(|text| !text.is_empty() && !Veld::Adres.is_van(concept.soort))
}

/// The folded name of the organisation of which an entry says that its place is secret.
fn schuilplaats(concept: &Concept) -> Option<String> {
    let name = match concept.soort {
        Soort::Organisatie => Veld::Naam,
        Soort::Locatie => Veld::Organisatie,
        Soort::Contact | Soort::Dienst => return None,
    };
    Some(fold(&tekst_van(concept, name))).filter(|name| !name.is_empty() && gevoelig(concept))
}

/// The text that stands in a field of an entry; empty when none does.
fn tekst_van(concept: &Concept, veld: Veld) -> String {
    concept.velden.iter().find(|(other, _)| *other == veld).map_or_else(String::new, |(_, raw)| tekst(raw).to_owned())
}

/// What stands in a field as text.
pub(super) fn tekst(raw: &Ruw) -> &str {
    match raw {
        Ruw::Tekst(text) | Ruw::Naam(text) | Ruw::Ids { tekst: text, .. } => text.trim(),
        Ruw::Waarde(Waarde::Tekst(text)) => text.trim(),
        Ruw::Waarde(_) | Ruw::Sleutel(_) | Ruw::Leeg => "",
    }
}

/// Whether the address of an entry may be a secret one.
fn gevoelig(concept: &Concept) -> bool {
    let says_no = |text: &str| matches!(fold(text).as_str(), "" | "nee" | "n" | "no" | "0" | "onwaar" | "false");
    concept.velden.iter().any(|(veld, raw)| {
        let text = tekst(raw);
        if *veld == Veld::Geheim { !says_no(text) } else { kan_geheim_zijn(text) }
    })
}

/// The place where an organisation is, taken out of its row with what is said of it.
fn plek(concept: &mut Concept, adres: String, gebreken: &mut Vec<Gebrek>) -> Option<Concept> {
    let naam = tekst_van(concept, Veld::Naam);
    if naam.is_empty() {
        return None;
    }
    let org = match (&concept.id, &concept.sleutel) {
        (Some(id), _) => Ruw::Ids { ids: id.uuid().into(), tekst: naam.as_str().into() },
        (None, Some(key)) => Ruw::Sleutel(key.clone()),
        (None, None) => Ruw::Naam(naam.as_str().into()),
    };
    let mut velden = vec![
        (Veld::Naam, Ruw::Tekst(naam.as_str().into())),
        (Veld::Organisatie, org),
        (Veld::Adres, Ruw::Tekst(adres.into())),
    ];
    let is_secret = concept.velden.iter().any(|(_, raw)| zegt_geheim(tekst(raw)));
    let is_shelter = [Veld::Naam, Veld::Themas, Veld::OrgSoort, Veld::Doelgroep]
        .iter()
        .any(|veld| zegt_opvang(&tekst_van(concept, *veld)));
    let (moved, kept) = std::mem::take(&mut concept.velden)
        .into_iter()
        .partition(|(veld, _)| matches!(veld, Veld::Geheim | Veld::LocatieSoort));
    concept.velden = kept;
    concept.velden.retain(|(veld, _)| *veld != Veld::Adres);
    let moved: Vec<(Veld, Ruw)> = moved;
    let says = |veld: Veld| moved.iter().any(|(other, raw)| *other == veld && !tekst(raw).is_empty());
    let mark = if says(Veld::Geheim) {
        None
    } else if is_secret {
        let wat = "Uit een tekst in deze rij blijkt dat iets geheim is; de plek is daarom geheim gemaakt.";
        Some(((Veld::Geheim, Ruw::Waarde(Waarde::JaNee(true))), wat))
    } else if is_shelter && !says(Veld::LocatieSoort) {
        let wat = "Dit lijkt het adres van een opvang; de plek is daarom een opvang, en geheim.";
        Some(((Veld::LocatieSoort, Ruw::Tekst(LocatieSoort::Opvang.id().into())), wat))
    } else {
        None
    };
    velden.extend(moved);
    let plek = concept.plek.kolom(Veld::Adres.label());
    if let Some((field, wat)) = mark {
        velden.retain(|(veld, _)| *veld != field.0);
        velden.push(field);
        gebreken.push(Gebrek {
            plek: plek.clone(),
            wat: wat.to_owned(),
            advies: "Mag het adres bekend zijn, zet Geheim dan op nee.".to_owned(),
            hele_rij: false,
        });
    }
    let sleutel = concept.sleutel.as_ref().map(|key| format!("{key}#adres").into());
    Some(Concept { plek, soort: Soort::Locatie, id: None, sleutel, velden, bevestigd: None })
}
