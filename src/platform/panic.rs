//! A panic tells the user that the program stopped, and nothing of what was on screen.

use std::io::{self, Write};
use std::panic;
use std::thread;

/// Threads on which a panic is no end of the program: the store's own, which catches it and turns it into a message,
/// those of its engine, whose end the engine notices itself, and the one that reads what a partner sent. By their
/// beginning, because the engine numbers some.
const CAUGHT: [&str; 4] = ["opslag", "sled-io-", "log flusher", INLEZEN];

/// The name of the thread that reads a partner's file.
pub const INLEZEN: &str = "inlezen";

/// Whether a panic on a thread with this name is somebody else's to tell.
pub fn is_caught(thread: Option<&str>) -> bool {
    thread.is_some_and(|name| CAUGHT.into_iter().any(|caught| name.starts_with(caught)))
}

/// Installs our hook. It stands before ratatui's own, which restores the terminal and then calls this one.
///
/// The payload is never printed: it may hold what a user typed.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        if is_caught(thread::current().name()) {
            return;
        }
        let place = info.location().map(|at| format!(" ({}:{})", short(at.file()), at.line())).unwrap_or_default();
        // Where nobody listens, printing must not panic again.
        let _ = writeln!(
            io::stderr(),
            "Fout: aandacht is onverwacht gestopt{place}.\n\
             Waarom: er zit een fout in het programma.\n\
             Wat te doen: start opnieuw. Acuut gevaar? Bel 112, of Veilig Thuis 0800-2000 (dag en nacht)."
        );
    }));
}

/// Keeps the hook that is in force away from panics that the store catches. To be called right after the screen was
/// opened: ratatui's hook gives the terminal back on any panic, also under a screen that goes on.
pub fn quiet_threads() {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_caught(thread::current().name()) {
            hook(info);
        }
    }));
}

/// The file without the folders of the machine that built the program.
fn short(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}
