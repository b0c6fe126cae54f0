//! Salvage: every envelope that is still whole is found in the raw bytes of damaged files, without the engine.
//!
//! An envelope says what it is and where it belongs, and proves it. Of every record the newest complete copy is taken,
//! unless the audit log says that it was removed later. The files are only read; what is found goes into a new vault
//! beside them, and what stood there is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::backend::{MOST_BYTES, Tree};
use super::fault::VaultError;
use super::folder::Folder;
use super::live::Adopted;
use super::rebuild::{Rebuild, lifted};
use super::session::{With, mark, unlock};
use super::vault::audit::{Act, Entry};
use super::vault::parts::{self, PartInfo, Slot};
use super::vault::{BLOCK, Head, Keys, Limits, MAGIC, Position, Secret, audit, open, read_head, sealed_size};
use crate::domain::kluis::{Finding, Moment, Owner, RecordId, Report};

/// Where an envelope lies.
#[derive(Debug, Clone, Copy)]
struct Found {
    file: usize,
    at: usize,
    size: usize,
    owner: Owner,
    info: PartInfo,
}

/// One copy of a record: record, slot, revision, transaction.
type Copy = (RecordId, Slot, u64, [u8; 8]);
/// Its parts, by number.
type Parts = BTreeMap<u16, Found>;

/// Everything that was found in the files.
struct Finds {
    files: Vec<Vec<u8>>,
    copies: BTreeMap<Copy, Parts>,
    /// By number; the same entry is often found more than once.
    audit: BTreeMap<u64, Entry>,
    newest: u64,
    /// The newest head: it knows which import was not finished.
    head: Option<Head>,
}

/// Saves what can be read from a damaged store into a new one, which takes its place.
///
/// # Errors
/// The key file does not open, nothing was found, or the new vault cannot be written; nothing is then changed.
pub fn salvage(folder: &Folder, with: With<'_>, limits: Limits, moment: Moment) -> Result<Report, VaultError> {
    let _lock = folder.lock(moment.local)?;
    let vault = folder.vault();
    if !vault.is_dir() {
        return Err(VaultError::NoVault(folder.root().to_path_buf()));
    }
    let (key_file, unlocked) = unlock(folder, with, limits)?;
    let keys = Keys::new(&key_file, unlocked.again())?;
    // The copies from before a doubtful opening may hold what the engine has wiped since.
    let mut sources = folder.copies_aside();
    sources.push(vault.join("store"));
    let finds = scan(&sources, &keys)?;
    if finds.copies.is_empty() && finds.audit.is_empty() {
        return Err(VaultError::NothingToSalvage);
    }
    let remembered = mark(&vault, &keys)?.map_or(0, |mark| mark.counter);
    let (chosen, incomplete) = finds.chosen();
    let dir = folder.begin_fresh()?;
    let mut fresh = Rebuild::begin(&dir, &key_file, &unlocked, finds.newest.max(remembered), moment)?;
    let mut records = chosen.iter().map(|((id, _, revision, _), parts)| finds.read(&keys, *id, *revision, parts));
    fresh.records(&mut records)?;
    fresh.audit(&mut finds.audit.values().cloned())?;
    let count = fresh.finish(Act::Geborgen)?;
    folder.swap(moment.local)?;
    Ok(report(count, incomplete, finds.newest, remembered))
}

fn report(count: u64, incomplete: u64, newest: u64, remembered: u64) -> Report {
    let mut findings = vec![match count {
        1 => Finding::good("Eén stuk geborgen."),
        count => Finding::good(format!("{count} stukken geborgen.")),
    }];
    if incomplete > 0 {
        findings.push(Finding::wrong(
            format!("Van {incomplete} stukken ontbreekt een deel; die zijn niet geborgen."),
            "Zoek ze in een back-up.",
        ));
    }
    if newest < remembered {
        findings.push(Finding::wrong(
            format!("De laatste {} wijzigingen zijn niet gevonden.", remembered - newest),
            "Kijk na wat u het laatst hebt opgeschreven.",
        ));
    }
    findings.push(Finding::note(
        "Wat er stond, staat er nog: in de map kluis.vervangen met datum en tijd.",
        "Bewaar die map tot u zeker weet dat alles er is.",
    ));
    Report { findings }
}

/// Scans the engine's files in these folders.
fn scan(folders: &[PathBuf], keys: &Keys) -> Result<Finds, VaultError> {
    let mut finds = Finds { files: Vec::new(), copies: BTreeMap::new(), audit: BTreeMap::new(), newest: 0, head: None };
    for folder in folders {
        for path in engine_files(folder) {
            finds.files.push(fs::read(path)?);
            finds.scan_file(keys);
        }
    }
    Ok(finds)
}

fn engine_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = vec![folder.join("db")];
    files.extend(fs::read_dir(folder.join("blobs")).into_iter().flatten().flatten().map(|entry| entry.path()));
    files.retain(|path| path.is_file());
    files
}

impl Finds {
    /// Looks for envelopes in the file that was read last.
    fn scan_file(&mut self, keys: &Keys) {
        let file = self.files.len() - 1;
        let mut at = 0;
        while let Some(next) = self.files[file].get(at..).and_then(position_of_magic) {
            at += next;
            match self.look(keys, file, at) {
                // Nothing else begins inside a whole envelope.
                Some(size) => at += size,
                None => at += 1,
            }
        }
    }

