//! Where the program's own files are.

use std::fs;
use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};
use sha2::{Digest, Sha256};

use super::local::own_user;
use crate::domain::fault::Fault;
use crate::domain::kluis::{OEFENKLUIS, watermerk};

/// The folders of the program.
#[derive(Debug, Clone)]
pub struct Dirs {
    root: PathBuf,
    data: PathBuf,
    /// The same as `data`, in practice too.
    base: PathBuf,
}

impl Dirs {
    /// The folder given with `--map`, or the ones that the system keeps for programs.
    ///
    /// # Errors
    /// The system names no home folder and none was given.
    pub fn find(given: Option<&Path>) -> Result<Dirs, Fault> {
        match given {
            Some(folder) => Ok(Dirs::of(folder, folder)),
            None => ProjectDirs::from("nl", "", "aandacht")
                .map(|dirs| Dirs::of(dirs.config_dir(), dirs.data_local_dir()))
                .ok_or_else(|| {
                    Fault::internal(
                        "Ik weet niet waar ik mijn bestanden kan vinden.",
                        "Het systeem noemt geen eigen map voor deze gebruiker.",
                        "Geef zelf een map op met --map MAP.",
                    )
                }),
        }
    }

    fn of(root: &Path, data: &Path) -> Dirs {
        Dirs { root: root.to_path_buf(), data: data.to_path_buf(), base: data.to_path_buf() }
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.root.join("instellingen.toml")
    }

    /// The user's own checklists.
    pub fn own_content(&self) -> PathBuf {
        self.root.join("checklists")
    }

    /// The session that goes on.
    pub fn lopend(&self) -> PathBuf {
        self.data.join("loopt.json")
    }

    /// What is kept: on this computer, and not in a profile that travels with the user.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The same folders, with what is kept in those of practice: never where anything real is.
    #[must_use]
    pub fn for_practice(&self) -> Dirs {
        Dirs { data: self.data.join(OEFENKLUIS), ..self.clone() }
    }

    /// The same folders, with what is kept in those of the demonstration, which is thrown away at its end: never where
    /// a trainer keeps what groups did.
    #[must_use]
    pub fn for_demo(&self) -> Dirs {
        Dirs { data: self.data.join("demo").join(OEFENKLUIS), ..self.clone() }
    }

    /// What stands on everything that comes out of these folders; nothing when they are the real ones.
    pub fn watermerk(&self) -> Option<&'static str> {
        watermerk(&self.data)
    }

    /// Where a room view finds the trainer's program, in the order in which they are tried: among what is kept, in
    /// practice too; and because the path of a socket may not be long, in the folders that the system has for what is
    /// gone after a restart, under a name that nobody else's folder gets.
    pub fn zaal(&self) -> Vec<PathBuf> {
        let base = std::path::absolute(&self.base).unwrap_or_else(|_| self.base.clone());
        let mark: String = Sha256::digest(base.as_os_str().as_encoded_bytes())
            .iter()
            .take(4)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let short = format!("aandacht-{}-{mark}", own_user());
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_absolute());
        let elsewhere = runtime.into_iter().chain([std::env::temp_dir()]).map(|folder| folder.join(&short));
        std::iter::once(base.join("zaal")).chain(elsewhere).collect()
    }

    /// Where a saved page goes when the user gives only a name.
    pub fn documents() -> PathBuf {
        let user = UserDirs::new();
        user.as_ref()
            .and_then(|dirs| dirs.document_dir().map(Path::to_path_buf))
            .or_else(|| user.as_ref().map(|dirs| dirs.home_dir().to_path_buf()))
            .unwrap_or_else(|| PathBuf::from("."))
    }
}

