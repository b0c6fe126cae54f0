//! The casus on a real vault, through the program's real loop: a story of three months, and everything that may go wrong
//! on the way.

mod bewaard;
pub mod casus;
mod daden;
mod drie_maanden;
mod oefenkluis;
mod pech;
mod vernietigd;
