//! The screens of the casus. What they show is folded from the model while the kluis is open, and forgotten when it is
//! locked.

pub mod afdrukken;
pub mod agenda;
pub mod dossier;
pub mod formulier;
pub mod herzien;
pub mod keuze;
pub mod lijst;
pub mod nieuw;
pub mod vernietigen;

use crate::domain::casus::{Dossier, Loop, dossier};
use crate::domain::gesprek::{Effect, Msg};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::ui::screen::Ctx;
pub use crate::ui::screens::kluis::{commit, is_asked};

/// A casus with one of its walks, by the line that began it; `None` when either is not there.
pub fn with_walk(casus: RecordId, nr: u32, cx: &Ctx<'_>) -> Option<(Dossier, Loop)> {
    let dossier = dossier(&cx.kluis.model, casus)?;
    let of = dossier.lopen.iter().find(|of| of.nr == nr)?.clone();
    Some((dossier, of))
}

/// Whether a screen of this casus comes back in sight and the casus is not there any more: it was destroyed meanwhile, or
/// an older backup was put back.
pub fn is_gone(casus: RecordId, msg: &Msg, cx: &Ctx<'_>) -> bool {
    let back = matches!(msg, Msg::Shown | Msg::Kluis(KluisNews::Opened));
    back && cx.kluis.state.is_open() && dossier(&cx.kluis.model, casus).is_none()
}

/// Goes away with the casus, and says why.
pub fn gone() -> Vec<Effect> {
    vec![Effect::Say("Deze casus is hier niet meer.".to_owned()), Effect::Close]
}
