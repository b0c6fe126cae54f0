//! The door to the machine: what the real system does with it.

mod dirs;
#[cfg(unix)]
mod proces;
#[cfg(unix)]
mod secret;
