//! What is kept of an exercise: the picture of the group, never a person, and only in practice.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fout::Rekenfout;
use super::rekenen::{Overeenstemming, Rekening, reken};
use super::stemming::Stemming;
use crate::domain::fault::Fault;
use crate::domain::inhoud::{Bestand, Oefencasus, Werkvorm};
use crate::domain::kluis::{Batch, Entity, Key, is_oefening};

/// An exercise that was done: counts of everybody together, no group by name, nobody's own vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oefenuitslag {
    /// The day.
    pub datum: Date,
    /// Code of the exercise, such as `W08`.
    pub code: String,
    /// Its title as it was then.
    pub titel: String,
    /// Code of the case, such as `C06`; empty where there was none.
    #[serde(default)]
    pub casus: String,
    /// Its title as it was then.
    #[serde(default)]
    pub casustitel: String,
    /// How many groups.
    pub groepen: u16,
    /// How many people.
    pub deelnemers: u32,
    /// What came out, a round and question each.
    #[serde(default)]
    pub vragen: Vec<Vraaguitslag>,
    /// What a newer program wrote beside it.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// What came out of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vraaguitslag {
    /// The round of the case, from 1; 0 where there is no case.
    pub ronde: u16,
    /// The question: `v1` to `v5`, or the id of a card.
    pub vraag: String,
    /// Ids of the answers.
    pub keuzes: Vec<String>,
    /// How many people chose each, before the talk.
    pub voor: Vec<u32>,
    /// The same after it; empty where there was no second vote.
    #[serde(default)]
    pub na: Vec<u32>,
    /// How many groups had another answer after the talk.
    #[serde(default)]
    pub verschoven: u16,
    /// Id of the fact that tipped it, as the groups named it.
    #[serde(default)]
    pub omslagfeit: Option<String>,
    /// Answers to talk about: sure of it, and not what most chose.
    #[serde(default)]
    pub bespreken: Vec<Bespreken>,
}

/// An answer to talk about, without whose it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bespreken {
    /// The answer.
    pub keuze: String,
    /// How many groups.
    pub groepen: u16,
    /// How certain the most certain of them was.
    pub zekerheid: u8,
}

impl Entity for Oefenuitslag {
    const KIND: &'static str = "oefenuitslag";
    const VERSION: u32 = 1;
}

/// What an exercise was, beside its votes.
#[derive(Debug, Clone, Copy)]
pub struct Uitslagkop<'a> {
    /// The day.
    pub datum: Date,
    /// The exercise.
    pub werkvorm: &'a Bestand<Werkvorm>,
    /// The case, where it takes one.
    pub casus: Option<&'a Bestand<Oefencasus>>,
}

impl Oefenuitslag {
    /// What is kept of votes: one [`Stemming`] a round.
    ///
    /// # Errors
    /// What is wrong with the votes.
    pub fn van(kop: Uitslagkop<'_>, stemmingen: &[Stemming]) -> Result<Oefenuitslag, Rekenfout> {
        let mut vragen = Vec::new();
        for stemming in stemmingen {
            let ronde = stemming.ronde.unwrap_or_else(|| last_round(kop.casus));
            vragen.extend(vraaguitslagen(stemming, &reken(stemming)?, ronde));
        }
        let most = |count: &dyn Fn(&Stemming) -> u32| stemmingen.iter().map(count).max().unwrap_or(0);
        Ok(Oefenuitslag {
            datum: kop.datum,
            code: kop.werkvorm.inhoud.code.clone(),
            titel: kop.werkvorm.kop.titel.clone(),
            casus: kop.casus.map(|file| file.inhoud.code.clone()).unwrap_or_default(),
            casustitel: kop.casus.map(|file| file.kop.titel.clone()).unwrap_or_default(),
            groepen: small(most(&|one| u32::try_from(one.groepen.len()).unwrap_or(u32::MAX))),
            deelnemers: most(&Stemming::mensen),
            vragen,
            rest: Map::new(),
        })
    }
}

fn last_round(casus: Option<&Bestand<Oefencasus>>) -> u16 {
    casus.map_or(0, |file| u16::try_from(file.inhoud.ronden.len()).unwrap_or(u16::MAX))
}

fn vraaguitslagen(stemming: &Stemming, rekening: &Rekening, ronde: u16) -> Vec<Vraaguitslag> {
    let moved = |vraag: &str| rekening.verschuivingen.iter().find(|moved| moved.vraag == vraag);
    let one = |(at, vote): (usize, &super::Stemronde)| Vraaguitslag {
        ronde,
        vraag: vote.vraag.clone(),
        keuzes: vote.keuzes.clone(),
        voor: rekening.vragen.get(at).map(|found| found.aantallen.clone()).unwrap_or_default(),
        na: rekening.tweede.get(at).and_then(Option::as_ref).map(|found| found.aantallen.clone()).unwrap_or_default(),
        verschoven: moved(&vote.vraag).map_or(0, |moved| u16::try_from(moved.groepen).unwrap_or(u16::MAX)),
        omslagfeit: stemming.omslag.get(&vote.vraag).cloned(),
        bespreken: bespreken(rekening, &vote.vraag),
    };
    stemming.rondes.iter().enumerate().map(one).collect()
}

