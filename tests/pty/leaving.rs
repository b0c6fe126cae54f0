//! Every way out leaves a whole terminal.

use std::path::Path;

use super::terminal::{CTRL_C, Terminal, example};

/// A terminal with a walk that was begun.
fn with_a_walk() -> Terminal {
    let mut terminal = Terminal::open(80, 24);
    terminal.see("Wat wilt u doen?").press("1").see("gevaar").press("2").see("collega");
    terminal
}

#[test]
fn ctrl_c_ends_the_program_with_a_whole_terminal() {
    let mut terminal = with_a_walk();
    terminal.press(CTRL_C);
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn a_signal_to_stop_ends_the_program_with_a_whole_terminal_while_a_walk_is_open() {
    for signal in ["TERM", "HUP"] {
        let mut terminal = with_a_walk();
        let status = terminal.signal(signal).ended();
        assert_eq!((status.exit_code(), status.signal()), (0, None), "{signal}");
        terminal.is_restored();
    }
}

#[test]
fn a_signal_ends_the_program_in_a_window_that_is_too_small_too() {
    let mut terminal = Terminal::open(5, 2);
    terminal.see("Het").signal("TERM");
    assert_eq!(terminal.ended().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn closing_the_terminal_ends_the_program() {
    let status = with_a_walk().hang_up();
    assert!(status.signal().is_none_or(|signal| !signal.to_lowercase().contains("abort")), "{status:?}");
    assert_ne!(status.exit_code(), 101, "no panic");
}

#[test]
fn a_panic_restores_the_terminal_and_never_tells_what_was_on_the_screen() {
    let secret = "Jansen-van-Dorpsstraat";
    let mut terminal = Terminal::running(&example("paniek"), "xterm-256color", &[secret], 80, 24);
    let status = terminal.ended();
    assert_eq!(status.exit_code(), 101);
    let written = terminal.written();
    assert!(!written.contains(secret), "{written}");
    assert!(written.contains("onverwacht gestopt") && written.contains("112"), "{written}");
    for end in ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l"] {
        assert!(written.contains(end), "{end:?}\n{written:?}");
    }
    assert!(written.rfind("onverwacht") > written.find("\x1b[?1049l"), "it is told on the user's own screen");
}

/// The example with a panic on a thread of this name, and whether the screen was still there behind it.
fn panicking_on(thread: &str, secret: &str) -> (Terminal, bool) {
    let mut terminal = Terminal::running(&example("paniek"), "xterm-256color", &[secret, thread], 80, 24);
    terminal.see("En verder: true.");
    let written = terminal.written();
    assert!(!written.contains(secret), "{thread}: {written}");
    (terminal, !written.contains("\x1b[?1049l") && !written.contains("onverwacht"))
}

#[test]
fn a_panic_that_the_store_catches_leaves_the_screen_as_it_is() {
    for thread in ["opslag", "sled-io-0", "sled-io-12", "log flusher"] {
        let (mut terminal, untouched) = panicking_on(thread, "Jansen-van-Dorpsstraat");
        assert!(untouched, "{thread}: {:?}", terminal.written());
        terminal.until("the screen is still there", |screen| screen.alternate_screen() && screen.bracketed_paste());
        // Without Enter it comes through only while the terminal is still the program's.
        terminal.press("x");
        assert_eq!(terminal.ended().exit_code(), 0, "{thread}");
        terminal.types_as_before();
    }
    let (mut terminal, untouched) = panicking_on("scherm", "Jansen-van-Dorpsstraat");
    assert!(!untouched, "any other panic is told");
    terminal.press("\r");
    terminal.ended();
}

#[test]
fn a_dumb_terminal_gets_lijnmodus_and_no_escape_sequence() {
    let mut terminal = Terminal::with("dumb", &[], 80, 24);
    terminal.see("Lijnmodus staat aan").see("Uw keuze:");
    terminal.press("stop\r");
    assert_eq!(terminal.ended().exit_code(), 0);
    let written = terminal.written();
    assert!(!written.contains('\x1b'), "{written:?}");
    assert!(written.contains("Lijnmodus is gestopt."), "{written}");
}

#[test]
fn lijnmodus_can_be_asked_for_in_a_terminal_that_could_draw() {
    let mut terminal = Terminal::with("xterm-256color", &["--lijn"], 80, 24);
    terminal.see("Lijnmodus staat aan").see("Uw keuze:").press("nood\r").see("0800-2000").press("stop\r");
    assert_eq!(terminal.ended().exit_code(), 0);
    assert!(!terminal.written().contains('\x1b'), "{:?}", terminal.written());
}

#[test]
fn the_end_of_a_terminal_ends_lijnmodus_too() {
    let mut terminal = Terminal::with("dumb", &[], 80, 24);
    // Ctrl-D: the end of the input.
    terminal.see("Uw keuze:").press("\x04");
    assert_eq!(terminal.ended().exit_code(), 0);
}

#[test]
fn closing_a_terminal_that_the_program_does_not_belong_to_ends_it_too() {
    // In a session of its own no signal comes, and reading a closed terminal never ends by itself.
    let program = Path::new("/usr/bin/setsid");
    let args = ["--wait", env!("CARGO_BIN_EXE_aandacht")];
    let mut terminal = Terminal::running(program, "xterm-256color", &args, 80, 24);
    terminal.see("Wat wilt u doen?");
    terminal.hang_up();
}
