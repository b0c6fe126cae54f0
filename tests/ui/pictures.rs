//! Pictures of screens: what a person sees, at the design size and at the smallest size, under `tests/snapshots`.

use std::collections::BTreeSet;
use std::fs;

use crate::common::robot::{NARROW, Robot, Setup, WIDE};

use super::screens::{CHOSEN, SCREENS, screen};

pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");

/// Compares a screen with its pictures.
pub fn pictured(name: &str) {
    for size in [WIDE, NARROW] {
        picture(&picture_name(name, size), &screen(name).robot(size));
    }
}

/// Compares a frame with a picture.
pub fn picture(name: &str, robot: &Robot) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // The folder of a test has another name each time, of the same length.
    settings.add_filter(r"/tmp/\.tmp\w{6}", "/tmp/.tmpABCDEF");
    settings.bind(|| insta::assert_snapshot!(name, robot.framed()));
}

/// Compares a screen with its picture in ASCII.
pub fn pictured_in_ascii(name: &str) {
    let robot = screen(name).robot_with(Setup { ascii: true, ..CHOSEN }, WIDE);
    picture(&format!("{name}-ascii-80x24"), &robot);
}

/// Whether a screen is one of a casus: those have a picture in ASCII too, because they have signs of their own.
pub fn is_of_casus(name: &str) -> bool {
    ["casus", "agenda", "start-agenda"].iter().any(|start| name.starts_with(start))
}

fn picture_name(name: &str, (width, height): (u16, u16)) -> String {
    format!("{name}-{width}x{height}")
}

/// Pictures of what is no screen in the list.
const OTHERS: [&str; 7] = [
    "te-klein-59x19",
    "start-eerste-keer-80x24",
    "start-meldingen-60x20",
    "dekking-ascii-80x24",
    "netwerk-kaart-ascii-80x24",
    "verschil-sectoren-120x40",
    "verschil-volgend-ascii-80x24",
];

#[test]
fn every_screen_has_both_pictures_and_no_picture_is_left_over() {
    let mut expected: BTreeSet<String> = OTHERS.iter().map(|name| format!("{name}.snap")).collect();
    expected.extend(super::zaal::picture_files());
    for screen in SCREENS {
        expected.extend([WIDE, NARROW].map(|size| picture_name(screen.name, size) + ".snap"));
        if is_of_casus(screen.name) {
            expected.insert(format!("{}-ascii-80x24.snap", screen.name));
        }
    }
    let there: BTreeSet<String> = fs::read_dir(FOLDER)
        .expect("the pictures lie there")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".snap"))
        .collect();
    assert_eq!(there, expected);
}
