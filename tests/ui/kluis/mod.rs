//! The screens of the kluis, with a kluis that the tests play: see [`crate::common::kluis`].

mod favourites;
mod first_start;
mod locking;
mod looking_after;
mod making;
mod opening;
pub mod real;

use super::pictures::pictured;
use super::screens::SCREENS;

#[test]
fn they_look_as_agreed() {
    let known = ["start-kluis", "start-backup", "welkom", "kluis", "herstelblad", "beheer", "backups", "favorieten"];
    let of_the_kluis = |name: &str| known.iter().any(|start| name.starts_with(start)) || name == "checklists-favoriet";
    for screen in SCREENS.iter().filter(|screen| of_the_kluis(screen.name)) {
        pictured(screen.name);
    }
}
