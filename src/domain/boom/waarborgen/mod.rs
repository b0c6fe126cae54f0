//! The safety rules: what `checklists/waarborgen.json` guarantees of every walk through every tree.
//!
//! The rules are data ([`regel`]). For one tree they become a plan of what a walk has to remember ([`plan`]) over the
//! composed tree laid out flat ([`graaf`]), and a pass over (place, memory) proves them ([`pas`], [`geheugen`]).

mod geheugen;
mod graaf;
mod onderwerpen;
mod pas;
mod plan;
mod regel;
mod toets;

use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value};

use super::Boom;
use crate::domain::inhoud::{Feiten, Problem, Problems, parse};
use graaf::Graph;
use onderwerpen::Gezocht;
use plan::Plan;
pub use regel::{Eis, Gegeven, Geldt, Onderwerp, Regel, Twijfelstand, Volgorde, Voorwaarde};

/// The file as users know it.
const BESTAND: &str = "checklists/waarborgen.json";
static EMBEDDED: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/checklists/waarborgen.json"));

/// The safety rules, and the subjects of which every text has to say what it says.
#[derive(Debug)]
pub struct Waarborgen {
    bestand: String,
    file: regel::Regelbestand,
    subjects: Vec<Gezocht>,
    source: Map<String, Value>,
}

/// What the pass found over one tree.
#[derive(Debug)]
pub struct Bewijs {
    /// Every rule that a walk breaks, with the route that breaks it in the place.
    pub problems: Vec<Problem>,
    /// How many places with a memory were looked at.
    pub states: usize,
}

impl Waarborgen {
    /// The rules that ship with the program. They hold for shipped, own and kept trees alike, and nobody can replace
    /// them.
    ///
    /// # Errors
    /// The problems of the file; then no tree can be built.
    pub fn shipped() -> Result<&'static Waarborgen, &'static [Problem]> {
        static SHIPPED: OnceLock<Result<Waarborgen, Vec<Problem>>> = OnceLock::new();
        SHIPPED.get_or_init(|| Waarborgen::read(EMBEDDED, BESTAND)).as_ref().map_err(Vec::as_slice)
    }

    /// Reads rules.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn read(bytes: &[u8], bestand: &str) -> Result<Waarborgen, Vec<Problem>> {
        let source = parse(bytes, bestand)?;
        let file = regel::read(bytes, bestand)?;
        let subjects = file.onderwerpen.iter().map(Gezocht::of).collect();
        Ok(Waarborgen { bestand: bestand.to_owned(), file, subjects, source })
    }

    /// What the rules are called together.
    pub fn titel(&self) -> &str {
        &self.file.titel
    }

    /// What they are for, in a few sentences.
    pub fn omschrijving(&self) -> &str {
        &self.file.omschrijving
    }

    /// The rules, as the file orders them.
    pub fn regels(&self) -> &[Regel] {
        &self.file.regels
    }

    /// The guarded subjects, as the file orders them.
    pub fn onderwerpen(&self) -> &[Onderwerp] {
        &self.file.onderwerpen
    }

    /// Ids of the questions that a tree built on another one may never drop.
    pub fn veiligheidsvragen(&self) -> &[String] {
        &self.file.veiligheidsvragen
    }

    /// Whether a question with this id may never be dropped.
    pub fn is_veiligheidsvraag(&self, id: &str) -> bool {
        self.file.veiligheidsvragen.iter().any(|known| known == id)
    }

    /// The file as it stands.
    pub fn source(&self) -> &Map<String, Value> {
        &self.source
    }

    /// The rules that rest on a fact that does not exist.
    pub fn check_facts(&self, feiten: &Feiten) -> Vec<Problem> {
        let mut problems = Problems::of(&self.bestand);
        for regel in self.regels() {
            for nummer in regel.feiten.iter().filter(|nummer| feiten.get(nummer).is_none()) {
                problems.add(
                    format!("regel {}", regel.id),
                    format!("Het feit {nummer} bestaat niet."),
                    "Kies een nummer uit checklists/feiten.json.",
                );
            }
        }
        problems.into_vec()
    }

    /// Texts of the tree that name a guarded subject and do not say what they say about it.
    pub fn unmarked(&self, boom: &Boom) -> Vec<Problem> {
        onderwerpen::check(boom, &self.subjects)
    }

    /// Holds every composed walk through the tree against the rules.
    pub fn prove(&self, boom: &Arc<Boom>) -> Bewijs {
        let bestand = &boom.file.bestand;
        match Graph::of(boom) {
            Some(graph) => pas::prove(&Plan::of(boom, &self.file.regels, &graph), bestand),
            None => {
                let mut problems = Problems::of(bestand);
                pas::too_large(&mut problems);
                Bewijs { problems: problems.into_vec(), states: 0 }
            }
        }
    }

    /// Every way in which the tree breaks a safety rule, and every text that does not say what it says.
    pub fn check(&self, boom: &Arc<Boom>) -> Vec<Problem> {
        let mut problems = self.unmarked(boom);
        problems.extend(self.prove(boom).problems);
        problems
    }
}

/// Every problem that the shipped rules have with a tree.
pub fn check(boom: &Arc<Boom>) -> Vec<Problem> {
    match Waarborgen::shipped() {
        Ok(rules) => rules.check(boom),
        Err(problems) => problems.to_vec(),
    }
}
