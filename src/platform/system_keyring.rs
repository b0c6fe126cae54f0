//! The keyring of the system: it can keep a key that opens the vault for whoever is logged in. Off by default, and never
//! the only way in: desktops have lost keyrings before.

use std::path::Path;

use keyring::v1::Entry;
use zeroize::Zeroizing;

use crate::domain::fault::Fault;
use crate::domain::kluis::Password;

const SERVICE: &str = "aandacht";

/// The letters kept for the vault in this folder.
///
/// # Errors
/// There is no keyring, or nothing in it for this folder.
pub fn get(folder: &Path) -> Result<Password, Fault> {
    let kept = entry(folder)?.get_secret().map_err(|_| absent())?;
    let kept = Zeroizing::new(kept);
    std::str::from_utf8(&kept).map(Password::new).map_err(|_| absent())
}

/// Keeps letters for the vault in this folder, or forgets them.
///
/// # Errors
/// There is no keyring, or it refuses.
pub fn keep(folder: &Path, letters: Option<&Password>) -> Result<(), Fault> {
    let entry = entry(folder)?;
    match letters {
        Some(letters) => entry.set_secret(letters.expose().as_bytes()).map_err(|_| refused()),
        None => {
            // What is not there need not be forgotten, and opens nothing any more.
            let _ = entry.delete_credential();
            Ok(())
        }
    }
}

fn entry(folder: &Path) -> Result<Entry, Fault> {
    Entry::new(SERVICE, &folder.display().to_string()).map_err(|_| refused())
}

fn refused() -> Fault {
    Fault::store(
        "De sleutelring van dit systeem werkt niet.",
        "Er is er geen, of hij staat op slot. Op afstand (SSH) is er vaak geen.",
        "Open de kluis met uw wachtwoord of herstelblad.",
    )
}

fn absent() -> Fault {
    Fault::store(
        "In de sleutelring van dit systeem staat niets voor deze kluis.",
        "Hij is nooit aangezet, of de sleutelring is vernieuwd.",
        "Open de kluis met uw wachtwoord of herstelblad, en zet de sleutelring opnieuw aan.",
    )
}
