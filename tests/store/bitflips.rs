//! A backup in which any bit is changed is no backup; and which backups the rotation keeps.

use std::fs;
use std::path::{Path, PathBuf};

use aandacht::domain::kluis::{Backup, Batch, Owner};
use aandacht::store::backup::{self, Contents};
use aandacht::store::session::{self, With};
use aandacht::store::vault::Limits;
use aandacht::store::{Folder, VaultError};
use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use super::common::{PASSWORD, moment};
use super::images::{Book, below, fresh, open, put, record, scratch};

/// A vault with a few records, closed, and a backup of it.
fn backed_up(dir: &Path) -> (Folder, Book, Vec<u8>) {
    let (folder, welcome, _) = fresh(dir);
    let mut session = welcome.session;
    let mut book = Book::default();
    for n in 0..3 {
        let changes = vec![put(n, Owner::Shared, record(n as u64, 100))];
        book.commit(&mut session, &Batch { changes });
    }
    let made = session.back_up(moment(30)).unwrap();
    session.close().unwrap();
    (folder, book, fs::read(made.file).unwrap())
}

fn read(path: &Path) -> Result<Contents, VaultError> {
    backup::read(path, |keys| With::Password(PASSWORD).unlock(keys, Limits::TESTS))
}

/// Reads changed bytes as a backup; they must be refused, with words.
fn refused(path: &Path, bytes: &[u8], what: &str) {
    fs::write(path, bytes).unwrap();
    match read(path) {
        Ok(_) => panic!("{what} is not noticed"),
        Err(error) => {
            let fault = error.to_fault();
            assert!(!fault.wat.is_empty() && !fault.waarom.is_empty() && !fault.advies.is_empty(), "{what}");
        }
    }
}

#[test]
fn any_flipped_bit_of_a_backup_is_noticed() {
    let dir = scratch();
    let (_, book, bytes) = backed_up(dir.path());
    let path = dir.path().join("een.kluis");
    fs::write(&path, &bytes).unwrap();
    assert!(book.holds(&read(&path).unwrap()));
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            refused(&path, &changed, &format!("bit {bit} of byte {at}"));
        }
    }
    println!("{} bits of a backup flipped, each noticed", bytes.len() * 8);
}

#[test]
fn a_backup_that_was_cut_or_added_to_is_noticed() {
    let dir = scratch();
    let (_, _, bytes) = backed_up(dir.path());
    let path = dir.path().join("een.kluis");
    for length in 0..bytes.len() {
        refused(&path, &bytes[..length], &format!("a cut at {length}"));
    }
    for more in [&b"\0"[..], b"x", &[0; 16], &[0; 4096], &bytes[..100], &bytes[bytes.len() - 300..], &bytes] {
        let longer = [bytes.as_slice(), more].concat();
        refused(&path, &longer, &format!("{} bytes more", more.len()));
    }
    for seed in 0..200 {
        let (from, size) = (below(seed, bytes.len() - 64), 1 + below(seed ^ 1, 64));
        let mut without = bytes.clone();
        without.drain(from..from + size);
        refused(&path, &without, &format!("{size} bytes taken out at {from}"));
        let mut twice = bytes.clone();
        let piece = bytes[from..from + size].to_vec();
        twice.splice(from..from, piece);
        refused(&path, &twice, &format!("{size} bytes doubled at {from}"));
    }
}

#[test]
fn two_backups_of_one_vault_cannot_be_mixed() {
    let dir = scratch();
    let (folder, _, one) = backed_up(dir.path());
    let mut session = open(&folder).unwrap().session;
    let other = fs::read(session.back_up(moment(4_000)).unwrap().file).unwrap();
    session.close().unwrap();
    let path = dir.path().join("een.kluis");
    let length = one.len().min(other.len());
    for at in (1..length).step_by(97).chain([41, 45, length - 1]) {
        for (front, back) in [(&one, &other), (&other, &one)] {
            let mixed = [&front[..at], &back[at..]].concat();
            if mixed != one && mixed != other {
                refused(&path, &mixed, &format!("half of each, from {at}"));
            }
        }
    }
}

