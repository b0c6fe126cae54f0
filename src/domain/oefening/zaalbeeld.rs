//! What the room may see of an exercise.

use super::beeld::eens;
use super::plan::Oefenplan;
use super::stand::{Beurt, Oefenstand, Stap, groepsnaam};

/// What the room sees: texts of the exercise, and votes only once they were released.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Zaaltekst {
    /// The round, in words.
    pub ronde: Option<String>,
    /// The facts that were revealed so far.
    pub feiten: Vec<String>,
    /// What the groups answer now.
    pub vraag: Option<String>,
    /// The votes: the answers, each group with its counts, how to read them.
    pub stemmen: Option<(Vec<String>, Vec<(String, Vec<u32>)>, String)>,
    /// What stands at the end.
    pub slot: Option<String>,
}

/// What the room sees of an exercise, at a question of the round.
pub fn zaaltekst(plan: &Oefenplan, stand: &Oefenstand, vraag: usize) -> Zaaltekst {
    let stap = stand.stap();
    let ronde = stap.ronde().and_then(|at| Some((at, plan.ronden.get(at)?)));
    let feiten = stand.bekend().filter_map(|(_, id)| plan.feit(id)).map(|feit| feit.tekst.clone()).collect();
    let asked = ronde.and_then(|(at, ronde)| Some((at, ronde.vragen.get(vraag)?)));
    let shown = match stap {
        Stap::Uitslag(_, beurt) => Some(beurt),
        Stap::Uitleg(_) if stand.tweede_stem() => Some(Beurt::Tweede),
        Stap::Uitleg(_) => Some(Beurt::Eerste),
        Stap::Begin | Stap::Tonen(_) | Stap::Stemmen(..) | Stap::Besluit | Stap::Nabespreken | Stap::Slot => None,
    };
    let stemmen = asked.filter(|(at, _)| stand.is_vrij(*at)).and_then(|(at, asked)| {
        let votes = stand.vraag(at, vraag)?.stemronde(shown?);
        let groepen = votes.groepen.iter().enumerate();
        let groepen = groepen.map(|(at, stem)| (groepsnaam(at), stem.aantallen.iter().map(|n| u32::from(*n)).collect()));
        let keuzes = asked.keuzes.iter().map(|keuze| keuze.tekst.clone()).collect();
        Some((keuzes, groepen.collect(), eens(asked, &votes)))
    });
    let slot = match stap {
        Stap::Nabespreken => plan.nabespreken.first().cloned(),
        Stap::Slot => Some(plan.leerpunten.first().cloned().unwrap_or_else(|| "Dit was de oefening.".to_owned())),
        Stap::Begin | Stap::Tonen(_) | Stap::Stemmen(..) | Stap::Uitslag(..) | Stap::Uitleg(_) | Stap::Besluit => None,
    };
    Zaaltekst {
        ronde: ronde.map(|(_, ronde)| ronde.titel.clone()),
        feiten,
        vraag: asked.map(|(_, vraag)| vraag.tekst.clone()),
        stemmen,
        slot,
    }
}
