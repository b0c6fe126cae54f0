//! What the command line asks of the machine and of the layers it may not touch itself.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use super::{App, run_lines, run_screen};
use crate::content::Content;
use crate::domain::fault::Fault;
use crate::domain::gesprek::{Block, Route, sentence};
use crate::domain::inhoud::Problem;
#[cfg(feature = "keyring")]
use crate::domain::kluis::Password;
use crate::platform::secret::{self, PasswordSource};
#[cfg(feature = "keyring")]
use crate::platform::system_keyring;
use crate::platform::terminal::{NoScreen, can_draw};
use crate::platform::{files, panic, proces};
use crate::store::VaultError;
use crate::store::vault::keep_secrets_with;
use crate::{lijn, ui};

/// Keeps what the program knows to itself: files for the user alone, no memory on the disk, and a panic that says nothing
/// of what was on screen. To be called before anything else.
pub fn harden() {
    proces::harden();
    keep_secrets_with(proces::keep_in_memory);
    panic::install();
}

/// Opens the interactive program at a screen: in lines when asked or when no screen can be drawn.
///
/// # Errors
/// The terminal cannot be used.
pub fn open(app: &mut App, route: Route, lines: bool) -> Result<(), Fault> {
    let because = match (lines, can_draw()) {
        (false, Ok(())) if route == Route::Start => return run_screen(app, app.first_route()),
        (true, _) => "door --lijn of AANDACHT_LIJN",
        (false, Ok(())) => return run_screen(app, route),
        (false, Err(NoScreen::NotATerminal)) => "omdat dit geen volledige terminal is",
        (false, Err(NoScreen::Dumb)) => "omdat deze terminal geen scherm kan tekenen",
    };
    run_lines(app, route, because)
}

/// No screen can be drawn.
pub fn no_terminal(error: &io::Error) -> Fault {
    Fault::internal(
        "Het scherm kan niet getekend worden.",
        format!("De terminal werkt niet mee: {}.", files::dutch(error)),
        "Probeer aandacht --lijn: dat werkt in elke terminal.",
    )
}

/// A file the user names, or standard input for `-`: its name for messages, and its bytes.
///
/// # Errors
/// It cannot be read.
pub fn read_input(path: &Path) -> Result<(String, Vec<u8>), Fault> {
    let (name, bytes) = if path == Path::new("-") {
        ("standaardinvoer".to_owned(), files::read_stdin())
    } else {
        (path.display().to_string(), files::read_limited(path))
    };
    match bytes {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => {
            let why = format!("{}.", sentence(&files::dutch(&error)));
            Err(Fault::input("Dit bestand kan ik niet lezen.", why, "Kijk of het pad klopt.").at(name))
        }
    }
}

/// Checks a content file or a folder of them as the program would take them: how many, and every problem.
///
/// # Errors
/// There is nothing at this path.
pub fn check_content(path: &Path) -> Result<(usize, Vec<Problem>), Fault> {
    if !path.exists() {
        return Err(Fault::input("Dit pad bestaat niet.", "Er staat geen bestand of map.", "Kijk of het pad klopt.")
            .at(path.display().to_string()));
    }
    let files = files::read_content(path);
    Ok((files.len(), Content::check_files(files)))
}

/// Every key of the program: screen, then keys and what they do.
pub fn all_keys() -> Vec<(String, Vec<(String, &'static str)>)> {
    ui::all_keys()
}

/// Prints a page as plain lines.
///
/// # Errors
/// The output cannot be written.
pub fn print_page(blocks: &[Block], width: usize, output: &mut dyn Write) -> io::Result<()> {
    lijn::print_blocks(blocks, width, output)
}

/// How two checklists are printed side by side, and doing so.
pub use crate::lijn::{Naast, print_verschil};

/// How many columns the terminal has that the output goes to; nothing when it goes elsewhere.
pub use crate::platform::terminal::columns;

/// Why reading or writing failed, in Dutch.
pub fn reason(error: &io::Error) -> String {
    files::dutch(error)
}

/// What an examination of a locked vault cannot say.
pub use super::kluis::NOT_SEEN;

/// A password, and what the user should know about where it stands.
pub use crate::platform::secret::Given;

/// A password from where the user says, or typed without being shown.
///
/// # Errors
/// There is none to be had.
pub fn password(source: Option<&OsString>, prompt: &str) -> Result<Given, Fault> {
    match source {
        Some(source) => PasswordSource::parse(source)?.read(),
        None => secret::ask(prompt).map(|password| Given { password, warning: None }),
    }
}

/// There is no vault to open.
pub fn no_vault(app: &App) -> Fault {
    VaultError::NoVault(app.kluis.view.folder.clone()).to_fault()
}

/// The letters that the system's keyring keeps for the vault in this folder.
///
/// # Errors
/// There is no keyring, or nothing in it.
#[cfg(feature = "keyring")]
pub fn from_keyring(folder: &Path) -> Result<Password, Fault> {
    system_keyring::get(folder)
}

/// Has the system's keyring keep these letters for the vault in this folder, or forget them.
///
/// # Errors
/// There is no keyring, or it refuses.
#[cfg(feature = "keyring")]
pub fn keep_in_keyring(folder: &Path, letters: Option<&Password>) -> Result<(), Fault> {
    system_keyring::keep(folder, letters)
}
