//! What may be done now: a closed casus takes no lines, and not every line can be taken back or ticked off.

use super::dossier::{Dossier, Lijn};
use super::formulier::Formulier;
use super::regel::Wat;
use crate::domain::fault::Fault;

/// Whether this form may be filled in for this casus, and for the line it is about.
///
/// # Errors
/// Why not.
pub fn mag(dossier: &Dossier, formulier: Formulier, regel: Option<u32>) -> Result<(), Fault> {
    match (formulier, dossier.is_open()) {
        (Formulier::Heropenen, true) => {
            return Err(Fault::input(
                "Deze casus is open.",
                "Alleen een gesloten casus kan weer open.",
                "U kunt gewoon verder noteren.",
            ));
        }
        (Formulier::Heropenen, false) | (_, true) => {}
        (Formulier::Sluiten, false) => return Err(closed("Hij kan niet nog een keer dicht.")),
        (_, false) => return Err(closed("In een gesloten casus komt niets meer bij.")),
    }
    let Some(nr) = regel.filter(|_| formulier.is_about_a_line()) else { return Ok(()) };
    let lijn = counts(dossier, nr)?;
    let (why, advice) = match (formulier, &lijn.nu) {
        (Formulier::Afhandelen, Wat::Termijn { .. } | Wat::Actie { .. }) if lijn.afgehandeld.is_none() => return Ok(()),
        (Formulier::Afhandelen, Wat::Termijn { .. } | Wat::Actie { .. }) => {
            ("Deze regel is al afgevinkt.", "Klopt dat niet, trek het afvinken dan in.")
        }
        (Formulier::Afhandelen, _) => ("Alleen een termijn of actie is af te vinken.", "Kies een andere regel."),
        (Formulier::Intrekken, Wat::Begin { .. }) => {
            ("Hiermee begint de casus.", "Per ongeluk begonnen? Sluit de casus met die reden.")
        }
        (Formulier::Intrekken, Wat::Afdruk { .. }) => {
            ("Een afdruk die gemaakt is, blijft gemaakt.", "Noteer wat er met de afdruk gebeurd is.")
        }
        (Formulier::Intrekken, Wat::Intrekking { .. }) => {
            ("Deze regel trekt zelf een andere in.", "Schrijf opnieuw op wat toch geldt.")
        }
        (Formulier::Delen, wat) if wat.is_about_a_line() => {
            ("Deze regel gaat over een andere regel.", "Kies de regel waar het om gaat.")
        }
        _ => return Ok(()),
    };
    Err(Fault::input(format!("Dat kan niet met regel {nr}."), why, advice))
}

/// The line that is corrected, and the form for it.
///
/// # Errors
/// Why it cannot be corrected.
pub fn mag_corrigeren(dossier: &Dossier, nr: u32) -> Result<(&Lijn, Formulier), Fault> {
    if !dossier.is_open() {
        return Err(closed("In een gesloten casus verandert niets meer."));
    }
    let lijn = counts(dossier, nr)?;
    let form = Formulier::of(&lijn.nu).filter(|_| lijn.regel.wat.may_be_corrected());
    form.map(|form| (lijn, form)).ok_or_else(|| {
        Fault::input(
            format!("Regel {nr} is niet te corrigeren."),
            format!("Een regel van de soort \"{}\" schrijft het programma zelf.", lijn.nu.word()),
            "Trek de regel in, of geef een antwoord opnieuw met de reden erbij.",
        )
    })
}

fn counts(dossier: &Dossier, nr: u32) -> Result<&Lijn, Fault> {
    let lijn = dossier.lijn(nr).ok_or_else(|| {
        Fault::input(
            format!("Regel {nr} is er niet."),
            "Geen regel van deze casus heeft dit nummer.",
            "De nummers staan in de tijdlijn.",
        )
    })?;
    if lijn.geldt() {
        return Ok(lijn);
    }
    Err(Fault::input(
        format!("Regel {nr} geldt niet meer."),
        "De regel is ingetrokken.",
        "Kies een regel die nog geldt.",
    ))
}

fn closed(why: &str) -> Fault {
    Fault::input("Deze casus is gesloten.", why, "Heropen de casus eerst, met de reden erbij.")
}
