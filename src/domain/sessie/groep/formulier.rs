//! The form of a group, and how what is typed in it is kept.

use std::fmt;

use jiff::civil::Date;

use super::Groep;
use super::lijst::met_code;
use super::planning::{UITLEG, lees_planning, planning};
use crate::domain::gesprek::{Draft, Field, FieldFault, FieldKind, Form};
use crate::domain::inhoud::SECTOREN;
use crate::domain::kluis::{Batch, Concept, Key, Model, Moment, Owner, RecordId};
use crate::domain::search::fold;

/// Most letters of the code of a group and of a function: enough for a word or three, too few for a story.
const LANGSTE: usize = 60;
/// Largest group.
const GROOTSTE: u16 = 100;

/// The form of a group.
pub fn groep_form() -> Form {
    let sectoren = SECTOREN.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect();
    let choices = [("nee", "komt bijeen"), ("ja", "gestopt")];
    let choices = choices.map(|(id, label)| (id.to_owned(), label.to_owned())).to_vec();
    let fields = vec![
        Field::new("code", "Code van de groep", "Een code of naam zonder mensen erin: AF-groep 2.", FieldKind::Text),
        Field::new("aantal", "Hoeveel mensen?", "Vijf tot acht werkt het best.", FieldKind::Text),
        Field::new("bijeenkomsten", "Bijeenkomsten", UITLEG, FieldKind::Long),
        Field::new(
            "beurten",
            "Wie brengt een casus in?",
            "Functies zonder namen, één per regel, in volgorde: wie bovenaan staat, is aan de beurt.",
            FieldKind::Long,
        ),
        Field::new("sectoren", "Sectoren", "Waar de deelnemers werken.", FieldKind::Many(sectoren)),
        Field::new("gestopt", "De groep", "Een groep die stopt, houdt haar sessies.", FieldKind::Choice(choices)),
    ];
    Form::new("Groep", fields)
}

/// The form, filled in with a group.
pub fn groep_draft(groep: &Groep) -> Draft {
    let mut draft = Draft::default();
    draft.set("code", &groep.code);
    if groep.aantal > 0 {
        draft.set("aantal", &groep.aantal.to_string());
    }
    draft.set("bijeenkomsten", &planning(&groep.bijeenkomsten));
    draft.set("beurten", &groep.beurten.join("\n"));
    draft.set("sectoren", &groep.sectoren.join(" "));
    draft.set("gestopt", if groep.gestopt { "ja" } else { "nee" });
    draft
}

/// The group that a form means. Of the group as it was, what no form shows stays.
///
/// # Errors
/// What to do about every field that is wrong.
pub fn groep_van(draft: &Draft, vooraf: Option<&Groep>, today: Date) -> Result<Groep, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let code = squeezed(draft.get("code"));
    match code.chars().count() {
        0 => faults.push(FieldFault::new("code", "Vul dit in, bijvoorbeeld: AF-groep 2.")),
        LANGSTE.. => faults.push(FieldFault::new("code", "Maak de code korter.")),
        _ => {}
    }
    let aantal = draft.get("aantal").trim();
    let aantal = aantal.parse().ok().filter(|count| (1..=GROOTSTE).contains(count)).unwrap_or_else(|| {
        faults.push(FieldFault::new("aantal", &format!("Typ een getal van 1 tot {GROOTSTE}.")));
        0
    });
    let mut beurten: Vec<String> = Vec::new();
    for beurt in draft.get("beurten").lines().map(squeezed).filter(|beurt| !beurt.is_empty()) {
        if beurt.chars().count() >= LANGSTE {
            faults.push(FieldFault::new("beurten", "Noem per regel alleen een functie, in een paar woorden."));
        } else if beurten.iter().any(|known| fold(known) == fold(&beurt)) {
            faults.push(FieldFault::new(
                "beurten",
                &format!("{beurt} staat er twee keer. Maak er bijvoorbeeld {beurt} 1 en {beurt} 2 van."),
            ));
        }
        beurten.push(beurt);
    }
    let bijeenkomsten = lees_planning(draft.get("bijeenkomsten"), today).unwrap_or_else(|wrong| {
        faults.extend(wrong.iter().map(|advice| FieldFault::new("bijeenkomsten", advice)));
        Vec::new()
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    // Sectors that this program does not know stay too.
    let known = |id: &&String| !SECTOREN.iter().any(|(known, _)| known == id);
    let other = vooraf.iter().flat_map(|groep| groep.sectoren.iter().filter(known)).cloned();
    let sectoren = draft.ticked("sectoren").filter(|id| SECTOREN.iter().any(|(known, _)| known == id));
    Ok(Groep {
        code,
        aantal,
        sectoren: sectoren.map(str::to_owned).chain(other).collect(),
        beurten,
        bijeenkomsten,
        gestopt: draft.get("gestopt") == "ja",
        rest: vooraf.map(|groep| groep.rest.clone()).unwrap_or_default(),
    })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which group a form is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct GroepVraag {
    /// The group; nothing for a new one.
    pub id: Option<RecordId>,
}

impl fmt::Debug for GroepVraag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GroepVraag({:?})", self.id)
    }
}

impl GroepVraag {
    /// How the form begins.
    pub fn begin(self, model: &Model) -> Draft {
        match self.id.and_then(|id| super::groep(model, id)) {
            Some(known) => groep_draft(known),
            None => {
                let mut draft = Draft::default();
                draft.set("gestopt", "nee");
                draft
            }
        }
    }

