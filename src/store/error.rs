//! What can go wrong in the store, for the log; the user reads the [`Fault`] it becomes.

use std::io;
use std::path::PathBuf;

use crate::domain::fault::Fault;

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system refuses to read or write.
    #[error("i/o: {0}")]
    Io(#[from] io::Error),
    /// The engine cannot make sense of its own files.
    #[error("engine: {0}")]
    Engine(String),
    /// A sealed value is larger than the engine keeps safely.
    #[error("value of {size} bytes, at most {most}")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The most that is kept, in bytes.
        most: usize,
    },
    /// An earlier write failed with an unknown outcome; nothing more is done on this handle.
    #[error("handle is poisoned by an earlier failed write")]
    Poisoned,
    /// Too little room on the disk to open safely.
    #[error("{free} bytes free in {dir}, {needed} needed")]
    NoRoom {
        /// The folder.
        dir: PathBuf,
        /// Free bytes.
        free: u64,
        /// Bytes needed.
        needed: u64,
    },
    /// The system has no randomness to give; no key or nonce can be made.
    #[error("no randomness")]
    NoRandomness,
    /// A file stands where the folder should be.
    #[error("{0} is not a directory")]
    NotADirectory(PathBuf),
    /// Another instance has the store open.
    #[error("locked by process {pid}")]
    Locked {
        /// Its process id, as it wrote it.
        pid: String,
        /// When it started, as it wrote it.
        since: String,
    },
}

impl StoreError {
    /// The same in the user's language.
    pub fn to_fault(&self) -> Fault {
        match self {
            StoreError::Io(error) => {
                Fault::store("De opslag kan niet lezen of schrijven.", reason(error), advice(error))
            }
            StoreError::Engine(_) => Fault::store(
                "De opslag is beschadigd.",
                "De bestanden van de opslag kloppen niet meer.",
                "Verander niets aan de map. Zet de laatste back-up terug.",
            ),
            StoreError::TooLarge { size, most } => Fault::store(
                "Deze tekst is te groot om in één keer te bewaren.",
                format!("{size} bytes, hoogstens {most}."),
                "Verdeel de tekst over meer notities.",
            ),
            StoreError::Poisoned => Fault::store(
                "Er is niet opgeslagen.",
                "Een eerdere keer opslaan mislukte; ik weet niet zeker wat er toen op de schijf kwam.",
                "Sluit en open de kluis opnieuw; uw tekst staat nog op het scherm.",
            ),
            StoreError::NoRoom { dir, free, needed } => Fault::store(
                "De schijf is bijna vol.",
                format!("Er is {} MB vrij en {} MB nodig.", free / 1_048_576, needed / 1_048_576),
                "Maak ruimte vrij en open de kluis opnieuw.",
            )
            .at(dir.display().to_string()),
            StoreError::NoRandomness => Fault::store(
                "Er is niets versleuteld of opgeslagen.",
                "Het systeem geeft geen willekeurige getallen, en zonder die is een sleutel niet veilig.",
                "Start de computer opnieuw op en probeer het opnieuw. De opslag zelf is niet beschadigd.",
            ),
            StoreError::NotADirectory(path) => Fault::store(
                "De kluis kan hier niet staan.",
                "Op deze plek staat een bestand en geen map.",
                "Geef het bestand een andere naam, of kies een andere map met --map.",
            )
            .at(path.display().to_string()),
            StoreError::Locked { pid, since } => Fault::store(
                format!("Aandacht is al geopend (proces {pid}, sinds {since})."),
                "De kluis kan maar één keer tegelijk open zijn.",
                "Sluit dat venster eerst.",
            ),
        }
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Maak ruimte vrij en probeer het opnieuw.",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Kies een map waarin u mag schrijven (--map), of vraag het wie deze computer beheert."
        }
        io::ErrorKind::NotFound => "Kijk of de naam en de map kloppen.",
        io::ErrorKind::AlreadyExists => "Kies een andere naam.",
        _ => "Probeer het opnieuw. Blijft het zo, laat dan de schijf nakijken.",
    }
}

fn reason(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull => "De schijf is vol.",
        io::ErrorKind::QuotaExceeded => "Uw ruimte op de schijf is op.",
        io::ErrorKind::PermissionDenied => "U hebt hier geen rechten voor.",
        io::ErrorKind::ReadOnlyFilesystem => "Hier kan niet geschreven worden.",
        io::ErrorKind::NotFound => "De map of het bestand bestaat niet.",
        io::ErrorKind::AlreadyExists => "Er staat al iets met die naam, en ik schrijf nergens overheen.",
        _ => "Het systeem meldt een fout.",
    }
}
