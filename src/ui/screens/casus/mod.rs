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

use crate::domain::gesprek::Effect;
use crate::domain::kluis::{Batch, KluisAct, KluisState};
use crate::ui::screen::Ctx;
use crate::ui::screens::kluis::STILL_BUSY;

/// Keeps what was done, or says why that cannot be now.
pub fn commit(batch: Batch, cx: &Ctx<'_>) -> Vec<Effect> {
    if cx.kluis.state == KluisState::ReadOnly {
        let text = "De kluis is alleen om te lezen. Waarom, staat bij Beheer (9 op het startscherm).";
        return vec![Effect::Say(text.to_owned())];
    }
    match cx.kluis.busy {
        None => vec![Effect::Kluis(KluisAct::Commit(batch))],
        Some(_) => vec![Effect::Say(STILL_BUSY.to_owned())],
    }
}
