//! A session in a real terminal: killed in the middle of a phase, and shown in the room.

use std::fs;
use std::path::Path;

use super::terminal::{CTRL_C, ESC, Terminal};

const ABOUT_THE_CASE: &str = "zwartemarkering";

/// Whether the mark is in a file below this folder.
fn on_disk(folder: &Path) -> bool {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).any(|path| {
        if path.is_dir() {
            on_disk(&path)
        } else {
            fs::read(&path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(ABOUT_THE_CASE))
        }
    })
}

#[test]
fn a_session_that_is_killed_in_mid_phase_goes_on_there_and_what_was_typed_about_the_case_is_gone() {
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").press("6").see("Intervisie voorbereiden").press("2").see("CURA").press("1");
    terminal.see("nu beginnen").press("\r").see("fase 1 van 4").see("04:5").press("n").see("fase 2 van 4");
    terminal.press("k").see("Kladblad").press(ABOUT_THE_CASE).see(ABOUT_THE_CASE).press(ESC).see("De vraag");
    assert!(!on_disk(terminal.home()));
    terminal.signal("KILL");
    terminal.ended();
    assert!(!on_disk(terminal.home()));

    let mut terminal = terminal.again();
    terminal.see("Er loopt nog een sessie").press("6").see("Verder met de sessie").press("1").see("fase 2 van 4");
    terminal.see("03:5").press("s").see("Sessie afsluiten").press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
    assert!(!on_disk(terminal.home()));
}
