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

#[test]
fn the_room_follows_the_trainer_and_neither_hears_what_was_typed_about_the_case() {
    let mut trainer = Terminal::open(80, 24);
    trainer.see("Wat wilt u doen?").press("6").see("Methoden nalezen").press("2").see("CURA").press("1");
    trainer.see("nu beginnen").press("\r").see("fase 1 van 4").press("k").see("Kladblad").press(ABOUT_THE_CASE);
    trainer.see(ABOUT_THE_CASE).press(ESC).see("De vraag").press("z").see("aandacht zaal");
    let mut room = trainer.beside(&["zaal"]);
    room.see("CURA").see("fase 1 van 4");
    trainer.press("n").see("fase 2 van 4");
    room.see("fase 2 van 4");
    // The trainer's program dies; the picture stays, and comes back with it.
    trainer.signal("KILL");
    trainer.ended();
    room.see("Geen verbinding");
    let mut trainer = trainer.again();
    trainer.see("Er loopt nog een sessie").press("6").see("Verder met").press("1").see("fase 2 van 4").press("z");
    trainer.see("aandacht zaal").press("n").see("fase 3 van 4");
    room.see("fase 3 van 4");
    assert!(!room.written().contains(ABOUT_THE_CASE) && !on_disk(trainer.home()));
    room.press("q");
    assert_eq!(room.ended().exit_code(), 0);
    trainer.press(CTRL_C);
    assert_eq!(trainer.ended().exit_code(), 0);
}

#[test]
fn an_exercise_begins_with_one_line_and_no_password_and_is_resumed_after_a_kill() {
    let mut trainer = Terminal::with("xterm-256color", &["oefening", "C06", "--groepjes", "5"], 80, 24);
    trainer.see("OEFENING").see("C06").see("5 groepjes").press("\r").see("In de keuken").press("\r").see("Feit 2");
    trainer.signal("KILL");
    trainer.ended();
    assert!(!trainer.home().join("kluis").exists(), "the real kluis is not touched");
    let mut again = trainer.beside(&["oefening"]);
    again.see("OEFENING").see("In de keuken").see("Feit 2").press(CTRL_C);
    assert_eq!(again.ended().exit_code(), 0);
}
