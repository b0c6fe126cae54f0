//! The numbered facts of the domain, so that no content is firmer than what it rests on.

use std::collections::HashMap;

use serde::Deserialize;

use super::kop::{Punt, Zekerheid};
use super::{Inhoud, Problems};

/// One fact: its number, its certainty and where it was found.
#[derive(Debug, Clone, Deserialize)]
pub struct Feit {
    /// Number in the domain files, such as `F3.01`.
    pub nummer: String,
    /// The weakest certainty that the domain file gives it.
    pub zekerheid: Zekerheid,
    /// Domain file it stands in.
    pub bestand: String,
    /// Addresses of its sources.
    #[serde(default)]
    pub vindplaatsen: Vec<String>,
    /// Facts that correct or complete it.
    #[serde(default)]
    pub vervangen_door: Vec<String>,
}

#[derive(Deserialize)]
struct FeitenFile {
    feiten: Vec<Feit>,
}

/// All facts by number.
#[derive(Debug, Default)]
pub struct Feiten {
    by_number: HashMap<String, Feit>,
}

impl Feiten {
    /// Reads `feiten.json`.
    ///
    /// # Errors
    /// The JSON error, with line and column.
    pub fn from_json(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let file: FeitenFile = serde_json::from_slice(bytes)?;
        Ok(Feiten { by_number: file.feiten.into_iter().map(|feit| (feit.nummer.clone(), feit)).collect() })
    }

    /// The fact with this number.
    pub fn get(&self, nummer: &str) -> Option<&Feit> {
        self.by_number.get(nummer)
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.by_number.len()
    }

    /// Whether there is no fact at all.
    pub fn is_empty(&self) -> bool {
        self.by_number.is_empty()
    }
}

/// Adds a problem for every statement that names an unknown fact, leans on a corrected fact without its correction,
/// or is firmer than its weakest fact.
pub fn check_facts(inhoud: &Inhoud, feiten: &Feiten, problems: &mut Problems) {
    for statement in statements(inhoud) {
        let mut weakest = Zekerheid::Hoog;
        for nummer in statement.feiten {
            match feiten.get(nummer) {
                None => problems.add(
                    &*statement.place,
                    format!("Het feit {nummer} bestaat niet."),
                    "Kies een nummer uit checklists/feiten.json.",
                ),
                Some(feit) => {
                    weakest = weakest.min(feit.zekerheid);
                    let corrected = !feit.vervangen_door.is_empty()
                        && !feit.vervangen_door.iter().any(|by| statement.feiten.contains(by));
                    if corrected {
                        problems.add(
                            &*statement.place,
                            format!("Het feit {nummer} is gecorrigeerd of aangevuld."),
                            format!("Lees en noem ook {}.", feit.vervangen_door.join(" of ")),
                        );
                    }
                }
            }
        }
        if statement.zekerheid > weakest {
            problems.add(
                &*statement.place,
                format!(
                    "Zekerheid {} is hoger dan die van het zwakste feit ({}).",
                    statement.zekerheid.name(),
                    weakest.name()
                ),
                format!("Zet `zekerheid` op {} of noem alleen de feiten waarop de tekst rust.", weakest.name()),
            );
        }
    }
}

/// Something that is said, with the facts it rests on.
struct Statement<'a> {
    place: String,
    feiten: &'a [String],
    zekerheid: Zekerheid,
}

