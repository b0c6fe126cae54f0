//! Entries that may be the same.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Key};

use super::samenvoegen::two;
use super::{at, id, kept};

#[test]
fn a_pair_is_shown_with_the_reason_and_opens_side_by_side() {
    let mut robot = two();
    robot.starts_with(Route::Dubbelen).see("Wijkteam Malberg en Wijkteam Malbergh");
    robot.see("zelfde telefoonnummer, bijna dezelfde naam").click("Wijkteam Malberg en").see("Samenvoegen");
    robot.press("Esc").see("Dubbele vermeldingen").locks().not_see("Malberg").unlock().see("Malberg");
}

#[test]
fn what_was_merged_is_no_pair_any_more_and_comes_back_with_z() {
    let mut robot = two();
    robot.starts_with(Route::Dubbelen).click("Wijkteam Malberg en").press("Ctrl-S");
    robot.see("Samengevoegd: Wijkteam Malberg").see("Dubbele vermeldingen").press("F12").not_see("Malbergh");
    robot.press("z").see("Ongedaan: samengevoegd: Wijkteam Malberg").press("F12").see("Malbergh");
    robot.press("r").see("Weer gedaan").press("F12").not_see("Malbergh");
}

#[test]
fn a_network_without_doubles_says_so() {
    let mut robot = at(Route::Start);
    let all: Vec<Key> = robot.played().inside().records().map(|(id, _)| Key::Id(id)).collect();
    let one = kept(&robot, id("jens")).expect("it is there");
    let empty = all.into_iter().fold(Batch::default(), Batch::and_delete);
    robot.kluis(|played| played.commits(&empty)).kluis(|played| played.commits(&Batch::put(Key::Id(id("jens")), one)));
    robot.starts_with(Route::Dubbelen).see("geen vermeldingen die op elkaar lijken").press("Enter").see("Dubbele");
}
