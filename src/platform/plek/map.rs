//! A plain folder: on this computer, on a network drive, or one that a program keeps the same on several computers.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::{Gehaald, MEEST_NAMEN, Merk, Naam, Opslagplaats, Zet, geen_naam, is_naam, te_groot, te_veel};
use crate::domain::canoniek;
use crate::domain::fault::Fault;
use crate::domain::gesprek::sentence;
use crate::platform::files;

/// The file on which writers wait for each other. It stays and is empty.
const SLOT: &str = ".netwerk-slot";
/// What the name of a file that is being written ends with.
const NIEUW: &str = ".nieuw";
/// So long a writer waits for another one. Writing takes seconds; who takes longer has stopped.
const WACHT: Duration = Duration::from_secs(20);
/// A file that is still being written after this was left by a program that stopped.
const BLIJFT_LIGGEN: Duration = Duration::from_secs(24 * 60 * 60);
/// The largest file that is read to compare it with what is expected, in bytes: only the index is ever replaced.
const MEEST_VERGELEKEN: u64 = 16 * 1024 * 1024;

/// A plain folder.
///
/// What it promises, and where:
///
/// - On one computer a replacement is conditional for all programs: writers hold a lock of the system on `.netwerk-slot`,
///   which ends by itself when a program stops, and a file appears under its name in one step.
/// - On a network drive the same, as far as the server passes locks on. SMB and NFS 4 do. Where they do not, a new name
///   still appears in one step where the server knows hard links, and two people who replace the index in the same fraction
///   of a second can both be told that they won. Their versions are files of their own, so neither is lost.
/// - In a folder that OneDrive, Dropbox or the like keep the same on several computers **nothing can be conditional**: each
///   computer has its own copy, and both writers win on theirs. Both versions then come to stand beside each other, and
///   perhaps a conflicted copy of the index. Whoever reads finds two newest versions and is told so. Such a folder
///   can also bring a file before its signature: until that comes, the file counts as not signed.
#[derive(Debug, Clone)]
pub struct Map {
    pad: PathBuf,
}

impl Map {
    /// The folder at a path.
    ///
    /// # Errors
    /// There is none.
    pub fn new(pad: &Path) -> Result<Map, Fault> {
        if pad.is_dir() {
            return Ok(Map { pad: pad.to_path_buf() });
        }
        Err(Fault::input(
            "Deze map is er niet.",
            "Er staat niets, of iets anders dan een map. Misschien is de netwerkschijf niet verbonden.",
            "Kijk of het pad klopt en of de schijf verbonden is.",
        )
        .at(pad.display().to_string()))
    }

    fn place(&self, naam: &str) -> Result<PathBuf, Fault> {
        if is_naam(naam) { Ok(self.pad.join(naam)) } else { Err(geen_naam(&self.waar())) }
    }

    fn not_written(&self, error: &io::Error) -> Fault {
        Fault::input(
            "In deze map kan ik niet schrijven.",
            format!("{}.", sentence(&files::dutch(error))),
            "Vraag of u in de map mag schrijven, of maak ruimte op de schijf.",
        )
        .at(self.waar())
    }

