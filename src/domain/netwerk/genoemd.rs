//! Which municipality or theme is meant, and the form that asks for a situation.

use super::wie::{Situatie, Urgentie};
use super::{THEMAS, Thema, themas_bij};
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Draft, Field, FieldFault, FieldKind, Form, one_of, sentence};
use crate::domain::inhoud::{Gemeente, Gemeenten};
use crate::domain::search::{find_gemeente, fold, gemeente_names, rank};

/// The municipality that is called so or has this code. A typing error is not passed by: the wrong people would be rung.
///
/// # Errors
/// None is, or several are; with the names that come near.
pub fn gemeente<'a>(table: &'a Gemeenten, typed: &str) -> Result<&'a Gemeente, Fault> {
    if let Some(known) = table.gemeenten.iter().find(|known| known.gm_code.eq_ignore_ascii_case(typed.trim())) {
        return Ok(known);
    }
    let found = find_gemeente(table, typed);
    let named = |known: &Gemeente| gemeente_names(known).any(|name| fold(name) == fold(typed));
    match found.gevonden.as_slice() {
        [one] if named(one) => Ok(one),
        [one] => Err(geen_gemeente(&[one.gemeente.as_str()])),
        [] => Err(geen_gemeente(&found.suggesties)),
        several => {
            let names: Vec<&str> = several.iter().map(|known| known.gemeente.as_str()).collect();
            Err(Fault::input(
                "Welke gemeente bedoelt u?",
                "Er zijn meer gemeenten met deze naam.",
                format!("Geef de hele naam: {}.", one_of(&names)),
            ))
        }
    }
}

fn geen_gemeente(near: &[&str]) -> Fault {
    let advies = if near.is_empty() {
        "Kijk of de naam klopt, of bel Veilig Thuis 0800-2000: zij vragen naar uw plaats.".to_owned()
    } else {
        format!("Bedoelt u {}?", one_of(near))
    };
    Fault::input("Deze gemeente vind ik niet.", "Geen gemeente heet precies zo.", advies)
}

/// The theme that is meant.
///
/// # Errors
/// None is, or several are.
pub fn thema(typed: &str) -> Result<&'static Thema, Fault> {
    match themas_bij(typed).as_slice() {
        [one] => Ok(one),
        [] => Err(geen_thema(typed)),
        several => {
            let ids: Vec<&str> = several.iter().map(|thema| thema.id).collect();
            Err(Fault::input("Welk thema bedoelt u?", "Dit past bij meer thema's.", format!("Kies {}.", one_of(&ids))))
        }
    }
}

fn geen_thema(typed: &str) -> Fault {
    let names = |thema: &'static Thema| [&[thema.id, thema.label], thema.ook].concat();
    let near: Vec<&str> = rank(typed, THEMAS, names).into_iter().map(|thema| thema.id).take(4).collect();
    let advies = if near.is_empty() {
        let all: Vec<&str> = THEMAS.iter().map(|thema| thema.id).collect();
        format!("Kies een van deze: {}.", all.join(", "))
    } else {
        format!("Bedoelt u {}?", one_of(&near))
    };
    Fault::input("Dit thema ken ik niet.", "Geen thema van het netwerk heet zo.", advies)
}

/// Nobody is older than this.
pub const OUDST: u16 = 120;

/// The form that asks who it is about, for whom has no screen.
pub fn situatie_form() -> Form {
    let mut themas = vec![(String::new(), "Weet ik niet, of iets anders".to_owned())];
    themas.extend(THEMAS.iter().map(|thema| (thema.id.to_owned(), sentence(thema.label))));
    let gemeente = "In welke gemeente? Leeg betekent: overal.";
    let leeftijd = "Hoe oud is wie hulp nodig heeft, in jaren? Leeg als u dat niet weet.";
    Form::new(
        "Wie bel ik nu?",
        vec![
            Field::new("gemeente", "Gemeente", gemeente, FieldKind::Text),
            Field::new("thema", "Thema", "Waar gaat het over?", FieldKind::Choice(themas)),
            Field::new("leeftijd", "Leeftijd", leeftijd, FieldKind::Text),
            Field::new(
                "urgentie",
                "Hoe snel",
                "Wanneer moet u iemand spreken?",
                FieldKind::Choice(Urgentie::choices()),
            ),
        ],
    )
}

/// The situation that a filled form means.
///
/// # Errors
/// Every field that cannot be understood, with what to do.
pub fn lees_situatie(draft: &Draft, table: &Gemeenten) -> Result<Situatie, Vec<FieldFault>> {
    let mut faults = Vec::new();
    let typed = draft.get("gemeente").trim();
    let code = match (typed.is_empty(), gemeente(table, typed)) {
        (true, _) => None,
        (false, Ok(known)) => Some(known.gm_code.clone()),
        (false, Err(fault)) => {
            faults.push(FieldFault::new("gemeente", &format!("{} {}", fault.wat, fault.advies)));
            None
        }
    };
    let typed = draft.get("leeftijd").trim();
    let leeftijd = typed.parse().ok().filter(|years| *years <= OUDST);
    if leeftijd.is_none() && !typed.is_empty() {
        let advice = format!("Typ een heel getal van 0 tot en met {OUDST}, of laat dit leeg.");
        faults.push(FieldFault::new("leeftijd", &advice));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let thema = Some(draft.get("thema")).filter(|thema| !thema.is_empty()).map(str::to_owned);
    let urgentie = Urgentie::from_id(draft.get("urgentie")).unwrap_or(Urgentie::Vandaag);
    Ok(Situatie { gemeente: code, thema, leeftijd, urgentie })
}
