//! Two entries side by side.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Change, Key, KluisState, Owner, RecordId};
use aandacht::domain::netwerk::{Bevestigd, Herkomst, Relatie, Soort, Telefoon, Veld, Vermelding, Waarde};
use jiff::Timestamp;

use super::{id, kept, with_network};
use crate::common::robot::{NARROW, Robot};

/// The id of the double.
pub const DUBBEL: RecordId = RecordId([0xD0; 16]);

/// The network with a double of one entry in it: another name, a number more, other themes, and a contact that refers
/// to it.
pub fn two() -> Robot {
    let mut robot = Robot::start();
    put_two(&mut robot);
    robot
}

/// The same, in the kluis of this robot.
pub fn put_two(robot: &mut Robot) {
    with_network(robot, KluisState::Open);
    let mut first = kept(robot, id("wijkteam-malberg")).expect("it is in the fixture");
    let when = "2026-09-01T10:00:00Z".parse::<Timestamp>().expect("a moment");
    first.bevestig(Bevestigd { op: when, door: "coördinator Maastricht".to_owned() });
    let herkomst = Herkomst {
        op: "2026-10-01T10:00:00Z".parse::<Timestamp>().expect("a moment"),
        door: "coördinator Maastricht".to_owned(),
        bron: "gebeld".to_owned(),
    };
    let mut double = Vermelding::new(Soort::Organisatie);
    let mut phones = first.telefoons().to_vec();
    phones.push(Telefoon { nummer: "043-560 99 98".into(), waarvoor: Some("jeugd".into()), uren: None });
    double.zet(Veld::Naam, Some(Waarde::tekst("Wijkteam Malbergh")), &herkomst);
    double.zet(Veld::Telefoons, Some(Waarde::Telefoons(phones.into())), &herkomst);
    double.zet(Veld::Gemeenten, first.waarde(Veld::Gemeenten).cloned(), &herkomst);
    double.zet(Veld::Themas, Some(Waarde::lijst(["ouderenmishandeling", "financieel"])), &herkomst);
    double.zet(Veld::Website, Some(Waarde::tekst("https://malberg.example/")), &herkomst);
    let with = Relatie { soort: "werkt samen met".into(), met: id("wijkteam-malberg") };
    double.zet(Veld::Relaties, Some(Waarde::Relaties([with].into())), &herkomst);
    let mut contact = Vermelding::new(Soort::Contact);
    contact.zet(Veld::Functie, Some(Waarde::tekst("Teamleider dubbel")), &herkomst);
    contact.zet(Veld::Organisatie, Some(Waarde::Verwijzing(DUBBEL)), &herkomst);
    let puts = [(id("wijkteam-malberg"), first), (DUBBEL, double), (RecordId([0xD1; 16]), contact)];
    let changes = puts.map(|(id, entry)| Change::Put { key: Key::Id(id), owner: Owner::Shared, record: entry.into() });
    robot.kluis(|played| played.commits(&Batch { changes: changes.to_vec() }));
}

fn beside() -> Robot {
    let mut robot = two();
    robot.starts_with(Route::Samenvoegen(id("wijkteam-malberg"), DUBBEL));
    robot
}

/// Goes down to the field with this label.
fn to<'a>(robot: &'a mut Robot, label: &str) -> &'a mut Robot {
    robot.press("Home");
    for _ in 0..20 {
        if robot.sees(&format!("▸ {label}")) {
            return robot;
        }
        robot.press("Down");
    }
    robot.fail(&format!("there is no field {label:?}"));
}

#[test]
fn values_stand_side_by_side_with_who_set_them_and_what_comes_of_it() {
    for size in [(80, 24), NARROW] {
        let mut robot = beside();
        robot.size(size).see("Links, die blijft: Wijkteam Malberg").see("Rechts, gaat erin op: Wijkteam Malbergh");
        robot.see("Naam wordt: Wijkteam Malberg").see("Rechts: 1 oktober 2026").see("coördinator Maastricht");
        robot.press("Right").see("Naam wordt: Wijkteam Malbergh").press("Left").see("Naam wordt: Wijkteam Malberg");
        robot.press("Space").see("Naam wordt: Wijkteam Malbergh");
    }
}

