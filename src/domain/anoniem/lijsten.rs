//! The lists of words, ready to be looked up.

use std::collections::HashSet;

use crate::domain::inhoud::{Anoniem, Anoniemgebruik};
use crate::domain::reading::Phrases;
use crate::domain::search::fold;

/// What the lists say, by how it is asked.
#[derive(Debug, Default)]
pub struct Lijsten {
    /// Words and phrases whose capital says nothing of a person.
    pub gewoon: Phrases<()>,
    /// Words before a name.
    pub aanspreking: HashSet<String>,
    /// Particles in a name.
    pub tussenvoegsel: HashSet<String>,
    /// Endings of streets, and whether they are one without a capital too: `-straat`, but `-Berg`.
    pub straat_eind: Vec<(String, bool)>,
    /// Words that are streets by themselves.
    pub straat: HashSet<String>,
    /// First names that are no other word.
    pub voornaam: HashSet<String>,
    /// First names that are ordinary words too.
    pub voornaam_hoofdletter: HashSet<String>,
    /// Surnames that are ordinary words too.
    pub achternaam: HashSet<String>,
    /// The digits of public numbers.
    pub nummer: HashSet<String>,
    /// Abbreviations without their dots.
    pub afkorting: HashSet<String>,
}

impl Lijsten {
    /// The lists of a file.
    pub fn van(file: &Anoniem) -> Lijsten {
        let mut found = Lijsten::default();
        for lijst in &file.lijsten {
            for woord in &lijst.woorden {
                found.add(lijst.id, woord);
            }
        }
        found
    }

    fn add(&mut self, id: Anoniemgebruik, woord: &str) {
        let folded = fold(woord);
        match id {
            Anoniemgebruik::Gewoon => self.gewoon.add(woord, ()),
            Anoniemgebruik::Aanspreking => drop(self.aanspreking.insert(folded)),
            Anoniemgebruik::Tussenvoegsel => drop(self.tussenvoegsel.insert(folded)),
            Anoniemgebruik::Straat if woord.starts_with('-') => {
                let small = !woord.contains(char::is_uppercase);
                self.straat_eind.push((folded.clone(), small));
                self.straat.insert(folded);
            }
            Anoniemgebruik::Straat => drop(self.straat.insert(folded)),
            Anoniemgebruik::Voornaam => drop(self.voornaam.insert(folded)),
            Anoniemgebruik::VoornaamHoofdletter => drop(self.voornaam_hoofdletter.insert(folded)),
            Anoniemgebruik::AchternaamHoofdletter => drop(self.achternaam.insert(folded)),
            Anoniemgebruik::Nummer => drop(self.nummer.insert(digits(woord))),
            Anoniemgebruik::Afkorting => drop(self.afkorting.insert(folded.replace(' ', ""))),
        }
    }

    /// Whether a telephone number is a public one.
    pub fn is_openbaar(&self, number: &str) -> bool {
        let digits = digits(number);
        let home = digits.strip_prefix("0031").or_else(|| digits.strip_prefix("31"));
        self.nummer.contains(&digits) || home.is_some_and(|rest| self.nummer.contains(&format!("0{rest}")))
    }
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
