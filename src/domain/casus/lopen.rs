//! The walks of a casus: each on the version with which it began, folded from its answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::dossier::{Dossier, Loop};
use super::regel::Wat;
use crate::domain::boom::Boom;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::kluis::{Checklistversie, Model};
use crate::domain::walk::{Answer, Walk};

/// A walk of a casus as it stands.
#[derive(Debug, Clone)]
pub struct Gelopen {
    /// The walk.
    pub walk: Walk,
    /// The lines of answers that no longer fit it: they stand in the record, and count for nothing.
    pub past_niet: Vec<u32>,
    /// The version of the content now, when it is another one than was walked.
    pub nieuwer: Option<String>,
}

/// The tree with which a walk began: that of today when it is the same, else the one that was kept.
///
/// # Errors
/// The version is neither there nor kept, or breaks a rule of today.
pub fn tree_of(of: &Loop, model: &Model, reader: &dyn Reader) -> Result<(Arc<Boom>, Option<String>), Fault> {
    let today = reader.tree(&of.checklist).ok();
    if let Some(boom) = today.as_ref().filter(|boom| boom.vingerafdruk() == of.vingerafdruk) {
        return Ok((Arc::clone(boom), None));
    }
    let kept = model.all::<Checklistversie>().find(|(_, kept)| kept.vingerafdruk == of.vingerafdruk);
    let Some((_, kept)) = kept.filter(|(_, kept)| kept.is_whole()) else {
        return Err(Fault::input(
            format!("De checklist \"{}\" is er niet meer in de versie die u liep ({}).", of.titel, of.versie),
            "Deze versie is niet bewaard, of niet meer heel.",
            "Uw antwoorden staan in de tijdlijn. Begin de checklist opnieuw om verder te gaan.",
        ));
    };
    let boom = Boom::from_files(&of.checklist, &kept.bestanden, kept.eigen).map_err(|problems| {
        let why = problems.first().map_or_else(String::new, ToString::to_string);
        Fault::input(
            format!("De checklist \"{}\" kan ik in versie {} niet meer lopen.", of.titel, of.versie),
            why,
            "Uw antwoorden staan in de tijdlijn. Begin de checklist opnieuw om verder te gaan.",
        )
    })?;
    Ok((boom, today.map(|boom| boom.kop().versie.clone())))
}

/// A walk of a casus, folded from its answers.
///
/// # Errors
/// As [`tree_of`].
pub fn gelopen(dossier: &Dossier, of: &Loop, model: &Model, reader: &dyn Reader) -> Result<Gelopen, Fault> {
    let (boom, nieuwer) = tree_of(of, model, reader)?;
    let (walk, past_niet) = fold(dossier, of, &boom);
    Ok(Gelopen { walk, past_niet, nieuwer })
}

/// The walk that the answers of a casus make in this tree, and the lines that do not fit.
pub fn fold(dossier: &Dossier, of: &Loop, boom: &Arc<Boom>) -> (Walk, Vec<u32>) {
    let mut walk = Walk::new(boom);
    let mut past_niet = Vec::new();
    let mut taken = BTreeMap::new();
    for lijn in dossier.geldend() {
        let Wat::Antwoord { r#loop, antwoord, .. } = &lijn.nu else { continue };
        if *r#loop != of.nr {
            continue;
        }
        if take(&mut walk, antwoord) {
            taken.insert(antwoord.knoop.as_str(), lijn.regel.nr);
        } else {
            past_niet.push(lijn.regel.nr);
        }
    }
    // Answers that the road no longer passes since an earlier one was given anew.
    let passed: BTreeSet<&str> = walk.answers().map(|answer| answer.knoop.as_str()).collect();
    past_niet.extend(taken.into_iter().filter(|(knoop, _)| !passed.contains(knoop)).map(|(_, nr)| nr));
    past_niet.sort_unstable();
    (walk, past_niet)
}

/// Takes an answer in: the next one, or one that was given before and is given anew.
fn take(walk: &mut Walk, answer: &Answer) -> bool {
    let earlier = walk.steps().iter().position(|step| step.answer.knoop == answer.knoop);
    let taken = match earlier {
        Some(at) => walk.revise(at, answer.clone()).map(|_| ()),
        None => walk.answer(answer.clone()),
    };
    walk.resume();
    taken.is_ok()
}