#[test]
fn the_chosen_values_stay_with_their_origin_and_references_are_turned() {
    let mut robot = beside();
    robot.press("Right");
    to(&mut robot, "Telefoon").press("s").see("043-560 99 98");
    robot.press("F5").see("Samengevoegd: Wijkteam Malberg");
    let merged = kept(&robot, id("wijkteam-malberg")).expect("it stays");
    assert!(kept(&robot, DUBBEL).is_none());
    assert_eq!(merged.tekst(Veld::Naam), "Wijkteam Malbergh");
    assert_eq!(merged.herkomst(Veld::Naam).map(|origin| origin.bron.as_str()), Some("gebeld"));
    assert_eq!(merged.tekst(Veld::Website), "https://malberg.example/", "the only value there is");
    assert!(merged.telefoons().iter().any(|phone| &*phone.nummer == "043-560 99 98"));
    assert!(merged.relaties().is_empty(), "nobody works together with himself");
    let contact = kept(&robot, RecordId([0xD1; 16])).expect("it stays");
    assert_eq!(contact.organisatie(), Some(id("wijkteam-malberg")));
}

#[test]
fn only_a_field_that_holds_several_things_takes_both() {
    let mut robot = beside();
    robot.press("s").see("Naam wordt: Wijkteam Malberg").press("?").see("in dit veld past er maar een").press("Esc");
    to(&mut robot, "Telefoon").keys("Space Space").see("043-560 99 98").press("Space").see("Telefoon wordt");
}

#[test]
fn the_other_one_can_stay() {
    let mut robot = beside();
    robot.press("x").see("Links, die blijft: Wijkteam Malbergh").press("Ctrl-S").see("Samengevoegd");
    assert!(kept(&robot, id("wijkteam-malberg")).is_none());
    assert!(kept(&robot, DUBBEL).is_some());
}

#[test]
fn a_part_of_the_other_one_is_no_circle_afterwards() {
    let mut robot = two();
    let mut double = kept(&robot, DUBBEL).expect("it is there");
    let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "proef".to_owned(), bron: "proef".to_owned() };
    double.zet(Veld::OnderdeelVan, Some(Waarde::Verwijzing(id("wijkteam-malberg"))), &herkomst);
    robot.kluis(|played| played.commits(&Batch::put(Key::Id(DUBBEL), double)));
    robot.starts_with(Route::Samenvoegen(DUBBEL, id("wijkteam-malberg"))).press("Ctrl-S").see("Samengevoegd");
    assert!(kept(&robot, DUBBEL).expect("it stays").verwijzing(Veld::OnderdeelVan).is_none());
}

#[test]
fn what_was_chosen_is_still_chosen_after_a_lock() {
    let mut robot = beside();
    robot.press("Right").locks().not_see("Malberg").unlock().see("Naam wordt: Wijkteam Malbergh");
}

#[test]
fn a_click_chooses_the_value_that_is_clicked() {
    let mut robot = beside();
    robot.click("Wijkteam Malbergh ").see("Naam wordt");
    robot.click("https://malberg").see("Website wordt: https://malberg.example/");
}

#[test]
fn long_values_are_cut_and_drawn() {
    let mut robot = two();
    let mut double = kept(&robot, DUBBEL).expect("it is there");
    let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "d".repeat(5_000), bron: "b".repeat(5_000) };
    double.zet(Veld::Naam, Some(Waarde::tekst(&"ל\u{202e}a\u{301} ".repeat(4_000))), &herkomst);
    double.zet(Veld::Notitie, Some(Waarde::tekst(&"woord\n".repeat(2_000))), &herkomst);
    robot.kluis(|played| played.commits(&Batch::put(Key::Id(DUBBEL), double)));
    for size in [(80, 24), NARROW, (200, 60)] {
        robot.size(size).starts_with(Route::Samenvoegen(id("wijkteam-malberg"), DUBBEL)).see("Naam wordt");
        robot.press("Right").press("End").see("Notitie wordt").press("Home").see("Naam wordt");
    }
}

#[test]
fn a_kluis_that_can_only_be_read_merges_nothing() {
    let mut robot = beside();
    robot.kluis(|played| played.enter(KluisState::ReadOnly)).press("Ctrl-S").see("alleen om te lezen");
    assert!(kept(&robot, DUBBEL).is_some());
}
