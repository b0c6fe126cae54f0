//! What was agreed: open, and done.

use jiff::civil::Date;

use super::super::verslag::{Actie, Sessie};
use super::lijst::sessies;
use crate::domain::kluis::{Batch, Key, Model, RecordId};

/// An action, and where it stands.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenActie {
    /// The session in which it was agreed.
    pub sessie: RecordId,
    /// The group of that session.
    pub groep: Option<RecordId>,
    /// Its place among the actions of the session, from 0.
    pub nr: usize,
    /// The action.
    pub actie: Actie,
    /// The day of the session.
    pub datum: Date,
}

impl OpenActie {
    /// Whether it should have been done before this day.
    pub fn is_te_laat(&self, today: Date) -> bool {
        self.actie.gedaan.is_none() && self.actie.voor.is_some_and(|voor| voor < today)
    }
}

/// What is not done yet of a group, or of all groups: what has to be done first comes first, what has no day last.
pub fn open_acties(model: &Model, groep: Option<RecordId>) -> Vec<OpenActie> {
    zoek(model, groep, |actie| actie.gedaan.is_none())
}

/// The same, with what was done today: until tomorrow a tick can be taken back where it was set.
pub fn acties_nu(model: &Model, groep: Option<RecordId>, today: Date) -> Vec<OpenActie> {
    zoek(model, groep, |actie| actie.gedaan.is_none_or(|dag| dag == today))
}

fn zoek(model: &Model, groep: Option<RecordId>, wanted: impl Fn(&Actie) -> bool) -> Vec<OpenActie> {
    let mut found: Vec<OpenActie> = Vec::new();
    for (sessie, kept) in sessies(model, groep) {
        let acties = kept.acties.iter().enumerate().filter(|(_, actie)| wanted(actie));
        found.extend(acties.map(|(nr, actie)| OpenActie {
            sessie,
            groep: kept.groep,
            nr,
            actie: actie.clone(),
            datum: kept.datum,
        }));
    }
    found.sort_by_key(|one| (one.actie.voor.is_none(), one.actie.voor, one.datum, one.sessie, one.nr));
    found
}

/// Says that an action is done, on which day; or that it is not after all. Nothing when there is no such action, or it
/// says so already.
pub fn zet_gedaan(model: &Model, sessie: RecordId, nr: usize, gedaan: Option<Date>) -> Option<Batch> {
    let kept = <&Sessie>::try_from(&model.get(sessie)?.record).ok()?;
    let mut after = kept.clone();
    let actie = after.acties.get_mut(nr)?;
    if actie.gedaan == gedaan {
        return None;
    }
    actie.gedaan = gedaan;
    Some(Batch::put(Key::Id(sessie), after))
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "tests")]
mod tests {
    use jiff::civil::date;

    use super::super::lijst::tests::{een_sessie, model, nummer};
    use super::*;
    use crate::domain::kluis::Change;

    fn actie(wat: &str, voor: Option<Date>, gedaan: Option<Date>) -> Actie {
        Actie { wat: wat.to_owned(), rol: "jeugdarts".to_owned(), voor, gedaan }
    }

    fn een_model() -> Model {
        let (groep, today) = (Some(nummer(1)), date(2026, 11, 22));
        let een = Sessie {
            acties: vec![actie("b", None, None), actie("gisteren", None, today.yesterday().ok())],
            ..een_sessie(groep, date(2026, 9, 1))
        };
        let twee = Sessie {
            acties: vec![actie("c", None, Some(today)), actie("a", Some(date(2026, 11, 20)), None)],
            ..een_sessie(groep, date(2026, 10, 1))
        };
        let ander = Sessie { acties: vec![actie("x", None, None)], ..een_sessie(None, date(2026, 8, 1)) };
        model(vec![(11, een.into()), (12, twee.into()), (13, ander.into())])
    }

    #[test]
    fn open_actions_stand_in_the_order_in_which_they_have_to_be_done() {
        let (model, today) = (een_model(), date(2026, 11, 22));
        let wat = |found: Vec<OpenActie>| found.iter().map(|one| one.actie.wat.clone()).collect::<Vec<_>>();
        assert_eq!(wat(open_acties(&model, Some(nummer(1)))), ["a", "b"]);
        assert_eq!(wat(open_acties(&model, None)), ["a", "x", "b"]);
        assert_eq!(wat(acties_nu(&model, Some(nummer(1)), today)), ["a", "b", "c"]);
        let laat: Vec<bool> = open_acties(&model, None).iter().map(|one| one.is_te_laat(today)).collect();
        assert_eq!(laat, [true, false, false]);
    }

    #[test]
    fn a_tick_is_set_and_taken_back_and_nothing_else_changes() {
        let (mut model, today) = (een_model(), date(2026, 11, 22));
        let open = &open_acties(&model, None)[0];
        let batch = zet_gedaan(&model, open.sessie, open.nr, Some(today)).expect("it can be ticked");
        let [Change::Put { key, record, .. }] = batch.changes.as_slice() else { panic!("one change") };
        assert!(*key == Key::Id(open.sessie));
        let sessie = <&Sessie>::try_from(record).expect("a session").clone();
        assert_eq!((sessie.acties[1].gedaan, sessie.acties[0].gedaan), (Some(today), Some(today)));
        let stored = crate::domain::kluis::Stored { owner: crate::domain::kluis::Owner::Shared, record: sessie.into() };
        model.apply(vec![crate::domain::kluis::Applied::Put(open.sessie, stored)]);
        assert!(zet_gedaan(&model, open.sessie, open.nr, Some(today)).is_none());
        assert!(zet_gedaan(&model, open.sessie, open.nr, None).is_some());
        assert!(zet_gedaan(&model, open.sessie, 9, None).is_none());
        assert!(zet_gedaan(&model, nummer(77), 0, None).is_none());
    }
}
