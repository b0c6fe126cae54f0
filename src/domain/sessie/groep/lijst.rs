//! Groups and sessions in the kluis, and whose turn it is.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::super::verslag::Sessie;
use super::{Bijeenkomst, Groep};
use crate::domain::kluis::{Batch, Key, Model, RecordId};
use crate::domain::search::fold;

/// The groups: those that meet first, by code.
pub fn groepen(model: &Model) -> Vec<(RecordId, &Groep)> {
    let mut found: Vec<(RecordId, &Groep)> = model.all::<Groep>().collect();
    found.sort_by_cached_key(|(id, groep)| (groep.gestopt, fold(&groep.code), *id));
    found
}

/// The group with this id.
pub fn groep(model: &Model, id: RecordId) -> Option<&Groep> {
    model.get(id).and_then(|stored| <&Groep>::try_from(&stored.record).ok())
}

/// The group with this code, whatever the size of its letters.
pub fn met_code<'a>(model: &'a Model, code: &str) -> Option<(RecordId, &'a Groep)> {
    let wanted = fold(code.trim());
    groepen(model).into_iter().find(|(_, groep)| fold(&groep.code) == wanted)
}

/// The sessions of a group, or of all groups and of none, the newest first.
pub fn sessies(model: &Model, groep: Option<RecordId>) -> Vec<(RecordId, &Sessie)> {
    let of = |sessie: &Sessie| groep.is_none() || sessie.groep == groep;
    let mut found: Vec<(RecordId, &Sessie)> = model.all::<Sessie>().filter(|(_, sessie)| of(sessie)).collect();
    found.sort_by_key(|(id, sessie)| (Reverse(sessie.datum), *id));
    found
}

/// The meetings of a year, cancelled ones too, the earliest first.
pub fn van_jaar(groep: &Groep, jaar: i16) -> Vec<&Bijeenkomst> {
    let mut found: Vec<&Bijeenkomst> = groep.bijeenkomsten.iter().filter(|one| one.datum.year() == jaar).collect();
    found.sort_by_key(|one| (one.datum, one.tijd));
    found
}

/// The first meeting from this day on that takes place.
pub fn volgende_bijeenkomst(groep: &Groep, vanaf: Date) -> Option<&Bijeenkomst> {
    let coming = groep.bijeenkomsten.iter().filter(|one| !one.vervallen && one.datum >= vanaf);
    coming.min_by_key(|one| (one.datum, one.tijd))
}

/// Whose turn it is to bring a case, by function.
pub fn beurt(groep: &Groep) -> Option<&str> {
    groep.beurten.first().map(String::as_str)
}

/// The group after somebody brought a case: who had the turn goes to the end. Nothing remembers who brought which.
pub fn gebracht(groep: &Groep) -> Groep {
    let mut after = groep.clone();
    if !after.beurten.is_empty() {
        after.beurten.rotate_left(1);
    }
    after
}

/// What keeps a group as it is now.
pub fn wijzig(id: RecordId, groep: Groep) -> Batch {
    Batch::put(Key::Id(id), groep)
}