    /// What keeps the group that the form means, and under which id; an empty batch when it is as it was.
    ///
    /// # Errors
    /// What to do about every field that is wrong.
    pub fn lees(self, model: &Model, draft: &Draft, now: Moment) -> Result<(RecordId, Batch), Vec<FieldFault>> {
        let vooraf = self.id.and_then(|id| super::groep(model, id));
        let groep = groep_van(draft, vooraf, now.local.date())?;
        if met_code(model, &groep.code).is_some_and(|(id, _)| Some(id) != self.id) {
            let advice = "Een andere groep heeft deze code al. Kies een andere code.";
            return Err(vec![FieldFault::new("code", advice)]);
        }
        let id = self.id.unwrap_or_else(|| model.fresh(now, 0));
        let same = vooraf.is_some_and(|vooraf| *vooraf == groep);
        Ok((id, if same { Batch::default() } else { Batch::put(Key::Id(id), groep) }))
    }

    fn concept_naam(self) -> String {
        self.id.map_or_else(|| "groep/nieuw".to_owned(), |id| format!("groep/{id}"))
    }

    /// Where the draft of this form is kept.
    pub fn key(self) -> Key {
        Key::Named(format!("concept/{}", self.concept_naam()))
    }

    /// What was typed in this form before and not kept as a group.
    pub fn concept(self, model: &Model) -> Option<&Concept> {
        let name = self.concept_naam();
        let shared = model.records().filter(|(_, stored)| stored.owner == Owner::Shared);
        let mut drafts = shared.filter_map(|(_, stored)| <&Concept>::try_from(&stored.record).ok());
        drafts.find(|kept| kept.formulier == name)
    }

    /// What is being typed, to be found again after whatever happens.
    pub fn bewaar(self, velden: Draft, now: Moment) -> Batch {
        let rest = serde_json::Map::new();
        let concept = Concept { formulier: self.concept_naam(), regel: None, velden, bewaard: now.local, rest };
        Batch::put(self.key(), concept)
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "tests")]
mod tests {
    use jiff::civil::date;

    use super::super::lijst::tests::{een_groep, model, nummer, op};
    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn ingevuld(values: &[(&str, &str)]) -> Draft {
        let mut draft = groep_draft(&een_groep("AF-groep 2"));
        values.iter().for_each(|(field, value)| draft.set(field, value));
        draft
    }

    #[test]
    fn a_group_reads_back_from_its_form_and_keeps_what_no_form_shows() {
        let mut groep = een_groep("AF-groep 2");
        groep.sectoren = vec!["onderwijs".to_owned(), "ruimtevaart".to_owned()];
        groep.beurten = vec!["intern begeleider".to_owned(), "jeugdarts".to_owned()];
        groep.bijeenkomsten = vec![op(date(2026, 11, 24), false), op(date(2027, 1, 19), true)];
        groep.rest.insert("later".to_owned(), true.into());
        groep.gestopt = true;
        let read = groep_van(&groep_draft(&groep), Some(&groep), TODAY);
        assert!(read.is_ok_and(|read| read == groep));
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        for (values, field) in [
            (&[("code", "  ")][..], "code"),
            (&[("code", &"x".repeat(80))], "code"),
            (&[("aantal", "veel")], "aantal"),
            (&[("aantal", "0")], "aantal"),
            (&[("aantal", "")], "aantal"),
            (&[("beurten", "ib'er\njeugdarts\nIB'er")], "beurten"),
            (&[("bijeenkomsten", "24 november\nbinnenkort")], "bijeenkomsten"),
        ] {
            let faults = groep_van(&ingevuld(values), None, TODAY).err().unwrap_or_default();
            assert_eq!(faults.iter().map(|fault| fault.field.as_str()).collect::<Vec<_>>(), [field], "{values:?}");
        }
        let all = ingevuld(&[("code", ""), ("aantal", ""), ("bijeenkomsten", "x\ny")]);
        assert_eq!(groep_van(&all, None, TODAY).err().map(|faults| faults.len()), Some(4), "everything at once");
    }

    #[test]
    fn two_groups_never_have_one_code_and_an_unchanged_group_is_not_written() {
        let model = model(vec![(1, een_groep("A").into()), (2, een_groep("B").into())]);
        let now = Moment::utc(TODAY.at(12, 0, 0, 0));
        let vraag = GroepVraag { id: Some(nummer(1)) };
        let taken = vraag.lees(&model, &ingevuld(&[("code", "b")]), now);
        assert!(taken.is_err_and(|faults| faults[0].field == "code"));
        let same = vraag.lees(&model, &ingevuld(&[("code", "A")]), now);
        assert!(same.is_ok_and(|(id, batch)| id == nummer(1) && batch == Batch::default()));
        let fresh = GroepVraag { id: None }.lees(&model, &ingevuld(&[("code", "C")]), now);
        assert!(fresh.is_ok_and(|(_, batch)| batch.changes.len() == 1));
    }

    #[test]
    fn what_is_typed_is_kept_and_found_again() {
        let now = Moment::utc(TODAY.at(12, 0, 0, 0));
        let vraag = GroepVraag { id: None };
        let batch = vraag.bewaar(ingevuld(&[("code", "half")]), now);
        let [crate::domain::kluis::Change::Put { record, .. }] = batch.changes.as_slice() else { panic!("one change") };
        let model = model(vec![(9, record.clone())]);
        assert_eq!(vraag.concept(&model).map(|kept| kept.velden.get("code")), Some("half"));
        assert!(GroepVraag { id: Some(nummer(1)) }.concept(&model).is_none());
    }
}
