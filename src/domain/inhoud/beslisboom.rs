//! A decision tree as it stands in its file. [`crate::domain::boom::Boom`] is the checked tree that can be walked.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::begrippen::{Contact, Ingezien, Kenmerk, Melden, Norm, Rol, Vervolg, Vorm};
use super::kop::{Herkomst, Punt, Zekerheid};

/// A tree: what the file adds to its head.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
pub struct Beslisboom {
    /// Id of the tree whose nodes it takes over where it says nothing else; of a tree that was made whole.
    #[schemars(skip)]
    pub basis: Option<String>,
    /// Id of the sector whose road it is.
    pub sector: Option<String>,
    /// The framework of the professional body that it follows.
    pub kader: Option<Kader>,
    /// What the tree is for.
    pub vorm: Vorm,
    /// Id of the first node.
    pub begin: String,
    /// The steps shown beside the walk.
    pub stappen: Vec<Stap>,
    /// The nodes.
    pub knopen: Vec<Knoop>,
}

/// The framework of a professional body, and how much of it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kader {
    /// How the profession calls it.
    pub naam: String,
    /// Who published it.
    pub uitgever: String,
    /// Year of publication, when known.
    #[serde(default)]
    pub jaar: Option<i16>,
    /// Whether its text was seen.
    pub ingezien: Ingezien,
    /// What was seen and what was not, for the user.
    pub tekst: String,
    /// Ids of sources in the head.
    #[serde(default)]
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    #[serde(default)]
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    pub zekerheid: Zekerheid,
}

impl Kader {
    /// What was seen of it and what was not, with its mark where that is less than certain.
    pub fn gezien(&self) -> String {
        super::kop::with_mark(self.tekst.clone(), Some(self.zekerheid))
    }

    /// Its name, publisher and year, and how much of it was seen.
    pub fn shown(&self) -> String {
        let jaar = self.jaar.map(|jaar| format!(" {jaar}")).unwrap_or_default();
        let seen = match self.ingezien {
            Ingezien::Ja => "ingezien",
            Ingezien::Deels => "deels ingezien; de rest is het landelijke basismodel",
            Ingezien::Nee => "niet ingezien; dit is het landelijke basismodel",
        };
        format!("{} ({}{jaar}), {seen}", self.naam, self.uitgever)
    }
}

/// What a step makes different for somebody in this role.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerRol {
    /// For whom.
    pub rol: Rol,
    /// What is different.
    pub punten: Vec<Punt>,
}

/// A step of the road, shown beside the walk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stap {
    /// Short name, such as `4`.
    pub id: String,
    /// Title, such as `Wegen`.
    pub titel: String,
}

impl Stap {
    /// As shown: `4 Wegen`; what comes before the numbered steps has the id `0` and no number.
    pub fn shown(&self) -> String {
        if self.id == "0" { self.titel.clone() } else { format!("{} {}", self.id, self.titel) }
    }
}

/// A node of a tree.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
pub struct Knoop {
    /// What every node has.
    #[serde(flatten)]
    pub kop: KnoopKop,
    /// What its type adds.
    #[serde(flatten)]
    pub soort: KnoopSoort,
}

/// What every node has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnoopKop {
    /// Name within the tree.
    pub id: String,
    /// Id of the step it belongs to.
    pub stap: String,
    /// One or two sentences that are always shown.
    #[serde(default)]
    pub toelichting: Option<String>,
    /// Explanation behind one key.
    #[serde(default)]
    pub uitleg: Vec<Uitleg>,
    /// What the node makes different for a role.
    #[serde(default)]
    pub per_rol: Vec<PerRol>,
    /// Ids of glossary words that the node uses.
    #[serde(default)]
    pub termen: Vec<String>,
    /// Ids of sources in the head.
    #[serde(default)]
    pub bronnen: Vec<String>,
    /// Numbers of domain facts.
    #[serde(default)]
    pub feiten: Vec<String>,
    /// Never firmer than the weakest fact.
    #[serde(default)]
    pub zekerheid: Option<Zekerheid>,
}

impl KnoopKop {
    /// The origin of the node; `None` when the node states none (allowed for a deelboom only).
    pub fn herkomst(&self) -> Option<Herkomst> {
        self.zekerheid.map(|zekerheid| Herkomst {
            bronnen: self.bronnen.clone(),
            feiten: self.feiten.clone(),
            zekerheid,
        })
    }
}

/// A block of explanation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Uitleg {
    /// Heading.
    pub kop: String,
    /// Points.
    pub punten: Vec<Punt>,
}