fn bespreken(rekening: &Rekening, vraag: &str) -> Vec<Bespreken> {
    let mut found: Vec<Bespreken> = Vec::new();
    for point in rekening.bespreken.iter().filter(|point| point.vraag == vraag) {
        match found.iter_mut().find(|known| known.keuze == point.keuze) {
            Some(known) => {
                known.groepen += 1;
                known.zekerheid = known.zekerheid.max(point.zekerheid);
            }
            None => {
                found.push(Bespreken { keuze: point.keuze.clone(), groepen: 1, zekerheid: point.zekerheid });
            }
        }
    }
    found
}

fn small(count: u32) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

impl Vraaguitslag {
    /// The agreement before the talk.
    pub fn eerst(&self) -> Overeenstemming {
        Overeenstemming::uit(self.voor.clone())
    }

    /// The agreement after it.
    pub fn later(&self) -> Option<Overeenstemming> {
        (!self.na.is_empty()).then(|| Overeenstemming::uit(self.na.clone()))
    }
}

/// The batch that keeps what came of an exercise, in the vault in this folder.
///
/// # Errors
/// It is not a vault of practice. What was made up never stands among what is real.
pub fn bewaar(uitslag: Oefenuitslag, kluis: &Path) -> Result<Batch, Fault> {
    if is_oefening(kluis) { Ok(Batch::put(Key::New, uitslag)) } else { Err(alleen_oefening()) }
}

/// That results of exercises are kept in practice alone.
pub fn alleen_oefening() -> Fault {
    Fault::input(
        "De uitslag van een oefening hoort in de oefenkluis.",
        "Wat verzonnen is, staat nooit tussen wat echt is.",
        "Begin de oefening in de oefenkluis en bewaar haar daar.",
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::path::Path;

    use jiff::civil::date;
    use serde_json::{Map, json};

    use super::{Bespreken, Oefenuitslag, Uitslagkop, bewaar};
    use crate::domain::inhoud::{Inhoud, read};
    use crate::domain::kluis::Record;
    use crate::domain::oefening::{Skelet, Stemming, skelet};

    fn made() -> Oefenuitslag {
        let stemming: Stemming = serde_json::from_value(json!({
            "groepen": [{ "naam": "tafel 1", "aantal": 4 }, { "naam": "tafel 2", "aantal": 3 }],
            "rondes": [{ "vraag": "v2", "keuzes": ["ja", "nee", "twijfel"], "groepen": [
                { "aantallen": [3, 0, 1], "zekerheid": [3, null, 2] }, { "aantallen": [0, 2, 1], "zekerheid": [null, 5, 1] }] }],
            "tweede": [{ "vraag": "v2", "keuzes": ["ja", "nee", "twijfel"], "groepen": [
                { "aantallen": [4, 0, 0] }, { "aantallen": [2, 1, 0], "zekerheid": [3, 4, null] }] }],
            "ronde": 3, "omslag": { "v2": "f5" }
        }))
        .unwrap();
        let text = skelet(Skelet::Oefening, "weeg-mee", date(2026, 11, 22));
        let Inhoud::Werkvorm(werkvorm) = read(text.as_bytes(), "weeg-mee.json").unwrap() else { unreachable!() };
        let kop = Uitslagkop { datum: date(2026, 11, 22), werkvorm: &werkvorm, casus: None };
        Oefenuitslag::van(kop, &[stemming]).unwrap()
    }

    #[test]
    fn what_is_kept_are_counts_of_everybody_and_no_name() {
        let kept = made();
        assert_eq!((kept.groepen, kept.deelnemers), (2, 7));
        let vraag = &kept.vragen[0];
        assert_eq!((vraag.voor.as_slice(), vraag.na.as_slice()), (&[3, 2, 2][..], &[6, 1, 0][..]));
        assert_eq!((vraag.ronde, vraag.verschoven, vraag.omslagfeit.as_deref()), (3, 1, Some("f5")));
        assert_eq!(vraag.bespreken, [Bespreken { keuze: "nee".to_owned(), groepen: 1, zekerheid: 4 }]);
        let text = serde_json::to_string(&kept).unwrap();
        assert!(!text.contains("tafel"), "{text}");
    }

    #[test]
    fn a_result_reads_as_it_was_written_with_what_a_newer_program_added() {
        let rest: Map<_, _> = serde_json::from_value(json!({ "later": [1, "é"] })).unwrap();
        let kept = Oefenuitslag { rest, ..made() };
        let again: Oefenuitslag = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
        assert_eq!(again, kept);
    }

    #[test]
    fn only_a_vault_of_practice_takes_a_result() {
        assert!(bewaar(made(), Path::new("/ergens/data")).is_err());
        let batch = bewaar(made(), Path::new("/ergens/oefenkluis")).unwrap();
        assert!(batch.is_alleen_oefening());
        assert_eq!(Record::from(made()).kind(), "oefenuitslag");
    }
}
