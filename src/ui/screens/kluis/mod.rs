//! The screens of the kluis. Passwords stand only in their secret fields, and are gone from there as soon as they were
//! handed on; what is drawn is either masked or asked for.

pub mod backups;
pub mod beheer;
pub mod herstelblad;
pub mod openen;
pub mod vergrendeltijd;
pub mod wijzigen;

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Effect};
use crate::domain::kluis::{Batch, Favoriet, FavorietSoort, KluisAct, KluisState, KluisView};
use crate::ui::screen::Ctx;

/// Said when something is asked while the kluis is at work.
pub const STILL_BUSY: &str = "Even wachten: de kluis is nog bezig.";

/// What stands under a form that the kluis could not keep.
pub const NOT_KEPT: &str = "Niet bewaard. Uw tekst staat hier nog. Ctrl-S: nog een keer. F3: in een noodbestand.";

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

/// The same, and this is said when it is kept.
pub fn commit_saying(batch: Batch, said: String, cx: &Ctx<'_>) -> Vec<Effect> {
    let mut effects = commit(batch, cx);
    if is_asked(&effects) {
        effects.push(Effect::Say(said));
    }
    effects
}

/// Whether [`commit`] asked the kluis, so that an answer comes; else it said why not.
pub fn is_asked(effects: &[Effect]) -> bool {
    matches!(effects, [Effect::Kluis(_), ..])
}

/// What is still being done: a screen goes on saying what it said, and is silent when the kluis is ready.
fn still(said: Option<&'static str>, now: Option<&'static str>) -> Option<&'static str> {
    now.map(|now| said.unwrap_or(now))
}

/// What is being done, as it stands on screen.
fn busy_line(doing: &str) -> String {
    format!("{doing}… U kunt intussen F9 en F10 gebruiken.")
}

/// A fault: what, why, what to do.
fn fault_blocks(fault: &Fault) -> Vec<Block> {
    let mut blocks = vec![Block::Danger(fault.wat.clone())];
    let more = [fault.waarom.as_str(), fault.advies.as_str()];
    blocks.extend(more.into_iter().filter(|text| !text.is_empty()).map(|text| Block::Text(text.to_owned())));
    blocks
}

/// What the user wants at hand; nothing while the kluis is locked, whatever the view holds.
pub fn favourites(kluis: &KluisView) -> impl Iterator<Item = &Favoriet> {
    let open = kluis.state.is_open();
    // The own list of the network stands in the network.
    let content = |favoriet: &&Favoriet| favoriet.soort != FavorietSoort::Vermelding;
    kluis.model.all::<Favoriet>().map(|(_, favoriet)| favoriet).filter(content).filter(move |_| open)
}
