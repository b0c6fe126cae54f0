//! Which exercise, on which case, with which groups.

use super::plan::{Oefenplan, neemt_casus};
use super::stand::{Oefenstand, groepen_kunnen};
use super::weigering::Oefenfout;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Reader;
use crate::domain::inhoud::{Oefenaard, Soort, Werkvormsoort};
use crate::domain::sessie::{Lopend, Tik, VERSIE, Verloop};

/// An exercise that is about to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oefenbegin {
    /// Id of the exercise.
    pub oefening: String,
    /// Id of the case, where the exercise takes one.
    pub casus: Option<String>,
    /// How many groups.
    pub groepjes: u16,
    /// How many people in each.
    pub grootte: u16,
}

/// An exercise that can be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevraagd {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub titel: String,
    /// Its minutes; 0 for a case.
    pub minuten: u16,
    /// How it goes; nothing for a case.
    pub aard: Option<Oefenaard>,
}

/// The exercises, by code.
pub fn oefeningen(reader: &dyn Reader) -> Vec<Gevraagd> {
    let mut found: Vec<Gevraagd> = reader
        .entries(Soort::Werkvorm)
        .into_iter()
        .filter_map(|entry| {
            let file = reader.werkvorm(&entry.id).ok()?;
            let werkvorm = &file.inhoud;
            let aard = werkvorm.oefening.as_ref().map(|oefening| oefening.aard)?;
            (werkvorm.vorm == Werkvormsoort::Oefening).then(|| Gevraagd {
                id: entry.id,
                code: werkvorm.code.clone(),
                titel: entry.titel,
                minuten: werkvorm.minuten,
                aard: Some(aard),
            })
        })
        .collect();
    found.sort_by(|left, right| left.code.cmp(&right.code));
    found
}

/// The cases, by code.
pub fn casussen(reader: &dyn Reader) -> Vec<Gevraagd> {
    let mut found: Vec<Gevraagd> = reader
        .entries(Soort::Casus)
        .into_iter()
        .filter_map(|entry| {
            let file = reader.oefencasus(&entry.id).ok()?;
            let code = file.inhoud.code.clone();
            Some(Gevraagd { id: entry.id, code, titel: entry.titel, minuten: 0, aard: None })
        })
        .collect();
    found.sort_by(|left, right| left.code.cmp(&right.code));
    found
}

/// What somebody means with a code: an exercise and the case it is played on, where it takes one.
///
/// # Errors
/// There is no such exercise or case, or the one does not go with the other.
pub fn met_code(
    reader: &dyn Reader,
    code: &str,
    casus: Option<&str>,
    afwegen: bool,
) -> Result<(Gevraagd, Option<Gevraagd>), Fault> {
    let (known, cases) = (oefeningen(reader), casussen(reader));
    let named = |of: &Gevraagd, code: &str| of.code.eq_ignore_ascii_case(code) || of.id == code;
    let casus = casus.map(|code| find_casus(&cases, code)).transpose()?;
    if let Some(oefening) = known.iter().find(|of| named(of, code)) {
        if afwegen {
            return Err(Fault::usage(
                "`--afwegen` hoort bij een casus.",
                format!("{} is een oefening.", oefening.code),
                "Geef de code van een casus, of laat `--afwegen` weg.",
            ));
        }
        return match (oefening.aard.is_some_and(neemt_casus), casus) {
            (true, None) => Err(Fault::usage(
                format!("{} speelt u met een casus.", oefening.code),
                "Er is geen casus gekozen.",
                format!("Voeg bijvoorbeeld toe: --casus {}", cases.first().map_or("C06", |first| &first.code)),
            )),
            (false, Some(_)) => Err(Fault::usage(
                format!("{} speelt u zonder casus.", oefening.code),
                "De oefening heeft eigen kaarten.",
                "Laat `--casus` weg.",
            )),
            (true, casus @ Some(_)) | (false, casus @ None) => Ok((oefening.clone(), casus)),
        };
    }
    let found = find_casus(&cases, code)?;
    if casus.is_some_and(|other| other != found) {
        return Err(Fault::usage(
            "U noemt twee casussen.",
            format!("{code} is zelf een casus."),
            "Laat `--casus` weg, of geef de code van een oefening.",
        ));
    }
    let aard = if afwegen { Oefenaard::Afwegingskader } else { Oefenaard::Ronden };
    let oefening = known.into_iter().find(|of| of.aard == Some(aard)).ok_or_else(|| {
        Fault::input(
            "Er is geen oefening om deze casus mee te spelen.",
            "De werkvorm ontbreekt.",
            "Kijk met: aandacht checklists lijst",
        )
    })?;
    Ok((oefening, Some(found)))
}

fn find_casus(cases: &[Gevraagd], code: &str) -> Result<Gevraagd, Fault> {
    cases.iter().find(|of| of.code.eq_ignore_ascii_case(code) || of.id == code).cloned().ok_or_else(|| {
        Fault::input(
            format!("Ik ken geen oefening of casus met de code {code}."),
            "De code staat niet in de lijst.",
            "Kijk met: aandacht oefening lijst",
        )
    })
}

impl Oefenbegin {
    /// The exercise begins now, its clock running.
    ///
    /// # Errors
    /// The exercise or the case is not there, or there cannot be such groups.
    pub fn begin(&self, reader: &dyn Reader, nu: Tik) -> Result<Lopend, Fault> {
        let werkvorm = reader.werkvorm(&self.oefening)?;
        let casus = self.casus.as_deref().map(|id| reader.oefencasus(id)).transpose()?;
        let groepen = vec![self.grootte; usize::from(self.groepjes)];
        groepen_kunnen(&groepen).map_err(Oefenfout::to_fault)?;
        let plan = Oefenplan::van(&werkvorm.inhoud, casus.as_ref().map(|file| &file.inhoud));
        let plan = plan.map_err(Oefenfout::to_fault)?;
        let casus = self.casus.as_deref().filter(|_| plan.besluit.is_some());
        let stand = Oefenstand::begin(&plan, &self.oefening, casus, &groepen).map_err(Oefenfout::to_fault)?;
        let minuten: Vec<u16> = werkvorm.inhoud.fasen.iter().map(|fase| fase.minuten).collect();
        let verloop = Verloop::begin(&minuten, nu).map_err(|_| Oefenfout::GeenOefening.to_fault())?;
        Ok(Lopend {
            versie: VERSIE,
            werkvorm: self.oefening.clone(),
            verloop,
            deelnemers: stand.deelnemers(),
            groep: None,
            sessie: None,
            optellen: false,
            geluid: false,
            oefening: Some(stand),
        })
    }
}

/// The plan of an exercise that goes on; why it cannot be taken up otherwise.
///
/// # Errors
/// The exercise or its case is not there any more, or it changed.
pub fn plan_van(reader: &dyn Reader, stand: &Oefenstand) -> Result<Oefenplan, &'static str> {
    let werkvorm = reader.werkvorm(&stand.oefening).map_err(|_| "De werkvorm van de oefening is er niet meer.")?;
    let casus = stand.casus.as_deref().map(|id| reader.oefencasus(id)).transpose();
    let casus = casus.map_err(|_| "De casus van de oefening is er niet meer.")?;
    let plan = Oefenplan::van(&werkvorm.inhoud, casus.as_ref().map(|file| &file.inhoud));
    let plan = plan.map_err(|_| "De werkvorm is geen oefening meer.")?;
    if stand.past(&plan) { Ok(plan) } else { Err("De oefening of de casus is intussen veranderd.") }
}
