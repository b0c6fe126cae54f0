//! A casus in a real terminal, on a real kluis with what its password really costs.

use std::thread::sleep;
use std::time::Duration;

use super::terminal::{CTRL_C, ESC, Terminal};

const PASSWORD: &str = "vier losse woorden samen\r";
const F4: &str = "\x1bOS";
const CTRL_S: &str = "\x13";

/// Opens the kluis that was left behind, and the casus in it.
fn opened(before: &Terminal) -> Terminal {
    let mut terminal = before.again();
    terminal.see("Open de kluis").press(PASSWORD).see("Wat wilt u doen?").press("2").see("Linde-Mus").press("\r");
    terminal.see("Casus Linde-Mus");
    terminal
}

#[test]
fn what_was_typed_in_a_note_is_there_after_a_signal_and_after_a_kill() {
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").press("9").see("Nieuw wachtwoord").press(PASSWORD).press(PASSWORD);
    terminal.see("Dit is uw herstelblad.").press(ESC).see("Weggaan").press("\r").see("Wat wilt u doen?");
    terminal.press("2").see("Nieuwe casus beginnen").press(F4).see("Schuilnaam").press("\x15Linde-Mus").press(CTRL_S);
    terminal.see("Casus Linde-Mus").press("n").see("Wat is het?").press("\tKind komt zonder jas").see("zonder jas");
    // Nobody waits: a program that is asked to stop keeps what stands on its screens first.
    terminal.signal("TERM");
    terminal.ended();
    terminal.is_restored();

    let mut terminal = opened(&terminal);
    terminal.press("n").see("Kind komt zonder jas").see("Verder met wat u").press("\t en zonder eten");
    terminal.see("en zonder eten");
    sleep(Duration::from_millis(3500));
    terminal.signal("KILL");
    terminal.ended();

    let mut terminal = opened(&terminal);
    terminal.press("n").see("Kind komt zonder jas en zonder eten").press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}
