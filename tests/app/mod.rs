//! The composition root: what only the whole program does.

mod doorgeven;
#[cfg(unix)]
mod zaal;