    /// Takes in the envelope at this place; gives its size when it is whole.
    fn look(&mut self, keys: &Keys, file: usize, at: usize) -> Option<usize> {
        let bytes = self.files[file].get(at..)?;
        let position = read_head(bytes).ok()?;
        let (owner, secret) = match position.tree {
            Tree::Entries => keys.owner(position.key_id)?,
            Tree::Audit => (Owner::Shared, &keys.audit),
            Tree::Meta => (Owner::Shared, &keys.head),
        };
        let (size, plain) = whole(secret, &position, bytes)?;
        self.newest = self.newest.max(position.revision);
        match position.tree {
            Tree::Entries => {
                let (slot, number) = Slot::split(position.part);
                let (info, _) = parts::read(&plain)?;
                let copy = (RecordId(position.record), slot, position.revision, info.transaction);
                let found = Found { file, at, size, owner, info };
                self.copies.entry(copy).or_default().insert(number, found);
            }
            Tree::Audit => {
                if let Ok(entry) = serde_json::from_slice(&plain) {
                    self.audit.insert(audit::number(&position.record), entry);
                }
            }
            Tree::Meta => {
                let head = Head::open(secret, &bytes[..size]).ok();
                self.head = self.head.into_iter().chain(head).max_by_key(|head| head.counter);
            }
        }
        Some(size)
    }

    /// Of every record the newest complete copy that was not removed since; and of how many there is no complete one.
    fn chosen(&self) -> (Vec<(&Copy, &Parts)>, u64) {
        let removed = self.removed();
        let (happened, cancelled) = (self.imports(Act::Ingevoerd), self.imports(Act::Opgeruimd));
        let mut chosen: BTreeMap<RecordId, (bool, u64, &Copy, &Parts)> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for (copy, parts) in &self.copies {
            let (id, _, revision, _) = copy;
            let Some(first) = parts.values().next() else { continue };
            // What an import wrote counts when it is known to have ended well. Of one of which nothing is known it
            // counts only where there is nothing else.
            let proven = match first.info.import {
                None => true,
                Some(import) if cancelled.contains(&import) => continue,
                Some(import) => happened.contains(&import),
            };
            seen.insert(*id);
            let complete = parts.keys().copied().eq(0..first.info.parts);
            let better = chosen.get(id).is_none_or(|(known, at, ..)| (*known, *at) < (proven, *revision));
            if complete && better {
                chosen.insert(*id, (proven, *revision, copy, parts));
            }
        }
        let incomplete = (seen.len() - chosen.len()) as u64;
        chosen.retain(|id, (_, revision, _, parts)| {
            let tombstone = parts.values().any(|found| found.info.tombstone);
            !tombstone && removed.get(id).is_none_or(|at| at < revision)
        });
        (chosen.into_values().map(|(_, _, copy, parts)| (copy, parts)).collect(), incomplete)
    }

    /// The imports of which the audit log says this; the newest head knows of one that was not ended.
    fn imports(&self, act: Act) -> BTreeSet<[u8; 16]> {
        let entries = self.audit.values().filter(|entry| entry.daad == act);
        let mut found: BTreeSet<[u8; 16]> =
            entries.flat_map(|entry| &entry.ids).filter_map(|id| RecordId::from_hex(id)).map(|id| id.0).collect();
        if act == Act::Opgeruimd {
            found.extend(self.head.and_then(|head| head.import));
        }
        found
    }

    /// The transaction in which a record was removed, as far as the audit log was found.
    fn removed(&self) -> BTreeMap<RecordId, u64> {
        let mut removed = BTreeMap::new();
        for entry in self.audit.values().filter(|entry| entry.daad == Act::Verwijderd) {
            for id in entry.ids.iter().filter_map(|id| RecordId::from_hex(id)) {
                let at = removed.entry(id).or_insert(0);
                *at = entry.teller.max(*at);
            }
        }
        removed
    }

    /// The record of a complete copy.
    fn read(&self, keys: &Keys, id: RecordId, revision: u64, parts: &Parts) -> Result<Adopted, VaultError> {
        let mut bytes = Zeroizing::new(Vec::new());
        let mut owner = Owner::Shared;
        for found in parts.values() {
            let sealed = &self.files[found.file][found.at..found.at + found.size];
            let position = read_head(sealed).map_err(|_| VaultError::NothingToSalvage)?;
            let (_, secret) = keys.of(found.owner).ok_or(VaultError::NoCasus)?;
            let (_, plain) =
                open(secret, Tree::Entries, id.0, position.part, sealed).map_err(|_| VaultError::NothingToSalvage)?;
            if let Some((_, piece)) = parts::read(&plain) {
                bytes.extend_from_slice(piece);
            }
            owner = found.owner;
        }
        Ok(Adopted { id, owner, revision, bytes: lifted(bytes) })
    }
}

fn position_of_magic(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    // The first byte is rare: only there the rest is compared.
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == MAGIC[0]) {
        if bytes[from + at..].starts_with(&MAGIC) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

/// The envelope that begins here, whose length is written nowhere: it is the one with which it opens. Where the next
/// one begins is the best guess.
fn whole(secret: &Secret, position: &Position, bytes: &[u8]) -> Option<(usize, Zeroizing<Vec<u8>>)> {
    let most = bytes.len().min(MOST_BYTES);
    let until = position_of_magic(&bytes[MAGIC.len()..most]).map_or(most, |next| next + MAGIC.len());
    let sizes = (0..).map(|blocks| sealed_size(blocks * BLOCK)).take_while(|size| *size <= until);
    let sizes: Vec<usize> = sizes.collect();
    sizes.into_iter().rev().find_map(|size| {
        let (_, plain) = open(secret, position.tree, position.record, position.part, &bytes[..size]).ok()?;
        Some((size, plain))
    })
}