#[test]
fn putting_back_a_damaged_backup_leaves_the_vault_as_it_was() {
    let dir = scratch();
    let (folder, book, bytes) = backed_up(dir.path());
    let path = dir.path().join("een.kluis");
    let before = names_and_bytes(&folder);
    for seed in 0..24 {
        let mut changed = bytes.clone();
        match seed % 3 {
            0 => changed[below(seed, bytes.len())] ^= 1 << (seed % 8),
            1 => changed.truncate(below(seed, bytes.len())),
            _ => changed.extend_from_slice(&bytes[below(seed, bytes.len())..]),
        }
        if changed == bytes {
            continue;
        }
        fs::write(&path, changed).unwrap();
        let with = With::Password(PASSWORD);
        assert!(session::restore(&folder, &path, with, Limits::TESTS, moment(50)).is_err(), "{seed}");
        assert!(names_and_bytes(&folder) == before, "{seed}: something was touched");
    }
    assert!(open(&folder).unwrap().model == book.model);
}

/// Everything in the folder but the lock.
fn names_and_bytes(folder: &Folder) -> Vec<(PathBuf, Vec<u8>)> {
    let files = super::images::files_under(folder.root()).into_iter();
    let files = files.filter(|path| path.file_name().is_some_and(|name| name != "aandacht.lock"));
    files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

// --- rotation --------------------------------------------------------------------------------------------------------

fn at(made: DateTime, n: usize) -> Backup {
    Backup { file: format!("{n}").into(), made, bytes: 1 }
}

/// What is left when a backup is made at each of these moments and the rotation runs after every one.
fn kept_after(moments: &[DateTime]) -> Vec<Backup> {
    let mut kept: Vec<Backup> = Vec::new();
    for (n, now) in moments.iter().enumerate() {
        kept.push(at(*now, n));
        kept.sort_by(|one, other| (other.made, &other.file).cmp(&(one.made, &one.file)));
        let newest = kept[0].file.clone();
        let gone = backup::superfluous(&kept, *now);
        assert!(!gone.contains(&newest), "the newest always stays");
        kept.retain(|backup| !gone.contains(&backup.file));
    }
    kept
}

fn week(moment: DateTime) -> (i16, i8) {
    (moment.date().iso_week_date().year(), moment.date().iso_week_date().week())
}

/// The newest of every group, of the `most` newest groups.
fn newest_of<G: PartialEq>(moments: &[DateTime], most: usize, group: impl Fn(DateTime) -> G) -> Vec<DateTime> {
    let mut sorted = moments.to_vec();
    sorted.sort();
    let mut groups: Vec<G> = Vec::new();
    let mut newest = Vec::new();
    for moment in sorted.into_iter().rev() {
        if !groups.contains(&group(moment)) && groups.len() < most {
            groups.push(group(moment));
            newest.push(moment);
        }
    }
    newest
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_rotation_keeps_the_newest_of_seven_days_and_four_weeks(hours in prop::collection::vec(0_i64..60, 1..150)) {
        let mut now = date(2026, 1, 1).at(9, 0, 0, 0);
        let moments: Vec<DateTime> = hours
            .iter()
            .map(|hours| {
                now = now.checked_add(hours.hours().minutes(7)).unwrap();
                now
            })
            .collect();
        let kept = kept_after(&moments);
        let stays = |moment: &DateTime| kept.iter().any(|backup| backup.made == *moment);
        prop_assert!(newest_of(&moments, 7, DateTime::date).iter().all(stays));
        prop_assert!(newest_of(&moments, 4, week).iter().all(stays));
        let today = moments.iter().filter(|moment| moment.date() == now.date());
        prop_assert!(today.clone().all(stays), "all of today are kept until tomorrow");
        prop_assert!(kept.len() <= 7 + 4 + today.count(), "{} kept", kept.len());
    }

    #[test]
    fn a_clock_that_jumps_never_costs_the_newest(jumps in prop::collection::vec(-2_000_i64..2_000, 1..60)) {
        let start = date(2026, 6, 1).at(9, 0, 0, 0);
        let moments: Vec<DateTime> = jumps.iter().map(|hours| start.checked_add(hours.hours()).unwrap()).collect();
        let kept = kept_after(&moments);
        let latest = moments.iter().max().unwrap();
        prop_assert!(kept.iter().any(|backup| backup.made == *latest));
    }
}

#[test]
fn a_year_of_backups_every_hour_is_a_dozen_files() {
    let moments: Vec<DateTime> = (0..365 * 9)
        .map(|n| date(2026, 1, 1).at(8, 0, 0, 0).checked_add((n / 9 * 24 + n % 9).hours()).unwrap())
        .collect();
    let kept = kept_after(&moments);
    assert!((10..=20).contains(&kept.len()), "{}", kept.len());
    assert!(kept.windows(2).all(|pair| pair[0].made > pair[1].made));
}