/// What the type of a node adds.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum KnoopSoort {
    /// A question with answers.
    Vraag(Vraag),
    /// Something to do before going on.
    Handeling(Handeling),
    /// Signal lists to look through.
    Lijst(Lijst),
    /// Another tree, walked as part of this one.
    Deelboom(Deelboom),
    /// The end of a road.
    Uitkomst(Uitkomst),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vraag {
    /// The question.
    pub tekst: String,
    /// Its answers; one has the id `twijfel`.
    pub antwoorden: Vec<Antwoord>,
    /// Said when the question may stay open for a while, such as `wacht op toets`.
    #[serde(default)]
    pub open_laten: Option<String>,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Antwoord {
    /// Name within the question.
    pub id: String,
    /// The answer as shown.
    pub tekst: String,
    /// Id of the next node.
    pub naar: String,
    /// What this answer brings to light; the safety rules rest on it.
    #[serde(default)]
    pub kenmerken: Vec<Kenmerk>,
    /// The action that a *twijfel* adds to the outcome.
    #[serde(default)]
    pub actie: Option<Actie>,
    /// Ids of earlier questions whose *twijfel* this answer resolves.
    #[serde(default)]
    pub lost_op: Vec<String>,
}

/// Something to do before going on.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handeling {
    /// What to do, in one sentence.
    pub tekst: String,
    /// With whom, in order.
    pub contact: Vec<Contact>,
    /// What for.
    #[serde(default)]
    pub doel: Vec<Punt>,
    /// What to do.
    #[serde(default)]
    pub doen: Vec<Punt>,
    /// What not to do.
    #[serde(default)]
    pub niet_doen: Vec<Punt>,
    /// What to record.
    #[serde(default)]
    pub vastleggen: Vec<Punt>,
    /// When it may be skipped or moved.
    #[serde(default)]
    pub anders: Vec<Punt>,
    /// Id of the next node.
    pub naar: String,
}

/// Signal lists to look through.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lijst {
    /// What to do with the lists.
    pub tekst: String,
    /// Id of the one list.
    #[serde(default)]
    pub lijst: Option<String>,
    /// Ids of several lists.
    #[serde(default)]
    pub lijsten: Vec<String>,
    /// Id of the next node.
    pub naar: String,
}

impl Lijst {
    /// The ids of the lists, whichever way they are given.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        self.lijst.iter().chain(&self.lijsten)
    }
}

/// Another tree, walked as part of this one.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deelboom {
    /// Id of the tree.
    pub boom: String,
    /// For every outcome of that tree: the next node here.
    pub naar: BTreeMap<String, String>,
}

/// The end of a road.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Uitkomst {
    /// The outcome in one sentence.
    pub titel: String,
    /// What it means.
    #[serde(default)]
    pub tekst: Option<String>,
    /// Whether reporting is the professional norm.
    pub melden: Melden,
    /// What follows.
    pub vervolg: Vervolg,
    /// Which norm applies.
    #[serde(default)]
    pub norm: Option<Norm>,
    /// Id of the deelboom whose outcome this one takes over.
    #[serde(default)]
    pub neemt_over: Option<String>,
    /// Id of another checklist where the user goes on.
    #[serde(default)]
    pub verder_met: Option<String>,
    /// What to do now, in order.
    #[serde(default)]
    pub acties: Vec<Actie>,
    /// Which terms run.
    #[serde(default)]
    pub termijnen: Vec<Termijn>,
}

/// Something to do now.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actie {
    /// What to do.
    pub tekst: String,
    /// With whom.
    pub contact: Contact,
    /// Ids of sources; those of the node when empty.
    #[serde(default)]
    pub bronnen: Vec<String>,
    /// Numbers of facts; those of the node when empty.
    #[serde(default)]
    pub feiten: Vec<String>,
    /// Certainty; that of the node when absent.
    #[serde(default)]
    pub zekerheid: Option<Zekerheid>,
    /// Guarded subjects that the action tells to do; see `checklists/waarborgen.json`.
    #[serde(default)]
    pub raadt_aan: Vec<String>,
    /// Guarded subjects that the action warns against.
    #[serde(default)]
    pub raadt_af: Vec<String>,
}

impl Actie {
    /// The action with its mark where it is less than certain.
    pub fn shown(&self) -> String {
        super::kop::with_mark(self.tekst.clone(), self.zekerheid)
    }
}

/// A term that runs.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Termijn {
    /// Whose term it is and what it is.
    pub tekst: String,
    /// Its length in days, when it has one.
    #[serde(default)]
    pub dagen: Option<u16>,
    /// Whether only working days count.
    #[serde(default)]
    pub werkdagen: bool,
    /// Ids of sources; those of the node when empty.
    #[serde(default)]
    pub bronnen: Vec<String>,
    /// Numbers of facts; those of the node when empty.
    #[serde(default)]
    pub feiten: Vec<String>,
    /// Certainty; that of the node when absent.
    #[serde(default)]
    pub zekerheid: Option<Zekerheid>,
}

impl Termijn {
    /// The term with its mark where it is less than certain.
    pub fn shown(&self) -> String {
        super::kop::with_mark(self.tekst.clone(), self.zekerheid)
    }
}

impl Knoop {
    /// The one text that says what the node is: question, task or outcome.
    pub fn prompt(&self) -> &str {
        match &self.soort {
            KnoopSoort::Vraag(vraag) => &vraag.tekst,
            KnoopSoort::Handeling(handeling) => &handeling.tekst,
            KnoopSoort::Lijst(lijst) => &lijst.tekst,
            KnoopSoort::Deelboom(deelboom) => &deelboom.boom,
            KnoopSoort::Uitkomst(uitkomst) => &uitkomst.titel,
        }
    }

