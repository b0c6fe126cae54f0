//! A review round.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{KluisState, Moment, RecordId};
use aandacht::domain::netwerk::nazien::{ronde, stand};
use aandacht::domain::netwerk::{Netwerk, Veld, Waarde, doen};
use jiff::civil::datetime;

use super::{at, id, kept, net, nothing_secret, only, printed, saved, with};
use crate::common::robot::Robot;

/// What is looked at next, by the domain.
fn next(robot: &Robot) -> RecordId {
    let model = kept(robot);
    stand(Netwerk::new(model), ronde(model).expect("a round")).volgende[0]
}

/// The header as it stands.
fn progress(robot: &Robot) -> String {
    robot.rows()[0].clone()
}

fn naam(robot: &Robot, id: RecordId) -> String {
    let netwerk = Netwerk::new(kept(robot));
    netwerk.get(id).map(|entry| netwerk.naam(entry)).expect("it is there")
}

#[test]
fn one_key_each_and_the_count_goes_on() {
    let mut robot = at(Route::Nazien);
    robot.see("Een ronde beginnen").press("Enter").see("0 van 336 nagezien, 0 zonder antwoord");
    let first = next(&robot);
    let name = naam(&robot, first);
    robot.see(&name).press("k").see(&format!("Klopt nog: {name}")).see("1 van 336 nagezien");
    assert!(Netwerk::new(kept(&robot)).get(first).expect("there").bevestigd().is_some());
    let second = next(&robot);
    robot.press("a").see("1 van 336 nagezien, 1 zonder antwoord");
    assert_ne!(next(&robot), second, "who did not answer comes last");
    let third = naam(&robot, next(&robot));
    robot.press("F12").see(&third).press("o").not_see(&third).see("1 van 336 nagezien");
}

#[test]
fn what_goes_is_asked_by_name_and_comes_back_with_z() {
    let mut robot = at(Route::Nazien);
    robot.press("Enter");
    let name = naam(&robot, next(&robot));
    robot.press("w").see(&format!("Verwijderen: {name}?")).press("Esc").see("0 van 336");
    robot.press("w").press("Enter").see(&format!("Verwijderd: {name}")).see("0 van 335 nagezien");
    robot.press("z").see("Ongedaan gemaakt").see("0 van 336").press("F12").see(&name);
    robot.press("k").see("1 van 336").press("z").see("0 van 336").press("F12").see(&name);
}

#[test]
fn what_was_passed_over_comes_back_after_the_rest() {
    let mut robot = with(&only(&["vt-nml", "vt-utrecht"]), KluisState::Open, Route::Nazien);
    robot.press("Enter").see("Veilig Thuis Noord- en Midden-Limburg").press("o").see("Veilig Thuis Utrecht");
    robot.press("o").see("Veilig Thuis Noord- en Midden-Limburg").press("k").press("F12").see("Veilig Thuis Utrecht");
    robot
        .press("k")
        .see("Alles is nagezien.")
        .see("2 van 2 nagezien")
        .press("s")
        .press("Enter")
        .see("Een ronde beginnen");
    assert!(ronde(kept(&robot)).is_none());
}

#[test]
fn a_round_can_be_of_one_municipality() {
    let mut robot = at(Route::Nazien);
    robot.typ("Bergen").press("Enter").see("Bedoelt u Bergen (L.) of Bergen (NH.)?");
    robot.press("Ctrl-U").typ("qqqqq").press("Enter").see("Deze gemeente ken ik niet.");
    robot.press("Ctrl-U").typ("kerkrade").press("Enter").see("Nazien: Kerkrade");
    assert!(!progress(&robot).contains("336"), "{}", progress(&robot));
    robot.press("Esc").see("Wat wilt u doen?").starts_with(Route::Nazien).see("Nazien: Kerkrade");
}

#[test]
fn stopping_asks_once() {
    let mut robot = at(Route::Nazien);
    robot.press("Enter").press("s").see("Er staan nog 336 vermeldingen open.").press("Esc").see("0 van 336");
    robot.press("s").press("Enter").see("Een ronde beginnen");
}

