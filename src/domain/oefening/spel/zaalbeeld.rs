//! What the room may see of an exercise.

use super::beeld::eens;
use super::plan::{Oefenplan, Planvraag};
use super::stand::{Beurt, Oefenstand, Stap, groepsnaam};
use crate::domain::inhoud::Fase;
use crate::domain::oefening::Stem;
use crate::domain::sessie::{Tik, Verloop};
use crate::domain::zaal::{Zaalbeeld, Zaalfase, Zaalgroep, Zaalklok, Zaalstemmen};

/// What the room sees of an exercise, at a question of the round: texts of the exercise, and votes once they were
/// released.
pub fn zaalbeeld(titel: &str, plan: &Oefenplan, stand: &Oefenstand, vraag: usize) -> Zaalbeeld {
    let stap = stand.stap();
    let ronde = stap.ronde().and_then(|at| Some((at, plan.ronden.get(at)?)));
    let feiten = stand.bekend().filter_map(|(_, id)| plan.feit(id)).map(|feit| feit.tekst.clone()).collect();
    let asked = ronde.and_then(|(at, ronde)| Some((at, ronde.vragen.get(vraag)?)));
    let slot = match stap {
        Stap::Nabespreken => plan.nabespreken.first().cloned(),
        Stap::Slot => Some(plan.leerpunten.first().cloned().unwrap_or_else(|| "Dit was de oefening.".to_owned())),
        Stap::Begin | Stap::Tonen(_) | Stap::Stemmen(..) | Stap::Uitslag(..) | Stap::Uitleg(_) | Stap::Besluit => None,
    };
    Zaalbeeld {
        titel: titel.to_owned(),
        oefening: true,
        fase: None,
        klok: None,
        ronde: ronde.map(|(_, ronde)| ronde.titel.clone()),
        feiten,
        vraag: asked.map(|(_, vraag)| vraag.tekst.clone()),
        stemmen: asked.and_then(|(at, asked)| stemmen(asked, stand, at, vraag)),
        slot,
    }
}

/// The votes, when they were released and are on the trainer's screen.
fn stemmen(asked: &Planvraag, stand: &Oefenstand, ronde: usize, vraag: usize) -> Option<Zaalstemmen> {
    let beurt = match stand.stap() {
        Stap::Uitslag(_, beurt) => beurt,
        Stap::Uitleg(_) if stand.tweede_stem() => Beurt::Tweede,
        Stap::Uitleg(_) => Beurt::Eerste,
        Stap::Begin | Stap::Tonen(_) | Stap::Stemmen(..) | Stap::Besluit | Stap::Nabespreken | Stap::Slot => {
            return None;
        }
    };
    let votes = stand.vraag(ronde, vraag).filter(|_| stand.is_vrij(ronde))?.stemronde(beurt);
    let groep = |(at, stem): (usize, &Stem)| Zaalgroep {
        naam: groepsnaam(at),
        aantallen: stem.aantallen.iter().map(|count| u32::from(*count)).collect(),
    };
    Some(Zaalstemmen {
        keuzes: asked.keuzes.iter().map(|keuze| keuze.tekst.clone()).collect(),
        groepen: votes.groepen.iter().enumerate().map(groep).collect(),
        lezing: Some(eens(asked, &votes)),
    })
}

/// The phase and its clock, for the room.
pub fn zaalfase(fasen: &[Fase], verloop: &Verloop, nu: Tik, optellen: bool) -> (Option<Zaalfase>, Option<Zaalklok>) {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let at = verloop.fase();
    let fase = fasen.get(at).map(|fase| Zaalfase {
        titel: fase.titel.clone(),
        nummer: count(at + 1),
        van: count(fasen.len()),
        tekst: fase.tekst.clone(),
    });
    let klok = verloop.fasen().get(at).map(|fase| Zaalklok {
        rest_ms: verloop.rest(nu),
        totaal_ms: i64::from(fase.minuten) * 60_000,
        loopt: verloop.loopt(),
        op: optellen,
    });
    (fase, klok)
}
