//! The screens of the contact network. What they show is looked up in the model while the kluis is open, and forgotten
//! when it is locked.

pub mod dubbelen;
pub mod formulier;
pub mod nieuw;
pub mod samenvoegen;
pub mod verwijderen;

use crate::domain::gesprek::{Effect, Msg, clean};
use crate::domain::kluis::{KluisNews, RecordId};
use crate::domain::netwerk::doen::{keer, terug_en_opnieuw};
use crate::domain::netwerk::{Netwerk, blad};
use crate::ui::chrome::cut;
use crate::ui::screen::Ctx;
use crate::ui::screens::checklists::told;
use crate::ui::screens::kluis::commit_saying;
use crate::ui::screens::page::Page;

/// Letters of a name in a list or a sentence; a name may have ten thousand.
const NAAM: usize = 100;

/// Takes the last change of the network back, or does it again, and says which one that was.
pub fn ongedaan(cx: &Ctx<'_>, terug: bool) -> Vec<Effect> {
    let model = &cx.kluis.model;
    let (undo, redo) = terug_en_opnieuw(model);
    let (step, word, none) = match terug {
        true => (undo, "Ongedaan", "Er is niets om ongedaan te maken."),
        false => (redo, "Weer gedaan", "Er is niets om weer te doen."),
    };
    match (step, keer(model, terug, cx.now)) {
        (Some(step), Ok(Some(batch))) => commit_saying(batch, format!("{word}: {}", step.wat), cx),
        (_, Ok(_)) => vec![Effect::Say(none.to_owned())],
        (_, Err(fault)) => vec![told(&fault)],
    }
}

/// Whether a screen of this entry comes back in sight and the entry is not there any more.
pub fn is_gone(id: RecordId, msg: &Msg, cx: &Ctx<'_>) -> bool {
    let back = matches!(msg, Msg::Shown | Msg::Kluis(KluisNews::Opened));
    back && cx.kluis.state.is_open() && Netwerk::new(&cx.kluis.model).get(id).is_none()
}

/// Goes away with the entry, and says why.
pub fn gone() -> Vec<Effect> {
    vec![Effect::Say("Deze vermelding is er niet meer.".to_owned()), Effect::Close]
}

/// A name of any length as it stands in a list or a sentence.
pub fn kort(name: &str) -> String {
    cut(&clean(name).chars().take(2 * NAAM).collect::<String>(), NAAM)
}

/// What an entry is called in a list or a sentence; empty when it is not there.
pub fn naam_van(netwerk: Netwerk<'_>, id: RecordId) -> String {
    netwerk.met_verwijderd(id).map(|entry| kort(&netwerk.naam(entry))).unwrap_or_default()
}

/// The page of an entry, until it has a screen of its own.
pub fn voorlopig(id: RecordId, cx: &Ctx<'_>) -> Page {
    let netwerk = Netwerk::new(&cx.kluis.model);
    let blocks = cx.reader.gemeenten().map(|table| blad(netwerk, id, &table.inhoud, cx.now.local, false));
    Page::new("Vermelding".to_owned(), blocks.unwrap_or_default())
}
