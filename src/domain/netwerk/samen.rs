//! Two entries side by side, to make one of them: field by field which value stays.

use super::doen::Ingevuld;
use super::{Relatie, Veld, Vermelding, Waarde};
use crate::domain::kluis::RecordId;

/// Which of two values stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keuze {
    /// That of the entry that stays.
    Links,
    /// That of the entry that goes.
    Rechts,
    /// Both, one after the other; only in fields that hold any number of things.
    Beide,
}

/// A field of two entries.
#[derive(Clone, PartialEq, Eq)]
pub struct Rij {
    /// Which field.
    pub veld: Veld,
    /// What the entry that stays has in it.
    pub links: Option<Waarde>,
    /// What the entry that goes has in it.
    pub rechts: Option<Waarde>,
    /// Which of the two stays.
    pub keuze: Keuze,
}

/// The fields in which at least one of the two has something, with what is likely: the value of the entry that stays, or
/// that of the other where it has none. A reference from one to the other does not stay.
pub fn rijen((blijft, stays): (RecordId, &Vermelding), (gaat, goes): (RecordId, &Vermelding)) -> Vec<Rij> {
    let each_other = |waarde: &Waarde| matches!(waarde, Waarde::Verwijzing(id) if [blijft, gaat].contains(id));
    let others = |waarde: &Waarde| {
        let Waarde::Relaties(known) = waarde else { return waarde.clone() };
        let apart = known.iter().filter(|other| ![blijft, gaat].contains(&other.met));
        Waarde::Relaties(apart.cloned().collect::<Box<[Relatie]>>())
    };
    let value = |entry: &Vermelding, veld| {
        entry.waarde(veld).filter(|waarde| !each_other(waarde)).map(others).filter(|waarde| !waarde.is_leeg())
    };
    Veld::van(stays.soort())
        .filter(|veld| stays.waarde(*veld).or(goes.waarde(*veld)).is_some())
        .map(|veld| {
            let (links, rechts) = (value(stays, veld), value(goes, veld));
            let keuze = if links.is_none() && rechts.is_some() { Keuze::Rechts } else { Keuze::Links };
            Rij { veld, links, rechts, keuze }
        })
        .collect()
}

/// What the entry that stays gets in these fields.
pub fn uitkomst(rijen: &[Rij]) -> Ingevuld {
    rijen.iter().map(|rij| (rij.veld, rij.uitkomst())).collect()
}

impl Rij {
    /// Whether both have the same in it, so that there is nothing to choose.
    pub fn is_gelijk(&self) -> bool {
        self.links == self.rechts
    }

    /// Whether both values can stay.
    pub fn mag_beide(&self) -> bool {
        !self.is_gelijk() && self.beide().is_some()
    }

    /// What comes in the field.
    pub fn uitkomst(&self) -> Option<Waarde> {
        match self.keuze {
            Keuze::Links => self.links.clone(),
            Keuze::Rechts => self.rechts.clone(),
            Keuze::Beide => self.beide().or_else(|| self.links.clone()),
        }
    }

    fn beide(&self) -> Option<Waarde> {
        Some(match (self.links.as_ref()?, self.rechts.as_ref()?) {
            (Waarde::Lijst(left), Waarde::Lijst(right)) => Waarde::Lijst(joined(left, right)),
            (Waarde::Telefoons(left), Waarde::Telefoons(right)) => Waarde::Telefoons(joined(left, right)),
            (Waarde::Relaties(left), Waarde::Relaties(right)) => Waarde::Relaties(joined(left, right)),
            (Waarde::Weken(left), Waarde::Weken(right)) => {
                let mut weeks = joined(left, right);
                weeks.sort();
                Waarde::Weken(weeks)
            }
            _ => return None,
        })
    }
}

/// The first list and what the second one has more.
fn joined<T: Clone + PartialEq>(left: &[T], right: &[T]) -> Box<[T]> {
    left.iter().chain(right.iter().filter(|item| !left.contains(item))).cloned().collect()
}
