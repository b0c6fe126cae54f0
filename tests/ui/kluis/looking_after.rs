//! *Beheer*: how the kluis stands, and what can be done with it.

use aandacht::domain::kluis::KluisState;

use crate::common::kluis::{PASSWORD, SHEET};
use crate::common::robot::Robot;
use crate::ui::screens::screen;

fn beheer(state: KluisState) -> Robot {
    let mut robot = Robot::start();
    robot.with_kluis(state).press("Ctrl-P").typ("beheer").press("Enter");
    robot
}

#[test]
fn it_says_how_the_kluis_stands() {
    let mut robot = beheer(KluisState::Open);
    robot.see("open; er staan 2 favorieten in").see("na 5 minuten zonder toets");
    robot.see("gisteren, 20 november 2026 om 16.05; 1 in totaal");
    beheer(KluisState::Locked).see("op slot").not_see("gegevens");
    beheer(KluisState::None).see("nog niet gemaakt").see("Kluis maken");
    beheer(KluisState::ReadOnly).see("fout: De kluis is ouder dan hij was.").see("alleen om te lezen");
}

#[test]
fn only_what_can_be_done_now_is_in_the_list() {
    for (state, can, cannot) in [
        (KluisState::None, "Kluis maken", ["Op slot doen", "Bergen", "Toch verder", "Wachtwoord"]),
        (KluisState::Locked, "Bergen wat te lezen is", ["Op slot doen", "Toch verder", "Vernieuwen", "Wachtwoord"]),
        (KluisState::Open, "Wachtwoord veranderen", ["Bergen", "Toch verder", "Kluis openen", "Kluis maken"]),
        (KluisState::ReadOnly, "Toch verder met deze stand", ["Back-up nu", "Wachtwoord", "Favoriet", "Kluis maken"]),
    ] {
        let mut robot = beheer(state);
        robot.see(can);
        cannot.iter().for_each(|label| {
            robot.not_see(label);
        });
    }
}

#[test]
fn an_old_backup_is_said_first_on_the_start_and_again_in_beheer() {
    let mut robot = screen("start-backup-oud").robot((60, 20));
    robot.see("De nieuwste back-up is 8 dagen oud.").press("9").see("geen back-up van de laatste zeven dagen");
    robot.press("1").see("Back-up gemaakt en gecontroleerd.").not_see("laatste zeven dagen");
    robot.see("vandaag, 21 november 2026 om 16.05; 2 in totaal");
}

#[test]
fn while_the_kluis_is_at_work_nothing_else_is_asked() {
    let mut robot = beheer(KluisState::Open);
    robot.kluis(|played| played.slow = true).press("1").see("De back-up wordt gemaakt en gecontroleerd…");
    robot.keys("1 3 Enter l").see("De back-up wordt gemaakt");
    robot.press("Esc").see("Wat wilt u doen?").press("l").see("Even wachten").finish();
    robot.see("Back-up gemaakt en gecontroleerd.").see("Vandaag gemaakt");
    assert_eq!(robot.played().asked, ["BackUp"]);
}

#[test]
fn a_screen_that_was_opened_meanwhile_hears_that_the_kluis_is_ready() {
    let mut robot = beheer(KluisState::Open);
    robot.kluis(|played| played.slow = true).press("1").press("Ctrl-P").typ("instel").press("Enter");
    robot.press("Ctrl-P").typ("beheer").press("Enter").see("De kluis is bezig…").finish().not_see("bezig");
    robot.press("8");
    assert_eq!(robot.played().asked, ["BackUp", "Lock"]);
}

#[test]
fn the_password_is_changed_with_the_old_one_or_with_the_sheet() {
    let mut robot = beheer(KluisState::Open);
    robot.press("4").typ(PASSWORD).press("Enter").typ("nieuw en lang").press("Enter").typ("nieuw en lang");
    robot.press("Enter").see("Het nieuwe wachtwoord geldt nu.").see("Beheer");
    robot.press("l").typ("nieuw en lang").press("Enter").see("Kluis open.").press("4").press("Ctrl-R");
    robot.typ(SHEET).press("Enter").typ("nog nieuwer").press("Enter").typ("nog nieuwer").press("Enter");
    robot.see("Het nieuwe wachtwoord geldt nu.");
    assert_eq!(robot.played().asked, ["ChangePassword", "Lock", "Open", "ChangePassword"]);
}

#[test]
fn a_wrong_old_password_says_so_and_every_field_is_empty() {
    let mut robot = beheer(KluisState::Open);
    robot.press("4").typ("fout").press("Enter").typ("nieuw").press("Enter").typ("nieuw").press("Enter");
    robot.see("Dit wachtwoord opent de kluis niet.").not_see("•").see("Wachtwoord veranderen");
}

