//! Over time: how far groups agreed on a case before and after they talked (`intervisie.md` §5.3).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::rekenen::Aandeel;
use super::uitslag::Oefenuitslag;
use crate::domain::kluis::Model;

/// One question of a case over the sessions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spreiding {
    /// Code of the case.
    pub casus: String,
    /// Its title in the last session.
    pub titel: String,
    /// The round.
    pub ronde: u16,
    /// The question.
    pub vraag: String,
    /// The sessions, oldest first.
    pub keren: Vec<Keer>,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keer {
    /// The day.
    pub datum: Date,
    /// Code of the exercise.
    pub code: String,
    /// How many people took part.
    pub deelnemers: u32,
    /// The largest answer before the talk, as a part of all votes.
    pub voor: Option<Aandeel>,
    /// The same after it; nothing where there was no second vote.
    pub na: Option<Aandeel>,
}

/// How far groups agreed, a case and question each; exercises without a case are not in it.
pub fn spreiding(model: &Model) -> Vec<Spreiding> {
    let mut kept: Vec<&Oefenuitslag> = model.all::<Oefenuitslag>().map(|(_, uitslag)| uitslag).collect();
    kept.retain(|uitslag| !uitslag.casus.is_empty());
    kept.sort_by_key(|uitslag| uitslag.datum);
    let mut found: BTreeMap<(&str, u16, &str), Spreiding> = BTreeMap::new();
    for uitslag in kept {
        for vraag in &uitslag.vragen {
            let key = (uitslag.casus.as_str(), vraag.ronde, vraag.vraag.as_str());
            let row = found.entry(key).or_insert_with(|| Spreiding {
                casus: uitslag.casus.clone(),
                titel: String::new(),
                ronde: vraag.ronde,
                vraag: vraag.vraag.clone(),
                keren: Vec::new(),
            });
            row.titel.clone_from(&uitslag.casustitel);
            row.keren.push(Keer {
                datum: uitslag.datum,
                code: uitslag.code.clone(),
                deelnemers: uitslag.deelnemers,
                voor: vraag.eerst().aandeel,
                na: vraag.later().and_then(|later| later.aandeel),
            });
        }
    }
    found.into_values().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::{Date, date};
    use serde_json::Map;

    use super::spreiding;
    use crate::domain::kluis::{Model, Owner, RecordId, Stored};
    use crate::domain::oefening::{Oefenuitslag, Vraaguitslag};

    fn uitslag(datum: Date, casus: &str, voor: [u32; 3], na: &[u32]) -> Oefenuitslag {
        let vraag = Vraaguitslag {
            ronde: 3,
            vraag: "v2".to_owned(),
            keuzes: ["ja", "nee", "twijfel"].map(str::to_owned).to_vec(),
            voor: voor.to_vec(),
            na: na.to_vec(),
            verschoven: 0,
            omslagfeit: None,
            bespreken: Vec::new(),
        };
        Oefenuitslag {
            datum,
            code: "W08".to_owned(),
            titel: "Oefening".to_owned(),
            casus: casus.to_owned(),
            casustitel: format!("Casus {casus}"),
            groepen: 2,
            deelnemers: voor.iter().sum(),
            vragen: vec![vraag],
            rest: Map::new(),
        }
    }

    #[test]
    fn sessions_of_a_case_stand_under_each_other_oldest_first() {
        let kept = [
            uitslag(date(2027, 3, 1), "C06", [4, 1, 0], &[]),
            uitslag(date(2026, 11, 1), "C06", [2, 1, 2], &[4, 1, 0]),
            uitslag(date(2026, 12, 1), "C01", [0, 0, 0], &[]),
            uitslag(date(2026, 12, 2), "", [1, 1, 1], &[]),
        ];
        let records = kept
            .into_iter()
            .zip(0..)
            .map(|(one, id)| (RecordId([id; 16]), Stored { owner: Owner::Shared, record: one.into() }));
        let found = spreiding(&Model::new(records.collect::<BTreeMap<_, _>>()));
        assert_eq!(found.iter().map(|row| row.casus.as_str()).collect::<Vec<_>>(), ["C01", "C06"]);
        let shown = |share: Option<super::Aandeel>| share.map(super::Aandeel::procent);
        assert_eq!(shown(found[0].keren[0].voor), None, "nobody voted");
        let c06: Vec<_> = found[1].keren.iter().map(|keer| (keer.datum, shown(keer.voor), shown(keer.na))).collect();
        assert_eq!(c06, [(date(2026, 11, 1), Some(40), Some(80)), (date(2027, 3, 1), Some(80), None)]);
    }
}
