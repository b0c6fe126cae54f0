//! The form of an entry.

use aandacht::domain::gesprek::Route;
use aandacht::domain::kluis::{Batch, Key, KluisState};
use aandacht::domain::netwerk::{Herkomst, Soort, Telefoon, Veld, VermeldingVraag, Waarde};
use jiff::Timestamp;

use super::{at, drafts, id, kept, named, with_network};
use crate::common::robot::{NARROW, Robot};

fn nieuw(soort: Soort, naam: &str) -> Robot {
    at(Route::VermeldingFormulier(Box::new(VermeldingVraag::nieuw(soort, naam))))
}

fn wijzig(name: &str) -> Robot {
    let mut robot = at(Route::Start);
    let entry = kept(&robot, id(name)).expect("it is in the fixture");
    let asked = VermeldingVraag::wijzig(id(name), &entry);
    robot.starts_with(Route::VermeldingFormulier(Box::new(asked)));
    robot
}

/// Goes to the field with this label, from any other.
fn to<'a>(robot: &'a mut Robot, label: &str) -> &'a mut Robot {
    let wanted = format!("▸ {label}");
    for _ in 0..30 {
        if robot.rows().iter().any(|row| row.contains(&wanted)) {
            return robot;
        }
        robot.press("Tab");
    }
    robot.fail(&format!("there is no field {label:?}"));
}

#[test]
fn a_new_entry_is_kept_with_its_source_and_its_page_comes_up() {
    let mut robot = nieuw(Soort::Organisatie, "Stichting Nieuwe Start");
    to(&mut robot, "Telefoon").typ("045 5609999 | crisis | ma-vr 9-17");
    to(&mut robot, "Werkt voor gemeenten").typ("heerlen, kerkrade");
    to(&mut robot, "Bron").typ("website, gebeld").press("Ctrl-S").see("Opgeslagen.").see("045-560 99 99");
    let [(_, entry)] = named(&robot, "Stichting Nieuwe Start").try_into().expect("it is there once");
    assert_eq!(entry.telefoons().len(), 1);
    assert_eq!(entry.lijst(Veld::Gemeenten).len(), 2);
    assert_eq!(entry.bron(), "website, gebeld");
    assert!(drafts(&robot, "naam").is_empty());
}

#[test]
fn what_is_wrong_is_said_at_the_field_and_nothing_is_kept() {
    let mut robot = nieuw(Soort::Dienst, "");
    let before = robot.played().asked.len();
    robot.press("Ctrl-S").see("Vul dit in").typ("Spreekuur");
    to(&mut robot, "Bereikbaar").typ("ma-vr 25.00").press("Ctrl-S").see("!").see("Bereikbaar");
    to(&mut robot, "Organisatie").typ("bestaat niet qqq").press("Ctrl-S").see("Geen organisatie heet zo");
    assert!(robot.played().asked[before..].iter().all(|act| act.starts_with("Keep")), "{:?}", robot.played().asked);
}

#[test]
fn a_name_that_is_being_typed_is_held_against_what_there_is() {
    let mut robot = nieuw(Soort::Contact, "Wijkagent");
    to(&mut robot, "Organisatie").typ("kruispunt").see("Gevonden: Basisschool 't Kruispunt");
    robot.press("Ctrl-S").see("Opgeslagen.");
    let found = named(&robot, "Wijkagent");
    assert!(found.iter().any(|(_, entry)| entry.organisatie() == Some(id("bs-t-kruispunt"))), "{}", found.len());
}

#[test]
fn a_new_entry_that_looks_like_another_is_asked_about_once() {
    let mut robot = nieuw(Soort::Organisatie, "Stichting Zoe");
    robot.press("Ctrl-S").see("Lijkt op: Stichting Zoë.").see("F4");
    assert_eq!(named(&robot, "Stichting Zoe").len(), 0);
    robot.press("F4").see("Stichting Zoë").not_see("Lijkt op").press("Esc").see("Lijkt op").press("Ctrl-S");
    robot.see("Opgeslagen.");
    assert_eq!(named(&robot, "Stichting Zoe").len(), 1);
}

