//! The system asking the program to stop.

/// Calls `stop` once when the system asks the program to end (SIGTERM, SIGHUP), on a thread of its own.
#[cfg(unix)]
pub fn on_stop(stop: impl FnOnce() + Send + 'static) {
    use signal_hook::consts::{SIGHUP, SIGTERM};
    use signal_hook::iterator::Signals;

    // Without this the system ends the program as usual; the terminal is then the shell's to mend.
    if let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP]) {
        std::thread::spawn(move || {
            if signals.forever().next().is_some() {
                stop();
            }
        });
    }
}

/// Windows closes the console itself.
#[cfg(not(unix))]
pub fn on_stop(_stop: impl FnOnce() + Send + 'static) {}
