//! What groups do: intervisie, exercises, the group over the year.

pub mod acties;
pub mod groep;
pub mod groep_formulier;
pub mod groepen;
pub mod jaar;
pub mod keuze;
pub mod methode;
pub mod nakijken;
pub mod oefening;
pub mod sessie;
pub mod sluiten;
pub mod voorbereiden;
pub mod werkvorm;

use crate::domain::dates;
use crate::domain::gesprek::{Block, Effect, Route};
use crate::domain::kluis::KluisState;
use crate::domain::sessie::groep::{OpenActie, zet_gedaan};
use crate::ui::screen::Ctx;
use crate::ui::screens::kluis::commit;

/// Groups stand in the kluis: while it is not open, what a screen of theirs says, and the way there.
pub fn zonder_kluis(state: KluisState) -> Option<(Block, &'static str, Route)> {
    let (label, route) = match state {
        KluisState::None => ("Kluis maken", Route::KluisMaken),
        KluisState::Locked => ("Kluis openen", Route::KluisOpenen),
        KluisState::Open | KluisState::ReadOnly => return None,
    };
    let said = "Groepen, sessies en acties staan in de kluis. Die is nu niet open.";
    Some((Block::Text(said.to_owned()), label, route))
}

/// An action as it stands in a list: late and done as words, who by function.
fn actie_tekst(one: &OpenActie, cx: &Ctx<'_>) -> String {
    let today = cx.today();
    let when = match (one.actie.gedaan, one.actie.voor) {
        (Some(_), _) => "✓ gedaan".to_owned(),
        (None, Some(voor)) if one.is_te_laat(today) => format!("! {}", dates::due(voor, today)),
        (None, Some(voor)) => format!("voor {}", dates::due(voor, today)),
        (None, None) => "zonder datum".to_owned(),
    };
    let parts = [when.as_str(), &one.actie.wat, &one.actie.rol];
    parts.iter().filter(|part| !part.trim().is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// Ticks an action, or takes its tick away.
fn afvinken(one: &OpenActie, cx: &Ctx<'_>) -> Vec<Effect> {
    let done = one.actie.gedaan.is_none().then(|| cx.today());
    match zet_gedaan(&cx.kluis.model, one.sessie, one.nr, done) {
        Some(batch) => commit(batch, cx),
        None => Vec::new(),
    }
}
