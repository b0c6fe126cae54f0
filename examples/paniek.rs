//! Takes the terminal over as the program does and then panics, with something secret in the payload: the
//! pseudo-terminal test looks whether the terminal comes back and the secret stays unsaid.
//!
//! With the name of a thread behind the secret the panic happens on a thread of that name, and the screen goes on until
//! a key comes: the store catches the panics of its own threads.

use std::io::{Read, Write, stdin, stdout};
use std::thread;

use aandacht::platform::panic;
use aandacht::ui::terminal::Screen;

#[allow(clippy::panic, reason = "that is what it is for")]
fn main() -> std::io::Result<()> {
    panic::install();
    let screen = Screen::open(true)?;
    panic::quiet_threads();
    let mut args = std::env::args().skip(1);
    let secret = args.next().unwrap_or_default();
    let Some(name) = args.next() else { std::panic::panic_any(secret) };
    let panicked = thread::Builder::new().name(name).spawn(move || std::panic::panic_any(secret))?.join().is_err();
    write!(stdout(), "En verder: {panicked}.")?;
    stdout().flush()?;
    stdin().read_exact(&mut [0])?;
    drop(screen);
    Ok(())
}
