//! The effects that reach outside the screens: saving, printing, keeping settings.

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Effect, Msg, Settings};
use crate::export::markdown;
use crate::lijn;
use crate::platform::dirs::Dirs;
use crate::platform::{files, printer};

/// Columns on a printed page.
const PAPER: usize = 80;

/// Carries out an effect and says what came of it; `None` for effects that only move between screens. It reaches no
/// further than the program's folders and settings, so that whoever asks can go on looking things up in the content.
pub fn perform(dirs: &Dirs, settings: &mut Settings, effect: &Effect) -> Option<Msg> {
    match effect {
        Effect::Save(path, blocks) => {
            let path = if path.is_absolute() { path.clone() } else { Dirs::documents().join(path) };
            let saved = files::create(&path, |out| markdown::write(blocks, out));
            Some(saved.map_or_else(Msg::Failed, |()| Msg::Saved(path)))
        }
        Effect::Print(blocks) => Some(print(blocks).map_or_else(Msg::Failed, |()| Msg::Printed)),
        Effect::KeepSettings(chosen) => Some(match super::settings::keep(dirs, chosen) {
            Ok(()) => {
                *settings = chosen.clone();
                Msg::SettingsKept
            }
            Err(fault) => Msg::Failed(fault),
        }),
        Effect::Open(_)
        | Effect::Replace(_)
        | Effect::Close
        | Effect::Home
        | Effect::Say(_)
        | Effect::KeepDraft
        | Effect::Kluis(_)
        | Effect::Quit => None,
    }
}

fn print(blocks: &[Block]) -> Result<(), Fault> {
    let mut page = Vec::new();
    lijn::print_blocks(blocks, PAPER, &mut page).map_err(|error| {
        Fault::internal(
            "Er is niet afgedrukt.",
            files::dutch(&error),
            "Schrijf het over op papier, of sla een verslag op als bestand.",
        )
    })?;
    printer::print(&String::from_utf8_lossy(&page))
}
