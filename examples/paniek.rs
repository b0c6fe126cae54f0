//! Takes the terminal over as the program does and then panics, with something secret in the payload: the
//! pseudo-terminal test looks whether the terminal comes back and the secret stays unsaid.

use aandacht::platform::panic;
use aandacht::ui::terminal::Screen;

#[allow(clippy::panic, reason = "that is what it is for")]
fn main() -> std::io::Result<()> {
    panic::install();
    let _screen = Screen::open(true)?;
    let secret = std::env::args().nth(1).unwrap_or_default();
    std::panic::panic_any(secret)
}
