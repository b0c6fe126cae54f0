//! Answers of groups beside the tree of a case and beside what the case calls defensible.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fout::Rekenfout;
use super::rekenen::{Groepsantwoord, groepsantwoord};
use super::stemming::Stemming;
use crate::domain::boom::{Boom, TWIJFEL, VERDER};
use crate::domain::inhoud::{KnoopSoort, Melden, Oefencasus, Ronde, Vorm, WACHT_OP_TOETS};
use crate::domain::walk::{Answer, Misfit, Walk};

/// The questions of the afwegingskader.
pub const VRAGEN: [&str; 5] = ["v1", "v2", "v3", "v4", "v5"];

/// The tree that asks `v1` to `v5`: this one, or the one inside it; nothing when there is none.
pub fn weegboom(boom: &Arc<Boom>) -> Option<Arc<Boom>> {
    if boom.vorm() == Vorm::Afwegingskader {
        return Some(Arc::clone(boom));
    }
    boom.knopen().iter().find_map(|knoop| match &knoop.soort {
        KnoopSoort::Deelboom(deelboom) => weegboom(boom.tree(&deelboom.boom)?),
        KnoopSoort::Vraag(_) | KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Uitkomst(_) => None,
    })
}

/// Where a weighing ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Eind {
    /// In an outcome of the tree.
    Uitkomst {
        /// Its id.
        id: String,
        /// Its title.
        titel: String,
        /// Whether it reports.
        melden: Melden,
    },
    /// At a question that waits until help can be tested; never "not reporting".
    WachtOpToets,
    /// At a question without an answer.
    Open(String),
}

impl Eind {
    /// As a case names it in `uitkomst`; nothing when a question was left open.
    pub fn id(&self) -> Option<&str> {
        match self {
            Eind::Uitkomst { id, .. } => Some(id),
            Eind::WachtOpToets => Some(WACHT_OP_TOETS),
            Eind::Open(_) => None,
        }
    }

    /// In words.
    pub fn text(&self) -> String {
        match self {
            Eind::Uitkomst { titel, .. } => titel.clone(),
            Eind::WachtOpToets => "Wacht op toets. Dit is geen besluit om niet te melden.".to_owned(),
            Eind::Open(vraag) => format!("Stopt bij vraag {}: daar is geen antwoord", vraag.trim_start_matches('v')),
        }
    }
}

/// Walks a tree with answers on its questions, and tells where that ends and which questions were asked.
///
/// # Errors
/// The tree has no such answer.
pub fn weeg(boom: &Arc<Boom>, antwoorden: &BTreeMap<&str, &str>) -> Result<(Eind, Vec<String>), Misfit> {
    let mut walk = Walk::new(boom);
    let mut asked = Vec::new();
    while let Some(spot) = walk.open() {
        let (path, knoop) = (spot.path(), spot.knoop());
        let answer = match &knoop.soort {
            KnoopSoort::Vraag(vraag) => match antwoorden.get(knoop.kop.id.as_str()) {
                Some(answer) => {
                    asked.push(knoop.kop.id.clone());
                    *answer
                }
                None if vraag.open_laten.is_some() => return Ok((Eind::WachtOpToets, asked)),
                None => return Ok((Eind::Open(knoop.kop.id.clone()), asked)),
            },
            KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                VERDER
            }
        };
        walk.answer(Answer::new(path, answer))?;
    }
    let end = walk.outcome().map_or(Eind::WachtOpToets, |outcome| Eind::Uitkomst {
        id: outcome.id,
        titel: outcome.titel,
        melden: outcome.melden,
    });
    Ok((end, asked))
}

/// The answers that a case itself takes in a round.
pub fn antwoorden_van(ronde: &Ronde) -> BTreeMap<&str, &str> {
    ronde.weging.iter().map(|weging| (weging.vraag.as_str(), weging.antwoord.as_str())).collect()
}

/// How a group weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groepsweging {
    /// The group, by its position from 0.
    pub groep: usize,
    /// Its answers.
    pub antwoorden: Vec<Weegantwoord>,
    /// Where they end in the tree.
    pub eind: Eind,
    /// Whether the case ends there too.
    pub als_casus: bool,
}

/// The answer of a group on a question of the afwegingskader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weegantwoord {
    /// The question.
    pub vraag: String,
    /// The answer of most of its people; doubt where two are equal.
    pub antwoord: String,
    /// Two answers were equal.
    pub gelijk: bool,
    /// Whether the case calls it defensible in this round; nothing where the case does not weigh the question.
    pub verdedigbaar: Option<bool>,
}

/// Each group beside a round of the case, as the votes stand in the end.
///
/// # Errors
/// The case has no such round, or nothing that was voted on is a question of the afwegingskader.
pub fn vergelijk(stemming: &Stemming, casus: &Oefencasus, boom: &Arc<Boom>) -> Result<Vec<Groepsweging>, Rekenfout> {
    let ronde = ronde_van(stemming, casus)?;
    let rondes: Vec<_> = stemming
        .laatste()
        .filter(|vote| VRAGEN.contains(&vote.vraag.as_str()) && vote.keuzes.iter().all(|keuze| is_weegantwoord(keuze)))
        .collect();
    if rondes.is_empty() {
        return Err(Rekenfout::GeenAfweging);
    }
    let group = |groep: usize| {
        let antwoorden: Vec<Weegantwoord> = rondes
            .iter()
            .filter_map(|vote| {
                let (antwoord, gelijk) = match groepsantwoord(vote.groepen.get(groep)?) {
                    Groepsantwoord::Niets => return None,
                    Groepsantwoord::Keuze(at) => (vote.keuzes.get(at)?.clone(), false),
                    Groepsantwoord::Gelijk => (TWIJFEL.to_owned(), true),
                };
                let weging = ronde.weging.iter().find(|weging| weging.vraag == vote.vraag);
                let verdedigbaar = weging.map(|weging| weging.verdedigbaar.contains(&antwoord));
                Some(Weegantwoord { vraag: vote.vraag.clone(), antwoord, gelijk, verdedigbaar })
            })
            .collect();
        let given = antwoorden.iter().map(|one| (one.vraag.as_str(), one.antwoord.as_str())).collect();
        // A tree of one's own may lack an answer; then the walk stays where it is.
        let eind = weeg(boom, &given).map_or_else(|misfit| Eind::Open(misfit.node().to_owned()), |(end, _)| end);
        let als_casus = eind.id() == Some(ronde.uitkomst.as_str());
        Groepsweging { groep, antwoorden, eind, als_casus }
    };
    Ok((0..stemming.groepen.len()).map(group).collect())
}

/// The round of the case that was voted on: its last one when none is named.
///
/// # Errors
/// The case has no such round.
pub fn ronde_van<'a>(stemming: &Stemming, casus: &'a Oefencasus) -> Result<&'a Ronde, Rekenfout> {
    let ronden = casus.ronden.len();
    let nr = stemming.ronde.map_or(ronden, usize::from);
    let found = nr.checked_sub(1).and_then(|at| casus.ronden.get(at));
    found.ok_or(Rekenfout::GeenRonde { ronde: stemming.ronde.unwrap_or(0), ronden })
}

fn is_weegantwoord(keuze: &str) -> bool {
    ["ja", "nee", TWIJFEL].contains(&keuze)
}