#[test]
fn one_function_at_two_organisations_is_no_double() {
    let mut robot = nieuw(Soort::Contact, "Aandachtsfunctionaris");
    to(&mut robot, "Organisatie").typ("Radar").press("Ctrl-S").not_see("Lijkt op").see("Opgeslagen.");
    let mut robot = nieuw(Soort::Contact, "Aandachtsfunctionaris");
    to(&mut robot, "Organisatie").typ("Gemeente Kerkrade").press("Ctrl-S").see("Lijkt op").not_see("Opgeslagen.");
}

#[test]
fn another_entry_of_an_organisation_has_it_filled_in() {
    let asked = VermeldingVraag::nieuw_onder(Soort::Contact, id("bs-regenboog-woerden"));
    let mut robot = at(Route::VermeldingFormulier(Box::new(asked)));
    // There are two schools with this name: the one that was meant is the one that is kept.
    robot.see("Basisschool De Regenboog").press("Tab").typ("Conciërge").press("Ctrl-S").see("Opgeslagen.");
    assert_eq!(named(&robot, "Conciërge")[0].1.organisatie(), Some(id("bs-regenboog-woerden")));
}

#[test]
fn one_of_two_with_the_same_name_is_meant_by_its_municipality() {
    let mut robot = nieuw(Soort::Contact, "Conciërge");
    to(&mut robot, "Organisatie").typ("Basisschool De Regenboog").press("Ctrl-S").see("meer dan één");
    robot.see("Basisschool De Regenboog (Woerden)").press("End").typ(" (Woerden)").press("Ctrl-S").see("Opgeslagen.");
    assert_eq!(named(&robot, "Conciërge")[0].1.organisatie(), Some(id("bs-regenboog-woerden")));
}

#[test]
fn a_change_is_kept_and_what_was_not_touched_keeps_its_value() {
    let mut robot = wijzig("hwc-regenboog-woerden");
    let before = kept(&robot, id("hwc-regenboog-woerden")).expect("it is there");
    robot.press("Ctrl-U").typ("I. Voorbeeld").press("Ctrl-S").see("Opgeslagen.");
    let after = kept(&robot, id("hwc-regenboog-woerden")).expect("it is there");
    assert_eq!(after.tekst(Veld::Naam), "I. Voorbeeld");
    for (veld, waarde, herkomst) in before.velden().filter(|(veld, ..)| *veld != Veld::Naam) {
        assert_eq!((after.waarde(veld), after.herkomst(veld)), (waarde, herkomst), "{}", veld.id());
    }
    let mut robot = wijzig("jens");
    robot.press("Ctrl-S").see("Er is niets veranderd.");
    assert!(!robot.played().asked.iter().any(|act| act.starts_with("Commit")));
}

#[test]
fn what_nobody_can_type_is_no_reason_to_refuse_what_was_typed_elsewhere() {
    let mut robot = at(Route::Start);
    let mut odd = kept(&robot, id("jens")).expect("it is there");
    let herkomst = Herkomst { op: Timestamp::UNIX_EPOCH, door: "import".to_owned(), bron: "import".to_owned() };
    let phone = Telefoon { nummer: "bel de balie".into(), waarvoor: None, uren: None };
    odd.zet(Veld::Telefoons, Some(Waarde::Telefoons([phone].into())), &herkomst);
    odd.zet(Veld::Naam, Some(Waarde::tekst(&"lange naam ".repeat(1000))), &herkomst);
    let asked = VermeldingVraag::wijzig(id("jens"), &odd);
    robot.kluis(|played| played.commits(&Batch::put(Key::Id(id("jens")), odd)));
    for size in [(80, 24), NARROW] {
        robot.size(size).starts_with(Route::VermeldingFormulier(Box::new(asked.clone()))).see("lange naam");
        to(&mut robot, "Notitie").typ("a").press("Ctrl-S").see("Opgeslagen.");
    }
    assert_eq!(kept(&robot, id("jens")).expect("it is there").tekst(Veld::Notitie), "aa");
}

