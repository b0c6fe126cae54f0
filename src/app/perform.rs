//! The effects that reach outside the screens: saving, printing, keeping settings.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Document, Effect, Msg, Settings};
use crate::domain::kluis::KluisAct;
use crate::export::{html, ical, markdown};
use crate::lijn;
use crate::platform::dirs::Dirs;
use crate::platform::{files, printer};

/// Columns on a printed page.
const PAPER: usize = 80;

/// Carries out an effect and says what came of it; `None` for effects that only move between screens. It reaches no
/// further than the program's folders and settings, so that whoever asks can go on looking things up in the content.
pub fn perform(dirs: &Dirs, settings: &mut Settings, effect: &Effect) -> Option<Msg> {
    match effect {
        Effect::Save(path, document) => {
            let path = among_documents(path);
            let saved = files::create(&path, |out| write(document, dirs.watermerk(), out));
            Some(saved.map_or_else(Msg::Failed, |()| Msg::Saved(path)))
        }
        Effect::Print(blocks) => Some(print(blocks, dirs.watermerk()).map_or_else(Msg::Failed, |()| Msg::Printed)),
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
        | Effect::Seal(..)
        | Effect::Noodbestand(..)
        | Effect::Loopt(_)
        | Effect::Bel
        | Effect::Oefenen(_)
        | Effect::Zaal(_)
        | Effect::Inlezen(_)
        | Effect::Uitgeven(..)
        | Effect::Quit => None,
    }
}

/// Where a file comes to stand: a bare name among the user's documents.
pub fn among_documents(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_path_buf() } else { Dirs::documents().join(path) }
}

/// What is asked of the kluis when something has to leave as an encrypted file; `None` for any other effect.
///
/// # Errors
/// The document cannot be made.
pub fn sealed(dirs: &Dirs, effect: &Effect) -> Result<Option<KluisAct>, Fault> {
    Ok(match effect {
        Effect::Seal(path, document) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let bytes = bytes(document, dirs.watermerk())?;
            Some(KluisAct::Seal { path: with_seal(&among_documents(path)), name, bytes })
        }
        Effect::Noodbestand(path, batch) => {
            Some(KluisAct::Emergency { path: among_documents(path), batch: batch.clone() })
        }
        _ => None,
    })
}

/// How a sealed file ends.
pub const SEALED: &str = ".kluis";

/// The name of the sealed file for a document that would have this one.
pub fn with_seal(path: &Path) -> PathBuf {
    let mut sealed = path.as_os_str().to_owned();
    sealed.push(SEALED);
    sealed.into()
}

/// A document as bytes, under its watermark when it is practice.
///
/// # Errors
/// The document cannot be made.
pub fn bytes(document: &Document, watermark: Option<&str>) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let mut bytes = Zeroizing::new(Vec::new());
    write(document, watermark, &mut *bytes)
        .map_err(|error| Fault::internal("Er is niets opgeslagen.", files::dutch(&error), "Probeer het opnieuw."))?;
    Ok(bytes)
}

fn write(document: &Document, watermark: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    match document {
        Document::Page(blocks) => markdown::write(blocks, watermark, out),
        Document::Html(blocks) => html::write(blocks, watermark, out),
        Document::Agenda(due, made) => ical::write(due, *made, watermark.is_some(), out),
        Document::Bijeenkomsten(meetings, made) => ical::write_bijeenkomsten(meetings, *made, watermark.is_some(), out),
        Document::Tabel(table) => markdown::write_table(table, watermark, out),
    }
}

fn print(blocks: &[Block], watermark: Option<&str>) -> Result<(), Fault> {
    let mut page = Vec::new();
    lijn::print_blocks(&marked(blocks, watermark), PAPER, &mut page).map_err(|error| {
        Fault::internal(
            "Er is niet afgedrukt.",
            files::dutch(&error),
            "Schrijf het over op papier, of sla een verslag op als bestand.",
        )
    })?;
    printer::print(&String::from_utf8_lossy(&page))
}

/// A page for paper, under its watermark when there is one.
fn marked(blocks: &[Block], watermark: Option<&str>) -> Vec<Block> {
    let mark: Vec<Block> = watermark.map(|mark| Block::Danger(mark.to_owned())).into_iter().collect();
    [mark.as_slice(), blocks, mark.as_slice()].concat()
}
