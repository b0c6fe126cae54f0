//! A walk as data: what `aandacht loop --json` prints.

use serde::Serialize;

use super::{Place, Walk, possible};
use crate::domain::inhoud::{KnoopSoort, Zekerheid};

/// A walk with its trail and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Transcript {
    /// Id of the tree.
    pub checklist: String,
    /// Version of the tree.
    pub versie: String,
    /// Fingerprint of the resolved tree.
    pub vingerafdruk: String,
    /// Whether the tree, or anything in it, comes from the user's own folder.
    pub eigen_versie: bool,
    /// What was answered, in order.
    pub stappen: Vec<StepRow>,
    /// How it ended; `null` while something is open.
    pub uitkomst: Option<OutcomeRow>,
    /// What is asked now; `null` when it ended.
    pub open: Option<OpenRow>,
}

/// One answered node.
#[derive(Debug, Clone, Serialize)]
pub struct StepRow {
    /// Full path of the node.
    pub knoop: String,
    /// What it asked.
    pub vraag: String,
    /// Id of the answer.
    pub antwoord: String,
    /// Ticked signals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aangevinkt: Vec<String>,
}

/// The outcome.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeRow {
    /// Id of the outcome node.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// `ja`, `nee`, `advies` or `nvt`.
    pub melden: &'static str,
    /// What follows.
    pub vervolg: &'static str,
    /// The norm's number, or `null`.
    pub norm: Option<&'static str>,
    /// What to do, in order.
    pub acties: Vec<TextRow>,
    /// Terms.
    pub termijnen: Vec<TermRow>,
    /// The weakest certainty in it.
    pub zekerheid: Zekerheid,
    /// Sources as citations.
    pub bronnen: Vec<String>,
}

/// A text in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TextRow {
    /// The text.
    pub tekst: String,
}

/// A term.
#[derive(Debug, Clone, Serialize)]
pub struct TermRow {
    /// Whose term it is and what it is.
    pub tekst: String,
    /// Length in days, or `null`.
    pub dagen: Option<u16>,
    /// Whether only working days count.
    pub werkdagen: bool,
}

/// What is asked now.
#[derive(Debug, Clone, Serialize)]
pub struct OpenRow {
    /// Full path of the node.
    pub knoop: String,
    /// `vraag`, `handeling` or `lijst`.
    #[serde(rename = "type")]
    pub type_name: &'static str,
    /// What it asks.
    pub vraag: String,
    /// The possible answers.
    pub antwoorden: Vec<AnswerRow>,
}

/// A possible answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerRow {
    /// Id of the answer.
    pub id: String,
    /// The answer as shown.
    pub tekst: String,
}

/// The walk as data.
pub fn transcript(walk: &Walk) -> Transcript {
    Transcript {
        checklist: walk.boom().kop().id.clone(),
        versie: walk.boom().kop().versie.clone(),
        vingerafdruk: walk.boom().vingerafdruk().to_owned(),
        eigen_versie: walk.boom().is_own(),
        stappen: walk
            .steps()
            .iter()
            .map(|step| StepRow {
                knoop: step.answer.knoop.clone(),
                vraag: step.spot.knoop().prompt().to_owned(),
                antwoord: step.answer.antwoord.clone(),
                aangevinkt: step.answer.aangevinkt.clone(),
            })
            .collect(),
        uitkomst: walk.outcome().map(|outcome| OutcomeRow {
            id: outcome.id,
            titel: outcome.titel,
            melden: outcome.melden.name(),
            vervolg: outcome.vervolg.name(),
            norm: outcome.norm.map(crate::domain::inhoud::Norm::number),
            acties: outcome.acties.into_iter().map(|actie| TextRow { tekst: actie.tekst }).collect(),
            termijnen: outcome
                .termijnen
                .into_iter()
                .map(|term| TermRow { tekst: term.tekst, dagen: term.dagen, werkdagen: term.werkdagen })
                .collect(),
            zekerheid: outcome.zekerheid,
            bronnen: outcome.bronnen.iter().map(crate::domain::inhoud::Bron::citation).collect(),
        }),
        open: match walk.place() {
            Place::Done(_) => None,
            Place::Open(spot) => Some(OpenRow {
                knoop: spot.path(),
                type_name: spot.knoop().type_name(),
                vraag: spot.knoop().prompt().to_owned(),
                antwoorden: match &spot.knoop().soort {
                    KnoopSoort::Vraag(vraag) => vraag
                        .antwoorden
                        .iter()
                        .map(|antwoord| AnswerRow { id: antwoord.id.clone(), tekst: antwoord.tekst.clone() })
                        .collect(),
                    KnoopSoort::Handeling(_)
                    | KnoopSoort::Lijst(_)
                    | KnoopSoort::Deelboom(_)
                    | KnoopSoort::Uitkomst(_) => {
                        possible(spot).into_iter().map(|id| AnswerRow { id, tekst: "Verder".to_owned() }).collect()
                    }
                },
            }),
        },
    }
}