#[test]
fn signs_that_turn_the_line_or_have_no_width_do_not_stay() {
    let mut robot = nieuw(Soort::Organisatie, "");
    robot.paste("Stich\u{202e}ting \u{200b}Recht\u{2066}s").press("Ctrl-S").see("Opgeslagen.").see("Stichting Rechts");
    assert_eq!(named(&robot, "Stichting Rechts").len(), 1);
}

#[test]
fn saving_in_a_review_confirms_what_stands_there() {
    let mut robot = at(Route::Start);
    let entry = kept(&robot, id("jens")).expect("it is there");
    assert!(entry.bevestigd().is_none());
    let asked = VermeldingVraag { bevestig: true, ..VermeldingVraag::wijzig(id("jens"), &entry) };
    robot.starts_with(Route::VermeldingFormulier(Box::new(asked))).press("Ctrl-S").see("Opgeslagen.");
    assert!(kept(&robot, id("jens")).expect("it is there").bevestigd().is_some());
}

#[test]
fn a_draft_is_kept_found_again_and_gone_when_the_entry_is_kept() {
    let mut robot = nieuw(Soort::Organisatie, "");
    robot.typ("Half getypt").press("Esc").see("Wat wilt u doen?");
    assert_eq!(drafts(&robot, "naam")["netwerk/nieuw/organisatie"], "Half getypt");
    robot.starts_with(Route::VermeldingFormulier(Box::new(VermeldingVraag::nieuw(Soort::Organisatie, ""))));
    robot.see("Verder met wat u").see("Half getypt").press("End").typ("e naam").press("Ctrl-S").see("Opgeslagen.");
    assert_eq!(named(&robot, "Half getypte naam").len(), 1);
    assert!(drafts(&robot, "naam").is_empty());

    let mut robot = wijzig("jens");
    robot.press("End").typ(" Noord").two_seconds();
    assert_eq!(drafts(&robot, "naam").values().collect::<Vec<_>>(), ["JENS Noord"]);
}

#[test]
fn another_name_than_that_of_the_draft_is_said_and_begins_after_throwing_away() {
    let mut robot = nieuw(Soort::Organisatie, "");
    robot.typ("Eerste").press("Esc");
    robot.starts_with(Route::VermeldingFormulier(Box::new(VermeldingVraag::nieuw(Soort::Organisatie, "Tweede"))));
    robot.see("(Eerste)").see("Tweede").press("F8").see("Nog een keer F8").press("F8");
    robot.not_see("Eerste").see("Tweede");
    assert!(drafts(&robot, "naam").is_empty());
}

#[test]
fn a_save_that_fails_leaves_the_text_and_f3_puts_it_in_a_file() {
    let mut robot = nieuw(Soort::Organisatie, "Stichting Vol");
    robot.kluis(|played| played.fails = true).press("Ctrl-S").see("Niet bewaard.").see("Stichting Vol");
    robot.press("F3").see("Noodbestand").press("Esc").kluis(|played| played.fails = false).press("Ctrl-S");
    robot.see("Opgeslagen.");
    assert_eq!(named(&robot, "Stichting Vol").len(), 1);
}

#[test]
fn a_kluis_that_can_only_be_read_or_is_busy_says_so() {
    let mut robot = Robot::start();
    with_network(&mut robot, KluisState::ReadOnly);
    let asked = VermeldingVraag::nieuw(Soort::Organisatie, "Stichting Dicht");
    robot.starts_with(Route::VermeldingFormulier(Box::new(asked))).press("Ctrl-S").see("alleen om te lezen");
    assert_eq!(named(&robot, "Stichting Dicht").len(), 0);

    let mut robot = nieuw(Soort::Organisatie, "Stichting Traag");
    robot.kluis(|played| played.slow = true).press("Ctrl-S").typ("x").see("Even wachten").finish().see("Opgeslagen.");
    assert_eq!(named(&robot, "Stichting Traag").len(), 1);
}

#[test]
fn locking_forgets_whose_form_it_is_and_opening_brings_it_back() {
    let mut robot = wijzig("jens");
    robot.see("JENS").locks().not_see("JENS").unlock().see("JENS").see("organisatie wijzigen");
}
