//! What the surroundings say about the terminal.

use std::io::{IsTerminal, Write, stdin, stdout};

/// Why the program speaks in lines instead of drawing a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoScreen {
    /// Input or output is not a terminal.
    NotATerminal,
    /// The terminal calls itself dumb.
    Dumb,
}

/// Whether a full screen can be drawn here.
///
/// # Errors
/// Why not.
pub fn can_draw() -> Result<(), NoScreen> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(NoScreen::NotATerminal);
    }
    match std::env::var("TERM") {
        Ok(term) if term == "dumb" => Err(NoScreen::Dumb),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// How many columns the terminal has that the output goes to; nothing when it goes elsewhere.
#[cfg(unix)]
pub fn columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(stdout()).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

/// How many columns the terminal has that the output goes to; it is not asked here.
#[cfg(not(unix))]
pub fn columns() -> Option<usize> {
    None
}

/// Lets the terminal be heard once. A terminal that is gone is silent.
pub fn ring() {
    let _ = stdout().write_all(b"\x07").and_then(|()| stdout().flush());
}

/// Whether the user asked for no colour at all: `NO_COLOR`.
pub fn no_color() -> bool {
    anstyle_query::no_color()
}

/// Whether the terminal says it knows 24-bit colours.
pub fn true_color() -> bool {
    anstyle_query::truecolor()
}

/// Whether the terminal's background is light; asks the terminal and waits 100 ms at most.
pub fn background_is_light() -> bool {
    let mut options = terminal_colorsaurus::QueryOptions::default();
    options.timeout = std::time::Duration::from_millis(100);
    terminal_colorsaurus::theme_mode(options).is_ok_and(|mode| mode == terminal_colorsaurus::ThemeMode::Light)
}

/// Calls `gone` once when the terminal is taken away, on a thread of its own that sleeps until then. The system says so
/// with a signal only to programs that belong to the terminal; the others would go on reading its end for ever.
#[cfg(unix)]
pub fn on_hang_up(gone: impl FnOnce() + Send + 'static) {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    std::thread::spawn(move || {
        let input = stdin();
        loop {
            // Asking for nothing: a hang-up is told all the same.
            let mut watched = [PollFd::new(&input, PollFlags::empty())];
            match poll(&mut watched, None) {
                Ok(_) if !watched[0].revents().is_empty() => return gone(),
                Ok(_) | Err(Errno::INTR) => {}
                // Without this the program ends by the signal, as usual.
                Err(_) => return,
            }
        }
    });
}

/// Windows ends the program itself.
#[cfg(not(unix))]
pub fn on_hang_up(_gone: impl FnOnce() + Send + 'static) {}