    /// The word for the node's type in files and `--json`.
    pub fn type_name(&self) -> &'static str {
        match &self.soort {
            KnoopSoort::Vraag(_) => "vraag",
            KnoopSoort::Handeling(_) => "handeling",
            KnoopSoort::Lijst(_) => "lijst",
            KnoopSoort::Deelboom(_) => "deelboom",
            KnoopSoort::Uitkomst(_) => "uitkomst",
        }
    }

    /// Every edge: the target and where in the node it stands.
    pub fn targets(&self) -> Vec<(&str, String)> {
        match &self.soort {
            KnoopSoort::Vraag(vraag) => {
                let target = |antwoord: &'_ Antwoord| format!("antwoord {}", antwoord.id);
                vraag.antwoorden.iter().map(|antwoord| (antwoord.naar.as_str(), target(antwoord))).collect()
            }
            KnoopSoort::Handeling(handeling) => vec![(handeling.naar.as_str(), "naar".to_owned())],
            KnoopSoort::Lijst(lijst) => vec![(lijst.naar.as_str(), "naar".to_owned())],
            KnoopSoort::Deelboom(deelboom) => {
                deelboom.naar.iter().map(|(uitkomst, naar)| (naar.as_str(), format!("naar.{uitkomst}"))).collect()
            }
            KnoopSoort::Uitkomst(_) => Vec::new(),
        }
    }

    /// Every point of the node, with the name of the list it stands in.
    pub fn punten(&self) -> Vec<(&Punt, &'static str)> {
        let mut found: Vec<(&Punt, &'static str)> = Vec::new();
        for uitleg in &self.kop.uitleg {
            found.extend(uitleg.punten.iter().map(|punt| (punt, "uitleg")));
        }
        for per_rol in &self.kop.per_rol {
            found.extend(per_rol.punten.iter().map(|punt| (punt, "per_rol")));
        }
        if let KnoopSoort::Handeling(handeling) = &self.soort {
            found.extend(handeling.doel.iter().map(|punt| (punt, "doel")));
            found.extend(handeling.doen.iter().map(|punt| (punt, "doen")));
            found.extend(handeling.niet_doen.iter().map(|punt| (punt, "niet_doen")));
            found.extend(handeling.vastleggen.iter().map(|punt| (punt, "vastleggen")));
            found.extend(handeling.anders.iter().map(|punt| (punt, "anders")));
        }
        found
    }

    /// The points that everybody sees who passes the node: those of a handeling. An explanation stands behind a key,
    /// and what is for one role the others do not see.
    pub fn punten_in_beeld(&self) -> impl Iterator<Item = &Punt> {
        let lists = match &self.soort {
            KnoopSoort::Handeling(handeling) => {
                [&handeling.doel, &handeling.doen, &handeling.niet_doen, &handeling.vastleggen, &handeling.anders]
                    .map(Vec::as_slice)
            }
            KnoopSoort::Vraag(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) | KnoopSoort::Uitkomst(_) => {
                [&[][..]; 5]
            }
        };
        lists.into_iter().flatten()
    }

    /// Every action of the node, with where it stands: those of an outcome, and those that answers ask for.
    pub fn acties(&self) -> Vec<(&Actie, String)> {
        match &self.soort {
            KnoopSoort::Vraag(vraag) => {
                let answers = vraag.antwoorden.iter();
                answers
                    .filter_map(|antwoord| Some((antwoord.actie.as_ref()?, format!("antwoord {}", antwoord.id))))
                    .collect()
            }
            KnoopSoort::Uitkomst(uitkomst) => {
                uitkomst.acties.iter().enumerate().map(|(at, actie)| (actie, format!("acties[{at}]"))).collect()
            }
            KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => Vec::new(),
        }
    }

    /// Actions and terms that name facts or a certainty of their own: facts, certainty and where they stand.
    pub fn parts_with_origin(&self) -> Vec<(&[String], Option<Zekerheid>, String)> {
        let mut found: Vec<(&[String], Option<Zekerheid>, String)> = Vec::new();
        match &self.soort {
            KnoopSoort::Vraag(vraag) => {
                for antwoord in &vraag.antwoorden {
                    if let Some(actie) = &antwoord.actie {
                        found.push((&actie.feiten, actie.zekerheid, format!("antwoord {}", antwoord.id)));
                    }
                }
            }
            KnoopSoort::Uitkomst(uitkomst) => {
                for (at, actie) in uitkomst.acties.iter().enumerate() {
                    found.push((&actie.feiten, actie.zekerheid, format!("acties[{at}]")));
                }
                for (at, termijn) in uitkomst.termijnen.iter().enumerate() {
                    found.push((&termijn.feiten, termijn.zekerheid, format!("termijnen[{at}]")));
                }
            }
            KnoopSoort::Handeling(_) | KnoopSoort::Lijst(_) | KnoopSoort::Deelboom(_) => {}
        }
        found.retain(|(feiten, zekerheid, _)| !feiten.is_empty() || zekerheid.is_some());
        found
    }
}
