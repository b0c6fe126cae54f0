//! The screens that oversee the network: review round, coverage, gaps, route card, region, starter networks.

mod dekking;
mod gaten;
mod gegevens;
mod nazien;
mod routekaart;
mod startnetwerken;

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Change, Key, KluisState, Model, Moment, Owner, RecordId};
use aandacht::domain::netwerk::doen::zet_gegevens;
use aandacht::domain::netwerk::{Bevestigd, Netwerk, Netwerkgegevens, Vermelding};
use jiff::civil::datetime;

pub use super::id;
use crate::common::netwerk::proefnet;
use crate::common::robot::{Robot, Setup, WIDE};
use crate::ui::pictures::{picture, pictured};
use crate::ui::screens::{CHOSEN, SCREENS};

/// What may be read nowhere but on screen.
pub const GEHEIM: [&str; 4] = ["Opvanghuis", "Geheimadres", "Nooit tonen", "De Linde"];

/// The municipalities of Parkstad, as the fixture has them.
const PARKSTAD: [&str; 7] = ["GM0899", "GM1954", "GM0917", "GM0928", "GM0882", "GM0965", "GM0986"];

fn put(id: RecordId, entry: Vermelding) -> Change {
    Change::Put { key: Key::Id(id), owner: Owner::Shared, record: entry.into() }
}

/// The network of the fixture, of the region Parkstad; two entries were confirmed in September.
pub fn net() -> Batch {
    let (model, _) = proefnet();
    let netwerk = Netwerk::new(&model);
    let op = Moment::utc(datetime(2026, 9, 7, 9, 0, 0, 0)).stamp;
    let mut changes: Vec<Change> = netwerk
        .alle()
        .map(|(known, entry)| {
            let mut entry = entry.clone();
            if [id("vt-zuid-limburg"), id("gemeente-heerlen")].contains(&known) {
                entry.bevestig(Bevestigd { op, door: "coördinator Parkstad".to_owned() });
            }
            put(known, entry)
        })
        .collect();
    let gemeenten = PARKSTAD.map(str::to_owned).to_vec();
    let region = Netwerkgegevens {
        regio: "Parkstad".to_owned(),
        gemeenten,
        door: "coördinator Parkstad".to_owned(),
        ..Netwerkgegevens::default()
    };
    changes.extend(zet_gegevens(region).changes);
    Batch { changes }
}

/// Only these entries of the fixture.
pub fn only(names: &[&str]) -> Batch {
    let (model, _) = proefnet();
    let netwerk = Netwerk::new(&model);
    let entry = |name: &&str| put(id(name), netwerk.get(id(name)).expect("the fixture has it").clone());
    Batch { changes: names.iter().map(entry).collect() }
}

/// A screen of the network of the fixture.
pub fn shows(robot: &mut Robot, route: Route, keys: &str) {
    robot.with_kluis(KluisState::Open).kluis(|played| played.commits(&net())).starts_with(route).keys(keys);
}

/// The same in a terminal of the design size.
pub fn at(route: Route) -> Robot {
    let mut robot = Robot::with(CHOSEN);
    shows(&mut robot, route, "");
    robot
}

/// A screen with this in the kluis.
pub fn with(batch: &Batch, state: KluisState, route: Route) -> Robot {
    let mut robot = Robot::with(CHOSEN);
    robot.with_kluis(state).kluis(|played| played.commits(batch)).starts_with(route);
    robot
}

/// What is kept.
pub fn kept(robot: &Robot) -> &Model {
    robot.played().inside()
}

/// Saves what is on screen with this key, and gives back what is in the file.
pub fn saved(robot: &mut Robot, key: &str, name: &str) -> String {
    let file = robot.path(name);
    robot.press(key).press("Ctrl-U").typ(&file.display().to_string()).press("Enter").see("Bewaard");
    std::fs::read_to_string(&file).expect("it was saved")
}

/// Checks that nothing secret left the program.
pub fn nothing_secret(text: &str) {
    for word in GEHEIM {
        assert!(!text.contains(word), "{word:?} left the program:\n{text}");
    }
}

/// Everything that went to the printer.
pub fn printed(robot: &Robot) -> String {
    let pages = robot.played().printed.iter().flatten();
    pages.map(|block| block.text() + "\n").collect()
}

/// The screens that are tested here.
const NAMES: [&str; 6] = ["nazien", "dekking", "gaten", "routekaart", "netwerk-gegevens", "startnetwerken"];

#[test]
fn they_look_as_agreed() {
    let ours = |name: &str| NAMES.iter().any(|start| name.starts_with(start));
    for screen in SCREENS.iter().filter(|screen| ours(screen.name)) {
        pictured(screen.name);
    }
}

#[test]
fn coverage_has_signs_of_its_own_in_ascii() {
    let mut robot = Robot::with(Setup { ascii: true, ..CHOSEN });
    robot.size(WIDE);
    shows(&mut robot, Route::Dekking, "");
    picture("dekking-ascii-80x24", &robot);
}

#[test]
fn every_screen_is_empty_behind_the_lock_and_comes_back_as_it_was() {
    let routes = [Route::Nazien, Route::Dekking, Route::Gaten, Route::Routekaart(None), Route::Startnetwerken];
    for route in routes {
        let mut robot = at(route.clone());
        let before = robot.press("F12").frame().clone();
        robot.locks().not_see("Heerlen · ").see("Kluis openen").unlock().press("F12");
        assert_eq!(*robot.frame(), before, "{route:?}");
    }
}
