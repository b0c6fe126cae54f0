//! A casus as it stands: the fold of its lines.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::code::code;
use super::regel::{Delen, Regel, Rol, Sluitreden, Wat};
use crate::domain::kluis::{Concept, Model, Owner, RecordId};

/// A line with what became of it.
#[derive(Clone)]
pub struct Lijn {
    /// The line as it was written.
    pub regel: Regel,
    /// How it reads now.
    pub nu: Wat,
    /// Who may read it now.
    pub delen: Delen,
    /// The corrections that count, oldest first.
    pub correcties: Vec<u32>,
    /// The line that withdrew it, when it no longer counts.
    pub ingetrokken: Option<u32>,
    /// The line that says it is done.
    pub afgehandeld: Option<u32>,
}

impl Lijn {
    /// Whether it counts.
    pub fn geldt(&self) -> bool {
        self.ingetrokken.is_none()
    }
}

/// Whether a casus is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It is open.
    Open,
    /// It is closed.
    Gesloten {
        /// Since when.
        op: Date,
        /// Why.
        reden: Sluitreden,
        /// From when on it is to be destroyed here.
        vernietigen_vanaf: Date,
    },
}

/// Somebody around whom a casus is.
#[derive(Clone, PartialEq, Eq)]
pub struct Betrokkene {
    /// The relation, in a word.
    pub relatie: String,
    /// Age, as it was told.
    pub leeftijd: String,
    /// Whether this person cares for somebody who depends on it.
    pub verzorgt: bool,
}

impl Betrokkene {
    /// `moeder (34), verzorger`.
    pub fn shown(&self) -> String {
        let age = if self.leeftijd.is_empty() { String::new() } else { format!(" ({})", self.leeftijd) };
        let cares = if self.verzorgt { ", verzorger" } else { "" };
        format!("{}{age}{cares}", self.relatie)
    }
}

/// A walk of a casus, as its lines tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loop {
    /// The line that began it.
    pub nr: u32,
    /// Id of the tree.
    pub checklist: String,
    /// Its title.
    pub titel: String,
    /// Version of its file.
    pub versie: String,
    /// Fingerprint of the resolved tree.
    pub vingerafdruk: String,
}

/// How many missing numbers are told at most: one wild number must not fill the memory.
const MOST_MISSING: usize = 1000;

/// A casus as it stands.
#[derive(Clone)]
pub struct Dossier {
    /// The casus.
    pub id: RecordId,
    /// How it is called.
    pub pseudoniem: String,
    /// Id of the sector.
    pub sector: String,
    /// The user's role.
    pub rol: Rol,
    /// Who carries it too, by function.
    pub dragers: Vec<String>,
    /// The persons around whom it is.
    pub betrokkenen: Vec<Betrokkene>,
    /// When it was begun.
    pub begonnen: DateTime,
    /// Whether it is open.
    pub stand: Stand,
    /// The walks, oldest first.
    pub lopen: Vec<Loop>,
    /// Numbers that no line has: something was left out or did not arrive.
    pub ontbreekt: Vec<u32>,
    lijnen: Vec<Lijn>,
    at: BTreeMap<u32, usize>,
}

/// What is in a model of every casus: its lines, by number.
pub fn regels(model: &Model) -> BTreeMap<RecordId, Vec<&Regel>> {
    let mut found: BTreeMap<RecordId, Vec<&Regel>> = BTreeMap::new();
    for (_, stored) in model.records() {
        if let (Owner::Casus(casus), Ok(regel)) = (stored.owner, <&Regel>::try_from(&stored.record)) {
            found.entry(casus).or_default().push(regel);
        }
    }
    for lines in found.values_mut() {
        lines.sort_by_key(|regel| regel.nr);
    }
    found
}

/// Every casus, the one that was worked on last first.
pub fn dossiers(model: &Model) -> Vec<Dossier> {
    let mut found: Vec<Dossier> =
        regels(model).into_iter().filter_map(|(id, lines)| Dossier::of(id, lines.into_iter().cloned())).collect();
    found
        .sort_by(|left, right| right.laatst().cmp(&left.laatst()).then_with(|| left.pseudoniem.cmp(&right.pseudoniem)));
    found
}

