//! Prints and agendas of casussen as files: readable ones here, sealed ones through the kluis.

use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::App;
use crate::domain::casus::Afspraak;
use crate::domain::fault::Fault;
use crate::domain::gesprek::Block;
use crate::domain::kluis::KluisAct;
use crate::export::{html, ical, markdown};
use crate::platform::dirs::Dirs;
use crate::platform::files;

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vorm {
    /// Markdown.
    Markdown,
    /// One HTML file that needs nothing else.
    Html,
}

impl Vorm {
    /// What its file ends on.
    pub fn ending(self) -> &'static str {
        match self {
            Vorm::Markdown => "md",
            Vorm::Html => "html",
        }
    }
}

/// What a sealed document ends on, after the ending of what is in it.
const SEALED: &str = "verzegeld";

/// Where a page goes when the user names no file.
pub fn place(name: &str, vorm: Vorm, sealed: bool) -> PathBuf {
    let readable = format!("{name}.{}", vorm.ending());
    Dirs::documents().join(if sealed { format!("{readable}.{SEALED}") } else { readable })
}

/// That nothing stands at this place yet: to be asked before anything is recorded.
///
/// # Errors
/// Something does, or its folder is not there.
pub fn is_free(path: &Path) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if path.exists() {
        return Err(Fault::input(
            "Dit bestand bestaat al.",
            "Ik schrijf nooit over een bestaand bestand heen.",
            "Kies een andere naam.",
        )
        .at(path.display().to_string()));
    }
    match folder.filter(|folder| !folder.is_dir()) {
        Some(missing) => Err(Fault::input(
            "Deze map bestaat niet.",
            "Ik maak zelf geen mappen voor afdrukken.",
            "Maak de map, of kies een andere.",
        )
        .at(missing.display().to_string())),
        None => Ok(()),
    }
}

/// A page as bytes, with its watermark when it is practice.
///
/// # Errors
/// Memory refuses, which it does not.
pub fn page(app: &App, blocks: &[Block], vorm: Vorm) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let mut bytes = Zeroizing::new(Vec::new());
    let mark = app.dirs.watermerk();
    let written = match vorm {
        Vorm::Markdown => markdown::write(blocks, mark, &mut *bytes),
        Vorm::Html => html::write(blocks, mark, &mut *bytes),
    };
    written.map(|()| bytes).map_err(|error| not_made(&error))
}

/// Writes a page to a file that anybody can read who can read the folder.
///
/// # Errors
/// As [`files::create`].
pub fn write_readable(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    files::create(path, |out| out.write_all(bytes))
}

/// Writes a page to a sealed file, which opens with what opens the kluis now.
///
/// # Errors
/// What the kluis reports.
pub fn write_sealed(app: &mut App, path: &Path, bytes: Zeroizing<Vec<u8>>) -> Result<(), Fault> {
    // The name that it gets again: without the ending of the seal.
    let inside = path.extension().is_some_and(|end| end == SEALED).then(|| path.with_extension(""));
    let name = inside.as_deref().unwrap_or(path).file_name();
    let name = name.map_or_else(|| "afdruk".to_owned(), |name| name.to_string_lossy().into_owned());
    app.kluis.run(KluisAct::Seal { path: path.to_path_buf(), name, bytes }).map(|_| ())
}

/// An agenda for a calendar, as bytes.
///
/// # Errors
/// Memory refuses, which it does not.
pub fn calendar(app: &App, afspraken: &[Afspraak]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let practice = app.dirs.watermerk().is_some();
    ical::write(afspraken, app.clock.now().stamp, practice, &mut bytes).map_err(|error| not_made(&error))?;
    Ok(bytes)
}

fn not_made(error: &io::Error) -> Fault {
    Fault::internal(
        "De afdruk is niet gemaakt.",
        format!("Dit lukt niet: {}.", files::dutch(error)),
        "Meld dit bij de makers.",
    )
}
