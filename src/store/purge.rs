//! What still opens a casus that was destroyed: every file under the folder that holds its key, sealed under a password
//! of then. That is any key file and any backup of ours, whatever its name; both name the casussen that they have a key
//! of in the clear.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::folder::Folder;
use crate::domain::kluis::RecordId;

/// How the files begin that can hold a key.
const OURS: [&[u8]; 2] = [b"AANDKEY", b"AANDBAK"];
/// As far as the keys reach in any of them, in bytes.
const KEYS: u64 = 8 * 1024 * 1024 + 4096;

/// Whatever under the folder holds the key of this casus. Of a vault that was replaced it is the whole of it, which
/// without its key file is worth nothing.
pub fn holders(folder: &Folder, casus: RecordId) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in files_under(folder.root()) {
        if !holds(&path, casus) {
            continue;
        }
        let whole = folder.replaced().into_iter().chain([folder.fresh()]).find(|dir| path.starts_with(dir));
        let path = whole.unwrap_or(path);
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Removes what holds the key of this casus, and every copy of the engine's files; gives what could not be removed.
/// Nothing of the vault that is open holds the key any more.
pub fn remove_holders(folder: &Folder, casus: RecordId) -> (usize, Vec<PathBuf>) {
    let mut removed = 0;
    for path in holders(folder, casus) {
        for file in files_under(&path).into_iter().filter(|file| holds(file, casus)) {
            // Not every disk writes in place: it may help, and does no harm.
            let _ = overwrite(&file);
        }
        removed += usize::from(remove(&path).is_ok());
    }
    // They cannot be opened without a key, and are not needed after a sound opening and a verified backup.
    let copies = folder.copies_aside();
    removed += copies.iter().filter(|copy| remove(copy).is_ok()).count();
    let mut left = holders(folder, casus);
    left.extend(copies.into_iter().filter(|copy| copy.exists()));
    (removed, left)
}

fn remove(path: &Path) -> io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

/// Every file at or under a path; links are not followed.
fn files_under(path: &Path) -> Vec<PathBuf> {
    let Ok(found) = fs::symlink_metadata(path) else { return Vec::new() };
    if found.is_file() {
        return vec![path.to_path_buf()];
    }
    if !found.is_dir() {
        return Vec::new();
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.flat_map(|entry| files_under(&entry.path())).collect()
}

fn holds(path: &Path, casus: RecordId) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    let mut start = [0; 8];
    if file.read_exact(&mut start).is_err() || !OURS.iter().any(|ours| start.starts_with(ours)) {
        return false;
    }
    let mut bytes = Vec::new();
    // Also of a damaged file: damage can be mended by hand.
    let _ = file.take(KEYS).read_to_end(&mut bytes);
    bytes.windows(casus.0.len()).any(|window| window == casus.0)
}

fn overwrite(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let size = file.metadata()?.len().min(KEYS);
    file.write_all(&vec![0; usize::try_from(size).unwrap_or(0)])?;
    file.sync_all()
}