/// Names that a service gives its folder. A name is compared without capitals, a number at its end left out: clients
/// number the folders of further accounts.
const NAMES: [(&str, &str); 20] = [
    ("onedrive", "OneDrive"),
    ("onedrive for business", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("mijn drive", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pcloud", "pCloud"),
    ("pclouddrive", "pCloud"),
    ("pcloud drive", "pCloud"),
    ("surfdrive", "SURFdrive"),
    ("proton drive", "Proton Drive"),
    ("protondrive", "Proton Drive"),
    ("synologydrive", "Synology Drive"),
    ("box sync", "Box"),
];

/// Names that are words too. They count only as a service writes them, and right in the user's own folder or drive.
const WORDS: [(&str, &str); 3] = [("Box", "Box"), ("STACK", "STACK"), ("Stack", "STACK")];

/// What a service leaves in the folder that it keeps the same elsewhere. A `.dropbox` that is a folder is something else:
/// it stands in the home of everybody who has Dropbox.
const MARKS: [(&str, Kind, &str); 8] = [
    (".dropbox", Kind::File, "Dropbox"),
    (".dropbox.cache", Kind::Any, "Dropbox"),
    (".stfolder", Kind::Any, "Syncthing"),
    (".tmp.drivedownload", Kind::Any, "Google Drive"),
    (".tmp.driveupload", Kind::Any, "Google Drive"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", Kind::Any, "OneDrive"),
    (".nextcloudsync.log", Kind::File, "Nextcloud"),
    (".owncloudsync.log", Kind::File, "ownCloud"),
];

#[derive(PartialEq)]
enum Kind {
    File,
    Any,
}

/// The cloud service that keeps a folder the same elsewhere, as far as names and marks tell: by the path as it is given,
/// by where it really leads, and by what services leave in the folders above it. The folder need not exist yet.
pub fn looks_synced(path: &Path) -> Option<&'static str> {
    let home = UserDirs::new().map(|dirs| dirs.home_dir().to_path_buf());
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let real = real(&whole);
    [&whole, &real]
        .into_iter()
        .find_map(|path| by_name(path, home.as_deref()))
        .or_else(|| real.ancestors().find_map(by_mark))
}

/// The path with every link in it followed, as far as it exists.
fn real(path: &Path) -> PathBuf {
    path.ancestors()
        .find_map(|there| {
            let real = fs::canonicalize(there).ok()?;
            Some(path.strip_prefix(there).map_or_else(|_| real.clone(), |rest| real.join(rest)))
        })
        .unwrap_or_else(|| path.to_path_buf())
}

fn by_name(path: &Path, home: Option<&Path>) -> Option<&'static str> {
    let whole = path.to_string_lossy();
    // Both kinds of separator, so that it reads a Windows path everywhere.
    let parts: Vec<&str> = whole.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    // Under these stand the names of users, and a user may be called anything.
    let user = parts.iter().position(|part| ["home", "users"].contains(&part.to_lowercase().as_str())).map(|at| at + 1);
    let home = home
        .map(|home| home.components().count().saturating_sub(1))
        .filter(|_| home.is_some_and(|home| path.starts_with(home)));
    parts.iter().enumerate().find_map(|(at, part)| {
        if Some(at) == user {
            return None;
        }
        let own = user.map(|user| user + 1) == Some(at) || home == Some(at) || is_drive(parts.get(at.wrapping_sub(1)));
        let within = |name: &str| at > 0 && parts[at - 1].eq_ignore_ascii_case(name);
        if within("Library") && part.eq_ignore_ascii_case("Mobile Documents") {
            return Some("iCloud Drive");
        }
        // The folder in which macOS keeps what belongs to any such service, as `OneDrive-Organisatie`.
        if within("CloudStorage") && at > 1 && parts[at - 2].eq_ignore_ascii_case("Library") {
            let service = part.split('-').next().unwrap_or_default();
            return Some(named(service).or(word(service)).unwrap_or("een clouddienst"));
        }
        named(part).or_else(|| word(part).filter(|_| own))
    })
}

/// `D:`.
fn is_drive(part: Option<&&str>) -> bool {
    part.is_some_and(|part| part.len() == 2 && part.ends_with(':'))
}

fn word(part: &str) -> Option<&'static str> {
    WORDS.into_iter().find(|(name, _)| *name == part).map(|(_, service)| service)
}

/// By the name itself, or with an account behind it: `OneDrive - Organisatie`, `Dropbox (Organisatie)`.
fn named(part: &str) -> Option<&'static str> {
    let part = part.to_lowercase();
    let bare = part.split(" - ").next().unwrap_or_default();
    let bare = bare.split(" (").next().unwrap_or_default().trim_end_matches(|letter: char| letter.is_ascii_digit());
    NAMES.into_iter().find(|(name, _)| *name == bare.trim_end()).map(|(_, service)| service)
}

fn by_mark(folder: &Path) -> Option<&'static str> {
    let mark = MARKS.into_iter().find(|(name, kind, _)| match kind {
        Kind::File => folder.join(name).is_file(),
        Kind::Any => folder.join(name).exists(),
    });
    match mark {
        Some((_, _, service)) => Some(service),
        None => has_journal(folder).then_some("Nextcloud of ownCloud"),
    }
}

