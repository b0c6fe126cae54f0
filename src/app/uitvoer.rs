//! Documents that the command line makes: readable ones as files, sealed ones through the kluis.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::App;
pub use super::perform::with_seal;
use super::perform::{SEALED, among_documents, bytes};
use crate::domain::fault::Fault;
use crate::domain::gesprek::Document;
use crate::domain::kluis::{KluisAct, WATERMERK};
use crate::platform::files;

/// Where a document goes when the user names no file.
pub fn place(name: &str, sealed: bool) -> PathBuf {
    let readable = among_documents(Path::new(name));
    if sealed { with_seal(&readable) } else { readable }
}

/// That a file can be made at this place: to be asked before anything is recorded.
///
/// # Errors
/// Something stands there, or its folder is not there.
pub fn is_free(path: &Path) -> Result<(), Fault> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if path.exists() {
        return Err(files::exists(path));
    }
    match folder.filter(|folder| !folder.is_dir()) {
        Some(missing) => Err(Fault::input(
            "Deze map bestaat niet.",
            "Ik maak zelf geen mappen voor documenten.",
            "Maak de map, of kies een andere.",
        )
        .at(missing.display().to_string())),
        None => Ok(()),
    }
}

/// A document as bytes, under its watermark when it is practice.
///
/// # Errors
/// The document cannot be made.
pub fn document(app: &App, document: &Document) -> Result<Zeroizing<Vec<u8>>, Fault> {
    bytes(document, app.dirs.watermerk())
}

/// A document of an exercise as bytes: made up, so always under the watermark.
///
/// # Errors
/// The document cannot be made.
pub fn practice(document: &Document) -> Result<Zeroizing<Vec<u8>>, Fault> {
    bytes(document, Some(WATERMERK))
}

/// Writes a new file in the user's own folder, which is made when it is not there.
///
/// # Errors
/// Something stands there, or it cannot be written.
pub fn write_own(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    path.parent().map_or(Ok(()), files::make_folder)?;
    write_readable(path, bytes)
}

/// Writes a document to a new file that anybody can read who can read the folder.
///
/// # Errors
/// Something stands there, or it cannot be written.
pub fn write_readable(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    files::create(path, |out| out.write_all(bytes))
}

/// Writes a document to a new sealed file, which opens with what opens the kluis now.
///
/// # Errors
/// What the kluis reports.
pub fn write_sealed(app: &mut App, path: &Path, bytes: Zeroizing<Vec<u8>>) -> Result<(), Fault> {
    let name = path.file_name().map_or_else(|| "afdruk".into(), |name| name.to_string_lossy());
    // The name that it gets again is the one without its seal.
    let name = name.strip_suffix(SEALED).unwrap_or(&name).to_owned();
    app.kluis.run(KluisAct::Seal { path: path.to_path_buf(), name, bytes }).map(|_| ())
}
