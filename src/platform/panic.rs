//! A panic tells the user that the program stopped, and nothing of what was on screen.

use std::io::{self, Write};
use std::panic;

/// Installs our hook. It stands before ratatui's own, which restores the terminal and then calls this one.
///
/// The payload is never printed: it may hold what a user typed.
pub fn install() {
    panic::set_hook(Box::new(|info| {
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

/// The file without the folders of the machine that built the program.
fn short(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}
