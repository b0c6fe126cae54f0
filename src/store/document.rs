//! Documents that are sealed on their own: each in one file that opens without a store, with what opens the vault at the
//! moment of writing. The key of the file is made for this file, and the key of no casus is in it: it opens long after
//! the casus was destroyed, and brings nothing else back.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use zeroize::Zeroizing;

use super::StoreError;
use super::backup::{Item, Kind, Writer, open_stream, stream_fault};
use super::fault::VaultError;
use super::folder::write_whole;
use super::session::Session;
use super::vault::{KeyFile, Unlocked};
use crate::domain::kluis::{Batch, Change, Key, Moment, Owner, is_oefening};

/// What a sealed document says of itself, once it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// What kind of document.
    pub soort: Sort,
    /// Its name.
    pub naam: String,
    /// When it was sealed.
    pub gemaakt: Timestamp,
    /// Version of the program that sealed it.
    pub programma: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Whether it comes out of a vault for practice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub oefening: bool,
}

/// What kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// One that the user made.
    Document,
    /// Changes that could not be stored, as JSON lines.
    Noodbestand,
}

/// Whether a file says that it is a sealed document. Only opening it tells whether that is true.
///
/// # Errors
/// It cannot be read, or is no file of ours.
pub fn is_document(path: &Path) -> Result<bool, VaultError> {
    Ok(open_stream(path)?.kind() == Kind::Document)
}

/// Opens a sealed document. `unlock` opens its key slots.
///
/// # Errors
/// It is no document, was changed, is not whole, or does not open.
pub fn open(
    path: &Path,
    unlock: impl FnOnce(&KeyFile) -> Result<Unlocked, VaultError>,
) -> Result<(Cover, Zeroizing<Vec<u8>>), VaultError> {
    let damaged = || VaultError::DamagedDocument(path.to_path_buf());
    let fault = |error| match stream_fault(error, path) {
        VaultError::DamagedBackup(path) => VaultError::DamagedDocument(path),
        other => other,
    };
    let stream = open_stream(path)?;
    if stream.kind() != Kind::Document {
        return Err(VaultError::NotADocument(path.to_path_buf()));
    }
    let unlocked = unlock(stream.key_file())?;
    stream.key_file().check(&unlocked).map_err(|_| damaged())?;
    let mut reader = stream.open(&unlocked);
    let Some(Item::Manifest(json)) = reader.next_item().map_err(fault)? else { return Err(damaged()) };
    let cover: Cover = serde_json::from_slice(&json).map_err(|_| damaged())?;
    // The cover is authentic, but the room is only taken as it is filled. Growing leaves copies behind; few, this way.
    let room = usize::try_from(cover.bytes).unwrap_or(0).min(64 * 1024 * 1024);
    let mut document = Zeroizing::new(Vec::with_capacity(room));
    while reader.next_piece(&mut document).map_err(fault)? {}
    if document.len() as u64 == cover.bytes { Ok((cover, document)) } else { Err(damaged()) }
}

/// Writes an opened document to a file for the user alone; never over another.
///
/// # Errors
/// Something stands there, or it cannot be written.
pub fn write_out(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let write = |mut file: File| {
        file.write_all(bytes)?;
        Ok(file)
    };
    write_whole(path, write, |_| Ok(()))
}

/// Where an opened document goes when nobody says where: beside the file that it came out of, under its own name.
pub fn place_beside(path: &Path, cover: &Cover) -> PathBuf {
    // Only a name: a document must not choose a folder, nor hide itself.
    let name = Path::new(&cover.naam).file_name().map(|name| name.to_string_lossy().trim_start_matches('.').to_owned());
    path.with_file_name(name.filter(|name| !name.is_empty()).unwrap_or_else(|| "document".to_owned()))
}

impl Session {
    /// Seals a document in a file of its own, and opens it again to see that it is whole. Also when the store cannot be
    /// written any more.
    ///
    /// # Errors
    /// Something stands there, or it cannot be written or does not read back.
    pub fn seal(&self, path: &Path, name: &str, bytes: &[u8], moment: Moment) -> Result<(), VaultError> {
        self.seal_as(Sort::Document, path, name, bytes, moment)
    }

    /// Seals changes that could not be stored in a file of their own (guard G11).
    ///
    /// # Errors
    /// As [`Session::seal`].
    pub fn seal_batch(&self, path: &Path, batch: &Batch, moment: Moment) -> Result<(), VaultError> {
        self.seal_as(Sort::Noodbestand, path, "noodbestand.jsonl", &lines(batch)?, moment)
    }

    fn seal_as(&self, soort: Sort, path: &Path, name: &str, bytes: &[u8], moment: Moment) -> Result<(), VaultError> {
        let (key_file, unlocked) = self.key_slots();
        let slots = key_file.without_cases(unlocked);
        let cover = Cover {
            soort,
            naam: name.to_owned(),
            gemaakt: moment.stamp,
            programma: env!("CARGO_PKG_VERSION").to_owned(),
            bytes: bytes.len() as u64,
            oefening: is_oefening(self.folder().root()),
        };
        let json = serde_json::to_vec(&cover).map_err(|_| StoreError::Engine("cover".to_owned()))?;
        let write = |file: File| {
            let mut out = Writer::begin(Kind::Document, BufWriter::new(file), &slots, unlocked)?;
            out.item(&Item::Manifest(json))?;
            out.pieces(bytes)?;
            Ok(out.finish()?.into_inner().map_err(|error| StoreError::Io(error.into_error()))?)
        };
        let check = |unfinished: &Path| {
            let (found, document) = open(unfinished, |_| Ok(unlocked.again()))?;
            let same = found == cover && *document == bytes;
            if same { Ok(()) } else { Err(VaultError::DamagedDocument(path.to_path_buf())) }
        };
        write_whole(path, write, check)
    }
}

/// Changes as JSON, one a line, as they can be read by a person.
fn lines(batch: &Batch) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut out = Zeroizing::new(Vec::new());
    for change in &batch.changes {
        let line = match change {
            Change::Put { key, owner, record } => {
                let bytes = Zeroizing::new(record.to_bytes().map_err(VaultError::Record)?);
                let record: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
                let casus = match owner {
                    Owner::Shared => None,
                    Owner::Casus(id) => Some(id.to_string()),
                    Owner::Fresh => Some("nieuw".to_owned()),
                };
                json!({ "sleutel": word(key), "casus": casus, "record": record })
            }
            Change::Delete(key) => json!({ "verwijderd": word(key) }),
        };
        out.extend_from_slice(line.to_string().as_bytes());
        out.push(b'\n');
    }
    Ok(out)
}

fn word(key: &Key) -> String {
    match key {
        Key::New => "nieuw".to_owned(),
        Key::Id(id) => id.to_string(),
        Key::Named(name) => name.clone(),
        Key::Casus => "casus".to_owned(),
    }
}
