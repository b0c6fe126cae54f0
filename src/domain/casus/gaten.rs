//! What is not in the record yet: what each step asks to be written down (F2.13, F2.23, F2.39, F2.44, F2.53, F9.01).
//! A gap is a question to the user, never a judgement.

use super::dossier::Dossier;
use super::formulier::Formulier;
use super::regel::{Aard, Besluit, Strekking, TermijnAard, Wat};
use crate::domain::inhoud::KnoopSoort;
use crate::domain::walk::Walk;

/// What is missing, and the form that fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gat {
    /// The step to which it belongs.
    pub stap: &'static str,
    /// What is asked.
    pub vraag: String,
    /// The form to fill it with.
    pub formulier: Formulier,
    /// The line it is about.
    pub regel: Option<u32>,
}

/// The gap of a walk that waits for a test of the help (question 5) without a day for it.
pub fn gat_toets(dossier: &Dossier, walk: &Walk) -> Option<Gat> {
    let waits = match &walk.open()?.knoop().soort {
        KnoopSoort::Vraag(vraag) => vraag.open_laten.is_some(),
        _ => false,
    };
    let dated = dossier
        .geldend()
        .any(|lijn| lijn.afgehandeld.is_none() && matches!(lijn.nu, Wat::Termijn { aard: TermijnAard::Toets, .. }));
    (waits && !dated).then(|| Gat {
        stap: "5",
        vraag: "De hulp wacht op een toets (afweging 5). Op welke dag toetst u?".to_owned(),
        formulier: Formulier::Termijn,
        regel: None,
    })
}

/// What is not in the record yet, in the order of the steps.
pub fn gaten(dossier: &Dossier) -> Vec<Gat> {
    let mut found = Vec::new();
    let mut gap = |stap, vraag: &str, formulier, regel| {
        found.push(Gat { stap, vraag: vraag.to_owned(), formulier, regel });
    };
    let any = |is: fn(&Wat) -> bool| dossier.geldend().any(|lijn| is(&lijn.nu));
    let seen = |wat: &Wat| matches!(wat, Wat::Notitie { aard: Aard::Waarneming | Aard::Uitspraak, .. });
    let decided = dossier.geldend().rev().find_map(|lijn| match &lijn.nu {
        Wat::Beslissing { besluit, verzorgers, tegenspraak, .. } => {
            Some((lijn.regel.nr, *besluit, verzorgers.is_empty(), tegenspraak.is_empty()))
        }
        _ => None,
    });
    if dossier.betrokkenen.is_empty() {
        gap("1", "Om wie gaat het? Noteer relaties en leeftijden, geen namen.", Formulier::Betrokkene, None);
    }
    if !any(seen) {
        gap("1", "Wat zag of hoorde u, wanneer, en hoe weet u het?", Formulier::Notitie, None);
    }
    let counter =
        |wat: &Wat| matches!(wat, Wat::Notitie { strekking: Strekking::Ontkracht | Strekking::Beschermt, .. });
    if any(seen) && !any(counter) {
        gap("1", "Wat spreekt het vermoeden tegen, en wat beschermt?", Formulier::Notitie, None);
    }
    if !any(|wat| matches!(wat, Wat::Kindcheck { .. })) {
        gap("1", "Kindcheck: welke kinderen zijn er, en wie zorgt wanneer?", Formulier::Kindcheck, None);
    }
    if !any(|wat| matches!(wat, Wat::Advies { .. } | Wat::GeenAdvies { .. })) {
        gap("2", "Met wie overlegde u, of waarom niet?", Formulier::Advies, None);
    }
    if !any(|wat| matches!(wat, Wat::Gesprek { .. } | Wat::GeenGesprek { .. })) {
        gap("3", "Met wie sprak u, of waarom (nog) niet?", Formulier::Gesprek, None);
    }
    match decided {
        None => gap("5", "Wat is besloten, door wie, en waarom?", Formulier::Beslissing, None),
        Some((nr, besluit, no_carers, no_counter)) => {
            if no_carers && dossier.verzorgers().count() > 1 && besluit != Besluit::Ontkracht {
                gap("5", "Wat woog u van elke verzorger? Noem ze allemaal.", Formulier::Beslissing, Some(nr));
            }
            if no_counter {
                gap("5", "Wat spreekt tegen het besluit, en wat beschermt?", Formulier::Beslissing, Some(nr));
            }
            let reports = matches!(besluit, Besluit::Melden | Besluit::MeldenEnHulp);
            if reports && !any(|wat| matches!(wat, Wat::Melding { .. })) {
                gap("5", "Wanneer is gemeld, bij wie, en wie is ingelicht?", Formulier::Melding, None);
            }
            let helps = matches!(besluit, Besluit::Hulp | Besluit::MeldenEnHulp | Besluit::Volgen);
            let tested =
                |wat: &Wat| matches!(wat, Wat::Termijn { aard: TermijnAard::Toets | TermijnAard::Evaluatie, .. });
            if helps && !any(tested) {
                gap("5", "Wanneer toetst u of de hulp werkt (afweging 5)?", Formulier::Termijn, None);
            }
        }
    }
    if any(|wat| matches!(wat, Wat::Melding { .. })) && !any(|wat| matches!(wat, Wat::Terugkoppeling { .. })) {
        gap("na", "Wat hoorde u terug van Veilig Thuis?", Formulier::Terugkoppeling, None);
    }
    found
}
