//! The kluis in a real terminal, with what a password really costs.

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
