//! The meetings of groups as they stand in a calendar: nothing but the code of the group, day and time.

use std::fmt;

use super::lijst::groepen;
use super::{Bijeenkomst, Groep};
use crate::domain::dates;
use crate::domain::kluis::{Model, RecordId};

/// A meeting of a group.
#[derive(Clone, PartialEq, Eq)]
pub struct Agendapunt {
    /// The group.
    pub groep: RecordId,
    /// Its code.
    pub code: String,
    /// The meeting.
    pub bijeenkomst: Bijeenkomst,
}

impl fmt::Debug for Agendapunt {
    /// Only when it is: the code of a group is the user's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Agendapunt({})", self.bijeenkomst.datum)
    }
}

/// Every planned meeting of a group, or of all groups that still meet, the earliest first. What was cancelled is in it
/// too: a calendar that has it has to be told.
pub fn agenda(model: &Model, groep: Option<RecordId>) -> Vec<Agendapunt> {
    let wanted = |id: RecordId, one: &Groep| groep.map_or(!one.gestopt, |wanted| wanted == id);
    let mut found: Vec<Agendapunt> = groepen(model)
        .into_iter()
        .filter(|(id, one)| wanted(*id, one))
        .flat_map(|(id, one)| {
            one.bijeenkomsten.iter().map(move |bijeenkomst| Agendapunt {
                groep: id,
                code: one.code.clone(),
                bijeenkomst: bijeenkomst.clone(),
            })
        })
        .collect();
    found.sort_by_key(|one| (one.bijeenkomst.datum, one.bijeenkomst.tijd));
    found
}

/// A meeting in a few words: `di 24 november 2026, 15.30 uur, 90 min`.
pub fn bijeenkomst_tekst(bijeenkomst: &Bijeenkomst) -> String {
    let day = dates::weekday(bijeenkomst.datum).get(..2).unwrap_or("");
    let mut text = format!("{day} {}", dates::long(bijeenkomst.datum));
    if let Some(tijd) = bijeenkomst.tijd {
        text.push_str(&format!(", {}.{:02} uur", tijd.hour(), tijd.minute()));
    }
    text.push_str(&format!(", {} min", bijeenkomst.minuten));
    if bijeenkomst.vervallen {
        text.push_str(", vervallen");
    }
    text
}
