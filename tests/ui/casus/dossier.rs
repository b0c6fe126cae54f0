//! A casus on one page: what is done with its lines.

use aandacht::domain::casus::{Delen, Wat};

use super::{casus, count, kept, last};

#[test]
fn a_line_is_withdrawn_with_a_reason_and_can_still_be_read() {
    let mut robot = casus();
    robot.keys("Home x").see("Regel intrekken").press("Ctrl-S").see("Waarom geldt de regel niet meer?");
    robot.typ("ander kind").press("Ctrl-S").not_see("zonder jas").press("t").press("Home");
    robot.see("zonder jas").see("ingetrokken: ander kind");
    assert!(matches!(last(&robot), Wat::Intrekking { regel: 3, ongedaan: false, .. }));
}

#[test]
fn a_line_is_marked_for_whom_it_is() {
    let mut robot = casus();
    robot.keys("Home d").see("Wie deze regel mag lezen.").keys("3 Ctrl-S").see("Opgeslagen.");
    assert!(kept(&robot).lijn(3).unwrap().delen == Delen::Onveilig);
}

#[test]
fn a_term_is_ticked_off_and_says_how() {
    let mut robot = casus();
    robot.see("verlopen").press("Up").see("▸! vr 13 nov").press("v").see("Afvinken").typ("teruggebeld").press("Ctrl-S");
    robot.not_see("verlopen").see("klaar: teruggebeld");
    assert!(matches!(last(&robot), Wat::Afgehandeld { regel: 8, .. }));
    robot.press("?").see("dit is geen open termijn of actie");
}

#[test]
fn the_last_act_is_taken_back_and_done_again() {
    let mut robot = casus();
    robot.see("vertrouwensarts bellen").press("z").not_see("vertrouwensarts bellen").press("r");
    robot.see("vertrouwensarts bellen").press("z").press("z").not_see("moeder terugbellen").press("r").press("r");
    robot.see("moeder terugbellen").see("vertrouwensarts bellen");
    let before = count(&robot);
    robot.press("r");
    assert_eq!(count(&robot), before, "there is nothing to do again");
}

#[test]
fn u_of_the_walk_takes_nothing_back_here() {
    let mut robot = casus();
    let before = count(&robot);
    robot.press("u");
    assert_eq!(count(&robot), before);
}

#[test]
fn e_goes_to_the_first_gap() {
    let mut robot = casus();
    robot
        .press("Home")
        .see("e stap 1: Wat spreekt het vermoeden tegen")
        .press("e")
        .see("Notitie")
        .see("Stap 1: Wat spreekt");
    super::note(&mut robot, "Oma helpt.").press("Home").not_see("Wat spreekt het vermoeden tegen");
    robot.press("e").see("Kindcheck").see("Hoeveel kinderen");
}

#[test]
fn more_forms_stand_behind_f4_and_each_opens() {
    let mut robot = casus();
    robot.press("F4").see("Vastleggen").see("geen bijlagen");
    for at in 0..9 {
        let mut robot = casus();
        robot.press("F4").times(at, "Down").press("Enter").see("Linde-Mus ·").press("Esc").see("Casus Linde-Mus");
    }
}

#[test]
fn the_cursor_is_seen_on_every_line_without_colour() {
    let mut robot = casus();
    robot.press("Home").see("▸");
    for _ in 0..6 {
        robot.press("Down").see("▸");
    }
}

#[test]
fn a_print_lists_what_it_leaves_out_and_is_recorded_before_it_is_made() {
    let mut robot = casus();
    robot.press("p").see("Alles staat erin").press("3").see("Weggelaten: 3").see("Alleen u ziet deze lijst.");
    robot.see("duiding: eigen indruk").press("p").see("Naar de printer gestuurd.");
    assert_eq!(robot.played().asked, ["Commit"]);
    assert_eq!(robot.played().printed.len(), 1);
    let Wat::Afdruk { weggelaten, verzegeld, .. } = last(&robot) else { panic!("a print") };
    assert_eq!((weggelaten.len(), verzegeld), (3, None));
    let page = format!("{:?}", robot.played().printed[0]);
    assert!(page.contains("zonder jas") && !page.contains("afspraken niet na"), "{page}");
}

#[test]
fn a_print_that_cannot_be_recorded_is_not_made() {
    let mut robot = casus();
    robot.press("p").kluis(|played| played.fails = true).press("p").see("Waarom");
    assert!(robot.played().printed.is_empty());
}

#[test]
fn saving_a_print_seals_it_unless_it_is_asked_for_to_be_read() {
    let mut robot = casus();
    let file = robot.path("afdruk.html");
    robot.keys("p o").see("Verzegeld opslaan").see("versleuteld").press("Ctrl-U").typ(&file.display().to_string());
    robot.press("Enter").see("Casus afdrukken");
    assert_eq!(robot.played().asked, ["Commit", "Seal"]);
    assert!(matches!(last(&robot), Wat::Afdruk { verzegeld: Some(true), .. }));
    robot.press("h").see("niet versleuteld").press("Ctrl-U").typ(&file.display().to_string()).press("Enter");
    assert!(matches!(last(&robot), Wat::Afdruk { verzegeld: Some(false), .. }));
    let page = std::fs::read_to_string(&file).expect("it was saved");
    assert!(page.contains("zonder jas") && page.contains("<html"), "{page}");
}

#[test]
fn a_look_at_a_print_is_no_print() {
    let mut robot = casus();
    let before = count(&robot);
    robot.keys("p v").see("Zo wordt de afdruk").press("Esc").see("Welke afdruk?");
    assert_eq!(count(&robot), before);
}
