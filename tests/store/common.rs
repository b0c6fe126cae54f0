//! A vault in a folder of its own, with a password that costs next to nothing.

use std::path::PathBuf;

use aandacht::domain::kluis::{Batch, Favoriet, FavorietSoort, Moment, Record};
use aandacht::store::session::{self, Session, Welcome, With};
use aandacht::store::vault::{Cost, Limits, RecoveryKey};
use aandacht::store::{Folder, VaultError};
use jiff::Timestamp;
use jiff::civil::date;

pub const PASSWORD: &str = "vier losse woorden samen";

/// Some moment, this many seconds after a fixed one.
pub fn moment(seconds: i64) -> Moment {
    let stamp = Timestamp::new(1_795_000_000 + seconds, 0).unwrap();
    let local = date(2026, 11, 22).at(9, 0, 0, 0).checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap();
    Moment { stamp, local }
}

/// A folder with a vault in it, made with the cheapest password there is.
pub struct Place {
    dir: tempfile::TempDir,
    pub folder: Folder,
    pub sheet: String,
}

impl Place {
    /// A fresh vault, still open.
    pub fn open_new() -> (Place, Welcome) {
        Place::made(tempfile::tempdir().unwrap())
    }

    /// The same on another disk.
    pub fn open_new_in(disk: &std::path::Path) -> (Place, Welcome) {
        Place::made(tempfile::tempdir_in(disk).unwrap())
    }

    fn made(dir: tempfile::TempDir) -> (Place, Welcome) {
        let folder = Folder::new(&dir.path().join("data"), 4711);
        let (welcome, recovery) = session::create(&folder, PASSWORD, Cost::for_tests(), moment(0)).unwrap();
        let sheet = sheet(&recovery);
        (Place { dir, folder, sheet }, welcome)
    }

    pub fn store(&self) -> PathBuf {
        self.folder.vault().join("store")
    }

    /// Room beside the vault.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn open(&self) -> Welcome {
        self.try_open().unwrap_or_else(|error| panic!("{error:?}"))
    }

    pub fn try_open(&self) -> Result<Welcome, VaultError> {
        session::open(&self.folder, With::Password(PASSWORD), Limits::TESTS, moment(10))
    }
}

pub fn sheet(recovery: &RecoveryKey) -> String {
    recovery.sheet().to_string()
}

/// A batch with one favourite of this name.
pub fn favourite(name: &str) -> Batch {
    let favoriet = Favoriet::new(FavorietSoort::Naslag, name);
    Batch::put(favoriet.key(), favoriet)
}

pub fn commit(session: &mut Session, batch: &Batch) {
    session.commit(batch, moment(20)).unwrap_or_else(|error| panic!("{error:?}"));
}

/// The names of the favourites in a model, sorted.
pub fn favourites(model: &aandacht::domain::kluis::Model) -> Vec<String> {
    let mut names: Vec<String> = model.all::<Favoriet>().map(|(_, favoriet)| favoriet.id.clone()).collect();
    names.sort();
    names
}

/// Every record of a model, to be compared.
pub fn records(model: &aandacht::domain::kluis::Model) -> Vec<(String, Vec<u8>)> {
    let bytes = |record: &Record| record.to_bytes().unwrap();
    model.records().map(|(id, stored)| (id.to_string(), bytes(&stored.record))).collect()
}

/// A disk of 90 MB of its own, where somebody may make one (root on Linux); without it nothing can be tested.
pub struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    pub fn mount() -> Option<SmallDisk> {
        let dir = tempfile::tempdir().unwrap();
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=90m", "tmpfs"]).arg(dir.path()).stderr(std::process::Stdio::null());
        if mount.status().is_ok_and(|status| status.success()) {
            return Some(SmallDisk(dir));
        }
        println!("not tested: nobody may make a small disk here");
        None
    }

    pub fn path(&self) -> &std::path::Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // The folder itself goes with its TempDir; a busy one stays until the machine does.
        let _ = std::process::Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}
