//! A whole network as a file: one module a format. What goes out is decided in [`crate::domain::netwerk::uitvoer`].

pub mod csv;
pub mod xlsx;
