//! What groups voted, as it stands in a file or comes from the screens.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::fout::Rekenfout;
use super::stem::Stemronde;

/// Most groups that a workshop has.
pub const MEESTE_GROEPEN: usize = 200;
/// With fewer voters than this no number means much.
pub const WEINIG: u32 = 4;

/// A group of a workshop: a table, a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stemgroep {
    /// How it is called, such as `tafel 1`; never the name of a person.
    pub naam: String,
    /// How many people are in it.
    pub aantal: u16,
}

/// What groups voted: on every question once, and on some again after they talked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stemming {
    /// The groups.
    pub groepen: Vec<Stemgroep>,
    /// The votes, one entry a question.
    pub rondes: Vec<Stemronde>,
    /// The votes after the talk; a question that was not voted on again is not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tweede: Vec<Stemronde>,
    /// Code or id of the case that it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casus: Option<String>,
    /// The round of the case, from 1; its last one when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ronde: Option<u16>,
    /// By question: the fact that the groups named as what tipped them. Without it, that of the case counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub omslag: BTreeMap<String, String>,
}

impl Stemming {
    /// How many people take part.
    pub fn mensen(&self) -> u32 {
        self.groepen.iter().map(|groep| u32::from(groep.aantal)).sum()
    }

    /// The second vote on a question.
    pub fn tweede(&self, vraag: &str) -> Option<&Stemronde> {
        self.tweede.iter().find(|ronde| ronde.vraag == vraag)
    }

    /// How the votes stand in the end: the second one where there is one.
    pub fn laatste(&self) -> impl Iterator<Item = &Stemronde> {
        self.rondes.iter().map(|ronde| self.tweede(&ronde.vraag).unwrap_or(ronde))
    }

    /// Whether it can be added up.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn controleer(&self) -> Result<(), Rekenfout> {
        if self.groepen.is_empty() {
            return Err(Rekenfout::GeenGroepen);
        }
        if self.groepen.len() > MEESTE_GROEPEN {
            return Err(Rekenfout::TeVeelGroepen(self.groepen.len()));
        }
        if let Some(at) = self.groepen.iter().position(|groep| groep.aantal == 0) {
            return Err(Rekenfout::LegeGroep(at + 1));
        }
        if self.rondes.is_empty() {
            return Err(Rekenfout::GeenVragen);
        }
        self.vragen(&self.rondes)?;
        self.vragen(&self.tweede)?;
        for (at, tweede) in self.tweede.iter().enumerate() {
            let first = self.rondes.iter().find(|first| first.vraag == tweede.vraag);
            if first.is_none_or(|first| first.keuzes != tweede.keuzes) {
                return Err(Rekenfout::AndereTweede(at + 1));
            }
        }
        Ok(())
    }

    fn vragen(&self, rondes: &[Stemronde]) -> Result<(), Rekenfout> {
        let mut seen = HashSet::new();
        for (at, ronde) in rondes.iter().enumerate() {
            if !seen.insert(ronde.vraag.as_str()) {
                return Err(Rekenfout::DubbeleVraag(at + 1));
            }
            self.vraag(at + 1, ronde)?;
        }
        Ok(())
    }

    fn vraag(&self, vraag: usize, ronde: &Stemronde) -> Result<(), Rekenfout> {
        let keuzes = ronde.keuzes.len();
        if keuzes < 2 {
            return Err(Rekenfout::TeWeinigKeuzes(vraag));
        }
        if ronde.keuzes.iter().collect::<HashSet<_>>().len() < keuzes {
            return Err(Rekenfout::DubbeleKeuze(vraag));
        }
        if ronde.groepen.len() != self.groepen.len() {
            let (stemmen, groepen) = (ronde.groepen.len(), self.groepen.len());
            return Err(Rekenfout::AnderAantalGroepen { vraag, stemmen, groepen });
        }
        for (at, (stem, groep)) in ronde.groepen.iter().zip(&self.groepen).enumerate() {
            let nr = at + 1;
            if stem.aantallen.len() != keuzes {
                let aantallen = stem.aantallen.len();
                return Err(Rekenfout::AnderAantalAntwoorden { vraag, groep: nr, aantallen, keuzes });
            }
            if stem.totaal() > u32::from(groep.aantal) {
                let (stemmen, mensen) = (stem.totaal(), groep.aantal);
                return Err(Rekenfout::TeVeelStemmen { vraag, groep: nr, stemmen, mensen });
            }
            if !stem.zekerheid.is_empty() && stem.zekerheid.len() != keuzes {
                return Err(Rekenfout::AnderAantalZekerheden { vraag, groep: nr });
            }
            if let Some(gegeven) = stem.zekerheid.iter().flatten().find(|value| !(1..=5).contains(*value)) {
                return Err(Rekenfout::Zekerheid { vraag, groep: nr, gegeven: *gegeven });
            }
        }
        Ok(())
    }
}
