//! The room view: what a trainer shows a group on a second screen, and the lines in which it travels there.
//!
//! **What it promises.** A [`Zaalbeeld`] is all that ever leaves the trainer's program for the room, and it has no place
//! for anything about a real family: no record, no line of a casus, no note, no contact, no id of any of them. Its texts
//! are those of exercise material, shipped or of the trainer's own making; its names are names of groups; the rest are
//! numbers. Nothing in [`crate::domain::casus`] or [`crate::domain::kluis`] turns into one, and whoever shows a picture
//! fills it from a way of working, an exercise and a count of votes. What was typed about a case stays where it is.

mod klok;
mod regels;
mod tekst;

use serde::{Deserialize, Serialize};

pub use klok::{Wijzer, uren_en_minuten};
pub use regels::{
    Begroeting, Bericht, LANGSTE_GROET, LANGSTE_REGEL, Onleesbaar, VERSIE, Weigering, gelijk, lees_begroeting,
    lees_bericht, regel, schrijf_begroeting,
};
pub use tekst::pagina;

/// What the room sees now. Every field may be left out on the way; what is not there is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Zaalbeeld {
    /// The way of working or the exercise, as the group knows it.
    pub titel: String,
    /// Whether the material is fictional: the watermark stands on it.
    pub oefening: bool,
    /// The phase that runs.
    pub fase: Option<Zaalfase>,
    /// The clock.
    pub klok: Option<Zaalklok>,
    /// The round, in words.
    pub ronde: Option<String>,
    /// The facts that were revealed so far, oldest first.
    pub feiten: Vec<String>,
    /// What the group answers now.
    pub vraag: Option<String>,
    /// The votes, once the trainer releases them.
    pub stemmen: Option<Zaalstemmen>,
    /// What stands at the end.
    pub slot: Option<String>,
}

/// A phase of a way of working.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Zaalfase {
    /// How it is called.
    pub titel: String,
    /// Which one it is, from 1.
    pub nummer: u32,
    /// How many there are; 0 when that is not said.
    pub van: u32,
    /// What the group does.
    pub tekst: String,
}

/// The clock at the moment at which it was sent. Whoever shows it lets it run on by a clock of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Zaalklok {
    /// Milliseconds left; negative when it is over time.
    pub rest_ms: i64,
    /// Milliseconds of the whole; 0 when there is no end.
    pub totaal_ms: i64,
    /// Whether it runs, and not stands still.
    pub loopt: bool,
    /// Whether it shows the time that has passed, and not the time that is left.
    pub op: bool,
}

/// Votes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Zaalstemmen {
    /// What could be chosen.
    pub keuzes: Vec<String>,
    /// Who voted what.
    pub groepen: Vec<Zaalgroep>,
    /// How the result may be read.
    pub lezing: Option<String>,
}

/// The votes of one group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Zaalgroep {
    /// The name of the group, never of a person.
    pub naam: String,
    /// How many votes each choice got, in the order of the choices.
    pub aantallen: Vec<u32>,
}

/// How a room view stands with the trainer's program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Contact {
    /// It is not there, or not any more; it is looked for.
    #[default]
    Zoekt,
    /// It sends pictures.
    Verbonden,
    /// It sent the view away.
    Geweigerd(Weigering),
    /// It says something that means nothing here.
    Onbegrepen,
}

impl Contact {
    /// What is the matter and what to do, in words; nothing when all is well.
    pub fn tekst(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Contact::Verbonden => return None,
            Contact::Zoekt => (
                "Ik wacht op het programma van de trainer.",
                "Start aandacht op deze computer, begin een intervisie of oefening en open daar het zaalscherm. Dit \
                 scherm verbindt dan vanzelf.",
            ),
            Contact::Geweigerd(Weigering::Vol) => (
                "Er kijken al vier zaalschermen mee.",
                "Sluit een van de andere met q. Dit scherm verbindt dan vanzelf.",
            ),
            Contact::Geweigerd(Weigering::AndereGebruiker) => (
                "Het programma van de trainer is van een andere gebruiker van deze computer.",
                "Start dit zaalscherm onder de naam van de trainer.",
            ),
            Contact::Geweigerd(Weigering::Code) => (
                "De code klopt niet of is oud.",
                "Sluit dit scherm met q en start het met de code die nu op het scherm van de trainer staat.",
            ),
            Contact::Geweigerd(Weigering::Versie) => (
                "Het programma van de trainer is een andere versie van aandacht.",
                "Gebruik voor beide schermen dezelfde versie.",
            ),
            Contact::Geweigerd(Weigering::Onleesbaar | Weigering::Anders) | Contact::Onbegrepen => (
                "Ik begrijp het programma van de trainer niet.",
                "Gebruik voor beide schermen dezelfde versie van aandacht, en start ze opnieuw.",
            ),
        })
    }
}

impl Zaalstemmen {
    /// How many votes each choice got over all groups.
    pub fn totalen(&self) -> Vec<u64> {
        (0..self.keuzes.len())
            .map(|at| {
                self.groepen.iter().filter_map(|groep| groep.aantallen.get(at)).map(|count| u64::from(*count)).sum()
            })
            .collect()
    }
}

impl Zaalbeeld {
    /// Whether there is nothing to show.
    pub fn is_leeg(&self) -> bool {
        *self == Zaalbeeld { titel: self.titel.clone(), oefening: self.oefening, ..Zaalbeeld::default() }
            && self.titel.trim().is_empty()
    }

    /// What the header says beside the title: the phase and the round.
    pub fn waar(&self) -> String {
        let fase = self.fase.as_ref().filter(|fase| fase.nummer > 0).map(|fase| match fase.van {
            0 => format!("fase {}", fase.nummer),
            van => format!("fase {} van {van}", fase.nummer),
        });
        let parts: Vec<&str> =
            fase.as_deref().into_iter().chain(self.ronde.as_deref()).filter(|part| !part.trim().is_empty()).collect();
        parts.join(" · ")
    }
}
