//! Files: reading content, keeping settings, saving a page.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use crate::domain::fault::Fault;
use crate::domain::gesprek::sentence;
use crate::domain::inhoud::{MAX_BYTES, OwnFile};

/// Reads a content file or every `.json` file below a folder, but for the list of facts; nothing when the folder is
/// not there.
pub fn read_content(path: &Path) -> Vec<OwnFile> {
    let mut files = Vec::new();
    if path.is_dir() {
        below(path, 0, &mut files);
        files.sort();
    } else if path.exists() {
        files.push(path.to_path_buf());
    }
    files
        .into_iter()
        .map(|file| OwnFile {
            name: file.display().to_string(),
            bytes: read_limited(&file).map_err(|error| format!("Dit bestand kan ik niet lezen: {}.", dutch(&error))),
        })
        .collect()
}

/// Content lies in a folder per kind; anything deeper is somebody else's.
const DEPTH: usize = 2;

fn below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() && depth < DEPTH {
            below(&path, depth + 1, files);
        } else if path.extension().is_some_and(|end| end == "json") && !path.ends_with("feiten.json") {
            files.push(path);
        }
    }
}

/// Reads a file up to one byte over the largest size that is accepted, so that a huge file is refused, not swallowed.
pub fn read_limited(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a file that a user names, to be read from beginning to end.
///
/// # Errors
/// It is not there, is a folder, or cannot be read.
pub fn open(path: &Path) -> Result<BufReader<File>, Fault> {
    let fault = |waarom: String| {
        Fault::input("Dit bestand kan ik niet lezen.", waarom, "Kijk of het pad klopt.").at(path.display().to_string())
    };
    let why = |error: &io::Error| fault(format!("{}.", sentence(&dutch(error))));
    let file = File::open(path).map_err(|error| why(&error))?;
    // A device or a pipe has no end that can be looked up first.
    if !file.metadata().map_err(|error| why(&error))?.is_file() {
        return Err(fault("Het is een map of iets anders dan een bestand.".to_owned()));
    }
    Ok(BufReader::with_capacity(1 << 16, file))
}

/// Standard input, up to the same size.
///
/// # Errors
/// Whatever reading reports.
pub fn read_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a file; `None` when it is not there.
///
/// # Errors
/// Why it cannot be read.
pub fn read_text(path: &Path) -> Result<Option<String>, Fault> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::input(
            format!("Ik kan {} niet lezen.", path.display()),
            format!("{}.", sentence(&dutch(&error))),
            "Kijk of u het bestand mag lezen.",
        )
        .at(path.display().to_string())),
    }
}

/// The bytes of a small file; `None` when it is not there. A larger one is read no further than one byte too many, and a
/// folder or a device is no file.
///
/// # Errors
/// It is there and cannot be read, or is larger than this many bytes.
pub fn read_small(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Fault> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        _ => {}
    }
    let mut bytes = Vec::new();
    let read = open(path)?.take(most + 1).read_to_end(&mut bytes);
    let why = match read {
        Ok(count) if count as u64 <= most => return Ok(Some(bytes)),
        Ok(_) => "Het is te groot voor wat het moet zijn.".to_owned(),
        Err(error) => format!("{}.", sentence(&dutch(&error))),
    };
    Err(Fault::input("Dit bestand kan ik niet lezen.", why, "Kijk of het pad klopt.").at(path.display().to_string()))
}

/// Replaces a file in one step: a crash leaves the old file or the new one, never half of one.
///
/// # Errors
/// Why it cannot be written.
pub fn replace(path: &Path, text: &str) -> Result<(), Fault> {
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let fresh = path.with_extension("nieuw");
        let mut file = File::create(&fresh)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    };
    write().map_err(|error| not_written(path, &error))
}

/// Takes a file away that may be there.
///
/// # Errors
/// Why it cannot be taken away.
pub fn remove(path: &Path) -> Result<(), Fault> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(not_written(path, &error)),
        _ => Ok(()),
    }
}

/// Gives a file that cannot be understood another name, so that it is not lost when a new one is written.
///
/// # Errors
/// Why it cannot be renamed.
pub fn set_aside(path: &Path) -> Result<(), Fault> {
    fs::rename(path, path.with_extension("kapot")).map_err(|error| not_written(path, &error))
}

/// Writes a new file that only the user can read; never overwrites one.
///
/// # Errors
/// The file exists already, or cannot be written.
pub fn create(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Fault> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists { exists(path) } else { not_written(path, &error) }
    })?;
    let written = write(&mut file).and_then(|()| file.sync_all());
    drop(file);
    written.map_err(|error| {
        // Half a file would be read as a broken one, and stand in the way of the next try.
        let _ = fs::remove_file(path);
        not_written(path, &error)
    })
}

/// Makes a folder and those around it, when they are not there.
///
/// # Errors
/// Why it cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Fault> {
    fs::create_dir_all(path).map_err(|error| not_written(path, &error))
}

/// That something stands where a new file would come.
pub fn exists(path: &Path) -> Fault {
    Fault::input("Dit bestand bestaat al.", "Ik schrijf nooit over een bestaand bestand heen.", "Kies een andere naam.")
        .at(path.display().to_string())
}

fn not_written(path: &Path, error: &io::Error) -> Fault {
    Fault::input(
        "Het bestand is niet bewaard.",
        format!("{}.", sentence(&dutch(error))),
        "Kies een andere map of naam, of maak ruimte op de schijf.",
    )
    .at(path.display().to_string())
}

/// The usual reasons in Dutch.
pub fn dutch(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "het bestand of de map bestaat niet".to_owned(),
        io::ErrorKind::PermissionDenied => "u hebt hier geen rechten voor".to_owned(),
        io::ErrorKind::AlreadyExists => "het bestand bestaat al".to_owned(),
        io::ErrorKind::StorageFull => "de schijf is vol".to_owned(),
        io::ErrorKind::IsADirectory => "dit is een map".to_owned(),
        io::ErrorKind::NotADirectory => "een deel van het pad is geen map".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "hier kan niet geschreven worden".to_owned(),
        io::ErrorKind::InvalidData => "het is geen leesbare tekst".to_owned(),
        _ => match error.raw_os_error() {
            Some(code) => format!("het systeem meldt fout {code}"),
            None => "het systeem meldt een fout".to_owned(),
        },
    }
}
