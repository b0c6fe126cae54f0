//! The door to the machine: clock, directories, files, environment, printer, terminal facts, passwords, signals, panics,
//! lines to other programs of this user, places that are shared with others, and what others may see of the process.
//!
//! Nothing else in the program asks the machine anything.

pub mod clock;
pub mod dirs;
pub mod files;
pub mod local;
pub mod panic;
pub mod plek;
pub mod printer;
pub mod proces;
pub mod secret;
pub mod signals;
#[cfg(feature = "keyring")]
pub mod system_keyring;
pub mod terminal;