#[test]
fn the_call_list_leaves_without_what_is_secret() {
    let batch = only(&["levanto", "loc-opvang-1", "loc-opvang-kantoor"]);
    let mut robot = with(&batch, KluisState::Open, Route::Nazien);
    robot.press("Enter").press("b").see("Bellijst").see("Inloop opvang Kerkrade").not_see("Opvanghuis").press("p");
    nothing_secret(&printed(&robot));
    assert!(printed(&robot).contains("Inloop opvang Kerkrade"));
    let text = saved(&mut robot, "o", "bellijst.md");
    assert!(text.contains("Levanto") || text.contains("Inloop"), "{text}");
    nothing_secret(&text);
}

#[test]
fn what_changed_since_a_day_leaves_without_what_is_secret() {
    let mut robot = with(&net(), KluisState::Open, Route::Nazien);
    robot.kluis(|played| {
        let now = Moment::utc(datetime(2026, 11, 20, 9, 0, 0, 0));
        for (name, text) in [("loc-opvang-1", "Geheimadres 9"), ("loc-opvang-kantoor", "Openbaarweg 5")] {
            let filled = vec![(Veld::Adres, Some(Waarde::tekst(text)))];
            let batch = doen::wijzig(played.inside(), id(name), &filled, "gebeld", false, now).expect("it may");
            played.commits(&batch.expect("it changes"));
        }
        let batch = doen::verwijder(played.inside(), id("loc-opvang-2"), now).expect("it may");
        played.commits(&batch);
    });
    robot.press("F4").see("Sinds welke dag?").typ("gister").press("Enter").see("Dit is geen dag.");
    robot.press("Ctrl-U").typ("19 november").press("Enter").see("Wijzigingen in het netwerk sinds");
    robot.see("Openbaarweg 5").not_see("Opvanghuis");
    let text = saved(&mut robot, "o", "sinds.md");
    assert!(text.contains("Openbaarweg 5"), "{text}");
    nothing_secret(&text);
    let html = saved(robot.press("F12"), "h", "sinds.html");
    assert!(html.contains("Openbaarweg 5"), "{html}");
    nothing_secret(&html);
    robot.press("Esc").press("Enter").press("v").see("sinds: 21-11-2026").press("Esc").see("0 van 335");
}

#[test]
fn a_secret_place_is_looked_at_on_screen_and_says_so() {
    let mut robot = with(&only(&["loc-opvang-1"]), KluisState::Open, Route::Nazien);
    robot.press("Enter").see("Opvanghuis De Linde").see("Geheime plek").see("Geheimadres 1");
    robot.locks().not_see("Opvanghuis").not_see("Geheimadres").unlock().press("F12").see("Opvanghuis De Linde");
}

#[test]
fn a_kluis_that_is_busy_full_or_read_only_changes_nothing() {
    let mut robot = at(Route::Nazien);
    robot.press("Enter");
    let name = naam(&robot, next(&robot));
    robot.kluis(|played| played.slow = true).press("k").press("k").see("Even wachten").press("F12").see(&name).finish();
    robot.see("1 van 336");
    robot.kluis(|played| played.slow = false).kluis(|played| played.fails = true);
    let name = naam(&robot, next(&robot));
    robot.press("k").see("Dit lukt niet").press("Esc").see(&name).see("1 van 336");

    let mut robot = with(&net(), KluisState::ReadOnly, Route::Nazien);
    let asked = robot.played().asked.len();
    robot.press("Enter").see("alleen om te lezen").see("Een ronde beginnen");
    assert_eq!(robot.played().asked.len(), asked);
}

#[test]
fn an_empty_network_has_nothing_to_review() {
    let mut robot = with(&only(&[]), KluisState::Open, Route::Nazien);
    robot.press("Enter").see("Het netwerk is nog leeg").press("z").press("Esc").see("Wat wilt u doen?");
}
