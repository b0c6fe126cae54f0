//! The casussen of the practice vault, made by the very acts with which a user makes them.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};
use serde::Deserialize;

use super::doen::{add, answer, begin, begin_walk};
use super::dossier::Dossier;
use super::formulier::Formulier;
use super::lopen::fold;
use super::mag::{mag, mag_corrigeren};
use super::regel::{Delen, Regel, Rol};
use super::wanneer::Wanneer;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::kluis::{Batch, Change, Moment, Owner, RecordId};
use crate::domain::walk::Answer;

const SET: &str = include_str!("oefenset.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    casussen: Vec<Casus>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Casus {
    pseudoniem: String,
    sector: String,
    rol: Rol,
    /// The day on which it began, counted from today.
    dag: i32,
    daden: Vec<Daad>,
}

/// One act: a form, a correction, a walk that begins, or answers in the walk that began last.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Daad {
    /// The day, counted from today.
    dag: i32,
    /// A name by which later acts find the line.
    #[serde(default)]
    naam: String,
    formulier: Option<String>,
    corrigeer: Option<String>,
    begin: Option<String>,
    antwoorden: Option<String>,
    /// The name of the line that a form is about.
    regel: Option<String>,
    /// What is filled in; a value `dag:3` is a day counted from today.
    #[serde(default)]
    velden: BTreeMap<String, String>,
}

/// The casussen of the practice vault: a batch for each, as they stand today.
///
/// # Errors
/// The set does not fit the forms or the content of today.
pub fn oefenset(reader: &dyn Reader, now: Moment) -> Result<Vec<Batch>, Fault> {
    let set: Set = serde_json::from_str(SET).map_err(|error| wrong(&format!("regel {}", error.line())))?;
    set.casussen.iter().map(|casus| Making::of(casus, reader, now)?.whole(casus)).collect()
}

fn wrong(place: &str) -> Fault {
    Fault::internal(
        "De oefenkluis kan niet gemaakt worden.",
        "De oefencasussen kloppen niet.",
        "Meld dit bij de makers.",
    )
    .at(place)
}

/// A casus while it is made, in memory.
struct Making<'a> {
    reader: &'a dyn Reader,
    now: Moment,
    changes: Vec<Change>,
    lines: Vec<Regel>,
    named: BTreeMap<String, u32>,
}

/// Stands for the id that the store will give.
const CASUS: RecordId = RecordId([0; 16]);

