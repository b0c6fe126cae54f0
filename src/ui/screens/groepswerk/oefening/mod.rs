//! Exercises of a workshop: which one, with which groups, and the screen that plays it.

pub mod begin;
pub mod kiezen;
pub mod lopen;
mod rijen;
mod rooster;
mod uitslag;
