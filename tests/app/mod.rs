//! The composition root: what only the whole program does.

#[cfg(unix)]
mod zaal;
