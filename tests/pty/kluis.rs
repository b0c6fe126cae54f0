//! The kluis in a real terminal, with what a password really costs.

use std::fs;

use super::terminal::{CTRL_C, F9, F10, Terminal};

const PASSWORD: &str = "vier losse woorden samen\r";

#[test]
fn the_first_start_asks_three_things_and_makes_a_kluis_that_hides_and_opens() {
    let mut terminal = Terminal::first_time(80, 24);
    terminal.see("Welkom bij aandacht.").press("1").see("In welke gemeente").press("\r").see("Wilt u een kluis?");
    terminal.press("1").see("Nieuw wachtwoord").press(PASSWORD).press(PASSWORD);
    // The keys are being derived: acute danger stays one key away.
    terminal.press(F9).see("112").press("\x1b").see("Dit is uw herstelblad.");
    terminal.press(F10).see("Pauze").press("\r").see("Kluis openen").press(PASSWORD).see("herstelblad");
    terminal.press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn everything_can_be_skipped_at_the_first_start() {
    let mut terminal = Terminal::first_time(60, 20);
    terminal.see("Welkom bij aandacht.").press("\x1b").see("Wat wilt u doen?").press("q");
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn a_window_that_is_closed_closes_the_kluis_in_order() {
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").press("9").see("Nieuw wachtwoord").press(PASSWORD).press(PASSWORD);
    terminal.see("Dit is uw herstelblad.").signal("HUP");
    assert_eq!(terminal.ended().exit_code(), 0);
    // A program that is opened again would copy aside what was not closed in order.
    let opened = assert_cmd::Command::new(env!("CARGO_BIN_EXE_aandacht"))
        .args(["kluis", "controleer", "--wachtwoord-uit", "-"])
        .env("AANDACHT_MAP", terminal.home())
        .write_stdin(PASSWORD.replace('\r', "\n"))
        .output()
        .expect("the program runs");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stdout));
    let names: Vec<_> =
        fs::read_dir(terminal.home()).expect("a folder").map(|entry| entry.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().starts_with("store.bewaard")), "{names:?}");
}