/// One casus; `None` when it is not there.
pub fn dossier(model: &Model, casus: RecordId) -> Option<Dossier> {
    let of_casus = model.records().filter(|(_, stored)| stored.owner == Owner::Casus(casus));
    let mut lines: Vec<Regel> =
        of_casus.filter_map(|(_, stored)| <&Regel>::try_from(&stored.record).ok().cloned()).collect();
    lines.sort_by_key(|regel| regel.nr);
    Dossier::of(casus, lines)
}

/// What was typed in a casus and not yet kept as a line.
pub fn concepten(model: &Model, casus: RecordId) -> Vec<&Concept> {
    let of_casus = model.records().filter(|(_, stored)| stored.owner == Owner::Casus(casus));
    of_casus.filter_map(|(_, stored)| <&Concept>::try_from(&stored.record).ok()).collect()
}

/// What was typed in one form of a casus, about one line when it is about one.
pub fn concept<'a>(model: &'a Model, casus: RecordId, formulier: &str, regel: Option<u32>) -> Option<&'a Concept> {
    concepten(model, casus).into_iter().find(|kept| kept.formulier == formulier && kept.regel == regel)
}

impl Dossier {
    /// The casus that these lines make, in the order of their numbers; `None` when none of them begins one.
    pub fn of(id: RecordId, lines: impl IntoIterator<Item = Regel>) -> Option<Dossier> {
        let mut lijnen: Vec<Lijn> = lines
            .into_iter()
            .map(|regel| Lijn {
                nu: regel.wat.clone(),
                delen: regel.delen,
                regel,
                correcties: Vec::new(),
                ingetrokken: None,
                afgehandeld: None,
            })
            .collect();
        lijnen.sort_by_key(|lijn| lijn.regel.nr);
        let at: BTreeMap<u32, usize> = lijnen.iter().enumerate().map(|(at, lijn)| (lijn.regel.nr, at)).collect();
        withdraw(&mut lijnen, &at);
        let last = at.keys().next_back().copied().unwrap_or(0);
        let begin = lijnen.iter().find_map(|lijn| match &lijn.regel.wat {
            Wat::Begin { pseudoniem, sector, rol } => {
                Some((pseudoniem.clone(), sector.clone(), *rol, lijn.regel.vastgelegd))
            }
            _ => None,
        });
        let (pseudoniem, sector, rol, begonnen) = begin?;
        let mut dossier = Dossier {
            id,
            pseudoniem,
            sector,
            rol,
            dragers: Vec::new(),
            betrokkenen: Vec::new(),
            begonnen,
            stand: Stand::Open,
            lopen: Vec::new(),
            ontbreekt: (1..last).filter(|nr| !at.contains_key(nr)).take(MOST_MISSING).collect(),
            lijnen,
            at,
        };
        dossier.change_lines();
        dossier.fold();
        Some(dossier)
    }

    /// What lines say of other lines: corrections, marks, what is done.
    fn change_lines(&mut self) {
        for place in 0..self.lijnen.len() {
            let Some(lijn) = self.lijnen.get(place).filter(|lijn| lijn.geldt()) else { continue };
            let (nr, wat) = (lijn.regel.nr, lijn.regel.wat.clone());
            // A line says nothing of what came after it: a number that was free then may have been given out since.
            let earlier = wat.about().filter(|about| *about < nr);
            let Some(target) = earlier.and_then(|about| self.at.get(&about)).copied() else { continue };
            let Some(about) = self.lijnen.get_mut(target) else { continue };
            match wat {
                Wat::Correctie { wordt, .. } => {
                    about.nu = *wordt;
                    about.correcties.push(nr);
                }
                Wat::Merk { delen, .. } => about.delen = delen,
                Wat::Afgehandeld { .. } => about.afgehandeld = Some(nr),
                _ => {}
            }
        }
    }

