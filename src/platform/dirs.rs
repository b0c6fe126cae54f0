//! Where the program's own files are.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use crate::domain::fault::Fault;

/// The folders of the program.
#[derive(Debug, Clone)]
pub struct Dirs {
    root: PathBuf,
}

impl Dirs {
    /// The folder given with `--map`, or the one that the system keeps for programs.
    ///
    /// # Errors
    /// The system names no home folder and none was given.
    pub fn find(given: Option<&Path>) -> Result<Dirs, Fault> {
        match given {
            Some(folder) => Ok(Dirs { root: folder.to_path_buf() }),
            None => ProjectDirs::from("nl", "", "aandacht")
                .map(|dirs| Dirs { root: dirs.config_dir().to_path_buf() })
                .ok_or_else(|| {
                    Fault::internal(
                        "Ik weet niet waar ik mijn bestanden kan vinden.",
                        "Het systeem noemt geen eigen map voor deze gebruiker.",
                        "Geef zelf een map op met --map MAP.",
                    )
                }),
        }
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.root.join("instellingen.toml")
    }

    /// The user's own checklists.
    pub fn own_content(&self) -> PathBuf {
        self.root.join("checklists")
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
