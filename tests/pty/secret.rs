//! A password that is typed: never on the screen, and a terminal as it was on every way out.

use std::path::Path;

use super::terminal::{CTRL_C, Terminal, example};

const CTRL_Z: &str = "\x1a";
const CTRL_BACKSLASH: &str = "\x1c";

/// A terminal in which a password is asked.
fn asked(args: &[&str]) -> Terminal {
    let mut terminal = Terminal::running(&example("wachtwoord"), "xterm-256color", args, 80, 24);
    terminal.see("Wachtwoord: ");
    terminal
}

#[test]
fn a_password_is_read_and_never_shown() {
    for (typed, read) in [
        ("vier losse woorden\r", "nedroow essol reiv"),
        ("geheix\x7fm\r", "mieheg"),
        ("fout\x15één goed\r", "deog néé"),
        // Pausing the program would leave the terminal silent.
        (&format!("{CTRL_Z}geheim\r"), "mieheg"),
    ] {
        let mut terminal = asked(&[]);
        terminal.press(typed);
        assert_eq!(terminal.ended().exit_code(), 0, "{typed:?}");
        let written = terminal.written();
        assert!(written.contains(&format!("Wachtwoord: \r\nGekregen: {read}\r\n")), "{written:?}");
        for part in ["vier", "gehei", "fout", "goed"] {
            assert!(!written.contains(part), "{part}: {written:?}");
        }
        terminal.types_as_before();
    }
}

#[test]
fn what_is_no_password_is_told_and_the_rest_of_the_line_goes_nowhere() {
    for (typed, told) in [
        ("\r", "De regel is leeg."),
        ("\x04", "De regel is leeg."),
        ("geheim\x1b[A\r", "pijltjestoets"),
        (&format!("{}\r", "geheim".repeat(300)), "ten hoogste 1024 bytes"),
    ] {
        let mut terminal = asked(&[]);
        terminal.press(typed);
        assert_eq!(terminal.ended().exit_code(), 1, "{typed:?}");
        let written = terminal.written();
        assert!(written.contains(told) && !written.contains("geheim"), "{written:?}");
        terminal.types_as_before();
    }
}

#[test]
fn breaking_off_ends_in_a_fault_with_a_terminal_that_shows_what_is_typed() {
    for key in [CTRL_C, CTRL_BACKSLASH] {
        let mut terminal = asked(&[]);
        terminal.press("half").press(key);
        assert_eq!(terminal.ended().exit_code(), 1, "{key:?}");
        told_broken_off(&terminal);
    }
    for signal in ["INT", "TERM", "HUP", "QUIT"] {
        let mut terminal = asked(&[]);
        terminal.press("half").signal(signal);
        let status = terminal.ended();
        assert_eq!((status.exit_code(), status.signal()), (1, None), "{signal}");
        told_broken_off(&terminal);
    }
}

fn told_broken_off(terminal: &Terminal) {
    let written = terminal.written();
    assert!(written.contains("Het typen is afgebroken.") && !written.contains("half"), "{written:?}");
    terminal.types_as_before();
}

#[test]
fn after_the_password_signals_do_what_they_always_do() {
    for signal in ["INT", "TERM", "HUP", "QUIT"] {
        let mut terminal = asked(&["", "wacht"]);
        terminal.press("geheim\r").see("Gekregen: mieheg").see("Let op:").signal(signal);
        assert!(terminal.ended().signal().is_some(), "{signal} ends it");
        terminal.types_as_before();
    }
    let mut terminal = asked(&["", "wacht"]);
    terminal.press("geheim\r").see("Let op:").press(CTRL_C);
    assert!(terminal.ended().signal().is_some(), "and so does the keyboard");
}

#[test]
fn the_terminal_is_asked_when_input_and_output_go_elsewhere() {
    let program = example("wachtwoord").display().to_string();
    let script = "printf meer | \"$0\" > uit; cat uit";
    let mut terminal = Terminal::running(Path::new("/bin/sh"), "xterm-256color", &["-c", script, &program], 80, 24);
    terminal.see("Wachtwoord: ").press("geheim\r").see("Gekregen: mieheg");
    assert_eq!(terminal.ended().exit_code(), 0);
    assert!(!terminal.written().contains("geheim"));
    terminal.types_as_before();
}

#[test]
fn a_terminal_is_not_read_as_a_file() {
    for source in ["-", "/dev/tty", "fd:0"] {
        let mut terminal = Terminal::running(&example("wachtwoord"), "xterm-256color", &[source], 80, 24);
        assert_eq!(terminal.ended().exit_code(), 2, "{source}");
        assert!(terminal.written().contains("Laat --wachtwoord-uit weg."), "{source}: {}", terminal.written());
    }
}
