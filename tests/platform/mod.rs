//! The door to the machine: what the real system does with it.

mod dirs;
mod plek;
#[cfg(unix)]
mod proces;
#[cfg(unix)]
mod secret;
#[cfg(all(unix, feature = "webdav"))]
mod webdav;
