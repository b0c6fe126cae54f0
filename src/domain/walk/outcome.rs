//! The outcome of a walk, with everything it takes over from deelbomen and every doubt that is still open.

use super::{Passed, Walk};
use crate::domain::boom::Spot;
use crate::domain::inhoud::{Actie, Bron, KnoopSoort, Melden, Norm, Termijn, Uitkomst, Vervolg, Vorm, Zekerheid};

/// How a walk ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Id of the outcome node.
    pub id: String,
    /// The outcome in one sentence.
    pub titel: String,
    /// What it means.
    pub tekst: Option<String>,
    /// Whether reporting is the professional norm.
    pub melden: Melden,
    /// What follows.
    pub vervolg: Vervolg,
    /// Which norm applies.
    pub norm: Option<Norm>,
    /// What to do now, in order: taken over first, then its own, then what open doubts ask for.
    pub acties: Vec<Actie>,
    /// Which terms run.
    pub termijnen: Vec<Termijn>,
    /// The sources of the outcome and of what it takes over.
    pub bronnen: Vec<Bron>,
    /// The weakest certainty of the outcome and of what it takes over.
    pub zekerheid: Zekerheid,
    /// Checks that were part of the walk and ended in an outcome of their own.
    pub sub: Vec<SubOutcome>,
    /// Another checklist where the user goes on.
    pub verder_met: Option<String>,
}

/// How a check inside the walk ended.
#[derive(Debug, Clone, PartialEq)]
pub struct SubOutcome {
    /// Title of the tree, such as `Kindcheck`.
    pub checklist: String,
    /// Whether it was the road of a special situation.
    pub situatie: bool,
    /// Its outcome in one sentence.
    pub titel: String,
    /// What it asks to do.
    pub acties: Vec<Actie>,
}

impl Outcome {
    pub(super) fn of(walk: &Walk, spot: &Spot) -> Outcome {
        let mut outcome = resolved(walk, spot);
        let outcomes = walk.passed().iter().map(|passed| &passed.spot).chain([spot]);
        let taken: Vec<String> = outcomes.filter_map(takes_over).collect();
        for actie in walk.doubt_actions() {
            if !outcome.acties.iter().any(|known| known.tekst == actie.tekst) {
                outcome.zekerheid = weakest(outcome.zekerheid, actie.zekerheid);
                outcome.acties.push(actie);
            }
        }
        outcome.sub = walk
            .passed()
            .iter()
            .filter(|passed| !taken.contains(&deelboom_of(passed)))
            .map(|passed| sub(walk, passed))
            .collect();
        outcome
    }
}

/// The path of the deelboom node that this outcome takes over.
fn takes_over(spot: &Spot) -> Option<String> {
    match &spot.knoop().soort {
        KnoopSoort::Uitkomst(uitkomst) => Some(spot.prefix() + uitkomst.neemt_over.as_ref()?),
        KnoopSoort::Vraag(_) | KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => None,
    }
}

fn weakest(zekerheid: Zekerheid, part: Option<Zekerheid>) -> Zekerheid {
    part.map_or(zekerheid, |part| zekerheid.min(part))
}

/// The path of the deelboom node through which this outcome was reached.
fn deelboom_of(passed: &Passed) -> String {
    passed.spot.prefix().trim_end_matches('/').to_owned()
}

fn sub(walk: &Walk, passed: &Passed) -> SubOutcome {
    let outcome = resolved(walk, &passed.spot);
    SubOutcome {
        checklist: passed.spot.boom().kop().titel.clone(),
        situatie: passed.spot.boom().vorm() == Vorm::Route,
        titel: outcome.titel,
        acties: outcome.acties,
    }
}

/// What the roads of special situations that the walk passed ask to keep in mind.
pub(super) fn onthouden(walk: &Walk) -> Vec<SubOutcome> {
    let roads = walk.passed().iter().filter(|passed| passed.spot.boom().vorm() == Vorm::Route);
    roads.map(|passed| sub(walk, passed)).collect()
}

/// An outcome node with what it takes over, without doubts and without the other checks of the walk.
fn resolved(walk: &Walk, spot: &Spot) -> Outcome {
    let knoop = spot.knoop();
    let kop = spot.boom().kop();
    let mut bronnen: Vec<Bron> = Vec::new();
    let mut outcome = Outcome {
        id: knoop.kop.id.clone(),
        titel: knoop.prompt().to_owned(),
        tekst: None,
        melden: Melden::Nvt,
        vervolg: Vervolg::Advies,
        norm: None,
        acties: Vec::new(),
        termijnen: Vec::new(),
        bronnen: Vec::new(),
        zekerheid: knoop.kop.zekerheid.unwrap_or(Zekerheid::Laag),
        sub: Vec::new(),
        verder_met: None,
    };
    if let KnoopSoort::Uitkomst(uitkomst) = &knoop.soort {
        if let Some(inner) = taken_over(walk, spot, uitkomst) {
            outcome.tekst = inner.tekst;
            outcome.norm = inner.norm;
            outcome.acties = inner.acties;
            outcome.termijnen = inner.termijnen;
            outcome.zekerheid = outcome.zekerheid.min(inner.zekerheid);
            bronnen = inner.bronnen;
        }
        outcome.tekst = uitkomst.tekst.clone().or(outcome.tekst);
        outcome.melden = uitkomst.melden;
        outcome.vervolg = uitkomst.vervolg;
        outcome.norm = uitkomst.norm.or(outcome.norm);
        let parts = uitkomst.acties.iter().map(|actie| actie.zekerheid);
        let parts = parts.chain(uitkomst.termijnen.iter().map(|termijn| termijn.zekerheid));
        outcome.zekerheid = parts.fold(outcome.zekerheid, weakest);
        outcome.acties.extend(uitkomst.acties.iter().cloned());
        outcome.termijnen.extend(uitkomst.termijnen.iter().cloned());
        outcome.verder_met.clone_from(&uitkomst.verder_met);
    }
    let own = kop.bronnen.iter().filter(|bron| knoop.kop.bronnen.contains(&bron.id));
    for bron in own {
        if !bronnen.iter().any(|known| known.vindplaats == bron.vindplaats) {
            bronnen.push(bron.clone());
        }
    }
    outcome.bronnen = bronnen;
    outcome
}

fn taken_over(walk: &Walk, spot: &Spot, uitkomst: &Uitkomst) -> Option<Outcome> {
    let path = spot.prefix() + uitkomst.neemt_over.as_ref()?;
    let passed = walk.passed().iter().find(|passed| deelboom_of(passed) == path)?;
    Some(resolved(walk, &passed.spot))
}
