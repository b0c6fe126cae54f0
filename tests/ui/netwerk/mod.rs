//! The screens of the contact network, with a kluis that the tests play and the network of the fixture in it.

mod dubbelen;
mod formulier;
mod inlezen;
mod kaart;
mod nieuw;
mod opzoeken;
pub mod overzicht;
pub mod samenvoegen;
pub mod uitgeven;
pub mod versies;
mod verwijderen;

use std::collections::BTreeMap;

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Change, Concept, Key, KluisState, Owner, RecordId};
use aandacht::domain::netwerk::start::id_van;
use aandacht::domain::netwerk::{Netwerk, Vermelding};

use super::pictures::pictured;
use super::screens::SCREENS;
use crate::common::netwerk::proefnet;
use crate::common::robot::Robot;

/// The id of an entry of the fixture.
pub fn id(name: &str) -> RecordId {
    id_van("proefnet", name)
}

/// Puts the network of the fixture in the kluis of a robot.
pub fn with_network(robot: &mut Robot, state: KluisState) {
    let (model, _) = proefnet();
    let puts = model.records().map(|(id, stored)| Change::Put {
        key: Key::Id(id),
        owner: Owner::Shared,
        record: stored.record.clone(),
    });
    let batch = Batch { changes: puts.collect() };
    robot.with_kluis(state).kluis(|played| played.commits(&batch));
}

/// The program on a screen, with the network of the fixture in its kluis.
pub fn at(route: Route) -> Robot {
    let mut robot = Robot::start();
    with_network(&mut robot, KluisState::Open);
    robot.starts_with(route);
    robot
}

/// An entry as it is kept; nothing when it was taken out.
pub fn kept(robot: &Robot, id: RecordId) -> Option<Vermelding> {
    Netwerk::new(robot.played().inside()).get(id).cloned()
}

/// A place of the fixture that is secret.
pub fn secret_place(robot: &Robot) -> RecordId {
    let found = Netwerk::new(robot.played().inside()).alle().find(|(_, entry)| entry.is_geheim());
    found.expect("the fixture has one").0
}

/// Entries as they are kept, by their names.
pub fn named(robot: &Robot, name: &str) -> Vec<(RecordId, Vermelding)> {
    let found = Netwerk::new(robot.played().inside()).alle().filter(|(_, entry)| entry.titel() == name);
    found.map(|(id, entry)| (id, entry.clone())).collect()
}

/// What is kept of forms that are not done: the form and this field of it.
pub fn drafts(robot: &Robot, field: &str) -> BTreeMap<String, String> {
    let found = robot.played().inside().all::<Concept>();
    found.map(|(_, kept)| (kept.formulier.clone(), kept.velden.get(field).to_owned())).collect()
}

#[test]
fn they_look_as_agreed() {
    let own = [
        "vermelding-formulier",
        "vermelding-nieuw",
        "vermelding-verwijderen",
        "dubbelen",
        "samenvoegen",
        "netwerkbestand",
        "uitgeven",
    ];
    for screen in SCREENS.iter().filter(|screen| own.iter().any(|name| screen.name.starts_with(name))) {
        pictured(screen.name);
    }
}
