//! The door to the machine: clock, directories, files, environment, printer, terminal facts, panics.
//!
//! Nothing else in the program asks the machine anything.

pub mod clock;
pub mod dirs;
pub mod files;
pub mod panic;
pub mod printer;
pub mod signals;
pub mod terminal;