#[test]
fn a_new_sheet_is_shown_and_checked_and_leads_back_to_beheer() {
    let mut robot = beheer(KluisState::Open);
    robot.press("5").unlock().see("Dit is uw herstelblad.").press("Enter");
    robot.typ("G7H8J9").press("Enter").typ("W9X0Y1").press("Enter").see("Het herstelblad klopt.").see("Beheer");
}

#[test]
fn putting_a_backup_back_asks_its_password_and_whether_one_is_sure() {
    let mut robot = beheer(KluisState::Open);
    robot.press("2").see("gisteren, 20 november 2026 om 16.05 (48 kB)").press("Enter");
    robot.see("wordt niet gewist: het blijft ernaast bewaard").unlock().see("Deze back-up terugzetten?");
    robot.press("Esc").see("Wachtwoord van toen").keys("Enter");
    assert!(robot.played().asked.is_empty());
    robot.press("Enter").see("Back-up teruggezet").see("De kluis is op slot.").press("Esc").see("op slot");
    assert_eq!(robot.played().asked, ["Restore"]);
}

#[test]
fn a_backup_elsewhere_is_named_by_its_path() {
    let mut robot = beheer(KluisState::None);
    robot.press("2").typ("/media/stick/kluis.bak").press("Enter").see("/media/stick/kluis.bak").press("Esc");
    robot.see("Beheer");
}

#[test]
fn an_examination_shows_sign_word_and_advice() {
    for state in [KluisState::Open, KluisState::Locked, KluisState::ReadOnly] {
        let mut robot = beheer(state);
        let row = robot.rows().iter().find(|row| row.contains("Kluis controleren")).cloned().expect("a row");
        let digit: String = row.chars().filter(char::is_ascii_digit).take(1).collect();
        robot.press(&digit).see("Er is iets mis.").see("✓ goed: Alle 214").see("! let op: De map");
        robot.see("fout: Eén gegeven is beschadigd.").see("Zet de back-up van gisteren terug.").press("Esc");
        robot.see("Beheer");
    }
}

#[test]
fn renewing_everything_explains_asks_twice_and_ends_with_a_sheet() {
    let mut robot = beheer(KluisState::Open);
    robot.press("6").see("Alles krijgt nieuwe sleutels").typ("verkeerd").press("Enter");
    robot
        .typ("nieuw lang woord")
        .press("Enter")
        .typ("nieuw lang woord")
        .press("Enter")
        .not_see("Dit is uw herstelblad.");
    robot.unlock().typ("nieuw lang woord").press("Enter");
    robot.typ("nieuw lang woord").press("Enter").see("Dit is uw herstelblad.");
    assert_eq!(robot.played().asked, ["Renew", "Renew"], "who cannot open it cannot renew it");
}

#[test]
fn salvaging_shows_what_was_saved() {
    let mut robot = beheer(KluisState::Locked);
    robot.press("4").see("De beschadigde bestanden blijven bewaard.").unlock().see("Wat gered is");
    robot.see("Eén gegeven is beschadigd.").press("Esc").see("Beheer");
}

#[test]
fn going_on_with_what_there_is_asks_first() {
    let mut robot = beheer(KluisState::ReadOnly);
    robot.press("4").see("Er kan iets ontbreken").press("Esc").see("Beheer");
    assert!(robot.played().asked.is_empty());
    robot.press("4").press("Enter").see("De kluis kan weer bewaren.").see("Wachtwoord veranderen");
}

#[test]
fn the_time_to_lock_is_kept_in_the_kluis() {
    let mut robot = beheer(KluisState::Open);
    robot.press("7").see("▸ 4  5 minuten").press("1").see("Opgeslagen.").see("na één minuut zonder toets");
    assert_eq!(robot.played().view.model.voorkeuren().vergrendel_na, 1);
    robot.press("7").see("▸ 1  één minuut").press("Esc").see("Beheer");
}

#[test]
fn it_says_where_everything_is() {
    let mut robot = beheer(KluisState::Open);
    robot.press("9").see("/voorbeeld/aandacht/kluis").see("/voorbeeld/aandacht/back-ups/2026-11-20.bak").press("Esc");
}

#[test]
fn what_does_not_succeed_says_what_why_and_what_to_do() {
    let mut robot = beheer(KluisState::Open);
    robot.kluis(|played| played.fails = true).press("1").press("F12");
    robot.see("Dit wachtwoord opent de kluis niet.").see("Er kan een typefout in staan.").see("Probeer het nog eens");
    robot.press("7").press("1").see("Waarom: Er kan een typefout").press("Esc").press("Esc").see("Beheer");
    robot.keys("Esc 7 5 f").see("Waarom: Er kan een typefout").press("Esc").see("Meldcode raadplegen");
}
