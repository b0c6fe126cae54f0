//! Practice is never mixed with the real thing: a vault is one for practice by the name of its folder, and everything
//! that comes out of it says so.

use std::path::Path;

/// The name of the folder of a vault for practice, and of no other.
pub const OEFENKLUIS: &str = "oefenkluis";

/// The password of every vault for practice. It protects nothing, and nothing real may be in there.
pub const OEFENWACHTWOORD: &str = "oefenen";

/// What stands on everything that is practice.
pub const WATERMERK: &str = "OEFENING: verzonnen casus, geen echte mensen";

/// Whether the vault in this folder is one for practice.
pub fn is_oefening(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == OEFENKLUIS)
}

/// The watermark of what comes out of the vault in this folder; nothing for a real one.
pub fn watermerk(folder: &Path) -> Option<&'static str> {
    is_oefening(folder).then_some(WATERMERK)
}