#[cfg(test)]
pub mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;
    use crate::domain::kluis::{Owner, Record, Stored};

    pub fn een_groep(code: &str) -> Groep {
        Groep {
            code: code.to_owned(),
            aantal: 6,
            sectoren: Vec::new(),
            beurten: Vec::new(),
            bijeenkomsten: Vec::new(),
            gestopt: false,
            rest: serde_json::Map::new(),
        }
    }

    pub fn een_sessie(groep: Option<RecordId>, datum: Date) -> Sessie {
        Sessie {
            groep,
            datum,
            code: "M05".to_owned(),
            werkvorm: "Tienstappenmethode".to_owned(),
            gepland: 90,
            werkelijk: 95,
            aantal: 6,
            sectoren: Vec::new(),
            trefwoorden: Vec::new(),
            leerpunten: Vec::new(),
            acties: Vec::new(),
            signalen: Vec::new(),
            evaluatie: Vec::new(),
            volgende: None,
            toch: String::new(),
            rest: serde_json::Map::new(),
        }
    }

    pub fn nummer(id: u8) -> RecordId {
        RecordId([id; 16])
    }

    pub fn model(records: Vec<(u8, Record)>) -> Model {
        let stored = records.into_iter().map(|(id, record)| (nummer(id), Stored { owner: Owner::Shared, record }));
        Model::new(stored.collect::<BTreeMap<_, _>>())
    }

    pub fn op(datum: Date, vervallen: bool) -> Bijeenkomst {
        Bijeenkomst { datum, tijd: None, minuten: 90, vervallen }
    }

    #[test]
    fn groups_that_meet_come_first_and_are_found_by_their_code() {
        let gestopt = Groep { gestopt: true, ..een_groep("A") };
        let model = model(vec![(1, gestopt.into()), (2, een_groep("groep B").into()), (3, een_groep("Éen").into())]);
        let codes: Vec<&str> = groepen(&model).iter().map(|(_, groep)| groep.code.as_str()).collect();
        assert_eq!(codes, ["Éen", "groep B", "A"]);
        assert_eq!(met_code(&model, " GROEP b ").map(|(id, _)| id), Some(nummer(2)));
        assert!(met_code(&model, "groep").is_none());
        assert!(groep(&model, nummer(3)).is_some() && groep(&model, nummer(9)).is_none());
    }

    #[test]
    fn sessions_come_newest_first_of_one_group_or_of_all() {
        let (een, twee) = (Some(nummer(1)), Some(nummer(2)));
        let model = model(vec![
            (1, een_groep("A").into()),
            (11, een_sessie(een, date(2026, 3, 1)).into()),
            (12, een_sessie(twee, date(2026, 5, 1)).into()),
            (13, een_sessie(None, date(2026, 4, 1)).into()),
        ]);
        let ids = |found: Vec<(RecordId, &Sessie)>| found.iter().map(|(id, _)| id.0[0]).collect::<Vec<u8>>();
        assert_eq!(ids(sessies(&model, None)), [12, 13, 11]);
        assert_eq!(ids(sessies(&model, een)), [11]);
    }

    #[test]
    fn the_next_meeting_is_the_first_that_takes_place_today_or_later() {
        let dagen = [(2026, 12, 1, false), (2026, 11, 24, true), (2026, 11, 3, false), (2027, 1, 5, false)];
        let dagen = dagen.map(|(year, month, day, vervallen)| op(date(year, month, day), vervallen));
        let groep = Groep { bijeenkomsten: dagen.to_vec(), ..een_groep("A") };
        for (vanaf, volgende) in [
            (date(2026, 11, 3), Some(date(2026, 11, 3))),
            (date(2026, 11, 4), Some(date(2026, 12, 1))),
            (date(2026, 12, 2), Some(date(2027, 1, 5))),
            (date(2027, 1, 6), None),
        ] {
            assert_eq!(volgende_bijeenkomst(&groep, vanaf).map(|one| one.datum), volgende, "{vanaf}");
        }
        assert_eq!(van_jaar(&groep, 2026).len(), 3);
        assert_eq!(van_jaar(&groep, 2026)[0].datum, date(2026, 11, 3));
    }

    #[test]
    fn who_brought_a_case_goes_to_the_end() {
        let groep =
            Groep { beurten: ["ib'er", "jeugdarts", "wijkagent"].map(str::to_owned).to_vec(), ..een_groep("A") };
        let after = gebracht(&groep);
        assert_eq!((beurt(&groep), beurt(&after)), (Some("ib'er"), Some("jeugdarts")));
        assert_eq!(after.beurten, ["jeugdarts", "wijkagent", "ib'er"]);
        assert!(gebracht(&gebracht(&after)) == groep);
        assert_eq!(beurt(&gebracht(&een_groep("B"))), None);
    }
}