impl Making<'_> {
    fn of<'a>(casus: &Casus, reader: &'a dyn Reader, now: Moment) -> Result<Making<'a>, Fault> {
        let mut making = Making { reader, now, changes: Vec::new(), lines: Vec::new(), named: BTreeMap::new() };
        let began = making.moment(casus.dag, 0);
        making.take(begin(&casus.pseudoniem, &casus.sector, casus.rol, None, began));
        Ok(making)
    }

    fn whole(mut self, casus: &Casus) -> Result<Batch, Fault> {
        for (at, daad) in casus.daden.iter().enumerate() {
            let next = u32::try_from(self.lines.len()).unwrap_or(0) + 1;
            self.act(daad, at + 1).map_err(|fault| fault.at(format!("{}, daad {}", casus.pseudoniem, at + 1)))?;
            if !daad.naam.is_empty() {
                self.named.insert(daad.naam.clone(), next);
            }
        }
        Ok(Batch { changes: self.changes })
    }

    fn dossier(&self) -> Result<Dossier, Fault> {
        Dossier::of(CASUS, self.lines.iter().cloned()).ok_or_else(|| wrong("begin"))
    }

    fn act(&mut self, daad: &Daad, order: usize) -> Result<(), Fault> {
        let moment = self.moment(daad.dag, order);
        let line = |name: &Option<String>| name.as_ref().map(|name| self.named.get(name).copied().unwrap_or(0));
        let about = line(&daad.regel);
        if let Some(nr) = line(&daad.corrigeer) {
            return self.correct(daad, nr, moment);
        }
        if let Some(tree) = &daad.begin {
            let boom = self.reader.tree(tree)?;
            let batch = begin_walk(&self.dossier()?, &boom, moment);
            self.take(batch);
        }
        if let Some(answers) = &daad.antwoorden {
            self.answers(answers, moment)?;
        }
        if let Some(form) = daad.formulier.as_deref() {
            let form = Formulier::from_id(form).ok_or_else(|| wrong(form))?;
            let dossier = self.dossier()?;
            mag(&dossier, form, about)?;
            let day = moment.local.date();
            let draft = self.filled(form.begin(day), daad);
            let (wat, delen) = form.line(&draft, about, day).map_err(|faults| unfit(&faults))?;
            self.take(add(&dossier, wat, delen, moment));
        }
        Ok(())
    }

    fn correct(&mut self, daad: &Daad, nr: u32, moment: Moment) -> Result<(), Fault> {
        let dossier = self.dossier()?;
        let (lijn, form) = mag_corrigeren(&dossier, nr)?;
        let day = moment.local.date();
        let draft = self.filled(form.filled(&lijn.nu, day), daad);
        let wat = form.correctie(&draft, nr, day).map_err(|faults| unfit(&faults))?;
        self.take(add(&dossier, wat, Delen::Gewoon, moment));
        Ok(())
    }

    /// Answers `v1=ja v2=nee` in the walk that began last. Where the content of today asks something else the walk stays
    /// open: it is practice all the same.
    fn answers(&mut self, answers: &str, moment: Moment) -> Result<(), Fault> {
        for pair in answers.split_whitespace() {
            let (knoop, antwoord) = pair.split_once('=').ok_or_else(|| wrong(pair))?;
            let dossier = self.dossier()?;
            let of = dossier.lopen.last().ok_or_else(|| wrong(pair))?;
            let (mut walk, _) = fold(&dossier, of, &self.reader.tree(&of.checklist)?);
            let given = Answer::new(knoop, antwoord);
            let batch = answer(&dossier, of, &walk, given.clone(), "", moment);
            if walk.answer(given).is_err() {
                return Ok(());
            }
            self.take(batch);
        }
        Ok(())
    }

    fn filled(&self, mut draft: crate::domain::gesprek::Draft, daad: &Daad) -> crate::domain::gesprek::Draft {
        for (field, value) in &daad.velden {
            let counted = value.strip_prefix("dag:").and_then(|days| days.parse::<i32>().ok());
            let day = counted.map(|days| Wanneer::on(self.day(days)).typed());
            draft.set(field, day.as_deref().unwrap_or(value));
        }
        draft
    }

    /// Takes in what an act changes.
    fn take(&mut self, batch: Batch) {
        for change in batch.changes {
            let Change::Put { key, owner, record } = change else { continue };
            if let Ok(regel) = <&Regel>::try_from(&record) {
                self.lines.push(regel.clone());
            }
            let owner = if owner == Owner::Shared { owner } else { Owner::Fresh };
            self.changes.push(Change::Put { key, owner, record });
        }
    }

    fn day(&self, days: i32) -> Date {
        self.now.local.date().saturating_add(days.days())
    }

    /// The moment of an act: in office hours of a working day, and never after now.
    fn moment(&self, days: i32, order: usize) -> Moment {
        let mut day = self.day(days);
        while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && days < 0 {
            day = day.saturating_sub(1.day());
        }
        let minutes = i64::try_from(order).unwrap_or(0) * 7;
        let local: DateTime = day.at(9, 0, 0, 0).saturating_add(minutes.minutes()).min(self.now.local);
        let before = self.now.local.duration_since(local);
        Moment { stamp: self.now.stamp.saturating_sub(before).unwrap_or(self.now.stamp), local }
    }
}

fn unfit(faults: &[crate::domain::gesprek::FieldFault]) -> Fault {
    wrong(&faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>().join(", "))
}
