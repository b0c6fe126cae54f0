//! Which municipality or theme is meant.

use crate::domain::fault::Fault;
use crate::domain::gesprek::one_of;
use crate::domain::inhoud::{Gemeente, Gemeenten};
use crate::domain::netwerk::{THEMAS, Thema, themas_bij};
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