fn statements(inhoud: &Inhoud) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut add = |place: String, feiten, zekerheid| found.push(Statement { place, feiten, zekerheid });
    match inhoud {
        Inhoud::Beslisboom(file) => {
            if let Some(kader) = &file.inhoud.kader {
                add("kader".to_owned(), &kader.feiten, kader.zekerheid);
            }
            for knoop in &file.inhoud.knopen {
                let place = format!("knoop {}", knoop.kop.id);
                let own = knoop.kop.zekerheid.unwrap_or(Zekerheid::Hoog);
                for (punt, name) in knoop.punten() {
                    own_origin(punt, &format!("{place}, {name}"), &knoop.kop.feiten, &mut add);
                }
                for (feiten, zekerheid, name) in knoop.parts_with_origin() {
                    let feiten = if feiten.is_empty() { &knoop.kop.feiten } else { feiten };
                    add(format!("{place}, {name}"), feiten, zekerheid.unwrap_or(own));
                }
                add(place, &knoop.kop.feiten, own);
            }
        }
        Inhoud::Signalen(file) => {
            file.inhoud.let_op.iter().for_each(|punt| own_origin(punt, "let_op", &[], &mut add));
            for item in file.inhoud.items() {
                add(format!("signaal {}", item.id), &item.feiten, item.zekerheid);
            }
        }
        Inhoud::Naslag(file) => {
            for deel in &file.inhoud.hoofdstukken {
                let place = format!("hoofdstuk {}", deel.id);
                deel.punten.iter().for_each(|punt| own_origin(punt, &place, &deel.feiten, &mut add));
                add(place, &deel.feiten, deel.zekerheid);
            }
        }
        Inhoud::Nummers(file) => {
            file.inhoud.noodregels.iter().for_each(|punt| own_origin(punt, "noodregels", &[], &mut add));
            for nummer in &file.inhoud.nummers {
                add(format!("nummer {}", nummer.id), &nummer.feiten, nummer.zekerheid);
            }
        }
        Inhoud::Woordenlijst(file) => {
            for woord in &file.inhoud.woorden {
                add(format!("woord {}", woord.id), &woord.feiten, woord.zekerheid);
            }
        }
        Inhoud::Schrijfhulp(file) => {
            for groep in &file.inhoud.groepen {
                add(format!("groep {}", groep.id), &groep.feiten, groep.zekerheid);
            }
        }
        Inhoud::Bewaartermijnen(file) => {
            file.inhoud.inleiding.iter().for_each(|punt| own_origin(punt, "inleiding", &[], &mut add));
            for termijn in &file.inhoud.termijnen {
                let place = format!("termijn {}", termijn.id);
                termijn.let_op.iter().for_each(|punt| own_origin(punt, &place, &termijn.feiten, &mut add));
                add(place, &termijn.feiten, termijn.zekerheid);
            }
        }
        Inhoud::Netwerk(file) => {
            for part in &file.inhoud.deelregios {
                add(format!("deelregio {}", part.id), &part.feiten, part.zekerheid);
            }
            for entry in &file.inhoud.vermeldingen {
                add(format!("vermelding {}", entry.id), &entry.feiten, entry.zekerheid);
            }
        }
        Inhoud::Werkvorm(file) => {
            let werkvorm = &file.inhoud;
            add(String::new(), &werkvorm.feiten, werkvorm.zekerheid);
            for kaart in werkvorm.oefening.iter().flat_map(|oefening| &oefening.kaarten) {
                add(format!("kaart {}", kaart.id), &kaart.feiten, kaart.zekerheid);
            }
        }
        Inhoud::Casus(file) => add(String::new(), &file.inhoud.feiten, file.inhoud.zekerheid),
        Inhoud::Anoniem(file) => {
            for lijst in &file.inhoud.lijsten {
                add(format!("lijst {}", lijst.titel), &lijst.feiten, lijst.zekerheid);
            }
        }
        Inhoud::Gemeenten(_) => {}
    }
    found
}

/// A point that states its certainty; without facts of its own it rests on those `around` it.
fn own_origin<'a>(
    punt: &'a Punt,
    place: &str,
    around: &'a [String],
    add: &mut impl FnMut(String, &'a [String], Zekerheid),
) {
    if let Punt::Object(punt) = punt
        && let Some(zekerheid) = punt.zekerheid
    {
        let feiten = if punt.feiten.is_empty() { around } else { &punt.feiten };
        add(place.to_owned(), feiten, zekerheid);
    }
}