/// The journal of the Nextcloud and ownCloud clients, under whatever brand: `.sync_1a2b3c.db`.
fn has_journal(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let name = name.strip_prefix("._sync_").or_else(|| name.strip_prefix(".sync_"));
            name.is_some_and(|rest| rest.ends_with(".db"))
        })
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::by_name;

    #[test]
    fn a_folder_of_a_service_is_known_by_its_name() {
        for (path, service) in [
            ("/home/anna/OneDrive/aandacht", "OneDrive"),
            ("/home/anna/onedrive", "OneDrive"),
            ("C:\\Users\\anna\\OneDrive - GGZ Voorbeeld\\Documenten\\aandacht", "OneDrive"),
            ("C:\\Users\\anna\\OneDrive for Business\\x", "OneDrive"),
            ("/mnt/c/Users/anna/OneDrive - School/aandacht", "OneDrive"),
            ("/Users/anna/Library/CloudStorage/OneDrive-Organisatie/aandacht", "OneDrive"),
            ("/home/anna/Dropbox/x", "Dropbox"),
            ("D:\\Dropbox (Praktijk)\\x", "Dropbox"),
            ("/Users/anna/Library/CloudStorage/Dropbox/x", "Dropbox"),
            ("/home/anna/Google Drive/x", "Google Drive"),
            ("/home/anna/GoogleDrive/x", "Google Drive"),
            ("/Users/anna/Library/CloudStorage/GoogleDrive-anna@voorbeeld.nl/Mijn Drive/x", "Google Drive"),
            ("G:\\Mijn Drive\\x", "Google Drive"),
            ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud Drive"),
            ("C:\\Users\\anna\\iCloudDrive\\x", "iCloud Drive"),
            ("/home/anna/Nextcloud/x", "Nextcloud"),
            ("/home/anna/Nextcloud2/x", "Nextcloud"),
            ("/home/anna/Documenten/nextcloud/x", "Nextcloud"),
            ("/home/anna/ownCloud - anna@voorbeeld.nl/x", "ownCloud"),
            ("/home/anna/Box/x", "Box"),
            ("/home/anna/Box Sync/x", "Box"),
            ("/Users/anna/Library/CloudStorage/Box-Box/x", "Box"),
            ("C:\\Users\\anna\\Box\\x", "Box"),
            ("/home/anna/pCloudDrive/x", "pCloud"),
            ("P:\\pCloud Drive\\x", "pCloud"),
            ("/home/anna/surfdrive/x", "SURFdrive"),
            ("C:\\Users\\anna\\STACK\\x", "STACK"),
            ("/home/anna/Stack/x", "STACK"),
            ("C:\\Users\\anna\\Proton Drive\\anna\\My files\\x", "Proton Drive"),
            ("/home/anna/SynologyDrive/x", "Synology Drive"),
            ("/Users/anna/Library/CloudStorage/Onbekend-anna/x", "een clouddienst"),
        ] {
            assert_eq!(by_name(Path::new(path), None), Some(service), "{path}");
        }
    }

    #[test]
    fn what_only_resembles_a_service_is_none() {
        for path in [
            "/home/anna/.local/share/aandacht",
            "/home/x/boxen",
            "/home/x/box",
            "/home/x/inbox/aandacht",
            "/home/x/werk/Box/aandacht",
            "/home/x/stack",
            "/home/x/stack-overflow/x",
            "/home/stackers/aandacht",
            "/home/Stack/aandacht",
            "/home/Box/aandacht",
            "/home/dropbox/aandacht",
            "/home/nextcloud/.local/share/aandacht",
            "C:\\Users\\OneDrive\\AppData\\Local\\aandacht",
            "/Users/box/Library/Application Support/nl.aandacht",
            "/srv/stack/aandacht",
            "/home/x/src/nextcloud-client/x",
            "/home/x/dropbox-api/x",
            "/home/x/Dropboxen/x",
            "/home/x/onedrives/x",
            "/home/x/Drive/x",
            "/home/x/Mobile Documents/x",
            "/home/x/CloudStorage/x",
            "/home/x/mijn driveway/x",
            "",
        ] {
            assert_eq!(by_name(Path::new(path), None), None, "{path}");
        }
    }

    #[test]
    fn a_word_counts_in_a_home_that_stands_elsewhere_too() {
        let home = Path::new("/data/profielen/anna");
        assert_eq!(by_name(&home.join("Box/x"), Some(home)), Some("Box"));
        assert_eq!(by_name(&home.join("werk/Box/x"), Some(home)), None);
        assert_eq!(by_name(Path::new("/data/profielen/Box/x"), Some(home)), None);
    }
}
