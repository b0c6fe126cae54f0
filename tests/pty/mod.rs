//! The real binary in a real terminal: what it draws, and how it leaves the terminal behind.

mod casus;
mod demo;
#[cfg(unix)]
mod half_af;
mod kluis;
mod leaving;
mod screens;
mod secret;
mod terminal;
#[cfg(unix)]
mod zaal;

pub use terminal::example;