    /// Waits until no other program writes here. Nothing when this disk knows no locks.
    fn slot(&self) -> Result<Option<File>, Fault> {
        let path = self.pad.join(SLOT);
        // Only what is made here gets its rights: a link that somebody put there could lead to any file of the user.
        let made = OpenOptions::new().read(true).write(true).create_new(true).open(&path);
        let opened = made.inspect(|file| for_everyone(file, 0o666)).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenOptions::new().read(true).write(true).open(&path),
            _ => Err(error),
        });
        // Made by somebody else, who let others only read it: a lock asks no more.
        let file = opened.or_else(|error| File::open(&path).map_err(|_| error)).map_err(|e| self.not_written(&e))?;
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(file)),
                Err(TryLockError::WouldBlock) if since.elapsed() < WACHT => thread::sleep(Duration::from_millis(10)),
                Err(TryLockError::WouldBlock) => {
                    return Err(Fault::input(
                        "Iemand anders schrijft nu in deze map.",
                        format!("Dat duurt al langer dan {} seconden.", WACHT.as_secs()),
                        "Probeer het over een paar minuten opnieuw.",
                    )
                    .at(self.waar()));
                }
                Err(TryLockError::Error(_)) => return Ok(None),
            }
        }
    }

    /// The state of what stands at a path; `None` when nothing does.
    fn state(&self, path: &Path) -> Result<Option<Merk>, Fault> {
        match lees(path, MEEST_VERGELEKEN) {
            Ok(Gehaald::Niets) => Ok(None),
            Ok(Gehaald::Bestand(_, merk)) => Ok(Some(merk)),
            // Something that cannot be what anybody expects.
            Ok(Gehaald::Niet(_)) => Ok(Some(Merk::van(b"?"))),
            Err(error) => Err(self.not_written(&error)),
        }
    }

    /// Writes a whole file under a name that nobody reads.
    fn aside(&self, naam: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|_| io::Error::other("no randomness"))?;
        let path = self.pad.join(format!(".{naam}.{}{NIEUW}", canoniek::hex(&random)));
        let write = || -> io::Result<()> {
            let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
            // Colleagues read it: who may come into the folder decides who they are.
            for_everyone(&file, 0o644);
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().inspect_err(|_| drop(fs::remove_file(&path)))?;
        Ok(path)
    }

    /// Takes away what programs left that stopped while they were writing.
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.pad) else { return };
        for entry in entries.flatten().take(MEEST_NAMEN) {
            let ours =
                entry.file_name().to_str().is_some_and(|name| name.starts_with(".netwerk-") && name.ends_with(NIEUW));
            let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
            if ours && age().is_some_and(|age| age > BLIJFT_LIGGEN) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl Opslagplaats for Map {
    fn waar(&self) -> String {
        self.pad.display().to_string()
    }

    fn lijst(&self) -> Result<Vec<Naam>, Fault> {
        let fault = |error: &io::Error| {
            Fault::input(
                "Deze map kan ik niet lezen.",
                format!("{}.", sentence(&files::dutch(error))),
                "Kijk of de schijf verbonden is en of u in de map mag lezen.",
            )
            .at(self.waar())
        };
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.pad).map_err(|error| fault(&error))? {
            let entry = entry.map_err(|error| fault(&error))?;
            let Some(naam) = entry.file_name().to_str().filter(|naam| is_naam(naam)).map(str::to_owned) else {
                continue;
            };
            // Through a link: what it points at is what is read.
            let Some(meta) = fs::metadata(entry.path()).ok().filter(fs::Metadata::is_file) else { continue };
            found.push(Naam { naam, grootte: Some(meta.len()) });
            if found.len() > MEEST_NAMEN {
                return Err(te_veel(&self.waar()));
            }
        }
        Ok(found)
    }

    fn haal(&self, naam: &str, meest: u64) -> Result<Gehaald, Fault> {
        let path = self.place(naam)?;
        Ok(lees(&path, meest).unwrap_or_else(|error| Gehaald::Niet(format!("{}.", sentence(&files::dutch(&error))))))
    }

    fn zet_als_ongewijzigd(&self, naam: &str, bytes: &[u8], verwacht: Option<&Merk>) -> Result<Zet, Fault> {
        let path = self.place(naam)?;
        let _slot = self.slot()?;
        self.sweep();
        if self.state(&path)?.as_ref() != verwacht {
            return Ok(Zet::Botsing);
        }
        let fresh = self.aside(naam, bytes).map_err(|error| self.not_written(&error))?;
        let put = if verwacht.is_none() { appear(&fresh, &path) } else { fs::rename(&fresh, &path) };
        if let Err(error) = put {
            let _ = fs::remove_file(&fresh);
            if error.kind() == io::ErrorKind::AlreadyExists {
                return Ok(Zet::Botsing);
            }
            return Err(self.not_written(&error));
        }
        // The name itself as well, where the system can; a network drive may not.
        #[cfg(unix)]
        let _ = File::open(&self.pad).and_then(|folder| folder.sync_all());
        Ok(Zet::Gezet(Merk::van(bytes)))
    }

    fn haal_weg(&self, naam: &str, verwacht: &Merk) -> Result<(), Fault> {
        let path = self.place(naam)?;
        let _slot = self.slot()?;
        // Compared without a limit: what is taken away is what the program itself wrote.
        let same = matches!(lees(&path, u64::MAX - 1), Ok(Gehaald::Bestand(_, merk)) if merk == *verwacht);
        if same { fs::remove_file(&path).map_err(|error| self.not_written(&error)) } else { Ok(()) }
    }
}

/// Gives a file a name that nothing has yet, in one step. A link fails when the name is taken, also when nobody held the
/// lock; not every disk knows links.
fn appear(fresh: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(fresh, path) {
        Ok(()) => {
            let _ = fs::remove_file(fresh);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if path.exists() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(fresh, path),
    }
}

fn lees(path: &Path, meest: u64) -> io::Result<Gehaald> {
    // Looked at before it is opened: opening a pipe waits until somebody writes into it.
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Gehaald::Niets),
        Ok(meta) if !meta.is_file() => {
            return Ok(Gehaald::Niet("Het is een map of iets anders dan een bestand.".to_owned()));
        }
        _ => {}
    }
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Gehaald::Niets),
        other => other?,
    };
    let meta = file.metadata()?;
    if meta.len() > meest {
        return Ok(Gehaald::Niet(te_groot(meest)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
    // It may grow while it is read.
    file.take(meest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > meest {
        return Ok(Gehaald::Niet(te_groot(meest)));
    }
    let merk = Merk::van(&bytes);
    Ok(Gehaald::Bestand(bytes, merk))
}

/// Lets others read a file, as the folder lets them in; the program itself makes files for its user alone.
#[cfg(unix)]
fn for_everyone(file: &File, mode: u32) {
    use std::os::unix::fs::PermissionsExt;

    // A disk without such rights, or a file of somebody else: then it is as it is.
    let _ = file.set_permissions(fs::Permissions::from_mode(mode));
}

/// On Windows a file gets the rights of its folder.
#[cfg(not(unix))]
fn for_everyone(_file: &File, _mode: u32) {}
