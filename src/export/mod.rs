//! Pages and data on their way out of the program: one file per format, written to an `io::Write`.

pub mod html;
pub mod ical;
pub mod markdown;
pub mod netwerk;
