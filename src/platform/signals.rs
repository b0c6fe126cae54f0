//! The system asking the program to stop.

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, OnceLock};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    /// Whether [`on_stop`] answers for SIGTERM and SIGHUP.
    static ANSWERED: AtomicBool = AtomicBool::new(false);

    /// What the handlers of [`Hold`] look at. Once registered they stay: a handler that is taken away leaves the signal
    /// without any effect. So what a signal did before is done by them when nothing holds.
    static HANDLERS: OnceLock<Handlers> = OnceLock::new();

    #[derive(Default)]
    struct Handlers {
        /// A signal to stop came.
        came: Arc<AtomicBool>,
        /// Signals from the keyboard do what they always do.
        keyboard: Arc<AtomicBool>,
        /// SIGTERM and SIGHUP do what they always do.
        system: Arc<AtomicBool>,
    }

    impl Handlers {
        /// Where one cannot be registered, that signal goes on doing what it always does.
        fn register() -> Handlers {
            let handlers = Handlers::default();
            for (signal, usual) in [
                (SIGINT, &handlers.keyboard),
                (SIGQUIT, &handlers.keyboard),
                (SIGTSTP, &handlers.keyboard),
                (SIGTERM, &handlers.system),
                (SIGHUP, &handlers.system),
            ] {
                let _ = flag::register_conditional_default(signal, Arc::clone(usual));
                if signal != SIGTSTP {
                    let _ = flag::register(signal, Arc::clone(&handlers.came));
                }
            }
            handlers
        }
    }

    /// While this lives, a signal to stop is only noticed, and one to pause does nothing: for the moments in which the
    /// terminal must not be left as it is. One at a time.
    pub struct Hold {
        handlers: &'static Handlers,
    }

    impl Hold {
        /// Begins to hold.
        pub fn begin() -> Hold {
            let handlers = HANDLERS.get_or_init(Handlers::register);
            handlers.keyboard.store(false, Ordering::SeqCst);
            handlers.system.store(false, Ordering::SeqCst);
            handlers.came.store(false, Ordering::SeqCst);
            Hold { handlers }
        }

        /// Whether a signal to stop came since the beginning.
        pub fn came(&self) -> bool {
            self.handlers.came.load(Ordering::SeqCst)
        }
    }

    impl Drop for Hold {
        fn drop(&mut self) {
            self.handlers.keyboard.store(true, Ordering::SeqCst);
            self.handlers.system.store(!ANSWERED.load(Ordering::SeqCst), Ordering::SeqCst);
        }
    }

    /// Calls `stop` once when the system asks the program to end (SIGTERM, SIGHUP), on a thread of its own.
    pub fn on_stop(stop: impl FnOnce() + Send + 'static) {
        // Without this the system ends the program as usual; the terminal is then the shell's to mend.
        if let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP]) {
            ANSWERED.store(true, Ordering::SeqCst);
            if let Some(handlers) = HANDLERS.get() {
                handlers.system.store(false, Ordering::SeqCst);
            }
            std::thread::spawn(move || {
                if signals.forever().next().is_some() {
                    stop();
                }
            });
        }
    }
}

#[cfg(unix)]
pub use unix::{Hold, on_stop};

/// Windows closes the console itself.
#[cfg(not(unix))]
pub fn on_stop(_stop: impl FnOnce() + Send + 'static) {}