    fn fold(&mut self) {
        for lijn in self.lijnen.iter().filter(|lijn| lijn.geldt()) {
            match &lijn.nu {
                Wat::Hernoemd { pseudoniem } => self.pseudoniem.clone_from(pseudoniem),
                Wat::Drager { functie } => self.dragers.push(functie.clone()),
                Wat::Betrokkene { relatie, leeftijd, verzorgt } => self.betrokkenen.push(Betrokkene {
                    relatie: relatie.clone(),
                    leeftijd: leeftijd.clone(),
                    verzorgt: *verzorgt,
                }),
                Wat::Loop { checklist, titel, versie, vingerafdruk } => self.lopen.push(Loop {
                    nr: lijn.regel.nr,
                    checklist: checklist.clone(),
                    titel: titel.clone(),
                    versie: versie.clone(),
                    vingerafdruk: vingerafdruk.clone(),
                }),
                Wat::Sluiting { reden, vernietigen_vanaf, .. } => {
                    self.stand = Stand::Gesloten {
                        op: lijn.regel.vastgelegd.date(),
                        reden: *reden,
                        vernietigen_vanaf: *vernietigen_vanaf,
                    };
                }
                Wat::Heropening { .. } => self.stand = Stand::Open,
                _ => {}
            }
        }
    }

    /// The short code by which the command line knows it.
    pub fn code(&self) -> String {
        code(self.id)
    }

    /// Every line, in order.
    pub fn lijnen(&self) -> &[Lijn] {
        &self.lijnen
    }

    /// The lines that count, in order.
    pub fn geldend(&self) -> impl DoubleEndedIterator<Item = &Lijn> {
        self.lijnen.iter().filter(|lijn| lijn.geldt())
    }

    /// The line with this number.
    pub fn lijn(&self, nr: u32) -> Option<&Lijn> {
        self.at.get(&nr).and_then(|at| self.lijnen.get(*at))
    }

    /// The line from which the program made this one of itself, when it did: never a later one.
    pub(super) fn herkomst(&self, lijn: &Lijn) -> Option<&Lijn> {
        heads(&self.lijnen, &self.at, lijn).last()
    }

    /// The number of the next line.
    pub fn next(&self) -> u32 {
        self.at.keys().next_back().map_or(1, |last| last.saturating_add(1))
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.stand == Stand::Open
    }

    /// When something was written last.
    pub fn laatst(&self) -> DateTime {
        self.lijnen.last().map_or(self.begonnen, |lijn| lijn.regel.vastgelegd)
    }

    /// The caregivers: all of them are weighed.
    pub fn verzorgers(&self) -> impl Iterator<Item = &Betrokkene> {
        self.betrokkenen.iter().filter(|betrokkene| betrokkene.verzorgt)
    }

    /// The lines with a clock that went back: written after a line that bears a later moment.
    pub fn klok_terug(&self) -> impl Iterator<Item = &Lijn> {
        self.lijnen.windows(2).filter_map(|two| match two {
            [before, after] if after.regel.stempel < before.regel.stempel => Some(after),
            _ => None,
        })
    }
}

/// Finds what no longer counts. A withdrawal may itself be withdrawn, always by a later line: so from the last line back.
fn withdraw(lijnen: &mut [Lijn], at: &BTreeMap<u32, usize>) {
    for place in (0..lijnen.len()).rev() {
        let Some(lijn) = lijnen.get(place) else { continue };
        if let (None, Wat::Intrekking { regel, .. }) = (lijn.ingetrokken, &lijn.regel.wat)
            && *regel < lijn.regel.nr
            && heads(lijnen, at, lijn).all(Lijn::geldt)
        {
            let by = lijn.regel.nr;
            if let Some(about) = at.get(regel).and_then(|target| lijnen.get_mut(*target)) {
                about.ingetrokken = Some(by);
            }
        }
    }
    // What the program wrote along with a line goes with it.
    for place in 0..lijnen.len() {
        let by = lijnen.get(place).and_then(|lijn| heads(lijnen, at, lijn).find_map(|head| head.ingetrokken));
        if let (Some(by), Some(lijn)) = (by, lijnen.get_mut(place)) {
            lijn.ingetrokken.get_or_insert(by);
        }
    }
}

/// The line with which another was written, and for a correction the line that it is about.
fn heads<'a>(lijnen: &'a [Lijn], at: &'a BTreeMap<u32, usize>, lijn: &Lijn) -> impl Iterator<Item = &'a Lijn> {
    let earlier = move |nr: Option<u32>, than: u32| {
        nr.filter(|nr| *nr < than).and_then(|nr| at.get(&nr)).and_then(|place| lijnen.get(*place))
    };
    let head = earlier(lijn.regel.bij, lijn.regel.nr);
    let about = head.and_then(|head| earlier(head.regel.wat.about(), head.regel.nr));
    head.into_iter().chain(about)
}
