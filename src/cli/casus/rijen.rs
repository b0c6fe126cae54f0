//! A casus as JSON: the rows that several commands print.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::domain::casus::{Afspraak, Delen, Dossier, Gat, Lijn, Nabij, Stand, Wat, agenda, gaten};

/// A casus in a list.
#[derive(Serialize)]
pub struct Casusrij {
    /// Its number in the list.
    pub nummer: usize,
    /// Its code.
    pub code: String,
    /// How it is called.
    pub pseudoniem: String,
    /// Id of the sector; empty when not chosen.
    pub sector: String,
    /// Id of the role.
    pub rol: &'static str,
    /// `open` or `gesloten`.
    pub stand: &'static str,
    /// When it was begun.
    pub begonnen: DateTime,
    /// When something was written last.
    pub laatst: DateTime,
    /// Since when it is closed, and why, and from when it is to be destroyed here.
    pub gesloten: Option<Geslotenrij>,
    /// What is due first.
    pub eerst: Option<Afspraakrij>,
    /// How many things are not in the record yet.
    pub gaten: usize,
}

/// How a casus was closed.
#[derive(Serialize)]
pub struct Geslotenrij {
    op: Date,
    reden: &'static str,
    vernietigen_vanaf: Date,
}

impl Geslotenrij {
    /// Since when.
    pub fn op(&self) -> Date {
        self.op
    }
}

/// Something that is due.
#[derive(Serialize)]
pub struct Afspraakrij {
    /// The code of the casus.
    pub code: String,
    /// How it is called.
    pub pseudoniem: String,
    /// The line; nothing for a casus that is to be destroyed.
    pub regel: Option<u32>,
    /// When.
    pub datum: Date,
    /// How it stands against today.
    pub nabij: Nabij,
    /// What kind of thing.
    pub soort: &'static str,
    /// In words.
    pub tekst: String,
}

/// A line.
#[derive(Serialize)]
pub struct Regelrij<'a> {
    nr: u32,
    vastgelegd: DateTime,
    soort: &'static str,
    geldt: bool,
    delen: Delen,
    /// As it reads now.
    nu: &'a Wat,
    /// As it was written, when it was corrected since.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<&'a Wat>,
    #[serde(skip_serializing_if = "<[u32]>::is_empty")]
    correcties: &'a [u32],
    #[serde(skip_serializing_if = "Option::is_none")]
    bij: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ingetrokken: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    afgehandeld: Option<u32>,
}

/// Something that is not in the record yet.
#[derive(Serialize)]
pub struct Gatrij {
    stap: &'static str,
    vraag: String,
    soort: &'static str,
    regel: Option<u32>,
}

impl Casusrij {
    /// The row of a casus.
    pub fn of(nummer: usize, dossier: &Dossier, today: Date) -> Casusrij {
        let gesloten = match dossier.stand {
            Stand::Open => None,
            Stand::Gesloten { op, reden, vernietigen_vanaf } => {
                Some(Geslotenrij { op, reden: reden.id(), vernietigen_vanaf })
            }
        };
        Casusrij {
            nummer,
            code: dossier.code(),
            pseudoniem: dossier.pseudoniem.clone(),
            sector: dossier.sector.clone(),
            rol: dossier.rol.id(),
            stand: if dossier.is_open() { "open" } else { "gesloten" },
            begonnen: dossier.begonnen,
            laatst: dossier.laatst(),
            gesloten,
            eerst: agenda([dossier]).first().map(|first| Afspraakrij::of(first, today)),
            gaten: gaten(dossier).len(),
        }
    }
}

impl Afspraakrij {
    /// The row of something that is due.
    pub fn of(afspraak: &Afspraak, today: Date) -> Afspraakrij {
        Afspraakrij {
            code: afspraak.code.clone(),
            pseudoniem: afspraak.pseudoniem.clone(),
            regel: afspraak.regel,
            datum: afspraak.datum,
            nabij: afspraak.nabij(today),
            soort: afspraak.soort(),
            tekst: afspraak.shown(),
        }
    }
}

impl<'a> Regelrij<'a> {
    /// The row of a line.
    pub fn of(lijn: &'a Lijn) -> Regelrij<'a> {
        Regelrij {
            nr: lijn.regel.nr,
            vastgelegd: lijn.regel.vastgelegd,
            soort: lijn.nu.word(),
            geldt: lijn.geldt(),
            delen: lijn.delen,
            nu: &lijn.nu,
            was: (!lijn.correcties.is_empty()).then_some(&lijn.regel.wat),
            correcties: &lijn.correcties,
            bij: lijn.regel.bij,
            ingetrokken: lijn.ingetrokken,
            afgehandeld: lijn.afgehandeld,
        }
    }
}

impl From<Gat> for Gatrij {
    fn from(gat: Gat) -> Gatrij {
        Gatrij { stap: gat.stap, vraag: gat.vraag, soort: gat.formulier.id(), regel: gat.regel }
    }
}
